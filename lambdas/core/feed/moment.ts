/** A moment of the core in the hands of `feed`, which would write the milliseconds that RFC 3339 leaves out. */
export class Moment extends Date {
  override toISOString(): string {
    return super.toISOString().replace(".000Z", "Z");
  }
}
