import { describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';

const ENV = {
  DATABASE_URL: 'postgres://localhost/test',
  VISIOBOOK_PLATFORM_KEY: 'a-platform-key-for-tests-only-0123456789',
};

describe('the configuration', () => {
  it('has no generative provider and searches by meaning unless told otherwise', () => {
    expect(configSchema.parse(ENV)).toMatchObject({ generative: null, search: 'seek-2' });
  });

  it('searches by words when no model runs', () => {
    expect(configSchema.parse({ ...ENV, MODEL_BACKEND: 'off' }).search).toBe('words');
    expect(configSchema.parse({ ...ENV, MODEL_SEARCH: 'words' }).search).toBe('words');
  });

  it('takes a generative provider by its URL and model together', () => {
    const both = { ...ENV, GENERATIVE_URL: 'http://127.0.0.1:11434/v1', GENERATIVE_MODEL: 'tiny' };
    expect(configSchema.parse({ ...both, GENERATIVE_TIMEOUT_MS: '500' }).generative).toEqual({
      url: 'http://127.0.0.1:11434/v1',
      key: null,
      model: 'tiny',
      timeoutMs: 500,
    });
    expect(configSchema.parse({ ...both, GENERATIVE_KEY: 'k' }).generative).toMatchObject({
      key: 'k',
      timeoutMs: 30_000,
    });
    const { GENERATIVE_MODEL: _, ...half } = both;
    expect(configSchema.safeParse(half).error?.issues[0]?.message).toContain('set together');
    expect(configSchema.safeParse({ ...both, GENERATIVE_URL: 'file:///etc/passwd' }).success).toBe(false);
    expect(configSchema.safeParse({ ...both, GENERATIVE_TIMEOUT_MS: '5' }).success).toBe(false);
  });
});
