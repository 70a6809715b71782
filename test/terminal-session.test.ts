// A conversation at a real terminal (a pseudo-terminal of `script`): what a person types and sees. The processor is an
// endpoint on loopback that answers by a script, so that what is looked at is the terminal alone.
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { type Act, begin, calls, delta, Endpoint, says } from './support/endpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
after(() => rmSync(folder, { recursive: true }));

const made = spawnSync('script', ['--version'], { encoding: 'utf8' });
const skip = /util-linux/.test(made.stdout ?? '') ? false : 'needs script of util-linux (Debian: bsdutils)';

/** How long anything may take to appear, ms. */
const PATIENCE_MS = 30_000;
const CTRL_C = '\x03';
const CTRL_D = '\x04';

/** A command at a terminal of 100 columns. */
class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<number | null>;
  #seen = '';
  #read = 0;
  #wake: () => void = () => undefined;

  // The program takes the place of the shell: Ctrl-C is for it alone.
  constructor(args: readonly string[]) {
    const command = [
      'stty cols 100;',
      'exec',
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      'src/cli/main.ts',
      ...args,
    ];
    this.#child = spawn('script', ['-qefc', command.join(' '), '/dev/null'], {
      env: { ...process.env, TERM: 'xterm-256color', NODE_TEST_CONTEXT: undefined },
    });
    this.#exit = new Promise((resolve) => this.#child.on('close', resolve));
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#seen += chunk.toString();
      this.#wake();
    });
  }

  type(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Waits until what comes next on the screen matches; gives all that came up to there, without colours. */
  async sees(pattern: RegExp): Promise<string> {
    const late = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const text = stripVTControlCharacters(this.#seen).replaceAll('\r', '');
      const found = pattern.exec(text.slice(this.#read));
      if (found) {
        const end = this.#read + found.index + found[0].length;
        const passed = text.slice(this.#read, end);
        this.#read = end;
        return passed;
      }
      if (late.aborted) assert.fail(`${pattern} is not to be seen in:\n${text.slice(this.#read)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        late.addEventListener('abort', () => resolve());
      });
    }
  }

  /** Waits until it has left; everything must have gone well. */
  async ended(): Promise<void> {
    const late = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS);
    const code = await this.#exit;
    clearTimeout(late);
    assert.equal(code, 0, `it left with ${code} after:\n${this.#seen.slice(-2000)}`);
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }
}

/** Begins to answer and never ends. */
const dawdles: Act = (response) => void begin(response).write(delta({ content: 'Once upon a time there was' }));

test('a person talks with a machine, looks into it, stops an answer, and leaves', { skip }, async () => {
  const sum = calls('calculator', ['{"expression": "123456789 * 987654321"}']);
  await using endpoint = await Endpoint.open(sum, says('It is **121932631112635269**.'), dawdles, says('Good bye.'));
  const saved = join(folder, 'talk.txt');
  using terminal = new Terminal(['chat', '--endpoint', `${endpoint.url}#small`, '--store', join(folder, 'store')]);
  const parts = await terminal.sees(/> $/);
  for (const part of ['CPU', 'small at 127.0.0.1', 'RAM', '8,192 tokens', 'calculator, clock', 'Policy'])
    assert.ok(parts.includes(part), `${part} in ${parts}`);
  terminal.type('What is 123456789 * 987654321?\r');
  await terminal.sees(/→ calculator {"expression":"123456789 \* 987654321"}/);
  await terminal.sees(/← 121932631112635269/);
  await terminal.sees(/It is 121932631112635269\.\s+\(from calculator\)\s+> $/);
  terminal.type('/ram\r');
  const ram = await terminal.sees(/The process has read what is .*\s+> $/);
  for (const row of [/frame +\d+ .*calculator, clock/, /1 +user +\d+ +person/, /3 +tool +\d+ +calculator/])
    assert.match(ram, row);
  terminal.type('/why 1\r');
  await terminal.sees(/calculator gave it \(page 3\)\.\s+The processor had called calculator\(.*\s+> $/s);
  terminal.type('/ps\r');
  await terminal.sees(/1 +talk@1 +waiting/);
  terminal.type('/dance\r');
  await terminal.sees(/There is no \/dance\.\s+→ \/help lists what there is\.\s+> $/);
  terminal.type('Tell me a story.\r');
  await terminal.sees(/Once upon a time there was/);
  terminal.type(CTRL_C);
  await terminal.sees(/> $/);
  terminal.type('Then good bye!\r');
  await terminal.sees(/Good bye\.\s[^>]*> $/);
  assert.match(
    JSON.stringify(endpoint.questions.at(-1)!.body.messages),
    /Once upon a time there was/,
    'it counts as said',
  );
  terminal.type(`/save ${saved}\r`);
  await terminal.sees(/Saved \d+ pages to .*\s+> $/); // only at a prompt is Ctrl-D an end
  assert.match(readFileSync(saved, 'utf8'), /user:\nTell me a story\./);
  terminal.type(CTRL_D);
  await terminal.ended();
});

test('an endpoint that fails costs nothing that was said, and twice Ctrl-C leaves', { skip }, async () => {
  const store = join(folder, 'failing');
  await using endpoint = await Endpoint.open(
    (response) =>
      void response.writeHead(401, { 'content-type': 'application/json' }).end('{"error": {"message": "no"}}'),
    says('Welcome.'),
  );
  using terminal = new Terminal(['chat', '--endpoint', `${endpoint.url}#small`, '--store', store]);
  await terminal.sees(/> $/);
  terminal.type('My name is Ada.\r');
  await terminal.sees(/→ .*\s+> $/);
  terminal.type('Hello?\r');
  await terminal.sees(/Welcome\./);
  assert.match(JSON.stringify(endpoint.questions.at(-1)!.body.messages), /My name is Ada\..*Hello\?/);
  await terminal.sees(/> $/);
  terminal.type(CTRL_C);
  await terminal.sees(/\(Ctrl-C again leaves\)\s+> $/);
  terminal.type(CTRL_C);
  await terminal.ended();
  assert.ok(existsSync(join(store, 'journal.db')));
});
