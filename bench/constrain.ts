// What a constraint costs: decoding with and without one, A B A B in one run, on random weights of the
// SmolLM2-135M shape in Q8_0 with a made-up vocabulary of 32,000 tokens; compile times; times of masks.
import { Random } from '../src/base/random.ts';
import type { Checkpoint, MetadataEntry } from '../src/model/checkpoint.ts';
import { Constraint } from '../src/model/constrain/constraint.ts';
import { grammar } from '../src/model/constrain/grammar.ts';
import { jsonSchema } from '../src/model/constrain/json-schema.ts';
import { quoteOf } from '../src/model/constrain/quote.ts';
import { generate } from '../src/model/generate.ts';
import { loadModel, type Model } from '../src/model/model.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import { createBackend } from '../src/silicon/backend.ts';
import { createTokenizer } from '../src/text/create.ts';
import type { Tokenizer, TokenizerSpec, TokenKind } from '../src/text/tokenizer.ts';
import { memoryCheckpoint } from '../test/support/random-model.ts';
import { count, real, text } from '../test/support/random-vocabulary.ts';
import { compared, type Row } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';

const VOCABULARY = 32_000;
const SHAPE = { layers: 30, width: 576, heads: 9, kvHeads: 3, headDim: 64, feedForward: 1536, context: 2048 };
const ROUNDS = 9;
const TOKENS = 48;
const PROMPT = 32;

const SCHEMA = {
  type: 'array',
  minItems: 100,
  items: {
    type: 'object',
    properties: {
      title: { type: 'string', maxLength: 40 },
      kind: { enum: ['alpha', 'beta', 'gamma'] },
      count: { type: 'integer', minimum: 0, maximum: 5000 },
      when: { type: 'string', format: 'date-time' },
      tags: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 12 }, maxItems: 4 },
      note: { type: 'string' },
    },
    required: ['title', 'kind', 'count', 'tags'],
  },
};

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('constrain', options);
  const what = `random weights of the SmolLM2-135M shape, Q8_0, ${VOCABULARY} tokens`;
  report.note('model', `${what}; milliseconds, medians of ${ROUNDS} rounds of ${TOKENS} tokens`);
  const spec = madeVocabulary();
  const backend = await createBackend();
  await using model = await loadModel(randomShape(spec), backend, { owned: backend });
  const rows = [...(await decoding(model)), ...masks(createTokenizer(spec))];
  for (const { name, peer, ours, theirs } of rows) report.row(compared(`${name}, ms`, peer, ours, theirs));
  await report.end();
}

/** Milliseconds a token: constrained and not, the generations taking turns at each token. */
async function decoding(model: Model): Promise<Row[]> {
  const used = new Constraint(jsonSchema(SCHEMA), model.tokenizer);
  await together(model, [undefined, used], 0);
  const rounds: number[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const justCompiled = new Constraint(jsonSchema(SCHEMA), model.tokenizer);
    rounds.push(await together(model, [undefined, justCompiled, used], round));
  }
  const row = (name: string, column: number): Row => ({
    name,
    peer: 'without a constraint',
    ours: median(rounds.map((times) => times[column]!)),
    theirs: median(rounds.map(([plain]) => plain!)),
    ratio: median(rounds.map((times) => times[column]! / times[0]!)),
  });
  return [row('a token under a schema just compiled', 1), row('a token under a schema in use', 2)];
}

/** Mean milliseconds a token of each generation. */
async function together(
  model: Model,
  constraints: readonly (Constraint | undefined)[],
  seed: number,
): Promise<number[]> {
  const sessions = constraints.map(() => model.session());
  const prompt = Array.from({ length: PROMPT }, (_, i) => 300 + ((i * 7 + seed) % 1000));
  for (const session of sessions) await session.extend(prompt);
  const streams = sessions.map((session, i) =>
    generate(session, [], { constraint: constraints[i], maxTokens: TOKENS + 1, sampling: { seed } }),
  );
  for (const stream of streams) await stream.next();
  const times = constraints.map(() => 0);
  for (let token = 0; token < TOKENS; token++)
    for (const [i, stream] of streams.entries()) {
      const start = performance.now();
      await stream.next();
      times[i]! += (performance.now() - start) / TOKENS;
    }
  for (const session of sessions) await session.close();
  return times;
}

/** Times without a model: compiling, and the masks along random outputs. */
function masks(tokenizer: Tokenizer): Row[] {
  const compile = median(
    Array.from({ length: ROUNDS }, () => milliseconds(() => new Constraint(jsonSchema(SCHEMA), tokenizer))),
  );
  const prose = Array.from({ length: 20_000 }, (_, i) => tokenizer.decode([300 + ((i * 7919) % 30_000)])).join('');
  const quotation = grammar(quoteOf([prose], { words: true }));
  const quoteCompile = median(
    Array.from({ length: 3 }, () => milliseconds(() => new Constraint(quotation, tokenizer))),
  );
  const [schema, quote] = [
    walk(() => new Constraint(jsonSchema(SCHEMA), tokenizer)),
    walk(() => new Constraint(quotation, tokenizer)),
  ];
  const row = (name: string, ours: number, peer: string, theirs: number): Row => ({
    name,
    peer,
    ours,
    theirs,
    ratio: ours / theirs,
  });
  return [
    row(
      'compiling the schema',
      compile,
      `compiling quotations of ${(prose.length / 1000).toFixed(0)} kB`,
      quoteCompile,
    ),
    row('a mask under a schema just compiled, mean', schema.mean, '99th percentile', schema.late),
    row('a mask of quotations just compiled, mean', quote.mean, '99th percentile', quote.late),
  ];
}

