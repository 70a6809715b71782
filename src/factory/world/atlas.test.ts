// The atlas: whole, the same each time, true; and a map on which every name can be read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atlas } from './atlas.ts';
import { contours, smooth } from './atlas-contours.ts';
import { Room } from './atlas-labels.ts';
import { mapSvg } from './atlas-map.ts';
import { Oracle } from './oracle.ts';
import { createWorld } from './world.ts';

const SIZE = 200_000;

test('rings of height have the area of what is higher, whole or cut by the edge', () => {
  const area = (ring: readonly (readonly [number, number])[]): number =>
    ring.reduce((sum, [x, y], i) => {
      const [u, v] = ring[(i + 1) % ring.length]!;
      return sum + (x * v - u * y) / 2;
    }, 0);
  const hill = (cx: number, cy: number) => (x: number, y: number) => 10 - Math.hypot(x - cx, y - cy);
  const [ring, ...more] = contours(hill(20, 15), 40, 30, 0);
  assert.equal(more.length, 0);
  assert.ok(Math.abs(area(ring!) - Math.PI * 100) < 3, `${area(ring!)}`); // positive: high ground on the right hand
  assert.ok(Math.abs(area(smooth(ring!, true)) - Math.PI * 100) < 8);
  const half = contours(hill(0, 15), 40, 30, 0);
  assert.ok(Math.abs(area(half[0]!) - Math.PI * 50) < 6);
  const hole = contours((x, y) => -hill(20, 15)(x, y), 40, 30, 0);
  assert.ok(Math.abs(hole.reduce((sum, each) => sum + area(each), 0) - (39 * 29 - Math.PI * 100)) < 20);
});

test('names are put where nothing is, or not at all', () => {
  const room = new Room({ left: 0, top: 0, right: 200, bottom: 60 });
  const placed = Array.from({ length: 12 }, () => room.place('Tallmere', 14, [100, 30], 4));
  const found = placed.filter((each) => each !== undefined);
  assert.ok(found.length >= 2 && found.length < 12);
  assert.equal(new Set(found.map(({ x, y }) => `${x} ${y}`)).size, found.length);
});

test('the map names every town, capital first, and is the same each time', () => {
  for (const seed of [1, 2, 3]) {
    const world = createWorld({ seed, size: SIZE });
    const svg = mapSvg(world);
    assert.equal(svg, mapSvg(createWorld({ seed, size: SIZE })));
    assert.ok(!/NaN|undefined|Infinity/.test(svg));
    for (const { name } of world.towns) assert.ok(svg.includes(`>${name}</text>`), `${seed}: ${name}`);
    const [open, close] = [/<g\b/g, /<\/g>/g].map((tag) => svg.match(tag)!.length);
    assert.equal(open, close);
  }
});

test('every page is there; people stand once; questions to try have the oracle’s answers', () => {
  const world = createWorld({ seed: 5, size: SIZE });
  const files = new Map(atlas(world).map(({ name, text }) => [name, text]));
  assert.deepEqual([...files.keys()].at(-1), 'index.html');
  for (const [name, text] of files) assert.ok(text.length > 200 && !/undefined|NaN|\[object/.test(text), name);
  const people = files.get('people.md')!;
  for (const { name, born, died } of world.people) {
    const times = people.split(`**${name}** (${born}–${died ?? ''})`).length - 1;
    assert.equal(times, 1, name);
  }
  const oracle = new Oracle(world);
  const rows = [...files.get('questions.md')!.matchAll(/^\| (.+\?|.+\.) \| (.+) \| \d+ \+ \d+ \|$/gm)];
  assert.ok(rows.length >= 20);
  for (const [, question = ''] of rows) {
    const found = oracle.answer(question);
    assert.ok('answers' in found && found.answers.length === 1, question);
  }
  for (const page of ['people', 'timeline', 'questions']) assert.ok(files.get('index.html')!.includes(`id="${page}"`));
});
