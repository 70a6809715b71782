// Lists: what to buy, to pack, to do; towns of a land, in lines or as a table; and cards of a catalogue, one thing
// each. Lines of towns and cards tell facts and say which.
import type { Random } from '../../base/random.ts';
import { between, chance, some } from './draw.ts';
import type { Place } from './entities.ts';
import type { Fact } from './facts.ts';
import type { Draft, Job } from './genres-facts.ts';
import type { Plain } from './genres-sums.ts';
import { inWords, plural } from './inflect.ts';
import type { FactTold } from './joining.ts';
import { words } from './lexicon/nouns.ts';
import type { Sentence } from './narrator.ts';
import { expand } from './papers.ts';
import type { RelationName } from './relations.ts';
import { nameOf, type Telling } from './tellings.ts';
import type { World } from './world.ts';

const BRING = [
  'a {bag|sack} of <grain> {flour|}',
  '<number> <fruits>',
  '<number> <vegetables>, {not too big|the small ones|if they are firm}',
  'a {piece|pot} of {butter|honey|soft cheese}',
  '{a <tool>, only to borrow|a new <tool>, if it is not dear}',
  'something {sweet|warm|nice} for {the neighbour|the child next door|grandmother}',
  '{candles|matches|lamp oil|soap|string|needles}',
];
const PACK = [
  'a {warm|thick|dry} {coat|scarf|blanket}',
  '{two|three} pairs of {socks|stockings}',
  'bread and {cheese|<fruits>|a sausage} for the way',
  'a {map|lamp|knife|rope|cup}, {because one never knows|just in case|the good one}',
  'the <treasure>, {for luck|well wrapped}',
  '{paper and a pencil|a book|something to read in the rain}',
];
const DO = [
  '{Feed|Let out|Count} the {hens|goats|ducks}',
  '{Mend|Oil|Find} the <tool>',
  'Take the <treasure> {back|to the market|upstairs}',
  '{Sweep|Paint} the {step|shed|gate}, {at last|before it rains|inside and out}',
  'Answer the letter{, really| from the coast| (three weeks old)}',
  'Buy <number> <fruits>',
  '{Ask about|Look for} the missing {spoon|sock|bucket}',
];

/** A list that somebody wrote for themselves. */
export function list(_world: World, random: Random): Plain {
  const [title, lines] = random.pick([
    ['{To buy|For the market|Shopping}', BRING],
    ['{To pack|For the journey|What to take along}', PACK],
    ['{To do|Today|Before the weekend|Things to do}', DO],
  ] as const);
  const chosen = some(random, lines, between(random, 3, lines.length));
  const items = chosen.map((line) =>
    expand(random, line, {
      grain: random.pick(words('grain')),
      number: inWords(between(random, 2, 12)),
      fruits: plural(random.pick(words('fruit'))),
      vegetables: plural(random.pick(words('vegetable'))),
      tool: random.pick(words('tool')),
      treasure: random.pick(words('treasure')),
    }),
  );
  const mark = random.pick(['- ', '- ', '* ', '[ ] ']);
  return { title: expand(random, title), text: items.map((item) => `${mark}${item}`).join('\n') };
}

const told = (fact: Fact, direction: FactTold['direction']): FactTold => ({ fact: fact.id, direction });

/** Towns of a land in lines, or a table of what they are known for. */
export function towns({ towns: all, factsOf, entities, notable }: World, random: Random): Draft | undefined {
  const free = (town: Place): boolean => !notable.has(town.id);
  const start = random.pick(all.filter(free));
  const land = entities[start.region]!;
  const here = some(
    random,
    all.filter((town) => town.region === land.id && free(town)),
    8,
  );
  const of = (town: Place, relation: RelationName): Fact | undefined =>
    factsOf[town.id]!.find((fact) => fact.relation === relation && fact.stratum === 'free');
  if (chance(random, 0.5)) {
    const lines = here.flatMap((town): Sentence[] => {
      const fact = of(town, 'region');
      return fact ? [{ text: `- ${town.name}`, facts: [told(fact, 'backward')] }] : [];
    });
    return lines.length < 2
      ? undefined
      : { title: `Towns of ${land.name}`, sentences: lines, starts: [], between: '\n' };
  }
  const rows = here.flatMap((town): Sentence[] => {
    const [good, river, founded] = (['knownFor', 'river', 'founded'] as const).map((relation) => of(town, relation));
    if (!good) return [];
    const cell = (fact: Fact | undefined): string => {
      if (!fact) return '–';
      return typeof fact.value === 'number' ? nameOf(entities[fact.value]!) : fact.value;
    };
    const facts = [good, river, founded].flatMap((fact) => (fact ? [told(fact, 'forward')] : []));
    return [{ text: `| ${town.name} | ${cell(good)} | ${cell(river)} | ${cell(founded)} |`, facts }];
  });
  if (rows.length < 2) return undefined;
  const head = ['| town | known for | on | founded |', '|---|---|---|---|'].map((text) => ({ text, facts: [] }));
  return { title: `Towns of ${land.name}`, sentences: [...head, ...rows], starts: [], between: '\n' };
}

const LABELS: Readonly<Partial<Record<RelationName, readonly string[]>>> = {
  maker: ['Maker', 'Made by', 'From the workshop of', 'From'],
  code: ['No.', 'Number', 'Order number', 'Code'],
  price: ['Price', 'Marks', 'Costs, in marks', 'Price in marks'],
  material: ['Made of', 'Material', 'Stuff'],
};

/** Can these tellings stand on the card of one thing? */
export function fitsCard(tellings: readonly Telling[]): boolean {
  return tellings.every(
    ({ of, direction }) => of.subject === tellings[0]!.of.subject && direction === 'forward' && of.relation in LABELS,
  );
}

/** A card of a catalogue: a product and what is to be said of it. Only for tellings that fit it. */
export function card({ world, random, tellings }: Job): Draft {
  const name = nameOf(world.entities[tellings[0]!.of.subject]!);
  const title = name[0]!.toUpperCase() + name.slice(1);
  const lines = random.shuffled([...tellings]).map(({ of, direction }): Sentence => {
    const label = random.pick(LABELS[of.relation as RelationName]!);
    const value = typeof of.value === 'number' ? nameOf(world.entities[of.value]!) : of.value;
    const unit = of.relation === 'price' && label === 'Price' ? ' marks' : '';
    return { text: `${label}: ${value}${unit}`, facts: [told(of, direction)] };
  });
  const head = chance(random, 0.5) ? title : `${title}, ${random.pick(SALES)}`;
  return { title, sentences: [{ text: head, facts: [] }, ...lines], starts: [], between: '\n' };
}

const SALES = [
  ...['a favourite for years', 'new in the shop', 'for house and yard', 'as good as ever', 'while there are some'],
  ...['the one that everybody asks for', 'sturdy and plain', 'a present that lasts', 'see also the next page'],
];
