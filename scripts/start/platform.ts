import { migrate, subgraphUrl } from '@visiobook/db';
import { EVENTS, TASKS } from '@visiobook/schema';
import { SUBGRAPH_PORTS, type SubgraphWithPort } from '@visiobook/schema/ports';
import { installQueue } from '@visiobook/service/install-queue';
import type { DataFolder } from './data-folder.ts';
import { startDatabase } from './database.ts';
import { preferPort, requirePort } from './ports.ts';
import { type ServiceHooks, type ServiceProcess, startService } from './service-process.ts';

export interface Platform {
  /** Public origin: everything that people and clients use is below it. */
  url: string;
  services: ServiceProcess[];
  /** Stops services in reverse order and the database last. */
  stop(): Promise<void>;
}

export interface PlatformOptions extends Omit<ServiceHooks, 'logs'> {
  data: DataFolder;
  port: number;
  /** Told what is being started, for people to see. */
  onStep(step: string): void;
}

/** Starts Postgres, brings it to this version's schema, and starts every service as its own process. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { data, port, onStep } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopPart of stops.splice(0).reverse()) await stopPart();
  };
  try {
    await requirePort(port);
    onStep('database');
    const database = await startDatabase(data.postgres, options);
    stops.push(database.stop);
    await migrate({
      adminUrl: database.url,
      passwordOf: () => data.secrets.databasePassword,
      installQueue: (url) => installQueue(url, { tasks: TASKS, events: EVENTS }),
    });
    onStep('services');
    const specs = await describeServices(options, database.url);
    const hooks = { ...options, logs: data.logs };
    const started = await Promise.allSettled(specs.map((spec) => startService(spec, hooks)));
    const services = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    stops.push(...services.map((service) => service.stop));
    const failure = started.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
    return { url: origin(port), services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function describeServices({ data, port }: PlatformOptions, databaseUrl: string) {
  const names = Object.keys(SUBGRAPH_PORTS) as SubgraphWithPort[];
  const ports = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await preferPort(SUBGRAPH_PORTS[name])])),
  ) as Record<SubgraphWithPort, number>;
  const urls = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_URL`, origin(ports[name])]));
  const shared = {
    ...urls,
    GATEWAY_URL: origin(port),
    VISIOBOOK_PLATFORM_KEY: data.secrets.platformKey,
    PUBLIC_URL: origin(port),
  };
  const subgraphs = names.map((name) => ({
    name: name as string,
    main: `subgraphs/${name}/src/main.ts`,
    env: {
      ...shared,
      PORT: String(ports[name]),
      DATABASE_URL: subgraphUrl(databaseUrl, name, data.secrets.databasePassword),
      FILES_DIR: data.files,
      WORK_DIR: data.work,
    },
  }));
  return [
    ...subgraphs,
    { name: 'gateway', main: 'gateway/src/main.ts', env: { ...shared, PORT: String(port) } },
  ];
}

function origin(port: number): string {
  return `http://127.0.0.1:${port}`;
}
