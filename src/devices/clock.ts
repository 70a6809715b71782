// The clock: "Wednesday 2026-11-25 04:22", where the person is.
import { z } from 'zod';
import { badArgument } from '../base/errors.ts';
import { device } from '../kernel/device.ts';

export interface ClockOptions {
  /** The person's: "Europe/Berlin". Default: the machine's. */
  readonly timeZone?: string;
}

/** @throws `bad-argument` for a time zone that there is not. */
export function clock({ timeZone }: ClockOptions = {}) {
  const local = localTime(timeZone);
  return device({
    name: 'clock',
    description: 'tells the date and the time.',
    input: z.object({}),
    output: z.string(),
    effects: [],
    repeatable: true,
    run: (_, { now }) => {
      const { weekday, date, time } = local(now);
      return `${weekday} ${date} ${time}`;
    },
  });
}

export interface LocalTime {
  readonly weekday: string;
  /** 2026-11-25 */
  readonly date: string;
  /** 04:22 */
  readonly time: string;
}

/** Tells milliseconds since 1970 as a person there reads them. @throws `bad-argument` for a zone that there is not. */
export function localTime(timeZone: string | undefined): (now: number) => LocalTime {
  const format = formatOf(timeZone);
  return (now) => {
    const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
    const { weekday, year, month, day, hour, minute } = parts as Record<Intl.DateTimeFormatPartTypes, string>;
    return { weekday, date: `${year.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` };
  };
}

function formatOf(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      calendar: 'gregory',
      numberingSystem: 'latn',
      ...(timeZone === undefined ? {} : { timeZone }),
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    throw badArgument(`There is no time zone "${timeZone}".`, 'Name one as in "Europe/Berlin", or UTC.');
  }
}
