// SHA-256 (FIPS 180-4) of bytes that come piece by piece: what a page's crypto.subtle does not do, and does not
// have at all without HTTPS.

/** The first 32 bits of the fractional parts of the `power`-th roots of the first `count` primes. */
function primeRoots(count: number, power: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(count);
  for (let n = 2, found = 0; found < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
    if (prime) words[found++] = (n ** (1 / power) % 1) * 2 ** 32;
  }
  return words;
}

const ROUNDS = 64;
const BLOCK = 64; // bytes
const CONSTANTS = primeRoots(ROUNDS, 3);
const START = primeRoots(8, 2);

export class Sha256 {
  readonly #state = START.slice();
  readonly #schedule = new Uint32Array(ROUNDS);
  readonly #held = new Uint8Array(BLOCK);
  #length = 0;

  update(bytes: Uint8Array): this {
    let at = 0;
    const had = this.#length % BLOCK;
    this.#length += bytes.length;
    if (had > 0) {
      at = Math.min(BLOCK - had, bytes.length);
      this.#held.set(bytes.subarray(0, at), had);
      if (had + at < BLOCK) return this;
      this.#compress(this.#held, 0);
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#compress(bytes, at);
    this.#held.set(bytes.subarray(at));
    return this;
  }

  /** Its 32 bytes. Nothing may be added afterwards. */
  digest(): Uint8Array {
    const bits = this.#length * 8;
    const padding = new Uint8Array(BLOCK - ((this.#length + 8) % BLOCK) + 8);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    const sum = new DataView(new ArrayBuffer(4 * this.#state.length));
    for (const [i, word] of this.#state.entries()) sum.setUint32(4 * i, word);
    return new Uint8Array(sum.buffer);
  }

  /** The digest in lower-case hex. */
  hex(): string {
    return [...this.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  #compress(bytes: Uint8Array, at: number): void {
    const w = this.#schedule;
    for (let i = 0, p = at; i < 16; i++, p += 4)
      w[i] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
    for (let i = 16; i < ROUNDS; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + low + w[i - 7]! + high;
    }
    const s = this.#state;
    let [a, b, c, d] = [s[0]!, s[1]!, s[2]!, s[3]!];
    let [e, f, g, h] = [s[4]!, s[5]!, s[6]!, s[7]!];
    for (let i = 0; i < ROUNDS; i++) {
      const choice = g ^ (e & (f ^ g));
      const majority = (a & b) | (c & (a | b));
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + CONSTANTS[i]! + w[i]!) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    s[0]! += a;
    s[1]! += b;
    s[2]! += c;
    s[3]! += d;
    s[4]! += e;
    s[5]! += f;
    s[6]! += g;
    s[7]! += h;
  }
}

const turn = (x: number, bits: number): number => (x >>> bits) | (x << (32 - bits));
