import { copyFile, mkdtempDisposable, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { AnalyseDocument } from '@visiobook/schema';
import { createLogger } from '@visiobook/service';
import { request } from 'undici';
import { expect, it } from 'vitest';
import { BASELINE_MODEL } from '../src/domain/models.ts';
import { WEIGHTS_FOLDER } from '../src/models/engine.ts';
import { analysisJob, analysisService } from './analysis-service.ts';

const WHAT_IS_WRONG = [
  'the SHA-256 of mood-3.bin',
  'border-1.bin has 1000 bytes',
  'reader-3.json says mood-3',
  'seek-2.json is no JSON',
];

// The real service with its real processes: they are started and warmed.
it('analyses by the rules when each model’s files are spoilt in a way of their own, and says of each what is wrong', {
  timeout: 120_000,
}, async () => {
  await using weights = await mkdtempDisposable(join(tmpdir(), 'visiobook-weights-'));
  const file = (name: string) => join(weights.path, name);
  for (const name of await readdir(WEIGHTS_FOLDER))
    if (/^(?:mood|border|seek)-\d+\.(?:json|bin)$/.test(name))
      await copyFile(new URL(name, WEIGHTS_FOLDER), file(name));
  const mood = await readFile(file('mood-3.bin'));
  mood[mood.length >> 1]! ^= 1;
  await writeFile(file('mood-3.bin'), mood);
  await truncate(file('border-1.bin'), 1000);
  await copyFile(file('mood-3.json'), file('reader-3.json'));
  await writeFile(file('seek-2.json'), '{"format": 1,');

  const lines: string[] = [];
  const destination = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push(line.toString());
      done();
    },
  });
  const log = createLogger({
    ...{ service: 'analysis', version: '0', environment: 'test', logLevel: 'info', destination },
  });
  const settings = { MODEL_WEIGHTS: weights.path, MODEL_BACKEND: 'wasm', MODEL_PROCESSES: '1' };
  await using service = await analysisService(undefined, undefined, settings, log);
  const job = analysisJob();
  await service.projects.queue.send(AnalyseDocument, job);
  const { output } = await service.projects.report(({ state }) => state === 'DONE');
  const analysisId = output?.kind === 'analysis' ? output.analysisId : null;

  const { statusCode, body } = await request(`${service.url}/ready`);
  expect(statusCode).toBe(200);
  const ready = (await body.json()) as { status: string; checks: { models: string } };
  expect(ready.status).toBe('ready');
  const warnings = lines.filter((line) => line.includes('"level":"warn"')).join('');
  for (const wrong of WHAT_IS_WRONG) {
    expect(ready.checks.models).toContain(wrong);
    expect(warnings).toContain(wrong);
  }
  await service.shared(job.projectId, [job.ownerId]);
  const { data } = await service.ask(
    'query ($id: ID!) { analysis(id: $id) { status models { name version task } scenes { totalCount } } }',
    { id: analysisId },
    job.ownerId,
  );
  expect(data).toMatchObject({ analysis: { status: 'COMPLETE', models: [BASELINE_MODEL] } });
});
