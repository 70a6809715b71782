// twofiles/cpu: the socket a model sits in, and what fits it: our own engine, chat-completions endpoints, models of the
// AI SDK. Runs in a page.
export { type AiSdkModel, type AiSdkOptions, aiSdkCpu } from './ai-sdk.ts';
export type { Abilities, Cpu, Generated, GenerateOptions, Page, Prompt, Usage } from './cpu.ts';
export { type EndpointOptions, endpointCpu } from './openai.ts';
export { type EngineCpu, type EngineCpuOptions, engineCpu, type Laid } from './own.ts';
export type { EndpointPatience, Price } from './remote.ts';
