// twofiles/browser: everything that runs in a page, and nothing that needs Node.
//
//   const source = await openUrl('https://…/model.gguf', { onProgress });   // kept for the next visit
//   const model = await loadModel(await openGguf([source]), await createBackend());
//   for await (const { text } of generate(model.session(), model.tokenizer.encode('Once'))) show(text);
//
// Threads need a page that is isolated from other origins (COOP "same-origin", COEP "require-corp"); without,
// the engine computes with one thread, in a worker all the same.
export { blobSource } from './base/blob.ts';
export { type ByteSource, bufferSource } from './base/bytes.ts';
export { type ErrorCode, TwofilesError } from './base/errors.ts';
export type { OnProgress, Progress } from './base/progress.ts';
export type { Checkpoint } from './model/checkpoint.ts';
export {
  deleteKeptWeights,
  type KeptWeights,
  listKeptWeights,
  type OpenUrlOptions,
  openUrl,
} from './model/fetch-weights.ts';
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
export type { Backend } from './silicon/ops.ts';
export { createTokenizer } from './text/create.ts';
export type { Message } from './text/messages.ts';
export { chatTemplate, compileTemplate, encodeSegments } from './text/template.ts';
