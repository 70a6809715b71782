// Training's backward pass, derived by hand: forward.ts from its last line to its first. `dx` is the gradient
// of the residual stream throughout. Normed inputs and gated activations are computed again rather than kept.
// With `fresh` gradients are written, otherwise added to those of earlier batches.
import type { Command } from '../../silicon/ops.ts';
import { type BatchShape, type Graph, Recorder } from './graph.ts';

export interface HeadOptions {
  /** Go back too. */
  readonly gradients: boolean;
  readonly fresh: boolean;
  /** The loss depends on log-probabilities; false when on values alone. Default true. */
  readonly vocabulary?: boolean | undefined;
}

/**
 * The head, a few rows of logits at a time: log-probabilities of the targets and, with `gradients`, what comes of
 * Σ factors · log-probabilities + Σ dValues · values, left in `scratch.dh` (R, D) as the gradient of `acts.final`.
 */
export function recordHead(graph: Graph, shape: BatchShape, options: HeadOptions): Command[] {
  const { config, weights, acts, scratch, value } = graph;
  const { gradients, fresh, vocabulary = true } = options;
  const { chunk, dChunk, logits, dh } = scratch;
  const { targets: ids, factors, logProbs: out } = acts;
  const table = weights.output!.weight;
  const pass = new Recorder(graph, shape, false);
  const { width: D, vocab: V } = config;
  const dTable = graph.gradients.get(table);
  for (let first = 0; vocabulary && first < pass.rows; first += chunk.rows) {
    const rows = Math.min(chunk.rows, pass.rows - first);
    pass.push(
      { op: 'copyRows', x: acts.final, xRow: first, out: chunk, outRow: 0, rows },
      { op: 'gemm', a: chunk, b: table, out: logits, rows, cols: V, depth: D, transposeB: true },
      { op: 'logProbGrad', x: logits, ids, weights: factors, out, rows, first },
    );
    if (!gradients) continue;
    const accumulate = !fresh || first > 0;
    pass.push(
      { op: 'gemm', a: logits, b: table, out: dChunk, rows, cols: D, depth: V },
      { op: 'copyRows', x: dChunk, xRow: 0, out: dh, outRow: first, rows },
    );
    const product = { op: 'gemm', a: logits, b: chunk, rows: V, cols: D, depth: rows, transposeA: true } as const;
    if (dTable) pass.push({ ...product, out: dTable, accumulate });
  }
  if (gradients && !vocabulary && fresh && dTable)
    pass.push({ op: 'scale', x: dTable, factor: 0, out: dTable, rows: V });
  if (gradients && value) pass.linearGrad(value, acts.final, acts.dValues, dh, fresh, vocabulary);
  return pass.commands;
}

/** From `scratch.dh`, the gradient of `acts.final`, to the gradients of all weights that have one. */
export function recordBackward(graph: Graph, shape: BatchShape, fresh: boolean): Command[] {
  const { config, weights, acts, scratch, gradients } = graph;
  const { heads, kvHeads } = config;
  const { h, act, dx, dh, dq, dk, dv, dAttn, dAct } = scratch;
  const pass = new Recorder(graph, shape, true);
  const { rows } = pass;

  pass.normGrad(weights.outputNorm!, acts.last, dh, dx, fresh);
  for (const [layer, w] of [...weights.layers.entries()].reverse()) {
    const { x, qRaw, kRaw, q, k, v, attn, lse, mid, gate, up } = acts.layers[layer]!;

    // Feed-forward.
    pass.norm(w.ffnNorm!, mid, h);
    pass.push({ op: 'gate', act: 'silu', gate, up, out: act, rows });
    pass.linearGrad(w.down.weight, act, dx, dAct, fresh);
    pass.push({ op: 'gateGrad', gate, up, dOut: dAct, dGate: gate, dUp: up, rows });
    pass.linearGrad(w.gate!.weight, h, gate, dh, fresh);
    pass.linearGrad(w.up.weight, h, up, dh, fresh, true);
    pass.normGrad(w.ffnNorm!, mid, dh, dx, fresh, 1, true);

    // Attention.
    pass.norm(w.attnNorm!, x, h);
    pass.linearGrad(w.o.weight, attn, dx, dAttn, fresh);
    const given = { q, keys: k, values: v, out: attn, lse, dOut: dAttn };
    pass.push({ op: 'attendGrad', ...given, dQ: dq, dKeys: dk, dValues: dv, ...pass.attention });
    pass.rope(dq, heads, acts.backAngles);
    pass.rope(dk, kvHeads, acts.backAngles);
    if (w.qNorm) pass.normGrad(w.qNorm, qRaw, dq, dq, fresh, heads);
    if (w.kNorm) pass.normGrad(w.kNorm, kRaw, dk, dk, fresh, kvHeads);
    pass.linearGrad(w.q.weight, h, dq, dh, fresh);
    pass.linearGrad(w.k.weight, h, dk, dh, fresh, true);
    pass.linearGrad(w.v.weight, h, dv, dh, fresh, true);
    pass.normGrad(w.attnNorm!, x, dh, dx, fresh, 1, true);
  }
  const dTable = gradients.get(weights.tokens);
  const tied = weights.tokens === weights.output!.weight;
  if (dTable) pass.push({ op: 'embedGrad', ids: acts.ids, dOut: dx, dTable, rows, accumulate: tied || !fresh });
  return pass.commands;
}
