// A page in headless Chromium: the built package served over HTTP, with isolation from other origins or
// without, beside one file of weights whose requests are counted and may be cut.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, extname, join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const chromium = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((path) => existsSync(path));
const playwright = await import('playwright-core').catch(() => undefined);

/** Why no page can be opened here, if so. */
export const pageMissing = !chromium
  ? 'needs Chromium (on Debian: apt-get install -y chromium)'
  : playwright
    ? false
    : 'needs playwright-core (npm install)';

/** A name for this machine that browsers do not trust as they do localhost. */
const STRANGER = 'twofiles.test';

const FLAGS = [
  `--host-resolver-rules=MAP ${STRANGER} 127.0.0.1`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const IMPORTS = {
  '@huggingface/jinja': '/node_modules/@huggingface/jinja/dist/index.js',
  zod: '/node_modules/zod/index.js',
};
const HTML = `<!doctype html><meta charset="utf-8"><title>twofiles</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** What was asked for the weights. */
export interface WeightsRequest {
  readonly range: string | undefined;
}

/** Serves the page at /, the package under /dist, and `weights` at any path that ends in .gguf. */
export class Site {
  readonly #server: Server;
  readonly #dist: string;
  readonly #isolated: boolean;
  weights = new Uint8Array();
  /** The next answer with weights ends after this many bytes. */
  cutAfter: number | undefined;
  readonly requests: WeightsRequest[] = [];

  static async open(dist: string, isolated: boolean): Promise<Site> {
    const site = new Site(dist, isolated);
    await new Promise<void>((done) => site.#server.listen(0, '127.0.0.1', done));
    return site;
  }

  private constructor(dist: string, isolated: boolean) {
    this.#dist = dist;
    this.#isolated = isolated;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.writeHead(404).end());
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The same site as a stranger on plain HTTP: no file system, no locks, no crypto.subtle, no shared memory. */
  get insecureOrigin(): string {
    return this.origin.replace('127.0.0.1', STRANGER);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    if (this.#isolated) {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
    }
    if (pathname.endsWith('.gguf')) return this.#sendWeights(request, response);
    if (pathname === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
    const path = pathname.startsWith('/dist/')
      ? join(this.#dist, pathname.slice('/dist/'.length))
      : resolve(`.${pathname}`);
    const type = TYPES[extname(path)];
    if (type === undefined) throw new Error(`no such thing as ${pathname}`);
    const body = await readFile(path);
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' }).end(body);
  }

  #sendWeights(request: IncomingMessage, response: ServerResponse): void {
    const { range } = request.headers;
    this.requests.push({ range });
    const { length } = this.weights;
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const headers = {
      etag: `"${length}"`,
      'content-type': 'application/octet-stream',
      'content-length': length - start,
    };
    const partial = { ...headers, 'content-range': `bytes ${start}-${length - 1}/${length}` };
    response.writeHead(start > 0 ? 206 : 200, start > 0 ? partial : headers);
    const cut = this.cutAfter;
    this.cutAfter = undefined;
    if (cut === undefined) response.end(this.weights.subarray(start));
    else response.write(this.weights.subarray(start, start + cut), () => setTimeout(() => response.destroy(), 50));
  }
}

/** Chromium with a profile of its own. */
export class Browser {
  readonly #context: BrowserContext;
  readonly #profile: string;

  static async open(): Promise<Browser> {
    if (!playwright || !chromium) throw new Error(String(pageMissing));
    const profile = await mkdtemp(join(tmpdir(), 'twofiles-profile-'));
    const options = { executablePath: chromium, headless: true, args: FLAGS };
    return new Browser(await playwright.chromium.launchPersistentContext(profile, options), profile);
  }

  private constructor(context: BrowserContext, profile: string) {
    this.#context = context;
    this.#profile = profile;
  }

  /** Opens a page for `visit` and closes it. Whatever the page itself reports as an error is thrown. */
  async visit<T>(origin: string, visit: (page: Page) => Promise<T>): Promise<T> {
    const page = await this.#context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // The browser itself reports a cut connection, which is the test's doing.
      const cut = message.location().url.endsWith('.gguf');
      if (message.type() === 'error' && !cut) errors.push(message.text());
    });
    try {
      await page.goto(origin);
      const result = await visit(page);
      if (errors.length > 0) throw new Error(`the page reports: ${errors.join('; ')}`);
      return result;
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.#context.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Builds the package into `folder`, as it is published. */
export async function build(folder: string): Promise<void> {
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder];
  const child: ChildProcess = spawn(process.execPath, tsc, { stdio: 'inherit' });
  const code = await new Promise((done) => child.on('exit', done));
  if (code !== 0) throw new Error('the package does not build');
}
