// What system calls see of the kernel, and what a system call is.
import type { Cpu } from '../cpu/cpu.ts';
import type { Journal } from '../memory/journal.ts';
import type { Act } from '../security/act.ts';
import type { Policy } from '../security/policy.ts';
import type { Json, ToolSpec } from '../text/messages.ts';
import type { Device } from './device.ts';
import type { Process, Result } from './process.ts';
import type { ChildOptions } from './program.ts';
import type { Scheduler } from './scheduler.ts';

/** What a person is asked to allow. */
export interface Approval extends Act {
  /** What would change, made by the device. */
  readonly change: string;
  readonly why: string;
}

export interface Machine {
  readonly cpu: Cpu;
  readonly journal: Journal;
  readonly policy: Policy;
  readonly scheduler: Scheduler;
  /** Do exchanges that are put away leave a summary? */
  readonly summarise: boolean;
  /** Called before each step, for instruments. */
  readonly onStep: ((process: Process) => void) | undefined;
  /** ms since 1970. */
  now(): number;
  /** Lets timers and signals through, now and then: a program that never waits must not stop the machine. */
  breathe(): void | Promise<void>;
  /** @throws `not-found`. */
  device(name: string): Device;
  /** Those that a process may call. */
  devicesOf(process: Process): readonly Device[];
  /** How the processor is told of a device. */
  toolOf(device: Device): ToolSpec;
  /** Asks the person; false where there is none. */
  approval(process: Process, what: Approval): Promise<boolean>;
  /** Asks the person whether an act that was under way happened. @throws `Stop` when nobody knows. */
  askWhether(process: Process, call: string, request: Json): Promise<boolean>;
  /** A child, within what its parent may. The same step of the parent never makes a second one. */
  spawn(parent: Process, program: string, args: Json, options: ChildOptions): number;
  /** Of a child, when it has ended. */
  resultOf(parent: Process, id: number): Promise<Result>;
}

/** What stands behind a system call. `act` touches the world; `apply` changes the process from its JSON alone. */
export interface Call<Request extends Json, Response extends Json, Value> {
  readonly name: string;
  /** May it be done again when nobody knows whether it was done? */
  again(request: Request): boolean;
  act(machine: Machine, process: Process, request: Request): Response | Promise<Response>;
  /** `live` when it was done just now; otherwise the response comes from the journal. */
  apply(
    machine: Machine,
    process: Process,
    request: Request,
    response: Response,
    live: boolean,
  ): Value | Promise<Value>;
}
