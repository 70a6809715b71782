// What is said of events, in the notation of clauses: in a life (`@p` whose life it is, `@o` the other, `@t` where),
// in a paper or a letter (`@p`, `@o` whom it befell, `@w` the river), and why things happened. Then what letters are
// made of besides.
import type { EventKind } from './entities.ts';

type Kinds<T> = Readonly<Partial<Record<EventKind, readonly T[]>>>;

export const EVENT_TELLINGS: Kinds<string> = {
  marriage: [
    '@p *marry @o',
    '@p and @o **marry',
    '@p *stand before the mayor of @t with @o',
    'there *be a wedding in @t, and the bride and the groom **be @p.n and @o.n',
    '@o *say yes to @p, {after some thought|at once|under an umbrella}',
  ],
  birth: [
    '@p *have a child, @o',
    'a child *be born in @t, @o.n',
    '@o.n *come into the house, crying',
    '@p *name a child @o.n',
    '@p *rock @o to sleep for the first time',
  ],
  friendship: [
    '@p *find a friend in @o',
    '@p *meet @o, who *become a friend for life',
    '@p and @o **become friends',
    '@o *sit down next to @p one day and *stay a friend',
  ],
  apprenticeship: [
    '@p *begin to learn the trade of a <job> with @o',
    '@o *take @p on as an apprentice and *make a <job> of @p.n',
    '@p *become a <job>, and it *be @o who *teach @p how',
    '@p *go to @o to learn the trade of a <job>',
  ],
  move: [
    '@p *move to @t',
    '@p *leave for @t with everything that a cart *hold',
    '@p *settle in @t',
    '@p *pack and *go to live in @t',
    'the road *lead @p to @t',
  ],
  illness: [
    '@p *fall ill with a <what>',
    'a <what> *keep @p in bed for weeks',
    '@p *lie ill',
    '@p *have to stay in bed with a <what>',
  ],
  quarrel: [
    '@p and @o **quarrel over <what>',
    '@p *fall out with @o over <what>',
    '<what> *come between @p and @o',
    '@p and @o **stop speaking to each other over <what>',
  ],
  reconciliation: [
    '@p and @o **make it up',
    '@p and @o **shake hands again',
    '@p *knock at the door of @o.n, and they **be friends again',
    'it *be @o who *say sorry first',
  ],
  inheritance: ["@p *inherit {an old|the family's} <what>", 'a <what> *come down to @p', '@p *be left a <what>'],
  death: [
    '@p *die of <cause>',
    '@p *die in @t, of <cause>',
    '<cause> *end the life of @p.n',
    '@p *be carried off by <cause>',
  ],
};

export const NEWS_CAUSES: Kinds<string> = {
  drought: ['no rain *^fall since spring', 'the summer *^be dry', 'it *^!rain for months'],
  'failed-harvest': ['the harvest *^fail', 'there *^be next to no corn that year', 'the barns **be empty'],
  'dear-bread': ['bread *^become dear', 'nobody can pay for bread any longer', 'a loaf *cost twice what it *be worth'],
  flood: ['the river *^come over its banks', 'the water *^stand in the houses', 'a flood *^take the lower streets'],
  storm: ['a storm *^rage for two days', 'the storm *^bring so much rain', 'there *^be a great storm'],
  fire: ['a fire *^burn down half the street', 'so many houses *^burn', 'there *^be a fire'],
  fever: ['a fever *go round', 'there *be a fever in every third house', 'the fever *^come to the town'],
  'hard-winter': ['the winter *be hard', 'it *^be so cold for so long', 'the frost *last until spring'],
  illness: ['@p *^be ill for some time'],
  death: ['there *^be a death in the family'],
};

