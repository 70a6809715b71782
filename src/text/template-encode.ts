// Segments to tokens. Trusted text is encoded with control tokens recognised, text from outside span by
// span with them off; every token knows its segment. This is the last guard: a control token that comes
// out of untrusted text all the same is refused.
import { TwofilesError } from '../base/errors.ts';
import type { Segment } from './messages.ts';
import type { Tokenizer } from './tokenizer.ts';

export interface EncodedSegments {
  readonly tokens: number[];
  /** For each token, the index of its segment. Length: tokens.length. */
  readonly owners: Int32Array;
}

/**
 * Tokenises segments one by one. A space that a template puts right before text from outside is encoded
 * with that text, because vocabularies hold a word and the space before it as one token. No BOS is added:
 * templates write their own. Throws `unsupported` when the tokenizer reads a control token in untrusted text.
 */
export function encodeSegments(tokenizer: Tokenizer, segments: readonly Segment[]): EncodedSegments {
  const tokens: number[] = [];
  const owners: number[] = [];
  for (const [i, segment] of segments.entries()) {
    const borrowed = takesSpace(segments[i - 1], segment) ? ' ' : '';
    const text = takesSpace(segment, segments[i + 1]) ? segment.text.slice(0, -1) : segment.text;
    const last = tokens.at(-1);
    const continues = last !== undefined && tokenizer.kind(last) !== 'control';
    const encoded = tokenizer.encode(borrowed + text, { special: segment.trusted, continues });
    if (!segment.trusted) refuseControl(tokenizer, encoded, segment);
    for (const token of encoded) {
      tokens.push(token);
      owners.push(i);
    }
  }
  return { tokens, owners: Int32Array.from(owners) };
}

/** Whether the space at the end of a trusted segment belongs to the untrusted word after it. */
function takesSpace(segment: Segment | undefined, next: Segment | undefined): boolean {
  return segment !== undefined && next !== undefined && segment.trusted && !next.trusted && segment.text.endsWith(' ');
}

function refuseControl(tokenizer: Tokenizer, tokens: readonly number[], segment: Segment): void {
  const control = tokens.find((token) => tokenizer.kind(token) === 'control' && token !== tokenizer.spec.unknown);
  if (control === undefined) return;
  throw new TwofilesError(
    'unsupported',
    `The tokenizer reads the control token ${tokenizer.spec.tokens[control]} in ${segment.field ?? 'outside'} text.`,
    'Leave that text out.',
    segment.field === undefined ? {} : { field: segment.field },
  );
}
