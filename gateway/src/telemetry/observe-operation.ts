import type { Logger, Metrics } from '@visiobook/service';
import type { GatewayContext } from '../context.ts';
import { sha256 } from '../persisted/manifest.ts';
import type { LabelOperation } from './operation-labels.ts';

export interface ObservedOperation {
  context: GatewayContext;
  /** Query or mutation; undefined for what is neither. */
  type: string | undefined;
  operationName: string | null | undefined;
  source: string | undefined;
  /** By `performance.now()`. */
  startedAt: number;
  hasData: boolean;
  hasErrors: boolean;
}

/** Counts and times an operation by client and name, and logs a slow one with where its time went. */
export type ObserveOperation = (observed: ObservedOperation) => void;

export interface ObserveOperationOptions {
  metrics: Pick<Metrics, 'graphqlDuration'>;
  log: Logger;
  /** An operation that takes so long is logged. */
  slowMs: number;
  labels: LabelOperation;
}

export function createObserveOperation(options: ObserveOperationOptions): ObserveOperation {
  const { metrics, log, slowMs, labels } = options;
  return ({ context, type = 'none', operationName, source, startedAt, hasData, hasErrors }) => {
    const { caller, fetches = [], viewer } = context;
    if (!caller) return;
    const ms = performance.now() - startedAt;
    const outcome = hasErrors ? (hasData ? 'partial' : 'failed') : 'ok';
    const { client, operation } = labels(caller.client, operationName);
    metrics.graphqlDuration.observe({ client, operation, type, outcome }, ms / 1000);
    if (ms < slowMs) return;
    log.warn(
      {
        client: caller.client,
        operation: operationName,
        hash: source && sha256(source),
        ms: Math.round(ms),
        outcome,
        fetches: fetches.map(({ subgraph, ms }) => ({ subgraph, ms: Math.round(ms) })),
        correlationId: viewer.requestId,
      },
      'a slow operation',
    );
  };
}
