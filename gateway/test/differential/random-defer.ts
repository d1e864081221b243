import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { createRandom } from './random-numbers.ts';

const DIRECTIVE: DirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } };

/** The same operation with some of its fragments deferred, and some of its fields put into deferred fragments. */
export function randomlyDeferred(query: string, seed: number): string {
  const random = createRandom(seed);
  const chance = (share: number) => random() < share;
  let labels = 0;
  const directive = (): DirectiveNode =>
    chance(0.3) ? { ...DIRECTIVE, arguments: [stringArgument('label', `part ${labels++}`)] } : DIRECTIVE;

  const deferred = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FIELD)
      return chance(0.4)
        ? { ...selection, directives: [...(selection.directives ?? []), directive()] }
        : selection;
    if (!chance(0.2)) return selection;
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [selection] };
    return { kind: Kind.INLINE_FRAGMENT, directives: [directive()], selectionSet };
  };

  const document: DocumentNode = visit(parse(query, { noLocation: true }), {
    // On the way back up, so that fragments stand in fragments.
    SelectionSet: {
      leave: (set, _key, parent) => {
        const isMutationRoot =
          parent !== undefined &&
          'kind' in parent &&
          parent.kind === Kind.OPERATION_DEFINITION &&
          parent.operation === 'mutation';
        if (isMutationRoot) return undefined;
        const selections = set.selections.map(deferred);
        // The same fields once more, so that one part asks for what another one brings.
        const again = chance(0.1) ? set.selections.filter(() => chance(0.5)) : [];
        if (again.length > 0)
          selections.push({
            kind: Kind.INLINE_FRAGMENT,
            directives: [directive()],
            selectionSet: { kind: Kind.SELECTION_SET, selections: again },
          });
        return { ...set, selections };
      },
    },
  });
  return print(document);
}

function stringArgument(name: string, value: string) {
  return {
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: name },
    value: { kind: Kind.STRING as const, value },
  };
}
