import { accessSync, constants, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

/** What the command line asked for. */
export interface StartArguments {
  /** Books to make; empty means the sample tale. */
  books: BookFile[];
  once: boolean;
  json: boolean;
  dataFolder: string;
  port: number;
}

export interface BookFile {
  path: string;
  name: string;
  mediaType: string;
  byteSize: number;
}

export const USAGE = `Usage: npm start -- [--book FILE]… [--once] [--json] [--data DIR] [--port N]

  --book FILE   a novel in French or English: .txt, .epub or .pdf; may be given several times
                (without it: the sample tale of this repository, in both languages)
  --once        exit when the books are done: 0, or 1 with the reason
  --json        print one last line of JSON
  --data DIR    where everything is kept (default: .visiobook in the repository)
  --port N      port of the gateway (default: 8080)`;

const MEDIA_TYPES: Record<string, string> = {
  '.txt': 'text/plain',
  '.epub': 'application/epub+zip',
  '.pdf': 'application/pdf',
};

/**
 * Reads the command line. Paths are relative to where the person stood, not to the repository.
 *
 * @throws Refusal with a sentence that says what is accepted.
 */
export function readArguments(argv: string[], callerFolder: string, repository: string): StartArguments {
  const { values } = parse(argv);
  if (values.help) throw new Refusal(USAGE, 0);
  return {
    books: (values.book ?? []).map((path) => checkBook(resolve(callerFolder, path))),
    once: values.once ?? false,
    json: values.json ?? false,
    dataFolder: values.data ? resolve(callerFolder, values.data) : join(repository, '.visiobook'),
    port: readPort(values.port ?? '8080'),
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        book: { type: 'string', multiple: true },
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Looks at a book before anything is started, so that a wrong path costs no wait. */
export function checkBook(path: string): BookFile {
  const name = basename(path);
  const mediaType = MEDIA_TYPES[extname(path).toLowerCase()];
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) throw new Refusal(`There is no file at ${path}. Check the path after --book.`);
  if (!file.isFile()) throw new Refusal(`${path} is not a file. Give --book one .txt, .epub or .pdf file.`);
  if (!mediaType) {
    throw new Refusal(
      `${name} is not a book that can be read. Accepted are .txt, .epub and .pdf in French or English.`,
    );
  }
  if (file.size === 0) throw new Refusal(`${name} is empty. Give a file that has the text of the book.`);
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new Refusal(`${path} may not be read by this user. Change its permissions or copy it elsewhere.`);
  }
  return { path, name, mediaType, byteSize: file.size };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Refusal(`--port wants a number from 1 to 65535; "${text}" was given.`);
}
