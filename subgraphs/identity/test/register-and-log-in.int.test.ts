import { describe, expect, it } from 'vitest';
import {
  ANN,
  BOB,
  codeOf,
  identityServer,
  loggingIn,
  registered,
  registering,
  viewerOf,
} from './identity-server.ts';

describe('registering', () => {
  it('opens an account, logs it in, and keeps addresses and usernames in lower case', async () => {
    await using server = await identityServer();
    const opened = await registered(server, {
      ...ANN,
      email: '  Ann@Example.ORG ',
      username: 'Ann_B',
      displayName: 'Ann',
    });
    expect(opened.user).toMatchObject({
      username: 'ann_b',
      displayName: 'Ann',
      role: 'USER',
      version: 1,
    });
    const viewer = await server.ask('{ viewer { id email mfaEnabled } }', {}, viewerOf(opened.accessToken));
    expect(viewer.data.viewer).toEqual({ id: opened.user.id, email: ANN.email, mfaEnabled: false });
    expect(opened.user.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(opened.expiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);
  });

  it('stores the password as argon2id with parameters of its own and never as it is', async () => {
    await using server = await identityServer();
    await registered(server);
    const { sql } = server.database.clientOf('identity');
    const [row] = await sql`select password_hash from identity.users`;
    expect(row!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  it('says which fields are taken, both at once', async () => {
    await using server = await identityServer();
    await registered(server);
    const both = await registering(server, { ...ANN, email: 'ANN@example.org' });
    expect(codeOf(both)).toBe('BAD_USER_INPUT');
    expect(Object.keys(both.errors![0]!.extensions.fields!)).toEqual(['email', 'username']);
    const one = await registering(server, { ...BOB, username: ANN.username });
    expect(Object.keys(one.errors![0]!.extensions.fields!)).toEqual(['username']);
  });

  it('opens one account when two ask for the same name at once', async () => {
    await using server = await identityServer();
    const answers = await Promise.all([1, 2, 3, 4].map(() => registering(server, ANN)));
    expect(answers.filter(({ data }) => data?.register).length).toBe(1);
    expect(answers.filter((answer) => codeOf(answer) === 'BAD_USER_INPUT').length).toBe(3);
  });

  it.each([
    ['short', 'at least 10'],
    ['x'.repeat(201), 'at most 200'],
    ['Passw0rd2024!', 'tried first'],
    ['my ann_b is here', 'must not contain'],
  ])('refuses the password %s', async (password, reason) => {
    await using server = await identityServer();
    const answer = await registering(server, { ...ANN, password });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors![0]!.extensions.fields!.password!.join()).toContain(reason);
  });

  it('names every faulty field', async () => {
    await using server = await identityServer();
    const answer = await registering(server, {
      email: 'nowhere',
      username: 'a b',
      password: ANN.password,
      displayName: ' ',
    });
    expect(Object.keys(answer.errors![0]!.extensions.fields!).sort()).toEqual([
      'displayName',
      'email',
      'username',
    ]);
  });
});

describe('logging in', () => {
  it('opens a session of its own each time', async () => {
    await using server = await identityServer();
    await registered(server);
    const [one, two] = await Promise.all([
      loggingIn(server, ANN),
      loggingIn(server, { ...ANN, email: ' ANN@example.org' }),
    ]);
    expect(one.data.login.__typename).toBe('AuthPayload');
    expect(one.data.login.refreshToken).not.toBe(two.data.login.refreshToken);
    expect(one.data.login.user.id).toBe(two.data.login.user.id);
  });

  it('refuses a wrong password and an unknown address with the same words', async () => {
    await using server = await identityServer();
    await registered(server);
    const wrong = await loggingIn(server, { ...ANN, password: 'another password' });
    const unknown = await loggingIn(server, BOB);
    expect(codeOf(wrong)).toBe('UNAUTHENTICATED');
    expect(unknown.errors![0]).toEqual(wrong.errors![0]);
  });

  it('refuses even the right password after ten wrong ones, for a quarter of an hour', async () => {
    await using server = await identityServer();
    await registered(server);
    await registered(server, BOB);
    const guess = () => loggingIn(server, { ...ANN, password: 'not this one either' });
    // At once: counting comes before looking, so none slips through beside the others.
    const guesses = await Promise.all(Array.from({ length: 14 }, guess));
    expect(guesses.filter((answer) => codeOf(answer) === 'UNAUTHENTICATED').length).toBe(10);
    const refused = await loggingIn(server, ANN);
    expect(codeOf(refused)).toBe('RATE_LIMITED');
    expect(refused.errors![0]!.extensions.retryAfter).toBeGreaterThan(800);
    expect((await loggingIn(server, BOB)).data.login.user.username).toBe(BOB.username);
    server.passSeconds(15 * 60 + 1);
    expect((await loggingIn(server, ANN)).data.login.user.username).toBe(ANN.username);
  });

  it('starts the count again after a right password', async () => {
    await using server = await identityServer();
    await registered(server);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 9; i++) await loggingIn(server, { ...ANN, password: 'not this one either' });
      expect(codeOf(await loggingIn(server, ANN))).toBeUndefined();
    }
  });

  it('limits the logins and registrations of everybody together', async () => {
    await using server = await identityServer({
      env: { LOGINS_PER_MINUTE: '2', REGISTRATIONS_PER_MINUTE: '1' },
    });
    await registered(server);
    expect(codeOf(await registering(server, BOB))).toBe('RATE_LIMITED');
    await loggingIn(server, ANN);
    await loggingIn(server, BOB);
    expect(codeOf(await loggingIn(server, ANN))).toBe('RATE_LIMITED');
    server.passSeconds(61);
    expect(codeOf(await loggingIn(server, ANN))).toBeUndefined();
  });
});
