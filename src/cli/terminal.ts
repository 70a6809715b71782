// What commands show people: numbers, colours and progress. stdout carries results alone; everything
// else goes to stderr. Colours and moving lines appear only on a terminal, and never under NO_COLOR.
import { stripVTControlCharacters, styleText } from 'node:util';
import type { OnProgress, Progress } from '../base/progress.ts';

type Style = Parameters<typeof styleText>[0];

const REDRAW_MS = 100; // fast enough to look alive, slow enough to cost nothing
const SPARSE_MS = 10_000; // a log line now and then where nothing can be redrawn
const BAR_CELLS = 24;
const RATE_AFTER_S = 0.5; // earlier than this a rate is noise

/** Colours `text` when `stream` is a terminal that wants them. */
export function paint(stream: NodeJS.WriteStream, style: Style, text: string): string {
  return styleText(style, text, { stream });
}

/** A line for people, on stderr. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** 1234567 as "1,234,567". */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** Bytes in decimal units: "2.6 MB". */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}

/** Seconds as "0:07" or "1:02:03". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Text from a file or a model made safe to show: control characters become visible, so no escape sequence acts. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (char) => {
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** Writes what a model says: exactly to a file or pipe, printable to a terminal. Resolves when more is welcome. */
export async function say(text: string): Promise<void> {
  const { stdout } = process;
  await write(stdout, stdout.isTTY ? printable(text) : text);
}

/** Writes as it is; resolves when more is welcome. */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '' || stream.write(text)) return;
  await new Promise<void>((resolve) => stream.once('drain', resolve));
}

const NUMBERS = /\[\n\s+(-?[\d.e+-]+(?:,\n\s+-?[\d.e+-]+)*)\n\s+\]/g;

/** One JSON document on stdout, indented, but lists of numbers on one line. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, null, 2);
  process.stdout.write(`${text.replace(NUMBERS, (_, list: string) => `[${list.replace(/,\n\s+/g, ', ')}]`)}\n`);
}

/** A table with aligned columns; columns named in `right` are flush right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stripVTControlCharacters(cell).length);
    });
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat(widths[column]! - stripVTControlCharacters(cell).length);
        return right.includes(column) ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

/** Progress on stderr: one redrawn line on a terminal, a line every ten seconds elsewhere. */
export interface ProgressLine {
  readonly report: OnProgress;
  /** Clears the line, before anything else is printed. */
  end(): void;
}

/** Work that ends within `quietMs` shows nothing. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr, quietMs = 0): ProgressLine {
  let label: string | undefined;
  let begun = { at: 0, done: 0 };
  let shown = 0;
  let drawn = false;
  const report: OnProgress = (progress) => {
    const now = performance.now();
    const kind = progress.label.replace(/-?\d+(?:\.\d+)?/g, '0'); // a loss in it changes with every step
    if (kind !== label) {
      label = kind;
      begun = { at: now, done: progress.done };
      shown = stream.isTTY ? now + quietMs - REDRAW_MS : now;
    }
    if (now - shown < (stream.isTTY ? REDRAW_MS : SPARSE_MS)) return;
    shown = now;
    const text = describe(progress, (now - begun.at) / 1000, progress.done - begun.done);
    if (stream.isTTY) stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`);
    else stream.write(`${text}\n`);
    drawn = stream.isTTY;
  };
  const end = () => {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
    label = undefined;
  };
  return { report, end };
}

/** One line on where work stands: bar, amount, rate, time left. `moved` units took `seconds`. */
export function describe({ label, done, total, unit }: Progress, seconds: number, moved: number): string {
  const amount = (value: number) => (unit === 'bytes' ? bytes(value) : count(value));
  const parts = [printable(label)];
  if (total !== undefined && total > 0) {
    const share = Math.min(1, done / total);
    const cells = Math.round(share * BAR_CELLS);
    parts.push(`[${'#'.repeat(cells)}${'.'.repeat(BAR_CELLS - cells)}]`, `${Math.floor(share * 100)} %`.padStart(5));
    parts.push(`${amount(done)} of ${amount(total)}${unit === 'bytes' ? '' : ` ${unit}`}`);
  } else parts.push(`${amount(done)}${unit === 'bytes' ? '' : ` ${unit}`}`);
  if (seconds >= RATE_AFTER_S && moved > 0) {
    const rate = moved / seconds;
    parts.push(`${unit === 'bytes' ? bytes(rate) : rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1)}/s`);
    if (total !== undefined && total > done) parts.push(`${clock((total - done) / rate)} left`);
  }
  return parts.join('  ');
}
