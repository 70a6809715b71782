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
  '{How|In what way} does the sentence {go on|continue|end} that {begins|starts} with "<b>"?',
  '"<b>" ... {how does it go on|and then|what comes next|what is the rest}?',
  '{Show|Give|Read} me the sentence that {begins|starts|opens} with "<b>"{, please|}.',
  '{Find|Quote|Look for} the sentence {beginning|starting} with "<b>".',
  'Which sentence has "<b>" {at its beginning|at its start|as its first words}?',
  'There is a sentence that {begins|starts} with "<b>". {Which|What does it say}?',
  'Can you {find|quote|show me} the sentence that {begins|starts} with "<b>"?',
  'I {need|want|am looking for} the sentence that {begins|starts} with "<b>".',
  'I only {know|remember} the beginning, "<b>". {How does it go on|What is the whole sentence}?',
  'What {comes|stands|is written} after "<b>"?',
  'Complete the sentence "<b>" from {the text|what you read}.',
  'The sentence with "<b>" at the {start|beginning}{, please|}.',
  '"<b>": {the whole sentence|quote the whole sentence|go on}{, please|}.',
  'How does the {text|passage} go on after "<b>"?',
  'What is the {whole|full} sentence that {begins|starts} with "<b>"?',
];
const MENTIONS = [
  '{Which|What} sentence {mentions|speaks of|has the word|is about} "<w>"?',
  '{Quote|Show me|Find} the sentence {with|about} "<w>"{, please|}.',
  'Where {is|do you read} "<w>"?',
  'What {is|was} said {of|about} <w>?',
  'What {does it say|do the passages say|did you read|is written|can you find} about <w>?',
  '{What|Which sentence} {tells|told} me {something |}about <w>?',
  'Is there {anything|something|a sentence} about <w>?',
  'Can you {quote|find|show me} {something|a sentence|what is said} about <w>?',
  '{Do the passages|Does the text} say {anything|something} {of|about} <w>?',
  '{Find|Quote|Show me|Give me} the sentence {that has|that mentions|containing} "<w>".',
  'Where {does it say|do I find|can I read|does the text mention} "<w>"?',
  'In which sentence {is|do you find|does it say|stands} "<w>"?',
  'Can you {find|quote|show me} the sentence with "<w>"{ in it|}?',
  'I {need|want|am looking for} the sentence {with|about} "<w>".',
  'I {remember|know} only the word "<w>". Which sentence {is it in|was that}?',
  '"<w>": {which sentence|where does it say that|quote it|where is it}?',
  '{The|That} sentence {with|about} "<w>"{, please|}.',
  '{Which|What} sentence {has|contains|uses} "<w>"{ in it|}?',
  'The word "<w>" is in one sentence. {Quote it|Which one}{, please|}.',
  'Where in the {text|passages} {is|stands|do they speak of} "<w>"?',
  '{Tell|Show} me where {it says|you read} "<w>".',
  'I wonder where {it says|the text says} "<w>".',
  'There is the word "<w>" {somewhere|in one sentence}. {Quote it|Where}?',
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
