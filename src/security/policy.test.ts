import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { type Act, matches } from './act.ts';
import { covers, type Grant, grantOfFlag, grantsOfWords, narrow, says, used } from './grant.ts';
import { label } from './label.ts';
import { DEFAULT_POLICY, decide, explain, readPolicy } from './policy.ts';

const DEVICES = [
  { name: 'write_file', effects: ['write'], verbs: ['write', 'save'] },
  { name: 'mail', effects: ['send'], verbs: ['send', 'mail'] },
  { name: 'pay', effects: ['spend'], verbs: ['pay'] },
] as const;
const PERSON = label(['person']);
const STRANGER = label(['person', 'web:evil.example']);

function act(device: string, effect: Act['effects'][number], to: string, sight = STRANGER, input: unknown = {}): Act {
  return { device, effects: [effect], destinations: [to], input, sight };
}

const verdict = (words: string, what: Act): string =>
  decide(DEFAULT_POLICY, grantsOfWords(words, DEVICES, 0), what, 1).verdict;

test('writing at home is free until a stranger is in sight; sending and spending never are', () => {
  assert.equal(verdict('', act('write_file', 'write', 'file:a.md', PERSON)), 'allow');
  assert.equal(verdict('', act('write_file', 'write', 'file:a.md')), 'ask');
  assert.equal(verdict('', act('mail', 'send', 'mail:a@b.org', PERSON)), 'ask');
  assert.equal(verdict('', act('pay', 'spend', 'account:bob', PERSON)), 'ask');
  assert.equal(verdict('', { device: 'clock', effects: [], destinations: [], input: {}, sight: STRANGER }), 'allow');
});

test('words grant what they name, and nothing near it', () => {
  const to = (who: string): Act => act('mail', 'send', `mail:${who}`);
  assert.equal(verdict('Send a summary to bob@a.example.', to('bob@a.example')), 'allow');
  assert.equal(verdict('Send a summary to bob@a.example.', to('eve@a.example')), 'ask');
  assert.equal(verdict('Send a summary to bob@a.example.org.', to('bob@a.example')), 'ask');
  assert.equal(verdict('Send it to bob@a.example.', act('write_file', 'write', 'file:bob@a.example')), 'ask');
  assert.equal(verdict('Do not send anything to bob@a.example.', to('bob@a.example')), 'ask');
  assert.equal(verdict('Don’t send it to bob@a.example', to('bob@a.example')), 'ask');
  assert.equal(verdict('Do not send anything. Read the mail of bob@a.example.', to('bob@a.example')), 'ask');
  assert.equal(verdict('Read me the mail of bob@a.example.', to('bob@a.example')), 'ask');
  assert.equal(verdict('Please mail bob@a.example a summary', to('bob@a.example')), 'allow');
  assert.equal(verdict('bob@a.example wrote. Send a summary.', to('bob@a.example')), 'ask');
  assert.equal(verdict('Save it to out.md!', act('write_file', 'write', 'file:out.md')), 'allow');
  assert.equal(verdict('Save it to notes/out.md', act('write_file', 'write', 'file:out.md')), 'ask');
});

test('what costs money is granted argument by argument', () => {
  const pay = (amount: number, note: string): Act => act('pay', 'spend', 'account:bob', STRANGER, { amount, note });
  assert.equal(verdict('Pay bob 20 euro for lunch', pay(20, 'lunch')), 'allow');
  assert.equal(verdict('Pay bob 20 euro for lunch', pay(2000, 'lunch')), 'ask');
  assert.equal(verdict('Pay bob 20 euro for lunch', pay(2, 'lunch')), 'ask');
});

test('what only the person may see is not told to others, grant or not', () => {
  const secret = label(['person'], ['person']);
  assert.equal(verdict('Send it to bob@a.example', act('mail', 'send', 'mail:bob@a.example', secret)), 'ask');
  assert.equal(verdict('', act('write_file', 'write', 'file:a.md', secret)), 'allow');
  const loud = grantOfFlag('mail:mail:bob@*!', DEVICES, 0);
  const decided = decide(DEFAULT_POLICY, [loud], act('mail', 'send', 'mail:bob@a.example', secret), 1);
  assert.equal(decided.verdict, 'allow');
  assert.equal(decide(DEFAULT_POLICY, [loud], act('mail', 'send', 'mail:eve@a.example', secret), 1).verdict, 'ask');
});

test('a rule that refuses outranks every grant', () => {
  const policy = {
    ...DEFAULT_POLICY,
    rules: [{ effect: 'send', verdict: 'refuse' }, ...DEFAULT_POLICY.rules],
  } as const;
  const grants = grantsOfWords('Send it to bob@a.example', DEVICES, 0);
  assert.equal(decide(policy, grants, act('mail', 'send', 'mail:bob@a.example'), 1).verdict, 'refuse');
});

test('grants are used up, run out, and narrow for a child', () => {
  const [grant] = grantsOfWords('Save it to a.md', DEVICES, 0) as [Grant];
  const what = act('write_file', 'write', 'file:a.md');
  let grants: readonly Grant[] = [grant];
  let calls = 0;
  for (let found = grants[0]; found && covers(found, what, 1); found = grants[0]) {
    grants = used(grants, found, what.input);
    assert.ok(++calls < 100);
  }
  assert.equal(calls, grant.calls);
  assert.ok(!covers(grant, what, grant.until));
  assert.ok(!covers(grant, { ...what, input: 'x'.repeat(grant.bytes) }, 1));
  assert.deepEqual(narrow([grant], ['mail']), []);
  assert.deepEqual(narrow([grant], ['write_*']), [grant]);
  assert.throws(() => grantOfFlag('rocket', DEVICES, 0), TwofilesError);
});

test('patterns match as regular expressions do', () => {
  const random = new Random(2);
  const text = (letters: string, most: number): string =>
    Array.from({ length: random.int(most) }, () => letters[random.int(letters.length)]).join('');
  for (let i = 0; i < 20_000; i++) {
    const [pattern, subject] = [text('ab*.', 6), text('ab.', 8)];
    const expected = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(subject);
    assert.equal(matches(pattern, subject), expected, `${pattern} on ${subject}`);
  }
});

test('a name stands for itself only as a whole', () => {
  assert.ok(says('write to a.md.', 'a.md') && says('"a.md", please', 'a.md') && says('a.md', 'a.md'));
  assert.ok(!says('write to aa.md', 'a.md') && !says('x/a.md', 'a.md') && !says('a.md5', 'a.md') && !says('a', ''));
});

test('policies are explained, and what is not one is refused', () => {
  const lines = explain(DEFAULT_POLICY, DEVICES).join('\n');
  assert.match(lines, /write_file: write allow, ask with a stranger's words in sight/);
  assert.deepEqual(readPolicy(JSON.parse(JSON.stringify(DEFAULT_POLICY))), DEFAULT_POLICY);
  assert.throws(() => readPolicy({ ...DEFAULT_POLICY, rules: [{ effect: 'fly', verdict: 'allow' }] }), /Rule 1/);
  assert.throws(() => readPolicy({ ...DEFAULT_POLICY, rules: [{ effect: 'read', verdict: 'maybe' }] }), /Rule 1/);
  assert.throws(() => readPolicy('default'), TwofilesError);
});
