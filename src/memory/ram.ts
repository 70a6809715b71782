// RAM: the window as labelled pages. Pages come in at the end and keep their order, so that a prompt begins as the one
// before it did and the engine's cache hits. When they no longer fit, the eviction decides what goes: a page within the
// present exchange leaves a line in its place, an earlier exchange goes whole, perhaps for a summary. Nothing is lost:
// what is put away can be read again.
// Rules of use: what is pinned stays; a label counts also when its page is put away. `fit` decides and `apply` does, so
// that a replay can do the same without deciding again.
import { TwofilesError } from '../base/errors.ts';
import type { Cpu, Page, Prompt } from '../cpu/cpu.ts';
import { join, type Label, label } from '../security/label.ts';
import { type Part, wordsOf } from '../text/abi.ts';
import type { Role, ToolSpec } from '../text/messages.ts';
import { type Eviction, LEAST_RECENTLY_USED, type Resident } from './evict.ts';

/** Most of the room that pages of a role may take together: results must leave room to think. */
const SHARES: Readonly<Partial<Record<Role, number>>> = { tool: 0.6 };
/** Most of the room that one new page may take, so that the person's words and an answer fit beside it. */
const ONE_PAGE = 0.4;
/** Once something must go, this share of the room is freed down to: a cut costs the cache, so it should be rare. */
const LOW_WATER = 0.7;
/** Characters of a page that its line shows. */
const SHOWN = 40;

/** What is to be put away: `line` leaves a line in its place, `out` nothing. */
export interface Change {
  readonly ids: readonly number[];
  readonly as: 'line' | 'out';
  /** What stands for them, in words. */
  readonly summary?: string;
}

/** Makes a summary of pages, in at most `tokens`; '' for none. */
export type Summarise = (pages: readonly Page[], tokens: number) => Promise<string>;

interface Entry {
  readonly page: Page;
  readonly exchange: number;
  state: 'in' | 'line' | 'out';
  /** When it was last of use: how many pages there were. */
  used: number;
  /** For a summary: the pages that it stands for. */
  readonly of?: readonly number[];
}

export class Ram {
  readonly #cpu: Cpu;
  readonly #eviction: Eviction;
  readonly #entries: Entry[] = [];
  /** Tokens of a page alone, by its number; of its line, by its number negated. */
  readonly #costs = new Map<number, number>();
  #empty: number | undefined;
  #exchange = 0;

  constructor(cpu: Cpu, eviction: Eviction = LEAST_RECENTLY_USED) {
    this.#cpu = cpu;
    this.#eviction = eviction;
  }

  /** All pages, those put away too, in the order they came. */
  get pages(): readonly (Page & { readonly state: Entry['state']; readonly of: readonly number[] | undefined })[] {
    return this.#entries.map(({ page, state, of }) => ({ ...page, state, of }));
  }

  /** What is in sight. */
  get resident(): readonly Page[] {
    return this.#shown();
  }

