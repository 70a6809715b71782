// The engine in a page of headless Chromium against wllama (llama.cpp in WASM) in another page of it: the
// same file, the same run, in turns. wllama's rates are its own, measured inside llama.cpp.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { TwofilesError } from '../src/base/errors.ts';
import { Browser, build, pageMissing, Site } from '../test/support/page.ts';
import { interleave } from './support/compare.ts';
import { type Mix, modelFile, SHAPES } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const PEER = 'wllama';
const FOLDER = join(import.meta.dirname, 'peers/node_modules/@wllama/wllama');
/** Where the pages find it. */
const PEER_ENTRY = '/bench/peers/node_modules/@wllama/wllama/esm';
const PREFILL = 512;
const TOKENS = 16;

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('page', options);
  const missing = await comparePages(report, options, ['decode', 'prefill']);
  if (missing) throw new TwofilesError('not-found', `This bench ${missing}.`, 'Install it and run it again.');
  await report.end();
}

type Kind = 'decode' | 'prefill';

/** Adds rows of these kinds. Returns what is missing here instead, if something is. */
export async function comparePages(report: Report, options: BenchOptions, kinds: readonly Kind[]): Promise<string> {
  if (pageMissing) return pageMissing;
  if (!existsSync(FOLDER)) return 'needs wllama (npm ci --omit=optional --ignore-scripts --prefix bench/peers)';
  const { version } = JSON.parse(await readFile(join(FOLDER, 'package.json'), 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'twofiles-dist-'));
  await build(folder);
  const site = await Site.open(folder, true);
  const browser = await Browser.open();
  try {
    for (const mix of ['Q8_0', 'Q4_0'] as const)
      for (const threads of [1, 2])
        await browser.visit(site.origin, (ours) =>
          browser.visit(site.origin, async (theirs) => {
            report.note(PEER, `${version}, Chromium ${ours.context().browser()?.version() ?? ''}`);
            site.weights = await readFile(await modelFile(SHAPES['135M'], mix));
            await ours.evaluate(openOurs, threads);
            const build = await theirs.evaluate(openTheirs, { entry: PEER_ENTRY, threads });
            report.note('llama.cpp', build);
            for (const kind of kinds) report.row(await compare(ours, theirs, kind, mix, threads, options));
          }),
        );
  } finally {
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true });
  }
  return '';
}

function compare(ours: Page, theirs: Page, kind: Kind, mix: Mix, threads: number, { quick }: BenchOptions) {
  const name = `${kind} in a page, 135M ${mix}, ${threads} thread${threads > 1 ? 's' : ''}, tokens/s`;
  const length = kind === 'decode' ? 16 : PREFILL;
  return interleave(
    name,
    PEER,
    quick ? 3 : 7,
    () => ours.evaluate(runOurs, { kind, length, tokens: TOKENS }),
    () => theirs.evaluate(runTheirs, { kind, length, tokens: TOKENS }),
  );
}

// What follows runs in the pages and uses nothing from around it.

interface Work {
  readonly kind: Kind;
  /** Tokens of the prompt, and to generate. */
  readonly length: number;
  readonly tokens: number;
}

async function openOurs(threads: number): Promise<void> {
  const entry = '/dist/browser.js';
  const twofiles: typeof import('../src/browser.ts') = await import(entry);
  const source = await twofiles.openUrl('/model.gguf', { cache: false });
  const backend = await twofiles.createBackend({ threads });
  const options = { owned: backend, cacheTokens: 0 };
  Object.assign(globalThis, { model: await twofiles.loadModel(await twofiles.openGguf([source]), backend, options) });
}

async function runOurs({ kind, length, tokens }: Work): Promise<number> {
  const { model } = globalThis as unknown as { model: import('../src/browser.ts').Model };
  const session = model.session();
  const prompt = Array.from({ length }, (_, i) => 1000 + ((i * 7919) % 5000));
  let start = performance.now();
  let logits = await session.extend(prompt);
  if (kind === 'decode') start = performance.now();
  for (let i = 0; kind === 'decode' && i < tokens; i++) {
    let best = 0;
    for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
    logits = await session.extend([best]);
  }
  const seconds = (performance.now() - start) / 1000;
  await session.close();
  return (kind === 'decode' ? tokens : length) / seconds;
}

/** The little that is used of wllama. */
interface Wllama {
  loadModel(files: Blob[], options: object): Promise<void>;
  createCompletion(options: object): Promise<{ timings: { prompt_per_second: number; predicted_per_second: number } }>;
}

async function openTheirs({ entry, threads }: { entry: string; threads: number }): Promise<string> {
  const { Wllama }: { Wllama: (new (...options: object[]) => Wllama) & { getLibllamaVersion(): string } } =
    await import(`${entry}/index.js`);
  const quiet = { debug() {}, log() {}, warn() {}, error() {} };
  const wllama = new Wllama({ default: `${entry}/wasm/wllama.wasm` }, { suppressNativeLog: true, logger: quiet });
  const weights = await (await fetch('/model.gguf')).blob();
  await wllama.loadModel([weights], { n_ctx: 1024, n_threads: threads, n_batch: 512, n_gpu_layers: 0 });
  Object.assign(globalThis, { wllama });
  return Wllama.getLibllamaVersion();
}

async function runTheirs({ kind, length, tokens }: Work): Promise<number> {
  const { wllama } = globalThis as unknown as { wllama: Wllama };
  // This vocabulary has no pieces for these letters: each becomes a token.
  const prompt = Array.from({ length: length - 4 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
  // Bytes that are no UTF-8 would end it with an error: tokens 3 to 258 are single bytes.
  const logit_bias = Object.fromEntries(Array.from({ length: 256 }, (_, byte) => [3 + byte, -100]));
  const { timings } = await wllama.createCompletion({
    prompt,
    max_tokens: kind === 'decode' ? tokens : 1,
    temperature: 0,
    ignore_eos: true,
    cache_prompt: false,
    logit_bias,
  });
  return kind === 'decode' ? timings.predicted_per_second : timings.prompt_per_second;
}
