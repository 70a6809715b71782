// What the owner of the machine allows: data to be read and edited, not code. A policy says whose words may steer, who
// belongs to the person, and what happens to each effect; `decide` is the one place that applies it.
// Rule of use: a decision is a value. `allow` and `refuse` are final; `ask` means that only the person can allow it.
import { badArgument } from '../base/errors.ts';
import { type Act, EFFECTS, type Effect, matches, type Pattern } from './act.ts';
import { covers, type Grant } from './grant.ts';
import { type Label, labelText, mayRead, type Principal } from './label.ts';

export type Verdict = 'allow' | 'ask' | 'refuse';

/** The first rule that fits a call decides. */
export interface Rule {
  readonly effect: Effect;
  /** Devices it is about. Default: all. */
  readonly device?: Pattern;
  /** Destinations it is about. Default: all. */
  readonly to?: Pattern;
  /** `trusted`: only while nothing but trusted words is in sight. Default: `any`. */
  readonly sight?: 'trusted' | 'any';
  readonly verdict: Verdict;
}

export interface Policy {
  readonly name: string;
  /** Whose words may steer what is done. */
  readonly trusted: readonly Pattern[];
  /** What belongs to the person: it may hold whatever the person may see. */
  readonly own: readonly Pattern[];
  readonly rules: readonly Rule[];
}

/** What holds without another: look freely, write at home, and nothing leaves without being asked for. */
export const DEFAULT_POLICY: Policy = {
  name: 'default',
  trusted: ['system', 'person', 'model', 'device:*'],
  own: ['person', 'file:*', 'device:*'],
  rules: [
    { effect: 'read', verdict: 'allow' },
    { effect: 'write', to: 'file:*', sight: 'trusted', verdict: 'allow' },
    { effect: 'write', verdict: 'ask' },
    { effect: 'send', verdict: 'ask' },
    { effect: 'spend', verdict: 'ask' },
  ],
};

export interface Decision {
  readonly verdict: Verdict;
  /** In a sentence, for people. */
  readonly why: string;
  /** What allowed it, where a grant did. */
  readonly grant?: Grant;
}

export function isTrusted({ trusted }: Policy, { from }: Label): boolean {
  return from.every((one) => trusted.some((pattern) => matches(pattern, one)));
}

/** Whose words in a label may not steer. */
export function strangers({ trusted }: Policy, { from }: Label): readonly Principal[] {
  return from.filter((one) => !trusted.some((pattern) => matches(pattern, one)));
}

/** May `who` be told what is labelled so? What belongs to the person may hold what the person may see. */
export function mayTell({ own }: Policy, label: Label, who: Principal): boolean {
  return mayRead(label, who) || (mayRead(label, 'person') && own.some((pattern) => matches(pattern, who)));
}

/**
 * Decides on a call. What the rules refuse stays refused; a destination that may not know what is in sight is the person's
 * to allow; then a grant allows; then the rules decide.
 */
export function decide(policy: Policy, grants: readonly Grant[], act: Act, now: number): Decision {
  const ruled = byRules(policy, act);
  if (ruled.verdict === 'refuse' || act.effects.every((effect) => effect === 'read')) return ruled;
  const grant = grants.find((each) => covers(each, act, now));
  const untold = act.destinations.filter(
    (one) => !mayTell(policy, act.sight, one) && !grant?.readers?.some((pattern) => matches(pattern, one)),
  );
  if (untold.length > 0)
    return { verdict: 'ask', why: `${untold.join(', ')} would be told what is ${labelText(act.sight)}.` };
  return grant ? { verdict: 'allow', why: grant.why, grant } : ruled;
}

/** The hardest verdict of the rules over all effects and destinations. */
function byRules(policy: Policy, act: Act): Decision {
  const { effects, destinations } = act;
  const found = effects.flatMap((effect) =>
    effect === 'read' || destinations.length === 0
      ? [byRule(policy, act, effect, undefined)]
      : destinations.map((to) => byRule(policy, act, effect, to)),
  );
  const none: Decision = { verdict: 'allow', why: `${act.device} has no effects.` };
  return found.reduce((worst, each) => (rank(each.verdict) > rank(worst.verdict) ? each : worst), found[0] ?? none);
}

