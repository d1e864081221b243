/** The data of an answer as JSON that is already written. Who must look into it gets an object of its own. */
export class AnswerText {
  readonly text: string;
  #whole: string | undefined;
  #bytes: Buffer | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The answer that is nothing but these data; written once for all who have it. */
  get whole(): string {
    this.#whole ??= `{"data":${this.text}}`;
    return this.#whole;
  }

  /** The same as it is sent. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.whole);
    return this.#bytes;
  }

  toJSON(): Record<string, unknown> {
    return JSON.parse(this.text) as Record<string, unknown>;
  }
}

/** Data as an object, however it is held. */
export function plainData(data: unknown): Record<string, unknown> | null | undefined {
  return data instanceof AnswerText ? data.toJSON() : (data as Record<string, unknown> | null | undefined);
}

/** A result as JSON, without writing again what is written. */
export function stringifyResult({
  data,
  ...others
}: {
  data?: unknown;
  errors?: unknown;
  extensions?: unknown;
}): string {
  if (!(data instanceof AnswerText)) return JSON.stringify(data === undefined ? others : { ...others, data });
  const rest = JSON.stringify(others);
  return rest === '{}' ? data.whole : `${rest.slice(0, -1)},"data":${data.text}}`;
}

/** The same as it is sent. */
export function writeResult(result: Parameters<typeof stringifyResult>[0]): string | Buffer {
  const { data, errors, extensions } = result;
  return data instanceof AnswerText && !errors && !extensions ? data.bytes : stringifyResult(result);
}
