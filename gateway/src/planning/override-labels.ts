import { createHash } from 'node:crypto';
import type { Supergraph } from '@apollo/federation-internals';
import { readOverrideLabels, readSubgraphModels, type SubgraphModel } from './subgraph-model.ts';

export type SubgraphModels = ReadonlyMap<string, SubgraphModel>;

/**
 * What each subgraph can resolve for an operation. A field under `@override(from, label)` is the new subgraph's where
 * the label is active, else the old one's: `percent(30)` is active for 30 of 100 operations, always the same ones;
 * others only where they are named.
 *
 * @param active labels that are active for all operations
 */
export function chooseModels(
  supergraph: Supergraph,
  active: ReadonlySet<string>,
): (operation: string) => SubgraphModels {
  const labels = readOverrideLabels(supergraph);
  const byLabels = new Map<string, SubgraphModels>();
  return (operation) => {
    const chosen = labels.filter(
      (label) => active.has(label) || shareOf(operation, label) < percentOf(label),
    );
    const key = chosen.join('\n');
    const models = byLabels.get(key) ?? readSubgraphModels(supergraph, new Set(chosen));
    byLabels.set(key, models);
    return models;
  };
}

function percentOf(label: string): number {
  return Number(/^percent\(\s*([\d.]+)\s*\)$/.exec(label)?.[1] ?? 0);
}

/** From 0 to below 100. */
function shareOf(operation: string, label: string): number {
  return (createHash('sha256').update(`${label}\n${operation}`).digest().readUInt32BE() / 2 ** 32) * 100;
}
