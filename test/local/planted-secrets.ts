import { expect } from "vitest";

/** What nobody but its owner may see, each recognisable wherever it turns up. */
export const SECRETS = {
  "the secret of a subscription": "planted-hub-secret-7f3a",
  "the token in a callback": "planted-callback-token-91cc",
  "the text of a draft": "planted-draft-text-0b5e",
  "the text under embargo": "planted-embargo-text-66d2",
  "a key of other tools in front matter": "planted-front-matter-note-3e19",
  "a comment in an article": "planted-html-comment-c4a8",
  "a comment in the settings": "planted-settings-comment-5d70",
  "a value that was refused": "planted-refused-value-ae42",
  "an AWS access key": "AKIAPLANTEDSECRET7F3",
  "an AWS secret key": "planted/aws+secret/key/8841",
  "an AWS session token": "planted-session-token-f00d",
  "a webhook's secret": "planted-webhook-secret-2b77",
} as const;

/** As a process gets them from whoever starts it. */
export const SECRET_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: SECRETS["an AWS access key"],
  AWS_SECRET_ACCESS_KEY: SECRETS["an AWS secret key"],
  AWS_SESSION_TOKEN: SECRETS["an AWS session token"],
  WEBHOOK_SECRET: SECRETS["a webhook's secret"],
};

/** Fails when a text holds one of them, in plain, percent-encoded, as Base64 or in hexadecimal digits. */
export function expectNoSecret(where: string, text: string, except: readonly (keyof typeof SECRETS)[] = []): void {
  const found = Object.entries(SECRETS)
    .filter(([name]) => !except.some((one) => one === name))
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)));
  expect(found, where).toEqual([]);
}

function formsOf(secret: string): string[] {
  // Base64 depends on where in three bytes a secret starts; its edges, which its neighbours share, are left out.
  const base64 = [0, 1, 2].map((offset) => Buffer.from("x".repeat(offset) + secret).toString("base64").slice(4, -4)); // prettier-ignore
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("hex"), ...base64];
}
