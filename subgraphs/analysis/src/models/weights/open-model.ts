import { WeightsRefused } from './read-weights.ts';

/**
 * Opens one model. Whatever its files do to the code that reads them is a fault of that model: the others run, and the
 * baseline does its work.
 *
 * @throws WeightsRefused
 */
export async function openModel<T>(id: string, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof WeightsRefused) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new WeightsRefused(`Model ${id} cannot be opened by this version: ${why.slice(0, 300)}`, { cause });
  }
}
