// What is true in a world, and which documents say it. A world is closed: where something is known of a relation,
// anything else said of it is false; where nothing is, a statement is neither. Statements and questions may be
// given in English, in the wordings of relations.ts.
import { badArgument } from '../../base/errors.ts';
import { type DocumentsOptions, documents } from './documents.ts';
import type { Entity } from './entities.ts';
import type { Fact } from './facts.ts';
import { type Parse, parse } from './oracle-language.ts';
import { NameIndex, plain } from './oracle-names.ts';
import { RELATIONS, type RelationName } from './relations.ts';
import type { World } from './world.ts';

/** That the subject (an entity's id) has this value (an entity's id, or words) in a relation. */
export interface Statement {
  readonly subject: number;
  readonly relation: RelationName | 'canary';
  readonly value: number | string;
}

/** Where a document says it: UTF-16 units of its text. */
export interface Place {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly direction: 'forward' | 'backward';
  /** The sentence. */
  readonly text: string;
}

export interface Verdict {
  readonly truth: 'true' | 'false' | 'unknowable';
  /** The fact that decides it: the one stated, or the one that contradicts it. */
  readonly fact: Fact | undefined;
  /** Documents that tell that fact; none for what is true and untold. */
  readonly places: readonly Place[];
}

/** A sentence with its names found: a statement, or a question for the value or for the subject. */
export type Understood =
  | { readonly kind: 'statement'; readonly statement: Statement; readonly negated: boolean }
  | { readonly kind: 'question'; readonly relation: Statement['relation']; readonly subject: number }
  | { readonly kind: 'backward'; readonly relation: Statement['relation']; readonly value: number | string };

/** What the oracle says to a sentence: a verdict on a statement, or every fact that answers a question. */
export type Answer =
  | ({ readonly understood: Understood } & Verdict)
  | { readonly understood: Understood; readonly answers: readonly { fact: Fact; places: readonly Place[] }[] };

/** An oracle over the documents that these options give. They are read once, when a place is first asked for. */
export class Oracle {
  readonly #world: World;
  readonly #options: DocumentsOptions;
  #places: ReadonlyMap<number, readonly Place[]> | undefined;
  #names: NameIndex | undefined;

  constructor(world: World, options: DocumentsOptions = {}) {
    this.#world = world;
    this.#options = options;
  }

