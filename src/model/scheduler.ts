// One queue for everything that a model computes. Each pass takes rows from all waiting sessions at once,
// so sessions that advance at the same time share the reading of the weights. A pass is short, so
// cancelling, or a new request, waits for one pass and not for a whole prompt.
import { TwofilesError, throwIfAborted } from '../base/errors.ts';
import type { FloatArray } from '../silicon/ops.ts';
import { forward, LOGIT_ROWS, moreHeads, type PassInput, type Row, type Wanted } from './forward.ts';
import { BLOCK } from './kv.ts';
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
  /** It left a pass out, because another job was running what it needs. */
  waited: boolean;
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

/** One row whose logits, or whose next token's score, a job wants. */
interface Want {
  readonly job: Pending;
  /** In the pass. */
  readonly row: number;
  /** In the job's tokens. */
  readonly at: number;
  readonly position: number;
}

interface Batch extends Wanted {
  readonly wants: readonly Want[];
}

/** How long a pass should take, milliseconds: what a cancel or a new request may have to wait. */
const PASS_MS = 25;
const FEWEST_ROWS = 8;

export class Scheduler {
  readonly #machine: Machine;
  readonly #jobs: Pending[] = [];
  #running = false;
  #closed = false;
  /** Measured cost of a row in the last long pass, milliseconds, with what its job wanted of it. */
  #rowMs = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Runs a job to its end. Rejects with `aborted` between passes; what has run by then stays in the timeline. */
  run(job: Job): Promise<void> {
    return new Promise((resolve, reject) => {
      job.timeline.busy++;
      this.#jobs.push({ ...job, done: 0, begun: false, waited: false, resolve, reject });
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
      if (!job.begun || job.waited) {
        if (job.want === 'last') job.done += job.timeline.adopt(job.tokens.slice(job.done), job.begun);
        job.begun = true;
        job.waited = false;
      }
    const alone = ready.find(({ timeline, want }) => timeline.taps.length > 0 || want === 'hidden');
    const order = alone ? [alone] : unshared(ready.toSorted((a, b) => left(a) - left(b)));
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
    const batches = this.#wanted(parts);
    const begun = performance.now();
    await forward(this.#machine, input, batches[0]);
    for (const part of parts) part.job.timeline.append(part.tokens);
    await this.#giveHidden(parts);
    for (const [i, batch] of batches.entries()) {
      if (i > 0) await moreHeads(this.#machine, input, batch);
      await this.#give(batch);
    }
    if (rows.length >= FEWEST_ROWS) this.#rowMs = (performance.now() - begun) / rows.length;
    for (const { job, tokens } of parts) {
      job.done += tokens.length;
      if (job.done === job.tokens.length) this.#end(job);
    }
  }

  /** What the jobs want of this pass's rows, LOGIT_ROWS at a time: logits, then scores. */
  #wanted(parts: readonly Part[]): Batch[] {
    const logits: Want[] = [];
    const scores: Want[] = [];
    for (const { job, tokens, row } of parts)
      for (let i = 0; i < tokens.length; i++) {
        const at = job.done + i;
        const last = at === job.tokens.length - 1;
        const want: Want = { job, row: row + i, at, position: job.timeline.position + i };
        if (job.want === 'all' || (job.want === 'last' && last)) logits.push(want);
        if (job.want === 'scores' && !last) scores.push(want);
      }
    const batches: Batch[] = [];
    for (let at = 0; at < logits.length; at += LOGIT_ROWS) batches.push(batchOf(logits.slice(at, at + LOGIT_ROWS)));
    for (let at = 0; at < scores.length; at += LOGIT_ROWS) {
      const wants = scores.slice(at, at + LOGIT_ROWS);
      batches.push({ ...batchOf(wants), targets: wants.map(({ job, at }) => job.tokens[at + 1]!) });
    }
    return batches;
  }

  /** Hands out what the head has left for a batch. Each row of logits is a copy of its own. */
  async #give({ wants, targets }: Batch): Promise<void> {
    const { backend, scratch } = this.#machine;
    const { cols } = scratch.logits;
    const found = await backend.read(targets ? scratch.scores : scratch.logits, 0, wants.length);
    for (const [i, { job, at, position }] of wants.entries()) {
      if (targets) job.scores![at + 1] = found[i]!;
      else {
        const logits = wants.length === 1 ? found : found.slice(i * cols, (i + 1) * cols);
        if (at === job.tokens.length - 1) job.timeline.logits = logits;
        this.#tell(job, () => job.onLogits?.(position, logits));
      }
    }
  }

  async #giveHidden(parts: readonly Part[]): Promise<void> {
    const { backend, scratch } = this.#machine;
    for (const { job, tokens, row } of parts) {
      if (job.want !== 'hidden') continue;
      const hidden = await backend.read(scratch.h, row, tokens.length);
      this.#tell(job, () => job.onHidden?.(hidden, tokens.length));
    }
  }

  /** Calls the owner of a job; what it throws ends that job and no other. */
  #tell(job: Pending, call: () => void): void {
    if (!this.#jobs.includes(job)) return;
    try {
      call();
    } catch (error) {
      this.#end(job, error ?? new Error('a callback failed'));
    }
  }
}

function batchOf(wants: readonly Want[]): Batch {
  return { wants, rows: wants.map(({ row }) => row) };
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

/**
 * Without the jobs that would run what an earlier one runs in this pass, the same tokens after the same past: they wait
 * and find it in the prefix cache, so what begins alike and at the same time is run once.
 */
function unshared(order: readonly Pending[]): Pending[] {
  const running = new Set<string>();
  return order.filter((job) => {
    const block = job.timeline.nextBlock(job.tokens.slice(job.done, job.done + BLOCK));
    job.waited = block !== undefined && running.has(block) && mayAdopt(job);
    if (block !== undefined) running.add(block);
    return !job.waited;
  });
}

/** Could the prefix cache have what it runs next? */
function mayAdopt(job: Pending): boolean {
  return job.want === 'last' && job.timeline.isCached && left(job) > BLOCK;
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
