import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { LuaFactory } from 'wasmoon';

/** What Redis would answer; an Error becomes an error reply. */
type Reply = string | number | null | Error | Reply[];

export interface RespServer extends AsyncDisposable {
  url: string;
  port: number;
  /** Commands that came, as they came. */
  commands: string[][];
  /** Milliseconds by which its clock is ahead. */
  ahead: number;
  /** Takes commands and says nothing. */
  silent: boolean;
}

/**
 * Redis's protocol with the few commands that the gateway sends, and its scripts in a real Lua: what the gateway
 * says to Redis is proved where no Redis is installed.
 */
export async function runRespServer(port = 0): Promise<RespServer> {
  const hashes = new Map<string, Map<string, string>>();
  const texts = new Map<string, string>();
  const scripts = new Map<string, string>();
  const listeners = new Map<string, Set<Socket>>();
  const sockets = new Set<Socket>();
  const lua = await new LuaFactory().createEngine();

  const runScript = (text: string, [count = '0', ...rest]: string[]): Reply => {
    const keys = rest.slice(0, Number(count));
    const given = rest.slice(Number(count));
    // Lua's nil in a reply is false, as in Redis.
    lua.global.set('call', (...command: unknown[]) => {
      const reply = execute(command.map(String));
      return Array.isArray(reply) ? reply.map((each) => each ?? false) : (reply ?? false);
    });
    // JavaScript's arrays come to Lua as tables that begin at 1 only where they are copied.
    const table = (values: string[]) => `{${values.map((value) => `[==[${value}]==]`).join(',')}}`;
    const before = `local KEYS, ARGV = ${table(keys)}, ${table(given)}
      local redis = { call = function(...)
        local reply = call(...)
        if type(reply) ~= 'userdata' and type(reply) ~= 'table' then return reply end
        local copy = {}
        for i = 1, #reply do copy[i] = reply[i] end
        return copy
      end }`;
    return lua.doStringSync(`${before}\n${text}`) as Reply;
  };

  const execute = ([name = '', ...given]: string[], socket?: Socket): Reply => {
    const [key = '', value = ''] = given;
    switch (name.toUpperCase()) {
      case 'PING':
        return 'PONG';
      case 'TIME': {
        const now = Date.now() + server.ahead;
        return [String(Math.floor(now / 1000)), String((now % 1000) * 1000)];
      }
      case 'HMGET':
        return given.slice(1).map((field) => hashes.get(key)?.get(field) ?? null);
      case 'HSET': {
        const hash = hashes.get(key) ?? new Map<string, string>();
        for (let i = 1; i < given.length; i += 2) hash.set(given[i]!, given[i + 1]!);
        hashes.set(key, hash);
        return 1;
      }
      case 'PEXPIRE':
        return Number.isInteger(Number(value)) ? 1 : new Error('ERR value is not an integer');
      case 'GETEX':
        return texts.get(key) ?? null;
      case 'SET':
        texts.set(key, value);
        return 'OK';
      case 'EVALSHA': {
        const text = scripts.get(key);
        return text === undefined
          ? new Error('NOSCRIPT No matching script.')
          : runScript(text, given.slice(1));
      }
      case 'EVAL':
        scripts.set(createHash('sha1').update(key).digest('hex'), key);
        return runScript(key, given.slice(1));
      case 'SUBSCRIBE':
        listeners.set(key, (listeners.get(key) ?? new Set()).add(socket!));
        return ['subscribe', key, 1];
      case 'PUBLISH': {
        const all = listeners.get(key) ?? new Set();
        for (const each of all) each.write(encode(['message', key, value]));
        return all.size;
      }
      default:
        return new Error(`ERR unknown command '${name}'`);
    }
  };

  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => {
      sockets.delete(socket);
      for (const all of listeners.values()) all.delete(socket);
    });
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let next = decode(rest); next; next = decode(rest)) {
        rest = next.rest;
        server.commands.push(next.command);
        if (!server.silent) socket.write(encode(execute(next.command, socket)));
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
  const bound = (listening.address() as AddressInfo).port;
  const server: RespServer = {
    url: `redis://127.0.0.1:${bound}`,
    port: bound,
    commands: [],
    ahead: 0,
    silent: false,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listening.close(resolve));
      lua.global.close();
    },
  };
  return server;
}

function encode(reply: Reply): string {
  if (reply === null || reply === undefined) return '$-1\r\n';
  if (reply instanceof Error) return `-${reply.message}\r\n`;
  if (typeof reply === 'number') return `:${Math.trunc(reply)}\r\n`;
  if (Array.isArray(reply)) return `*${reply.length}\r\n${reply.map(encode).join('')}`;
  return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
}

/** One command off the front, once all of it is there. */
function decode(text: string): { command: string[]; rest: string } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  let at = head[0].length;
  const command: string[] = [];
  for (let i = 0; i < Number(head[1]); i++) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at, at + 16));
    if (!size) return undefined;
    at += size[0].length;
    const end = at + Number(size[1]);
    if (text.length < end + 2) return undefined;
    command.push(Buffer.from(text.slice(at, end), 'latin1').toString('utf8'));
    at = end + 2;
  }
  return { command, rest: text.slice(at) };
}
