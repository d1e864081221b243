import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', 'schema', 'operations', 'start');

/** The text of an operation of this client, by the name of its file. */
export function readOperation(name: string): string {
  return readFileSync(join(FOLDER, `${name}.graphql`), 'utf8');
}
