import type { InTransaction } from './repositories.ts';
import type { SweepContents } from './sweep-contents.ts';

/**
 * A project is gone: what was generated for it goes, its members see its files no more, and what people uploaded
 * stays theirs.
 */
export function forgetProject(inTransaction: InTransaction, sweepContents: SweepContents) {
  return async (projectId: string): Promise<void> => {
    const hashes = await inTransaction(async ({ files, access, locks }) => {
      // A file that is being stored for it is either seen here or refused there.
      await locks.project(projectId);
      await access.markDeleted(projectId);
      const generated = await files.findGeneratedOnlyFor(projectId);
      await files.deleteByIds(generated.map(({ id }) => id));
      await access.unlinkFiles(projectId);
      return generated.flatMap(({ sha256 }) => sha256 ?? []);
    });
    await sweepContents(hashes);
  };
}
