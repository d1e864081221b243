import { AnalyseDocument } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { analysisJob, analysisService } from './analysis-service.ts';
import { knownAnalyser } from './small-book.ts';

const PROJECTS = `query ($projects: [_Any!]!) { _entities(representations: $projects) { ... on Project {
  analysis {
    id language summary summarySentences { text span { start end } } wordCount document { id } models { name } places { name kind }
    chapters { index title summary summarySentences { text span { start } } sceneCount }
    characters { name aliases importance scenes { index } quotes(first: 1) { text scene { index } }
      looks portraits { chapterIndex looks traits span { start end } } }
    scenes(first: 1) { totalCount pageInfo { hasNextPage } nodes {
      index title text chapter { title } characters { name } place { name kind } emotion { label valence }
      digest { text speaker { name } } quotes { text speaker { name } }
    } }
  }
} } }`;
const of = (...ids: string[]) => ({ projects: ids.map((id) => ({ __typename: 'Project', id })) });

async function analysed(service: Awaited<ReturnType<typeof analysisService>>, ownerId: string) {
  const job = analysisJob({ ownerId });
  await service.shared(job.projectId, [ownerId]);
  await service.projects.queue.send(AnalyseDocument, job);
  const { output } = await service.projects.report(
    ({ runId, state }) => runId === job.runId && state === 'DONE',
  );
  if (output?.kind !== 'analysis') throw new Error('no analysis was reported');
  return { ...job, ...output };
}

describe('the graph of an analysis', () => {
  it('shows members everything that was found, and others nothing', async () => {
    await using service = await analysisService(knownAnalyser());
    const ann = newId();
    const { projectId, analysisId, scenes } = await analysed(service, ann);
    const { data, errors } = await service.ask(PROJECTS, of(projectId), ann);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [
        {
          analysis: {
            id: analysisId,
            language: 'en',
            summary: 'A lamp goes out. A storm comes.',
            summarySentences: [
              { text: 'A lamp goes out.', span: { start: 0, end: 35 } },
              { text: 'A storm comes.', span: { start: 99, end: 120 } },
            ],
            places: [{ name: 'the harbour', kind: 'HARBOUR' }],
            chapters: [{ title: 'The Harbour', sceneCount: 1 }, { index: 1 }],
            characters: [
              {
                name: 'Mara',
                aliases: ['Mara Lind'],
                scenes: [{ index: 0 }, { index: 1 }],
                quotes: [{ scene: { index: 0 } }],
                looks: ['grey coat'],
                portraits: [
                  { chapterIndex: 0, looks: ['grey coat'], traits: [], span: { start: 0, end: 9 } },
                ],
              },
              { name: 'Tom', quotes: [], portraits: [] },
            ],
            scenes: {
              totalCount: 2,
              pageInfo: { hasNextPage: true },
              nodes: [
                {
                  title: 'The Harbour',
                  chapter: { title: 'The Harbour' },
                  characters: [{ name: 'Mara' }, { name: 'Tom' }],
                  quotes: [{ speaker: { name: 'Mara' } }],
                },
              ],
            },
          },
        },
      ],
    });
    const byId = `query ($id: ID!, $scene: ID!) { analysis(id: $id) { id } scene(id: $scene) { id } }`;
    const ids = { id: analysisId, scene: scenes[0]!.sceneId };
    expect((await service.ask(byId, ids, ann)).data).toEqual({
      analysis: { id: analysisId },
      scene: { id: ids.scene },
    });
    for (const stranger of [newId(), undefined]) {
      expect((await service.ask(PROJECTS, of(projectId), stranger)).data).toEqual({
        _entities: [{ analysis: null }],
      });
      expect((await service.ask(byId, ids, stranger)).data).toEqual({ analysis: null, scene: null });
      const search = `query ($id: ID!) { searchScenes(projectId: $id, text: "sea") { score } }`;
      expect((await service.ask(search, { id: projectId }, stranger)).errors?.[0]?.extensions.code).toBe(
        'NOT_FOUND',
      );
    }
  });

  it('narrows scenes by character, chapter and emotion, and turns pages both ways', async () => {
    await using service = await analysisService(knownAnalyser());
    const ann = newId();
    const { analysisId } = await analysed(service, ann);
    const query = `query ($id: ID!, $filter: SceneFilter, $first: Int, $after: String, $last: Int, $before: String) {
      analysis(id: $id) { scenes(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { index } pageInfo { endCursor hasNextPage } } } }`;
    const scenes = async (variables: object) => {
      const { data } = await service.ask(query, { id: analysisId, ...variables }, ann);
      return (
        data as unknown as { analysis: { scenes: { nodes: unknown; pageInfo: { endCursor: string } } } }
      ).analysis.scenes;
    };
    expect(await scenes({ filter: { emotion: 'FEAR' } })).toMatchObject({
      totalCount: 1,
      nodes: [{ index: 1 }],
    });
    expect(await scenes({ filter: { chapterIndex: 0 } })).toMatchObject({
      totalCount: 1,
      nodes: [{ index: 0 }],
    });
    expect(await scenes({ filter: { characterId: newId() } })).toMatchObject({ totalCount: 0, nodes: [] });
    const page = await scenes({ first: 1 });
    expect(await scenes({ first: 1, after: page.pageInfo.endCursor })).toMatchObject({
      nodes: [{ index: 1 }],
      pageInfo: { hasNextPage: false },
    });
    expect(await scenes({ last: 1 })).toMatchObject({ nodes: [{ index: 1 }] });
  });

  it('finds scenes by the stems of words and shows where', async () => {
    await using service = await analysisService(knownAnalyser());
    const ann = newId();
    const { projectId } = await analysed(service, ann);
    const query = `query ($id: ID!, $text: String!, $first: Int) {
      searchScenes(projectId: $id, text: $text, first: $first) { score excerpt scene { index title } } }`;
    const found = await service.ask(query, { id: projectId, text: '"weeping pirates"' }, ann);
    expect(found.data).toMatchObject({ searchScenes: [] });
    const storm = await service.ask(query, { id: projectId, text: 'holding rope' }, ann);
    expect(storm.data).toMatchObject({
      searchScenes: [
        { scene: { index: 1, title: 'The Storm' }, excerpt: expect.stringContaining('rope') },
        { scene: { index: 0 } },
      ],
    });
    const many = await service.ask(query, { id: projectId, text: 'sea', first: 51 }, ann);
    expect(many.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { first: [expect.any(String)] },
    });
  });

  it('reads several projects with as many statements as one', async () => {
    await using service = await analysisService(knownAnalyser());
    const ann = newId();
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await analysed(service, ann)).projectId);
    const statements = async (...projects: string[]) => {
      const before = await count(service);
      const { errors } = await service.ask(PROJECTS, of(...projects), ann);
      expect(errors).toBeUndefined();
      return (await count(service)) - before;
    };
    const one = await statements(ids[0]!);
    // A read for each project would cost three more; which reads fall into one batch may differ by one or two. The
    // first answer of a query is interpreted and the next ones are compiled: both must hold.
    expect(await statements(...ids)).toBeLessThanOrEqual(one + 2);
    expect(await statements(...ids)).toBeLessThanOrEqual(one + 2);
  });
});

async function count(service: Awaited<ReturnType<typeof analysisService>>): Promise<number> {
  const metric = await service.metrics.dbQueryDuration.get();
  return metric.values
    .filter(({ metricName, labels }) => metricName?.endsWith('_count') && labels.operation === 'select')
    .reduce((sum, { value }) => sum + value, 0);
}
