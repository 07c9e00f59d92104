import { workHere, type PureWork } from "../core/pure-work.ts";

type Given<Name extends keyof PureWork> = Parameters<PureWork[Name]>;

/** What a thread of `Threads` does. */
export const readArticles = (given: Given<"readArticles">) => workHere.readArticles(...given);
export const documentsOf = (given: Given<"documentsOf">) => workHere.documentsOf(...given);
