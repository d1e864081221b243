import { createHash } from 'node:crypto';
import {
  IllustrateScene,
  internalPaths,
  NarrateScene,
  type PayloadOf,
  SceneBrief,
  type StageName,
} from '@visiobook/schema';
import { idFrom, type Metrics, type Neighbour } from '@visiobook/service';
import type { Asset } from '../application/library.ts';
import {
  illustrationAsset,
  illustrationIdOf,
  narrationAsset,
  narrationIdOf,
  pictureSize,
} from '../application/scene-assets.ts';
import { findAssets, storeAsset } from '../data/assets.ts';
import type { Studio } from '../work/studio.ts';
import type { WorkFolder } from '../work/work-folder.ts';
import { type Unit, type UnitWorkParts, workOnUnits } from './unit-work.ts';

export interface MakeAssetsParts extends UnitWorkParts {
  studio: Studio;
  analysis: Neighbour;
  storage: Neighbour;
  folder: WorkFolder;
  metrics: Metrics;
  concurrency: number;
  perGroup: number;
}

type Payload = PayloadOf<typeof IllustrateScene>;

interface AssetKind {
  stage: StageName;
  suffix: string;
  idOf(payload: Payload): string;
  make(
    brief: SceneBrief,
    payload: Payload,
    signal: AbortSignal,
  ): Promise<{ bytes: Buffer; describe(fileId: string): Asset }>;
}

/** Takes the pictures and voices that runs ask for. */
export async function workOnAssets(parts: MakeAssetsParts): Promise<void> {
  const { studio } = parts;
  await workOnUnits(
    parts,
    IllustrateScene,
    unitOf(parts, {
      stage: 'ILLUSTRATE',
      suffix: 'png',
      idOf: illustrationIdOf,
      async make(brief, order, signal) {
        const size = { ...pictureSize(order.settings), seed: order.settings.seed };
        const picture = await studio.draw(brief, size, signal);
        const id = illustrationIdOf(order);
        return {
          bytes: picture.png,
          describe: (fileId) => illustrationAsset({ id, order, brief, fileId }, picture),
        };
      },
    }),
  );
  await workOnUnits(
    parts,
    NarrateScene,
    unitOf(parts, {
      stage: 'NARRATE',
      suffix: 'wav',
      idOf: narrationIdOf,
      async make(brief, order, signal) {
        const voice = await studio.speak(brief, order.settings.narration, signal);
        const id = narrationIdOf(order);
        return {
          bytes: voice.wav,
          describe: (fileId) => narrationAsset({ id, order, brief, fileId }, voice),
        };
      },
    }),
  );
}

function unitOf(parts: MakeAssetsParts, kind: AssetKind): Unit<Payload> {
  const { db, analysis, storage, folder, metrics, concurrency, perGroup } = parts;
  return {
    stage: kind.stage,
    concurrency,
    perGroup,
    nameOf: ({ sceneId }) => sceneId,
    // A scene takes a second or two, so that it started is not worth a word.
    async work({ payload }, signal, report) {
      const assetId = kind.idOf(payload);
      const { sceneId, projectId, ownerId } = payload;
      const output = { kind: 'asset' as const, assetId };
      const found = (await findAssets(db, [assetId])).get(assetId);
      if (found?.status === 'READY') {
        return report({ state: 'DONE', sceneId, message: found.scene.title.slice(0, 300), output });
      }
      const brief = SceneBrief.parse(await analysis.json(internalPaths.sceneBrief(sceneId), signal));
      const started = performance.now();
      const { bytes, describe } = await kind.make(brief, payload, signal);
      metrics.generationDuration.observe({ stage: kind.stage }, (performance.now() - started) / 1000);

      // The bytes are part of the file's id: an attempt that made other bytes than the one before stores another file.
      const fileId = idFrom('file', assetId, createHash('sha256').update(bytes).digest('hex'));
      const asset = describe(fileId);
      const name = `${String(brief.index + 1).padStart(3, '0')}-${kind.stage.toLowerCase()}.${kind.suffix}`;
      await storage.put(
        internalPaths.file(fileId),
        bytes,
        { name, mediaType: asset.mediaType, ownerId, projectId },
        signal,
      );
      await folder.keep(projectId, `${assetId}.${kind.suffix}`, bytes);
      signal.throwIfAborted();
      await db.transaction(async (tx) => {
        await storeAsset(tx, asset);
        await report({ state: 'DONE', sceneId, message: brief.title.slice(0, 300), output }, { tx });
      });
      metrics.contentProcessed.inc({ kind: kind.stage === 'ILLUSTRATE' ? 'illustration' : 'narration' });
    },
  };
}
