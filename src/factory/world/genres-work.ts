// Useful papers: recipes whose steps use what the list of ingredients has, and how things are done.
import type { Random } from '../../base/random.ts';
import { chance } from './draw.ts';
import type { Plain } from './genres-sums.ts';
import { plural } from './inflect.ts';
import { words } from './lexicon/nouns.ts';
import { expand } from './papers.ts';
import type { World } from './world.ts';

/** A dish: what goes in, always and perhaps, and what is done, in order. `<x>` is an ingredient by its place. */
interface Dish {
  readonly name: string;
  readonly needs: readonly string[];
  readonly perhaps: readonly string[];
  readonly steps: readonly string[];
  readonly last: readonly string[];
}

const DISHES: readonly Dish[] = [
  {
    name: '<v> soup',
    needs: ['{3|4|5} <vs>', '{one|two} onion{s|}', '{a litre|two litres} of {water|broth}', 'salt'],
    perhaps: ['a spoonful of butter', 'a handful of barley', 'a piece of old bread'],
    steps: [
      '{Peel the onion and cut it small|Cut the onion as small as your patience allows}; it goes first, because it needs longest.',
      '{Let it turn soft in a pot over a low fire|Warm it in the pot until it no longer bites}, {and do not let it go brown|stirring now and then}.',
      'Wash the <vs>, cut them up and put them {in with it|on top}.',
      '{Pour the water over everything|Now the water}, {so that all of it is covered|a finger higher than the <vs>}.',
      '{Simmer until a fork goes in easily|It is done when the <vs> fall apart under a spoon}. That takes about {half an hour|twenty minutes|as long as laying the table slowly}.',
      'Salt it last, since {it is easy to put in and hard to take out|soup gets stronger as it cooks}.',
    ],
    last: [
      '{It is even better the next day|Eat it hot|Tear some bread into it}.',
      'Enough for {four|five|three and a guest}.',
    ],
  },
  {
    name: '<g> bread',
    needs: [
      '{500|600|750} grams of <g> flour',
      'a piece of yeast {the size of a walnut|as big as a thumb}',
      '{a cup and a half|two cups} of warm water',
      'a spoonful of salt',
    ],
    perhaps: ['a spoonful of honey', 'a handful of seeds', 'two spoonfuls of oil'],
    steps: [
      'Crumble the yeast into {some of the water|half the water} and wait until it {foams|wakes up}. If nothing happens, it is too old.',
      'Put flour and salt in a bowl, {make a hollow in the middle|push them to the sides} and pour the yeast {into it|in}.',
      'Add the {rest of the|other} water {bit by bit|slowly} and knead for ten minutes, {until the dough no longer sticks to your hands|longer than you want to}.',
      '{Cover the bowl with a cloth|Lay a cloth over it} and leave it {near the stove|in a warm corner} until it is twice as big, for {about an hour|an hour or more}.',
      'Shape a loaf, {let it rest a little longer|cut a cross into it} and heat the oven {well|as hot as it goes}.',
      'Bake it for {forty|fifty} minutes. When it sounds hollow underneath, it is done.',
    ],
    last: ['Let it cool before you cut it, {hard as that is|or it will be sticky inside}.', 'Makes one loaf.'],
  },
  {
    name: '<f> jam',
    needs: ['{a kilo|two kilos} of <fs>', '{half as much|just as much} sugar', 'the juice of a lemon'],
    perhaps: ['a stick of cinnamon', 'a little ginger'],
    steps: [
      'Wash the <fs>, {take out what nobody wants to bite on|throw away the bad ones} and cut up the large ones.',
      '{Mix them with the sugar|Put them in a wide pot with the sugar} and let them stand {overnight|for some hours}, so that the juice comes out by itself.',
      'Bring it to the boil {slowly|over a small flame} and stir, because sugar burns {sooner than one thinks|at the bottom first}.',
      'After {a quarter of an hour|twenty minutes} stir in the lemon. Drop a little on a cold plate: if it wrinkles when you push it, it is ready.',
      'Fill it hot into clean jars and {close them at once|turn them upside down until they are cold}.',
    ],
    last: ['It keeps {a year|until there are <fs> again}, {in theory|if it is well hidden}.'],
  },
  {
    name: '<f> cake',
    needs: [
      '{200|250} grams of flour',
      '{100|120} grams of butter',
      '{three|two} eggs',
      '{half a cup|a cup} of sugar',
      '{two|three} <fs>',
      'a pinch of salt',
    ],
    perhaps: ['a handful of nuts', 'a spoonful of honey'],
    steps: [
      '{Take the butter out early|Leave the butter in a warm place}: soft butter does half the work.',
      'Stir it with the sugar until it is {pale|white and light}, and add the eggs one after the other, {so that they do not curdle|beating each one in}.',
      '{Sift in the flour and the salt|Now flour and salt}, and stir only {until you see no more of it|as long as you must}.',
      'Cut up the <fs> and {fold them in|lay them on top}.',
      'Bake for {forty minutes|three quarters of an hour} at a middling heat. A straw pushed into the middle must come out clean.',
    ],
    last: ['{Cake is for sharing|It should cool in its tin|Cut it while nobody is counting}.'],
  },
  {
    name: 'pancakes',
    needs: ['{two|three} eggs', 'a cup of flour', 'a cup and a half of milk', 'a pinch of salt', 'butter for the pan'],
    perhaps: ['a grated apple', 'a spoonful of sugar'],
    steps: [
      'Beat the eggs with {half|a little} of the milk, then stir in flour and salt, {and only then the rest|until there are no lumps, and then the rest}.',
      'Let the batter stand for {ten|twenty} minutes; the flour {needs time to drink|swells}.',
      'Heat a little butter in a pan until it {stops foaming|whispers}, and pour in just enough to cover the bottom.',
      'When the edge {comes loose|turns brown}, turn it over, {with a knife or in the air|bravely}.',
    ],
    last: ['The first one never works. {Give it to the dog|Eat it standing}.', 'Makes about {eight|ten}.'],
  },
];

