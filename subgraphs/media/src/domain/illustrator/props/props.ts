import type { SeededRandom } from '../../seeded-random.ts';
import { ellipse, placed } from '../canvas.ts';
import type { Layout } from '../cast.ts';
import { mix } from '../colour.ts';
import { table } from '../furniture.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import type { PropDrawing } from './prop-drawing.ts';
import { PROPS } from './prop-drawings.ts';
import { type PropKind, propKind } from './prop-words.ts';

const MOST_PROPS = 4;
/** What belongs to a house: alone in a garden it would be a riddle. */
const FIXTURES: ReadonlySet<PropKind> = new Set(['DOOR', 'PAINTING', 'PIANO', 'MIRROR']);
/** What would burn the house down: indoors, a fire is in the fireplace. */
const OUTDOORS: ReadonlySet<PropKind> = new Set(['FIRE']);
const LIT: ReadonlySet<PropKind> = new Set(['LANTERN', 'CANDLE', 'FIRE']);

/** Puts the scene's things where nobody stands: tall ones on the ground, small ones on a table or a stone. */
export function paintProps(stage: Stage, painter: PlacePainter, layout: Layout, random: SeededRandom): void {
  if (painter.ground !== undefined && painter.ground !== 'SOLID') return;
  const kinds = [...new Set(stage.brief.props.map(propKind))]
    .filter((kind): kind is PropKind => kind !== null && !(painter.indoors ? OUTDOORS : FIXTURES).has(kind))
    .slice(0, MOST_PROPS);
  const slots = freeSlots(stage, layout, random);
  const small = kinds.filter((kind) => PROPS[kind].small);
  for (const kind of kinds.filter((one) => !PROPS[one].small)) {
    const slot = slots.shift();
    if (!slot) continue;
    // A door belongs into the wall.
    const at = kind === 'DOOR' ? { ...slot, y: stage.horizon + 8 } : slot;
    stand(stage, kind, at.x, at.y, sizeOf(layout, slot, stage) * PROPS[kind].size, random);
  }
  const slot = slots.shift();
  if (slot && small.length > 0) display(stage, painter, small, slot, sizeOf(layout, slot, stage), random);
}

interface Slot {
  readonly x: number;
  readonly y: number;
}

/** Places beside the cast, nearest to the middle first. */
function freeSlots({ width, height, horizon }: Stage, { spots }: Layout, random: SeededRandom): Slot[] {
  const y = Math.max(
    horizon + (height - horizon) * 0.42,
    Math.min(height * 0.8, Math.max(0, ...spots.map((spot) => Math.min(spot.y, height * 0.8)))),
  );
  const slots: Slot[] = [];
  for (const share of [0.3, 0.7, 0.18, 0.82, 0.5]) {
    const x = width * (share + random.between(-0.03, 0.03));
    const taken = spots.some((spot) => Math.abs(spot.x - x) < spot.room / 2 + width * 0.06);
    if (!taken) slots.push({ x, y: y - random.between(0, 0.05) * height });
  }
  return random.chance(0.5) ? slots : [...slots.slice(0, 2).reverse(), ...slots.slice(2)];
}

/** What a grown person would measure at that depth. */
function sizeOf(layout: Layout, slot: Slot, { height, horizon }: Stage): number {
  const scale = Math.min(layout.scale, height * 0.56);
  return scale * Math.min(1.15, Math.max(0.55, (slot.y - horizon) / (height * 0.84 - horizon)));
}

function stand(stage: Stage, kind: PropKind, x: number, y: number, size: number, random: SeededRandom): void {
  const { canvas, palette, lightSide } = stage;
  const { draw }: PropDrawing = PROPS[kind];
  const unit = size / 100;
  const flip = random.chance(0.5);
  canvas.add(ellipse(x, y, size * 0.5, Math.max(4, size * 0.06), palette.shade, 0.34));
  if (LIT.has(kind))
    canvas.add(
      canvas.glow(x, y - size * 0.5, size * 2.6, size * 2.4, '#ffc56b', palette.part === 'DAY' ? 0.35 : 0.7),
    );
  canvas.add(
    `<g opacity="0.6">${placed(
      draw(() => mix(palette.light, '#ffffff', 0.2)),
      x + lightSide * Math.max(1.2, size * 0.012),
      y - 1,
      unit,
      flip,
    )}</g>`,
  );
  canvas.add(
    placed(
      draw((colour) => mix(palette.tone(colour), colour, 0.3)),
      x,
      y,
      unit,
      flip,
    ),
  );
}

/** Small things are shown together, so that a key is not lost in the grass. */
function display(
  stage: Stage,
  painter: PlacePainter,
  kinds: readonly PropKind[],
  slot: Slot,
  person: number,
  random: SeededRandom,
): void {
  const { canvas } = stage;
  const breadth = person * (0.34 + kinds.length * 0.17);
  const top = painter.indoors ? table(stage, slot.x, slot.y, breadth) : flatStone(stage, slot, breadth);
  if (kinds.some((kind) => LIT.has(kind)))
    canvas.add(canvas.glow(slot.x, top - 30, breadth, breadth, '#ffc56b', 0.4));
  kinds.forEach((kind, i) => {
    const x = slot.x + ((i + 0.5) / kinds.length - 0.5) * breadth * 0.86;
    stand(stage, kind, x, top + random.between(-2, 3), person * PROPS[kind].size * 1.15, random);
  });
}

function flatStone({ canvas, palette, lightSide }: Stage, { x, y }: Slot, breadth: number): number {
  const high = breadth * 0.34;
  canvas.add(ellipse(x, y, breadth * 0.6, breadth * 0.07, palette.shade, 0.35));
  canvas.add(
    `<path d="M${x - breadth * 0.54} ${y}q${breadth * 0.02} ${-high * 0.8} ${breadth * 0.1} ${-high}h${breadth * 0.86}q${breadth * 0.1} ${high * 0.3} ${breadth * 0.12} ${high}z" fill="${mix(palette.tone('#8f8a84'), palette.shade, 0.12)}"/>`,
  );
  canvas.add(
    ellipse(
      x + lightSide * 2,
      y - high,
      breadth * 0.46,
      breadth * 0.06,
      mix(palette.tone('#b5afa6'), palette.light, 0.25),
    ),
  );
  return y - high + breadth * 0.01;
}
