type Documents = Record<string, string | Buffer>;

/** How documents differ from those that they should be, one line a document. */
export function differences(found: Documents, expected: Documents): string[] {
  const keys = [...new Set([...Object.keys(found), ...Object.keys(expected)])].sort();
  return keys.flatMap((key) => {
    if (!Object.hasOwn(found, key)) return `${key} is missing`;
    if (!Object.hasOwn(expected, key)) return `${key} is left over`;
    return Buffer.from(found[key]!).equals(Buffer.from(expected[key]!)) ? [] : `${key} is not what a clean build makes`;
  });
}
