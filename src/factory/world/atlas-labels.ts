// Names on a map: each beside what it names, at the first of several places where it covers no other name and no
// mark. The width of letters is estimated, as no font is at hand; a little too wide is safe.

import type { Point } from './atlas-contours.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a text goes: its anchor point on the baseline. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Mean advance of a serif's letters, ems. */
const ADVANCE = { lower: 0.57, upper: 0.76 } as const;

export function textWidth(text: string, size: number, spacing = 0): number {
  let ems = 0;
  for (const letter of text) ems += letter === letter.toLowerCase() ? ADVANCE.lower : ADVANCE.upper;
  return ems * size + spacing * text.length;
}

/** What is on the map already. */
export class Room {
  readonly #taken: Box[] = [];
  readonly #lines: Point[] = [];
  readonly #bounds: Box;

  constructor(bounds: Box) {
    this.#bounds = bounds;
  }

  take(box: Box): void {
    this.#taken.push(box);
  }

  /** Points of lines that names would rather not cross. */
  avoid(points: readonly Point[]): void {
    this.#lines.push(...points);
  }

  /** Area that would be covered twice, square units; endless outside. */
  cost({ left, top, right, bottom }: Box): number {
    const b = this.#bounds;
    if (left < b.left || top < b.top || right > b.right || bottom > b.bottom) return Number.POSITIVE_INFINITY;
    let area = 0;
    for (const other of this.#taken) {
      const w = Math.min(right, other.right) - Math.max(left, other.left);
      const h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      if (w > 0 && h > 0) area += w * h;
    }
    return area;
  }

  /**
   * Puts a text beside a mark of radius `r`, or on it where `r` is 0. Where there is no room: undefined, but a text
   * that `must` be there covers as little as it can.
   */
  place(text: string, size: number, [x, y]: Point, r: number, { spacing = 0, must = false } = {}): Placed | undefined {
    const width = textWidth(text, size, spacing);
    const options = r === 0 ? on(x, y, size) : beside(x, y, size, r);
    let best: { option: Placed; box: Box; cost: number } | undefined;
    for (const option of options) {
      const box = boxOf(option, width, size);
      const covered = this.cost(box);
      if (covered > 0 && (!must || covered === Number.POSITIVE_INFINITY)) continue;
      const crossed = this.#lines.filter(([u, v]) => u > box.left && u < box.right && v > box.top && v < box.bottom);
      const cost = covered * 10 + crossed.length;
      if (!best || cost < best.cost) best = { option, box, cost };
    }
    if (best) this.take(best.box);
    return best?.option;
  }
}

function beside(x: number, y: number, size: number, r: number): Placed[] {
  const [side, drop] = [r + size * 0.25, size * 0.34];
  const near: Placed[] = [
    { x: x + side, y: y + drop, anchor: 'start' },
    { x: x - side, y: y + drop, anchor: 'end' },
    { x, y: y - r - size * 0.3, anchor: 'middle' },
    { x, y: y + r + size * 0.9, anchor: 'middle' },
    { x: x + side * 0.8, y: y - r * 0.6, anchor: 'start' },
    { x: x + side * 0.8, y: y + r + size * 0.6, anchor: 'start' },
    { x: x - side * 0.8, y: y - r * 0.6, anchor: 'end' },
    { x: x - side * 0.8, y: y + r + size * 0.6, anchor: 'end' },
  ];
  const above = (by: number): Placed[] => [
    { x, y: y - r - size * by, anchor: 'middle' },
    { x, y: y + r + size * (by + 0.6), anchor: 'middle' },
  ];
  return [...near, ...above(0.8), ...above(1.3)];
}

/** Around a middle, outwards. */
function on(x: number, y: number, size: number): Placed[] {
  const spots: Placed[] = [];
  for (let away = 0; away <= 16; away++)
    for (let turn = 0; turn < (away === 0 ? 1 : 12); turn++) {
      const angle = (turn * Math.PI) / 6;
      spots.push({
        x: x + Math.cos(angle) * away * size * 0.6,
        y: y + size * 0.34 + Math.sin(angle) * away * size * 0.4,
        anchor: 'middle',
      });
    }
  return spots;
}

function boxOf({ x, y, anchor }: Placed, width: number, size: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left: left - 1, top: y - size * 0.8, right: left + width + 1, bottom: y + size * 0.24 };
}
