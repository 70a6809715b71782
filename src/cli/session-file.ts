// Sessions kept in files, so that a prompt is run once. A file is replaced whole or not at all, and nothing
// that is not a saved session is ever overwritten.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { TwofilesError } from '../base/errors.ts';
import { savedNote } from '../model/save.ts';
import type { Session } from '../model/session.ts';
import type { SessionFlags } from './options.ts';

/**
 * The session to go on from, if one is named. Call it before weights are loaded.
 * @throws `io` when --save-session names a file that is something else.
 */
export async function readSession({ restoreSession, saveSession }: SessionFlags): Promise<Uint8Array | undefined> {
  if (saveSession !== undefined) await checkTarget(saveSession);
  return restoreSession === undefined ? undefined : await readFile(restoreSession);
}

async function checkTarget(path: string): Promise<void> {
  let there: Uint8Array;
  try {
    there = await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cause;
  }
  try {
    savedNote(there);
  } catch (cause) {
    throw new TwofilesError('io', `${path} exists and is not a saved session.`, 'Choose another name.', { cause });
  }
}

/** Writes the session where --save-session says. */
export async function keepSession(session: Session, { saveSession: path }: SessionFlags, note?: string): Promise<void> {
  if (path === undefined) return;
  const whole = `${path}.${process.pid}.part`;
  try {
    await writeFile(whole, await session.save(note));
    await rename(whole, path);
  } finally {
    await rm(whole, { force: true });
  }
}
