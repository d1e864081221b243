import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import { createSubgraphSchema } from '@visiobook/service';
import {
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
  graphql,
  isAbstractType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { executeOperation } from '../../src/execution/execute-operation.ts';
import { createSnapshot, type Snapshot } from '../../src/supergraph/snapshot.ts';

type Resolver = GraphQLFieldResolver<never, unknown>;

export interface World {
  sdl: Readonly<Record<string, string>>;
  /** The value of a field when one schema holds all. */
  truth(typeName: string, field: string): Resolver;
  /** The value of a field in a subgraph. */
  partOfTruth(typeName: string, field: string): Resolver;
  findEntity(sent: Record<string, unknown>): unknown;
}

export interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

export interface TwoWays {
  schema: GraphQLSchema;
  snapshot: Snapshot;
  /** The subgraphs, in this process. */
  sources: Readonly<Record<string, GraphQLDataSource>>;
  isValid(query: string): boolean;
  throughGateway(asked: Asked): Promise<ExecutionResult>;
  asOne(asked: Asked): Promise<ExecutionResult>;
  /** What subgraphs refused since the last call: an invalid fetch is a fault of the plan. */
  takeRefusals(): string[];
}

/** The same world behind the gateway's planner and executor, and as one executable schema. */
export function buildTwoWays(world: World): TwoWays {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(world.sdl).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  const schema = Supergraph.build(supergraphSdl as string)
    .apiSchema()
    .toGraphQLJSSchema();
  resolveAll(schema, world.truth);
  const snapshot = createSnapshot(schema, supergraphSdl as string);
  const refusals: string[] = [];
  const context = { viewer: {} } as never;
  const sources = Object.fromEntries(
    Object.entries(world.sdl).map(([name, sdl]) => {
      const subgraph = createSubgraphSchema([sdl], resolversOf(sdl, world));
      const source: GraphQLDataSource = {
        process: async ({ request }) => {
          const source = request.query ?? '';
          const faults = validate(subgraph, parse(source));
          refusals.push(...faults.map(({ message }) => `${name}: ${message}`));
          const answer = await graphql({ schema: subgraph, source, variableValues: request.variables ?? {} });
          return JSON.parse(JSON.stringify(answer));
        },
      };
      return [name, source];
    }),
  );
  return {
    schema,
    snapshot,
    sources,
    isValid: (query) => validate(schema, parse(query)).length === 0,
    throughGateway: async ({ query, variables }) => {
      const document = parse(query);
      const operation = getOperationAST(document)!;
      const result = await executeOperation(snapshot, { document, operation, variables, context, sources });
      return JSON.parse(JSON.stringify(result));
    },
    asOne: async ({ query, variables }) =>
      JSON.parse(
        JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables })),
      ),
    takeRefusals: () => refusals.splice(0),
  };
}

function resolveAll(schema: GraphQLSchema, resolver: World['truth']): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = typenameOf;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = resolver(type.name, field.name) as never;
  }
}

function typenameOf(value: { __typename: string }): string {
  return value.__typename;
}

function resolversOf(sdl: string, world: World): Record<string, Record<string, unknown>> {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const definition of parse(sdl).definitions) {
    if (definition.kind === 'UnionTypeDefinition')
      resolvers[definition.name.value] = { __resolveType: typenameOf };
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InterfaceTypeDefinition') continue;
    const { value: name } = definition.name;
    const fields: Record<string, unknown> = {};
    if (definition.kind === 'ObjectTypeDefinition')
      for (const field of definition.fields ?? [])
        fields[field.name.value] = world.partOfTruth(name, field.name.value);
    else fields.__resolveType = typenameOf;
    if (definition.directives?.some((directive) => directive.name.value === 'key'))
      fields.__resolveReference = world.findEntity;
    resolvers[name] = fields;
  }
  return resolvers;
}
