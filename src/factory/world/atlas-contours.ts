// Lines of equal height on a grid (marching squares) and smooth paths. Of a ring, higher ground is on the right
// hand as it is drawn with y downwards.

export type Point = readonly [x: number, y: number];

/** Segments within a square by which corners are inside (8 top left, 4 top right, 2 bottom right, 1 bottom left). */
const SEGMENTS: readonly (readonly (readonly [from: Side, to: Side])[])[] = [
  [],
  [['left', 'bottom']],
  [['bottom', 'right']],
  [['left', 'right']],
  [['right', 'top']],
  [
    ['left', 'bottom'],
    ['right', 'top'],
  ],
  [['bottom', 'top']],
  [['left', 'top']],
  [['top', 'left']],
  [['top', 'bottom']],
  [
    ['top', 'left'],
    ['bottom', 'right'],
  ],
  [['top', 'right']],
  [['right', 'left']],
  [['right', 'bottom']],
  [['bottom', 'left']],
  [],
];
type Side = 'left' | 'right' | 'top' | 'bottom';

/** Rings around all that is at `level` or higher; what is beyond the grid counts as low. Grid units. */
export function contours(value: (x: number, y: number) => number, width: number, height: number, level: number) {
  const low = level - 1e9; // so low that rings run along the edge itself
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? low : value(x, y));
  const next = new Map<string, { to: string; point: Point }>();
  for (let y = -1; y < height; y++)
    for (let x = -1; x < width; x++) {
      const [a, b, c, d] = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
      const inside = 8 * Number(a >= level) + 4 * Number(b >= level) + 2 * Number(c >= level) + Number(d >= level);
      const cut = (p: number, q: number): number => (p === q ? 0.5 : (level - p) / (q - p));
      const edges: Record<Side, () => readonly [string, Point]> = {
        top: () => [`h${x},${y}`, [x + cut(a, b), y]],
        bottom: () => [`h${x},${y + 1}`, [x + cut(d, c), y + 1]],
        left: () => [`v${x},${y}`, [x, y + cut(a, d)]],
        right: () => [`v${x + 1},${y}`, [x + 1, y + cut(b, c)]],
      };
      for (const [from, to] of SEGMENTS[inside]!) {
        const [key, point] = edges[from]();
        next.set(key, { to: edges[to]()[0], point });
      }
    }
  const rings: Point[][] = [];
  for (const start of next.keys()) {
    const ring: Point[] = [];
    for (let key = start, step = next.get(key); step; step = next.get(key)) {
      ring.push(step.point);
      next.delete(key);
      key = step.to;
    }
    if (ring.length > 2) rings.push(ring);
  }
  return rings;
}

/** Corners cut off (Chaikin): of a ring, or of a line whose ends stay. */
export function smooth(points: readonly Point[], closed: boolean, times = 1): Point[] {
  let line = [...points];
  for (let i = 0; i < times; i++) {
    const out: Point[] = closed ? [] : [line[0]!];
    for (let j = 0; j < line.length - (closed ? 0 : 1); j++) {
      const [[ax, ay], [bx, by]] = [line[j]!, line[(j + 1) % line.length]!];
      out.push([ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25], [ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75]);
    }
    if (!closed) out.push(line.at(-1)!);
    line = out;
  }
  return line;
}

/** Each point drawn to the middle of its neighbours: takes the stairs out of a path on a grid. */
export function relaxed(points: readonly Point[], times: number): Point[] {
  let line = [...points];
  for (let i = 0; i < times; i++)
    line = line.map((point, j) => {
      const [before, after] = [line[j - 1], line[j + 1]];
      if (!before || !after) return point;
      return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4];
    });
  return line;
}

/** Path data. */
export function pathOf(points: readonly Point[], closed = false): string {
  const at = points.map(([x, y]) => `${round(x)} ${round(y)}`);
  return `M${at.join('L')}${closed ? 'Z' : ''}`;
}

export const round = (n: number): number => Math.round(n * 10) / 10;
