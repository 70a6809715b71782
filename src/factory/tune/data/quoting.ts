// Words for words: sentences of the documents that were read, to be said again, or found in a passage by how they begin
// or by a word of theirs. Made sentences have few frames, and who has copied only those copies only those.
import type { Random } from '../../../base/random.ts';
import { inPassages } from '../../world/questions-reading.ts';
import { NOT_SAID } from './answers.ts';
import { REPEAT_ASKS } from './little.ts';
import { assistant, atHand, type Draft, expand, user, worded } from './maker.ts';

/** Sentences of one document, in order. */
export type Text = readonly string[];

/** UTF-16 units of a sentence that is quoted. */
const SHORTEST = 12;
const LONGEST = 160;
/** Sentences of a document that are taken together. */
const MOST = 6;

/** Some sentences of a document that follow one another, or nothing where they are too long or too few. */
export function textIn(random: Random, document: string): Text | undefined {
  const line = random.pick(document.split('\n'));
  const sentences = line.match(/[^.!?]+[.!?]+["”’)]*(?=\s|$)/g)?.map((sentence) => sentence.trim()) ?? [];
  const from = random.int(Math.max(1, sentences.length - 2));
  const some = sentences.slice(from, from + 2 + random.int(MOST - 1));
  const fit = some.every(({ length }) => length >= SHORTEST && length <= LONGEST);
  return fit && some.length >= 2 && !/[<|>[\]{}]/.test(line) ? some : undefined;
}

const BEGINS = [
  '{Which|What} sentence {begins|starts} with "<b>"?',
  'Quote the sentence that {begins|starts} with "<b>".',
  'How does "<b>" go on?',
];
const MENTIONS = [
  '{Which|What} sentence {mentions|speaks of|has the word|is about} "<w>"?',
  '{Quote|Show me|Find} the sentence {with|about} "<w>"{, please|}.',
  'Where {is|do you read} "<w>"?',
  'What {is|was} said {of|about} <w>?',
];

/** Sentences again, or found in passages; `other` is a text of another document. */
export function quoting(random: Random, text: Text, other: Text): Draft {
  const tools = random.float() < 0.3 ? atHand(random) : [];
  const count = random.float() < 0.35 ? 0 : 2 + random.int(3);
  const asked = Array.from({ length: count }, () => askOf(random, text, other)).filter((each) => each !== undefined);
  if (asked.length === 0) {
    const turns = text
      .slice(0, 1 + random.int(3))
      .map((s) => [user(worded(random, REPEAT_ASKS, 'train', { s, q: `"${s}"` })), assistant(s)]);
    return { family: 'text/repeat', tools, turns: turns.flat() };
  }
  const passages = inPassages(random, random.float() < 0.5 ? random.shuffled(text) : text);
  return {
    family: 'text/quote',
    tools,
    turns: asked.flatMap(({ question, sentence }, i) => {
      const from = passages.find(({ text: all }) => sentence !== undefined && all.includes(sentence));
      return [
        user(...(i === 0 ? passages.map((passage) => ({ passage })) : []), question),
        assistant(from && sentence !== undefined ? { quote: { passage: from.number, text: sentence } } : NOT_SAID),
      ];
    }),
  };
}

/** A question for one sentence, by words that stand in no other; now and then one for words that stand nowhere. */
function askOf(
  random: Random,
  text: Text,
  other: Text,
): { question: string; sentence: string | undefined } | undefined {
  const absent = random.float() < 0.12;
  const sentence = random.pick(absent ? other : text);
  const found = absent ? undefined : sentence;
  const alone = (words: string): boolean => text.filter((each) => each.includes(words)).length === (absent ? 0 : 1);
  const begin = sentence.split(' ', 1 + random.int(3)).join(' ');
  if (random.float() < 0.35 && alone(begin))
    return { question: expand(random, random.pick(BEGINS), { b: begin }), sentence: found };
  const words = (sentence.match(/[\p{L}'’-]{4,}/gu) ?? []).filter(alone);
  if (words.length === 0) return undefined;
  return { question: expand(random, random.pick(MENTIONS), { w: random.pick(words) }), sentence: found };
}
