import { z } from 'zod';
import { ExportFormat, GenerationSettings } from '../generation.ts';
import { defineTask } from '../message.ts';

/** What every step of a run knows: the run and project it works for and whose credits and queue share it uses. */
const RunStep = z.object({ runId: z.uuid(), projectId: z.uuid(), ownerId: z.uuid() });

/** A neighbour that is down is back within minutes, so steps that call one are tried for about ten. */
const PATIENT = { retries: 6, delaySeconds: 2, expireSeconds: 900 };

/** Reads the uploaded file into a document. Reports a unit of INGEST with an output of kind `document`. */
export const IngestDocument = defineTask({
  name: 'storage.ingest-document',
  version: 1,
  owner: 'storage',
  retry: PATIENT,
  payload: RunStep.extend({ fileId: z.uuid() }),
});

/** Finds chapters, scenes, characters and moods. Reports units of ANALYSE, the last with an output of kind `analysis`. */
export const AnalyseDocument = defineTask({
  name: 'analysis.analyse-document',
  version: 1,
  owner: 'analysis',
  retry: PATIENT,
  payload: RunStep.extend({ documentId: z.uuid(), contentHash: z.string() }),
});

/** Draws one scene. Reports a unit of ILLUSTRATE (`unit` = the scene's id) with an output of kind `asset`. */
export const IllustrateScene = defineTask({
  name: 'media.illustrate-scene',
  version: 1,
  owner: 'media',
  retry: PATIENT,
  payload: RunStep.extend({ sceneId: z.uuid(), inputHash: z.string(), settings: GenerationSettings }),
});

/** Speaks one scene. Reports a unit of NARRATE (`unit` = the scene's id) with an output of kind `asset`. */
export const NarrateScene = defineTask({
  name: 'media.narrate-scene',
  version: 1,
  owner: 'media',
  retry: PATIENT,
  payload: RunStep.extend({ sceneId: z.uuid(), inputHash: z.string(), settings: GenerationSettings }),
});

/** Puts the scenes' pictures and voices in order. Reports a unit of ASSEMBLE with an output of kind `storyboard`. */
export const AssembleStoryboard = defineTask({
  name: 'media.assemble-storyboard',
  version: 1,
  owner: 'media',
  retry: PATIENT,
  payload: RunStep.extend({
    analysisId: z.uuid(),
    documentId: z.uuid(),
    title: z.string().min(1),
    authors: z.array(z.string()),
    scenes: z.array(z.object({ sceneId: z.uuid(), illustrationId: z.uuid(), narrationId: z.uuid() })).min(1),
    settings: GenerationSettings,
  }),
});

/**
 * Renders one file from a storyboard. In a run it reports units of EXPORT (`unit` = the format), the last with an
 * output of kind `export`; asked for by a person (`renderExport`) it has no run.
 */
export const RenderExport = defineTask({
  name: 'media.render-export',
  version: 1,
  owner: 'media',
  retry: { ...PATIENT, expireSeconds: 7200 },
  payload: RunStep.extend({
    runId: z.uuid().nullable(),
    exportId: z.uuid(),
    storyboardId: z.uuid(),
    format: ExportFormat,
    settings: GenerationSettings,
  }),
});

/** Compensation: deletes what a failed or cancelled run left half made. Finished assets stay for the next run. */
export const DiscardRun = defineTask({
  name: 'media.discard-run',
  version: 1,
  owner: 'media',
  retry: PATIENT,
  payload: RunStep,
});
