// Ten thousand damaged model files, adapters and saved sessions: each loads or is refused by a typed error that names a field; none
// crashes, hangs, or allocates more than its size allows. `npm run bench -- fuzz` runs a million.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badFile, TwofilesError } from '../src/base/errors.ts';
import type { Checkpoint } from '../src/model/checkpoint.ts';
import { createTokenizer } from '../src/text/create.ts';
import { type Meter, modelSpecimen, modelSpecimens, runCase, type Specimen, specimens } from './support/fuzz.ts';
import { runFuzz } from './support/fuzz-run.ts';
import { pullAll } from './support/small-files.ts';

const CASES = 10_000;
const blind: Meter = { restart() {}, read: () => 0 };

test('every specimen loads while it is undamaged', async () => {
  for (const specimen of await specimens()) await specimen.use(specimen.files);
  for (const specimen of await modelSpecimens()) {
    const read = await specimen.open(specimen.files);
    for (const name of read.tensors.keys()) await pullAll(read, name);
    assert.ok(read.tokenizer, specimen.name);
    assert.ok(createTokenizer(read.tokenizer).encode('hello').length > 0);
  }
});

test(`${CASES} damaged files load or are refused`, async () => {
  const report = await runFuzz({ cases: CASES, seed: 20_261_124, workers: 2 });
  assert.deepEqual(report.failures, []);
  assert.equal(report.cases, CASES);
  for (const [format, ...refused] of [
    ['gguf', 'bad-file'],
    ['hugging', 'bad-file'],
    ['llama2.c', 'bad-file'],
    ['adapter', 'bad-file'],
    ['session', 'bad-file', 'checksum'],
  ])
    for (const outcome of ['loaded', ...refused])
      assert.ok((report.outcomes[`${format} ${outcome}`] ?? 0) > 25, `${format} ${outcome}`);
});

/** A specimen that always answers so. */
function answering(open: () => Promise<Checkpoint>): Specimen[] {
  return [modelSpecimen('offender', { 'a file': new Uint8Array(100) }, false, open)];
}
const failing = (error: unknown): Specimen[] => answering(() => Promise.reject(error));

test('the judge lets typed refusals pass and nothing else', async () => {
  const verdict = await runCase(failing(badFile('f', 'a field', 'is wrong')), 1, 1, blind);
  assert.equal(verdict.outcome, 'bad-file');
  const offences: Readonly<Record<string, Specimen[]>> = {
    'an error of the language': failing(new TypeError('x is undefined')),
    'another code': failing(new TwofilesError('io', 'refused', 'try again', { field: 'f' })),
    'no field': failing(new TwofilesError('bad-file', 'something is wrong', 'look')),
    'a checkpoint whose tensors cannot be read': answering(async () => {
      const [specimen] = await modelSpecimens();
      const read = await specimen!.open(specimen!.files);
      return { ...read, pull: () => () => Promise.reject(new RangeError('outside')) };
    }),
  };
  for (const [name, offender] of Object.entries(offences)) await assert.rejects(runCase(offender, 1, 1, blind), name);
  const greedy: Meter = { restart() {}, read: () => 2 ** 26 };
  await assert.rejects(runCase(failing(badFile('f', 'a field', 'is wrong')), 1, 1, greedy), /allocated 67108864 bytes/);
});
