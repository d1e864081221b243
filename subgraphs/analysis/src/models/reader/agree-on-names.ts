import type { EntityLabel, EntitySpan } from '../../domain/ports.ts';

/**
 * A name means the same wherever it stands in a text: its mentions get the label for which they speak most, together.
 * What a sentence alone does not tell, others often do.
 */
export function agreeOnNames(
  spans: readonly EntitySpan[],
  tokens: readonly { text: string }[],
): EntitySpan[] {
  const votes = new Map<string, Map<EntityLabel, number>>();
  const nameOf = ({ firstToken, endToken }: EntitySpan) =>
    tokens
      .slice(firstToken, endToken)
      .map(({ text }) => text)
      .join(' ');
  for (const span of spans) {
    if (span.kind !== 'NAME') continue;
    const name = nameOf(span);
    const own = votes.get(name) ?? new Map<EntityLabel, number>();
    votes.set(name, own.set(span.label, (own.get(span.label) ?? 0) + span.score));
  }
  return spans.map((span) => {
    const own = span.kind === 'NAME' ? votes.get(nameOf(span)) : undefined;
    if (!own || own.size === 1) return span;
    const [[label]] = [...own].sort(([, a], [, b]) => b - a) as [[EntityLabel, number]];
    return { ...span, label };
  });
}
