import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError, notFound, parseInput } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ByteStore } from '../domain/byte-store.ts';
import { contentDisposition } from '../domain/content-disposition.ts';
import { isPicture, MAX_SIDE, variantKey, variantMediaType } from '../domain/image-variant.ts';
import type { MakeVariant } from '../domain/make-variant.ts';
import type { FileRepository } from '../domain/repositories.ts';
import type { SignedLinks } from '../domain/signed-links.ts';
import { isReady, type ReadyFile } from '../domain/stored-file.ts';
import { sendBytes } from './send-bytes.ts';

export interface DownloadRoutes {
  links: SignedLinks;
  files: FileRepository;
  bytes: ByteStore;
  makeVariant: MakeVariant;
}

const Signed = { expires: z.coerce.number().int(), signature: z.string() };
const DownloadQuery = z.object({ ...Signed, disposition: z.enum(['inline', 'attachment']) });
const side = z.coerce.number().int().min(1).max(MAX_SIDE).nullable().default(null);
const ImageQuery = z.object({
  ...Signed,
  w: side,
  h: side,
  fit: z.enum(['COVER', 'CONTAIN', 'INSIDE']),
  format: z.enum(['WEBP', 'AVIF', 'PNG', 'JPEG']),
});
const Params = z.object({ id: z.uuid() });

/** Serves files and pictures to whoever has a signed address, as streams. */
export async function downloadRoutes(app: FastifyInstance, needs: DownloadRoutes): Promise<void> {
  const { links, files, bytes, makeVariant } = needs;

  app.route({
    method: ['GET', 'HEAD'],
    url: '/files/:id',
    handler: async (request, reply) => {
      const { id } = parseInput(Params, request.params);
      const query = parseInput(DownloadQuery, request.query);
      if (!links.isDownload(id, query)) throw refused();
      const file = await readyFile(id);
      reply
        .header('Content-Disposition', contentDisposition(query.disposition, file.mediaType, file.name))
        .header('Cache-Control', cacheUntil(query.expires));
      return sendBytes(request, reply, {
        byteSize: file.byteSize,
        mediaType: withCharset(file.mediaType),
        etag: file.sha256,
        open: (range) => bytes.open(file.sha256, range),
      });
    },
  });

  app.route({
    method: ['GET', 'HEAD'],
    url: '/files/:id/image',
    handler: async (request, reply) => {
      const { id } = parseInput(Params, request.params);
      const { w, h, fit, format, ...signed } = parseInput(ImageQuery, request.query);
      const variant = { width: w, height: h, fit, format };
      if (!links.isImage(id, variant, signed)) throw refused();
      const file = await readyFile(id);
      if (!isPicture(file.mediaType)) throw notFound('picture');
      const path = await makeVariant(file.sha256, variant);
      const { size } = await stat(path);
      reply.header('Content-Disposition', 'inline').header('Cache-Control', cacheUntil(signed.expires));
      return sendBytes(request, reply, {
        byteSize: size,
        mediaType: variantMediaType(format),
        etag: `${file.sha256}-${variantKey(variant)}`,
        open: (range) => createReadStream(path, range ?? {}),
      });
    },
  });

  async function readyFile(id: string): Promise<ReadyFile> {
    const file = await files.findById(id);
    if (!file || !isReady(file)) throw notFound('file');
    return file;
  }
}

function refused(): AppError {
  return new AppError('UNAUTHENTICATED', 'This address has expired or was changed. Ask for a new one.');
}

/** The bytes never change; the right to see them ends with the address, so only the reader's own cache keeps them. */
function cacheUntil(expires: number): string {
  const seconds = Math.max(0, expires - Math.floor(Date.now() / 1000));
  return `private, max-age=${seconds}, immutable`;
}

/** Without a charset browsers guess, and guess wrong; books that are not UTF-8 still open in an editor. */
function withCharset(mediaType: string): string {
  return /^text\/[\w.+-]+$/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}
