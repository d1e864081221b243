import { type OperationDefinitionNode, print } from 'graphql';
import type { Entry, Fetch, Selection } from './plan.ts';

/** The text of a fetch and the client's variables in it. */
export interface PrintedFetch {
  query: string;
  variables: readonly string[];
  /** The variable of the representations; another name where the client has a variable of that name. */
  representations: string;
  /** The variables of the values from above, as `Fetch.contexts` has them. */
  contexts: readonly string[];
}

/** Writes the operation that a fetch sends to its subgraph. */
export function printFetch(fetch: Fetch, client: OperationDefinitionNode): PrintedFetch {
  const used = new Set<string>();
  const contexts = (fetch.contexts ?? []).map((_, position) => `${contextPrefix(client)}${position}`);
  const contextNames = new Map(fetch.contexts?.map(({ key }, position) => [key, contexts[position]!]));
  const fields = printSelection(fetch.selection, used, contextNames);
  const definitions = (client.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const taken = new Set(definitions.map(({ variable }) => variable.name.value));
  let representations = 'representations';
  while (taken.has(representations)) representations += '_';
  // A directive on a variable means nothing to a subgraph.
  const declared = definitions.map((definition) => print({ ...definition, directives: [] }));
  for (const [position, { type }] of fetch.contexts?.entries() ?? [])
    declared.push(`$${contexts[position]}: ${type}`);
  if (!fetch.root) declared.unshift(`$${representations}: [_Any!]!`);
  const head = `${fetch.root ?? 'query'}${nameOf(client)}${declared.length > 0 ? `(${declared.join(', ')})` : ''}`;
  const body = fetch.root
    ? fields
    : `{ _entities(representations: $${representations}) { __typename ... on ${fetch.typename} ${fields} } }`;
  return { query: `${head} ${body}`, variables: [...taken], representations, contexts };
}

function contextPrefix({ variableDefinitions = [] }: OperationDefinitionNode): string {
  let prefix = 'context';
  while (variableDefinitions.some(({ variable }) => variable.name.value.startsWith(prefix))) prefix += '_';
  return prefix;
}

function nameOf({ name }: OperationDefinitionNode): string {
  return name ? ` ${name.value}` : '';
}

/** Variables by the keys of contexts. */
type ContextNames = ReadonlyMap<string, string>;

/** The fields of a fetch as text. @param used is given the client's variables in it */
export function printSelection(
  selection: Selection,
  used: Set<string>,
  contexts: ContextNames = new Map(),
): string {
  const texts: string[] = selection.abstract ? ['__typename'] : [];
  for (const [type, part] of selection.parts) {
    const fields = Array.from(part.values(), (entry) => {
      const { alias, field, selection: below } = entry;
      for (const variable of field.variables) used.add(variable);
      const args = printArguments(entry, contexts);
      return `${alias}: ${field.name}${args}${below ? ` ${printSelection(below, used, contexts)}` : ''}`;
    });
    if (fields.length === 0) continue;
    texts.push(type === selection.on ? fields.join(' ') : `... on ${type} { ${fields.join(' ')} }`);
  }
  return `{ ${texts.length > 0 ? texts.join(' ') : '__typename'} }`;
}

function printArguments({ field: { args }, fromContext = [] }: Entry, contexts: ContextNames): string {
  const given = fromContext.map(({ argument, key }) => `${argument}: $${contexts.get(key)}`);
  if (given.length === 0) return args;
  return `(${[...(args ? [args.slice(1, -1)] : []), ...given].join(', ')})`;
}
