/** The parts of the tus 1.0.0 protocol that travel in headers. */
export const TUS_VERSION = '1.0.0';
export const TUS_EXTENSIONS = 'checksum,expiration,termination';
const ALGORITHMS = ['sha256', 'sha1', 'md5'] as const;
export const TUS_ALGORITHMS = ALGORITHMS.join(',');

/** A refusal with the status that the protocol gives to it. */
export class TusRefusal extends Error {
  override readonly name = 'TusRefusal';
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** @throws TusRefusal 400 when it is missing or not a whole number. */
export function readOffset(header: string | string[] | undefined): number {
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header))
    throw new TusRefusal(400, 'Upload-Offset must be a whole number of bytes.');
  return Number(header);
}

/** @throws TusRefusal 400 for an algorithm that is not offered or a digest that is not base64. */
export function readChecksum(header: string | string[] | undefined) {
  if (header === undefined) return undefined;
  const [name = '', digest = ''] = String(header).split(' ', 2);
  const algorithm = ALGORITHMS.find((known) => known === name);
  if (!algorithm || !/^[A-Za-z\d+/]+={0,2}$/.test(digest))
    throw new TusRefusal(400, `Upload-Checksum is an algorithm (${TUS_ALGORITHMS}) and a base64 digest.`);
  return { algorithm, digest };
}
