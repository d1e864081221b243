import type { StageName } from '@visiobook/schema';
import { expectedFinish } from './eta.ts';
import { COUNTS_UNITS, NEEDS, STAGES, unitsOf } from './plan.ts';
import {
  type EndedStatus,
  type GenerationRun,
  isEnded,
  type ProgressStep,
  type RunFailure,
  type RunState,
  type StageState,
  type UnitState,
  unitKey,
} from './run-state.ts';
import { orderFor, type TaskOrder } from './task-orders.ts';
import type { Transition } from './transition.ts';

/**
 * A run's next state in the making: copies what it changes, gathers what that causes, and leaves the state it was
 * made from as it was. Lives for one call of a pipeline function.
 */
export class RunDraft implements RunState {
  readonly run: GenerationRun;
  readonly stages: Map<StageName, StageState>;
  readonly units: Map<string, UnitState>;
  readonly #now: Date;
  readonly #steps: ProgressStep[] = [];
  readonly #orders: TaskOrder[] = [];

  constructor(state: RunState, now: Date) {
    this.run = { ...state.run };
    this.stages = new Map(state.stages);
    this.units = new Map(state.units);
    this.#now = now;
  }

  stage(name: StageName): StageState {
    return this.stages.get(name)!;
  }

  setUnit(unit: UnitState): void {
    this.units.set(unitKey(unit.stage, unit.unit), unit);
  }

  setStage(name: StageName, change: Partial<StageState>): void {
    this.stages.set(name, { ...this.stage(name), ...change });
  }

  /** A worker is at it: the stage and the run are under way. */
  begin(name: StageName): void {
    const stage = this.stage(name);
    if (stage.status === 'PENDING') this.setStage(name, { status: 'RUNNING', startedAt: this.#now });
    if (this.run.status === 'QUEUED') {
      this.run.status = 'RUNNING';
      this.run.startedAt = this.#now;
    }
  }

  /** Counts a stage's steps from its units, and closes it when all of them are done. */
  count(name: StageName, message: string | null): void {
    const units = [...this.units.values()].filter(({ stage }) => stage === name);
    const finished = units.every(({ status }) => status === 'DONE');
    const fractions = units.reduce((sum, unit) => sum + fractionOf(unit, name), 0);
    const [done, total] = COUNTS_UNITS.has(name)
      ? [units.filter(({ status }) => status === 'DONE').length, units.length]
      : [sumOf(units, 'done'), sumOf(units, 'total')];
    this.setStage(name, {
      done,
      total,
      percent: finished ? 100 : Math.round((fractions / units.length) * 1000) / 10,
      ...(message === null ? {} : { message }),
      ...(finished ? { status: 'DONE' as const, finishedAt: this.#now } : {}),
    });
  }

  /** Sends the units of every stage whose needs are now met. */
  openReadyStages(): void {
    for (const name of STAGES) {
      const isOpen = [...this.units.values()].some(({ stage }) => stage === name);
      if (isOpen || !NEEDS[name].every((need) => this.stage(need).status === 'DONE')) continue;
      const units = unitsOf(name, this);
      for (const unit of units) this.setUnit(unit);
      this.setStage(name, { total: units.length });
      for (const unit of units) this.send(unit);
    }
  }

  send(unit: UnitState): void {
    this.#orders.push(orderFor(this, unit));
  }

  /** Appends a row to the progress log. */
  note(name: StageName, message: string | null, sceneId: string | null = null): void {
    const { done, total, percent } = this.stage(name);
    this.run.seq += 1;
    this.#steps.push({
      runId: this.run.id,
      seq: this.run.seq,
      stage: name,
      done,
      total,
      percent,
      runStatus: this.run.status,
      message,
      sceneId,
      at: this.#now,
    });
  }

  /** Ends the run; the caller notes the last row after it. */
  end(status: EndedStatus, failure: RunFailure | null = null): void {
    this.run.status = status;
    this.run.failure = failure;
    this.run.finishedAt = this.#now;
    for (const { name, status: was } of [...this.stages.values()]) {
      if (failure?.stage === name) this.setStage(name, { status: 'FAILED', finishedAt: this.#now });
      else if (was === 'RUNNING') this.setStage(name, { status: 'CANCELLED', finishedAt: this.#now });
    }
  }

  finish(): Transition {
    const { status } = this.run;
    this.run.expectedFinishAt = isEnded(status) ? null : expectedFinish(this, this.#now);
    const state: RunState = { run: this.run, stages: this.stages, units: this.units };
    return {
      state,
      changed: true,
      steps: this.#steps,
      orders: isEnded(status) ? [] : this.#orders,
      ended: isEnded(status) ? status : null,
    };
  }
}

function fractionOf(unit: UnitState, stage: StageName): number {
  if (unit.status === 'DONE') return 1;
  if (COUNTS_UNITS.has(stage) || unit.total === 0) return 0;
  return Math.min(unit.done / unit.total, 1);
}

/** A unit that has not said how many steps it takes counts as one. */
function sumOf(units: readonly UnitState[], key: 'done' | 'total'): number {
  return units.reduce((sum, unit) => sum + (key === 'total' ? Math.max(unit.total, 1) : unit.done), 0);
}
