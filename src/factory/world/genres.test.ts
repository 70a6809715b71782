// The genres beside stories: the same from the same seed, in the smallest world too; what programs print and what
// sums come to is worked out again by someone else; letters and lives say nothing that the plan keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { documents, GENRES } from './documents.ts';
import { stream } from './draw.ts';
import { code } from './genres-code.ts';
import { sums } from './genres-sums.ts';
import { createWorld, LEAST_SIZE } from './world.ts';

const small = createWorld({ seed: 4, size: LEAST_SIZE });
const world = createWorld({ seed: 2, size: 1_000_000 });

test('every genre is written, alike from the same seed, in the smallest world too', () => {
  const seen = new Set<string>();
  for (const [of, bytes] of [
    [small, 60_000],
    [world, 1_000_000],
  ] as const) {
    const once = [...documents(of, { bytes })];
    assert.deepEqual([...documents(of, { bytes })], once);
    for (const { genre, text, title } of once) {
      seen.add(genre);
      assert.ok(text.length > 10 && title.length > 0, genre);
      assert.doesNotMatch(text, strange(genre), `${genre}: ${text}`);
    }
  }
  assert.deepEqual([...seen].sort(), [...GENRES].sort());
  assert.throws(() => [...documents(small, { genres: ['card'] })], { code: 'bad-argument' });
});

/** Marks of the notations that must not be left over. */
function strange(genre: string): RegExp {
  return genre === 'code' ? /undefined|NaN|@\w/ : /undefined|NaN|@\w|\*\w|#\w|<\w+>|[{}]|\w\|\w/;
}

test('programs print what they are said to print', () => {
  for (let i = 0; i < 400; i++) {
    const { text } = code(world, stream(9, i));
    const [, program, said] = /```js\n([\s\S]+?)\n```[\s\S]*?```\n([\s\S]*?)\n```/.exec(text) ?? [];
    const printed: string[] = [];
    runInContext(program!, createContext({ console: { log: (value: unknown) => printed.push(String(value)) } }));
    assert.equal(printed.join('\n'), said, text);
  }
});

test('sums come out right', () => {
  let checked = 0;
  for (let i = 0; i < 400; i++) {
    const { text } = sums(world, stream(10, i));
    for (const [line, a, sign, b, c] of text.matchAll(/(\d+) ([+−×]) (\d+) = (\d+)/g)) {
      const before = text.slice(0, text.indexOf(line));
      if (/[+−×] $/.test(before)) continue; // the end of a longer one
      const [x, y] = [BigInt(a!), BigInt(b!)];
      assert.equal(sign === '+' ? x + y : sign === '−' ? x - y : x * y, BigInt(c!), line);
      checked++;
    }
    for (const [line, list, sum] of text.matchAll(/((?:\d+ \+ )+\d+) = (\d+)/g))
      assert.equal(
        list!.split(' + ').reduce((total, n) => total + BigInt(n), 0n),
        BigInt(sum!),
        line,
      );
    for (const [line, a, b, whole, , rest = '0'] of text.matchAll(/(\d+) ÷ (\d+) = (\d+)(, remainder (\d+))?/g)) {
      assert.equal(BigInt(b!) * BigInt(whole!) + BigInt(rest), BigInt(a!), line);
      assert.ok(BigInt(rest) < BigInt(b!), line);
      checked++;
    }
    for (const [line, spoken, backward] of text.matchAll(/Write "(\w+)" backwards\.\n.*: (\w+)/g))
      assert.equal([...spoken!].reverse().join(''), backward, line);
    for (const [line, shown, sorted] of text.matchAll(/Put in order: (.*)\.\n(.*)/g)) {
      const items = shown!.split(', ');
      const numeric = /^\d/.test(items[0]!);
      assert.equal(items.sort(numeric ? (a, b) => Number(a) - Number(b) : undefined).join(', '), sorted, line);
    }
  }
  assert.ok(checked > 500);
});
