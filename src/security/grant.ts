// Grants: what one request may do beyond the rules of the policy. They are compiled from flags and from the person's own
// words before anything untrusted is read, and afterwards only narrow: a grant is used up, runs out, or is cut for a child.
import { badArgument } from '../base/errors.ts';
import { type Act, type Effect, matches, type Pattern } from './act.ts';
import type { Principal } from './label.ts';

export interface Grant {
  /** The device that may be called. */
  readonly device: Pattern;
  /** Where its effects may go. */
  readonly to: readonly Pattern[];
  /**
   * A sentence of the person's: each destination must stand in it, word for word, and for what costs money every
   * argument. Without one, `to` alone decides.
   */
  readonly words?: string;
  /** Calls left. */
  readonly calls: number;
  /** Bytes of arguments left. */
  readonly bytes: number;
  /** Who may thereby be told what others may not. */
  readonly readers?: readonly Pattern[];
  /** Ends then, ms since 1970. */
  readonly until: number;
  /** Where it comes from, for people. */
  readonly why: string;
}

/** Calls that a sentence grants for each device: "save it to a.txt" may take a few tries. */
const CALLS_BY_WORDS = 4;
/** Calls that a flag grants. */
const CALLS_BY_FLAG = 1000;
/** Bytes of arguments of a grant: a long report fits, a whole disk does not. */
const BYTES = 4_000_000;
/** How long a grant holds, ms: a request that takes longer is asked about again. */
const HOLDS_MS = 3_600_000;

/** What is told of a device here. */
export interface Grantable {
  readonly name: string;
  readonly effects: readonly Effect[];
  readonly verbs?: readonly string[] | undefined;
}

/** Does the grant cover this call? Only what acts needs one. */
export function covers(grant: Grant, act: Act, now: number): boolean {
  if (grant.calls < 1 || now >= grant.until || !matches(grant.device, act.device)) return false;
  if (sizeOf(act.input) > grant.bytes || act.destinations.length === 0) return false;
  if (!act.destinations.every((one) => grant.to.some((pattern) => matches(pattern, one)))) return false;
  const { words } = grant;
  if (words === undefined) return true;
  const spends = act.effects.includes('spend');
  return (
    act.destinations.every((one) => says(words, nameOf(one))) &&
    (!spends || leaves(act.input).every((one) => says(words, one)))
  );
}

/** The grants after a call by one of them. */
export function used(grants: readonly Grant[], grant: Grant, input: unknown): Grant[] {
  return grants.map((each) =>
    each === grant ? { ...each, calls: each.calls - 1, bytes: each.bytes - sizeOf(input) } : each,
  );
}

/** What a child may have of its parent's grants: those for the devices named. */
export function narrow(grants: readonly Grant[], devices: readonly Pattern[]): Grant[] {
  return grants.filter(({ device }) => devices.some((pattern) => pattern === device || matches(pattern, device)));
}

/**
 * Grants in the person's words: a sentence with a verb of a device lets that device reach the destinations that stand in
 * the sentence. Where a verb stands beside a negation anywhere in what was said, its device is granted nothing.
 */
export function grantsOfWords(text: string, devices: readonly Grantable[], now: number): Grant[] {
  const said = sentences(text);
  return devices.flatMap(({ name, effects, verbs = [] }) => {
    if (effects.every((effect) => effect === 'read')) return [];
    const asking = said.filter((sentence) => verbs.some((verb) => hasVerb(sentence, verb)));
    if (asking.some((sentence) => NEGATION.test(sentence))) return [];
    return asking.map((sentence) => ({ device: name, to: ['*'], words: sentence, ...ofWords(sentence, now) }));
  });
}

function ofWords(sentence: string, now: number) {
  const short = sentence.length > 80 ? `${sentence.slice(0, 79)}…` : sentence;
  return { calls: CALLS_BY_WORDS, bytes: BYTES, until: now + HOLDS_MS, why: `Your words: "${short}"` };
}

/**
 * A grant from a flag: `write_file` for all it can reach, `write_file:file:notes/*` for some of it, with `!` at the end
 * also for what only the person may see.
 * @throws `bad-argument` for a device that is not there.
 */
export function grantOfFlag(flag: string, devices: readonly Grantable[], now: number): Grant {
  const [, device = '', , to = '*', loud = ''] = /^([^:!]+)(:(.*?))?(!?)$/.exec(flag) ?? [];
  if (!devices.some(({ name }) => matches(device, name)))
    throw badArgument(`No device fits "${device}".`, `There are ${devices.map(({ name }) => name).join(', ')}.`);
  return {
    ...{ device, to: [to], calls: CALLS_BY_FLAG, bytes: BYTES, until: now + HOLDS_MS, why: `--allow ${flag}` },
    ...(loud === '' ? {} : { readers: [to] }),
  };
}

/** Does a text stand in the sentence as a whole, not as a piece of a longer name? */
export function says(sentence: string, text: string): boolean {
  if (text === '') return false;
  for (let at = sentence.indexOf(text); at >= 0; at = sentence.indexOf(text, at + 1)) {
    const before = sentence.slice(0, at);
    const after = sentence.slice(at + text.length);
    if (!/[\p{L}\p{N}_@/\\.-]$/u.test(before) && !/^([\p{L}\p{N}_@/\\-]|\.[\p{L}\p{N}])/u.test(after)) return true;
  }
  return false;
}

/** A principal's name without its kind. */
const nameOf = (who: Principal): string => who.slice(who.indexOf(':') + 1);

/** Does the word stand there as a verb? "The mail" and "my note" ask for nothing. */
function hasVerb(sentence: string, verb: string): boolean {
  return new RegExp(
    `(?<!${NOUN}\\s+)(?<![\\p{L}\\p{N}_])${verb.replace(/[^\p{L}\p{N} ]/gu, '')}(?![\\p{L}\\p{N}_])`,
    'iu',
  ).test(sentence);
}

/** Words that make the next one a noun. */
const NOUN = '(?<![\\p{L}])(?:the|a|an|this|that|these|those|my|your|his|her|our|their|its|any|some|each|every|of)';

const NEGATION =
  /(?<![\p{L}])(not|never|no|without|except|instead|avoid|don['’]?t|doesn['’]?t|mustn['’]?t|can['’]?t|cannot|unless|stop)(?![\p{L}])/iu;

function sentences(text: string): string[] {
  const cut = new Intl.Segmenter('en', { granularity: 'sentence' });
  return [...cut.segment(text)].map(({ segment }) => segment.trim()).filter((one) => one !== '');
}

/** Every text and number in a value. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

function sizeOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value) ?? '').length;
}
