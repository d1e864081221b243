import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';

const whole = z.coerce.number().int();

export const configSchema = z
  .object({
    ...commonEnv,
    PORT: whole.min(0).max(65_535).default(8084),
    DATABASE_URL: z.url(),
    STORAGE_URL: z.url().default('http://127.0.0.1:8089'),
    ANALYSIS_URL: z.url().default('http://127.0.0.1:8083'),
    WORK_DIR: z.string().min(1).default(join(tmpdir(), 'visiobook-media')),
    WORK_KEEP_DAYS: whole.min(1).default(7),
    SCENE_WORKERS: whole.min(1).max(32).default(2),
    SCENES_PER_OWNER: whole.min(1).default(4),
    FILM_WORKERS: whole.min(1).max(32).optional(),
  })
  .transform((env) => ({
    common: commonConfig(env),
    port: env.PORT,
    db: { url: env.DATABASE_URL },
    storageUrl: env.STORAGE_URL,
    analysisUrl: env.ANALYSIS_URL,
    work: { folder: env.WORK_DIR, keepDays: env.WORK_KEEP_DAYS },
    /** Pictures, and voices, that are made at the same time: in this process, and for one owner in all of them. */
    scenes: { workers: env.SCENE_WORKERS, perOwner: env.SCENES_PER_OWNER },
    /** Processes that render one film; as many as there are cores, four at most, unless told. */
    filmWorkers: env.FILM_WORKERS,
  }));

export type Config = z.output<typeof configSchema>;
