// A machine to be killed: it starts a few processes, or resumes those that an earlier life left, and prints how they
// ended. What cannot be undone is appended to a file, as the world would remember it.
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { z } from 'zod';
import { device } from '../../src/kernel/device.ts';
import { Kernel } from '../../src/kernel/kernel.ts';
import { program } from '../../src/kernel/program.ts';
import { openJournal } from '../../src/memory/journal.node.ts';
import { label } from '../../src/security/label.ts';
import { answer, talk } from '../../src/think/answer.ts';
import { obeyingCpu } from './obeying-cpu.ts';

const [folder, mode = 'run'] = process.argv.slice(2) as [string, string?];
const sent = join(folder, 'sent.txt');

/** Slow enough to be killed in the middle. */
const pause = () => later(1 + Math.random() * 4);

const send = device({
  name: 'send_mail',
  description: 'sends a mail.',
  input: z.object({ to: z.string(), text: z.string() }),
  effects: ['send'],
  repeatable: false,
  destinations: ({ to }) => [`mail:${to}`],
  verbs: ['send'],
  async run({ to, text }) {
    await pause();
    const file = openSync(sent, 'a');
    writeSync(file, `${to} ${text}\n`);
    fsyncSync(file);
    closeSync(file);
    await pause();
    return 'sent';
  },
});

const write = device({
  name: 'write_note',
  description: 'writes a note.',
  input: z.object({ path: z.string(), text: z.string() }),
  effects: ['write'],
  repeatable: true,
  destinations: ({ path }) => [`file:${path}`],
  async run({ path, text }) {
    await pause();
    writeFileSync(join(folder, path), text);
    await pause();
    return `wrote ${text.length}`;
  },
});

const read = device({
  name: 'read_page',
  description: 'reads a page.',
  input: z.object({ name: z.string() }),
  effects: ['read'],
  repeatable: true,
  run: ({ name }) => `${name} says: all is well.`,
  source: ({ name }) => label([`web:${name}`]),
});

const child = program('child@1', async (sys, n: number) => {
  await sys.call('read_page', { name: `p${n}` });
  return sys.random.int(1000);
});

const work = program('work@1', async (sys, n: number) => {
  const drawn = [sys.random.int(1000)];
  await sys.say(`Send the report to bob${n}@a.example, please.`);
  for (let i = 0; i < 4; i++) {
    await sys.now();
    await sys.call('write_note', { path: `note-${n}-${i}.txt`, text: `note ${drawn.join(' ')}` });
    drawn.push(sys.random.int(1000));
  }
  const first = await sys.spawn('child@1', n);
  const second = await sys.spawn('child@1', n + 1, { returns: { type: 'number', least: 0, most: 1000 } });
  const children = [await sys.wait(second), await sys.wait(first)];
  const mail = await sys.call('send_mail', { to: `bob${n}@a.example`, text: `report ${n} ${drawn.join(' ')}` });
  const turn = await sys.generate();
  return {
    drawn,
    children: children.map(({ value }) => value),
    mail: mail.text,
    text: turn.text,
    label: [...sys.label.from],
  };
});

const kernel = new Kernel({
  cpu: obeyingCpu(),
  journal: openJournal(join(folder, 'journal.db')),
  programs: [answer, talk, work, child],
  devices: [send, write, read],
  person: {
    approve: () => Promise.resolve(false),
    // The person looks whether the mail is there.
    happened: (_, __, request) => {
      const { input } = request as unknown as { input: { to: string; text: string } };
      appendFileSync(join(folder, 'asked.txt'), `${input.to}\n`);
      return Promise.resolve(existsSync(sent) && readFileSync(sent, 'utf8').includes(`${input.to} ${input.text}\n`));
    },
  },
});
process.stdout.write('ready\n');
const known = kernel.journal.processes({ all: true }).filter(({ parent }) => parent === undefined);
const COUNT = 3;
kernel.resumeAll();
// Which were started is told by their arguments: a kill may have come between two of them.
const started = new Set(known.map(({ args }) => args));
for (let n = 0; n < COUNT; n++) if (!started.has(n)) kernel.start('work@1', n, { seed: 100 + n });
if (mode === 'run') await Promise.all(kernel.live.map((each) => each.result));
const rows = kernel.journal.processes({ all: true }).filter(({ parent }) => parent === undefined);
const ended = rows.sort((a, b) => Number(a.args) - Number(b.args)).map(({ state, result }) => ({ state, result }));
await kernel.close();
process.stdout.write(`${JSON.stringify(ended)}\n`);
