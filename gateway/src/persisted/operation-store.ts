import type { Caller } from '../context.ts';
import type { PersistedOperation } from './manifest.ts';

/** Who sends an operation. */
export type Sender = Pick<Caller, 'client' | 'viewer'>;

/** Published operations, wherever they are kept. */
export interface OperationStore {
  byId(id: string, sender: Sender): Promise<PersistedOperation | undefined>;
  /** However the text is laid out. */
  byText(text: string, sender: Sender): Promise<PersistedOperation | undefined>;
}

/** A partner has its own operations and no others; everybody else's are those of the manifest. */
export function byKindOfSender(manifest: OperationStore, partners: OperationStore): OperationStore {
  const storeOf = ({ viewer }: Sender) => (viewer.kind === 'PARTNER' ? partners : manifest);
  return {
    byId: (id, sender) => storeOf(sender).byId(id, sender),
    byText: (text, sender) => storeOf(sender).byText(text, sender),
  };
}

/** For whom nothing is published. */
export const NO_OPERATIONS: OperationStore = {
  byId: async () => undefined,
  byText: async () => undefined,
};
