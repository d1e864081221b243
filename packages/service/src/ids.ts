import { createHash, randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits, so ids sort by age. */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return format(bytes, 0x70);
}

/**
 * The same id for the same parts, always: a UUIDv8 (RFC 9562 §5.8) of their SHA-256. Names rows that a repeated
 * job must find again instead of making twice.
 *
 * @example idFrom('scene', analysisId, 12)
 */
export function idFrom(...parts: readonly (string | number)[]): string {
  return format(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16), 0x80);
}

function format(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | version;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
