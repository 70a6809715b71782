// A conversation as data, before a template lays it out, and the segments it becomes.
// Everything a message or a tool says is text from outside: only the template's own words are trusted.

export const ROLES = ['system', 'user', 'assistant', 'tool'] as const;
export type Role = (typeof ROLES)[number];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A call the assistant made. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: { readonly [key: string]: Json };
  /** Pairs a call with its result where the template wants it. */
  readonly id?: string;
}

export interface Message {
  readonly role: Role;
  readonly content: string;
  /** Who speaks; for a tool result, the tool's name. */
  readonly name?: string;
  /** The assistant's thinking, kept apart from its answer. */
  readonly reasoning?: string;
  readonly toolCalls?: readonly ToolCall[];
  /** For a tool result: the call it answers. */
  readonly toolCallId?: string;
}

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** A JSON schema of the arguments object. */
  readonly parameters: { readonly [key: string]: Json };
}

/** Where untrusted text comes from: a message or a tool, by index, and the field of it. */
export interface Origin {
  readonly message?: number;
  readonly tool?: number;
  readonly field?: string;
}

/**
 * A span of a rendered conversation. `trusted` text is the template's own: control tokens written in it
 * are meant. Other text came from outside and says from where, as far as it has one origin.
 */
export interface Segment extends Origin {
  readonly text: string;
  readonly trusted: boolean;
}
