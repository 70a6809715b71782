// The calculator: exact whole numbers and decimals of any size, units, dates. What it reads is a closed language
// (calculator/evaluate.ts) over exact fractions; every bound is checked before a number is computed.
import { z } from 'zod';
import { device } from '../kernel/device.ts';
import { localTime } from './clock.ts';

export interface CalculatorOptions {
  /** The person's, for what day it is: "Europe/Berlin". Default: the machine's. */
  readonly timeZone?: string;
}

/** @throws `bad-argument` for a time zone that there is not. */
export function calculator({ timeZone }: CalculatorOptions = {}) {
  const local = localTime(timeZone);
  return device({
    name: 'calculator',
    description: 'computes exactly: numbers of any size, units, dates.',
    input: z.object({ expression: z.string() }),
    output: z.string(),
    effects: [],
    repeatable: true,
    run: async ({ expression }, { now }) => {
      const { evaluate } = await import('./calculator/evaluate.ts');
      return evaluate(expression, { today: local(now).date });
    },
  });
}
