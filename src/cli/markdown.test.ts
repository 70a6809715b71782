import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Random } from '../base/random.ts';
import { MarkdownWriter } from './markdown.ts';

const SAMPLE = `# Title
Plain words, **bold ones** and *slanted* ones with \`code\`.
- first
- second
> said
\`\`\`js
const a = 1; // **not bold**
\`\`\`
See [the page](https://a.example). An escape: \u001b[2J.
`;

/** A stream that takes what it is given. */
function taken(isTTY: boolean) {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  Object.assign(stream, { isTTY, hasColors: () => true, getColorDepth: () => 8 });
  return { stream, text: () => text };
}

async function shown(pieces: readonly string[], isTTY = true): Promise<string> {
  const { stream, text } = taken(isTTY);
  const writer = new MarkdownWriter(stream);
  for (const piece of pieces) await writer.write(piece);
  await writer.end();
  return text();
}

test('marks become styles, and the text comes through whole however it is cut', async () => {
  const whole = stripVTControlCharacters(await shown([SAMPLE]));
  assert.match(whole, /^Title\nPlain words, bold ones and slanted ones with code\.\n• first\n• second\n│ said\n/);
  assert.match(whole, /const a = 1; \/\/ \*\*not bold\*\*\n/);
  assert.match(whole, /See the page \(https:\/\/a\.example\)\. An escape: \\x1b\[2J\.\n$/);
  const random = new Random(3);
  for (let i = 0; i < 50; i++) {
    const pieces: string[] = [];
    for (let at = 0; at < SAMPLE.length; ) {
      const length = 1 + random.int(9);
      pieces.push(SAMPLE.slice(at, at + length));
      at += length;
    }
    assert.equal(stripVTControlCharacters(await shown(pieces)), whole);
  }
});

test('plain words are shown before their line ends', async () => {
  const { stream, text } = taken(true);
  await new MarkdownWriter(stream).write('Once upon');
  assert.equal(text(), 'Once upon');
});

test('elsewhere than at a terminal nothing is changed', async () => {
  assert.equal(await shown([SAMPLE], false), SAMPLE);
});
