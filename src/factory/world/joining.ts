// How two clauses may be joined, by what the second has to do with the first: what came next, what followed
// from what, what stood against it, why it was so, what went on meanwhile.
import type { Random } from '../../base/random.ts';
import { weighted } from './draw.ts';
import { stative } from './lexicon/verbs.ts';
import { simple } from './modifiers.ts';
import { type Clause, isVerb } from './notation.ts';
import type { Shape } from './realise.ts';

/** What a clause has to do with the one before it. */
export type Relation = 'new' | 'next' | 'so' | 'but' | 'because' | 'while' | 'who';

/** One thing to tell. */
export interface Step {
  readonly relation: Relation;
  readonly clause: Clause;
  readonly shape?: Partial<Shape>;
  /** Said aloud: by whom, to whom, how. `clause` is then what is said. */
  readonly speech?: { readonly by: string; readonly to: string | undefined; readonly verb: string };
  /** The ending mark, where it is no full stop. */
  readonly mark?: string;
  /** What facts it states: opaque here, handed back with the sentence. */
  readonly facts?: readonly FactTold[];
}

/** A fact as it was told: which, and which end of it was named first. */
export interface FactTold {
  readonly fact: number;
  readonly direction: 'forward' | 'backward';
}

const WAYS: Record<Relation, readonly string[]> = {
  new: ['semicolon', 'and', 'andvp'],
  next: 'andvp andthen after when having before semicolon assoon once thenvp andnext wherethen andafter'.split(' '),
  so: ['so', 'because', 'since', 'andso', 'as', 'reason', 'plainso', 'andtherefore'],
  but: ['but', 'although', 'yet', 'eventhough', 'however', 'only', 'still', 'andyet'],
  because: ['postbecause', 'postfor', 'frontbecause', 'postas', 'postsince', 'afterall'],
  while: ['while', 'as', 'postwhile', 'meanwhile', 'justas'],
  who: ['who', 'who', 'vping', 'and'],
};

/** All ways to join, for voices to weigh. */
export const CONNECTIVES: readonly string[] = [...new Set(Object.values(WAYS).flat())];

/** Ways that begin with a word before the first clause. */
export const FRONT: Partial<Record<string, string>> = {
  when: 'when',
  assoon: 'as soon as',
  once: 'once',
  because: 'because',
  since: 'since',
  as: 'as',
  although: 'although',
  eventhough: 'even though',
  while: 'while',
  frontbecause: 'because',
};
/** Ways with words between the clauses. */
export const MIDDLE: Partial<Record<string, readonly string[]>> = {
  andthen: [',', 'and', 'then'],
  and: [',', 'and'],
  semicolon: [';'],
  so: [',', 'so'],
  andso: [',', 'and', 'so'],
  but: [',', 'but'],
  yet: [',', 'yet'],
  however: [';', 'however', ','],
  postbecause: ['because'],
  postfor: [',', 'for'],
  postas: [',', 'as'],
  postwhile: ['while'],
  andnext: [',', 'and', 'the', 'next', 'moment'],
  wherethen: [';', 'then'],
  andafter: [',', 'and', 'after', 'that'],
  plainso: [';', 'so'],
  andtherefore: [',', 'and', 'for', 'that', 'reason'],
  only: [',', 'only'],
  still: [';', 'still', ','],
  andyet: [',', 'and', 'yet'],
  postsince: [',', 'since'],
  afterall: [';', 'after', 'all', ','],
  meanwhile: [';', 'meanwhile', ','],
  justas: ['just', 'as'],
};
const NEEDS_SAME: ReadonlySet<string> = new Set([
  'andvp',
  'thenvp',
  'andafter',
  'andnext',
  'after',
  'having',
  'before',
  'who',
  'vping',
]);

/** Ways that leave room for a third clause. */
const SIMPLE: ReadonlySet<string> = new Set(
  'andvp andthen and semicolon so but when after having because postbecause'.split(' '),
);

/** A way to join two steps, by the weights of a voice; `more`: a third follows. */
export function joint(
  random: Random,
  weighing: Readonly<Record<string, number>>,
  first: Step,
  second: Step,
  more: boolean,
): string {
  const same = sameSubject(first, second);
  const plain = plainVerb(first);
  const weights: Record<string, number> = {};
  for (const way of WAYS[second.relation]) {
    if (NEEDS_SAME.has(way) && !same) continue;
    if (way === 'and' && second.relation === 'new' && same) continue;
    if ((way === 'after' || way === 'having' || way === 'assoon' || way === 'once') && !plain) continue;
    if (way === 'before' && (!plainVerb(second) || more)) continue;
    if ((way === 'when' || way === 'while' || way === 'postwhile' || way === 'vping') && negated(first)) continue;
    if (way === 'vping' && !plainVerb(second)) continue;
    if (way === 'as' && second.relation === 'while' && !plain) continue;
    if ((way === 'assoon' || way === 'once') && first.clause.role === undefined) continue;
    if ((THEN.has(way) || way in FRONT) && timed(second)) continue;
    if (second.relation === 'but' && first.clause.rest.includes('but') && way !== 'however') continue;
    if (CONCEDES.has(way) && !concedes(first)) continue;
    const inFront = way === 'frontbecause' ? second : first;
    if ((way in FRONT || way === 'after' || way === 'having') && !simple(inFront.clause)) continue;
    if (more && !SIMPLE.has(way)) continue;
    weights[way] = (weighing[way] ?? 1) * (way === 'andvp' ? 3 : 1);
  }
  if (Object.keys(weights).length === 0)
    return second.relation === 'because' ? 'postbecause' : second.relation === 'while' ? 'postwhile' : 'and';
  return weighted(random, weights);
}

/** Leaves of a clause. */
export const size = (step: Step): number => step.clause.subject.length + step.clause.rest.length;

export function sameSubject(a: Step, b: Step): boolean {
  return a.clause.role !== undefined && a.clause.role === b.clause.role;
}

function headVerb(step: Step) {
  const verb = step.clause.rest[0];
  return isVerb(verb) ? verb : undefined;
}

/** Can the clause become "after doing", "having done", "while doing"? */
export function plainVerb(step: Step): boolean {
  const verb = headVerb(step);
  return (
    verb !== undefined &&
    !verb.negated &&
    verb.form === 'finite' &&
    !verb.tense &&
    !step.shape?.form &&
    !stative.has(verb.lemma)
  );
}

const THEN: ReadonlySet<string> = new Set(['andthen', 'thenvp', 'wherethen', 'andafter', 'andnext']);

/** Does a step begin with a word of time or place of its own? */
export const timed = ({ clause: { subject } }: Step): boolean =>
  typeof subject[0] === 'string' &&
  /^(?:if|as|while|because|since|then|now|soon|next|at|in|on|by|after|before|when|once|there|out|up|down)$/.test(
    subject[0],
  );

const CONCEDES: ReadonlySet<string> = new Set(['although', 'eventhough', 'only']);
const EFFORTS: ReadonlySet<string> = new Set('try search look wait pull push work run call ask hunt shout'.split(' '));

/** "Although she looked everywhere": an effort or a state, against which something may stand. */
function concedes(step: Step): boolean {
  const verb = headVerb(step);
  return verb !== undefined && (verb.negated || stative.has(verb.lemma) || EFFORTS.has(verb.lemma));
}

const negated = (step: Step): boolean => headVerb(step)?.negated ?? false;
