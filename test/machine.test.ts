// The machine as its users start it: booted from the command line and as a library, with a model of random weights that
// follows the calling convention.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TwofilesError } from '../src/base/errors.ts';
import { boot } from '../src/boot/boot.ts';
import { askOwner } from '../src/boot/store.node.ts';
import { whyOf, windowOf } from '../src/boot/view.ts';
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
  const { pages, used, window } = await windowOf(os.kernel, process);
  assert.deepEqual(
    pages.map(({ role }) => role),
    ['user', 'assistant', 'tool', 'assistant'],
  );
  assert.ok(used > 0 && used < window);
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
    const lines: unknown[] = [];
    await askOwner(store, { op: 'ps', all: false }, (line) => void lines.push(line));
    assert.equal((lines[0] as { program: string }).program, 'talk@1');
    const heard: string[] = [];
    await askOwner(store, { op: 'ask', text: '!calculator {"expression": "2 + 2"}', allow: [] }, (line) => {
      heard.push(JSON.stringify(line));
    });
    assert.match(heard.at(-1)!, /Done: 4/);
    await assert.rejects(
      askOwner(store, { op: 'dance' } as never, () => undefined),
      /not understood/,
    );
    await askOwner(store, { op: 'kill', id: talk.id }, () => undefined);
    assert.equal((await talk).state, 'cancelled');
  }
  await assert.rejects(
    askOwner(store, { op: 'ps', all: true }, () => undefined),
    /No machine is running/,
  );
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
