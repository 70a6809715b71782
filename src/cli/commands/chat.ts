// `chat` and `ask`: a conversation at the terminal, or answers to what stdin brings.
import { existsSync } from 'node:fs';
import { badArgument } from '../../base/errors.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { Conversation } from '../conversation.ts';
import { withModel } from '../engine.ts';
import { EXIT } from '../errors.ts';
import { cutNote } from '../generation.ts';
import { openGuidance, readShape } from '../guidance.ts';
import { type Interruptible, onInterrupt } from '../interrupt.ts';
import type { MachineFlags, Processor } from '../machine.ts';
import { needModel } from '../models.ts';
import type { AdapterChoice, EngineOptions, GuidanceFlags, SamplingFlags, SessionFlags } from '../options.ts';
import { keepSession, readSession } from '../session-file.ts';
import { openStdin, PATIENCE_MS, readLines, readText, type TextChunks } from '../stdin.ts';
import { converse } from '../talk.ts';
import { note, say } from '../terminal.ts';

export interface ChatFlags extends EngineOptions, SamplingFlags, GuidanceFlags, SessionFlags, MachineFlags {
  /** The model alone: no devices, no journal. */
  readonly bare?: boolean;
  readonly json?: boolean;
}

export interface AskFlags extends ChatFlags {
  readonly model?: string;
}

const EXAMPLE_TOKENS = 60;
const EXAMPLE_QUESTION = 'Hello! What can you do?';
const EXAMPLE_TEXT = 'Once upon a time';

/** `chat`: at a terminal a conversation, otherwise an answer for each line of stdin. */
export async function chat(weights: string | undefined, flags: ChatFlags): Promise<void> {
  const path = await processorFor(weights, flags);
  if (typeof path !== 'string' || (await wantsMachine(path, flags)))
    return (await import('./machine.ts')).chatWithMachine(path, await withTaught(path, flags));
  if (atTerminal()) await converseWith(path, flags);
  else await answerLines(path, flags, await openStdin());
}

/** What no command at all comes to, with a model: `chat`, or one exchange to show where there is nothing to answer. */
export async function chatOrShow(weights: string | undefined, flags: ChatFlags): Promise<void> {
  const path = await processorFor(weights, flags);
  if (typeof path !== 'string' || (await wantsMachine(path, flags)))
    return (await import('./machine.ts')).chatWithMachine(path, await withTaught(path, flags), { example: true });
  if (atTerminal()) await converseWith(path, flags);
  else await answerLines(path, flags, await openStdin(PATIENCE_MS), { example: true });
}

/** `ask`: one answer. */
export async function ask(argument: string | undefined, flags: AskFlags): Promise<void> {
  const path = await processorFor(flags.model, flags);
  const question = (await readText(argument)).trim();
  if (question === '') throw badArgument('There is no question.', 'Write it after "ask", in quotes.');
  if (typeof path !== 'string' || (await wantsMachine(path, flags)))
    return (await import('./machine.ts')).askMachine(path, question, await withTaught(path, flags));
  await withConversation(path, flags, async (conversation, { signal }) => {
    await answer(conversation, question, flags, signal);
  });
}

/** `resume`: a process that was cut off goes on. */
export async function resume(id: number, flags: AskFlags & { readonly retry?: boolean }): Promise<void> {
  const path = await processorFor(flags.model, flags);
  return (await import('./machine.ts')).resumeMachine(path, id, await withTaught(path, flags));
}

/** What only a session of our own engine can do, without a machine around it. */
const ALONE = [
  ...(['bare', 'schema', 'grammar', 'quote', 'draft', 'lookup'] as const),
  ...(['restoreSession', 'saveSession', 'stop', 'logitBias'] as const),
];

/** The weights to run, or the endpoint that takes their place. @throws `bad-argument` for what an endpoint cannot do. */
async function processorFor(named: string | undefined, flags: ChatFlags): Promise<Processor> {
  const { endpoint, trustEndpoint: local, context: window } = flags;
  if (!endpoint) return needModel(named);
  const alone = ALONE.find((flag) => flags[flag] !== undefined);
  if (alone === undefined) return { ...endpoint, local, window, key: process.env.TWOFILES_KEY || undefined };
  const option = alone.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw badArgument(`--${option} needs weights that run here, not an endpoint.`, 'Leave out one of the two.');
}

