// The command line as a person and a script meet it: real processes, their output, their exit codes, and
// every way stdin can be. The weights are random and written by the tests, so a fresh clone can run them.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeGgufFile } from '../src/model/write.node.ts';
import { randomAdapter } from './support/random-adapter.ts';
import { RECIPES, randomModel } from './support/random-model.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PARITY = join(ROOT, '../shared/data/parity');
const noParity = existsSync(PARITY) ? false : 'shared/data/parity is not here';
const COMMANDS = ['chat', 'ask', 'run', 'inspect', 'perplexity', 'quantize', 'merge', 'pull', 'bench'];
const HANG_MS = 30_000; // a test that waits this long fails by itself
const CHAT_TEMPLATE =
  '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}';

const folder = mkdtempSync(join(tmpdir(), 'twofiles-cli-'));
const base = join(folder, 'base.gguf');
const talker = join(folder, 'talker.gguf');
const style = join(folder, 'style.gguf');
after(() => rmSync(folder, { recursive: true, force: true }));
before(async () => {
  const checkpoint = randomModel({
    ...RECIPES.qwen3,
    layers: 1,
    width: 64,
    heads: 2,
    kvHeads: 1,
    headDim: 32,
    feedForward: 64,
  });
  await writeGgufFile(checkpoint, base);
  await writeGgufFile(randomAdapter(checkpoint, 1), style);
  const template = { type: 'string', value: CHAT_TEMPLATE } as const;
  const metadata = new Map([...checkpoint.metadata, ['tokenizer.chat_template', template] as const]);
  await writeGgufFile({ ...checkpoint, metadata }, talker);
});

interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface How {
  /** Text to send; 'null': /dev/null; 'closed': no stdin at all; 'open': a pipe on which nothing ever comes. */
  readonly stdin?: { readonly text: string } | 'null' | 'closed' | 'open';
  readonly env?: Readonly<Record<string, string>>;
  /** Sees the process and what it has written, each time it writes to stdout. */
  readonly onOutput?: (child: ChildProcess, stdout: string) => void;
}

/** Runs the command line to its end. */
function twofiles(args: readonly string[], { stdin = 'null', env = {}, onOutput }: How = {}): Promise<Result> {
  const { npm_lifecycle_event: _, TWOFILES_MODEL: __, ...inherited } = process.env;
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', join(ROOT, 'src/cli/main.ts'), ...args];
  const [program, ...rest] = stdin === 'closed' ? ['/bin/sh', '-c', 'exec "$@" <&-', 'sh', ...command] : command;
  const child = spawn(program!, rest, {
    cwd: folder,
    env: {
      ...inherited,
      XDG_CACHE_HOME: join(folder, 'cache'),
      NO_COLOR: '1',
      TWOFILES_STORE: 'none',
      TWOFILES_POCKET: join(folder, 'none'),
      ...env,
    },
    stdio: [stdin === 'null' || stdin === 'closed' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
  });
  if (typeof stdin === 'object') child.stdin?.on('error', () => {}).end(stdin.text);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    onOutput?.(child, stdout);
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** The same, for what must succeed: its stdout as JSON. */
async function json(args: readonly string[], how?: How): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await twofiles([...args, '--json'], how);
  assert.equal(code, 0, stderr + stdout);
  return JSON.parse(stdout);
}

describe('help and mistakes', { concurrency: 2 }, () => {
  test('the help shows every command with an example', async () => {
    const { code, stdout } = await twofiles(['--help']);
    assert.equal(code, 0);
    const examples = stdout.slice(stdout.indexOf('Examples:'));
    for (const command of COMMANDS) {
      assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
      assert.match(examples, new RegExp(`twofiles ${command}\\b`), command);
    }
  });

  test('a wrong command line exits 2 and says what is right', async () => {
    const { code, stdout, stderr } = await twofiles(['run', base, 'x', '--tokens', '-1']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: .*--tokens.*whole number.*\n {2}→ .*--help.*\n$/);
  });

  test('an error exits 1 with what to do next; with --json it is JSON', async () => {
    const plain = await twofiles(['inspect', 'absent.gguf']);
    assert.equal(plain.code, 1);
    assert.match(plain.stderr, /^error: .*absent\.gguf.*\n {2}→ .+\n$/);
    const { code, stdout } = await twofiles(['inspect', 'absent.gguf', '--json']);
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).error.code, 'not-found');
  });
});

