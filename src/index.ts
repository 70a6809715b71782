// twofiles: from a path to an answer, and to a machine around it. The parts have paths of their own.
export { type ErrorCode, TwofilesError } from './base/errors.ts';
export type { BootOptions, Os } from './boot/boot.ts';
export { type Generated, type GenerateOptions, type GenerationEnd, generate } from './model/generate.ts';
export type { LoadOptions, Model } from './model/model.ts';
export { openModel } from './model/open-model.node.ts';
export type { SamplingOptions } from './model/sample.ts';
export type { Session } from './model/session.ts';
export type { BackendOptions } from './silicon/backend.ts';
export type { Message } from './text/messages.ts';

/** Boots a machine around a model. It is loaded when it is first asked for, so that this import stays light. */
export async function boot(options: import('./boot/boot.ts').BootOptions = {}): Promise<import('./boot/boot.ts').Os> {
  return (await import('./boot/boot.ts')).boot(options);
}
