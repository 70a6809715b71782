// How fast to learn at each step: up in a line, level, down in a line to nothing (warm-up, stable, decay; Hu et al.,
// "MiniCPM", 2024). A run may be prolonged from any checkpoint of the level part.
import { badArgument } from '../../base/errors.ts';

export interface Schedule {
  /** Of the level part. */
  readonly rate: number;
  readonly steps: number;
  /** Steps of the rise; 0 to `steps`. */
  readonly warmup: number;
  /** Steps of the fall, at the end; 0 to `steps`. */
  readonly decay: number;
}

/** @throws `bad-argument` for what cannot be followed. */
export function checkSchedule({ rate, steps, warmup, decay }: Schedule): void {
  if (!(rate > 0 && Number.isFinite(rate)))
    throw badArgument(`A rate of ${rate} is not possible.`, 'Choose about 0.01.');
  for (const count of [steps, warmup, decay])
    if (!(Number.isInteger(count) && count >= 0))
      throw badArgument(`${count} steps are not possible.`, 'Choose a whole number.');
  if (warmup + decay > steps)
    throw badArgument(
      `${warmup} steps up and ${decay} down are more than ${steps}.`,
      'Shorten the warm-up or the decay.',
    );
}

/** The rate of step `step`, counted from 0. */
export function rateAt({ rate, steps, warmup, decay }: Schedule, step: number): number {
  const up = warmup > 0 ? Math.min(1, (step + 1) / warmup) : 1;
  const down = decay > 0 ? Math.min(1, (steps - step) / decay) : 1;
  return rate * Math.min(up, down);
}
