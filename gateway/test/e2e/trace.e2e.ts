import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { logIn } from '../../../scripts/start/graph-client.ts';
import { uploadBook } from '../../../scripts/start/upload-book.ts';
import { runningPlatform } from './running-platform.ts';
import { shortBook } from './short-book.ts';
import { type CollectedSpan, traceCollector } from './trace-collector.ts';

it('one trace runs from the client through gateway, subgraph, SQL, job and progress event', async () => {
  const collector = await traceCollector();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
  const traceId = randomBytes(16).toString('hex');
  const clientSpan = randomBytes(8).toString('hex');
  {
    await using running = await runningPlatform();
    const { client, platform, films } = running;
    const { createProject } = await client.ask<{ createProject: { project: { id: string } } }>(
      'mutation { createProject(input: { title: "Traced" }) { project { id } } }',
    );
    const projectId = createProject.project.id;
    const fileId = await uploadBook(client, shortBook(films), () => {});
    await client.ask('mutation ($input: AttachFileInput!) { attachFile(input: $input) { project { id } } }', {
      input: { projectId, fileId },
    });
    const traced = await logIn(
      platform.url,
      { email: 'reader@visiobook.example', username: 'reader', password: 'a long enough passphrase' },
      { traceparent: `00-${traceId}-${clientSpan}-01` },
    );
    const { startGeneration } = await traced.ask<{ startGeneration: { run: { id: string } } }>(
      'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { run { id } } }',
      { input: { projectId } },
    );
    const follow = 'subscription ($runId: ID!) { generationProgress(runId: $runId) { seq stage } }';
    const variables = () => ({ runId: startGeneration.run.id });
    for await (const { generationProgress } of traced.follow<{ generationProgress: { stage: string } }>(
      follow,
      variables,
    )) {
      if (generationProgress.stage === 'ANALYSE') break;
    }
    await traced.close();
    await sleep(2500);
  }
  await collector.close();
  vi.unstubAllEnvs();

  const trace = collector.spans.filter((span) => span.traceId === traceId);
  const byId = new Map(trace.map((span) => [span.spanId, span]));
  const parent = (span: CollectedSpan | undefined) => byId.get(span?.parentSpanId ?? '');
  const ancestors = (span: CollectedSpan | undefined) => {
    const line: string[] = [];
    for (let at = parent(span); at; at = parent(at)) line.push(`${at.service}: ${at.name}`);
    return line;
  };
  const find = (service: string, name: RegExp) =>
    trace.find((span) => span.service === service && name.test(span.name));

  const door = trace.find((span) => span.service === 'gateway' && span.parentSpanId === clientSpan);
  expect(door, 'the gateway continues the trace of the client').toBeDefined();
  const resolver = find('projects', /^resolve Mutation\.startGeneration$/);
  expect(ancestors(resolver).some((name) => name.startsWith('gateway'))).toBe(true);
  const sql = trace.find(
    (span) =>
      span.name === 'sql insert' && ancestors(span).includes('projects: resolve Mutation.startGeneration'),
  );
  expect(sql, 'the SQL of the mutation').toBeDefined();
  const job = find('storage', /^process storage\.ingest-document$/);
  expect(ancestors(job)).toContain('projects: resolve Mutation.startGeneration');
  const report = find('projects', /^process pipeline\.unit-reported$/);
  expect(ancestors(report)).toContain('storage: process storage.ingest-document');
  const event = find('projects', /^progress event/);
  expect(event, 'the progress event that the subscription sends').toBeDefined();
});
