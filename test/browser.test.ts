// The package in a real page: the same program, in Node and in headless Chromium, must tell the same story,
// with threads and without; weights come over the network once.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeGguf } from '../src/model/gguf-write.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import { Browser, build, pageMissing, Site } from './support/page.ts';
import { RECIPES, randomModel } from './support/random-model.ts';

const STORIES = join(import.meta.dirname, '../../shared/data/parity/stories260K');
const real = existsSync(STORIES);
const NODE_ENTRY = new URL('../src/browser.ts', import.meta.url).href;
const PAGE_ENTRY = '/dist/browser.js';
const WEIGHTS = '/model.gguf';

interface Assignment {
  readonly entry: string;
  readonly weights: string;
}

interface Story {
  readonly tokens: number[];
  readonly text: string;
  /** Bytes done and of how many, as reported. */
  readonly progress: [number, number | undefined][];
}

/** The program. It runs here and in pages, so it uses nothing from around it. */
async function tell({ entry, weights }: Assignment): Promise<Story> {
  const twofiles: typeof import('../src/browser.ts') = await import(entry);
  const progress: [number, number | undefined][] = [];
  const onProgress = ({ done, total }: { done: number; total: number | undefined }) => progress.push([done, total]);
  const source = await twofiles.openUrl(weights, { onProgress, patience: { backoff: 10 } });
  const backend = await twofiles.createBackend({ threads: 2 });
  const model = await twofiles.loadModel(await twofiles.openGguf([source]), backend, { owned: backend });
  const bos = model.tokenizer.spec.bos ?? 0;
  const story = twofiles.generate(model.session(), [bos], { maxTokens: 200, sampling: { temperature: 0 } });
  const tokens: number[] = [];
  let text = '';
  for (let step = await story.next(); ; step = await story.next()) {
    text += step.value.text;
    if (step.done) break;
    tokens.push(step.value.token);
  }
  await model.close();
  return { tokens, text, progress };
}

async function weights(): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const checkpoint = real ? await openCheckpoint(join(STORIES, 'stories260K.bin')) : randomModel(RECIPES.llama);
  await writeGguf(checkpoint, { write: async (bytes) => void chunks.push(Uint8Array.from(bytes)) });
  await checkpoint.close();
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

let browser: Browser;
let isolated: Site;
let open: Site;
let folder: string;
let expected: Story;

before(async () => {
  if (pageMissing) return;
  folder = await mkdtemp(join(tmpdir(), 'twofiles-dist-'));
  [isolated, open] = [await Site.open(folder, true), await Site.open(folder, false)];
  isolated.weights = open.weights = await weights();
  [browser, expected] = await Promise.all([
    Browser.open(),
    tell({ entry: NODE_ENTRY, weights: open.origin + WEIGHTS }),
    build(folder),
  ]);
  open.requests.length = 0;
});
after(async () => {
  await browser?.close();
  await isolated?.close();
  await open?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** The story as a page tells it, and how many workers computed. */
function inPage(origin: string): Promise<Story & { workers: number }> {
  return browser.visit(origin, async (page) => {
    let workers = 0;
    page.on('worker', () => workers++);
    return { ...(await page.evaluate(tell, { entry: PAGE_ENTRY, weights: WEIGHTS })), workers };
  });
}

test('Node tells what is expected', { skip: pageMissing }, async () => {
  assert.ok(expected.tokens.length > 0);
  if (real) assert.equal(`${expected.text}\n`, await readFile(join(STORIES, 'expected_greedy_200.txt'), 'utf8'));
  if (real) assert.equal(expected.tokens.length, 200);
});

test('a page with threads tells the same, and fetches the weights once', { skip: pageMissing }, async () => {
  const size = isolated.weights.length;
  const first = await inPage(isolated.origin);
  assert.deepEqual([first.tokens, first.text, first.workers], [expected.tokens, expected.text, 2]);
  assert.deepEqual(
    [first.progress[0], first.progress.at(-1)],
    [
      [0, size],
      [size, size],
    ],
  );
  assert.deepEqual(isolated.requests, [{ range: undefined }]);
  const second = await inPage(isolated.origin);
  assert.deepEqual([second.tokens, second.progress], [expected.tokens, [[size, size]]]);
  assert.equal(isolated.requests.length, 1);
});

test('a page without isolation and HTTPS tells the same with one worker, after a cut too', {
  skip: pageMissing,
}, async () => {
  const cut = Math.floor(open.weights.length / 2);
  open.cutAfter = cut;
  const { tokens, text, workers, progress } = await inPage(open.insecureOrigin);
  assert.deepEqual([tokens, text, workers], [expected.tokens, expected.text, 1]);
  assert.deepEqual(progress.at(-1), [open.weights.length, open.weights.length]);
  assert.deepEqual(open.requests, [{ range: undefined }, { range: `bytes=${cut}-` }]);
});

test('an unfinished download goes on in the next visit; what is kept is listed, checked, deleted', {
  skip: pageMissing,
}, async () => {
  const address = '/other.gguf';
  const { origin } = isolated;
  const size = isolated.weights.length;
  const cut = Math.floor(size / 3);
  isolated.requests.length = 0;
  isolated.cutAfter = cut;
  const refused = await browser.visit(origin, (page) =>
    page.evaluate(
      async ({ entry, address }) => {
        const { openUrl, listKeptWeights }: typeof import('../src/browser.ts') = await import(entry);
        const code = await openUrl(address, { patience: { tries: 1 } }).catch((error) => error.code);
        return { code, kept: (await listKeptWeights()).filter(({ url }) => url.endsWith(address)) };
      },
      { entry: PAGE_ENTRY, address },
    ),
  );
  assert.deepEqual(refused, { code: 'network', kept: [{ url: origin + address, bytes: cut, whole: false }] });
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', isolated.weights)).toString('hex');
  const found = await browser.visit(origin, (page) =>
    page.evaluate(
      async ({ entry, address, sha256 }) => {
        const { openUrl, deleteKeptWeights, listKeptWeights }: typeof import('../src/browser.ts') = await import(entry);
        const source = await openUrl(address, { sha256 });
        const bytes = new Uint8Array(source.size);
        await source.readInto(0, bytes);
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        const deleted = [await deleteKeptWeights(address), await deleteKeptWeights(address)];
        const lost = await source.readInto(0, bytes).catch((error) => error.code);
        return { hex: digest.toHex(), deleted, lost, left: (await listKeptWeights()).length };
      },
      { entry: PAGE_ENTRY, address, sha256 },
    ),
  );
  assert.deepEqual(found, { hex: sha256, deleted: [true, false], lost: 'io', left: 1 });
  assert.deepEqual(isolated.requests, [{ range: undefined }, { range: `bytes=${cut}-` }]);
});

test('a full quota is a typed error', { skip: pageMissing }, async () => {
  const refused = await browser.visit(open.origin, async (page) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin: open.origin,
      quotaSize: Math.floor(open.weights.length / 2),
    });
    return page.evaluate(async (entry) => {
      const { openUrl }: typeof import('../src/browser.ts') = await import(entry);
      return openUrl('/more.gguf').catch(({ name, code, field }) => ({ name, code, field }));
    }, PAGE_ENTRY);
  });
  assert.deepEqual(refused, { name: 'TwofilesError', code: 'io', field: 'quota' });
});

test('what goes wrong in a page fails its visit', { skip: pageMissing }, async () => {
  const visit = browser.visit(open.origin, (page) =>
    page.evaluate(async () => {
      setTimeout(() => {
        throw new Error('seeded');
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }),
  );
  await assert.rejects(visit, /seeded/);
});
