import type { Language } from '@visiobook/schema';

/** One sense of a noun: what it speaks for, and how loudly. */
export interface NounSense<V> {
  value: V;
  weight: number;
  /** The singular, as the list has it. */
  lemma: string;
}

export type NounIndex<V> = ReadonlyMap<string, readonly NounSense<V>[]>;

/**
 * Reads lists of `noun` and `noun:weight`; `noun!` where the singular is mostly something else ("rose" is a verb), and
 * `noun=` where the plural is ("mai", "mais"). Finds the nouns by their singular and plural. A compound with a hyphen also stands for its words set apart.
 */
export function weightedNouns<V>(
  lists: Iterable<readonly [value: V, list: string]>,
  language: Language,
): NounIndex<V> {
  const index = new Map<string, NounSense<V>[]>();
  for (const [value, list] of lists)
    for (const entry of list.split(/\s+/)) {
      if (!entry) continue;
      const [noun = '', weight = '1'] = entry.split(':');
      const lemma = noun.replace(/[!=]$/, '');
      const sense = { value, weight: Number(weight), lemma };
      const forms = [
        ...(noun.endsWith('!') ? [] : [lemma]),
        ...(noun.endsWith('=') ? [] : plurals(lemma, language)),
      ];
      for (const form of forms) {
        const senses = index.get(form) ?? [];
        if (!senses.some((known) => known.value === value)) senses.push(sense);
        index.set(form, senses);
      }
    }
  return index;
}

function plurals(noun: string, language: Language): string[] {
  if (language === 'fr') return frenchPlurals(noun);
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return [`${noun}es`];
  if (/[^aeiou]y$/.test(noun)) return [`${noun.slice(0, -1)}ies`];
  if (noun.endsWith('fe')) return [`${noun.slice(0, -2)}ves`];
  if (/(?:lf|af|ef)$/.test(noun)) return [`${noun.slice(0, -1)}ves`, `${noun}s`];
  return [`${noun}s`];
}

function frenchPlurals(noun: string): string[] {
  if (/[sxz]$/.test(noun)) return [];
  if (/(?:eau|au|eu)$/.test(noun)) return [`${noun}x`];
  if (noun.endsWith('al')) return [`${noun.slice(0, -2)}aux`, `${noun}s`];
  if (noun.endsWith('ail')) return [`${noun.slice(0, -3)}aux`, `${noun}s`];
  return [`${noun}s`];
}
