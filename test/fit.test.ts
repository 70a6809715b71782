// Whatever a process reads, every prompt fits the window: counted on the very tokens that the engine is given. What is
// pinned stays in sight, and what was put away can be read again.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { TwofilesError } from '../src/base/errors.ts';
import { Random } from '../src/base/random.ts';
import { engineCpu } from '../src/cpu/own.ts';
import { device } from '../src/kernel/device.ts';
import { Kernel } from '../src/kernel/kernel.ts';
import type { Process } from '../src/kernel/process.ts';
import { program } from '../src/kernel/program.ts';
import { LARGEST, LEAST_RECENTLY_USED } from '../src/memory/evict.ts';
import { MemoryJournal } from '../src/memory/journal.ts';
import { loadModel } from '../src/model/model.ts';
import { label } from '../src/security/label.ts';
import { createWasmBackend } from '../src/silicon/wasm/backend.ts';
import { talkingModel } from './support/talking-model.ts';

const WINDOWS = [256, 300, 512, 700, 1024, 2048, 4096, 8192, 16384, 32768];
const backend = await createWasmBackend({ threads: 1 });
/** A window wider than is trained here: positions are rotations, and there is no end to them. */
const made = talkingModel();
const context = { type: 'u32', value: WINDOWS.at(-1)! } as const;
const model = await loadModel(
  { ...made, metadata: new Map(made.metadata).set('qwen3.context_length', context) },
  backend,
);
after(() => backend.close());

/** Gives texts of any length: words, one long line, lines of nothing, letters of many bytes. */
const flood = device({
  name: 'flood',
  description: 'says much.',
  input: z.object({ characters: z.int(), kind: z.int() }),
  effects: ['read'],
  repeatable: true,
  run: ({ characters, kind }) =>
    ['word of it ', 'x', '\n', '漢字🙂', 'a\tb\r\n'][kind % 5]!.repeat(characters).slice(0, characters),
});

/** Lengths of every size up to 10 MB, small ones more often. */
const length = (random: Random, most: number): number => Math.floor(10 ** (random.float() * Math.log10(most)));

test('every prompt of every step fits, pinned pages stay, and nothing put away is lost', async (t) => {
  let prompts = 0;
  let away = 0;
  let documents = 0;
  const refused = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const random = new Random(seed);
    const window = WINDOWS[seed % WINDOWS.length]!;
    let process: Process | undefined;
    const pinned: number[] = [];
    const cpu = engineCpu(model, {
      window,
      onSubmit(tokens, maxTokens) {
        prompts++;
        assert.ok(tokens.length + maxTokens <= window, `${tokens.length} + ${maxTokens} of ${window}`);
        const seen = process!.ram.pages.filter(({ state }) => state === 'in').map(({ id }) => id);
        for (const id of pinned) assert.ok(seen.includes(id), `pinned page ${id} is out of sight`);
      },
    });
    assert.equal(cpu.window, window);
    const work = program('work@1', async (sys) => {
      for (let i = 0; i < 20; i++) {
        const kind = random.int(5);
        if (kind === 0) {
          const pin = pinned.length < 2 && random.float() < 0.3;
          const text = `note ${i}. `.repeat(pin ? 1 : 1 + random.int(12));
          const role = random.pick(['user', 'tool'] as const);
          const page = await sys.page({ parts: [{ text }], role, pinned: pin, label: label(['person']) });
          if (pin) pinned.push(page.id);
        } else if (kind === 1) {
          const { text, label: of, document } = await sys.call('flood', { characters: length(random, 1e7), kind: i });
          await sys.page({ role: 'tool', parts: [{ text }], label: of });
          if (document === undefined) continue;
          documents++;
          const { rest } = await sys.more(document, random.int(1000));
          assert.ok(rest > 0);
        } else if (kind === 2) {
          const put = process!.ram.pages.filter(({ state }) => state !== 'in');
          if (put.length === 0) continue;
          away += put.length;
          const { id, parts } = random.pick(put);
          assert.deepEqual((await sys.recall(id)).parts, parts);
        } else await sys.generate({ maxTokens: 1 + random.int(8) });
      }
      return null;
    });
    const kernel = new Kernel({
      ...{ cpu, journal: new MemoryJournal(), programs: [work], devices: [flood], summarise: seed % 3 === 0 },
      eviction: seed % 2 === 0 ? LEAST_RECENTLY_USED : LARGEST,
    });
    process = kernel.start('work@1', null, { seed });
    const { state, why, value } = await process;
    // Many words of a person at once are refused by name; nothing else may end it.
    if (state !== 'done') refused.add((value as { code?: string }).code ?? why!);
    await kernel.close();
  }
  t.diagnostic(`${prompts} prompts, ${away} pages away when one was asked back, ${documents} documents`);
  assert.deepEqual(
    [...refused].filter((code) => code !== 'context-full'),
    [],
  );
  assert.ok(prompts > 100 && away > 50 && documents > 10, `${prompts} ${away} ${documents}`);
});

test('what can never fit is refused by name, and the rest goes on', async () => {
  const cpu = engineCpu(model, { window: 256 });
  const work = program('work@1', async (sys) => {
    await sys.page({ parts: [{ text: 'far too many words '.repeat(400) }], pinned: true });
    await assert.rejects(sys.generate(), (error) => error instanceof TwofilesError && error.code === 'context-full');
    return 'went on';
  });
  const kernel = new Kernel({ cpu, journal: new MemoryJournal(), programs: [work], devices: [] });
  assert.equal((await kernel.start('work@1', null)).value, 'went on');
  await kernel.close();
});
