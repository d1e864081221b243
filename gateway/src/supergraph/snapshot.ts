import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { withDefer } from '../deferral/defer-directive.ts';
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

/**
 * Builds a snapshot.
 *
 * @param schema what clients see, where Apollo's gateway has made it already
 * @param labels of overrides that are active
 * @throws Error when the text is not a supergraph
 */
export function createSnapshot(
  schema: GraphQLSchema | undefined,
  supergraphSdl: string,
  labels: ReadonlySet<string> = new Set(),
): Snapshot {
  const supergraph = Supergraph.build(supergraphSdl);
  return {
    schema: schema ?? withDefer(supergraph.apiSchema().toGraphQLJSSchema()),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    modelsFor: chooseModels(supergraph, labels),
  };
}
