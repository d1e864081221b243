import type { Db, Tx } from '@visiobook/db';
import { assets } from '@visiobook/db/tables/media';
import { and, eq, inArray } from 'drizzle-orm';
import type { Asset } from '../application/library.ts';

/** Whether an asset is there with its file, made by this job's earlier attempt or by another run. */
export async function isReady(db: Db | Tx, assetId: string): Promise<boolean> {
  return (await db.$count(assets, and(eq(assets.id, assetId), eq(assets.status, 'READY')))) > 0;
}

/** Stores an asset. Two attempts that both made it leave one, and a ready one replaces one that had failed. */
export async function storeAsset(tx: Tx, asset: Asset): Promise<void> {
  const { id: _, ...values } = asset;
  await tx
    .insert(assets)
    .values(asset)
    .onConflictDoUpdate({ target: assets.id, set: values, setWhere: eq(assets.status, 'FAILED') });
}

export async function findAssets(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Asset>> {
  const rows = (await db
    .select()
    .from(assets)
    .where(inArray(assets.id, [...ids]))) as Asset[];
  return new Map(rows.map((asset) => [asset.id, asset]));
}
