// Questions about the real world, of which the assistant has read nearly nothing: people, places, science, history,
// news, sport, prices, medicine, law, programs. They are refused, some with what can be done instead. Things and
// wordings are each split, so that what is measured is refusing what was never seen, not a list learned by heart.
import type { Random } from '../../../base/random.ts';
import { UNKNOWN, wordingsOf } from './answers.ts';
import { assistant, atHand, type Draft, expand, type Split, splitOf, typed, user } from './maker.ts';
import { MORE_ASKS } from './real-world-asks.ts';

interface Topic {
  readonly name: string;
  /** What it is about, as `<x>`; separated by commas. */
  readonly things: string;
  /** Of these every fourth is kept back; MORE_ASKS has more for training. */
  readonly asks: readonly string[];
  /** What may be added to the refusal: an index among the wordings of `unknown`. */
  readonly hint?: number;
}

const [READ, NEWS, DOCTOR, LAWYER, PROGRAMS] = [1, 2, 4, 5, 6];

const TOPICS: readonly Topic[] = [
  {
    name: 'person',
    things:
      'Einstein,Shakespeare,Napoleon,Madonna,Cleopatra,Mozart,Gandhi,Picasso,Newton,Darwin,Marie Curie,Beethoven,Elvis,Julius Caesar,Lincoln,Leonardo da Vinci,Galileo,Churchill,Plato,Columbus,Bach,Michael Jackson,Obama,Taylor Swift,Messi,Elon Musk,Frida Kahlo,Nelson Mandela,Van Gogh,Kant,Confucius,Buddha,Tolstoy,Jane Austen,Homer,Stalin,the Pope,Bill Gates,Alan Turing,Marilyn Monroe',
    asks: [
      'Who {is|was} <x>?',
      '{When|Where} was <x> born?',
      'When did <x> {die|live}?',
      'What {is|was} <x> {famous|known} for?',
      'Tell me about <x>.',
      'How old {is|was} <x>?',
      'Who {was|is} <x> married to?',
      'What did <x> {do|write|invent|discover|say}?',
      'Is <x> {dead|still alive|a man}?',
      'How did <x> die?',
      'Give me the life of <x> in short.',
      'Which country did <x> come from?',
    ],
    hint: READ,
  },
  {
    name: 'place',
    things:
      'France,Japan,Brazil,the United States,Spain,Italy,Canada,Egypt,India,Norway,Peru,China,Germany,Kenya,Mexico,Turkey,Poland,Australia,Russia,Nigeria,Chile,Greece,Iran,Iceland,Portugal,Vietnam,Cuba,Ireland,Ukraine,Morocco,Sweden,Argentina',
    asks: [
      'What is the capital of <x>?',
      'Who is the {president|king|queen|prime minister|ruler} of <x>?',
      'How many people live in <x>?',
      'Where is <x>?',
      'What language do they speak in <x>?',
      'How {big|large|rich|old} is <x>?',
      'Which countries border <x>?',
      'What is the {flag|currency|highest mountain|longest river|history} of <x>?',
      'What do people eat in <x>?',
      'Name the biggest city of <x>.',
      'Is <x> in {Europe|Asia|Africa|America}?',
      'When did <x> become independent?',
    ],
  },
  {
    name: 'city',
    things:
      'Paris,London,Rome,Berlin,Tokyo,New York,Madrid,Moscow,Cairo,Vienna,Sydney,Chicago,Istanbul,Beijing,Amsterdam,Delhi,Athens,Lisbon,Prague,Dublin,Los Angeles,Seoul,Oslo,Toronto',
    asks: [
      'Where is <x>?',
      'How far is it {to|from here to} <x>?',
      'What can I {see|visit|do} in <x>?',
      'What is the {weather|temperature} in <x>{ today| now|}?',
      'How do I get to <x>?',
      'Who is the mayor of <x>?',
      'What time is it in <x>?',
      'Is <x> {beautiful|expensive|old|safe}?',
      'Which river flows through <x>?',
      'A good restaurant in <x>?',
    ],
  },
  {
    name: 'landmark',
    things:
      'the Eiffel Tower,Mount Everest,the Great Wall,the Nile,the Amazon,Big Ben,the Colosseum,the Statue of Liberty,the Taj Mahal,the Pacific,the Sahara,the moon,the sun,Mars,the Kremlin,Stonehenge,the Alps,the Titanic,Niagara Falls,the Rhine',
    asks: [
      'How {tall|old|big|long|far away|heavy} is <x>?',
      'Where is <x>?',
      'Who {built|found|discovered|named} <x>?',
      'When was <x> {built|found|made}?',
      'Why is <x> famous?',
      'What is <x>?',
      'How many people visit <x>?',
    ],
  },
  {
    name: 'science',
    things:
      'photosynthesis,gravity,an atom,a quark,DNA,electricity,evolution,a black hole,a virus,the theory of relativity,oxygen,a vitamin,magnetism,radiation,a planet,a volcano,entropy,the speed of light,an enzyme,a neutron,climate change,an earthquake,the big bang,bacteria,a molecule,nuclear fusion,a rainbow,plate tectonics,quantum mechanics,a comet',
    asks: [
      'What is <x>?',
      'How does <x> work?',
      'Explain <x>{ to me| to a child| in simple words|}.',
      'Who discovered <x>?',
      'Why does <x> {happen|exist|matter}?',
      'What causes <x>?',
      'Can you tell me {something|more} about <x>?',
      'Define <x>.',
      'What is <x> made of?',
    ],
    hint: READ,
  },
  {
    name: 'idea',
    things:
      'inflation,democracy,capitalism,the meaning of life,communism,blockchain,bitcoin,a mortgage,philosophy,the stock market,Buddhism,Islam,Christianity,artificial intelligence,a neural network,socialism,the European Union,NATO,the United Nations,marketing,feminism,yoga,stoicism,the Renaissance',
    asks: [
      'What is <x>?',
      'Explain <x>{ please|}.',
      'What does <x> mean?',
      'Who invented <x>?',
      'Why is <x> important?',
      'Is <x> {good|bad|dangerous|dead}?',
      'What are the {advantages|problems} of <x>?',
      'When did <x> begin?',
      'Write an essay about <x>.',
    ],
    hint: READ,
  },
  {
    name: 'history',
    things:
      'the second world war,the French revolution,the first world war,the Roman empire,the cold war,the moon landing,the black death,the ice age,the industrial revolution,the fall of the Berlin wall,the American civil war,the Vikings,the crusades,the Aztecs,the Middle Ages,the Russian revolution',
    asks: [
      'When {was|did} <x>{ begin| end|}?',
      'Who won <x>?',
      'What happened in <x>?',
      'Why did <x> happen?',
      'How did <x> end?',
      'How long did <x> last?',
      'Tell me about <x>.',
      'How many people died in <x>?',
      'What were the causes of <x>?',
    ],
    hint: READ,
  },
  {
    name: 'work',
    things:
      'Hamlet,the Mona Lisa,Faust,the ninth symphony,War and Peace,Don Quixote,Harry Potter,the Bible,the Odyssey,Star Wars,Moby Dick,the Koran,Romeo and Juliet,Guernica,the Lord of the Rings,Titanic,Frankenstein,Casablanca,Dracula,the Magic Flute',
    asks: [
      'Who {wrote|painted|composed|made|directed} <x>?',
      'What is <x> about?',
      'When was <x> {written|made|finished}?',
      'How does <x> end?',
      'Is <x> {good|long|worth reading}?',
      'Summarise <x>.',
      'Who is the hero of <x>?',
      'Quote the first line of <x>.',
    ],
  },
  {
    name: 'news',
    things:
      'today,yesterday,last week,this morning,last year,in 2018,in 2024,this week,tonight,tomorrow,last night,next year',
    asks: [
      'What is the {weather|news} <x>?',
      'Who won the {world cup|election|game|race|Oscar} <x>?',
      'What happened <x>?',
      'Will it {rain|snow|be warm} <x>?',
      'What is on television <x>?',
      'Who {died|was elected|was born} <x>?',
      'Are there any news <x>?',
      'What will the {stock market|weather|dollar} do <x>?',
      'Which films came out <x>?',
    ],
    hint: NEWS,
  },
  {
    name: 'sport',
    things:
      'Real Madrid,the Lakers,Manchester United,Bayern,Barcelona,Liverpool,the Yankees,Ferrari,Juventus,the Olympics,the world cup,Wimbledon,the Super Bowl,the Tour de France,Arsenal,Ajax',
    asks: [
      'Who won <x>?',
      'Did <x> win{ yesterday| last night|}?',
      'When {does|is} <x> {play|on}?',
      'Who is the best player of <x>?',
      'How many titles {has|does} <x> {won|have}?',
      'What is the score of <x>?',
      'Who trains <x>?',
    ],
    hint: NEWS,
  },
  {
    name: 'price',
    things:
      'an iPhone,gold,a Tesla,bitcoin,a litre of milk in London,petrol,a flight to New York,a house in Berlin,the dollar,a coffee in Rome,a PlayStation,oil,Apple shares,a ticket to Paris,silver,a laptop',
    asks: [
      'How much {is|does} <x>{ cost| now|}?',
      'What is the price of <x>?',
      'What does <x> cost{ today|}?',
      'Is <x> {cheap|expensive}{ now|}?',
      'Where can I buy <x>?',
      'Should I buy <x>{ now|}?',
      'How much will <x> be {next year|tomorrow}?',
    ],
    hint: NEWS,
  },
  {
    name: 'medicine',
    things:
      'a headache,the flu,diabetes,cancer,a rash,back pain,a fever,a cough,high blood pressure,asthma,a cold,a sore throat,an allergy,chest pain,a broken arm,depression,insomnia,migraine,a stomach ache,measles',
    asks: [
      'What {helps|can I take} against <x>?',
      'How {do I treat|is|long does} <x>{ treated| last|}?',
      'I have <x>. What should I do?',
      'Is <x> dangerous?',
      'What are the signs of <x>?',
      'Which medicine is good for <x>?',
      'Why do I have <x>?',
      'Can {aspirin|tea|sport} cure <x>?',
    ],
    hint: DOCTOR,
  },
  {
    name: 'law',
    things:
      'a divorce,a contract,a parking fine,my landlord,taxes,a will,a visa,copyright,custody,an accident,a patent,my employer,a debt,self defence,a passport,a neighbour who is loud',
    asks: [
      'What are my rights with <x>?',
      'Is it legal {to do something|} about <x>?',
      'Do I need a lawyer for <x>?',
      'How do I {get|deal with|file} <x>?',
      'What does the law say about <x>?',
      'Can I be punished because of <x>?',
      'How much does a lawyer cost for <x>?',
    ],
    hint: LAWYER,
  },
  {
    name: 'program',
    things:
      'sorts a list,prints hello world,adds two numbers,reads a file,finds primes,reverses a string,draws a circle,downloads a page,sends a mail,counts words,plays chess,solves a sudoku',
    asks: [
      'Write a {python|JavaScript|C|Java|} {program|function|script} that <x>.',
      'How do I write code that <x>?',
      'Give me {code|a script} which <x>.',
      'Can you program something that <x>?',
      'Code: <x>',
      'I need a {shell |python |}command that <x>.',
    ],
    hint: PROGRAMS,
  },
  {
    name: 'product',
    things:
      'Windows,Linux,Python,JavaScript,Netflix,WhatsApp,Google,Facebook,YouTube,Instagram,Excel,Android,Spotify,Wikipedia,Amazon,GitHub,Docker,Word,TikTok,Photoshop',
    asks: [
      'How do I {install|use|update|delete} <x>?',
      'What is <x>?',
      'Who {owns|made|founded} <x>?',
      'Is <x> {free|safe|down|better than others}?',
      'Why does <x> not work?',
      'What is the newest version of <x>?',
      'How does <x> work?',
    ],
  },
  {
    name: 'nature',
    things:
      'a blue whale,a giraffe,an elephant,a dinosaur,a shark,a penguin,a kangaroo,a tiger,a panda,a crocodile,an octopus,a mammoth,a lion,a polar bear,a gorilla,a camel,an oak tree,a cactus,a mosquito,a platypus',
    asks: [
      'How {big|heavy|fast|old|long} {is|can} <x>{ get|}?',
      'Where does <x> live?',
      'What does <x> eat?',
      'How many {legs|teeth|children|hearts} does <x> have?',
      'How long does <x> live?',
      'Is <x> {dangerous|extinct|rare|a mammal}?',
      'What is the Latin name of <x>?',
    ],
    hint: READ,
  },
  {
    name: 'kitchen',
    things:
      'lasagne,sushi,pizza dough,a steak,curry,tiramisu,risotto,pancakes,paella,ramen,a chocolate cake,goulash,hummus,tacos,kimchi,an omelette',
    asks: [
      'How do I {make|cook|bake} <x>?',
      'How many calories {has|are in} <x>?',
      'What wine goes with <x>?',
      'Give me a recipe for <x>.',
      'How long do I cook <x>?',
      'Where was <x> invented?',
    ],
  },
  {
    name: 'near-me',
    things:
      'a pharmacy,a petrol station,the next bus,a hospital,a bank,a good dentist,the train station,a supermarket,the library,a hotel,a post office,a cash machine',
    asks: [
      'Where is {<x>|the nearest place for <x>}?',
      'Is there <x> near {me|here}?',
      'When does <x> open?',
      'How do I get to <x>?',
      'What is the phone number of <x>?',
      'When does <x> close?',
    ],
    hint: NEWS,
  },
  {
    name: 'person-near',
    things:
      'my mother,my boss,my neighbour,my best friend,my sister,my teacher,my dog,my landlord,my cousin,my doctor,my wife,my husband',
    asks: [
      'Where is <x>{ now|}?',
      'What is the name of <x>?',
      'How old is <x>?',
      'When is the birthday of <x>?',
      'What does <x> think of me?',
      'What did <x> say{ yesterday|}?',
      'Why is <x> angry with me?',
    ],
  },
];

/** How often the refusal stands alone. */
const ALONE = 0.7;

/** A question that only someone who has read of the real world could answer. */
export function realWorld(random: Random, split: Split): Draft {
  const { name, things, asks, hint } = random.pick(TOPICS);
  const x = random.pick(splitOf(things.split(','), split));
  const wordings = [...splitOf(asks, split), ...(split === 'train' ? MORE_ASKS[name]! : [])];
  const question = expand(random, random.pick(wordings), { x });
  const added = hint === undefined ? undefined : wordingsOf('unknown')[hint]!;
  const alone = added === undefined || random.float() < ALONE;
  return {
    family: `unknown/real/${name}`,
    tools: atHand(random, 'search'),
    turns: [
      user(typed(random, question[0]!.toUpperCase() + question.slice(1))),
      assistant(alone ? UNKNOWN : expand(random, added)),
    ],
  };
}
