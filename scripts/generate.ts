import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeSupergraph } from '../schema/src/compose.ts';
import { SUBGRAPH_PORTS } from '../schema/src/ports.ts';
import { generateResolverTypes } from '../schema/src/resolver-types.ts';
import { persistOperations } from './persist-operations.ts';

// Writes what is generated: the supergraph, the manifest of persisted operations and each subgraph's resolver types. `--check` compares instead.
const root = dirname(import.meta.dirname);
const check = process.argv.includes('--check');
const supergraph = composeSupergraph();
const outputs: [file: string, content: string][] = [
  [join('schema', 'supergraph.graphql'), supergraph],
  [join('schema', 'persisted-operations.json'), persistOperations(supergraph)],
];
for (const subgraph of Object.keys(SUBGRAPH_PORTS)) {
  const folder = join(root, 'subgraphs', subgraph);
  if (!existsSync(join(folder, 'schema.graphql'))) continue;
  const file = join('subgraphs', subgraph, 'src', 'generated', 'graphql.ts');
  outputs.push([file, await generateResolverTypes(subgraph, folder)]);
}

const stale = outputs.filter(
  ([file, content]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== content,
);
for (const [file, content] of check ? [] : stale) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}
const names = stale.map(([file]) => file).join(', ');
if (check && stale.length > 0) {
  console.error(`Not up to date: ${names}. Run npm run generate.`);
  process.exit(1);
}
console.log(stale.length === 0 ? `${outputs.length} generated files are up to date.` : `Wrote ${names}.`);
