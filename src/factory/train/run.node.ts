// One pretraining run in one folder, from text to weights:
//
//   run.json           what it is: shape, schedule, seed
//   corpus/ shards/ tokenizer.gguf   what it learns from, where it had to be made
//   checkpoints/       the last two, to go on from
//   metrics.jsonl      a line a step
//   curve.svg          the same as a picture
//   parameters.bin     the weights (GGUF), when it is done
//
// Run again with the same options it goes on where it stopped, bit for bit.
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badArgument, badFile } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { quantizeCheckpoint } from '../../model/quantize.ts';
import type { QuantizeTarget } from '../../model/quantize-types.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import type { Backend } from '../../silicon/ops.ts';
import { RowPacker } from '../corpus/pack.ts';
import { curveSvg } from './curve.ts';
import { openData, type TrainingData } from './data.node.ts';
import { evaluate, type LoopOptions, type Metrics, type Place, pretrain } from './loop.ts';
import { Optimizer } from './optimizer.ts';
import { newModel, shapeOf } from './recipe.ts';
import { RunFolder, type RunSettings, resume, weightsOf } from './state.node.ts';
import { StretchRows } from './stretch.ts';
import { TrainModel } from './train-model.ts';

/** Tokens of one forward: activations of that many stay near the caches. */
const FORWARD_TOKENS = 2048;
/** Rows of the validation text that are measured each time. */
const VALIDATION_ROWS = 32;

export interface RunOptions {
  /** A corpus, or text. */
  readonly source: string;
  /** The run's folder. */
  readonly out: string;
  /** Size of a new model; see recipe.ts. */
  readonly depth: number;
  /** Positions of a row, and the context of a new model. */
  readonly context: number;
  readonly vocab: number;
  /** Rows a step. */
  readonly batch: number;
  /** Rows of the last `share` of the steps are so long, as many tokens in all; a new model's context is as long. */
  readonly long?: { readonly context: number; readonly share: number } | undefined;
  /** Passes over the text; `steps`, where given, goes before it. */
  readonly epochs: number;
  readonly steps?: number | undefined;
  readonly rate: number;
  readonly seed: number;
  readonly optimizer: 'muon' | 'adamw';
  /** Steps from checkpoint to checkpoint. */
  readonly every: number;
  /** Weights to go on training, instead of a new model; their tokenizer is used. */
  readonly from?: string | undefined;
  /** Whose tokenizer a new model gets, instead of one learnt from the text. */
  readonly tokenizer?: string | undefined;
  /** Sources of the corpus that were laid out here: markers of the calling convention in them are tokens. */
  readonly marked?: readonly string[] | undefined;
  /** The type of the weights that are written at the end. Default: F32. */
  readonly type?: QuantizeTarget | undefined;
}

