/**
 * Paths that services call on each other for what cannot wait for an event. All of them want a viewer header of
 * kind SERVICE; the gateway does not route them.
 */
export const internalPaths = {
  /** GET, storage: a {@link BookDocument} as JSON. */
  document: (documentId: string) => `/internal/documents/${documentId}`,
  /**
   * PUT, storage: stores the request's body as a file under an id chosen by the caller; a second PUT of the same id
   * with the same bytes changes nothing. GET: the bytes.
   * Query of PUT: `name`, `mediaType`, `ownerId`, `projectId`. Answer: `{ id, byteSize, sha256 }`.
   */
  file: (fileId: string) => `/internal/files/${fileId}`,
  /** GET, analysis: a {@link SceneBrief} as JSON. */
  sceneBrief: (sceneId: string) => `/internal/scenes/${sceneId}/brief`,
  /**
   * GET, identity: the operations that a partner has published, as a manifest in Apollo's format, with an ETag. 404
   * where it has none.
   */
  partnerOperations: (partnerId: string) => `/internal/partners/${encodeURIComponent(partnerId)}/operations`,
  /** POST, gateway: `{ sessionIds }`, sessions that are over; what they hold open ends. Answer: `{ ended }`. */
  revokedSessions: () => '/internal/revoked-sessions',
} as const;
