/** What was done and survived, by name; shown as a table at the end. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, number = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + number);
  }

  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  get table(): string {
    const rows = [...this.#counts].map(([name, number]) => [name, number.toLocaleString("en")] as const);
    const width = Math.max(...rows.map(([, number]) => number.length));
    return rows.map(([name, number]) => `  ${number.padStart(width)}  ${name}`).join("\n");
  }
}
