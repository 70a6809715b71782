// Writes steps into a journal until it may write no more, then says what it was told and reads back what it had.
import { TwofilesError } from '../../src/base/errors.ts';
import { openJournal } from '../../src/memory/journal.node.ts';
import { label } from '../../src/security/label.ts';

process.on('SIGXFSZ', () => undefined); // a write beyond the limit fails instead
const path = process.argv[2]!;
const journal = openJournal(path);
const id = journal.addProcess({
  ...{ parent: undefined, step: undefined, program: 'work@1', args: null, grants: [], devices: [] },
  ...{ label: label(['person']), priority: 0, budgets: {}, seed: 1, began: 0 },
});
let kept = 0;
let told: unknown;
try {
  for (; kept < 100_000; kept++)
    journal.begin(id, { seq: kept, call: 'now', request: 'x'.repeat(1000), at: kept }, false);
} catch (error) {
  told = error instanceof TwofilesError ? { code: error.code, next: error.next } : { code: String(error) };
}
const found = journal.steps(id).length;
process.stdout.write(JSON.stringify({ kept, found, told }));
