// Narrators: each has a voice (how long sentences run, which connectives come first to mind, how often a
// sentence opens with a time or a place) and joins clauses into sentences by what they have to do with each
// other: what came next, what followed from what, what stood against it, why it was so.
import type { Random } from '../../base/random.ts';
import type { Discourse } from './discourse.ts';
import { chance } from './draw.ts';
import type { Tense } from './inflect.ts';
import {
  type FactTold,
  FRONT,
  joint,
  MIDDLE,
  plainVerb,
  type Relation,
  type Step,
  sameSubject,
  size,
  timed,
} from './joining.ts';
import { words } from './lexicon/nouns.ts';
import type { Modifier, Wardrobe } from './modifiers.ts';
import { type Clause, isRef, isVerb, read } from './notation.ts';
import { capital, join, realise, type Shape } from './realise.ts';
import { reword } from './wording.ts';

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
  /** How often a clause is dressed, and how often a person's name brings a word about who that is. */
  readonly dress: number;
  readonly about: number;
  /** How often the narrator puts in a word: "as luck would have it". */
  readonly muse: number;
}

/** Something true of a person, to be said in passing: "who *like plums", and what becomes of it once said. */
export interface About {
  readonly text: string;
  readonly said: () => void;
}

/** A step with what it is dressed in. */
interface Dressed extends Step {
  readonly front?: Modifier | undefined;
  readonly middle?: Modifier | undefined;
  readonly end?: Modifier | undefined;
}

/** A sentence as told. */
export interface Sentence {
  readonly text: string;
  readonly facts: readonly FactTold[];
}

export class Teller {
  readonly sentences: Sentence[] = [];
  readonly d: Discourse;
  readonly voice: Voice;
  readonly #random: Random;
  readonly #wardrobe: Wardrobe | undefined;
  readonly #about: Map<string, About[]>;
  #held: Step[] = [];
  /** An opening for the next sentence, set by the story ("The next morning"). */
  opening: string | undefined;

  /** `about`: what may be said of each part in passing; of each no more than one thing is. */
  constructor(d: Discourse, voice: Voice, random: Random, wardrobe?: Wardrobe, about = new Map<string, About[]>()) {
    this.d = d;
    this.voice = voice;
    this.#random = random;
    this.#wardrobe = wardrobe;
    this.#about = about;
  }

