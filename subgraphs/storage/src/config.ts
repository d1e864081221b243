import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';

const MEBIBYTE = 1024 ** 2;
const bytes = (preset: number) => z.coerce.number().int().positive().default(preset);

/** Environment variables of the storage service, as README.md lists them, to its configuration. */
export const configSchema = z
  .object({
    ...commonEnv,
    PORT: z.coerce.number().int().min(0).max(65_535).default(8089),
    DATABASE_URL: z.url(),
    FILES_DIR: z.string().min(1),
    PUBLIC_URL: z.url().default('http://127.0.0.1:8080'),
    MAX_UPLOAD_BYTES: bytes(512 * MEBIBYTE),
    USER_QUOTA_BYTES: bytes(10 * 1024 * MEBIBYTE),
    UPLOAD_LIFETIME_SECONDS: z.coerce.number().int().positive().default(86_400),
    SWEEP_SECONDS: z.coerce.number().positive().default(600),
    IMAGE_CONCURRENCY: z.coerce.number().int().positive().default(2),
    INGEST_CONCURRENCY: z.coerce.number().int().positive().default(1),
  })
  .transform((env) => ({
    common: commonConfig(env),
    port: env.PORT,
    db: { url: env.DATABASE_URL },
    /** The gateway's origin, under which people reach `/files`. */
    publicUrl: env.PUBLIC_URL.replace(/\/$/, ''),
    files: { folder: env.FILES_DIR, sweepSeconds: env.SWEEP_SECONDS },
    uploads: {
      maxBytes: env.MAX_UPLOAD_BYTES,
      quotaBytes: env.USER_QUOTA_BYTES,
      lifetimeSeconds: env.UPLOAD_LIFETIME_SECONDS,
    },
    images: { concurrency: env.IMAGE_CONCURRENCY },
    ingestion: { concurrency: env.INGEST_CONCURRENCY },
  }));

export type StorageConfig = z.output<typeof configSchema>;
