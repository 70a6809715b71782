// How a command fails: `error: what happened`, `→ what to do next`, and an exit code. 1 for errors, 2 for
// a wrong command line, 130 when stopped by Ctrl-C. With --json the error is a JSON document on stdout.
import { TwofilesError } from '../base/errors.ts';
import { note, paint, printable } from './terminal.ts';

export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** What is shown of an error, whatever threw it. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly field?: string | undefined;
}

/** Prints an error and returns the exit code it asks for. */
export function reportError(error: unknown, json: boolean): number {
  const failure = describe(error);
  showFailure(failure, json);
  if (process.env.TWOFILES_DEBUG && error instanceof Error) note(error.stack ?? '');
  if (failure.code === 'aborted') return EXIT.interrupted;
  return failure.code === 'usage' ? EXIT.usage : EXIT.failed;
}

/** Prints a mistake in the command line. */
export function reportUsage(message: string, next: string, json: boolean): number {
  showFailure({ code: 'usage', message, next }, json);
  return EXIT.usage;
}

function showFailure(failure: Failure, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ error: failure })}\n`); // one line: `chat --json` writes lines
    return;
  }
  note(`${paint(process.stderr, 'red', 'error:')} ${printable(failure.message)}`);
  if (failure.next) note(`  ${paint(process.stderr, 'dim', '→')} ${printable(failure.next)}`);
}

function describe(error: unknown): Failure {
  if (error instanceof TwofilesError) {
    const { code, message, next, field } = error;
    return { code, message, next, ...(field === undefined ? {} : { field }) };
  }
  if (isSystemError(error))
    return { code: 'io', message: error.message, next: 'Check the path, the rights and the free space.' };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'bug',
    message: `Unexpected: ${message}`,
    next: 'This is a bug. Set TWOFILES_DEBUG=1 to see where, and report it.',
  };
}

/** Is this an expected refusal, and not a bug? */
export function isRefusal(error: unknown): boolean {
  return error instanceof TwofilesError || isSystemError(error);
}

/** An error of the operating system, from node:fs and its like. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
