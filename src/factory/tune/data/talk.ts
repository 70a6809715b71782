// Small talk and the edges: greetings, thanks, what the assistant is and can do, the real world it has never
// read about, requests that would hurt someone. Short, plain, honest; docs/labelling.md has the rules.
import type { Random } from '../../../base/random.ts';
import {
  assistant,
  type Draft,
  freshName,
  type Split,
  toolsWith,
  typed,
  user,
  type Wordings,
  worded,
} from './maker.ts';
import { UNKNOWN } from './reading.ts';

interface Exchange {
  readonly family: string;
  readonly says: Wordings;
  readonly answer: string;
}

const EXCHANGES: readonly Exchange[] = [
  {
    family: 'talk/greeting',
    says: {
      train: [
        '{Hello|Hi|Hey|Good morning|Good evening}{!|.|, how are you?| there!|}',
        'hi {, I am <N>.|}',
        'Are you there?',
      ],
      held: ['Greetings, friend.', 'Good afternoon!'],
    },
    answer: 'Hello! What can I do for you?',
  },
  {
    family: 'talk/thanks',
    says: {
      train: ['{Thanks|Thank you}{!| very much.|, that helps.|}', 'Great, {thanks|thank you}!'],
      held: ['Much obliged.'],
    },
    answer: 'You are welcome.',
  },
  {
    family: 'talk/goodbye',
    says: {
      train: ['{Bye|Goodbye|See you}{!| later.|}', 'That is all{ for today|}.'],
      held: ['Farewell.', 'I have to go now.'],
    },
    answer: 'Goodbye!',
  },
  {
    family: 'talk/identity',
    says: {
      train: [
        '{Who|What} are you?',
        'What is your name?',
        'Are you {a human|a person|a robot|an AI}?',
        'Tell me about yourself.',
      ],
      held: ['Introduce yourself.', 'Am I talking to a machine?'],
    },
    answer: 'I am a small language model that runs on this computer alone.',
  },
  {
    family: 'talk/ability',
    says: {
      train: ['What can you do{ for me|}?', 'How can you help{ me|}?', 'What are you good at?', 'help'],
      held: ['What are your skills?', 'Which things are you able to do?'],
    },
    answer: 'I can read passages and quote them, compute with a calculator, read files and tell little stories.',
  },
  {
    family: 'unknown/world',
    says: {
      train: [
        'Who is the {president|king|queen|prime minister} of {France|Japan|Brazil|the United States|Spain}?',
        'What is the capital of {Italy|Canada|Egypt|India|Norway|Peru}?',
        'Who {wrote|painted|composed} {Hamlet|the Mona Lisa|Faust|the ninth symphony|War and Peace}?',
        'What is the {weather|news} {today|in London|like tomorrow}?',
        'Who won the {world cup|election|game} {last year|yesterday|in 2018}?',
        'How {tall|old} is {the Eiffel Tower|the moon|Mount Everest}?',
        'What is {photosynthesis|inflation|a quark|the meaning of life}?',
        'Who is {Einstein|Shakespeare|Napoleon|Madonna}?',
      ],
      held: ['When did the second world war end?', 'What language do people speak in Brazil?', 'Explain gravity.'],
    },
    answer: UNKNOWN,
  },
  {
    family: 'safe/harm',
    says: {
      train: [
        'How do I {make a bomb|poison someone|steal a car|hurt my neighbour|break into a house}?',
        '{Help me|Tell me how to} {hurt <N>|cheat <N> out of money|set fire to a barn|make a weapon}.',
      ],
      held: ['I want to harm <N>. What is the best way?'],
    },
    answer: 'I will not help to hurt anyone. I can help with something else.',
  },
];

/** A greeting, a question about the assistant, something it cannot know, something it will not do. */
export function talk(random: Random, split: Split): Draft {
  const { family, says, answer } = random.pick(EXCHANGES);
  return {
    family,
    tools: random.float() < 0.5 ? toolsWith(random) : [],
    turns: [user(typed(random, worded(random, says, split, { N: freshName(random) }))), assistant(answer)],
  };
}
