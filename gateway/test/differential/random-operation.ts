import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  OperationTypeNode,
} from 'graphql';
import { createRandom } from './random-numbers.ts';
import { createRandomValues } from './random-values.ts';
import type { Asked } from './two-ways.ts';

export interface Vocabulary {
  /** Aliases that are the names of fields, so that they clash with what a planner asks for itself. */
  aliases: readonly string[];
  /** Values for an argument that means something to the world; any where it says nothing. */
  literals?(argument: string): readonly string[] | undefined;
  /** Fields on the way down. */
  depth?: number;
}

/** Names that clash with the schema's own and with what a gateway asks for by itself. */
export function vocabularyOf(schema: GraphQLSchema): Vocabulary {
  const names = new Set(['__typename', '_entities', 'representations', 'id_4']);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const name of Object.keys(type.getFields())) names.add(name);
  return { aliases: [...names].slice(0, 40) };
}

/** A random operation over a schema: most are valid. */
export function randomOperation(
  schema: GraphQLSchema,
  seed: number,
  { aliases, literals, depth: most = 6 }: Vocabulary,
): Asked {
  const random = createRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const chance = (share: number) => random() < share;
  const fragments: string[] = [];
  const values = createRandomValues(random);

  const condition = () => {
    const roll = random();
    if (roll < 0.9) return '';
    return ` @${pick(['include', 'skip'])}(if: ${values.condition()})`;
  };

  const field = (
    definition: GraphQLField<unknown, unknown>,
    depth: number,
    used: Set<string>,
    conditional = true,
  ): string => {
    const type = getNamedType(definition.type);
    if (!isLeafType(type) && depth <= 0) return '';
    const given = definition.args
      .filter((argument) => isRequiredArgument(argument) || chance(0.5))
      .map(({ name, type }) => {
        const known = chance(0.8) ? literals?.(name) : undefined;
        return `${name}: ${known ? pick(known) : values.argument(type)}`;
      });
    let alias = chance(0.35) ? pick(aliases) : definition.name;
    // The same name once more: valid where it stands for the same, and then merged.
    if (used.has(alias) && chance(0.7)) alias = `${definition.name}_${used.size}`;
    used.add(alias);
    const name = alias === definition.name ? alias : `${alias}: ${definition.name}`;
    const head = `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${conditional ? condition() : ''}`;
    return isLeafType(type) ? head : `${head} ${selection(type, depth - 1, new Set())}`;
  };

  const selection = (type: GraphQLNamedType, depth: number, used: Set<string>): string => {
    const parts: string[] = [];
    if (chance(0.25) && !used.has('__typename')) {
      used.add('__typename');
      parts.push(chance(0.3) && !used.has('kind') && used.add('kind') ? 'kind: __typename' : '__typename');
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields());
      const count = 1 + Math.floor(random() * 4);
      for (let n = 0; n < count; n++) parts.push(field(pick(fields), depth, used));
    }
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    if (depth > 0 && (possible.length > 0 || chance(0.1))) {
      const interfaces = isObjectType(type)
        ? type.getInterfaces()
        : possible.flatMap((each) => each.getInterfaces());
      const targets = [...possible, ...interfaces, type];
      for (let n = Math.floor(random() * 3); n > 0; n--) {
        const target = pick(targets);
        // Responses of one place have one shape: names are shared with the fragments inside it.
        const body = selection(target, depth, used);
        if (chance(0.3)) {
          const name = `F${fragments.length}`;
          fragments.push('');
          fragments[Number(name.slice(1))] = `fragment ${name} on ${target.name} ${body}`;
          parts.push(`...${name}${condition()}`);
        } else
          parts.push(
            `... ${target === type && chance(0.5) ? '' : `on ${target.name}`}${condition()} ${body}`,
          );
      }
    }
    const text = parts.filter((part) => part !== '').join(' ');
    return `{ ${text === '' ? '__typename' : text} }`;
  };

  const subscription = (type: GraphQLObjectType, depth: number): string =>
    `{ ${field(pick(Object.values(type.getFields())), depth, new Set(), false)} }`;

  const kind = pick(KINDS.filter((each) => each === 'query' || schema.getRootType(each)));
  const root = schema.getRootType(kind)!;
  const depth = Math.max(1, most - Math.floor(random() * 3));
  const body = kind === 'subscription' ? subscription(root, depth) : selection(root, depth, new Set());
  const text = [body, ...fragments].join('\n');
  const declared = values.definitions(text);
  return {
    query: `${kind} Random${declared === '' ? '' : `(${declared})`} ${text}`,
    variables: values.variables(),
  };
}

/** As often as it is worth while. */
const KINDS = [
  ...Array.from({ length: 7 }, () => OperationTypeNode.QUERY),
  ...Array.from({ length: 2 }, () => OperationTypeNode.MUTATION),
  OperationTypeNode.SUBSCRIPTION,
];
