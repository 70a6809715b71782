// One queue for everything that a model computes. Each pass takes rows from all waiting sessions at once,
// so sessions that advance at the same time share the reading of the weights. A pass is short, so
// cancelling, or a new request, waits for one pass and not for a whole prompt.
import { TwofilesError, throwIfAborted } from '../base/errors.ts';
import type { FloatArray } from '../silicon/ops.ts';
import { forward, head, LOGIT_ROWS, type PassInput, type Row } from './forward.ts';
import type { Machine } from './machine.ts';
import type { Timeline } from './timeline.ts';

/** What a request wants of each of its rows. */
export interface Job {
  readonly timeline: Timeline;
  readonly tokens: readonly number[];
  /** 'last': logits of the last row. 'all': of every row. 'scores': log-probability of each next token. 'hidden': the residual stream. */
  readonly want: 'last' | 'all' | 'scores' | 'hidden';
  readonly signal?: AbortSignal | undefined;
  /** Called for 'all' with a position and its logits (V). */
  readonly onLogits?: ((position: number, logits: FloatArray) => void) | undefined;
  /** Called for 'hidden' with rows of the normed residual stream (rows, D). */
  readonly onHidden?: ((data: FloatArray, rows: number) => void) | undefined;
  /** For 'scores': filled from the second token on. */
  readonly scores?: Float32Array | undefined;
}

interface Pending extends Job {
  done: number;
  begun: boolean;
  resolve(): void;
  reject(error: unknown): void;
}

/** Rows of one job in a pass. */
interface Part {
  readonly job: Pending;
  readonly tokens: readonly number[];
  /** First row in the pass. */
  readonly row: number;
}

/** The same before it has its place. */
type Picked = Omit<Part, 'row'>;

/** How long a pass should take, milliseconds: what a cancel or a new request may have to wait. */
const PASS_MS = 25;
const FEWEST_ROWS = 8;

