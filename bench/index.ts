// The list of benches: what each measures, and where it is. `npm run bench -- <name> [--json]` runs one.

export const benches = {
  constrain: {
    about: 'what constraints on the output cost: decoding with and without, compiling, masks',
    load: () => import('./constrain.ts'),
  },
  fuzz: {
    about: 'damaged model files, a million of them: each gives a typed error or loads',
    load: () => import('./fuzz.ts'),
  },
  quantize: {
    about: 'error of each tensor type, and time to quantize, against llama.cpp',
    load: () => import('./quantize.ts'),
  },
};
