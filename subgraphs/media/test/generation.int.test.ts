import { DiscardRun, IllustrateScene, RunEnded } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { mediaService, runOf, SMALL } from './media-service.ts';

describe('the stages of a run', () => {
  it('makes pictures and voices, assembles them, and renders a film and its captions', async () => {
    await using service = await mediaService();
    const run = runOf(service);
    const storyboardId = await run.assemble();
    const frames = await service.sql`select * from media.frames order by index`;
    expect(frames.map(({ chapter_title }) => chapter_title)).toEqual(['The Harbour', null, 'The Storm']);

    await run.export(storyboardId, 'MP4');
    await run.export(storyboardId, 'SRT');
    const film = await run.done('EXPORT', 'MP4');
    const captions = await run.done('EXPORT', 'SRT');
    const fileOf = ({ output }: typeof film) => {
      if (output?.kind !== 'export') throw new Error('no export was reported');
      return service.others.files.get(output.fileId)!;
    };
    expect(fileOf(film).query).toMatchObject({
      name: 'The Lamp.mp4',
      mediaType: 'video/mp4',
      ownerId: run.ownerId,
    });
    expect(fileOf(film).bytes.subarray(4, 8).toString()).toBe('ftyp');
    expect(fileOf(captions).bytes.toString()).toContain('Mara held scene 3 in her hand.');
    const [job] = await service.sql`select * from media.exports where format = 'MP4'`;
    const [board] = await service.sql`select * from media.storyboards`;
    expect(job).toMatchObject({ status: 'READY', duration: board!.duration });
    const steps =
      await service.sql`select seq from media.export_progress where export_id = ${job!.id} order by seq`;
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, i) => i + 1));
    expect(service.reports).toContainEqual(expect.objectContaining({ stage: 'EXPORT', state: 'PROGRESS' }));
  });

  it('answers for assets that are there without making them again, also in another run', async () => {
    await using service = await mediaService({ scenes: 2 });
    const first = runOf(service);
    await first.illustrate();
    const pictures = await first.pictures();
    const second = runOf(service, { projectId: first.projectId });
    await second.illustrate();
    expect(await second.pictures()).toEqual(pictures);
    expect(service.others.asked.filter((line) => line === 'PUT files')).toHaveLength(2);
    const other = runOf(service);
    await other.illustrate();
    expect(await other.pictures()).not.toEqual(pictures);
  });

  it('waits for a neighbour that is down and goes on when it is back', async () => {
    await using service = await mediaService({ scenes: 1 });
    service.others.goDown(true);
    const run = runOf(service);
    await run.illustrate();
    while (service.others.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    service.others.goDown(false);
    expect(await run.pictures()).toHaveLength(1);
  });

  it('fails a unit for good when its scene is not there', async () => {
    await using service = await mediaService({ scenes: 1 });
    const { runId, projectId, ownerId } = runOf(service);
    const sceneId = newId();
    await service.queue.send(IllustrateScene, {
      runId,
      projectId,
      ownerId,
      sceneId,
      inputHash: 'x',
      settings: SMALL,
    });
    const failed = await service.report(({ unit, state }) => unit === sceneId && state === 'FAILED');
    expect(failed.failure).toEqual({ code: 'NOT_FOUND', message: 'No such scene.' });
  });

  it('binds a storyboard into an illustrated book with a page for each chapter', async () => {
    await using service = await mediaService({ scenes: 3 });
    const run = runOf(service);
    const exportId = await run.export(await run.assemble(), 'EPUB');
    await run.done('EXPORT', 'EPUB');
    const [job] =
      await service.sql`select status, file_id, duration from media.exports where id = ${exportId}`;
    expect(job).toMatchObject({ status: 'READY', duration: null });
    const stored = service.others.files.get(job!.file_id as string)!;
    expect(stored.query).toMatchObject({ name: 'The Lamp.epub', mediaType: 'application/epub+zip' });
    const entries = unzipSync(stored.bytes);
    const text = (name: string) => strFromU8(entries[`EPUB/${name}`]!);
    expect(text('chapter-001.xhtml')).toContain('<p>Mara held scene 1 in her hand.</p>');
    expect(text('chapter-002.xhtml')).toContain('<h1 id="title">The Storm</h1>');
    const [picture] =
      await service.sql`select alt from media.assets where kind = 'ILLUSTRATION' order by scene->'index'`;
    expect(text('chapter-001.xhtml')).toContain(`alt="${picture!.alt}"`);
    expect(entries['EPUB/images/scene-0003.jpg']!.subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xd8));
  });

  it('stops a render when its run is cancelled, and keeps what was finished', async () => {
    await using service = await mediaService();
    const run = runOf(service);
    const storyboardId = await run.assemble();
    const exportId = await run.export(storyboardId, 'MP4');
    await service.report(({ stage, state }) => stage === 'EXPORT' && state === 'PROGRESS');
    const { runId, projectId, ownerId } = run;
    await service.queue.publish(RunEnded, { runId, projectId, status: 'CANCELLED' });
    await service.queue.send(DiscardRun, { runId, projectId, ownerId });
    const status = async () =>
      (await service.sql`select status from media.exports where id = ${exportId}`)[0]?.status;
    while ((await status()) === 'RENDERING') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await status()).toBe('CANCELLED');
    expect(await service.sql`select count(*)::int as n from media.assets`).toEqual([{ n: 6 }]);
  });
});
