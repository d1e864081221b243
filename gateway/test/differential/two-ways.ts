import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import { createSubgraphSchema } from '@visiobook/service';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  graphql,
  isAbstractType,
  isObjectType,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { acceptSecurityFeatures } from '../../src/access/access-rules.ts';
import type { GatewayContext } from '../../src/context.ts';
import type { Delivery } from '../../src/deferral/delivery.ts';
import { executeOperation } from '../../src/execution/execute-operation.ts';
import { createEventCompleter } from '../../src/subscriptions/complete-event.ts';
import { planSubscription } from '../../src/subscriptions/plan-subscription.ts';
import { createSnapshot, type Snapshot } from '../../src/supergraph/snapshot.ts';
import { withUsualRoots } from './subgraph-directives.ts';

type Resolver = GraphQLFieldResolver<never, unknown>;

/** The names that root types have in a supergraph, whatever subgraphs call them. */
const USUAL_ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

export interface World {
  sdl: Readonly<Record<string, string>>;
  /** Sees the schemas before anything is asked. */
  learn?(supergraph: GraphQLSchema, api: GraphQLSchema): void;
  /** Called before each operation. */
  begin?(): void;
  /** The value of a field when one schema holds all. */
  truth(typeName: string, field: string): Resolver;
  /** The value of a field in a subgraph. */
  partOfTruth(typeName: string, field: string, subgraph: string): Resolver;
  findEntity(sent: Record<string, unknown>, subgraph: string): unknown;
  /** What stands at the root. */
  root?(typeName: string, event?: number): unknown;
  /** The name of an object's type; its `__typename` where nothing is said. */
  typeOf?(value: unknown): string;
}

export interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

export interface TwoWays {
  schema: GraphQLSchema;
  snapshot: Snapshot;
  isValid(query: string): boolean;
  /** @param delivery for an answer in parts */
  throughGateway(asked: Asked, delivery?: Delivery): Promise<FormattedExecutionResult>;
  asOne(asked: Asked): Promise<FormattedExecutionResult>;
  documentAsOne(document: DocumentNode, variables: Asked['variables']): Promise<FormattedExecutionResult>;
  /** What subgraphs refused since the last call: an invalid fetch is a fault of the plan. */
  takeRefusals(): string[];
}

/** What is not as it should be with a subgraph, both ways. */
export interface Trouble {
  /** Stands between the gateway and a subgraph. */
  source?(name: string, source: GraphQLDataSource): GraphQLDataSource;
  /** Stands between the one schema and the value of a field. */
  truth?(typeName: string, field: string, truth: Resolver): Resolver;
}

/** The same world behind the gateway's planner and executor, and as one executable schema. */
export function buildTwoWays(world: World, trouble: Trouble = {}): TwoWays {
  const supergraphSdl = acceptSecurityFeatures(compose(world.sdl));
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  resolveAll(schema, world, trouble);
  const snapshot = createSnapshot(schema, supergraphSdl);
  world.learn?.(snapshot.supergraphSchema, schema);
  const refusals: string[] = [];
  const context = { viewer: {} } as GatewayContext;
  const subgraphs = new Map(
    Object.entries(world.sdl).map(([name, sdl]) => [
      name,
      { name, schema: createSubgraphSchema([sdl], resolversOf(name, sdl, world)) },
    ]),
  );
  const sources = Object.fromEntries(
    Array.from(subgraphs, ([name, { schema: subgraph }]) => {
      const source: GraphQLDataSource = {
        process: async ({ request }) => {
          const source = request.query ?? '';
          const faults = validate(subgraph, parse(source));
          refusals.push(...faults.map(({ message }) => `${name}: ${message}`));
          const kind = getOperationAST(parse(source))!.operation;
          const rootValue = world.root?.(USUAL_ROOTS[kind]);
          const variableValues = request.variables ?? {};
          const answer = await graphql({ schema: subgraph, source, variableValues, rootValue });
          return plain(answer);
        },
      };
      return [name, trouble.source?.(name, source) ?? source];
    }),
  );
  const documentAsOne: TwoWays['documentAsOne'] = async (document, variables) => {
    const rootValue = world.root?.(schema.getRootType(getOperationAST(document)!.operation)!.name);
    world.begin?.();
    if (getOperationAST(document)!.operation === 'subscription')
      return eventsOf(schema, document, variables, async (event) => event as ExecutionResult);
    return plain(await execute({ schema, document, variableValues: variables, rootValue }));
  };
  return {
    schema,
    snapshot,
    isValid: (query) => validate(schema, parse(query)).length === 0,
    throughGateway: async ({ query, variables }, delivery) => {
      const document = parse(query);
      const operation = getOperationAST(document)!;
      world.begin?.();
      if (operation.operation === 'subscription') {
        const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
        const plan = planSubscription(snapshot, document, operation, coerced);
        const { subgraph, query: upstream, variableNames } = plan.upstream;
        const sent = Object.fromEntries(
          variableNames.filter((name) => name in variables).map((name) => [name, variables[name]]),
        );
        const { schema: owner, name } = subgraphs.get(subgraph)!;
        refusals.push(...validate(owner, parse(upstream)).map(({ message }) => `${name}: ${message}`));
        const complete = createEventCompleter({ snapshot, plan, variables, context, sources });
        return eventsOf(owner, parse(upstream), sent, complete);
      }
      const result = await executeOperation(snapshot, {
        document,
        operation,
        variables,
        context: delivery ? { ...context, delivery } : context,
        sources,
      });
      // What has come is added to by what comes later.
      return delivery ? (result as FormattedExecutionResult) : plain(result);
    },
    asOne: (asked) => documentAsOne(parse(asked.query), asked.variables),
    documentAsOne,
    takeRefusals: () => refusals.splice(0),
  };
}

