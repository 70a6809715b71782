// Conversations from the public sets that others fine-tune on, recognised by their fields:
//
//   instruction, input, output            instructions (Alpaca's shape)
//   question, answer with <<a*b=c>>        GSM8K: each mark becomes a call of the calculator, its result masked
//   question, rationale, answer            chains of thought
//   prompt or instruction, chosen, rejected   preferences: two answers, the first better
//
// Rows keep their set's licence; nothing of them is in this repository.
import type { Part, Turn } from '../../../text/abi.ts';
import { STANDARD_TOOLS } from '../../../text/abi-tools.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { Conversation } from '../conversation.ts';
import { assistant, call, tool, user } from './maker.ts';

type Row = Readonly<Record<string, unknown>>;

const CALCULATOR = STANDARD_TOOLS.filter(({ name }) => name === 'calculator');

/** A row as a conversation; undefined when it has none of the shapes above. `id`: where the row has none of its own. */
export function importedConversation(row: Row, id: string): Conversation | undefined {
  const { instruction, input, output, question, answer, rationale } = row;
  const name = typeof row.id === 'string' ? row.id : id;
  if (isText(instruction) && isText(output)) {
    const asked = isText(input) ? `${instruction}\n${input}` : instruction;
    return { id: name, family: 'import/instruction', tools: [], turns: [user(asked), assistant(output)] };
  }
  if (!isText(question) || !isText(answer)) return undefined;
  if (isText(rationale)) {
    const turns = [user(question), assistant(`${rationale.replaceAll('\\n', '\n')}\nThe answer is ${answer}.`)];
    return { id: name, family: 'import/reasoning', tools: [], turns };
  }
  const turns = answer.includes('<<') ? calculated(question, answer) : [user(question), assistant(final(answer))];
  return turns && { id: name, family: 'import/calculator', tools: CALCULATOR, turns };
}

/** A row as a comparison; undefined when it has no chosen and rejected answer that differ. */
export function importedComparison(row: Row, id: string): Comparison | undefined {
  const { instruction, input, prompt, chosen, rejected } = row;
  if (!isText(chosen) || !isText(rejected) || chosen === rejected) return undefined;
  const name = typeof row.id === 'string' ? row.id : id;
  const asked = isText(prompt) ? prompt : isText(instruction) ? instruction : undefined;
  const dialogue = asked === undefined ? spoken(chosen, rejected) : undefined;
  const turns = asked === undefined ? dialogue?.turns : [user(isText(input) ? `${asked}\n${input}` : asked)];
  if (!turns) return undefined;
  const answers = (dialogue?.answers ?? [chosen, rejected]).map((text) => assistant(text));
  const task = { id: name, family: 'import/preference', tools: [], turns, reference: answers[0]! };
  return { task, answers, ranks: [0, 1], judge: 'person' };
}

/** Two dialogues of "Human:" and "Assistant:" that part at their last answer. */
function spoken(chosen: string, rejected: string): { turns: Turn[]; answers: [string, string] } | undefined {
  const [a, b] = [chosen, rejected].map((text) =>
    text.split(/\n\n(?=Human: |Assistant: )/).filter((part) => part.trim()),
  );
  const cut = (part: string | undefined, who: string): string | undefined =>
    part?.startsWith(`${who}: `) ? part.slice(who.length + 2).trim() || undefined : undefined;
  const [better, worse] = [cut(a!.at(-1), 'Assistant'), cut(b!.at(-1), 'Assistant')];
  if (better === undefined || worse === undefined || a!.slice(0, -1).join('\n') !== b!.slice(0, -1).join('\n'))
    return undefined;
  const turns = a!.slice(0, -1).map((part, i) => {
    const text = cut(part, i % 2 === 0 ? 'Human' : 'Assistant');
    return text === undefined ? undefined : i % 2 === 0 ? user(text) : assistant(text);
  });
  if (turns.length % 2 === 0 || !turns.every((turn) => turn !== undefined)) return undefined;
  return { turns, answers: [better, worse] };
}

/** GSM8K: words up to a mark, the call, its result; the words after it go on from the result. */
function calculated(question: string, answer: string): Turn[] | undefined {
  const turns: Turn[] = [user(question)];
  let words = '';
  let last = 0;
  for (const mark of answer.matchAll(/<<([^<>=]+)=([^<>=]+)>>/g)) {
    words += answer.slice(last, mark.index);
    const result = mark[2]!.trim();
    last = mark.index + mark[0].length;
    if (answer.startsWith(result, last)) last += result.length; // the text repeats it
    const expression = mark[1]!.replace(/(?<=\d)(?=[-+*/])|(?<=[-+*/])(?=[\d.(])/g, ' ').trim();
    const parts: Part[] = [
      ...(words.trim() === '' ? [] : [{ text: words.trim() }]),
      call('calculator', { expression }),
    ];
    turns.push(assistant(...parts), tool(result));
    words = result;
  }
  const rest = final(words + answer.slice(last));
  turns.push(assistant(rest));
  return rest === '' ? undefined : turns;
}

/** The answer after "####" in words. */
function final(text: string): string {
  return text.replace(/\n?#### ?(.+)$/s, (_, answer: string) => `\nThe answer is ${answer.trim()}.`).trim();
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
