/** Which domain type stands behind which type of schema.graphql. */
export const mappers = {
  StoredFile: '../domain/stored-file.ts#StoredFile as FileOfDomain',
  Document: '../domain/stored-document.ts#StoredDocument as DocumentOfDomain',
};
