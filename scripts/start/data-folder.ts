import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

/** Secrets that are made once a data folder and kept: losing them would lock its accounts and sessions. */
export interface Secrets {
  platformKey: string;
  databasePassword: string;
  demoPassword: string;
}

export interface DataFolder {
  path: string;
  postgres: string;
  files: string;
  work: string;
  logs: string;
  films: string;
  secrets: Secrets;
  /** Lets another start use the folder. */
  release(): void;
}

/**
 * Opens a data folder for one running platform, making it when it is new.
 *
 * @throws Refusal when it cannot be made or another running platform holds it.
 */
export function openDataFolder(path: string): DataFolder {
  const at = (name: string) => join(path, name);
  try {
    for (const name of ['postgres', 'files', 'work', 'logs', 'films'])
      mkdirSync(at(name), { recursive: true });
  } catch (error) {
    throw new Refusal(
      `The data folder ${path} cannot be made: ${(error as Error).message}. Choose another with --data.`,
    );
  }
  const release = lock(at('running.pid'), path);
  return {
    path,
    postgres: at('postgres'),
    files: at('files'),
    work: at('work'),
    logs: at('logs'),
    films: at('films'),
    secrets: readOrMakeSecrets(at('secrets.json')),
    release,
  };
}

function readOrMakeSecrets(file: string): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secret = () => randomBytes(24).toString('base64url');
  const secrets = {
    platformKey: secret() + secret(),
    databasePassword: secret(),
    demoPassword: secret().slice(0, 16),
  };
  // Renamed into place: a half-written file would be read as the truth for ever.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function lock(file: string, folder: string): () => void {
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder && holder !== process.pid && isAlive(holder)) {
    throw new Refusal(
      `Visiobook already runs on ${folder} (process ${holder}). Stop it, or give this one another folder with --data and another --port.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
