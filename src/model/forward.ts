// The forward pass: one function for every architecture here. It computes nothing itself; it records
// commands over tensor handles and submits them, so the same lines run on every backend. Read it with
// ops.ts beside it. Shapes: T rows in this pass, D width, H heads, K key/value heads, N head width,
// F feed-forward width, V vocabulary.
import type { Backend, Command, FloatArray, Tensor } from '../silicon/ops.ts';
import { type AdaptedRows, type AdapterScratch, type Applied, adaptCommands, adaptedRows } from './adapter.ts';
import { isLocal, type ModelConfig } from './config.ts';
import { BLOCK, type KvPool } from './kv.ts';
import { ropeAngles } from './rope.ts';
import type { Activation, Tap, TapPoint } from './tap.ts';
import type { Linear, Norm, Weights } from './weights.ts';

/** Rows of logits computed at a time: V is large, and few are needed at once. */
export const LOGIT_ROWS = 16;

/** Activations of one pass, for at most `rows` rows; shared by all sessions of a model, one pass at a time. */
export interface Scratch {
  readonly rows: number;
  readonly ids: Tensor; // (T) I32: token ids
  readonly positions: Tensor; // (T) I32
  readonly slots: Tensor; // (T) I32: where each row's key and value go
  readonly tables: Tensor; // (T) I32: where each row's block numbers begin
  readonly ends: Tensor; // (T) I32: one past the last position each row sees
  readonly x: Tensor; // (T, D) the residual stream
  readonly h: Tensor; // (T, D) its normed copy
  readonly y: Tensor; // (T, D) what a block adds
  readonly q: Tensor; // (T, H·N)
  readonly k: Tensor; // (T, K·N)
  readonly v: Tensor; // (T, K·N)
  readonly attn: Tensor; // (T, H·N)
  readonly gate: Tensor; // (T, F)
  readonly up: Tensor; // (T, F)
  readonly angles: Tensor; // (T, rotary)
  readonly localAngles: Tensor; // (T, rotary)
  readonly picked: Tensor; // (LOGIT_ROWS) I32: the rows whose logits are wanted
  readonly last: Tensor; // (LOGIT_ROWS, D)
  readonly logits: Tensor; // (LOGIT_ROWS, V)
  readonly targets: Tensor; // (LOGIT_ROWS) I32
  readonly scores: Tensor; // (LOGIT_ROWS, 1)
}

/** Rotation speeds, from `ropeFrequencies`. */
export type Rotation = { readonly frequencies: Float64Array; readonly magnitude: number };

/** What a pass needs besides its rows. */
export interface PassMachine {
  readonly backend: Backend;
  readonly config: ModelConfig;
  readonly weights: Weights;
  readonly scratch: Scratch;
  readonly adapterScratch: AdapterScratch;
  readonly kv: KvPool;
  /** Writes block numbers where the kernels can read them, (n) I32. */
  readonly blockTable: (blocks: readonly number[]) => Tensor;
  readonly rope: Rotation | undefined;
  readonly localRope: Rotation | undefined;
}

/** One row of a pass: a token and what it sees. */
export interface Row {
  readonly token: number;
  readonly position: number;
  /** Where its sequence's block numbers begin in `blocks`. */
  readonly table: number;
  /** One past the last position it sees. */
  readonly end: number;
  /** What is added to the weights for its sequence. Rows with the same one had better be neighbours. */
  readonly adapter?: Applied | undefined;
}

/** Rows of one sequence or of several: each row knows its own past. */
export interface PassInput {
  /** At most scratch.rows. */
  readonly rows: readonly Row[];
  /** The block numbers of every sequence, one after another. */
  readonly blocks: readonly number[];
  /** With taps, all rows are of one sequence, in order. */
  readonly taps: readonly Tap[];
}