/** A recipe: a list of what is needed and numbered or told steps that need no more than that. */
export function recipe(_world: World, random: Random): Plain {
  const dish = random.pick(DISHES);
  const [f, v, g] = [random.pick(words('fruit')), random.pick(words('vegetable')), random.pick(words('grain'))];
  const values = { f, fs: plural(f), v, vs: plural(v), g };
  const fill = (text: string): string => expand(random, text, values);
  const extra = chance(random, 0.5) ? [random.pick(dish.perhaps)] : [];
  const needs = [...dish.needs, ...extra].map(fill);
  const steps = dish.steps.map(fill);
  if (extra[0]) steps.splice(-1, 0, fill(`{Now is the time for|Do not forget} ${extra[0].replace(/^an? /, 'the ')}.`));
  const name = fill(dish.name);
  const title = name[0]!.toUpperCase() + name.slice(1);
  const list = chance(random, 0.7)
    ? needs.map((each) => `- ${each}`).join('\n')
    : `You need ${needs.slice(0, -1).join(', ')} and ${needs.at(-1)}.`;
  const told = chance(random, 0.5) ? steps.map((step, i) => `${i + 1}. ${step}`).join('\n') : steps.join(' ');
  return { title, text: `${list}\n\n${told}\n\n${fill(random.pick(dish.last))}` };
}

