// A small model of random weights whose vocabulary is the 256 bytes and the markers of the calling convention: it says
// anything, in exactly known tokens. What must hold whatever a model writes is tested with it.
import { Random } from '../../src/base/random.ts';
import { newModel, shapeOf } from '../../src/factory/train/recipe.ts';
import { speaking } from '../../src/factory/tune/example.ts';
import type { Checkpoint } from '../../src/model/checkpoint.ts';
import { MARKERS } from '../../src/text/abi.ts';
import type { TokenizerSpec, TokenKind } from '../../src/text/tokenizer.ts';
import { BYTE_CHARACTERS } from '../../src/text/unicode.ts';

export interface TalkingOptions {
  /** Tokens. Default: 512. */
  readonly context?: number;
  readonly seed?: number;
  /** Instructions that its file tells. */
  readonly system?: string;
  /** A chat template in place of the convention's. */
  readonly chatTemplate?: string;
  /** Control tokens in place of the markers. */
  readonly controls?: readonly string[];
  /** Tokens that spell a whole word. */
  readonly words?: readonly string[];
}

export function byteVocabulary(controls: readonly string[] = MARKERS, words: readonly string[] = []): TokenizerSpec {
  const tokens = [...BYTE_CHARACTERS, ...words, ...controls];
  const kinds = tokens.map(
    (token, id): TokenKind =>
      id < BYTE_CHARACTERS.length ? 'normal' : words.includes(token) ? 'user-defined' : 'control',
  );
  const eos = tokens.indexOf('<|im_end|>');
  const flags = { addBos: false, addEos: false, addSpacePrefix: false };
  return { model: 'bpe', pre: 'qwen2', tokens, kinds, merges: [], ...(eos < 0 ? {} : { eos }), ...flags };
}

export function talkingModel(options: TalkingOptions = {}): Checkpoint {
  const { context = 512, seed = 1, system, chatTemplate, controls, words } = options;
  const tokenizer = byteVocabulary(controls, words);
  const made = peaked(
    newModel(shapeOf(1, tokenizer.tokens.length, context), seed, { name: 'talking', tokenizer }),
    seed,
  );
  return chatTemplate === undefined ? speaking(made, system) : { ...made, chatTemplate };
}

/**
 * Gains of the last norm: without them all tokens would be about as likely, whatever stands before them. Of both
 * signs, as embeddings are tied: a token would predict itself.
 */
function peaked(checkpoint: Checkpoint, seed: number): Checkpoint {
  return {
    ...checkpoint,
    pull(name) {
      const pull = checkpoint.pull(name);
      if (name !== 'output_norm.weight') return pull;
      const random = new Random(seed);
      return async (offset, into) => {
        await pull(offset, into);
        const values = new Float32Array(into.buffer, into.byteOffset, into.length / 4);
        for (let i = 0; i < values.length; i++) values[i]! *= 6 * random.normal();
      };
    },
  };
}
