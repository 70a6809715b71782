#!/usr/bin/env node
// An LLM is two files. The first is parameters.bin, a GGUF file: words and numbers. This is the second:
// all the code it takes to run the first, on nothing but Node. Read it from top to bottom, in six parts:
//   1 the file · 2 the numbers · 3 the words · 4 the network · 5 the choice · 6 the talk
// It is the specification of the engine in src/, which does the same, faster.
import { fstatSync, openSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';

// ── 1. The file ──────────────────────────────────────────────────────────────────────────────────────
// GGUF is a magic word, a version, named values (the metadata), a list of tensors, and their bytes.

/** The only kind of error: what must be true of a field of the file, or of an option, is not. */
function check(truth: unknown, field: string, problem: string): asserts truth {
  if (!truth) throw new Error(`${field}: ${problem}`);
}

type Kinds = { string: string; number: number; strings: string[]; numbers: number[] }; // what a value can be
const [STRING, LIST] = [8, 9]; // ids of types; the others are numbers, the seventh of which means true or false:
const NUMBERS: Record<number, { new (bytes: ArrayBuffer): ArrayLike<number | bigint>; BYTES_PER_ELEMENT: number }> = {
  ...[Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Uint8Array],
  ...{ 10: BigUint64Array, 11: BigInt64Array, 12: Float64Array },
};

export type Gguf = ReturnType<typeof readGguf>; // the header is read, the tensors are still on disk

export function readGguf(path: string) {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  /** Any stretch of the file, never past its end, in reads of at most 1 GiB: some systems refuse more. */
  const read = (start: number, length: number, field: string): ArrayBuffer => {
    check(start + length <= size, field, `should end at byte ${start + length}, but the file ends at ${size}`);
    const bytes = new Uint8Array(length);
    for (let done = 0, count = 0; done < length; done += count) {
      count = readSync(file, bytes, done, Math.min(length - done, 1 << 30), start + done);
      check(count > 0, field, 'the file became shorter while it was being read');
    }
    return bytes.buffer;
  };

  // The header is read from front to back, through a window of 1 MiB or more that moves along.
  let at = 0;
  let window = { start: 0, bytes: Buffer.alloc(0) };
  const take = (length: number, field: string): Buffer => {
    if (at + length > window.start + window.bytes.length)
      window = { start: at, bytes: Buffer.from(read(at, Math.max(length, Math.min(1 << 20, size - at)), field)) };
    at += length;
    return window.bytes.subarray(at - length - window.start, at - window.start);
  };
  const u32 = (field: string): number => take(4, field).readUInt32LE();
  const u64 = (field: string): number => Number(take(8, field).readBigUInt64LE());
  const text = (field: string): string => take(u64(field), field).toString();
  const list = (type: number, count: number, field: string): string[] | number[] => {
    const strings: string[] = [];
    while (type === STRING && strings.length < count) strings.push(text(field));
    if (type === STRING) return strings;
    const Numbers = NUMBERS[type];
    check(Numbers, field, `has values of the unknown type ${type}`);
    return Array.from(new Numbers(Uint8Array.from(take(count * Numbers.BYTES_PER_ELEMENT, field)).buffer), Number);
  };

  check(take(4, 'magic').toString('latin1') === 'GGUF', 'magic', 'this is not a GGUF file');
  check([2, 3].includes(u32('version')), 'version', 'this is neither 2 nor 3');
  const [tensorCount, valueCount] = [u64('tensor count'), u64('value count')];
  const values = new Map<string, Kinds[keyof Kinds]>();
  for (let i = 0; i < valueCount; i++) {
    const key = text(`key ${i}`);
    const type = u32(key);
    values.set(key, type === LIST ? list(u32(key), u64(key), key) : list(type, 1, key)[0]!);
  }
  const tensors = new Map<string, { rows: number; cols: number; type: number; offset: number }>();
  for (let i = 0; i < tensorCount; i++) {
    const name = text(`tensor name ${i}`);
    const dimensions = u32(name); // a vector has one: it is a matrix of one row
    check(dimensions === 1 || dimensions === 2, name, `has ${dimensions} dimensions, not 1 or 2`);
    const [cols, rows] = [u64(name), dimensions === 2 ? u64(name) : 1];
    tensors.set(name, { rows, cols, type: u32(name), offset: u64(name) });
  }
  const alignment = Number(values.get('general.alignment') ?? 32);
  return { values, tensors, read, data: Math.ceil(at / alignment) * alignment }; // offsets count from `data`
}

/** A named value of one kind. Without a fallback the file must have it. */
function value<K extends keyof Kinds>({ values }: Gguf, key: string, kind: K, fallback?: Kinds[K]): Kinds[K] {
  const found = values.get(key) ?? fallback;
  check(found !== undefined, key, 'is missing');
  const is = typeof found === 'object' ? `${typeof found[0]}s` : typeof found;
  check(is === kind || found === fallback, key, `should be of kind ${kind}, not ${is}`);
  return found as Kinds[K];
}

// ── 2. The numbers ───────────────────────────────────────────────────────────────────────────────────
// Weights stay in memory as they are on disk, a few bits each, and are decoded one row at a time.
// Everything else is kept in float32; sums are made in float64.

type Stored = { bytes: Int8Array; halves: Float16Array; floats: Float32Array }; // the same memory, seen in three ways
type Decode = (from: Stored, first: number, row: Float32Array) => void; // fills a row with the weights from `first` on

/** The ways to store weights, by their ids: a block of so many takes so many bytes. */
const FORMATS: Record<number, [block: number, size: number, decode: Decode]> = {
  0: [1, 4, ({ floats }, first, row) => row.set(floats.subarray(first, first + row.length))], // F32
  1: [1, 2, ({ halves }, first, row) => row.set(halves.subarray(first, first + row.length))], // F16
  2: [32, 18, decodeQ4_0],
  8: [32, 34, decodeQ8_0],
};

/** Q8_0: a float16 scale, then 32 signed bytes to multiply by it. */
function decodeQ8_0({ bytes, halves }: Stored, first: number, row: Float32Array): void {
  for (let i = 0, block = first / 32; i < row.length; i += 32, block++) {
    const scale = halves[block * 17]!;
    for (let j = 0; j < 32; j++) row[i + j] = scale * bytes[block * 34 + 2 + j]!;
  }
}

/** Q4_0: a float16 scale, then 16 bytes. Byte j holds weight j in its low half, j + 16 in its high half, plus 8. */
function decodeQ4_0({ bytes, halves }: Stored, first: number, row: Float32Array): void {
  for (let i = 0, block = first / 32; i < row.length; i += 32, block++) {
    const scale = halves[block * 9]!;
    for (let j = 0; j < 16; j++) {
      row[i + j] = scale * ((bytes[block * 18 + 2 + j]! & 15) - 8);
      row[i + j + 16] = scale * (((bytes[block * 18 + 2 + j]! >> 4) & 15) - 8);
    }
  }
}

/** R rows of C weights: what turns a vector (C) into a vector (R). A vector is stored as one row. */
type Matrix = ReturnType<typeof readMatrix>;

function readMatrix({ tensors, read, data }: Gguf, name: string, rows: number, cols: number, bias?: Float32Array) {
  const tensor = tensors.get(name);
  const shape = tensor ? `${tensor.rows} × ${tensor.cols}` : 'missing';
  check(tensor?.rows === rows && tensor.cols === cols, name, `is ${shape}, but should be ${rows} × ${cols}`);
  const [block, size, decode] = FORMATS[tensor.type] ?? [];
  check(block && size && decode, name, `is stored as type ${tensor.type}, and not as F32, F16, Q8_0 or Q4_0`);
  check(cols % block === 0, name, `has rows of ${cols}, which is no multiple of ${block}`);
  const all = read(data + tensor.offset, ((rows * cols) / block) * size, name);
  const halves = new Float16Array(all, 0, all.byteLength >> 1);
  const floats = new Float32Array(all, 0, all.byteLength >> 2);
  return { rows, cols, decode, stored: { bytes: new Int8Array(all), halves, floats }, bias }; // bias (R): see multiply
}

function rowOf(matrix: Matrix, r: number, row: Float32Array = new Float32Array(matrix.cols)): Float32Array {
  matrix.decode(matrix.stored, r * matrix.cols, row);
  return row;
}

/** Matrix (R, C) times vector (C), plus bias, added to a vector (R). Nearly all of the time goes here. */
function multiply(matrix: Matrix, x: Float32Array, to: Float32Array = new Float32Array(matrix.rows)): Float32Array {
  const row = new Float32Array(matrix.cols);
  for (let r = 0; r < matrix.rows; r++)
    to[r]! += dot(rowOf(matrix, r, row), 0, x, 0, matrix.cols) + (matrix.bias?.[r] ?? 0);
  return to;
}

/** Σ a[i + n] · b[j + n] over n < length. */
function dot(a: Float32Array, i: number, b: Float32Array, j: number, length: number): number {
  let sum = 0;
  for (let n = 0; n < length; n++) sum += a[i + n]! * b[j + n]!;
  return sum;
}

// ── 3. The words ─────────────────────────────────────────────────────────────────────────────────────
// A model reads and writes tokens: places in a list of short texts. Text is cut into symbols, and neighbours are
// joined as long as some pair may be: byte-pair encoding. In one dialect, "llama", symbols begin as characters, a
// space being ▁. In the other, "gpt2", text is first cut into words and such, and symbols begin as bytes.

const [NORMAL, CONTROL, USER_DEFINED, BYTE] = [1, 3, 4, 6]; // kinds of tokens
const ENDS = ['</s>', '<|endoftext|>', '<|end_of_text|>', '<|eot_id|>', '<|im_end|>', '<|end|>', '<end_of_turn>'];

const GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?=\\s|$)|\\s+";
const LLAMA3 =
  "'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" +
  '| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?=\\s|$)|\\s+';
