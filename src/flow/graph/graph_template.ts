/**
 * The little language of job graphs: `a >> (b | c) >> d`, `p(a, b)`, `s(a, b)`.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { Component } from "./component.ts";
import { parallel, serial } from "./compose.ts";
import type { Piece } from "./pieces.ts";
import type { GraphJob } from "./graph_job.ts";
import { asComponent } from "./wrap.ts";

/** A graph's text is wrong: the message shows where. */
export class GraphSyntaxError extends UsageError {
  /** The class, as tables of errors name it. */
  override name = "GraphSyntaxError";
}

/** Jobs by the names that a text has. */
export type JobsByName = Readonly<Record<string, Component>>;

/** Reads a template as a graph. */
export type GraphTag = (
  texts: TemplateStringsArray,
  ...pieces: readonly (Piece | GraphJob)[]
) => Component;

/**
 * Reads a graph: `>>` puts one after the other, `|` beside each other and binds less tightly;
 * `p(a, b)` and `s(a, b)` do the same with commas. Jobs stand in `${}`, or by their names where
 * they were given first.
 *
 * @throws GraphSyntaxError that shows the place
 *
 * @example
 * ```ts
 * import { graph, wrap } from "trunnion/graph";
 *
 * const jobs = wrap({ load: (x: number) => x, add: () => 1, square: () => 4, sum: () => 5 });
 * const first = graph`${jobs.load} >> (${jobs.add} | ${jobs.square}) >> ${jobs.sum}`;
 * const second = graph(jobs)`load >> (add | square) >> sum`; // the same
 * ```
 */
export function graph(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Component;
/** Gives the jobs that the text names: `graph(jobs)` reads a template with them. */
export function graph(jobs: JobsByName): GraphTag;
export function graph(
  first: TemplateStringsArray | JobsByName,
  ...pieces: readonly Piece[]
): Component | GraphTag {
  if (Array.isArray(first) && "raw" in first) {
    return new Reader(first as unknown as TemplateStringsArray, pieces, {}).read();
  }
  const jobs = first as JobsByName;
  return (texts, ...own) => new Reader(texts, own, jobs).read();
}

/** A sign, a name or a piece, and where it stands. */
interface Token {
  readonly text: string;
  readonly at: number;
  readonly piece?: Component;
}

class Reader {
  readonly #jobs: JobsByName;
  readonly #tokens: Token[] = [];
  /** The text as it is shown: pieces by their names. */
  #shown = "";
  #next = 0;

  constructor(texts: TemplateStringsArray, pieces: readonly Piece[], jobs: JobsByName) {
    this.#jobs = jobs;
    texts.forEach((text, i) => {
      this.#tokenize(text);
      if (i < pieces.length) this.#addPiece(pieces[i]);
    });
  }

  read(): Component {
    if (this.#tokens.length === 0) throw this.#error("a graph needs a job", 0);
    const found = this.#alternatives();
    const left = this.#peek();
    if (left === undefined) return found;
    throw this.#error(
      left.text === ")"
        ? "this bracket was never opened"
        : `'>>' or '|' must stand between two jobs`,
      left.at,
    );
  }

  #alternatives(): Component {
    const parts = [this.#sequence()];
    while (this.#takes("|")) parts.push(this.#sequence());
    return parallel(parts);
  }

  #sequence(): Component {
    const parts = [this.#atom()];
    while (this.#takes(">>")) parts.push(this.#atom());
    return serial(parts);
  }

  #atom(): Component {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw this.#error("a job must follow", this.#shown.length);
    if (token.piece !== undefined) return token.piece;
    const { text, at } = token;
    if (text === "(") {
      const inner = this.#alternatives();
      this.#close(at);
      return inner;
    }
    if (!/^[\p{ID_Start}$_]/u.test(text)) throw this.#error(`a job must stand here`, at);
    if ((text === "p" || text === "s") && this.#takes("(")) return this.#list(text, at);
    if (Object.hasOwn(this.#jobs, text)) return asComponent(this.#jobs[text]);
    const known = Object.keys(this.#jobs);
    const advice = known.length === 0
      ? "Give the jobs first, graph(jobs)`...`, or put them into ${}"
      : suggestNames(text, known);
    throw this.#error(`there is no job '${text}'`, at, advice);
  }

  #list(name: string, at: number): Component {
    const parts: Component[] = [];
    if (this.#peek()?.text !== ")") {
      do parts.push(this.#alternatives()); while (this.#takes(","));
    }
    this.#close(at);
    if (parts.length === 0) throw this.#error(`${name}() must hold a job`, at);
    return name === "p" ? parallel(parts) : serial(parts);
  }

  #close(opened: number): void {
    if (this.#takes(")")) return;
    const found = this.#peek();
    if (found === undefined) throw this.#error("this bracket is never closed", opened);
    throw this.#error("')', '>>' or '|' must stand here", found.at);
  }

  #takes(text: string): boolean {
    const token = this.#peek();
    if (token === undefined || token.piece !== undefined || token.text !== text) return false;
    this.#next++;
    return true;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #tokenize(text: string): void {
    const signs = /\s+|>>|[()|,]|[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
    let at = 0;
    while (at < text.length) {
      signs.lastIndex = at;
      const found = signs.exec(text)?.[0];
      if (found === undefined) {
        const place = this.#shown.length;
        this.#shown += text.slice(at);
        throw this.#error(`'${text[at]}' means nothing here`, place);
      }
      if (found.trim() !== "") this.#tokens.push({ text: found, at: this.#shown.length });
      this.#shown += found.replaceAll("\n", " ");
      at += found.length;
    }
  }

  #addPiece(piece: Piece): void {
    const found = asComponent(piece);
    const text = found.kind === "job" ? (found as GraphJob).name : `<${found.kind}>`;
    this.#tokens.push({ text, at: this.#shown.length, piece: found });
    this.#shown += text;
  }

  #error(why: string, at: number, advice = "A graph is written as a >> (b | c) >> d"): Error {
    const from = Math.max(0, at - 40);
    const part = this.#shown.slice(from, at + 40);
    return new GraphSyntaxError(
      `Cannot read the graph: ${why}.\n  ${part}\n  ${" ".repeat(at - from)}^\n${advice}.`,
      { data: { text: this.#shown, at } },
    );
  }
}
