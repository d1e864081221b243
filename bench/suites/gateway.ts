import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { keepObjectsYoung } from '../../packages/service/src/young-objects.ts';
import type { BenchRow, RunSuite } from '../../scripts/bench/result.ts';
import { apollo } from '../gateways/apollo.ts';
import type { GatewayKind, GatewayProcess } from '../gateways/gateway.ts';
import { hive } from '../gateways/hive.ts';
import { ours } from '../gateways/ours.ts';
import { type RecordedCall, repeatCalls } from '../measure/call-chain.ts';
import { type LoadResult, load, percentile } from '../measure/load.ts';
import type { BenchOperation } from '../measure/operation.ts';
import { CAN_PIN, pinMyself } from '../measure/pinned-process.ts';
import { assertSameAnswers } from '../measure/same-answers.ts';
import { type RunningSubgraphs, startSubgraphs } from '../measure/subgraphs.ts';
import { supergraphOf } from '../measure/worlds.ts';
import { PORTAL_OPERATIONS } from '../portal/operations.ts';
import { STORE_QUERY } from '../store/schemas.ts';

const GATEWAY_CORE = 0;
const LOAD_CORE = 1;
/** So many different questions; the subgraphs know the answers after the warm-up. */
const VARIATIONS = 200;

const OURS = 'visiobook';
const VANILLA = 'Apollo Gateway';
/** No gateway: the load makes the calls to the subgraphs itself. */
const ALONE = 'the calls alone';
const OTHERS: readonly GatewayKind[] = [
  apollo,
  hive('Hive Gateway', { sharing: false }),
  hive('Hive Gateway, sharing', { sharing: true }),
];

const OPERATIONS: readonly BenchOperation[] = [
  { name: 'deep 90 KB', world: 'store', query: STORE_QUERY, variables: (n) => ({ page: n }) },
  ...PORTAL_OPERATIONS,
];

interface Measurement {
  gateway: string;
  operation: BenchOperation;
  mode: 'varied' | 'identical' | 'paced';
}

/** What one gateway did with one operation over all rounds. */
interface Tally {
  requests: number;
  seconds: number;
  errors: number;
  latencies: number[];
  cpuSeconds: number;
  rssMB: number;
  calls: number;
  rates: number[];
}

