import { runService } from '@visiobook/service';
import { buildGateway } from './app.ts';
import { GatewayConfig } from './config.ts';

await runService({ service: 'gateway', configSchema: GatewayConfig, build: buildGateway });
