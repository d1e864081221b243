import { type GraphQLFormattedError, Kind, parse, type SelectionSetNode } from 'graphql';

/** More than this many errors of one cause tell nobody anything. */
const MOST = 50;

/**
 * The errors of a fetch that got no answer: one for each field that is missing, at its place. For a fetch of
 * entities the paths begin with `_entities` and the entity's position, which the executor turns into the place
 * in the client's answer.
 */
export function unreachableErrors(
  subgraph: string,
  query: string,
  variables: Readonly<Record<string, unknown>> | undefined,
): GraphQLFormattedError[] {
  const at = (path: (string | number)[]): GraphQLFormattedError => ({
    message: `The service ${subgraph} does not answer; this part is missing.`,
    path,
    extensions: { code: 'UNAVAILABLE' },
  });
  const operation = parse(query, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) return [at([])];
  const representations = variables?.representations;
  if (!Array.isArray(representations)) {
    return responseNames(operation.selectionSet).map((name) => at([name]));
  }
  const errors: GraphQLFormattedError[] = [];
  for (const [index, { __typename }] of (representations as { __typename: string }[]).entries()) {
    for (const field of entityFields(operation.selectionSet, __typename)) {
      errors.push(at(['_entities', index, field]));
      if (errors.length === MOST) return errors;
    }
  }
  return errors;
}

function responseNames({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    return [selection.alias?.value ?? selection.name.value];
  });
}

/** What is asked of an entity of this type; fragments on an interface count for each type. */
function entityFields(root: SelectionSetNode, typename: string): string[] {
  const entities = root.selections.find((selection) => selection.kind === Kind.FIELD);
  const fragments =
    entities?.selectionSet?.selections.filter(({ kind }) => kind === Kind.INLINE_FRAGMENT) ?? [];
  const exact = fragments.filter(
    (fragment) => 'typeCondition' in fragment && fragment.typeCondition?.name.value === typename,
  );
  const fields = (exact.length > 0 ? exact : fragments).flatMap((fragment) =>
    'selectionSet' in fragment && fragment.selectionSet ? responseNames(fragment.selectionSet) : [],
  );
  return [...new Set(fields)].filter((field) => field !== '__typename');
}
