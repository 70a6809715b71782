// What a corpus is made of. A document is a text with its provenance; its entry is all of that but the text.
import { utf8 } from './hash.ts';

/** A document as a reader hands it over. */
export interface SourceDocument {
  /** Unique in its corpus: a JSONL row's `id`, else `source/path`. */
  readonly id: string;
  /** Where it comes from: what mixing weights name. */
  readonly source: string;
  /** As the source states it; `unknown` when nobody did. */
  readonly licence: string;
  readonly text: string;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  /** Whom the licence asks to name. */
  readonly attribution?: string | undefined;
}

/** What a corpus knows of a document without its text. One a line in `documents-*.index.jsonl`. */
export interface Entry extends Omit<SourceDocument, 'text'> {
  /** SHA-256 of the text's UTF-8, hex. */
  readonly sha256: string;
  /** Of the text's UTF-8. */
  readonly bytes: number;
  /** Where its line begins in the part, and how many bytes it has. */
  readonly at: number;
  readonly length: number;
  /** Earlier documents (by number) that it nearly repeats, when near duplicates are kept. */
  readonly near?: readonly number[] | undefined;
  /** MinHash signature, base64 of little-endian u32. */
  readonly signature: string;
}

/** What a Merkle leaf commits to: identity, provenance, terms, content. UTF-8 of a JSON array. */
export function leafData({ id, source, licence, sha256 }: Pick<Entry, 'id' | 'source' | 'licence' | 'sha256'>) {
  return utf8.encode(JSON.stringify([id, source, licence, sha256]));
}
