// Stories read back: every pronoun, every claim about the people, and how much of the telling is form. The
// checkers know nothing of how the teller decides; a planted error must not escape them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from './about.ts';
import type { Mention } from './discourse.ts';
import { documents } from './documents.ts';
import { stream } from './draw.ts';
import type { Entity, Person } from './entities.ts';
import { commonWords, measureSkeletons } from './skeletons.ts';
import { writeStory } from './story.ts';
import { voices } from './voices.ts';
import { createWorld, type World } from './world.ts';

const world = createWorld({ seed: 5, size: 300_000 });
const stories = Array.from({ length: 320 }, (_, i) =>
  writeStory(world, stream(5, 200, i), voices(world.seed)[i % 16]!, { log: true }),
);

/** Pronouns that could be somebody else's: between one and the last mention of whom it means is a rival. */
function doubtful(log: readonly Mention[]): string[] {
  const wrong: string[] = [];
  log.forEach((mention, i) => {
    const { referent } = mention;
    if (!mention.pronoun) return;
    // "her mother": no one is her own mother.
    const owned = log[i + 1]?.referent.kin?.of === referent ? log[i + 1]!.referent : undefined;
    for (let k = i - 1; ; k--) {
      const before = log[k];
      if (!before || before.sentence < mention.sentence - 2) {
        wrong.push(`${mention.form} in sentence ${mention.sentence} means nobody`);
        break;
      }
      if (before.referent === referent) break;
      const rival = before.referent.sex === referent.sex && before.referent !== owned && !before.referent.fixed;
      // In a quotation the speaker is "I" and the one spoken to "you".
      if (!rival || before.referent === mention.quote?.speaker || before.referent === mention.quote?.to) continue;
      wrong.push(`${mention.form} in sentence ${mention.sentence} may mean ${before.form}`);
      break;
    }
  });
  return wrong;
}

test('every pronoun means the last one mentioned whom it can mean', () => {
  let pronouns = 0;
  for (const { log, text } of stories) {
    assert.deepEqual(doubtful(log), [], text);
    pronouns += log.filter((mention) => mention.pronoun).length;
  }
  assert.ok(pronouns > 1500, `${pronouns} pronouns`);
});

test('a pronoun that means another is found', () => {
  let planted = 0;
  for (const { log } of stories) {
    const at = log.findIndex(
      ({ pronoun, referent }, i) => pronoun && i > 0 && !referent.members && referent.sex !== 'p',
    );
    if (at < 0) continue;
    const { referent, sentence } = log[at]!;
    const rival: Mention = {
      sentence,
      referent: { id: 'rival', sex: referent.sex, name: 'Rival' },
      form: 'Rival',
      pronoun: false,
      quote: undefined,
    };
    assert.equal(doubtful(log.toSpliced(at, 0, rival)).length > 0, true);
    planted++;
  }
  assert.ok(planted > 250, `${planted}`);
});

/** Claims that the record of the world does not bear out. */
function untrue({ entities, events }: World, claims: readonly Claim[]): Claim[] {
  const person = (id: number) => entities[id] as Person;
  const livedAt = (id: number, year: number) =>
    events
      .filter((event) => event.kind === 'move' && event.year <= year && event.who.includes(id))
      .sort((a, b) => a.year - b.year || a.id - b.id)
      .at(-1)?.place ?? person(id).birthplace;
  const living = (id: number, year: number) =>
    person(id).born <= year &&
    !events.some((event) => event.kind === 'death' && event.who[0] === id && event.year <= year);
  const trained = (id: number, year: number) => {
    const learnt = events.find((event) => event.kind === 'apprenticeship' && event.who[0] === id);
    return learnt ? learnt.year <= year : year - person(id).born >= 14;
  };
  const holds = ({ kind, who, whom, year, value }: Claim): boolean => {
    const { mother, father, born, birthplace, ...life } = person(who);
    const parents = [mother, father].filter((id) => id !== undefined);
    if (!living(who, year)) return false;
    switch (kind) {
      case 'mother':
        return mother === whom;
      case 'father':
        return father === whom;
      case 'grandparent':
        return parents.some((id) => person(id).mother === whom || person(id).father === whom);
      case 'sibling':
        return who !== whom && mother !== undefined && person(whom!).mother === mother && living(whom!, year);
      case 'lives':
        return livedAt(who, year) === whom;
      case 'age':
        return String(year - born) === value;
      case 'alive':
        return true;
      case 'job':
        return life.job === value && trained(who, year);
      case 'child':
        return year - born < 16;
      case 'born':
        return birthplace === whom;
      case 'teacher':
        return events.some(
          (event) =>
            event.kind === 'apprenticeship' && event.who[0] === who && event.who[1] === whom && event.year <= year,
        );
      case 'favourite':
      case 'fear':
      case 'instrument':
        return life[kind] === value;
      case 'siblings': {
        const others = (entities as readonly Entity[]).filter(
          (other) => other.kind === 'person' && other.mother === mother && other.id !== who && living(other.id, year),
        );
        return String(others.length) === value;
      }
    }
  };
  return claims.filter((claim) => !holds(claim));
}

