import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Asked } from './two-ways.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Vocabulary {
  /** Aliases that are the names of fields, so that they clash with what a planner asks for itself. */
  aliases: readonly string[];
  /** Values for an argument. */
  literals(argument: string): readonly string[];
}

/** A random operation over a schema: most are valid. */
export function randomOperation(
  schema: GraphQLSchema,
  seed: number,
  { aliases, literals }: Vocabulary,
): Asked {
  const random = createRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const chance = (share: number) => random() < share;
  const fragments: string[] = [];

  const condition = () => {
    const roll = random();
    if (roll < 0.9) return '';
    return ` @${pick(['include', 'skip'])}(if: ${pick(['$yes', '$no', 'true', 'false'])})`;
  };

  const field = (definition: GraphQLField<unknown, unknown>, depth: number, used: Set<string>): string => {
    const type = getNamedType(definition.type);
    if (!isLeafType(type) && depth <= 0) return '';
    const given = definition.args
      .filter((argument) => isRequiredArgument(argument) || chance(0.5))
      .map(({ name }) => `${name}: ${chance(0.25) && name === 'first' ? '$count' : pick(literals(name))}`);
    let alias = chance(0.35) ? pick(aliases) : definition.name;
    if (used.has(alias)) alias = `${definition.name}_${used.size}`;
    used.add(alias);
    const name = alias === definition.name ? alias : `${alias}: ${definition.name}`;
    const head = `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${condition()}`;
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
          parts.push(`...${name}`);
        } else parts.push(`... on ${target.name}${condition()} ${body}`);
      }
    }
    const text = parts.filter((part) => part !== '').join(' ');
    return `{ ${text === '' ? '__typename' : text} }`;
  };

  const kind = schema.getMutationType() && chance(0.1) ? 'mutation' : 'query';
  const root = kind === 'mutation' ? schema.getMutationType()! : schema.getQueryType()!;
  const body = selection(root, 3 + Math.floor(random() * 3), new Set());
  const text = [body, ...fragments].join('\n');
  const declared = Object.entries({ yes: 'Boolean!', no: 'Boolean = false', count: 'Int' })
    .filter(([name]) => text.includes(`$${name}`))
    .map(([name, type]) => `$${name}: ${type}`);
  const head = `${kind} Random${declared.length > 0 ? `(${declared.join(', ')})` : ''}`;
  return { query: `${head} ${text}`, variables: { yes: true, ...(chance(0.5) ? { count: 1 } : {}) } };
}
