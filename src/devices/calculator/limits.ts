// What the calculator will do at most. All of it is checked before a number is computed, so that no expression hangs.
import { badArgument, type TwofilesError } from '../../base/errors.ts';

/** Digits of a number, above or below its fraction bar. Ten thousand still compute and print in milliseconds. */
export const MOST_DIGITS = 10_000;

/** Characters of an expression: two numbers of most digits and something between. */
export const MOST_CHARACTERS = 2 * MOST_DIGITS + 1_000;

/** Brackets within brackets, and powers of powers; the parser calls itself for each. */
export const MOST_DEPTH = 100;

/** Digits above times digits below the fraction bar, over all steps: what reducing fractions costs. About a second. */
export const MOST_WORK = 2e9;

/** Digits that count of a number that has no end; all of it is computed with four times as many. */
export const SHOWN_DIGITS = 15;
export const KEPT_DIGITS = 60;

/** The q of a power p/q, and the n of an nth root. */
export const MOST_ROOT = 100;

/** An expression that has no answer here: what is wrong, and what is possible. */
export function cannot(what: string, next: string): TwofilesError {
  return badArgument(what, next);
}

export function tooLarge(what: string): TwofilesError {
  return cannot(
    `${what} has more than ${MOST_DIGITS.toLocaleString('en')} digits.`,
    `Ask for something with at most ${MOST_DIGITS.toLocaleString('en')} digits.`,
  );
}