describe('without a model', { concurrency: 1 }, () => {
  for (const stdin of ['null', 'closed', 'open', { text: '' }] as const)
    test(`says in three lines how to come by one, stdin ${JSON.stringify(stdin)}`, async () => {
      const { code, stdout } = await twofiles([], { stdin });
      assert.equal(code, 0);
      assert.equal(stdout.trimEnd().split('\n').length, 3);
      for (const way of ['make tiny', 'pull ', '--model ']) assert.ok(stdout.includes(`twofiles ${way}`), way);
    });

  test('what make finished last is at hand; what its stages left is not', async () => {
    const made = join(folder, 'work', 'mine');
    mkdirSync(made, { recursive: true });
    cpSync(style, join(made, 'tokenizer.gguf'));
    cpSync(talker, join(made, 'parameters.bin'));
    const { code, stdout } = await twofiles(['ask', 'Why?', '--json', '--tokens', '1']);
    rmSync(join(folder, 'work'), { recursive: true });
    assert.equal(code, 0, stdout);
  });

  test('ask fails with no-model', async () => {
    const { code, stdout } = await twofiles(['ask', 'Why?', '--json']);
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).error.code, 'no-model');
  });
});

describe('with a model', { concurrency: 3 }, () => {
  const TALK = { TWOFILES_MODEL: '' };
  before(() => {
    TALK.TWOFILES_MODEL = talker;
  });

  for (const stdin of ['null', 'closed', 'open', { text: '\n \n' }] as const)
    test(`nothing on stdin: one exchange is shown, stdin ${JSON.stringify(stdin)}`, async () => {
      const { code, stdout, stderr } = await twofiles(['--backend', 'scalar'], { stdin, env: TALK });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^> .+\n/);
    });

  test('lines on stdin are answered and then it ends', async () => {
    const { code, stdout } = await twofiles(
      ['chat', talker, '--bare', '--tokens', '5', '--json', '--backend', 'scalar'],
      {
        stdin: { text: 'one\n\ntwo' },
      },
    );
    assert.equal(code, 0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ question }) => question),
      ['one', 'two'],
    );
    assert.equal(answers[0].reused, 0);
    assert.ok(answers[1].reused >= answers[0].timings.promptTokens, 'the first turn is not run again');
    assert.ok(answers[1].reused < answers[0].timings.promptTokens + answers[1].timings.promptTokens);
  });

  test('a model without a template says once that it continues text', async () => {
    const { stdout, stderr } = await twofiles(['chat', base, '--tokens', '3', '--backend', 'scalar'], {
      stdin: { text: 'a\nb\n' },
    });
    assert.equal(stderr.match(/no chat template/g)?.length, 1);
    assert.ok(stdout.length > 0);
  });

  test('a full window is told, and the exit code is 1', async () => {
    for (const bare of [['--bare'], []]) {
      const { code, stderr } = await twofiles(['chat', talker, ...bare, '--context', '16', '--backend', 'scalar'], {
        stdin: { text: `${'many words '.repeat(20)}\n` },
      });
      assert.equal(code, 1);
      assert.match(stderr, bare.length > 0 ? /window holds 16/ : /must be in sight, and there is room for/);
    }
  });

  test('ask prints the answer alone, the same for the same seed', async () => {
    const args = ['ask', '--tokens', '8', '--seed', '7', '--backend', 'scalar'];
    const [argument, piped] = await Promise.all([
      twofiles([...args, 'Why?'], { env: TALK }),
      twofiles(args, { env: TALK, stdin: { text: 'Why?\n' } }),
    ]);
    assert.equal(argument.code, 0);
    assert.equal(argument.stdout, piped.stdout);
    assert.equal(argument.stderr, '');
  });
});

