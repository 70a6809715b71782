import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Random } from '../../base/random.ts';
import { Discourse } from './discourse.ts';
import { documents } from './documents.ts';
import { stream } from './draw.ts';
import type { Fact } from './facts.ts';
import type { Tense } from './inflect.ts';
import { finish } from './narrator.ts';
import { isVerb, read } from './notation.ts';
import { Oracle } from './oracle.ts';
import { realise } from './realise.ts';
import { RELATION_NAMES, RELATIONS } from './relations.ts';
import { referent, valueReferent } from './tellings.ts';
import { createWorld } from './world.ts';

const world = createWorld({ seed: 4, size: 300_000 });
const oracle = new Oracle(world);

test('every fact is true, another value is false, of what nothing is told nothing can be known', () => {
  for (const fact of world.facts) {
    assert.equal(oracle.ask(fact).truth, 'true');
    assert.equal(oracle.ask({ ...fact, value: 'nothing of the kind' }).truth, 'false');
  }
  assert.equal(oracle.ask({ subject: world.towns[0]!.id, relation: 'mother', value: 'x' }).truth, 'unknowable');
  assert.equal(oracle.ask({ subject: -1, relation: 'mother', value: 'x' }).truth, 'unknowable');
});

test('the documents that say a fact say it there, as often as planned; what is untold is nowhere', () => {
  const texts = new Map([...documents(world)].map(({ id, text }) => [id, text]));
  let told = 0;
  for (const fact of world.facts) {
    const places = oracle.places(fact);
    if (fact.stratum === 'untold') assert.equal(places.length, 0);
    for (const { document, start, end } of places) {
      assert.ok(end > start && end <= texts.get(document)!.length);
      told++;
    }
    const planned = fact.forward + fact.backward;
    if (fact.stratum === 'core' || fact.stratum === 'canary')
      assert.ok(places.length >= planned, `${places.length} of ${planned}`);
    if (fact.stratum === 'forward') assert.ok(places.every(({ direction }) => direction === 'forward'));
  }
  assert.ok(told > 500);
});

/** A wording of a fact as documents say it. */
function say(fact: Fact, wording: string, tense: Tense, random: Random, negated = false): string {
  const parts = new Map([
    ['s', referent(world.entities[fact.subject]!, 's')],
    ['v', valueReferent(world, fact, 'v')],
  ]);
  const clause = read(wording.replace(/[?.]$/, ''), random);
  const rest = clause.rest.map((leaf, i) => (negated && i === 0 && isVerb(leaf) ? { ...leaf, negated } : leaf));
  return finish(
    realise(new Discourse(random, parts), { ...clause, rest }, { tense }),
    wording.endsWith('?') ? '?' : '.',
  );
}

test('every wording and every question of every relation means what it was made from', () => {
  const random = stream(5);
  for (const relation of RELATION_NAMES) {
    const { forward, backward, ask, askBack } = RELATIONS[relation];
    const facts = world.facts.filter((fact) => fact.relation === relation);
    for (const tense of ['past', 'present'] as const)
      for (let round = 0; round < 2; round++) {
        const fact = random.pick(facts);
        const { subject, value } = fact;
        for (const wording of [...forward, ...backward])
          for (const negated of /\*/.test(wording) ? [false, true] : [false]) {
            const said = say(fact, wording, tense, random, negated);
            const meant = { kind: 'statement', statement: { subject, relation, value }, negated };
            const understood = oracle.understand(said);
            if (relation === 'spouse' && !isDeepStrictEqual(understood, meant))
              // holds both ways
              meant.statement = { subject: value as number, relation, value: subject };
            assert.deepEqual(understood, meant, said);
          }
        for (const wording of ask) {
          const said = say(fact, wording, tense, random);
          assert.deepEqual(oracle.understand(said), { kind: 'question', relation, subject }, said);
        }
        for (const wording of askBack) {
          const said = say(fact, wording, tense, random);
          assert.deepEqual(oracle.understand(said), { kind: 'backward', relation, value }, said);
        }
      }
  }
});

test('answers in English: verdicts, denials, lists; what cannot be read or resolved says what to do', () => {
  const { subject, value } = world.facts.find((fact) => fact.relation === 'mother' && oracle.places(fact).length > 0)!;
  const [child, mother] = [world.entities[subject]!.name, world.entities[value as number]!.name];
  const truth = (sentence: string): string => {
    const answer = oracle.answer(sentence);
    return 'truth' in answer ? answer.truth : answer.answers.map(({ fact }) => fact.value).join();
  };
  assert.equal(truth(`${mother} is the mother of ${child}.`), 'true');
  assert.equal(truth(`${mother} is not the mother of ${child}`), 'false');
  assert.equal(truth(`is ${mother.toUpperCase()} the mother of ${child}?`), 'true');
  assert.equal(truth(`${child}'s mother is ${child}`), 'false');
  assert.equal(truth(`${world.towns[0]!.name}'s mother was ${mother}`), 'unknowable');
  assert.equal(truth(`Who is ${child}’s mother?`), String(value));
  const told = oracle.answer(`${child}'s mother is ${mother}`);
  assert.ok('truth' in told && told.places.length > 0 && told.places.every(({ text }) => text.length > 5));
  const near = `${child.slice(0, -1)}x`;
  assert.throws(() => oracle.answer(`Where does ${near} live?`), { code: 'bad-argument', next: new RegExp(child) });
  assert.throws(() => oracle.answer('Colourless green ideas.'), { code: 'bad-argument', next: /Where does/ });
});

test('whatever genre tells facts tells all that are planned, and no other is written', () => {
  const small = createWorld({ seed: 6, size: 60_000 });
  for (const genre of ['entry', 'notes', 'dialogue', 'quiz'] as const) {
    const all = [...documents(small, { genres: [genre] })];
    assert.ok(all.every((document) => document.genre === genre));
    const told = new Map<number, number>();
    for (const { fact } of all.flatMap(({ facts }) => facts)) told.set(fact, (told.get(fact) ?? 0) + 1);
    for (const { id, forward, backward, subject } of small.facts)
      if (small.notable.has(subject)) assert.equal(told.get(id) ?? 0, forward + backward, genre);
  }
  assert.ok([...documents(small, { genres: ['story'] })].every(({ facts }) => facts.length === 0));
});
