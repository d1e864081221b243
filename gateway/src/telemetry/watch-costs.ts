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

/** Of answers that nobody pays for or asks about, one in so many is measured: some are long, and held as text. */
const SAMPLED = 20;

/** Charges and counts what an answer did cost, and says so to those who may know. */
export type WatchCost = (
  asked: Asked,
  cost: AcceptedCost,
  data: () => Record<string, unknown> | null | undefined,
) => CostReport | undefined;

export function createWatchCost({ metrics, labels, scope }: WatchCostsOptions): WatchCost {
  let unasked = 0;
  return ({ client, operationName, scopes }, cost, data) => {
    const names = labels(client, operationName);
    metrics.graphqlCost.observe({ ...names, kind: 'estimated' }, cost.estimated);
    const mayKnow = scopes.includes(scope);
    if (!mayKnow && !cost.isPaid && unasked++ % SAMPLED > 0) return undefined;
    const actual = cost.measure(data());
    cost.settle(actual);
    metrics.graphqlCost.observe({ ...names, kind: 'actual' }, actual);
    return mayKnow ? { estimated: cost.estimated, actual } : undefined;
  };
}
