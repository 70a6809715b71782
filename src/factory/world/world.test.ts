// The world: the same from the same seed, and free of contradictions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents } from './documents.ts';
import { stream } from './draw.ts';
import { ADULT, alive, type Person } from './entities.ts';
import { measureSkeletons } from './skeletons.ts';
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

/** What is not in sentences throughout. */
const PAPERS: ReadonlySet<string> = new Set(['letter', 'recipe', 'how-to', 'list', 'towns', 'card', 'code', 'sums']);

test('every document says something, in sentences without marks of the notation', () => {
  const unread = /[@*{}[\]#|<>]|\w>\w|\b(?:Him|Her|Them|Me) (?:would|may|can)\b|\b(?:may|can) (?:me|him|them)\b| {2}/;
  for (const world of worlds)
    for (const { id, genre, text } of documents(world)) {
      if (PAPERS.has(genre)) continue; // read in genres.test.ts
      assert.ok(text.length > 20, `${id} is empty`);
      const found = unread.exec(text);
      assert.ok(!found, `${id}: …${text.slice(Math.max(0, (found?.index ?? 0) - 40), (found?.index ?? 0) + 40)}…`);
      assert.match(text, /^(?:- )?["“]?[A-Z0-9]/, id);
      assert.match(text, /[.!?]["”]?$/, id);
    }
});

test('skeletons tell a filled form from prose', () => {
  const random = stream(3, 1);
  const word = (): string => Array.from({ length: 6 }, () => random.pick([...'abcdefghij'])).join('');
  const forms = ['the # went to the # with a #.', 'a # of the # saw # and was #.', 'in the # there was a # for the #.'];
  const filled = Array.from({ length: 8000 }, () => random.pick(forms).replace(/#/g, word));
  const { sentences, unique, top } = measureSkeletons(() => filled);
  assert.equal(sentences, 8000);
  assert.ok(unique < 0.1 && top > 0.9, `${unique} ${top}`);
  const own = 'It was late when she came. Nobody had seen the boat go out that night. He said it, and then no more.';
  assert.deepEqual(measureSkeletons(() => [own]).unique, 1);
});
