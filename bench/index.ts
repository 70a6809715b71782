// The list of benches: what each measures, and where it is. `npm run bench -- <name> [--json]` runs one.

export const benches = {
  batch: {
    about: 'eight sessions in shared passes, against one',
    load: () => import('./batch.ts'),
  },
  kernel: {
    about: 'a step with its journal, processes together, prompts computed before, cancels, memory',
    load: () => import('./kernel.ts'),
  },
  crash: {
    about: 'machines killed at random moments: whether they end as one that was not',
    load: () => import('./crash.ts'),
  },
  tools: {
    about: 'errands of the shipped model: products, dates, files, with devices and without',
    load: () => import('./tools.ts'),
  },
  types: {
    about: 'type-checking a program that uses the package, against the AI SDK',
    load: () => import('./types.ts'),
  },
  fork: {
    about: 'forking and restoring a session, against computing it again',
    load: () => import('./fork.ts'),
  },
  prefix: {
    about: 'a prompt that an earlier process ran, found in a folder, against computing it again',
    load: () => import('./prefix.ts'),
  },
  decode: {
    about: 'tokens a second, one at a time, against node-llama-cpp, and in a page against wllama',
    load: () => import('./decode.ts'),
  },
  start: {
    about: 'from the start of a process to its first token, and the memory it takes, against node-llama-cpp',
    load: () => import('./start.ts'),
  },
  large: {
    about: 'seven billion weights: more than one memory holds, against node-llama-cpp',
    load: () => import('./large.ts'),
  },
  page: {
    about: 'decoding and a prompt in a page of Chromium, against wllama',
    load: () => import('./page.ts'),
  },
  'hot-path': {
    about: 'where the time of one token goes, command by command',
    load: () => import('./hot-path.ts'),
  },
  context: {
    about: 'tokens a second after 4,000 tokens, and long prompts, against node-llama-cpp',
    load: () => import('./context.ts'),
  },
  prefill: {
    about: 'a prompt of 512 tokens, against node-llama-cpp',
    load: () => import('./prefill.ts'),
  },
  bandwidth: {
    about: 'how near decoding 1B comes to how fast memory can be read',
    load: () => import('./bandwidth.ts'),
  },
  wide: {
    about: 'decoding and prompts in 256-bit code, against without',
    load: () => import('./wide.ts'),
  },
  constrain: {
    about: 'what constraints on the output cost: decoding with and without, compiling, masks',
    load: () => import('./constrain.ts'),
  },
  fuzz: {
    about: 'damaged model files, adapters and saved sessions, a million of them: each gives a typed error or loads',
    load: () => import('./fuzz.ts'),
  },
  gemm: {
    about: 'dense f32 products of training shapes, with and without 256-bit code, against OpenBLAS',
    load: () => import('./gemm.ts'),
  },
  soak: {
    about: 'a long life of sessions at random: no block leaked, memory flat, no bit changed',
    load: () => import('./soak.ts'),
  },
  train: {
    about: 'training a small model, against PyTorch on the CPU, and where the time goes',
    load: () => import('./train.ts'),
  },
  quantize: {
    about: 'error of each tensor type, and time to quantize, against llama.cpp',
    load: () => import('./quantize.ts'),
  },
  tokenizer: {
    about: 'learning 30,000 tokens and encoding with them, against Hugging Face tokenizers and llama.cpp',
    load: () => import('./tokenizer.ts'),
  },
  corpus: {
    about: 'collecting, tokenising and packing documents: rates, and what share of rows is learned from',
    load: () => import('./corpus.ts'),
  },
};