/** Expressions that cut text, one after the other, by the names that files give them. */
const CUTS: Record<string, string[]> = {
  default: ['[\\p{P}$+<=>^~|]+', GPT2, '\\p{N}+', '[0-9][0-9][0-9]'],
  'gpt-2': [GPT2],
  smollm: ['\\p{N}', GPT2],
  'llama-bpe': [LLAMA3],
  qwen2: [LLAMA3.replace('{1,3}', '')],
};
/** What matches an expression, and what lies between. */
const cut = (texts: string[], at: RegExp): string[] => texts.flatMap((text) => text.split(at)).filter(Boolean);

/** A letter for each byte: Latin-1's own where it has one, else the next from U+0100 on. */
let next = 256;
const LETTERS = Array.from({ length: 256 }, (_, byte) =>
  String.fromCharCode((byte > 32 && byte < 127) || (byte > 160 && byte !== 173) ? byte : next++),
);

export type Vocabulary = ReturnType<typeof readVocabulary>;

export function readVocabulary(file: Gguf) {
  const key = (name: string): string => `tokenizer.ggml.${name}`;
  const dialect = value(file, key('model'), 'string');
  check(dialect === 'llama' || dialect === 'gpt2', key('model'), `"${dialect}" is neither llama nor gpt2`);
  const llama = dialect === 'llama';
  const pre = llama ? 'default' : value(file, key('pre'), 'string', 'default');
  check(CUTS[pre], key('pre'), `"${pre}" is not one of ${Object.keys(CUTS).join(', ')}`);
  const cuts = CUTS[pre].map((pattern) => new RegExp(`(${pattern.replaceAll('\\s', '\\p{White_Space}')})`, 'u'));
  const takesPieces = pre === 'llama-bpe'; // a piece that is a token is not cut into symbols
  const space = llama && value(file, key('add_space_prefix'), 'number', 1) ? ' ' : ''; // goes before any text
  const tokens = value(file, key('tokens'), 'strings');
  const types = value(file, key('token_type'), 'numbers', []);
  const kinds = tokens.map((token, id) => (ENDS.includes(token) ? CONTROL : (types[id] ?? NORMAL)));
  const entries = tokens.map((token, id) => [token, id] as const).reverse(); // so that the first of equals stays
  const ofKind = (...wanted: number[]) => new Map(entries.filter(([, id]) => wanted.includes(kinds[id]!)));
  const plain = ofKind(NORMAL, USER_DEFINED); // the tokens that text may become
  const control = ofKind(CONTROL); // the tokens that text never becomes: only this program writes them
  const bytes = ofKind(BYTE); // they spell what no other token does
  const wholes = [...ofKind(USER_DEFINED).keys()].sort((a, b) => b.length - a.length).map(RegExp.escape);
  const whole = new RegExp(wholes.length > 0 ? `(${wholes.join('|')})` : '$^', 'u'); // finds tokens before all cutting
  const idAt = (name: string): number[] => {
    const id = value(file, key(name), 'number', -1);
    check(id === -1 || tokens[id] !== undefined, key(name), `${id} is not in the list of ${tokens.length}`);
    return id === -1 ? [] : [id];
  };

  // Pairs are joined in the order of a list, or of the scores of what they make.
  const merges = value(file, key('merges'), 'strings', llama ? [] : undefined);
  const scores = value(file, key('scores'), 'numbers', []);
  const glue = merges.length > 0 ? ' ' : '';
  const order = new Map(merges.map((pair, place) => [pair, place]));
  if (merges.length === 0) for (const [token, id] of plain) order.set(token, -(scores[id] ?? 0));

  /** Joins the pair that comes first, the leftmost among equals, until no pair is in the order. */
  const join = (symbols: string[]): string[] => {
    for (;;) {
      let [best, first] = [0, Infinity];
      for (let i = 1; i < symbols.length; i++) {
        const place = order.get(symbols[i - 1]! + glue + symbols[i]!) ?? Infinity;
        if (place < first) [best, first] = [i, place];
      }
      if (first === Infinity) return symbols;
      symbols.splice(best - 1, 2, symbols[best - 1]! + symbols[best]!);
    }
  };
  const byteToken = (byte: number) => bytes.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)!;
  const spell = (symbol: string) => (bytes.size ? [...Buffer.from(symbol)].map(byteToken) : idAt('unknown_token_id'));
  const letters = (piece: string): string => Array.from(Buffer.from(piece), (byte) => LETTERS[byte]!).join('');
  return {
    size: tokens.length, // V
    control,
    begin: value(file, key('add_bos_token'), 'number', llama || takesPieces ? 1 : 0) ? idAt('bos_token_id') : [],
    ends: new Set([...ENDS.flatMap((end) => control.get(end) ?? []), ...idAt('eos_token_id'), ...idAt('eot_token_id')]),
    /** Text to tokens. No control token comes out of it, whatever the text says. */
    encode: (text: string): number[] =>
      cut([text], whole).flatMap((part) => {
        if (kinds[plain.get(part) ?? -1] === USER_DEFINED) return plain.get(part)!;
        const pieces = llama ? [(space + part).replaceAll(' ', '▁')] : cuts.reduce(cut, [part]).map(letters);
        const symbols = pieces.flatMap((piece) => (takesPieces && plain.has(piece) ? piece : join([...piece])));
        return symbols.flatMap((symbol) => plain.get(symbol) ?? spell(symbol));
      }),
    /** A token to bytes. Only all bytes together are text: a character may take several tokens. */
    bytesOf(token: number): Uint8Array {
      const [kind, text] = [kinds[token], tokens[token]!];
      if (kind === BYTE) return Uint8Array.of(Number.parseInt(text.slice(3, 5), 16));
      if (kind === USER_DEFINED) return Buffer.from(text);
      if (kind !== NORMAL) return new Uint8Array(); // the others say nothing
      return llama ? Buffer.from(text.replaceAll('▁', ' ')) : Uint8Array.from(text, (c) => LETTERS.indexOf(c));
    },
  };
}

