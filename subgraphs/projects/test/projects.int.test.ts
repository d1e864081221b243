import { newId } from '@visiobook/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ProjectsUnderTest,
  projectsUnderTest,
  projectWithBook,
  startRun,
} from './projects-under-test.ts';

let app: ProjectsUnderTest;
beforeAll(async () => {
  app = await projectsUnderTest();
});
afterAll(() => app[Symbol.asyncDispose]());

const CREATE =
  'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id version } } }';
const UPDATE =
  'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { project { title description language version } } }';
const create = async (user: string, title: string) => {
  const made = await app.get<{ createProject: { project: { id: string } } }>(user, CREATE, {
    input: { title },
  });
  return made.createProject.project.id;
};
const code = (errors: { extensions: { code: string } }[] | undefined) => errors?.[0]?.extensions.code;

describe('a project', () => {
  it('is opened by a person, who owns it', async () => {
    const user = newId();
    const id = await create(user, '  The Lamp ');
    const fields = `title description language status viewerRole version owner { id } members { role user { id } }
      file { id } document { id } latestRun { id } runs { totalCount nodes { id } }`;
    const { project } = await app.get<{ project: unknown }>(
      user,
      `query ($id: ID!) { project(id: $id) { ${fields} } }`,
      {
        id,
      },
    );
    expect(project).toEqual({
      title: 'The Lamp',
      description: '',
      language: null,
      status: 'DRAFT',
      viewerRole: 'OWNER',
      version: 1,
      owner: { id: user },
      members: [{ role: 'OWNER', user: { id: user } }],
      file: null,
      document: null,
      latestRun: null,
      runs: { totalCount: 0, nodes: [] },
    });
  });

  it('is changed by who read its newest version, and by nobody else', async () => {
    const user = newId();
    const id = await create(user, 'A');
    const first = await app.get(user, UPDATE, { input: { id, version: 1, title: 'B', language: 'fr' } });
    expect(first).toEqual({
      updateProject: { project: { title: 'B', description: '', language: 'fr', version: 2 } },
    });
    const stale = await app.ask(user, UPDATE, { input: { id, version: 1, title: 'C' } });
    expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', current: 2, yours: 1 });
    const both = await Promise.all(
      ['D', 'E'].map((title) => app.ask(user, UPDATE, { input: { id, version: 2, title } })),
    );
    expect(both.map(({ errors }) => code(errors)).sort()).toEqual(['CONFLICT', undefined]);
  });

  it('is not there for others, whatever they try', async () => {
    const { user, projectId } = await projectWithBook(app);
    const runId = await startRun(app, { user, projectId });
    const other = newId();
    const read = 'query ($id: ID!, $runId: ID!) { project(id: $id) { id } run(id: $runId) { id } }';
    expect(await app.get(other, read, { id: projectId, runId })).toEqual({ project: null, run: null });
    const entities = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project { title } ... on GenerationRun { status } } }`;
    const r = [
      { __typename: 'Project', id: projectId },
      { __typename: 'GenerationRun', id: runId },
    ];
    expect(await app.get(other, entities, { r })).toEqual({ _entities: [null, null] });
    expect(await app.get(user, entities, { r })).toEqual({
      _entities: [{ title: 'The Lamp' }, { status: 'QUEUED' }],
    });
    for (const [field, input] of [
      ['updateProject', { id: projectId, version: 1, title: 'mine' }],
      ['deleteProject', { id: projectId }],
      ['duplicateProject', { id: projectId }],
      ['attachFile', { projectId, fileId: newId() }],
      ['startGeneration', { projectId }],
      ['cancelGeneration', { runId }],
      ['retryGeneration', { runId }],
    ] as const) {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
      const { errors } = await app.ask(
        other,
        `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`,
        {
          input,
        },
      );
      expect(code(errors), field).toBe('NOT_FOUND');
    }
    expect(code((await app.ask(null, read, { id: projectId, runId })).errors)).toBe('UNAUTHENTICATED');
  });

  it('is refused with the fields that are wrong', async () => {
    const { errors } = await app.ask(newId(), CREATE, { input: { title: '', language: 'de' } });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { title: [expect.any(String)], language: [expect.any(String)] },
    });
    expect(await app.get(newId(), '{ project(id: "nonsense") { id } }')).toEqual({ project: null });
  });

  it('is duplicated with its words and file, and without its runs', async () => {
    const { user, projectId, fileId } = await projectWithBook(app);
    await startRun(app, { user, projectId });
    const duplicate = `mutation ($input: DuplicateProjectInput!) { duplicateProject(input: $input) {
      project { id title language status file { id } runs { totalCount } } } }`;
    const { duplicateProject } = await app.get<{ duplicateProject: { project: { id: string } } }>(
      user,
      duplicate,
      {
        input: { id: projectId },
      },
    );
    expect(duplicateProject.project).toMatchObject({
      title: 'The Lamp',
      language: 'en',
      status: 'READY',
      file: { id: fileId },
      runs: { totalCount: 0 },
    });
    expect(duplicateProject.project.id).not.toBe(projectId);
  });

  it('is gone when it was deleted, with its runs, and the other services are told', async () => {
    const { user, projectId } = await projectWithBook(app);
    const runId = await startRun(app, { user, projectId });
    await app.get(user, 'mutation ($input: DeleteProjectInput!) { deleteProject(input: $input) { id } }', {
      input: { id: projectId },
    });
    const read = 'query ($id: ID!, $runId: ID!) { project(id: $id) { id } run(id: $runId) { id } }';
    expect(await app.get(user, read, { id: projectId, runId })).toEqual({ project: null, run: null });
    const { sql } = app.database.clientOf('projects');
    const queued = await sql<{ name: string }[]>`
      select name from queue.job where data->'payload'->>'projectId' = ${projectId} and name not like '%access-changed'
        and name not like 'storage.ingest%' order by name`;
    expect(queued.map(({ name }) => name)).toEqual([
      'analysis.on.project.deleted',
      'analysis.on.run.ended',
      'media.discard-run',
      'media.on.project.deleted',
      'media.on.run.ended',
      'storage.on.project.deleted',
      'storage.on.run.ended',
    ]);
  });
});

describe('a list of projects', () => {
  it('reads 50 projects with runs, stages and members in as many statements as one', async () => {
    const user = newId();
    for (let n = 0; n < 50; n++) {
      const made = await projectWithBook(app, user);
      if (n % 2 === 0) await startRun(app, made);
    }
    const list = `query ($first: Int!) { projects(first: $first) { totalCount nodes { title members { role }
      latestRun { status percent stages { name } project { id } } runs(first: 2) { totalCount nodes { id } } } } }`;
    const cost = async (first: number) => {
      const before = await app.statements();
      const { projects } = await app.get<{ projects: { nodes: unknown[] } }>(user, list, { first });
      expect(projects.nodes).toHaveLength(first);
      return (await app.statements()) - before;
    };
    // The page and its count; members; newest runs; their stages; pages of runs and their counts; runs' projects.
    expect(await cost(1)).toBeLessThanOrEqual(8);
    expect(await cost(50)).toBeLessThanOrEqual(8);
  });

  it('is read page by page in both directions, without gap or repeat', async () => {
    const user = newId();
    for (const title of ['d', 'a', 'c', 'b', 'e']) await create(user, title);
    const query = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ProjectOrder) {
      projects(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
        totalCount nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    type Page = {
      projects: {
        totalCount: number;
        nodes: { title: string }[];
        pageInfo: { hasNextPage: boolean; startCursor: string; endCursor: string };
      };
    };
    for (const [orderBy, expected] of [
      ['CREATED_DESC', 'ebcad'],
      ['CREATED_ASC', 'dacbe'],
      ['TITLE_ASC', 'abcde'],
      ['UPDATED_DESC', 'ebcad'],
    ]) {
      let seen = '';
      let after: string | null = null;
      for (let more = true; more; ) {
        const { projects }: Page = await app.get<Page>(user, query, { first: 2, after, orderBy });
        seen += projects.nodes.map(({ title }) => title).join('');
        after = projects.pageInfo.endCursor;
        more = projects.pageInfo.hasNextPage;
        expect(projects.totalCount).toBe(5);
      }
      expect(seen).toBe(expected);
      const { projects } = await app.get<Page>(user, query, { last: 2, before: after, orderBy });
      expect(projects.nodes.map(({ title }) => title).join('')).toBe(expected?.slice(2, 4));
    }
    expect(code((await app.ask(user, query, { first: 2, after: 'nonsense' })).errors)).toBe('BAD_USER_INPUT');
    const other = Buffer.from('k:["a","018f0000-0000-7000-8000-000000000001"]').toString('base64url');
    expect(code((await app.ask(user, query, { first: 2, after: other })).errors)).toBe('BAD_USER_INPUT');
  });

  it('is filtered by status and by text, taken literally', async () => {
    const user = newId();
    await create(user, '100% true');
    await create(user, '100 lies');
    await projectWithBook(app, user);
    const query =
      'query ($filter: ProjectFilter) { projects(filter: $filter) { totalCount nodes { title } } }';
    const titles = async (filter: unknown) => {
      const { projects } = await app.get<{ projects: { nodes: { title: string }[] } }>(user, query, {
        filter,
      });
      return projects.nodes.map(({ title }) => title);
    };
    expect(await titles({ text: '100%' })).toEqual(['100% true']);
    expect(await titles({ text: 'LAMP' })).toEqual(['The Lamp']);
    expect(await titles({ status: 'READY' })).toEqual(['The Lamp']);
    expect(await titles({ status: 'DRAFT', text: 'lies' })).toEqual(['100 lies']);
  });
});

describe('presets', () => {
  it('are shown to anyone, the usual one first', async () => {
    const { data } = await app.ask<{ presets: { id: string }[] }>(
      null,
      '{ presets { id name description settings { height narration aspect } formats } }',
    );
    expect(data?.presets.map(({ id }) => id)).toEqual(['standard', 'quick', 'full-reading', 'portrait']);
  });
});
