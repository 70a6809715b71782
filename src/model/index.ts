// twofiles/model: weights in and out, the engine, sessions, generation. Needs Node for files; the same
// without files is twofiles/browser.
export { type ByteSource, bufferSource } from '../base/bytes.ts';
export { type ErrorCode, TwofilesError } from '../base/errors.ts';
export { openFile } from '../base/file.node.ts';
export type { OnProgress, Progress } from '../base/progress.ts';
export { type BackendOptions, createBackend } from '../silicon/backend.ts';
export { DTYPES, type DType } from '../silicon/dtype.ts';
export type { Backend, Command, Tensor } from '../silicon/ops.ts';
export { dequantize, quantize } from '../silicon/quants.ts';
export type { Checkpoint, Metadata, MetadataEntry, TensorInfo } from './checkpoint.ts';
export { type Architecture, configFromMetadata, type ModelConfig, type RopeConfig } from './config.ts';
export { type Generated, type GenerateOptions, Generation, type GenerationEnd, generate } from './generate.ts';
export { openGguf } from './gguf.ts';
export { writeGguf } from './gguf-write.ts';
export { openHuggingFace } from './huggingface.ts';
export { type Inspection, inspectCheckpoint } from './inspect.ts';
export { openLlama2c } from './llama2c.ts';
export { type LoadOptions, loadModel, type Model } from './model.ts';
export { openCheckpoint } from './open.node.ts';
export { openModel } from './open-model.node.ts';
export { measurePerplexity, type Perplexity } from './perplexity.ts';
export { type QuantizedCheckpoint, type QuantizeOptions, quantizeCheckpoint } from './quantize.ts';
export { QUANTIZE_TARGETS, type QuantizeTarget, quantizeTarget } from './quantize-types.ts';
export { Sampler, type SamplingOptions, type TokenLogProb } from './sample.ts';
export type { ExtendOptions, Session, SessionOptions } from './session.ts';
export { type Drafter, draftModel, type LookupOptions, type ModelDrafter, promptLookup } from './speculate.ts';
export { type Activation, TAP_POINTS, type Tap, type TapPoint } from './tap.ts';
export { writeGgufFile } from './write.node.ts';
