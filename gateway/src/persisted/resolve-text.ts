import { AppError, type Logger } from '@visiobook/service';
import type { OperationRequest } from '../operations/check-operation.ts';
import { sha256 } from './manifest.ts';
import type { OperationStore, Sender } from './operation-store.ts';
import type { QueryStore } from './query-store.ts';

/** What is done about operations that their client has not published. */
export type PersistedMode = 'off' | 'log-unknown' | 'require-known';

/** An operation by its text, by the id of a persisted one, or both. */
export interface AskedOperation extends Omit<OperationRequest, 'query'> {
  query?: string | null | undefined;
  documentId?: string | null | undefined;
}

/**
 * Finds the text of what is asked for, in the manifest or among the automatically persisted queries.
 *
 * @throws AppError OPERATION_NOT_ALLOWED for what the client has not published and must have, NOT_FOUND
 * ("PersistedQueryNotFound", as Apollo's clients expect) for an unknown hash, BAD_USER_INPUT for a wrong one.
 */
export type ResolveText = (asked: AskedOperation, sender: Sender) => Promise<OperationRequest>;

export interface ResolveTextOptions {
  published: OperationStore;
  /** Modes by client; `*` is for all others. Partners must always have published what they send. */
  modes: Readonly<Record<string, PersistedMode>>;
  store: QueryStore;
  log: Logger;
}

/** More unknown operations than this are no news. */
const LOGGED = 1_000;

export function createResolveText({ published, modes, store, log }: ResolveTextOptions): ResolveText {
  const logged = new Set<string>();

  const logUnknown = (text: string, client: string, operationName: string | null | undefined) => {
    const hash = sha256(text);
    const key = `${client} ${hash}`;
    if (logged.has(key) || logged.size >= LOGGED) return;
    logged.add(key);
    log.warn({ client, operationName, hash, text: text.slice(0, 2_000) }, 'an operation is not published');
  };

  /** The text of an automatically persisted query: looked up, or kept for the next time. */
  const automatic = async (hash: string, text: string | undefined): Promise<string> => {
    if (text === undefined) {
      const kept = await store.get(hash);
      if (kept === undefined) throw new AppError('NOT_FOUND', 'PersistedQueryNotFound');
      return kept;
    }
    if (sha256(text) !== hash)
      throw new AppError('BAD_USER_INPUT', 'The hash is not that of the query (sha256, in hex).');
    await store.set(hash, text);
    return text;
  };

  const modeOf = ({ client, viewer }: Sender): PersistedMode => {
    if (viewer.kind === 'PARTNER') return 'require-known';
    return (Object.hasOwn(modes, client) ? modes[client] : undefined) ?? modes['*'] ?? 'off';
  };

  return async ({ query, documentId, extensions, ...rest }, sender) => {
    const { client } = sender;
    const { persistedQuery, ...others } = extensions ?? {};
    const id = documentId?.replace(/^sha256:/, '') ?? hashOf(persistedQuery);
    const given = query ?? undefined;
    const answer = (text: string): OperationRequest => ({
      ...rest,
      query: text,
      ...(Object.keys(others).length > 0 ? { extensions: others } : {}),
    });
    const known = id === undefined ? undefined : await published.byId(id, sender);
    if (known && given === undefined) return answer(known.body);
    const mode = modeOf(sender);
    if (mode === 'require-known') {
      const same = given === undefined ? undefined : await published.byText(given, sender);
      if (!same) {
        const message = `The client ${client} has not published this operation.`;
        throw new AppError('OPERATION_NOT_ALLOWED', message);
      }
      return answer(same.body);
    }
    const text = id === undefined ? given : await automatic(id, given);
    if (text === undefined) throw new AppError('BAD_USER_INPUT', 'Send a query, or the id of one.');
    if (mode === 'log-unknown' && !(await published.byText(text, sender)))
      logUnknown(text, client, rest.operationName);
    return answer(text);
  };
}

function hashOf(persistedQuery: unknown): string | undefined {
  if (typeof persistedQuery !== 'object' || persistedQuery === null) return undefined;
  const { sha256Hash } = persistedQuery as { sha256Hash?: unknown };
  return typeof sha256Hash === 'string' ? sha256Hash : undefined;
}
