import type { Language } from '@visiobook/schema';
import type { EngineInfo } from '../domain/models.ts';
import type { ReadingTask } from '../domain/readings.ts';
import type { EngineCards } from '../models/recorded-ports.ts';

/** A batch for the model process. */
export interface BatchOrder {
  id: number;
  task: ReadingTask;
  language: Language;
  items: unknown[];
}

/** What the model process is made of; its first word, when the models are warm. */
export interface ModelsReady {
  kind: 'ready';
  info: EngineInfo;
  /** The model that does each task, as metrics name it. */
  names: { [T in ReadingTask]?: string };
  cards: EngineCards;
}

export type ModelAnswer =
  | { kind: 'rows'; id: number; rows: unknown[] }
  | { kind: 'failure'; id: number; message: string };

export type ModelMessage = ModelsReady | ModelAnswer;
