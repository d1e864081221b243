import { internalPaths } from '@visiobook/schema';
import { AppError, type Logger, serviceViewer, signViewer, VIEWER_HEADER } from '@visiobook/service';
import { request } from 'undici';
import { createPersistedOperations, type PersistedOperations, parseManifest } from './manifest.ts';
import type { OperationStore, Sender } from './operation-store.ts';

export interface PartnerStoreOptions {
  /** Base URL of the service that keeps partners' manifests. */
  url: string;
  platformKey: string;
  /** For so long a manifest is taken for the newest. */
  freshMs: number;
  log: Logger;
  now?: () => number;
}

interface Known {
  operations: PersistedOperations;
  etag: string | undefined;
  askedAt: number;
}

const MOST_PARTNERS = 1_000;
const TIMEOUT_MS = 3_000;

/**
 * The operations that partners have published: each one's manifest in Apollo's format, asked for when it is first
 * needed and again (by its ETag) when it is no longer fresh. What is known serves on while the service is away.
 */
export function createPartnerStore(options: PartnerStoreOptions): OperationStore {
  const { url, platformKey, freshMs, log, now = Date.now } = options;
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<PersistedOperations>>();

  const ask = async (partner: string, before: Known | undefined, requestId: string): Promise<Known> => {
    const { statusCode, headers, body } = await request(
      new URL(internalPaths.partnerOperations(partner), url),
      {
        headers: {
          accept: 'application/json',
          [VIEWER_HEADER]: signViewer(serviceViewer('gateway', requestId), platformKey),
          ...(before?.etag ? { 'if-none-match': before.etag } : {}),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    const text = await body.text();
    if (statusCode === 304 && before) return { ...before, askedAt: now() };
    // A partner that has published nothing.
    if (statusCode === 404)
      return { operations: createPersistedOperations([]), etag: undefined, askedAt: now() };
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
    const etag = typeof headers.etag === 'string' ? headers.etag : undefined;
    return { operations: createPersistedOperations(parseManifest(text)), etag, askedAt: now() };
  };

  const refresh = async (partner: string, requestId: string): Promise<PersistedOperations> => {
    const before = known.get(partner);
    try {
      const next = await ask(partner, before, requestId);
      known.delete(partner);
      known.set(partner, next);
      if (known.size > MOST_PARTNERS) known.delete(known.keys().next().value as string);
      return next.operations;
    } catch (error) {
      log.warn({ error, partner }, "a partner's operations could not be asked for");
      if (before) return before.operations;
      throw new AppError(
        'UNAVAILABLE',
        'Your operations cannot be looked up right now; try again.',
        {},
        error,
      );
    }
  };

  const operationsOf = ({ viewer }: Sender): PersistedOperations | Promise<PersistedOperations> => {
    const partner = viewer.id ?? '';
    const present = known.get(partner);
    if (present && now() - present.askedAt < freshMs) return present.operations;
    const running =
      asking.get(partner) ?? refresh(partner, viewer.requestId).finally(() => asking.delete(partner));
    asking.set(partner, running);
    return running;
  };

  return {
    byId: async (id, sender) => (await operationsOf(sender)).byId(id, sender.client),
    byText: async (text, sender) => (await operationsOf(sender)).byText(text, sender.client),
  };
}
