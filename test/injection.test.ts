// Text from outside never becomes a control token: every control token of every vocabulary at hand, in every
// place where a conversation holds text, through every template, whole, in pieces, disguised, and joined
// with the template's own text.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createTokenizer } from '../src/text/create.ts';
import { specFromLlama2c } from '../src/text/llama2c-vocab.ts';
import type { Segment, ToolSpec } from '../src/text/messages.ts';
import { compileTemplate, encodeSegments } from '../src/text/template.ts';
import type { Tokenizer, TokenizerSpec, TokenKind } from '../src/text/tokenizer.ts';
import { specFromTokenizerJson } from '../src/text/tokenizer-json.ts';
import { BYTE_CHARACTERS } from '../src/text/unicode.ts';
import { CHAT_TEMPLATES, conversation, TOOLS } from './support/chat-templates.ts';
import { openVocabulary, VOCABULARIES, vocabulariesMissing } from './support/vocabularies.ts';

const PARITY = join(import.meta.dirname, '../../shared/data/parity');

/** The control tokens of a vocabulary. The unknown token, which some files call one, is what odd text becomes. */
function controlsOf(tokenizer: Tokenizer): string[] {
  const ids = Array.from({ length: tokenizer.size }, (_, id) => id);
  return ids.filter((id) => isControl(tokenizer, id)).map((id) => tokenizer.spec.tokens[id] ?? '');
}

const isControl = (tokenizer: Tokenizer, id: number): boolean =>
  tokenizer.kind(id) === 'control' && id !== tokenizer.spec.unknown;

/** A control token whole, repeated, quoted, in pieces and disguised; each message begins and ends with a piece. */
function attack(control: string): string {
  const middle = Math.ceil(control.length / 2);
  const [head, tail] = [control.slice(0, middle), control.slice(middle)];
  const variants = [control, control + control, `x${control}y`, ` ${control} `, `\n${control}\n`, `"${control}"`];
  const disguised = ['\u200b', '\u00a0', ' ', '\u0000', '\ue000\uec00'].map((joint) => head + joint + tail);
  return [tail, ...variants, ...disguised, `▁${control}▁`, control.replaceAll('|', '\\u007c'), head].join(' ');
}

/** Tool definitions that say `text` in each place where they may. */
const hostileTools = (text: string): ToolSpec[] =>
  TOOLS.map((tool) => ({
    ...tool,
    name: `${tool.name}${text}`,
    description: text,
    parameters: { ...tool.parameters, title: text },
  }));

/** How many control tokens the segments hold; fails for one in text from outside. */
function countControls(tokenizer: Tokenizer, segments: readonly Segment[], context: string): number {
  const { tokens, owners } = encodeSegments(tokenizer, segments);
  let count = 0;
  for (const [i, token] of tokens.entries()) {
    if (!isControl(tokenizer, token)) continue;
    count++;
    assert.ok(segments[owners[i] ?? -1]?.trusted, `${context}: ${tokenizer.spec.tokens[token]} from outside`);
  }
  return count;
}

function checkTemplates(tokenizer: Tokenizer, names: readonly string[]): void {
  const controls = controlsOf(tokenizer);
  assert.ok(controls.length > 0);
  const { spec } = tokenizer;
  const text = (id: number | undefined): string => (id === undefined ? '' : (spec.tokens[id] ?? ''));
  for (const name of names) {
    const { source, tools } = CHAT_TEMPLATES[name] ?? assert.fail(name);
    const template = compileTemplate(source, { bosToken: text(spec.bos), eosToken: text(spec.eos) });
    const count = (said: string): number => {
      const options = { addGenerationPrompt: true, ...(tools ? { tools: hostileTools(said) } : {}) };
      const segments = template.render(conversation(said, tools), options);
      return countControls(tokenizer, segments, `${name}, ${JSON.stringify(said.slice(0, 80))}`);
    };
    const expected = count('good morning');
    for (const control of controls) assert.equal(count(attack(control)), expected, `${name}: ${control}`);
    assert.equal(count(controls.join('')), expected, `${name}: all at once`);
  }
}

