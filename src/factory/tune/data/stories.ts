// Little stories to order. The world's narrator tells them (world/stories/short.ts), with the asked thing in the part
// of the plot's own and the asked name for its hero, so that they are whole stories about what was asked for. Plots
// and asked things are split, so that a held-out story is about a thing that no training story is about.
import type { Random } from '../../../base/random.ts';
import { plural } from '../../world/inflect.ts';
import { words } from '../../world/lexicon/nouns.ts';
import type { Voice } from '../../world/narrator.ts';
import { type Plot, shortPlots } from '../../world/script.ts';
import { writeStory } from '../../world/story.ts';
import { voices } from '../../world/voices.ts';
import { createWorld, type World } from '../../world/world.ts';
import {
  assistant,
  atHand,
  type Draft,
  expand,
  freshName,
  type Maker,
  namedPerson,
  type Split,
  splitOf,
  typed,
  user,
  worded,
} from './maker.ts';
import { ORDERS, THREE } from './story-orders.ts';

/** The parts that an order can fill, and what may fill them; places carry their article. */
const ASKED = {
  x: [
    ...words('wild'),
    ...words('pet'),
    ...'dragon,lion,bear,wolf,elephant,tiger,monkey,unicorn,turtle,penguin,dinosaur,whale,giraffe,monster,ghost,fairy,snake,chicken,camel,robot'.split(
      ',',
    ),
  ],
  o: [
    ...[...words('toy'), ...words('treasure')].filter((word) => !word.includes(' ')),
    ...'crown,ball,book,hat,lamp,coin,map,clock,sword,shoe,stone,umbrella,telescope,balloon,phone,car,train,star,flower,pencil'.split(
      ',',
    ),
  ],
  p: [
    ...[...words('outplace'), ...words('inplace')].filter((word) => word.split(' ').length === 2),
    ...'castle,sea,forest,island,tower,desert,mountain,school,garden,lighthouse,farm,circus,park,library'
      .split(',')
      .map((word) => `the ${word}`),
  ],
  c: [
    ...words('job'),
    ...'king,queen,pirate,witch,wizard,giant,knight,prince,princess,astronaut,robber,soldier,judge,dancer,postman'.split(
      ',',
    ),
  ],
} as const;
type Asked = keyof typeof ASKED;

/** The longest and the shortest story, UTF-16 units, about 60 to 150 tokens, and the fewest sentences. */
const [LEAST, MOST, SENTENCES] = [230, 560, 5];

let world: World | undefined;

/**
 * A world of its own: whom it tells of, no document of pretraining tells of. It has few towns, so they get new names
 * each time.
 */
const stage = (): World => (world ??= createWorld({ seed: 77_001, size: 60_000 }));

/** A narrator for short stories: no asides, short sentences. */
function voice(random: Random): Voice {
  const own = random.pick(voices(stage().seed));
  return { ...own, tense: 'past', most: 2, join: 0.3, dress: 0.12, about: 0, muse: 0 };
}

/** Which part of a plot an order names. */
const partOf = ({ cast }: Plot): Asked => cast.map(({ role }) => role).find((role): role is Asked => role in ASKED)!;

const plotsOf = (asked: Asked): Plot[] => shortPlots.filter((plot) => partOf(plot) === asked);
const PLOTS = { x: plotsOf('x'), o: plotsOf('o'), p: plotsOf('p'), c: plotsOf('c') };

interface Ordered {
  readonly text: string;
  /** The thing as ordered, without its article. */
  readonly thing: string;
  readonly role: Asked;
  readonly hero: ReturnType<typeof namedPerson> | undefined;
}

