import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type DocumentNode, parse, print } from 'graphql';
import { z } from 'zod';

const Manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string().min(1),
      /** Apollo's mark for operations of one client; absent for everybody's. */
      clientName: z.string().nullish(),
    }),
  ),
});
export type PersistedOperation = z.output<typeof Manifest>['operations'][number];

/** The operations that clients have published. */
export interface PersistedOperations {
  /** Of this client, or of everybody. */
  byId(id: string, client: string): PersistedOperation | undefined;
  /** However the text is laid out. */
  byText(text: string, client: string): PersistedOperation | undefined;
  all: readonly PersistedOperation[];
}

/** @throws Error when the file is not a manifest in Apollo's format, or is missing and must exist. */
export async function readPersistedOperations({
  path,
  mustExist,
}: {
  path: string | undefined;
  mustExist: boolean;
}): Promise<PersistedOperations> {
  if (path === undefined || (!mustExist && !existsSync(path))) return createPersistedOperations([]);
  return createPersistedOperations(parseManifest(await readFile(path, 'utf8')));
}

/** @throws Error when the text is not a manifest in Apollo's format */
export function parseManifest(text: string): PersistedOperation[] {
  return Manifest.parse(JSON.parse(text)).operations;
}

export function createPersistedOperations(operations: readonly PersistedOperation[]): PersistedOperations {
  const ids = index(operations, ({ id }) => id);
  const texts = index(operations, ({ body }) => layoutFree(body) ?? body);
  const find = (index: Index, key: string | undefined, client: string) =>
    key === undefined
      ? undefined
      : index.get(key)?.find(({ clientName }) => !clientName || clientName === client);
  return {
    byId: (id, client) => find(ids, id, client),
    byText: (text, client) => find(texts, layoutFree(text), client),
    all: operations,
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Index = ReadonlyMap<string, readonly PersistedOperation[]>;

function index(
  operations: readonly PersistedOperation[],
  keyOf: (each: PersistedOperation) => string,
): Index {
  return Map.groupBy(operations, keyOf);
}

/** The hash of a document without its layout and comments; undefined where it is none. */
function layoutFree(text: string): string | undefined {
  try {
    const document: DocumentNode = parse(text, { noLocation: true, maxTokens: 10_000 });
    return sha256(print(document));
  } catch {
    return undefined;
  }
}
