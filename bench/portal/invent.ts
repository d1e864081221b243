import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

interface Invented {
  __typename: string;
  id: string;
  [field: string]: unknown;
}

/**
 * Makes a schema answer anything: each value is worked out from the object's id and the field's name, so that
 * subgraphs agree on what they share and the same question always has the same answer. Lists are as long as
 * `first` says, else three.
 */
export function inventAnswers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === '_Service') continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      field.resolve = resolver(field.type) as never;
    }
  }
}

function resolver(type: GraphQLOutputType): GraphQLFieldResolver<Invented | undefined, unknown> {
  return (parent, args, _context, { fieldName }) => {
    const known = parent?.[fieldName];
    if (known !== undefined) return known;
    const asked = typeof args.id === 'string' ? args.id : (JSON.stringify(args.filter) ?? '');
    const of = parent ? `${parent.id}.${fieldName}` : asked || `root.${fieldName}`;
    const length = typeof args.first === 'number' ? args.first : (parent?.length ?? 3);
    return inventedFor(type, of, { length: Number(length), field: fieldName, asked });
  };
}

function inventedFor(
  type: GraphQLOutputType,
  of: string,
  wish: { length: number; field: string; asked: string },
): unknown {
  if (isNonNullType(type)) return inventedFor(type.ofType, of, wish);
  if (isListType(type))
    return Array.from({ length: wish.length }, (_, n) =>
      inventedFor(type.ofType, `${of}.${n}`, { ...wish, asked: '' }),
    );
  if (isEnumType(type)) {
    const values = type.getValues();
    return values[hash(of) % values.length]?.value;
  }
  if (isAbstractType(type)) throw new Error(`No value is invented for ${type.name}.`);
  if (isObjectType(type))
    // Pages hand the length that was asked for down to their lists.
    return {
      __typename: type.name,
      id: wish.asked || short(of),
      ...(type.name.endsWith('Connection') ? { length: wish.length } : {}),
    };
  switch (type.name) {
    case 'Int':
      return hash(of) % 1_000;
    case 'Float':
      return (hash(of) % 10_000) / 100;
    case 'Boolean':
      return hash(of) % 2 === 0;
    case 'ID':
      return short(of);
    case 'BigInt':
      return String(hash(of));
    case 'DateTime':
      return new Date(1_700_000_000_000 + (hash(of) % 1_000_000_000)).toISOString();
    default:
      return `${wish.field} of ${short(of)}, as it was told that evening`;
  }
}

/** Ids as long as real ones, whatever the path that led to them. */
function short(of: string): string {
  return `${hash(of).toString(36)}-${hash(`${of}'`).toString(36)}`;
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  return value >>> 0;
}
