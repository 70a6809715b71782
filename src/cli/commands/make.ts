// `make`: a model from nothing, by a recipe. Each stage is shown as it begins; the report card and the ledger come
// last.

import { join } from 'node:path';
import { ship } from '../../factory/make/card.node.ts';
import { reportText } from '../../factory/make/evaluate.ts';
import { ledgerText } from '../../factory/make/ledger.ts';
import { make as makeModel } from '../../factory/make/make.node.ts';
import { recipeOf } from '../../factory/make/recipe.ts';
import { createBackend } from '../../silicon/backend.ts';
import { onInterrupt } from '../interrupt.ts';
import { MADE } from '../models.ts';
import { note, paint, printJson, progressLine } from '../terminal.ts';
import { variant } from './train.ts';

export interface MakeFlags {
  readonly out?: string;
  readonly from?: string;
  readonly ship?: string;
  readonly watts: number;
  readonly threads?: number;
  readonly json?: boolean;
}

export async function make(name: string, flags: MakeFlags): Promise<void> {
  const recipe = recipeOf(name);
  const folder = flags.out ?? join(MADE, recipe.name);
  using interrupt = onInterrupt();
  const progress = progressLine();
  const backend = await createBackend({ threads: flags.threads });
  try {
    const made = await makeModel({
      recipe,
      folder,
      backend,
      variant: await variant(flags.threads),
      watts: flags.watts,
      from: flags.from,
      signal: interrupt.signal,
      onProgress: progress.report,
      onStep: ({ name: step, about, kept }) => {
        progress.end();
        note(`${paint(process.stderr, 'bold', step.padEnd(14))}${about}${kept ? ' (done before)' : ''}`);
      },
    });
    progress.end();
    if (flags.ship !== undefined) await ship(folder, flags.ship);
    if (flags.json) return printJson(made);
    process.stdout.write(`${reportText(made.rows)}\n\n${ledgerText(made.ledger)}\n`);
    note(`\nWrote ${made.path}; talk to it: chat ${made.path}`);
    if (flags.ship !== undefined) note(`Copied it with its card into ${flags.ship}`);
  } finally {
    progress.end();
    await backend.close();
  }
}
