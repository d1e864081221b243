import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { ANN, BOB, codeOf, identityServer, registered, registering, viewerOf } from './identity-server.ts';

const USER = 'id username displayName email role mfaEnabled version';

describe('reading accounts', () => {
  it('knows nobody without a session', async () => {
    await using server = await identityServer();
    const { user } = await registered(server);
    expect((await server.ask('{ viewer { id } }')).data).toEqual({ viewer: null });
    const read = await server.ask(`{ user(id: "${user.id}") { username } }`);
    expect(codeOf(read)).toBe('UNAUTHENTICATED');
  });

  it('shows addresses to their owners and to administrators only', async () => {
    await using server = await identityServer();
    const ann = await registered(server);
    const bob = await registered(server, BOB);
    const read = (viewer: string) => server.ask(`{ user(id: "${ann.user.id}") { ${USER} } }`, {}, viewer);
    const hidden = await read(viewerOf(bob.accessToken));
    expect(hidden.data.user).toMatchObject({ username: ANN.username, email: null, mfaEnabled: null });
    for (const viewer of [viewerOf(ann.accessToken), viewerOf(bob.accessToken, { role: 'ADMIN' })])
      expect((await read(viewer)).data.user).toMatchObject({ email: ANN.email, mfaEnabled: false });
  });

  it('calls what is not there NOT_FOUND, also when the id is none', async () => {
    await using server = await identityServer();
    const { accessToken } = await registered(server);
    for (const id of [newId(), 'nonsense'])
      expect(codeOf(await server.ask(`{ user(id: "${id}") { id } }`, {}, viewerOf(accessToken)))).toBe(
        'NOT_FOUND',
      );
  });

  it('resolves references of other subgraphs in one read, null where nobody is', async () => {
    await using server = await identityServer();
    const ann = await registered(server);
    const bob = await registered(server, BOB);
    const ids = [bob.user.id, newId(), ann.user.id, 'nonsense', bob.user.id];
    const representations = ids.map((id) => ({ __typename: 'User', id }));
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { username email } } }';
    const answer = await server.ask(query, { r: representations }, viewerOf(ann.accessToken));
    expect(answer.data._entities).toEqual([
      { username: BOB.username, email: null },
      null,
      { username: ANN.username, email: ANN.email },
      null,
      { username: BOB.username, email: null },
    ]);
    expect(await server.statementsOf(() => server.ask(query, { r: representations }))).toBe(1);
  });

  it('lists accounts for administrators, page by page and filtered, and for nobody else', async () => {
    await using server = await identityServer();
    const names = ['amy', 'ben', 'cat', 'dan', 'eve'];
    for (const name of names)
      await registering(server, { ...ANN, email: `${name}@example.org`, username: name });
    const { accessToken } = await registered(server);
    const admin = viewerOf(accessToken, { role: 'ADMIN' });
    const list = async (args: string, viewer = admin) =>
      server.ask(
        `{ users${args} { totalCount nodes { username } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        {},
        viewer,
      );
    const page = await list('(first: 4)');
    expect(page.data.users).toMatchObject({
      totalCount: 6,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(page.data.users.nodes.map(({ username }: { username: string }) => username)).toEqual([
      'ann_b',
      'eve',
      'dan',
      'cat',
    ]);
    const next = await list(`(first: 4, after: "${page.data.users.pageInfo.endCursor}")`);
    expect(next.data.users).toMatchObject({
      nodes: [{ username: 'ben' }, { username: 'amy' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const back = await list(`(last: 2, before: "${next.data.users.pageInfo.startCursor}")`);
    expect(back.data.users.nodes).toEqual([{ username: 'dan' }, { username: 'cat' }]);
    expect((await list('(filter: { search: "E@EX" })')).data.users.nodes).toEqual([{ username: 'eve' }]);
    expect((await list('(filter: { search: "%" })')).data.users.totalCount).toBe(0);
    expect((await list('(filter: { role: ADMIN })')).data.users.totalCount).toBe(0);
    expect(codeOf(await list('', viewerOf(accessToken)))).toBe('FORBIDDEN');
    expect(codeOf(await list('(first: 1000)'))).toBe('BAD_USER_INPUT');
    const foreign = Buffer.from('k:1; drop table').toString('base64url');
    expect(codeOf(await list(`(after: "${foreign}")`))).toBe('BAD_USER_INPUT');
    expect(await server.statementsOf(() => list('(first: 4)'))).toBe(2);
  });
});

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { ${USER} } } }`;

describe('updating the profile', () => {
  it('changes what is given, and wants the version that was read', async () => {
    await using server = await identityServer();
    const { accessToken } = await registered(server);
    const update = (input: object) => server.ask(UPDATE, { input }, viewerOf(accessToken));
    const renamed = await update({ version: 1, displayName: 'Ann B.' });
    expect(renamed.data.updateProfile.user).toMatchObject({
      displayName: 'Ann B.',
      username: 'ann_b',
      version: 2,
    });
    const stale = await update({ version: 1, username: 'annb' });
    expect(stale.errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', current: 2, yours: 1 });
    expect((await update({ version: 2, username: 'annb' })).data.updateProfile.user.username).toBe('annb');
  });

  it('refuses a taken username and who is not logged in', async () => {
    await using server = await identityServer();
    await registered(server, BOB);
    const { accessToken } = await registered(server);
    const input = { version: 1, username: BOB.username };
    const taken = await server.ask(UPDATE, { input }, viewerOf(accessToken));
    expect(taken.errors![0]!.extensions.fields).toHaveProperty('username');
    expect(codeOf(await server.ask(UPDATE, { input }))).toBe('UNAUTHENTICATED');
  });
});
