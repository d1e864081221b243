import type { Emotion } from '@visiobook/schema';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Where the camera looks: the centre and the visible share of the picture, both as fractions from 0 to 1. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly extent: number;
}

/** A camera's way over one still, as stations it passes at even times. */
export interface CameraPath {
  readonly stations: readonly View[];
}

/** A move longer than this gets another station, so that a long narration never rests on a standing picture. */
const SECONDS_PER_MOVE = 9;
const WIDEST = 0.98;
const CLOSEST = 0.78;

/** Strong feelings bring the camera closer and further; calm ones let it drift. */
export function planCamera(
  seed: number,
  emotion: Pick<Emotion, 'arousal' | 'label'>,
  seconds: number,
): CameraPath {
  const random = seededRandom(`camera/${seed}`);
  const moves = Math.max(1, Math.round(seconds / SECONDS_PER_MOVE));
  const reach = 0.1 + 0.1 * emotion.arousal;
  const startsWide = emotion.label === 'SADNESS' ? random.chance(0.2) : random.chance(0.6);
  const stations: View[] = [];
  for (let i = 0; i <= moves; i++) {
    const wide = (i % 2 === 0) === startsWide;
    const extent = wide
      ? WIDEST - random.between(0, 0.04)
      : Math.max(CLOSEST, WIDEST - reach - random.between(0.02, 0.06));
    stations.push(keepInside(station(random, extent, i)));
  }
  return { stations };
}

/** The view at `progress` from 0 to 1; speed eases at each station but never quite stops in between. */
export function viewAt(path: CameraPath, progress: number): View {
  const last = path.stations.length - 1;
  const at = Math.min(Math.max(progress, 0), 1) * last;
  const index = Math.min(Math.floor(at), last - 1);
  const from = path.stations[index];
  const to = path.stations[index + 1];
  if (!from || !to) throw new RangeError('a camera path needs at least two stations');
  const t = ease(at - index);
  return keepInside({
    x: from.x + (to.x - from.x) * t,
    y: from.y + (to.y - from.y) * t,
    extent: from.extent + (to.extent - from.extent) * t,
  });
}

function station(random: SeededRandom, extent: number, index: number): View {
  const side = (index % 2 === 0 ? 1 : -1) * (random.chance(0.5) ? 1 : -1);
  return { x: 0.5 + side * random.between(0.03, 0.12), y: 0.5 + random.between(-0.08, 0.06), extent };
}

function keepInside(view: View): View {
  const margin = view.extent / 2;
  return { ...view, x: clamp(view.x, margin, 1 - margin), y: clamp(view.y, margin, 1 - margin) };
}

/** Half way between linear and smoothstep: a soft start without the dead moment of a full ease. */
function ease(t: number): number {
  return 0.5 * t + 0.5 * t * t * (3 - 2 * t);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
