// A whole process from nothing to a first token, for `bench start`: loads a model, reads a short prompt, takes the
// likeliest token, says what it held at most, and ends. `ours` or `theirs`, then the path and the number of threads.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [side, path, count] = process.argv.slice(2);
const threads = Number(count);
const prompt = Array.from({ length: 16 }, (_, i) => 1000 + i * 7);

const token = side === 'ours' ? await ours() : await theirs();
// maxRSS is of the whole process, KiB; the process ends without tidying up, on both sides.
writeSync(1, `${JSON.stringify({ token, peakMiB: process.resourceUsage().maxRSS / 1024 })}\n`);
process.kill(process.pid, 'SIGKILL');

async function ours(): Promise<number> {
  const { openModel } = await import('../../src/model/open-model.node.ts');
  const model = await openModel(path!, { threads, cacheTokens: 0 });
  const logits = await model.session().extend(prompt);
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
}

async function theirs(): Promise<number> {
  const entry = join(import.meta.dirname, '../peers/node_modules/node-llama-cpp/dist/index.js');
  const { getLlama } = await import(pathToFileURL(entry).href);
  const options = { gpu: false, build: 'never', logLevel: 'error', progressLogs: false, maxThreads: threads };
  const llama = await getLlama(options);
  const model = await llama.loadModel({ modelPath: path, gpuLayers: 0, useMmap: process.env.BENCH_MMAP === '1' });
  const even = { ideal: threads, min: threads };
  const context = await model.createContext({ contextSize: 512, batchSize: 512, threads: even });
  for await (const token of context.getSequence().evaluate(prompt, { temperature: 0, yieldEogToken: true }))
    return token;
  return -1;
}
