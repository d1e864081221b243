import { parseInput } from '@visiobook/service';
import { z } from 'zod';
import { isPicture, MAX_SIDE } from '../domain/image-variant.ts';
import { linkExpiry } from '../domain/link-expiry.ts';
import { isReady } from '../domain/stored-file.ts';
import type { StoredFileResolvers } from '../generated/graphql.ts';

const side = z
  .int()
  .min(1)
  .max(MAX_SIDE, `A side has 1 to ${MAX_SIDE} pixels.`)
  .nullish()
  .transform((value) => value ?? null);
const ImageArgs = z.object({
  width: side,
  height: side,
  fit: z.enum(['COVER', 'CONTAIN', 'INSIDE']).nullish(),
  format: z.enum(['WEBP', 'AVIF', 'PNG', 'JPEG']).nullish(),
});

export const StoredFile: StoredFileResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.file.load(id),
  byteSize: ({ byteSize }) => String(byteSize),
  owner: ({ ownerId }) => ({ id: ownerId }),
  url: (file, { expiresIn, download }, { links }) => {
    const expiresAt = linkExpiry(expiresIn ?? 3600);
    return isReady(file) ? links.download(file.id, download ? 'attachment' : 'inline', expiresAt) : null;
  },
  image: (file, { expiresIn, ...args }, { links }) => {
    const expiresAt = linkExpiry(expiresIn ?? 3600);
    const { width, height, fit, format } = parseInput(ImageArgs, args);
    if (!isReady(file) || !isPicture(file.mediaType)) return null;
    return links.image(file.id, { width, height, fit: fit ?? 'INSIDE', format: format ?? 'WEBP' }, expiresAt);
  },
};
