// What a model answers to the sealed prompts: all of them, the likeliest answer to each, its tools really run, and
// nothing chosen. The clock stands at the day of the weights and the files are the ones below, so that the same
// weights give the same transcripts on any day.
import type { Model } from '../../model/model.ts';
import type { Part, Turn } from '../../text/abi.ts';
import { callText, quoteLabel } from '../../text/abi.ts';
import { type ConverseOptions, converse, type Desk, type Said } from './converse.ts';
import { type SealedPrompt, sealedPrompts } from './prompts.ts';

/** Files at hand, for prompts that ask for some. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['notes.txt', 'The garden gate is painted on Friday. The spare key hangs behind the blue door.'],
  ['shopping.txt', 'Bread, two lemons, rice and a light bulb.'],
  ['readme.md', 'These are the files of one small folder.'],
]);

export interface TranscriptsOptions extends Omit<ConverseOptions, 'desk'> {
  /** When the weights were made: what the clock shows. */
  readonly made: Date;
  readonly prompts?: readonly SealedPrompt[];
}

export interface Transcript {
  readonly prompt: SealedPrompt;
  readonly said: Said;
}

/** All conversations, in the order of the prompts. */
export async function transcribe(model: Model, options: TranscriptsOptions): Promise<Transcript[]> {
  const { made, prompts = sealedPrompts(), ...rest } = options;
  const desk: Desk = { now: made, files: FILES };
  const asked = prompts.map(({ turns }) => turns.map((text): Part[] => [{ text }]));
  const said = await converse(model, asked, { ...rest, desk });
  return prompts.map((prompt, i) => ({ prompt, said: said[i]! }));
}

/** What the page says of the model, beside its answers. */
export interface About {
  readonly name: string;
  readonly made: Date;
  /** SHA-256 of the weights' file, hexadecimal. */
  readonly hash: string;
  readonly recipe: string | undefined;
}

/** The transcripts as a Markdown page to read. */
export function transcriptsPage(transcripts: readonly Transcript[], { name, made, hash, recipe }: About): string {
  const categories = [...new Set(transcripts.map(({ prompt }) => prompt.category))];
  const numbered = transcripts.map((each, i) => ({ ...each, number: i + 1 }));
  const files = [...FILES].map(([path, text]) => `- \`${path}\`: ${text}`);
  return [
    `# What ${name} answers`,
    `${transcripts.length} conversations, all that were asked and as they came: nothing is selected or mended. The prompts were written and sealed before fine-tuning (\`src/lab/card/prompts.ts\`), and nothing that was trained on is derived from them. Answers are greedy. The person's words stand beside the number, the model's are indented; a call is followed by what the tool gave.`,
    `Weights: SHA-256 \`${hash}\`, of ${made.toISOString().slice(0, 10)}${recipe === undefined ? '' : `, recipe \`${recipe}\``}. Tools at hand: calculator, clock (it shows the time of the weights), search, list_files and read_file over these:`,
    files.join('\n'),
    countsTable(numbered, categories),
    ...categories.flatMap((category) => [
      `## ${category[0]!.toUpperCase()}${category.slice(1)}`,
      ...numbered
        .filter(({ prompt }) => prompt.category === category)
        .map(({ number, said }) => conversation(number, said)),
    ]),
    '',
  ].join('\n\n');
}

/** How often a tool was called or the answer cut, by category: a reader's map, not a mark. */
function countsTable(transcripts: readonly Transcript[], categories: readonly string[]): string {
  const rows = categories.map((category) => {
    const mine = transcripts.filter(({ prompt }) => prompt.category === category).map(({ said }) => said);
    const calls = mine.filter(({ turns }) => turns.some(({ role }) => role === 'tool')).length;
    const quotes = mine.filter(({ turns }) => turns.some(({ parts }) => parts.some((part) => 'quote' in part))).length;
    const cut = mine.filter((each) => each.cut !== undefined).length;
    return `| ${[category, mine.length, calls, quotes, cut].join(' | ')} |`;
  });
  return [
    '| category | conversations | with a call | with a quotation | cut off |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function conversation(number: number, { turns, cut }: Said): string {
  const blocks: string[] = [];
  for (const [i, turn] of turns.entries()) {
    const text = turn.parts.map(part).join(' ');
    if (turn.role === 'user') blocks.push(`**${i === 0 ? number : '·'}** ${persons(turn)}`);
    else if (turn.role === 'tool') blocks.push(quoted(`${blocks.pop()!.replace(/^> /gm, '')} → ${text}`));
    else blocks.push(quoted(text.trim() === '' ? '*(nothing)*' : text));
  }
  return [...blocks, ...(cut === undefined ? [] : [`*(${cut})*`])].join('\n\n');
}

function persons({ parts }: Turn): string {
  const text = parts.map((each) => ('text' in each ? each.text : '')).join('');
  return text.trim() === '' ? '*(nothing but line breaks)*' : plain(text);
}

/** A part of an assistant's or a tool's turn. */
function part(each: Part): string {
  if ('text' in each) return plain(each.text);
  if ('quote' in each) return `“${plain(each.quote.text)}” ${plain(quoteLabel(each.quote.passage).trim())}`;
  if ('passage' in each) return `${plain(`[${each.passage.number}] ${each.passage.source}: ${each.passage.text}`)}`;
  return `\`${callText(each.call).replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}

/** Text that Markdown leaves as it is; line breaks stay. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_<>#[\]|~&]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2')
    .replace(/ *\n/g, '\\\n');
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
