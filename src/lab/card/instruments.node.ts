// All instruments of the report card, in the order in which a reader meets them.
import type { Instrument } from './bench.ts';
import { grammar } from './grammar.node.ts';
import { instructions, reward, text } from './instructions.node.ts';

export const INSTRUMENTS: readonly Instrument[] = [text, grammar, instructions, reward];