// ── 4. The network ───────────────────────────────────────────────────────────────────────────────────
// Sizes: T positions so far, V tokens, L layers, D width, H query heads, K key and value heads, N width of
// a head, F width of the feed-forward.

export type Past = { keys: Float32Array[]; values: Float32Array[] }; // what a layer remembers: (T, K·N) each
export type Model = ReturnType<typeof readModel>;

export function readModel(file: Gguf) {
  const architecture = value(file, 'general.architecture', 'string');
  check(['llama', 'qwen2', 'qwen3'].includes(architecture), 'general.architecture', `${architecture} is not known`);
  const key = (name: string): string => `${architecture}.${name}`;
  const number = (name: string, fallback?: number): number => value(file, key(name), 'number', fallback);
  const vocabulary = readVocabulary(file);
  const [V, L, D] = [vocabulary.size, number('block_count'), number('embedding_length')];
  const [H, F] = [number('attention.head_count'), number('feed_forward_length')];
  const [K, N] = [number('attention.head_count_kv', H), number('attention.key_length', Math.floor(D / H))];
  check(H % K === 0, key('attention.head_count_kv'), `${K} does not divide ${H}`);
  const vector = (name: string, length: number): Float32Array => rowOf(readMatrix(file, name, 1, length), 0);
  const ifAny = (name: string, length: number) => (file.tensors.has(name) ? vector(name, length) : undefined);
  const matrix = (name: string, rows: number, cols: number): Matrix =>
    readMatrix(file, `${name}.weight`, rows, cols, ifAny(`${name}.bias`, rows));
  const embedding = matrix('token_embd', V, D);
  const layers = Array.from({ length: L }, (_, l) => ({
    attentionNorm: vector(`blk.${l}.attn_norm.weight`, D),
    query: matrix(`blk.${l}.attn_q`, H * N, D),
    key: matrix(`blk.${l}.attn_k`, K * N, D),
    value: matrix(`blk.${l}.attn_v`, K * N, D),
    queryNorm: ifAny(`blk.${l}.attn_q_norm.weight`, N), // Qwen3
    keyNorm: ifAny(`blk.${l}.attn_k_norm.weight`, N), // Qwen3
    output: matrix(`blk.${l}.attn_output`, D, H * N),
    forwardNorm: vector(`blk.${l}.ffn_norm.weight`, D),
    gate: matrix(`blk.${l}.ffn_gate`, F, D),
    up: matrix(`blk.${l}.ffn_up`, F, D),
    down: matrix(`blk.${l}.ffn_down`, D, F),
  }));
  const finalNorm = vector('output_norm.weight', D);
  const output = file.tensors.has('output.weight') ? matrix('output', V, D) : embedding;
  const epsilon = number('attention.layer_norm_rms_epsilon'); // so that a norm never divides by 0
  const context = number('context_length'); // the most positions there can be

  // A head's numbers are turned in pairs, by `turns` radians (N / 2, or fewer) from one position to the next.
  const neighbours = architecture === 'llama'; // is a pair two neighbours, or one number from each half?
  const pairs = number('rope.dimension_count', N) / 2;
  check(pairs <= N / 2 && pairs % 1 === 0, key('rope.dimension_count'), `cannot be ${2 * pairs}`);
  const scaling = value(file, key('rope.scaling.type'), 'string', 'none');
  check(['none', 'linear'].includes(scaling), key('rope.scaling.type'), `${scaling} is not known`);
  const [base, stretch] = [number('rope.freq_base', 10_000), scaling === 'none' ? 1 : number('rope.scaling.factor')];
  const factors = ifAny('rope_freqs.weight', pairs); // Llama 3
  const turns = Array.from({ length: pairs }, (_, j) => base ** (-j / pairs) / (factors?.[j] ?? 1) / stretch);
  return { vocabulary, embedding, layers, finalNorm, output, epsilon, context, H, K, N, neighbours, turns };
}

