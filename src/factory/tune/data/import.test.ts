import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comparisonLine, readComparisons } from '../../compare/comparison.ts';
import { conversationLine, readConversations } from '../conversation.ts';
import { importedComparison, importedConversation } from './import.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data');
const skip = existsSync(DATA) ? false : 'needs ../shared/data';

test('an instruction with an input is one question', () => {
  const made = importedConversation({ instruction: 'Translate.', input: 'Hund', output: 'Dog' }, 'i')!;
  assert.deepEqual(made.turns, [
    { role: 'user', parts: [{ text: 'Translate.\nHund' }] },
    { role: 'assistant', parts: [{ text: 'Dog' }] },
  ]);
});

test('marks of GSM8K become calls whose results come from the tool', () => {
  const answer = 'She has 48/2 = <<48/2=24>>24 clips.\nIn all 48+24 = <<48+24=72>>72.\n#### 72';
  const { turns } = importedConversation({ question: 'How many?', answer }, 'g')!;
  const call = (expression: string) => ({ call: { name: 'calculator', arguments: { expression } } });
  assert.deepEqual(turns, [
    { role: 'user', parts: [{ text: 'How many?' }] },
    { role: 'assistant', parts: [{ text: 'She has 48/2 =' }, call('48 / 2')] },
    { role: 'tool', parts: [{ text: '24' }] },
    { role: 'assistant', parts: [{ text: '24 clips.\nIn all 48+24 =' }, call('48 + 24')] },
    { role: 'tool', parts: [{ text: '72' }] },
    { role: 'assistant', parts: [{ text: '72.\nThe answer is 72.' }] },
  ]);
});

test('dialogues that part at their last answer are a comparison', () => {
  const start = '\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Who?\n\nAssistant: ';
  const made = importedComparison({ chosen: `${start}Nobody.`, rejected: `${start}You.` }, 'd')!;
  assert.equal(made.task.turns.length, 3);
  assert.deepEqual(
    made.answers.map(({ parts }) => parts),
    [[{ text: 'Nobody.' }], [{ text: 'You.' }]],
  );
  assert.equal(importedComparison({ chosen: 'a', rejected: 'a', prompt: 'p' }, 'd'), undefined);
  assert.equal(importedComparison({ chosen: 'a' }, 'd'), undefined);
});

test('rows of the public sets read as conversations and comparisons', { skip }, (t) => {
  for (const [folder, make] of [
    [
      'finetune',
      (row: Record<string, unknown>, id: string) => {
        const made = importedConversation(row, id);
        return made && [...readConversations([conversationLine(made)], id)];
      },
    ],
    [
      'preferences',
      (row: Record<string, unknown>, id: string) => {
        const made = importedComparison(row, id);
        return made && [...readComparisons([comparisonLine(made)], id)];
      },
    ],
  ] as const)
    for (const file of readdirSync(join(DATA, folder))) {
      const rows = readFileSync(join(DATA, folder, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .slice(0, 300);
      const made = rows.map((row, i) => make(JSON.parse(row), `${file} ${i}`)).filter((one) => one !== undefined);
      t.diagnostic(`${file}: ${made.length} of ${rows.length}`);
      assert.ok(made.length > 0.7 * rows.length, `${file}: ${made.length} of ${rows.length}`);
    }
});
