import type { EmotionLabel } from '@visiobook/schema';
import type { SeededRandom } from '../../seeded-random.ts';

/** How a body shows a feeling. Hands are given from the shoulder, for a figure of height 100 that faces right. */
export interface Pose {
  readonly lean: number;
  readonly nod: number;
  readonly near: readonly [number, number];
  readonly far: readonly [number, number];
  readonly brow: number;
  /** 1 smiles, -1 turns down, 0 is straight; 'O' is open. */
  readonly mouth: number | 'O';
  readonly stride: number;
}

const POSES: Record<EmotionLabel, readonly Pose[]> = {
  JOY: [
    { lean: 2, nod: -3, near: [17, -22], far: [-15, -20], brow: 0.6, mouth: 1, stride: 5 },
    { lean: 3, nod: 0, near: [19, 2], far: [-12, 18], brow: 0.5, mouth: 1, stride: 8 },
  ],
  TENDERNESS: [
    { lean: 3, nod: 4, near: [12, 12], far: [8, 16], brow: 0.5, mouth: 0.7, stride: 2 },
    { lean: 2, nod: 3, near: [19, 10], far: [-8, 24], brow: 0.4, mouth: 0.8, stride: 3 },
  ],
  SADNESS: [
    { lean: 5, nod: 9, near: [5, 27], far: [-3, 27], brow: 1, mouth: -0.8, stride: 0 },
    { lean: 6, nod: 10, near: [9, -5], far: [-4, 26], brow: 1, mouth: -0.8, stride: 0 },
  ],
  FEAR: [
    { lean: -6, nod: -3, near: [11, -6], far: [8, -2], brow: 1, mouth: 'O', stride: -5 },
    { lean: -7, nod: -2, near: [18, -1], far: [-12, 8], brow: 1, mouth: 'O', stride: -7 },
  ],
  ANGER: [
    { lean: 4, nod: 3, near: [20, -8], far: [-11, 13], brow: -1, mouth: -1, stride: 7 },
    { lean: 3, nod: 2, near: [9, 19], far: [-10, 18], brow: -1, mouth: -0.8, stride: 6 },
  ],
  DISGUST: [{ lean: -6, nod: -2, near: [10, 2], far: [-8, 24], brow: -0.6, mouth: -0.9, stride: -3 }],
  SURPRISE: [
    { lean: -3, nod: -4, near: [16, -7], far: [-13, -3], brow: 1, mouth: 'O', stride: 0 },
    { lean: -3, nod: -3, near: [6, -8], far: [-9, 22], brow: 1, mouth: 'O', stride: 2 },
  ],
  ANTICIPATION: [
    { lean: 5, nod: 0, near: [21, -2], far: [-9, 22], brow: 0.3, mouth: 0.3, stride: 8 },
    { lean: 2, nod: -2, near: [12, -12], far: [-7, 24], brow: 0.4, mouth: 0.2, stride: 3 },
  ],
  NEUTRAL: [
    { lean: 0, nod: 0, near: [7, 26], far: [-7, 26], brow: 0, mouth: 0.2, stride: 3 },
    { lean: 1, nod: 1, near: [16, 9], far: [-8, 25], brow: 0, mouth: 0.3, stride: 5 },
    { lean: 0, nod: 2, near: [10, 17], far: [6, 18], brow: 0.1, mouth: 0.2, stride: 2 },
  ],
};

/** The scene's feeling shows most on its first character; the others answer it in quieter ways. */
export function poseFor(emotion: EmotionLabel, order: number, random: SeededRandom): Pose {
  const loud = emotion === 'ANGER' && order > 0 ? 'FEAR' : emotion;
  const choices = POSES[order > 1 && random.chance(0.6) ? 'NEUTRAL' : loud];
  return random.pick(choices);
}
