import type { Logger } from '@visiobook/service';
import { prepareOperation } from '../execution/prepare-operation.ts';
import type { CheckOperation } from '../operations/check-operation.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { DocumentStore } from './document-store.ts';
import type { PersistedOperation } from './manifest.ts';

export interface WarmUpOptions {
  check: CheckOperation;
  documents: DocumentStore;
  log: Logger;
}

/**
 * Parses, checks and plans operations for a version of the supergraph that is not live yet: those that clients have
 * published and those that they use. Their first request is then as quick as the next one.
 */
export type WarmUp = (snapshot: Snapshot, published: readonly PersistedOperation[]) => Promise<void>;

/** Of what clients use without having published it, as much as is worth the wait. */
const MOST_USED = 500;

export function createWarmUp({ check, documents, log }: WarmUpOptions): WarmUp {
  const prepare = (snapshot: Snapshot, query: string) => {
    const { document, operation } = check({ query }, snapshot.schema);
    documents.put(snapshot.schema, query, document);
    if (operation.operation === 'subscription') return;
    const { coerced = {} } = coerceVariables(snapshot.schema, operation, {});
    for (const inParts of [false, true]) prepareOperation(snapshot, document, operation, coerced, inParts);
  };
  return async (snapshot, operations) => {
    const before = performance.now();
    const used = documents.texts().slice(0, MOST_USED);
    let unusable = 0;
    for (const { body, name } of operations) {
      try {
        prepare(snapshot, body);
      } catch (error) {
        unusable++;
        log.warn({ error, operation: name }, 'a published operation cannot be run');
      }
      await othersFirst();
    }
    for (const text of used) {
      try {
        prepare(snapshot, text);
      } catch {
        // Who sends it again will read why it is not valid any more.
      }
      await othersFirst();
    }
    const ms = Math.round(performance.now() - before);
    log.info(
      { operations: operations.length, unusable, used: used.length, ms },
      'published operations are planned',
    );
  };
}

/** Requests that came meanwhile go before. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
