// A machine for the length of one command: booted with progress, shut down whatever happens.
import { readFile } from 'node:fs/promises';
import { badArgument, TwofilesError } from '../base/errors.ts';
import { type BootOptions, boot, type EndpointOptions, type Os, readPolicy } from '../boot/boot.ts';
import type { EndpointChoice, EngineOptions } from './options.ts';
import { storeFolder } from './state.ts';
import { note, progressLine } from './terminal.ts';

/** What surrounds the processor, and the processor where it is not weights. */
export interface MachineFlags {
  readonly endpoint?: EndpointChoice;
  /** The endpoint is on this machine and no sink. */
  readonly trustEndpoint?: boolean;
  /** Folder of journal and socket; `none` for a machine that forgets. */
  readonly store?: string;
  /** Folder whose files devices may use. */
  readonly folder?: string;
  /** A policy as JSON. */
  readonly policy?: string;
  /** Grants: `device`, `device:where`, with `!` for secrets too. */
  readonly allow?: readonly string[];
  readonly system?: string;
  readonly temperature?: number;
  readonly tokens?: number;
  readonly seed?: number;
}

/** What a process of its is given. */
export function startOf({ allow = [], seed }: MachineFlags) {
  return { allow, ...(seed === undefined ? {} : { seed }) };
}

/** How its turns are written. */
export function turnOf({ temperature, tokens }: MachineFlags) {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(tokens === undefined ? {} : { maxTokens: tokens }),
  };
}

const QUIET_MS = 1000; // a model that loads sooner needs no bar

/** What computes: weights, by their path, or an endpoint. */
export type Processor = string | EndpointOptions;

/** Boots with a processor, hands the machine to `use`, shuts it down. */
export async function withMachine<T>(
  processor: Processor,
  flags: EngineOptions & MachineFlags,
  more: Pick<BootOptions, 'person' | 'onQuestion' | 'signal'>,
  use: (os: Os) => Promise<T>,
): Promise<T> {
  const policy = flags.policy === undefined ? undefined : await readPolicyFile(flags.policy);
  const store = storeFolder(flags.store);
  const progress = progressLine(process.stderr, QUIET_MS);
  const options = {
    ...{
      cpu: typeof processor === 'string' ? weightsOf(processor, flags) : processor,
      store,
      folder: flags.folder,
      policy,
      system: flags.system,
    },
    ...{ ...more, onProgress: progress.report },
  };
  try {
    await using os = await bootOrForget(options);
    progress.end();
    return await use(os);
  } finally {
    progress.end();
  }
}

/** Where another machine owns the store, this one keeps no journal and says so. */
async function bootOrForget(options: BootOptions): Promise<Os> {
  try {
    return await boot(options);
  } catch (error) {
    if (!(error instanceof TwofilesError && error.code === 'busy')) throw error;
    note(`${error.message} This one keeps no journal.`);
    return boot({ ...options, store: undefined });
  }
}

function weightsOf(weights: string, flags: EngineOptions) {
  const { backend: kind, threads, wide, context, kvType: kv, adapter } = flags;
  const { prefixCache: folder, prefixCacheLimit: limit } = flags;
  const prefixCache = folder === undefined ? undefined : { folder, maxBytes: limit && limit * 1e6 };
  return { weights, kind, threads, wide, context, kv, prefixCache, adapter };
}

/** @throws `bad-argument` for what is no policy. */
export async function readPolicyFile(path: string) {
  try {
    return readPolicy(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw badArgument(`${path} is not JSON: ${error.message}.`, 'Begin from what `policy --json` prints.');
    throw error;
  }
}
