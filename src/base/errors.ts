// One error for everything that can go wrong: a code to branch on, what happened, and what to do next.
// Bugs throw ordinary errors; whatever a user, a file, a disk or a network can cause throws a TwofilesError.

/** What kind of thing went wrong. Programs branch on this; people read the message. */
export type ErrorCode =
  | 'bad-file' // the bytes are not what their format promises (truncated, lying header, impossible value)
  | 'unsupported' // well-formed, but something this build does not do (an architecture, a type, a feature)
  | 'not-found' // a file, folder, tensor or key that should exist does not
  | 'io' // the operating system refused: permission, full disk, vanished file
  | 'network' // a peer cut, stalled, refused or answered nonsense
  | 'checksum' // bytes arrived whole but are not the promised ones
  | 'busy' // another program holds it
  | 'out-of-memory' // the engine cannot hold it
  | 'context-full' // the window has no room for these tokens
  | 'bad-argument' // the caller asked for something impossible
  | 'no-model' // nothing to run
  | 'diverged' // training left the finite numbers
  | 'aborted' // stopped on request
  | 'closed'; // used after close()

/**
 * The error of this package.
 *
 * `message` says what happened and where, `next` what to do about it, `field` names the part of the
 * input at fault (a header key, a tensor, a path in a JSON document) when there is one.
 */
export class TwofilesError extends Error {
  readonly code: ErrorCode;
  readonly next: string;
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, next: string, detail: { field?: string; cause?: unknown } = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'TwofilesError';
    this.code = code;
    this.next = next;
    this.field = detail.field;
  }
}

/** A damaged or lying file: names the file, the field at fault and what is wrong with it. */
export function badFile(file: string, field: string, problem: string, cause?: unknown): TwofilesError {
  return new TwofilesError(
    'bad-file',
    `${file}: ${field}: ${problem}`,
    'The file is damaged or not what its name says; fetch or convert it again.',
    { field, ...(cause === undefined ? {} : { cause }) },
  );
}

/** A well-formed input that asks for something this build does not do. */
export function unsupported(what: string, next: string, field?: string): TwofilesError {
  return new TwofilesError('unsupported', what, next, field === undefined ? {} : { field });
}

/** A caller's mistake: the message says which argument and which values are possible. */
export function badArgument(message: string, next: string): TwofilesError {
  return new TwofilesError('bad-argument', message, next);
}

/** Throws the `aborted` error when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new TwofilesError('aborted', 'Stopped on request.', 'Run it again to go on.', { cause: signal.reason });
}

/** More tokens than there is room for. Nothing is ever cut off silently. */
export function contextFull(wanted: number, room: number): TwofilesError {
  const next = 'Shorten the input, rewind, or open a session with a longer context.';
  return new TwofilesError('context-full', `${wanted} tokens do not fit: there is room for ${room}.`, next);
}
