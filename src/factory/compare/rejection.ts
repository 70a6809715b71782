// Rejection sampling: fine-tuning on the best of a model's own answers (Nakano et al. 2021; Touvron et al. 2023,
// section 3.2.3). What every other way of learning from comparisons has to beat: it sees the same answers and ranks.
import type { Tokenizer } from '../../text/tokenizer.ts';
import type { Example } from '../tune/example.ts';
import type { Comparison } from './comparison.ts';
import { answerTokens, promptTokens } from './task.ts';

/** Of each comparison its best answer, the first of equals, as an example: only the answer is learned. */
export function bestExamples(tokenizer: Tokenizer, comparisons: readonly Comparison[]): Example[] {
  return comparisons.flatMap(({ task, answers, ranks }): Example[] => {
    const best = answers[ranks.indexOf(0)];
    if (!best || best.parts.length === 0) return [];
    const prompt = promptTokens(tokenizer, task);
    const answer = answerTokens(tokenizer, best);
    return [
      {
        tokens: Int32Array.from([...prompt, ...answer]),
        written: Uint8Array.from([...prompt.map(() => 0), ...answer.map(() => 1)]),
      },
    ];
  });
}
