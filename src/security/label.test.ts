import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { flowsTo, join, type Label, label, labelText, mayRead, principal, readLabel, sameLabel } from './label.ts';

const NAMES = ['person', 'system', 'web:a.example', 'file:b.md', 'device:clock'];

function some(random: Random): Label {
  const pick = () => NAMES.filter(() => random.float() < 0.4);
  return label(pick(), random.float() < 0.3 ? 'everyone' : pick());
}

test('labels are a lattice: joining is order-free, idempotent, and the least label both flow to', () => {
  const random = new Random(1);
  for (let i = 0; i < 2000; i++) {
    const [a, b, c] = [some(random), some(random), some(random)];
    const ab = join(a, b);
    assert.ok(sameLabel(ab, join(b, a)));
    assert.ok(sameLabel(join(ab, c), join(a, join(b, c))));
    assert.ok(sameLabel(join(a, a), a));
    assert.ok(flowsTo(a, ab) && flowsTo(b, ab));
    if (flowsTo(a, c) && flowsTo(b, c)) assert.ok(flowsTo(ab, c));
    if (flowsTo(a, b) && flowsTo(b, a)) assert.ok(sameLabel(a, b));
    for (const who of NAMES) assert.equal(mayRead(ab, who), mayRead(a, who) && mayRead(b, who));
    assert.ok(sameLabel(readLabel(JSON.parse(JSON.stringify(ab))), ab));
  }
});

test('what is not a label is refused', () => {
  for (const wrong of [
    undefined,
    {},
    { from: 'person', readers: 'everyone' },
    { from: [], readers: 'all' },
    { from: [1], readers: [] },
  ])
    assert.throws(() => readLabel(wrong), TwofilesError);
  assert.throws(() => label(['web:a, b']), TwofilesError);
});

test('any name becomes a principal', () => {
  for (const name of ['', ' a, b\n', 'x'.repeat(1000), 'ä:ö']) label([principal('file', name)]);
  assert.equal(labelText(label(['person'], ['person'])), 'from person · for person');
});
