// The devices that every machine has, as far as there is something behind them.
import type { Device } from '../kernel/device.ts';
import { type AskPerson, ask } from './ask.ts';
import { calculator } from './calculator.ts';
import { clock } from './clock.ts';
import { type FilesOptions, files } from './files.ts';

export interface StandardOptions extends FilesOptions {
  /** A granted folder; without one there are no files. */
  readonly folder?: string;
  /** Reaches the person; without one `ask` says that nobody is there. */
  readonly person?: AskPerson;
  /** The person's: "Europe/Berlin". Default: the machine's. */
  readonly timeZone?: string;
}

/** @throws `not-found` for a folder that is none, `bad-argument` for a time zone that there is not. */
export function standardDevices({ folder, person, timeZone, ...options }: StandardOptions = {}): Device[] {
  const zone = timeZone === undefined ? {} : { timeZone };
  return [calculator(zone), clock(zone), ...(folder === undefined ? [] : files(folder, options)), ask(person)];
}
