import type { Db, Tx } from '@visiobook/db';
import { UnitReported } from '@visiobook/schema';
import type { Queue } from '@visiobook/service';
import type { InTransaction, Repositories } from '../domain/repositories.ts';
import { accessRepository } from './access-repository.ts';
import { blobReferences } from './blob-references.ts';
import { documentRepository } from './document-repository.ts';
import { fileRepository } from './file-repository.ts';
import { locks } from './locks.ts';

/** The queue is there once the database is migrated, which is after the service began to listen. */
type QueueOf = () => Pick<Queue, 'publish'>;

export function transactions(db: Db, queue: QueueOf): InTransaction {
  return (body) =>
    db.transaction((tx) =>
      body({
        ...repositoriesOn(tx),
        reportUnit: (report) => queue().publish(UnitReported, report, { tx }),
      }),
    );
}

/** Repositories for reads and for single statements that need no transaction. */
export function repositories(db: Db, queue: QueueOf): Repositories {
  return { ...repositoriesOn(db), reportUnit: (report) => queue().publish(UnitReported, report) };
}

function repositoriesOn(db: Db | Tx): Omit<Repositories, 'reportUnit'> {
  return {
    files: fileRepository(db),
    documents: documentRepository(db),
    access: accessRepository(db),
    blobs: blobReferences(db),
    locks: locks(db),
  };
}
