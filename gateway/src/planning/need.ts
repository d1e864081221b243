import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

/**
 * What is wanted of the objects at one place of an answer, for each object type that may stand there. Fields are
 * known by their slot (name and arguments), never by a client's response name: so what the client calls them and
 * what the planner adds for its own use can never be taken for one another.
 */
export type Need = Map<string, FieldNeeds>;
export type FieldNeeds = Map<string, FieldNeed>;

export interface FieldNeed {
  slot: string;
  name: string;
  /** Printed arguments with their parentheses, or nothing. */
  args: string;
  variables: readonly string[];
  /** The parts of the answer that wait for it, as a name; undefined where the first one does. */
  part?: string;
  /** Absent for a leaf. */
  need?: Need;
}

export const TYPENAME = '__typename';
export const ASK_TYPENAME: FieldNeed = { slot: TYPENAME, name: TYPENAME, args: '', variables: [] };

export interface Selecting {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /**
   * For an operation that is answered in parts: the parts that wait for what these nodes ask for. Slots go by the
   * client's names then, so that they are the same whichever parts are looked at.
   */
  tagOf?(nodes: readonly FieldNode[]): string | undefined;
}

export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

/** The object types that a value of this type may have; the type itself where there is none. */
export function runtimeTypes(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  if (!isAbstractType(type)) return [name];
  const possible = schema.getPossibleTypes(type).map((each) => each.name);
  return possible.length > 0 ? possible : [name];
}

/** The spec's CollectFields for one object type, by response name. */
export function collectFields(
  selecting: Selecting,
  typeName: string,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const walk = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, selecting.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const group = fields.get(name);
        if (group) group.push(selection);
        else fields.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selecting.schema, typeName, selection.typeCondition?.name.value))
          walk(selection.selectionSet);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = selecting.fragments.get(selection.name.value);
        if (fragment && applies(selecting.schema, typeName, fragment.typeCondition.name.value))
          walk(fragment.selectionSet);
      }
    }
  };
  for (const set of selectionSets) walk(set);
  return fields;
}

const needs = new WeakMap<Selecting, Map<string, Need>>();
const ids = new WeakMap<SelectionSetNode, number>();
let lastId = 0;

/**
 * What the selections want of each object type that a value of the given type may have. What is the same for several
 * object types is one object, so that abstract types below abstract types do not multiply.
 */
export function needOf(selecting: Selecting, typeName: string, sets: readonly SelectionSetNode[]): Need {
  const known = needs.get(selecting) ?? new Map<string, Need>();
  needs.set(selecting, known);
  const key = `${typeName} ${sets.map(idOf).join()}`;
  const need = known.get(key) ?? makeNeed(selecting, typeName, sets);
  known.set(key, need);
  return need;
}

function idOf(set: SelectionSetNode): number {
  const id = ids.get(set) ?? ++lastId;
  ids.set(set, id);
  return id;
}

function makeNeed(selecting: Selecting, typeName: string, sets: readonly SelectionSetNode[]): Need {
  const need: Need = new Map();
  const shapes = new Set<string>();
  for (const runtime of runtimeTypes(selecting.schema, typeName)) {
    const fields: FieldNeeds = new Map();
    const bySlot = new Map<string, FieldNode[]>();
    const slots = collectSlots(selecting, runtime, sets);
    for (const { slot, nodes } of slots.values()) bySlot.set(slot, [...(bySlot.get(slot) ?? []), ...nodes]);
    for (const [slot, nodes] of bySlot) fields.set(slot, fieldNeed(selecting, runtime, slot, nodes));
    need.set(runtime, fields);
    shapes.add(shapeOf(selecting, slots));
  }
  // The same values under different names: which names are right, only the type can say.
  if (shapes.size > 1) for (const fields of need.values()) fields.set(TYPENAME, ASK_TYPENAME);
  return need;
}

/** The same text for types of which the client sees the same, in the same parts. */
function shapeOf({ tagOf }: Selecting, slots: Slots): string {
  return Array.from(slots, ([name, { slot, nodes }]) => {
    const parts = tagOf ? nodes.map((node) => tagOf([node]) ?? '').join('/') : '';
    return `${name}:${slot}${parts}${textBelow(nodes)}`;
  }).join();
}

/** The fields of an object by the client's names for them. */
export type Slots = ReadonlyMap<string, { slot: string; nodes: FieldNode[] }>;

/**
 * The fields that are selected of an object type, each with its slot. A field that the client asks for twice with
 * different fields below it has two slots: a null that must not stand below one takes nothing from the other.
 */
