#!/usr/bin/env node
// The front panel's switch. Compiled code is kept from run to run, which halves the time to start.
import { existsSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.ts';

const cache = cacheFolder();
// One level at a time: where a folder cannot be made, Node's recursive way may never return (in /proc).
for (const folder of [dirname(cache), cache])
  try {
    mkdirSync(folder);
  } catch {} // it exists, or there will be no cache
if (existsSync(cache)) enableCompileCache(join(cache, 'compiled'));
await import('./command-line.ts');
