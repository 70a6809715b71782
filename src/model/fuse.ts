// Neighbouring commands of a pass made one, with the same results bit for bit: fewer commands, and fewer
// meetings of the threads. Where a tap looks in between, the list is cut there and nothing is joined across.
import type { Command, Tensor } from '../silicon/ops.ts';

type Of<Name extends Command['op']> = Extract<Command, { op: Name }>;

/** `passing` carries a product to the residual stream: nothing reads it once it was added. */
export function fuse(commands: readonly Command[], passing: Tensor): Command[] {
  const list: Command[] = [];
  for (const command of commands) {
    const sum = addedProduct(list.at(-1), command, passing);
    if (sum) list.pop();
    list.push(sum ?? command);
    const place = storedHeads(list);
    if (place) list.splice(list.length - place.length, place.length, place.command);
  }
  return list;
}

/** y = W x, then a = a + y: the product adds to a itself. */
function addedProduct(before: Command | undefined, now: Command, passing: Tensor): Of<'matmul'> | undefined {
  if (before?.op !== 'matmul' || now.op !== 'add') return undefined;
  const { x, y, out, rows, broadcast } = now;
  const adds = y === passing && x === out && rows === before.rows && !broadcast;
  if (!adds || before.out !== y || before.x === out || before.accumulate) return undefined;
  return { ...before, out, accumulate: true };
}

/** Norms of q and k (or not), ropes of q and k, stores of k and v at the end of a list; and how many commands that is. */
function storedHeads(list: readonly Command[]): { command: Of<'ropeStore'>; length: number } | undefined {
  const [turnQ, turnK, keys, values] = list.slice(-4);
  if (turnQ?.op !== 'rope' || turnK?.op !== 'rope' || keys?.op !== 'store' || values?.op !== 'store') return undefined;
  const { x: q, angles, rows, heads, headDim, rotary, layout } = turnQ;
  const { x: k, heads: kvHeads } = turnK;
  const { x: v, slots } = values;
  if (keys.x !== k || keys.slots !== slots || turnK.angles !== angles || new Set([q, k, v]).size < 3) return undefined;
  const [first, second] = [list.at(-6), list.at(-5)].map((norm) => (norm?.op === 'rmsNorm' ? norm : undefined));
  const normed = isNormOf(first, q) && isNormOf(second, k) && first.eps === second.eps;
  const common = { rows, heads, kvHeads, headDim, rotary, layout, angles, slots, eps: normed ? first.eps : 0 };
  const norms = normed ? { qNorm: first.weight, kNorm: second.weight } : {};
  const command = { op: 'ropeStore', q, k, v, keys: keys.out, values: values.out, ...norms, ...common } as const;
  return { command, length: normed ? 6 : 4 };
}

function isNormOf(norm: Of<'rmsNorm'> | undefined, x: Tensor): norm is Of<'rmsNorm'> {
  return norm?.x === x && norm.out === x;
}