export function collectSlots(
  selecting: Selecting,
  typeName: string,
  selectionSets: readonly SelectionSetNode[],
): Slots {
  const slots = new Map<string, { slot: string; nodes: FieldNode[] }>();
  const variants = new Map<string, string[]>();
  const mutation = selecting.schema.getMutationType()?.name;
  for (const [name, nodes] of collectFields(selecting, typeName, selectionSets)) {
    const slot = slotOf(nodes[0]!);
    if (selecting.tagOf) {
      const isDoneApart = typeName === mutation && !nodes[0]!.selectionSet;
      slots.set(name, { slot: isDoneApart ? `${slot}#${name}` : slotByName(nodes[0]!), nodes });
      continue;
    }
    const known = variants.get(slot) ?? [];
    variants.set(slot, known);
    const below = textBelow(nodes);
    // A mutation that is asked for under two names is done twice.
    let index = typeName === mutation ? -1 : known.indexOf(below);
    if (index < 0) index = known.push(below) - 1;
    slots.set(name, { slot: index === 0 ? slot : `${slot}#${index}`, nodes });
  }
  return slots;
}

const texts = new WeakMap<SelectionSetNode, string>();

function textBelow(nodes: readonly FieldNode[]): string {
  const textOf = (set: SelectionSetNode) => {
    const text = texts.get(set) ?? print(set);
    texts.set(set, text);
    return text;
  };
  return nodes.map(({ selectionSet }) => (selectionSet ? textOf(selectionSet) : '')).join();
}

/** The name under which a field's value is kept on an object. */
export function slotOf(field: FieldNode): string {
  return field.name.value + printArguments(field);
}

/** The slot of a field in an operation that is answered in parts: those of other names may hold other fields. */
export function slotByName(field: FieldNode): string {
  const { alias, name, selectionSet } = field;
  return alias && alias.value !== name.value && selectionSet
    ? `${slotOf(field)}#${alias.value}`
    : slotOf(field);
}

const sizes = new WeakMap<Need, number>();

/** How many leaves a need asks for: the measure of what is left to plan. */
export function sizeOf(need: Need | FieldNeeds): number {
  let size = 0;
  for (const each of need.values()) {
    if (each instanceof Map) size += sizeOf(each);
    else size += each.need ? 1 + sizeBelow(each.need) : 1;
  }
  return size;
}

/** What stands below a field does not change any more. */
function sizeBelow(need: Need): number {
  const size = sizes.get(need) ?? sizeOf(need);
  sizes.set(need, size);
  return size;
}

/** The needs of two at one place, as one. */
export function mergeFields(into: FieldNeeds, more: FieldNeeds): FieldNeeds {
  const merged = new Map(into);
  for (const [slot, field] of more) {
    const present = merged.get(slot);
    if (present?.need && field.need)
      merged.set(slot, { ...present, need: mergeNeeds(present.need, field.need) });
    else if (!present) merged.set(slot, field);
  }
  return merged;
}

export function mergeNeeds(into: Need, more: Need): Need {
  const merged = new Map(into);
  for (const [type, fields] of more) merged.set(type, mergeFields(merged.get(type) ?? new Map(), fields));
  return merged;
}

function fieldNeed(selecting: Selecting, parent: string, slot: string, nodes: FieldNode[]): FieldNeed {
  const [node] = nodes as [FieldNode];
  const name = node.name.value;
  const part = selecting.tagOf?.(nodes);
  const asked = { slot, name, args: printArguments(node), variables: variablesOf(node) };
  const field: FieldNeed = part === undefined ? asked : { ...asked, part };
  if (name.startsWith('__')) return field;
  const parentType = selecting.schema.getType(parent);
  const definition =
    isObjectType(parentType) || isInterfaceType(parentType) ? parentType.getFields()[name] : undefined;
  if (!definition) throw new Error(`The supergraph has no field ${parent}.${name}.`);
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return field;
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return { ...field, need: needOf(selecting, type.name, sets) };
}

function isIncluded(node: { directives?: readonly never[] } | object, variables: Record<string, unknown>) {
  const given = node as Parameters<typeof getDirectiveValues>[1];
  if (!given.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, given, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, given, variables)?.if !== false;
}

/** Whether a fragment with this condition speaks of an object type. */
export function applies(schema: GraphQLSchema, typeName: string, condition: string | undefined): boolean {
  if (condition === undefined || condition === typeName) return true;
  const type = schema.getType(condition);
  const object = schema.getType(typeName);
  return isAbstractType(type) && isObjectType(object) && schema.isSubType(type, object);
}

const printed = new WeakMap<FieldNode, string>();

function printArguments(field: FieldNode): string {
  if (!field.arguments?.length) return '';
  let text = printed.get(field);
  if (text === undefined) {
    const sorted = [...field.arguments].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
    text = `(${sorted.map((argument) => print(argument)).join(', ')})`;
    printed.set(field, text);
  }
  return text;
}

function variablesOf(field: FieldNode): string[] {
  const names = new Set<string>();
  for (const argument of field.arguments ?? [])
    visit(argument, { Variable: ({ name }) => void names.add(name.value) });
  return [...names];
}
