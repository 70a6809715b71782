// What the makers of conversations share: a way to write many wordings in one line, names nobody bears,
// typing as people type, and the split: some wordings are never trained on, so that a report card can ask
// whether a model understands or has learned forms by heart.
import type { Random } from '../../../base/random.ts';
import type { Part, Turn } from '../../../text/abi.ts';
import { STANDARD_TOOLS } from '../../../text/abi-tools.ts';
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

/** The named tools and some others, in any order: which are at hand must not tell which is wanted. */
export function toolsWith(random: Random, ...needed: readonly string[]): ToolSpec[] {
  const chosen = STANDARD_TOOLS.filter(({ name }) => needed.includes(name) || random.float() < 0.6);
  return random.shuffled(chosen);
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

/** As people type: often in lower case, without the last mark, now and then with a slip. */
export function typed(random: Random, text: string): string {
  let out = text;
  if (random.float() < 0.25) out = out.toLowerCase();
  if (random.float() < 0.25) out = out.replace(/[.?!]$/, '');
  if (random.float() < 0.1) out = slip(random, out);
  return out;
}

/** Swaps, drops or doubles a letter inside a word in small letters: names and numbers stay what they are. */
function slip(random: Random, text: string): string {
  const places = [...text.matchAll(/(?<=\b[a-z])[a-z](?=[a-z]+\b)/g)].map((match) => match.index);
  if (places.length === 0) return text;
  const at = random.pick(places);
  const [letter, next] = [text[at]!, text[at + 1]!];
  return text.slice(0, at) + random.pick([next + letter, next, letter + letter + next]) + text.slice(at + 2);
}
