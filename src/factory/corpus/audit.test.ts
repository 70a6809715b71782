// The audit finds what was planted, shows it masked, and leaves alone what only looks like it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Auditor, languageOf, masked } from './audit.ts';

function audit(texts: readonly string[]) {
  const auditor = new Auditor();
  texts.forEach((text, i) => {
    auditor.add(`d${i}`, text, text.length);
  });
  return auditor.result();
}

test('personal data is counted and shown masked', () => {
  const { personal } = audit([
    'Write to mary.jones+x@mail.example.org or to BOB@EXAMPLE.COM, or call +44 20 7946 0958.',
    'Call (212) 555-0142 or 212-555-0199. Card 4111 1111 1111 1111, or 378282246310005. Host 192.0.2.17.',
  ]);
  const counts = Object.fromEntries(Object.entries(personal).map(([kind, { count }]) => [kind, count]));
  assert.deepEqual(counts, { 'e-mail': 2, phone: 3, 'payment card': 2, 'IP address': 1 });
  assert.equal(personal['e-mail']!.documents, 1);
  const shown = Object.values(personal)
    .flatMap(({ examples }) => examples)
    .join(' ');
  for (const secret of ['mary', 'jones', 'example', '7946', '0958', '0142', '1111', '378', '192'])
    assert.ok(!shown.includes(secret), `${secret} in ${shown}`);
  assert.match(shown, /d0: m….j…/);
  assert.equal(masked('a.b@c.de'), 'a….b…@c….d…');
});

test('numbers, dates, versions and sums are no personal data', () => {
  const { personal } = audit([
    'In 1914-1918, on 2024-05-06, pages 12-14, 1 2 3 4 5 6, 3.14159265358979, version 1.2.3, 10 000 000 000 men.',
    'ISBN 978-3-16-148410-0, 1234567890123456, 4111 1111 1111 1112, 300.1.2.3, @home, a@b, 12 345 678 901 234.',
  ]);
  for (const [kind, { count, examples }] of Object.entries(personal)) assert.equal(count, 0, `${kind}: ${examples}`);
});

test('languages, sizes and unreadable bytes', () => {
  const german =
    'Der alte Mann ging langsam über die Brücke und sah den Fluss unter sich fließen, ohne ein Wort zu sagen.';
  const french =
    'Le vieil homme traversait lentement le pont et regardait la rivière couler sans dire un seul mot à personne.';
  const english =
    'The old man walked slowly over the bridge and watched the river flow below him without saying a word.';
  assert.deepEqual([german, french, english, '42 = 6 * 7'].map(languageOf), ['de', 'fr', 'en', 'unknown']);
  const result = audit([english, english, german, 'a\ufffdb']);
  assert.deepEqual(result.languages, { en: 2, de: 1, unknown: 1 });
  assert.equal(result.damaged, 1);
  assert.deepEqual([result.sizes.least, result.sizes.most], [3, german.length]);
});
