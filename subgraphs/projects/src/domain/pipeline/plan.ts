import { StageName, type UnitOutput } from '@visiobook/schema';
import { type RunState, type UnitState, unitKey } from './run-state.ts';

/** The stages in the order in which people read them. */
export const STAGES = StageName.options;

/** What must be done before a stage may begin. */
export const NEEDS: Record<StageName, readonly StageName[]> = {
  INGEST: [],
  ANALYSE: ['INGEST'],
  ILLUSTRATE: ['ANALYSE'],
  NARRATE: ['ANALYSE'],
  ASSEMBLE: ['ILLUSTRATE', 'NARRATE'],
  EXPORT: ['ASSEMBLE'],
};

/** The kind of output that each stage's units leave. */
export const LEAVES = {
  INGEST: 'document',
  ANALYSE: 'analysis',
  ILLUSTRATE: 'asset',
  NARRATE: 'asset',
  ASSEMBLE: 'storyboard',
  EXPORT: 'export',
} as const satisfies Record<StageName, UnitOutput['kind']>;

/** Roughly what share of a run each stage takes, for its percentage and its ETA. */
export const WEIGHT: Record<StageName, number> = {
  INGEST: 2,
  ANALYSE: 10,
  ILLUSTRATE: 20,
  NARRATE: 20,
  ASSEMBLE: 1,
  EXPORT: 47,
};

/** Stages whose steps are whole units (scenes); in the others a unit counts its own steps. */
export const COUNTS_UNITS: ReadonlySet<StageName> = new Set(['ILLUSTRATE', 'NARRATE']);

/** The units of a stage whose needs are met. */
export function unitsOf(stage: StageName, state: RunState): UnitState[] {
  if (COUNTS_UNITS.has(stage)) {
    return outputOf(state, 'ANALYSE').scenes.map(({ sceneId, inputHash, title }) => ({
      ...fresh(stage, sceneId),
      sceneId,
      inputHash,
      title,
    }));
  }
  if (stage === 'EXPORT') return state.run.formats.map((format) => fresh(stage, format));
  return [fresh(stage, stage)];
}

/**
 * What the one unit of a finished stage left.
 *
 * @throws Error when the stage is not done: callers ask only for stages that theirs needs.
 */
export function outputOf<S extends 'INGEST' | 'ANALYSE' | 'ASSEMBLE'>(
  state: RunState,
  stage: S,
): Extract<UnitOutput, { kind: (typeof LEAVES)[S] }> {
  const output = state.units.get(unitKey(stage, stage))?.output;
  if (output?.kind !== LEAVES[stage]) {
    throw new Error(
      `${stage} of run ${state.run.id} left ${output?.kind ?? 'nothing'}, not ${LEAVES[stage]}.`,
    );
  }
  return output as Extract<UnitOutput, { kind: (typeof LEAVES)[S] }>;
}

function fresh(stage: StageName, unit: string): UnitState {
  return {
    stage,
    unit,
    status: 'PENDING',
    sceneId: null,
    inputHash: null,
    title: null,
    done: 0,
    total: 0,
    output: null,
    attempt: 1,
  };
}
