import type { SceneBrief } from '@visiobook/schema';
import type { TimedSentence } from '../domain/film-frame.ts';
import { ChildWorker } from '../render/child-worker.ts';
import type { StudioJob, StudioReply } from './studio-jobs.ts';

export interface Picture {
  png: Buffer;
  alt: string;
}
export interface Voice {
  wav: Buffer;
  sentences: TimedSentence[];
  duration: number;
}

/** Makes the picture and the voice of scenes. */
export interface Studio {
  draw(
    brief: SceneBrief,
    size: { width: number; height: number; seed: number },
    signal: AbortSignal,
  ): Promise<Picture>;
  speak(brief: SceneBrief, narration: 'DIGEST' | 'FULL', signal: AbortSignal): Promise<Voice>;
  close(): Promise<void>;
}

/** A studio of `size` processes, which start with their first job and end with the studio. */
export function createStudio({ size }: { size: number }): Studio {
  const module = new URL('./studio-process.ts', import.meta.url);
  const all = Array.from({ length: size }, () => new ChildWorker<StudioJob, StudioReply>(module));
  const idle = [...all];
  const waiting: ((worker: ChildWorker<StudioJob, StudioReply>) => void)[] = [];

  const take = async () =>
    idle.pop() ?? new Promise<(typeof all)[number]>((resolve) => waiting.push(resolve));
  const giveBack = (worker: (typeof all)[number]) => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const perform = async (job: StudioJob, signal: AbortSignal) => {
    const worker = await take();
    try {
      const reply = await worker.ask(job, signal);
      if (!reply.ok)
        throw new Error(`The studio could not ${job.kind} scene ${job.brief.sceneId}: ${reply.message}`);
      return reply;
    } finally {
      giveBack(worker);
    }
  };

  return {
    async draw(brief, size, signal) {
      const reply = await perform({ kind: 'DRAW', brief, ...size }, signal);
      if (reply.kind !== 'DRAW') throw new TypeError(`A picture was asked for and a ${reply.kind} came.`);
      return { png: Buffer.from(reply.png), alt: reply.alt };
    },
    async speak(brief, narration, signal) {
      const reply = await perform({ kind: 'SPEAK', brief, narration }, signal);
      if (reply.kind !== 'SPEAK') throw new TypeError(`A voice was asked for and a ${reply.kind} came.`);
      return { wav: Buffer.from(reply.wav), sentences: reply.sentences, duration: reply.duration };
    },
    async close() {
      await Promise.all(all.map((worker) => worker.close()));
    },
  };
}
