// `train`: makes weights from text, in a folder that a stopped run goes on from.

import type { Metrics } from '../../factory/train/loop.ts';
import { trainRun } from '../../factory/train/run.node.ts';
import type { QuantizeTarget } from '../../model/quantize-types.ts';
import { quantizeTarget } from '../../model/quantize-types.ts';
import { createBackend } from '../../silicon/backend.ts';
import { choose } from '../../silicon/wasm/packing.ts';
import { onInterrupt } from '../interrupt.ts';
import { clock, count, note, printJson, progressLine } from '../terminal.ts';

export interface TrainFlags {
  readonly depth: number;
  readonly context: number;
  readonly vocab: number;
  readonly batch: number;
  readonly epochs: number;
  readonly steps?: number;
  readonly rate: number;
  readonly seed: number;
  readonly optimizer: 'muon' | 'adamw';
  readonly every: number;
  readonly from?: string;
  readonly tokenizer?: string;
  readonly type?: string;
  readonly threads?: number;
  readonly json?: boolean;
}

const REDRAW_MS = 200;
const SPARSE_MS = 10_000; // a log line now and then where nothing can be redrawn

export async function train(source: string, out: string, flags: TrainFlags): Promise<void> {
  const type: QuantizeTarget | undefined = flags.type === undefined ? undefined : quantizeTarget(flags.type);
  using interrupt = onInterrupt();
  const progress = progressLine();
  const on = await createBackend({ threads: flags.threads });
  const steps = stepLine();
  try {
    const result = await trainRun({ ...flags, source, out, type }, on, await variant(flags.threads), {
      signal: interrupt.signal,
      onProgress: progress.report,
      onNotice: note,
      onStep(metrics, of) {
        progress.end();
        steps.show(metrics, of);
      },
    });
    steps.end();
    const { place, last, parameters, path } = result;
    if (flags.json) printJson({ path, parameters, ...place, last });
    else
      note(
        `Wrote ${path}: ${count(parameters)} weights, ${count(place.tokens)} tokens in ${clock(place.seconds)}` +
          (last ? `, ${describe(last)}` : ''),
      );
  } finally {
    progress.end();
    steps.end();
    await on.close();
  }
}

/** What makes results differ in their last bits: precision and the kernels; threads do not, but are told. */
export async function variant(threads: number | undefined): Promise<string> {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const { kernels } = await choose(process.env.TWOFILES_KERNELS, memory);
  return `wasm f32 ${kernels === 'plain' ? 'plain' : 'relaxed'}, ${threads ?? 'default'} threads`;
}

function describe({ loss, bitsPerByte, validation }: Metrics): string {
  const aside = validation === undefined ? '' : `, validation ${validation.toFixed(3)}`;
  return `loss ${loss.toFixed(3)}, ${bitsPerByte.toFixed(3)} bits a byte${aside}`;
}

/** One redrawn line on a terminal, a line every ten seconds and at each validation elsewhere. */
function stepLine(stream: NodeJS.WriteStream = process.stderr) {
  let shown = 0;
  let drawn = false;
  return {
    show(metrics: Metrics, of: number): void {
      const now = performance.now();
      const { step, validation, tokensPerSecond, left } = metrics;
      if (validation === undefined && now - shown < (stream.isTTY ? REDRAW_MS : SPARSE_MS)) return;
      shown = now;
      const speed = `${count(Math.round(tokensPerSecond))} tokens/s, ${clock(left)} left`;
      const text = `step ${count(step)} of ${count(of)}  ${describe(metrics)}  ${speed}`;
      stream.write(stream.isTTY ? `\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}` : `${text}\n`);
      drawn = stream.isTTY;
    },
    end(): void {
      if (drawn) stream.write('\r\x1b[K');
      drawn = false;
    },
  };
}
