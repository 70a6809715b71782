// The map of a world as one SVG: heights in tints with lines lit from the north-west, coast, rivers, roads, borders,
// woods, peaks and towns, with their names, a scale and a legend. Drawn by hand from the grid; nothing is random.
import { contours, type Point, pathOf, relaxed, round, smooth } from './atlas-contours.ts';
import { type Box, Room, textWidth } from './atlas-labels.ts';
import { stream } from './draw.ts';
import { isPlace, type Place, SEA } from './entities.ts';
import type { World } from './world.ts';

const CELL = 10; // units a cell of the grid
const MARGIN = 26; // around the map
const FOOT = 104; // under it, for scale and legend
const KM = 2; // a cell is about two kilometres

/** Tints from this height on, sea first. */
const TINTS: readonly (readonly [from: number, colour: string])[] = [
  [0.12, '#93b8c9'],
  [0.22, '#a3c4d2'],
  [0.29, '#b4d1da'],
  [SEA, '#cdd9ac'],
  [0.4, '#d6dcae'],
  [0.47, '#e0dfb1'],
  [0.54, '#e6dcae'],
  [0.61, '#e3d1a2'],
  [0.68, '#d9bf90'],
  [0.75, '#cbaa80'],
  [0.82, '#bd9a78'],
  [0.9, '#d8c9b6'],
  [0.95, '#f3efe8'],
];
const DEEP = '#86adc0';
const STEP = 0.035; // between lines of height
const [INK, WATER, ROAD, BORDER, PAPER] = ['#3b2f25', '#4d7f9c', '#8a5a3c', '#9a4f63', '#f6f0e1'];

/** A place's middle on the sheet. */
const sheet = ([x, y]: Point): Point => [x * CELL + MARGIN + CELL / 2, y * CELL + MARGIN + CELL / 2];

interface Sheet {
  readonly world: World;
  readonly places: readonly Place[];
  readonly width: number;
  readonly height: number;
  readonly room: Room;
}

/** The map, a document of its own. */
export function mapSvg(world: World): string {
  const { land, now } = world;
  const [width, height] = [land.width * CELL, land.height * CELL];
  const bounds = { left: MARGIN + 4, top: MARGIN + 4, right: MARGIN + width - 4, bottom: MARGIN + height - 4 };
  const places = world.entities.filter(isPlace);
  const page: Sheet = { world, places, width, height, room: new Room(bounds) };
  const regions = places.filter(({ kind }) => kind === 'region').map(({ name }) => name);
  const title = `The lands of ${regions.slice(0, -1).join(', ')} and ${regions.at(-1)} in the year ${now}`;
  const coast = ringsAt(page, SEA);
  for (const { path } of land.roads) page.room.avoid(smooth(relaxed(path, 3), false).map(sheet));
  for (const { path } of land.rivers) page.room.avoid(course(path));
  const rose = corner(page);
  page.room.take({ left: rose[0] - 30, top: rose[1] - 46, right: rose[0] + 30, bottom: rose[1] + 30 });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 2 * MARGIN} ${height + 2 * MARGIN + FOOT}" font-family="Georgia, 'Times New Roman', serif" fill="${INK}">`,
    `<title>${title}</title>`,
    `<defs><clipPath id="land"><path d="${coast}"/></clipPath><clipPath id="map"><rect x="${MARGIN}" y="${MARGIN}" width="${width}" height="${height}"/></clipPath></defs>`,
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    `<g clip-path="url(#map)">`,
    ...ground(page, coast),
    ...borders(page),
    ...roads(page),
    ...rivers(page),
    '</g>',
    ...marks(page),
    ...names(page),
    frame(page),
    compass(...rose),
    ...foot(page, title),
    '</svg>\n',
  ].join('\n');
}

function ringsAt({ world: { land } }: Sheet, level: number): string {
  const value = (x: number, y: number): number => land.ground[y * land.width + x]!;
  return contours(value, land.width, land.height, level)
    .map((ring) => pathOf(smooth(ring, true, 2).map(sheet), true))
    .join('');
}

