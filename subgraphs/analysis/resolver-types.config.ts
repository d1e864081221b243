/** The application's types behind GraphQL types. */
export const mappers = {
  Project: '../resolvers/project.ts#ProjectReference',
  Analysis: '../application/library.ts#Analysis as StoredAnalysis',
  ChapterSummary: '../application/library.ts#Chapter as StoredChapter',
  SummarySentence: '../application/library.ts#SummarySentence as StoredSummarySentence',
  Scene: '../application/library.ts#Scene as StoredScene',
  SceneConnection: '../resolvers/scene.ts#SceneConnection as StoredSceneConnection',
  SceneEdge: '../resolvers/scene.ts#SceneEdge as StoredSceneEdge',
  SceneHit: '../application/library.ts#SceneHit as StoredSceneHit',
  Character: '../application/library.ts#Character as StoredCharacter',
  Place: '../application/library.ts#Place as StoredPlace',
  Quote: '../application/library.ts#Quote as StoredQuote',
  NarrationSentence: '@visiobook/schema#NarrationSentence as StoredSentence',
};
