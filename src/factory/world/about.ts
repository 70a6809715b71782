// What a story may say of its people in passing, all of it true of their lives in the year of the story: whose
// child, how many brothers and sisters, what trade and from whom, what dish, what fear, what instrument. Of the
// notable nothing is said: their facts are told by plan only.
import type { Random } from '../../base/random.ts';
import { alive, homeIn, type Person, type Year } from './entities.ts';
import { inWords } from './inflect.ts';
import type { World } from './world.ts';

/** Something a story takes to be so, for the checker. */
export interface Claim {
  readonly kind:
    | 'mother'
    | 'father'
    | 'grandparent'
    | 'sibling'
    | 'lives'
    | 'age'
    | 'alive'
    | 'job'
    | 'child'
    | 'born'
    | 'teacher'
    | 'favourite'
    | 'fear'
    | 'instrument'
    | 'siblings';
  readonly who: number;
  readonly whom?: number;
  readonly year: Year;
  readonly value?: string;
}

/** Words about `@x`, to stand behind the name between commas, and what they claim. */
export interface Saying {
  readonly text: string;
  readonly claim: Claim;
}

const PLAYS_FROM = 8; // years: younger children hold an instrument but do not play it

/** What can be said of a person in a year. `known`: what the story says anyway (`age`, `job`). */
export function sayings(
  world: World,
  random: Random,
  who: Person,
  year: Year,
  known: ReadonlySet<string>,
): readonly Saying[] {
  if (world.notable.has(who.id)) return [];
  const out: Saying[] = [];
  const say = (kind: Claim['kind'], ways: readonly string[], rest: Partial<Claim> = {}) => {
    if (!known.has(kind)) out.push({ text: random.pick(ways), claim: { kind, who: who.id, year, ...rest } });
  };
  const person = (id: number) => world.entities[id] as Person;
  const age = year - who.born;
  if (age < 15) say('age', AGE(inWords(age)), { value: String(age) });
  say('favourite', FAVOURITE(who.favourite), { value: who.favourite });
  say('fear', FEAR(who.fear), { value: who.fear });
  if (who.instrument && age >= PLAYS_FROM) say('instrument', INSTRUMENT(who.instrument), { value: who.instrument });
  if (who.job && (who.apprenticed ?? 0) <= year) {
    say('job', JOB(who.job), { value: who.job });
    if (who.teacher !== undefined && !world.notable.has(who.teacher))
      say('teacher', TEACHER(person(who.teacher).name), { whom: who.teacher });
  }
  for (const id of [who.mother, who.father]) {
    if (id === undefined || age > 30) continue;
    const { job, apprenticed, sex } = person(id);
    if (job && (apprenticed ?? 0) <= year && !world.notable.has(id) && alive(person(id), year)) {
      const text = random.pick(CHILD_OF(sex === 'f' ? 'mother' : 'father', job));
      if (!known.has('parent')) out.push({ text, claim: { kind: 'job', who: id, year, value: job } });
    }
  }
  const home = homeIn(who, year);
  const name = world.entities[who.birthplace]!.name;
  if (who.birthplace !== home) say('born', BORN_AWAY(name), { whom: who.birthplace });
  else if (!who.homes.some((move) => move.year <= year)) say('born', BORN_HERE(name), { whom: who.birthplace });
  if (who.mother !== undefined && age < 30) sayPlace(who, person(who.mother), year, person, say);
  return out;
}

/** An only child, the eldest, the youngest: among the mother's living children. */
function sayPlace(
  who: Person,
  mother: Person,
  year: Year,
  person: (id: number) => Person,
  say: (kind: Claim['kind'], ways: readonly string[], rest: Partial<Claim>) => void,
): void {
  const all = mother.children.map(person).filter((child) => alive(child, year));
  const count = inWords(all.length);
  const value = String(all.length - 1);
  if (all.length === 1) say('siblings', ONLY, { value });
  else if (all.every((child) => child.born >= who.born)) say('siblings', ELDEST(count), { value });
  else if (all.every((child) => child.born <= who.born)) say('siblings', YOUNGEST(count), { value });
}

const AGE = (age: string) => [
  `who *be ${age} that year`,
  `who *be only ${age}`,
  `who at ${age} already *know a thing or two`,
  `all of ${age} years old`,
];
const FAVOURITE = (dish: string) => [
  `who *like ${dish} better than anything`,
  `who *can eat ${dish} every day of the week`,
  `who would have walked a long way for ${dish}`,
  `for whom ${dish} *be the best thing ever cooked`,
  `whose thoughts often **go to ${dish}`,
];
const FEAR = (fear: string) => [
  `who *be afraid of ${fear}`,
  `who *!be afraid of much, only of ${fear}`,
  `whose one great fear *be ${fear}`,
  `brave enough except when it *come to ${fear}`,
  `who *!care for ${fear} at all`,
];
const INSTRUMENT = (instrument: string) => [
  `who *play the ${instrument}`,
  `who *can play the ${instrument}, and *do`,
  `never far from a ${instrument}`,
  `known up and down the lane for playing the ${instrument}`,
];
const JOB = (job: string) => [
  `who *be a ${job}`,
  `a ${job} by trade`,
  `who *^work as a ${job} for years`,
  `like any good ${job}`,
];
const TEACHER = (teacher: string) => [
  `who *^learn the trade from ${teacher}`,
  `taught by ${teacher}`,
  `who *owe that trade to ${teacher}`,
  `once the apprentice of ${teacher}`,
];
const CHILD_OF = (parent: string, job: string) => [
  `whose ${parent} *be a ${job}`,
  `the child of a ${job}`,
  `who *have a ${job} for a ${parent}`,
];
const BORN_AWAY = (town: string) => [
  `who *^be born in ${town}`,
  `born in ${town}`,
  `who *^come there from ${town}`,
  `who *^see the light of day in ${town}`,
];
const BORN_HERE = (town: string) => [
  `who *^live in ${town} from the first day`,
  `born and bred in ${town}`,
  `who *know no other town than ${town}`,
];
const ONLY = ['an only child', 'who *have neither brother nor sister', 'the only child in the house'];
const ELDEST = (count: string) => [
  `the eldest of ${count}`,
  `who, being the eldest of ${count}, *have to be sensible`,
  `the first of ${count} children`,
];
const YOUNGEST = (count: string) => [
  `the youngest of ${count}`,
  `who *be the youngest of ${count} and *hear about it often`,
  `the last of ${count} children`,
];
