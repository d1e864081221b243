import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';

const seconds = (standard: number) => z.coerce.number().positive().default(standard);

/** From the environment (see the table in README.md) to domain words. */
export const configSchema = z
  .object({
    ...commonEnv,
    PORT: z.coerce.number().int().min(0).max(65_535).default(8086),
    DATABASE_URL: z.url(),
    PIPELINE_STALL_SECONDS: seconds(1200),
    PIPELINE_SWEEP_SECONDS: seconds(30),
    PIPELINE_MAX_RESENDS: z.coerce.number().int().min(0).max(10).default(3),
  })
  .transform((env) => ({
    common: commonConfig(env),
    port: env.PORT,
    db: { url: env.DATABASE_URL },
    pipeline: {
      stallMs: env.PIPELINE_STALL_SECONDS * 1000,
      sweepMs: env.PIPELINE_SWEEP_SECONDS * 1000,
      maxResends: env.PIPELINE_MAX_RESENDS,
    },
  }));
export type Config = z.output<typeof configSchema>;
