import { describe, expect, it } from 'vitest';
import { makeBook, type ProgressEvent } from '../../../scripts/start/make-book.ts';
import { runningPlatform } from './running-platform.ts';
import { shortBook } from './short-book.ts';
import { videoFacts } from './video-facts.ts';

describe('the job, end to end', () => {
  it('turns a book into a film through the gateway, with every event of its progress', async () => {
    await using running = await runningPlatform();
    const { client, films } = running;
    const events: ProgressEvent[] = [];
    const made = await makeBook({
      client,
      films,
      book: shortBook(films),
      onUpload: () => {},
      onProgress: (event) => events.push(event),
    });

    expect(made).toMatchObject({ title: "The Miller's Daughter", language: 'en', chapters: 3 });
    expect(made.scenes).toBeGreaterThanOrEqual(3);
    expect(made.frames).toBe(made.scenes);
    expect(made.characters).toBeGreaterThanOrEqual(2);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ stage }) => stage))).toEqual(
      new Set(['INGEST', 'ANALYSE', 'ILLUSTRATE', 'NARRATE', 'ASSEMBLE', 'EXPORT']),
    );
    expect(events.at(-1)?.run.status).toBe('SUCCEEDED');

    const film = made.exports.find(({ format }) => format === 'MP4');
    const facts = await videoFacts(film!.path);
    expect(facts).toMatchObject({ width: 1280, height: 720, hasAudio: true });
    expect(Math.abs(facts.seconds - film!.seconds)).toBeLessThan(1);
    expect(facts.seconds).toBeGreaterThan(10);
    // Moving pictures: hardly two seconds of the film look the same.
    expect(new Set(facts.pictures).size).toBeGreaterThan(facts.pictures.length * 0.9);
    expect(running.incidents).toEqual([]);
  });

  it('finishes when each service is killed once on the way, without a gap or a repeat in the progress', async () => {
    await using running = await runningPlatform();
    const { client, films, platform, incidents } = running;
    const toKill = new Map([
      ['INGEST', 'storage'],
      ['ANALYSE', 'analysis'],
      ['ILLUSTRATE', 'media'],
      ['NARRATE', 'projects'],
      ['EXPORT', 'gateway'],
    ]);
    const seen: number[] = [];
    const made = await makeBook({
      client,
      films,
      book: shortBook(films),
      onUpload: () => {},
      onProgress: ({ seq, stage }) => {
        seen.push(seq);
        const name = toKill.get(stage);
        const victim = platform.services.find((service) => service.name === name);
        if (!name || !victim?.pid) return;
        toKill.delete(stage);
        process.kill(victim.pid, 'SIGKILL');
      },
    });
    expect(seen).toEqual(seen.map((_, index) => index + 1));
    expect(made.exports.map(({ format }) => format)).toEqual(['MP4']);
    expect((await videoFacts(made.exports[0]!.path)).seconds).toBeGreaterThan(10);
    expect(incidents.filter((incident) => incident.endsWith('died')).length).toBeGreaterThanOrEqual(5);
  });
});
