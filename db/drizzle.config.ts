import { defineConfig } from 'drizzle-kit';

// One subgraph at a time: SUBGRAPH=projects npx drizzle-kit generate --name add-project-share (see db/README.md).
const subgraph = process.env.SUBGRAPH;
if (!subgraph) throw new Error('Set SUBGRAPH to identity, projects, storage, analysis or media.');

export default defineConfig({
  dialect: 'postgresql',
  schema: `./src/tables/${subgraph}.ts`,
  out: `./migrations/${subgraph}`,
  schemaFilter: [subgraph],
  migrations: { schema: subgraph, table: '__migrations' },
});
