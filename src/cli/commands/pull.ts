// `pull`: fetches weights into the cache. stdout carries the path alone.
import { onInterrupt } from '../interrupt.ts';
import { pull as fetchWeights } from '../pull.ts';
import { bytes, note, printJson, progressLine } from '../terminal.ts';

export interface PullFlags {
  readonly sha256?: string;
  readonly revision?: string;
  readonly json?: boolean;
}

export async function pull(what: string, flags: PullFlags): Promise<void> {
  using interrupt = onInterrupt();
  const progress = progressLine();
  try {
    const { sha256, revision } = flags;
    const pulled = await fetchWeights(what, {
      sha256,
      revision,
      signal: interrupt.signal,
      onProgress: progress.report,
    });
    progress.end();
    if (flags.json) printJson(pulled);
    else {
      note(`${pulled.fromCache ? 'Already here' : 'Fetched'}: ${bytes(pulled.bytes)}, SHA-256 ${pulled.sha256}`);
      process.stdout.write(`${pulled.path}\n`);
    }
  } finally {
    progress.end();
  }
}
