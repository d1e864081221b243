import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostRules, ListSize } from './cost-rules.ts';

export interface CostQuestion {
  schema: GraphQLSchema;
  rules: CostRules;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Coerced. */
  variables: Record<string, unknown>;
  /** Of a list about which the schema says nothing. */
  listSize: number;
}

/** Of each field of a mutation, besides what it answers. */
export const MUTATION_COST = 10;

/**
 * What an operation may cost before it is run, after IBM's cost specification: 1 for each object, nothing for
 * leaves, 10 for a mutation, other weights by `@cost`; lists as long as `@listSize` says they can get.
 */
export function estimateCost(question: CostQuestion): number {
  const { schema, rules, document, operation, variables, listSize } = question;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  // A fragment costs the same wherever it stands, unless a list around it says how long the lists inside are.
  const known = new Map<string, number>();

  const ofSelections = (
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    sized: ReadonlyMap<string, number>,
  ): number => {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        sum += ofField(selection, parent, sized);
        continue;
      }
      const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!body) continue;
      const named = body.typeCondition && schema.getType(body.typeCondition.name.value);
      const type = isCompositeType(named) ? named : parent;
      const key =
        selection.kind === Kind.FRAGMENT_SPREAD && sized.size === 0 ? selection.name.value : undefined;
      const cost =
        (key === undefined ? undefined : known.get(key)) ?? ofSelections(body.selectionSet, type, sized);
      if (key) known.set(key, cost);
      sum += cost;
    }
    return sum;
  };

  const ofField = (
    node: FieldNode,
    parent: GraphQLCompositeType,
    sized: ReadonlyMap<string, number>,
  ): number => {
    const name = node.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    // `__typename` and introspection, which other limits hold.
    if (!definition) return 0;
    const coordinate = `${parent.name}.${name}`;
    const type = getNamedType(definition.type);
    const weight =
      rules.weights.get(coordinate) ?? rules.weights.get(type.name) ?? (isLeafType(type) ? 0 : 1);
    const given = getArgumentValues(definition, node, variables);
    const size = rules.sizes.get(coordinate);
    const length = size && lengthOf(size, given, definition);
    const inner = new Map(size && length !== undefined ? size.sizedFields.map((each) => [each, length]) : []);
    const children =
      node.selectionSet && isCompositeType(type) ? ofSelections(node.selectionSet, type, inner) : 0;
    const isList = isListType(getNullableType(definition.type));
    const times = isList ? (sized.get(name) ?? length ?? listSize) : 1;
    return ofArguments(coordinate, given) + times * (weight + children);
  };

  const ofArguments = (coordinate: string, given: Record<string, unknown>): number => {
    let sum = 0;
    for (const name of Object.keys(given)) sum += rules.weights.get(`${coordinate}.${name}`) ?? 0;
    return sum;
  };

  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const base =
    operation.operation === 'mutation' ? MUTATION_COST * operation.selectionSet.selections.length : 0;
  return base + ofSelections(operation.selectionSet, root, new Map());
}

/** The most that the arguments ask for; what the schema assumes where they say nothing. */
function lengthOf(
  { assumedSize, slicingArguments }: ListSize,
  given: Record<string, unknown>,
  definition: GraphQLField<unknown, unknown>,
): number | undefined {
  const asked = slicingArguments.flatMap((name) => {
    const value = given[name] ?? definition.args.find((each) => each.name === name)?.defaultValue;
    return typeof value === 'number' ? [Math.max(0, value)] : [];
  });
  return asked.length > 0 ? Math.max(...asked) : assumedSize;
}
