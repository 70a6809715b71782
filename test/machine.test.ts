// The machine as its users start it: booted from the command line and as a library, with a model of random weights that
// follows the calling convention.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TwofilesError } from '../src/base/errors.ts';
import { boot } from '../src/boot/boot.ts';
import { askOwner } from '../src/boot/store.node.ts';
import { whyOf, windowOf } from '../src/boot/view.ts';
import { command } from './support/command.ts';
import { calls, Endpoint, says } from './support/endpoint.ts';
import { obeyingCpu } from './support/obeying-cpu.ts';

const folder = mkdtempSync(join(tmpdir(), 'machine-'));
after(() => rmSync(folder, { recursive: true }));

test('a machine answers with its calculator, exactly, and knows why', async () => {
  await using os = await boot({ cpu: obeyingCpu() });
  const process = os.run('!calculator {"expression": "123456789 * 987654321"}');
  const result = await process;
  assert.equal(result.text, 'Done: 121932631112635269');
  const [sentence] = result.sources;
  assert.equal(sentence!.source.kind, 'device');
  assert.match(
    whyOf(process, sentence!).join('\n'),
    /calculator gave it \(page 3\)\.\nThe processor had called calculator/,
  );
  const { pages, used, window, frame, devices } = await windowOf(os.kernel, process);
  assert.deepEqual(devices, ['calculator', 'clock']);
  assert.deepEqual(
    pages.map(({ role }) => role),
    ['user', 'assistant', 'tool', 'assistant'],
  );
  assert.ok(frame > 0 && used > frame && used < window);
});

test('files are read and written in the folder that was given, and what is read there is the person’s own', async () => {
  const files = join(folder, 'files');
  await using os = await boot({ cpu: obeyingCpu(), folder: files });
  const written = await os.run('Write it to a.txt. !write_file {"path": "a.txt", "text": "hello there"}');
  assert.doesNotMatch(written.text, /Refused/);
  const read = await os.run('!read_file {"path": "a.txt"}');
  assert.match(read.text, /hello there/);
  assert.deepEqual(read.label.readers, ['person']);
  assert.match((await os.run('!read_file {"path": "../machine"}')).text, /must name a file in the folder/);
});

test('one machine owns a store; others are its clients, and a killed one leaves no lock', async () => {
  const store = join(folder, 'store');
  {
    await using os = await boot({ cpu: obeyingCpu(), store });
    await assert.rejects(
      boot({ cpu: obeyingCpu(), store }),
      (error) => error instanceof TwofilesError && error.code === 'busy',
    );
    const talk = os.talk();
    await talk.say('hello');
    const [first] = await Array.fromAsync(askOwner(store, { op: 'ps', all: false }));
    assert.equal((first as { program: string }).program, 'talk@1');
    const heard = await Array.fromAsync(askOwner(store, { op: 'ask', text: '!calculator {"expression": "2 + 2"}' }));
    assert.match(JSON.stringify(heard.at(-1)), /Done: 4/);
    assert.ok(heard.some((line) => JSON.stringify(line).startsWith('{"event":{"type":"call","device":"calculator"')));
    await assert.rejects(Array.fromAsync(askOwner(store, { op: 'dance' })), /not understood/);
    const resumed = askOwner(store, { op: 'resume', id: talk.id, retry: false });
    await assert.rejects(Array.fromAsync(resumed), /is a conversation/);
    await Array.fromAsync(askOwner(store, { op: 'kill', id: talk.id }));
    assert.equal((await talk).state, 'cancelled');
  }
  await assert.rejects(Array.fromAsync(askOwner(store, { op: 'ps', all: true })), /No machine is running/);
  await using again = await boot({ cpu: obeyingCpu(), store });
  assert.equal(again.kernel.journal.processes({ all: true }).length, 2);
});

test('a conversation goes on after the machine was shut down', async () => {
  const store = join(folder, 'again');
  let id: number;
  {
    await using os = await boot({ cpu: obeyingCpu(), store });
    const talk = os.talk();
    id = talk.id;
    await talk.say('!calculator {"expression": "20 + 1"}');
    for await (const event of talk) if (event.type === 'listens') break;
  }
  await using os = await boot({ cpu: obeyingCpu(), store });
  const talk = os.kernel.resume(id);
  await talk.say('!calculator {"expression": "20 + 2"}');
  talk.leave();
  assert.equal((await talk).text, 'Done: 22');
  assert.ok(talk.ram.pages.some(({ parts }) => parts.some((part) => 'text' in part && part.text === '21')));
});

test('a question that was cut off is answered later, and what was done is not done again', async () => {
  const store = join(folder, 'cut');
  let id: number;
  {
    await using os = await boot({ cpu: obeyingCpu(), store });
    const asked = os.run('!calculator {"expression": "20 + 1"}');
    id = asked.id;
    for await (const event of asked) if (event.type === 'result') break;
  }
  await using endpoint = await Endpoint.open(says('It is 21.'));
  const at = ['--endpoint', `${endpoint.url}#small`, '--store', store];
  const { stdout } = await command('resume', String(id), ...at);
  assert.equal(stdout, 'It is 21.\n');
  assert.match(JSON.stringify(endpoint.questions[0]!.body.messages), /"role":"tool","content":"21"/);
  assert.match((await command('resume', String(id), ...at)).error!.message, /has ended/);
  assert.match((await command('resume', '99', ...at)).error!.message, /no process 99/i);
});

test('an endpoint is a processor too: it calls devices here, and is not told what is not for it', async (t) => {
  const files = join(folder, 'private');
  mkdirSync(files);
  writeFileSync(join(files, 'diary.txt'), 'dear diary');
  const sum = () => calls('calculator', ['{"expression": "123456789 ', '* 987654321"}']);
  const look = () => calls('read_file', ['{"path": "diary.txt"}']);
  await using endpoint = await Endpoint.open(
    sum(),
    says('It is 121932631112635269.'),
    look(),
    look(),
    says('Dear me.'),
  );
  t.after(() => {
    process.exitCode = 0; // what is stopped says so
  });
  const at = ['--endpoint', `${endpoint.url}#small`, '--folder', files];
  const { stdout } = await command('ask', 'What is 123456789 * 987654321?', ...at);
  assert.equal(stdout, 'It is 121932631112635269.\n');
  assert.match(JSON.stringify(endpoint.questions[1]!.body.messages), /"role":"tool","content":"121932631112635269"/);
  const secret = await command('ask', 'What is in diary.txt?', ...at);
  assert.match(secret.stderr, /would tell operator:127\.0\.0\.1/);
  assert.equal(endpoint.questions.length, 3);
  const trusted = await command('ask', 'What is in diary.txt?', ...at, '--trust-endpoint');
  assert.equal(trusted.stdout, 'Dear me.\n');
  assert.match(JSON.stringify(endpoint.questions[4]!.body.messages), /dear diary/);
  assert.match((await command('ask', 'Hm?', ...at, '--lookup')).error!.message, /--lookup needs weights/);
});
