// node-llama-cpp in a process of its own, at its best: one libuv thread, because it starts a team of spinning
// threads in each that it meets; the better setting of threads and of mmap; no GPU. One question at a time by messages.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TwofilesError } from '../../src/base/errors.ts';
import type { Answer, Question } from './peer-process.ts';

const PEERS = join(import.meta.dirname, '../peers/node_modules');
export const PEER = 'node-llama-cpp';

export class Peer {
  readonly #child: ChildProcess;
  /** llama.cpp's version and the instructions that it uses. */
  readonly about: string;
  /** What `best` chose. */
  settings = '';

  private constructor(child: ChildProcess, about: string) {
    this.#child = child;
    this.about = about;
  }

  /** @throws `not-found` when it is not installed. */
  static async start(path: string, threads: number, mmap: boolean): Promise<Peer> {
    if (!existsSync(join(PEERS, 'node-llama-cpp')))
      throw new TwofilesError(
        'not-found',
        'node-llama-cpp is not installed.',
        'Run: npm ci --omit=optional --ignore-scripts --prefix bench/peers',
      );
    const child = fork(join(import.meta.dirname, 'peer-process.ts'), [path, String(threads), String(mmap)], {
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const [answer] = (await Promise.race([once(child, 'message'), gone(child)])) as [Answer];
    return new Peer(child, answer.about ?? '');
  }

  /** With up to `threads` threads, mapped or read: as `question` goes fastest, which is tried first. */
  static async best(path: string, threads: number, question: Question): Promise<Peer> {
    let best = { threads, mmap: true, rate: 0 };
    for (const count of threads > 1 ? [1, threads] : [threads])
      for (const mmap of [true, false]) {
        const peer = await Peer.start(path, count, mmap);
        await peer.ask(question);
        const rate = Math.max(await peer.ask(question), await peer.ask(question));
        await peer.close();
        if (rate > best.rate) best = { threads: count, mmap, rate };
      }
    const peer = await Peer.start(path, best.threads, best.mmap);
    peer.settings = `${best.threads} threads, ${best.mmap ? 'mmap' : 'no mmap'}`;
    return peer;
  }

  /** Tokens a second. */
  async ask(question: Question): Promise<number> {
    this.#child.send(question);
    const [answer] = (await Promise.race([once(this.#child, 'message'), gone(this.#child)])) as [Answer];
    return answer.rate ?? Number.NaN;
  }

  async close(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill();
    await exit;
  }
}

async function gone(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new TwofilesError('closed', `node-llama-cpp ended with code ${code}.`, 'Run its own example to see why.');
}
