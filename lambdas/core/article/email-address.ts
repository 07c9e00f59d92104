/** RFC 5322 `addr-spec` as feed validators read it: without its quoted and exotic forms. */
export function isEmailAddress(text: string): boolean {
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@([a-z0-9-]+\.)+[a-z0-9][a-z0-9-]*$/i.test(text);
}
