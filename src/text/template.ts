// The model's own chat template: Jinja, from the file. It renders messages to segments, so that what
// people, tools and documents say is tokenised with special tokens off and can never become a control
// token: segments are encoded span by span, and a control token that comes out of outside text all the
// same is refused. A file without a template gets a fallback, and says so in `kind`.
import { badArgument, TwofilesError } from '../base/errors.ts';
import { type Message, type Origin, ROLES, type Segment, type ToolSpec } from './messages.ts';
import { allowanceFor, type JinjaNode, parseTemplate } from './template-jinja.ts';
import { Outside, traceTemplate } from './template-trace.ts';
import type { Tokenizer } from './tokenizer.ts';

export interface RenderOptions {
  readonly tools?: readonly ToolSpec[];
  /** Ends the text where the assistant's answer begins. Default: false. */
  readonly addGenerationPrompt?: boolean;
  /** Further variables that the template knows, such as `enable_thinking`. Trusted: never text from outside. */
  readonly variables?: Readonly<Record<string, string | number | boolean | null>>;
  /** What `strftime_now` tells. Default: the present. */
  readonly now?: Date;
}

/** `model`: the file's own. `chatml` and `plain`: fallbacks for a file without one. */
export type TemplateKind = 'model' | 'chatml' | 'plain';

export interface ChatTemplate {
  readonly kind: TemplateKind;
  readonly source: string;
  /** Texts that end an answer besides the tokenizer's own stop tokens. */
  readonly stops: readonly string[];
  /**
   * Lays out a conversation. The segments' texts, joined, are exactly what Jinja renders.
   * Throws `bad-argument` when the template refuses the messages, `bad-file` when it does not end,
   * `unsupported` when it uses what the library lacks.
   */
  render(messages: readonly Message[], options?: RenderOptions): Segment[];
}

export interface TemplateOptions {
  /** Text of the beginning-of-sequence token, '' for none. */
  readonly bosToken?: string;
  /** Text of the end-of-sequence token, '' for none. */
  readonly eosToken?: string;
}

/** Compiles a Jinja chat template. Throws `bad-file` when it does not parse. */
export function compileTemplate(source: string, options: TemplateOptions = {}): ChatTemplate {
  return fromSource('model', source, options, []);
}

/**
 * The template for a model: its own, or ChatML where the vocabulary has ChatML's tokens, or else plain
 * text, "User: …" and "Assistant: …" in paragraphs. `kind` says which it is.
 */
export function chatTemplate(source: string | undefined, tokenizer: Tokenizer): ChatTemplate {
  const { spec } = tokenizer;
  const text = (token: number | undefined): string => (token === undefined ? '' : (spec.tokens[token] ?? ''));
  if (source !== undefined && source.trim() !== '')
    return compileTemplate(source, { bosToken: text(spec.bos), eosToken: text(spec.eos) });
  const fallback = { bosToken: spec.addBos ? text(spec.bos) : '' };
  const isControl = (name: string): boolean => {
    const token = tokenizer.id(name);
    return token !== undefined && tokenizer.kind(token) === 'control';
  };
  return isControl('<|im_start|>') && isControl('<|im_end|>')
    ? fromSource('chatml', CHATML, fallback, ['<|im_end|>'])
    : fromSource('plain', PLAIN, fallback, ['\nUser:']);
}

const CHATML = `{{ bos_token }}{% for message in messages %}<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}`;

const PLAIN = `{{ bos_token }}{% for message in messages %}
{{ '' if message.role == 'system' else message.role | capitalize + ': ' }}{{ message.content | trim }}{{ '\\n\\n' }}
{%- endfor %}{% if add_generation_prompt %}Assistant:{% endif %}`;

function fromSource(
  kind: TemplateKind,
  source: string,
  options: TemplateOptions,
  stops: readonly string[],
): ChatTemplate {
  const program = parseTemplate(source);
  return { kind, source, stops, render: (messages, render = {}) => renderWith(program, options, messages, render) };
}

