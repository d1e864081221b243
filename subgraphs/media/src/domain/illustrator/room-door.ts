import { circle, rect } from './canvas.ts';
import type { Stage } from './stage.ts';

/** A panelled door in the back wall, `high` to its lintel. */
export function roomDoor(stage: Stage, x: number, high = 330, light = false): void {
  const { canvas, palette, horizon } = stage;
  canvas.add(
    rect(x - 62, horizon - high - 14, 124, high + 14, palette.tone('#e6d6b2', 0.05), 3),
    rect(x - 50, horizon - high, 100, high, palette.tone(light ? '#6d4630' : '#5a4a3c', 0.05)),
  );
  for (const t of [0.08, 0.52])
    canvas.add(
      rect(x - 38, horizon - high + high * t, 76, high * 0.38, palette.tone('#4a3224', 0.05), 2),
      rect(x - 33, horizon - high + high * t + 5, 66, high * 0.38 - 10, palette.tone('#7d5638', 0.05), 2),
    );
  canvas.add(circle(x + 38, horizon - high * 0.46, 5.5, palette.tone('#e7bf62')));
}
