import type { Metrics } from '@visiobook/service';
import { BatchFailed } from './model-slot.ts';

/** Told of everything that the models do. */
export interface InferenceMonitor {
  batch(model: string, use: { seconds: number; items: number; tokens: number; waited: number }): void;
  failed(model: string, error: unknown): void;
  /** Tokens that wait, by task and language. */
  depth(kind: string, tokens: number): void;
  /** Nothing waits any more. */
  empty(): void;
  restarted(process: 'model' | 'worker'): void;
}

/** Counts the models' work where Prometheus reads it; tokens a second are the rate of tokens over that of busy seconds. */
export function inferenceMetrics(metrics: Metrics): InferenceMonitor {
  return {
    batch(model, { seconds, items, tokens, waited }) {
      metrics.inferenceDuration.observe({ model }, seconds);
      metrics.inferenceBatchItems.observe({ model }, items);
      metrics.inferenceWait.observe({ model }, waited);
      metrics.inferenceTokens.inc({ model }, tokens);
    },
    failed(model, error) {
      metrics.inferenceErrors.inc({ model, reason: error instanceof BatchFailed ? error.reason : 'wrong' });
    },
    depth: (kind, tokens) => metrics.inferenceQueue.set({ kind }, tokens),
    empty: () => metrics.inferenceQueue.reset(),
    restarted: (process) => metrics.processRestarts.inc({ process }),
  };
}
