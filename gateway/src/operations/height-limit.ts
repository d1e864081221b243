import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { NOTHING_MORE } from './operation-limits.ts';

/**
 * Validation compares all fields of one place that have the same name, two by two, and planning what is below them:
 * what is asked for over and over costs by the square of how often.
 */
const MOST_PAIRS = 20_000;

/**
 * Refuses an operation whose answer would have more different fields than `max`: what is asked for twice in one
 * place counts once, as it comes once; but not without end. Measuring stops at the limit, so it costs no more than what
 * it lets through.
 */
export function heightLimit(max: number): ValidationRule {
  return (context) => ({
    Document(document: DocumentNode) {
      const fragments = new Map<string, FragmentDefinitionNode>();
      for (const each of document.definitions) {
        if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
      }
      let isTooMuch = false;
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const { height, pairs } = measure([operation.selectionSet], fragments, max);
        if (height <= max && pairs <= MOST_PAIRS) continue;
        isTooMuch = true;
        const message =
          height > max
            ? `The operation has a height of more than ${max}.`
            : 'The operation asks for the same fields over and over.';
        context.reportError(
          new GraphQLError(message, { nodes: operation, extensions: { code: 'TOO_EXPENSIVE' } }),
        );
      }
      return isTooMuch ? NOTHING_MORE : undefined;
    },
  });
}

function measure(
  root: SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  max: number,
): { height: number; pairs: number } {
  let height = 0;
  let pairs = 0;
  // A list of places still to be measured instead of recursion: a fragment that reaches itself is another rule's
  // error, and here only makes the count grow until it is too much.
  const places = [root];
  while (height <= max && pairs <= MOST_PAIRS) {
    const place = places.pop();
    if (!place) break;
    const fields = new Map<string, Set<SelectionSetNode>>();
    const times = new Map<string, number>();
    const seen = new Set<SelectionSetNode>(place);
    for (const { selections } of seen) {
      for (const selection of selections) {
        if (selection.kind !== Kind.FIELD) {
          const body =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          if (body) seen.add(body.selectionSet);
          continue;
        }
        const name = selection.alias?.value ?? selection.name.value;
        const inner = fields.get(name) ?? new Set();
        if (selection.selectionSet) inner.add(selection.selectionSet);
        fields.set(name, inner);
        const before = times.get(name) ?? 0;
        times.set(name, before + 1);
        pairs += before;
      }
    }
    height += fields.size;
    for (const inner of fields.values()) if (inner.size > 0) places.push([...inner]);
  }
  return { height, pairs };
}
