import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';

export interface RandomValues {
  /** A value for an argument of this type: a literal, or with variables in it. */
  argument(type: GraphQLInputType): string;
  /** A condition of `@include` or `@skip`. */
  condition(): string;
  /** The definitions of the variables that a text uses. */
  definitions(text: string): string;
  /** Values of those that the client sends. */
  variables(): Record<string, unknown>;
}

/** Makes arguments and declares variables for them as it goes. */
export function createRandomValues(random: () => number): RandomValues {
  const declared = new Map<string, { type: string; definition: string }>();
  const variables: Record<string, unknown> = {};
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const chance = (share: number) => random() < share;

  const literal = (type: GraphQLInputType, constant: boolean): string => {
    if (!constant && chance(0.15)) return variable(type);
    if (isNonNullType(type)) return present(type.ofType, constant);
    return chance(0.1) ? 'null' : present(type, constant);
  };

  const present = (type: GraphQLInputType, constant: boolean): string => {
    if (isListType(type)) {
      if (chance(0.1)) return literal(type.ofType, constant);
      const items = Array.from({ length: Math.floor(random() * 3) }, () => literal(type.ofType, constant));
      return `[${items.join(', ')}]`;
    }
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field) || chance(0.3))
        .map((field) => `${field.name}: ${literal(field.type, constant)}`);
      return `{${fields.join(', ')}}`;
    }
    if (isNonNullType(type)) return present(type.ofType, constant);
    if (type.name === 'Int') return String(Math.floor(random() * 4));
    if (type.name === 'Float') return pick(['0.5', '2', '1e3']);
    if (type.name === 'Boolean') return pick(['true', 'false']);
    if (type.name === 'Blob') return pick(['{a: [1, {b: null}], c: "d"}', '[true, 2.5]', 'WORD', '7', '[]']);
    return pick(['"a"', '"b"', '"a \\"quoted\\" \\\\ é"', '""']);
  };

  const variable = (type: GraphQLInputType): string => {
    const text = String(type);
    const same = [...declared].filter(([, each]) => each.type === text).map(([name]) => name);
    if (same.length > 0 && chance(0.5)) return `$${pick(same)}`;
    const name = pick(['v', 'id', 'representations', 'first'] as const) + declared.size;
    const byDefault = chance(0.3) ? literal(type, true) : undefined;
    declared.set(name, { type: text, definition: byDefault === undefined ? text : `${text} = ${byDefault}` });
    const isOptional = byDefault !== undefined || !isNonNullType(type);
    if (!isOptional || chance(0.7)) variables[name] = valueFromASTUntyped(parseValue(literal(type, true)));
    return `$${name}`;
  };

  const condition = (): string => {
    const name = pick(['yes', 'no']);
    if (!declared.has(name)) {
      declared.set(name, { type: 'Boolean!', definition: chance(0.5) ? 'Boolean! = false' : 'Boolean!' });
      if (declared.get(name)!.definition === 'Boolean!' || chance(0.5)) variables[name] = chance(0.5);
    }
    return pick([`$${name}`, 'true', 'false']);
  };

  return {
    argument: (type) => (chance(0.3) ? variable(type) : literal(type, false)),
    condition,
    definitions: (text) =>
      [...declared]
        .filter(([name]) => new RegExp(`\\$${name}\\b`).test(text))
        .map(([name, { definition }]) => `$${name}: ${definition}`)
        .join(', '),
    variables: () => variables,
  };
}
