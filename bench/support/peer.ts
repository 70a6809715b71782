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

  /** Rejects when the process ends. */
  readonly #gone: Promise<never>;

  private constructor(child: ChildProcess, about: string, gone: Promise<never>) {
    this.#child = child;
    this.#gone = gone;
    this.about = about;
  }

  /** With room for `context` tokens. @throws `not-found` when it is not installed. */
  static async start(path: string, threads: number, mmap: boolean, context = 1024): Promise<Peer> {
    if (!existsSync(join(PEERS, 'node-llama-cpp')))
      throw new TwofilesError(
        'not-found',
        'node-llama-cpp is not installed.',
        'Run: npm ci --omit=optional --ignore-scripts --prefix bench/peers',
      );
    const settings = [path, threads, mmap, context].map(String);
    const child = fork(join(import.meta.dirname, 'peer-process.ts'), settings, {
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = gone(child);
    end.catch(() => {}); // it may also be ended on purpose
    const [answer] = (await Promise.race([once(child, 'message'), end])) as [Answer];
    return new Peer(child, answer.about ?? '', end);
  }

  /** With up to `threads` threads, and mapped or read, as `question` goes fastest: all are tried first. */
  static async best(path: string, threads: number, question: Question): Promise<Peer> {
    const mapped = mmaps.get(path) ?? (await rate(path, 1, true, question)) > (await rate(path, 1, false, question));
    mmaps.set(path, mapped);
    const fewer =
      threads > 1 && (await rate(path, 1, mapped, question)) > (await rate(path, threads, mapped, question));
    const count = fewer ? 1 : threads;
    const peer = await Peer.start(path, count, mapped);
    peer.settings = `${count} thread${count > 1 ? 's' : ''}, ${mapped ? 'mmap' : 'no mmap'}`;
    return peer;
  }

  /** Tokens a second. */
  async ask(question: Question): Promise<number> {
    this.#child.send(question);
    const [answer] = (await Promise.race([once(this.#child, 'message'), this.#gone])) as [Answer];
    return answer.rate ?? Number.NaN;
  }

  async close(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill();
    await exit;
  }
}

/** Whether a file is better mapped. */
const mmaps = new Map<string, boolean>();

/** Tokens a second when asked the second time. */
async function rate(path: string, threads: number, mmap: boolean, question: Question): Promise<number> {
  const peer = await Peer.start(path, threads, mmap);
  await peer.ask(question);
  const found = await peer.ask(question);
  await peer.close();
  return found;
}

async function gone(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new TwofilesError('closed', `node-llama-cpp ended with code ${code}.`, 'Run its own example to see why.');
}
