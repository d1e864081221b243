/** What finds things in books, as people are told; see docs/adr/0009. */
export const MODELS = [
  {
    name: 'baseline',
    version: '2',
    task: 'chapters, scenes, characters, quotes, places, emotions, summaries',
  },
];

/** Part of every analysis's identity: raise it when the same book should be analysed again. */
export const MODEL_VERSION = 'baseline-2';