/** The events of a subscription as one answer. */
async function eventsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  complete: (event: FormattedExecutionResult) => Promise<ExecutionResult>,
): Promise<FormattedExecutionResult> {
  const events = await subscribe({ schema, document, variableValues });
  if (!(Symbol.asyncIterator in events)) return plain(events);
  const data: Record<string, unknown> = {};
  const errors: GraphQLFormattedError[] = [];
  for await (const event of events) {
    const index = Object.keys(data).length;
    const answer = plain(await complete(plain(event)));
    data[index] = answer.data;
    for (const error of answer.errors ?? [])
      errors.push({ ...error, path: [String(index), ...(error.path ?? [])] });
  }
  return { data, errors };
}

function plain(result: ExecutionResult): FormattedExecutionResult {
  return JSON.parse(JSON.stringify(result)) as FormattedExecutionResult;
}

/** @throws Error with what the composer says */
export function compose(sdl: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(sdl).map(([name, text]) => ({ name, url: `http://${name}`, typeDefs: parse(text) })),
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

function resolveAll(schema: GraphQLSchema, world: World, { truth }: Trouble): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = world.typeOf ?? typenameOf;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = world.truth(type.name, field.name);
      field.resolve = (truth?.(type.name, field.name, resolve) ?? resolve) as never;
      if (type.name === 'Subscription') field.subscribe = () => events(world);
    }
  }
}

async function* events({ root }: World): AsyncGenerator<unknown> {
  for (let index = 0; index < 3; index++) yield root?.('Subscription', index);
}

function typenameOf(value: unknown): string {
  return (value as { __typename: string }).__typename;
}

function resolversOf(subgraph: string, sdl: string, world: World): Record<string, Record<string, unknown>> {
  const resolvers: Record<string, Record<string, unknown>> = {};
  const typeOf = world.typeOf ?? typenameOf;
  const document = parse(sdl);
  const usual = withUsualRoots(document).definitions.filter(({ kind }) => kind !== 'SchemaDefinition');
  const own = document.definitions.filter(({ kind }) => kind !== 'SchemaDefinition');
  for (const [index, definition] of own.entries()) {
    if (definition.kind === 'UnionTypeDefinition')
      resolvers[definition.name.value] = { __resolveType: typeOf };
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InterfaceTypeDefinition') continue;
    const { value: ownName } = definition.name;
    const { value: name } = (usual[index] as typeof definition).name;
    const fields: Record<string, unknown> = {};
    if (definition.kind === 'ObjectTypeDefinition')
      for (const field of definition.fields ?? []) {
        const resolve = world.partOfTruth(name, field.name.value, subgraph);
        const isStream = name === 'Subscription';
        fields[field.name.value] = isStream ? { subscribe: () => events(world), resolve } : resolve;
      }
    else fields.__resolveType = typeOf;
    if (definition.directives?.some((directive) => directive.name.value === 'key'))
      fields.__resolveReference = (sent: Record<string, unknown>) => world.findEntity(sent, subgraph);
    resolvers[ownName] = fields;
  }
  return resolvers;
}