/** Runs T rows through all layers; the normed residual stream is left in `scratch.h` (T, D). */
export async function forward(machine: PassMachine, input: PassInput): Promise<void> {
  const { config, weights, scratch, backend } = machine;
  const { x, h, y, q, k, v, attn, gate, up } = scratch;
  const { heads, kvHeads, headDim } = config;
  const { ids, positions, slots, tables, ends } = scratch;
  const { rows } = input;
  const T = rows.length;
  const pass = new Pass(machine, input.taps, rows);

  const blocks = machine.blockTable(input.blocks);
  backend.write(
    ids,
    Int32Array.from(rows, ({ token }) => token),
  );
  backend.write(
    positions,
    Int32Array.from(rows, ({ position }) => position),
  );
  backend.write(
    slots,
    Int32Array.from(rows, (row) => placeOf(row, input.blocks)),
  );
  backend.write(
    tables,
    Int32Array.from(rows, ({ table }) => table),
  );
  backend.write(
    ends,
    Int32Array.from(rows, ({ end }) => end),
  );
  if (machine.rope) backend.write(scratch.angles, ropeAngles(machine.rope, rows));
  if (machine.localRope) backend.write(scratch.localAngles, ropeAngles(machine.localRope, rows));

  const longest = rows.reduce((most, { end }) => Math.max(most, end), 0);
  const paged = { tables, blocks, ends, block: BLOCK, longest };

  pass.push({ op: 'embed', table: weights.tokens, ids, out: x, rows: T });
  if (config.embeddingScale !== 1) pass.push({ op: 'scale', x, factor: config.embeddingScale, out: x, rows: T });
  if (weights.segments) pass.push({ op: 'add', x, y: weights.segments, out: x, rows: T, broadcast: true });
  if (weights.positions) {
    pass.push({ op: 'embed', table: weights.positions, ids: positions, out: y, rows: T });
    pass.push({ op: 'add', x, y, out: x, rows: T });
  }
  pass.norm(weights.embeddingNorm, x, x);
  await pass.tap('embedding', -1, x);

  for (const [layer, w] of weights.layers.entries()) {
    const local = isLocal(config, layer);
    const { keys, values } = machine.kv.layers[layer]!;

    // Attention: each position asks (q) all positions it may see what they offer (k) and takes (v).
    const a = pass.norm(w.attnNorm, x, h);
    await pass.tap('attn_norm', layer, a);
    pass.linear(w.q, a, q);
    pass.linear(w.k, a, k);
    pass.linear(w.v, a, v);
    pass.norm(w.qNorm, q, q, heads);
    pass.norm(w.kNorm, k, k, kvHeads);
    pass.rope(q, heads, local ? scratch.localAngles : scratch.angles);
    pass.rope(k, kvHeads, local ? scratch.localAngles : scratch.angles);
    await pass.tap('q', layer, q);
    await pass.tap('k', layer, k);
    await pass.tap('v', layer, v);
    pass.push({ op: 'store', x: k, out: keys, slots, rows: T });
    pass.push({ op: 'store', x: v, out: values, slots, rows: T });
    const window = local ? config.window : 0;
    const scale = config.attentionScale;
    pass.push({
      op: 'attention',
      q,
      keys,
      values,
      out: attn,
      rows: T,
      ...paged,
      heads,
      kvHeads,
      headDim,
      window,
      scale,
    });
    await pass.tap('attn', layer, attn);
    pass.linear(w.o, attn, y);
    pass.norm(w.attnPostNorm, y, y);
    await pass.tap('attn_out', layer, y);
    pass.push({ op: 'add', x, y, out: x, rows: T });
    pass.norm(w.attnSumNorm, x, x);
    await pass.tap('resid_mid', layer, x);

    // Feed-forward: each position thinks alone.
    const f = pass.norm(w.ffnNorm, x, h);
    await pass.tap('ffn_norm', layer, f);
    pass.linear(w.up, f, up);
    if (w.gate) {
      pass.linear(w.gate, f, gate);
      pass.push({ op: 'gate', act: config.activation, gate, up, out: up, rows: T });
    } else pass.push({ op: 'gelu', form: 'erf', x: up, out: up, rows: T });
    await pass.tap('ffn_act', layer, up);
    pass.linear(w.down, up, y);
    pass.norm(w.ffnPostNorm, y, y);
    await pass.tap('ffn_out', layer, y);
    pass.push({ op: 'add', x, y, out: x, rows: T });
    pass.norm(w.ffnSumNorm, x, x);
    await pass.tap('resid', layer, x);
  }

  if (weights.outputNorm) pass.norm(weights.outputNorm, x, h);
  else pass.push({ op: 'copyRows', x, xRow: 0, out: h, outRow: 0, rows: T });
  await pass.tap('final_norm', -1, h);
  await pass.submit();
}

