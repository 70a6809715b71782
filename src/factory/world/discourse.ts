// Who is meant: turns parts into names, descriptions and pronouns. A pronoun is used only while nobody else
// it could mean has been mentioned since, and not for long; every use is logged with what it stands for,
// so that a checker can read the log again.
import type { Random } from '../../base/random.ts';
import { chance } from './draw.ts';

/** Someone or something a text speaks of. */
export interface Referent {
  readonly id: string;
  readonly sex: 'f' | 'm' | 'n' | 'p'; // p: several
  /** "Mara"; without one, always described. */
  readonly name?: string;
  /** "girl", "kite": what it is. */
  readonly noun?: string;
  readonly adjective?: string;
  /** "her brother": whose, and what of theirs. */
  readonly kin?: { readonly of: Referent; readonly word: string };
  /** "Mara", after "Mara Velt" has been said once. */
  readonly short?: string;
  /** "Mara Velt", for a first mention of "Mara". */
  readonly long?: string;
  /** The members of a group: "Mara and Tol". */
  readonly members?: readonly Referent[];
  /** No article, no description, not counted as a candidate for "it": places, years, titles. */
  readonly fixed?: boolean;
  /** The world's entity behind it. */
  readonly entity?: number;
}

/** One mention, for the checker. */
export interface Mention {
  readonly sentence: number;
  readonly referent: Referent;
  readonly form: string;
  readonly pronoun: boolean;
  /** Whose words it is in, where it is in somebody's. */
  readonly quote: Quote | undefined;
}

/** Words said aloud: by whom, to whom. */
export interface Quote {
  readonly speaker: Referent;
  readonly to: Referent | undefined;
}

const PRONOUNS = {
  f: ['she', 'her', 'her', 'herself'],
  m: ['he', 'him', 'his', 'himself'],
  n: ['it', 'it', 'its', 'itself'],
  p: ['they', 'them', 'their', 'themselves'],
  I: ['I', 'me', 'my', 'myself'],
  we: ['we', 'us', 'our', 'ourselves'],
  you: ['you', 'you', 'your', 'yourself'],
} as const;
const CASES = { subject: 0, object: 1, poss: 2, self: 3 } as const;
export type Case = keyof typeof CASES;

export class Discourse {
  sentence = 0;
  quote: Quote | undefined;
  /** In a phrase about a subject just named: "as fast as she could". */
  near = false;
  readonly log: Mention[] | undefined;
  readonly #seen = new Map<Referent, number>();
  readonly #random: Random;
  readonly #parts: ReadonlyMap<string, Referent>;
  /** Who tells it ("I") and to whom ("you"), outside quotation marks. */
  readonly #i: Referent | undefined;
  readonly #you: Referent | undefined;
  /** "Mother" instead of "her mother", for the kin of this one. */
  readonly #child: Referent | undefined;
  readonly #names: number;
  #sinceName = 0;
  /** Who was mentioned last, of each sex. */
  readonly #latest = new Map<Referent['sex'], Referent>();

  constructor(
    random: Random,
    parts: ReadonlyMap<string, Referent>,
    options: {
      i?: Referent | undefined;
      you?: Referent | undefined;
      child?: Referent | undefined;
      names?: number;
      log?: Mention[];
    } = {},
  ) {
    this.#random = random;
    this.#parts = parts;
    this.#i = options.i;
    this.#you = options.you;
    this.#child = options.child;
    this.#names = options.names ?? 0.2;
    this.log = options.log;
  }

  part(role: string): Referent {
    const found = this.#parts.get(role);
    if (found) return found;
    throw new Error(`no part ${role}`);
  }

  has(role: string): boolean {
    return this.#parts.has(role);
  }

  /** First person singular, third person singular, or all that takes a plural verb. */
  number(referent: Referent): 'I' | 'one' | 'many' {
    const person = this.#person(referent);
    if (person === 'I') return 'I';
    return person === 'f' || person === 'm' || person === 'n' ? 'one' : 'many';
  }

  #person(referent: Referent): keyof typeof PRONOUNS {
    const [i, you] = this.quote ? [this.quote.speaker, this.quote.to] : [this.#i, this.#you];
    if (referent === i) return referent.sex === 'p' ? 'we' : 'I';
    if (i && (referent.members?.includes(i) || i.members?.includes(referent))) return referent.members ? 'we' : 'I';
    if (referent === you) return 'you';
    if (you && referent.members?.includes(you)) return 'you';
    return referent.sex;
  }

  /** The words for a part in a case. `full` forbids pronouns for third persons; `fresh` asks for "a girl named". */
  words(role: string, kase: Case, full = false, fresh = false): string[] {
    return this.say(this.part(role), kase, full, fresh);
  }

