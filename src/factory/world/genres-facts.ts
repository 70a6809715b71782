// Genres that tell facts: entries, lives, notes on several things, questions and answers, letters that mention.
import type { Random } from '../../base/random.ts';
import { Discourse, type Referent } from './discourse.ts';
import { between, chance } from './draw.ts';
import type { Sentence, Voice } from './narrator.ts';
import { finish, Teller } from './narrator.ts';
import { read } from './notation.ts';
import { realise } from './realise.ts';
import { RELATIONS } from './relations.ts';
import {
  factStep,
  inOrder,
  nameOf,
  nextLink,
  recast,
  referent,
  type Telling,
  tenseOf,
  valueReferent,
} from './tellings.ts';
import type { World } from './world.ts';

/** A text in parts: sentences, and which of them begin paragraphs. */
export interface Draft {
  readonly title: string;
  readonly sentences: readonly Sentence[];
  readonly starts: readonly number[];
  /** What stands between sentences of a paragraph: a space, or a line break for lists and scripts. */
  readonly between?: string;
}

export interface Job {
  readonly world: World;
  readonly random: Random;
  readonly voice: Voice;
  readonly tellings: readonly Telling[];
}

/** One entity, as an encyclopedia has it. */
export function entry(job: Job): Draft {
  const { world, random, tellings } = job;
  const subject = world.entities[tellings[0]!.of.subject]!;
  const teller = tellerFor(job);
  const sorted = [...tellings].sort(inOrder);
  if (chance(random, 0.3)) sorted.reverse();
  for (const [i, telling] of sorted.entries()) {
    const link = i === 0 ? 'new' : nextLink(random);
    teller.tell(factStep(world, random, telling, 's0', `v${tellings.indexOf(telling)}`, link));
  }
  teller.flush();
  const title = nameOf(subject);
  return { title: title[0]!.toUpperCase() + title.slice(1), sentences: teller.sentences, starts: [] };
}

/** The parts of a set of tellings: s0, s1 for subjects, v0, v1 for values. */
function tellerFor(
  { world, random, voice, tellings }: Job,
  extra: readonly [string, Referent][] = [],
  i?: Referent,
  you?: Referent,
): Teller {
  const parts = new Map<string, Referent>(extra);
  const known = new Map<number, Referent>();
  const once = (id: number, make: () => Referent) => {
    let found = known.get(id);
    if (!found) known.set(id, (found = make()));
    return found;
  };
  const subjects = [...new Set(tellings.map((telling) => telling.of.subject))];
  for (const [k, id] of subjects.entries())
    parts.set(
      `s${k}`,
      once(id, () => referent(world.entities[id]!, `s${k}`)),
    );
  tellings.forEach(({ of }, k) => {
    const value = () => valueReferent(world, of, `v${k}`);
    parts.set(
      `v${k}`,
      typeof of.value === 'number' && world.entities[of.value]!.kind === 'person' ? once(of.value, value) : value(),
    );
  });
  const d = new Discourse(random, parts, { names: voice.names, i, you });
  return new Teller(d, voice, random);
}

/** Notes on several things: an almanac page, a notebook, what was said at the inn. */
export function notes(job: Job): Draft {
  const { world, random, tellings } = job;
  const teller = tellerFor(job);
  const subjects = [...new Set(tellings.map((telling) => telling.of.subject))];
  const list = chance(random, 0.35);
  const starts: number[] = [];
  if (!list) teller.put(random.pick(NOTES));
  for (const [k, telling] of tellings.entries()) {
    if (k > 0 && chance(random, 0.3) && !list) starts.push(teller.sentences.length);
    teller.tell(factStep(world, random, telling, `s${subjects.indexOf(telling.of.subject)}`, `v${k}`, 'new'));
    teller.flush();
  }
  const title = random.pick([
    'Things worth knowing',
    'Notes',
    'From an almanac',
    'Did you know?',
    'From a notebook',
    'Overheard at the inn',
    'A page of facts',
    'What the postman knows',
    'Scraps',
    'This and that',
  ]);
  const sentences = list ? teller.sentences.map(({ text, facts }) => ({ text: `- ${text}`, facts })) : teller.sentences;
  return { title, sentences, starts, ...(list ? { between: '\n' } : {}) };
}