/** One token in, the logits of the next out (V). Its position is how much there is of the past (L). */
export function forward(model: Model, past: Past[], token: number): Float32Array {
  const x = rowOf(model.embedding, token); // (D), what every layer reads and adds to
  for (const [l, layer] of model.layers.entries()) {
    const { keys, values } = (past[l] ??= { keys: [], values: [] });
    const a = norm(model, x, layer.attentionNorm); // (D)
    const query = norm(model, multiply(layer.query, a), layer.queryNorm); // (H·N)
    const key = norm(model, multiply(layer.key, a), layer.keyNorm); // (K·N)
    for (const heads of [query, key]) turn(model, heads, keys.length);
    keys.push(key);
    values.push(multiply(layer.value, a)); // (K·N)
    multiply(layer.output, attend(model, query, past[l]), x);

    const f = norm(model, x, layer.forwardNorm); // (D)
    const inner = multiply(layer.up, f); // (F)
    for (const [i, gate] of multiply(layer.gate, f).entries()) inner[i]! *= gate / (1 + Math.exp(-gate)); // SwiGLU
    multiply(layer.down, inner, x);
  }
  return multiply(model.output, norm(model, x, model.finalNorm));
}

/** RMSNorm: each stretch of x as long as the gain, brought to a mean square of 1, times the gain. */
function norm({ epsilon }: Model, x: Float32Array, gain: Float32Array | undefined): Float32Array {
  if (!gain) return x;
  const result = new Float32Array(x.length);
  for (let from = 0; from < x.length; from += gain.length) {
    const size = Math.sqrt(dot(x, from, x, from, gain.length) / gain.length + epsilon);
    for (let i = 0; i < gain.length; i++) result[from + i] = (x[from + i]! / size) * gain[i]!;
  }
  return result;
}

