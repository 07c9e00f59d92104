import type { Hub } from "./give-to-hub.ts";

/** What there is to serve once the publication has been built. */
export interface Published {
  /** What the links in the documents start with. */
  baseUrl: string;
  /** That feeds name. */
  hubs: string[];
  /** Where it has a hub of its own. */
  hub?: Hub;
}
