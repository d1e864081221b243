import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What a command was told; null where it was told what it does not know, so that it can say what it does. */
export function optionsOf<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> | null {
  try {
    return parseArgs(config);
  } catch {
    return null;
  }
}