/** A story, with a hero of that name where the plot has one. */
function ordered(random: Random, split: Split, named: boolean): Ordered {
  for (;;) {
    const role = random.pick(Object.keys(ASKED) as Asked[]);
    const plot = random.pick(splitOf(PLOTS[role], split));
    if (named && plot.cast[0]!.kind !== 'child') continue;
    const thing = random.pick(splitOf(ASKED[role], split));
    const hero = named ? namedPerson(random) : undefined;
    const { text } = writeStory(stage(), random, voice(random), {
      plot,
      hero,
      props: { t: freshName(random), [role]: thing },
    });
    const count = sentencesOf(text).length;
    const has =
      new RegExp(`\\b${thing}`).test(text) &&
      (hero === undefined || sentencesOf(text).slice(-4).join(' ').includes(hero.name));
    if (
      has &&
      count >= SENTENCES &&
      new Set(sentencesOf(text)).size === count &&
      text.length >= LEAST &&
      text.length <= MOST
    )
      return { text, thing, role, hero };
  }
}

export const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?]["”]?)\s+/);

/** "a fox", "an owl", "the castle". */
const withArticle = (thing: string): string =>
  /^the /.test(thing) ? thing : `${/^[aeiou]/.test(thing) ? 'an' : 'a'} ${thing}`;

/** A story to order. */
export const story: Maker = (random, split) =>
  storyOf(random, split, random.pick(['plain', 'plain', 'plain', 'named', 'named', 'any', 'hero', 'continued']));

/** A story asked for in one way. */
export function storyOf(random: Random, split: Split, way: keyof typeof ORDERS): Draft {
  const { text, thing, hero } = ordered(random, split, way === 'named' || way === 'hero');
  const [first, ...rest] = sentencesOf(text);
  const values = {
    N: hero?.name ?? '',
    s: first!,
    child: hero?.sex === 'm' ? 'boy' : 'girl',
    things: /^the /.test(thing) ? thing : plural(thing),
  };
  const pattern = random.pick(ORDERS[way][split]).replaceAll('<a thing>', withArticle(thing));
  const asked = expand(random, pattern, values);
  return {
    family: `story/${way}`,
    tools: atHand(random),
    turns: [
      user(way === 'continued' ? asked : typed(random, asked, [thing, values.things])),
      assistant(way === 'continued' ? rest.join(' ') : text),
    ],
  };
}

const ABOUT = {
  x: [
    '{Once|One evening|Today} <a> {came to the gate|sat under a tree|ran across the road|slept in the straw}.',
    'It {was|seemed} {hungry and a little shy|very tired|in a good mood|not afraid of anyone}.',
    '{Somebody gave it bread, and it stayed|Then it went home through the snow|It looked at the moon for a long time|A child waved, and it came nearer}.',
  ],
  o: [
    '{In the attic|On the table|Behind the door|By the river} {lay|was} <a>.',
    'It was {old and a little dusty|small and very light|blue with a white edge|heavier than it looked}.',
    '{Nobody knew who had left it there|A child found it and was happy|It had once belonged to a sailor|Everyone wanted to hold it once}.',
  ],
  p: [
    '{At dawn|In the evening|On Sundays} it is quiet at <a>.',
    '{Only the wind can be heard|A few birds sing|The light is soft and yellow}.',
    '{I like to think of it|One can sit there for hours|Then the children come and all is loud again}.',
  ],
  c: [
    '{In our street|Near the bridge|In a small town} there lives <a>.',
    'The work {begins before sunrise|is hard, but never dull|takes two strong hands}.',
    '{In the evening there is soup and a song|Everyone in town says thank you|On Sundays all is quiet}.',
  ],
} as const;

/** Three sentences about something. */
export function threeSentences(random: Random, split: Split): Draft {
  const role = random.pick(Object.keys(ASKED) as Asked[]);
  const thing = random.pick(splitOf(ASKED[role], split));
  const a = withArticle(thing);
  const text = ABOUT[role].map((pattern) => expand(random, pattern, { a })).join(' ');
  return {
    family: 'write/three',
    tools: atHand(random),
    turns: [user(typed(random, worded(random, THREE, split, { a }), [thing])), assistant(text)],
  };
}
