import { runService } from '@visiobook/service';
import { buildProjects } from './app.ts';
import { configSchema } from './config.ts';

await runService({ service: 'projects', configSchema, build: buildProjects });
