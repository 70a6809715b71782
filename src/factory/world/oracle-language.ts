// Statements and questions in English, read back: every wording that documents use is turned into the sentences it
// can make (past or present, affirmed or denied, asked), with holes where subject and value stand. What fills a
// hole is not judged here; oracle.ts knows the names.

import { Discourse } from './discourse.ts';
import { stream } from './draw.ts';
import { CANARY_WORDINGS } from './facts.ts';
import { type Form, type Tense, verbGroup } from './inflect.ts';
import { type Clause, clauseOf, isRef, isVerb, type Leaf, readings, type Verb } from './notation.ts';
import { join, realise } from './realise.ts';
import { RELATION_NAMES, RELATIONS, type RelationName } from './relations.ts';

/** One way to read a sentence. Without a value, or without a subject, it asks for that. */
export interface Parse {
  readonly relation: RelationName | 'canary';
  readonly subject: string | undefined;
  readonly value: string | undefined;
  readonly negated: boolean;
  /** Letters of the sentence that the wording itself accounts for: the more, the surer. */
  readonly weight: number;
}

interface Pattern extends Omit<Parse, 'subject' | 'value'> {
  readonly match: RegExp;
  /** The longest part without a hole, in small letters: most patterns are passed over by it. */
  readonly core: string;
}

/** Letters no text of ours has stand for the holes. */
const HOLES = { s: '§', v: '¤' } as const;
const NONE = stream(0);
let patterns: readonly Pattern[] | undefined;

/** Every way to read a sentence, the surest first. */
export function parse(sentence: string): Parse[] {
  const text = sentence
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/’/g, "'")
    .replace(/[.?!]+$/, '');
  patterns ??= everyPattern();
  const found: Parse[] = [];
  const small = text.toLowerCase();
  for (const { match, core, ...pattern } of patterns) {
    const groups = small.includes(core) ? match.exec(text)?.groups : undefined;
    if (groups) found.push({ ...pattern, subject: groups.s, value: groups.v });
  }
  return found.sort((a, b) => b.weight - a.weight);
}

function everyPattern(): Pattern[] {
  const all = new Map<string, Pattern>();
  const add = (relation: Parse['relation'], sentence: string, negated: boolean) => {
    const body = sentence.replace(/[.?!]+$/, '');
    const source = body
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\ba (?=[§¤])/gi, 'an? ')
      .replace(HOLES.s, '(?<s>.+?)')
      .replace(HOLES.v, '(?<v>.+?)');
    const parts = body.toLowerCase().split(/(?:\ban? )?[§¤]/);
    const core = parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
    const weight = body.replace(/[§¤]/g, '').length;
    all.set(`${relation} ${source}`, { relation, negated, weight, core, match: new RegExp(`^${source}$`, 'i') });
  };
  for (const relation of RELATION_NAMES) {
    const { forward, backward, ask, askBack } = RELATIONS[relation];
    for (const wording of [...forward, ...backward]) for (const made of stated(wording)) add(relation, ...made);
    for (const question of [...ask, ...askBack]) for (const made of asked(question)) add(relation, made, false);
  }
  for (const wording of CANARY_WORDINGS) for (const made of stated(wording)) add('canary', ...made);
  return [...all.values()];
}

const TENSES: readonly Tense[] = ['past', 'present'];

/** The sentences of a wording: told, denied, and asked to be answered with yes or no. */
function* stated(wording: string): Generator<[sentence: string, negated: boolean]> {
  for (const leaves of readings(wording))
    for (const tense of TENSES)
      for (const sex of ['n', 'p'] as const) {
        yield [said(clauseOf(leaves), tense, sex), false];
        if (!leaves.some(isVerb)) continue;
        const denied = clauseOf(negate(leaves));
        for (const short of [false, true]) yield [said(denied, tense, sex, short), true];
        const turned = inverted(leaves, tense, sex);
        if (turned) yield [said(clauseOf(turned), tense, sex), false];
      }
}

function* asked(question: string): Generator<string> {
  for (const leaves of readings(question))
    for (const tense of TENSES) for (const sex of ['n', 'p'] as const) yield said(clauseOf(leaves), tense, sex);
}

function said(clause: Clause, tense: Tense, sex: 'n' | 'p', short = false): string {
  const hole = (id: 's' | 'v') => [id, { id, sex, name: HOLES[id], ...(id === 'v' ? { fixed: true } : {}) }] as const;
  const d = new Discourse(NONE, new Map([hole('s'), hole('v')]));
  return join(realise(d, clause, { tense, short }));
}

function negate(leaves: readonly Leaf[]): Leaf[] {
  const head = leaves.findIndex(isVerb);
  return leaves.map((leaf, i) => (i === head ? { ...(leaf as Verb), negated: true } : leaf));
}

/** "Was she born there", "Did she marry him": the finite verb before the subject. */
function inverted(leaves: readonly Leaf[], tense: Tense, sex: 'n' | 'p'): Leaf[] | undefined {
  const { subject, rest } = clauseOf(leaves);
  const head = rest[0];
  if (!isVerb(head) || subject.length === 0 || rest.slice(1).some(isVerb)) return undefined;
  const many = sex === 'p' && isRef(subject.at(-1)) ? 'many' : 'one';
  const form: Form = head.form;
  const [finite, left] = verbGroup(head.lemma, form, head.tense ?? tense, many, false, false);
  if (finite !== '') return [finite, ...subject, ...(left === '' ? [] : [left]), ...rest.slice(1)];
  const does = tense === 'past' ? 'did' : many === 'many' ? 'do' : 'does';
  return [does, ...subject, head.lemma, ...rest.slice(1)];
}
