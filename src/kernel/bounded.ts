// Bounded values: what may come back from a child that read a stranger's words. A bool, a number, a choice or a name
// carries no orders, so it is endorsed: its sources are forgotten. Who may see it is not.
import type { Json } from '../text/messages.ts';
import { IDENTIFIER_CHARACTERS } from './limits.ts';
import type { Bounded } from './program.ts';

const IDENTIFIER = /^[\p{L}\p{N}_.:-]+$/u;

export function isBounded(type: Bounded, value: Json): boolean {
  if (type.type === 'boolean') return typeof value === 'boolean';
  if (type.type === 'number') return typeof value === 'number' && value >= type.least && value <= type.most;
  if (typeof value !== 'string') return false;
  if (type.type === 'choice') return type.of.includes(value);
  return value.length <= IDENTIFIER_CHARACTERS && IDENTIFIER.test(value);
}
