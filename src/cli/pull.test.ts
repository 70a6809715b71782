// pull against a server on this machine that cuts, lies, stalls and refuses. Every fault is one handler.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import type { ErrorCode, TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { cacheFolder, safeParts } from './cache.ts';
import { chooseFiles, type HubFile, partsOf } from './hub.ts';
import { type PullOptions, pull } from './pull.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** The requests since the last test, and what answers them, by path. */
const seen: IncomingMessage[] = [];
const routes = new Map<string, Handler>();
const server = createServer((request, response) => {
  const nth = seen.filter(({ url }) => url === request.url).length;
  seen.push(request);
  const handler = routes.get(new URL(request.url ?? '', 'http://x').pathname);
  if (handler) handler(request, response, nth);
  else response.writeHead(404, { 'content-type': 'text/html' }).end('<html>no such page</html>');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const endpoint = `http://127.0.0.1:${port}`;
const cacheDir = await mkdtemp(join(tmpdir(), 'twofiles-pull-'));

const random = new Random(7);
const BODY = Buffer.from(Uint8Array.from({ length: 300_000 }, () => random.int(256)));
const OTHER = Buffer.from(BODY.map((byte) => byte ^ 1));
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const patience = { stall: 150, backoff: 1, tries: 3, longestWait: 2_000 };

let counter = 0;
let file = '';
let spec = '';
let path = '';
beforeEach(() => {
  seen.length = 0;
  routes.clear();
  file = `model-${++counter}.gguf`;
  spec = `owner/name:${file}`;
  path = join(cacheDir, 'owner', 'name', file);
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(cacheDir, { recursive: true });
});

const serve = (handler: Handler): void => void routes.set(`/owner/name/resolve/main/${file}`, handler);
const get = (options: PullOptions = {}, what = spec) =>
  pull(what, { endpoint, cacheDir, patience, token: '', ...options });

async function fails(code: ErrorCode, message: RegExp, options: PullOptions = {}, what = spec): Promise<TwofilesError> {
  const error: TwofilesError = await get(options, what).then(
    () => assert.fail('it was fetched'),
    (problem) => problem,
  );
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return error;
}

/** An honest server of `body`: Range, If-Range and ETag as RFC 9110 has them. `cut` ends the body early. */
function honest(body: Buffer, etag: string, cut?: number): Handler {
  return (request, response) => {
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const part = asked !== null && request.headers['if-range'] === etag;
    const start = part ? Number(asked[1]) : 0;
    response.writeHead(part ? 206 : 200, {
      etag,
      'content-length': body.length - start,
      ...(part ? { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` } : {}),
    });
    if (cut === undefined || cut >= body.length) response.end(body.subarray(start));
    else response.write(body.subarray(start, cut), () => setTimeout(() => response.destroy(), 20));
  };
}

const cuts: Handler = (request, response, nth) =>
  honest(BODY, '"a"', nth === 0 ? 100_000 : nth === 1 ? 200_000 : undefined)(request, response, nth);

describe('pull', () => {
  it('fetches, reports progress, and then finds it in the cache without asking', async () => {
    serve(honest(BODY, '"a"'));
    const reports: number[] = [];
    const first = await get({ onProgress: ({ done, total }) => reports.push(done, total ?? -1) });
    assert.deepEqual([first.path, first.bytes, first.sha256, first.fromCache], [path, BODY.length, sha(BODY), false]);
    assert.deepEqual(await readFile(path), BODY);
    assert.deepEqual(reports.slice(-2), [BODY.length, BODY.length]);
    assert.ok(!existsSync(`${path}.part`) && !existsSync(`${path}.part.json`));
    const second = await get();
    assert.ok(second.fromCache);
    assert.equal(second.sha256, sha(BODY));
    assert.equal(seen.length, 1);
  });

  it('two processes do not fetch the same file; a lock of one that is gone is taken over', async () => {
    serve(cuts);
    const lock = `${path}.lock`;
    const results = await Promise.allSettled([get(), get(), get()]);
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 2);
    for (const { reason } of refused) {
      assert.equal(reason.code, 'io');
      assert.match(reason.message, new RegExp(`Another process \\(${process.pid} on .*${file}`));
    }
    assert.deepEqual(await readFile(path), BODY);
    assert.ok(!existsSync(lock));
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    for (const left of [JSON.stringify({ pid: gone, host: hostname(), id: 'x' }), '{"pid":', '']) {
      await rm(path);
      await writeFile(lock, left);
      assert.ok(!(await get()).fromCache);
      assert.ok(!existsSync(lock));
    }
    await rm(path);
    await writeFile(lock, JSON.stringify({ pid: gone, host: 'elsewhere', id: 'x' }));
    await fails('io', /on elsewhere/);
    await rm(lock);
  });

  it('fetches again when the cached file is not the one asked for', async () => {
    serve(honest(BODY, '"a"'));
    await get();
    await writeFile(path, OTHER.subarray(1));
    const again = await get({ sha256: sha(BODY) });
    assert.ok(!again.fromCache);
    assert.deepEqual(await readFile(path), BODY);
  });

  it('goes on where the connection was cut', async () => {
    serve(cuts);
    const result = await get();
    assert.equal(result.sha256, sha(BODY));
    assert.equal(seen.length, 3);
    for (const request of seen.slice(1)) {
      assert.match(request.headers.range ?? '', /^bytes=[1-9]\d*-$/);
      assert.equal(request.headers['if-range'], '"a"');
    }
  });

  it('goes on in a later run, with the hash of all bytes', async () => {
    serve(honest(BODY, '"a"', 120_000));
    await fails('network', /could not be fetched/, { patience: { ...patience, tries: 1 } });
    serve(honest(BODY, '"a"'));
    const result = await get({ sha256: sha(BODY) });
    assert.equal(result.sha256, sha(BODY));
    assert.match(seen.at(-1)?.headers.range ?? '', /^bytes=[1-9]/);
  });

  it('begins anew when the ETag changes between tries', async () => {
    serve((request, response, nth) =>
      honest(nth === 0 ? BODY : OTHER, nth === 0 ? '"a"' : '"b"', nth === 0 ? 9e4 : undefined)(request, response, nth),
    );
    assert.equal((await get()).sha256, sha(OTHER));
  });

  it('begins anew when a server ignores Range, or sends a part of another version', async () => {
    serve((request, response, nth) => {
      if (nth === 0) return honest(BODY, '"a"', 9e4)(request, response, nth);
      response.writeHead(200, { etag: '"a"', 'content-length': BODY.length }).end(BODY);
    });
    assert.equal((await get()).sha256, sha(BODY));
    file += 'x.gguf';
    spec += 'x.gguf';
    serve((request, response, nth) => {
      if (nth !== 1)
        return honest(nth === 0 ? BODY : OTHER, nth === 0 ? '"a"' : '"b"', nth === 0 ? 9e4 : undefined)(
          request,
          response,
          nth,
        );
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
      const range = `bytes ${start}-${OTHER.length - 1}/${OTHER.length}`;
      response.writeHead(206, { etag: '"b"', 'content-range': range }).end(OTHER.subarray(start));
    });
    assert.equal((await get()).sha256, sha(OTHER));
  });

  it('begins anew when an unfinished file of an earlier run turns out wrong', async () => {
    serve(honest(OTHER, '"a"', 120_000));
    await fails('network', /could not be fetched/, { patience: { ...patience, tries: 1 } });
    serve(honest(BODY, '"a"'));
    assert.equal((await get({ sha256: sha(BODY) })).sha256, sha(BODY));
  });

  it('gives up on a server that stalls, and says so', async () => {
    serve((_, response) => void response.writeHead(200, { 'content-length': 100 }).write('x'));
    await fails('network', /nothing came for 150 ms/, { patience: { ...patience, tries: 2 } });
    assert.equal(seen.length, 2);
    serve(() => {});
    await fails('network', /nothing came for 150 ms/, { patience: { ...patience, tries: 1 } });
  });

  it('refuses a wrong size', async () => {
    serve((_, response) => {
      response.writeHead(200, { 'content-length': BODY.length, 'x-linked-size': BODY.length + 1 }).end(BODY);
    });
    await fails('network', /should have 300001 bytes/);
    serve((_, response) => response.writeHead(200, { 'x-linked-size': 1000 }).end(BODY));
    await fails('network', /more than the 1000 bytes/);
    serve((_, response) => response.writeHead(200, { 'x-linked-size': BODY.length + 1 }).end(BODY));
    await fails('network', /ended at byte 300000 of 300001/);
    assert.ok(!existsSync(path));
  });

  it("refuses a wrong SHA-256, the hub's or the caller's, and keeps nothing of it", async () => {
    serve(honest(BODY, '"a"'));
    await fails('checksum', /promised/, { sha256: sha(OTHER) });
    serve((_, response) => response.writeHead(200, { 'x-linked-etag': `"${sha(OTHER)}"` }).end(BODY));
    await fails('checksum', /promised/);
    assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
    await fails('bad-argument', /not a SHA-256/, { sha256: 'abc' });
  });

  it('tells refusals apart', async () => {
    await fails('not-found', /has no \/owner\/name/);
    serve((_, response) => response.writeHead(401).end());
    const refused = await fails('network', /refuses access/);
    assert.match(refused.next, /HF_TOKEN/);
    serve((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>'));
    await fails('network', /web page/);
    assert.equal(seen.length, 3);
  });

  it('waits as long as Retry-After asks, within reason', async () => {
    serve((request, response, nth) => {
      if (nth > 0) return honest(BODY, '"a"')(request, response, nth);
      response.writeHead(429, { 'retry-after': '0' }).end();
    });
    assert.equal((await get()).sha256, sha(BODY));
    file += 'x.gguf';
    spec += 'x.gguf';
    serve((_, response) => response.writeHead(503, { 'retry-after': '3600' }).end());
    await fails('network', /asks to wait 3600 s/);
    assert.equal(seen.length, 3);
  });

  it('stops on request', async () => {
    const controller = new AbortController();
    serve((_, response) => {
      response.writeHead(200, { 'content-length': 100, etag: '"a"' }).write('x');
      controller.abort();
    });
    await fails('aborted', /Stopped/, { signal: controller.signal });
  });

  it('reports a folder that cannot be written', async () => {
    const blocked = join(cacheDir, `blocked-${counter}`);
    await writeFile(blocked, '');
    serve(honest(BODY, '"a"'));
    await fails('io', /cannot be written/, { cacheDir: blocked });
  });

  it('reports a full disk', { skip: existsSync('/dev/full') ? false : 'needs /dev/full' }, async () => {
    serve(honest(BODY, '"a"'));
    await mkdir(dirname(path), { recursive: true });
    await symlink('/dev/full', `${path}.part`);
    const error = await fails('io', /disk is full/);
    assert.match(error.next, /Make room/);
    await rm(`${path}.part`);
  });

  it('sends the token to the endpoint only, and believes only it about hashes', async () => {
    const elsewhere = `http://localhost:${port}/cdn`;
    serve((_, response) => {
      response
        .writeHead(302, { location: elsewhere, 'x-linked-etag': `"${sha(BODY)}"`, 'x-linked-size': BODY.length })
        .end();
    });
    routes.set('/cdn', (_, response) => response.writeHead(200, { 'x-linked-etag': `"${sha(OTHER)}"` }).end(BODY));
    assert.equal((await get({ token: 'secret' })).sha256, sha(BODY));
    assert.deepEqual(
      seen.map(({ headers }) => headers.authorization),
      ['Bearer secret', undefined],
    );
  });

  it('refuses redirects to other schemes and without end', async () => {
    serve((_, response) => response.writeHead(302, { location: 'http://example.org/x.gguf' }).end());
    await fails('bad-argument', /http:\/\/example\.org is not fetched/);
    serve((request, response) => response.writeHead(302, { location: request.url }).end());
    await fails('network', /redirects without end/);
  });

  it('refuses names that lead out of the cache and specs that are none', async () => {
    for (const bad of [
      'owner/name:../../x.gguf',
      'owner/name:a\\..\\x.gguf',
      'owner/name:/etc/x',
      'owner/name:a//b',
      'owner/..:x',
    ])
      await fails('bad-argument', /not a/, {}, bad);
    for (const bad of [
      'name',
      'a/b/c',
      '',
      'ftp://example.org/x',
      'http://example.org/x',
      'https://me:word@example.org/x',
    ])
      await fails('bad-argument', /./, {}, bad);
    await fails('bad-argument', /safe/, { revision: '../..' });
    for (const bad of ['con', 'a/nul.gguf', 'x.', 'a:b', 'a\u0000b', 'x'.repeat(201)])
      assert.throws(() => safeParts(bad), { code: 'bad-argument' });
    assert.equal(seen.length, 0);
  });

  it('fetches a URL into a folder of its own', async () => {
    routes.set('/some/where.gguf', honest(BODY, '"a"'));
    const result = await get({}, `${endpoint}/some/where.gguf?download=true`);
    assert.match(result.path, /where\.gguf$/);
    assert.deepEqual(await readFile(result.path), BODY);
  });
});

describe('pull without a file name', () => {
  const entry = (name: string, body: Buffer, lfs = true) => ({
    type: 'file',
    path: name,
    size: body.length,
    oid: 'f'.repeat(40),
    ...(lfs ? { lfs: { oid: sha(body), size: body.length, pointerSize: 130 } } : {}),
  });
  const repository = (name: string, entries: unknown): void =>
    void routes.set(`/api/models/owner/${name}/tree/main`, (_, response) => response.end(JSON.stringify(entries)));

  it('takes the one GGUF file, with the hash of the listing', async () => {
    repository('one', [
      { type: 'directory', path: 'x', size: 0 },
      entry('a.gguf', BODY),
      entry('README.md', OTHER, false),
    ]);
    routes.set('/owner/one/resolve/main/a.gguf', honest(BODY, '"a"'));
    assert.equal((await get({}, 'owner/one')).path, join(cacheDir, 'owner', 'one', 'a.gguf'));
    repository('lies', [entry('a.gguf', OTHER)]);
    routes.set('/owner/lies/resolve/main/a.gguf', honest(BODY, '"a"'));
    await fails('checksum', /promised/, {}, 'owner/lies');
  });

  it('takes safetensors with their configuration and tokenizer', async () => {
    const files = {
      'config.json': '{}',
      'tokenizer.json': '{"a":1}',
      'model.safetensors': 'weights',
      'README.md': 'no',
    };
    repository(
      'st',
      Object.entries(files).map(([name, text]) => entry(name, Buffer.from(text), false)),
    );
    for (const [name, text] of Object.entries(files))
      routes.set(`/owner/st/resolve/main/${name}`, (_, response) => response.end(text));
    const result = await get({}, 'owner/st');
    assert.equal(result.path, join(cacheDir, 'owner', 'st'));
    assert.equal(await readFile(join(result.path, 'tokenizer.json'), 'utf8'), '{"a":1}');
    assert.ok(!existsSync(join(result.path, 'README.md')));
    assert.equal(result.files.length, 3);
    assert.ok((await get({}, 'owner/st')).fromCache);
    await fails('bad-argument', /3 files/, { sha256: sha(BODY) }, 'owner/st');
  });

  it('reads a listing in pages and refuses nonsense', async () => {
    routes.set('/api/models/owner/pages/tree/main', (request, response) => {
      const second = request.url?.includes('cursor');
      if (!second) response.setHeader('link', `<${endpoint}${request.url}&cursor=2>; rel="next"`);
      response.end(JSON.stringify(second ? [entry('b.gguf', BODY)] : []));
    });
    routes.set('/owner/pages/resolve/main/b.gguf', honest(BODY, '"a"'));
    assert.match((await get({}, 'owner/pages')).path, /b\.gguf$/);
    repository('nonsense', { error: 'none' });
    await fails('network', /does not answer with a listing/, {}, 'owner/nonsense');
    await fails('not-found', /has no/, {}, 'owner/nothing');
    repository('evil', [entry('../../evil.gguf', BODY)]);
    await fails('bad-argument', /safe/, {}, 'owner/evil');
    await fails('network', /could not be fetched/, { endpoint: 'http://127.0.0.1:9' }, 'owner/one');
  });

  it('chooses by the stated rule', () => {
    const files = (...names: string[]): HubFile[] =>
      names.map((name) => ({ path: name, size: name.includes('big') ? 9e9 : 9, sha256: undefined }));
    const chosen = (...names: string[]): string[] => chooseFiles(files(...names), 'o/n').map(({ path }) => path);
    assert.deepEqual(chosen('m-Q4_K_M.gguf', 'm-Q8_0.gguf', 'm-f16.gguf', 'mmproj-f16.gguf'), ['m-Q8_0.gguf']);
    assert.deepEqual(chosen('big.q8_0.gguf', 'big.q4_k_m.gguf'), ['big.q4_k_m.gguf']);
    assert.deepEqual(chosen('big-Q8_0.gguf', 'big-Q2_K.gguf'), ['big-Q8_0.gguf']);
    assert.throws(() => chosen('a-Q2_K.gguf', 'a-Q3_K.gguf'), /o\/n:a-Q2_K\.gguf\n {2}o\/n:a-Q3_K\.gguf/);
    const split = ['x-00001-of-00002.gguf', 'x-00002-of-00002.gguf'];
    assert.deepEqual(chosen(...split), split);
    assert.deepEqual(partsOf(split[0] ?? ''), split);
    assert.throws(() => chosen(split[0] ?? ''), { code: 'not-found' });
    assert.throws(() => chosen('README.md'), { code: 'not-found' });
    assert.throws(() => chosen('model.safetensors'), { code: 'not-found' });
  });
});

describe('cacheFolder', () => {
  it('follows the system', () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux'), join('/c', 'twofiles'));
    assert.match(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux'), /\.cache.twofiles$/);
    assert.match(cacheFolder({}, 'darwin'), /Library.Caches.twofiles$/);
    assert.match(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32'), /l.twofiles.Cache$/);
  });
});
