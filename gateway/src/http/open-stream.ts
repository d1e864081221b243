import type { FastifyReply } from 'fastify';

/** Takes the response out of Fastify's hands and sends its headers, so that the client knows at once that it is open. */
export function openStream(reply: FastifyReply, contentType: string, status = 200): FastifyReply['raw'] {
  const { raw } = reply.hijack();
  // Hijacking skips Fastify's own writing of the headers that hooks have set.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(status, {
    'content-type': contentType,
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  return raw;
}

/** Settles when the client has room for more, or is gone: one that takes nothing for so long is let go. */
export async function writeInTurn(raw: FastifyReply['raw'], text: string, slowMs: number): Promise<void> {
  if (raw.destroyed || raw.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(slow);
      raw.off('drain', done);
      raw.off('close', done);
      resolve();
    };
    const slow = setTimeout(() => raw.destroy(), slowMs);
    raw.once('drain', done);
    raw.once('close', done);
  });
}
