import { createDb, type Db, subgraphUrl } from '@visiobook/db';
import { newId } from '@visiobook/service';
import { migrateForTests, TEST_PASSWORD, testDatabase } from '@visiobook/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passage } from '../src/application/passages.ts';
import type { PassageIndex } from '../src/application/ports.ts';
import { analysisRecorder } from '../src/application/record-analysis.ts';
import { exactIndex } from '../src/data/search/exact-index.ts';
import { pgvectorIndex, pgvectorSchema } from '../src/data/search/pgvector-index.ts';
import { addChapter, addPassages, deleteAnalysesOf, openAnalysis } from '../src/data/store-analysis.ts';
import { postgresWithPgvector, startServer } from './pgvector-server.ts';
import { knownAnalyser, smallBook } from './small-book.ts';

const WIDTH = 128;
const binaries = postgresWithPgvector();

/** A database, and the index that it has. */
interface Place {
  db: Db;
  index: PassageIndex;
  close(): Promise<void>;
}

describe('exact', () => {
  specify(async () => {
    const database = await testDatabase();
    const { db } = database.clientOf('analysis');
    expect(await pgvectorSchema(db)).toBeNull();
    return { db, index: exactIndex(db), close: async () => database[Symbol.asyncDispose]() };
  });
});

describe.skipIf(binaries === null)('pgvector (needs a Postgres of this machine with the extension)', () => {
  specify(async () => {
    const server = await startServer(binaries!);
    await migrateForTests(server.url);
    const client = createDb({ url: subgraphUrl(server.url, 'analysis', TEST_PASSWORD), max: 2 });
    const schema = await pgvectorSchema(client.db);
    expect(schema).not.toBeNull();
    const close = async () => {
      await client.close();
      await server.stop();
    };
    return { db: client.db, index: pgvectorIndex(client.db, schema!), close };
  });
});

function specify(open: () => Promise<Place>): void {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  }, 60_000);
  afterAll(() => place.close());

  it('gives the scenes with the nearest passages, nearest first, each with its best', async () => {
    const { analysisId, sceneIds } = await stored(place.db);
    await keep(analysisId, 'm-1', [
      passage(sceneIds[0]!, 0, { 0: 1, 1: 1 }),
      passage(sceneIds[0]!, 1, { 0: 4, 1: 1 }),
      passage(sceneIds[1]!, 0, { 1: 1, 2: -1 }),
    ]);
    const query = { analysisIds: [analysisId], model: 'm-1', limit: 5 };
    const near = await place.index.nearest({ ...query, vector: direction({ 0: 1 }) });
    expect(near.map(({ sceneId, span }) => [sceneId, span])).toEqual([
      [sceneIds[0], { start: 1, end: 2 }],
      [sceneIds[1], { start: 0, end: 1 }],
    ]);
    expect(near[0]!.likeness).toBeCloseTo(4 / Math.sqrt(17), 2);
    expect(near[1]!.likeness).toBeCloseTo(0, 5);
    const other = await place.index.nearest({ ...query, vector: direction({ 2: -1 }), limit: 1 });
    expect(other.map(({ sceneId }) => sceneId)).toEqual([sceneIds[1]]);
  });

  it('looks only into the books that it is asked for, and only at what their reader read', async () => {
    const mine = await stored(place.db);
    const others = await stored(place.db);
    await keep(mine.analysisId, 'm-1', [passage(mine.sceneIds[0]!, 0, { 3: 1 })]);
    await keep(mine.analysisId, 'm-2', [passage(mine.sceneIds[1]!, 0, { 3: 1 })]);
    await keep(others.analysisId, 'm-1', [passage(others.sceneIds[0]!, 0, { 3: 1 })]);
    const vector = direction({ 3: 1 });
    const found = async (analysisIds: string[], model: string) =>
      (await place.index.nearest({ analysisIds, model, vector, limit: 9 })).map(({ sceneId }) => sceneId);
    expect(await found([mine.analysisId], 'm-1')).toEqual([mine.sceneIds[0]]);
    expect(await found([mine.analysisId], 'm-2')).toEqual([mine.sceneIds[1]]);
    expect((await found([mine.analysisId, others.analysisId], 'm-1')).sort()).toEqual(
      [mine.sceneIds[0], others.sceneIds[0]].sort(),
    );
    expect(await found([mine.analysisId], 'm-3')).toEqual([]);
  });

  it('finds the nearest among more passages than are in memory at a time', async () => {
    const { analysisId, sceneIds } = await stored(place.db);
    const many = Array.from({ length: 4500 }, (_, i) =>
      passage(sceneIds[i % 2]!, i, { 5: 1, [6 + (i % 100)]: 1 + (i % 7), 127: i === 4321 ? 0 : 2 }),
    );
    await keep(analysisId, 'm-1', many);
    const [near] = await place.index.nearest({
      analysisIds: [analysisId],
      model: 'm-1',
      vector: direction({ 5: 1, [6 + 21]: 3 }),
      limit: 1,
    });
    expect(near).toMatchObject({ sceneId: sceneIds[1], span: { start: 4321, end: 4322 } });
  });

  it('forgets the passages of a project that is deleted', async () => {
    const { analysisId, sceneIds, projectId } = await stored(place.db);
    await keep(analysisId, 'm-1', [passage(sceneIds[0]!, 0, { 9: 1 })]);
    await place.db.transaction((tx) => deleteAnalysesOf(tx, projectId));
    const query = { analysisIds: [analysisId], model: 'm-1', vector: direction({ 9: 1 }), limit: 5 };
    expect(await place.index.nearest(query)).toEqual([]);
  });

  async function keep(analysisId: string, model: string, passages: Passage[]): Promise<void> {
    await place.db.transaction((tx) => addPassages(tx, analysisId, model, passages));
  }
}

/** An analysis of two scenes. */
async function stored(db: Db): Promise<{ analysisId: string; projectId: string; sceneIds: string[] }> {
  const book = smallBook();
  const projectId = newId();
  const recorder = analysisRecorder(book, {
    projectId,
    documentId: newId(),
    contentHash: 'a',
    models: [],
    modelVersion: 'test',
  });
  const sceneIds: string[] = [];
  let analysisId = '';
  await db.transaction(async (tx) => {
    const findings = knownAnalyser().analyse({
      book,
      tenant: newId(),
      engineVersion: 'test',
      resume: { chapters: 0, scenes: [], readings: new Map() },
      signal: new AbortController().signal,
    });
    for await (const finding of findings) {
      if (finding.kind === 'text') {
        const analysis = recorder.opened(finding, new Date());
        analysisId = analysis.id;
        await openAnalysis(tx, analysis, newId(), new Date());
      }
      if (finding.kind !== 'chapter') continue;
      const whole = recorder.chapter({
        ...finding,
        scenes: finding.scenes.map((scene) => ({ ...scene, quotes: [], cast: [] })),
      });
      await addChapter(tx, whole, finding.done, book.language);
      sceneIds.push(...whole.scenes.map(({ id }) => id));
    }
  });
  return { analysisId, projectId, sceneIds };
}

function passage(sceneId: string, position: number, numbers: Record<number, number>): Passage {
  const vector = new Int8Array(WIDTH);
  for (const [at, value] of Object.entries(numbers)) vector[Number(at)] = 10 * value;
  return { sceneId, position, span: { start: position, end: position + 1 }, vector };
}

function direction(numbers: Record<number, number>): Float32Array {
  const vector = new Float32Array(WIDTH);
  for (const [at, value] of Object.entries(numbers)) vector[Number(at)] = value;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
