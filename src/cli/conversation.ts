// A conversation with a model: messages, and the session that holds them. With a template the whole
// conversation is laid out anew each turn and only what differs from the session is run; without one the
// model simply goes on with the text. Nothing is ever dropped silently: a full window is an error.
import { z } from 'zod';
import { badArgument, TwofilesError } from '../base/errors.ts';
import type { Model } from '../model/model.ts';
import { savedNote } from '../model/save.ts';
import type { Session, SessionOptions } from '../model/session.ts';
import { type Message, ROLES } from '../text/messages.ts';
import { type ChatTemplate, chatTemplate, encodeSegments } from '../text/template.ts';
import { startTokens, type WriteOptions, type Written, write } from './generation.ts';

/** Most tokens an answer of a model without a template: it may never end by itself. */
const BASE_TOKENS = 256;

/** What a saved conversation keeps beside its session. */
const KEPT = z.object({
  messages: z.array(z.object({ role: z.enum(ROLES), content: z.string() })),
  ended: z.boolean(),
});

export interface ConversationOptions extends SessionOptions {
  readonly system?: string | undefined;
  /** How every answer is guided. */
  readonly guidance?: WriteOptions['guidance'];
}

/** An answer, and how many tokens of its prompt the session held already. */
export interface Answer extends Written {
  readonly reused: number;
}

export class Conversation {
  readonly model: Model;
  readonly session: Session;
  /** The file's own or ChatML; undefined for a model that knows no turns. */
  readonly template: ChatTemplate | undefined;
  readonly #guidance: WriteOptions['guidance'];
  #messages: Message[] = [];
  /** Without a template: the model has ended its text, so the next line begins a new one. */
  #ended = false;

  /** Use `Conversation.open`. */
  private constructor(model: Model, session: Session, { system, guidance }: ConversationOptions) {
    this.model = model;
    this.session = session;
    this.#guidance = guidance;
    const template = chatTemplate(model.chatTemplate, model.tokenizer);
    this.template = template.kind === 'plain' ? undefined : template;
    if (system !== undefined) this.instruct(system);
  }

  /**
   * A new conversation, or one that goes on from where `note()` was saved with a session.
   * @throws what `model.restore()` throws; `bad-argument` for a session that holds no conversation.
   */
  static async open(model: Model, options: ConversationOptions, saved?: Uint8Array): Promise<Conversation> {
    const session = saved ? await model.restore(saved, options) : model.session(options);
    try {
      const conversation = new Conversation(model, session, options);
      if (saved) conversation.#recall(savedNote(saved));
      return conversation;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** What the session does not hold of the conversation, to be saved with it. */
  note(): string {
    const kept: z.infer<typeof KEPT> = { messages: [...this.#messages], ended: this.#ended };
    return JSON.stringify(kept);
  }

  #recall(note: string): void {
    let kept: z.infer<typeof KEPT>;
    try {
      kept = KEPT.parse(JSON.parse(note));
    } catch {
      throw badArgument('The saved session holds no conversation.', 'Go on from it with "run".');
    }
    const system = this.#messages.filter((message) => message.role === 'system');
    const rest = system.length > 0 ? kept.messages.filter(({ role }) => role !== 'system') : kept.messages;
    this.#messages = [...system, ...rest];
    this.#ended = kept.ended;
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Begins anew; instructions stay. */
  reset(): void {
    this.#messages = this.#messages.filter((message) => message.role === 'system');
    this.session.rewind(this.session.position);
    this.#ended = false;
  }

  /**
   * Sets the instructions that come first; '' takes them away.
   * @throws `unsupported` for a model without a template, which has no place for them.
   */
  instruct(system: string): void {
    if (!this.template)
      throw new TwofilesError(
        'unsupported',
        `${this.model.name} has no chat template, so no place for instructions.`,
        'Put them into the text, or use a chat model.',
      );
    const rest = this.#messages.filter((message) => message.role !== 'system');
    this.#messages = system === '' ? rest : [{ role: 'system', content: system }, ...rest];
  }

  /**
   * The model's answer to `text`. A cancelled answer counts as said as far as it went.
   * @throws `context-full` when the conversation no longer fits; it is then as it was before.
   */
  async answer(text: string, options: WriteOptions): Promise<Answer> {
    const asked: Message[] = [...this.#messages, { role: 'user', content: text }];
    const { tokens, reused } = this.template ? this.#layOut(this.template, asked) : this.#continueWith(text);
    const maxTokens = options.maxTokens ?? (this.template ? undefined : BASE_TOKENS);
    const stop = [...(options.flags.stop ?? []), ...(this.template?.stops ?? [])];
    const flags = { ...options.flags, stop };
    const written = await write(this.session, tokens, { guidance: this.#guidance, ...options, flags, maxTokens });
    this.#messages = [...asked, { role: 'assistant', content: written.text }];
    this.#ended = written.reason === 'stop';
    return { ...written, reused };
  }

  close(): Promise<void> {
    return this.session.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Rewinds the session to what it shares with the conversation; returns what is missing. */
  #layOut(template: ChatTemplate, messages: readonly Message[]): { tokens: number[]; reused: number } {
    const segments = template.render(messages, { addGenerationPrompt: true });
    const { tokens } = encodeSegments(this.session.tokenizer, segments);
    this.#needRoom(tokens.length);
    const held = this.session.tokens;
    let reused = 0;
    while (reused < held.length && reused < tokens.length - 1 && held[reused] === tokens[reused]) reused++;
    this.session.rewind(held.length - reused);
    return { tokens: tokens.slice(reused), reused };
  }

  #continueWith(text: string): { tokens: number[]; reused: number } {
    const { session } = this;
    if (this.#ended) session.rewind(session.position);
    this.#ended = false;
    const fresh = session.position === 0;
    const tokens = fresh
      ? startTokens(session.tokenizer, text)
      : session.tokenizer.encode(`\n${text}`, { continues: true });
    this.#needRoom(session.position + tokens.length);
    return { tokens, reused: session.position };
  }

  #needRoom(tokens: number): void {
    const { capacity } = this.session;
    if (tokens < capacity) return;
    throw new TwofilesError(
      'context-full',
      `The conversation has ${tokens} tokens, and the window holds ${capacity}.`,
      'Begin anew (/reset), say less, or give a larger --context if the model has one.',
    );
  }
}
