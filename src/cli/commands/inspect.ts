// `inspect`: what a file is, from its header alone.
import { freemem, totalmem } from 'node:os';
import {
  type Inspection,
  inspectCheckpoint,
  type TemplateSummary,
  type TokenizerSummary,
} from '../../model/inspect.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { bytes, count, note, paint, printable, printJson, table } from '../terminal.ts';

export interface InspectFlags {
  readonly tensors?: boolean;
  readonly json?: boolean;
}

export async function inspect(path: string, flags: InspectFlags): Promise<void> {
  const checkpoint = await openCheckpoint(path);
  try {
    const inspection = inspectCheckpoint(checkpoint);
    const machine = { memory: totalmem(), free: freemem() };
    if (flags.json) {
      const { tensors, ...rest } = inspection;
      printJson({ ...rest, machine, tensors: flags.tensors ? tensors : tensors.length });
      return;
    }
    const sections = [
      head(inspection),
      shapes(inspection),
      storage(inspection),
      inspection.tokenizer ? tokenizer(inspection.tokenizer, inspection.template) : [title('tokenizer'), '  none'],
      provenance(inspection),
      memory(inspection, machine),
      flags.tensors ? tensorList(inspection) : [],
    ];
    const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
    process.stdout.write(`${text.join('\n\n')}\n`);
    if (inspection.problem) note(`\nThis build cannot run it: ${printable(inspection.problem)}`);
  } finally {
    await checkpoint.close();
  }
}

function title(text: string): string {
  return paint(process.stdout, 'bold', text);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function head({ name, format, architecture, parameters, bytes: size, bitsPerWeight }: Inspection): string[] {
  const facts = [
    format,
    printable(architecture ?? 'unknown architecture'),
    `${count(parameters)} parameters`,
    bytes(size),
  ];
  if (parameters > 0) facts.push(`${bitsPerWeight.toFixed(2)} bits each`);
  return [title(printable(name)), `  ${facts.join(', ')}`];
}

function shapes({ config, tied }: Inspection): string[] {
  if (!config) return [];
  const { rope } = config;
  const heads = `${config.heads} of ${config.headDim}`;
  const shared = config.kvHeads === config.heads ? '' : `, ${config.kvHeads} key/value heads`;
  const rows = [
    ['layers', String(config.layers)],
    ['width', `${config.width}, feed-forward ${config.feedForward} (${config.activation})`],
    ['heads', `${heads}${shared}`],
    ['context', `${count(config.context)} tokens${config.window > 0 ? `, local window ${count(config.window)}` : ''}`],
    ['vocabulary', `${count(config.vocab)}${tied ? ', output tied to the embedding' : ''}`],
    ['positions', rope ? `rotary, base ${count(rope.base)}${scaling(rope)}` : 'learned'],
  ];
  if (!config.causal) rows.push(['kind', `embedding model, pooling ${config.pooling}`]);
  return [title('shape'), indent(table(rows))];
}

function scaling(rope: NonNullable<NonNullable<Inspection['config']>['rope']>): string {
  if (rope.yarn) return `, YaRN from ${count(rope.yarn.originalContext)} tokens`;
  return rope.frequencyScale === 1 ? '' : `, linear scaling ×${(1 / rope.frequencyScale).toPrecision(3)}`;
}

function storage({ parts, types, bytes: total }: Inspection): string[] {
  if (parts.length === 0) return [];
  const row = (
    name: string,
    { tensors, parameters, bytes: size }: Inspection['parts'][number] | Inspection['types'][number],
  ) => [name, count(tensors), count(parameters), bytes(size), `${((100 * size) / total).toFixed(1)} %`];
  const caption = (name: string) =>
    [name, 'tensors', 'parameters', 'size', ''].map((text) => paint(process.stdout, 'dim', text));
  const rows = [
    caption('part'),
    ...parts.map((part) => row(part.part, part)),
    [''],
    caption('type'),
    ...types.map((type) => row(type.type, type)),
  ];
  return [title('storage'), indent(table(rows, [1, 2, 3, 4]))];
}

function tokenizer(summary: TokenizerSummary, template: TemplateSummary | undefined): string[] {
  const { model, pre, size, merges, kinds, specials, moreControl, adds } = summary;
  const kindList = Object.entries(kinds).map(([kind, number]) => `${count(number)} ${kind}`);
  const rows = [
    ['model', `${model}${model === 'bpe' ? `, pre-tokenizer ${printable(pre)}, ${count(merges)} merges` : ''}`],
    ['tokens', `${count(size)}: ${kindList.join(', ')}`],
    ['adds', adds.join(', ') || 'nothing'],
    ['template', template ? describeTemplate(template) : 'none'],
  ];
  const names = specials.map(({ role, id, text }) => [role, String(id), printable(text)]);
  if (moreControl > 0) names.push(['', '', `and ${count(moreControl)} more control tokens`]);
  return [title('tokenizer'), indent(table(rows)), ...(names.length > 0 ? [indent(indent(table(names, [1])))] : [])];
}

function describeTemplate({ kind, characters, problem }: TemplateSummary): string {
  if (problem !== undefined) return `cannot be used: ${printable(problem)}`;
  if (kind === 'model') return `the file's own, ${count(characters)} characters`;
  return kind === 'chatml' ? 'none; ChatML stands in for it' : 'none; chat continues the text';
}

function provenance({ provenance: entries }: Inspection): string[] {
  const short = (value: string) =>
    printable(value.length > 100 ? `${value.slice(0, 99)}…` : value).replaceAll('\n', ' ');
  const rows =
    entries.length > 0 ? entries.map(({ key, value }) => [printable(key), short(value)]) : [['not told by the file']];
  return [title('provenance'), indent(table(rows))];
}

function memory({ memory: need }: Inspection, machine: { memory: number; free: number }): string[] {
  if (!need) return [];
  const total = need.weights + need.kvAtContext;
  const rows = [['weights', bytes(need.weights), '']];
  if (need.kvPerToken > 0) {
    rows.push(['each 1,000 tokens', bytes(need.kvPerToken * 1000), 'keys and values']);
    rows.push(['full window', bytes(need.kvAtContext), `${count(need.context)} tokens`]);
    rows.push(['together', bytes(total), '']);
  }
  rows.push([
    'this machine',
    bytes(machine.memory),
    `${bytes(machine.free)} free${verdict(need, total, machine.free)}`,
  ]);
  return [title('memory to run it'), indent(table(rows, [1]))];
}

function verdict(need: NonNullable<Inspection['memory']>, total: number, free: number): string {
  if (total <= free) return ': it fits';
  if (need.weights > free) return ': the weights alone do not fit';
  return `: fits with --context ${Math.floor((free - need.weights) / need.kvPerToken)}`;
}

function tensorList({ tensors }: Inspection): string[] {
  const rows = tensors.map(({ name, type, shape, bytes: size }) => [
    printable(name),
    type,
    shape.join(' × '),
    bytes(size),
  ]);
  return [title('tensors'), indent(table(rows, [2, 3]))];
}