describe('run', { concurrency: 2 }, () => {
  const GREEDY = ['--temperature', '0', '--backend', 'scalar'];

  test('the text alone, however the prompt comes', async () => {
    const tail = ['--tokens', '12', ...GREEDY];
    const [argument, dash, piped, document] = await Promise.all([
      twofiles(['run', base, 'Once', ...tail]),
      twofiles(['run', base, '-', ...tail], { stdin: { text: 'Once' } }),
      twofiles(['run', base, ...tail], { stdin: { text: 'Once' } }),
      json(['run', base, 'Once', '--logprobs', '2', ...tail]),
    ]);
    assert.equal(argument.code, 0, argument.stderr);
    assert.equal(argument.stderr, '');
    assert.equal(dash.stdout, argument.stdout);
    assert.equal(piped.stdout, argument.stdout);
    assert.equal(argument.stdout.trimEnd(), String(document.text).trimEnd());
    assert.equal(document.reason, 'length');
    const scored = document.logprobs as { token: number; logprob: number; top: { token: number; logprob: number }[] }[];
    assert.deepEqual(
      scored.map(({ token }) => token),
      document.tokens,
    );
    for (const { token, logprob, top } of scored) {
      assert.equal(top.length, 2);
      assert.equal(top[0]?.token, token, 'greedy takes the likeliest');
      assert.equal(top[0]?.logprob, logprob);
    }
  });

  test('nothing on stdin: an empty prompt', async () => {
    const results = await Promise.all(
      (['null', 'closed', { text: '' }] as const).map((stdin) =>
        twofiles(['run', base, '--tokens', '4', ...GREEDY], { stdin }),
      ),
    );
    for (const result of results) assert.deepEqual(result, results[0]);
    assert.equal(results[0]?.code, 0);
  });

  test('stop texts and biases reach the sampler', async () => {
    const free = await json(['run', base, 'Once', '--tokens', '6', ...GREEDY]);
    const [first] = free.tokens as number[];
    const forbidden = await json(['run', base, 'Once', '--tokens', '6', '--logit-bias', `${first}:-inf`, ...GREEDY]);
    assert.notEqual((forbidden.tokens as number[])[0], first);
    const stop = String(free.text).slice(1, 3);
    const stopped = await json(['run', base, 'Once', '--tokens', '6', '--stop', stop, ...GREEDY]);
    assert.equal(stopped.text, String(free.text).slice(0, String(free.text).indexOf(stop)));
    assert.equal(stopped.reason, 'stop');
  });

  test('Ctrl-C stops the generation, keeps what was written and leaves', async () => {
    let sent = false;
    const { code, signal, stdout, stderr } = await twofiles(['run', base, 'Once', '--logit-bias', '0:0', ...GREEDY], {
      onOutput: (child) => {
        if (!sent) child.kill('SIGINT');
        sent = true;
      },
    });
    assert.equal(signal, null, 'it ends by itself');
    assert.equal(code, 130);
    assert.ok(stdout.length > 1);
    assert.doesNotMatch(stderr, /error|at .*\.ts/);
  });

  test('a reader that has seen enough is no error', async () => {
    const { code, stderr } = await twofiles(['run', base, 'Once', '--tokens', '200', ...GREEDY], {
      onOutput: (child) => child.stdout?.destroy(),
    });
    assert.equal(code, 0);
    assert.equal(stderr, '');
  });

  test('the greedy text of stories260K', { skip: noParity }, async () => {
    const expected = readFileSync(join(PARITY, 'stories260K/expected_greedy_200.txt'), 'utf8').trim();
    const path = join(PARITY, 'stories260K');
    const { stdout } = await twofiles(['run', path, '', '--tokens', '200', '--temperature', '0']);
    assert.equal(stdout.trim(), expected);
  });
});

