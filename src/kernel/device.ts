// A device: something outside the processor that a process can call. Ten typed lines make one:
//
//   const dice = device({
//     name: 'dice',
//     description: 'throws dice and tells the sum.',
//     input: z.object({ count: z.int().min(1).max(100) }),
//     effects: [],
//     repeatable: true,
//     run: ({ count }, { random }) => Array.from({ length: count }, () => random.int(6) + 1).reduce((a, b) => a + b),
//   });
//
// Rules of use: a device does what its effects say and nothing else; it takes time and randomness from its context; it
// throws a TwofilesError that the model can be told. Whether it may run is the kernel's affair (syscall.ts).
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { badArgument } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { Effect } from '../security/act.ts';
import type { Label, Principal } from '../security/label.ts';
import type { Json, ToolSpec } from '../text/messages.ts';

export interface DeviceContext {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970, as the process sees time. */
  readonly now: number;
  readonly random: Random;
  /** The call's own name, the same when a call is done again after a crash: for endpoints that take such a key. */
  readonly key: string;
}

export type Schema<T> = StandardSchemaV1<unknown, T> & StandardJSONSchemaV1<unknown, T>;

/** What a call would do, shown to a person who is asked to approve it. Made by the device, never by a model. */
export interface Preview {
  /** Where it goes: a path, an address. */
  readonly destination: string;
  /** What would change, as the person should see it: a difference of texts, a whole message. */
  readonly change: string;
}

export interface DeviceSpec<In, Out extends Json> {
  /** An identifier. */
  readonly name: string;
  /** What the model is told, in a line. */
  readonly description: string;
  readonly input: Schema<In>;
  /** What it gives back; checked. Default: any JSON. */
  readonly output?: StandardSchemaV1<unknown, Out>;
  readonly effects: readonly Effect[];
  /** May a call be done again when nobody knows whether it was done? True for what only reads or overwrites alike. */
  readonly repeatable: boolean;
  /** Longest run, s. Default: 30. */
  readonly seconds?: number;
  run(input: In, context: DeviceContext): Out | Promise<Out>;
  /** Who receives what is written, sent or spent: `file:a.md`, `mail:a@b.org`. Needed with these effects. */
  readonly destinations?: (input: In) => readonly Principal[];
  /** Words that ask for this call, in the person's language: with a destination in the same sentence they grant it. */
  readonly verbs?: readonly string[];
  /** Whose words come back, and who may see them. Default: nobody new's, everyone's. */
  readonly source?: (input: In, output: Out) => Label;
  /** The result as a model reads it. Default: text as it is, other values as JSON. */
  readonly tell?: (output: Out) => string;
  readonly preview?: (input: In, context: DeviceContext) => Preview | Promise<Preview>;
}

/** A device of any input and output. */
// biome-ignore lint/suspicious/noExplicitAny: a table of devices holds all kinds
export type Device = DeviceSpec<any, any>;

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

/** Checks a device and keeps its types. @throws `bad-argument` saying what is missing. */
export function device<In, Out extends Json>(spec: DeviceSpec<In, Out>): DeviceSpec<In, Out> {
  if (!NAME.test(spec.name))
    throw badArgument(`"${spec.name}" is no device's name.`, 'Use small letters, digits and _.');
  if (spec.effects.some((effect) => effect !== 'read') && !spec.destinations)
    throw badArgument(
      `${spec.name} has effects and no destinations.`,
      'Say where they go: destinations: (input) => […].',
    );
  return spec;
}

/** How a model is told of a device. */
export function toolOf({ name, description, input }: Device): ToolSpec {
  const { $schema: _, ...parameters } = input['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
  return { name, description, parameters: parameters as ToolSpec['parameters'] };
}

/** A device's result as a model reads it. */
export function told({ tell }: Device, output: Json): string {
  if (tell) return tell(output);
  return typeof output === 'string' ? output : JSON.stringify(output);
}
