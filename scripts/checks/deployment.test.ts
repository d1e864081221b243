import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { SUBGRAPH_PORTS } from '../../schema/src/ports.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const CHART = join(ROOT, 'helm', 'visiobook');

interface ServiceValues {
  main: string;
  port: number;
  namespace?: string;
  database?: boolean;
  usesPublicUrl?: boolean;
  neighbours?: string[];
  env?: Record<string, string>;
  volumes?: Record<string, { mountPath: string }>;
}
interface Values {
  publicUrl: string;
  env: Record<string, string>;
  shutdownGraceSeconds: number;
  defaults: { namespace: string };
  services: Record<string, ServiceValues>;
  migration: { secret: { keys: Record<string, string> } };
}

const base = parse(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as Values;
const production = parse(readFileSync(join(CHART, 'values-production.yaml'), 'utf8')) as Partial<Values>;
const ENVIRONMENTS: [string, Values][] = [
  ['values.yaml', base],
  ['values-production.yaml', merged(base, production) as Values],
];
const built = Object.keys(base.services).filter((name) => existsSync(configOf(base.services[name]!)));

describe.each(ENVIRONMENTS)('the chart with %s', (_file, values) => {
  it.each(built)('gives %s what its configuration wants, and nothing that it does not know', async (name) => {
    const service = values.services[name]!;
    const given = environmentOf(values, service);
    const schema = await configurationOf(service);
    const unknown = Object.keys(given).filter((variable) => !(variable in schema.shape));
    expect(unknown).toEqual([]);
    const parsed = schema.safeParse(given);
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  it('runs each service from a file that is there, on the port that its neighbours expect', () => {
    for (const [name, { main, port }] of Object.entries(values.services)) {
      if (built.includes(name)) expect(existsSync(join(ROOT, main)), main).toBe(true);
      if (name in SUBGRAPH_PORTS) expect(port).toBe(SUBGRAPH_PORTS[name as keyof typeof SUBGRAPH_PORTS]);
    }
  });

  it('puts services into namespaces that k8s/ makes', () => {
    const made = manifests('k8s/namespaces.yaml').map(({ metadata }) => metadata.name);
    for (const { namespace = values.defaults.namespace } of Object.values(values.services))
      expect(made).toContain(namespace);
  });

  it('mounts a volume under every folder that a service writes to', () => {
    for (const { env = {}, volumes = {} } of Object.values(values.services)) {
      const mounted = Object.values(volumes).map(({ mountPath }) => mountPath);
      const folders = Object.entries(env).filter(([variable]) => variable.endsWith('_DIR'));
      for (const [, folder] of folders) expect(mounted).toContain(folder);
    }
  });

  it('gives the migration what scripts/migrate.ts reads', () => {
    const script = readFileSync(join(ROOT, 'scripts', 'migrate.ts'), 'utf8');
    for (const variable of Object.keys(values.migration.secret.keys)) expect(script).toContain(variable);
  });
});

describe('the manifests of k8s/', () => {
  const files = globSync('k8s/**/*.yaml', { cwd: ROOT });

  it.each(files)('%s is YAML and every object in it has a kind and a name', (file) => {
    for (const manifest of manifests(file)) {
      expect(manifest).toMatchObject({
        apiVersion: expect.stringMatching(/./),
        kind: expect.stringMatching(/./),
        metadata: { name: expect.stringMatching(/^[a-z0-9-]+$/) },
      });
    }
  });

  it('deny what no policy allows, in every namespace', () => {
    const denied = manifests('k8s/policy/network-policies.yaml')
      .filter(({ metadata }) => metadata.name === 'default-deny')
      .map(({ metadata }) => metadata.namespace);
    const made = manifests('k8s/namespaces.yaml').map(({ metadata }) => metadata.name);
    expect(denied.sort()).toEqual(made.sort());
  });

  it('name a runbook that exists with every alert', () => {
    const groups = manifests('k8s/monitoring/alerts.yaml').flatMap(({ spec }) => spec?.groups ?? []);
    const alerts = groups.flatMap(({ rules }) => rules);
    expect(alerts.length).toBeGreaterThan(0);
    for (const { alert, annotations } of alerts)
      expect(existsSync(join(ROOT, annotations.runbook)), `${alert}: ${annotations.runbook}`).toBe(true);
  });
});

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: { groups?: { rules: { alert: string; annotations: { runbook: string } }[] }[] };
}

function manifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(ROOT, file), 'utf8')).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

/** What the template `visiobook.environment` and the deployment's secrets come to. */
function environmentOf(values: Values, service: ServiceValues): Record<string, string> {
  const neighbours = (service.neighbours ?? []).map((name) => [
    `${name.toUpperCase()}_URL`,
    'http://there:80',
  ]);
  const environment: Record<string, string> = {
    PORT: String(service.port),
    SHUTDOWN_GRACE_MS: String(values.shutdownGraceSeconds * 1000),
    VISIOBOOK_PLATFORM_KEY: 'k'.repeat(32),
    ...(service.database ? { DATABASE_URL: 'postgres://there/visiobook' } : {}),
    ...(service.usesPublicUrl ? { PUBLIC_URL: values.publicUrl } : {}),
    ...Object.fromEntries(neighbours),
    ...values.env,
    ...service.env,
  };
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

function configOf({ main }: ServiceValues): string {
  return join(ROOT, dirname(main), 'config.ts');
}

/** The object of environment variables that a service's configuration begins with. */
async function configurationOf(service: ServiceValues): Promise<z.ZodObject> {
  const exported: Record<string, unknown> = await import(pathToFileURL(configOf(service)).href);
  for (const value of Object.values(exported)) {
    const first = value instanceof z.ZodPipe ? value.in : value;
    if (first instanceof z.ZodObject) return first;
  }
  throw new Error(`${configOf(service)} exports no schema of environment variables.`);
}

/** As helm merges values files: maps key by key, anything else whole. */
function merged(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over === undefined ? under : over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(under[key], over[key])]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
