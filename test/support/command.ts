// Runs commands of the command line inside the test's own process, which takes milliseconds. What a process
// alone can show (exit codes, signals, stdin) is in cli.test.ts and terminal-session.test.ts.
import { createProgram } from '../../src/cli/program.ts';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** What the command threw; main.ts would print it. */
  readonly error: (Error & { readonly code?: string; readonly next?: string }) | undefined;
}

// Machines of tests keep nothing.
process.env.TWOFILES_STORE = 'none';

/** One command at a time: the process's own streams are listened to. */
export async function command(...args: readonly string[]): Promise<Outcome> {
  const out = listen(process.stdout);
  const err = listen(process.stderr);
  let error: Outcome['error'];
  try {
    await createProgram('twofiles', '0.0.0').command.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    error = thrown as Error;
  } finally {
    out.end();
    err.end();
  }
  return { stdout: out.text(), stderr: err.text(), error };
}

/** Takes the text that goes to a stream. The test runner's own reports are bytes and pass. */
function listen(stream: NodeJS.WriteStream): { text(): string; end(): void } {
  const write = stream.write;
  let text = '';
  stream.write = ((chunk: unknown, ...rest: unknown[]): boolean => {
    if (typeof chunk !== 'string') return Reflect.apply(write, stream, [chunk, ...rest]) as boolean;
    text += chunk;
    return true;
  }) as typeof write;
  return {
    text: () => text,
    end() {
      stream.write = write;
    },
  };
}