  /** The join of all labels, of what is put away too. */
  get label(): Label {
    return join(...this.#entries.map(({ page }) => page.label));
  }

  /** Puts a page at the end; an exchange begins where a person speaks after anyone else. */
  add(draft: Omit<Page, 'id'>): Page {
    const last = this.#entries.findLast(({ page }) => page.role !== 'system')?.page.role;
    if (draft.role === 'user' && last !== undefined && last !== 'user') this.#exchange++;
    return this.#put(draft, draft.role === 'system' ? -1 : this.#exchange).page;
  }

  /** What stands on a page, wherever it is. @throws `not-found`. */
  read(id: number): Page {
    const found = this.#entries.find(({ page }) => page.id === id);
    if (!found) throw new TwofilesError('not-found', `There is no page ${id}.`, 'Ask for a page that there is.');
    return found.page;
  }

  /**
   * The longest beginning of a text that one page may hold, at the end of a line or a word where there is one.
   * `rest` is where it goes on, in characters; the text's length when all of it fits.
   */
  async cut(text: string, role: Role, reserve: number): Promise<{ readonly text: string; readonly rest: number }> {
    const most = Math.max(8, Math.floor((this.#cpu.window - reserve) * ONE_PAGE));
    const fits = async (length: number) => (await this.#cost([{ text: text.slice(0, length) }], role)) <= most;
    let low = 0;
    let high = Math.min(text.length, most * 4);
    while (high < text.length && (await fits(high))) [low, high] = [high, Math.min(text.length, high * 2)];
    if (high === text.length && (await fits(high))) return { text, rest: text.length };
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (await fits(middle)) low = middle;
      else high = middle;
    }
    const rest = tidy(text, low);
    return { text: text.slice(0, rest), rest };
  }

  /** The prompt as it stands. */
  prompt(tools: readonly ToolSpec[]): Prompt {
    return { pages: this.#shown(), tools };
  }

  /**
   * What must be put away so that prompt and `reserve` tokens fit the window; nothing when they do. With `summarise`,
   * whole exchanges leave a summary.
   * @throws `context-full` when what is pinned and what was just said do not fit even alone.
   */
  async fit(tools: readonly ToolSpec[], reserve: number, summarise?: Summarise): Promise<Change[]> {
    const room = this.#cpu.window - reserve;
    const before = this.#entries.map(({ state }) => state);
    const changes: Change[] = [];
    try {
      let tokens = await this.#count(tools);
      const most = tokens > room ? Math.floor(room * LOW_WATER) : room;
      for (;;) {
        const over = await this.#overShare(room);
        const change = over || tokens > most ? await this.#next(tokens - most, over) : undefined;
        if (!change) break;
        this.#mark(change);
        changes.push(change);
        tokens = await this.#count(tools);
      }
      if (tokens > room)
        throw new TwofilesError(
          'context-full',
          `${tokens} tokens must be in sight, and there is room for ${Math.max(0, room)}.`,
          'Say less at once, pin less, or use a model with a larger window.',
        );
    } finally {
      for (const [i, state] of before.entries()) this.#entries[i]!.state = state;
    }
    return summarise ? this.#summarised(changes, tools, room, summarise) : changes;
  }

  /** Puts pages away as `fit` found. A summary comes in as a page of its own, with the labels of all it stands for. */
  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      this.#mark(change);
      if (change.summary === undefined) continue;
      const gone = this.#entries.filter(({ page }) => change.ids.includes(page.id));
      const labels = gone.map(({ page }) => page.label);
      const of = gone.flatMap(({ page, of }) => of ?? [page.id]);
      this.#put(
        {
          ...{ role: 'system', parts: [{ text: `Earlier: ${change.summary}` }], pinned: false },
          ...{ label: join(label(['model']), ...labels), origin: `summary of pages ${of.join(', ')}` },
        },
        -1,
        of,
      );
    }
  }

  /** Says that pages were of use: they were quoted, or asked for. */
  use(ids: readonly number[]): void {
    for (const entry of this.#entries) if (ids.includes(entry.page.id)) entry.used = this.#entries.length;
  }

  #put(draft: Omit<Page, 'id'>, exchange: number, of?: readonly number[]): Entry {
    const page: Page = { ...draft, id: this.#entries.length + 1 };
    const entry: Entry = { page, exchange, state: 'in', used: page.id, ...(of ? { of } : {}) };
    this.#entries.push(entry);
    return entry;
  }

  /** Instructions and summaries come first, then what was said. */
  #shown(): Page[] {
    const seen = this.#entries.filter(({ state }) => state !== 'out');
    const first = seen.filter(({ page }) => page.role === 'system');
    const rest = seen.filter(({ page }) => page.role !== 'system');
    return [...first, ...rest].map(({ page, state }) => (state === 'line' ? lineOf(page) : page));
  }

  #mark({ ids, as }: Change): void {
    for (const entry of this.#entries) if (ids.includes(entry.page.id)) entry.state = as;
  }

  /** What goes next to free `need` tokens, or of a role that is over its share; undefined when nothing may. */
  async #next(need: number, over: Role | undefined): Promise<Change | undefined> {
    if (over) {
      const [first] = this.#eviction.order(await this.#shortened((entry) => this.#isOver(entry, over)));
      return first && { ids: [first.page.id], as: 'line' };
    }
    const earlier = await this.#residents(
      ({ exchange, page, of }) => exchange < this.#exchange && (page.role !== 'system' || of !== undefined),
    );
    const exchanges = Map.groupBy(earlier, ({ exchange }) => exchange);
    const old = take(this.#eviction.order([...exchanges.values()].map(together)), need);
    if (old.length > 0)
      return { ids: old.flatMap(({ exchange }) => exchanges.get(exchange)!.map(({ page }) => page.id)), as: 'out' };
    // In the present exchange, what the person said stays, and what came last, which is to be thought about.
    const last = this.#entries.at(-1);
    const mayGo = (entry: Entry): boolean =>
      entry !== last && entry.exchange === this.#exchange && entry.page.role !== 'user';
    const long = take(this.#eviction.order(await this.#shortened(mayGo)), need);
    if (long.length > 0) return { ids: long.map(({ page }) => page.id), as: 'line' };
    const rest = take(this.#eviction.order(await this.#residents(mayGo)), need);
    return rest.length > 0 ? { ids: rest.map(({ page }) => page.id), as: 'out' } : undefined;
  }

  /** What came last stays, however much its role has taken. */
  #isOver(entry: Entry, role: Role): boolean {
    return entry.page.role === role && entry !== this.#entries.at(-1);
  }

  /** Pages that a line would make shorter. */
  async #shortened(which: (entry: Entry) => boolean): Promise<Sized[]> {
    const found = await this.#residents((entry) => entry.state === 'in' && which(entry));
    return found.filter(({ tokens, line }) => tokens > line);
  }

  async #residents(which: (entry: Entry) => boolean): Promise<Sized[]> {
    const found = this.#entries.filter((entry) => entry.state !== 'out' && !entry.page.pinned && which(entry));
    return Promise.all(
      found.map(async ({ page, used, exchange, state }) => {
        const line = await this.#costOf(page, true);
        const tokens = state === 'line' ? line : await this.#costOf(page, false);
        return { page, used, exchange, tokens, line };
      }),
    );
  }

