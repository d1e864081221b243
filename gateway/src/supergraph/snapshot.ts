import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { chooseModels, type SubgraphModels } from '../planning/override-labels.ts';

/** All that running operations needs of one version of the supergraph; a stream keeps the one it was planned with. */
export interface Snapshot {
  /** What clients see. */
  schema: GraphQLSchema;
  /** Everything, hidden elements included. */
  supergraphSchema: GraphQLSchema;
  /** What each subgraph can resolve for an operation, by its text. */
  modelsFor(operation: string): SubgraphModels;
}

/** Builds a snapshot from a supergraph that the gateway has accepted. @param labels of overrides that are active */
export function createSnapshot(
  schema: GraphQLSchema,
  supergraphSdl: string,
  labels: ReadonlySet<string> = new Set(),
): Snapshot {
  const supergraph = Supergraph.build(supergraphSdl);
  return {
    schema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    modelsFor: chooseModels(supergraph, labels),
  };
}
