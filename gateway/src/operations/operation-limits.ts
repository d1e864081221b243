import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { DEFER } from '../deferral/defer-directive.ts';

export interface OperationLimits {
  /** Fields inside fields. */
  depth: number;
  aliases: number;
  rootFields: number;
  /** Fields of the whole operation with its fragments spread out. */
  fields: number;
  directives: number;
  /** Fragments with `@defer`: each may cost calls of its own. */
  deferred: number;
}

interface Size extends OperationLimits {}

/**
 * A validation rule that refuses operations beyond the limits with TOO_EXPENSIVE. Each fragment is measured once,
 * so that a document whose fragments double at each step costs no more to refuse than its length.
 */
export function operationLimits(limits: OperationLimits): ValidationRule {
  return (context) => ({
    Document(document: DocumentNode) {
      const measure = createMeasure(document);
      let isTooMuch = false;
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const size = measure(operation.selectionSet);
        for (const [limit, words] of Object.entries(WORDS) as [keyof OperationLimits, string][]) {
          if (size[limit] <= limits[limit]) continue;
          isTooMuch = true;
          const message = `The operation has ${words} ${size[limit]}; the most is ${limits[limit]}.`;
          context.reportError(
            new GraphQLError(message, { nodes: operation, extensions: { code: 'TOO_EXPENSIVE' } }),
          );
        }
      }
      return isTooMuch ? NOTHING_MORE : undefined;
    },
  });
}

/**
 * Validation goes on in the document that a rule returns. In this one there is nothing: rules that compare each field
 * with each other one need not look at what is refused anyway.
 */
export const NOTHING_MORE: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

const WORDS: Record<keyof OperationLimits, string> = {
  depth: 'a depth of',
  aliases: 'a number of aliases of',
  rootFields: 'a number of root fields of',
  fields: 'a number of fields of',
  directives: 'a number of directives of',
  deferred: 'a number of deferred fragments of',
};

const NOTHING: Size = { depth: 0, aliases: 0, rootFields: 0, fields: 0, directives: 0, deferred: 0 };

function createMeasure(document: DocumentNode): (selectionSet: SelectionSetNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();

  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that reaches itself is another rule's error; here it must only end.
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? ofSelections(fragment.selectionSet) : NOTHING;
    measured.set(name, size);
    return size;
  };

  const ofSelections = ({ selections }: SelectionSetNode): Size => {
    const sum = { ...NOTHING };
    for (const selection of selections) {
      sum.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        // Introspection is deep by nature; graphql-js has a rule of its own for it.
        const meta = selection.name.value === '__schema' || selection.name.value === '__type';
        const inner = selection.selectionSet && !meta ? ofSelections(selection.selectionSet) : NOTHING;
        sum.depth = Math.max(sum.depth, 1 + inner.depth);
        sum.aliases += inner.aliases + (selection.alias ? 1 : 0);
        sum.fields += 1 + inner.fields;
        sum.directives += inner.directives;
        sum.deferred += inner.deferred;
        sum.rootFields += 1;
        continue;
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSelections(selection.selectionSet);
      sum.depth = Math.max(sum.depth, inner.depth);
      sum.aliases += inner.aliases;
      sum.fields += inner.fields;
      sum.directives += inner.directives;
      sum.rootFields += inner.rootFields;
      sum.deferred += inner.deferred;
      if (selection.directives?.some(({ name }) => name.value === DEFER.name)) sum.deferred += 1;
    }
    return sum;
  };
  return ofSelections;
}
