/** A moment as the core writes it: RFC 3339 in UTC with whole seconds, so that text order is time order. */
export function momentOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
