import { randomBytes, randomUUID } from 'node:crypto';
import { BookDocument, IngestDocument, internalPaths, type PayloadOf, UnitReported } from '@visiobook/schema';
import { type Queue, startQueue } from '@visiobook/service';
import { silentLog } from '@visiobook/testing';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asService, type StorageService, sha256, storageService } from './storage-service.ts';

type Report = PayloadOf<typeof UnitReported>;

const ann = randomUUID();
const reports: Report[] = [];
let service: StorageService;
let queue: Queue;

beforeAll(async () => {
  service = await storageService();
  queue = await startQueue({
    url: service.database.urlOf('projects'),
    service: 'projects',
    log: silentLog(),
    metrics: service.metrics,
  });
  await queue.consume(UnitReported, async ({ payload }) => void reports.push(payload));
});
afterAll(async () => {
  await queue.stop(2000);
  await service[Symbol.asyncDispose]();
});

const PARAGRAPH =
  'The old clock in the hall struck nine, and nobody in the house moved. Margaret listened at the door of the library, where her uncle kept his maps, and heard the slow scratching of a pen. “Are you there?” she asked. There was no answer but the wind in the chimney.';
const BOOK = [
  'The Clock in the Hall',
  'by A. Writer',
  'CHAPTER I',
  PARAGRAPH,
  PARAGRAPH,
  'CHAPTER II',
  PARAGRAPH,
]
  .join('\n\n')
  .concat('\n');

/** Sends the task as projects does and waits for its last report. */
async function ingest(fileId: string, ownerId = ann) {
  const job = { runId: randomUUID(), projectId: randomUUID(), ownerId, fileId };
  await queue.send(IngestDocument, job);
  const last = () => reports.find(({ runId, state }) => runId === job.runId && state !== 'STARTED');
  await expect.poll(last, { timeout: 20_000, interval: 20 }).toBeDefined();
  return { job, report: last()! };
}

const booksRead = async () =>
  (await service.metrics.contentProcessed.get()).values.find(({ labels }) => labels.kind === 'book')?.value ??
  0;

it('reads an uploaded book into a document, once for the same bytes', async () => {
  const fileId = await service.upload(ann, Buffer.from(BOOK), { fileName: 'clock.txt' });
  const first = await ingest(fileId);
  expect(first.report).toMatchObject({
    stage: 'INGEST',
    unit: 'INGEST',
    state: 'DONE',
    output: { kind: 'document', language: 'en', chapterCount: 2 },
  });
  const again = await ingest(fileId);
  expect(again.report.output).toEqual(first.report.output);
  expect(await booksRead()).toBe(1);

  const output = first.report.output as Extract<Report['output'], { kind: 'document' }>;
  const answer = await service.ask(
    ann,
    `{ document(id: "${output.documentId}") { id title language wordCount file { id name } chapters { index title wordCount } } }`,
  );
  expect(answer.data?.document).toMatchObject({
    id: output.documentId,
    language: 'en',
    wordCount: output.wordCount,
    file: { id: fileId, name: 'clock.txt' },
    chapters: [{ index: 0 }, { index: 1 }],
  });
  const hidden = await service.ask(randomUUID(), `{ document(id: "${output.documentId}") { id } }`);
  expect(hidden.data).toEqual({ document: null });

  const body = await request(`${service.url}${internalPaths.document(output.documentId)}`, {
    headers: asService(),
  });
  const text = Buffer.from(await body.body.arrayBuffer());
  expect(sha256(text)).toBe(output.contentHash);
  const book = BookDocument.parse(JSON.parse(text.toString('utf8')));
  expect(book.text).toContain('nobody in the house moved');
});

it('reads a book once when two runs want it at the same time', async () => {
  const before = await booksRead();
  const fileId = await service.upload(ann, Buffer.from(BOOK.replaceAll('Margaret', 'Eleanor')));
  const [one, two] = await Promise.all([ingest(fileId), ingest(fileId)]);
  expect(one.report.output).toEqual(two.report.output);
  expect(await booksRead()).toBe(before + 1);
});

it('fails the run at once for a file of somebody else, one that is not there, or one that is not complete', async () => {
  const theirs = await service.upload(randomUUID(), Buffer.from(BOOK));
  const { id: unfinished } = await service.announce(ann, Buffer.alloc(10));
  for (const fileId of [theirs, randomUUID(), unfinished]) {
    const { report } = await ingest(fileId);
    expect(report).toMatchObject({ state: 'FAILED', failure: { code: 'NOT_FOUND' } });
  }
});

it('fails the run with a sentence for people when the file is no book', async () => {
  const fileId = await service.upload(ann, randomBytes(5000), {
    fileName: 'noise.pdf',
    mediaType: 'application/pdf',
  });
  const { report } = await ingest(fileId);
  expect(report).toMatchObject({ state: 'FAILED', failure: { code: 'UNSUPPORTED_MEDIA' } });
  expect(report.failure?.message.length).toBeGreaterThan(20);
});

it('lets the members of the project that reads it see an uploaded file, also its document', async () => {
  const { ProjectAccessChanged, ProjectDeleted } = await import('@visiobook/schema');
  const bob = randomUUID();
  const fileId = await service.upload(ann, Buffer.from(BOOK.replaceAll('Margaret', 'Agnes')));
  const { job } = await ingest(fileId);
  const { projectId } = job;
  const members = [ann, bob].map((userId) => ({ userId, role: 'VIEWER' as const }));
  const sees = async (user: string) => (await service.readFile(user, fileId, 'id')) !== null;
  await queue.publish(ProjectAccessChanged, { projectId, revision: 1, members });
  await expect.poll(() => sees(bob), { timeout: 10_000 }).toBe(true);
  await queue.publish(ProjectDeleted, { projectId });
  await expect.poll(() => sees(bob), { timeout: 10_000 }).toBe(false);
  // What a person uploaded stays theirs.
  expect(await sees(ann)).toBe(true);
});

it('deletes the document and its text with the file', async () => {
  const fileId = await service.upload(ann, Buffer.from(BOOK.replaceAll('Margaret', 'Judith')));
  const { report } = await ingest(fileId);
  const { documentId } = report.output as { documentId: string };
  await service.ask(ann, `mutation { deleteFile(input: {id: "${fileId}"}) { id } }`);
  const gone = await service.ask(ann, `{ document(id: "${documentId}") { id } }`);
  expect(gone.data).toEqual({ document: null });
});
