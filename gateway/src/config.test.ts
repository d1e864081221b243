import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { GatewayConfig, GatewayVariables } from './config.ts';

const KEY = { VISIOBOOK_PLATFORM_KEY: 'k'.repeat(32) };

describe('the configuration', () => {
  it('serves our own services on their ports with nothing but a key', () => {
    const config = readConfig(GatewayConfig, KEY);
    expect(config).toMatchObject({
      port: 8080,
      introspection: true,
      subgraphs: { urls: {} },
      auth: { jwksUrl: 'http://127.0.0.1:8081/.well-known/jwks.json' },
      files: { url: 'http://127.0.0.1:8089' },
    });
  });

  it('takes base URLs of our services and any URL of others', () => {
    const config = readConfig(GatewayConfig, {
      ...KEY,
      IDENTITY_URL: 'http://identity:1',
      SUBGRAPH_URLS: '{"reviews":"http://reviews:2/api"}',
      NODE_ENV: 'production',
    });
    expect(config.subgraphs.urls).toEqual({
      identity: 'http://identity:1/graphql',
      reviews: 'http://reviews:2/api',
    });
    expect(config.auth.jwksUrl).toBe('http://identity:1/.well-known/jwks.json');
    expect(config.introspection).toBe(false);
  });

  it('names every fault at once', () => {
    const env = { ...KEY, PORT: '99999', SUBGRAPH_URLS: 'x', INTROSPECTION: 'maybe' };
    expect(() => readConfig(GatewayConfig, env)).toThrow(/PORT[\s\S]*SUBGRAPH_URLS|SUBGRAPH_URLS[\s\S]*PORT/);
  });

  it('is in the README, each variable, and nothing else is', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const documented = Array.from(readme.matchAll(/^\| `([A-Z_]+)`/gm), ([, name]) => name);
    expect(documented.sort()).toEqual(Object.keys(GatewayVariables.shape).sort());
  });
});
