import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { obeyingCpu } from '../../test/support/obeying-cpu.ts';
import { Random } from '../base/random.ts';
import { openJournal } from '../memory/journal.node.ts';
import { MemoryJournal } from '../memory/journal.ts';
import { flowsTo, join, type Label, label, mayRead, sameLabel } from '../security/label.ts';
import { answer } from '../think/answer.ts';
import { device } from './device.ts';
import { Kernel, type KernelOptions } from './kernel.ts';
import { program, type Sys } from './program.ts';

const folder = mkdtempSync(path(tmpdir(), 'labels-'));
after(() => rmSync(folder, { recursive: true }));

const some = (random: Random): Label => {
  const names = ['web:a', 'web:b', 'mail:c', 'file:d', 'person'];
  const pick = () => names.filter(() => random.float() < 0.3);
  return label(pick(), random.float() < 0.6 ? 'everyone' : ['person', ...pick()]);
};

/** Gives words with a label drawn from its number. */
const oracle = device({
  ...{ name: 'oracle', description: 'says something.', input: z.object({ n: z.int(), long: z.boolean() }) },
  ...{ effects: ['read'], repeatable: true },
  run: ({ n, long }) => `word ${n} `.repeat(long ? 400 : 3),
  source: ({ n }) => some(new Random(n)),
});

/** Random work in a small window; whatever it reads, it keeps account of by itself. */
function work(check: (sys: Sys, expected: Label) => void) {
  return program('work@1', async (sys, seed: number) => {
    const random = new Random(seed);
    let expected: Label = join(label(['person']), sys.label);
    for (let i = 0; i < 25; i++) {
      const kind = random.int(6);
      const n = random.int(1000);
      if (kind === 0) {
        const of = some(random);
        await sys.page({
          parts: [{ text: `page ${i} `.repeat(1 + random.int(30)) }],
          label: of,
          role: random.pick(['user', 'tool']),
        });
        expected = join(expected, of);
      } else if (kind === 1) {
        const { label: of, ok } = await sys.call('oracle', { n, long: random.float() < 0.3 });
        if (ok) expected = join(expected, some(new Random(n)), label(['device:oracle']));
        assert.ok(flowsTo(expected, of));
      } else if (kind === 2) {
        const turn = await sys.generate({ maxTokens: 50 });
        expected = join(expected, label(['model']));
        assert.ok(sameLabel(turn.page.label, expected), 'a turn carries all that was read before it');
        for (const { label: of } of turn.sentences) assert.ok(flowsTo(of, expected));
      } else if (kind === 3) {
        const bounded = random.float() < 0.5;
        const child = await sys.spawn('reads@1', n, {
          devices: ['oracle'],
          ...(bounded ? { returns: { type: 'boolean' } } : {}),
        });
        await sys.wait(child);
        // A bounded value brings nobody's words, but no more readers either.
        const of = join(some(new Random(n)), label(['device:oracle']));
        const trusted = of.from.filter(
          (one) => one === 'person' || one.startsWith('device:') || expected.from.includes(one),
        );
        expected = join(expected, bounded ? label(trusted, of.readers) : of);
      } else if (kind === 4) await sys.now();
      else {
        const away = sys.pages.at(0);
        if (away) {
          const again = await sys.recall(away.id);
          assert.ok(flowsTo(away.label, again.label));
        }
      }
      check(sys, expected);
    }
    return [...sys.label.from, '|', ...(sys.label.readers === 'everyone' ? ['everyone'] : sys.label.readers)].join(' ');
  });
}

const reads = program('reads@1', async (sys, n: number) => {
  await sys.call('oracle', { n, long: false });
  return true;
});

function options(journal: KernelOptions['journal'], check: (sys: Sys, expected: Label) => void): KernelOptions {
  return {
    cpu: obeyingCpu({ window: 1100 }),
    journal,
    programs: [work(check), reads, answer],
    devices: [oracle],
    summarise: true,
  };
}

