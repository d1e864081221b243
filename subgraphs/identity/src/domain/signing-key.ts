/** A signing key as it is stored: its private half only sealed. */
export interface StoredSigningKey {
  id: string;
  publicJwk: { kty: string; crv: string; x: string };
  sealedPrivateKey: Buffer;
  signsFrom: Date;
}

/** What may be done to the keys while no other process does. */
export interface KeyTransaction {
  list(): Promise<StoredSigningKey[]>;
  insert(key: StoredSigningKey): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export interface SigningKeyRepository {
  list(): Promise<StoredSigningKey[]>;
  /** Runs `body` in a transaction, one process at a time. */
  exclusively<T>(body: (keys: KeyTransaction) => Promise<T>): Promise<T>;
}
