// The ground of the world: hills from noise, rivers that run downhill to the sea, towns where there is water,
// roads where walking is easy. Distances are in cells of the grid, a cell being about two kilometres.
import type { Random } from '../../base/random.ts';
import { between } from './draw.ts';
import { type Land, type Place, SEA } from './entities.ts';
import { LANGUAGES, type Names } from './names.ts';

export const WIDTH = 120; // cells
export const HEIGHT = 80;
const OCTAVES = [24, 12, 6, 3]; // cells between the knots of each layer of noise

type Spot = readonly [number, number];

export interface Geography {
  readonly land: Land;
  readonly places: Place[];
}

/** The map while it is being drawn. */
interface Drawing {
  readonly random: Random;
  readonly names: Names;
  readonly ground: Float64Array;
  readonly first: number;
  readonly places: Place[];
  readonly regions: Place[];
  /** Cells of rivers. */
  readonly wet: Set<number>;
}

/** Makes the ground and everything that has a name on it. `first` is the number of the first place. */
export function makeLand(random: Random, names: Names, towns: number, first: number): Geography {
  const ground = heights(random);
  const drawing: Drawing = { random, names, ground, first, places: [], regions: [], wet: new Set() };
  addRegions(drawing, Math.min(LANGUAGES.length, 2 + Math.floor(towns / 5)));
  const rivers = addRivers(drawing);
  addTowns(drawing, towns, rivers);
  addWilds(drawing);
  const roads = makeRoads(
    ground,
    drawing.wet,
    drawing.places.filter((place) => place.kind === 'town'),
  );
  return { land: { width: WIDTH, height: HEIGHT, ground, rivers, roads }, places: drawing.places };
}

function add({ places, first }: Drawing, kind: Place['kind'], [x, y]: Spot, name: string, region: number): Place {
  const none = undefined;
  const unknown = { founded: none, water: none, knownFor: none, height: none, capital: none };
  const place: Place = { kind, id: first + places.length, name, x, y, region, ...unknown };
  places.push(place);
  return place;
}

/** A place named in the language of the region it lies in. */
function named(drawing: Drawing, kind: Place['kind'], spot: Spot, use: 'town' | 'water'): Place {
  const { regions, names } = drawing;
  const region = regions.reduce((best, land) => (far(land, spot) < far(best, spot) ? land : best));
  const tongue = LANGUAGES[regions.indexOf(region)]!;
  const name = names.unique(() => names.word(tongue, use));
  return add(drawing, kind, spot, name, region.id);
}

function addRegions(drawing: Drawing, n: number): void {
  const { random, names, ground, regions, first } = drawing;
  const suits = (x: number, y: number) => at(ground, x, y) > SEA + 0.05 && at(ground, x, y) < 0.6;
  for (const spot of spread(random, n, 26, suits)) {
    const tongue = LANGUAGES[regions.length]!;
    const name = names.unique(() => names.word(tongue, 'land'));
    regions.push(add(drawing, 'region', spot, name, first + drawing.places.length));
  }
}

function addRivers(drawing: Drawing): { place: number; path: Spot[] }[] {
  const { random, ground, wet } = drawing;
  const down = drain(ground);
  const rivers: { place: number; path: Spot[] }[] = [];
  for (const spot of spread(random, 6, 12, (x, y) => at(ground, x, y) > 0.66 && isPeak(ground, x, y))) {
    const peak = named(drawing, 'mountain', spot, 'water');
    peak.height = 600 + Math.floor(at(ground, ...spot) * 240) * 10 + random.int(10);
    const path = follow(down, ground, wet, peak.x, peak.y);
    if (path.length < 10) continue;
    for (const [x, y] of path) wet.add(y * WIDTH + x);
    const river = named(drawing, 'river', path[Math.floor(path.length / 2)]!, 'water');
    river.water = peak.id;
    rivers.push({ place: river.id, path });
  }
  return rivers;
}

function addTowns(drawing: Drawing, n: number, rivers: readonly { place: number; path: readonly Spot[] }[]): void {
  const { random, ground, wet, regions } = drawing;
  const suits = (x: number, y: number) => {
    const h = at(ground, x, y);
    if (h <= SEA + 0.015 || h >= 0.6) return false;
    return random.int(30) === 0 || (random.int(3) > 0 && nearWater(wet, ground, x, y));
  };
  const towns = spread(random, n, 7, suits).map((site) => named(drawing, 'town', site, 'town'));
  for (const town of towns) {
    town.founded = between(random, 4, 210);
    town.water = rivers.find(({ path }) => path.some((spot) => far(town, spot) < 5))?.place;
  }
  for (const land of regions) {
    const own = towns.filter((town) => town.region === land.id);
    land.capital = own.sort((a, b) => far(a, [land.x, land.y]) - far(b, [land.x, land.y]) || a.id - b.id)[0]?.id;
  }
}

