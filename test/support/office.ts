// An office for the kernel's tests: mail and pages that strangers wrote, and devices with every kind of effect. What was
// done is written down, so that a test can ask what really happened.
import { z } from 'zod';
import { type Device, device } from '../../src/kernel/device.ts';
import { label, principal } from '../../src/security/label.ts';

export interface Deed {
  readonly device: string;
  readonly to: string;
  readonly what: string;
}

export interface Office {
  readonly devices: readonly Device[];
  readonly deeds: Deed[];
}

/** `texts`: what can be read, by its name: `mail/1`, `page/news`; names that begin with `own/` are the person's own. */
export function office(texts: Readonly<Record<string, string>> = {}): Office {
  const deeds: Deed[] = [];
  const deed = (device: string, to: string, what: string): string => {
    deeds.push({ device, to, what });
    return `${device}: done, ${deeds.length}`;
  };
  const add = device({
    name: 'add',
    description: 'adds two numbers.',
    input: z.object({ a: z.number(), b: z.number() }),
    effects: [],
    repeatable: true,
    run: ({ a, b }) => a + b,
  });
  const read = device({
    name: 'read_text',
    description: 'reads a mail, a page or a file.',
    input: z.object({ name: z.string() }),
    effects: ['read'],
    repeatable: true,
    run: ({ name }) => texts[name] ?? 'There is no such thing.',
    source: ({ name }) =>
      name.startsWith('own/')
        ? label(['person'], ['person'])
        : label([principal(name.startsWith('mail/') ? 'mail' : 'web', name)]),
  });
  const write = device({
    name: 'write_note',
    description: 'writes a note.',
    input: z.object({ path: z.string(), text: z.string() }),
    effects: ['write'],
    repeatable: true,
    destinations: ({ path }) => [principal('file', path)],
    verbs: ['write', 'save', 'note'],
    run: ({ path, text }) => deed('write_note', path, text),
    preview: ({ path, text }) => ({ destination: path, change: `+ ${text}` }),
  });
  const send = device({
    name: 'send_mail',
    description: 'sends a mail.',
    input: z.object({ to: z.string(), text: z.string() }),
    effects: ['send'],
    repeatable: false,
    destinations: ({ to }) => [principal('mail', to)],
    verbs: ['send', 'mail', 'forward', 'reply'],
    run: ({ to, text }) => deed('send_mail', to, text),
  });
  const pay = device({
    name: 'pay',
    description: 'pays someone.',
    input: z.object({ to: z.string(), amount: z.number() }),
    effects: ['spend'],
    repeatable: false,
    destinations: ({ to }) => [principal('account', to)],
    verbs: ['pay', 'transfer'],
    run: ({ to, amount }) => deed('pay', to, String(amount)),
  });
  return { devices: [add, read, write, send, pay], deeds };
}
