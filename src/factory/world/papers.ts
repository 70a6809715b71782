// Texts with choices, for papers that are no clauses: `{a|b|}` is one of these, innermost first; `<name>` a value.
import type { Random } from '../../base/random.ts';

const INNERMOST = /\{([^{}]*)\}/;

export function expand(random: Random, pattern: string, values: Readonly<Record<string, string>> = {}): string {
  let text = pattern;
  for (let match = INNERMOST.exec(text); match; match = INNERMOST.exec(text))
    text = text.slice(0, match.index) + random.pick(match[1]!.split('|')) + text.slice(match.index + match[0].length);
  return text.replace(/<(\w+)>/g, (all, name: string) => values[name] ?? all);
}
