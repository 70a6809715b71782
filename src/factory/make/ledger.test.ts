import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCELERATOR, count, FRONTIER_FLOPS, ledger, ledgerText } from './ledger.ts';

const ENTRIES = [
  { what: 'world', stage: undefined, trained: 0, run: 0, seconds: 10 },
  { what: 'pretrain', stage: 'pretrain', trained: 1e6, run: 1e5, seconds: 3600 },
  { what: 'finetune', stage: 'finetune', trained: 1e4, run: 0, seconds: 60 },
  { what: 'sample', stage: 'compare', trained: 0, run: 2e4, seconds: 30 },
  { what: 'dpo', stage: 'compare', trained: 1e4, run: 1e4, seconds: 60 },
] as const;

test('operations, hours and energy add up', () => {
  const { stages, entries } = ledger(1e6, ENTRIES, 50);
  assert.equal(stages.pretrain.flops, 1e6 * (6e6 + 2e5));
  assert.equal(stages.compare.flops, 1e6 * (6e4 + 2 * 3e4));
  assert.equal(stages.pretrain.hours, 1);
  assert.equal(stages.pretrain.kWh, 0.05);
  assert.equal(entries[0]!.flops, 0);
});

test('pretraining grows with the square, the later stages with the size, up to the frontier', () => {
  const { stages, grown } = ledger(1e6, ENTRIES, 50);
  const [ten, hundred, frontier] = grown;
  assert.equal(ten!.parameters, 1e7);
  assert.ok(Math.abs(ten!.stages.pretrain.flops / stages.pretrain.flops - 100) < 1e-9);
  assert.ok(Math.abs(hundred!.stages.finetune.flops / stages.finetune.flops - 100) < 1e-9);
  assert.ok(Math.abs(frontier!.stages.pretrain.flops / FRONTIER_FLOPS - 1) < 1e-9);
  assert.ok(frontier!.stages.finetune.hours < frontier!.stages.pretrain.hours / 1e6);
  assert.equal(ten!.stages.pretrain.hours, ten!.stages.pretrain.flops / ACCELERATOR.flops / 3600);
});

test('it is told in tables', () => {
  const text = ledgerText(ledger(1e6, ENTRIES, 50));
  assert.match(text, /\| pretrain \| 1.0 M \| 100 k \| 6.2 T \| 1.0 h \| 0.050 kWh \|/);
  assert.match(text, /frontier/);
  assert.deepEqual([0, 999, 1000, 123456, 5e25].map(count), ['0', '999', '1.0 k', '123 k', '5.0e+25']);
});
