// The forward pass: one function for every architecture here. It computes nothing itself; it records
// commands over tensor handles and submits them, so the same lines run on every backend. Read it with
// ops.ts beside it. Shapes: T rows in this pass, D width, H heads, K key/value heads, N head width,
// F feed-forward width, V vocabulary.
import type { Backend, Command, FloatArray, Tensor } from '../silicon/ops.ts';
import { type AdaptedRows, type AdapterScratch, type Applied, adaptCommands, adaptedRows } from './adapter.ts';
import { isLocal, type ModelConfig } from './config.ts';
import { fuse } from './fuse.ts';
import { BLOCK, type KvPool } from './kv.ts';
import type { Recordings } from './recordings.ts';
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
  readonly recordings: Recordings;
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

/** Rows of a pass whose logits are wanted, at most LOGIT_ROWS. */
export interface Wanted {
  readonly rows: readonly number[];
  /** With it, the log-probability of one token each is wanted instead. */
  readonly targets?: readonly number[] | undefined;
}

/**
 * Runs T rows through all layers, and the head over the rows `wanted`, if any. The normed residual stream is
 * left in `scratch.h` (T, D), logits in `scratch.logits` (rows, V) or scores in `scratch.scores` (rows, 1).
 */
export async function forward(machine: PassMachine, input: PassInput, wanted?: Wanted): Promise<void> {
  const blocks = machine.blockTable(input.blocks);
  writeRows(machine, input);
  if (wanted) writeWanted(machine, wanted);
  const pass = new Pass(machine, input.taps, input.rows);
  const shape = `${input.rows.length} rows, ${wanted?.rows.length ?? 0} ${wanted?.targets ? 'scores' : 'logits'}`;
  await pass.run(shape, [machine.kv.layers, blocks], async () => {
    await layers(machine, pass, input.rows, blocks);
    if (wanted) await head(machine, pass, input, wanted);
  });
}

/** The head alone, for more rows of the pass just run. */
export async function moreHeads(machine: PassMachine, input: PassInput, wanted: Wanted): Promise<void> {
  writeWanted(machine, wanted);
  const pass = new Pass(machine, input.taps, input.rows);
  await head(machine, pass, input, wanted);
  await pass.submit();
}

/** What each row is, where the kernels read it. */
function writeRows({ backend, scratch, rope, localRope }: PassMachine, { rows, blocks }: PassInput): void {
  const whole = (into: Tensor, of: (row: Row) => number): void => backend.write(into, Int32Array.from(rows, of));
  whole(scratch.ids, ({ token }) => token);
  whole(scratch.positions, ({ position }) => position);
  whole(scratch.slots, (row) => placeOf(row, blocks));
  whole(scratch.tables, ({ table }) => table);
  whole(scratch.ends, ({ end }) => end);
  if (rope) backend.write(scratch.angles, ropeAngles(rope, rows));
  if (localRope) backend.write(scratch.localAngles, ropeAngles(localRope, rows));
}

function writeWanted({ backend, scratch }: PassMachine, { rows, targets }: Wanted): void {
  backend.write(scratch.picked, Int32Array.from(rows));
  if (targets) backend.write(scratch.targets, Int32Array.from(targets));
}

/** The layers: from token ids to the normed residual stream. */
async function layers(machine: PassMachine, pass: Pass, rows: readonly Row[], blocks: Tensor): Promise<void> {
  const { config, weights, scratch } = machine;
  const { x, h, y, q, k, v, attn, gate, up } = scratch;
  const { heads, kvHeads, headDim } = config;
  const { ids, positions, slots, tables, ends } = scratch;
  const T = rows.length;
  const paged = { tables, blocks, ends, block: BLOCK };

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
}

/** The place of a row's key and value: position p is in block p / BLOCK of its sequence. */
function placeOf({ position, table }: Row, blocks: readonly number[]): number {
  return blocks[table + Math.floor(position / BLOCK)]! * BLOCK + (position % BLOCK);
}

