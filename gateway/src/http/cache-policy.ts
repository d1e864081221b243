import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What `@cacheControl` says of a type or field. */
interface Hint {
  maxAge: number | undefined;
  isPrivate: boolean;
}

/** Hints by coordinate: `Type` or `Type.field`. */
export type CacheHints = ReadonlyMap<string, Hint>;

/** Reads `@cacheControl` of a supergraph that carries it (by `@composeDirective`). */
export function readCacheHints(supergraphSdl: string): CacheHints {
  const hints = new Map<string, Hint>();
  for (const type of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const all = [type, ...(type.fields ?? [])];
    for (const element of all) {
      const directive = element.directives?.find(({ name }) => name.value === 'cacheControl');
      if (!directive) continue;
      const given = Object.fromEntries(
        (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
      );
      const coordinate = element === type ? type.name.value : `${type.name.value}.${element.name.value}`;
      const maxAge = typeof given.maxAge === 'number' ? given.maxAge : undefined;
      hints.set(coordinate, { maxAge, isPrivate: given.scope === 'PRIVATE' });
    }
  }
  return hints;
}

/**
 * The `cache-control` of a query's answer: as long as the shortest-lived of its fields, where a field of the root
 * or of an object type of which nothing is said lives for no time. Undefined where nothing may be kept.
 */
export function cachePolicy(
  schema: GraphQLSchema,
  hints: CacheHints,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string | undefined {
  if (operation.operation !== 'query' || hints.size === 0) return undefined;
  const types = new TypeInfo(schema);
  let maxAge = Number.POSITIVE_INFINITY;
  let isPrivate = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent || !field || field.name.startsWith('__')) return;
        const type = getNamedType(field.type);
        const own = hints.get(`${parent.name}.${field.name}`);
        const ofType = hints.get(type.name);
        const silent = parent === schema.getQueryType() || isCompositeType(type) ? 0 : undefined;
        maxAge = Math.min(maxAge, own?.maxAge ?? ofType?.maxAge ?? silent ?? maxAge);
        isPrivate ||= (own?.isPrivate ?? false) || (ofType?.isPrivate ?? false);
      },
    }),
  );
  if (maxAge === 0 || maxAge === Number.POSITIVE_INFINITY) return undefined;
  return `max-age=${maxAge}, ${isPrivate ? 'private' : 'public'}`;
}
