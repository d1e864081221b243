import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostRules } from './cost-rules.ts';
import { MUTATION_COST } from './estimate-cost.ts';

export interface MeasureQuestion {
  schema: GraphQLSchema;
  rules: CostRules;
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** What an answer cost, by the rules of the estimate and the lengths that its lists really have. */
export type MeasureCost = (data: Record<string, unknown>) => number;

/** A place of the answer: the parts of it that can cost something. */
interface Shape {
  entries: readonly Entry[];
  /** Where the answer says which type an object is of, if it was asked. */
  typenameAt: string | undefined;
}

interface Entry {
  name: string;
  /** Of its arguments, and of the field itself where that has a weight: whatever comes back. */
  own: number;
  /** Of each object or value that comes back. */
  each: number;
  /** Weights of types that may stand here instead of the declared one. */
  byType: ReadonlyMap<string, number> | undefined;
  inner: Shape | undefined;
}

type Level = readonly { set: SelectionSetNode; parent: GraphQLCompositeType }[];

/** Prepares the measuring of an operation's answers; what cannot cost anything is not looked at again. */
export function compileMeasure({ schema, rules, document, operation }: MeasureQuestion): MeasureCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);

  const shapeOf = (level: Level): Shape => {
    const places = new Map<
      string,
      { definition: Field; coordinate: string; given: Set<string>; sets: Level }
    >();
    let typenameAt: string | undefined;
    const read = ({ set, parent }: Level[number]): void => {
      for (const selection of set.selections) {
        if (selection.kind !== Kind.FIELD) {
          const body =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          const named = body?.typeCondition && schema.getType(body.typeCondition.name.value);
          if (body) read({ set: body.selectionSet, parent: isCompositeType(named) ? named : parent });
          continue;
        }
        const name = selection.alias?.value ?? selection.name.value;
        if (selection.name.value === '__typename') typenameAt = name;
        const definition =
          isObjectType(parent) || isInterfaceType(parent)
            ? parent.getFields()[selection.name.value]
            : undefined;
        if (!definition) continue;
        const type = getNamedType(definition.type);
        const sets =
          selection.selectionSet && isCompositeType(type)
            ? [{ set: selection.selectionSet, parent: type }]
            : [];
        // What is asked for twice in one place comes once, and costs once.
        const present = places.get(name);
        places.set(name, {
          definition,
          coordinate: present?.coordinate ?? `${parent.name}.${selection.name.value}`,
          given: new Set(selection.arguments?.map((argument) => argument.name.value)),
          sets: [...(present?.sets ?? []), ...sets],
        });
      }
    };
    for (const part of level) read(part);
    const entries = Array.from(places, ([name, { definition, coordinate, given, sets }]): Entry => {
      const type = getNamedType(definition.type);
      const ofField = rules.weights.get(coordinate);
      const composite = isCompositeType(type);
      const ofArguments = definition.args
        .filter((argument) => given.has(argument.name) || argument.defaultValue !== undefined)
        .reduce((sum, argument) => sum + (rules.weights.get(`${coordinate}.${argument.name}`) ?? 0), 0);
      return {
        name,
        own: ofArguments,
        each: ofField ?? rules.weights.get(type.name) ?? (composite ? 1 : 0),
        byType: ofField === undefined && composite && !isObjectType(type) ? rules.weights : undefined,
        inner: sets.length > 0 ? shapeOf(sets) : undefined,
      };
    });
    return { typenameAt, entries: entries.filter(({ own, each, inner }) => own > 0 || each > 0 || inner) };
  };

  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const shape = shapeOf([{ set: operation.selectionSet, parent: root }]);
  const base =
    operation.operation === 'mutation' ? MUTATION_COST * operation.selectionSet.selections.length : 0;
  return (data) => base + costOf(data, shape);
}

type Field = GraphQLField<unknown, unknown>;

function costOf(object: Record<string, unknown>, { entries }: Shape): number {
  let sum = 0;
  for (const entry of entries) {
    const value = object[entry.name];
    // Left out by @skip or @include, or of another type.
    if (value === undefined) continue;
    sum += entry.own + costOfValue(value, entry);
  }
  return sum;
}

function costOfValue(value: unknown, entry: Entry): number {
  if (value === null) return 0;
  if (Array.isArray(value)) {
    let sum = 0;
    for (const item of value) sum += costOfValue(item, entry);
    return sum;
  }
  const { inner, byType, each } = entry;
  if (!inner) return each;
  const object = value as Record<string, unknown>;
  const typename = inner.typenameAt === undefined ? undefined : object[inner.typenameAt];
  const weight = typeof typename === 'string' ? byType?.get(typename) : undefined;
  return (weight ?? each) + costOf(object, inner);
}
