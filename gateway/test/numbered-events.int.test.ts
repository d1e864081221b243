import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { overEventStream, overMultipart, overWebSocket, type ReadEvents } from './world/event-readers.ts';
import { compose } from './world/gateway.ts';
import { end, forkGateway, forkProcess, portOf } from './world/gateway-process.ts';
import { EVENTS_SDL, ITEMS_SDL, LAST, nameOf, WITHOUT_NAMES_SDL } from './world/numbered-events.ts';

type Event = { data?: { numbers: { seq: number; item: { name: string | null } } } | null; errors?: Fault[] };
type Fault = { path?: (string | number)[]; extensions?: { code?: string } };
type Name = 'events' | 'items' | 'gateway';

/** What an event says that came while its item could not be asked for. */
const UNNAMED = 'UNAVAILABLE numbers.item.name';
const QUERY = 'subscription Numbers($after: Int) { numbers(after: $after) { seq item { name } } }';
const folder = mkdtempSync(join(tmpdir(), 'numbered-events-'));
const SUPERGRAPH_PATH = join(folder, 'supergraph.graphql');
const running = new Map<Name, { child: ChildProcess; port: number }>();
const url = () => `http://127.0.0.1:${running.get('gateway')?.port}`;
/** Up to which number there are events; the next thing that happens lets more of them come. */
let there = 0;

beforeAll(async () => {
  await Promise.all([start('events'), start('items')]);
  writeSupergraph(0);
  await start('gateway');
});
afterAll(() => {
  for (const { child } of running.values()) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts a process, or starts it again where it was. */
async function start(name: Name): Promise<void> {
  const port = String(running.get(name)?.port ?? (await freePort()));
  const path = join(import.meta.dirname, 'world', 'numbered-process.ts');
  const child =
    name === 'gateway'
      ? forkGateway({ PORT: port, SUPERGRAPH_PATH, LOG_LEVEL: 'silent', NODE_ENV: 'test' })
      : forkProcess(path, {}, [name, port]);
  running.set(name, { child, port: await portOf(child) });
  if (name === 'events') child.send(there);
}

/**
 * A port that no connection is given while nobody listens there: who connects over and over to one of those could be
 * connected to itself, and keep it from whom it waits for.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

async function restart(name: Name, signal: NodeJS.Signals): Promise<void> {
  const { child } = running.get(name)!;
  const code = await end(child, signal);
  if (signal === 'SIGTERM') expect(code).toBe(0);
  await start(name);
}

/** By turns the names of what the events carry are known to one subgraph, or to both and so come with the events. */
function writeSupergraph(version: number): void {
  const events = version % 2 ? EVENTS_SDL : WITHOUT_NAMES_SDL;
  const at = (name: Name) => `http://127.0.0.1:${running.get(name)?.port}`;
  const text = compose([
    { name: 'events', sdl: `${events} type Version${version} { a: Int }`, url: at('events') },
    { name: 'items', sdl: ITEMS_SDL, url: at('items') },
  ]);
  writeFileSync(`${SUPERGRAPH_PATH}.next`, text);
  renameSync(`${SUPERGRAPH_PATH}.next`, SUPERGRAPH_PATH);
}

async function reload(version: number): Promise<void> {
  writeSupergraph(version);
  const query = `{ __type(name: "Version${version}") { name } }`;
  await vi.waitFor(
    async () => {
      const { body } = await request(`${url()}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(await body.json()).toEqual({ data: { __type: { name: `Version${version}` } } });
    },
    { timeout: 20_000 },
  );
}

interface Seen {
  last: number;
  /** Times that it had to ask again. */
  again: number;
  /** Events whose item could not be asked for. */
  unnamed: number;
  /** Times that it could be asked for again. */
  healed: number;
}

/** Reads all events as a client that remembers the last number it saw, and asks for what follows when it is cut. */
async function follow(read: ReadEvents, dropEvery: number, onEvent: (seq: number) => void): Promise<Seen> {
  const seen: Seen = { last: 0, again: -1, unnamed: 0, healed: 0 };
  let isUnnamed = false;
  while (seen.last < LAST) {
    seen.again++;
    const dropAt = seen.last + dropEvery;
    try {
      for await (const result of read(url(), QUERY, { after: seen.last })) {
        const { data, errors } = result as unknown as Event;
        const { seq, item } = data?.numbers ?? {};
        if (seq !== seen.last + 1) throw new WrongEvent(`after ${seen.last}: ${JSON.stringify(result)}`);
        seen.last = seq;
        if (!errors && isUnnamed) seen.healed++;
        isUnnamed = errors !== undefined;
        const faults = (errors ?? []).map(({ path, extensions }) => `${extensions?.code} ${path?.join('.')}`);
        if (errors) seen.unnamed++;
        const isRight =
          item?.name === (errors ? null : nameOf(seq)) && faults.every((each) => each === UNNAMED);
        if (!isRight) throw new WrongEvent(JSON.stringify(result));
        onEvent(seq);
        if (seq === dropAt) break;
      }
    } catch (error) {
      // A cut has its own errors on each road; what is wrong with an event is none of them.
      if (error instanceof WrongEvent) throw error;
      await sleep(100);
    }
  }
  return seen;
}

const together = async (...all: (() => Promise<void>)[]) =>
  void (await Promise.all(all.map((each) => each())));

class WrongEvent extends Error {}

it('10,000 numbered events come once each and in order over all roads, whatever is killed, cut or reloaded', async () => {
  const kill = (name: Name) => () => restart(name, 'SIGKILL');
  const happenings = [
    kill('events'),
    kill('items'),
    () => reload(1),
    kill('gateway'),
    kill('events'),
    () => reload(2),
    kill('items'),
    () => together(kill('events'), () => reload(3)),
    () => restart('gateway', 'SIGTERM'),
    () => reload(4),
    () => restart('events', 'SIGTERM'),
    () => together(kill('events'), kill('items'), kill('gateway')),
    kill('items'),
    kill('events'),
  ];
  const step = Math.ceil(LAST / happenings.length);
  let wake = Promise.withResolvers<void>();
  let first = 0;
  const onEvent = (seq: number) => {
    if (seq <= first) return;
    first = seq;
    wake.resolve();
  };
  const readers = [
    follow(overWebSocket, 1_901, onEvent),
    follow(overWebSocket, LAST, onEvent),
    follow(overEventStream, 1_703, onEvent),
    follow(overMultipart, 2_203, onEvent),
  ];
  const all = Promise.all(readers);
  const happen = async () => {
    for (const [n, next] of happenings.entries()) {
      // In the middle of what may come, so that each finds streams under way.
      there = step * (n + 1);
      running.get('events')?.child.send(there);
      while (first < there - step / 2) {
        await wake.promise;
        wake = Promise.withResolvers();
      }
      await next();
    }
    there = LAST;
    running.get('events')?.child.send(LAST);
  };
  const [seen] = await Promise.all([all, happen()]);
  expect(seen.map(({ last }) => last)).toEqual(seen.map(() => LAST));
  // Three times the gateway itself was gone.
  for (const { again } of seen) expect(again).toBeGreaterThanOrEqual(3);
  expect(seen.some(({ unnamed, healed }) => unnamed > 0 && healed > 0)).toBe(true);
  // Of the machine's speed nothing is said here.
}, 300_000);
