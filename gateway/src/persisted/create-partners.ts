import type { Logger } from '@visiobook/service';
import { NO_OPERATIONS, type OperationStore } from './operation-store.ts';
import { createPartnerStore } from './partner-store.ts';

/** Where partners' operations are; without a service that keeps them, and a key to ask it with, they have none. */
export function createPartners(
  config: { url: string; freshMs: number } | undefined,
  platformKey: string | undefined,
  log: Logger,
): OperationStore {
  return config && platformKey ? createPartnerStore({ ...config, platformKey, log }) : NO_OPERATIONS;
}
