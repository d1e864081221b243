/** The domain types behind GraphQL types. */
export const mappers = {
  User: '../domain/user.ts#User as Account',
  AuthPayload: '../domain/authenticated.ts#Authenticated as Session',
};
