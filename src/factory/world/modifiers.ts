// Modifiers: what a clause may be dressed in. They are chosen by what its verb says and by what the clause says
// already, so that each fits wherever it is put; the stock is in lexicon/modifiers.ts, its notation too.
import { badArgument } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { EVENTS, MODIFIERS, MUSINGS } from './lexicon/modifiers.ts';
import { stative } from './lexicon/verbs.ts';
import { type Clause, isVerb } from './notation.ts';

export type Place = 'front' | 'middle' | 'end';
export type Question = 'how' | 'when' | 'long' | 'why';

interface Phrase {
  readonly text: string;
  readonly question: Question;
  readonly needs: readonly string[];
  /** May it stand in front, and at the end. */
  readonly front: boolean;
  readonly end: boolean;
  /** After a comma. */
  readonly apart: boolean;
  /** Without a verb and short: it may stand in the middle of a longer sentence. */
  readonly light: boolean;
  /** Speaks of its subject, who must then be somebody. */
  readonly self: boolean;
}

/** A class: its phrases, and words that its subject must have, or must not. */
interface Class {
  readonly phrases: Phrase[];
  readonly of: readonly string[];
  readonly not: readonly string[];
}

export interface Modifier {
  readonly text: string;
  readonly apart: boolean;
  readonly question: Question;
}

const musings = MUSINGS.trim().split(/\n| \/ /);

/** Classes by verb, for what persons do and for what happens. */
const ofPersons = new Map<string, Class>();
const ofThings = new Map<string, Class>();
load(MODIFIERS, ofPersons);
load(EVENTS, ofThings);

function load(text: string, classes: Map<string, Class>): void {
  let phrases: Phrase[] = [];
  let question: Question = 'how';
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('# ')) {
      const [head, verbs] = line.slice(2).split(': ') as [string, string];
      const [, kind, list = ''] = /^\w+(?: (of|not) (.*))?$/.exec(head) ?? [];
      const subjects = list.split(' ');
      const one: Class = { phrases: [], of: kind === 'of' ? subjects : [], not: kind === 'not' ? subjects : [] };
      phrases = one.phrases;
      for (const verb of verbs.split(' ')) {
        if (classes.has(verb)) throw badArgument(`The verb "${verb}" is in two classes.`, 'Keep it in one.');
        classes.set(verb, one);
      }
    } else if (line.startsWith('= ')) question = line.slice(2) as Question;
    else phrases.push(...line.split(' / ').map((text) => phrase(text, question)));
  }
}

function phrase(line: string, question: Question): Phrase {
  const [, condition, mark, text] = /^(?:\{([\w,]+)\} )?(?:([\^<,]) )?(.*)$/.exec(line) as unknown as [
    string,
    string | undefined,
    string | undefined,
    string,
  ];
  const light = mark !== ',' && !text.includes('*') && !text.includes(',') && text.split(' ').length < 7;
  return {
    text,
    question,
    needs: condition?.split(',') ?? [],
    front: mark === '^' || mark === '<',
    end: mark !== '<',
    apart: mark === ',',
    light,
    self: text.includes('@x'),
  };
}

/** Words that tell that a clause answers a question already; what follows any of `ENDS` is no longer the clause. */
const ANSWERS: Record<Question, ReadonlySet<string>> = {
  how: set(
    'with without as like so how one step together slowly quickly carefully softly quietly gently hard harder loudly too fast alone just all deep very hand foot hands politely nearly once',
  ),
  when: set('when before after while until once again at last then now soon still already since for never ever yet'),
  long: set('for until all whole while since till hours hour days long times at in day night every once twice'),
  why: set('to because so for'),
};
const ENDS = set(
  'who which that because when while if so as until than though before after where what how why whether since',
);
/** Whoever bites a lip or looks at the floor is dressed enough. */
const BODY = set(
  'hand hands head eyes eye ear ears face foot feet heart lip lips nose arms arm shoulders fist tongue floor ground',
);
const OUT = set(
  'lane street hill river bridge field fields wood forest orchard mill yard market square road path meadow garden gate lanes streets pond harbour beach outside',
);

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** What one does not do on purpose, or not at one moment. */
const UNMEANT = set(
  'live seem sound last happen become grow wear own share lead begin start end remain mean miss fit ache burn hurt hit lose forget drop break trip stumble spill fall sneeze get turn shine smell cost suit save spend use work belong die dream wake own call',
);

/** Verbs that with such a word mean something else. */
const IDIOMS: Record<string, ReadonlySet<string>> = {
  go: set('on wrong mad without dark off out'),
  come: set('true undone apart from'),
  keep: set('on'),
  give: set('up'),
  hold: set('on out'),
  look: set('like as after forward'),
  take: set('turns place after to'),
  make: set('up'),
  have: set('to'),
  turn: set('red pale hot white'),
  hang: set('on'),
};