/** Forests and lakes, away from towns. */
function addWilds(drawing: Drawing): void {
  const { random, ground, places } = drawing;
  const suits = (x: number, y: number) => {
    const h = at(ground, x, y);
    return h > SEA + 0.06 && h < 0.62 && places.every((place) => place.kind !== 'town' || far(place, [x, y]) > 25);
  };
  for (const spot of spread(random, 4, 14, suits)) named(drawing, 'forest', spot, 'water');
  for (const spot of spread(random, 2, 14, suits)) named(drawing, 'lake', spot, 'water');
}

export const at = (ground: Float64Array, x: number, y: number): number => ground[y * WIDTH + x]!;
const far = (a: { x: number; y: number }, [x, y]: Spot): number => (a.x - x) ** 2 + (a.y - y) ** 2;

/** Value noise in four layers, sinking to the edges. Scaled to [0, 1]. */
function heights(random: Random): Float64Array {
  const ground = new Float64Array(WIDTH * HEIGHT);
  let share = 1;
  for (const step of OCTAVES) {
    const w = Math.floor(WIDTH / step) + 2;
    const knots = Float64Array.from({ length: w * (Math.floor(HEIGHT / step) + 2) }, () => random.float());
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const i = Math.floor(x / step);
        const j = Math.floor(y / step);
        const u = ease((x % step) / step);
        const v = ease((y % step) / step);
        const top = knots[j * w + i]! * (1 - u) + knots[j * w + i + 1]! * u;
        const low = knots[(j + 1) * w + i]! * (1 - u) + knots[(j + 1) * w + i + 1]! * u;
        ground[y * WIDTH + x]! += share * (top * (1 - v) + low * v);
      }
    share /= 2;
  }
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const dx = (x / (WIDTH - 1)) * 2 - 1;
      const dy = (y / (HEIGHT - 1)) * 2 - 1;
      const edge = dx * dx * dx * dx + dy * dy * dy * dy;
      ground[y * WIDTH + x]! -= edge * 0.9 + (dx * dx + dy * dy) * 0.12;
    }
  const low = ground.reduce((a, b) => Math.min(a, b));
  const high = ground.reduce((a, b) => Math.max(a, b));
  return ground.map((h) => (h - low) / (high - low));
}

const ease = (t: number): number => t * t * (3 - 2 * t);

/** For every cell the next one on its way to the sea: a flood rising from the sea finds it (priority flood). */
function drain(ground: Float64Array): Int32Array {
  const down = new Int32Array(ground.length).fill(-1);
  const done = new Uint8Array(ground.length);
  const queue: { cell: number; level: number }[] = [];
  const push = (cell: number, level: number) => {
    let i = queue.length;
    queue.push({ cell, level });
    while (i > 0 && queue[(i - 1) >> 1]!.level > level) {
      queue[i] = queue[(i - 1) >> 1]!;
      i = (i - 1) >> 1;
    }
    queue[i] = { cell, level };
  };
  for (let cell = 0; cell < ground.length; cell++)
    if (ground[cell]! < SEA) {
      done[cell] = 1;
      push(cell, ground[cell]!);
    }
  while (queue.length > 0) {
    const { cell, level } = pop(queue);
    for (const next of around(cell))
      if (!done[next]) {
        done[next] = 1;
        down[next] = cell;
        push(next, Math.max(level + 1e-6, ground[next]!));
      }
  }
  return down;
}

function pop<T extends { level: number }>(queue: T[]): T {
  const top = queue[0]!;
  const last = queue.pop()!;
  if (queue.length === 0) return top;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= queue.length) break;
    if (child + 1 < queue.length && queue[child + 1]!.level < queue[child]!.level) child++;
    if (queue[child]!.level >= last.level) break;
    queue[i] = queue[child]!;
    i = child;
  }
  queue[i] = last;
  return top;
}

function around(cell: number): number[] {
  const x = cell % WIDTH;
  const y = Math.floor(cell / WIDTH);
  const cells: number[] = [];
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++)
      if ((dx || dy) && x + dx >= 0 && x + dx < WIDTH && y + dy >= 0 && y + dy < HEIGHT)
        cells.push((y + dy) * WIDTH + x + dx);
  return cells;
}

