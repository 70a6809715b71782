// The prefix cache beyond the process. Every full block is also handed to a store (a folder: see
// prefix-store.node.ts), beside the passes, and a session that begins finds there what an earlier process
// computed. A block's name is a hash of all that it depends on: the weights and how they are used, the adapter,
// the arithmetic, the type of keys and values, and every token up to its end. What is read is checked, so a
// damaged or foreign block costs time and never changes a result.
//
//   "TFKV" | version u32 | name (32) | keys, values of each layer | SHA-256
import { Sha256 } from '../base/sha256.ts';
import type { Applied } from './adapter.ts';
import { BLOCK } from './kv.ts';
import type { Machine } from './machine.ts';
import type { PrefixCache, PrefixNode } from './prefix.ts';
import { bytesOf, digest, identityOf, join } from './save.ts';

/** Keeps bytes by name (64 hexadecimal digits), for as long as it likes. Nothing of it ever rejects. */
export interface PrefixStore {
  /** What is kept under this name. */
  get(name: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes, if it can. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Forgets what turned out to be damaged. */
  remove(name: string): Promise<void>;
}

const MAGIC = 0x564b4654; // 'TFKV', little-endian
/** Raised with the layout, and when the same tokens come to other keys and values. */
const VERSION = 1;
const START = 40; // bytes: magic, version, name
const DIGEST = 32; // bytes of SHA-256
/** Blocks that wait to be written. Further ones are not kept: a disk may be slower than the passes. */
const MOST_WAITING = 256;

export class StoredPrefixes {
  readonly #machine: Machine;
  readonly #cache: PrefixCache;
  readonly #store: PrefixStore;
  readonly #names = new WeakMap<PrefixNode, string>();
  readonly #waiting: { readonly name: string; readonly block: number }[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #recalled = 0;

  /** From now on every block that comes into `cache` goes to `store` as well. */
  constructor(machine: Machine, cache: PrefixCache, store: PrefixStore) {
    this.#machine = machine;
    this.#cache = cache;
    this.#store = store;
    cache.onAdd = (...added) => this.#keep(...added);
  }

  /** Tokens that came from the store. */
  get recalled(): number {
    return this.#recalled;
  }

  /** Brings what the store has of the beginning of `tokens` into the cache, as far as whole blocks go. */
  async recall(tokens: readonly number[], adapter: Applied | undefined): Promise<void> {
    const { kv, turn } = this.#machine;
    const held: number[] = [];
    let parent: PrefixNode | undefined;
    try {
      for (let at = 0; at + BLOCK < tokens.length && at < this.#cache.capacity; at += BLOCK) {
        let node = this.#cache.child(parent, tokens, at, adapter);
        if (!node) {
          const name = this.#nameOf(parent, tokens, at, adapter);
          const content = await this.#read(name);
          node = content && (await turn.run(() => this.#place(name, content, parent, tokens, at, adapter)));
          if (!node) return;
        }
        kv.hold(node.block); // so that it is not evicted before it is used
        held.push(node.block);
        parent = node;
      }
    } finally {
      for (const block of held) kv.drop(block);
    }
  }

  /** Waits for the pass that is running, and until what it gave is written. */
  async close(): Promise<void> {
    await this.#machine.turn.run(async () => {});
    await this.#writing;
  }

  /** Keys and values of a block, from the store. */
  async #read(name: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#store.get(name);
    if (!bytes) return undefined;
    const { kv, config } = this.#machine;
    const size = START + 2 * config.layers * BLOCK * kv.rowBytes + DIGEST;
    if (bytes.length === size && isEqual(bytes.subarray(0, START), startOf(name))) {
      const sum = await digest(bytes.subarray(0, -DIGEST));
      if (isEqual(sum, bytes.subarray(-DIGEST))) return bytes.subarray(START, -DIGEST);
    }
    await this.#store.remove(name);
    return undefined;
  }

  /** Puts keys and values into a block of the cache; undefined when there is no memory. */
  async #place(
    name: string,
    content: Uint8Array,
    parent: PrefixNode | undefined,
    tokens: readonly number[],
    at: number,
    adapter: Applied | undefined,
  ): Promise<PrefixNode | undefined> {
    const { kv, backend } = this.#machine;
    const block = await kv.take().catch(() => undefined);
    if (block === undefined) return undefined;
    const size = BLOCK * kv.rowBytes;
    let from = 0;
    for (const { keys, values } of kv.layers)
      for (const tensor of [keys, values]) {
        await backend.writeBytes(tensor, block * BLOCK, content.subarray(from, from + size));
        from += size;
      }
    const node = this.#cache.add(parent, tokens, at, block, adapter, name);
    kv.drop(block);
    this.#recalled += BLOCK;
    return node;
  }

  /** Names a new node and, unless it came from the store (`known`), has its block written. */
  #keep(
    node: PrefixNode,
    tokens: readonly number[],
    at: number,
    adapter: Applied | undefined,
    known: string | undefined,
  ): void {
    const name = known ?? this.#nameOf(node.parent, tokens, at, adapter);
    this.#names.set(node, name);
    if (known !== undefined || this.#waiting.length >= MOST_WAITING) return;
    this.#machine.kv.hold(node.block);
    this.#waiting.push({ name, block: node.block });
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#write().finally(() => {
      this.#isWriting = false;
    });
  }

  /** A pass waits for the copying of one block at most; hashing and writing go on beside the passes. */
  async #write(): Promise<void> {
    const { turn, kv, backend } = this.#machine;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { name, block } = next;
      const parts = [startOf(name)];
      await turn.run(async () => {
        for (const { keys, values } of kv.layers)
          for (const tensor of [keys, values]) parts.push(await backend.readBytes(tensor, block * BLOCK, BLOCK));
        kv.drop(block);
      });
      const body = join(parts);
      await this.#store.put(name, join([body, await digest(body)]));
    }
  }

  #nameOf(parent: PrefixNode | undefined, tokens: readonly number[], at: number, adapter: Applied | undefined): string {
    const { backend, kv } = this.#machine;
    const above = parent
      ? this.#names.get(parent)
      : `${VERSION} ${backend.name} ${kv.type} ${identityOf(this.#machine, adapter)}`;
    return new Sha256().update(new TextEncoder().encode(`${above} ${tokens.slice(at, at + BLOCK).join()}`)).hex();
  }
}

function startOf(name: string): Uint8Array {
  return join([bytesOf(new Uint32Array([MAGIC, VERSION])), Uint8Array.fromHex(name)]);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
