import { ProjectAccessChanged, ProjectDeleted, RunEnded } from './events/project-events.ts';
import { UnitReported } from './events/unit-reported.ts';
import type { EventDefinition, TaskDefinition } from './message.ts';
import { AnnounceEndedSessions } from './tasks/identity-tasks.ts';
import {
  AnalyseDocument,
  AssembleStoryboard,
  DiscardRun,
  IllustrateScene,
  IngestDocument,
  NarrateScene,
  RenderExport,
} from './tasks/pipeline-tasks.ts';

/** Every task there is: the queues that `migrate` makes. */
export const TASKS: readonly TaskDefinition[] = [
  IngestDocument,
  AnalyseDocument,
  IllustrateScene,
  NarrateScene,
  AssembleStoryboard,
  RenderExport,
  DiscardRun,
  AnnounceEndedSessions,
];

/** Every event there is: one queue a consumer. */
export const EVENTS: readonly EventDefinition[] = [
  ProjectAccessChanged,
  ProjectDeleted,
  RunEnded,
  UnitReported,
];
