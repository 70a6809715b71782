// One writer a folder: a file `lock` with the writer's process id. A lock whose process is gone is taken over.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TwofilesError } from '../../base/errors.ts';
import { onDisk } from '../../base/write.node.ts';

/** Holds the folder until it is disposed of. @throws `io` when another process holds it. */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const path = join(folder, 'lock');
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await onDisk(path, Promise.reject(error));
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (tries > 0 || alive(holder))
        throw new TwofilesError(
          'io',
          `${folder} is being written by process ${holder}.`,
          `Wait for it, or remove ${path}.`,
        );
      await rm(path, { force: true });
    }
  }
}

function alive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
