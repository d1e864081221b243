import { type DocumentNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
import type { UnsignedViewer } from '../context.ts';
import type { Headers } from '../http/header-lists.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';

const snapshotNumbers = new WeakMap<Snapshot, number>();
let snapshots = 0;

/**
 * All that can change a stream's results: the supergraph, the operation, the variables that it uses, and who asks
 * with which rights, in which session and with which headers. Of a resumable operation the place where it begins is no part.
 */
export function streamKey(
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  { kind, id, role, scopes, sessionId }: UnsignedViewer,
  forwarded: Headers,
): string {
  const number = snapshotNumbers.get(snapshot) ?? ++snapshots;
  snapshotNumbers.set(snapshot, number);
  const used = usedVariables(document);
  const given = Object.entries(variables).filter(([name]) => used.has(name));
  given.sort(([one], [other]) => (one < other ? -1 : 1));
  const rights = [kind, id, role, [...scopes].sort(), sessionId];
  return JSON.stringify([number, operation.name?.value, print(document), given, rights, forwarded]);
}

function usedVariables(document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return used;
}
