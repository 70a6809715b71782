// A handle on memory of a backend.
import type { DType } from './dtype.ts';

/** A handle on memory of a backend: never the bytes themselves. `type` 'I32' is for token ids. */
export interface Tensor {
  readonly id: number;
  readonly type: DType | 'I32';
  /** Rows; for a weight the outputs. */
  readonly rows: number;
  /** Elements a row; for a weight the inputs. */
  readonly cols: number;
  /** For messages: usually the tensor's GGUF name. */
  readonly label: string;
}
