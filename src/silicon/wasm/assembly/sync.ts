// How threads share work and wait for each other. Every output element belongs to one thread and is
// computed in one order, so results do not depend on the number of threads.
import { ARRIVED, ASLEEP, MEETING } from '../layout';

/** This instance's thread, of how many; where its scratch begins. Set by `serve`. */
export let thread: i32 = 0;
export let threads: i32 = 1;
export let scratch: usize = 0;

export function setThread(index: i32, count: i32): void {
  thread = index;
  threads = count;
}

export function setScratch(address: usize): void {
  scratch = address;
}

/** Where this thread's part of `count` items begins; it ends where the next thread's begins. */
// @ts-ignore: decorator
@inline
export function shareStart(count: i32): i32 {
  return <i32>((<i64>count * thread) / threads);
}

// @ts-ignore: decorator
@inline
export function shareEnd(count: i32): i32 {
  return <i32>((<i64>count * (thread + 1)) / threads);
}

/** About 20 µs: longer than most waits within a pass, short enough to leave the core to others. */
const SPINS: i32 = 8000;

/** Returns when the word at `address` is no longer `old`; spins first, then sleeps. */
export function waitWhile(address: usize, old: i32): void {
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(address) != old) return;
  while (atomic.load<i32>(address) == old) {
    atomic.add<i32>(ASLEEP, 1);
    atomic.wait<i32>(address, old, -1);
    atomic.sub<i32>(ASLEEP, 1);
  }
}

/** Returns when every thread has come here. True in the thread that came last. */
export function barrier(): bool {
  if (threads == 1) return true;
  const meeting = atomic.load<i32>(MEETING);
  if (atomic.add<i32>(ARRIVED, 1) == threads - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.add<i32>(MEETING, 1);
    if (atomic.load<i32>(ASLEEP) != 0) atomic.notify(MEETING, -1);
    return true;
  }
  waitWhile(MEETING, meeting);
  return false;
}
