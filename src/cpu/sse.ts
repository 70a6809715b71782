// A response body read within limits: as text, or as server-sent events (HTML Living Standard, 9.2). A server may
// stall, cut, send lines without end or never stop; a reader waits only as long as its watch and takes only so much.
import { TwofilesError } from '../base/errors.ts';
import type { StallWatch } from '../base/patience.ts';

/** Bytes of a whole answer: ten times what the longest windows hold. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Characters of an error's body that are read: what it says stands at the beginning. */
const MOST_ERROR_CHARACTERS = 64 * 1024;

/** The chunks of a body. @throws `network` for more than `most` bytes. */
async function* chunks(response: Response, most: number, watch: StallWatch): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let bytes = 0;
  try {
    for (;;) {
      watch.touch();
      const { done, value } = await reader.read();
      watch.pause(); // what the reader's owner does with it is not the server's silence
      if (done) return;
      bytes += value.length;
      if (bytes > most)
        throw new TwofilesError(
          'network',
          `An answer is longer than ${most} bytes.`,
          'Ask for less, or check the endpoint.',
        );
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

export async function bodyText(response: Response, watch: StallWatch): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks(response, MOST_BYTES, watch)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** The beginning of an error's body. */
export async function errorBody(response: Response, watch: StallWatch): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks(response, MOST_BYTES, watch)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= MOST_ERROR_CHARACTERS) break;
  }
  return text.slice(0, MOST_ERROR_CHARACTERS);
}

/** The data of each event. What is cut off in the middle of an event is no event. */
export async function* events(response: Response, watch: StallWatch): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let data: string[] = [];
  let pieces: string[] = []; // of a line that is not whole
  for await (const chunk of chunks(response, MOST_BYTES, watch)) {
    const text = decoder.decode(chunk, { stream: true });
    if (!/[\r\n]/.test(text)) {
      pieces.push(text);
      continue;
    }
    const lines = (pieces.join('') + text).split(/\r\n|\n|\r(?!$)/);
    pieces = [lines.pop()!];
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
      else if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      }
    }
  }
}
