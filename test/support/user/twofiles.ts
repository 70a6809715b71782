// A program of somebody who uses the package: a machine with a device of their own, asked and watched.
import { boot, TwofilesError } from 'twofiles';
import { device } from 'twofiles/devices';
import { program } from 'twofiles/kernel';
import { z } from 'zod';

const weather = device({
  name: 'weather',
  description: 'the weather of a town.',
  input: z.object({ town: z.string(), day: z.enum(['today', 'tomorrow']) }),
  effects: ['read'],
  repeatable: true,
  run: ({ town, day }) => `${town.toUpperCase()}: sun, ${day}`,
});

const report = program('report@1', async (sys, towns) => {
  const found: string[] = [];
  for (const town of towns as string[]) found.push((await sys.call('weather', { town, day: 'today' })).text);
  return found;
});

await using os = await boot({ cpu: 'weights.gguf', devices: [weather], programs: [report] });
try {
  const asked = os.run('Is it sunny in Oslo?', { allow: ['weather'] }, { temperature: 0 });
  for await (const event of asked) if (event.type === 'text') console.log(event.text);
  const { text, sources, usage } = await asked;
  const invented = sources.filter(({ source }) => source.kind === 'weights').map((sentence) => sentence.text);
  console.log(text, invented, usage.written);
} catch (error) {
  if (error instanceof TwofilesError) console.log(error.code, error.next);
}
