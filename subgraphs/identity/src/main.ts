import { runService } from '@visiobook/service';
import { buildApp } from './app.ts';
import { configSchema } from './config.ts';

await runService({ service: 'identity', configSchema, build: buildApp });
