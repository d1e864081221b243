/** The five services that own a Postgres schema and a login role, both named after them. */
export const SUBGRAPHS = ['identity', 'projects', 'storage', 'analysis', 'media'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** The login role of a subgraph: `visiobook_projects`. Prefixed because roles are shared by a whole server. */
export function roleOf(subgraph: SubgraphName): string {
  return `visiobook_${subgraph}`;
}

/** The schema that pg-boss owns and every subgraph may use. */
export const QUEUE_SCHEMA = 'queue';
