import { notFound } from '@visiobook/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ChecksumMismatch, type UnfinishedUploads, UploadTooLong } from '../domain/byte-store.ts';
import type { FinishUpload } from '../domain/finish-upload.ts';
import type { FileRepository } from '../domain/repositories.ts';
import type { SignedLinks } from '../domain/signed-links.ts';
import type { StoredFile } from '../domain/stored-file.ts';
import {
  readChecksum,
  readOffset,
  TUS_ALGORITHMS,
  TUS_EXTENSIONS,
  TUS_VERSION,
  TusRefusal,
} from './tus-headers.ts';
import type { UploadTurns } from './upload-turns.ts';

export interface UploadRoutes {
  links: SignedLinks;
  files: FileRepository;
  uploads: UnfinishedUploads;
  finishUpload: FinishUpload;
  turns: UploadTurns;
  maxBytes: number;
}

/** A client that sends nothing for so long is gone; it can go on where it was with a new request. */
const STALLED_MS = 60_000;
const PATH = '/files/uploads/:id';

interface Params {
  Params: { id: string };
  Querystring: { token: string };
}

/**
 * A tus 1.0.0 server (core, checksum, termination, expiration) for uploads that `createUpload` announced: bytes go
 * from the socket to the disk, and the offset is the length of what lies there.
 */
export async function uploadRoutes(app: FastifyInstance, needs: UploadRoutes): Promise<void> {
  const { links, files, uploads, finishUpload, turns, maxBytes } = needs;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/offset+octet-stream', (_request, body, done) => done(null, body));
  // A slow upload must not hold up a shutdown.
  app.addHook('preClose', async () => turns.interruptAll());
  app.addHook('onRequest', async (request, reply) => {
    reply.header('Tus-Resumable', TUS_VERSION).header('Cache-Control', 'no-store');
    if (request.method === 'OPTIONS') return;
    if (request.headers['tus-resumable'] !== TUS_VERSION) {
      reply.header('Tus-Version', TUS_VERSION).header('Connection', 'close');
      throw new TusRefusal(412, `This server speaks tus ${TUS_VERSION}; say so in Tus-Resumable.`);
    }
    const { params, query } = request as FastifyRequest<Params>;
    if (!links.isUploadToken(params.id, query.token ?? '')) {
      reply.header('Connection', 'close');
      throw new TusRefusal(403, 'This upload address was not given out by this server, or has expired.');
    }
  });

  app.options(PATH, async (_request, reply) => {
    reply
      .code(204)
      .header('Tus-Version', TUS_VERSION)
      .header('Tus-Extension', TUS_EXTENSIONS)
      .header('Tus-Checksum-Algorithm', TUS_ALGORITHMS)
      .header('Tus-Max-Size', maxBytes);
  });

  app.head<Params>(PATH, async (request, reply) =>
    inTurn(request, async () => {
      const { file, offset } = await stateOf(request.params.id);
      describe(reply, file, offset).code(200);
    }),
  );

  app.patch<Params>(PATH, async (request, reply) => {
    // An answer that comes before the body was read must end the connection, or the rest would be read in vain.
    reply.header('Connection', 'close');
    const offset = readOffset(request.headers['upload-offset']);
    const checksum = readChecksum(request.headers['upload-checksum']);
    await inTurn(request, async () => {
      const { file, offset: current } = await stateOf(request.params.id);
      describe(reply, file, current);
      if (offset !== current)
        throw new TusRefusal(409, `Upload-Offset was ${offset}; ${current} bytes of this upload are here.`);
      if (Number(request.headers['content-length'] ?? 0) > file.byteSize - current)
        throw new TusRefusal(413, `This upload was announced with ${file.byteSize} bytes.`);
      if (file.status === 'UPLOADING') {
        request.raw.setTimeout(STALLED_MS, () => request.raw.destroy());
        const size = file.byteSize;
        const after = await uploads.append(file.id, current, request.raw, { size, checksum }).catch(refuse);
        describe(reply, file, after);
        if (after === size) await finish(file);
      }
    });
    reply.code(204).removeHeader('Connection');
  });

  app.delete<Params>(PATH, async (request, reply) =>
    inTurn(request, async () => {
      const { file } = await stateOf(request.params.id);
      if (file.status !== 'UPLOADING') throw new TusRefusal(403, 'This upload is complete: delete the file.');
      await files.deleteByIds([file.id]);
      await uploads.remove(file.id);
      reply.code(204);
    }),
  );

  async function inTurn<T>(request: FastifyRequest<Params>, body: () => Promise<T>): Promise<T> {
    const endTurn = await turns.take(request.params.id, () => request.raw.destroy());
    try {
      return await body();
    } finally {
      endTurn();
    }
  }

  /** The upload and how much of it is here; finishes one whose last byte came just before a crash. */
  async function stateOf(id: string): Promise<{ file: StoredFile; offset: number }> {
    const file = await files.findById(id);
    if (file?.origin !== 'UPLOADED') throw notFound('upload');
    if (file.status === 'FAILED') throw new TusRefusal(410, file.failure ?? 'This upload failed.');
    if (file.status === 'READY') return { file, offset: file.byteSize };
    if (file.uploadExpiresAt !== null && file.uploadExpiresAt <= new Date())
      throw new TusRefusal(410, 'This upload was not complete in time. Announce it again.');
    let offset = await uploads.offset(id);
    if (offset === null) {
      // The process died between the row and the empty place for its bytes.
      await uploads.create(id);
      offset = 0;
    }
    if (offset === file.byteSize) await finish(file);
    return { file, offset };
  }

  async function finish(file: StoredFile): Promise<void> {
    const outcome = await finishUpload(file);
    if (outcome === 'FAILED')
      throw new TusRefusal(
        460,
        'The bytes that came do not have the announced SHA-256. Upload the file again.',
      );
    if (outcome === 'GONE') throw notFound('upload');
  }
}

function describe(reply: FastifyReply, file: StoredFile, offset: number): FastifyReply {
  if (file.uploadExpiresAt !== null) reply.header('Upload-Expires', file.uploadExpiresAt.toUTCString());
  return reply.header('Upload-Offset', offset).header('Upload-Length', file.byteSize);
}

function refuse(error: unknown): never {
  if (error instanceof UploadTooLong) throw new TusRefusal(413, error.message);
  if (error instanceof ChecksumMismatch) throw new TusRefusal(460, error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') throw new TusRefusal(507, 'The disk is full.');
  // The client is gone: nobody reads the answer, and it is no fault of ours.
  if (code === 'ECONNRESET' || code === 'ABORT_ERR' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    throw new TusRefusal(400, 'The request ended before its body was complete.');
  throw error;
}
