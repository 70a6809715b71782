// Stored rows into the layout of `packed.ts`, once, when weights are loaded.
import { LANES } from '../layout';
import {
  factorBytes, groupBytes, hasFifths, hasMins, headBytes, IQ4_NL, isK, parts, Q4_0, Q4_1, Q4_K, Q5_0, Q5_1,
  Q5_K, Q6_K, Q8_0, valueBytes,
} from './packed';
import { scratch, shareEnd, shareStart } from './sync';
import { half } from './weights';

const BIT: usize = memory.data<u8>([1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128], 16);

/** Packs `rows` rows of `rowBytes` each; rows that a last group lacks have scales and values of zero. */
export function pack(from: usize, into: usize, type: i32, rowBytes: usize, rows: i32, cols: i32): void {
  const groups = (rows + LANES - 1) / LANES;
  const bytes = groupBytes(type, cols);
  for (let group = shareStart(groups), end = shareEnd(groups); group < end; group++) {
    const to = into + <usize>group * bytes;
    const count = min(LANES, rows - group * LANES);
    if (count < LANES) memory.fill(to, 0, bytes);
    for (let row = 0; row < count; row++)
      packRow(type, from + <usize>(group * LANES + row) * rowBytes, to, <usize>row, cols);
  }
}

function packRow(type: i32, from: usize, to: usize, row: usize, cols: i32): void {
  const block = storedBytes(type);
  for (let done = 0; done < cols; from += block) {
    packScales(type, from, to, row);
    to += headBytes(type);
    for (let part = 0; part < parts(type); part++, done += 32) {
      if (isK(type)) packFactors(type, from, part, to + row);
      to += factorBytes(type);
      unpack(type, from, part);
      packValues(type, to + (row >> 2) * valueBytes(type) + ((row & 3) << 2));
      to += 2 * valueBytes(type);
    }
  }
}

function storedBytes(type: i32): usize {
  switch (type) {
    case Q8_0: return 34;
    case Q4_0: case IQ4_NL: return 18;
    case Q4_1: return 20;
    case Q5_0: return 22;
    case Q5_1: return 24;
    case Q4_K: return 144;
    case Q5_K: return 176;
    default: return 210;
  }
}

function packScales(type: i32, block: usize, head: usize, row: usize): void {
  if (isK(type)) {
    store<f32>(head + (row << 2), half(block + (type == Q6_K ? 208 : 0)));
    if (hasMins(type)) store<f32>(head + (row << 2), half(block + 2), 32);
  } else {
    store<u16>(head + (row << 1), load<u16>(block));
    if (hasMins(type)) store<u16>(head + (row << 1), load<u16>(block, 2), 16);
  }
}

/** The 6-bit scale and minimum of sub-block j, or the scales of its two halves. */
function packFactors(type: i32, block: usize, j: i32, to: usize): void {
  if (type == Q6_K) {
    store<u8>(to, load<u8>(block + <usize>(2 * j), 192));
    store<u8>(to, load<u8>(block + <usize>(2 * j), 193), 8);
    return;
  }
  const at = block + 4 + <usize>j;
  if (j < 4) {
    store<u8>(to, load<u8>(at) & 63);
    store<u8>(to, load<u8>(at + 4) & 63, 8);
  } else {
    store<u8>(to, (load<u8>(at + 4) & 15) | ((load<u8>(at - 4) >> 6) << 4));
    store<u8>(to, (load<u8>(at + 4) >> 4) | ((load<u8>(at) >> 6) << 4), 8);
  }
}

/** 16 where a bit of the two bytes at `address` is set, one lane a bit. */
function spread(address: usize): v128 {
  const bytes = v128.load16_splat(address);
  const bit = v128.load(BIT);
  const wide = v128.shuffle<i8>(bytes, bytes, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  return v128.and(i8x16.eq(v128.and(wide, bit), bit), i8x16.splat(16));
}

// @ts-ignore: decorator
@inline
function nibble(v: v128, high: bool): v128 {
  return v128.and(high ? i16x8.shr_u(v, 4) : v, i8x16.splat(15));
}

/** Columns [32 · part, 32 · part + 32) of a stored block into scratch, unsigned, a byte each. */
function unpack(type: i32, block: usize, part: i32): void {
  for (let side: usize = 0; side < 2; side++) {
    let values: v128;
    if (type == Q8_0) values = v128.xor(v128.load(block + 2 + (side << 4)), i8x16.splat(-128));
    else if (type == Q6_K) values = sixBits(block, part, side);
    else if (isK(type)) {
      const first: usize = type == Q4_K ? 16 : 48;
      values = nibble(v128.load(block + first + <usize>((part >> 1) << 5) + (side << 4)), (part & 1) != 0);
      if (type == Q5_K) {
        const fifths = v128.and(i16x8.shr_u(v128.load(block + 16 + (side << 4)), part), i8x16.splat(1));
        values = v128.or(values, i16x8.shl(fifths, 4));
      }
    } else {
      const scales: usize = hasMins(type) ? 4 : 2;
      const fifths: usize = hasFifths(type) ? 4 : 0;
      values = nibble(v128.load(block + scales + fifths), side != 0);
      if (fifths) values = v128.or(values, spread(block + scales + (side << 1)));
    }
    v128.store(scratch + (side << 4), values);
  }
}

/** Sub-block j of Q6_K: nibbles of 32 bytes, low in the first two of four, and bit pairs of 32 others. */
function sixBits(block: usize, j: i32, side: usize): v128 {
  const later = <usize>(j >> 2);
  const quarter = j & 3;
  const low = v128.load(block + (later << 6) + <usize>((quarter & 1) << 5) + (side << 4));
  const pairs = v128.load(block + 128 + (later << 5) + (side << 4));
  const high = v128.and(i16x8.shr_u(pairs, quarter << 1), i8x16.splat(3));
  return v128.or(nibble(low, quarter > 1), i16x8.shl(high, 4));
}

/** What `unpack` left to its places: every 16th byte from `to` on, four columns at a time. */
function packValues(type: i32, to: usize): void {
  let fifths: u32 = 0, first: u32 = 0, second: u32 = 0;
  for (let k: usize = 0; k < 4; k++) {
    const low = load<u32>(scratch + (k << 2));
    const high = load<u32>(scratch + (k << 2), 16);
    if (type == Q8_0) {
      store<u32>(to + (k << 4), low);
      store<u32>(to + (k << 4), high, 64);
      continue;
    }
    store<u32>(to + (k << 4), (low & 0x0f0f0f0f) | ((high & 0x0f0f0f0f) << 4));
    fifths |= (((low >> 4) & 0x01010101) << <u32>k) | (((high >> 4) & 0x01010101) << <u32>(k + 4));
    first |= ((low >> 4) & 0x03030303) << <u32>(2 * k);
    second |= ((high >> 4) & 0x03030303) << <u32>(2 * k);
  }
  if (hasFifths(type)) store<u32>(to, fifths, 64);
  if (type == Q6_K) {
    store<u32>(to, first, 64);
    store<u32>(to, second, 80);
  }
}
