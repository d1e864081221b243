import { availableParallelism } from 'node:os';
import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';
import { DEFAULT_MEANING, WORDS_ONLY } from './models/meaning/load-meaning.ts';
import { modelEnv, settingsFrom } from './models/settings.ts';

export const configSchema = z
  .object({
    ...commonEnv,
    PORT: z.coerce.number().int().min(0).max(65_535).default(8083),
    DATABASE_URL: z.url(),
    STORAGE_URL: z.url().default('http://127.0.0.1:8089'),
    ANALYSIS_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
    WORKER_MAX_MB: z.coerce.number().int().min(128).max(65_536).default(1024),
    MODEL_PROCESSES: z.coerce.number().int().min(1).max(64).default(Math.min(2, availableParallelism())),
    MODEL_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
    ...modelEnv,
    MODEL_SEARCH: z
      .string()
      .regex(/^[\w.-]+$/)
      .default(DEFAULT_MEANING),
    GENERATIVE_URL: z.url({ protocol: /^https?$/ }).optional(),
    GENERATIVE_KEY: z.string().min(1).optional(),
    GENERATIVE_MODEL: z.string().trim().min(1).max(100).optional(),
    GENERATIVE_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
  })
  .refine((env) => (env.GENERATIVE_URL === undefined) === (env.GENERATIVE_MODEL === undefined), {
    message: 'GENERATIVE_URL and GENERATIVE_MODEL are set together, or neither.',
    path: ['GENERATIVE_MODEL'],
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
    models: settingsFrom(env),
    /** A language model that writes summaries and pictures; null when they are taken from the text. */
    generative:
      env.GENERATIVE_URL === undefined || env.GENERATIVE_MODEL === undefined
        ? null
        : {
            url: env.GENERATIVE_URL,
            key: env.GENERATIVE_KEY ?? null,
            model: env.GENERATIVE_MODEL,
            timeoutMs: env.GENERATIVE_TIMEOUT_MS,
          },
    /** What reads the meaning of passages and questions. */
    search: env.MODEL_BACKEND === 'off' ? WORDS_ONLY : env.MODEL_SEARCH,
  }));

export type Config = z.output<typeof configSchema>;
