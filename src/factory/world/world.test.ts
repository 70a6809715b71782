// The world: the same from the same seed, and free of contradictions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents } from './documents.ts';
import { ADULT, alive, type Person } from './entities.ts';
import { createWorld } from './world.ts';

const SEEDS = [1, 2, 3, 44];
const SIZE = 200_000;
const worlds = SEEDS.map((seed) => createWorld({ seed, size: SIZE }));

test('same seed and size, same bytes; another seed, another world', () => {
  const read = (seed: number) => JSON.stringify([...documents(createWorld({ seed, size: SIZE }), { bytes: 100_000 })]);
  assert.equal(read(1), read(1));
  assert.notEqual(read(1), read(2));
});

test('children are younger than their parents, and the dead do nothing', () => {
  for (const world of worlds) {
    const who = (id: number) => world.entities[id] as Person;
    for (const person of world.people) {
      assert.equal(world.entities[person.id], person);
      for (const parent of [person.mother, person.father])
        if (parent !== undefined)
          assert.ok(who(parent).born + ADULT <= person.born && who(parent).children.includes(person.id));
      if (person.spouse !== undefined) assert.equal(who(person.spouse).spouse, person.id);
      if (person.died !== undefined) assert.ok(person.died > person.born || person.died === person.born);
    }
    for (const event of world.events) {
      const acting = event.kind === 'inheritance' ? event.who.slice(0, 1) : event.who;
      for (const id of acting)
        assert.ok(alive(who(id), event.year) || who(id).died === event.year, `${event.kind} ${event.year}`);
    }
  }
});

test('events come after their causes', () => {
  for (const world of worlds) {
    assert.ok(world.events.some((event) => event.causes.length > 0));
    for (const event of world.events)
      for (const cause of event.causes) {
        assert.ok(world.events[cause]!.year <= event.year, `${event.kind} before ${world.events[cause]!.kind}`);
        assert.ok(cause < event.id || world.events[cause]!.year < event.year || event.kind === 'work');
      }
  }
});

test('names are unique, and none is a word of the lexicon', () => {
  for (const world of worlds) {
    const names = world.entities.map((entity) => entity.name);
    assert.equal(new Set(names).size, names.length);
    for (const person of world.people)
      for (const name of [person.given, person.family]) assert.ok(world.names.fits(name), name);
  }
});