const NOTES = [
  'Here are some things that people should know.',
  'I wrote these down so that I would not forget them.',
  'A good memory needs a little help.',
  'Some of this is common knowledge, and some of it is not.',
  'The postman told me all this, and the postman is never wrong.',
  'Read this twice and you will know it.',
  'Travellers ask the same questions again and again, so here are the answers.',
  'Not everything that matters is in the papers.',
  'These lines come from an old notebook.',
  'My aunt collected facts as other people collect stamps.',
  'A few true things, in no order at all.',
  'On long evenings we told each other what we knew.',
];

/** Two people, one of whom asks. */
export function conversation(job: Job): Draft {
  const { world, random, tellings } = job;
  const [p, q] = pair(world, random, tellings);
  const teller = tellerFor(job, [
    ['p', p],
    ['q', q],
  ]);
  const subjects = [...new Set(tellings.map((telling) => telling.of.subject))];
  const starts: number[] = [];
  const said = (text: string) => teller.tell({ relation: 'new', clause: read(text, random) });
  said(random.pick(MEETINGS));
  teller.flush();
  tellings.forEach((telling, k) => {
    const s = `s${subjects.indexOf(telling.of.subject)}`;
    starts.push(teller.sentences.length);
    const question = questionFor(random, telling);
    if (question)
      teller.tell({
        relation: 'new',
        clause: read(recast(question.slice(0, -1), s, `v${k}`), random),
        mark: question.at(-1)!,
        shape: { tense: tenseOf(world, telling.of) },
        speech: { by: 'p', to: 'q', verb: random.pick(['ask', 'ask', 'want to know', 'say', 'wonder']) },
      });
    starts.push(teller.sentences.length);
    const step = factStep(world, random, telling, s, `v${k}`, 'new');
    teller.tell({ ...step, speech: { by: 'q', to: 'p', verb: random.pick(['say', 'answer', 'reply', 'explain']) } });
  });
  starts.push(teller.sentences.length);
  said(random.pick(PARTINGS));
  teller.flush();
  return { title: `${p.short} and ${q.short}`, sentences: teller.sentences, starts };
}

