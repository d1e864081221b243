import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../../../scripts/start/data-folder.ts';
import { type GraphClient, logIn } from '../../../scripts/start/graph-client.ts';
import { type Platform, startPlatform } from '../../../scripts/start/platform.ts';

export interface RunningPlatform extends AsyncDisposable {
  platform: Platform;
  client: GraphClient;
  films: string;
  /** What the supervisor said: `media died`, `media returned`. */
  incidents: string[];
}

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

/** The whole platform as `npm start` runs it, in a data folder of its own on a free port, with one account. */
export async function runningPlatform(): Promise<RunningPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'visiobook-e2e-'));
  const data = openDataFolder(join(folder, 'data'));
  const incidents: string[] = [];
  const platform = await startPlatform({
    repository: REPOSITORY,
    data,
    port: await freePort(),
    onStep: () => {},
    onDeath: (name) => void incidents.push(`${name} died`),
    onReturn: (name) => void incidents.push(`${name} returned`),
  });
  const account = {
    email: 'reader@visiobook.example',
    username: 'reader',
    password: 'a long enough passphrase',
  };
  const client = await logIn(platform.url, account);
  return {
    platform,
    client,
    films: data.films,
    incidents,
    async [Symbol.asyncDispose]() {
      await client.close();
      await platform.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
