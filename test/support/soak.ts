// A long life at random: sessions are opened, extended together, forked, rewound, saved, restored, cancelled,
// filled to the last token, adapted, constrained, speculated with and closed, over and over. At sampled moments
// a session's logits must be, to the bit, those of a fresh session that was given the same tokens at once; at the
// end every block must have come back. The same seed lives the same life.
import assert from 'node:assert/strict';
import { Random } from '../../src/base/random.ts';
import type { Adapter } from '../../src/model/adapter.ts';
import { Constraint } from '../../src/model/constrain/constraint.ts';
import { jsonSchema } from '../../src/model/constrain/json-schema.ts';
import { Generation } from '../../src/model/generate.ts';
import { loadModel, type Model } from '../../src/model/model.ts';
import type { Session } from '../../src/model/session.ts';
import { promptLookup } from '../../src/model/speculate.ts';
import type { Backend } from '../../src/silicon/ops.ts';
import { randomAdapter } from './random-adapter.ts';
import { RECIPES, speakingModel } from './random-model.ts';

const CONTEXT = 256; // tokens: small, so that windows fill
const MOST_SESSIONS = 12;
/** How often each thing is done, against the others. */
const SHARES = {
  extend: 2,
  together: 1,
  generate: 2,
  score: 1,
  rewind: 1,
  fork: 2,
  restore: 2,
  cancel: 1,
  overfill: 1,
  close: 2,
  closeBusy: 1,
  open: 1,
  adapter: 1,
  clear: 1,
};
type Act = keyof typeof SHARES;
/** Kinds of things that are done. */
export const ACTS = Object.keys(SHARES).length;
const HAT = Object.entries(SHARES).flatMap(([act, share]) => Array<Act>(share).fill(act as Act));
const SCHEMA = { type: 'object', properties: { ok: { type: 'boolean' }, n: { type: 'integer' } }, required: ['ok'] };

export interface SoakOptions {
  /** Lives until so many tokens have been run. */
  readonly tokens: number;
  readonly seed: number;
  readonly onProgress?: (tokens: number) => void;
}

export interface SoakReport {
  readonly tokens: number;
  /** How often each thing was done. */
  readonly acts: Readonly<Record<string, number>>;
  /** Moments compared with a fresh session. */
  readonly compared: number;
  /** Share of prompt tokens that the prefix cache had. */
  readonly hitRate: number;
}

/** A session, and the adapter that it has: by number, in both models. */
interface Life {
  readonly session: Session;
  readonly adapter: number | undefined;
  readonly scale: number;
}

/** Lives, and checks. @throws AssertionError for a difference or a leak. */
export async function soak(backend: Backend, { tokens, seed, onProgress }: SoakOptions): Promise<SoakReport> {
  const before = backend.allocated;
  const soaked = await Soak.begin(backend, seed);
  while (soaked.tokens < tokens) {
    await soaked.step();
    onProgress?.(soaked.tokens);
  }
  const report = await soaked.end();
  assert.equal(backend.allocated, before, 'memory was not given back');
  return report;
}

class Soak {
  tokens = 0;
  readonly #model: Model;
  /** The same without a prefix cache: the reference. */
  readonly #plain: Model;
  readonly #random: Random;
  readonly #constraint: Constraint;
  readonly #acts: Partial<Record<Act, number>> = {};
  readonly #adapters: (readonly [Adapter, Adapter])[] = [];
  #lives: Life[] = [];
  #compared = 0;
  #adapterSeed = 0;

  static async begin(backend: Backend, seed: number): Promise<Soak> {
    const [model, plain] = await Promise.all(
      [512, 0].map((cacheTokens) => loadModel(checkpoint(), backend, { cacheTokens })),
    );
    const made = new Soak(model!, plain!, seed);
    for (let i = 0; i < 2; i++) made.#adapters.push(await made.#loadAdapter());
    return made;
  }

  private constructor(model: Model, plain: Model, seed: number) {
    this.#model = model;
    this.#plain = plain;
    this.#random = new Random(seed);
    this.#constraint = new Constraint(jsonSchema(SCHEMA), model.tokenizer);
  }

