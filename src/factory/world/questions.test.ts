// Questions: right by the oracle, fair to read, and never on both sides of the split.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents } from './documents.ts';
import { Oracle } from './oracle.ts';
import { answerWords, recalls, tellingsOf, unknowns, valueName } from './questions.ts';
import { readings, readingsTogether, sharedWords, strangerWorld } from './questions-reading.ts';
import { RELATIONS } from './relations.ts';
import { createWorld } from './world.ts';

const world = createWorld({ seed: 2, size: 300_000 });
const told = tellingsOf(world);
const oracle = new Oracle(world);
const SIDES = [false, true];

test('what is to be recalled is told as often as said, and is the oracle’s answer', () => {
  const strata = new Set<string>();
  for (const held of SIDES) {
    const asked = [...recalls(world, told, { seed: 1, held })];
    assert.ok(asked.length > 60);
    for (const { stratum } of asked) strata.add(stratum);
    for (const { question, answer, fact, direction, told: times, held: why } of asked) {
      assert.equal(oracle.places(fact).length, times.forward + times.backward);
      assert.equal(why !== undefined, held);
      const found = oracle.answer(question);
      assert.ok('answers' in found, question);
      const facts = found.answers.map((each) => each.fact);
      assert.ok(facts.includes(fact), question);
      assert.equal(facts.length, 1, `${question} ${answer}`);
      const words = direction === 'forward' ? answerWords(fact, valueName(world, fact)) : answer;
      assert.equal(words, answer);
    }
  }
  assert.deepEqual([...strata].sort(), ['both', 'core', 'forward', 'free', 'zipf']);
});

test('what nobody can know is in no document', () => {
  const text = [...documents(world)].map((document) => document.text).join('\n');
  for (const held of SIDES) {
    const asked = unknowns(world, told, strangerWorld(1, 0), { seed: 1, held }).take(150).toArray();
    assert.deepEqual(new Set(asked.map(({ why }) => why)), new Set(['invented', 'untold', 'near']));
    for (const { name, question, why } of asked) {
      assert.ok(question.includes(name) || question.toLowerCase().includes(name.toLowerCase()), question);
      if (why !== 'untold') assert.ok(!text.includes(name), name);
      else {
        const found = oracle.answer(question);
        assert.ok('answers' in found && found.answers.every(({ places }) => places.length === 0), question);
      }
    }
  }
});

test('the smallest worlds have enough to ask for', () => {
  for (const seed of [1, 2, 3, 4]) {
    const small = createWorld({ seed, size: 30_000 });
    const times = tellingsOf(small);
    for (const held of SIDES) {
      assert.ok(recalls(small, times, { seed, held }).take(5).toArray().length > 0);
      const asked = unknowns(small, times, strangerWorld(seed, 1), { seed, held }).take(12).toArray();
      assert.equal(asked.length, 12);
    }
  }
});

test('reading: quoted word for word, no shared word, tempted by name and by relation, a quarter silent', () => {
  for (const held of SIDES) {
    const asked = readings({ seed: 3, held }).take(400).toArray();
    const silent = asked.filter(({ answer }) => !answer).length;
    assert.ok(silent > 60 && silent < 140, `${silent} of 400`);
    const names = new Map<string, number>();
    for (const { name, question, passages, answer, held: why } of asked) {
      assert.equal(why !== undefined, held);
      names.set(name, (names.get(name) ?? 0) + 1);
      const all = passages.map(({ text }) => text).join(' ');
      if (!answer) continue;
      const { text } = passages.find(({ number }) => number === answer.passage)!;
      assert.ok(text.includes(answer.text));
      assert.deepEqual(sharedWords(question, answer.text, name), [], `${question} ${answer.text}`);
      const mentions = all.toLowerCase().split(name.toLowerCase()).length - 1;
      assert.ok(mentions >= 2, `${name} stands only in its answer: ${all}`);
    }
    assert.ok(names.size > 380, `${names.size} names`);
  }
});

test('several questions about the same passages: each has an answer of its own there, once, or none', () => {
  let asked = 0;
  let silent = 0;
  for (const { passages, asked: questions } of readingsTogether({ seed: 4, held: false }).take(300)) {
    const all = passages.map(({ text }) => text).join(' ');
    assert.ok(questions.length >= 2 && questions.length <= 4);
    for (const { answer } of questions) {
      asked++;
      if (!answer) silent++;
      else assert.equal(all.split(answer.text).length, 2, `${answer.text} in ${all}`);
    }
    const answers = questions.flatMap(({ answer }) => answer?.text ?? []);
    assert.equal(new Set(answers).size, answers.length, all);
  }
  assert.ok(silent / asked > 0.08 && silent / asked < 0.3, `${silent} of ${asked}`);
});

test('nothing kept for tests is in what may be trained on', () => {
  const trained = readings({ seed: 3, held: false }).take(700).toArray();
  const questions = new Set(trained.map(({ name, question }) => question.replace(name, '@')));
  for (const { relation, held } of trained) {
    assert.equal(held, undefined);
    assert.ok(!['teacher', 'heirloom'].includes(relation));
  }
  for (const { ask } of Object.values(RELATIONS)) {
    const last = ask.at(-1)!;
    if (!/[*[]/.test(last)) assert.ok(!questions.has(last.replace(/@s(?:\.\w+)?/, '@')), last);
  }
});

test('forms of one word count as the same, little words do not count', () => {
  assert.deepEqual(sharedWords('Who taught Mara?', 'Tol teaches Mara the trade.', 'Mara'), ['teach']);
  assert.deepEqual(sharedWords('Where was Mara born?', 'Mara was born in Wick.', 'Mara').length, 1);
  assert.deepEqual(sharedWords('Where was Mara born?', "Mara's cradle stood in Wick.", 'Mara'), []);
});
