import { request } from 'undici';
import { AppError } from './app-error.ts';
import { serviceViewer, signViewer, VIEWER_HEADER } from './viewer.ts';

export interface NeighbourOptions {
  /** Who calls. */
  service: string;
  /** Base URL of the process that is called. */
  url: string;
  platformKey: string;
  /** Milliseconds for the answer's head to come. */
  timeoutMs?: number;
}

export interface Neighbour {
  /** GET, JSON. */
  json(path: string, signal?: AbortSignal): Promise<unknown>;
  /** POST of JSON, JSON answer. */
  post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown>;
  /** GET, bytes as a stream. */
  stream(path: string, signal?: AbortSignal): Promise<NodeJS.ReadableStream>;
  /** PUT of bytes, JSON answer. */
  put(
    path: string,
    body: Buffer | NodeJS.ReadableStream,
    query: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<unknown>;
}

/**
 * A client of another service's internal API (schema/src/internal-api.ts). It makes one attempt: its callers are
 * jobs, and the queue repeats those.
 *
 * @throws AppError UNAVAILABLE when the neighbour does not answer, and its own code when it refuses.
 */
export function createNeighbour({
  service,
  url,
  platformKey,
  timeoutMs = 30_000,
}: NeighbourOptions): Neighbour {
  const call = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    extra: Record<string, unknown>,
    signal?: AbortSignal,
  ) => {
    const headers = { [VIEWER_HEADER]: signViewer(serviceViewer(service, crypto.randomUUID()), platformKey) };
    try {
      const answer = await request(new URL(path, url), {
        method,
        headers: { ...headers, ...CONTENT[method] },
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        ...(signal ? { signal } : {}),
        ...extra,
      });
      if (answer.statusCode < 300) return answer;
      throw refusal(await answer.body.json().catch(() => undefined), answer.statusCode, path);
    } catch (error) {
      if (error instanceof AppError || signal?.aborted) throw error;
      throw new AppError('UNAVAILABLE', `${new URL(url).host} did not answer ${method} ${path}.`, {}, error);
    }
  };
  return {
    json: async (path, signal) => (await call('GET', path, {}, signal)).body.json(),
    post: async (path, body, signal) =>
      (await call('POST', path, { body: JSON.stringify(body) }, signal)).body.json(),
    stream: async (path, signal) => (await call('GET', path, {}, signal)).body,
    put: async (path, body, query, signal) => (await call('PUT', path, { body, query }, signal)).body.json(),
  };
}

const CONTENT = {
  GET: {},
  POST: { 'content-type': 'application/json' },
  PUT: { 'content-type': 'application/octet-stream' },
};

function refusal(body: unknown, status: number, path: string): AppError {
  const said = (body as { error?: { code?: string; message?: string } } | undefined)?.error;
  if (status === 404) return new AppError('NOT_FOUND', said?.message ?? `${path} is not there.`);
  return new AppError('UNAVAILABLE', said?.message ?? `${path} was answered with ${status}.`, { status });
}
