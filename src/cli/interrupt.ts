// Ctrl-C asks the work under way to stop and keep what it has; pressed again it ends the program, in case
// the work does not listen.
import { EXIT } from './errors.ts';

export interface Interruptible extends Disposable {
  readonly signal: AbortSignal;
}

const STUBBORN = 3; // presses that end even a program that wants to stay

/** Until it is disposed of, SIGINT fires `signal`; a further one (or, without `leave`, two) exits with 130. */
export function onInterrupt({ leave = true } = {}): Interruptible {
  const controller = new AbortController();
  let presses = 0;
  const handle = () => {
    if (++presses >= (leave ? 2 : STUBBORN)) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on('SIGINT', handle);
  return { signal: controller.signal, [Symbol.dispose]: () => process.off('SIGINT', handle) };
}