test('what a story says of its people is so', () => {
  const kinds = new Map<string, number>();
  for (const { claims, text } of stories) {
    assert.deepEqual(untrue(world, claims), [], text);
    for (const { kind } of claims) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    for (const { kind, who, whom, value } of claims)
      if (kind !== 'alive' && kind !== 'lives' && value !== undefined && whom === undefined)
        assert.ok(!world.notable.has(who) || kind === 'job', `${kind} of a notable`);
  }
  assert.equal(kinds.size, 15, [...kinds].join(' '));
});

test('a false claim is found, of every kind', () => {
  const tried = new Set<string>();
  for (const claim of stories.flatMap((story) => story.claims)) {
    if (tried.has(claim.kind)) continue;
    tried.add(claim.kind);
    const wrong: Claim = {
      ...claim,
      ...(claim.kind === 'alive' || claim.kind === 'child' ? { year: claim.year + 200 } : {}),
      ...(claim.whom === undefined ? {} : { whom: claim.who }),
      ...(claim.value === undefined ? {} : { value: `${claim.value}0` }),
    };
    assert.deepEqual(untrue(world, [wrong]), [wrong]);
  }
});

const BYTES = 1_000_000;

/** Eight forms with names and words of the world filled in: what a cheap generator writes. */
function filler(): string[] {
  const random = stream(6, 1);
  const name = () => random.pick(world.people).given;
  const town = () => random.pick(world.towns).name;
  const thing = () => random.pick(world.people).favourite;
  const fear = () => random.pick(world.people).fear;
  const forms: (() => string)[] = [
    () => `${name()} went to ${town()} with ${name()} to look for ${thing()}.`,
    () => `One day ${name()} saw ${fear()} near ${town()} and ran home to ${name()}.`,
    () => `"Do you like ${thing()}?" asked ${name()}, and ${name()} said yes.`,
    () => `Because it was late in ${town()}, ${name()} gave the last of the ${thing()} to ${name()}.`,
    () =>
      `${name()} was a ${random.pick(world.people).job ?? 'baker'} who lived in ${town()} and was afraid of ${fear()}.`,
    () => `When ${name()} was ${random.int(9) + 4}, the family moved from ${town()} to ${town()}.`,
    () => `Nobody in ${town()} knew why ${name()} never ate ${thing()}.`,
    () => `In the end ${name()} and ${name()} were friends again and shared ${thing()}.`,
  ];
  const texts: string[] = [];
  for (let bytes = 0; bytes < BYTES; bytes += texts.at(-1)!.length)
    texts.push(Array.from({ length: 12 }, () => random.pick(forms)()).join(' '));
  return texts;
}

test("the world's stories are told; eight forms filled in are not", () => {
  const texts = [...documents(world, { genres: ['story'], bytes: BYTES })].map(({ text }) => text);
  const told = measureSkeletons(() => texts);
  assert.ok(told.unique >= LEAST_UNIQUE && told.top <= MOST_TOP, `told: ${told.unique} ${told.top}`);
  const filled = measureSkeletons(filler, commonWords(texts)); // its own commonest words would be its names
  assert.ok(filled.unique < 0.1 && filled.top > 0.5, `filled in: ${filled.unique} ${filled.top}`);
});

const LEAST_UNIQUE = 0.85; // share of sentences with a skeleton of their own, in BYTES of stories
const MOST_TOP = 0.05; // share under the hundred commonest