  /** A role whose pages take more than their share, of which something can still go. */
  async #overShare(room: number): Promise<Role | undefined> {
    for (const [role, share] of Object.entries(SHARES) as [Role, number][]) {
      let tokens = 0;
      for (const { page, state } of this.#entries)
        if (page.role === role && state !== 'out') tokens += await this.#costOf(page, state === 'line');
      if (tokens > share * room && (await this.#shortened((entry) => this.#isOver(entry, role))).length > 0)
        return role;
    }
    return undefined;
  }

  async #summarised(
    changes: Change[],
    tools: readonly ToolSpec[],
    room: number,
    summarise: Summarise,
  ): Promise<Change[]> {
    const out = changes.filter(({ as }) => as === 'out').flatMap(({ ids }) => ids);
    if (out.length === 0) return changes;
    const gone = this.#entries.filter(({ page }) => out.includes(page.id)).map(({ page }) => page);
    const lines = changes.filter(({ as }) => as === 'line');
    const most = Math.floor((room * (1 - LOW_WATER)) / 2);
    const summary = (await summarise(gone, most)).trim();
    const merged: Change = summary === '' ? { ids: out, as: 'out' } : { ids: out, as: 'out', summary };
    const all = [...lines, merged];
    const trial = new Ram(this.#cpu);
    for (const entry of this.#entries) trial.#entries.push({ ...entry });
    trial.apply(all);
    return (await trial.#count(tools)) <= room ? all : [...lines, { ids: out, as: 'out' }];
  }

  async #count(tools: readonly ToolSpec[]): Promise<number> {
    return this.#cpu.count(this.prompt(tools));
  }

  async #costOf(page: Page, line: boolean): Promise<number> {
    const key = line ? -page.id : page.id;
    let cost = this.#costs.get(key);
    if (cost === undefined)
      this.#costs.set(key, (cost = await this.#cost((line ? lineOf(page) : page).parts, page.role)));
    return cost;
  }

  /** Tokens that a page adds to a prompt. */
  async #cost(parts: readonly Part[], role: Role): Promise<number> {
    this.#empty ??= await this.#cpu.count({ pages: [], tools: [] });
    const writes = parts.some((part) => 'call' in part || 'quote' in part);
    const page: Page = { id: 0, role: writes ? 'assistant' : role, parts, label: label([]), origin: '', pinned: false };
    return (await this.#cpu.count({ pages: [page], tools: [] })) - this.#empty;
  }
}

interface Sized extends Resident {
  readonly exchange: number;
  readonly line: number;
}

/** An exchange as one thing to put away. */
function together(pages: readonly Sized[]): Sized {
  const tokens = pages.reduce((sum, each) => sum + each.tokens, 0);
  return { ...pages[0]!, tokens, used: Math.max(...pages.map(({ used }) => used)) };
}

/** The first ones that make up `need` tokens. */
function take<T extends Resident>(order: readonly T[], need: number): T[] {
  let sum = 0;
  return order.filter(({ tokens }) => {
    const more = sum < need;
    if (more) sum += tokens;
    return more;
  });
}

/** The line that stands for a page. */
function lineOf(page: Page): Page {
  const text = wordsOf(page.parts, { passages: true });
  const words = text.replace(/\s+/g, ' ').trim();
  const shown = words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
  return { ...page, parts: [{ text: `(page ${page.id} is put away: ${shown})` }] };
}

/** A place to cut at or before `at`: after a line, else after a word, never inside a character. */
function tidy(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at - 1);
  if (line > at / 2) return line + 1;
  const word = text.lastIndexOf(' ', at - 1);
  if (word > at / 2) return word + 1;
  return at > 0 && /[\uD800-\uDBFF]/.test(text[at - 1]!) ? at - 1 : at;
}
