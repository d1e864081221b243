import { type FieldNode, type GraphQLFormattedError, Kind, parse, type SelectionSetNode } from 'graphql';

/** Each null has its error, as the specification wants it; more of one cause than these tell nobody anything. */
const MOST = 1_000;

/**
 * The errors of a fetch that got no answer: one for each field that is missing, at its place. For a fetch of
 * entities the paths begin with the name of the lot and the entity's position, which the executor turns into the place
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
  const lots = operation.selectionSet.selections.flatMap((field) => {
    const representations =
      field.kind === Kind.FIELD ? variables?.[representationsOf(field) ?? ''] : undefined;
    return field.kind === Kind.FIELD && Array.isArray(representations) ? [{ field, representations }] : [];
  });
  if (lots.length === 0) return responseNames(operation.selectionSet).map((name) => at([name]));
  return lots.flatMap(({ field, representations }) => {
    const lot = field.alias?.value ?? field.name.value;
    const errors: GraphQLFormattedError[] = [];
    for (const [index, { __typename }] of (representations as { __typename: string }[]).entries()) {
      for (const name of entityFields(field, __typename)) {
        errors.push(at([lot, index, name]));
        if (errors.length === MOST) return errors;
      }
    }
    return errors;
  });
}

/** The variable that holds what a field of entities is asked for. */
function representationsOf({ name, arguments: given = [] }: FieldNode): string | undefined {
  if (name.value !== '_entities') return undefined;
  const value = given.find((each) => each.name.value === 'representations')?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}

function responseNames({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    return [selection.alias?.value ?? selection.name.value];
  });
}

/** What is asked of an entity of this type; fragments on an interface count for each type. */
function entityFields({ selectionSet }: FieldNode, typename: string): string[] {
  const fragments = selectionSet?.selections.filter(({ kind }) => kind === Kind.INLINE_FRAGMENT) ?? [];
  const exact = fragments.filter(
    (fragment) => 'typeCondition' in fragment && fragment.typeCondition?.name.value === typename,
  );
  const fields = (exact.length > 0 ? exact : fragments).flatMap((fragment) =>
    'selectionSet' in fragment && fragment.selectionSet ? responseNames(fragment.selectionSet) : [],
  );
  return [...new Set(fields)].filter((field) => field !== '__typename');
}
