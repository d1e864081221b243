/** Texts of automatically persisted queries by their hash. In memory here; a store that processes share fits too. */
export interface QueryStore {
  get(hash: string): Promise<string | undefined>;
  set(hash: string, text: string): Promise<void>;
}

/** Keeps what was used last, up to so many characters. */
export function createMemoryQueryStore(maxCharacters: number): QueryStore {
  const texts = new Map<string, string>();
  let characters = 0;
  const remove = (hash: string) => {
    characters -= texts.get(hash)?.length ?? 0;
    texts.delete(hash);
  };
  return {
    async get(hash) {
      const text = texts.get(hash);
      if (text === undefined) return undefined;
      // A map remembers the order of insertion: the first is the one that was not used for longest.
      texts.delete(hash);
      texts.set(hash, text);
      return text;
    },
    async set(hash, text) {
      remove(hash);
      texts.set(hash, text);
      characters += text.length;
      while (characters > maxCharacters) remove(texts.keys().next().value as string);
    },
  };
}
