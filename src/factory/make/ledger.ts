// What a model cost, stage by stage, and what the same recipe would cost larger. Floating-point operations are
// counted as 6·N a token for training (2 forward, 4 backward) and 2·N for running (Kaplan et al. 2020,
// "Scaling Laws for Neural Language Models", section 2.1), N being the parameters; hours are measured.
//
// Growing by k means k times the parameters. Pretraining tokens grow with them (Hoffmann et al. 2022), so its cost
// grows as k²; conversations and comparisons are written by people and do not multiply, so theirs grows as k.

export const STAGES = ['pretrain', 'finetune', 'compare'] as const;
/** The three stages of making a model; all else (world, tokenizer, evaluation) is counted as time alone. */
export type Stage = (typeof STAGES)[number];

/** One thing that was done. */
export interface Entry {
  readonly what: string;
  readonly stage: Stage | undefined;
  /** Tokens through forward and backward. */
  readonly trained: number;
  /** Tokens through forward alone: samples, references, evaluation. */
  readonly run: number;
  /** Measured wall time. */
  readonly seconds: number;
}

/** The machine at hand, or one to scale to. */
export interface Plant {
  readonly name: string;
  /** Sustained floating-point operations a second of one device. */
  readonly flops: number;
  readonly watts: number;
}

/** A data-centre accelerator: 40 % of the 989 dense bfloat16 TFLOP/s of its data sheet, 700 W. */
export const ACCELERATOR: Plant = { name: 'H100 at 40 %', flops: 0.4 * 989e12, watts: 700 };

/** Pretraining of a frontier model in 2025, operations: the order of magnitude of public estimates (Epoch AI). */
export const FRONTIER_FLOPS = 5e25;

export interface Cost {
  readonly flops: number;
  readonly hours: number;
  readonly kWh: number;
}

export interface Ledger {
  readonly parameters: number;
  readonly watts: number;
  readonly entries: readonly (Entry & Cost)[];
  /** By stage, of the model that was made. */
  readonly stages: Readonly<Record<Stage, Cost>>;
  /** By stage on the accelerator, for growth factors of the same recipe; the last is the frontier's. */
  readonly grown: readonly {
    readonly name: string;
    readonly parameters: number;
    readonly stages: Readonly<Record<Stage, Cost>>;
  }[];
}

/** Adds up what was done. `watts`: what the machine draws, as stated by whoever runs it. */
export function ledger(parameters: number, entries: readonly Entry[], watts: number): Ledger {
  const costed = entries.map((entry) => {
    const hours = entry.seconds / 3600;
    return { ...entry, flops: parameters * (6 * entry.trained + 2 * entry.run), hours, kWh: (hours * watts) / 1000 };
  });
  const stages = byStage((stage) => {
    const mine = costed.filter((entry) => entry.stage === stage);
    const sum = (key: keyof Cost): number => mine.reduce((total, entry) => total + entry[key], 0);
    return { flops: sum('flops'), hours: sum('hours'), kWh: sum('kWh') };
  });
  const frontier = Math.sqrt(FRONTIER_FLOPS / Math.max(1, stages.pretrain.flops));
  const grown = [10, 100, frontier].map((factor) => ({
    name: factor === frontier ? 'frontier' : `${factor}×`,
    parameters: parameters * factor,
    stages: byStage((stage) => on(ACCELERATOR, stages[stage].flops * (stage === 'pretrain' ? factor ** 2 : factor))),
  }));
  return { parameters, watts, entries: costed, stages, grown };
}

function byStage(cost: (stage: Stage) => Cost): Record<Stage, Cost> {
  return { pretrain: cost('pretrain'), finetune: cost('finetune'), compare: cost('compare') };
}

/** What operations cost on one device of a plant. */
function on({ flops, watts }: Plant, operations: number): Cost {
  const hours = operations / flops / 3600;
  return { flops: operations, hours, kWh: (hours * watts) / 1000 };
}

/** The ledger as Markdown tables. */
export function ledgerText({ parameters, watts, entries, grown }: Ledger): string {
  const rows = entries.map(({ what, trained, run, flops, seconds, kWh }) => [
    what,
    count(trained),
    count(run),
    count(flops),
    duration(seconds / 3600),
    `${short(kWh)} kWh`,
  ]);
  const sizes = grown.map(({ name, parameters: size, stages }) => [
    `${name} (${count(size)})`,
    ...STAGES.map(
      (stage) => `${count(stages[stage].flops)}, ${duration(stages[stage].hours)}, ${short(stages[stage].kWh)} kWh`,
    ),
  ]);
  return [
    `${count(parameters)} parameters; this machine at ${watts} W.`,
    table(['what', 'tokens trained', 'tokens run', 'FLOPs', 'time', 'energy'], rows),
    `The same recipe larger, on one ${ACCELERATOR.name}, ${ACCELERATOR.watts} W: pretraining grows with the square, the later stages do not.`,
    table(['size', ...STAGES], sizes),
  ].join('\n\n');
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'];

/** A count with a prefix up to P, with a power of ten beyond. */
export function count(value: number): string {
  if (value >= 1e18) return value.toExponential(1);
  const step = value < 1000 ? 0 : Math.floor(Math.log10(value) / 3);
  return `${short(value / 1000 ** step)}${PREFIXES[step] ? ` ${PREFIXES[step]}` : ''}`;
}

function short(value: number): string {
  return value === 0 || value >= 100 ? String(Math.round(value)) : value.toPrecision(2).replace(/e\+?/, 'e');
}

function duration(hours: number): string {
  if (hours < 1 / 60) return `${short(hours * 3600)} s`;
  if (hours < 1) return `${short(hours * 60)} min`;
  if (hours < 48) return `${short(hours)} h`;
  return hours < 24 * 730 ? `${short(hours / 24)} days` : `${short(hours / 24 / 365.25)} years`;
}