  /** Something at random, then sometimes a comparison. */
  async step(): Promise<void> {
    if (this.#lives.length === 0) this.#open();
    const act = this.#random.pick(HAT);
    const life = this.#random.pick(this.#lives);
    this.#acts[act] = (this.#acts[act] ?? 0) + 1;
    const before = new Map(this.#lives.map(({ session }) => [session, session.position]));
    await this.#doing[act](life);
    for (const { session } of this.#lives)
      this.tokens += Math.max(0, session.position - (before.get(session) ?? session.position));
    if (this.#random.int(16) === 0 && this.#lives.length > 0) await this.#compare(this.#random.pick(this.#lives));
  }

  /** What can be done to a life. */
  readonly #doing: Readonly<Record<Act, (life: Life) => unknown>> = {
    extend: ({ session }) =>
      session.extend(this.#words(1 + this.#random.int(session.position > 0 ? 40 : 150), session)),
    together: () =>
      Promise.all(this.#lives.map(({ session }) => session.extend(this.#words(1 + this.#random.int(8), session)))),
    score: ({ session }) => session.score(this.#words(this.#random.int(20), session)),
    rewind: ({ session }) => session.rewind(this.#random.int(session.position + 1)),
    generate: (life) => this.#generate(life),
    fork: (life) => this.#add({ ...life, session: life.session.fork() }),
    restore: async (life) => {
      const { adapter, scale, session } = life;
      const restored = await this.#model.restore(
        await session.save('note'),
        this.#options(this.#model, adapter, scale),
      );
      assert.deepEqual(restored.tokens, session.tokens);
      if (this.#random.int(2)) await this.#close(life);
      await this.#add({ ...life, session: restored });
    },
    cancel: async ({ session }) => {
      const stop = new AbortController();
      const words = this.#words(200, session);
      const extending = session.extend(words, { signal: stop.signal });
      if (this.#random.int(2)) await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      await extending.catch((error: { code?: string }) => assert.equal(error.code, 'aborted'));
    },
    overfill: async ({ session }) => {
      const { position } = session;
      await assert.rejects(session.extend(this.#tokens(session.capacity - position + 1)), { code: 'context-full' });
      assert.equal(session.position, position);
    },
    close: (life) => this.#close(life),
    closeBusy: async (life) => {
      const doomed = life.session.extend(this.#words(150, life.session));
      const ended = doomed.catch((error: { code?: string }) => assert.equal(error.code, 'closed'));
      await this.#close(life);
      await ended;
    },
    open: () => this.#open(),
    adapter: () => this.#changeAdapter(),
    clear: () => this.#model.clearPrefixes(),
  };

  /** A generation, or two from one by a fork in its middle, which must then say the same. */
  async #generate(life: Life): Promise<void> {
    const random = this.#random;
    const { session } = life;
    if (session.position + 2 > session.capacity) return;
    const generation = new Generation(session, this.#words(1 + random.int(4), session), {
      maxTokens: random.int(8) ? 1 + random.int(24) : CONTEXT,
      sampling: { temperature: random.int(3) ? 0.9 : 0, seed: random.int(1000) },
      constraint: random.int(3) ? undefined : this.#constraint,
      draft: random.int(2) ? promptLookup({ shortest: 1 }) : undefined,
    });
    const half = random.int(12);
    for (let i = 0; i < half && (await generation.next()); ) i++;
    if (this.#lives.length >= MOST_SESSIONS || random.int(2)) return this.#finish(generation);
    const copy = generation.fork();
    await this.#add({ ...life, session: copy.session });
    await this.#finish(generation);
    await this.#finish(copy);
    assert.deepEqual(copy.session.tokens, session.tokens, 'a fork of a generation went another way');
  }

  async #finish(generation: Generation): Promise<void> {
    while (await generation.next()) {}
    if (generation.end!.reason === 'context') assert.equal(generation.session.position, generation.session.capacity);
  }

  /** The logits of a life against those of a fresh session that is given everything at once. */
  async #compare({ session, adapter, scale }: Life): Promise<void> {
    if (session.position === 0) return;
    await using fresh = this.#plain.session(this.#options(this.#plain, adapter, scale));
    const expected = await fresh.extend(session.tokens);
    assert.deepEqual(await session.extend([]), expected, `after ${this.tokens} tokens`);
    this.#compared++;
  }

  async #changeAdapter(): Promise<void> {
    const at = this.#random.int(this.#adapters.length);
    for (const life of this.#lives.filter(({ adapter }) => adapter === at)) await this.#close(life);
    for (const adapter of this.#adapters[at]!) await adapter.close();
    this.#adapters[at] = await this.#loadAdapter();
  }

  async #loadAdapter(): Promise<readonly [Adapter, Adapter]> {
    const file = randomAdapter(checkpoint(), ++this.#adapterSeed);
    return [await this.#model.loadAdapter(file), await this.#plain.loadAdapter(file)];
  }

  #options(model: Model, adapter: number | undefined, adapterScale: number) {
    const pair = adapter === undefined ? undefined : this.#adapters[adapter];
    return { adapter: pair?.[model === this.#model ? 0 : 1], adapterScale };
  }

  #open(): void {
    const adapter = this.#random.int(3) ? undefined : this.#random.int(this.#adapters.length);
    const scale = this.#random.pick([0.5, 1]);
    void this.#add({ session: this.#model.session(this.#options(this.#model, adapter, scale)), adapter, scale });
  }

  /** One more life; the oldest goes when there are too many. */
  async #add(life: Life): Promise<void> {
    this.#lives.push(life);
    if (this.#lives.length > MOST_SESSIONS) await this.#close(this.#lives[0]!);
  }

  async #close(life: Life): Promise<void> {
    this.#lives = this.#lives.filter((other) => other !== life);
    await life.session.close();
  }

  /** At most `count` tokens that fit: often the beginning of a text that was there before. */
  #words(count: number, { position, capacity }: Session): number[] {
    const from = position === 0 || this.#random.int(4) === 0 ? 0 : this.#random.int(1000);
    return this.#tokens(Math.min(count, capacity - position), from);
  }

  #tokens(count: number, from = 0): number[] {
    return Array.from({ length: count }, (_, i) => 3 + (((from + i) * 37) % 200));
  }

  /** Closes everything. */
  async end(): Promise<SoakReport> {
    for (const life of [...this.#lives]) await this.#close(life);
    const { asked, found } = this.#model.prefixes;
    this.#model.clearPrefixes();
    assert.equal(this.#model.blocksUsed, 0, 'blocks were not given back');
    assert.equal(this.#plain.blocksUsed, 0, 'blocks were not given back');
    await Promise.all([this.#model.close(), this.#plain.close()]);
    return { tokens: this.tokens, acts: this.#acts, compared: this.#compared, hitRate: found / Math.max(1, asked) };
  }
}

function checkpoint() {
  return speakingModel({ ...RECIPES.smollm2, layers: 2, context: CONTEXT }, 3);
}
