// The process in which Hugging Face's library trains: it prints to stdout what nobody asked for.
//   tokenizer-process.ts <empty tokenizer.json> <text> <trained tokenizer.json>
import { readFileSync } from 'node:fs';
import { openTokenizerJson } from '../../test/support/huggingface-tokenizers.ts';

const [empty, text, out] = process.argv.slice(2) as [string, string, string];
const peer = openTokenizerJson(readFileSync(empty, 'utf8'));
const begun = performance.now();
peer.train([text]);
const seconds = (performance.now() - begun) / 1000;
peer.save(out);
process.send?.(seconds);
