// A byte-level BPE tokenizer as Hugging Face's tokenizer.json and tokenizer_config.json, which transformers,
// `tokenizers`, vLLM and our own reader read. Keys and shapes as `tokenizers` 0.23 writes them.
import { unsupported } from '../base/errors.ts';
import { describePretokenizer } from './pretokenize-json.ts';
import type { TokenizerSpec } from './tokenizer.ts';

/** The two files, to be written with JSON.stringify. */
export interface TokenizerFiles {
  readonly tokenizer: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * `specFromTokenizerJson` gives the spec back, but for `eot`, which these files cannot name.
 * @throws `unsupported` for an algorithm other than byte-level BPE or a pre-tokenizer without a description.
 */
export function specToTokenizerJson(spec: TokenizerSpec): TokenizerFiles {
  if (spec.model !== 'bpe')
    throw unsupported(`A ${spec.model} tokenizer cannot be written as tokenizer.json.`, 'Write a GGUF file.', 'model');
  const added = spec.tokens.flatMap((content, id) => {
    const kind = spec.kinds[id];
    if (kind === 'normal') return [];
    const strips = { single_word: false, lstrip: false, rstrip: false, normalized: false };
    return [{ id, content, ...strips, special: kind === 'control' }];
  });
  const vocab = Object.fromEntries(
    spec.tokens.flatMap((text, id) => (spec.kinds[id] === 'normal' ? [[text, id]] : [])),
  );
  const model = {
    type: 'BPE',
    dropout: null,
    unk_token: null,
    continuing_subword_prefix: '',
    end_of_word_suffix: '',
    fuse_unk: false,
    byte_fallback: false,
    ignore_merges: spec.ignoreMerges ?? false,
    vocab,
    merges: (spec.merges ?? []).map((line) => line.split(' ')),
  };
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: describePretokenizer(spec.pre),
    post_processor: wrapping(spec),
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
    model,
  };
  return { tokenizer, config: configOf(spec) };
}

/** The tokens around a whole text. */
function wrapping(spec: TokenizerSpec): unknown {
  const special = (id: number | undefined) => (id === undefined ? undefined : spec.tokens[id]);
  const before = spec.addBos ? special(spec.bos) : undefined;
  const after = spec.addEos ? special(spec.eos) : undefined;
  if (before === undefined && after === undefined)
    return { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false };
  const around = (sequence: string, type_id: number): unknown[] => [
    ...(before === undefined ? [] : [{ SpecialToken: { id: before, type_id } }]),
    { Sequence: { id: sequence, type_id } },
    ...(after === undefined ? [] : [{ SpecialToken: { id: after, type_id } }]),
  ];
  const used = [spec.addBos ? spec.bos : undefined, spec.addEos ? spec.eos : undefined];
  return {
    type: 'TemplateProcessing',
    single: around('A', 0),
    pair: [...around('A', 0), ...around('B', 1)],
    special_tokens: Object.fromEntries(
      used.flatMap((id) =>
        id === undefined ? [] : [[spec.tokens[id]!, { id: spec.tokens[id]!, ids: [id], tokens: [spec.tokens[id]!] }]],
      ),
    ),
  };
}

function configOf(spec: TokenizerSpec): Record<string, unknown> {
  const roles = { bos_token: spec.bos, eos_token: spec.eos, pad_token: spec.padding, unk_token: spec.unknown };
  const named = Object.entries(roles).flatMap(([key, id]) => (id === undefined ? [] : [[key, spec.tokens[id]!]]));
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...Object.fromEntries(named),
    add_bos_token: spec.addBos,
    add_eos_token: spec.addEos,
    clean_up_tokenization_spaces: false,
  };
}
