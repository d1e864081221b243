import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';

export interface TextAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/**
 * Posts a text and collects what comes back. Without the stream that `request()` makes of each answer, which costs more
 * than a small answer itself.
 *
 * @throws the signal's reason when it fires first, or why nothing came
 */
export function postText(
  pool: Pool,
  { path, headers, body }: { path: string; headers: Record<string, string>; body: string },
  signal: AbortSignal,
): Promise<TextAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let controller: Dispatcher.DispatchController | undefined;
    const giveUp = () => {
      controller?.abort(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    const chunks: Buffer[] = [];
    let status = 0;
    let answered: IncomingHttpHeaders = {};
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart(started) {
          controller = started;
          // It waited for a connection, and nobody waits for it any more.
          if (signal.aborted) started.abort(signal.reason);
        },
        onResponseStart(_controller, statusCode, given) {
          status = statusCode;
          answered = given;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', giveUp);
          const whole = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
          resolve({ status, headers: answered, text: whole.toString('utf8') });
        },
        onResponseError(_controller, error) {
          signal.removeEventListener('abort', giveUp);
          reject(error);
        },
      },
    );
  });
}