/** Of each kind several; the first clause is the news, the others may follow. */
export const NEWS_TELLINGS: Kinds<readonly string[]> = {
  drought: [
    [
      'not a drop of rain *fall on @t from spring to autumn',
      'the wells **give mud',
      'people *carry water from the river in whatever *hold it',
    ],
    [
      'the summer in @t *be the driest that anyone *remember',
      'the cattle *stand where the pond *^be',
      'the mayor *forbid the washing of steps',
    ],
  ],
  'failed-harvest': [
    ['the harvest in @t *fail', 'what *stand in the fields *be straw', 'the mill *work two days a week'],
    [
      'there *be little to bring in from the fields of @t.n',
      'the carts *come home half empty',
      'one *speak of hunger, but quietly',
    ],
  ],
  'dear-bread': [
    [
      'bread *become so dear in @t that bakers *lock their doors',
      'a loaf *cost as much as a hen',
      'children **be sent to stand in line before dawn',
    ],
    [
      'the price of bread *double in @t',
      'some *mix acorns into the flour',
      'the bakers *say that it *be not their doing',
    ],
  ],
  'hard-winter': [
    [
      'the winter in @t *be a hard one',
      'the river *bear a loaded cart until March',
      'whoever *have wood *have friends',
    ],
    ['snow *lie in @t up to the windows', 'birds *fall from the air', 'the post *come on sledges'],
  ],
  'good-harvest': [
    [
      'the harvest in @t *be better than in ten years',
      'the barns *!hold it all',
      'there *be dancing on the threshing floors',
    ],
    ['nobody in @t *^see so much corn before', 'bread *be cheap', 'even the sparrows *grow fat'],
  ],
  fever: [
    ['a fever *go through @t', 'the school *stay shut', 'the doctor *sleep in a chair, when at all'],
    ['half of @t *lie in bed with a fever', 'the bells *be not rung, so that the sick *can sleep'],
  ],
  storm: [
    [
      'a storm *break over @t in the night',
      'it *take the weathercock from the tower and *set it down in a field',
      'no one *be hurt, but many a roof *be',
    ],
    [
      'the wind in @t *turn over three carts and a hen house',
      'the hens *return by themselves',
      'tiles **be still being counted',
    ],
  ],
  flood: [
    [
      '@w *come over its banks and *stand in the streets of @t.n',
      'people *go to market by boat',
      'it *be three days before one *see the cobbles again',
    ],
    [
      'the water of @w.n *rise until it *reach the first stairs in @t',
      'a cradle *float by, with a cat in it',
      'the bridge *be gone',
    ],
  ],
  bridge: [
    ['@p *build a new bridge over @w in @t', 'it *be of stone this time', 'the first to cross it *be a goose'],
    [
      '@t *get a new bridge over @w, the work of @p.n',
      'it *have a roof against the rain',
      'the ferryman *be not pleased',
    ],
  ],
  fire: [
    [
      'there *be a fire in @t',
      'people *pass buckets from hand to hand until morning',
      'it *begin in a chimney, as always',
    ],
    [
      'a whole row of houses *burn down in @t',
      'the neighbours *take everyone in',
      'a clock *be saved, and it still *go',
    ],
  ],
  marriage: [
    ['@p and @o **marry in @t', 'there *be cake for everyone', 'it *rain, which *mean luck'],
    ['@t *see the wedding of @p.n and @o.n', 'the dancing *last until the lamps *go out'],
  ],
};

export const GREETINGS = [
  'Dear <name>,',
  'My dear <name>,',
  'Dearest <name>,',
  'Hello <name>,',
  'Good evening, <name>,',
  '<name>, my dear,',
  'To <name>, with love.',
  'Dear <name>, at last a letter.',
  'Dear <name>, I am sitting by the window, and it is raining.',
  '<name>, you are right, I should have written long ago.',
];

export const LETTER_TALK = [
  '@i *=hope that this *=find you {well|in good health|dry and warm}',
  'your letter *come {on Monday|by the last post|just when I needed it}, and @i *read it {twice|aloud at supper|on the stairs}',
  'the hens {**^stop laying|**get out again|**=be well}, {as they do every year|and nobody knows why|which you will find funny}',
  '@i *=sit here with {cold feet|a cup of tea|the cat on my knees} and *=think of {our old kitchen|the way you laugh|all that I wanted to tell you}',
  '@i *plant {beans|three pear trees|more onions than we can eat} behind the house, {though the ground *be stony|where the shed used to be|and the goat *be very interested}',
  'the roof *=leak again, {right over the bed|in two new places|but only when it rains}',
  'we *=have {a new neighbour|visitors for a week|mice in the flour}, {which *=be a long story|and that *=be all @i *=say about it|so you can imagine}',
  'there *=be {little to tell|much to tell|news}, {and so I begin with the weather|but @i *=try|and not all of it *=be good}',
  '@i *find {your old scarf|the button you lost|a picture of the old house} in {the big chest|a coat pocket|a drawer}',
  '@i *ask everyone about {that song|the recipe|the road}, {and everyone *say something else|but nobody *=know it any longer}',
  'my {back|tooth|left knee} *=give me trouble, {but it *=be nothing|so @i *=walk like the old miller|and @i *=!complain}',
  'do you remember {the summer by the river|the day of the big snow|how we carried the table home}? @i *=think of it often',
];

export const LETTER_ENDS = [
  'Write soon, even if it is only three lines. / With love, <name>',
  'Come when you can. The bed by the stove is free. / Your <name>',
  'The candle is nearly down, so good night. / <name>',
  'Greet everyone, the dog too. / Yours, <name>',
  'What else is there? Ah yes: bring boots. / Your <name>',
  'I must stop, the post leaves at six. / Always, <name>',
  'Do not worry about us. / Your old <name>',
  'Is it true what they say about the bridge? Tell me everything. / <name>',
  'Now you know all that I know. / Love, <name>',
  'Answer me, or I shall come and ask in person. / <name>',
];
