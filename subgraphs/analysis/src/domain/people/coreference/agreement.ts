import type { Cluster } from './cluster.ts';
import type { Referent } from './referent.ts';

/** Whether nothing in gender, number or kind speaks against a span being one of a cluster. */
export function agrees({ gender, number, label, kind, person }: Referent, cluster: Cluster): boolean {
  if (gender === 'FEMALE' && cluster.male > cluster.female) return false;
  if (gender === 'MALE' && cluster.female > cluster.male) return false;
  if (gender === 'NEUTER' && (cluster.labels.has('PER') || cluster.female + cluster.male > 0)) return false;
  if (number === 'PLURAL' && cluster.singular > cluster.plural) return false;
  if (number === 'SINGULAR' && cluster.plural > cluster.singular) return false;
  if (label && cluster.labels.size > 0 && !cluster.labels.has(label)) return false;
  const isPerson = kind === 'PRONOUN' && gender !== 'NEUTER' && (person !== 3 || number !== 'PLURAL');
  return !(isPerson && cluster.labels.size > 0 && !cluster.labels.has('PER'));
}
