import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ByteRange, readRange } from '../domain/byte-range.ts';

export interface Representation {
  byteSize: number;
  mediaType: string;
  /** Without quotes; equal for equal bytes. */
  etag: string;
  open(range?: ByteRange): Readable;
}

/**
 * Answers GET and HEAD with bytes: 200, 206, 304 or 416 (RFC 9110 §13 and §14). What is sent under a hash never
 * changes, so a cache may keep it.
 */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  { byteSize, mediaType, etag, open }: Representation,
): FastifyReply {
  const tag = `"${etag}"`;
  reply
    .header('ETag', tag)
    .header('Accept-Ranges', 'bytes')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Type', mediaType);
  if (matches(request.headers['if-none-match'], tag)) return reply.code(304).send();

  const ifRange = request.headers['if-range'];
  const asked = ifRange === undefined || ifRange === tag ? request.headers.range : undefined;
  const range = readRange(asked, byteSize);
  if (range === 'unsatisfiable')
    return reply
      .code(416)
      .header('Content-Range', `bytes */${byteSize}`)
      .header('Content-Type', 'text/plain')
      .send(`This file has ${byteSize} bytes.`);
  if (range) {
    reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${byteSize}`);
    reply.header('Content-Length', range.end - range.start + 1);
  } else {
    reply.code(200).header('Content-Length', byteSize);
  }
  return request.method === 'HEAD' ? reply.send() : reply.send(open(range ?? undefined));
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === '*' || part === tag);
}