/** Our gateway, Apollo's and Hive's in front of the same subgraphs: one core for the gateway, one for all else. */
export const run: RunSuite = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '50' },
      pace: { type: 'string', default: '200' },
      only: { type: 'string', default: '' },
      operations: { type: 'string', default: '' },
      modes: { type: 'string', default: 'varied,identical,paced' },
      profile: { type: 'string' },
      node: { type: 'string', default: '' },
    },
  });
  const named = (text: string, name: string) =>
    text === '' || text.split(',').some((part) => name.toLowerCase().includes(part.trim().toLowerCase()));
  const profiled = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const flags = [...profiled, ...values.node.split(' ').filter(Boolean)];
  const kinds = [ours(OURS, {}, flags), ...OTHERS].filter(({ name }) => named(values.only, name));
  const operations = OPERATIONS.filter(({ name }) => named(values.operations, name));
  const modes = (['varied', 'identical', 'paced'] as const).filter((mode) => values.modes.includes(mode));
  const tallies = new Map<string, Measurement & Tally>();
  const sizes = new Map<string, number>();

  pinMyself(LOAD_CORE);
  // Pauses of the load and of the subgraphs would be taken for the gateway's.
  keepObjectsYoung();
  const folder = mkdtempSync(join(tmpdir(), 'bench-gateway-'));
  await using subgraphs = await startSubgraphs(LOAD_CORE);
  try {
    for (const world of new Set(operations.map((operation) => operation.world))) {
      const path = join(folder, `${world}.graphql`);
      writeFileSync(path, supergraphOf(world, subgraphs.urls[world]));
      await using running = await startAll(kinds, path);
      for (const operation of operations.filter((each) => each.world === world)) {
        const bodies = Array.from({ length: VARIATIONS }, (_, n) => bodyOf(operation, n));
        const size = await assertSameAnswers(running.gateways, bodies.slice(0, 5));
        sizes.set(operation.name, size);
        console.error(`${operation.name}: ${size} bytes, the same from all`);
        for (const { name, url } of running.gateways)
          await warmUp(name, url, bodies, Number(values.connections));
        const chains = modes.includes('paced')
          ? await recordChains(subgraphs, running.gateways[0]!.url, bodies)
          : [];
        for (let round = 0; round < Number(values.rounds); round++)
          for (const mode of modes) {
            if (mode === 'paced') {
              using _ = onCore(running.gateways, null);
              add(
                tallyOf(tallies, { gateway: ALONE, operation, mode }),
                await callsAlone(
                  chains,
                  Number(values.connections),
                  Number(values.seconds),
                  Number(values.pace),
                ),
                NOTHING,
                NOTHING,
              );
            }
            for (const gateway of running.gateways) {
              using _ = onCore(running.gateways, gateway);
              const tally = tallyOf(tallies, { gateway: gateway.name, operation, mode });
              const before = { ...gateway.process.usage(), calls: await subgraphs.calls() };
              const result = await load({
                url: gateway.url,
                body: (n) => (mode === 'identical' ? bodies[7] : bodies[(n * 71) % VARIATIONS]) as string,
                connections: Number(values.connections),
                seconds: Number(values.seconds),
                ...(mode === 'paced' ? { pace: Number(values.pace) } : {}),
              });
              const after = { ...gateway.process.usage(), calls: await subgraphs.calls() };
              add(tally, result, before, after);
              console.error(
                `round ${round + 1}, ${operation.name}, ${mode}, ${gateway.name}: ${Math.round(result.requests / result.seconds)}/s`,
              );
            }
          }
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const aloneOf = ({ operation, mode }: Measurement) =>
    tallies.get(keyOf({ gateway: ALONE, operation, mode }));
  const rows = [...tallies.values()].map((tally) =>
    rowOf(tally, sizes.get(tally.operation.name) ?? 0, aloneOf(tally)),
  );
  return {
    rows,
    ratios: ratiosOf([...tallies.values()].filter(({ gateway }) => gateway !== ALONE)),
    notes: [
      CAN_PIN
        ? 'Each gateway had core 0, subgraphs and load core 1; rounds interleaved.'
        : 'No core could be reserved here (no taskset, or one core): compare with care.',
    ],
  };
};

async function startAll(kinds: readonly GatewayKind[], path: string) {
  const gateways: (GatewayProcess & { name: string })[] = [];
  const stop = async () => {
    for (const gateway of gateways) await gateway[Symbol.asyncDispose]();
  };
  try {
    for (const kind of kinds) {
      const started = await kind.start(path, GATEWAY_CORE);
      gateways.push({ ...started, name: kind.name });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { gateways, [Symbol.asyncDispose]: stop };
}

/** One gateway has the core, or none: what the others' collectors do after their turn isn't counted against it. */
function onCore(gateways: readonly GatewayProcess[], chosen: GatewayProcess | null): Disposable {
  for (const gateway of gateways) if (gateway !== chosen) gateway.process.pause();
  return {
    [Symbol.dispose]() {
      for (const gateway of gateways) gateway.process.resume();
    },
  };
}

/** Until every variation was asked and the compilers have settled. */
async function warmUp(
  name: string,
  url: string,
  bodies: readonly string[],
  connections: number,
): Promise<void> {
  let asked = 0;
  const startedAt = performance.now();
  while (asked < bodies.length || performance.now() - startedAt < 3_000) {
    const { requests, errors } = await load({
      url,
      body: (n) => bodies[(asked + n) % bodies.length] as string,
      connections,
      seconds: 2,
    });
    asked += requests;
    if (requests === 0 || errors > 0) throw new Error(`${name} fails under load: ${errors} errors`);
  }
}

function bodyOf({ query, variables }: BenchOperation, n: number): string {
  return JSON.stringify({ query, variables: variables(n) });
}

/** The calls that each of some requests leads to, one request at a time. */
async function recordChains(
  subgraphs: RunningSubgraphs,
  url: string,
  bodies: readonly string[],
): Promise<RecordedCall[][]> {
  const chains: RecordedCall[][] = [];
  for (const body of bodies.slice(0, CHAINS))
    chains.push(
      await subgraphs.record(async () => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(url, { method: 'POST', headers, body });
        await answer.arrayBuffer();
      }),
    );
  return chains;
}

const CHAINS = 40;

async function callsAlone(
  chains: readonly RecordedCall[][],
  connections: number,
  seconds: number,
  pace: number,
): Promise<LoadResult> {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string) => {
    const pool = pools.get(origin) ?? new Pool(origin, { connections });
    pools.set(origin, pool);
    return pool;
  };
  const send = (n: number) => repeatCalls(chains[n % chains.length]!, poolOf);
  const ask = (seconds: number) =>
    load({ url: 'http://127.0.0.1', body: () => '', connections, seconds, pace, send });
  // The gateways are warm and have their connections to the subgraphs; so are these, before they count.
  await ask(1);
  const result = await ask(seconds);
  await Promise.all(Array.from(pools.values(), (pool) => pool.close()));
  return result;
}

const NOTHING: Reading = { cpuSeconds: 0, rssMB: 0, calls: 0 };

function keyOf({ operation, mode, gateway }: Measurement): string {
  return [operation.name, mode, gateway].join();
}

function tallyOf(tallies: Map<string, Measurement & Tally>, of: Measurement): Tally {
  const key = keyOf(of);
  const present = tallies.get(key);
  if (present) return present;
  const none = { requests: 0, seconds: 0, errors: 0, cpuSeconds: 0, rssMB: 0, calls: 0 };
  const tally = { ...of, ...none, latencies: [], rates: [] };
  tallies.set(key, tally);
  return tally;
}

interface Reading {
  cpuSeconds: number;
  rssMB: number;
  calls: number;
}

function add(tally: Tally, result: LoadResult, before: Reading, after: Reading): void {
  tally.requests += result.requests;
  tally.seconds += result.seconds;
  tally.errors += result.errors;
  tally.latencies.push(...result.latencies);
  tally.rates.push(result.requests / result.seconds);
  tally.cpuSeconds += after.cpuSeconds - before.cpuSeconds;
  tally.rssMB = Math.max(tally.rssMB, after.rssMB);
  tally.calls += after.calls - before.calls;
}

function rowOf(tally: Measurement & Tally, bytes: number, alone: Tally | undefined): BenchRow {
  const { gateway, operation, mode, requests, seconds, errors } = tally;
  const latencies = ascending(tally.latencies);
  const added = (share: number) =>
    alone && gateway !== ALONE
      ? round((percentile(latencies, share) ?? 0) - (percentile(ascending(alone.latencies), share) ?? 0))
      : null;
  return {
    name: operation.name,
    variables: mode,
    gateway,
    'requests/s': Math.round(requests / seconds),
    'p50 ms': percentile(latencies, 0.5),
    'p95 ms': percentile(latencies, 0.95),
    'p99 ms': percentile(latencies, 0.99),
    'added p50 ms': added(0.5),
    'added p95 ms': added(0.95),
    'CPU ms/request': round(requests > 0 ? (tally.cpuSeconds * 1_000) / requests : null),
    'CPU %': Math.round((100 * tally.cpuSeconds) / seconds),
    'RSS MB': tally.rssMB,
    'subgraph calls/request': round(requests > 0 ? tally.calls / requests : null),
    KB: Math.round(bytes / 1024),
    errors,
  };
}

function ascending(latencies: number[]): number[] {
  return latencies.sort((a, b) => a - b);
}

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** Ours over vanilla and over the best of the others, by operation. */
function ratiosOf(tallies: readonly (Measurement & Tally)[]): Record<string, number> {
  const ratios: Record<string, number> = {};
  for (const our of tallies.filter(({ gateway, mode }) => gateway === OURS && mode !== 'paced')) {
    const others = tallies.filter(
      ({ gateway, mode, operation }) => gateway !== OURS && mode === our.mode && operation === our.operation,
    );
    const rate = ({ requests, seconds }: Tally) => requests / seconds;
    const cost = ({ requests, cpuSeconds }: Tally) => cpuSeconds / requests;
    const best = others.toSorted((a, b) => rate(b) - rate(a))[0];
    const vanilla = others.find(({ gateway }) => gateway === VANILLA);
    const what = `${our.operation.name}, ${our.mode}`;
    if (best) ratios[`${what}: ours / best other (${best.gateway})`] = round(rate(our) / rate(best)) ?? 0;
    if (vanilla) ratios[`${what}: ours / vanilla`] = round(rate(our) / rate(vanilla)) ?? 0;
    const cheapest = Math.min(...others.map(cost));
    if (best) ratios[`${what}: CPU of the cheapest other / ours`] = round(cheapest / cost(our)) ?? 0;
  }
  return ratios;
}
