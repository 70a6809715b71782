// What a loaded model is to its passes: weights, the activations of one pass, the pool of keys and values.
import { TwofilesError } from '../base/errors.ts';
import { Turn } from '../base/turn.ts';
import type { Backend, Tensor } from '../silicon/ops.ts';
import { createTokenizer } from '../text/create.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { AdapterScratch } from './adapter.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ModelConfig } from './config.ts';
import { LOGIT_ROWS, type PassMachine, type Scratch } from './forward.ts';
import { KvPool, type KvType } from './kv.ts';
import { Recordings } from './recordings.ts';
import { ropeFrequencies } from './rope.ts';
import type { Weights } from './weights.ts';

/** Most rows a pass: enough to share the cost of reading a weight, few enough for the caches. */
const PASS_ROWS = 128;

export interface Machine extends PassMachine {
  /** Path or URL of the weights, for messages. */
  readonly name: string;
  readonly tokenizer: Tokenizer | undefined;
  /** Tells these weights from others. */
  readonly fingerprint: string;
  /** Passes share the scratch, so they take turns. */
  readonly turn: Turn;
  /** Frees everything but the weights. */
  close(): void;
}

export function createMachine(
  checkpoint: Checkpoint,
  config: ModelConfig,
  weights: Weights,
  backend: Backend,
  fingerprint: string,
  options: { readonly kv?: KvType | undefined },
): Machine {
  const scratch = allocateScratch(backend, config, weights.tokens);
  const layers = weights.layers.map(({ k }) => k.weight);
  const kv = new KvPool(backend, config, options.kv ?? 'F32', layers);
  const table = new BlockTable(backend);
  const adapterScratch = new AdapterScratch(backend, scratch.rows);
  return {
    name: checkpoint.name,
    tokenizer: checkpoint.tokenizer && createTokenizer(checkpoint.tokenizer),
    fingerprint,
    turn: new Turn(),
    backend,
    config,
    weights,
    scratch,
    adapterScratch,
    kv,
    recordings: new Recordings(),
    blockTable: (blocks) => table.write(blocks),
    rope: config.rope && ropeFrequencies(config.rope, weights.ropeFactors),
    localRope: config.localRope && ropeFrequencies(config.localRope),
    close() {
      for (const part of Object.values(scratch)) if (typeof part === 'object') backend.free(part);
      adapterScratch.close();
      kv.close();
      table.close();
    },
  };
}

/** The tokenizer that came with the weights. @throws `not-found`. */
export function needTokenizer({ tokenizer, name }: Machine): Tokenizer {
  if (tokenizer) return tokenizer;
  const next = 'Put its tokenizer.json (or tokenizer.bin) beside the weights, or work with token ids.';
  throw new TwofilesError('not-found', `${name} has no tokenizer.`, next);
}

function allocateScratch(backend: Backend, config: ModelConfig, beside: Tensor): Scratch {
  const { width: D, heads, kvHeads, headDim: N, feedForward: F, vocab: V, rope } = config;
  // Without a causal order a text cannot be cut into passes.
  const rows = config.causal ? Math.min(PASS_ROWS, config.context) : config.context;
  const floats = (cols: number, label: string, count = rows): Tensor =>
    backend.allocate('F32', count, cols, label, beside);
  const whole = (label: string, count = rows): Tensor => backend.allocate('I32', count, 1, label, beside);
  return {
    rows,
    ids: whole('ids'),
    positions: whole('positions'),
    slots: whole('slots'),
    tables: whole('tables'),
    ends: whole('ends'),
    x: floats(D, 'x'),
    h: floats(D, 'h'),
    y: floats(D, 'y'),
    q: floats(heads * N, 'q'),
    k: floats(kvHeads * N, 'k'),
    v: floats(kvHeads * N, 'v'),
    attn: floats(heads * N, 'attn'),
    gate: floats(F, 'gate'),
    up: floats(F, 'up'),
    angles: floats(rope?.rotary ?? 1, 'angles'),
    localAngles: floats(rope?.rotary ?? 1, 'local angles'),
    picked: whole('picked', LOGIT_ROWS),
    last: floats(D, 'last', LOGIT_ROWS),
    logits: floats(V, 'logits', LOGIT_ROWS),
    targets: whole('targets', LOGIT_ROWS),
    scores: floats(1, 'scores', LOGIT_ROWS),
  };
}

/** Block numbers of one pass where the kernels can read them; grows as sequences do. */
class BlockTable {
  readonly #backend: Backend;
  #tensor: Tensor | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  write(blocks: readonly number[]): Tensor {
    if (!this.#tensor || this.#tensor.rows < blocks.length) {
      this.close();
      this.#tensor = this.#backend.allocate('I32', Math.max(64, blocks.length * 2), 1, 'block table');
    }
    this.#backend.write(this.#tensor, Int32Array.from(blocks));
    return this.#tensor;
  }

  close(): void {
    if (this.#tensor) this.#backend.free(this.#tensor);
    this.#tensor = undefined;
  }
}
