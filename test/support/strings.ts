// Random strings of assigned code points for comparing tokenizers: scripts mixed and alone, combining
// marks, digits, emoji joined and flagged, punctuation, spaces of all kinds, contractions.
import type { Random } from '../../src/base/random.ts';

const PIECES: readonly string[] = [
  ...["'s", "'LL", "'re", "n't", "I'm", "'Ve", "'D", 'the ', ' of', 'hello', 'World', ' CamelCase', 'snake_case'],
  ...['  ', '   ', '\n', '\n\n', '\r\n', '\t', ' \n ', '\u00a0', '\u3000', '\u2028', '\u0085', '\u200b', '\ufeff'],
  ...['3', '33', '1234567', '½', '٣', '²', 'Ⅻ', '...', '!?', '->', '```', '/*', '🎉', '👩‍👩‍👧', '🇫🇷', '❤️', '1️⃣', '👍🏽'],
  ...[
    'e\u0301',
    'a\u0308\u0304',
    'ก็',
    'क्षि',
    '한국어',
    '日本語',
    '中文',
    'العربية',
    'עברית',
    'Ελλάδα',
    'Привет',
    'ǅ',
    'ß',
    'İ',
    'ſ',
  ],
];

/** Every assigned code point that is no surrogate and not of private use. */
export function assignedCharacters(): string[] {
  const characters: string[] = [];
  for (let code = 1; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (!/[\p{Cn}\p{Co}]/u.test(character)) characters.push(character);
  }
  return characters;
}

/** One string of up to 24 parts; `characters` in an order in which neighbours belong to one script. */
export function randomString(random: Random, characters: readonly string[]): string {
  const parts = 1 + random.int(24);
  const home = random.int(characters.length);
  let text = '';
  for (let i = 0; i < parts; i++) {
    const choice = random.float();
    if (choice < 0.3) text += random.pick(characters);
    else if (choice < 0.5) text += characters[Math.min(characters.length - 1, home + random.int(60))];
    else if (choice < 0.7) text += String.fromCharCode(32 + random.int(95));
    else text += random.pick(PIECES);
  }
  return text;
}
