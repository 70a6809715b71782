// Training's forward pass: the same network as model/forward.ts over whole sequences, keeping what the backward
// needs. Read the two side by side, then backward.ts, which undoes each line from the last to the first.
import type { Command } from '../../silicon/ops.ts';
import { type BatchShape, type Graph, Recorder } from './graph.ts';

/** Runs all rows through all layers; the normed residual stream is left in `acts.final` (R, D). */
export function recordForward(graph: Graph, shape: BatchShape, adapt = true): Command[] {
  const { config, weights, acts, scratch } = graph;
  const { heads, kvHeads } = config;
  const { h, y, act } = scratch;
  const pass = new Recorder(graph, shape, adapt);
  const { rows } = pass;

  pass.push({ op: 'embed', table: weights.tokens, ids: acts.ids, out: acts.layers[0]!.x, rows });
  for (const [layer, w] of weights.layers.entries()) {
    const { x, qRaw, kRaw, q, k, v, attn, lse, mid, gate, up } = acts.layers[layer]!;
    const next = acts.layers[layer + 1]?.x ?? acts.last;

    // Attention: each position asks (q) all positions it may see what they offer (k) and takes (v).
    pass.norm(w.attnNorm!, x, h);
    pass.linear(w.q.weight, h, qRaw);
    pass.linear(w.k.weight, h, kRaw);
    pass.linear(w.v.weight, h, v);
    if (w.qNorm) pass.norm(w.qNorm, qRaw, q, heads);
    if (w.kNorm) pass.norm(w.kNorm, kRaw, k, kvHeads);
    pass.rope(q, heads, acts.angles);
    pass.rope(k, kvHeads, acts.angles);
    pass.push({ op: 'attend', q, keys: k, values: v, out: attn, lse, ...pass.attention });
    pass.linear(w.o.weight, attn, y);
    pass.push({ op: 'add', x, y, out: mid, rows });

    // Feed-forward: each position thinks alone.
    pass.norm(w.ffnNorm!, mid, h);
    pass.linear(w.gate!.weight, h, gate);
    pass.linear(w.up.weight, h, up);
    pass.push({ op: 'gate', act: 'silu', gate, up, out: act, rows });
    pass.linear(w.down.weight, act, y);
    pass.push({ op: 'add', x: mid, y, out: next, rows });
  }
  pass.norm(weights.outputNorm!, acts.last, acts.final);
  if (graph.value) pass.linear(graph.value, acts.final, acts.values);
  return pass.commands;
}
