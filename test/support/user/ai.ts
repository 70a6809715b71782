// The same with the AI SDK.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

const weather = tool({
  description: 'the weather of a town.',
  inputSchema: z.object({ town: z.string(), day: z.enum(['today', 'tomorrow']) }),
  execute: ({ town, day }) => `${town.toUpperCase()}: sun, ${day}`,
});

const endpoint = createOpenAICompatible({ name: 'here', baseURL: 'http://127.0.0.1:8080/v1' });
const asked = streamText({
  model: endpoint('weights'),
  prompt: 'Is it sunny in Oslo?',
  tools: { weather },
  stopWhen: stepCountIs(5),
  temperature: 0,
});
for await (const part of asked.textStream) console.log(part);
console.log(await asked.text, (await asked.usage).outputTokens);
