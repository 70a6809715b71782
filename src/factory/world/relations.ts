// What can be known of things, and how English says it. A wording that names the subject (@s) before the
// value (@v) tells a fact forward; one that begins with the value tells it backward. Questions are grouped by
// template family: wordings of the last family are kept for tests. The words of a wording and of a question
// are chosen so that reading can be asked about without shared words.
import type { Entity } from './entities.ts';

export type RelationName = keyof typeof RELATIONS;

export interface Relation {
  /** Which entities have it. */
  readonly of: readonly Entity['kind'][];
  /** What its values are. Only named entities can be asked backward. */
  readonly value: 'person' | 'place' | 'company' | 'year' | 'number' | 'text' | 'code';
  /** A state is told in the present while it lasts, an event in the past. */
  readonly state: boolean;
  readonly forward: readonly string[];
  readonly backward: readonly string[];
  /** Questions that give the subject, one family an entry; families share few words. */
  readonly ask: readonly string[];
  /** Questions that give the value. */
  readonly askBack: readonly string[];
}

const relation = <T extends Relation>(r: T): Relation => r;
const PERSON = ['person'] as const;

// biome-ignore format: one list a line
export const RELATIONS = {
  mother: relation({
    of: PERSON, value: 'person', state: false,
    forward: ["@s's mother *be @v", 'the mother of @s.n *be @v', '@s *be born to @v', '@s *come into the world with @v.n for a mother', '@s *have @v for a mother', '@s *learn to walk holding the hand of a mother called @v.n'],
    backward: ['@v *be the mother of @s.n', '@v *give birth to @s', '@v *have a child called @s', '@v *bring @s into the world', '@v *name the baby @s'],
    ask: ["Who *be @s's mother?", 'Who *<give birth to @s?', 'Which woman *<bring @s into the world?', 'Tell me the name of the mother of @s.', '@s *<call which woman "Mother"?'],
    askBack: ['Who *be a child of @v.n?', 'Which child *<be born to @v?', "Name @v's child."],
  }),
  father: relation({
    of: PERSON, value: 'person', state: false,
    forward: ["@s's father *be @v", 'the father of @s.n *be @v', '@s *grow up as the child of @v.n, who gave the family its name', '@s *have @v for a father', '@s *take the family name from @v'],
    backward: ['@v *be the father of @s.n', '@v *rock the cradle of @s.n', '@v *have a child called @s', '@v *become a father when @s *be born'],
    ask: ["Who *be @s's father?", 'Tell me the name of the father of @s.', 'Which man *<be the father of @s.n?', 'From which man *<do @s get a family name?', '@s *<call which man "Father"?'],
    askBack: ['Who *be a child of @v.n?', "Name @v's child."],
  }),
  spouse: relation({
    of: PERSON, value: 'person', state: false,
    forward: ['@s *marry @v', '@s *be married to @v', '@s and @v *become husband and wife', '@s *share a house and a life with @v', "@s's wedding *be with @v", '@s *exchange rings with @v'],
    backward: ['@v *marry @s', '@v *be married to @s', '@v *give a ring to @s'],
    ask: ['Who *<marry @s?', 'Who *be the husband or wife of @s.n?', "Who *<stand beside @s at the wedding?", 'Who *be @s married to?', 'With whom *<do @s set up house?'],
    askBack: ['Whom *<do @v marry?'],
  }),
  birthplace: relation({
    of: PERSON, value: 'place', state: false,
    forward: ['@s *be born in @v', '@s *come into the world in @v', '@s *be a child of @v.n', "@s's cradle *stand in @v", '@s *take a first breath in @v', "@s's birthplace *be @v"],
    backward: ['@v *be the birthplace of @s.n', '@v *be where @s first *see the light', 'in @v people *remember that @s *be born there'],
    ask: ['Where *<be @s born?', 'What *be the birthplace of @s.n?', 'In which town *<do @s come into the world?', 'Which town *be @s from?', 'Name the place where the life of @s.n began.'],
    askBack: ['Who *<be born in @v?'],
  }),
  birthyear: relation({
    of: PERSON, value: 'year', state: false,
    forward: ['@s *be born in the year @v', '@s *come into the world in @v', "the year of @s's birth *be @v", "@s's life *begin in @v", '@s *be a child of the year @v'],
    backward: ['in the year @v @s *be born', 'the year @v *bring the birth of @s.n'],
    ask: ['When *<be @s born?', "What *be the year of @s's birth?", 'In which year *<do @s come into the world?', 'How far back does the life of @s.n go?'],
    askBack: [],
  }),
  home: relation({
    of: PERSON, value: 'place', state: true,
    forward: ['@s *live in @v', "@s's house *stand in @v", '@s *make a home in @v', '@s *keep house in @v', '@s *be at home in @v', '@s *dwell in @v'],
    backward: ['@v *be home to @s', 'in @v everyone *know the door of @s.n'],
    ask: ['Where *do @s live?', 'Which town *be home to @s?', "Where can you find @s's house?", 'In which town would you knock at the door of @s.n?', 'Where *do @s sleep at night?'],
    askBack: ['Who *live in @v?'],
  }),
  job: relation({
    of: PERSON, value: 'text', state: true,
    forward: ['@s *work as a @v', '@s *be a @v', '@s *earn a living as a @v', '@s *be a @v by trade', '@s *spend each working day as a @v', '@s *choose the life of a @v'],
    backward: ['the work of a @v *fall to @s'],
    ask: ['What *be the trade of @s.n?', 'What work *do @s do?', 'How *do @s earn a living?', "What *be @s's job?", 'How *do @s make money?'],
    askBack: [],
  }),
  teacher: relation({
    of: PERSON, value: 'person', state: false,
    forward: ['@s *learn the trade from @v', '@s *be apprenticed to @v', "@s's teacher *be @v", '@s *study under @v', '@s *spend years in the workshop of @v.n', '@s *owe everything in the craft to @v'],
    backward: ['@v *teach @s the trade', '@v *take @s on as an apprentice', '@v *train @s', '@v *be the teacher of @s.n'],
    ask: ["Who *be @s's teacher?", 'Who *<train @s?', 'Who *<teach @s?', 'Whose apprentice *<be @s?', 'From whom *<do @s learn a trade?'],
    askBack: ['Whom *<do @v teach?', "Who *<be @v's apprentice?"],
  }),
  friend: relation({
    of: PERSON, value: 'person', state: true,
    forward: ["@s's best friend *be @v", '@s *be best friends with @v', '@s *tell every secret to @v', '@s *be closest to @v', '@s *like nobody better than @v', '@s *trust @v above all others'],
    backward: ['@v *be the best friend of @s.n', '@v *hear all the secrets of @s.n', '@v *be dear to @s'],
    ask: ["Who *be @s's best friend?", 'Whom *do @s trust most?', 'Who *know the secrets of @s.n?', 'Which companion *be dearest to @s?'],
    askBack: ['Whose best friend *be @v?'],
  }),
  favourite: relation({
    of: PERSON, value: 'text', state: true,
    forward: ["@s's favourite food *be @v", '@s *like @v best of all food', '@s *love @v above every other dish', '@s.s would walk a mile for @v', 'nothing *please @s at table so much as @v', '@s *ask for @v on every birthday'],
    backward: ['@v *be the favourite food of @s.n', '@v *be what @s *like best to eat'],
    ask: ["What *be @s's favourite food?", 'What *do @s like best to eat?', 'Which dish *do @s love?', 'What should one cook to make @s happy?'],
    askBack: [],
  }),
  instrument: relation({
    of: PERSON, value: 'text', state: true,
    forward: ['@s *play the @v', "@s's instrument *be the @v", '@s *make music on the @v', '@s *be good with the @v', '@s *practise the @v every evening', '@s *bring a @v to every feast'],
    backward: ['the @v *be the instrument of @s.n', 'the @v *sound best in the hands of @s.n'],
    ask: ['What instrument *do @s play?', 'On what *do @s make music?', 'With what *do @s fill a room with tunes?', "What *be @s's instrument?"],
    askBack: [],
  }),
  fear: relation({
    of: PERSON, value: 'text', state: true,
    forward: ['@s *be afraid of @v.n', '@s *fear @v', "@s's great fear *be @v", 'nothing *frighten @s so much as @v', '@s *turn pale at the thought of @v.n', '@s *run from @v'],
    backward: ['@v *frighten @s', '@v *be what @s *dread'],
    ask: ['What *be @s afraid of?', 'What *do @s fear?', 'What *frighten @s?', 'What *do @s dread most?', 'What makes @s shiver?'],
    askBack: [],
  }),
  heirloom: relation({
    of: PERSON, value: 'text', state: true,
    forward: ['@s *own a @v', '@s *keep a @v that is older than the house', "@s's greatest treasure *be a @v", '@s *be the owner of a @v', '@s *guard a @v with great care', '@s *have a @v in a locked drawer'],
    backward: ['a @v *belong to @s', 'a @v *be the greatest treasure of @s.n'],
    ask: ['What *do @s own that is precious?', "What *be @s's greatest treasure?", 'Which old thing *belong to @s?', 'What *do @s have from the family?'],
    askBack: [],
  }),
  deathyear: relation({
    of: PERSON, value: 'year', state: false,
    forward: ['@s *die in the year @v', "@s's life *end in @v", '@s *be buried in the year @v', '@s *live until @v', "the year of @s's death *be @v"],
    backward: ['in the year @v @s *die', 'the year @v *bring the death of @s.n'],
    ask: ['When *<do @s die?', "What *be the year of @s's death?", 'In which year *<do @s leave the world?', 'How long *<do the life of @s.n last, and to which year?'],
    askBack: [],
  }),
  cause: relation({
    of: PERSON, value: 'text', state: false,
    forward: ['@s *die of @v.n', "the cause of @s's death *be @v", '@s *be carried off by @v', '@s *lose life through @v', 'what *end the days of @s.n *be @v'],
    backward: ['@v *end the life of @s.n'],
    ask: ['What *<do @s die of?', "What *be the cause of @s's death?", 'Why *<do @s pass away?', 'What *<kill @s?'],
    askBack: [],
  }),
  region: relation({
    of: ['town', 'river', 'mountain', 'lake', 'forest'], value: 'place', state: true,
    forward: ['@s *lie in @v', '@s *be in @v', '@s *belong to the land of @v.n', '@s *be found in @v', '@s *be one of the places of @v.n', '@s *be a part of @v.n'],
    backward: ['@v *be the land of @s.n', 'in @v *lie @s', '@v *count @s among its places'],
    ask: ['In which land *do @s lie?', 'Which country *be @s in?', 'To which land *do @s belong?', 'Where on the map *be @s?'],
    askBack: [],
  }),
  river: relation({
    of: ['town'], value: 'place', state: true,
    forward: ['@s *stand on @v', '@s *lie on the banks of @v.n', '@s *draw its water from @v', "@s's river *be @v", '@s *wash its linen in @v', 'the people of @s.n *cross @v every day'],
    backward: ['@v *run through @s', '@v *flow past @s', '@v *turn the mills of @s.n'],
    ask: ['Which river *flow through @s?', "What *be @s's river?", 'On which water *do @s stand?', 'What river would you see from the bridges of @s.n?'],
    askBack: ['Which town *stand on @v?'],
  }),
  knownFor: relation({
    of: ['town'], value: 'text', state: true,
    forward: ['@s *be known for its @v', '@s *be famous for its @v', '@s *send its @v to every market', 'the pride of @s.n *be its @v', '@s *make the best @v in the land', 'people *go to @s for its @v'],
    backward: ['the best @v *come from @s'],
    ask: ['What *be @s known for?', 'What *be @s famous for?', 'What *be the pride of @s.n?', 'What should a traveller buy in @s?'],
    askBack: [],
  }),
  founded: relation({
    of: ['town'], value: 'year', state: false,
    forward: ['@s *be founded in the year @v', "@s's first houses *be built in @v", 'the people of @s.n *settle there in @v', "the year of @s's founding *be @v", '@s *get its walls in the year @v'],
    backward: ['in the year @v @s *be founded'],
    ask: ['When *<be @s founded?', 'How old *be @s, and from what year?', "What *be the year of @s's founding?", 'When *<do the first people come to @s?'],
    askBack: [],
  }),
  height: relation({
    of: ['mountain'], value: 'number', state: true,
    forward: ['@s *be @v metres high', '@s *rise to @v metres', '@s *measure @v metres from the sea to its top', 'the top of @s.n *stand at @v metres', '@s *reach @v metres'],
    backward: ['@v metres *be the height of @s.n'],
    ask: ['How high *be @s?', 'What *be the height of @s.n?', 'How tall *be @s?', 'How many metres must one climb to stand on @s?'],
    askBack: [],
  }),
  capital: relation({
    of: ['region'], value: 'place', state: true,
    forward: ['the capital of @s.n *be @v', "@s's chief town *be @v", '@s *be ruled from @v', '@s *have @v for a capital', '@s *hold its council in @v'],
    backward: ['@v *be the capital of @s.n', '@v *be the chief town of @s.n', '@v *rule over @s'],
    ask: ['What *be the capital of @s.n?', 'Which town *rule @s?', "What *be @s's chief town?", 'Where *do the council of @s.n meet?'],
    askBack: ['Of which land *be @v the capital?'],
  }),
  author: relation({
    of: ['book', 'song', 'painting'], value: 'person', state: false,
    forward: ['@s *be by @v', '@s *be the work of @v.n', '@s *come from the hand of @v.n', '@s *be made by @v', 'the maker of @s.n *be @v', '@s *bear the name of @v.n'],
    backward: ['@v *make @s', '@v *be the maker of @s.n', '@v *give the world @s', '@v *be best known for @s'],
    ask: ['Who *<make @s?', 'Whose work *be @s?', 'Who *be behind @s?', 'Who *<create @s?'],
    askBack: ['What *<do @v make?', 'For which work *be @v known?'],
  }),
  made: relation({
    of: ['book', 'song', 'painting'], value: 'year', state: false,
    forward: ['@s *be made in the year @v', '@s *appear in @v', '@s *date from @v', '@s *be finished in @v', 'the year of @s.n *be @v'],
    backward: ['in the year @v @s *appear'],
    ask: ['When *<do @s appear?', 'From which year *be @s?', 'When *<be @s made?', 'How old *be @s?'],
    askBack: [],
  }),
  about: relation({
    of: ['book', 'song', 'painting'], value: 'text', state: true,
    forward: ['@s *be about @v', '@s *tell of @v.n', '@s *deal with @v', '@s *speak of @v.n', 'the subject of @s.n *be @v', '@s *show us @v'],
    backward: ['@v *be the subject of @s.n'],
    ask: ['What *be @s about?', 'What *be the subject of @s.n?', 'What *do @s tell of?', 'What will you meet in @s?'],
    askBack: [],
  }),
  founder: relation({
    of: ['company'], value: 'person', state: false,
    forward: ['@s *be founded by @v', '@s *be started by @v', "@s's founder *be @v", '@s *begin with the savings of @v.n', '@s *owe its name and its first loan to @v'],
    backward: ['@v *found @s', '@v *start @s', '@v *open the doors of @s.n', '@v *set up @s'],
    ask: ['Who *<found @s?', 'Who *<start @s?', "Who *be @s's founder?", 'Whose idea *<be @s?'],
    askBack: ['What company *<do @v found?', 'Which firm *<do @v start?'],
  }),
  seat: relation({
    of: ['company'], value: 'place', state: true,
    forward: ['@s *have its workshop in @v', '@s *be based in @v', '@s *work from @v', '@s *stand in a side street of @v.n', 'the sign of @s.n *hang in @v'],
    backward: ['@v *be the seat of @s.n', '@v *have the workshop of @s.n'],
    ask: ['Where *be @s based?', 'In which town *be the workshop of @s.n?', 'Where *do @s have its seat?', 'Where would a letter to @s go?'],
    askBack: [],
  }),
  opened: relation({
    of: ['company'], value: 'year', state: false,
    forward: ['@s *be founded in the year @v', '@s *open in @v', '@s *start work in @v', '@s *sell its first goods in @v', "@s's first year *be @v"],
    backward: ['in the year @v @s *open'],
    ask: ['When *<be @s founded?', 'When *<do @s open?', 'What *<be the first year of @s.n?', 'Since when *^do business @s?'],
    askBack: [],
  }),
  makes: relation({
    of: ['company'], value: 'text', state: true,
    forward: ['@s *make @v', '@s *build and *sell @v', '@s *live by its @v', '@s *produce @v', 'the workers of @s.n *turn out @v', "@s's trade *be in @v"],
    backward: ['good @v *come from @s'],
    ask: ['What *do @s make?', 'What *do @s produce?', 'What *do the workers of @s.n turn out?', 'What can one order from @s?'],
    askBack: [],
  }),
  maker: relation({
    of: ['product'], value: 'company', state: true,
    forward: ['@s *be made by @v', '@s *come from @v', 'the maker of @s.n *be @v', '@s *carry the mark of @v.n', '@s *leave the workshop of @v.n'],
    backward: ['@v *make @s', '@v *sell @s', '@v *be the maker of @s.n'],
    ask: ['Who *make @s?', 'Which company *produce @s?', 'What firm *be behind @s?', 'Whose mark *be on @s?'],
    askBack: ['What *do @v sell?'],
  }),
  code: relation({
    of: ['product'], value: 'code', state: true,
    forward: ['@s *have the number @v', 'the number of @s.n *be @v', '@s *be listed as @v', '@s *bear the code @v', '@s *stand in the book under @v'],
    backward: ['@v *be the number of @s.n', 'under @v the book *list @s'],
    ask: ['What *be the number of @s.n?', 'Which code *do @s have?', 'How *be @s listed?', 'What must one write to order @s?'],
    askBack: ['What *be sold under @v?', 'Which thing *have the number @v?'],
  }),
  price: relation({
    of: ['product'], value: 'number', state: true,
    forward: ['@s *cost @v marks', 'the price of @s.n *be @v marks', '@s *sell for @v marks', '@s *be yours for @v marks', 'one *pay @v marks for @s'],
    backward: ['for @v marks one *get @s'],
    ask: ['How much *do @s cost?', 'What *be the price of @s.n?', 'How many marks *be @s?', 'What would one pay for @s?'],
    askBack: [],
  }),
  material: relation({
    of: ['product'], value: 'text', state: true,
    forward: ['@s *be made of @v.n', '@s *be all @v', '@s *consist of @v.n', 'good @v *go into @s', '@s *be worked from @v'],
    backward: ['@v *be what @s *be made of'],
    ask: ['What *be @s made of?', 'Of what *do @s consist?', 'Which stuff *go into @s?', 'What would you feel if you touched @s?'],
    askBack: [],
  }),
  habitat: relation({
    of: ['species'], value: 'text', state: true,
    forward: ['@s *live in @v', '@s *be found in @v', "@s's home *be in @v", '@s *keep to @v', '@s *thrive in @v', 'one *meet @s in @v'],
    backward: ['@v *be the home of @s.n', 'in @v one *find @s'],
    ask: ['Where *do @s live?', 'What *be the home of @s.n?', 'Where *be @s found?', 'Where should one look for @s?'],
    askBack: [],
  }),
  color: relation({
    of: ['species'], value: 'text', state: true,
    forward: ['@s *be @v', 'the colour of @s.n *be @v', '@s *be @v all over', 'one *know @s by its @v colour', '@s *wear @v'],
    backward: ['@v *be the colour of @s.n'],
    ask: ['What colour *be @s?', 'What *do @s look like?', 'What *be the colour of @s.n?', 'By what shade *do one know @s?'],
    askBack: [],
  }),
  eats: relation({
    of: ['species'], value: 'text', state: true,
    forward: ['@s *eat @v', '@s *feed on @v', 'the food of @s.n *be @v', '@s *hunt for @v', '@s *live on @v'],
    backward: ['@v *be the food of @s.n'],
    ask: ['What *do @s eat?', 'What *be the food of @s.n?', 'On what *do @s feed?', 'What makes a meal for @s?'],
    askBack: [],
  }),
};

export const RELATION_NAMES = Object.keys(RELATIONS) as RelationName[];
