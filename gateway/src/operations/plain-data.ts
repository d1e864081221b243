/** The data of an answer as an object, however the executor holds it. */
export function plainData(data: unknown): Record<string, unknown> | null {
  const held = data as { toJSON?: () => Record<string, unknown> } | null | undefined;
  if (typeof held?.toJSON === 'function') return held.toJSON();
  return (held ?? null) as Record<string, unknown> | null;
}