const MEETINGS = [
  '@p *meet @q at the well',
  '@p *sit next to @q on the ferry',
  '@q *~mend a net when @p *come by',
  '@p *have a lot of questions that day, and @q *have time',
  'it *rain, and @p *stand under the roof with @q',
  '@q *know everything that *happen in the valley',
  '@p *be new in town and *ask @q about everything',
  'the shop *be empty, so @p *talk with @q',
  'on the road @p *fall in with @q',
  '@p and @q **wait for the same ferry, and it *be late',
  'there *be one bench in the sun, and @q *sit on it already when @p *come',
  '@p *knock at the door of @q to borrow a ladder and *stay for an hour',
  'at the market @q *stand behind a heap of cabbages, and nobody *~buy',
  '@q *be up on the roof, and @p *hold the ladder and *ask upwards',
  'on washing day @p and @q **wring the same sheet from both ends',
  '@p *have to write something for school, and @q *be the only one at home',
  'it *be too hot to work, so @q *lie in the grass, and @p *lie down as well',
  '@q *shell peas into a bucket, and @p *sit down to help',
  'in the waiting room the clock *stand still, but @p and @q **!do',
  '@p *come back after many years and *!recognise anyone but @q',
  'the cart of @q.n *^lose a wheel, and @p *help to lift it',
  'two people *look into the river from the bridge, @p from one side and @q from the other',
  '@q *sweep snow to the left, @p *sweep it to the right, until they *meet',
  '@p *win a bet if @q *know three things',
  'the soup *take its time, and @p *lean in the door of the kitchen, where @q *stir',
  '@q *be not asleep, only resting both eyes, when @p *sit down',
  'nobody in the inn *speak until @p *turn to @q',
  '@p *lose the way, which *be how @p *come to speak with @q',
];
const PARTINGS = [
  '@p *thank @q and *go on',
  '@q *laugh and *go back to work',
  'then the bell *ring, and they *part',
  '@p *write it all down',
  '@p *promise to remember it',
  'they *talk until the lamps **be lit',
  '@q *shake @q.poss head at so many questions',
  'the ferry *come at last, and that *be that',
  '@q *ask what @p *want to know all this for, and @p *!know',
  '@q *want to ask something, too, but @p *^run off already',
  'they **share a pear, and @p *go home the long way',
  'a cloud *come over the sun, so they **get up',
  '@p *count on ten fingers to keep it all',
  '@q *say the last of it once more, slowly, so that it *stick',
  'the soup *be ready, and nobody *ask anything for a while',
  'on the way home @p *say it all over, so as not to lose any',
  'then someone *call for @q, and the bench *be empty',
  '@p *go, *come back for a forgotten hat, and *go again',
  'it *strike noon, and each of them *have somewhere to be',
  '@q *pour two cups of tea, and they **talk of other things',
  '@p *tell it to the next person in the street, and *get it nearly right',
  'the wheel *be mended by then',
];

/** A question that the telling answers. */
export function questionFor(random: Random, { of, direction }: Telling): string | undefined {
  if (of.relation === 'canary') return undefined;
  const { ask, askBack } = RELATIONS[of.relation];
  if (direction === 'backward') return askBack.length > 0 ? random.pick(askBack) : undefined;
  return random.pick(ask.slice(0, -1));
}

function pair(world: World, random: Random, tellings: readonly Telling[]): [Referent, Referent] {
  const busy = new Set(tellings.flatMap(({ of }) => [of.subject, of.value]));
  const pick = (sex?: string) => {
    for (;;) {
      const who = random.pick(world.people);
      if (
        who.died === undefined &&
        world.now - who.born > 10 &&
        !busy.has(who.id) &&
        !world.notable.has(who.id) &&
        who.sex !== sex
      )
        return who;
    }
  };
  const one = pick();
  const other = pick(one.sex);
  const as = (who: typeof one, id: string): Referent => ({
    id,
    sex: who.sex,
    name: who.given,
    short: who.given,
    entity: who.id,
  });
  return [as(one, 'p'), as(other, 'q')];
}

/** Questions and answers, as at school. */
export function quiz(job: Job): Draft {
  const { world, random, tellings } = job;
  const sentences: Sentence[] = [];
  const starts: number[] = [];
  tellings.forEach((telling) => {
    const parts = new Map([
      ['s', { ...referent(world.entities[telling.of.subject]!, 's') }],
      ['v', valueReferent(world, telling.of, 'v')],
    ]);
    const d = new Discourse(random, parts, {});
    const tense = tenseOf(world, telling.of);
    const question = questionFor(random, telling);
    if (question) {
      starts.push(sentences.length);
      sentences.push({
        text: `Q: ${finish(realise(d, read(question.slice(0, -1), random), { tense }), question.at(-1)!)}`,
        facts: [],
      });
      d.sentence += 5; // the answer stands alone
    } else starts.push(sentences.length);
    const { clause, facts } = factStep(world, random, telling, 's', 'v', 'new');
    sentences.push({ text: `${question ? 'A: ' : ''}${finish(realise(d, clause, { tense }), '.')}`, facts: facts! });
  });
  return {
    title: random.pick([
      'Questions and answers',
      'A quiz',
      'Ask me',
      'Homework',
      `Quiz number ${between(random, 2, 99)}`,
    ]),
    sentences,
    starts,
    between: '\n',
  };
}
