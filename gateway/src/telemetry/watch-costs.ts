import type { Metrics } from '@visiobook/service';
import type { AcceptedCost } from '../limits/limit-cost.ts';
import type { LabelOperation } from './operation-labels.ts';

export interface WatchCostsOptions {
  metrics: Pick<Metrics, 'graphqlCost'>;
  labels: LabelOperation;
  /** Who has it sees costs. */
  scope: string;
}

/** Who asked for what. */
interface Asked {
  client: string;
  operationName: string | null | undefined;
  scopes: readonly string[];
}

/** What holders of the scope read as `extensions.cost`. */
export interface CostReport {
  estimated: number;
  actual: number;
}

/**
 * Counts what an answer was estimated to cost, and where somebody pays for it or may know, what it did cost.
 *
 * @param measure what it did cost
 */
export type WatchCost = (asked: Asked, cost: AcceptedCost, measure: () => number) => CostReport | undefined;

export function createWatchCost({ metrics, labels, scope }: WatchCostsOptions): WatchCost {
  return ({ client, operationName, scopes }, { estimated, isPaid }, measure) => {
    const names = labels(client, operationName);
    metrics.graphqlCost.observe({ ...names, kind: 'estimated' }, estimated);
    const isSeen = scopes.includes(scope);
    if (!isSeen && !isPaid) return undefined;
    const actual = measure();
    metrics.graphqlCost.observe({ ...names, kind: 'actual' }, actual);
    return isSeen ? { estimated, actual } : undefined;
  };
}