/** From the normed residual stream of the rows wanted to their logits. */
async function head(machine: PassMachine, before: Pass, input: PassInput, { rows, targets }: Wanted): Promise<void> {
  const { weights, scratch } = machine;
  const { h, last, logits, picked } = scratch;
  const pass = before.over(rows.map((row) => input.rows[row]!));
  pass.push({ op: 'embed', table: h, ids: picked, out: last, rows: rows.length });
  pass.linear(weights.output!, last, logits);
  await pass.tap('logits', -1, logits);
  if (targets) pass.push({ op: 'logProb', x: logits, ids: scratch.targets, out: scratch.scores, rows: rows.length });
}

/** A pass being recorded: a list of commands, cut where a tap wants to look. */
class Pass {
  readonly #commands: Command[];
  readonly #machine: PassMachine;
  readonly #taps: readonly Tap[];
  readonly #start: number;
  readonly #rows: number;
  readonly #adapted: readonly AdaptedRows[];

  constructor(machine: PassMachine, taps: readonly Tap[], rows: readonly Row[], commands: Command[] = []) {
    this.#machine = machine;
    this.#taps = taps;
    this.#start = rows[0]!.position;
    this.#rows = rows.length;
    this.#adapted = adaptedRows(rows);
    this.#commands = commands;
  }

  /** Goes on in the same list with other rows. */
  over(rows: readonly Row[]): Pass {
    return new Pass(this.#machine, this.#taps, rows, this.#commands);
  }

  push(command: Command): void {
    this.#commands.push(command);
  }

  /** out = norm(x), over each of `groups` parts of a row; returns where the result is: x itself without a norm. */
  norm(norm: Norm | undefined, x: Tensor, out: Tensor, groups = 1): Tensor {
    if (!norm) return x;
    const { weight, bias } = norm;
    const common = { x, weight, out, rows: this.#rows * groups, width: x.cols / groups, eps: this.#machine.config.eps };
    this.push(bias ? { op: 'layerNorm', ...common, bias } : { op: 'rmsNorm', ...common });
    return out;
  }

  linear({ weight, bias }: Linear, x: Tensor, out: Tensor): void {
    this.push({ op: 'matmul', x, weight, bias, out, rows: this.#rows });
    for (const run of this.#adapted) {
      const pair = run.applied.adapter.pairs.get(weight);
      if (pair) this.#commands.push(...adaptCommands(run, pair, x, out, this.#machine.adapterScratch));
    }
  }

  rope(x: Tensor, heads: number, angles: Tensor): void {
    const { rope, headDim } = this.#machine.config;
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
      const data = await this.#machine.backend.read(tensor, row, rows);
      const seen: Activation = { at, layer, start: this.#start + row, rows, cols: tensor.cols, data };
      const patched = await tap.run(seen);
      if (patched) this.#machine.backend.write(tensor, sameLength(patched, data), row);
    }
  }

  /**
   * Submits what `record` records, or what it recorded before for this `shape` over the same tensors. Taps and
   * adapters make a list that serves once.
   */
  async run(shape: string, over: readonly unknown[], record: () => Promise<void>): Promise<void> {
    const { backend, recordings } = this.#machine;
    const serves = this.#taps.length === 0 && this.#adapted.length === 0;
    const known = serves ? recordings.find(shape, over) : undefined;
    if (known) return backend.submit(known);
    await record();
    const commands = await this.submit();
    if (serves) recordings.keep(shape, commands);
  }

  /** Submits what has been recorded; returns it. */
  async submit(): Promise<readonly Command[]> {
    const commands = fuse(this.#commands.splice(0), this.#machine.scratch.y);
    if (commands.length > 0) await this.#machine.backend.submit(commands);
    return commands;
  }
}

function sameLength(patched: FloatArray, data: FloatArray): FloatArray {
  if (patched.length !== data.length)
    throw new RangeError(`a tap returned ${patched.length} values for ${data.length}`);
  return patched;
}
