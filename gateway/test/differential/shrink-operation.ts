import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

/** The smallest operation found by leaving parts out for which the fault is still there. */
export async function shrinkOperation(
  query: string,
  isStillWrong: (query: string) => Promise<boolean>,
): Promise<string> {
  let best = print(parse(query)).replaceAll(/\s+/g, ' ');
  for (let progress = true; progress; ) {
    progress = false;
    for (const text of candidatesOf(best)) {
      const candidate = text.replaceAll(/\s+/g, ' ');
      if (weightOf(candidate) >= weightOf(best) || !(await isStillWrong(candidate))) continue;
      best = candidate;
      progress = true;
      break;
    }
  }
  return best;
}

/** Spreads weigh more than what they stand for, so that they are written out first. */
function weightOf(query: string): number {
  return query.length + 1_000_000 * query.split('...F').length;
}

function* candidatesOf(query: string): Generator<string> {
  const document = parse(query, { noLocation: true });
  const spread = withoutSpreads(document);
  if (spread) yield print(spread);
  for (const path of selectionsOf(document)) yield changed(document, path, () => []);
  for (const path of selectionsOf(document))
    yield changed(document, path, (selection) =>
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet.selections
        : [{ ...selection, directives: [] }],
    );
  for (const path of selectionsOf(document))
    yield changed(document, path, (selection) => {
      if (selection.kind !== Kind.FIELD) return [selection];
      const { alias: _, ...plain } = selection;
      return [plain];
    });
  for (const path of selectionsOf(document))
    yield changed(document, path, (selection) =>
      selection.kind === Kind.FIELD ? [{ ...selection, arguments: [] }] : [selection],
    );
}

/** From the outside in, so that the largest parts go first. */
function selectionsOf(document: DocumentNode): Path[] {
  const paths: Path[] = [];
  let sets: { set: SelectionSetNode | undefined; path: Path }[] = document.definitions.map(
    (definition, index) => ({
      set: 'selectionSet' in definition ? definition.selectionSet : undefined,
      path: ['definitions', index, 'selectionSet'],
    }),
  );
  while (sets.length > 0) {
    const next: typeof sets = [];
    for (const { set, path } of sets) {
      for (const [index, selection] of (set?.selections ?? []).entries()) {
        const at = [...path, 'selections', index];
        paths.push(at);
        if ('selectionSet' in selection && selection.selectionSet)
          next.push({ set: selection.selectionSet, path: [...at, 'selectionSet'] });
      }
    }
    sets = next;
  }
  return paths;
}

function changed(
  document: DocumentNode,
  path: Path,
  change: (selection: SelectionNode) => readonly SelectionNode[],
): string {
  const copy = structuredClone(document);
  let parent: unknown = copy;
  for (const part of path.slice(0, -1)) parent = (parent as Record<string | number, unknown>)[part];
  const selections = parent as SelectionNode[];
  const index = Number(path.at(-1));
  selections.splice(index, 1, ...change(selections[index]!));
  if (selections.length === 0)
    selections.push({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } });
  return withoutUnused(print(copy));
}

function withoutUnused(query: string): string {
  const document = parse(query, { noLocation: true });
  const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      return new RegExp(`\\.\\.\\.${definition.name.value}\\b`).test(query) ? [definition] : [];
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
    const uses = ({ value }: { value: string }) => query.split(new RegExp(`\\$${value}\\b`)).length > 2;
    const variableDefinitions = definition.variableDefinitions?.filter(({ variable }) => uses(variable.name));
    return [{ ...definition, ...(variableDefinitions ? { variableDefinitions } : {}) }];
  });
  return print({ ...document, definitions });
}

function withoutSpreads(document: DocumentNode): DocumentNode | undefined {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  if (fragments.size === 0) return undefined;
  const inline = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const { typeCondition, selectionSet } = fragments.get(selection.name.value)!;
        const { directives = [] } = selection;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: inline(selectionSet) };
      }
      return selection.selectionSet
        ? { ...selection, selectionSet: inline(selection.selectionSet) }
        : selection;
    }),
  });
  const definitions = document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? [{ ...each, selectionSet: inline(each.selectionSet) }] : [],
  );
  return { ...document, definitions };
}
