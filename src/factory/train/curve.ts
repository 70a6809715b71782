// The curve of a run as an SVG: bits a byte over steps, training and validation. Drawn by hand: a plot library that
// works without a page would bring a whole DOM for two lines.
import type { Metrics } from './loop.ts';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [720, 400, 56, 40, 32]; // pixels
const MOST_POINTS = 1000; // of a line: more cannot be told apart

export type CurvePoint = Pick<Metrics, 'step' | 'bitsPerByte' | 'validation'>;

/** A document of its own. Lines smooth nothing: each point is one step, thinned evenly when there are too many. */
export function curveSvg(points: readonly CurvePoint[], title: string): string {
  const steps = Math.max(1, points.at(-1)?.step ?? 1);
  const measured = points.filter(({ validation }) => validation !== undefined);
  const values = [...points.map(({ bitsPerByte }) => bitsPerByte), ...measured.map(({ validation }) => validation!)];
  const most = values.reduce((a, b) => Math.max(a, b), 0) || 1;
  const x = (step: number): number => LEFT + ((WIDTH - LEFT - 16) * step) / steps;
  const y = (value: number): number => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * value) / most;
  const line = (of: readonly CurvePoint[], value: (point: CurvePoint) => number, colour: string): string => {
    const every = Math.ceil(of.length / MOST_POINTS);
    const thinned = of.filter((_, i) => i % every === 0 || i === of.length - 1);
    const at = thinned.map((point) => `${x(point.step).toFixed(1)},${y(value(point)).toFixed(1)}`).join(' ');
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${at}"/>`;
  };
  const text = (px: number, py: number, anchor: string, words: string): string =>
    `<text x="${px.toFixed(1)}" y="${py.toFixed(1)}" text-anchor="${anchor}">${plain(words)}</text>`;
  const grid = ticks(most).map(
    (value) =>
      `<line x1="${LEFT}" x2="${WIDTH - 16}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="#ddd"/>` +
      text(LEFT - 6, y(value) + 4, 'end', String(value)),
  );
  const along = ticks(steps).map((step) => text(x(step), HEIGHT - BOTTOM + 18, 'middle', String(step)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(LEFT, 18, 'start', `${title}: bits a byte by step (blue: training, orange: validation)`),
    ...grid,
    ...along,
    line(points, ({ bitsPerByte }) => bitsPerByte, '#1f77b4'),
    line(measured, ({ validation }) => validation!, '#ff7f0e'),
    '</svg>\n',
  ].join('\n');
}

/** Four to eight round numbers from 0 to `most`. */
function ticks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.1, 0.2, 0.5, 1].map((part) => part * 2 * power).find((size) => most / size <= 8) ?? power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

function plain(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
