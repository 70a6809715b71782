// WordPiece (BERT): lower case, no accents, words cut at spaces and round punctuation and Chinese
// characters, each word spelled by the longest tokens that fit or given up as unknown. In GGUF's spelling a
// token that begins a word begins with ▁. Text is folded as llama.cpp folds it; see docs/decisions/tokenizer-differences.md.
import type { TextEncode } from './bpe.ts';
import { Trie } from './trie.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Wu et al. 2016, section 4.1, with BERT's text clean-up (Devlin et al. 2018). */
export function wordPiece(vocabulary: Vocabulary): TextEncode {
  const pieces = new Trie();
  vocabulary.spec.tokens.forEach((text) => {
    const id = vocabulary.plain(text);
    if (id >= 0) pieces.add(text, id);
  });
  return (text, _start, out) => {
    for (const word of words(text)) {
      const before = out.length;
      const spelled = `▁${word}`;
      for (let at = 0; at < spelled.length; ) {
        const { value, end } = pieces.longest(spelled, at);
        if (value < 0) {
          out.length = before;
          break;
        }
        out.push(value);
        at = end;
      }
      if (out.length === before && vocabulary.spec.unknown !== undefined) out.push(vocabulary.spec.unknown);
    }
  };
}

/** Folded words of a text, in order. */
function words(text: string): string[] {
  const found: string[] = [];
  let word = '';
  const finish = (): void => {
    if (word !== '') found.push(word);
    word = '';
  };
  for (const character of text) {
    const base = firstCharacter(character.normalize('NFD'));
    if (/\p{White_Space}/u.test(base)) finish();
    else if (!/[\p{C}\p{M}\ufffd]/u.test(base) || /\p{Cn}/u.test(base)) {
      const lower = firstCharacter(base.toLowerCase());
      if (standsAlone(base)) {
        finish();
        found.push(lower);
      } else word += lower;
    }
  }
  finish();
  return found;
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

const CHINESE: readonly (readonly [first: number, last: number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0x2f800, 0x2fa1f],
];

function standsAlone(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return /[\p{P}\p{S}]/u.test(character);
  return CHINESE.some(([first, last]) => code >= first && code <= last) || /\p{P}/u.test(character);
}
