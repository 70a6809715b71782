// Tensors of a backend as the F32 bytes that a checkpoint has.
import type { Backend, Tensor } from '../../silicon/ops.ts';

/** Fills `into` with the bytes of an F32 tensor that begin at `offset`, as it is now. */
export async function pullTensor(on: Backend, tensor: Tensor, offset: number, into: Uint8Array): Promise<void> {
  const stride = tensor.cols * 4;
  const first = Math.floor(offset / stride);
  const values = await on.read(tensor, first, Math.ceil((offset + into.length) / stride) - first);
  const at = offset - first * stride;
  into.set(new Uint8Array(Float32Array.from(values).buffer).subarray(at, at + into.length));
}
