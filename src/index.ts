// twofiles: from a path to an answer. The parts are under twofiles/model and twofiles/text.
export { type ErrorCode, TwofilesError } from './base/errors.ts';
export { type Generated, type GenerateOptions, type GenerationEnd, generate } from './model/generate.ts';
export type { LoadOptions, Model } from './model/model.ts';
export { openModel } from './model/open-model.node.ts';
export type { SamplingOptions } from './model/sample.ts';
export type { Session } from './model/session.ts';
export type { BackendOptions } from './silicon/backend.ts';
export type { Message } from './text/messages.ts';
