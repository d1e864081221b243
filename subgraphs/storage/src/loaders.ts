import DataLoader from 'dataloader';
import type { Context } from './context.ts';
import { maySeeFile } from './domain/file-policy.ts';
import type { Repositories } from './domain/repositories.ts';
import type { StoredDocument } from './domain/stored-document.ts';
import type { StoredFile } from './domain/stored-file.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads by id for one request, gathered into one statement; null for what is absent or not for this viewer. */
export function createLoaders(
  { files, documents }: Pick<Repositories, 'files' | 'documents'>,
  viewerId: string | null,
): Context['loaders'] {
  const file = new DataLoader<string, StoredFile | null>(async (ids) => {
    const valid = ids.filter((id) => UUID.test(id));
    const found =
      viewerId === null || valid.length === 0 ? [] : await files.findWithStanding(valid, viewerId);
    const visible = found.filter(({ file, isMember }) => maySeeFile(file, { viewerId, isMember }));
    const byId = new Map(visible.map(({ file }) => [file.id, file]));
    return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
  });
  const document = new DataLoader<string, StoredDocument | null>(async (ids) => {
    const valid = ids.filter((id) => UUID.test(id));
    const found = viewerId === null || valid.length === 0 ? [] : await documents.findByIds(valid);
    // A document is as visible as the file that it was read from.
    const sources = await Promise.all(found.map(({ fileId }) => file.load(fileId)));
    const byId = new Map(found.filter((_, i) => sources[i]).map((each) => [each.id, each]));
    return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
  });
  return { file, document };
}
