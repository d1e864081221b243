export type ActivityKind =
  | 'PROJECT_CREATED'
  | 'PROJECT_UPDATED'
  | 'FILE_ATTACHED'
  | 'GENERATION_STARTED'
  | 'GENERATION_SUCCEEDED'
  | 'GENERATION_FAILED'
  | 'GENERATION_CANCELLED';

/** Something that happened to a project. */
export interface Activity {
  projectId: string;
  seq: number;
  kind: ActivityKind;
  message: string;
  /** Null when the platform did it. */
  actorId: string | null;
  at: Date;
}
