// What the makers of conversations share: a way to write many wordings in one line, names nobody bears,
// typing as people type, and the split: some wordings are never trained on, so that a report card can ask
// whether a model understands or has learned forms by heart.
import type { Random } from '../../../base/random.ts';
import type { Part, Turn } from '../../../text/abi.ts';
import { FOLDER_TOOLS, STANDARD_TOOLS } from '../../../text/abi-tools.ts';
import type { Json, ToolSpec } from '../../../text/messages.ts';
import { expand } from '../../world/papers.ts';
import type { Conversation } from '../conversation.ts';

export { expand };

/** Which wordings may be used. */
export type Split = 'train' | 'held';

/** Makes one conversation; the same random state, the same conversation. */
export type Maker = (random: Random, split: Split) => Draft;

/** A conversation before it has its id. */
export type Draft = Omit<Conversation, 'id'>;

/** Wordings of one thing: those for training, and those kept back. */
export interface Wordings {
  readonly train: readonly string[];
  readonly held: readonly string[];
}

/** A wording of the split, expanded. */
export function worded(
  random: Random,
  wordings: Wordings,
  split: Split,
  values: Readonly<Record<string, string>> = {},
): string {
  return expand(random, random.pick(wordings[split]), values);
}

/** What a machine tells its model of, in this order: without a folder, and with one. */
const AT_HAND = STANDARD_TOOLS.filter(({ name }) => name === 'calculator' || name === 'clock');
const WITH_FOLDER = [...AT_HAND, ...STANDARD_TOOLS.filter(({ name }) => /_files?$/.test(name)), ...FOLDER_TOOLS];

/**
 * The named tools and some others: half the time those of a machine as it has them, otherwise any, in any order. Which
 * are at hand must not tell which is wanted.
 */
export function toolsWith(random: Random, ...needed: readonly string[]): ToolSpec[] {
  const isNeeded = ({ name }: ToolSpec): boolean => needed.includes(name);
  const sets = [AT_HAND, AT_HAND, AT_HAND, WITH_FOLDER].filter((set) =>
    needed.every((name) => set.some((each) => each.name === name)),
  );
  if (sets.length > 0 && random.float() < 0.5) return [...random.pick(sets)];
  const chosen = STANDARD_TOOLS.filter((each) => isNeeded(each) || random.float() < 0.6);
  return random.shuffled([...chosen, ...FOLDER_TOOLS.filter((each) => isNeeded(each) || random.float() < 0.05)]);
}

/** What is at hand where no tool is needed: mostly some, but for `without`. */
export function atHand(random: Random, ...without: readonly string[]): ToolSpec[] {
  if (random.float() < 0.4) return [];
  return toolsWith(random).filter(({ name }) => !without.includes(name));
}

export const user = (...parts: (string | Part)[]): Turn => turn('user', parts);
export const assistant = (...parts: (string | Part)[]): Turn => turn('assistant', parts);
export const tool = (...parts: (string | Part)[]): Turn => turn('tool', parts);

export function call(name: string, values: { readonly [key: string]: Json } = {}): Part {
  return { call: { name, arguments: values } };
}

function turn(role: Turn['role'], parts: readonly (string | Part)[]): Turn {
  return { role, parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)) };
}

const STARTS = 'b,br,c,d,dr,f,fl,g,gr,h,j,k,l,m,n,p,pl,r,s,st,t,tr,v,w,z'.split(',');
const VOWELS = 'a,e,i,o,u,a,e,o,ai,ea,ie'.split(',');
const ENDS = 'n,l,r,s,m,n,nd,ck,x,th,,,,'.split(',');

/** A name drawn anew, so that copying it is the only way to say it. */
export function freshName(random: Random): string {
  let name = '';
  for (let i = 1 + random.int(2); i >= 0; i--) name += random.pick(STARTS) + random.pick(VOWELS);
  name += random.pick(ENDS);
  return name[0]!.toUpperCase() + name.slice(1);
}

