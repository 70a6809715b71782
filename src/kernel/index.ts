// twofiles/kernel: processes over one table of system calls. Runs in a page; `boot` of twofiles puts a machine together
// in Node.
export { type Journal, MemoryJournal } from '../memory/journal.ts';
export type { Act, Effect } from '../security/act.ts';
export type { Grant } from '../security/grant.ts';
export { join, type Label, label, type Principal, principal } from '../security/label.ts';
export { DEFAULT_POLICY, type Policy, readPolicy } from '../security/policy.ts';
export { type Device, type DeviceContext, type DeviceSpec, device, type Preview } from './device.ts';
export { Kernel, type KernelOptions, type Person, type StartOptions } from './kernel.ts';
export type { Approval } from './machine.ts';
export type { Process, ProcessEvent, Result } from './process.ts';
export { type Bounded, type Child, type Outcome, type Program, program, type Sys, type Turn } from './program.ts';
export type { Sentence, Source } from './sources.ts';