export class Scheduler {
  readonly #machine: Machine;
  readonly #jobs: Pending[] = [];
  #running = false;
  #closed = false;
  /** Measured cost of a row in a long pass, milliseconds. */
  #rowMs = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Runs a job to its end. Rejects with `aborted` between passes; what has run by then stays in the timeline. */
  run(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      job.timeline.busy++;
      this.#jobs.push({ ...job, done: 0, begun: false, resolve, reject });
      if (!this.#running) void this.#pump();
    });
  }

  /** Rejects what is waiting with `closed`, at the next pass. */
  close(): void {
    this.#closed = true;
  }

  async #pump(): Promise<void> {
    this.#running = true;
    await undefined; // lets requests made in the same tick share the first pass
    while (this.#jobs.length > 0)
      await this.#machine.turn.run(async () => {
        const parts = placed(await this.#reserve(this.#pick()));
        if (parts.length === 0) return;
        try {
          await this.#pass(parts);
        } catch (error) {
          for (const { job } of parts) this.#end(job, error);
        }
      });
    this.#running = false;
  }

  /** Ends a job. */
  #end(job: Pending, error?: unknown): void {
    const at = this.#jobs.indexOf(job);
    if (at < 0) return;
    this.#jobs.splice(at, 1);
    job.timeline.busy--;
    if (error === undefined) job.resolve();
    else job.reject(error);
  }

  /** The rows of the next pass: the first job of each timeline, short ones first, up to the budget. */
  #pick(): Picked[] {
    this.#endUnable();
    const seen = new Set<Timeline>();
    const ready = this.#jobs.filter(({ timeline }) => !seen.has(timeline) && seen.add(timeline));
    for (const job of ready)
      if (!job.begun) {
        job.begun = true;
        if (job.want === 'last') job.done = job.timeline.adopt(job.tokens);
      }
    const alone = ready.find(({ timeline, want }) => timeline.taps.length > 0 || want === 'hidden');
    const order = alone ? [alone] : ready.toSorted((a, b) => left(a) - left(b));
    const picked: Picked[] = [];
    let rows = 0;
    const budget = alone?.want === 'hidden' ? this.#machine.scratch.rows : this.#budget();
    for (const [i, job] of order.entries()) {
      const fair = Math.ceil((budget - rows) / (order.length - i));
      const count = Math.min(left(job), fair, this.#machine.scratch.rows - rows);
      if (count <= 0) break;
      picked.push({ job, tokens: job.tokens.slice(job.done, job.done + count) });
      rows += count;
    }
    return picked;
  }

  /** Makes room for the picked rows; a job that finds none ends, and the others go on. */
  async #reserve(picked: readonly Picked[]): Promise<Picked[]> {
    const able: Picked[] = [];
    for (const part of picked)
      try {
        await part.job.timeline.reserve(part.tokens.length);
        able.push(part);
      } catch (error) {
        this.#end(part.job, error);
      }
    return able;
  }

  /** Ends the jobs that were cancelled, and those whose model, session or adapter is gone. */
  #endUnable(): void {
    for (const job of [...this.#jobs])
      try {
        throwIfAborted(job.signal);
        if (this.#closed || job.timeline.closed) throw gone(this.#machine.name);
        job.timeline.adapter?.adapter.needOpen();
      } catch (error) {
        this.#end(job, error);
      }
  }

  #budget(): number {
    const rows = this.#rowMs > 0 ? Math.floor(PASS_MS / this.#rowMs) : FEWEST_ROWS * 4;
    return Math.max(FEWEST_ROWS, Math.min(this.#machine.scratch.rows, rows));
  }

  async #pass(parts: readonly Part[]): Promise<void> {
    const { config } = this.#machine;
    const rows: Row[] = [];
    const blocks: number[] = [];
    for (const { job, tokens } of parts) {
      const { position } = job.timeline;
      const table = blocks.length;
      blocks.push(...job.timeline.blocks);
      for (const [i, token] of tokens.entries())
        rows.push({
          token,
          position: position + i,
          table,
          end: config.causal ? position + i + 1 : position + tokens.length,
          adapter: job.timeline.adapter,
        });
    }
    const input: PassInput = { rows, blocks, taps: [...parts[0]!.job.timeline.taps] };
    const begun = performance.now();
    await forward(this.#machine, input);
    if (rows.length >= FEWEST_ROWS) this.#rowMs = (performance.now() - begun) / rows.length;
    for (const part of parts) part.job.timeline.append(part.tokens);
    await this.#heads(input, parts);
    for (const { job, tokens } of parts) {
      job.done += tokens.length;
      if (job.done === job.tokens.length) this.#end(job);
    }
  }

  /** Computes what the jobs want of this pass's rows, LOGIT_ROWS at a time. */
  async #heads(input: PassInput, parts: readonly Part[]): Promise<void> {
    const wanted: { row: number; target?: number; give: (found: FloatArray) => void }[] = [];
    for (const { job, tokens, row } of parts) {
      const { scratch, backend } = this.#machine;
      if (job.want === 'hidden') job.onHidden?.(await backend.read(scratch.h, row, tokens.length), tokens.length);
      else
        for (let i = 0; i < tokens.length; i++) {
          const at = job.done + i;
          const last = at === job.tokens.length - 1;
          if (job.want === 'scores' && !last)
            wanted.push({
              row: row + i,
              target: job.tokens[at + 1]!,
              give: ([score]) => void job.scores!.set([score!], at + 1),
            });
          if (job.want === 'all' || (job.want === 'last' && last))
            wanted.push({
              row: row + i,
              give: (logits) => {
                if (last) job.timeline.logits = logits;
                job.onLogits?.(input.rows[row + i]!.position, logits);
              },
            });
        }
    }
    for (const kind of ['logits', 'scores'] as const) {
      const same = wanted.filter(({ target }) => (kind === 'scores') === (target !== undefined));
      for (let at = 0; at < same.length; at += LOGIT_ROWS)
        await this.#head(input, kind, same.slice(at, at + LOGIT_ROWS));
    }
  }

  async #head(
    input: PassInput,
    kind: 'logits' | 'scores',
    wanted: readonly { row: number; target?: number; give: (found: FloatArray) => void }[],
  ): Promise<void> {
    const { backend, scratch } = this.#machine;
    const targets = kind === 'scores' ? wanted.map(({ target }) => target!) : undefined;
    await head(
      this.#machine,
      input,
      wanted.map(({ row }) => row),
      targets,
    );
    const found = await backend.read(scratch[kind], 0, wanted.length);
    const { cols } = scratch[kind];
    for (const [i, { give }] of wanted.entries()) give(found.subarray(i * cols, (i + 1) * cols));
  }
}

/** Parts with their rows: those of one adapter together, so that its matrices are read once a pass. */
function placed(picked: readonly Picked[]): Part[] {
  const adapter = ({ job }: Picked): number => job.timeline.adapter?.number ?? 0;
  let row = 0;
  return picked
    .toSorted((a, b) => adapter(a) - adapter(b))
    .map((part) => {
      const first = row;
      row += part.tokens.length;
      return { ...part, row: first };
    });
}

function left({ tokens, done }: Pending): number {
  return tokens.length - done;
}

function gone(name: string): TwofilesError {
  return new TwofilesError(
    'closed',
    `A session of ${name} was closed while it was being extended.`,
    'Open another one.',
  );
}