/** Mean and 99th percentile of the time of a mask, over outputs of fresh constraints. */
function walk(make: () => Constraint): { mean: number; late: number } {
  const random = new Random(1);
  const times: number[] = [];
  for (let output = 0; output < 8; output++) {
    let state = make().start([300]);
    for (let i = 0; i < 200 && !state.finished; i++) {
      let allowed = new Uint32Array();
      times.push(milliseconds(() => (allowed = new Uint32Array(state.allowed()))));
      let token = random.int(VOCABULARY);
      while (((allowed[token >> 5]! >>> (token & 31)) & 1) === 0) token = (token + 1) % VOCABULARY;
      state = state.advance(token)!;
    }
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    mean: sorted.reduce((sum, time) => sum + time, 0) / sorted.length,
    late: sorted[Math.floor(sorted.length * 0.99)]!,
  };
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

const PUNCTUATION = '": ", "," ":" "} }, },{ [] [" "] \\" \\n ▁'.split(' ');
const SYLLABLES = 'ba co di fu ger han in jo kel lo ment ni on per qu ra sti the un ver é ß 日 的 ing ed s'.split(' ');

/** Bytes, JSON's punctuation, and words of syllables, with and without a space, some capitalised, some ending otherwise. */
function madeVocabulary(): TokenizerSpec {
  const random = new Random(32);
  const pieces = new Set([...PUNCTUATION, ...'abcdefghijklmnopqrstuvwxyz']);
  while (pieces.size < VOCABULARY - 259) {
    const word = Array.from({ length: 1 + random.int(4) }, () => random.pick(SYLLABLES)).join('');
    const cased = random.int(6) === 0 ? word[0]!.toUpperCase() + word.slice(1) : word;
    const end = random.int(40) === 0 ? random.pick(['"', '.', ',', '":']) : '';
    pieces.add(`${random.int(2) === 0 ? '▁' : ''}${cased}${end}`);
  }
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const tokens = ['<unk>', '<s>', '</s>', ...bytes, ...pieces];
  const kindOf = (id: number): TokenKind => (id === 0 ? 'unknown' : id < 3 ? 'control' : id < 259 ? 'byte' : 'normal');
  return {
    model: 'spm',
    pre: 'default',
    tokens,
    kinds: tokens.map((_, id) => kindOf(id)),
    scores: Float32Array.from(tokens, (_, id) => -id),
    bos: 1,
    eos: 2,
    unknown: 0,
    addBos: false,
    addEos: false,
    addSpacePrefix: true,
  };
}

/** The shape with uniform random weights; layers share theirs, which does not change what a pass costs. */
function randomShape(tokenizer: TokenizerSpec): Checkpoint {
  const { layers, width, heads, kvHeads, headDim, feedForward, context } = SHAPE;
  const random = new Random(135);
  const uniform = (
    shape: readonly number[],
    scale: number,
    mean = 0,
  ): { shape: readonly number[]; data: Float32Array } => ({
    shape,
    data: Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      () => mean + scale * (2 * random.float() - 1),
    ),
  });
  const matrix = (out: number, into: number): ReturnType<typeof uniform> => uniform([out, into], Math.sqrt(3 / into));
  const layer = {
    attn_norm: uniform([width], 0.1, 1),
    attn_q: matrix(heads * headDim, width),
    attn_k: matrix(kvHeads * headDim, width),
    attn_v: matrix(kvHeads * headDim, width),
    attn_output: matrix(width, heads * headDim),
    ffn_norm: uniform([width], 0.1, 1),
    ffn_gate: matrix(feedForward, width),
    ffn_up: matrix(feedForward, width),
    ffn_down: matrix(width, feedForward),
  };
  const tensors = new Map([
    ['token_embd.weight', uniform([VOCABULARY, width], 0.1)],
    ['output_norm.weight', uniform([width], 0.1, 1)],
  ]);
  for (let i = 0; i < layers; i++)
    for (const [name, tensor] of Object.entries(layer)) tensors.set(`blk.${i}.${name}.weight`, tensor);
  const metadata = new Map<string, MetadataEntry>([
    ['general.architecture', text('llama')],
    ['llama.vocab_size', count(VOCABULARY)],
    ['llama.context_length', count(context)],
    ['llama.embedding_length', count(width)],
    ['llama.block_count', count(layers)],
    ['llama.feed_forward_length', count(feedForward)],
    ['llama.attention.head_count', count(heads)],
    ['llama.attention.head_count_kv', count(kvHeads)],
    ['llama.attention.layer_norm_rms_epsilon', real(1e-5)],
    ['llama.rope.dimension_count', count(headDim)],
  ]);
  return quantizeCheckpoint({ ...memoryCheckpoint(metadata, tensors), tokenizer }, 'Q8_0');
}
