// Small talk: greetings, thanks, what the assistant is, can do and cannot, what people say when they are glad, sad or
// bored, requests that would hurt someone. Short, plain, true; docs/labelling.md has the rules, exchanges.ts what is said,
// answers.ts the answers.
import type { Random } from '../../../base/random.ts';
import type { ToolSpec } from '../../../text/messages.ts';
import { answerOf } from './answers.ts';
import { EXCHANGES } from './exchanges.ts';
import { assistant, atHand, type Draft, personName, type Split, typed, user, worded } from './maker.ts';

/** What one can do without tools, and what each tool adds. */
const ABLE = ['read what you give me and quote it', 'tell little stories', 'talk'];
const ABLE_WITH: Readonly<Record<string, string>> = {
  calculator: 'compute exactly',
  clock: 'tell the time',
  search: 'search for passages',
  list_files: 'list files',
  read_file: 'read files',
};

/** What the assistant can do, which depends on the tools at hand. */
export function abilities(tools: readonly ToolSpec[]): string {
  const more = Object.entries(ABLE_WITH).filter(([name]) => tools.some((tool) => tool.name === name));
  const all = more.length === 0 ? ABLE : [...ABLE.slice(0, 2), ...more.map(([, able]) => able)];
  return `I can ${all.slice(0, -1).join(', ')} and ${all.at(-1)}.`;
}

/** Asked, answered. */
export function talk(random: Random, split: Split, tools = atHand(random)): Draft {
  const { family, says, answer } = random.pick(EXCHANGES);
  const N = personName(random);
  const text = answer === 'able' ? abilities(tools) : answerOf(random, answer, { N });
  return { family, tools, turns: [user(typed(random, worded(random, says, split, { N }))), assistant(text)] };
}
