/** One line of a benchmark's table: what was measured under which name, and its figures. */
export interface BenchRow {
  name: string;
  [figure: string]: string | number | null;
}

/** What a suite hands back; written as JSON and printed as a table. */
export interface BenchResult {
  rows: BenchRow[];
  /** One figure over another, by a name that says which. */
  ratios: Record<string, number>;
  /** What a reader must know to read the figures rightly. */
  notes?: string[];
}

/** A file of `bench/suites/` exports this as `run`. @param args what follows the suite's name on the command line */
export type RunSuite = (args: string[]) => Promise<BenchResult>;

/** The rows as text, with a column for each figure that any of them has. */
export function tableOf(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => textOf(row[column])));
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...cells.map((line) => line[at]!.length)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) =>
        typeof rows[0]?.[columns[at]!] === 'number' ? text.padStart(widths[at]!) : text.padEnd(widths[at]!),
      )
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

function textOf(value: string | number | null | undefined): string {
  return value === undefined || value === null ? '–' : String(value);
}
