import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';
import { DEFAULT_MODELS } from './models/default-models.ts';
import { BACKEND_CHOICES } from './models/runtime/model-runtime.ts';

export const configSchema = z
  .object({
    ...commonEnv,
    PORT: z.coerce.number().int().min(0).max(65_535).default(8083),
    DATABASE_URL: z.url(),
    STORAGE_URL: z.url().default('http://127.0.0.1:8089'),
    ANALYSIS_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
    WORKER_MAX_MB: z.coerce.number().int().min(128).max(65_536).default(1024),
    MODEL_PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
    MODEL_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
    MODEL_BACKEND: z.enum(BACKEND_CHOICES).default(DEFAULT_MODELS.backend),
    MODEL_EMOTION: z
      .string()
      .regex(/^[\w.-]+$/)
      .default(DEFAULT_MODELS.emotion),
    MODEL_SCENES: z
      .string()
      .regex(/^[\w.-]+$/)
      .default(DEFAULT_MODELS.scenes),
    MODEL_PEOPLE: z
      .string()
      .regex(/^[\w.-]+$/)
      .default(DEFAULT_MODELS.people),
    MODEL_READER: z
      .string()
      .regex(/^[\w.-]+$/)
      .default(DEFAULT_MODELS.reader),
  })
  .transform((env) => ({
    common: commonConfig(env),
    port: env.PORT,
    db: { url: env.DATABASE_URL },
    storageUrl: env.STORAGE_URL,
    /** Books that are analysed at the same time in this process. */
    workers: env.ANALYSIS_WORKERS,
    /** Memory of each process that analyses or runs models. */
    workerMaxMb: env.WORKER_MAX_MB,
    modelProcesses: env.MODEL_PROCESSES,
    /** A batch that takes longer has hung. */
    modelTimeoutMs: env.MODEL_TIMEOUT_MS,
    /** What models run on, and which model does what. */
    models: {
      backend: env.MODEL_BACKEND,
      emotion: env.MODEL_EMOTION,
      scenes: env.MODEL_SCENES,
      people: env.MODEL_PEOPLE,
      reader: env.MODEL_READER,
    },
  }));

export type Config = z.output<typeof configSchema>;