/** RoPE: turns the pairs of each head of x by angles that grow with the position. */
function turn({ N, neighbours, turns }: Model, x: Float32Array, position: number): void {
  for (const [j, angle] of turns.entries()) {
    const [cos, sin] = [Math.cos(position * angle), Math.sin(position * angle)];
    for (let head = 0; head < x.length; head += N) {
      const a = head + (neighbours ? 2 * j : j);
      const b = neighbours ? a + 1 : a + turns.length;
      [x[a], x[b]] = [x[a]! * cos - x[b]! * sin, x[a]! * sin + x[b]! * cos];
    }
  }
}

/** Attention: each head mixes the values of all positions, by how well its query fits their keys. (H·N) */
function attend({ H, K, N }: Model, query: Float32Array, { keys, values }: Past): Float32Array {
  const mixed = new Float32Array(H * N);
  for (let h = 0; h < H; h++) {
    const [own, shared] = [h * N, Math.floor((h * K) / H) * N]; // where its query is, and its key and value
    const fits = keys.map((key) => dot(query, own, key, shared, N) / Math.sqrt(N)); // (T)
    const best = fits.reduce((a, b) => Math.max(a, b));
    const shares = fits.map((fit) => Math.exp(fit - best)); // (T)
    const total = shares.reduce((a, b) => a + b);
    for (const [t, share] of shares.entries())
      for (let n = 0; n < N; n++) mixed[own + n]! += (share / total) * values[t]![shared + n]!;
  }
  return mixed;
}

