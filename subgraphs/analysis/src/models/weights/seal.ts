import { createHash } from 'node:crypto';

/** The hash that a manifest must carry as its seal: that of all else it says, however it is laid out. */
export function sealOf(manifest: object): string {
  const { seal: _, ...rest } = manifest as { seal?: string };
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex');
}

export function sealed<T extends object>(manifest: T): T & { seal: string } {
  return { ...manifest, seal: sealOf(manifest) };
}
