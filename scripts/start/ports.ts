import { type AddressInfo, createServer } from 'node:net';
import { Refusal } from './refusal.ts';

/** The wanted port when it is free; otherwise any free one. */
export async function preferPort(wanted: number): Promise<number> {
  return (await isFree(wanted)) ? wanted : anyPort();
}

/** @throws Refusal when the port that a person chose is taken. */
export async function requirePort(port: number): Promise<void> {
  if (await isFree(port)) return;
  throw new Refusal(
    `Port ${port} is taken by another program. Stop that one, or choose another port with --port N.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
