// Facts put into words: which wording, in which tense, about whom. Genres decide what stands around them.
import type { Random } from '../../base/random.ts';
import type { Referent } from './discourse.ts';
import { chance } from './draw.ts';
import type { Entity } from './entities.ts';
import { CANARY_WORDINGS, type Fact } from './facts.ts';
import type { Tense } from './inflect.ts';
import type { FactTold, Relation as Link, Step } from './joining.ts';
import { read } from './notation.ts';
import { RELATION_NAMES, RELATIONS } from './relations.ts';
import type { World } from './world.ts';

/** Entities that are called with an article. */
const ARTICLE: ReadonlySet<Entity['kind']> = new Set(['product', 'species', 'river', 'lake', 'forest']);

/** What an entity is called in a text. */
export function nameOf(entity: Entity): string {
  const tail = entity.kind === 'forest' ? ' Forest' : '';
  return ARTICLE.has(entity.kind) ? `the ${entity.name}${tail}` : entity.name;
}

/** An entity as someone to talk about. */
export function referent(entity: Entity, id: string): Referent {
  if (entity.kind === 'person')
    return { id, sex: entity.sex, name: entity.name, short: entity.given, entity: entity.id };
  return { id, sex: 'n', name: nameOf(entity), entity: entity.id };
}

/** The value of a fact as a part: people may be referred to, all else is said as it stands. */
export function valueReferent(world: World, fact: Fact, id: string): Referent {
  if (typeof fact.value === 'string') return { id, sex: 'n', name: fact.value, fixed: true };
  const entity = world.entities[fact.value]!;
  return entity.kind === 'person'
    ? referent(entity, id)
    : { id, sex: 'n', name: nameOf(entity), fixed: true, entity: entity.id };
}

/** Wordings of a fact in a direction; forward where there are none backward. */
export function wordings(fact: Fact, direction: FactTold['direction']): readonly string[] {
  if (fact.relation === 'canary') return CANARY_WORDINGS;
  const { forward, backward } = RELATIONS[fact.relation];
  return direction === 'backward' && backward.length > 0 ? backward : forward;
}

/** States of the living are told in the present, all else in the past. */
export function tenseOf(world: World, fact: Fact): Tense {
  if (fact.relation === 'canary') return 'present';
  const subject = world.entities[fact.subject]!;
  const gone = subject.kind === 'person' && subject.died !== undefined;
  return RELATIONS[fact.relation].state && !gone ? 'present' : 'past';
}

/** The order in which a life or a thing is told. */
export const inOrder = (a: FactTold & { of: Fact }, b: FactTold & { of: Fact }): number =>
  rank(a.of) - rank(b.of) || a.fact - b.fact;
const rank = (fact: Fact): number => (fact.relation === 'canary' ? 99 : RELATION_NAMES.indexOf(fact.relation));

/** A part's name for the i-th subject and value, cheap to build wordings with. */
const renamed = new Map<string, string>();

/** A wording with its subject and value played by other parts. */
export function recast(wording: string, s: string, v: string): string {
  const key = `${s} ${v} ${wording}`;
  let text = renamed.get(key);
  if (text === undefined)
    renamed.set(key, (text = wording.replace(/@([sv])\b/g, (_, role) => `@${role === 's' ? s : v}`)));
  return text;
}

export interface Telling extends FactTold {
  readonly of: Fact;
}

/** A step that tells a fact of the part `s`, whose value is the part `v`. */
export function factStep(world: World, random: Random, telling: Telling, s: string, v: string, link: Link): Step {
  const wording = random.pick(wordings(telling.of, telling.direction));
  const clause = read(recast(wording, s, v), random);
  return {
    relation: link,
    clause,
    shape: { tense: tenseOf(world, telling.of) },
    facts: [{ fact: telling.fact, direction: telling.direction }],
  };
}

/** How a fact of the same subject goes on from the last. */
export const nextLink = (random: Random): Link => (chance(random, 0.55) ? 'who' : 'new');

/** Relations that say of their value what they say of their subject. */
const MUTUAL: ReadonlySet<Fact['relation']> = new Set(['spouse', 'friend']);

/** Does the plan leave a fact to whoever tells it? Not one that is a notable person's fact seen from the other side. */
export const isOpen = ({ stratum, relation, value }: Fact, notable: ReadonlySet<number>): boolean =>
  stratum === 'free' && !(MUTUAL.has(relation) && typeof value === 'number' && notable.has(value));

/**
 * All tellings that the plan leaves open for entities nobody plans for: whichever of their facts come up, but
 * none that is a notable person's fact seen from the other side, which is told by plan only.
 */
export function freely(random: Random, facts: readonly Fact[], most: number, notable: ReadonlySet<number>): Telling[] {
  const open = facts.filter((fact) => isOpen(fact, notable));
  const start = random.int(Math.max(1, open.length));
  return Array.from({ length: Math.min(most, open.length) }, (_, i) => open[(start + i) % open.length]!).map((of) => {
    const back = of.relation !== 'canary' && RELATIONS[of.relation].backward.length > 0 && chance(random, 0.2);
    return { fact: of.id, direction: back ? 'backward' : 'forward', of };
  });
}
