/** What a client accepts. */
export interface MediaRange {
  type: string;
  /** In lower case, without spaces and quotes. */
  parameters: readonly string[];
  /** From above 0 to 1. */
  weight: number;
}

/** The ranges of an `accept` header, those that the client likes best first; of equals, the one it names first. */
export function mediaRanges(accept = '*/*'): MediaRange[] {
  return accept
    .split(',')
    .map((range) => {
      const [type = '', ...parameters] = range
        .split(';')
        .map((part) => part.trim().toLowerCase().replaceAll(/\s|"/g, ''));
      const given = parameters.find((each) => each.startsWith('q='));
      const weight = given === undefined ? 1 : Number(given.slice(2));
      return {
        type,
        parameters: parameters.filter((each) => each !== given),
        weight: weight >= 0 && weight <= 1 ? weight : 1,
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
}
