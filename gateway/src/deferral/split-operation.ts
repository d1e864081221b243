import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type StringValueNode,
} from 'graphql';
import { DEFER } from './defer-directive.ts';

/** A fragment that comes after what it stands in. */
export interface Part {
  /** From 1 on, those further out first. */
  id: number;
  label: string | undefined;
  /** The part that it stands in; undefined for the first one. */
  parent: Part | undefined;
  /** The response names that lead to it from the root. */
  path: readonly string[];
  /** Its fragment with the parts inside it. */
  all: InlineFragmentNode;
  /** What it selects itself. */
  own: SelectionSetNode;
}

/** An operation that is answered in parts. */
export interface SplitOperation {
  /** Every fragment stands written out where it is spread, so that each field node belongs to one part. */
  operation: OperationDefinitionNode;
  /** What comes first. */
  own: SelectionSetNode;
  parts: readonly Part[];
  partOf(fragment: SelectionNode): Part | undefined;
  /** Whether there is a part somewhere below. */
  holdsParts(set: SelectionSetNode): boolean;
  /** The parts that wait for a field that these nodes ask for, as a name; undefined where the first one does. */
  tagOf(nodes: readonly FieldNode[]): string | undefined;
}

type Both = { all: SelectionSetNode; own: SelectionSetNode };

/**
 * Takes an operation apart at its `@defer`, for given values of its conditions; undefined where nothing is deferred.
 * The root of a mutation is never deferred, for its fields run in their order.
 */
export function splitOperation(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): SplitOperation | undefined {
  const parts: Part[] = [];
  const byFragment = new Map<SelectionNode, Part>();
  const partOfField = new Map<FieldNode, Part>();
  const holders = new Set<SelectionSetNode>();

  const writeOut = (set: SelectionSetNode, within: Part | undefined, path: readonly string[]): Both => {
    const all: SelectionNode[] = [];
    const own: SelectionNode[] = [];
    let differ = false;
    for (const selection of set.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const below = isMeta(selection) ? undefined : selection.selectionSet;
        const name = selection.alias?.value ?? selection.name.value;
        const both = below && writeOut(below, within, [...path, name]);
        const node: FieldNode = { ...selection, ...(both && { selectionSet: both.all }) };
        if (within) partOfField.set(node, within);
        all.push(node);
        const isSame = !both || both.all === both.own;
        own.push(isSame ? node : { ...node, selectionSet: both.own });
        differ ||= !isSame;
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) continue;
      const defer = deferOf(selection, variables);
      const isDeferred = defer?.if === true && !(operation.operation === 'mutation' && path.length === 0);
      const part: Part | undefined = isDeferred
        ? {
            id: parts.length + 1,
            label: typeof defer.label === 'string' ? defer.label : undefined,
            parent: within,
            path,
            ...EMPTY,
          }
        : undefined;
      if (part) parts.push(part);
      const both = writeOut(fragment.selectionSet, part ?? within, path);
      const typeCondition = fragment.typeCondition ? { typeCondition: fragment.typeCondition } : {};
      const node: InlineFragmentNode = {
        kind: Kind.INLINE_FRAGMENT,
        ...typeCondition,
        ...(part ? { directives: [markOf(part)] } : {}),
        selectionSet: both.all,
      };
      all.push(node);
      if (part) {
        part.all = node;
        part.own = both.own;
        byFragment.set(node, part);
        differ = true;
      } else if (both.all === both.own) own.push(node);
      else {
        own.push({ ...node, selectionSet: both.own });
        differ = true;
      }
    }
    const whole: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: all };
    if (!differ) return { all: whole, own: whole };
    holders.add(whole);
    return { all: whole, own: { kind: Kind.SELECTION_SET, selections: own } };
  };

  const root = writeOut(operation.selectionSet, undefined, []);
  if (parts.length === 0) return undefined;
  return {
    operation: { ...operation, selectionSet: root.all },
    own: root.own,
    parts,
    partOf: (fragment) => byFragment.get(fragment),
    holdsParts: (set) => holders.has(set),
    tagOf: (nodes) => tagOf(nodes.map((node) => partOfField.get(node))),
  };
}

/** Whether a fetch or a field under this tag is for the part. */
export function isFor(tag: string | undefined, part: Part): boolean {
  return tag?.split(',').includes(String(part.id)) ?? false;
}

/** Selections that differ in their parts have different texts. */
function markOf({ id }: Part): DirectiveNode {
  const value: StringValueNode = { kind: Kind.STRING, value: String(id) };
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: DEFER.name },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'label' }, value }],
  };
}

/** Set as soon as what stands in the fragment is written out. */
const EMPTY = (() => {
  const own: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };
  return { own, all: { kind: Kind.INLINE_FRAGMENT, selectionSet: own } as InlineFragmentNode };
})();

/** What a part further out brings, those inside it need not ask for. */
function tagOf(wanting: readonly (Part | undefined)[]): string | undefined {
  const all = new Set(wanting);
  const ids = new Set<number>();
  for (const part of all) {
    if (!part) return undefined;
    let outer = part.parent;
    while (outer && !all.has(outer)) outer = outer.parent;
    if (!outer) ids.add(part.id);
  }
  return [...ids].sort((a, b) => a - b).join(',') || undefined;
}

function deferOf(node: { directives?: readonly DirectiveNode[] }, variables: Record<string, unknown>) {
  return getDirectiveValues(DEFER, node, variables);
}

function isIncluded(node: { directives?: readonly DirectiveNode[] }, variables: Record<string, unknown>) {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}

/** Introspection is answered as it stands. */
function isMeta({ name }: FieldNode): boolean {
  return name.value.startsWith('__');
}
