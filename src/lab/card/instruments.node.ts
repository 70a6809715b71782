// All instruments of the report card, in the order in which a reader meets them.
import type { Instrument } from './bench.ts';
import { grammar } from './grammar.node.ts';
import { instructions, reward, text } from './instructions.node.ts';
import { recall, unknown } from './knowledge.node.ts';
import { methods } from './methods.node.ts';
import { reading } from './reading.ts';
import { textbooks } from './textbooks.node.ts';
import { products, tools } from './tools.ts';

export const INSTRUMENTS: readonly Instrument[] = [
  text,
  recall,
  unknown,
  grammar,
  instructions,
  tools,
  products,
  reading,
  textbooks,
  reward,
  methods,
];