function isPeak(ground: Float64Array, x: number, y: number): boolean {
  return around(y * WIDTH + x).every((cell) => ground[cell]! <= at(ground, x, y));
}

function nearWater(wet: ReadonlySet<number>, ground: Float64Array, x: number, y: number): boolean {
  return around(y * WIDTH + x).some((cell) => wet.has(cell) || ground[cell]! < SEA);
}

/** Up to `n` spots that suit, at least `apart` cells from each other (fewer where there is no room). */
function spread(random: Random, n: number, apart: number, suits: (x: number, y: number) => boolean): Spot[] {
  const spots: Spot[] = [];
  for (let tries = 0; spots.length < n && tries < 40_000; tries++) {
    const room = tries < 20_000 ? apart : apart / 2;
    const x = 3 + random.int(WIDTH - 6);
    const y = 3 + random.int(HEIGHT - 6);
    if (suits(x, y) && spots.every(([a, b]) => (a - x) ** 2 + (b - y) ** 2 >= room * room)) spots.push([x, y]);
  }
  return spots;
}

function follow(down: Int32Array, ground: Float64Array, wet: ReadonlySet<number>, x: number, y: number): Spot[] {
  const path: Spot[] = [];
  for (let cell = y * WIDTH + x; cell >= 0; cell = down[cell]!) {
    path.push([cell % WIDTH, Math.floor(cell / WIDTH)]);
    if (ground[cell]! < SEA || (path.length > 1 && wet.has(cell))) break;
  }
  return path;
}

/** The shortest net that joins all towns, and a few short cuts. */
function makeRoads(ground: Float64Array, wet: ReadonlySet<number>, towns: readonly Place[]): Land['roads'] {
  const roads: { from: number; to: number; path: Spot[] }[] = [];
  const joined = new Map(towns.map((town) => [town.id, town.id]));
  const root = (id: number): number => (joined.get(id) === id ? id : root(joined.get(id)!));
  const pairs = towns
    .flatMap((a, i) => towns.slice(i + 1).map((b) => ({ a, b, d: far(a, [b.x, b.y]) })))
    .sort((p, q) => p.d - q.d || p.a.id - q.a.id || p.b.id - q.b.id);
  for (const { a, b, d } of pairs) {
    const apart = root(a.id) !== root(b.id);
    if (!apart && d > 130) continue;
    const path = walk(ground, wet, [a.x, a.y], [b.x, b.y]);
    if (!path || (!apart && path.length > Math.sqrt(d) * 1.6)) continue;
    if (
      !apart &&
      roads.some(
        (road) => road.path.filter(([x, y]) => path.some(([u, v]) => u === x && v === y)).length > path.length / 2,
      )
    )
      continue;
    joined.set(root(a.id), root(b.id));
    roads.push({ from: a.id, to: b.id, path });
  }
  return roads;
}

/** The easiest way on foot (Dijkstra): slopes and rivers cost, the sea cannot be crossed. */
function walk(ground: Float64Array, wet: ReadonlySet<number>, from: Spot, to: Spot): Spot[] | undefined {
  const goal = to[1] * WIDTH + to[0];
  const start = from[1] * WIDTH + from[0];
  const best = new Map([[start, 0]]);
  const back = new Map<number, number>();
  const queue = [{ cell: start, level: 0 }];
  while (queue.length > 0) {
    const { cell, level } = pop(queue);
    if (cell === goal) break;
    if (level > best.get(cell)!) continue;
    for (const next of around(cell)) {
      if (ground[next]! < SEA) continue;
      const straight = next % WIDTH === cell % WIDTH || Math.abs(next - cell) < 2 ? 1 : 1.4;
      const climb = Math.abs(ground[next]! - ground[cell]!) * 60;
      const cost = level + straight + climb + (wet.has(next) && !wet.has(cell) ? 1.5 : 0);
      if (cost >= (best.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      best.set(next, cost);
      back.set(next, cell);
      let i = queue.length;
      queue.push({ cell: next, level: cost });
      while (i > 0 && queue[(i - 1) >> 1]!.level > cost) {
        queue[i] = queue[(i - 1) >> 1]!;
        i = (i - 1) >> 1;
      }
      queue[i] = { cell: next, level: cost };
    }
  }
  if (!back.has(goal)) return undefined;
  const path: Spot[] = [];
  for (let cell = goal; ; cell = back.get(cell)!) {
    path.push([cell % WIDTH, Math.floor(cell / WIDTH)]);
    if (cell === start) return path.reverse();
  }
}
