// Real text for benches: the books of ../shared/data where they are, else the sources of this repository.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '../shared/data/corpus');

export interface Texts {
  readonly from: string;
  readonly texts: readonly string[];
  /** UTF-8. */
  readonly bytes: number;
}

/** About `most` bytes of text, in documents. `names`: files of the folder, without extension. */
export function someTexts(most: number, names: readonly string[] = ['books']): Texts {
  const here = existsSync(FOLDER);
  const all = here
    ? names.flatMap(rows)
    : globSync(['src/**/*.ts', '*.md', 'docs/**/*.md'], { cwd: ROOT }).sort().map(source);
  const texts: string[] = [];
  let bytes = 0;
  for (const text of all) {
    if (bytes >= most) break;
    texts.push(text);
    bytes += Buffer.byteLength(text);
  }
  return { from: here ? names.join(', ') : 'the sources of this repository', texts, bytes };
}

function rows(name: string): string[] {
  const lines = readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => (JSON.parse(line) as { text: string }).text);
}

const source = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
