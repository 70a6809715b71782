// How long work tells where it stands. The worker reports counts; whoever watches draws them.

/** One report: `done` of `total` units (`total` is undefined while unknown). */
export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly unit: 'bytes' | 'tokens' | 'tensors' | 'steps' | 'cases';
}

export type OnProgress = (progress: Progress) => void;
