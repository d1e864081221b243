import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { BookFile } from './arguments.ts';
import type { GraphClient } from './graph-client.ts';
import { readOperation } from './operations.ts';
import { uploadBook } from './upload-book.ts';

export interface PreparedProject {
  id: string;
  /** The project's last run when the same file was made into a film before. */
  latestRun: { id: string; status: string } | null;
}

interface Found {
  projects: {
    nodes: {
      id: string;
      title: string;
      file: { sha256: string | null } | null;
      latestRun: PreparedProject['latestRun'];
    }[];
  };
}

/**
 * The project of a book: the one that already has this very file, whose finished work a new run uses again, or a new
 * one with the file uploaded.
 */
export async function prepareProject(
  client: GraphClient,
  book: BookFile,
  onUpload: (sent: number, total: number) => void,
): Promise<PreparedProject> {
  const title = book.name.replace(/\.\w+$/, '');
  const sha256 = await hashOf(book.path);
  const { projects } = await client.ask<Found>(readOperation('find-projects'), { title });
  const known = projects.nodes.find((project) => project.title === title && project.file?.sha256 === sha256);
  if (known) return known;
  const { createProject } = await client.ask<{ createProject: { project: { id: string } } }>(
    readOperation('create-project'),
    {
      input: { title },
    },
  );
  const projectId = createProject.project.id;
  const fileId = await uploadBook(client, book, (sent) => onUpload(sent, book.byteSize));
  await client.ask(readOperation('attach-file'), { input: { projectId, fileId } });
  return { id: projectId, latestRun: null };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
