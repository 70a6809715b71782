// Stories as scripts: named blocks of lines, with alternatives, conditions and parts to play. A script says
// what happens and why; the teller decides how it is put.
//
//   # name            a block; `# plot name cast a:child m:parent o:toy!` a story (`!`: it belongs to `a`)
//   /                 or else: another way this block may go
//   (empty line)      a new paragraph
//   @a *go home       something that happens; before it: + then  = so  - but  < because  ~ while  & who
//   a>b ask: text?    said aloud by `a` to `b`
//   :name             play another block here · %words  an opening for the next sentence
//   {rain} {!rain}    only if so · ?  half the time · !flag  from now on so
import { badArgument } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { chance } from './draw.ts';
import type { Relation } from './joining.ts';
import type { Teller } from './narrator.ts';
import { COMMON } from './stories/common.ts';
import { FEELINGS } from './stories/feelings.ts';
import { ANIMALS } from './stories/plots-animals.ts';
import { CREATURES } from './stories/plots-creatures.ts';
import { DOING } from './stories/plots-doing.ts';
import { DOORS } from './stories/plots-doors.ts';
import { FABLES } from './stories/plots-fables.ts';
import { FINDING } from './stories/plots-finding.ts';
import { GIVING } from './stories/plots-giving.ts';
import { JOURNEYS } from './stories/plots-journeys.ts';
import { MAKING } from './stories/plots-making.ts';
import { MENDING } from './stories/plots-mending.ts';
import { PEOPLE } from './stories/plots-people.ts';
import { SMALL_TROUBLES } from './stories/plots-small.ts';
import { TOWN } from './stories/plots-town.ts';
import { WONDERS } from './stories/plots-wonders.ts';
import { SHORT } from './stories/short.ts';

interface Line {
  readonly needs: readonly string[];
  readonly maybe: boolean;
  readonly what:
    | { readonly kind: 'clause'; readonly relation: Relation; readonly text: string; readonly mark: string | undefined }
    | {
        readonly kind: 'speech';
        readonly by: string;
        readonly to: string | undefined;
        readonly verb: string;
        readonly text: string;
        readonly mark: string;
      }
    | { readonly kind: 'play'; readonly name: string }
    | { readonly kind: 'opening'; readonly text: string }
    | { readonly kind: 'flag'; readonly name: string }
    | { readonly kind: 'paragraph' };
}

export interface Plot {
  readonly name: string;
  /** Which parts, and what kind plays each. */
  readonly cast: readonly { readonly role: string; readonly kind: string; readonly own: boolean }[];
  /** What the day must be like, or must not: `rain`, `!snow`. */
  readonly needs: readonly string[];
}

const RELATIONS: Record<string, Relation> = {
  '+': 'next',
  '=': 'so',
  '-': 'but',
  '<': 'because',
  '~': 'while',
  '&': 'who',
};
const SPEECH = /^(\w+)>(\w*) ([\w ]+): (.*)([.?!])$/;

const blocks = new Map<string, Line[][]>();
export const plots: Plot[] = [];
/** Plots of a few sentences, told to order; documents have none of them. */
export const shortPlots: Plot[] = [];

const SCRIPTS = [
  COMMON,
  FEELINGS,
  FINDING,
  MENDING,
  PEOPLE,
  DOING,
  TOWN,
  DOORS,
  GIVING,
  SMALL_TROUBLES,
  ANIMALS,
  FABLES,
  CREATURES,
  JOURNEYS,
  MAKING,
  WONDERS,
];
for (const text of SCRIPTS) load(text, plots);
load(SHORT, shortPlots);

function load(text: string, into: Plot[]): void {
  let alternatives: Line[][] = [];
  let name = '';
  for (const raw of text.trim().split('\n')) {
    if (raw.startsWith('# ')) {
      const head = raw.slice(2);
      if (head.startsWith('plot ')) {
        const [, plot, cast] = /^plot ([\w-]+) cast (.*)$/.exec(head) as unknown as [string, string, string];
        name = `plot ${plot}`;
        into.push({ name, cast: cast.split(' ').map(part), needs: [] });
      } else name = head.trim();
      if (blocks.has(name)) throw badArgument(`There are two blocks "${name}".`, 'Rename one.');
      alternatives = [[]];
      blocks.set(name, alternatives);
    } else if (raw === '/') alternatives.push([]);
    else alternatives.at(-1)!.push(line(raw));
  }
}

function part(text: string): Plot['cast'][number] {
  const [role, kind] = text.split(':') as [string, string];
  return { role, kind: kind.replace('!', ''), own: kind.endsWith('!') };
}

