import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';

/** Nobody reads more, and each takes time and memory to tell. */
const MOST_FAULTS = 20;

/** The values of an operation's variables, or what is wrong with them. */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: Pick<OperationDefinitionNode, 'variableDefinitions'>,
  given: Readonly<Record<string, unknown>>,
): ReturnType<typeof getVariableValues> {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: MOST_FAULTS });
}
