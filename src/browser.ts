// twofiles/browser: everything that runs in a page, and nothing that needs Node.
export { type ByteSource, bufferSource } from './base/bytes.ts';
export { type ErrorCode, TwofilesError } from './base/errors.ts';
export type { OnProgress, Progress } from './base/progress.ts';
export { type Generated, type GenerateOptions, type GenerationEnd, generate } from './model/generate.ts';
export { openGguf } from './model/gguf.ts';
export { openHuggingFace } from './model/huggingface.ts';
export { inspectCheckpoint } from './model/inspect.ts';
export { openLlama2c } from './model/llama2c.ts';
export { type LoadOptions, loadModel, type Model } from './model/model.ts';
export type { SamplingOptions } from './model/sample.ts';
export type { Session } from './model/session.ts';
export type { Tap } from './model/tap.ts';
export { type BackendOptions, createBackend } from './silicon/backend.ts';
export { createTokenizer } from './text/create.ts';
export { chatTemplate, compileTemplate, encodeSegments } from './text/template.ts';
