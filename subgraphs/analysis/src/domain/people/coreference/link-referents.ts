import type { SpeechSpan } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import { agrees } from './agreement.ts';
import { addMember, type Cluster, newCluster } from './cluster.ts';
import { type Candidate, type LinkContext, writeLinkFeatures } from './link-features.ts';
import type { Referent } from './referent.ts';
import { reportedTurns } from './reported-turns.ts';

/** Scores rows of features: the higher, the likelier is the link. */
export interface LinkScorer {
  /** Numbers in a row. */
  width: number;
  /** Scores the first `rows` rows of `features`. */
  score(features: Float32Array, rows: number): Float32Array;
}

/** Decides a span's cluster: one of the candidates, or -1 for a new one. */
export type Choose = (
  index: number,
  candidates: readonly Candidate[],
  features: Float32Array,
) => { choice: number; confidence: number };

/** What is known from the whole book before its spans are linked. */
export interface KnownCharacters {
  /** The character whom each span means, or -1. */
  of: Int32Array;
  genders: readonly ('FEMALE' | 'MALE' | 'UNKNOWN')[];
}

export interface Linked {
  clusters: Cluster[];
  /** The cluster of each span, and how sure that is, 0 to 1. */
  clusterOf: Int32Array;
  confidence: Float32Array;
}

/** How many clusters are weighed for a span, and how many spans back the last of their members may be. */
export const MOST_CANDIDATES = 40;
const REACH = 120;

/**
 * Reads the spans in order and gives each to one of the clusters met so far or to a new one. Whatever a book's length,
 * a span is compared with a bounded number of clusters. A span known to mean a character is not weighed.
 */
export function linkReferents(
  book: BookText,
  speech: readonly SpeechSpan[],
  referents: readonly Referent[],
  width: number,
  choose: Choose,
  known?: KnownCharacters,
): Linked {
  const reported = reportedTurns(book, speech, referents);
  const told = toldBefore(referents);
  const context: LinkContext = { book, referents, reported, told };
  const clusters: Cluster[] = [];
  const clusterOf = new Int32Array(referents.length).fill(-1);
  const confidence = new Float32Array(referents.length);
  const characters = new Map<number, number>();
  const byWord = new Map<string, number[]>();
  const features = new Float32Array((MOST_CANDIDATES + 1) * width);
  // Clusters by their last member, the latest at the end.
  let recent: number[] = [];
  for (const [index, referent] of referents.entries()) {
    const character = known?.of[index] ?? -1;
    let chosen: number;
    if (character >= 0) {
      chosen = characters.get(character) ?? -1;
      if (chosen < 0) {
        chosen = clusters.push(newCluster(character, known?.genders[character])) - 1;
        characters.set(character, chosen);
      }
      confidence[index] = 1;
    } else {
      const ids = inReach(index, referent);
      const candidates = rank(ids, index, referent);
      const agreeing = candidates.filter(({ cluster }) => agrees(referent, cluster)).length;
      for (let row = 0; row <= candidates.length; row++)
        writeLinkFeatures(
          context,
          index,
          candidates[row] ?? null,
          agreeing,
          features.subarray(row * width, (row + 1) * width),
        );
      const made = choose(index, candidates, features);
      chosen = made.choice < 0 ? clusters.push(newCluster()) - 1 : ids[made.choice]!;
      confidence[index] = made.confidence;
    }
    clusterOf[index] = chosen;
    addMember(clusters[chosen]!, index, referent, reported[index]!, told[index]!);
    recent = recent.filter((id) => id !== chosen && index - clusters[id]!.members.at(-1)! <= REACH);
    recent.push(chosen);
    if (referent.kind !== 'PRONOUN')
      for (const word of referent.words) {
        const ids = byWord.get(word);
        if (!ids) byWord.set(word, [chosen]);
        else if (!ids.includes(chosen)) ids.push(chosen);
      }
  }
  return { clusters, clusterOf, confidence };

  /** Clusters meant lately, and for names and descriptions those that share a word, the latest first. */
  function inReach(index: number, referent: Referent): number[] {
    const ids: number[] = [];
    for (let i = recent.length - 1; i >= 0 && ids.length < MOST_CANDIDATES - 8; i--) {
      const cluster = clusters[recent[i]!]!;
      if (index - cluster.members.at(-1)! <= REACH) ids.push(recent[i]!);
    }
    if (referent.kind !== 'PRONOUN') {
      const heard = new Set<number>();
      for (const word of referent.words)
        for (const id of (byWord.get(word) ?? []).slice(-12)) if (!ids.includes(id)) heard.add(id);
      const far = [...heard].sort((a, b) => clusters[b]!.members.at(-1)! - clusters[a]!.members.at(-1)!);
      ids.push(...far.slice(0, MOST_CANDIDATES - ids.length));
    }
    return ids;
  }

  function rank(ids: readonly number[], index: number, referent: Referent): Candidate[] {
    let agreeing = 0;
    return ids.map((id, position) => {
      const cluster = clusters[id]!;
      const candidate = { cluster, rank: position, agreeingRank: agreeing };
      if (index > 0 && agrees(referent, cluster)) agreeing++;
      return candidate;
    });
  }
}

/** Chooses by a scorer; the confidence is the choice's share among all. */
export function chooseBy(scorer: LinkScorer): Choose {
  return (_index, candidates, features) => {
    const rows = candidates.length + 1;
    const scores = scorer.score(features, rows);
    let best = rows - 1;
    for (let i = 0; i < rows; i++) if (scores[i]! > scores[best]!) best = i;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += Math.exp(scores[i]! - scores[best]!);
    return { choice: best === rows - 1 ? -1 : best, confidence: 1 / sum };
  };
}

/** How many spans of the narration come before each span. */
function toldBefore(referents: readonly Referent[]): Int32Array {
  let count = 0;
  return Int32Array.from(referents, ({ turn }) => (turn < 0 ? count++ : count));
}
