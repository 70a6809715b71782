// What is decided on: a call with its effects, where they go, and what was read before.
import type { Label, Principal } from './label.ts';

/** Learns something; changes something here; tells someone; costs money. */
export type Effect = 'read' | 'write' | 'send' | 'spend';

export const EFFECTS: readonly Effect[] = ['read', 'write', 'send', 'spend'];

export interface Act {
  readonly device: string;
  readonly effects: readonly Effect[];
  /** Who receives what is written, sent or spent. */
  readonly destinations: readonly Principal[];
  readonly input: unknown;
  /** All that the process has read so far. */
  readonly sight: Label;
}

/** A principal or a device's name; `*` stands for any characters. */
export type Pattern = string;

/** Does the pattern fit the whole text? */
export function matches(pattern: Pattern, text: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return pattern === text;
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
