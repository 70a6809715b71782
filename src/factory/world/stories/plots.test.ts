// Every plot can be played: by any narrator's tense, with any drawn cast, to a story of some length.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '../draw.ts';
import { plots } from '../script.ts';
import { writeStory } from '../story.ts';
import { voices } from '../voices.ts';
import { createWorld } from '../world.ts';

const SEEDS = 20;
const MARKS = /[@*{}[\]#|<>]|\bundefined\b/;
const world = createWorld({ seed: 1, size: 200_000 });
const narrators = voices(1);

test('every plot plays in both tenses, whoever is cast', () => {
  for (const plot of plots)
    for (const tense of ['past', 'present'] as const) {
      const told = new Set<string>();
      for (let seed = 0; seed < SEEDS; seed++) {
        const random = stream(seed, 4);
        const { text } = writeStory(world, random, { ...narrators[seed % narrators.length]!, tense }, { plot });
        assert.doesNotMatch(text, MARKS, plot.name);
        assert.ok(text.length > 250, `${plot.name} with seed ${seed} is only: ${text}`);
        told.add(text);
      }
      assert.equal(told.size, SEEDS, `${plot.name} tells the same story twice`);
    }
});
