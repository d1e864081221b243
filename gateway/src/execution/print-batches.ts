import { type OperationDefinitionNode, print } from 'graphql';
import type { Selection } from '../planning/plan.ts';
import { type PrintedFetch, printSelection } from '../planning/print-fetch.ts';

export interface PrintedBatches {
  query: string;
  /** The client's variables in it. */
  variables: readonly string[];
  /** The variables of the representations, by batch. */
  representations: readonly string[];
}

/** The response name of a batch among several. */
export function batchAlias(position: number): string {
  return `_e${position}`;
}

/** Writes one request that asks for several lots of entities. */
export function printBatches(
  batches: readonly { typename: string; selection: Selection }[],
  client: OperationDefinitionNode,
): PrintedBatches {
  const used = new Set<string>();
  const texts = batches.map(
    ({ typename, selection }) => [typename, printSelection(selection, used)] as const,
  );
  const definitions = (client.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const taken = new Set(definitions.map(({ variable }) => variable.name.value));
  let prefix = 'representations';
  while ([...taken].some((name) => name.startsWith(prefix))) prefix += '_';
  const representations = batches.map((_, position) => `${prefix}${position}`);
  const declared = [
    ...representations.map((name) => `$${name}: [_Any!]!`),
    ...definitions.map((definition) => print({ ...definition, directives: [] })),
  ];
  const fields = texts.map(
    ([typename, text], position) =>
      `${batchAlias(position)}: _entities(representations: $${representations[position]}) { __typename ... on ${typename} ${text} }`,
  );
  const name = client.name ? ` ${client.name.value}` : '';
  const query = `query${name}(${declared.join(', ')}) { ${fields.join(' ')} }`;
  return { query, variables: [...taken], representations };
}

/** The same for a fetch that goes alone, in the words of its plan. */
export function printedAlone({ query, variables, representations }: PrintedFetch): PrintedBatches {
  return { query, variables, representations: [representations] };
}