function line(raw: string): Line {
  let text = raw.trim();
  const needs: string[] = [];
  let maybe = false;
  for (;;) {
    if (text.startsWith('{')) {
      needs.push(...text.slice(1, text.indexOf('}')).split(','));
      text = text.slice(text.indexOf('}') + 1).trim();
    } else if (text.startsWith('?')) {
      maybe = true;
      text = text.slice(1).trim();
    } else break;
  }
  const done = (what: Line['what']): Line => ({ needs, maybe, what });
  if (text === '') return done({ kind: 'paragraph' });
  if (text.startsWith(':')) return done({ kind: 'play', name: text.slice(1) });
  if (text.startsWith('%')) return done({ kind: 'opening', text: text.slice(1) });
  if (text.startsWith('!')) return done({ kind: 'flag', name: text.slice(1) });
  const speech = SPEECH.exec(text);
  if (speech) {
    const [, by, to, verb, said, mark] = speech as unknown as [string, string, string, string, string, string];
    return done({ kind: 'speech', by, to: to || undefined, verb, text: said, mark });
  }
  const relation = RELATIONS[text[0]!] ?? 'new';
  if (relation !== 'new') text = text.slice(1).trim();
  if (relation === 'who' && text.startsWith('*')) text = `@a ${text}`;
  const mark = /[.?!]$/.test(text) ? text.at(-1) : undefined;
  return done({ kind: 'clause', relation, text: mark ? text.slice(0, -1) : text, mark });
}

/** Plays a block; the teller's sentences grow. Returns the sentence numbers where paragraphs begin. */
export class Player {
  readonly paragraphs: number[] = [];
  readonly flags: Set<string>;
  readonly #teller: Teller;
  readonly #random: Random;
  readonly #bound: Map<string, string>;
  /** Alternatives played already in this story, so that none comes twice. */
  readonly #used = new Set<Line[]>();

  constructor(teller: Teller, random: Random, flags: Set<string>, bound: Map<string, string>) {
    this.#teller = teller;
    this.#random = random;
    this.flags = flags;
    this.#bound = bound;
  }

  #holds(needs: readonly string[]): boolean {
    return needs.every((need) => (need.startsWith('!') ? !this.flags.has(need.slice(1)) : this.flags.has(need)));
  }

  play(name: string): void {
    const block = blocks.get(name);
    if (!block) throw badArgument(`There is no block "${name}".`, 'Write it in a file of stories/.');
    const fit = block.filter((way) => way.length === 0 || this.#possible(way));
    const fresh = fit.filter((way) => !this.#used.has(way));
    if (fit.length === 0) return;
    if (fresh.length === 0 && block.length > 1) return;
    const way = this.#random.pick(fresh.length > 0 ? fresh : fit);
    this.#used.add(way);
    for (const each of way) this.#line(each);
  }

  /** A way whose first line cannot be told, or that speaks of a part that nobody plays, is not taken. */
  #possible(way: readonly Line[]): boolean {
    if (way[0]!.needs.length > 0 && !this.#holds(way[0]!.needs)) return false;
    return way.every(
      ({ what }) =>
        !('text' in what) ||
        (rolesOf(what.text).every((role) => this.#teller.d.has(role)) &&
          (what.kind !== 'speech' ||
            (this.#teller.d.has(what.by) && (what.to === undefined || this.#teller.d.has(what.to))))),
    );
  }

  #line({ needs, maybe, what }: Line): void {
    if (!this.#holds(needs) || (maybe && chance(this.#random, 0.5))) return;
    const teller = this.#teller;
    switch (what.kind) {
      case 'paragraph':
        teller.flush();
        teller.d.begin();
        if (teller.sentences.length > (this.paragraphs.at(-1) ?? 0)) this.paragraphs.push(teller.sentences.length);
        return;
      case 'flag':
        if (what.name.startsWith('-')) this.flags.delete(what.name.slice(1));
        else this.flags.add(what.name);
        return;
      case 'play':
        return this.play(what.name);
      case 'opening':
        teller.flush();
        teller.open(what.text, this.#bound);
        return;
      case 'speech':
        return teller.tell({
          relation: 'new',
          clause: teller.read(what.text, this.#bound),
          mark: what.mark,
          speech: what,
        });
      default:
        teller.tell({
          relation: what.relation,
          clause: teller.read(what.text, this.#bound),
          ...(what.mark ? { mark: what.mark } : {}),
        });
    }
  }
}

const roles = new Map<string, string[]>();

function rolesOf(text: string): string[] {
  let known = roles.get(text);
  if (!known)
    roles.set(text, (known = [...new Set([...text.matchAll(/@(\w+?)(?='s|\b)/g)].map((match) => match[1]!))]));
  return known;
}
