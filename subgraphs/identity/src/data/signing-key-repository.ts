import type { Db, Tx } from '@visiobook/db';
import { signingKeys } from '@visiobook/db/tables/identity';
import { asc, inArray, sql } from 'drizzle-orm';
import type { SigningKeyRepository, StoredSigningKey } from '../domain/signing-key.ts';

export function createSigningKeyRepository(db: Db): SigningKeyRepository {
  return {
    list: () => list(db),
    exclusively: (body) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtext('identity.signing-keys'))`);
        return body({
          list: () => list(tx),
          insert: async (key) => {
            await tx.insert(signingKeys).values(key);
          },
          remove: async (ids) => {
            await tx.delete(signingKeys).where(inArray(signingKeys.id, [...ids]));
          },
        });
      }),
  };
}

function list(db: Db | Tx): Promise<StoredSigningKey[]> {
  const { id, publicJwk, sealedPrivateKey, signsFrom } = signingKeys;
  return db
    .select({ id, publicJwk, sealedPrivateKey, signsFrom })
    .from(signingKeys)
    .orderBy(asc(signsFrom), asc(id));
}
