import { commonConfig, commonEnv } from '@visiobook/service';
import { z } from 'zod';

const whole = z.coerce.number().int().positive();

export const configSchema = z
  .object({
    ...commonEnv,
    PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
    DATABASE_URL: z.url(),
    GATEWAY_URL: z
      .string()
      .default('')
      .transform((text) => text.split(',').filter((entry) => entry.trim() !== ''))
      .pipe(z.array(z.url())),
    SESSION_DAYS: whole.default(30),
    SIGNING_KEY_DAYS: whole.default(30),
    LOGIN_FAILURES_PER_ACCOUNT: whole.default(10),
    LOGINS_PER_MINUTE: whole.default(3000),
    REGISTRATIONS_PER_MINUTE: whole.default(300),
  })
  .transform((env) => ({
    common: commonConfig(env),
    port: env.PORT,
    db: { url: env.DATABASE_URL },
    gatewayUrls: env.GATEWAY_URL,
    signingKeyDays: env.SIGNING_KEY_DAYS,
    limits: {
      sessionDays: env.SESSION_DAYS,
      failuresPerAccount: env.LOGIN_FAILURES_PER_ACCOUNT,
      loginsPerMinute: env.LOGINS_PER_MINUTE,
      registrationsPerMinute: env.REGISTRATIONS_PER_MINUTE,
    },
  }));

export type Config = z.output<typeof configSchema>;
