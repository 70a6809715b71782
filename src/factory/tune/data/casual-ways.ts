// The ways in which people come by a sum: each has its wordings, draws its numbers and knows the expression that asks
// the calculator the same. A wording means that very expression, whatever its order of words.
import type { Random } from '../../../base/random.ts';
import { places, type Sum, whole } from './arithmetic.ts';
import { personName, type Wordings } from './maker.ts';

interface Way {
  readonly asks: Wordings;
  /** Values for the wordings, the expression and its result. */
  readonly draw: (random: Random) => Omit<Sum, 'question'> & { readonly values: Readonly<Record<string, string>> };
}

/** A whole number times 100 that is divisible by `n`. */
const shared = (random: Random, n: number): bigint => whole(random, 3) * BigInt(n) * 10n;

export const WAYS: readonly Way[] = [
  {
    asks: {
      train: [
        '{We are|There are} <n> people and the bill is <a>. {How much does each pay|What does each of us pay}?',
        'Split <a> {between|among} <n> {people|friends|of us}.',
        '<a> shared by <n>{ people|}?',
        '{How much is|What is} <a> divided {between|among} <n> {people|children}?',
        '<n> {of us|people|friends|roommates} {share|split} {<a>|a bill of <a>|the rent of <a>}. {How much each|Each}?',
        'The {bill|rent|taxi|gift} is <a> and we are <n>. {How much each|What is my share|What does everyone owe}?',
        '{Share|Divide|Spread} <a> {equally|evenly|fairly} {among|between} <n>{ people| children| of us|}{.|, please.}',
        'How much {does each of <n> people get|per person} {if|when} <a> is {shared|split}{ equally|}{ by <n>|}?',
        'I {want|have} to {split|share} <a> {with friends|with others}, <n> of us in all. {How much each|Each}?',
        'Each of <n> {children|heirs|winners|workers} gets the same part of <a>. {How much is it|How much each}?',
        '<a> for <n> {people|persons|guests}: {how much each|how much a head|what per person}?',
        '{If|When} <n> {friends|people} {split|share} <a> {evenly|equally}, {what|how much} {does one pay|is it each}?',
        '{Any idea|Can you tell me|I wonder} {what|how much} each {pays|gets} if <n> {people|of us} {share|split} <a>.',
        'We {ate out|took a taxi|rented a boat} for <a>, <n> people. {How much does everybody pay|What do I owe}?',
        '{A present|The trip|Lunch} costs <a>. There are <n> of us{ to pay|}. {How much for each|Per person}?',
        'Per {person|head}: <a>, <n> people{?| please|}',
        '{Give|Pay out} <a> in equal parts to <n> {people|children|workers}. {How much each|What does one get}?',
        'My share of <a> {if we are|among} <n>{ people|}?',
        '<n> {equal |}parts of <a>: how {big|large|much} is {one|each}?',
        'How much must {each|every one} of <n> {people|players|members} {pay|put in} to {reach|make|get} <a>?',
      ],
      held: ['Dinner cost <a>, and <n> of us share it. My part?'],
    },
    draw: (random) => {
      const n = 2 + random.int(11);
      const a = shared(random, n);
      return { values: { n: String(n), a: String(a) }, expression: `${a} / ${n}`, result: String(a / BigInt(n)) };
    },
  },
  {
    asks: {
      train: [
        '{A|The} <thing> costs <a> and is <p>% off. How much {do I save|is the discount}?',
        'How much is a tip of <p>% on <a>?',
        '<p>% of <a>{ is|}?',
        '{I earn|My pay is} <a> and <p>% goes to taxes. How much is that?',
        '{Discount|Tip|Tax|Interest} of <p>% on <a>{?|: how much?}',
        '{I want|I would like|I have} to {leave|give} a <p>% tip on <a>. How much {is that|do I give}?',
        'The {shop|sale} {gives|has} <p>% off {a <thing> for|a <thing> of|on} <a>. {How much off|What do I save}?',
        '{What|How much} {is|would be} the {discount|reduction} if a <thing> {of|for} <a> is <p>% {cheaper|off}?',
        '<p> percent {tax|interest|tip} on <a>, {how much is that|how much}?',
        '{How much|What} do I save {with|at} <p>% off <a>?',
        'I save <p>% of my {pay|wage|income} of <a>. How {much|much money} is that?',
        '{The bank|My account} {pays|gives} <p>% interest on <a>. {How much|What} do I get?',
        'The {rent|price} of <a> goes up by <p>%. {How much|By how much} is {the rise|that}?',
        '{I am at the shop|I am in a sale}: <p>% {off|less} on a <thing> of <a>. {How much less|What is the discount}?',
        '{I have to pay|They want|I must put down} <p>% of <a> {first|in advance|now}. {How much is it|How much}?',
        '{What part|How much} of <a> {is|are} <p>%?',
        'Out of my {pay|wage|money}, <a>, <p>% {is for rent|goes to food}. {How much is that|So how much}?',
        '{The waiter gets|My sister gets|The agent takes} <p>% of <a>. {How much|What amount} is that?',
        '{VAT|Sales tax} is <p>%. {How much tax is there on|What tax is due on} <a>?',
        'Do you know {what|how much} <p>% of <a> {is|makes}?',
      ],
      held: ['They take <p>% of my <a>. What does that come to?'],
    },
    draw: (random) => {
      const p = 1 + random.int(60);
      const a = whole(random, 3) * 100n;
      return {
        values: { p: String(p), a: String(a), thing: random.pick(['coat', 'lamp', 'bicycle', 'phone', 'chair']) },
        expression: `${a} * ${p} / 100`,
        result: String((a * BigInt(p)) / 100n),
      };
    },
  },
  {
    asks: {
      train: [
        'I {pay|give} with {a <b> note|<b>} and it costs <a>. {How much do I get back|What is my change}?',
        'How much change do I get {from|for} <b> if it costs <a>?',
        'I had <b> and spent <a>. {What is left|How much is left}?',
        '{It costs|The price is|It is} <a> and I {give|pay with} {<b>|a <b> note}. {My change|How much comes back}?',
        '{I paid|I gave them} <b> for {something|a thing} that {cost|was} <a>. {What do I get back|The change}?',
        'I {have|own|got} <b>. After {spending|paying} <a>, {how much is left|what remains|what do I have}?',
        '{Change|My change|Money back} {from|for|out of} <b>, price <a>{?|, please.}',
        '{What|How much} {do I have left|remains|stays in my purse} {if|when} I {spend|pay} <a> {of|out of} <b>?',
        'The {coffee|lunch|ticket|shopping} is <a>. {What is the change from|How much change from|I pay with} <b>?',
        'With <b> {in my pocket|in my hand} I {buy|pay for} something for <a>. {What is left|How much do I keep}?',
        '{I am at the counter|I am paying now}: it costs <a>, I gave <b>. {How much back|What do they owe me}?',
        '{A customer|Somebody|The man} gives me <b> for <a>. How much {do I give back|change is due}?',
        'My {budget|pocket money} is <b> and <a> is {spent|gone}. {How much is still there|What is left}?',
        '{Do you know|Any idea|Can you tell me} {how much|what} I get back from <b> when I pay <a>?',
        'If I {pay|settle} <a> with {a <b> note|<b>}, {how much|what} {comes back|do I get back}?',
        '{From|Out of} <b> I {spend|spent} <a>. {What is left|How much is left|How much remains}?',
        '{I owe|I must pay} <a> and {put down|give} <b>. What do I get {back|in return}?',
      ],
      held: ['The till says <a>, I hand over <b>. Change?'],
    },
    draw: (random) => {
      const b = random.pick([5, 10, 20, 50, 100, 200]);
      const cents = 1n + BigInt(random.int(b * 100 - 1));
      const a = places(cents);
      return { values: { a, b: String(b) }, expression: `${b} - ${a}`, result: places(BigInt(b) * 100n - cents) };
    },
  },
  {
    asks: {
      train: [
        'I was born in <a>. How old {will|shall} I be in <b>?',
        '<N> was born in <a>. How old is <N> in <b>?',
        'How many years {are there|is it} from <a> to <b>?',
        'How old is someone born in <a> in <b>?',
        'From <a> to <b> it is how many years?',
        '{My mother|My father|My aunt|My friend|Grandpa} was born in <a>. {How old in|What age in} <b>?',
        '{Someone|A person|A child} {is born|was born} in <a>. {How old are they in|What is their age in} <b>?',
        'How {old|many years old} will {I|<N>} be in <b>, {born|if born} in <a>?',
        '{What|Which} age {do I reach|does <N> reach|will <N> be} in <b> {if|when} born in <a>?',
        '{It is|Now it is|We have} <b>. {How old am I if I was born|What age am I, being born} in <a>?',
        '<N> came into the world in <a>. {How old is <N> in|What is the age of <N> in} <b>?',
        '{The house|The bridge|The school|The tree} is from <a>. How old is it in <b>?',
        '{The club|The firm|The town} was founded in <a>. How {many years old|old} {is it in|will it be in} <b>?',
        'Years {from|between} <a> {to|and} <b>{?|, please.}',
        '{How long|How many years} {was it|is it|passed} {from|between} <a> {to|and} <b>?',
        'How many years {after|later than} <a> {is|was|comes} <b>?',
        '{They married|We moved here|She left|He started work} in <a>. How many years is that in <b>?',
        '{Age|The age} in <b> of {someone|a person|a man|a woman} {born in|from} <a>?',
        'My {birth year|year of birth} is <a>. {How old am I|What is my age} in <b>?',
        'In <b>, {how old is|what is the age of} {someone|a person|a friend} born in <a>?',
        '{Any idea|Do you know|I wonder} how old {somebody|<N>} born in <a> is in <b>?',
        'If {I was|<N> was|you were} born in <a>, {how old|what age} in <b>?',
        'The {war|journey|rule of the king} {lasted|went} from <a> to <b>. How many years {is that|was it}?',
        '<a> to <b>, how many years?',
      ],
      held: ['Born in <a>; what age in <b>?'],
    },
    draw: (random) => {
      const a = 1900 + random.int(120);
      const b = a + 1 + random.int(100);
      return { values: { a: String(a), b: String(b) }, expression: `${b} - ${a}`, result: String(b - a) };
    },
  },
  {
    asks: {
      train: [
        'What is half of <a>?',
        'Half of <a>?',
        'How much is half of <a>?',
        'Divide <a> {by two|in half}.',
        '{Give|Tell|Show} me half of <a>{, please|}.',
        '{The half|One half|A half|Half} of <a> {is what|is how much|please|is which number}?',
        '{Halve|Please halve|Can you halve|Could you halve} <a>{.|?}',
        '<a> halved{?|, please.|: how much?}',
        'I {eat|use|sell|give away|need} half of my <a>. How {much|many} is {that|it}?',
        'We are two and share <a>. {How much each|What does each get}?',
        '{Split|Break|Share} <a> {in two|into two equal parts|in the middle}. {How big is one|One part is}?',
        '{Which|What} number is half {of <a>|as big as <a>|as large as <a>}?',
        '{Half|Only half} of the <a> {people|guests|seats|tickets} {came|were there|are taken}. How many is that?',
        '{The recipe|The plan} says <a>, I {need|want} half{ of it|}. How much{ is that|}?',
        '{Do you know|Any idea|I wonder} {what|how much} half of <a> is?',
        '<a> for two{ people|}, {how much each|what each}?',
        '{What do I get|How much is it} if I halve <a>?',
        '50 % off: how much is half of <a>?',
        '{A full one|A whole one|The whole} is <a>. How much is half?',
        'half <a>',
      ],
      held: ['Cut <a> in halves. How much is each?'],
    },
    draw: (random) => {
      const a = whole(random, 5) * 2n;
      return { values: { a: String(a) }, expression: `${a} / 2`, result: String(a / 2n) };
    },
  },
  {
    asks: {
      train: [
        'What is {double|twice} <a>?',
        'Double <a>.',
        'How much is {twice|double} <a>?',
        '{Give|Tell|Show} me {twice|double} <a>{, please|}.',
        '{The double|Double|Twice} of <a>{?| is what?|, please.}',
        '{Please double|Can you double|Could you double} <a>{?|.}',
        '<a> doubled{?|, please.|: how much?}',
        '{Twice|Double} <a> {is how much|makes what|is which number}?',
        '{Which|What} number is {twice|double} {as big as <a>|as large as <a>|<a>}?',
        'I {earn|have|get} <a> and {you have|she has|he earns} {twice|double} that. How much is it?',
        '{The price|The rent|My pay} {was|used to be} <a> and has doubled. {What is it now|How much now}?',
        '{The recipe|The plan} says <a>, I {need|want} the double. How much{ is that|}?',
        '{Do you know|Any idea|I wonder} {what|how much} {twice|double} <a> is?',
        '{What do I get|How much is it} if I double <a>?',
        '{Last year|Yesterday} {we had|there were} <a> {guests|visitors}, now twice as many. How many{ is that|}?',
        'I need {twice|double} the amount of <a>. {How much is it|Which number}?',
        '{Make|Turn} <a> into {its double|the double}. How much{ is it|}?',
        'twice <a>',
      ],
      held: ['Two times as much as <a>?'],
    },
    draw: (random) => {
      const a = whole(random, 5);
      return { values: { a: String(a) }, expression: `${a} * 2`, result: String(a * 2n) };
    },
  },
  {
    asks: {
      train: [
        'A {train|car|bus|boat} goes <v> km an hour for <h> hours. How far is that?',
        '{How far do I get|How far is it} at <v> km an hour in <h> hours?',
        'I walk <v> km {a day|every day} for <h> days. How many km is that?',
        '{I drive|We drive|She rides} <h> hours {at|with} <v> km {an|per} hour. {How far is it|What distance}?',
        'At <v> km {per|an} hour, how {far|many km} {is it after|can I go in|do I get in} <h> hours?',
        '{What|Which} distance does a {train|car|bus|ship} {cover|go|travel} in <h> hours at <v> km{ an hour|/h}?',
        'How many {km|kilometres} {are|is} <h> hours at <v> km/h?',
        '{Distance|How far}: <v> km/h, <h> hours{?|}',
        '<v> km/h for <h> hours{: how far|, how many km|, what distance}?',
        '{I run|I cycle|We hike|She swims} <v> km {each day|a day|daily}. How {far|many km} in <h> days?',
        '{My way to work|The way to school|My round} is <v> km. I {do|go} it <h> times. How many km {is that|in all}?',
        'A {bird|plane|ship|truck} {makes|does|covers} <v> km {every|each|in one} hour. How far {in|after} <h> hours?',
        'We {are on the road|travel} <h> hours, {always|constantly} at <v> km an hour. {How many km|How far}?',
        '{If|When} I {go|drive|ride} <v> km {an|per} hour, {how far|how many km} {in|after} <h> hours?',
        '{Any idea|Do you know|I wonder} how far {a car|a train|one} gets in <h> hours at <v> km an hour?',
        '{After|In} <h> hours at <v> km {an|per} hour, {how far have I come|where on the road am I, in km}?',
        '{Speed|The speed is} <v> km/h, {time|the time is} <h> hours. {The distance|How far}?',
      ],
      held: ['Driving <h> hours at <v> km an hour gets me how far?'],
    },
    draw: (random) => {
      const [v, h] = [2 + random.int(140), 2 + random.int(20)];
      return { values: { v: String(v), h: String(h) }, expression: `${v} * ${h}`, result: String(v * h), unit: 'km' };
    },
  },
  {
    asks: {
      train: [
        '{A garden is|A room is|A field is} <v> m long and <h> m wide. {What is its area|How large is it}?',
        'What is the area of a {room|garden|wall} of <v> m by <h> m?',
        '{Area|Size|Surface} of {a room|a garden|a field|a rectangle}{:|,} <v> m by <h> m{?|}',
        'How {large|big} is a {room|garden|field|carpet} of <v> m {by|x} <h> m?',
        'My {room|garden|roof|terrace} {measures|is} <v> m by <h> m. {How big is the area|What is the area|Its area}?',
        '{The length is|Length} <v> m, {the width is|width} <h> m. {What is the area|How large is the area|Area}?',
        'How {much area|many square metres} {is|are} <v> m {by|x} <h> m?',
        'I want to {paint|cover|tile} a wall of <v> m by <h> m. How many square metres{ is that|}?',
        '<v> m long, <h> m wide: {what is the area|how large|how many square metres}?',
        '{Find|Calculate|Work out|Tell me} the {area|size in square metres} of a {field|room|hall}, <v> m by <h> m.',
        'We {buy|rent|plant} a {field|plot} of <v> m by <h> m. {How many square metres|What area is that}?',
        '{Do you know|Any idea|I wonder} {how large|how big} a {yard|room} of <v> m by <h> m is?',
        '{If|When} a {hall|yard|carpet} is <v> m long and <h> m wide, {what is its area|how big is it}?',
        'Square metres: <v> m {x|by} <h> m',
      ],
      held: ['How many square metres has a floor of <v> m times <h> m?'],
    },
    draw: (random) => {
      const [v, h] = [2 + random.int(90), 2 + random.int(60)];
      return {
        values: { v: String(v), h: String(h) },
        expression: `${v} * ${h}`,
        result: String(v * h),
        unit: 'square metres',
      };
    },
  },
  {
    asks: {
      train: [
        'There are <v> {boxes|bags|baskets} with <h> <things> each. How many <things> {is that|are there}?',
        '<v> {rows|boxes} of <h> <things>: how many?',
        '<N> {packs|counts} <h> <things> a day. How many in <v> days?',
        'I {have|buy|pack} <v> {boxes|bags|crates} with <h> <things> in {each|every one}. {How many in all|The total}?',
        '{Every|Each} {box|bag|basket} has <h> <things>. {There are|I have} <v>{ of them|}. {How many|The total}?',
        'How many <things> {are in|fit into|do I get from} <v> {boxes|bags|crates} {of|with} <h>{ each|}?',
        '{A box|A bag|A crate} {holds|has} <h> <things>. How many <things> {are in|will I find in} <v> of them?',
        '<N> {makes|sells|sorts|uses} <h> <things> {every day|daily|each day}. How many {after|in} <v> days?',
        '<h> <things> {a day|per day|each day} for <v> days, {how many|how many is that|the total}?',
        'There are <v> {tables|trays|rooms} and <h> <things> {on each|per tray|in each}. How many <things>{ in all|}?',
        '<v> {people|children|guests} get <h> <things> each. How many <things> {do I need|are needed}?',
        'If {each|every} of <v> {guests|children|workers} {takes|brings} <h> <things>, how many {is that|are there}?',
        '{The farmer|The school} {orders|fills} <v> {boxes|sacks} of <h> <things>. How many <things> {is that|in all}?',
        '{Any idea|Do you know|I wonder} how many <things> <v> {bags|boxes} of <h> make?',
        'In one row {are|I count} <h> <things>, and there are <v> {rows|such rows}. {How many|Total}?',
        '{Count|Work out|Tell me} the <things>: <v> {boxes|rows|bags}, <h> in {each|every one}.',
        '<N> {stacks|lays} <v> {rows|piles} of <h> <things>. {How many|How many <things>} {is that|are there}?',
        'Total <things> in <v> {boxes|trays|bags} of <h>{?|}',
      ],
      held: ['Each of <v> shelves holds <h> <things>. Altogether?'],
    },
    draw: (random) => {
      const [v, h] = [3 + random.int(90), 3 + random.int(90)];
      const things = random.pick(['eggs', 'cakes', 'apples', 'buttons', 'bottles', 'rolls', 'books']);
      return {
        values: { v: String(v), h: String(h), things, N: personName(random) },
        expression: `${v} * ${h}`,
        result: String(v * h),
        unit: things,
      };
    },
  },
  {
    asks: {
      train: [
        'What is the {average|mean} of <a>, <b> and <c>?',
        '{Average|Mean} of <a>, <b>, <c>?',
        '{Calculate|Compute|Work out|Find|Give me} the {average|mean} of <a>, <b> and <c>{, please|}.',
        '{Average|Mean}: <a>, <b>, <c>{?|}',
        '<a>, <b> and <c>: {what is the average|what is the mean|average|the mean}?',
        '{What|How much} are <a>, <b> and <c> on average?',
        '{I got|My marks are|I scored|My points are} <a>, <b> and <c>. What is {my|the} average?',
        '{Can|Could|Would} you {average|take the average of|find the mean of} <a>, <b> and <c>?',
        'On three days we had <a>, <b> and <c> {guests|visitors}. How many {on average|a day on average}?',
        '{Do you know|Any idea|I wonder} {what|how much} the {average|mean} of <a>, <b> and <c> is?',
        '{On average|As a mean}, {what|how much} is <a>, <b>, <c>?',
        '{The three numbers are|I measured|I have} <a>, <b>, <c>. {The average|What is their mean|And the mean}?',
        '{Add|Sum} <a>, <b> and <c> and divide by three.',
        'mean(<a>, <b>, <c>)',
        'average of <a> <b> <c>',
      ],
      held: ['Tell me the middle value you get by averaging <a>, <b> and <c>.'],
    },
    draw: (random) => {
      const mean = 5 + random.int(300);
      const [x, y] = [1 + random.int(mean - 1), 1 + random.int(mean - 1)];
      const z = 3 * mean - x - y;
      return {
        values: { a: String(x), b: String(y), c: String(z) },
        expression: `(${x} + ${y} + ${z}) / 3`,
        result: String(mean),
      };
    },
  },
];