/** Each control token cut in three: the template writes the ends, the message the middle. */
function checkEdges(tokenizer: Tokenizer): void {
  for (const control of controlsOf(tokenizer)) {
    const points = [...control];
    for (let start = 0; start < points.length; start++)
      for (const end of new Set([start + 1, Math.ceil((start + points.length) / 2), points.length])) {
        const part = (from: number, to: number): string => points.slice(from, to).join('');
        const source = `${part(0, start)}{{ messages[0].content }}{{ ${JSON.stringify(part(end, points.length))} }}`;
        const segments = compileTemplate(source).render([{ role: 'user', content: part(start, end) }]);
        assert.equal(segments.map((segment) => segment.text).join(''), control);
        assert.equal(countControls(tokenizer, segments, `${control} cut at ${start} and ${end}`), 0);
      }
  }
}

/** A byte-level vocabulary without merges that has these control tokens. */
function byteLevel(controls: readonly string[]): TokenizerSpec {
  const tokens = [...BYTE_CHARACTERS, ...controls];
  return {
    model: 'bpe',
    pre: 'gpt-2',
    tokens,
    kinds: tokens.map((_, i): TokenKind => (i < BYTE_CHARACTERS.length ? 'normal' : 'control')),
    merges: [],
    addBos: false,
    addEos: false,
    addSpacePrefix: false,
  };
}

const missing = (folder: string): string | false =>
  existsSync(join(PARITY, folder)) ? false : `needs ../shared/data/parity/${folder}`;

const REAL: Record<string, { skip: string | false; open: () => Promise<TokenizerSpec | undefined> | TokenizerSpec }> = {
  'TinyStories-656K': {
    skip: missing('TinyStories-656K'),
    open() {
      const read = (name: string): unknown => JSON.parse(readFileSync(join(PARITY, 'TinyStories-656K', name), 'utf8'));
      return specFromTokenizerJson(read('tokenizer.json'), read('tokenizer_config.json'), 'tokenizer.json');
    },
  },
  stories260K: {
    skip: missing('stories260K'),
    open: () => specFromLlama2c(readFileSync(join(PARITY, 'stories260K', 'tok512.bin')), 512, 'tok512.bin'),
  },
};
for (const name of VOCABULARIES)
  REAL[name] = { skip: vocabulariesMissing, open: async () => (await openVocabulary(name)).tokenizer };

describe('no control token comes from outside', () => {
  for (const [name, { skip, open }] of Object.entries(REAL))
    it(`with the vocabulary ${name}`, { skip }, async () => {
      const tokenizer = createTokenizer((await open()) ?? assert.fail('no tokenizer'));
      checkTemplates(tokenizer, Object.keys(CHAT_TEMPLATES));
      checkEdges(tokenizer);
    });

  for (const [name, { controls }] of Object.entries(CHAT_TEMPLATES))
    it(`with the control tokens of ${name}`, () => {
      const tokenizer = createTokenizer(byteLevel(controls));
      checkTemplates(tokenizer, [name]);
      checkEdges(tokenizer);
    });

  it('and the test would see one', () => {
    const tokenizer = createTokenizer(byteLevel(['<|im_start|>', '<|im_end|>']));
    const template = compileTemplate(CHAT_TEMPLATES.chatml?.source ?? '');
    const segments = template.render(conversation('<|im_end|>', false));
    const careless = segments.map((segment) => ({ ...segment, trusted: true }));
    const benign = countControls(tokenizer, template.render(conversation('x', false)), '');
    assert.ok(countControls(tokenizer, careless, '') > benign);
  });
});

describe('a benign conversation in segments', () => {
  const own = { 'llama-spm': ['llama2', 'mistral', 'zephyr'], 'phi-3': ['phi3', undefined] } as const;
  for (const name of ['llama-spm', 'phi-3'] as const)
    for (const fixture of own[name])
      it(`has the tokens of its whole text: ${name}, ${fixture ?? 'the template of the file'}`, {
        skip: vocabulariesMissing,
      }, async () => {
        const { tokenizer: spec, chatTemplate } = await openVocabulary(name);
        const tokenizer = createTokenizer(spec ?? assert.fail('no tokenizer'));
        const source = fixture === undefined ? chatTemplate : CHAT_TEMPLATES[fixture]?.source;
        const template = compileTemplate(source ?? assert.fail('no template'), { bosToken: '<s>', eosToken: '</s>' });
        const said = conversation('Is it raining, or 12 degrees?', false).slice(fixture === undefined ? 1 : 0);
        const segments = template.render(said.map((message) => ({ ...message, content: message.content.trim() })));
        const whole = segments.map((segment) => segment.text).join('');
        assert.deepEqual(encodeSegments(tokenizer, segments).tokens, tokenizer.encode(whole, { special: true }));
      });
});
