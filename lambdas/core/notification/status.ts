/** A redirect is no success: it "means that the verification request has failed" (WebSub §5.3.1), and the delivery (§7). */
export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