function renderWith(
  program: JinjaNode,
  tokens: TemplateOptions,
  messages: readonly Message[],
  options: RenderOptions,
): Segment[] {
  const reserved = {
    messages: messages.map(messageVariable),
    tools: options.tools && options.tools.length > 0 ? options.tools.map(toolVariable) : null,
    documents: null,
    add_generation_prompt: options.addGenerationPrompt ?? false,
    bos_token: tokens.bosToken ?? '',
    eos_token: tokens.eosToken ?? '',
  };
  for (const name of Object.keys(options.variables ?? {}))
    if (name in reserved) throw badArgument(`The template variable ${name} is taken.`, 'Choose another name.');
  const entries = messages.length + (options.tools?.length ?? 0);
  const characters = JSON.stringify([messages, options.tools ?? []]).length;
  const spans = traceTemplate(
    program,
    { ...options.variables, ...reserved },
    options.now ?? new Date(),
    allowanceFor(entries, characters),
  );
  return spans.map(({ text, origin }) => ({ text, trusted: origin === undefined, ...origin }));
}

/** A message in the shape that templates expect. Its role is one of four words, hence the template's own. */
function messageVariable(message: Message, index: number): Record<string, unknown> {
  if (!ROLES.includes(message.role))
    throw badArgument(`Message ${index} has the role ${message.role}.`, `Use one of ${ROLES.join(', ')}.`);
  const outside = (field: string): Origin => ({ message: index, field });
  const calls = outside('toolCalls');
  return {
    role: message.role,
    content: new Outside(message.content, outside('content')),
    ...(message.name === undefined ? {} : { name: new Outside(message.name, outside('name')) }),
    ...(message.reasoning === undefined
      ? {}
      : { reasoning_content: new Outside(message.reasoning, outside('reasoning')) }),
    ...(message.toolCallId === undefined
      ? {}
      : { tool_call_id: new Outside(message.toolCallId, outside('toolCallId')) }),
    ...(message.toolCalls === undefined || message.toolCalls.length === 0
      ? {}
      : {
          tool_calls: message.toolCalls.map((call) => ({
            type: 'function',
            ...(call.id === undefined ? {} : { id: new Outside(call.id, calls) }),
            function: { name: new Outside(call.name, calls), arguments: new Outside(call.arguments, calls) },
          })),
        }),
  };
}

function toolVariable(tool: ToolSpec, index: number): Record<string, unknown> {
  const outside = (field: string): Origin => ({ tool: index, field });
  return {
    type: 'function',
    function: {
      name: new Outside(tool.name, outside('name')),
      description: new Outside(tool.description, outside('description')),
      parameters: new Outside(tool.parameters, outside('parameters')),
    },
  };
}

export interface EncodedSegments {
  readonly tokens: number[];
  /** For each token, the index of its segment. Length: tokens.length. */
  readonly owners: Int32Array;
}

/**
 * Tokenises segments one by one. A space that a template puts right before text from outside is encoded
 * with that text, because vocabularies hold a word and the space before it as one token. No BOS is added:
 * templates write their own. Throws `unsupported` when the tokenizer reads a control token in untrusted text.
 */
export function encodeSegments(tokenizer: Tokenizer, segments: readonly Segment[]): EncodedSegments {
  const tokens: number[] = [];
  const owners: number[] = [];
  for (const [i, segment] of segments.entries()) {
    const borrowed = takesSpace(segments[i - 1], segment) ? ' ' : '';
    const text = takesSpace(segment, segments[i + 1]) ? segment.text.slice(0, -1) : segment.text;
    const last = tokens.at(-1);
    const continues = last !== undefined && tokenizer.kind(last) !== 'control';
    const encoded = tokenizer.encode(borrowed + text, { special: segment.trusted, continues });
    if (!segment.trusted) refuseControl(tokenizer, encoded, segment);
    for (const token of encoded) {
      tokens.push(token);
      owners.push(i);
    }
  }
  return { tokens, owners: Int32Array.from(owners) };
}

/** Whether the space at the end of a trusted segment belongs to the untrusted word after it. */
function takesSpace(segment: Segment | undefined, next: Segment | undefined): boolean {
  return segment !== undefined && next !== undefined && segment.trusted && !next.trusted && segment.text.endsWith(' ');
}

function refuseControl(tokenizer: Tokenizer, tokens: readonly number[], segment: Segment): void {
  const control = tokens.find((token) => tokenizer.kind(token) === 'control' && token !== tokenizer.spec.unknown);
  if (control === undefined) return;
  throw new TwofilesError(
    'unsupported',
    `The tokenizer reads the control token ${tokenizer.spec.tokens[control]} in ${segment.field ?? 'outside'} text.`,
    'Leave that text out.',
    segment.field === undefined ? {} : { field: segment.field },
  );
}
