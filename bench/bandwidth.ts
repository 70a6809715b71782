// How near decoding comes to the memory limit: a token reads every weight once, so tokens a second times the bytes of the
// weights is a speed of reading; it is compared with threads that do nothing but read, in turns in the same run.

import { openCheckpoint } from '../src/model/open.node.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { decode } from './decode.ts';
import { compared, inTurns } from './support/compare.ts';
import { nativeReader, WasmReader } from './support/memory.ts';
import { modelFile, SHAPES } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const TOKENS = 8;
const NATIVE = 'reading, OpenBLAS';
const WASM = 'reading, WASM';

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('bandwidth', options);
  for (const [shape, mix] of options.quick
    ? ([['135M', 'Q8_0']] as const)
    : ([
        ['1B', 'Q8_0'],
        ['1B', 'Q4_0'],
      ] as const)) {
    const path = await modelFile(SHAPES[shape], mix);
    const bytes = await weightBytes(path);
    for (const threads of [1, 2]) {
      const reader = new WasmReader(threads);
      const native = nativeReader(threads);
      await using model = await openModel(path, { threads, cacheTokens: 0 });
      const name = `${shape} ${mix}, ${threads} thread${threads > 1 ? 's' : ''}`;
      const [read, nativeRead, decoded] = await inTurns(name, options.quick ? 3 : 7, [
        () => reader.speed(),
        () => native.ask(''),
        async () => ((await decode(model, TOKENS)) * bytes) / 1e9,
      ]);
      native.close();
      await reader.close();
      report.row(compared(`${name}: WASM reads, GB/s`, NATIVE, read!, nativeRead!));
      report.row(compared(`${name}: decoding, GB/s of weights`, WASM, decoded!, read!));
      report.row(compared(`${name}: decoding, GB/s of weights`, NATIVE, decoded!, nativeRead!));
    }
  }
  await report.end();
}

/** Bytes of all tensors as stored; the embedding is the output matrix too, so all are read. */
async function weightBytes(path: string): Promise<number> {
  const checkpoint = await openCheckpoint(path);
  await checkpoint.close();
  return [...checkpoint.tensors.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}
