/** Undoes the hyphens of line ends, on the evidence of the words of the whole book. */
export class Hyphens {
  readonly #words = new Set<string>();
  readonly #compounds = new Set<string>();

  constructor(lines: readonly string[]) {
    for (const line of lines) {
      // The last word of a line may be half a word: it is no evidence.
      for (const [word] of line
        .replace(/\p{L}+-$/u, '')
        .toLowerCase()
        .matchAll(/[\p{L}’']+(?:-[\p{L}’']+)*/gu)) {
        if (word.includes('-')) this.#compounds.add(word);
        else this.#words.add(word);
      }
    }
  }

  /** Joins the lines of a paragraph. `quarante-` and `huit` keep their hyphen unless `quarantehuit` is a word of the book. */
  join(lines: readonly string[]): string {
    let text = '';
    for (const line of lines) {
      const [, half] = /([\p{L}’']+(?:-[\p{L}’']+)*)-$/u.exec(text) ?? [];
      const [rest] = /^[\p{L}’']+/u.exec(line) ?? [];
      if (text === '') text = line;
      else if (half === undefined || rest === undefined) text += /[\u2014]$/.test(text) ? line : ` ${line}`;
      else text = this.#isOneWord(half, rest) ? text.slice(0, -1) + line : text + line;
    }
    return text;
  }

  #isOneWord(half: string, rest: string): boolean {
    const first = half.toLowerCase().replace(/^.*['’](?=.)/u, '');
    const joined = (first + rest.toLowerCase()).split('-').at(-1) ?? '';
    if (this.#compounds.has(`${first}-${rest.toLowerCase()}`)) return false;
    return this.#words.has(joined) || this.#words.has(half.toLowerCase() + rest.toLowerCase());
  }
}
