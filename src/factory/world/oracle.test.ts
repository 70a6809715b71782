import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents } from './documents.ts';
import { Oracle } from './oracle.ts';
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