test('no label is lost over paging, summaries, children, recalls and devices', async () => {
  let away = 0;
  let summaries = 0;
  for (let seed = 0; seed < 60; seed++) {
    const kernel = new Kernel(
      options(new MemoryJournal(), (sys, expected) => {
        assert.ok(sameLabel(sys.label, expected), `${JSON.stringify(sys.label)} is not ${JSON.stringify(expected)}`);
        const { ram } = kernel.find(sys.id)!;
        assert.ok(flowsTo(ram.label, sys.label), 'what was put away counts too');
        for (const page of ram.pages) {
          if (page.state !== 'in') away++;
          assert.ok(ram.read(page.id).parts.length > 0, 'what was put away can be read');
          if (!page.of) continue;
          summaries++;
          for (const id of page.of)
            assert.ok(flowsTo(ram.read(id).label, page.label), 'a summary carries the labels of its pages');
        }
      }),
    );
    const { state, why } = await kernel.start('work@1', seed, { seed });
    assert.ok(state === 'done' || /tokens must be in sight|same input/.test(why!), why ?? state);
    await kernel.close();
  }
  assert.ok(away > 100 && summaries > 10, `${away} put away, ${summaries} summaries`);
});

test('a machine that is closed after any step ends as one that is not', async () => {
  for (let seed = 0; seed < 4; seed++) {
    const whole = new Kernel(options(new MemoryJournal(), () => undefined));
    const wanted = await whole.start('work@1', seed, { seed });
    for (let stop = 0; stop < 60; stop += 7) {
      const file = path(folder, `${seed}-${stop}.db`);
      let steps = 0;
      const first: Kernel = new Kernel({
        ...options(openJournal(file), () => undefined),
        onStep: () => {
          if (steps++ === stop) void first.close();
        },
      });
      const begun = first.start('work@1', seed, { seed });
      await begun.result.catch(() => undefined);
      await first.close();
      const second = new Kernel(options(openJournal(file), () => undefined));
      const [resumed] = second.resumeAll();
      if (resumed) {
        const result = await resumed;
        assert.deepEqual(
          [result.state, result.value, result.why],
          [wanted.state, wanted.value, wanted.why],
          `seed ${seed}, step ${stop}`,
        );
        assert.ok(sameLabel(result.label, wanted.label));
        assert.deepEqual(result.usage, wanted.usage);
      }
      await second.close();
    }
    await whole.close();
  }
});

test('a program that has changed since is told, not run on', async () => {
  const file = path(folder, 'changed.db');
  const first: Kernel = new Kernel({
    ...{ cpu: obeyingCpu(), journal: openJournal(file), devices: [oracle] },
    programs: [
      program('work@1', async (sys) => {
        await sys.now();
        await sys.hear();
        return null;
      }),
    ],
  });
  const { id } = first.start('work@1', null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await first.close();
  const second = new Kernel({
    ...{ cpu: obeyingCpu(), journal: openJournal(file), devices: [oracle] },
    programs: [
      program('work@1', async (sys) => {
        await sys.call('oracle', { n: 1, long: false });
        return null;
      }),
    ],
  });
  const result = await second.resume(id);
  assert.deepEqual([result.state, /once called now at step 0/.test(result.why!)], ['failed', true]);
  await second.close();
});

test('readers of a child are kept although its words are not', async () => {
  const secret = program('secret@1', async (sys) => {
    await sys.page({ parts: [{ text: 'x' }], label: label(['web:a'], ['person']) });
    return true;
  });
  const parent = program('parent@1', async (sys) => {
    await sys.wait(await sys.spawn('secret@1', null, { returns: { type: 'boolean' } }));
    return mayRead(sys.label, 'web:b');
  });
  const kernel = new Kernel({
    cpu: obeyingCpu(),
    journal: new MemoryJournal(),
    programs: [secret, parent],
    devices: [],
  });
  assert.equal((await kernel.start('parent@1', null)).value, false);
});