const [GIRLS, BOYS] = [
  'Ada,Alice,Anna,Carla,Clara,Ella,Emma,Eva,Fatima,Grace,Hana,Jane,Julia,Kate,Laura,Lea,Lily,Linda,Lucy,Maria,Mia,Mina,Nina,Nora,Olga,Priya,Rosa,Ruth,Sara,Sofia,Vera,Yuki,Zoe',
  'Adam,Amir,Ben,Bob,Chen,Dan,David,Diego,Felix,Finn,George,Hugo,Ivan,Jack,James,Jin,John,Jonas,Karim,Leo,Lucas,Luis,Mark,Max,Mike,Noah,Oscar,Omar,Paul,Peter,Sam,Simon,Theo,Tim,Tom',
].map((list) => list.split(',')) as [string[], string[]];

/** A name that many have, or one that nobody has, and whether a girl or a boy bears it. */
export function namedPerson(random: Random): { readonly name: string; readonly sex: 'f' | 'm' } {
  const sex = random.pick(['f', 'm'] as const);
  return { sex, name: random.float() < 0.5 ? random.pick(sex === 'f' ? GIRLS : BOYS) : freshName(random) };
}

/** What a person calls himself or herself. */
export const personName = (random: Random): string => namedPerson(random).name;

/** As people shorten words when they type. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\byou\b/gi, 'u'],
  [/\byour\b/gi, 'ur'],
  [/\bare\b/gi, 'r'],
  [/\bplease\b/gi, 'pls'],
  [/\b(?:thank you|thanks)\b/gi, 'thx'],
  [/\bI am\b/gi, 'im'],
  [/\bwhat is\b/gi, 'whats'],
  [/\bwho is\b/gi, 'whos'],
  [/\bdo not\b/gi, 'dont'],
  [/\bcannot\b/gi, 'cant'],
  [/\bbecause\b/gi, 'cuz'],
  [/\bI do not know\b/gi, 'idk'],
  [/\band\b/gi, '&'],
  [/'(?=[a-z])/g, ''],
];

/**
 * As people type: often in lower case, seldom in capitals, without the last mark or with too many, words shortened,
 * now and then a slip.
 * Words in `keep` have no slips, because the answer needs them.
 */
export function typed(random: Random, text: string, keep: readonly string[] = []): string {
  if (keep.length === 0 && random.float() < 0.015) return text.toUpperCase();
  let out = text;
  if (random.float() < 0.08) {
    const [long, short] = random.pick(SHORT.filter(([long]) => out.search(long) >= 0).concat([[/$^/, '']]));
    out = out.replace(long, short);
  }
  const lower = random.float();
  if (lower < 0.27) out = out.toLowerCase();
  else if (lower < 0.29) out = out.replace(/\b[A-Z](?=[a-z]* |[a-z]*$)/, (letter) => letter.toLowerCase());
  const mark = random.float();
  if (mark < 0.25) out = out.replace(/[.?!]$/, '');
  else if (mark < 0.3) out = out.replace(/[.?!]$/, '$&$&');
  if (random.float() < 0.1) out = slip(random, out, keep);
  return out.trim() === '' ? text : out;
}

/** Swaps, drops or doubles a letter inside a word in small letters: names and numbers stay what they are. */
function slip(random: Random, text: string, keep: readonly string[]): string {
  const words = new Set(keep.flatMap((phrase) => phrase.toLowerCase().split(' ')));
  const wordAt = (at: number): string => /[a-z]*$/.exec(text.slice(0, at))![0] + /^[a-z]*/.exec(text.slice(at))![0];
  const places = [...text.matchAll(/(?<=\b[a-z])[a-z](?=[a-z]+\b)/g)]
    .map((match) => match.index)
    .filter((at) => !words.has(wordAt(at)));
  if (places.length === 0) return text;
  const at = random.pick(places);
  const [letter, next] = [text[at]!, text[at + 1]!];
  return text.slice(0, at) + random.pick([next + letter, next, letter + letter + next]) + text.slice(at + 2);
}

/** The part of a list that a split may use: every fourth item is kept back. */
export function splitOf<T>(list: readonly T[], split: Split): T[] {
  return list.filter((_, i) => (i % 4 === 3) === (split === 'held'));
}

/** Of a table of makers and how often each has its turn, one that makes the next. */
export function inTurn<T>(random: Random, table: readonly (readonly [weight: number, item: T])[]): T {
  let at = random.float() * table.reduce((sum, [weight]) => sum + weight, 0);
  return (table.find(([weight]) => (at -= weight) < 0) ?? table[0]!)[1];
}