describe('files', { concurrency: 2 }, () => {
  test('inspect describes real weights', { skip: noParity }, async () => {
    const path = join(PARITY, 'TinyStories-656K');
    const facts = await json(['inspect', path]);
    assert.equal(facts.format, 'safetensors');
    assert.equal(facts.architecture, 'llama');
    assert.equal(facts.tied, true);
    assert.equal(facts.bytes, (facts.parameters as number) * 4);
    const file = statSync(join(path, 'model.safetensors')).size;
    assert.ok((facts.bytes as number) < file && (facts.bytes as number) > file - 10_000);
    const { code, stdout } = await twofiles(['inspect', path, '--tensors']);
    assert.equal(code, 0);
    for (const text of ['656,000', 'feed-forward', 'blk.1.ffn_down.weight', '2,048', 'together', '<|end_story|>'])
      assert.ok(stdout.includes(text), text);
  });

  test('inspect describes a vocabulary alone', { skip: noParity }, async () => {
    const { code, stdout, stderr } = await twofiles(['inspect', join(PARITY, 'vocab/ggml-vocab-starcoder.gguf')]);
    assert.equal(code, 0);
    assert.match(stdout, /49,152/);
    assert.match(stderr, /cannot run it/);
  });

  test('quantize converts, refuses to overwrite, and the result runs', async () => {
    const small = join(folder, 'small.gguf');
    const written = await json(['quantize', base, 'q8_0', small]);
    assert.ok((written.bytesAfter as number) < (written.bytesBefore as number) / 3);
    const refused = await twofiles(['quantize', base, 'q8_0', small]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /--force/);
    const copied = await twofiles(['quantize', base, 'copy', small, '--force']);
    assert.equal(copied.code, 0, copied.stderr);
    const args = (path: string) => ['run', path, 'Once', '--tokens', '9', '--temperature', '0', '--backend', 'scalar'];
    const [original, copy] = await Promise.all([twofiles(args(base)), twofiles(args(small))]);
    assert.equal(copy.stdout, original.stdout);
  });

  test('an adapter writes what the weights merged with it write', async () => {
    const merged = join(folder, 'merged.gguf');
    const written = await json(['merge', base, `${style}:0.5`, merged]);
    assert.deepEqual([written.paths, written.scale], [[merged], 0.5]);
    const args = (path: string) => ['run', path, 'Once', '--tokens', '9', '--temperature', '0', '--backend', 'scalar'];
    const [plain, adapted, whole, refused] = await Promise.all([
      twofiles(args(base)),
      twofiles([...args(base), '--adapter', `${style}:0.5`]),
      twofiles(args(merged)),
      twofiles([...args(base), '--adapter', base]),
    ]);
    assert.equal(adapted.stdout, whole.stdout, adapted.stderr);
    assert.notEqual(adapted.stdout, plain.stdout);
    assert.match(refused.stderr, /general\.type/);
    assert.equal((await twofiles(['merge', base, style, merged, '--type', 'Q8_0'])).code, 1);
    assert.equal((await twofiles(['merge', base, style, merged, '--type', 'Q8_0', '--force'])).code, 0);
  });

  test('perplexity measures a file and stdin alike', async () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(8);
    const path = join(folder, 'text.txt');
    writeFileSync(path, text);
    const flags = ['--context', '64', '--backend', 'scalar'];
    const [file, stdin] = await Promise.all([
      json(['perplexity', base, path, ...flags]),
      json(['perplexity', base, '-', ...flags], { stdin: { text } }),
    ]);
    assert.equal(file.bitsPerByte, stdin.bitsPerByte);
    assert.equal(file.complete, true);
    assert.ok((file.perplexity as number) > 1);
    const nats = Math.log(file.perplexity as number);
    assert.ok(Math.abs((file.bitsPerToken as number) * Math.LN2 - nats) < 1e-9);
  });

  test('bench lists the benches', async () => {
    const { code, stdout } = await twofiles(['bench']);
    assert.equal(code, 0);
    assert.match(stdout, /^fuzz +/m);
    assert.equal((await twofiles(['bench', 'flap'])).code, 1);
  });

  test('pull refuses what is neither a repository nor an HTTPS address', async () => {
    const { code, stderr } = await twofiles(['pull', 'ftp://example.org/x']);
    assert.equal(code, 1);
    assert.match(stderr, /^error: /);
  });
});

test('train makes weights from a text file that run continues and export writes; typed again, it has nothing left to do', async () => {
  const [book, out] = [join(folder, 'book.txt'), join(folder, 'run')];
  const lines = Array.from(
    { length: 300 },
    (_, i) => `The ${['red', 'old', 'low'][i % 3]} boat went by ${i % 7} times.`,
  );
  writeFileSync(book, lines.join('\n'));
  const shape = ['--depth', '1', '--vocab', '300', '--context', '32', '--batch', '4', '--steps', '6', '--threads', '2'];
  const made = await twofiles(['train', book, out, ...shape, '--json']);
  assert.equal(made.code, 0, made.stderr);
  const { path, step, last } = JSON.parse(made.stdout);
  assert.equal(step, 6);
  assert.ok(last.loss < 6 && last.bitsPerByte > 0);
  const again = await twofiles(['train', book, out, ...shape, '--json']);
  assert.equal(JSON.parse(again.stdout).step, 6, again.stderr);
  const other = await twofiles(['train', book, out, ...shape, '--depth', '2']);
  assert.match(other.stderr, /has a run with depth 1, not 2/);
  const told = await twofiles(['run', path, 'The', '--tokens', '4']);
  assert.equal(told.code, 0, told.stderr);
  const written = await twofiles(['export', path, join(folder, 'hf')]);
  assert.equal(written.code, 0, written.stderr);
  assert.ok(existsSync(join(folder, 'hf', 'tokenizer.json')) && existsSync(join(folder, 'hf', 'model.safetensors')));
});
