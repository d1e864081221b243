import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow, RunSuite } from '../../scripts/bench/result.ts';
import type { GatewayKind } from '../gateways/gateway.ts';
import { hive } from '../gateways/hive.ts';
import { ours } from '../gateways/ours.ts';
import { percentile } from '../measure/load.ts';
import { pinMyself, startPinned } from '../measure/pinned-process.ts';
import { startSubgraphs } from '../measure/subgraphs.ts';
import { listen } from '../stream/listen.ts';
import { EVERY_PRODUCT, streamSupergraph } from '../stream/schemas.ts';

const OURS = 'visiobook';

interface Course {
  name: string;
  clients: number;
  /** Events, and how many a second. */
  count: number;
  rate: number;
  /** For all of it, at most. */
  seconds: number;
}

const AS_FAST_AS_IT_GOES = 1_000_000;
const COURSES: readonly Course[] = [
  { name: 'one client, a burst', clients: 1, count: 4_000, rate: AS_FAST_AS_IT_GOES, seconds: 60 },
  { name: '1 client, 50/s', clients: 1, count: 250, rate: 50, seconds: 15 },
  { name: '100 clients, 20/s', clients: 100, count: 100, rate: 20, seconds: 20 },
  { name: '5,000 clients, 0.5/s', clients: 5_000, count: 12, rate: 0.5, seconds: 60 },
  // An hour until the first event: nobody waits for it.
  { name: '5,000 idle clients', clients: 5_000, count: 1, rate: 1 / 3_600, seconds: 3 },
];

/** Events of one subgraph that two others complete, one after the other, and that all clients of a stream get. */
export const run: RunSuite = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      courses: { type: 'string', default: '' },
      profile: { type: 'string' },
    },
  });
  const profiled = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const kinds: readonly GatewayKind[] = [
    ours(OURS, { MAX_VIEWER_STREAMS: '100000' }, profiled),
    hive('Hive Gateway', { sharing: false }),
  ];
  pinMyself(1);
  const folder = mkdtempSync(join(tmpdir(), 'bench-subscriptions-'));
  await using subgraphs = await startSubgraphs(1);
  await using events = startPinned({
    core: 1,
    args: [join(import.meta.dirname, '..', 'stream', 'events-process.ts')],
  });
  const [message] = (await once(events.child, 'message')) as [{ url: string }];
  const { products, inventory } = subgraphs.urls.store as Record<'products' | 'inventory', string>;
  const path = join(folder, 'supergraph.graphql');
  writeFileSync(path, streamSupergraph({ events: message.url, products, inventory }));
  const rows: BenchRow[] = [];
  try {
    for (const course of COURSES.filter(({ name }) => name.includes(values.courses)))
      for (const kind of kinds.filter(({ name }) => name.toLowerCase().includes(values.only)))
        rows.push(await measured(kind, course, path));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const rate = (gateway: string) =>
    Number(rows.find((row) => row.gateway === gateway && row.name === COURSES[0]?.name)?.['events/s']);
  const ratio = Math.round((100 * rate(OURS)) / rate('Hive Gateway')) / 100;
  return {
    rows,
    ratios: Number.isFinite(ratio) ? { 'events/s: ours / Hive Gateway': ratio } : {},
    notes: ['A new gateway process for each row, on core 0; subgraphs and clients on core 1.'],
  };
};

async function measured(kind: GatewayKind, course: Course, path: string): Promise<BenchRow> {
  const { name, clients, count, rate, seconds } = course;
  await using gateway = await kind.start(path, 0);
  // What is compiled at the first event is no part of it, nor what a subgraph has not yet in its head.
  const before = await listen(gateway.url, 1, { count: EVERY_PRODUCT, rate: AS_FAST_AS_IT_GOES });
  await before.heard(20).catch(() => undefined);
  before.close();
  const row = { name, gateway: kind.name, clients };
  console.error(`${name}, ${kind.name}`);
  try {
    const idle = gateway.process.usage();
    const listeners = await listen(gateway.url, clients, { count, rate });
    const heard = await listeners.heard(seconds);
    const after = gateway.process.usage();
    listeners.close();
    return {
      ...row,
      events: heard.events,
      missing: seconds > 10 ? clients * count - heard.events : null,
      'events/s': heard.seconds > 0 ? Math.round(heard.events / clients / heard.seconds) : null,
      'p50 ms': rate < AS_FAST_AS_IT_GOES ? percentile(heard.latencies, 0.5) : null,
      'p99 ms': rate < AS_FAST_AS_IT_GOES ? percentile(heard.latencies, 0.99) : null,
      'CPU s': Math.round((after.cpuSeconds - idle.cpuSeconds) * 100) / 100,
      'RSS MB': after.rssMB,
    };
  } catch (error) {
    console.error(error);
    return { ...row, events: 0 };
  }
}
