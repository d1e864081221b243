import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commonConfig, commonEnv, readConfig } from './config.ts';

const Config = z
  .object({ ...commonEnv, PORT: z.coerce.number().int() })
  .transform((env) => ({ common: commonConfig(env), port: env.PORT }));
const KEY = 'k'.repeat(32);

describe('configuration', () => {
  it('comes out nested, frozen and in domain words', () => {
    const config = readConfig(Config, { VISIOBOOK_PLATFORM_KEY: KEY, PORT: '8081' });
    expect(config).toMatchObject({ port: 8081, common: { host: '127.0.0.1', platformKey: KEY } });
    expect(() => Object.assign(config.common, { host: 'elsewhere' })).toThrow(TypeError);
  });

  it('names every fault in one message', () => {
    const read = () => readConfig(Config, { PORT: 'eighty', LOG_LEVEL: 'loud' });
    expect(read).toThrow(/PORT[\s\S]*LOG_LEVEL|LOG_LEVEL[\s\S]*PORT/);
    expect(read).toThrow(/VISIOBOOK_PLATFORM_KEY/);
  });

  it('takes an empty variable for an unset one', () => {
    expect(
      readConfig(Config, { VISIOBOOK_PLATFORM_KEY: KEY, PORT: '1', LOG_LEVEL: '' }).common.logLevel,
    ).toBe('info');
  });
});
