// Narrators: each has a voice (how long sentences run, which connectives come first to mind, how often a
// sentence opens with a time or a place) and joins clauses into sentences by what they have to do with each
// other: what came next, what followed from what, what stood against it, why it was so.
import type { Random } from '../../base/random.ts';
import type { Discourse } from './discourse.ts';
import { chance, weighted } from './draw.ts';
import type { Tense } from './inflect.ts';
import { words } from './lexicon/nouns.ts';
import { stative } from './lexicon/verbs.ts';
import { type Clause, isVerb, read } from './notation.ts';
import { capital, join, realise, type Shape } from './realise.ts';

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

export interface Voice {
  readonly name: string;
  readonly tense: Tense;
  /** Most clauses in one sentence, 1 to 3, and how eagerly they are joined, 0 to 1. */
  readonly most: number;
  readonly join: number;
  /** How often a sentence opens with a time or another adverbial. */
  readonly open: number;
  /** Contracted forms in the telling itself. */
  readonly short: boolean;
  /** How often a name is said where a pronoun would do. */
  readonly names: number;
  /** Weights of the ways to join, by relation. */
  readonly ways: Readonly<Record<string, number>>;
  /** How often the narrator steps aside, and how. */
  readonly aside: number;
}

/** A sentence as told. */
export interface Sentence {
  readonly text: string;
  readonly facts: readonly FactTold[];
}

const WAYS: Record<Relation, readonly string[]> = {
  new: [],
  next: ['andvp', 'andthen', 'after', 'when', 'having', 'before', 'semicolon', 'assoon', 'once'],
  so: ['so', 'because', 'since', 'andso', 'as', 'reason'],
  but: ['but', 'although', 'yet', 'eventhough', 'however'],
  because: ['postbecause', 'postfor', 'frontbecause', 'postas'],
  while: ['while', 'as', 'postwhile', 'with'],
  who: ['who', 'who', 'vping', 'and'],
};

