// `teach`: a person asks, and says what should have been answered; the corrections become an adapter that runs from
// then on, if the gate lets it. Earlier ones can be listed and run again.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { badArgument, TwofilesError } from '../../base/errors.ts';
import { sampleCandidates } from '../../factory/compare/candidates.ts';
import { textOf } from '../../factory/compare/checker.ts';
import type { Verdict } from '../../factory/teach/gate.ts';
import { type LearnOptions, Taught } from '../../factory/teach/teach.node.ts';
import { type Conversation, readConversations } from '../../factory/tune/conversation.ts';
import { createBackend } from '../../silicon/backend.ts';
import type { Turn } from '../../text/abi.ts';
import { withModel } from '../engine.ts';
import { reportError } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import { needModel } from '../models.ts';
import type { EngineOptions } from '../options.ts';
import { note, paint, printable, progressLine, say, table } from '../terminal.ts';

export interface TeachFlags extends Omit<LearnOptions, 'kept' | 'card' | 'onProgress' | 'signal'>, EngineOptions {
  readonly lessons?: string;
  readonly learn?: boolean;
  readonly list?: boolean;
  readonly restore?: number;
}

export async function teach(weights: string | undefined, flags: TeachFlags): Promise<void> {
  const path = await needModel(weights);
  const taught = new Taught(path);
  if (flags.list) return list(taught);
  if (flags.restore !== undefined) {
    await taught.restore(flags.restore);
    return list(taught);
  }
  if (flags.lessons !== undefined) {
    const made = [...readConversations(await readFile(flags.lessons, 'utf8'), flags.lessons)];
    note(`${await taught.add(made)} lessons in all.`);
  }
  if (flags.learn) return learn(taught, flags);
  if (flags.lessons !== undefined) return note('Run it again with --learn to train on them.');
  if (!(process.stdin.isTTY && process.stdout.isTTY))
    throw badArgument('Nobody is at a terminal to teach.', 'Give --lessons, --learn, --list or --restore.');
  await correct(taught, flags);
}

const HELP =
  'Ask something. Then Enter if the answer is right, or what it should have said. /learn trains, /list, /restore <n>, /quit.';

/** Asks, is corrected, learns, until the person leaves. */
async function correct(taught: Taught, flags: TeachFlags): Promise<void> {
  note(paint(process.stderr, 'dim', HELP));
  const editor = createInterface({ input: process.stdin, output: process.stdout });
  const ask = (prompt: string): Promise<string | undefined> =>
    editor.question(paint(process.stdout, 'bold', prompt)).catch(() => undefined); // Ctrl-D, Ctrl-C
  try {
    for (let going = true; going; ) going = await round(taught, flags, ask);
  } finally {
    editor.close();
  }
}

/** One adapter's time: questions and corrections until something else is to run. False to leave. */
async function round(
  taught: Taught,
  flags: TeachFlags,
  ask: (prompt: string) => Promise<string | undefined>,
): Promise<boolean> {
  const running = await taught.active();
  const adapter = running === undefined ? {} : { adapter: { path: running, scale: 1 } };
  const command = await withModel(taught.weights, { ...flags, ...adapter }, async (model, session) => {
    for (;;) {
      const question = (await ask('> '))?.trim();
      if (question === undefined || /^\/(quit|exit)$/.test(question)) return 'quit';
      if (question === '') continue;
      if (question.startsWith('/')) return question;
      const turns: Turn[] = [{ role: 'user', parts: [{ text: question }] }];
      const task = { id: 'asked', family: 'lesson', tools: [], turns, reference: turns[0]! };
      const sampling = { temperature: 0 };
      const options = { count: 1, sampling, seed: flags.seed, adapter: session.adapter };
      const [answers] = await sampleCandidates(model, [task], options);
      await say(`${printable(textOf(answers![0]!.turn.parts)) || '(nothing)'}\n`);
      const better = (await ask('right? '))?.trim();
      if (better === undefined) return 'quit';
      if (better === '') continue;
      const lesson: Omit<Conversation, 'id'> = {
        ...{ family: 'lesson', tools: [] },
        turns: [...turns, { role: 'assistant', parts: [{ text: better }] }],
      };
      try {
        note(paint(process.stderr, 'dim', `Kept: ${await taught.add([lesson])} lessons. /learn trains on them.`));
      } catch (error) {
        if (!(error instanceof TwofilesError)) throw error;
        reportError(error, false);
      }
    }
  });
  if (command === 'quit') return false;
  try {
    await obey(command, taught, flags);
  } catch (error) {
    if (!(error instanceof TwofilesError)) throw error;
    reportError(error, false);
  }
  return true;
}

async function obey(command: string, taught: Taught, flags: TeachFlags): Promise<void> {
  const [, name, rest = ''] = /^\/(\w+)\s*(.*)$/.exec(command) ?? [];
  if (name === 'learn') return learn(taught, flags);
  if (name === 'list') return list(taught);
  if (name === 'restore' && /^\d+$/.test(rest)) {
    await taught.restore(Number(rest));
    return list(taught);
  }
  note(HELP);
}

async function learn(taught: Taught, flags: TeachFlags): Promise<void> {
  using interrupt = onInterrupt();
  const progress = progressLine();
  const backend = await createBackend({ threads: flags.threads });
  try {
    const begun = performance.now();
    const onProgress = progress.report;
    const { number, strength, verdict } = await taught.learn(backend, {
      ...flags,
      onProgress,
      signal: interrupt.signal,
    });
    progress.end();
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    process.stdout.write(`${verdictText(verdict)}\n`);
    note(
      verdict.passed
        ? `Adapter ${number} runs now${strength < 1 ? ` at ${strength} of its strength: at all of it, something got worse` : ''} (${seconds} s). "teach --restore <n>" brings back another.`
        : `Adapter ${number} is kept but does not run: ${verdict.reasons.join('; ')}.`,
    );
  } finally {
    progress.end();
    await backend.close();
  }
}

function verdictText({ lessons, rows }: Verdict): string {
  const line = ({ kind, n, before, after, worse }: Verdict['lessons']): [string, string] => [
    kind,
    `${before} → ${after} of ${n} right${worse ? '  worse' : ''}`,
  ];
  return table([lessons, ...rows].map(line));
}

async function list(taught: Taught): Promise<void> {
  const { active, adapters } = await taught.adapters();
  const lessons = (await taught.lessons()).length;
  const rows = adapters.map(({ number, lessons: of, made, passed, reasons, strength }): [string, string] => [
    `${number === active ? '*' : ' '} ${number}`,
    `${made.slice(0, 16).replace('T', ' ')}, ${of} lessons${strength < 1 ? `, ${strength} of its strength` : ''}${passed ? '' : `, stopped at the gate: ${reasons.join('; ')}`}`,
  ]);
  process.stdout.write(`${table([[`${active === null ? '*' : ' '} 0`, 'the weights alone'], ...rows])}\n`);
  note(`${lessons} lessons in ${taught.folder}`);
}
