/** The application's types behind GraphQL types. */
export const mappers = {
  Project: '../resolvers/project.ts#ProjectReference',
  Storyboard: '../application/library.ts#Storyboard as StoredStoryboard',
  FrameConnection: '../resolvers/storyboard.ts#FrameConnection as StoredFrameConnection',
  FrameEdge: '../resolvers/storyboard.ts#FrameEdge as StoredFrameEdge',
  Frame: '../application/library.ts#Frame as StoredFrame',
  Asset: '../application/library.ts#Asset as StoredAsset',
  Export: '../application/library.ts#ExportJob as StoredExport',
  ExportPayload: '../resolvers/export.ts#ExportPayload as StoredExportPayload',
  ExportProgress: '../application/library.ts#ExportEvent as StoredExportEvent',
};