const FRONT: Partial<Record<string, string>> = {
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
const MIDDLE: Partial<Record<string, readonly string[]>> = {
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
  reason: [',', 'and', 'that', 'was', 'why'],
};
const NEEDS_SAME: ReadonlySet<string> = new Set(['andvp', 'after', 'having', 'before', 'who', 'vping']);

export class Teller {
  readonly sentences: Sentence[] = [];
  readonly d: Discourse;
  readonly voice: Voice;
  readonly #random: Random;
  readonly #asides: string[] = [];
  #held: Step[] = [];
  /** An opening for the next sentence, set by the story ("The next morning"). */
  opening: string | undefined;

  constructor(d: Discourse, voice: Voice, random: Random, asides: readonly string[] = []) {
    this.d = d;
    this.voice = voice;
    this.#random = random;
    this.#asides = [...asides];
  }

  /** Reads a clause with its choices made. */
  read(text: string, bound?: Map<string, string>): Clause {
    return read(text, this.#random, bound);
  }

  /** An opening phrase of a clause text without verbs. */
  phrase(text: string, bound?: Map<string, string>): string {
    const clause = this.read(text, bound);
    return join(realise(this.d, clause, { tense: this.voice.tense }));
  }

  /** Tells a step, now or together with those that follow. */
  tell(step: Step): void {
    const { voice } = this;
    const last = this.#held.at(-1);
    if (last && !this.#joins(last, step)) this.flush();
    this.#held.push(step);
    if (step.speech || this.#held.length >= voice.most) this.flush();
  }

  #joins(last: Step, step: Step): boolean {
    if (step.relation === 'new' || step.speech || last.speech || step.mark || last.mark) return false;
    if (this.#held.length > 1 && size(this.#held[0]!) + size(last) + size(step) > LONG) return false;
    if (size(last) + size(step) > LONG) return false;
    return chance(this.#random, step.relation === 'because' || step.relation === 'who' ? 0.9 : this.voice.join);
  }

  /** Ends the sentence under way. */
  flush(): void {
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    const tokens = held.length === 1 ? this.#single(held[0]!) : this.#compound(held);
    const facts = held.flatMap((step) => step.facts ?? []);
    const last = held.at(-1)!;
    this.put(finish(tokens, last.speech ? '.' : (last.mark ?? '.')), facts);
  }

  /** A finished sentence. */
  put(text: string, facts: readonly FactTold[] = []): void {
    this.sentences.push({ text, facts });
    this.d.sentence++;
  }

  #single(step: Step): string[] {
    if (step.speech) return this.#speech(step, step.speech);
    const tokens: string[] = this.#open(step);
    tokens.push(...this.#full(step));
    if (this.#asides.length > 0 && size(step) < 9 && !step.mark && chance(this.#random, this.voice.aside)) {
      const clause = this.read(this.#asides.splice(this.#random.int(this.#asides.length), 1)[0]!);
      const extra = realise(this.d, clause, this.#shape({ relation: 'new', clause }));
      tokens.push(...extra);
    }
    return tokens;
  }

  #shape(step: Step): Shape {
    return { tense: this.voice.tense, short: this.voice.short, ...step.shape };
  }

  #full(step: Step): string[] {
    return realise(this.d, step.clause, this.#shape(step));
  }

  #form(step: Step, form: Shape['form'], bare = true): string[] {
    return realise(this.d, step.clause, { ...this.#shape(step), ...(form ? { form } : {}), bare });
  }

  #open({ relation }: Step): string[] {
    const { opening } = this;
    this.opening = undefined;
    if (opening !== undefined) return [...opening.split(' '), ','];
    const r = this.#random;
    if (relation === 'but')
      return chance(r, 0.75)
        ? r.pick([['but'], ['but'], ['still', ','], ['yet'], ['all', 'the', 'same', ','], ['even', 'so', ',']])
        : [];
    if (relation === 'so')
      return chance(r, 0.6)
        ? r.pick([['so'], ['so'], ['that', 'was', 'why'], ['for', 'that', 'reason', ','], ['and', 'so']])
        : [];
    if (relation === 'next' && chance(r, this.voice.open)) {
      const time = r.pick(words('soon'));
      return time === 'then' || time === 'soon' || chance(r, 0.4) ? time.split(' ') : [...time.split(' '), ','];
    }
    return [];
  }

  #compound(held: readonly Step[]): string[] {
    const [first, second, third] = held as [Step, Step, Step | undefined];
    const opening = this.opening;
    const way = this.#way(first, second, third !== undefined);
    const fronted = way in FRONT || way === 'after' || way === 'having' || way === 'with';
    const tokens = fronted && opening === undefined ? [] : this.#open(fronted ? { ...first, relation: 'new' } : first);
    this.#pair(tokens, way, first, second);
    if (third) {
      const same = sameSubject(second, third);
      if (way === 'andvp' && same && third.relation === 'next') {
        // She ran home, found the key and opened the door.
        const and = tokens.lastIndexOf('and');
        if (chance(this.#random, 0.5) && and > 0 && this.#andAt === and) tokens.splice(and, 1, ',');
        tokens.push('and', ...this.#form(third, undefined));
      } else {
        const link: Record<Relation, string[]> = {
          new: [',', 'and'],
          next: [',', 'and'],
          so: [',', 'so'],
          but: [',', 'but'],
          because: ['because'],
          while: [',', 'while'],
          who: [',', 'and'],
        };
        tokens.push(...link[third.relation], ...this.#full(third));
      }
    }
    return tokens;
  }

  #andAt = -1;

  #way(first: Step, second: Step, more: boolean): string {
    const same = sameSubject(first, second);
    const plain = plainVerb(first);
    const weights: Record<string, number> = {};
    for (const way of WAYS[second.relation]) {
      if (NEEDS_SAME.has(way) && !same) continue;
      if ((way === 'after' || way === 'having' || way === 'assoon' || way === 'once') && !plain) continue;
      if (way === 'before' && (!plainVerb(second) || more)) continue;
      if ((way === 'when' || way === 'while' || way === 'postwhile' || way === 'vping') && negated(first)) continue;
      if (way === 'vping' && !plainVerb(second)) continue;
      if (way === 'with') continue;
      if (more && !SIMPLE.has(way)) continue;
      weights[way] = (this.voice.ways[way] ?? 1) * (way === 'andvp' ? 3 : 1);
    }
    if (Object.keys(weights).length === 0)
      return second.relation === 'because' ? 'postbecause' : second.relation === 'while' ? 'postwhile' : 'and';
    return weighted(this.#random, weights);
  }

  #pair(tokens: string[], way: string, first: Step, second: Step): void {
    const front = FRONT[way];
    if (front !== undefined) {
      const [one, two] = way === 'frontbecause' ? [second, first] : [first, second];
      tokens.push(...front.split(' '));
      const perfect = way === 'once' || way === 'assoon' ? ('perfect' as const) : undefined;
      const going = way === 'while' && plainVerb(one) ? ('progressive' as const) : perfect;
      tokens.push(...this.#form(one, going, false), ',', ...this.#full(two));
      return;
    }
    if (way === 'after' || way === 'having') {
      tokens.push(...(way === 'after' ? ['after', ...this.#form(first, 'ing')] : this.#form(first, 'having')));
      tokens.push(',', ...this.#full(second));
      return;
    }
    if (way === 'who') {
      // Mara, who was only six, climbed the wall.
      const subject = realise(this.d, { ...first.clause, rest: [] }, this.#shape(first));
      if (subject.length === 1 && PRONOUN.has(subject[0]!.toLowerCase())) {
        tokens.push(...subject, ...this.#form(first, undefined), 'and', ...this.#form(second, undefined));
        return;
      }
      const rest = this.#form(second, undefined);
      tokens.push(...subject, ',', this.d.part(first.clause.role!).sex === 'n' ? 'which' : 'who', ...rest, ',');
      tokens.push(...this.#form(first, undefined));
      return;
    }
    tokens.push(...this.#full(first));
    if (way === 'andvp') {
      this.#andAt = tokens.length;
      tokens.push('and', ...this.#form(second, undefined));
    } else if (way === 'before') tokens.push('before', ...this.#form(second, 'ing'));
    else if (way === 'vping') tokens.push(',', ...this.#form(second, 'ing'));
    else tokens.push(...(MIDDLE[way] ?? [',', 'and']), ...this.#full(second));
  }

  /** What someone says: the words with their speaker before, behind or between, or reported. */
  #speech(step: Step, { by, to, verb }: NonNullable<Step['speech']>): string[] {
    const { d, voice } = this;
    const r = this.#random;
    const speaker = d.part(by);
    const said = () => {
      d.quote = { speaker, to: to === undefined ? undefined : d.part(to) };
      const words = realise(d, step.clause, { tense: 'present', short: true, ...step.shape });
      d.quote = undefined;
      return words;
    };
    const tag = (inverted: boolean) => {
      const who = d.words(by, 'subject');
      const pronoun = PRONOUN.has(who.join(' ').toLowerCase());
      const clause = read(`@${by} *${verb}`, r);
      const does = realise(d, clause, { tense: voice.tense, bare: true });
      const manner = chance(r, 0.22) ? r.pick(words('voice')).split(' ') : [];
      return inverted && !pronoun ? [...does, ...who, ...manner] : [...who, ...does, ...manner];
    };
    const mark = step.mark ?? '.';
    if (chance(r, 0.3)) {
      const before = tag(false);
      const quote = said();
      return [...before, ',', `"${finish(quote, mark)}"`];
    }
    const quote = said();
    const text = capital(join(quote));
    const comma = /^([^,.!?]{4,40}), ([^,]{8,})$/.exec(text);
    if (comma && chance(r, 0.5)) {
      const middle = tag(true);
      return [`"${comma[1]},"`, ...middle, ',', `"${comma[2]}${mark}"`];
    }
    return [`"${text}${mark === '.' ? ',' : mark}"`, ...tag(chance(r, 0.6))];
  }
}

const LONG = 26; // leaves of the clauses of one sentence: more is hard to follow
const SIMPLE: ReadonlySet<string> = new Set([
  'andvp',
  'andthen',
  'and',
  'so',
  'but',
  'when',
  'after',
  'having',
  'because',
  'postbecause',
]);
const PRONOUN: ReadonlySet<string> = new Set(['i', 'we', 'you', 'he', 'she', 'it', 'they']);

const size = (step: Step): number => step.clause.subject.length + step.clause.rest.length;

function sameSubject(a: Step, b: Step): boolean {
  return a.clause.role !== undefined && a.clause.role === b.clause.role;
}

function headVerb(step: Step) {
  const verb = step.clause.rest[0];
  return isVerb(verb) ? verb : undefined;
}

/** Can the clause become "after doing", "having done", "while doing"? */
function plainVerb(step: Step): boolean {
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

const negated = (step: Step): boolean => headVerb(step)?.negated ?? false;

/** A sentence of its words: capital, end mark inside or outside what is quoted. */
export function finish(tokens: readonly string[], mark: string): string {
  const text = capital(join(tokens)).replace(/,(?= *[,;.])/g, '');
  return /[.!?]"?$/.test(text) ? text : text + mark;
}
