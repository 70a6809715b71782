// Pages for tests of processors: whatever parts they have, a person's.
import type { Page } from '../../src/cpu/cpu.ts';
import { label } from '../../src/security/label.ts';
import type { Part } from '../../src/text/abi.ts';
import type { Role } from '../../src/text/messages.ts';

let pageId = 0;

/** A page of its own number. */
export const page = (role: Role, ...parts: (Part | string)[]): Page => ({
  id: ++pageId,
  role,
  parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)),
  label: label(['person']),
  origin: 'person',
  pinned: false,
});