  say(referent: Referent, kase: Case, full = false, fresh = false): string[] {
    const person = this.#person(referent);
    if (full && referent === this.quote?.to && referent.name)
      return this.#note(referent, [referent.short ?? referent.name], false);
    const third = person === 'f' || person === 'm' || person === 'n' || (person === 'p' && referent.sex === 'p');
    if (!third || kase === 'self') {
      const pronoun = PRONOUNS[person][CASES[kase]];
      return this.#note(referent, [pronoun], !third ? false : kase !== 'self' && third);
    }
    const known = this.#seen.has(referent);
    const nearest = known && this.#nearest(referent);
    const clear = known && (this.#clear(referent, referent) || (nearest && (kase === 'poss' || this.near)));
    if (clear && !full && !referent.fixed) {
      const tired = !nearest && (this.#sinceName > LONGEST || chance(this.#random, this.#names));
      if (!tired || kase === 'poss') {
        this.#sinceName++;
        return this.#note(referent, [PRONOUNS[referent.sex][CASES[kase]]], true);
      }
    }
    this.#sinceName = 0;
    const words = this.#describe(referent, known, fresh);
    if (kase === 'poss') {
      const last = words.length - 1;
      words[last] = words[last]! + (referent.sex === 'p' && words[last]!.endsWith('s') ? "'" : "'s");
    }
    return this.#note(referent, words, false);
  }

  /** A new paragraph: names first. */
  begin(): void {
    this.#sinceName = LONGEST + 1;
  }

  /** What the speaker calls the one spoken to: a name, a title; nothing, where there is neither. */
  call(role: string): string[] | undefined {
    const to = this.part(role);
    const title = to.kin && this.quote?.speaker === to.kin.of ? TITLES[to.kin.word] : undefined;
    const name = title ?? to.short ?? to.name;
    return name === undefined || to.sex === 'p' ? undefined : this.#note(to, [name], false);
  }

  /** Is nobody else about whom the same pronoun could mean? */
  #clear(referent: Referent, except: Referent): boolean {
    const last = this.#seen.get(referent) ?? -9;
    if (last < this.sentence - REACH) return false;
    const since = last; // rivals of the sentence before are forgotten once this one has been named in this
    for (const [other, when] of this.#seen)
      if (
        when >= since &&
        other !== referent &&
        other !== except &&
        other.sex === referent.sex &&
        !other.fixed &&
        this.#person(other) === other.sex
      )
        return false;
    return true;
  }

  /** Was this one, of all of its sex, mentioned last, and in this sentence? Then "her" can be no one else's. */
  #nearest(referent: Referent): boolean {
    return this.#seen.get(referent) === this.sentence && this.#latest.get(referent.sex) === referent;
  }

  #describe(referent: Referent, known: boolean, fresh: boolean): string[] {
    const { members, kin, name, noun, adjective } = referent;
    if (members) {
      const each = members.map((member) => this.say(member, 'object', this.#person(member) === member.sex));
      return each.flatMap((words, i) =>
        i === 0 ? words : i === each.length - 1 ? ['and', ...words] : [',', ...words],
      );
    }
    if (referent.fixed) return [name!];
    if (kin) {
      if (this.#child === kin.of && (!this.quote || this.quote.speaker === kin.of) && TITLES[kin.word])
        return [TITLES[kin.word]!];
      if (known && name && chance(this.#random, 0.88)) return [name];
      if (known && referent.sex === 'n' && chance(this.#random, 0.6)) return ['the', kin.word];
      const whose = this.#whose(kin.of, referent);
      return name && !known
        ? [...whose, kin.word, chance(this.#random, 0.25) ? (referent.long ?? name) : name]
        : [...whose, kin.word];
    }
    if (!known) {
      if (name && (fresh || !noun))
        return noun
          ? this.#introduce(
              ['a', ...(adjective ? [adjective] : []), noun],
              chance(this.#random, 0.25) ? (referent.long ?? name) : name,
            )
          : [name];
      if (name)
        return CHILD.has(noun!) ? [name] : chance(this.#random, 0.5) ? [name, 'the', noun!] : ['the', noun!, name];
      return referent.sex === 'p'
        ? [...(adjective ? ['some', adjective] : ['some']), noun!]
        : ['a', ...(adjective ? [adjective] : []), noun!];
    }
    if (name && (!noun || chance(this.#random, 0.75))) return [referent.short ?? name];
    return ['the', ...(adjective && chance(this.#random, 0.3) ? [adjective] : []), noun!];
  }

  /** "a girl named Mara", and other ways to begin. */
  #introduce(words: string[], name: string): string[] {
    const way = this.#random.int(8);
    if (way < 3) return [...words, 'named', name];
    if (way < 6) return [...words, 'called', name];
    return way < 7 ? [...words, 'by', 'the', 'name', 'of', name] : [name];
  }

  #whose(owner: Referent, owned: Referent): string[] {
    const person = this.#person(owner);
    const first = person !== owner.sex;
    if (first || (this.#seen.has(owner) && (this.#clear(owner, owned) || this.#nearest(owner)))) {
      this.#note(owner, [PRONOUNS[person][2]], !first);
      return [PRONOUNS[person][2]];
    }
    return this.say(owner, 'poss', true);
  }

  #note(referent: Referent, words: string[], pronoun: boolean): string[] {
    this.#seen.set(referent, this.sentence);
    if (!referent.fixed) this.#latest.set(referent.sex, referent);
    this.log?.push({
      sentence: this.sentence,
      referent,
      form: words.join(' '),
      pronoun,
      quote: this.quote,
    });
    return words;
  }
}

const REACH = 2; // sentences: a pronoun does not reach further back
const LONGEST = 7; // pronouns in a row before a name is said again

/** These go without saying: their names stand alone. */
const CHILD: ReadonlySet<string> = new Set(['girl', 'boy']);

/** Kin that a child calls by a title. */
const TITLES: Record<string, string> = {
  mother: 'Mother',
  father: 'Father',
  grandmother: 'Grandmother',
  grandfather: 'Grandfather',
};
