import { AppError, inTraceOf, notFound, requireUser, withSpan } from '@visiobook/service';
import type { Context } from '../context.ts';
import type { Activity } from '../domain/activity.ts';
import { followActivity } from '../domain/follow-activity.ts';
import { followRun } from '../domain/follow-run.ts';
import type { TracedStep } from '../domain/ports.ts';
import type { SubscriptionResolvers } from '../generated/graphql.ts';
import { isId } from './is-id.ts';

export const Subscription: SubscriptionResolvers = {
  generationProgress: {
    subscribe: async (_, { runId, after }, { viewer, readers, pubsub }) => {
      const userId = requireUser(viewer).id;
      if (!isId(runId)) throw notFound('run');
      return asEvents(await followRun(runId, { readers, pubsub, userId, after: position(after) }));
    },
    resolve: (step: TracedStep, _: unknown, { loaders }: Context) => {
      loaders.refresh();
      // One trace goes from the request that started the run, through the job, to what is told of it here.
      return inTraceOf(step.trace, () =>
        withSpan('progress event', { 'run.id': step.runId, 'run.seq': step.seq }, () => step),
      );
    },
  },
  projectActivity: {
    subscribe: async (_, { projectId, after }, { viewer, readers, pubsub }) => {
      const userId = requireUser(viewer).id;
      if (!isId(projectId)) throw notFound('project');
      return asEvents(await followActivity(projectId, { readers, pubsub, userId, after: position(after) }));
    },
    resolve: (activity: Activity, _: unknown, { loaders }: Context) => {
      loaders.refresh();
      return activity;
    },
  },
};

/** @throws AppError BAD_USER_INPUT below zero. */
function position(after: number | null | undefined): number {
  if (after != null && after < 0) {
    const message = 'Positions begin at 1; leave it out to read from the start.';
    throw new AppError('BAD_USER_INPUT', message, { fields: { after: [message] } });
  }
  return after ?? 0;
}

/** The generated types want events wrapped under the field's name; ours are unwrapped by `resolve`, so no wrap is made. */
function asEvents<T>(rows: AsyncIterableIterator<T>): AsyncIterable<never> {
  return rows as AsyncIterable<never>;
}
