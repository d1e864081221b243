/** Sentences that are computed together, longest first, and how their tokens lie. */
export interface SentenceBatch {
  /** Indices of the sentences. */
  sentences: number[];
  /** Of each of them, where its first token lies when they stand one behind the other. */
  starts: Int32Array;
  /** Of each of them, how many tokens it has. */
  lengths: Int32Array;
  tokens: number;
}

/** Tokens and sentences that are computed at once: bounded memory whatever the length of the book. */
export interface BatchLimits {
  tokens: number;
  sentences: number;
}

/** Larger batches are no faster on the WASM backend, and take memory. */
export const LIMITS: BatchLimits = { tokens: 1024, sentences: 64 };

/** Puts sentences of like length together, so that a step has work in all of its rows. Empty ones are left out. */
export function batchByLength(
  lengths: readonly number[],
  { tokens: mostTokens, sentences: mostSentences }: BatchLimits,
): SentenceBatch[] {
  const order = lengths.flatMap((length, i) => (length > 0 ? [i] : []));
  order.sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const batches: SentenceBatch[] = [];
  let from = 0;
  while (from < order.length) {
    let end = from;
    let tokens = 0;
    while (
      end < order.length &&
      end - from < mostSentences &&
      (end === from || tokens + lengths[order[end]!]! <= mostTokens)
    )
      tokens += lengths[order[end++]!]!;
    batches.push(batchOf(order.slice(from, end), lengths));
    from = end;
  }
  return batches;
}

function batchOf(sentences: number[], all: readonly number[]): SentenceBatch {
  const lengths = Int32Array.from(sentences, (i) => all[i]!);
  const starts = new Int32Array(sentences.length);
  for (let i = 1; i < sentences.length; i++) starts[i] = starts[i - 1]! + lengths[i - 1]!;
  return { sentences, starts, lengths, tokens: starts.at(-1)! + lengths.at(-1)! };
}