const SKILLS: readonly { readonly title: string; readonly steps: readonly string[] }[] = [
  {
    title: 'How to {light a stove|make a fire}',
    steps: [
      'First {empty the ashes|take out the ashes}, because a fire wants air from below.',
      'Lay {crumpled paper|dry bark} at the bottom, {thin sticks|shavings} across it, and {two|three} split logs on top, {not too close|with room between them}.',
      'Open {the flue|the little door at the bottom}; {forget it once and you will never forget it again|without it the room fills with smoke}.',
      'Light the {paper|bark} in two places and {close the door almost|leave the door a finger open}.',
      'When the logs {crackle|have caught}, {shut the door|close it}, and put on {thicker wood|the next one} only then.',
    ],
  },
  {
    title: 'How to plant beans',
    steps: [
      '{Wait until the nights are warm|Do not begin before the last frost}: a bean that freezes {is only a bean|does not come up}.',
      'Soak them {overnight|for a night} in water, {so that they wake up sooner|and throw away those that float}.',
      'Push {a stick|a pole} as tall as you are into the ground, and make {five|six} holes around it, as deep as {a finger is long|your thumb}.',
      'Put {one|two} in each, {cover them|close the holes} and water them {gently|with a can that has a rose}.',
      'They climb by themselves, always {the same way round|to the left}. {You need only watch|All that you need is patience}.',
    ],
  },
  {
    title: 'How to {mend a net|close a hole in a net}',
    steps: [
      'Hang the net up {in good light|by the window}, so that the hole {lies open before you|shows its edges}.',
      'Cut away the {torn|frayed} ends until {there are only whole loops|each knot is sound}.',
      'Fill the needle with twine {of the same strength|as thick as that of the net}; {thinner twine tears|too thick a twine scares the fish}.',
      'Begin at a corner with {three|two} threads, and make each new loop over {a piece of wood|two fingers}, so that all of them are {equally large|the same}.',
      'Tie off {twice|with a double knot}, and pull {hard|at it once}: {better here than at sea|what holds now will hold a herring}.',
    ],
  },
  {
    title: 'How to write a letter',
    steps: [
      'Put {the place and the day|where you are and what day it is} at the top, {on the right|in the corner}, so that nobody has to guess.',
      'Greet the one it is for. {"Dear" never hurts|A name is enough}.',
      'Say {first|at once} what matters, {because a stove may be waiting|and what the weather is like after that}.',
      '{Ask something|Ask a question or two}: a letter without a question {gets no answer|is a notice}.',
      'Sign it, {fold it in three|let the ink dry} and read it again {before you close it|the next morning}.',
    ],
  },
  {
    title: 'How to wash wool',
    steps: [
      'Fill a tub with {lukewarm|hand-warm} water. Hot water {makes felt|turns a jacket into a hat}.',
      '{Grate a little soap into it|Use mild soap} and stir until it {foams|is gone}.',
      'Press the wool {under|down} and let it go again, {ten times|for a while}; never {rub|wring} it.',
      'Rinse it {twice|three times} in water that is just as warm, {for wool is easily shocked|until it stays clear}.',
      'Roll it {in a towel|up in a cloth}, press, and dry it lying {flat|down}, {far from the stove|in the shade}.',
    ],
  },
  {
    title: 'How to find your way {at night|without a lamp}',
    steps: [
      'Stand still until your eyes {have got used to it|see more than black}; that takes {some minutes|longer than one thinks}.',
      'Look {a little beside|just past} what you want to see, because {the edge of the eye sees better in the dark|straight ahead it vanishes}.',
      'Listen: water runs {downhill|to the valley}, and {where a dog barks there is a house|bells are in villages}.',
      'Go {slowly|with short steps}, and lift your feet {higher than you need to|well}.',
      'If you do not know {the way|where you are}, {turn back while you still know that one|wait for the moon}.',
    ],
  },
];

/** How something is done, step by step. */
export function howTo(_world: World, random: Random): Plain {
  const skill = random.pick(SKILLS);
  const title = expand(random, skill.title);
  const steps = skill.steps.map((step) => expand(random, step));
  const form = random.int(3);
  if (form === 0) return { title, text: steps.map((step, i) => `${i + 1}. ${step}`).join('\n') };
  if (form === 1) return { title, text: steps.join(' ') };
  const links = ['', 'Then: ', 'After that: ', 'Next: ', 'And last: '];
  return { title, text: steps.map((step, i) => `${links[i] ?? ''}${step}`).join('\n') };
}
