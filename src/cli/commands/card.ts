// `card`: measures weights with the instruments of the report card, and writes down all they answer to the sealed
// prompts.
import { dirname, join } from 'node:path';
import { throwIfAborted } from '../../base/errors.ts';
import { makeCard, placeOf, sectionText, writeTranscripts } from '../../lab/card/card.node.ts';
import { INSTRUMENTS } from '../../lab/card/instruments.node.ts';
import { createBackend } from '../../silicon/backend.ts';
import { onInterrupt } from '../interrupt.ts';
import { note, paint, printJson, progressLine } from '../terminal.ts';

export interface CardFlags {
  readonly rows?: readonly string[];
  readonly out?: string;
  readonly n: number;
  readonly seed: number;
  readonly seeds: number;
  readonly tokens: number;
  readonly data: string;
  readonly threads?: number;
  readonly json?: boolean;
}

const TRANSCRIPTS = 'transcripts';

export async function card(path: string, flags: CardFlags): Promise<void> {
  const place = await placeOf(path);
  const { rows, n, seed, seeds, data, tokens: maxTokens } = flags;
  const out = flags.out ?? join(place.folder ?? dirname(place.weights), 'card');
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const progress = progressLine();
  const announce = (name: string, about: string, kept = false): void => {
    progress.end();
    note(`${paint(process.stderr, 'bold', name.padEnd(14))}${about}${kept ? ' (measured before)' : ''}`);
  };
  const backend = await createBackend({ threads: flags.threads });
  try {
    const shared = { place, out, backend, maxTokens, signal, onProgress: progress.report };
    const wanted = rows?.filter((row) => row !== TRANSCRIPTS);
    if (wanted === undefined || wanted.length > 0) {
      const made = await makeCard({
        ...shared,
        ...{ n, seed, seeds, data, instruments: INSTRUMENTS, rows: wanted },
        onInstrument: ({ name, about, kept }) => announce(name, about, kept),
      });
      progress.end();
      if (flags.json) printJson(made);
      else
        for (const { name, about } of INSTRUMENTS.filter((each) => wanted?.includes(each.name) ?? true)) {
          const section = made.sections[name];
          if (section) process.stdout.write(`${about}\n\n${sectionText(section).join('\n\n')}\n\n`);
        }
      note(`Wrote ${join(out, 'card.md')}`);
    }
    if (rows && !rows.includes(TRANSCRIPTS)) return;
    throwIfAborted(signal);
    announce(TRANSCRIPTS, 'all answers to the sealed prompts');
    const written = await writeTranscripts(shared);
    progress.end();
    note(`Wrote ${written}`);
  } finally {
    progress.end();
    await backend.close();
  }
}