// ── 5. The choice ────────────────────────────────────────────────────────────────────────────────────
// Logits are logarithms of probabilities, but for a term that is the same for all.

type Taste = { temperature: number; topK: number; topP: number; minP: number }; // HELP says what they do

/** Chooses a token by its logits (V) and a random number from 0 to 1. */
export function choose(logits: Float32Array, { temperature, topK, topP, minP }: Taste, random: number): number {
  const likeliest = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b).slice(0, topK || logits.length);
  if (temperature === 0) return likeliest[0]!;
  const odds = likeliest.map((token) => Math.exp(logits[token]! - logits[likeliest[0]!]!));
  const enough = topP * odds.reduce((a, b) => a + b);
  let sum = 0;
  const kept = odds.filter((odd) => sum < enough && (sum += odd) && odd >= minP).map((odd) => odd ** (1 / temperature));
  let mark = random * kept.reduce((a, b) => a + b, 0);
  return likeliest[kept.findIndex((weight) => (mark -= weight) < 0)] ?? likeliest[0]!;
}

/** The same numbers for the same seed: xoshiro128** (Blackman and Vigna, 2018), seeded through splitmix32. */
export function randomFrom(seed: number): () => number {
  let [a, b, c, d] = [1, 2, 3, 4].map((i) => {
    const z = (seed + i * 0x9e3779b9) | 0;
    const y = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    const x = Math.imul(y ^ (y >>> 15), 0x735a2d97);
    return x ^ (x >>> 15);
  }) as [number, number, number, number];
  const next = (): number => {
    const five = Math.imul(b, 5);
    const [e, f] = [c ^ a, d ^ b];
    [a, b, c, d] = [a ^ f, b ^ e, e ^ (b << 9), (f << 11) | (f >>> 21)];
    return Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
  };
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
}

// ── 6. The talk ──────────────────────────────────────────────────────────────────────────────────────
// The model reads tokens one by one, then chooses one and reads that, again and again. There is no more to it.

