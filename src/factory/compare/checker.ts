// The gold checker: judges an answer by what anyone can see, in the order of docs/labelling.md. For most tasks
// the right answer is known; a story has none, but what makes it a good one is visible: it has what was asked
// for, does not repeat itself, keeps its hero, and ends. Where many wordings are as good, any of them is right; of
// a list, any words of the kind.
import type { Random } from '../../base/random.ts';
import type { Part, Turn } from '../../text/abi.ts';
import { callText } from '../../text/abi.ts';
import type { ReadTurn } from '../../text/abi-read.ts';
import { meaningOf } from '../tune/data/answers.ts';
import { countOf, LISTED, listable } from '../tune/data/little.ts';
import type { Task } from './task.ts';

/** What was seen, each from 0 (not at all) to 1. */
export interface Verdict {
  /** It says what it should: the right words, quotation or call; a story, what was asked for. */
  readonly right: number;
  /** Quotations are word for word in the passages, calls are to tools that there are. */
  readonly grounded: number;
  /** It keeps to the convention, repeats no sentence, and ends. */
  readonly whole: number;
  /** Not longer than it needs to be. */
  readonly brief: number;
  /** All of it in one number from 0 to 1; an earlier point outweighs the later ones together. */
  readonly score: number;
}

const WEIGHTS = { right: 8, grounded: 4, whole: 2, brief: 1 } as const;

/** Judges an answer as it was read from its tokens. */
export function check(task: Task, answer: ReadTurn): Verdict {
  const story = /^(?:story|write)\//.test(task.family);
  const seen = {
    right: story
      ? storyFit(task, answer.parts)
      : isList(task)
        ? listFit(task, answer.parts)
        : rightness(task, answer.parts),
    grounded: share(answer.parts, (part) => isGrounded(task, part)),
    whole: answer.ended && answer.problems.length === 0 && answer.parts.length > 0 ? 1 - repetition(answer.parts) : 0,
    brief: story ? 1 : brevity(textOf(task.reference.parts), textOf(answer.parts)),
  };
  const keys = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
  const score = keys.reduce((sum, key) => sum + WEIGHTS[key] * seen[key], 0) / keys.reduce((s, k) => s + WEIGHTS[k], 0);
  return { ...seen, score };
}

/** Whether the answer is right: what instruction success counts. */
export function succeeds(task: Task, answer: ReadTurn): boolean {
  const { right, grounded, whole } = check(task, answer);
  return right === 1 && grounded === 1 && whole === 1;
}

/**
 * Ranks answers, 0 for the best, equal numbers for equals. `noise` is a dial from 0 up: the standard deviation
 * of what is added to each score, so a judge can be as unsure as people are.
 */
export function rank(task: Task, answers: readonly ReadTurn[], noise = 0, random?: Random): number[] {
  const scores = answers.map((answer) => check(task, answer).score + (noise > 0 ? noise * random!.normal() : 0));
  return scores.map((score) => scores.filter((other) => other > score).length);
}

/** The whole answer as one text, calls and quotations as they are written. */
export function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('quote' in part) return `[${part.quote.passage}] ${part.quote.text}`;
      return 'call' in part ? callText(part.call) : '';
    })
    .join('');
}

/**
 * 1 for the reference's own parts or others that mean the same; a call to the right tool with wrong arguments, or words
 * shared, count a little.
 */
function rightness({ reference, family, turns }: Task, parts: readonly Part[]): number {
  const same = meaningOf(textOf(parts)) === meaningOf(textOf(reference.parts)) && sameKinds(reference.parts, parts);
  if (same) return family.endsWith('/another') && saidBefore(turns, textOf(parts)) ? 0.5 : 1;
  const [wanted, got] = [reference.parts[0]!, parts[0]];
  if ('call' in wanted) return got && 'call' in got && got.call.name === wanted.call.name ? 0.3 : 0;
  if (got && 'call' in got) return 0;
  const [a, b] = [words(textOf(reference.parts)), words(textOf(parts))].map((list) => new Set(list)) as [
    Set<string>,
    Set<string>,
  ];
  return (0.5 * [...a].filter((word) => b.has(word)).length) / Math.max(1, new Set([...a, ...b]).size);
}

