import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** One import that points where it must not. */
export interface Violation {
  file: string;
  imports: string;
  rule: string;
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
const SOURCES = '{gateway,schema,db,scripts,packages/*,subgraphs/*,clients/*}/**/*.{ts,mts,vue}';

/**
 * Holds the house rules of docs/adr/0001: arrows point down (services, then packages, then npm), a subgraph never
 * imports a subgraph, the gateway never imports db, and inside a subgraph `resolvers → domain ← data`.
 */
export function findViolations(root: string): Violation[] {
  const files = globSync(SOURCES, { cwd: root, exclude: (path) => path.includes('node_modules') });
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(IMPORT)].flatMap((match) => violationsOf(file, (match[1] ?? match[2])!));
  });
}

/** The rules that one import breaks. */
export function violationsOf(file: string, specifier: string): Violation[] {
  const from = placeOf(file);
  const target = targetOf(file, specifier);
  if (!target) return [];
  const to = placeOf(target);
  return RULES.filter(({ broken }) => broken(from, to, specifier)).map(({ rule }) => ({
    file,
    imports: specifier,
    rule,
  }));
}

interface Place {
  path: string;
  /** `gateway`, `subgraphs/media`, `packages/service`, `schema`, `db`, `scripts`. */
  workspace: string;
  /** Inside a subgraph: the folder below `src`. */
  layer: string;
  isTest: boolean;
}

const RULES: { rule: string; broken(from: Place, to: Place, specifier: string): boolean }[] = [
  {
    rule: 'a subgraph never imports a subgraph',
    broken: (from, to) => isSubgraph(from) && isSubgraph(to) && from.workspace !== to.workspace,
  },
  {
    rule: 'the gateway never imports db',
    broken: (from, to) => from.workspace === 'gateway' && to.workspace === 'db' && !from.isTest,
  },
  {
    rule: 'packages/service, schema and db import none of ours',
    broken: (from, to) =>
      ['packages/service', 'schema', 'db'].includes(from.workspace) &&
      to.workspace !== '' &&
      to.workspace !== from.workspace &&
      !from.isTest,
  },
  {
    rule: 'nothing imports a service from below or beside it',
    broken: (from, to) =>
      (isSubgraph(to) || to.workspace === 'gateway') &&
      to.workspace !== from.workspace &&
      !from.isTest &&
      from.workspace !== 'scripts',
  },
  {
    rule: 'the test kit is for tests only',
    broken: (from, to) =>
      to.workspace === 'packages/testing' && from.workspace !== 'packages/testing' && !from.isTest,
  },
  {
    rule: 'domain imports neither resolvers nor data',
    broken: (from, to) =>
      isSubgraph(from) && from.layer === 'domain' && ['resolvers', 'data'].includes(to.layer) && !from.isTest,
  },
  {
    rule: 'domain knows neither GraphQL nor Drizzle nor tables',
    broken: (from, to, specifier) =>
      isSubgraph(from) &&
      from.layer === 'domain' &&
      !from.isTest &&
      (/^(graphql|drizzle-orm|postgres|mercurius)(\/|$)/.test(specifier) || to.workspace === 'db'),
  },
  {
    rule: 'resolvers reach data through domain only',
    broken: (from, to) =>
      isSubgraph(from) && from.layer === 'resolvers' && to.layer === 'data' && !from.isTest,
  },
  {
    rule: 'data does not know resolvers',
    broken: (from, to) =>
      isSubgraph(from) && from.layer === 'data' && to.layer === 'resolvers' && !from.isTest,
  },
];

function isSubgraph({ workspace }: Place): boolean {
  return workspace.startsWith('subgraphs/');
}

/** The file or package of ours that a specifier means; npm packages keep their name as a place of their own. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return undefined;
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const own = /^@visiobook\/([\w-]+)(?:\/(.*))?$/.exec(specifier);
  if (!own) return `npm/${specifier}`;
  const name = own[1]!;
  const workspace = ['service', 'testing'].includes(name)
    ? `packages/${name}`
    : ['schema', 'db', 'gateway'].includes(name)
      ? name
      : `subgraphs/${name}`;
  return `${workspace}/src/${own[2] ?? 'index.ts'}`;
}

function placeOf(path: string): Place {
  const parts = path.split('/');
  const workspace = ['packages', 'subgraphs', 'clients'].includes(parts[0]!)
    ? parts.slice(0, 2).join('/')
    : parts[0]!;
  const inside = path.slice(workspace.length + 1).split('/');
  return {
    path,
    workspace: workspace === 'npm' ? '' : workspace,
    layer: inside[0] === 'src' && inside.length > 2 ? inside[1]! : '',
    isTest: inside.includes('test') || /\.test\.ts$/.test(path) || workspace === 'packages/testing',
  };
}