const HELP = `node run.ts parameters.bin "Once upon a time"   goes on with a text
node run.ts parameters.bin --chat "Who are you?"   answers; without a text, talks
  --tokens N        the most tokens to write (256)
  --temperature X   0 always takes the likeliest token; more is more daring (0.8)
  --top-k N         choose among so many of the likeliest; 0: all (40)
  --top-p X         of these, the likeliest that have this share together (0.95)
  --min-p X         of these, those at least this likely, the likeliest being 1 (0.05)
  --seed N          the same number writes the same text
  --system TEXT     what the model is told before a talk
Ctrl-C stops the writing; again, it leaves.`;

/** How a turn begins and ends: in texts, and in control tokens, by their numbers. */
type Manners = { open: (role: string, text: string) => (string | number)[]; close: (string | number)[] };
const PLAIN: Manners = { open: (_, text) => [text], close: [] };

export function mannersOf({ control }: Vocabulary): Manners {
  const names = ['im_start', 'im_end', 'start_header_id', 'end_header_id', 'eot_id'];
  const [start, end, head, body, over] = names.map((name) => control.get(`<|${name}|>`));
  if (start !== undefined && end !== undefined)
    return { open: (role, text) => [start, `${role}\n${text}`], close: [end, '\n'] }; // ChatML
  if (head !== undefined && body !== undefined && over !== undefined)
    return { open: (role, text) => [head, role, body, `\n\n${text}`], close: [over] }; // Llama 3
  return PLAIN; // nobody taught it to talk: it goes on with what is said
}

async function main(): Promise<void> {
  const [flag, text] = [{ type: 'boolean' }, { type: 'string' }] as const;
  const numbers = { tokens: text, temperature: text, 'top-k': text, 'top-p': text, 'min-p': text, seed: text };
  const options = { help: flag, chat: flag, system: text, ...numbers };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [path, prompt] = positionals;
  if (values.help || path === undefined) return console.log(HELP);
  const given = (name: keyof typeof numbers, fallback: number): number => {
    const number = Number(values[name] ?? fallback);
    check(number >= 0, `--${name}`, `${values[name]} is not a number from 0 on`);
    return number;
  };
  const [most, temperature, topK] = [given('tokens', 256), given('temperature', 0.8), given('top-k', 40)];
  const taste = { temperature, topK, topP: given('top-p', 0.95), minP: given('min-p', 0.05) };
  const random = randomFrom(given('seed', Date.now()));
  const model = readModel(readGguf(path));
  const { begin, encode, bytesOf, ends } = model.vocabulary;
  const talks = prompt === undefined;
  const { open, close } = talks || values.chat ? mannersOf(model.vocabulary) : PLAIN;
  const past: Past[] = [];
  let position = 0;
  const tokens = [...begin]; // those that wait to be read
  const add = (piece: string | number) => tokens.push(...(typeof piece === 'string' ? encode(piece) : [piece]));
  if (values.system) [...open('system', values.system), ...close].forEach(add);
  let writing = false;
  const interrupt = (): void => {
    if (!writing) process.exit(130);
    writing = false;
  };
  process.on('SIGINT', interrupt);
  process.stdout.on('error', () => process.exit()); // nobody listens any more

  const lines = talks ? createInterface(process.stdin, process.stdout).on('SIGINT', interrupt) : [prompt];
  if (talks) process.stdout.write('> ');
  for await (const line of lines) {
    [...open('user', line), ...close, ...open('assistant', '')].forEach(add);
    check(tokens.length > 0 && tokens.length <= model.context - position, 'the text', 'is empty or too long');
    const utf8 = new TextDecoder('utf-8', { ignoreBOM: true }); // holds back unfinished characters
    writing = true;
    for (let left = most; writing && left > 0 && position < model.context; ) {
      const logits = forward(model, past, tokens.shift()!);
      position++;
      await setImmediate(); // lets Ctrl-C in
      if (tokens.length > 0) continue;
      const token = choose(logits, taste, random());
      if (ends.has(token)) break;
      const text = utf8.decode(bytesOf(token), { stream: true });
      process.stdout.write(position > begin.length ? text : text.trimStart());
      tokens.push(token); // what it writes, it reads
      left--;
    }
    writing = false;
    close.forEach(add);
    process.stdout.write(`${utf8.decode()}\n${talks ? '> ' : ''}`);
  }
}

if (import.meta.main)
  await main().catch((error: Error) => {
    console.error(`run.ts: ${error.message}`);
    process.exitCode = 1;
  });
