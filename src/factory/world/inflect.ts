// English morphology: verbs, nouns, the article before a word, numbers in words. Rules first; what no rule
// gives stands in the lexicon.
import { doubling, irregular } from './lexicon/verbs.ts';

const VOWEL = /[aeiou]/;

/** Does the last letter double before -ed and -ing: stop, plan, hug; not rain, open, fix. */
function doubles(lemma: string): boolean {
  if (doubling.has(lemma)) return true;
  if (!/[^aeiou][aeiou][^aeiouwxy]$/.test(lemma) && !/^[aeiou][^aeiouwxy]$/.test(lemma)) return false;
  return (lemma.match(/[aeiouy]+/g) ?? []).length === 1 && !/qu[aeiou]{2}/.test(lemma);
}

export function thirdPerson(lemma: string): string {
  if (lemma === 'be') return 'is';
  if (lemma === 'have') return 'has';
  if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(lemma)) return `${lemma}es`;
  return /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
}

export function past(lemma: string): string {
  return irregular.get(lemma)?.[0] ?? regularPast(lemma);
}

export function participle(lemma: string): string {
  if (lemma === 'be') return 'been';
  return irregular.get(lemma)?.[1] ?? regularPast(lemma);
}

function regularPast(lemma: string): string {
  if (lemma.endsWith('e')) return `${lemma}d`;
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ied`;
  return doubles(lemma) ? `${lemma}${lemma.at(-1)}ed` : `${lemma}ed`;
}

export function gerund(lemma: string): string {
  if (lemma === 'be') return 'being';
  if (lemma.endsWith('ie')) return `${lemma.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(lemma)) return `${lemma.slice(0, -1)}ing`;
  return doubles(lemma) ? `${lemma}${lemma.at(-1)}ing` : `${lemma}ing`;
}

const PLURALS: Record<string, string> = {
  child: 'children',
  man: 'men',
  woman: 'women',
  foot: 'feet',
  tooth: 'teeth',
  goose: 'geese',
  mouse: 'mice',
  ox: 'oxen',
  sheep: 'sheep',
  fish: 'fish',
  deer: 'deer',
  trout: 'trout',
  loaf: 'loaves',
  leaf: 'leaves',
  knife: 'knives',
  calf: 'calves',
  wolf: 'wolves',
  shelf: 'shelves',
  half: 'halves',
  scarf: 'scarves',
  wife: 'wives',
  life: 'lives',
  thief: 'thieves',
  potato: 'potatoes',
  tomato: 'tomatoes',
  echo: 'echoes',
  person: 'people',
  hero: 'heroes',
  fisherman: 'fishermen',
  moss: 'mosses',
  salmon: 'salmon',
  fisherwoman: 'fisherwomen',
};

export function plural(noun: string): string {
  const space = noun.lastIndexOf(' ');
  if (space > 0 && !noun.includes(' of ')) return noun.slice(0, space + 1) + plural(noun.slice(space + 1));
  const of = noun.indexOf(' of ');
  if (of > 0) return plural(noun.slice(0, of)) + noun.slice(of);
  const known = PLURALS[noun];
  if (known !== undefined) return known;
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** Does the word begin with a vowel as spoken: an hour, a one-eyed goat, a useful tool, an 8, an 11th. */
export function vowelSound(word: string): boolean {
  const w = word.toLowerCase();
  if (/^(?:8|11$|11t|18$|18t|80)/.test(w)) return true;
  if (/^(?:hour|honest|heir|honour)/.test(w)) return true;
  if (/^(?:one|once|uni|use|usu|eu|ew|u[bt]i)/.test(w)) return false;
  return VOWEL.test(w[0] ?? '');
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ' . twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A whole number below a million in words: "three hundred and twelve". */
export function inWords(n: number): string {
  if (n < 20) return UNITS[n]!;
  if (n < 100) return TENS[Math.floor(n / 10)]! + (n % 10 ? `-${UNITS[n % 10]}` : '');
  if (n < 1000) return `${UNITS[Math.floor(n / 100)]} hundred${n % 100 ? ` and ${inWords(n % 100)}` : ''}`;
  const rest = n % 1000;
  return `${inWords(Math.floor(n / 1000))} thousand${rest ? (rest < 100 ? ` and ${inWords(rest)}` : ` ${inWords(rest)}`) : ''}`;
}

export type Tense = 'past' | 'present';
export type Form = 'finite' | 'perfect' | 'progressive' | 'future' | 'bare' | 'ing' | 'having';
export type Number3 = 'I' | 'one' | 'many'; // first person singular, third person singular, all others

const MODALS: Record<string, readonly [past: string, present: string, bare: string]> = {
  can: ['could', 'can', 'be able to'],
  must: ['had to', 'must', 'have to'],
  will: ['would', 'will', 'be going to'],
  should: ['should', 'should', 'have to'],
  may: ['might', 'may', 'be allowed to'],
};

const be = (tense: Tense, who: Number3): string =>
  tense === 'past' ? (who === 'many' ? 'were' : 'was') : who === 'I' ? 'am' : who === 'one' ? 'is' : 'are';
const have = (tense: Tense, who: Number3): string => (tense === 'past' ? 'had' : who === 'one' ? 'has' : 'have');

/**
 * The verb group: [finite part, the rest]. "did", "not find"; "had", "found"; "", "finding".
 * `not` puts the negation where it belongs; `short` contracts it ("didn't").
 */
export function verbGroup(
  lemma: string,
  form: Form,
  tense: Tense,
  who: Number3,
  negated: boolean,
  short: boolean,
): [string, string] {
  const modal = MODALS[lemma];
  if (modal) {
    if (form === 'bare') return ['', `${negated ? 'not ' : ''}${modal[2]}`];
    if (form === 'ing' || form === 'having') {
      const base = modal[2].split(' ');
      return ['', `${negated ? 'not ' : ''}${gerund(base[0]!)} ${base.slice(1).join(' ')}`];
    }
    if (lemma === 'must' && tense === 'past')
      return negated ? [short ? "didn't" : 'did not', 'have to'] : ['had', 'to'];
    return [negate(modal[tense === 'past' ? 0 : 1], negated, short), ''];
  }
  switch (form) {
    case 'bare':
      return ['', (negated ? 'not ' : '') + lemma];
    case 'ing':
      return ['', (negated ? 'not ' : '') + gerund(lemma)];
    case 'having':
      return ['', `${negated ? 'not ' : ''}having ${participle(lemma)}`];
    case 'perfect':
      return [negate(have(tense, who), negated, short), participle(lemma)];
    case 'progressive':
      return [negate(be(tense, who), negated, short), gerund(lemma)];
    case 'future':
      return [negate(tense === 'past' ? 'would' : 'will', negated, short), lemma];
  }
  if (lemma === 'be') return [negate(be(tense, who), negated, short), ''];
  if (negated) {
    const does = tense === 'past' ? 'did' : who === 'one' ? 'does' : 'do';
    return [negate(does, true, short), lemma];
  }
  return ['', tense === 'past' ? past(lemma) : who === 'one' ? thirdPerson(lemma) : lemma];
}

function negate(auxiliary: string, negated: boolean, short: boolean): string {
  if (!negated) return auxiliary;
  if (!short || auxiliary === 'am' || auxiliary === 'may' || auxiliary === 'might')
    return auxiliary === 'can' ? 'cannot' : `${auxiliary} not`;
  if (auxiliary === 'can') return "can't";
  if (auxiliary === 'will') return "won't";
  return `${auxiliary}n't`;
}
