import { readFileSync } from 'node:fs';
import type { BookDocument } from '@visiobook/schema';
import type { BookAnalysis } from '../../subgraphs/analysis/src/domain/book-analysis.ts';
import type { EngineInfo } from '../../subgraphs/analysis/src/domain/models.ts';
import type { ModelSettings } from '../../subgraphs/analysis/src/models/engine.ts';
import { createAnalysisPool } from '../../subgraphs/analysis/src/work/analysis-pool.ts';
import { createModelServer } from '../../subgraphs/analysis/src/work/model-server.ts';

export interface WholeAnalysis {
  analysis: BookAnalysis;
  engine: EngineInfo;
  /** From the order to the last finding, with a warm engine. */
  seconds: number;
  /** The most that all processes together can have held. */
  peakMB: number;
}

const MAX_MB = 1536;
const TIMEOUT_MS = 120_000;

/** Analyses a book the way the service does: rules in one process, models in `processes` others. */
export async function analyseWhole(
  book: BookDocument,
  { models: settings, processes }: { models: ModelSettings; processes: number },
): Promise<WholeAnalysis> {
  const models = createModelServer({ models: settings, processes, maxMb: MAX_MB, timeoutMs: TIMEOUT_MS });
  const pool = createAnalysisPool({ size: 1, models, settings, maxMb: MAX_MB });
  try {
    const engine = await pool.engine();
    const started = performance.now();
    const findings = pool.analyse({
      book,
      tenant: 'me',
      engineVersion: engine.version,
      resume: { chapters: 0, scenes: [], readings: new Map() },
      signal: new AbortController().signal,
    });
    const analysis: BookAnalysis = {
      ...{ language: book.language, tokens: 0, words: 0 },
      ...{ summary: [], chapters: [], characters: [], places: [], scenes: [] },
    };
    for (;;) {
      const { done, value } = await findings.next();
      if (done) {
        analysis.summary = value.summary;
        break;
      }
      if (value.kind === 'text') Object.assign(analysis, { tokens: value.tokens, words: value.words });
      if (value.kind === 'people')
        Object.assign(analysis, { characters: value.characters, places: value.places });
      if (value.kind === 'chapter') {
        analysis.chapters.push(value.chapter);
        analysis.scenes.push(...value.scenes);
      }
    }
    const seconds = (performance.now() - started) / 1000;
    return { analysis, engine, seconds, peakMB: peakMB() };
  } finally {
    await pool.close();
  }
}

/** This process's own peak, and those of its children where the kernel tells. */
function peakMB(): number {
  let kilobytes = process.resourceUsage().maxRSS;
  const children = contentOf(`/proc/${process.pid}/task/${process.pid}/children`).split(' ');
  for (const child of children.filter(Boolean))
    kilobytes += Number(/^VmHWM:\s+(\d+) kB/m.exec(contentOf(`/proc/${child}/status`))?.[1] ?? 0);
  return Math.round(kilobytes / 1024);
}

/** Empty where there is no such file, as on systems without /proc. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
