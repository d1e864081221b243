import { z } from 'zod';

/** Looked up and stored in one form, so that two spellings of an address are one account. */
export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('This is not an e-mail address.'));

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_-]{3,32}$/, 'A username is 3 to 32 letters (a to z), digits, _ and -.');

export const DisplayName = z
  .string()
  .trim()
  .min(1, 'Give a name, or leave it out.')
  .max(80, 'A name has at most 80 characters.');

/** A password to be compared: any text of a size that is cheap to hash. Two ways to type é are one password. */
export const GivenPassword = z
  .string()
  .max(1000, 'A password has at most 200 characters.')
  .transform((password) => password.normalize('NFKC'));

const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

export const RegisterInput = z.object({
  email: EmailAddress,
  username: Username,
  password: GivenPassword,
  displayName: optional(DisplayName),
});
export type RegisterInput = z.output<typeof RegisterInput>;

/** Addresses that no account can have are not refused here: the answer must be that of a wrong password. */
export const LoginInput = z.object({
  email: z.string().max(1000).trim().toLowerCase(),
  password: GivenPassword,
});
export type LoginInput = z.output<typeof LoginInput>;

export const RefreshSessionInput = z.object({ refreshToken: z.string().max(1000) });
export type RefreshSessionInput = z.output<typeof RefreshSessionInput>;

export const UpdateProfileInput = z.object({
  version: z.int(),
  displayName: optional(DisplayName),
  username: optional(Username),
});
export type UpdateProfileInput = z.output<typeof UpdateProfileInput>;

export const ChangePasswordInput = z.object({ currentPassword: GivenPassword, newPassword: GivenPassword });
export type ChangePasswordInput = z.output<typeof ChangePasswordInput>;

export const UserFilterInput = z
  .object({
    search: optional(z.string().trim().max(100)),
    role: optional(z.enum(['USER', 'MODERATOR', 'ADMIN'])),
  })
  .nullish()
  .transform((filter) => filter ?? {});
