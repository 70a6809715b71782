// `bench`: runs a bench of the repository. Benches are not part of the installed package.
import { existsSync } from 'node:fs';
import { TwofilesError } from '../../base/errors.ts';
import { printJson, table } from '../terminal.ts';

export interface BenchFlags {
  readonly json?: boolean;
  /** For benches that count cases, or tokens. */
  readonly cases?: number;
  /** For benches that are random. */
  readonly seed?: number;
  /** For benches that take minutes: fewer rounds, small shapes only. */
  readonly quick?: boolean;
  /** Keep what was measured in bench/results/. */
  readonly save?: boolean;
}

/** What `bench/index.ts` exports. */
interface BenchRegistry {
  readonly benches: Readonly<
    Record<
      string,
      {
        readonly about: string;
        readonly load: () => Promise<{ run(options: BenchFlags & { json: boolean }): Promise<void> }>;
      }
    >
  >;
}

export async function bench(name: string | undefined, flags: BenchFlags): Promise<void> {
  const registry = new URL('../../../bench/index.ts', import.meta.url);
  if (!existsSync(registry))
    throw new TwofilesError(
      'not-found',
      'Benches come with the repository, not with the installed package.',
      'Clone the repository and type: npm run bench',
    );
  const { benches }: BenchRegistry = await import(registry.href);
  if (name === undefined) {
    const list = Object.entries(benches).map(([key, { about }]) => ({ name: key, about }));
    if (flags.json) printJson({ benches: list });
    else process.stdout.write(`${table(list.map((entry) => [entry.name, entry.about]))}\n`);
    return;
  }
  const found = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!found)
    throw new TwofilesError(
      'bad-argument',
      `There is no bench "${name}".`,
      `There are ${Object.keys(benches).join(', ')}.`,
    );
  await (await found.load()).run({ json: false, ...flags });
}