  /** Reads a clause with its choices made. */
  read(text: string, bound?: Map<string, string>): Clause {
    return read(text, this.#random, bound);
  }

  /** Opens the next sentence with words of the story, behind those that open it already. */
  open(text: string, bound?: Map<string, string>): void {
    const words = join(realise(this.d, this.read(text, bound), { tense: this.voice.tense }));
    this.opening = this.opening === undefined ? words : `${this.opening}, ${words}`;
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
    if (step.speech || last.speech || step.mark || last.mark) return false;
    if (this.#held.length > 1 && size(this.#held[0]!) + size(last) + size(step) > LONG) return false;
    if (size(last) + size(step) > (step.relation === 'new' ? LONG - 5 : LONG)) return false;
    if (step.relation === 'new') return this.#wardrobe !== undefined && chance(this.#random, this.voice.join * 0.6);
    return chance(this.#random, step.relation === 'because' || step.relation === 'who' ? 0.9 : this.voice.join);
  }

  /** Ends the sentence under way. */
  flush(): void {
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    const dressed = this.#dress(held);
    const tokens = dressed.length === 1 ? this.#single(dressed[0]!) : this.#compound(dressed);
    const facts = held.flatMap((step) => step.facts ?? []);
    const last = held.at(-1)!;
    const text = finish(tokens, last.speech ? '.' : (last.mark ?? '.'));
    this.put(this.#wardrobe ? reword(text, this.voice.name, this.#random) : text, facts);
  }

  /** A finished sentence. */
  put(text: string, facts: readonly FactTold[] = []): void {
    this.sentences.push({ text, facts });
    this.d.sentence++;
  }

  #single(step: Dressed): string[] {
    if (step.speech) return this.#speech(step, step.speech);
    const tokens = this.#open(step);
    const { middle } = step;
    const about = size(step) < SHORT + 8 ? this.#aboutOf(step) : undefined;
    if (!middle && !about) return [...tokens, ...this.#full(step)];
    // Mara, who was only six, climbed the wall.
    const subject = this.#subject(step);
    tokens.push(...subject);
    if (!spoken(subject)) {
      if (about) {
        tokens.push(',', ...this.#phrase(about.text, step), ',');
        about.said();
        this.#about.delete(step.clause.role!);
      } else tokens.push(',', ...this.#phrase(middle!.text, step), ',');
    }
    tokens.push(...this.#form(step, undefined));
    return tokens;
  }

  /** Something to say of the step's subject, perhaps. */
  #aboutOf({ clause, mark }: Step): About | undefined {
    if (clause.role === undefined || mark || !chance(this.#random, this.voice.about)) return undefined;
    const all = this.#about.get(clause.role);
    return all && all.length > 0 ? this.#random.pick(all) : undefined;
  }

  /** Dresses the clauses of one sentence: a single one in up to two modifiers, of several the first or the last. */
  #dress(held: readonly Step[]): readonly Dressed[] {
    const wardrobe = this.#wardrobe;
    const last = held.at(-1)!;
    if (!wardrobe || last.speech || last.mark || !chance(this.#random, this.voice.dress)) return held;
    const first = held[0]!;
    const alone = held.length === 1;
    const long = held.reduce((sum, step) => sum + size(step), 0);
    if (long > LONG + 2) return held;
    const open = this.opening === undefined && (first.relation === 'new' || first.relation === 'next');
    const choose = (step: Step, place: 'front' | 'middle' | 'end', besides?: Modifier) => {
      const { role } = step.clause;
      const person = role !== undefined && this.d.part(role).sex !== 'n';
      const many = step.clause.subject[0] === 'they';
      const said = besides?.question ?? (this.opening === undefined ? undefined : 'when');
      return wardrobe.choose(step.clause, place, {
        who: person,
        self: person && this.#lone(step),
        many,
        light: !alone,
        besides: said,
      });
    };
    const front = open && chance(this.#random, 0.5) ? choose(first, 'front') : undefined;
    if (!alone) {
      if (front) return [{ ...first, front }, ...held.slice(1)];
      return long > LONG - 6 ? held : [...held.slice(0, -1), { ...last, end: choose(last, 'end') }];
    }
    if (long > SHORT + 5) return [{ ...first, front }];
    const middle =
      !front && first.clause.role !== undefined && chance(this.#random, 0.12) ? choose(first, 'middle') : undefined;
    const one = front ?? middle;
    const more = !one || (long < SHORT && chance(this.#random, 0.3));
    return [{ ...first, front, middle, end: more ? choose(first, 'end', one) : undefined }];
  }

  /** Does a clause speak of nobody else whom its subject's pronoun could mean? */
  #lone({ clause: { role, rest } }: Step): boolean {
    return !rest.some(
      (leaf) => isRef(leaf) && leaf.role !== role && this.d.part(leaf.role).sex === this.d.part(role!).sex,
    );
  }

  /** The words of a modifier of a step. */
  #phrase(text: string, step: Step): string[] {
    const clause = this.read(step.clause.role === undefined ? text : recast(text, step.clause.role));
    this.d.near = true;
    const words = realise(this.d, clause, { tense: this.voice.tense, short: this.voice.short });
    this.d.near = false;
    return words;
  }

  #subject(step: Step): string[] {
    return realise(this.d, { ...step.clause, rest: [] }, this.#shape(step));
  }

  #shape(step: Step): Shape {
    return { tense: this.voice.tense, short: this.voice.short, ...step.shape };
  }

  #full(step: Dressed): string[] {
    return [...realise(this.d, step.clause, this.#shape(step)), ...this.#end(step)];
  }

  #form(step: Dressed, form: Shape['form'], bare = true): string[] {
    const words = realise(this.d, step.clause, { ...this.#shape(step), ...(form ? { form } : {}), bare });
    return [...words, ...this.#end(step)];
  }

  #end(step: Dressed): string[] {
    if (!step.end) return [];
    return [...(step.end.apart ? [','] : []), ...this.#phrase(step.end.text, step)];
  }

  #open(step: Dressed): string[] {
    const { relation, front } = step;
    const { opening } = this;
    this.opening = undefined;
    if (opening !== undefined) return [...opening.split(' '), ','];
    if (front) return [...this.#phrase(front.text, step), ','];
    const r = this.#random;
    if (
      this.#wardrobe &&
      this.sentences.length > 0 &&
      (relation === 'new' || relation === 'next') &&
      !step.mark &&
      chance(r, this.voice.muse)
    )
      return this.#phrase(this.#wardrobe.muse(), step);
    if (relation === 'but') return chance(r, 0.75) ? r.pick(AGAINST).split(' ') : [];
    if (relation === 'so') return chance(r, 0.6) ? (chance(r, 0.15) ? this.#thatWhy() : r.pick(HENCE).split(' ')) : [];
    if (relation === 'next' && !timed(step) && chance(r, this.voice.open)) {
      const time = r.pick(words('soon'));
      return time === 'then' || time === 'soon' || chance(r, 0.4) ? time.split(' ') : [...time.split(' '), ','];
    }
    return [];
  }

  #thatWhy(): string[] {
    return ['that', this.voice.tense === 'past' ? 'was' : 'is', 'why'];
  }

  #compound(held: readonly Dressed[]): string[] {
    const [first, second, third] = held as [Dressed, Dressed, Dressed | undefined];
    const opening = this.opening;
    const way = joint(this.#random, this.voice.ways, first, second, third !== undefined);
    const fronted = way in FRONT || way === 'after' || way === 'having';
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

  #pair(tokens: string[], way: string, first: Dressed, second: Dressed): void {
    const front = FRONT[way];
    if (front !== undefined) {
      const [one, two] = way === 'frontbecause' ? [second, first] : [first, second];
      tokens.push(...front.split(' '));
      const perfect = way === 'once' || way === 'assoon' ? ('perfect' as const) : undefined;
      const going =
        way === 'while' && plainVerb(one) && one.clause.rest.filter(isVerb).length === 1
          ? ('progressive' as const)
          : perfect;
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
      const subject = this.#subject(first);
      if (spoken(subject)) {
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
    } else if (way === 'thenvp') tokens.push(',', 'then', ...this.#form(second, undefined));
    else if (way === 'before') tokens.push('before', ...this.#form(second, 'ing'));
    else if (way === 'vping') tokens.push(',', ...this.#form(second, 'ing'));
    else if (way === 'reason') tokens.push(',', 'and', ...this.#thatWhy(), ...this.#full(second));
    else tokens.push(...(MIDDLE[way] ?? [',', 'and']), ...this.#full(second));
  }

  /** What someone says: the words with their speaker before, behind or between. */
  #speech(step: Step, { by, to }: NonNullable<Step['speech']>): string[] {
    const r = this.#random;
    const mark = step.mark ?? '.';
    if (chance(r, 0.3)) {
      const before = this.#tag(step, false);
      return [...before, ',', `"${finish(this.#said(step, by, to), mark)}"`];
    }
    const text = capital(join(this.#said(step, by, to)));
    const comma = /^([^,.!?]{4,40}), ([^,]{8,})$/.exec(text);
    if (comma && comma[2]!.includes(' ') && chance(r, 0.5)) {
      const middle = this.#tag(step, true);
      return [`"${comma[1]},"`, ...middle, ',', `"${comma[2]}${mark}"`];
    }
    return [`"${text}${mark === '.' ? ',' : mark}"`, ...this.#tag(step, chance(r, 0.6))];
  }

  /** "she asked in a low voice", "asked Mara". */
  #tag(step: Step, inverted: boolean): string[] {
    const { d, voice } = this;
    const { by, to, verb } = step.speech!;
    const r = this.#random;
    const who = d.words(by, 'subject');
    const other = this.#wardrobe && chance(r, 0.12) ? TAGS[verb] : undefined;
    const clause = read(`@${by} *${other ? r.pick(other) : verb}`, r);
    const does = realise(d, clause, { tense: voice.tense, bare: true });
    const turned = inverted && !spoken(who) && !other;
    const manner = chance(r, 0.3)
      ? this.#phrase(r.pick(words('voice')), { relation: 'new', clause })
      : to !== undefined && verb === 'say' && !other && chance(r, 0.16)
        ? ['to', ...d.words(to, 'object')]
        : [];
    return turned ? [...does, ...who, ...manner] : [...who, ...does, ...manner];
  }

  /** The words said: perhaps begun with a small word, perhaps with the name of who is meant. */
  #said(step: Step, by: string, to: string | undefined): string[] {
    const { d } = this;
    const r = this.#random;
    d.quote = { speaker: d.part(by), to: to === undefined ? undefined : d.part(to) };
    const said = realise(d, step.clause, { tense: 'present', short: true, ...step.shape });
    const first = said[0]?.toLowerCase();
    const chatty = this.#wardrobe && !step.shape && said.length > 3 && first !== undefined && !STARTS.has(first);
    if (chatty) {
      const plain = !said.some((word) => /[,;:.!?]/.test(word));
      const name = to !== undefined && plain && chance(r, 0.28) ? d.call(to) : undefined;
      if (name) said.push(',', ...name);
      else if (chance(r, 0.38)) said.unshift(...r.pick(step.mark === '?' ? ASKING : SAYING).split(' '));
    }
    d.quote = undefined;
    return said;
  }
}

/** What may be said for the verb of a tag. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  ask: ['want to know', 'inquire'],
  cry: ['call out', 'burst out'],
  whisper: ['breathe', 'murmur'],
};

/** Small words that speech begins with, and words before which it needs none. */
const ASKING = ['well ,', 'tell me ,', 'but', 'and', 'so', 'now ,', 'oh ,', 'wait ,'];
const SAYING = ['well ,', 'oh ,', 'look ,', 'you see ,', 'you know ,', 'hm ,', 'ah ,', 'listen ,'];
const STARTS: ReadonlySet<string> = new Set(
  "yes no oh well thank thanks good please come then so and but now hm ah look listen wait stop sorry just only perhaps maybe because or not let if what's there here hold never give leave go take bring one".split(
    ' ',
  ),
);

/** How a sentence begins that stands against the one before, or follows from it. */
const AGAINST = 'but|but|but|still ,|yet|all the same ,|even so ,|however ,|and yet|but then|then again ,'.split('|');
const HENCE = 'so|so|so|and so|for that reason ,|because of that ,'.split('|');

const LONG = 26; // leaves of the clauses of one sentence: more is hard to follow
const SHORT = 8; // leaves: room for a second modifier

const PRONOUN: ReadonlySet<string> = new Set(['i', 'we', 'you', 'he', 'she', 'it', 'they']);

/** Is this subject a pronoun? */
const spoken = (subject: readonly string[]): boolean => subject.length === 1 && PRONOUN.has(subject[0]!.toLowerCase());

/** A phrase about `@x` with the part that it is about. */
function recast(text: string, role: string): string {
  const key = `${role} ${text}`;
  let made = recasts.get(key);
  if (made === undefined) recasts.set(key, (made = text.replace(/@x\b/g, `@${role}`)));
  return made;
}
const recasts = new Map<string, string>();

/** A sentence of its words: capital, end mark inside or outside what is quoted. */
export function finish(tokens: readonly string[], mark: string): string {
  const text = capital(join(tokens));
  return (/[.!?]"?$/.test(text) ? text : text + mark).replace(/,(?= *[,;.!?])/g, '');
}
