/**
 * In place of the SDK's search for credentials in files, sign-ins, other processes and metadata services, 130 KB:
 * Lambda puts those of the function's role into its environment.
 */
export function defaultProvider() {
  return async () => ({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
    sessionToken: process.env.AWS_SESSION_TOKEN,
  });
}
