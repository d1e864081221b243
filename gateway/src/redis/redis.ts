/** A Lua script that Redis runs as one step; its text is sent once and named by its hash from then on. */
export interface Script {
  text: string;
  sha1: string;
}

/** Redis cannot be asked right now. Who asks it has another way, and takes that. */
export class RedisGone extends Error {
  override readonly name = 'RedisGone';
}

/** What the gateway wants of Redis. */
export interface Redis {
  /** @throws RedisGone when no good answer comes in time */
  send(command: readonly string[]): Promise<unknown>;
  /** Runs a script. @throws as `send` does */
  run(script: Script, keys: readonly string[], given: readonly string[]): Promise<unknown>;
  /** Hands over what is published on a channel, whichever process did; what is published while Redis is gone is lost. */
  listen(channel: string, onMessage: (message: string) => void): void;
  close(): Promise<void>;
}
