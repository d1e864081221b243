import { notFound, type PubSub } from '@visiobook/service';
import { followWhileOpen } from './follow-while-open.ts';
import { isEnded } from './pipeline/run-state.ts';
import { type Readers, runTopic, type TracedStep } from './ports.ts';
import { visibleRun } from './visible-run.ts';

export interface FollowOptions {
  readers: Readers;
  pubsub: PubSub;
  userId: string;
  /** The last `seq` that the reader has. */
  after: number;
  pollMs?: number;
}

/**
 * A run's steps after one, and on as they happen; ends after the run's last step. Who is taken out of the project
 * meanwhile is refused at the next look.
 *
 * @throws AppError NOT_FOUND unless the person may see the run.
 */
export async function followRun(
  runId: string,
  { readers, userId, ...options }: FollowOptions,
): Promise<AsyncIterableIterator<TracedStep>> {
  await visibleRun(readers, runId, userId);
  return followWhileOpen<TracedStep>({
    ...options,
    topic: runTopic(runId),
    positionOf: ({ seq }) => seq,
    isLast: ({ runStatus }) => isEnded(runStatus),
    read: (after, limit) => readers.runs.stepsAfter(runId, after, limit),
    async isOver(position) {
      // Read after the empty page: a run that ended in between has a row to give out, and is not over.
      const [run] = await readers.runs.findByIds([runId]);
      const [project] = run ? await readers.projects.findVisible([run.projectId], userId) : [];
      if (!run || !project) throw notFound('run');
      return isEnded(run.status) && position >= run.seq;
    },
  });
}