export interface RunHooks {
  readonly signal?: AbortSignal | undefined;
  /** Of what comes before training. */
  readonly onProgress?: OnProgress | undefined;
  readonly onStep?: ((metrics: Metrics, steps: number) => void) | undefined;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

export interface RunResult {
  readonly place: Place;
  readonly last: Metrics | undefined;
  readonly parameters: number;
  /** Of the weights written. */
  readonly path: string;
}

/**
 * Trains, or goes on.
 * @throws `diverged`, `aborted` (everything is kept), `bad-argument` when the folder has another run, `checksum` and
 * `bad-file` for a damaged checkpoint, `io`, `not-found`, `out-of-memory`.
 */
export async function trainRun(
  options: RunOptions,
  on: Backend,
  variant: string,
  hooks: RunHooks = {},
): Promise<RunResult> {
  const { out, from, context, batch, seed } = options;
  await onDisk(out, mkdir(out, { recursive: true }));
  const settings = await agree(options, variant, hooks);
  await using data = await openData({ ...options, tokenizer: from ?? options.tokenizer, ...hooks });
  const folder = new RunFolder(join(out, 'checkpoints'));
  const saved = await openSaved(folder, settings);
  const start = saved ? weightsOf(saved.checkpoint) : await firstWeights(options, data);
  const model = await TrainModel.load(start, on, {
    rows: Math.max(longest(options), Math.min(batch * context, FORWARD_TOKENS)),
  });
  const optimizer = new Optimizer(on, model.parameters, { kind: options.optimizer });
  if (saved) await resume(saved, optimizer, on);
  await start.close();
  const short = new RowPacker(data.train, { T: context, seed });
  const loop = loopOptions(options, short, data, hooks.signal);
  const rows = options.long ? stretched(options, short, data, loop.schedule.steps) : short;
  const valid = validation(data, options);
  const log = await Log.open(out, saved?.place.step ?? 0, options);
  let last: Metrics | undefined;
  const place = await pretrain(
    model,
    optimizer,
    rows,
    loop,
    {
      async onStep(metrics) {
        last = metrics;
        await log.add(metrics);
        hooks.onStep?.(metrics, loop.schedule.steps);
      },
      async save(at) {
        const tensors = optimizer.state;
        await folder.save(model.checkpoint(), tensors, on, at, settings);
        await log.draw();
      },
      validate: valid && (async () => (await evaluate(model, valid, VALIDATION_ROWS)) / Math.LN2 / data.bytesPerToken),
    },
    saved?.place,
  );
  const path = join(out, 'parameters.bin');
  await writeGgufFile(quantizeCheckpoint(model.checkpoint(), options.type ?? 'F32'), path);
  const parameters = model.parameters.reduce((sum, { weight }) => sum + weight.rows * weight.cols, 0);
  optimizer.close();
  model.close();
  return { place, last, parameters, path };
}

/** The folder's settings, written at its first run; a later one must ask for the same. */
async function agree(options: RunOptions, variant: string, hooks: RunHooks): Promise<RunSettings> {
  const { depth, context, vocab, batch, long, rate, seed, optimizer, from = null, tokenizer = null } = options;
  const shape = { depth, context, vocab, batch, rate, seed, optimizer, from, tokenizer };
  const settings: RunSettings = { backend: variant, ...shape, long: long ? `${long.share} at ${long.context}` : null };
  const path = join(options.out, 'run.json');
  if (!existsSync(path)) {
    await writeWhole(path, `${JSON.stringify(settings, null, 2)}\n`);
    return settings;
  }
  const before = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch((cause) => {
      throw badFile(path, 'JSON', 'cannot be read', cause);
    });
  const [key, had] = difference(before, settings) ?? [];
  if (key !== undefined)
    throw badArgument(
      `${options.out} has a run with ${key} ${JSON.stringify(had)}, not ${JSON.stringify(settings[key])}.`,
      'Ask for the same, or train in another folder.',
    );
  if (before.backend !== variant)
    hooks.onNotice?.(`This run began with ${before.backend} and goes on with ${variant}: last bits may differ.`);
  return settings;
}

/** The first setting, backend apart, that is not the same, and what it was. */
function difference(before: RunSettings, now: RunSettings): readonly [string, unknown] | undefined {
  const key = Object.keys(now).find((key) => key !== 'backend' && (before[key] ?? null) !== now[key]);
  return key === undefined ? undefined : [key, before[key]];
}

/** The newest checkpoint, if any. @throws `bad-file` when it is another run's. */
async function openSaved(folder: RunFolder, settings: RunSettings) {
  const saved = await folder.open();
  const [key, had] = (saved && difference(saved.settings, settings)) ?? [];
  if (saved && key !== undefined) {
    await saved.checkpoint.close();
    throw badFile(
      saved.checkpoint.name,
      key,
      `is ${JSON.stringify(had)}, this run has ${JSON.stringify(settings[key])}`,
    );
  }
  return saved;
}

const longest = ({ context, long }: RunOptions): number => long?.context ?? context;

/** Short rows, then long ones. @throws `bad-argument` for lengths that do not divide a step. */
function stretched(
  { context, batch, long, seed }: RunOptions,
  short: RowPacker,
  data: TrainingData,
  steps: number,
): StretchRows {
  const { context: T, share } = long!;
  const times = T / context;
  if (!Number.isInteger(times) || batch % times !== 0 || !(share > 0 && share < 1))
    throw badArgument(
      `The last ${share} of the steps cannot have rows of ${T} tokens after ${batch} rows of ${context}.`,
      'Use a multiple of the context that divides a step, and a share between 0 and 1.',
    );
  const after = batch * Math.floor(steps * (1 - share));
  return new StretchRows(short, new RowPacker(data.train, { T, seed }), { after, times });
}

async function firstWeights(options: RunOptions, data: TrainingData): Promise<Checkpoint> {
  const { depth, seed, from, source } = options;
  if (from) return openCheckpoint(from);
  const { tokenizer, manifest } = data;
  return newModel(shapeOf(depth, tokenizer.size, longest(options)), seed, {
    name: `depth ${depth}`,
    tokenizer: tokenizer.spec,
    metadata: new Map([
      ['twofiles.corpus.root', { type: 'string', value: manifest.root }],
      ['twofiles.corpus.name', { type: 'string', value: basename(source) }],
    ]),
  });
}

function loopOptions(
  options: RunOptions,
  rows: RowPacker,
  data: TrainingData,
  signal: AbortSignal | undefined,
): LoopOptions {
  const { batch, every, epochs, rate } = options;
  const steps = options.steps ?? Math.max(1, Math.ceil((rows.survey().rows * epochs) / batch));
  const schedule = { rate, steps, warmup: Math.min(20, Math.floor(steps / 10)), decay: Math.floor(steps * 0.3) };
  return { schedule, batch, every, bytesPerToken: data.bytesPerToken, signal };
}

/** Rows kept aside, always the same; undefined when there are too few. */
function validation({ valid }: TrainingData, { context, seed }: RunOptions): RowPacker | undefined {
  return valid && valid.tokens > 1 ? new RowPacker(valid, { T: context, seed }) : undefined;
}

/** metrics.jsonl and curve.svg. */
class Log {
  readonly #folder: string;
  readonly #points: Metrics[];
  readonly #title: string;

  private constructor(folder: string, points: Metrics[], title: string) {
    this.#folder = folder;
    this.#points = points;
    this.#title = title;
  }

  /** Lines after `step` are of steps that will be taken again: they go. */
  static async open(folder: string, step: number, { depth, from }: RunOptions): Promise<Log> {
    const path = join(folder, 'metrics.jsonl');
    const lines = existsSync(path) ? (await readFile(path, 'utf8')).split('\n').filter(Boolean) : [];
    const points = lines.flatMap((line) => read(line)).filter((point) => point.step <= step);
    await writeWhole(path, points.map((point) => `${JSON.stringify(point)}\n`).join(''));
    return new Log(folder, points, from ?? `depth ${depth}`);
  }

  async add(metrics: Metrics): Promise<void> {
    this.#points.push(metrics);
    const path = join(this.#folder, 'metrics.jsonl');
    await onDisk(path, appendFile(path, `${JSON.stringify(metrics)}\n`));
  }

  async draw(): Promise<void> {
    await writeWhole(join(this.#folder, 'curve.svg'), curveSvg(this.#points, this.#title));
  }
}

/** A line of metrics; nothing for one that a killed run cut. */
function read(line: string): Metrics[] {
  try {
    return [JSON.parse(line) as Metrics];
  } catch {
    return [];
  }
}