/** The place of a row's key and value: position p is in block p / BLOCK of its sequence. */
function placeOf({ position, table }: Row, blocks: readonly number[]): number {
  return blocks[table + Math.floor(position / BLOCK)]! * BLOCK + (position % BLOCK);
}

/**
 * The head: logits of the given rows of the pass just run, at most LOGIT_ROWS, left in `scratch.logits`
 * (rows, V). With `targets`, the log-probability of each is left in `scratch.scores`.
 */
export async function head(
  machine: PassMachine,
  input: PassInput,
  rows: readonly number[],
  targets?: readonly number[],
): Promise<void> {
  const { backend, weights, scratch } = machine;
  const { h, last, logits, picked } = scratch;
  const pass = new Pass(
    machine,
    input.taps,
    rows.map((row) => input.rows[row]!),
  );
  backend.write(picked, Int32Array.from(rows));
  pass.push({ op: 'embed', table: h, ids: picked, out: last, rows: rows.length });
  pass.linear(weights.output!, last, logits);
  await pass.tap('logits', -1, logits);
  if (targets) {
    backend.write(scratch.targets, Int32Array.from(targets));
    pass.push({ op: 'logProb', x: logits, ids: scratch.targets, out: scratch.scores, rows: rows.length });
  }
  await pass.submit();
}

/** A pass being recorded: a list of commands, cut where a tap wants to look. */
class Pass {
  #commands: Command[] = [];
  readonly #backend: Backend;
  readonly #config: ModelConfig;
  readonly #taps: readonly Tap[];
  readonly #start: number;
  readonly #rows: number;
  readonly #adapted: readonly AdaptedRows[];
  readonly #adapterScratch: AdapterScratch;

  constructor({ backend, config, adapterScratch }: PassMachine, taps: readonly Tap[], rows: readonly Row[]) {
    this.#backend = backend;
    this.#config = config;
    this.#taps = taps;
    this.#start = rows[0]!.position;
    this.#rows = rows.length;
    this.#adapted = adaptedRows(rows);
    this.#adapterScratch = adapterScratch;
  }

  push(command: Command): void {
    this.#commands.push(command);
  }

  /** out = norm(x), over each of `groups` parts of a row; returns where the result is: x itself without a norm. */
  norm(norm: Norm | undefined, x: Tensor, out: Tensor, groups = 1): Tensor {
    if (!norm) return x;
    const { weight, bias } = norm;
    const common = { x, weight, out, rows: this.#rows * groups, width: x.cols / groups, eps: this.#config.eps };
    this.push(bias ? { op: 'layerNorm', ...common, bias } : { op: 'rmsNorm', ...common });
    return out;
  }

  linear({ weight, bias }: Linear, x: Tensor, out: Tensor): void {
    this.push({ op: 'matmul', x, weight, bias, out, rows: this.#rows });
    for (const run of this.#adapted) {
      const pair = run.applied.adapter.pairs.get(weight);
      if (pair) this.#commands.push(...adaptCommands(run, pair, x, out, this.#adapterScratch));
    }
  }

  rope(x: Tensor, heads: number, angles: Tensor): void {
    const { rope, headDim } = this.#config;
    if (!rope) return;
    const { layout, rotary } = rope;
    this.push({ op: 'rope', x, angles, rows: this.#rows, heads, headDim, rotary, layout });
  }

  async tap(at: TapPoint, layer: number, tensor: Tensor): Promise<void> {
    for (const tap of this.#taps) {
      if (tap.at !== at || (tap.layer !== undefined && tap.layer !== layer)) continue;
      const row = tap.position === undefined ? 0 : tap.position - this.#start;
      const rows = tap.position === undefined ? this.#rows : 1;
      if (row < 0 || row + rows > this.#rows) continue;
      await this.submit();
      const data = await this.#backend.read(tensor, row, rows);
      const seen: Activation = { at, layer, start: this.#start + row, rows, cols: tensor.cols, data };
      const patched = await tap.run(seen);
      if (patched) this.#backend.write(tensor, sameLength(patched, data), row);
    }
  }

  async submit(): Promise<void> {
    if (this.#commands.length === 0) return;
    const commands = this.#commands;
    this.#commands = [];
    await this.#backend.submit(commands);
  }
}

function sameLength(patched: FloatArray, data: FloatArray): FloatArray {
  if (patched.length !== data.length)
    throw new RangeError(`a tap returned ${patched.length} values for ${data.length}`);
  return patched;
}
