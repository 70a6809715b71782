// The table of commands: every one is shown with an example, and a wrong line is refused with the reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from './program.ts';

const COMMANDS = [
  ...[
    'chat',
    'ask',
    'ps',
    'resume',
    'kill',
    'trace',
    'policy',
    'run',
    'inspect',
    'perplexity',
    'quantize',
    'merge',
    'make',
    'finetune',
    'rank',
    'prefer',
    'teach',
    'card',
    'pull',
  ],
  ...['world', 'corpus', 'tokenizer', 'train', 'export', 'bench'],
];

function help(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

test('the help shows every command with an example, and so does its own', () => {
  const { command: program } = createProgram('twofiles', '1.2.3');
  const general = help(program);
  const examples = general.slice(general.indexOf('Examples:'));
  const names = program.commands.map((command) => command.name());
  assert.deepEqual(names, COMMANDS);
  for (const command of program.commands.flatMap((one) => one.commands))
    assert.match(help(command), /Examples:\n {2}twofiles /);
  for (const command of program.commands) {
    assert.match(general, new RegExp(`^  ${command.name()} `, 'm'));
    assert.match(examples, new RegExp(`twofiles ${command.name()}\\b`));
    assert.match(help(command), new RegExp(`Examples:\\n  twofiles ${command.name()}`));
  }
});

test('a wrong line is refused with the reason', async () => {
  for (const [line, message] of [
    [['flap'], /no command "flap"/],
    [['run'], /missing required argument 'weights'/],
    [['run', 'w', 'x', 'y'], /too many arguments/],
    [['run', 'w', '--tokens', '-1'], /whole number/],
    [['run', 'w', '--top-p', '1.5'], /number from 0 to 1/],
    [['run', 'w', '--logit-bias', '5'], /42:-5/],
    [['run', 'w', '--logit-bias', '5:inf'], /finite/],
    [['run', 'w', '--stop', ''], /empty text/],
    [['run', 'w', '--backend', 'gpu'], /wasm, scalar/],
    [['run', 'w', 'x', '--logprobs', '2'], /needs --json/],
    [['inspect', 'w', '--nonsense'], /--nonsense/],
  ] as const) {
    const { command } = createProgram('twofiles', '1.2.3');
    await assert.rejects(
      command.parseAsync(line, { from: 'user' }),
      { name: 'CommanderError', message },
      line.join(' '),
    );
  }
});

test('--json after -- is text', () => {
  const { wantsJson } = createProgram('twofiles', '1.2.3');
  assert.equal(wantsJson(['run', 'w', '--json']), true);
  assert.equal(wantsJson(['run', 'w', '--', '--json']), false);
});
