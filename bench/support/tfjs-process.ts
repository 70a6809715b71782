// The process that bench/train.ts starts: the same model's training step in TensorFlow.js on its WASM backend, which
// in Node has one thread. Its gather has no gradient there, so tokens are looked up by a product with one-hot rows.
// For each message a step over one row of tokens; answers with tokens a second.
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Random } from '../../src/base/random.ts';

/** Chains of these are what its operations give; its own types are not there when it is not installed. */
type Value = unknown;
type Operations = Record<string, (...given: unknown[]) => Value> & {
  readonly train: {
    adam(rate: number): { minimize(loss: () => Value, keep: true): { data(): Promise<Float32Array> } };
  };
  setBackend(name: string): Promise<boolean>;
  tidy<T>(work: () => T): T;
  split(x: Value, parts: number, axis: number): Value[];
};

// Its modules import one another without extensions, which only bundlers understand.
registerHooks({
  resolve: (specifier, context, next) =>
    next(
      /^(\.|@tensorflow\/.*\/dist\/)/.test(specifier) &&
        /\/tfjs-/.test(context.parentURL ?? '') &&
        !specifier.endsWith('.js')
        ? `${specifier}.js`
        : specifier,
      context,
    ),
});
Object.assign(globalThis, { require: createRequire(import.meta.url) }); // and they call it
const at = (path: string): string =>
  pathToFileURL(join(import.meta.dirname, '../peers/node_modules/@tensorflow', path)).href;
const tf = (await import(at('tfjs-core/dist/index.js'))) as Operations;
await import(at('tfjs-core/dist/register_all_gradients.js'));
await import(at('tfjs-backend-wasm/dist/index.js'));
await tf.setBackend('wasm');

const [L, D, H, K, F, V, T] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const N = D / H;
const random = new Random(1);
const matrix = (rows: number, cols: number, spread = cols ** -0.5): Value => {
  const values = Float32Array.from({ length: rows * cols }, () => spread * random.normal());
  return tf.variable!(tf.tensor!(values, [rows, cols]));
};
const gains = (width: number): Value => tf.variable!(tf.ones!([width]));
const table = matrix(V, D, 0.02);
const last = gains(D);
const layers = Array.from({ length: L }, () => ({
  norms: [gains(D), gains(D), gains(N), gains(N)] as const,
  q: matrix(D, D),
  k: matrix(D, K * N),
  v: matrix(D, K * N),
  o: matrix(D, D),
  gate: matrix(D, F),
  up: matrix(D, F),
  down: matrix(F, D),
}));

const norm = (x: Value, gain: Value): Value =>
  tf.mul!(tf.mul!(x, tf.rsqrt!(tf.add!(tf.mean!(tf.square!(x), -1, true), 1e-6))), gain);
const turns = Float32Array.from(
  { length: (T * N) / 2 },
  (_, i) => Math.floor((2 * i) / N) * 1e4 ** ((-2 * (i % (N / 2))) / N),
);
const [cos, sin] = [tf.tensor!(turns.map(Math.cos), [T, N / 2]), tf.tensor!(turns.map(Math.sin), [T, N / 2])];
const hidden = Float32Array.from({ length: T * T }, (_, i) => (i % T > Math.floor(i / T) ? -1e9 : 0));
const mask = tf.tensor!(hidden, [T, T]);

function rotate(x: Value): Value {
  const [a, b] = tf.split(x, 2, -1);
  return tf.concat!([tf.sub!(tf.mul!(a, cos), tf.mul!(b, sin)), tf.add!(tf.mul!(b, cos), tf.mul!(a, sin))], -1);
}

/** (T, count · N) as (count, T, N). */
const heads = (x: Value, count: number): Value => tf.transpose!(tf.reshape!(x, [T, count, N]), [1, 0, 2]);
const shared = (x: Value): Value => tf.reshape!(tf.tile!(tf.reshape!(x, [K, 1, T * N]), [1, H / K, 1]), [H, T, N]);
const oneHot = (by: number): Value => {
  const ids = Int32Array.from({ length: T }, (_, i) => (i * by) % V);
  return tf.cast!(tf.oneHot!(tf.tensor1d!(ids, 'int32'), V), 'float32');
};
const [tokens, targets] = [oneHot(7919), oneHot(104729)];

function loss(): Value {
  let x = tf.matMul!(tokens, table);
  for (const { norms, q, k, v, o, gate, up, down } of layers) {
    const h = norm(x, norms[0]);
    const asked = rotate(norm(heads(tf.matMul!(h, q), H), norms[2]));
    const offered = shared(rotate(norm(heads(tf.matMul!(h, k), K), norms[3])));
    const scores = tf.add!(tf.mul!(tf.matMul!(asked, offered, false, true), N ** -0.5), mask);
    const taken = tf.matMul!(tf.softmax!(scores), shared(heads(tf.matMul!(h, v), K)));
    x = tf.add!(x, tf.matMul!(tf.reshape!(tf.transpose!(taken, [1, 0, 2]), [T, D]), o));
    const f = norm(x, norms[1]);
    const z = tf.matMul!(f, gate);
    x = tf.add!(x, tf.matMul!(tf.mul!(tf.mul!(z, tf.sigmoid!(z)), tf.matMul!(f, up)), down));
  }
  const logits = tf.matMul!(norm(x, last), table, false, true);
  return tf.neg!(tf.mean!(tf.sum!(tf.mul!(tf.logSoftmax!(logits), targets), -1)));
}

const optimizer = tf.train.adam(1e-3);
process.on('message', async () => {
  const begun = performance.now();
  await tf.tidy(() => optimizer.minimize(loss, true)).data();
  process.send?.((1000 * T) / (performance.now() - begun));
});
process.send?.('ready');
