// Eviction: in which order pages are put away. One function, so that another order is a line.
import type { Page } from '../cpu/cpu.ts';

/** Something in the window that may go: a page, or an exchange by its first page. */
export interface Resident {
  readonly page: Page;
  /** When it was last of use; larger is later. */
  readonly used: number;
  /** Tokens that it takes. */
  readonly tokens: number;
}

export interface Eviction {
  readonly name: string;
  /** These, what should go first at the front. */
  order<T extends Resident>(candidates: readonly T[]): readonly T[];
}

/** What was not used for longest goes first; among equals, what came first. */
export const LEAST_RECENTLY_USED: Eviction = {
  name: 'least recently used',
  order: (candidates) => candidates.toSorted((a, b) => a.used - b.used || a.page.id - b.page.id),
};

/** What takes most goes first. */
export const LARGEST: Eviction = {
  name: 'largest',
  order: (candidates) => candidates.toSorted((a, b) => b.tokens - a.tokens || a.page.id - b.page.id),
};
