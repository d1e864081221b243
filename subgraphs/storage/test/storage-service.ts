import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMetrics, readConfig, serviceViewer, signViewer, VIEWER_HEADER } from '@visiobook/service';
import { silentLog, TEST_PLATFORM_KEY, testDatabase, userHeader } from '@visiobook/testing';
import { request } from 'undici';
import { buildApp } from '../src/app.ts';
import { configSchema } from '../src/config.ts';

export type Answer = { data: Record<string, unknown> | null; errors?: { extensions: { code: string } }[] };

/** The real service on a free port, with a database and a folder of its own. */
export async function storageService(env: Record<string, string> = {}) {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'visiobook-storage-'));
  const config = readConfig(configSchema, {
    ...serviceEnv(database.urlOf('storage'), folder),
    ...env,
  });
  const metrics = createMetrics('storage');
  const { app, drain, parts } = await buildApp({ config, log: silentLog(), metrics, version: '0' });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    folder,
    database,
    metrics,
    ...client(url),
    async [Symbol.asyncDispose]() {
      drain();
      await app.close();
      for (const part of [...parts].reverse()) await part.stop();
      await database[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type StorageService = Awaited<ReturnType<typeof storageService>>;

export function serviceEnv(databaseUrl: string, folder: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    FILES_DIR: folder,
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    PUBLIC_URL: 'http://files.test',
    PORT: '0',
  };
}

/** What a person's browser does, on a service at `url`. */
export function client(url: string) {
  /** Addresses carry the gateway's origin; tests have no gateway. */
  const here = (address: string) => address.replace('http://files.test', url);

  const ask = async (userId: string | null, query: string, variables: Record<string, unknown> = {}) => {
    const answer = await request(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(userId ? { [VIEWER_HEADER]: userHeader(userId) } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.body.json()) as Answer;
  };

  const announce = async (userId: string, bytes: Buffer, input: Record<string, unknown> = {}) => {
    const answer = await ask(
      userId,
      `mutation ($input: CreateUploadInput!) {
        createUpload(input: $input) { upload { id url protocol expiresAt } file { id status byteSize } }
      }`,
      { input: { fileName: 'book.txt', mediaType: 'text/plain', byteSize: bytes.length, ...input } },
    );
    if (!answer.data || answer.errors) throw new Error(JSON.stringify(answer.errors));
    const { upload } = answer.data.createUpload as { upload: { id: string; url: string } };
    return { id: upload.id, url: here(upload.url) };
  };

  const upload = async (userId: string, bytes: Buffer, input: Record<string, unknown> = {}) => {
    const { id, url: address } = await announce(userId, bytes, input);
    const answer = await patch(address, 0, bytes);
    if (answer.statusCode !== 204) throw new Error(`The upload was answered with ${answer.statusCode}.`);
    return id;
  };

  const readFile = async (userId: string, id: string, fields: string) => {
    const answer = await ask(userId, `query ($id: ID!) { file(id: $id) { ${fields} } }`, { id });
    return (answer.data?.file ?? null) as Record<string, string> | null;
  };

  return { ask, announce, upload, readFile, here };
}

export async function patch(
  address: string,
  offset: number,
  body: Buffer | NodeJS.ReadableStream,
  headers: Record<string, string> = {},
) {
  const answer = await request(address, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...headers,
    },
    body: body as Buffer,
  });
  const text = await answer.body.text();
  return { statusCode: answer.statusCode, headers: answer.headers, text };
}

export async function head(address: string, headers: Record<string, string> = { 'tus-resumable': '1.0.0' }) {
  const answer = await request(address, { method: 'HEAD', headers });
  await answer.body.dump();
  return { statusCode: answer.statusCode, headers: answer.headers };
}

export const asService = () => ({
  [VIEWER_HEADER]: signViewer(serviceViewer('media', 'test-request'), TEST_PLATFORM_KEY),
});

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
