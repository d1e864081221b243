import type { GraphQLDataSource } from '@apollo/gateway';
import { createMetrics } from '@visiobook/service';
import { silentLog } from '@visiobook/testing';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { readAnswer } from '../../src/subgraph-client/replica.ts';
import { createSubgraphSource } from '../../src/subgraph-client/subgraph-source.ts';
import { readDirectives } from './subgraph-directives.ts';
import { buildTwoWays, type TwoWays, type World } from './two-ways.ts';

/** What a subgraph answers that is not well; undefined for nobody there. */
export const ILLNESSES: readonly (readonly [string, string | undefined])[] = [
  ['does not answer', undefined],
  ['answers with errors and no data', '{"errors":[{"message":"ill"}]}'],
  [
    'answers with no data, and an error at a place that is none',
    '{"data":null,"errors":[{"message":"ill","path":["nowhere",0,"x"]}]}',
  ],
  ['answers with no data and no error', '{"data":null}'],
  ['answers with no field of what was asked', '{"data":{}}'],
  ['answers with what is no GraphQL', '<html>502 Bad Gateway</html>'],
  ['answers with data that is no object', '{"data":["x"]}'],
  ['answers with errors that are none', '{"data":null,"errors":[null,"x",{}]}'],
];

export interface IllWays extends TwoWays {
  /** From now on one subgraph answers so, whatever it is asked. */
  fallIll(subgraph: string, answer: string | undefined): void;
}

/**
 * A world of which one subgraph is ill, and the one schema in which the fields fail that this subgraph alone has. A
 * gateway may lose more: what it was to fetch there although others have it too, and what depends on that.
 */
export function buildWithIll(world: World): IllWays {
  let ill: string | undefined;
  let isAlone: (typeName: string, field: string) => boolean = () => false;
  let source: GraphQLDataSource | undefined;
  let supergraph: GraphQLSchema;
  const learning: World = {
    ...world,
    learn: (known, api) => {
      supergraph = known;
      world.learn?.(known, api);
    },
  };
  const ways = buildTwoWays(learning, {
    source: (name, well) => ({
      process: (options) => (name === ill && source ? source : well).process(options),
    }),
    truth: (typeName, field, well) => (thing, args, context, info) => {
      if (isAlone(typeName, field)) throw new Error(`${ill} is ill`);
      return well(thing, args, context, info);
    },
  });
  return {
    ...ways,
    fallIll: (subgraph, answer) => {
      ill = subgraph;
      isAlone = fieldsAlone(world.sdl, subgraph, supergraph);
      source = sourceOf(subgraph, answer);
    },
  };
}

/** The real source, over a call that always ends so. */
function sourceOf(name: string, answer: string | undefined): GraphQLDataSource {
  return createSubgraphSource({
    name,
    call: async () => {
      const read = answer === undefined ? undefined : readAnswer(answer);
      if (!read) throw new Error('no GraphQL answer');
      return read;
    },
    signed: undefined,
    returnHeaders: [],
    flights: undefined,
    log: silentLog(),
    metrics: createMetrics('gateway'),
  });
}

/** Which fields only this subgraph can answer: neither another one has them, nor may promise them with another field. */
function fieldsAlone(
  sdl: World['sdl'],
  subgraph: string,
  supergraph: GraphQLSchema,
): (typeName: string, field: string) => boolean {
  const { owners, provided } = readDirectives(sdl);
  const isProvided = (field: string) =>
    [...provided].some(([name, fields]) => name !== subgraph && fields.has(field));
  return (typeName, field) => {
    const type = supergraph.getType(typeName);
    const names = [typeName, ...(isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [])];
    const all = new Set(names.flatMap((name) => [...(owners.get(`${name}.${field}`) ?? [])]));
    return all.size === 1 && all.has(subgraph) && !isProvided(field);
  };
}
