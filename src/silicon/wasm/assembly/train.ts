// The commands that only training gives; their operands stand as `encode-train.ts` writes them.
import {
  ADAMW, ATTEND, ATTEND_GRAD, EMBED_GRAD, GATE_GRAD, LOG_PROB_GRAD, MIX, RMS_NORM_GRAD, SQUARES, SUM_ROWS, UNIT,
} from '../layout';
import { attend, attendGrad } from './train-attention';
import { embedGrad, gateGrad, logProbGrad, rmsNormGrad, sumRows } from './train-rows';
import { adamw, mix, squares, unit } from './train-steps';
import { fraction, word } from './words';

export function runTrain(op: i32, c: usize): void {
  switch (op) {
    case ATTEND:
      return attend(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4),
        word(c, 5), word(c, 6), word(c, 7), word(c, 8), word(c, 9), fraction(c, 10), word(c, 11) != 0,
      );
    case ATTEND_GRAD:
      return attendGrad(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6), word(c, 7), word(c, 8),
        word(c, 9), word(c, 10), word(c, 11), word(c, 12), word(c, 13), fraction(c, 14), word(c, 15) != 0,
      );
    case RMS_NORM_GRAD:
      return rmsNormGrad(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6), fraction(c, 7),
        word(c, 8) != 0,
      );
    case SUM_ROWS:
      return sumRows(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4) != 0);
    case GATE_GRAD:
      return gateGrad(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5));
    case EMBED_GRAD:
      return embedGrad(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6) != 0);
    case LOG_PROB_GRAD:
      return logProbGrad(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5));
    case MIX:
      return mix(word(c, 0), word(c, 1), word(c, 2), word(c, 3), fraction(c, 4), fraction(c, 5));
    case SQUARES:
      return squares(word(c, 0), word(c, 1), word(c, 2));
    case UNIT:
      return unit(word(c, 0), word(c, 1), word(c, 2), word(c, 3), fraction(c, 4));
    case ADAMW:
      return adamw(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), c + 28);
    default:
      unreachable();
  }
}
