import { type Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';

/** All that subscriptions need of one version of the supergraph; a stream keeps the one it was planned with. */
export interface Snapshot {
  /** What clients see. */
  schema: GraphQLSchema;
  /** The same for the planner's executor. */
  apiSchema: Schema;
  /** Everything, hidden elements included. */
  supergraphSchema: GraphQLSchema;
  planner: QueryPlanner;
}

/** Builds a snapshot from a supergraph that the gateway has accepted. */
export function createSnapshot(schema: GraphQLSchema, supergraphSdl: string): Snapshot {
  const supergraph = Supergraph.build(supergraphSdl);
  return {
    schema,
    apiSchema: supergraph.apiSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
  };
}
