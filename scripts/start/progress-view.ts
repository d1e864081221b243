import { styleText } from 'node:util';
import { createLogUpdate } from 'log-update';
import type { ProgressEvent } from './make-book.ts';

/** Shows the stages of one book while they run. */
export interface ProgressView {
  upload(sent: number, total: number): void;
  progress(event: ProgressEvent): void;
  /** A line that stays, above what moves: a service that died, for example. */
  note(line: string): void;
  end(): void;
}

const STAGES = ['INGEST', 'ANALYSE', 'ILLUSTRATE', 'NARRATE', 'ASSEMBLE', 'EXPORT'] as const;
const NAMES: Record<string, string> = {
  INGEST: 'Read the book',
  ANALYSE: 'Understand it',
  ILLUSTRATE: 'Illustrate',
  NARRATE: 'Narrate',
  ASSEMBLE: 'Storyboard',
  EXPORT: 'Render the film',
};
const BAR = 24;

/** Bars that move on a terminal; a line a step elsewhere (files, CI), so that nothing but text is written there. */
export function progressView(out: NodeJS.WriteStream, book: string): ProgressView {
  return out.isTTY ? movingView(out, book) : plainView(out, book);
}

function movingView(out: NodeJS.WriteStream, book: string): ProgressView {
  const update = createLogUpdate(out, { showCursor: false });
  const latest = new Map<string, ProgressEvent>();
  let eta: number | null = null;
  let uploaded = 0;
  const draw = () => {
    const width = Math.max(20, (out.columns ?? 80) - BAR - 34);
    const rows = STAGES.map((stage) => {
      const event = latest.get(stage);
      const percent = event?.percent ?? 0;
      const done = event !== undefined && event.done >= event.total;
      const mark = done ? styleText('green', '✔') : event ? styleText('yellow', '▸') : styleText('dim', '·');
      const counts = event ? `${event.done}/${event.total}`.padStart(9) : ''.padStart(9);
      const message = done ? '' : clip(event?.message ?? '', width);
      return ` ${mark} ${NAMES[stage]!.padEnd(16)} ${bar(percent)} ${counts}  ${styleText('dim', message)}`;
    });
    const head = `${styleText('bold', clip(book, 50))}  ${styleText('dim', remaining(eta, uploaded))}`;
    update([head, ...rows].join('\n'));
  };
  return {
    upload(sent, total) {
      uploaded = total === 0 ? 1 : sent / total;
      draw();
    },
    progress(event) {
      latest.set(event.stage, event);
      eta = event.run.etaSeconds;
      draw();
    },
    note(line) {
      update.clear();
      out.write(`${line}\n`);
      draw();
    },
    end: () => update.done(),
  };
}

function plainView(out: NodeJS.WriteStream, book: string): ProgressView {
  const shown = new Map<string, number>();
  let uploaded = false;
  return {
    upload(sent, total) {
      if (sent < total || uploaded) return;
      uploaded = true;
      out.write(`${book}: uploaded ${total} bytes\n`);
    },
    progress({ stage, done, total, percent, message, run }) {
      // A line a tenth, and always the first and the last, or a long book would fill the log.
      const step = done >= total ? 11 : Math.floor(percent / 10);
      if (shown.get(stage) === step) return;
      shown.set(stage, step);
      const eta = run.etaSeconds === null || done >= total ? '' : `, about ${duration(run.etaSeconds)} left`;
      out.write(
        `${book}: ${NAMES[stage] ?? stage} ${done}/${total}${message ? ` — ${message}` : ''}${eta}\n`,
      );
    },
    note: (line) => void out.write(`${line}\n`),
    end: () => {},
  };
}

function bar(percent: number): string {
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * BAR);
  return styleText('cyan', '█'.repeat(full)) + styleText('dim', '░'.repeat(BAR - full));
}

function remaining(eta: number | null, uploaded: number): string {
  if (eta !== null) return `about ${duration(eta)} left`;
  return uploaded < 1 ? `uploading ${Math.round(uploaded * 100)}%` : '';
}

/** 75 → "1 min 15 s". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
}

function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
