/** A terminal that has text, the cursor's ways of this project and a size, and nothing else. */
export class FakeTerminal {
  readonly lines: string[] = [""];
  row = 0;
  column = 0;
  /** How often it was written to. */
  writes = 0;

  readonly write = (text: string): void => {
    this.writes++;
    // deno-lint-ignore no-control-regex -- escape codes are what is read here
    for (const [token, count, code] of text.matchAll(/\x1b\[(\d*)([A-Za-z])|[^]/gu)) {
      if (code !== undefined) this.#control(code, count === "" ? null : Number(count));
      else if (token === "\r") this.column = 0;
      else if (token === "\n") this.#newLine();
      else this.#put(token);
    }
  };

  /** What can be seen, without the empty lines at the end. */
  get text(): string {
    return this.lines.map((line) => line.trimEnd()).join("\n").trimEnd();
  }

  #put(character: string): void {
    const line = [...this.lines[this.row].padEnd(this.column)];
    line[this.column++] = character;
    this.lines[this.row] = line.join("");
  }

  #newLine(): void {
    this.row++;
    this.column = 0; // as terminals do by default
    if (this.row === this.lines.length) this.lines.push("");
  }

  #control(code: string, count: number | null): void {
    const line = [...this.lines[this.row]].slice(0, this.column).join("");
    if (code === "A") this.row = Math.max(0, this.row - (count ?? 1));
    else if (code === "K") this.lines[this.row] = line;
    else if (code === "J") this.lines.splice(this.row, this.lines.length, line);
    else if (code !== "m") throw new Error(`No terminal has been told of '${code}'`);
  }
}
