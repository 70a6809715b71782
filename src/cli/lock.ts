// One process at a time: a lock beside a file, that says who holds it. A lock whose process is gone is taken over.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { TwofilesError } from '../base/errors.ts';

/** When two take over the same lock, the later one has it; this long after, ms, both know which that is. */
const SETTLED = 100;

/** Takes the lock of `path` until it is disposed of. @throws `io` when another process has it. */
export async function lockFile(path: string): Promise<AsyncDisposable> {
  const lock = `${path}.lock`;
  const own = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, own);
  try {
    const isFree = await link(draft, lock).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (!isFree) {
      await refuseLiving(path, lock);
      await rename(draft, lock);
      await sleep(SETTLED);
      if ((await contentOf(lock)) !== own) await refuseLiving(path, lock);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await contentOf(lock)) === own) await rm(lock, { force: true });
    },
  };
}

async function refuseLiving(path: string, lock: string): Promise<void> {
  const holder = parse(await contentOf(lock));
  if (!holder) return;
  const { pid, host } = holder;
  if (host === hostname() && !isAlive(pid)) return;
  throw new TwofilesError(
    'io',
    `Another process (${pid} on ${host}) is fetching ${path}.`,
    `Wait for it and run this again. If it is gone for sure, delete ${lock}.`,
  );
}

const contentOf = (lock: string): Promise<string> => readFile(lock, 'utf8').catch(() => '');

/** Who holds it; undefined for a file that was cut or is not ours. */
function parse(text: string): { readonly pid: number; readonly host: string } | undefined {
  try {
    const { pid, host } = JSON.parse(text) as { pid?: unknown; host?: unknown };
    return typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string'
      ? { pid, host }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's, but there
  }
}
