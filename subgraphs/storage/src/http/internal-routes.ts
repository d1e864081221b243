import { internalPaths } from '@visiobook/schema';
import { notFound, parseInput, requireService, VIEWER_HEADER, verifyViewer } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isPlainFileName } from '../domain/accepted-media.ts';
import type { ByteStore } from '../domain/byte-store.ts';
import type { KeepGeneratedFile } from '../domain/keep-generated-file.ts';
import type { DocumentRepository, FileRepository } from '../domain/repositories.ts';
import { isReady } from '../domain/stored-file.ts';
import { sendBytes } from './send-bytes.ts';

export interface InternalRoutes {
  platformKey: string;
  files: FileRepository;
  documents: DocumentRepository;
  bytes: ByteStore;
  keepGeneratedFile: KeepGeneratedFile;
}

const Params = z.object({ id: z.uuid() });
const PutQuery = z.object({
  name: z.string().refine(isPlainFileName, 'A file name is one path part of 1 to 255 characters.'),
  mediaType: z.string().regex(/^[a-z]+\/[\w.+-]+(?:;[\w =.+-]*)?$/i, 'A media type looks like image/png.'),
  ownerId: z.uuid(),
  projectId: z.uuid().optional(),
});

/** What other services of the platform call (schema/src/internal-api.ts). */
export async function internalRoutes(app: FastifyInstance, needs: InternalRoutes): Promise<void> {
  const { platformKey, files, documents, bytes, keepGeneratedFile } = needs;
  // JSON is a file's bytes here like any other.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request) => {
    const signed = request.headers[VIEWER_HEADER];
    if (typeof signed !== 'string') throw notFound('page');
    requireService(verifyViewer(signed, platformKey));
  });

  app.put(internalPaths.file(':id'), async (request) => {
    const { id } = parseInput(Params, request.params);
    const generated = parseInput(PutQuery, request.query);
    return keepGeneratedFile({ id, ...generated }, request.raw);
  });

  app.route({
    method: ['GET', 'HEAD'],
    url: internalPaths.file(':id'),
    handler: async (request, reply) => {
      const file = await files.findById(parseInput(Params, request.params).id);
      if (!file || !isReady(file)) throw notFound('file');
      return sendBytes(request, reply, {
        byteSize: file.byteSize,
        mediaType: file.mediaType,
        etag: file.sha256,
        open: (range) => bytes.open(file.sha256, range),
      });
    },
  });

  app.get(internalPaths.document(':id'), async (request, reply) => {
    const [document] = await documents.findByIds([parseInput(Params, request.params).id]);
    if (!document) throw notFound('document');
    return sendBytes(request, reply, {
      byteSize: document.bodyBytes,
      mediaType: 'application/json',
      etag: document.bodySha256,
      open: (range) => bytes.open(document.bodySha256, range),
    });
  });
}
