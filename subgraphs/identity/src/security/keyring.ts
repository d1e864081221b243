import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Logger, newId } from '@visiobook/service';
import { nextKeySignsFrom, publishedKeys, type RotationPlan, signingKey } from '../domain/key-rotation.ts';
import type { KeyTransaction, SigningKeyRepository, StoredSigningKey } from '../domain/signing-key.ts';
import type { Seal } from './platform-secrets.ts';

export interface Keyring {
  /** The key that signs now; makes the first one, and the next one when it is due. */
  signing(): Promise<{ kid: string; privateKey: KeyObject }>;
  /** What verifiers may read. */
  published(): Promise<{ kid: string; kty: string; crv: string; x: string; alg: 'EdDSA'; use: 'sig' }[]>;
}

export interface KeyringOptions {
  keys: SigningKeyRepository;
  seal: Seal;
  plan: RotationPlan;
  log: Logger;
  now(): Date;
}

/** How long the keys of the database are believed; far below the time for which a new key waits to sign. */
const FRESH_MS = 60_000;

interface Snapshot {
  at: number;
  stored: StoredSigningKey[];
  usable: (StoredSigningKey & { privateKey: KeyObject })[];
}

/** The Ed25519 keys of access tokens: shared by all processes of this service, rotated by whichever sees it is time. */
export function createKeyring({ keys, seal, plan, log, now }: KeyringOptions): Keyring {
  let snapshot: Promise<Snapshot> | undefined;

  const read = async (): Promise<Snapshot> => {
    const stored = await keys.list();
    const due = nextKeySignsFrom(usableOf(stored, seal), now(), plan);
    if (due === null) return snapshotOf(stored);
    return snapshotOf(await keys.exclusively(addKey));
  };

  /** Under the lock the question is asked again: another process may have made the key in between. */
  const addKey = async ({ list, insert, remove }: KeyTransaction): Promise<StoredSigningKey[]> => {
    const stored = await list();
    const usable = usableOf(stored, seal);
    const at = now();
    const signsFrom = nextKeySignsFrom(usable, at, plan);
    if (signsFrom === null) return stored;
    const added = makeKey(signsFrom, at, seal);
    await insert(added);
    log.info({ kid: added.id, signsFrom }, 'made a key for access tokens');
    const published = new Set(publishedKeys([...stored, added], at, plan).map(({ id }) => id));
    const openable = new Set(usable.map(({ id }) => id));
    // Gone: keys whose tokens are, and next keys sealed under a platform key that is not in use any more.
    const gone = stored.filter(
      ({ id, signsFrom }) => !published.has(id) || (!openable.has(id) && signsFrom > at),
    );
    if (gone.length > 0) await remove(gone.map(({ id }) => id));
    return list();
  };

  const snapshotOf = (stored: StoredSigningKey[]): Snapshot => ({
    at: now().getTime(),
    stored,
    usable: usableOf(stored, seal),
  });

  const current = async (): Promise<Snapshot> => {
    const known = await snapshot;
    if (known && now().getTime() - known.at < FRESH_MS) return known;
    // One reading at a time; a failed one is not remembered.
    snapshot = read().catch((error) => {
      snapshot = undefined;
      throw error;
    });
    return snapshot;
  };

  return {
    async signing() {
      const key = signingKey((await current()).usable, now());
      if (!key) throw new Error('No key can sign access tokens: every usable one is for later.');
      return { kid: key.id, privateKey: key.privateKey };
    },
    async published() {
      const { stored } = await current();
      return publishedKeys(stored, now(), plan).map(({ id, publicJwk: { kty, crv, x } }) => ({
        kid: id,
        kty,
        crv,
        x,
        alg: 'EdDSA',
        use: 'sig',
      }));
    },
  };
}

function usableOf(stored: readonly StoredSigningKey[], seal: Seal): Snapshot['usable'] {
  return stored.flatMap((key) => {
    const der = seal.open(key.sealedPrivateKey);
    return der ? [{ ...key, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }] : [];
  });
}

function makeKey(signsFrom: Date, createdAt: Date, seal: Seal): StoredSigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  return {
    id: newId(createdAt.getTime()),
    publicJwk: { kty: kty!, crv: crv!, x: x! },
    sealedPrivateKey: seal.close(privateKey.export({ format: 'der', type: 'pkcs8' })),
    signsFrom,
  };
}
