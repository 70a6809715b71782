// What is true in a world, and which documents say it. A world is closed: where something is known of a relation,
// anything else said of it is false; where nothing is, a statement is neither.
import { type DocumentsOptions, documents } from './documents.ts';
import type { Fact } from './facts.ts';
import type { RelationName } from './relations.ts';
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
}

export interface Verdict {
  readonly truth: 'true' | 'false' | 'unknowable';
  /** The fact that decides it: the one stated, or the one that contradicts it. */
  readonly fact: Fact | undefined;
  /** Documents that tell that fact; none for what is true and untold. */
  readonly places: readonly Place[];
}

/** An oracle over the documents that these options give. They are read once, when a place is first asked for. */
export class Oracle {
  readonly #world: World;
  readonly #options: DocumentsOptions;
  #places: ReadonlyMap<number, readonly Place[]> | undefined;

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

  /** Every place that tells a fact, in the documents' order. */
  places(fact: Fact): readonly Place[] {
    this.#places ??= this.#read();
    return this.#places.get(fact.id) ?? [];
  }

  #read(): Map<number, Place[]> {
    const found = new Map<number, Place[]>();
    for (const { id, facts } of documents(this.#world, this.#options))
      for (const { fact, direction, start, end } of facts) {
        const places = found.get(fact) ?? [];
        found.set(fact, places);
        places.push({ document: id, start, end, direction });
      }
    return found;
  }
}
