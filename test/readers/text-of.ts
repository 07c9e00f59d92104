import { DomUtils, parseDocument } from "htmlparser2";

/** What a person reads of some HTML. */
export const textOf = (html: string): string => DomUtils.textContent(parseDocument(html));