function ground(page: Sheet, coast: string): string[] {
  const { width, height } = page;
  const tints = TINTS.map(
    ([from, colour]) => `<path d="${ringsAt(page, from)}" fill="${colour}" fill-rule="evenodd"/>`,
  );
  return [
    `<rect x="${MARGIN}" y="${MARGIN}" width="${width}" height="${height}" fill="${DEEP}"/>`,
    ...tints.slice(0, 3),
    `<path d="${coast}" fill="none" stroke="#e9f1ee" stroke-width="9" stroke-opacity=".35"/>`,
    `<path d="${coast}" fill="none" stroke="#e9f1ee" stroke-width="4.5" stroke-opacity=".5"/>`,
    ...tints.slice(3),
    ...relief(page),
    `<path d="${coast}" fill="none" stroke="#5c6f66" stroke-width="1.3"/>`,
  ];
}

/** Lines of height, light where they face the sun in the north-west and dark where they do not (Tanaka, 1950). */
function relief({ world: { land } }: Sheet): string[] {
  const value = (x: number, y: number): number => land.ground[y * land.width + x]!;
  const tones = new Map<number, string[]>();
  for (let level = SEA + STEP; level < 1; level += STEP)
    for (const ring of contours(value, land.width, land.height, level)) {
      const points = smooth(ring, true).map(sheet);
      let open: Point[] = [];
      let last: number | undefined;
      const flush = () => {
        if (last !== undefined && open.length > 1) tones.set(last, [...(tones.get(last) ?? []), pathOf(open)]);
      };
      for (const [i, from] of points.entries()) {
        const to = points[(i + 1) % points.length]!;
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        const lit = (Math.SQRT1_2 * (dx - dy)) / (Math.hypot(dx, dy) || 1); // downhill is to the left
        const tone = Math.round(lit * 3);
        if (tone !== last) {
          flush();
          open = [from];
          last = tone;
        }
        open.push(to);
      }
      flush();
    }
  return [...tones]
    .filter(([tone]) => tone !== 0)
    .map(([tone, paths]) => {
      const colour = tone > 0 ? '#fffbe8' : '#4a3520';
      const opacity = round((Math.abs(tone) / 3) * (tone > 0 ? 0.8 : 0.55) * 10) / 10;
      return `<path d="${paths.join('')}" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${round(0.6 + Math.abs(tone) * 0.3)}"/>`;
    });
}

/** Between regions: where two middles are equally far. */
function borders({ world: { land }, places }: Sheet): string[] {
  const regions = places.filter(({ kind }) => kind === 'region');
  const far = ({ x, y }: Place, u: number, v: number): number => Math.hypot(x - u, y - v);
  const rings = regions.flatMap((region) => {
    const others = regions.filter((other) => other !== region);
    const own = (x: number, y: number): number =>
      Math.min(...others.map((other) => far(other, x, y)), 1e6) - far(region, x, y);
    return contours(own, land.width, land.height, 0).map((ring) => pathOf(smooth(ring, true).map(sheet), true));
  });
  return [
    `<path d="${rings.join('')}" clip-path="url(#land)" fill="none" stroke="${BORDER}" stroke-opacity=".4" stroke-width="2.6"/>`,
  ];
}

function roads({ world: { land } }: Sheet): string[] {
  const d = land.roads.map(({ path }) => pathOf(smooth(relaxed(path, 3), false).map(sheet))).join('');
  return [
    `<path d="${d}" fill="none" stroke="${PAPER}" stroke-opacity=".8" stroke-width="3.4" stroke-linejoin="round"/>`,
    `<path d="${d}" fill="none" stroke="${ROAD}" stroke-width="1.5" stroke-dasharray="6 2.5" stroke-linejoin="round"/>`,
  ];
}

/** A river's course on the sheet. */
const course = (path: readonly Point[]): Point[] => smooth(relaxed(path, 2), false, 2).map(sheet);

