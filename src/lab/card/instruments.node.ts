// All instruments of the report card, in the order in which a reader meets them.
import type { Instrument } from './bench.ts';

export const INSTRUMENTS: readonly Instrument[] = [];
