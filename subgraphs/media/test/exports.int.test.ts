import { newId, VIEWER_HEADER } from '@visiobook/service';
import { userHeader } from '@visiobook/testing';
import { createClient } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { mediaService, runOf } from './media-service.ts';

const RENDER = `mutation ($input: RenderExportInput!) {
  renderExport(input: $input) { export { id status percent format aspect height } } }`;
const PROJECTS = `query ($projects: [_Any!]!) { _entities(representations: $projects) { ... on Project {
  storyboard { id title language aspect duration project { id } frames(first: 2) {
    totalCount pageInfo { hasNextPage } nodes {
      index caption chapterTitle duration locked status version scene { id } transition { kind duration }
      camera { stations { x y extent } }
      illustration { kind status alt width height seed prompt provider file { id } }
      narration { kind duration sentences { start end text } file { id } }
    } } }
  exports { id format status percent duration file { id } }
} } }`;
const of = (...ids: string[]) => ({ projects: ids.map((id) => ({ __typename: 'Project', id })) });

type Service = Awaited<ReturnType<typeof mediaService>>;

/** A project with an owner, an editor and a viewer, and a storyboard. */
async function assembled(service: Service) {
  const run = runOf(service);
  const [editor, viewer] = [newId(), newId()];
  await service.share(run.projectId, [
    { userId: run.ownerId, role: 'OWNER' },
    { userId: editor, role: 'EDITOR' },
    { userId: viewer, role: 'VIEWER' },
  ]);
  return { ...run, editor, viewer, storyboardId: await run.assemble() };
}

async function render(service: Service, input: object, userId?: string) {
  const answer = await service.ask(RENDER, { input }, userId);
  const job = (answer.data as { renderExport?: { export: { id: string } } } | null)?.renderExport?.export;
  return { ...answer, id: job?.id ?? '' };
}

async function follow(service: Service, exportId: string, userId: string, after = 0) {
  const client = createClient({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  const query = `subscription ($id: ID!, $after: Int) {
    exportProgress(exportId: $id, after: $after) { seq status percent export { id status file { id } } } }`;
  const seen: { seq: number; status: string; export: { status: string; file: unknown } }[] = [];
  const extensions = { [VIEWER_HEADER]: userHeader(userId) };
  try {
    for await (const { data, errors } of client.iterate({
      query,
      variables: { id: exportId, after },
      extensions,
    })) {
      if (errors) throw new Error(String(errors[0]?.extensions?.code));
      seen.push((data as { exportProgress: (typeof seen)[number] }).exportProgress);
    }
  } finally {
    await client.dispose();
  }
  return seen;
}

describe('a storyboard and its exports', () => {
  it('are shown to members with pictures, voices and cameras, and to nobody else', async () => {
    await using service = await mediaService();
    const { projectId, viewer, storyboardId } = await assembled(service);
    const { data, errors } = await service.ask(PROJECTS, of(projectId), viewer);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [
        {
          exports: [],
          storyboard: {
            id: storyboardId,
            title: 'The Lamp',
            language: 'en',
            aspect: 'LANDSCAPE',
            frames: {
              totalCount: 3,
              pageInfo: { hasNextPage: true },
              nodes: [
                {
                  index: 0,
                  chapterTitle: 'The Harbour',
                  scene: { id: service.briefs[0]!.sceneId },
                  illustration: { kind: 'ILLUSTRATION', status: 'READY', file: { id: expect.any(String) } },
                  narration: { sentences: [{ start: 0, text: 'Mara held scene 1 in her hand.' }] },
                },
                { index: 1, chapterTitle: null },
              ],
            },
          },
        },
      ],
    });
    for (const stranger of [newId(), undefined]) {
      const hidden = await service.ask(PROJECTS, of(projectId), stranger);
      expect(hidden.data).toEqual({ _entities: [{ storyboard: null, exports: [] }] });
      const byId = await service.ask(
        'query ($id: ID!) { storyboard(id: $id) { id } }',
        { id: storyboardId },
        stranger,
      );
      expect(byId.data).toEqual({ storyboard: null });
    }
    // A read for each project would cost four more; which reads fall into one batch may differ by one or two.
    const statements = async (...ids: string[]) => {
      const before = await count(service);
      await service.ask(PROJECTS, of(...ids), viewer);
      return (await count(service)) - before;
    };
    const others = Array.from({ length: 4 }, () => newId());
    expect(await statements(projectId, ...others)).toBeLessThanOrEqual((await statements(projectId)) + 2);
  });

  it('are rendered for owners and editors, in the formats that are offered', async () => {
    await using service = await mediaService({ scenes: 1 });
    const { storyboardId, editor, viewer } = await assembled(service);
    const code = async (input: object, user?: string) =>
      (await render(service, { storyboardId, format: 'VTT', ...input }, user)).errors?.[0]?.extensions;
    expect(await code({}, viewer)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await code({}, newId())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await code({})).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await code({ height: 721 }, editor)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { height: [expect.any(String)] },
    });
    expect(await code({}, editor)).toBeUndefined();
  });

  it('tell their progress from any position to the end, without gap or repeat', async () => {
    await using service = await mediaService({ scenes: 1 });
    const { storyboardId, editor, viewer, projectId } = await assembled(service);
    const { id } = await render(service, { storyboardId, format: 'GIF', aspect: 'SQUARE' }, editor);
    const live = await follow(service, id, viewer);
    expect(live.map(({ seq }) => seq)).toEqual(live.map((_, i) => i + 1));
    expect(live.at(-1)).toMatchObject({ status: 'READY', percent: 100, export: { status: 'READY' } });
    expect(await follow(service, id, viewer, 1)).toMatchObject(live.slice(1).map(({ seq }) => ({ seq })));
    expect(await follow(service, id, viewer, live.length)).toEqual([]);
    await expect(follow(service, id, newId())).rejects.toThrow('NOT_FOUND');
    const { data } = await service.ask(PROJECTS, of(projectId), viewer);
    expect(data).toMatchObject({
      _entities: [{ exports: [{ id, format: 'GIF', status: 'READY', percent: 100 }] }],
    });
  });
});

async function count({ metrics }: Service): Promise<number> {
  const metric = await metrics.dbQueryDuration.get();
  return metric.values
    .filter(({ metricName, labels }) => metricName?.endsWith('_count') && labels.operation === 'select')
    .reduce((sum, { value }) => sum + value, 0);
}
