import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AccessRules } from './access-rules.ts';
import type { Refusals } from './decide-access.ts';

/** Under which the types of objects come back that a restricted answer must know; no client of ours has the prefix. */
export const TYPE_ALIAS = 'visiobookGateway_type';

/** The coordinates with rules that an operation touches or may touch, whatever types its objects turn out to have. */
export function touchedCoordinates(
  schema: GraphQLSchema,
  rules: AccessRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string[] {
  const touched = new Set<string>();
  const touch = (coordinate: string) => {
    if (rules.has(coordinate)) touched.add(coordinate);
  };
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const walk = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        for (const type of [parent.name, ...possibleTypes(schema, parent)]) {
          touch(type);
          touch(`${type}.${name}`);
        }
        const field = fieldOf(parent, name);
        if (!field) continue;
        const type = getNamedType(field.type);
        touch(type.name);
        if (selection.selectionSet && isCompositeType(type)) walk(selection.selectionSet, type);
        continue;
      }
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!body) continue;
      const type = conditionOf(schema, body) ?? parent;
      const key = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
      if (key !== undefined && seen.has(key)) continue;
      if (key !== undefined) seen.add(key);
      walk(body.selectionSet, type);
    }
  };
  const root = schema.getRootType(operation.operation);
  if (root) walk(operation.selectionSet, root);
  return [...touched];
}

export interface Restricted {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The first coordinate that is refused. */
  first: string;
  /** Nothing of the root is left. */
  empty: boolean;
}

/**
 * Takes out of an operation what is refused, so that no subgraph is asked for it: a field, or a field of some of the
 * types that may stand in its place. Undefined where nothing is.
 */
export function restrictOperation(
  schema: GraphQLSchema,
  refusals: Refusals,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Restricted | undefined {
  const fragments = fragmentsOf(document);
  const judged = createRefusedBy(schema, refusals);
  let first: string | undefined;

  const keep = (set: SelectionSetNode, parent: GraphQLCompositeType, types: ReadonlySet<string>) => {
    const selections: SelectionNode[] = [];
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        selections.push(...keepField(selection, parent, types));
        continue;
      }
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!body) continue;
      const type = conditionOf(schema, body) ?? parent;
      const possible = possibleTypes(schema, type);
      const inner = keep(body.selectionSet, type, new Set([...types].filter((each) => possible.has(each))));
      if (inner.length > 0) selections.push(fragmentOn(type.name, inner, selection.directives));
    }
    return selections;
  };

  const keepField = (
    field: FieldNode,
    parent: GraphQLCompositeType,
    types: ReadonlySet<string>,
  ): SelectionNode[] => {
    const name = field.name.value;
    if (name.startsWith('__')) return [field];
    const definition = fieldOf(parent, name);
    if (!definition) return [field];
    const good: string[] = [];
    for (const type of types) {
      const coordinate = judged(type, name);
      if (coordinate) first ??= coordinate;
      else good.push(type);
    }
    if (good.length === 0 && types.size > 0) return [];
    const type = getNamedType(definition.type);
    const kept =
      field.selectionSet && isCompositeType(type)
        ? { ...field, selectionSet: keepSet(field.selectionSet, type) }
        : field;
    return good.length === types.size ? [kept] : good.map((each) => fragmentOn(each, [kept], undefined));
  };

  const keepSet = (set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode => {
    const selections = keep(set, type, possibleTypes(schema, type));
    if (selections.length === 0 || isAbstractType(type)) selections.push(TYPENAME);
    return { kind: Kind.SELECTION_SET, selections };
  };

  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const selections = keep(operation.selectionSet, root, new Set([root.name]));
  if (!first) return undefined;
  const restricted = {
    ...operation,
    selectionSet: {
      kind: Kind.SELECTION_SET as const,
      selections: selections.length > 0 ? selections : [TYPENAME],
    },
  };
  // Fragments are written out above: what is left of one depends on where it stands.
  const definitions = [restricted];
  return {
    document: { kind: Kind.DOCUMENT, definitions },
    operation: restricted,
    first,
    empty: selections.length === 0,
  };
}

/** By which coordinate a field of an object type is refused: its own, the object's type, or the type of what it gives. */
export type RefusedBy = (objectType: string, field: string) => string | undefined;

export function createRefusedBy(
  schema: GraphQLSchema,
  refused: { has(coordinate: string): boolean },
): RefusedBy {
  /**
   * Composition gives an interface the rules of all types behind it. Those types are judged one by one, so only a
   * rule that none of them explains is the interface's own.
   */
  const ofAbstract = (type: string, field?: string): string | undefined => {
    const suffix = field === undefined ? '' : `.${field}`;
    const coordinate = `${type}${suffix}`;
    if (!refused.has(coordinate)) return undefined;
    const named = schema.getType(type);
    if (!isInterfaceType(named)) return coordinate;
    const explained = Array.from(possibleTypes(schema, named)).some(
      (each) => refused.has(`${each}${suffix}`) || refused.has(each),
    );
    return explained ? undefined : coordinate;
  };
  return (objectType, field) => {
    if (refused.has(objectType)) return objectType;
    if (refused.has(`${objectType}.${field}`)) return `${objectType}.${field}`;
    const type = schema.getType(objectType);
    if (!isObjectType(type)) return undefined;
    for (const each of type.getInterfaces()) {
      const coordinate = ofAbstract(each.name) ?? (each.getFields()[field] && ofAbstract(each.name, field));
      if (coordinate) return coordinate;
    }
    const definition = type.getFields()[field];
    return definition && ofAbstract(getNamedType(definition.type).name);
  };
}

const TYPENAME: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: TYPE_ALIAS },
  name: { kind: Kind.NAME, value: '__typename' },
};

function fragmentOn(
  type: string,
  selections: readonly SelectionNode[],
  directives: SelectionNode['directives'],
): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    ...(directives ? { directives } : {}),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

function conditionOf(
  schema: GraphQLSchema,
  { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } | undefined },
): GraphQLCompositeType | undefined {
  const type = typeCondition && schema.getType(typeCondition.name.value);
  return isCompositeType(type) ? type : undefined;
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): ReadonlySet<string> {
  return new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]);
}

function fieldOf(parent: GraphQLCompositeType, name: string) {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
