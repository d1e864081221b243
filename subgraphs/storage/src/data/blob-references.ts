import type { Db, Tx } from '@visiobook/db';
import { inArray, sql } from 'drizzle-orm';
import type { BlobReferences } from '../domain/repositories.ts';
import { documents, files } from './file-rows.ts';

export function blobReferences(db: Db | Tx): BlobReferences {
  return {
    async unreferenced(hashes) {
      if (hashes.length === 0) return [];
      const used = await db
        .select({ sha256: files.sha256 })
        .from(files)
        .where(inArray(files.sha256, [...hashes]))
        .union(
          db
            .select({ sha256: documents.bodySha256 })
            .from(documents)
            .where(inArray(documents.bodySha256, [...hashes])) as never,
        );
      const keep = new Set(used.map(({ sha256 }) => sha256));
      return [...new Set(hashes)].filter((sha256) => !keep.has(sha256));
    },
    async totalBytes() {
      const [row] = await db.execute<{ total: string }>(sql`
        select coalesce(sum(bytes), 0) as total from (
          select ${files.sha256} as sha256, ${files.byteSize} as bytes from ${files} where ${files.status} = 'READY'
          union
          select ${documents.bodySha256}, ${documents.bodyBytes} from ${documents}
        ) as contents`);
      return Number(row?.total ?? 0);
    },
  };
}
