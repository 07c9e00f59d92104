/**
 * What pages and feeds may load: their own style sheet, pictures and recordings from anywhere, and nothing that runs.
 * Pages name their style sheet by its full address, which need not be the one they were read at.
 */
export function contentSecurityPolicy(baseUrl: string): string {
  return [
    "default-src 'none'",
    `style-src 'self' ${new URL(baseUrl).origin}`,
    "img-src http: https: data:",
    "media-src http: https:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What a script of another site may see of an answer, beside the body. */
export const EXPOSED_HEADERS = ["ETag", "Last-Modified", "Link"];

/**
 * What every answer says, on one machine and at the edge alike (`infra/edge/public-headers.ts`).
 *
 * @returns name, value, name, value …
 */
export function publicHeaders(baseUrl: string): string[] {
  return Object.entries({
    "Content-Security-Policy": contentSecurityPolicy(baseUrl),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    // Everything here is public, and scripts of any site may read it.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED_HEADERS.join(","),
  }).flat();
}