/** Is there to be a machine around the model? Not around one that knows no turns. */
async function wantsMachine(path: string, flags: ChatFlags): Promise<boolean> {
  if (ALONE.some((flag) => flags[flag] !== undefined)) return false;
  const checkpoint = await openCheckpoint(path);
  try {
    return checkpoint.chatTemplate !== undefined || (checkpoint.tokenizer?.tokens.includes('<|im_start|>') ?? false);
  } finally {
    await checkpoint.close();
  }
}

async function withTaught(path: Processor, flags: ChatFlags): Promise<ChatFlags> {
  const adapter = flags.adapter ?? (typeof path === 'string' ? await taughtTo(path) : undefined);
  return adapter ? { ...flags, adapter } : flags;
}

function atTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

async function converseWith(path: string, flags: ChatFlags): Promise<void> {
  await withConversation(path, flags, async (conversation, interrupt) => {
    interrupt[Symbol.dispose](); // from here on Ctrl-C stops an answer, not the program
    await converse(conversation, flags);
  });
}

/** Answers each line; with `example`, shows one exchange when there is none. */
async function answerLines(
  path: string,
  flags: ChatFlags,
  text: TextChunks | undefined,
  { example = false } = {},
): Promise<void> {
  await withConversation(path, flags, async (conversation, { signal }) => {
    let answered = 0;
    for await (const line of text ? readLines(text) : []) {
      if (line.trim() === '') continue;
      await answer(conversation, line, flags, signal);
      answered++;
      if (signal.aborted) return;
    }
    if (answered > 0 || !example) return;
    const question = conversation.template ? EXAMPLE_QUESTION : EXAMPLE_TEXT;
    if (!flags.json) await say(`> ${question}\n`);
    await answer(conversation, question, { tokens: EXAMPLE_TOKENS, ...flags }, signal);
  });
}

/** One answer to stdout: the text as it comes, or a line of JSON. */
async function answer(
  conversation: Conversation,
  question: string,
  flags: ChatFlags,
  signal: AbortSignal,
): Promise<void> {
  const onText = flags.json ? undefined : say;
  const written = await conversation.answer(question, { flags, maxTokens: flags.tokens, signal, onText });
  if (flags.json) process.stdout.write(`${JSON.stringify({ question, ...written })}\n`);
  else await say('\n');
  const cut = cutNote(written, conversation.session, conversation.model.config.context, isShaped(flags));
  if (cut) note(cut);
  if (written.reason === 'aborted') process.exitCode = EXIT.interrupted;
}

/** Must the output be complete to be of use? */
function isShaped({ schema, grammar, quote }: GuidanceFlags): boolean {
  return schema !== undefined || grammar !== undefined || quote !== undefined;
}

/** Loads the model, opens a conversation, keeps it where asked to, closes both. Ctrl-C fires the interrupt's signal. */
async function withConversation(
  path: string,
  flags: ChatFlags,
  use: (conversation: Conversation, interrupt: Interruptible) => Promise<void>,
): Promise<void> {
  const [shape, saved] = [await readShape(flags), await readSession(flags)];
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  await withModel(path, { ...(await withTaught(path, flags)), signal }, async (model, session) => {
    await using guidance = await openGuidance(model, shape, flags, signal);
    await using conversation = await Conversation.open(model, { ...session, system: flags.system, guidance }, saved);
    if (!conversation.template) note('This model has no chat template: it simply continues the text.');
    await use(conversation, interrupt);
    await keepSession(conversation.session, flags, conversation.note());
  });
}

/** What \`teach\` taught these weights, if anything passed its gate. */
async function taughtTo(path: string): Promise<AdapterChoice | undefined> {
  if (!existsSync(`${path}.taught`)) return undefined;
  const { Taught } = await import('../../factory/teach/teach.node.ts');
  const file = await new Taught(path).active();
  if (file === undefined) return undefined;
  note(`With what it was taught: ${file}`);
  return { path: file, scale: 1 };
}
