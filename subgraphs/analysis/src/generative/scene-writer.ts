import type { Logger } from '@visiobook/service';
import type { SceneWriter } from '../application/ports.ts';
import { type Chat, ChatFailed } from './chat-client.ts';
import { faultOf } from './check-written.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import { sceneRequest, type Written } from './scene-request.ts';

export interface SceneWriterParts {
  chat: Chat;
  /** The provider's name for the model. */
  model: string;
  log: Pick<Logger, 'warn'>;
  circuit?: Circuit;
  onInference?: (model: string, seconds: number) => void;
}

/**
 * Has a language model write what happens in a scene and how it looks. Whatever goes wrong, the answer is null and the scene keeps
 * what was taken from its text.
 */
export function createSceneWriter({
  chat,
  model,
  log,
  circuit = createCircuit(),
  onInference = () => {},
}: SceneWriterParts): SceneWriter {
  return {
    model: { name: model, version: 'provider', task: 'summaries and pictures of scenes' },
    async write(scene, signal) {
      if (!circuit.isClosed()) return null;
      const started = performance.now();
      try {
        const answer = await chat(sceneRequest(scene), signal);
        circuit.succeeded();
        onInference(model, (performance.now() - started) / 1000);
        const fault = faultOf(answer, scene);
        if (fault) {
          log.warn({ model, fault }, 'what the model wrote of a scene is not used');
          return null;
        }
        const { summary, visualPrompt } = answer as Written;
        return {
          summary: summary.map(({ text, sentence }) => ({
            text: text.trim(),
            span: scene.scene.sentences[sentence - 1]!.span,
          })),
          visualPrompt: visualPrompt.trim(),
        };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ChatFailed)) throw error;
        circuit.failed();
        log.warn({ model, reason: error.message }, 'a scene keeps what was taken from its text');
        return null;
      }
    },
  };
}