  /** Judges a statement. */
  ask({ subject, relation, value }: Statement): Verdict {
    const known = (this.#world.factsOf[subject] ?? []).filter((fact) => fact.relation === relation);
    const stated = known.find((fact) => fact.value === value);
    if (stated) return { truth: 'true', fact: stated, places: this.places(stated) };
    const [other] = known;
    if (!other) return { truth: 'unknowable', fact: undefined, places: [] };
    return { truth: 'false', fact: other, places: this.places(other) };
  }

  /**
   * Judges a statement or answers a question in English. What is denied is true where what it denies is false.
   * @throws `bad-argument` for a sentence it cannot read, a name that nothing has (with names like it) or many have.
   */
  answer(sentence: string): Answer {
    const understood = this.understand(sentence);
    const { relation } = understood.kind === 'statement' ? understood.statement : understood;
    if (understood.kind === 'statement') {
      const verdict = this.ask(understood.statement);
      const turned = { true: 'false', false: 'true', unknowable: 'unknowable' } as const;
      return { understood, ...verdict, truth: understood.negated ? turned[verdict.truth] : verdict.truth };
    }
    const suits = (fact: Fact): boolean =>
      fact.relation === relation &&
      (understood.kind === 'question' ? fact.subject === understood.subject : fact.value === understood.value);
    const facts = this.#world.facts.filter(suits);
    return { understood, answers: facts.map((fact) => ({ fact, places: this.places(fact) })) };
  }

  /** The likeliest meaning of a sentence. @throws as `answer` does. */
  understand(sentence: string): Understood {
    const parses = parse(sentence);
    if (parses.length === 0)
      throw badArgument(
        `"${sentence}" is no sentence that the oracle can read.`,
        'Say one thing as the documents do: "Where does <name> live?", "<name> was born in <town>".',
      );
    let best: { rank: number; meaning: Understood } | undefined;
    for (const each of parses)
      for (const found of this.#meanings(each)) if (!best || found.rank > best.rank) best = found;
    if (best) return best.meaning;
    throw this.#unmeant(parses);
  }

  /** Every place that tells a fact, in the documents' order. */
  places(fact: Fact): readonly Place[] {
    this.#places ??= this.#read();
    return this.#places.get(fact.id) ?? [];
  }

  #find(name: string): readonly Entity[] {
    this.#names ??= new NameIndex(this.#world);
    return this.#names.find(name);
  }

  /** Meanings of one parse: names of the right kind and words that are a value of the relation count before letters. */
  *#meanings({ relation, subject, value, negated, weight }: Parse): Generator<{ rank: number; meaning: Understood }> {
    const sort = relation === 'canary' ? 'text' : RELATIONS[relation].value;
    const named = sort === 'person' || sort === 'place' || sort === 'company';
    const subjects = subject === undefined ? [undefined] : meant(this.#find(subject), (who) => has(who, relation));
    const values =
      value === undefined
        ? [undefined]
        : named
          ? meant(this.#find(value), (what) => isA(what, relation))
          : [this.#words(relation, value)];
    for (const s of subjects)
      for (const v of values) {
        const fits =
          Number(!s || has(s, relation)) + Number(v === undefined || typeof v === 'string' || isA(v, relation));
        const known = Number(typeof v !== 'string' || this.#valuesOf(relation).has(plain(v)));
        const said = typeof v === 'object' ? v.id : v;
        const rank = 1e6 * fits + 1e3 * known + weight;
        if (s && said !== undefined)
          yield { rank, meaning: { kind: 'statement', statement: { subject: s.id, relation, value: said }, negated } };
        else if (s) yield { rank, meaning: { kind: 'question', relation, subject: s.id } };
        else if (said !== undefined) yield { rank, meaning: { kind: 'backward', relation, value: said } };
      }
  }

  /** A value in words, as the world writes it where it knows it. */
  #words(relation: Statement['relation'], value: string): string {
    return this.#valuesOf(relation).get(plain(value)) ?? value;
  }

  #values = new Map<Statement['relation'], ReadonlyMap<string, string>>();
  #valuesOf(relation: Statement['relation']): ReadonlyMap<string, string> {
    let found = this.#values.get(relation);
    if (!found) {
      const facts = this.#world.facts.filter((fact) => fact.relation === relation);
      found = new Map(facts.flatMap(({ value }) => (typeof value === 'string' ? [[plain(value), value]] : [])));
      this.#values.set(relation, found);
    }
    return found;
  }

  /** Why no parse means anything: the first name of the surest that is unknown, or that many bear. */
  #unmeant(parses: readonly Parse[]): Error {
    for (const { subject, value } of parses)
      for (const name of [subject, value]) {
        if (name === undefined) continue;
        const found = this.#find(name);
        if (found.length === 0) return this.#names!.unknown(name);
        if (found.length > 1) {
          const some = found.slice(0, 4).map((entity) => entity.name);
          return badArgument(`${found.length} are called ${name}.`, `Give the whole name, such as ${some.join(', ')}.`);
        }
      }
    throw new Error('a parse without names');
  }

  #read(): Map<number, Place[]> {
    const found = new Map<number, Place[]>();
    for (const { id, text, facts } of documents(this.#world, this.#options))
      for (const { fact, direction, start, end } of facts) {
        const places = found.get(fact) ?? [];
        found.set(fact, places);
        places.push({ document: id, start, end, direction, text: text.slice(start, end) });
      }
    return found;
  }
}

/** The one thing that is meant: of several that bear a name, the only one that suits. */
function meant(found: readonly Entity[], suits: (entity: Entity) => boolean): readonly Entity[] {
  if (found.length < 2) return found;
  const fit = found.filter(suits);
  return fit.length === 1 ? fit : [];
}

function has({ kind }: Entity, relation: Statement['relation']): boolean {
  return relation === 'canary' ? kind === 'town' : RELATIONS[relation].of.includes(kind);
}

/** Can this be a value of the relation? */
function isA(entity: Entity, relation: Statement['relation']): boolean {
  if (relation === 'mother' || relation === 'father')
    return entity.kind === 'person' && entity.sex === (relation === 'mother' ? 'f' : 'm');
  const sort = relation === 'canary' ? 'text' : RELATIONS[relation].value;
  return sort === 'place' ? 'founded' in entity : sort === entity.kind;
}
