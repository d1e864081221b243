import { buildSubgraphSchema } from '@apollo/subgraph';
import { trace } from '@opentelemetry/api';
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { withSpan } from './telemetry.ts';

type ResolverMap = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']
>;

/**
 * Builds an executable subgraph schema from SDL texts and resolvers. Every field with a resolver of its own gets
 * a span while its request is traced; plain property reads do not, since they would cost more than they tell.
 */
export function createSubgraphSchema(sdl: readonly string[], resolvers: object): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl.join('\n')),
    resolvers: resolvers as ResolverMap,
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.resolve || field.resolve === defaultFieldResolver) continue;
      field.resolve = traced(`${type.name}.${field.name}`, field.resolve);
    }
  }
  return schema;
}

function traced(
  field: string,
  resolve: GraphQLFieldResolver<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown> {
  return (...args) => {
    if (!trace.getActiveSpan()?.isRecording()) return resolve(...args);
    return withSpan(`resolve ${field}`, { 'graphql.field.name': field }, () => resolve(...args));
  };
}
