// The kernel's limits, each with its unit and its reason.

/** Processes that the processor serves at once: an engine's batched pass gains little beyond. */
export const SLOTS = 8;
/** Processes of one family: a child that spawns children does not fork the machine away. */
export const MOST_CHILDREN = 32;
/** Tokens that one turn may take where nobody says otherwise; a quarter of the window where that is less. */
export const TURN_TOKENS = 1024;
/** Calls of one device with the same input, after which the process is told that it repeats itself. */
export const REPEATS_TOLD = 2;
/** … and after which it is stopped. */
export const REPEATS_STOPPED = 5;
/** System calls of a process where nobody says otherwise: far more than any task needs, and an end to loops. */
export const STEPS = 10_000;
/** How long steps may follow each other before timers and signals have their turn, ms. */
export const BREATH_MS = 10;
/** Seconds of a device's run where it says nothing. */
export const DEVICE_SECONDS = 30;
/** Characters of a device's result: more is an error of the device, not a document. */
export const RESULT_CHARACTERS = 64_000_000;
/** Ended processes that a journal keeps. */
export const KEPT_PROCESSES = 1000;
/** Characters of an identifier that a child may give back: a name, no message. */
export const IDENTIFIER_CHARACTERS = 64;