/** What of a clause decides: its first and last verbs, and what it says already. */
interface Reading {
  readonly first: Phrase[] | undefined;
  readonly last: Phrase[] | undefined;
  readonly said: ReadonlySet<Question>;
  readonly open: boolean;
}

function reading(clause: Clause, person: boolean): Reading {
  const classes = person ? ofPersons : ofThings;
  const said = new Set<Question>();
  let first: Phrase[] | undefined;
  let last: Phrase[] | undefined;
  let open = true;
  let bodily = false;
  clause.rest.forEach((leaf, i) => {
    if (isVerb(leaf)) {
      const next = clause.rest[i + 1];
      const idiom = typeof next === 'string' && IDIOMS[leaf.lemma]?.has(next);
      const dull = leaf.negated || leaf.form !== 'finite' || leaf.tense || idiom;
      const own = dull
        ? undefined
        : suited(
            clause,
            classes.get(leaf.lemma) ??
              (stative.has(leaf.lemma) || UNMEANT.has(leaf.lemma) ? undefined : classes.get('anything')),
          );
      if (i === 0) first = own;
      last = own;
    } else if (typeof leaf === 'string') {
      const word = leaf.toLowerCase();
      if (BODY.has(word)) bodily = true;
      if (ENDS.has(word) || /[,;:]/.test(word)) open = false;
      for (const question of ['how', 'when', 'long', 'why'] as const)
        if (ANSWERS[question].has(word)) said.add(question);
      if (word.endsWith('ly')) said.add('how');
    }
  });
  return bodily ? { first: undefined, last: undefined, said, open } : { first, last, said, open };
}

function suited({ subject }: Clause, one: Class | undefined): Phrase[] | undefined {
  if (!one) return undefined;
  const { phrases, of, not } = one;
  const has = (words: readonly string[]) => subject.some((leaf) => typeof leaf === 'string' && words.includes(leaf));
  return (of.length > 0 && !has(of)) || has(not) ? undefined : phrases;
}

const readings = new WeakMap<Clause, Reading>();

const BEFORE = set(
  'under behind beside between in on at with inside near above over through from down up there by out',
);

/** Does the clause begin with its subject and have no clause of its own, so that it can become "when …"? */
export const simple = ({ subject, rest }: Clause): boolean =>
  !(typeof subject[0] === 'string' && BEFORE.has(subject[0])) &&
  !rest.some((leaf) => typeof leaf === 'string' && (ENDS.has(leaf) || /[,;:]/.test(leaf)));

/** Is this told of a place under the sky? */
export const outdoors = (clause: Clause): boolean =>
  clause.rest.some((leaf) => typeof leaf === 'string' && OUT.has(leaf));

/** The modifiers of one story: each phrase once, none against what is so. */
export class Wardrobe {
  readonly #used = new Set<string>();
  readonly #random: Random;
  readonly #holds: (need: string) => boolean;

  constructor(random: Random, holds: (need: string) => boolean) {
    this.#random = random;
    this.#holds = holds;
  }

  /** A narrator's word in front, its comma with it. */
  muse(): string {
    for (;;) {
      const text = this.#random.pick(musings);
      if (this.#used.has(text)) continue;
      this.#used.add(text);
      return text;
    }
  }

  /**
   * A modifier for a clause at a place, answering a question that neither the clause nor `besides` answers, or
   * none. `who`: a person does it, `many`: several do; `self`: the phrase may speak of that person.
   */
  choose(
    clause: Clause,
    place: Place,
    {
      who,
      self,
      many,
      light,
      besides,
    }: { who: boolean; self: boolean; many: boolean; light: boolean; besides?: Question | undefined },
  ): Modifier | undefined {
    let what = readings.get(clause);
    if (!what) readings.set(clause, (what = reading(clause, who || many)));
    const stock = place === 'end' ? what.last : what.first;
    if (!stock || (place === 'end' && !what.open)) return undefined;
    const out = outdoors(clause);
    for (let i = 0; i < TRIES; i++) {
      const one = this.#random.pick(stock);
      if (what.said.has(one.question) || one.question === besides || this.#used.has(one.text)) continue;
      if (!(place === 'end' ? one.end : one.front) || ((light || place === 'middle') && !one.light)) continue;
      if ((one.self && !self) || !one.needs.every((need) => (need === 'out' ? out : this.#holds(need)))) continue;
      this.#used.add(one.text);
      return { text: one.text, apart: one.apart, question: one.question };
    }
    return undefined;
  }
}

const TRIES = 12; // phrases looked at before a clause goes without
