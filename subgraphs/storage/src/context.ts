import type { RequestContext } from '@visiobook/service';
import type DataLoader from 'dataloader';
import type { CreateUpload } from './domain/create-upload.ts';
import type { DeleteFile } from './domain/delete-file.ts';
import type { ListFiles } from './domain/list-files.ts';
import type { SignedLinks } from './domain/signed-links.ts';
import type { StoredDocument } from './domain/stored-document.ts';
import type { StoredFile } from './domain/stored-file.ts';

/** What resolvers are given. Loaders answer null for what the viewer may not see. */
export interface Context extends RequestContext {
  loaders: {
    file: DataLoader<string, StoredFile | null>;
    document: DataLoader<string, StoredDocument | null>;
  };
  createUpload: CreateUpload;
  deleteFile: DeleteFile;
  listFiles: ListFiles;
  links: SignedLinks;
}
