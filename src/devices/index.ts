// twofiles/devices: what a process can call outside the processor. Node only.
export type { CalculatorOptions } from './calculator.ts';
export { calculator } from './calculator.ts';
export type { ClockOptions } from './clock.ts';
export { clock } from './clock.ts';
