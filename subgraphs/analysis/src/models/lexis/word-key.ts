/** How a word is looked up: lower case, straight apostrophes, every digit a 0. */
export function wordKey(word: string): string {
  return straight(word)
    .toLowerCase()
    .replace(/\p{Nd}/gu, '0');
}

export function straight(word: string): string {
  return word.includes('’') ? word.replaceAll('’', "'") : word;
}