/** Wider towards the sea. */
function rivers({ world: { land } }: Sheet): string[] {
  const parts = 4;
  return land.rivers.flatMap(({ path }) => {
    const points = course(path);
    return Array.from({ length: parts }, (_, i) => {
      const [from, to] = [i, i + 1].map((k) => Math.floor((k * (points.length - 1)) / parts)) as [number, number];
      const width = 1.2 + i * 0.75;
      return `<path d="${pathOf(points.slice(from, to + 1))}" fill="none" stroke="${WATER}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
    });
  });
}

/** Radius of what stands for a place; names keep clear of it. */
const RADIUS: Readonly<Record<Place['kind'], number>> = {
  town: 5,
  mountain: 8,
  lake: 15,
  forest: 26,
  river: 0,
  region: 0,
};

function marks({ world, places, room }: Sheet): string[] {
  const capitals = new Set(places.map(({ capital }) => capital));
  return places.map((place) => {
    const [x, y] = sheet([place.x, place.y]);
    const r = RADIUS[place.kind];
    const flat = place.kind === 'lake' ? 0.62 : 1;
    if (r > 0) room.take({ left: x - r, top: y - r * flat, right: x + r, bottom: y + r * flat });
    if (place.kind === 'town') return town(x, y, capitals.has(place.id));
    if (place.kind === 'mountain') return peak(x, y);
    if (place.kind === 'lake') return lake(world, place, x, y);
    return place.kind === 'forest' ? forest(world, place, x, y) : '';
  });
}

function town(x: number, y: number, capital: boolean): string {
  if (!capital) return `<circle cx="${x}" cy="${y}" r="4" fill="#fff" stroke="${INK}" stroke-width="1.6"/>`;
  return `<rect x="${x - 5}" y="${y - 5}" width="10" height="10" fill="#b5342c" stroke="${INK}" stroke-width="1.5"/><circle cx="${x}" cy="${y}" r="1.8" fill="#fff"/>`;
}

function peak(x: number, y: number): string {
  return `<path d="M${x - 9} ${y + 6}L${x} ${y - 9}L${x + 9} ${y + 6}Z" fill="#8b735d" stroke="${INK}" stroke-width="1"/><path d="M${x - 3} ${y - 4}L${x} ${y - 9}L${x + 3} ${y - 4}L${x + 1} ${y - 5.5}L${x - 1} ${y - 3.5}Z" fill="#fff"/>`;
}

function lake({ seed }: World, { id }: Place, x: number, y: number): string {
  const random = stream(seed, 300, id);
  const shore = Array.from({ length: 12 }, (_, i): Point => {
    const r = 11 + random.int(6);
    return [x + Math.cos((i * Math.PI) / 6) * r, y + Math.sin((i * Math.PI) / 6) * r * 0.62];
  });
  return `<path d="${pathOf(smooth(shore, true, 2), true)}" fill="#b4d1da" stroke="${WATER}" stroke-width="1.3"/>`;
}

function forest({ seed }: World, { id }: Place, x: number, y: number): string {
  const random = stream(seed, 301, id);
  const trees = Array.from({ length: 16 }, (_, i): Point => {
    const r = 24 * Math.sqrt((i + 0.5) / 16);
    const angle = i * 2.4; // the golden angle spreads them evenly
    return [x + Math.cos(angle) * r + random.int(3), y + Math.sin(angle) * r * 0.75 + random.int(3)];
  }).sort((a, b) => a[1] - b[1]);
  const tree = ([u, v]: Point): string =>
    `M${round(u - 4)} ${round(v + 3)}L${round(u)} ${round(v - 8)}L${round(u + 4)} ${round(v + 3)}Z`;
  return `<path d="${trees.map(tree).join('')}" fill="#6f8f5c" stroke="#40583a" stroke-width=".8"/>`;
}

interface Style {
  readonly size: number;
  readonly spacing?: number;
  readonly attributes: string;
}

const HALO = `paint-order="stroke" stroke="${PAPER}" stroke-width="3" stroke-opacity=".85" stroke-linejoin="round"`;
const STYLES: Readonly<Record<Place['kind'], Style>> = {
  town: { size: 14, attributes: HALO },
  mountain: { size: 12, attributes: `font-style="italic" ${HALO}` },
  lake: { size: 12, attributes: `font-style="italic" ${HALO} fill="#2c5870"` },
  forest: { size: 12, attributes: `font-style="italic" ${HALO} fill="#35502d"` },
  river: { size: 12.5, attributes: `font-style="italic" ${HALO} fill="#2c5870"` },
  region: { size: 25, spacing: 8, attributes: 'fill="#7c3a4c" fill-opacity=".75"' },
};
const ORDER: readonly Place['kind'][] = ['town', 'mountain', 'lake', 'forest', 'region', 'river'];

function names(page: Sheet): string[] {
  const { places, room } = page;
  const capitals = new Set(places.map(({ capital }) => capital));
  const rank = (place: Place): number => ORDER.indexOf(place.kind) * 2 - Number(capitals.has(place.id));
  return [...places]
    .sort((a, b) => rank(a) - rank(b))
    .map((place) => {
      if (place.kind === 'river') return riverName(page, place);
      const { size: usual, spacing = 0, attributes } = STYLES[place.kind];
      const size = capitals.has(place.id) ? usual + 3 : usual;
      const text = place.kind === 'region' ? place.name.toUpperCase() : labelOf(place);
      const must = place.kind === 'town';
      const at = room.place(text, size, sheet([place.x, place.y]), RADIUS[place.kind], { spacing, must });
      if (!at) return '';
      const bold = capitals.has(place.id) ? ' font-weight="bold"' : '';
      const spaced = spacing > 0 ? ` letter-spacing="${spacing}"` : '';
      return `<text x="${round(at.x)}" y="${round(at.y)}" text-anchor="${at.anchor}" font-size="${size}"${bold}${spaced} ${attributes}>${text}</text>`;
    });
  function labelOf({ kind, name, height }: Place): string {
    if (kind === 'mountain') return `${name} ${height} m`;
    if (kind === 'lake') return `Lake ${name}`;
    return kind === 'forest' ? `${name} Forest` : name;
  }
}

/** Along the river, where nothing else stands. */
function riverName({ world: { land }, room }: Sheet, place: Place): string {
  const river = land.rivers.find((each) => each.place === place.id);
  if (!river) return '';
  const { size, attributes } = STYLES.river;
  const forth = course(river.path);
  const spacing = 2;
  const width = textWidth(place.name, size, spacing);
  let best: { points: readonly Point[]; start: number; cost: number; under: readonly Point[] } | undefined;
  for (const points of [forth, forth.toReversed()]) {
    const along = distances(points);
    const total = along.at(-1)!;
    for (let start = total * 0.08; start + width < total * 0.95; start += 8) {
      const under = points.filter((_, i) => along[i]! >= start && along[i]! <= start + width);
      if (under.length < 2 || under.at(-1)![0] <= under[0]![0]) continue; // would stand on its head
      const covered = under.reduce((sum, point) => sum + room.cost(letter(point, size)), 0);
      const cost = covered + bend(under) * 40;
      if (cost < (best?.cost ?? 60)) best = { points, start, cost, under };
    }
  }
  if (!best) return '';
  for (const point of best.under) room.take(letter(point, size));
  const id = `river-${place.id}`;
  return `<path id="${id}" d="${pathOf(best.points)}" fill="none"/><text font-size="${size}" letter-spacing="${spacing}" dy="-5" ${attributes}><textPath href="#${id}" startOffset="${round(best.start)}">${place.name}</textPath></text>`;
}

/** The room of a letter above a point of its line. */
const letter = ([x, y]: Point, size: number): Box => ({
  left: x - 5,
  top: y - 6 - size * 0.7,
  right: x + 5,
  bottom: y - 1,
});

function distances(points: readonly Point[]): number[] {
  const along = [0];
  for (let i = 1; i < points.length; i++)
    along.push(along[i - 1]! + Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]));
  return along;
}

/** How much a line turns, radians in all. */
function bend(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 2; i < points.length; i++) {
    const [a, b, c] = [points[i - 2]!, points[i - 1]!, points[i]!];
    const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0]);
    sum += Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
  }
  return sum;
}

function frame({ width, height }: Sheet): string {
  const rect = (out: number, stroke: number): string =>
    `<rect x="${MARGIN - out}" y="${MARGIN - out}" width="${width + 2 * out}" height="${height + 2 * out}" fill="none" stroke="${INK}" stroke-width="${stroke}"/>`;
  return rect(0, 1.2) + rect(7, 3);
}

function foot({ width, height }: Sheet, title: string): string[] {
  const top = MARGIN + height + 34;
  const text = (x: number, y: number, words: string, more = ''): string =>
    `<text x="${x}" y="${y}" font-size="13" ${more}>${words}</text>`;
  const km = 20;
  const unit = (km / KM) * CELL;
  const bars = [0, 1, 2, 3].map(
    (i) =>
      `<rect x="${MARGIN + i * unit}" y="${top + 34}" width="${unit}" height="6" fill="${i % 2 ? PAPER : INK}" stroke="${INK}"/>` +
      text(MARGIN + i * unit, top + 56, String(i * km), 'text-anchor="middle"'),
  );
  const signs: readonly (readonly [sign: (x: number, y: number) => string, words: string])[] = [
    [(x, y) => town(x, y, true), 'capital'],
    [(x, y) => town(x, y, false), 'town'],
    [peak, 'peak'],
    [
      (x, y) => `<path d="M${x - 4} ${y + 5}L${x} ${y - 6}L${x + 4} ${y + 5}Z" fill="#6f8f5c" stroke="#40583a"/>`,
      'forest',
    ],
    [(x, y) => `<path d="M${x - 12} ${y}H${x + 12}" stroke="${WATER}" stroke-width="3"/>`, 'river'],
    [
      (x, y) => `<path d="M${x - 12} ${y}H${x + 12}" stroke="${ROAD}" stroke-width="1.6" stroke-dasharray="6 2.5"/>`,
      'road',
    ],
    [
      (x, y) => `<path d="M${x - 14} ${y}H${x + 14}" stroke="${BORDER}" stroke-width="2.6" stroke-opacity=".5"/>`,
      'border',
    ],
  ];
  const left = width - 460;
  return [
    text(MARGIN, top + 8, title, 'font-style="italic" style="font-size:19px"'),
    ...bars,
    text(MARGIN + 4 * unit + 10, top + 42, `${4 * km} km`),
    ...signs.map(([sign, words], i) => {
      const [x, y] = [left + (i % 4) * 125, top + 10 + Math.floor(i / 4) * 32];
      return sign(x, y) + text(x + 20, y + 4, words);
    }),
  ];
}

/** The corner that is farthest from every place: the compass stands there. */
function corner({ width, height, places }: Sheet): Point {
  const spots = [MARGIN + width - 46, MARGIN + 46].flatMap((x) =>
    [MARGIN + 56, MARGIN + height - 42].map((y): Point => [x, y]),
  );
  const free = ([x, y]: Point): number =>
    Math.min(...places.map((place) => sheet([place.x, place.y])).map(([u, v]) => Math.hypot(u - x, v - y)));
  return spots.reduce((best, spot) => (free(spot) > free(best) ? spot : best));
}

function compass(x: number, y: number): string {
  const needle = (turn: number, fill: string): string =>
    `<path d="M0 -26L5 0L0 5L-5 0Z" transform="rotate(${turn})" fill="${fill}" stroke="${INK}" stroke-width=".8"/>`;
  return `<g transform="translate(${x} ${y})"><circle r="17" fill="none" stroke="${INK}" stroke-opacity=".6"/>${needle(90, PAPER)}${needle(270, PAPER)}${needle(180, PAPER)}${needle(0, INK)}<text y="-31" text-anchor="middle" font-size="14" font-weight="bold">N</text></g>`;
}
