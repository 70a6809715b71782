// Days of the calendar (Gregorian, for all years from 1 to 9999), counted from 1970-01-01.
import { cannot } from './limits.ts';

const DAY = 86_400_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "2024-02-29" as a day number. @throws for days that there are not. */
export function readDate(text: string): number {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    throw cannot(`There is no ${text}.`, 'Dates are year-month-day: 2024-02-29.');
  return dayOf(year, month, day);
}

export function dateText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function weekday(day: number): string {
  return WEEKDAYS[new Date(day * DAY).getUTCDay()]!;
}

/** Months on, where a day that the month lacks becomes its last; then days on. */
export function later(day: number, months: number, days: number): number {
  const start = new Date(day * DAY);
  const count = start.getUTCFullYear() * 12 + start.getUTCMonth() + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  const moved = Math.abs(months) < 1e6 ? dayOf(year, month, Math.min(start.getUTCDate(), daysIn(year, month))) : NaN;
  const end = moved + days;
  if (!(end >= FIRST && end <= LAST))
    throw cannot('That date is out of the calendar.', 'Dates go from 0001-01-01 to 9999-12-31.');
  return end;
}

function dayOf(year: number, month: number, day: number): number {
  // Years below 100 mean 19xx to Date.UTC.
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

function daysIn(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}

const FIRST = dayOf(1, 1, 1);
const LAST = dayOf(9999, 12, 31);
