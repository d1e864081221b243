import { describe, expect, it } from 'vitest';
import {
  ANN,
  codeOf,
  type IdentityServer,
  identityServer,
  loggingIn,
  refreshing,
  registered,
  type Tokens,
  viewerOf,
} from './identity-server.ts';

const refreshed = async (server: IdentityServer, token: string): Promise<Tokens> =>
  (await refreshing(server, token)).data.refreshSession;

describe('refreshing a session', () => {
  it('gives a new token each time and goes on for thirty days after the last one', async () => {
    await using server = await identityServer();
    let { refreshToken } = await registered(server);
    for (let day = 0; day < 60; day += 20) {
      server.passSeconds(20 * 86_400);
      const next = await refreshed(server, refreshToken);
      expect(next.refreshToken).not.toBe(refreshToken);
      expect(next.user.username).toBe(ANN.username);
      refreshToken = next.refreshToken;
    }
    server.passSeconds(30 * 86_400 + 1);
    expect(codeOf(await refreshing(server, refreshToken))).toBe('UNAUTHENTICATED');
  });

  it('ends the whole session when an exchanged token is shown again', async () => {
    await using server = await identityServer();
    const first = await registered(server);
    const elsewhere = (await loggingIn(server, ANN)).data.login as Tokens;
    const second = await refreshed(server, first.refreshToken);
    server.passSeconds(11);
    expect(codeOf(await refreshing(server, first.refreshToken))).toBe('UNAUTHENTICATED');
    expect(codeOf(await refreshing(server, second.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await refreshed(server, elsewhere.refreshToken)).toMatchObject({
      user: { username: ANN.username },
    });
    const { sql } = server.database.clientOf('identity');
    expect(await sql`select end_reason from identity.sessions where ended_at is not null`).toMatchObject([
      { end_reason: 'TOKEN_REUSED' },
    ]);
  });

  it('answers exchanges of one token at once with one and the same successor', async () => {
    await using server = await identityServer();
    const { refreshToken } = await registered(server);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refreshed(server, refreshToken)));
    expect(new Set(answers.map((tokens) => tokens.refreshToken)).size).toBe(1);
    const { sql } = server.database.clientOf('identity');
    expect(await sql`select count(*)::int as tokens from identity.refresh_tokens`).toMatchObject([
      { tokens: 2 },
    ]);
    expect(await refreshed(server, answers[0]!.refreshToken)).toBeTruthy();
  });

  it('ends the session even within the grace once the successor was used', async () => {
    await using server = await identityServer();
    const first = await registered(server);
    const second = await refreshed(server, first.refreshToken);
    const third = await refreshed(server, second.refreshToken);
    expect(codeOf(await refreshing(server, first.refreshToken))).toBe('UNAUTHENTICATED');
    expect(codeOf(await refreshing(server, third.refreshToken))).toBe('UNAUTHENTICATED');
  });

  it('refuses invented tokens and stores none in the clear', async () => {
    await using server = await identityServer();
    const { refreshToken } = await registered(server);
    expect(codeOf(await refreshing(server, `${refreshToken}x`))).toBe('UNAUTHENTICATED');
    expect(codeOf(await refreshing(server, ''))).toBe('UNAUTHENTICATED');
    const { sql } = server.database.clientOf('identity');
    const [row] = await sql`select token_hash from identity.refresh_tokens`;
    expect(row!.token_hash).toHaveLength(32);
    expect(row!.token_hash.toString('latin1')).not.toContain(refreshToken);
  });
});

describe('logging out', () => {
  it('ends this session and no other, once', async () => {
    await using server = await identityServer();
    const here = await registered(server);
    const there = (await loggingIn(server, ANN)).data.login as Tokens;
    const logout = () => server.ask('mutation { logout }', {}, viewerOf(here.accessToken));
    expect((await logout()).data.logout).toBe(true);
    expect((await logout()).data.logout).toBe(false);
    expect(codeOf(await refreshing(server, here.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await refreshed(server, there.refreshToken)).toBeTruthy();
    expect(codeOf(await server.ask('mutation { logout }'))).toBe('UNAUTHENTICATED');
  });
});

const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { endedSessions user { username } } }`;

describe('changing the password', () => {
  const newPassword = 'the tide comes in at noon';

  it('ends the other sessions and keeps this one', async () => {
    await using server = await identityServer();
    const here = await registered(server);
    const there = (await loggingIn(server, ANN)).data.login as Tokens;
    const input = { currentPassword: ANN.password, newPassword };
    const answer = await server.ask(CHANGE, { input }, viewerOf(here.accessToken));
    expect(answer.data.changePassword).toEqual({ endedSessions: 1, user: { username: ANN.username } });
    expect(codeOf(await refreshing(server, there.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await refreshed(server, here.refreshToken)).toBeTruthy();
    expect(codeOf(await loggingIn(server, ANN))).toBe('UNAUTHENTICATED');
    expect((await loggingIn(server, { ...ANN, password: newPassword })).data.login).toBeTruthy();
  });

  it('wants the current password, a good new one, and a session that is still open', async () => {
    await using server = await identityServer();
    const { accessToken } = await registered(server);
    const change = (input: object) => server.ask(CHANGE, { input }, viewerOf(accessToken));
    const wrong = await change({ currentPassword: 'not this one either', newPassword });
    expect(wrong.errors![0]!.extensions.fields).toHaveProperty('currentPassword');
    const weak = await change({ currentPassword: ANN.password, newPassword: 'ann_b ann_b ann_b' });
    expect(weak.errors![0]!.extensions.fields).toHaveProperty('newPassword');
    await server.ask('mutation { logout }', {}, viewerOf(accessToken));
    expect(codeOf(await change({ currentPassword: ANN.password, newPassword }))).toBe('UNAUTHENTICATED');
    expect((await loggingIn(server, ANN)).data.login).toBeTruthy();
  });

  it('leaves no session to the old password, however logins and changes meet', async () => {
    await using server = await identityServer();
    const { accessToken } = await registered(server);
    const change = (n: number) =>
      server.ask(
        CHANGE,
        { input: { currentPassword: ANN.password, newPassword: `${newPassword} ${n}` } },
        viewerOf(accessToken),
      );
    const [logins, changes] = await Promise.all([
      Promise.all([1, 2, 3, 4, 5].map(() => loggingIn(server, ANN))),
      Promise.all([1, 2, 3].map(change)),
    ]);
    expect(changes.filter((answer) => !answer.errors)).toHaveLength(1);
    for (const { data } of logins)
      if (data?.login)
        expect(codeOf(await refreshing(server, data.login.refreshToken))).toBe('UNAUTHENTICATED');
  });

  it('does not let a stolen access token go on guessing', async () => {
    await using server = await identityServer();
    const { accessToken } = await registered(server);
    const input = { currentPassword: 'not this one either', newPassword };
    const guess = () => server.ask(CHANGE, { input }, viewerOf(accessToken));
    for (let i = 0; i < 10; i++) expect(codeOf(await guess())).toBe('BAD_USER_INPUT');
    expect(codeOf(await guess())).toBe('RATE_LIMITED');
  });
});