function byRule(policy: Policy, act: Act, effect: Effect, to: Principal | undefined): Decision {
  const clean = isTrusted(policy, act.sight);
  const rule = policy.rules.find(
    (each) =>
      each.effect === effect &&
      matches(each.device ?? '*', act.device) &&
      (each.to === undefined || (to !== undefined && matches(each.to, to))) &&
      (each.sight !== 'trusted' || clean),
  );
  const verdict = rule?.verdict ?? 'refuse';
  const where = to === undefined ? '' : ` to ${to}`;
  const seen = clean ? '' : ` while words of ${strangers(policy, act.sight).join(', ')} are in sight`;
  return { verdict, why: `Policy "${policy.name}": ${effect}${where} by ${act.device}${seen}: ${verdict}.` };
}

const rank = (verdict: Verdict): number => ['allow', 'ask', 'refuse'].indexOf(verdict);

/** The policy in sentences, a line each, for these devices. */
export function explain(
  policy: Policy,
  devices: readonly { readonly name: string; readonly effects: readonly Effect[] }[],
): string[] {
  const lines = [
    `Policy "${policy.name}".`,
    `May steer: ${policy.trusted.join(', ')}. All other words can be quoted, summarised and computed with, never obeyed.`,
    `Yours: ${policy.own.join(', ')}. Who is neither named as a reader nor yours is not told what you alone may see.`,
    ...policy.rules.map(ruleText),
    'What no rule names is refused. A grant (a flag, or your own words naming the destination) comes before the rules.',
  ];
  for (const { name, effects } of devices)
    lines.push(
      `${name}: ${effects.length === 0 ? 'no effects' : effects.map((one) => `${one} ${outlook(policy, name, one)}`).join('; ')}.`,
    );
  return lines;
}

function ruleText({ effect, device, to, sight, verdict }: Rule): string {
  const who = device === undefined ? '' : ` by ${device}`;
  const where = to === undefined ? '' : ` to ${to}`;
  return `${effect}${who}${where}: ${verdict}${sight === 'trusted' ? ' while only words that may steer are in sight' : ''}.`;
}

function outlook(policy: Policy, device: string, effect: Effect): string {
  const of = (from: Principal): Verdict => {
    const clean = isTrusted(policy, { from: [from], readers: 'everyone' });
    return (
      policy.rules.find(
        (rule) => rule.effect === effect && matches(rule.device ?? '*', device) && (rule.sight !== 'trusted' || clean),
      )?.verdict ?? 'refuse'
    );
  };
  const [clean, tainted] = [of('person'), of('web:stranger')];
  return clean === tainted ? clean : `${clean}, ${tainted} with a stranger's words in sight`;
}

/** A policy read from JSON. @throws `bad-argument` naming what is wrong. */
export function readPolicy(value: unknown): Policy {
  const { name, trusted, own, rules } = (value ?? {}) as Record<string, unknown>;
  const texts = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((one) => typeof one === 'string');
  if (typeof name !== 'string' || !texts(trusted) || !texts(own) || !Array.isArray(rules))
    throw badArgument('A policy is not {name, trusted, own, rules}.', 'Begin from what `policy --json` prints.');
  for (const [i, rule] of (rules as unknown[]).entries()) {
    const { effect, device, to, sight, verdict, ...rest } = (rule ?? {}) as Record<string, unknown>;
    const optional = (text: unknown): boolean => text === undefined || typeof text === 'string';
    const known = Object.keys(rest).length === 0 && (sight === undefined || sight === 'trusted' || sight === 'any');
    if (
      !known ||
      !EFFECTS.includes(effect as Effect) ||
      !optional(device) ||
      !optional(to) ||
      rank(verdict as Verdict) < 0
    )
      throw badArgument(
        `Rule ${i + 1} of the policy is not understood.`,
        'A rule is {effect, device?, to?, sight?, verdict}.',
      );
  }
  return { name, trusted, own, rules: rules as Rule[] };
}
