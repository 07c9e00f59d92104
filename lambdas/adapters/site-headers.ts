import { servedAs, storedType } from "../core/site/served-as.ts";
import type { ObjectHeaders } from "./s3-store.ts";

/**
 * S3 itself answers 200 with every object: the edge makes of its metadata what the page says of itself (`status.ts`), and
 * of a media type that CloudFront compresses the one that readers get.
 */
export function siteHeaders(key: string, bytes: Uint8Array): ObjectHeaders {
  const served = servedAs(key, bytes);
  const contentType = storedType(served.contentType);
  const metadata: Record<string, string> = {};
  if (contentType !== served.contentType) metadata.type = served.contentType;
  if (served.status !== 200) metadata.status = String(served.status);
  if (served.status === 301) metadata.location = served.location;
  return { contentType, cacheControl: served.cacheControl, metadata };
}
