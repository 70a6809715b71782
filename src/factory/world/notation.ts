// How clauses are written down: English with marks that the grammar reads. A clause so written can be put in
// any tense, lose its subject, become an infinitive, a participle or a subordinate clause, be said aloud.
//
//   @a        whoever plays part `a`: a name, "the girl", "she", "I", as the moment asks
//   @a's      the possessive · @a.self "herself" · @a.n never a pronoun · @a.s as a subject · @a.new "a girl named"
//             · @o.noun only the noun
//   *find     a verb to inflect: *!find negated, *^find perfect, *~find progressive, *>find future,
//             *<find past and *=find present whatever the tense, *be always agrees with the nearest subject, **find with many
//   [x|y|]    one of these · #fruit a word of that kind, #fruit.s its plural, #fruit=k the same one each time
import { badArgument } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { plural } from './inflect.ts';
import { words } from './lexicon/nouns.ts';

export interface Ref {
  readonly role: string;
  readonly form: 'np' | 'poss' | 'self' | 'full' | 'subject' | 'new' | 'noun';
}
export interface Verb {
  readonly lemma: string;
  readonly negated: boolean;
  readonly many: boolean;
  readonly form: 'finite' | 'perfect' | 'progressive' | 'future';
  /** Whatever the tense of the telling. */
  readonly tense: 'past' | 'present' | undefined;
}
interface Kind {
  readonly kind: string;
  readonly plural: boolean;
  readonly key: string | undefined;
}
interface Choice {
  readonly options: readonly Token[][];
}
type Token = string | Ref | Verb | Kind | Choice;
export type Leaf = string | Ref | Verb;

export const isRef = (token: Leaf | undefined): token is Ref => typeof token === 'object' && 'role' in token;
export const isVerb = (token: Leaf | undefined): token is Verb => typeof token === 'object' && 'lemma' in token;

/** A clause without choices: what comes before its first verb, and the rest from that verb on. */
export interface Clause {
  readonly subject: readonly Leaf[];
  readonly rest: readonly Leaf[];
  /** The part that alone is the subject, if one is. */
  readonly role: string | undefined;
}

const compiled = new Map<string, Token[]>();

function compileOnce(text: string): Token[] {
  let tokens = compiled.get(text);
  if (!tokens) compiled.set(text, (tokens = compile(text)));
  return tokens;
}

/** One reading of a clause, its choices made. Throws `bad-argument` for a clause that cannot be read. */
export function read(text: string, random: Random, bound?: Map<string, string>): Clause {
  const leaves: Leaf[] = [];
  settle(compileOnce(text), random, bound, leaves);
  return clauseOf(leaves);
}

/** Words in order as a clause: its subject is what comes before the first verb. */
export function clauseOf(leaves: readonly Leaf[]): Clause {
  const head = leaves.findIndex(isVerb);
  const subject = head < 0 ? [] : leaves.slice(0, head);
  const only = subject.length === 1 && isRef(subject[0]) && subject[0].form !== 'poss' ? subject[0].role : undefined;
  return { subject, rest: head < 0 ? leaves : leaves.slice(head), role: only };
}

/** Every reading of a clause, for the parser of questions; words drawn by kind are refused. */
export function readings(text: string): Leaf[][] {
  const all = (tokens: readonly Token[]): Leaf[][] =>
    tokens.reduce<Leaf[][]>(
      (before, token) => {
        const ends = typeof token === 'object' && 'options' in token ? token.options.flatMap(all) : [[token as Leaf]];
        return before.flatMap((start) => ends.map((end) => [...start, ...end]));
      },
      [[]],
    );
  return all(compile(text));
}

function settle(tokens: readonly Token[], random: Random, bound: Map<string, string> | undefined, out: Leaf[]): void {
  for (const token of tokens) {
    if (typeof token === 'string') out.push(token);
    else if ('options' in token) settle(random.pick(token.options), random, bound, out);
    else if ('kind' in token) {
      const drawn = draw(token, random, bound);
      if (drawn.includes('*')) settle(compileOnce(drawn), random, bound, out);
      else out.push(...drawn.split(' '));
    } else out.push(token);
  }
}

function draw({ kind, plural: many, key }: Kind, random: Random, bound: Map<string, string> | undefined): string {
  const known = bound?.get(key === undefined ? kind : `${kind}=${key}`);
  const word = known ?? random.pick(words(kind));
  if (key !== undefined) bound?.set(`${kind}=${key}`, word);
  return many ? plural(word) : word;
}

function compile(text: string): Token[] {
  let at = 0;
  const sequence = (end: string): Token[] => {
    const tokens: Token[] = [];
    let word = '';
    const flush = () => {
      if (word !== '') tokens.push(...leaf(word));
      word = '';
    };
    for (; at < text.length && !end.includes(text[at]!); at++) {
      const c = text[at]!;
      if (c === ' ') flush();
      else if (c === '[') {
        flush();
        const options: Token[][] = [];
        do {
          at++;
          options.push(sequence('|]'));
        } while (text[at] === '|');
        if (text[at] !== ']') throw badArgument(`The clause "${text}" opens a choice it does not close.`, 'Add a "]".');
        tokens.push({ options });
      } else word += c;
    }
    flush();
    return tokens;
  };
  return sequence('');
}

const LEAF = /^(.*?)([,.;:!?]*)$/s;

function leaf(word: string): Token[] {
  const [, body, marks] = LEAF.exec(word) as unknown as [string, string, string];
  const after: Token[] = marks === '' ? [] : [marks];
  if (body.startsWith('@')) {
    const [role, form] = body.endsWith("'s") ? [body.slice(1, -2), 'poss'] : body.slice(1).split('.');
    const forms: Record<string, Ref['form']> = {
      poss: 'poss',
      self: 'self',
      n: 'full',
      s: 'subject',
      new: 'new',
      noun: 'noun',
    };
    return [{ role: role!, form: form === undefined ? 'np' : forms[form]! }, ...after];
  }
  if (body.startsWith('#')) {
    const [, kind, s, key] = /^#([\w-]+?)(\.s)?(?:=(\w+))?$/.exec(body) ?? [];
    if (kind === undefined) throw badArgument(`"${word}" names no kind of word.`, 'Write #kind, #kind.s or #kind=key.');
    return [{ kind, plural: s !== undefined, key }, ...after];
  }
  if (body.startsWith('*')) {
    const [, marks, lemma] = /^([*!^~><=]+)(\w[\w-]*)$/.exec(body) ?? [];
    if (lemma === undefined) throw badArgument(`"${word}" is no verb.`, 'Write *verb.');
    const has = (mark: string) => marks!.includes(mark);
    const form = has('^') ? 'perfect' : has('~') ? 'progressive' : has('>') ? 'future' : 'finite';
    return [
      {
        lemma,
        negated: has('!'),
        many: marks!.startsWith('**'),
        form,
        tense: has('<') ? 'past' : has('=') ? 'present' : undefined,
      },
      ...after,
    ];
  }
  return body === '' ? after : [body.replaceAll('_', ' '), ...after];
}
