import type { EndedStatus, ProgressStep, RunState } from './run-state.ts';
import type { TaskOrder } from './task-orders.ts';

/** What a step of the pipeline changes and causes; all of it is committed together or not at all. */
export interface Transition {
  state: RunState;
  /** False: the step was known or came too late, and there is nothing to store. */
  changed: boolean;
  /** New rows of the progress log, numbered on from the last one. */
  steps: readonly ProgressStep[];
  /** Tasks to send. */
  orders: readonly TaskOrder[];
  /** Set when the run ended in this step. */
  ended: EndedStatus | null;
}

export const unchanged = (state: RunState): Transition => ({
  state,
  changed: false,
  steps: [],
  orders: [],
  ended: null,
});
