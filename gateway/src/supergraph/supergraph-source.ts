/** Where supergraphs come from. */
export interface SupergraphSource {
  /** What it is called in the log. */
  name: string;
  /** @throws Error when there is none to start with */
  read(): Promise<string>;
  /** Calls back with each text that may be another one. @returns stops */
  follow(onText: (text: string) => void): () => void;
}
