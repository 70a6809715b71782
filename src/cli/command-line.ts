// Parses the command line, runs one command, turns what goes wrong into a message and an exit code.
// Nothing heavy is imported before a command asks for it.
import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { EXIT, reportError, reportUsage } from './errors.ts';
import { createProgram } from './program.ts';

/** What to type before the arguments: differs between the repository and an installed package. */
const { npm_package_name: owner, npm_lifecycle_event: task } = process.env;
const name = owner === 'twofiles' && task === 'start' ? 'npm start --' : 'twofiles';

// A reader that has seen enough (`| head`) closes the pipe: that is the end of the work, not an error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const program = createProgram(name, version);
const json = program.wantsJson(process.argv);
try {
  await program.command.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usage(error) : reportError(error, json);
}

function usage(error: CommanderError): number {
  if (error.exitCode === 0) return EXIT.ok; // help or version, already printed
  if (error.code === 'commander.help') return EXIT.usage; // a command that needs another one: its help is printed
  return reportUsage(
    error.message.replace(/^error: /, ''),
    `${name} --help shows every command with an example.`,
    json,
  );
}
