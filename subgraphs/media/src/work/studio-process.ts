/** Draws and speaks scenes in a process of its own: the request loop stays free, and a native crash costs one scene. */
import { illustrateScene } from '../domain/illustrator/illustrate-scene.ts';
import { Narrator } from '../render/narrator.ts';
import { rasterise } from '../render/rasterise.ts';
import type { StudioJob, StudioReply } from './studio-jobs.ts';

const narrator = new Narrator();

process.on('message', (job: StudioJob) => {
  perform(job)
    .catch((error: unknown): StudioReply => {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    })
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));

async function perform(job: StudioJob): Promise<StudioReply> {
  if (job.kind === 'DRAW') {
    const { svg, alt } = illustrateScene(job.brief, job);
    return { ok: true, kind: 'DRAW', png: await rasterise(svg, job), alt };
  }
  const { language, cast, narration } = job.brief;
  const sentences = job.narration === 'FULL' ? narration.full : narration.digest;
  const voices = new Map(cast.map((member) => [member.characterId, member]));
  const spoken = await narrator.narrate(sentences, { language, voices });
  return {
    ok: true,
    kind: 'SPEAK',
    wav: spoken.wav,
    sentences: [...spoken.sentences],
    duration: spoken.duration,
  };
}
