/** Where each subgraph listens when nobody says otherwise; the gateway's configuration overrides it. */
export const SUBGRAPH_PORTS = {
  identity: 8081,
  analysis: 8083,
  media: 8084,
  projects: 8086,
  storage: 8089,
} as const;
export type SubgraphWithPort = keyof typeof SUBGRAPH_PORTS;
