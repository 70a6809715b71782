// What is fuzzed besides models: saved sessions and adapters, read by a model that stays.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { bufferSource } from '../../src/base/bytes.ts';
import { Random } from '../../src/base/random.ts';
import { openGguf } from '../../src/model/gguf.ts';
import { loadModel } from '../../src/model/model.ts';
import { byteLength } from '../../src/silicon/dtype.ts';
import type { Backend, Tensor } from '../../src/silicon/ops.ts';
import { damageBytes, damageJson } from './damage.ts';
import type { Specimen } from './fuzz.ts';
import { randomAdapter } from './random-adapter.ts';
import { concat, ggufBytes, smallModel } from './small-files.ts';

const START = 12; // bytes: magic, version, header length
const DIGEST = 32; // bytes
const NOTE = '{"messages":[]}';

/** A session of 70 tokens in each way of holding keys and values. */
export async function sessionSpecimens(): Promise<Specimen[]> {
  const { gguf } = await smallModel('llama');
  return Promise.all(
    (['F32', 'Q8_0'] as const).map(async (kv): Promise<Specimen> => {
      const model = await loadModel(gguf, keepingBackend(), { kv, cacheTokens: 0 });
      const session = model.session();
      const tokens = Array.from({ length: 60 }, (_, i) => 3 + ((i * 37) % 200));
      await session.extend(tokens);
      const saved = await session.save(NOTE);
      await session.close();
      return {
        name: `session ${kv}`,
        files: { saved },
        codes: ['checksum', 'bad-argument', 'context-full'],
        damage: damageSession,
        async use({ saved: bytes }) {
          const restored = await model.restore(bytes!).catch((error: unknown) => {
            if (model.blocksUsed > 0) throw new Error('blocks were not given back', { cause: error });
            throw error;
          });
          const again = await restored.save(NOTE);
          const known = restored.tokens.every((token) => token >= 0 && token < model.config.vocab);
          await restored.close();
          // What carries a checksum of its own making may be another session, but only a possible one.
          const same = isDeepStrictEqual([...again], [...saved]);
          if (!known || (!same && !isSealedAnew(bytes!, saved))) throw new Error('it was restored to something else');
          if (model.blocksUsed > 0) throw new Error('blocks were not given back');
        },
      };
    }),
  );
}

const isSealedAnew = (bytes: Uint8Array, saved: Uint8Array): boolean =>
  !isDeepStrictEqual([...bytes.subarray(-DIGEST)], [...saved.subarray(-DIGEST)]);

/** Wounds anywhere or in the header's JSON; half of them with a checksum that is right again. */
function damageSession(bytes: Uint8Array, random: Random): Uint8Array {
  const body = bytes.subarray(0, -DIGEST);
  const damaged = random.int(2) ? damageJsonOf(body, random) : damageBytes(body, random);
  const sum = random.int(2) ? createHash('sha256').update(damaged).digest() : bytes.subarray(-DIGEST);
  return concat([damaged, sum]);
}

function damageJsonOf(body: Uint8Array, random: Random): Uint8Array {
  const length = new DataView(body.buffer, body.byteOffset).getUint32(8, true);
  const header = damageJson(body.subarray(START, START + length), random);
  const start = body.slice(0, START);
  new DataView(start.buffer).setUint32(8, header.length, true);
  return concat([start, header, body.subarray(START + length)]);
}

export async function adapterSpecimen(): Promise<Specimen> {
  const { gguf } = await smallModel('llama');
  const model = await loadModel(gguf, keepingBackend());
  const [adapter] = await ggufBytes(randomAdapter(gguf, 3));
  return {
    name: 'adapter',
    files: { adapter: adapter! },
    codes: ['bad-argument'],
    async use({ adapter: bytes }) {
      const before = model.backend.allocated;
      const file = await openGguf([bufferSource('adapter', bytes!)]);
      const refused = (error: unknown): never => {
        if (model.backend.allocated !== before) throw new Error('memory was not given back', { cause: error });
        throw error;
      };
      await (await model.loadAdapter(file).catch(refused)).close();
    },
  };
}

/** A backend that computes nothing, but keeps the bytes it is given; they are random at first. */
function keepingBackend(): Backend {
  const random = new Random(4);
  const kept = new Map<Tensor, Uint8Array>();
  const rowBytes = ({ type, cols }: Tensor): number => byteLength(type === 'I32' ? 'F32' : type, cols);
  return {
    name: 'keeping',
    get allocated() {
      return [...kept.values()].reduce((sum, { length }) => sum + length, 0);
    },
    allocate(type, rows, cols, label) {
      const tensor = { id: kept.size, type, rows, cols, label };
      kept.set(
        tensor,
        Uint8Array.from({ length: rows * rowBytes(tensor) }, () => random.int(256)),
      );
      return tensor;
    },
    free: (tensor) => void kept.delete(tensor),
    load: (tensor, pull) => pull(0, kept.get(tensor)!),
    write() {},
    read: async (tensor, _ = 0, rows = tensor.rows) => new Float32Array(rows * tensor.cols),
    readBytes: async (tensor, row, rows) =>
      kept.get(tensor)!.slice(row * rowBytes(tensor), (row + rows) * rowBytes(tensor)),
    writeBytes: async (tensor, row, bytes) => kept.get(tensor)!.set(bytes, row * rowBytes(tensor)),
    async submit() {},
    async close() {},
  };
}
