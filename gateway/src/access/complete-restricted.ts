import {
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { plainData } from '../execution/answer-text.ts';
import { TYPE_ALIAS } from './restrict-operation.ts';

export interface CompleteOptions {
  schema: GraphQLSchema;
  /** As the client sent it. */
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. */
  variables: Record<string, unknown>;
  /** Why a field of an object type is refused. */
  refusalOf(objectType: string, field: string): Error | undefined;
  /** Why an object of a type is refused, whatever is asked of it. */
  refusalOfType(type: string): Error | undefined;
}

/** Of one field refused in a long list, this many errors say it all. */
const MOST_ERRORS = 50;

type Path = readonly (string | number)[];
type Data = Record<string, unknown>;

/** A null that must not stand where it is. */
class NullAbove extends Error {}

/**
 * Gives the answer of a restricted operation the shape that the client asked for: null and an error for each part
 * that was refused, where null may stand, or at the nearest place above where it may.
 */
export function completeRestricted<R extends Pick<ExecutionResult, 'data' | 'errors'>>(
  result: R,
  options: CompleteOptions,
): R {
  const { schema, operation, fragments, variables, refusalOf, refusalOfType } = options;
  const root = schema.getRootType(operation.operation);
  const given = plainData(result.data);
  if (!given || !root) return result;
  const errors: GraphQLError[] = [];
  const counted = new Map<Error, number>();
  const refuse = (refusal: Error, path: Path, type: GraphQLOutputType): null => {
    const count = (counted.get(refusal) ?? 0) + 1;
    counted.set(refusal, count);
    if (count <= MOST_ERRORS)
      errors.push(new GraphQLError(refusal.message, { path, originalError: refusal }));
    if (isNonNullType(type)) throw new NullAbove();
    return null;
  };

  const isLeftOut = (selection: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false;

  const collect = (
    sets: readonly SelectionSetNode[],
    typename: string,
    into = new Map<string, FieldNode[]>(),
  ): Map<string, FieldNode[]> => {
    for (const selection of sets.flatMap(({ selections }) => selections)) {
      if (isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        into.set(name, [...(into.get(name) ?? []), selection]);
        continue;
      }
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (body && appliesTo(body.typeCondition?.name.value, typename))
        collect([body.selectionSet], typename, into);
    }
    return into;
  };
  const appliesTo = (condition: string | undefined, typename: string): boolean => {
    if (condition === undefined || condition === typename) return true;
    const [abstract, object] = [schema.getType(condition), schema.getType(typename)];
    return isAbstractType(abstract) && isObjectType(object) && schema.isSubType(abstract, object);
  };

  const complete = (data: Data, typename: string, sets: readonly SelectionSetNode[], path: Path): Data => {
    const type = schema.getType(typename);
    if (!isObjectType(type)) return data;
    const completed: Data = {};
    let above = false;
    for (const [name, nodes] of collect(sets, typename)) {
      const field = nodes[0]!.name.value;
      const definition = type.getFields()[field];
      if (!definition) {
        completed[name] = data[name];
        continue;
      }
      const at = [...path, name];
      try {
        const refusal = refusalOf(typename, field);
        completed[name] = refusal
          ? refuse(refusal, at, definition.type)
          : value(data[name] ?? null, definition.type, nodes, at);
      } catch (error) {
        if (!(error instanceof NullAbove)) throw error;
        above = true;
      }
    }
    if (above) throw new NullAbove();
    return completed;
  };

  const value = (given: unknown, type: GraphQLOutputType, nodes: FieldNode[], path: Path): unknown => {
    if (given === null) return null;
    try {
      const inner = isNonNullType(type) ? type.ofType : type;
      if (isListType(inner))
        return (given as unknown[]).map((item, index) => value(item, inner.ofType, nodes, [...path, index]));
      const named = getNamedType(inner);
      if (!isCompositeType(named)) return given;
      const object = given as Data;
      const typename = String(object[TYPE_ALIAS] ?? named.name);
      const refusal = refusalOfType(typename);
      if (refusal) return refuse(refusal, path, type);
      const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return complete(object, typename, sets, path);
    } catch (error) {
      if (!(error instanceof NullAbove) || isNonNullType(type)) throw error;
      return null;
    }
  };

  let data: Data | null;
  try {
    data = complete(given, root.name, [operation.selectionSet], []);
  } catch (error) {
    if (!(error instanceof NullAbove)) throw error;
    data = null;
  }
  return { ...result, data, errors: [...(result.errors ?? []), ...errors] };
}
