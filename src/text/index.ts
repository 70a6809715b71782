// twofiles/text: tokenizers, chat templates, streaming decode. Runs in a page.
export type { AbiSegment, LayOutOptions, Part, Passage, Quote, Turn } from './abi.ts';
export { CHAT_TEMPLATE, layOut, MARKERS, quoteLabel, SYSTEM_TEXT, signature, turnsOf } from './abi.ts';
export type { ReadTurn } from './abi-read.ts';
export { readTurn } from './abi-read.ts';
export { createTokenizer } from './create.ts';
export { specFromMetadata, specToMetadata } from './gguf-vocab.ts';
export { specFromLlama2c } from './llama2c-vocab.ts';
export type { Message, Role, Segment, ToolCall, ToolSpec } from './messages.ts';
export type { ChatTemplate, EncodedSegments, RenderOptions, TemplateKind } from './template.ts';
export { chatTemplate, compileTemplate, encodeSegments } from './template.ts';
export type { EncodeOptions, StreamDecoder, Tokenizer, TokenizerSpec, TokenKind } from './tokenizer.ts';
export { specFromTokenizerJson } from './tokenizer-json.ts';
export { specToTokenizerJson } from './tokenizer-json-write.ts';
