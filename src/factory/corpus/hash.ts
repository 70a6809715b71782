// SHA-256 and hex, for the page-safe part of the corpus.
import { Sha256 } from '../../base/sha256.ts';

export const utf8 = new TextEncoder();

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = new Sha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
