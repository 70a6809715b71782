// twofiles/text: tokenizers, chat templates, streaming decode. Runs in a page.
export { createTokenizer } from './create.ts';
export { specFromMetadata, specToMetadata } from './gguf-vocab.ts';
export { specFromLlama2c } from './llama2c-vocab.ts';
export type { Message, Role, Segment, ToolCall, ToolSpec } from './messages.ts';
export type { ChatTemplate, EncodedSegments, RenderOptions, TemplateKind } from './template.ts';
export { chatTemplate, compileTemplate, encodeSegments } from './template.ts';
export type { EncodeOptions, StreamDecoder, Tokenizer, TokenizerSpec, TokenKind } from './tokenizer.ts';
export { specFromTokenizerJson } from './tokenizer-json.ts';
