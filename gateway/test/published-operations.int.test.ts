import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, requireService, VIEWER_HEADER, verifyViewer } from '@visiobook/service';
import { silentLog, TEST_PLATFORM_KEY } from '@visiobook/testing';
import { describe, expect, it, vi } from 'vitest';
import { createPartners } from '../src/persisted/create-partners.ts';
import { byKindOfSender, NO_OPERATIONS, type Sender } from '../src/persisted/operation-store.ts';
import { createMemoryQueryStore } from '../src/persisted/query-store.ts';
import { createResolveText } from '../src/persisted/resolve-text.ts';
import { runWorld } from './world/world.ts';

const TITLES = 'query Titles { books { title } }';
const IDS = 'query Ids { books { id } }';
const manifest = (...bodies: string[]) =>
  JSON.stringify({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: bodies.map((body, n) => ({ id: `op-${body.length}`, name: `Op${n}`, type: 'query', body })),
  });

describe('the manifest of published operations', () => {
  it('is read again when its file changes, and the last good one counts', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'gateway-manifest-')), 'operations.json');
    writeFileSync(path, manifest(TITLES));
    await using world = await runWorld({
      PERSISTED_OPERATIONS_PATH: path,
      PERSISTED_OPERATIONS: 'require-known',
    });
    const codeOf = async (query: string) => (await world.gateway.ask(query)).errors?.[0]?.extensions?.code;
    expect([await codeOf(TITLES), await codeOf(IDS)]).toEqual([undefined, 'OPERATION_NOT_ALLOWED']);
    writeFileSync(path, manifest(IDS));
    await vi.waitFor(async () => expect(await codeOf(IDS)).toBeUndefined(), 10_000);
    expect(await codeOf(TITLES)).toBe('OPERATION_NOT_ALLOWED');
    writeFileSync(path, '{"format":"something else"}');
    await vi.waitFor(
      () => expect(world.gateway.logged.join()).toContain('the new manifest is not usable'),
      10_000,
    );
    expect(await codeOf(IDS)).toBeUndefined();
    const planned = world.gateway.logged.findIndex(
      (line) => line.includes('"operations":1') && line.includes('planned'),
    );
    expect(planned).toBeGreaterThanOrEqual(0);
  });
});

/** Identity's part: the manifests of partners, by ETag. */
async function runPartnerService() {
  const manifests = new Map<string, string>();
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const caller = requireService(verifyViewer(String(request.headers[VIEWER_HEADER]), TEST_PLATFORM_KEY));
    const partner = /^\/internal\/partners\/([^/]+)\/operations$/.exec(request.url ?? '')?.[1] ?? '';
    const text = manifests.get(partner);
    const etag = `"${text?.length}"`;
    const status =
      caller.id !== 'gateway' ? 403 : !text ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    answers.push(status);
    response.writeHead(status, { etag }).end(status === 200 ? text : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, manifests, answers, stop, [Symbol.asyncDispose]: stop };
}

const partner = (id: string): Sender => ({
  client: 'a-partner',
  viewer: { ...anonymous('request-1'), kind: 'PARTNER', id },
});

describe("partners' operations", () => {
  const resolver = (url: string, freshMs: number) => {
    const partners = createPartners({ url, freshMs }, TEST_PLATFORM_KEY, silentLog());
    return createResolveText({
      published: byKindOfSender(NO_OPERATIONS, partners),
      modes: { '*': 'off' },
      store: createMemoryQueryStore(1_000),
      log: silentLog(),
    });
  };
  const refused = { code: 'OPERATION_NOT_ALLOWED' };

  it('are those that the partner has published, whatever mode others have, and nothing else is run', async () => {
    await using service = await runPartnerService();
    service.manifests.set('p1', manifest(TITLES));
    const resolve = resolver(service.url, 60_000);
    const id = `op-${TITLES.length}`;
    expect(await resolve({ documentId: id }, partner('p1'))).toEqual({ query: TITLES });
    expect(await resolve({ query: TITLES }, partner('p1'))).toEqual({ query: TITLES });
    await expect(resolve({ query: IDS }, partner('p1'))).rejects.toMatchObject(refused);
    await expect(resolve({ documentId: id }, partner('p2'))).rejects.toMatchObject(refused);
    // One question a partner.
    expect(service.answers).toEqual([200, 404]);
  });

  it('are asked for again by their ETag, by one at a time, and serve on while the service is away', async () => {
    await using service = await runPartnerService();
    service.manifests.set('p1', manifest(TITLES));
    const resolve = resolver(service.url, 0);
    const ask = () => resolve({ query: TITLES }, partner('p1'));
    await Promise.all([ask(), ask(), ask()]);
    expect(service.answers).toEqual([200]);
    await ask();
    expect(service.answers).toEqual([200, 304]);
    service.manifests.set('p1', manifest(IDS));
    await expect(ask()).rejects.toMatchObject(refused);
    await service.stop();
    await expect(ask()).rejects.toMatchObject(refused);
    expect(await resolve({ query: IDS }, partner('p1'))).toEqual({ query: IDS });
    await expect(resolve({ query: IDS }, partner('p2'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