/** Has the assistant said these very words in an earlier turn? */
function saidBefore(turns: readonly Turn[], text: string): boolean {
  return turns.some(({ role, parts }) => role === 'assistant' && plain(textOf(parts)) === plain(text));
}

const isList = ({ family }: Task): boolean => family.startsWith('list/');

/** Share of the asked number of things that are of the kind, different, and not named before. */
function listFit({ family, turns }: Task, parts: readonly Part[]): number {
  const [, of, n] = family.split('/') as [string, string, string];
  const before = turns.filter(({ role }) => role === 'assistant').flatMap((turn) => itemsOf(textOf(turn.parts)));
  const items = itemsOf(textOf(parts));
  const kind = of in LISTED ? listable(of) : [];
  const fit = new Set(items.filter((item) => kind.includes(item) && !before.includes(item))).size;
  return Math.min(1, fit / countOf(n)) * (items.length === fit && fit === countOf(n) ? 1 : 0.5);
}

function itemsOf(text: string): string[] {
  return plain(text)
    .replace(/\.$/, '')
    .split(/, | and /);
}

function sameKinds(a: readonly Part[], b: readonly Part[]): boolean {
  return a.length === b.length && a.every((part, i) => Object.keys(part)[0] === Object.keys(b[i]!)[0]);
}

function isGrounded(task: Task, part: Part): boolean {
  if ('call' in part) return task.tools.some(({ name }) => name === part.call.name);
  if (!('quote' in part)) return true;
  const { passage, text } = part.quote;
  return task.turns.some(({ parts }) =>
    parts.some((p) => 'passage' in p && p.passage.number === passage && p.passage.text.includes(text)),
  );
}

/** What is said of a story that is asked for, and no thing in it. */
const NOT_THINGS: ReadonlySet<string> = new Set(
  'story tale little short nice small bedtime new funny good happy end child girl boy hero few name rest town time'.split(
    ' ',
  ),
);

/** What a story was asked to have: names, and things named with an article, as far as the reference has them. */
export function wanted({ turns, reference }: Task): string[] {
  const request = textOf(turns.at(-1)!.parts);
  const names = [...request.matchAll(/(?<=[a-z,] )[A-Z]\p{L}+/gu)].map(([word]) => word);
  const things = [...request.matchAll(/\b(?:an?|the) ([a-z]{3,})\b/g)].map((match) => match[1]!);
  const there = textOf(reference.parts);
  return [...new Set([...names, ...things.filter((word) => !NOT_THINGS.has(word))])].filter((word) =>
    hasWord(there, word),
  );
}

/** The fewest sentences of a story, unless it goes on from some that are told. */
const STORY = 5;

/** Half for having what was asked for, half for a hero who is still there at the end. */
function storyFit(task: Task, parts: readonly Part[]): number {
  const [text, told] = [textOf(parts), textOf(task.reference.parts)];
  const asked = wanted(task);
  const has = asked.filter((word) => hasWord(text, word)).length;
  const heroes = asked.filter((word) => /^[A-Z]/.test(word) && ending(told).includes(word));
  const stays = heroes.length === 0 || heroes.some((hero) => ending(text).includes(hero)) ? 1 : 0;
  const [count, wish] = [sentences(text).length, sentences(told).length];
  // Three sentences are three; a story may be longer.
  const long = task.family === 'write/three' ? Number(count === wish) : Math.min(1, count / Math.min(STORY, wish));
  return long * (0.5 * (asked.length === 0 ? 1 : has / asked.length) + 0.5 * stays);
}

/** Is the word there, or one that begins with it: "fox", "foxes"? */
const hasWord = (text: string, word: string): boolean => new RegExp(`(?<![\\p{L}])${word}`, 'iu').test(text);

const ending = (text: string): string => sentences(text).slice(-4).join(' ');

/** Share of sentences said before. */
function repetition(parts: readonly Part[]): number {
  const all = sentences(textOf(parts)).map(plain);
  return all.length === 0 ? 0 : 1 - new Set(all).size / all.length;
}

function brevity(reference: string, answer: string): number {
  return Math.min(1, (reference.length * 1.5 + 20) / Math.max(1, answer.length));
}

function share(parts: readonly Part[], holds: (part: Part) => boolean): number {
  return parts.length === 0 ? 0 : parts.filter(holds).length / parts.length;
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?]["”]?)\s+/).filter((sentence) => sentence.trim() !== '');
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
