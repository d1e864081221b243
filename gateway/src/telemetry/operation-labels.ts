/** More clients and operations than this are counted together: their names come from outside. */
const NAMES = 500;

export interface OperationLabels {
  client: string;
  operation: string;
}

/** The names under which an operation is counted. */
export type LabelOperation = (client: string, operation: string | null | undefined) => OperationLabels;

export function createOperationLabels(): LabelOperation {
  const seen = new Set<string>();
  return (client, operation) => {
    const labels = { client, operation: operation ?? 'unnamed' };
    const key = JSON.stringify([client, labels.operation]);
    if (!seen.has(key)) {
      if (seen.size >= NAMES) return { client: 'other', operation: 'other' };
      seen.add(key);
    }
    return labels;
  };
}
