import { type OperationDefinitionNode, print } from 'graphql';
import type { Fetch, Selection } from './plan.ts';

/** The text of a fetch and the client's variables in it. */
export interface PrintedFetch {
  query: string;
  variables: readonly string[];
  /** The variable of the representations; another name where the client has a variable of that name. */
  representations: string;
}

/** Writes the operation that a fetch sends to its subgraph. */
export function printFetch(fetch: Fetch, client: OperationDefinitionNode): PrintedFetch {
  const used = new Set<string>();
  const fields = printSelection(fetch.selection, used);
  const definitions = (client.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const taken = new Set(definitions.map(({ variable }) => variable.name.value));
  let representations = 'representations';
  while (taken.has(representations)) representations += '_';
  // A directive on a variable means nothing to a subgraph.
  const declared = definitions.map((definition) => print({ ...definition, directives: [] }));
  if (!fetch.root) declared.unshift(`$${representations}: [_Any!]!`);
  const head = `${fetch.root ?? 'query'}${nameOf(client)}${declared.length > 0 ? `(${declared.join(', ')})` : ''}`;
  const body = fetch.root
    ? fields
    : `{ _entities(representations: $${representations}) { __typename ... on ${fetch.typename} ${fields} } }`;
  return { query: `${head} ${body}`, variables: [...taken], representations };
}

function nameOf({ name }: OperationDefinitionNode): string {
  return name ? ` ${name.value}` : '';
}

/** The fields of a fetch as text. @param used is given the variables in it */
export function printSelection(selection: Selection, used: Set<string>): string {
  const texts: string[] = selection.abstract ? ['__typename'] : [];
  for (const [type, part] of selection.parts) {
    const fields = Array.from(part.values(), ({ alias, field, selection: below }) => {
      for (const variable of field.variables) used.add(variable);
      return `${alias}: ${field.name}${field.args}${below ? ` ${printSelection(below, used)}` : ''}`;
    });
    if (fields.length === 0) continue;
    texts.push(type === selection.on ? fields.join(' ') : `... on ${type} { ${fields.join(' ')} }`);
  }
  return `{ ${texts.length > 0 ? texts.join(' ') : '__typename'} }`;
}
