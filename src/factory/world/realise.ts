// The realiser: clauses to words. Agreement, tense, negation, cases, a/an, spaces and capitals are decided here.
import type { Discourse } from './discourse.ts';
import { type Form, type Number3, type Tense, verbGroup, vowelSound } from './inflect.ts';
import { type Clause, isRef, isVerb, type Leaf, type Ref, type Verb } from './notation.ts';

/** How a clause is wanted. */
export interface Shape {
  readonly tense: Tense;
  /** The form of its head verb, and of those joined to it. */
  readonly form?: Form;
  /** Without its subject: "found the key", "to find the key", "finding the key". */
  readonly bare?: boolean;
  /** Contract negations. */
  readonly short?: boolean;
}

const JOINS: ReadonlySet<string> = new Set(['and', 'or', 'then', 'but', ',']);
const BETWEEN: ReadonlySet<string> = new Set([
  'nearly',
  'almost',
  'never',
  'just',
  'even',
  'still',
  'always',
  'only',
  'finally',
  'also',
  'quickly',
]);
const MANY: ReadonlySet<string> = new Set(['they', 'we', 'you', 'both', 'people', 'children']);
const HELPERS: ReadonlySet<string> = new Set(['be', 'do', 'have', 'can', 'will', 'should', 'must', 'may']);
const ASKS: ReadonlySet<string> = new Set(['why', 'where', 'when', 'how', 'what', 'who', 'whom', 'which', 'whose']);

/** The words of a clause, in order; mentions are noted as they come. */
export function realise(d: Discourse, clause: Clause, shape: Shape): string[] {
  const out: string[] = [];
  let who: Number3 = 'one';
  if (shape.bare) {
    if (clause.role !== undefined) who = d.number(d.part(clause.role));
    else who = subjectNumber(d, clause.subject);
  } else {
    who = subjectNumber(d, clause.subject);
    let after = false; // "she and her mother", not "she and she"
    for (const token of clause.subject) {
      const named = after && isRef(token) && token.form === 'np' ? { ...token, form: 'full' as const } : token;
      push(d, out, named, isRef(token) && token.form !== 'poss');
      after = token === 'and';
    }
  }
  let head = true;
  let last = 0;
  const { rest } = clause;
  const asked = inverted(clause) ? rest[1] : undefined;
  if (asked) who = d.number(d.part((asked as Ref).role));
  for (let i = 0; i < rest.length; i++) {
    const token = rest[i]!;
    if (isVerb(token)) {
      let back = i - 1;
      while (typeof rest[back] === 'string' && BETWEEN.has(rest[back] as string)) back--;
      const before = rest[back];
      const joined = head || (typeof before === 'string' && JOINS.has(before));
      const own = isRef(before) ? d.number(d.part(before.role)) : manyBefore(rest, back) ? 'many' : 'one';
      if (!joined && rest.slice(last, i).some((each) => each === ',' || each === ';')) who = own; // another subject from here on
      verb(out, token, shape, joined, token.many ? 'many' : joined ? who : own);
      [head, last] = [false, i];
    } else push(d, out, token, token === asked || subjectOf(rest, i) || (isRef(token) && token.form === 'subject'));
  }
  return out;
}

/** "Where is she?": the verb comes before its subject. */
function inverted({ subject, rest }: Clause): boolean {
  const [verb, next] = rest;
  if (!isRef(next) || next.form === 'poss' || !isVerb(verb) || !HELPERS.has(verb.lemma)) return false;
  return subject.length === 0 || subject.some((token) => typeof token === 'string' && ASKS.has(token.toLowerCase()));
}

/** Does the verb that follows this token belong to it? */
function subjectOf(rest: readonly Leaf[], i: number): boolean {
  let next = i + 1;
  while (typeof rest[next] === 'string' && BETWEEN.has(rest[next] as string)) next++;
  return isVerb(rest[next]);
}

/** What follows these does not decide how many a subject is: "the words over the gate". */
const OF: ReadonlySet<string> = new Set(['of', 'over', 'in', 'from', 'at', 'on', 'under', 'with']);
/** Is the noun at `at` several things: "they", "the hens", "two boots"? */
function manyBefore(rest: readonly Leaf[], at: number): boolean {
  const [before, noun] = [rest[at - 1], rest[at]];
  if (typeof noun === 'string' && MANY.has(noun)) return true;
  return typeof noun === 'string' && typeof before === 'string' && SEVERAL.has(before) && severalIn([noun]);
}
const SEVERAL: ReadonlySet<string> = new Set(['the', 'two', 'three', 'four', 'both', 'all', 'some', 'these', 'those']);

/** Words that make a subject one, whatever noun comes after: "one of the hens". */
const ONE: ReadonlySet<string> = new Set('a an one each every neither either none nothing news half most'.split(' '));

/** Is a subject without parts several things? Its last noun says so by its s, or a word that always is many. */
function severalIn(subject: readonly Leaf[]): boolean {
  const words = subject.filter((token) => typeof token === 'string').map((word) => word.toLowerCase());
  if (words.some((word) => MANY.has(word))) return true;
  return /^[a-z]+[^suiy]s$/.test(words.at(-1) ?? '') && !words.some((word) => ONE.has(word));
}

function subjectNumber(d: Discourse, subject: readonly Leaf[]): Number3 {
  const refs = subject.filter((token): token is Ref => isRef(token) && token.form !== 'poss');
  const preposition = subject.findIndex((token) => typeof token === 'string' && OF.has(token));
  const first = preposition > 0 && !isRef(subject[0]) ? subject.slice(0, preposition) : subject;
  if (refs.length === 0 || (first !== subject && !first.some(isRef))) return severalIn(first) ? 'many' : 'one';
  if (refs.length > 1 && subject.includes('and')) return 'many';
  return d.number(d.part(refs.at(-1)!.role));
}

function verb(out: string[], token: Verb, shape: Shape, joined: boolean, who: Number3): void {
  const form = joined && shape.form && token.form === 'finite' ? shape.form : token.form;
  const [first, second] = verbGroup(
    token.lemma,
    form,
    token.tense ?? shape.tense,
    who,
    token.negated,
    shape.short ?? false,
  );
  if (first) out.push(first);
  if (second) out.push(second);
}

function push(d: Discourse, out: string[], token: Leaf, subject: boolean): void {
  if (typeof token === 'string') out.push(token);
  else if (isRef(token)) {
    if (token.form === 'noun') {
      out.push(...d.part(token.role).noun!.split(' '));
      return;
    }
    const kase = token.form === 'poss' ? 'poss' : token.form === 'self' ? 'self' : subject ? 'subject' : 'object';
    out.push(...d.words(token.role, kase, token.form === 'full', token.form === 'new'));
  }
}

/** Words to a string: spaces, a or an. Tokens that begin with a closing mark cling to the word before. */
export function join(tokens: readonly string[]): string {
  let text = '';
  for (let i = 0; i < tokens.length; i++) {
    let token = tokens[i]!;
    if (token === '') continue;
    const end = text.at(-1);
    if (end === '.' || end === '?' || end === '!') token = capital(token);
    const next = tokens[i + 1];
    if ((token === 'a' || token === 'A') && next !== undefined && vowelSound(next)) token += 'n';
    text += text === '' || CLINGS.has(token[0]!) ? token : ` ${token}`;
  }
  return text;
}

const CLINGS: ReadonlySet<string> = new Set([',', '.', ';', ':', '!', '?']);

export const capital = (text: string): string => {
  const at = text.startsWith('"') ? 1 : 0;
  return text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1);
};
