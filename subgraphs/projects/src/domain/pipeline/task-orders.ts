import {
  AnalyseDocument,
  AssembleStoryboard,
  ExportFormat,
  IllustrateScene,
  IngestDocument,
  NarrateScene,
  RenderExport,
  type TaskDefinition,
} from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import { outputOf } from './plan.ts';
import { type RunState, type UnitState, unitKey } from './run-state.ts';

/** A task to send: two orders with one id are one job. */
export interface TaskOrder {
  id: string;
  task: TaskDefinition;
  payload: Record<string, unknown>;
  /** Whose share of the workers it takes. */
  group: string;
}

/** The task that makes a unit, from what the stages before it left. */
export function orderFor(state: RunState, unit: UnitState): TaskOrder {
  const { id: runId, projectId, ownerId } = state.run;
  const { task, payload } = workFor(state, unit);
  return {
    id: idFrom('task', runId, unit.stage, unit.unit, unit.attempt),
    task,
    payload: { runId, projectId, ownerId, ...payload },
    group: ownerId,
  };
}

function workFor(
  state: RunState,
  unit: UnitState,
): { task: TaskDefinition; payload: Record<string, unknown> } {
  const { run } = state;
  const { settings } = run;
  switch (unit.stage) {
    case 'INGEST':
      return { task: IngestDocument, payload: { fileId: run.fileId } };
    case 'ANALYSE': {
      const { documentId, contentHash } = outputOf(state, 'INGEST');
      return { task: AnalyseDocument, payload: { documentId, contentHash } };
    }
    case 'ILLUSTRATE':
      return {
        task: IllustrateScene,
        payload: { sceneId: unit.sceneId, inputHash: unit.inputHash, settings },
      };
    case 'NARRATE':
      return { task: NarrateScene, payload: { sceneId: unit.sceneId, inputHash: unit.inputHash, settings } };
    case 'ASSEMBLE': {
      const { documentId, title, authors } = outputOf(state, 'INGEST');
      const { analysisId } = outputOf(state, 'ANALYSE');
      const scenes = assetsByScene(state);
      return {
        task: AssembleStoryboard,
        payload: { analysisId, documentId, title, authors, scenes, settings },
      };
    }
    case 'EXPORT': {
      const { storyboardId } = outputOf(state, 'ASSEMBLE');
      const format = ExportFormat.parse(unit.unit);
      const exportId = idFrom('export', run.id, format);
      return { task: RenderExport, payload: { exportId, storyboardId, format, settings } };
    }
  }
}

/** Each scene's picture and voice, in the order of the book. */
function assetsByScene(state: RunState) {
  const scenes = [...outputOf(state, 'ANALYSE').scenes].sort((a, b) => a.index - b.index);
  const assetOf = (stage: 'ILLUSTRATE' | 'NARRATE', sceneId: string) => {
    const output = state.units.get(unitKey(stage, sceneId))?.output;
    if (output?.kind !== 'asset') throw new Error(`${stage} of scene ${sceneId} left no asset.`);
    return output.assetId;
  };
  return scenes.map(({ sceneId }) => ({
    sceneId,
    illustrationId: assetOf('ILLUSTRATE', sceneId),
    narrationId: assetOf('NARRATE', sceneId),
  }));
}
