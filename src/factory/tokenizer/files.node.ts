// A tokenizer on disk as tokenizer.json with tokenizer_config.json beside it.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { badFile, TwofilesError } from '../../base/errors.ts';
import { writeWhole } from '../../base/write.node.ts';
import { END_OF_TURN } from '../../text/abi.ts';
import type { TokenizerSpec } from '../../text/tokenizer.ts';
import { specFromTokenizerJson } from '../../text/tokenizer-json.ts';
import { specToTokenizerJson } from '../../text/tokenizer-json-write.ts';

/** Writes `path` and, beside it, tokenizer_config.json. Returns both paths. @throws `io`, `unsupported`. */
export async function writeTokenizer(path: string, spec: TokenizerSpec): Promise<string[]> {
  const { tokenizer, config } = specToTokenizerJson(spec);
  const beside = join(dirname(path), 'tokenizer_config.json');
  await writeWhole(beside, `${JSON.stringify(config, null, 2)}\n`);
  await writeWhole(path, `${JSON.stringify(tokenizer, null, 1)}\n`);
  return [path, beside];
}

/** Reads what `writeTokenizer` wrote, or another model's tokenizer.json. @throws `not-found`, `bad-file`, `unsupported`. */
export async function readTokenizer(path: string): Promise<TokenizerSpec> {
  if (!existsSync(path))
    throw new TwofilesError(
      'not-found',
      `There is no ${path}.`,
      'Make one with: tokenizer train <corpus> --out <file>',
    );
  const beside = join(dirname(path), 'tokenizer_config.json');
  const spec = specFromTokenizerJson(await readJson(path), await readJson(beside), path);
  const eot = spec.tokens.indexOf(END_OF_TURN); // the files cannot name it
  return eot >= 0 && spec.kinds[eot] === 'control' ? { ...spec, eot } : spec;
}

async function readJson(path: string): Promise<unknown> {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw badFile(path, 'JSON', 'cannot be read', cause);
  }
}
