import type { TypeFinding } from "../cell/type_finding.ts";
import { lineStarts } from "../cell/edits.ts";
import type { CodeHelp, Completion } from "../front/code_help.ts";
import { findProjectConfig } from "../imports/project_config.ts";
import { parseCell } from "../cell/parse_cell.ts";
import { completionList } from "./completion_list.ts";
import { LanguageServer, type LspPosition } from "./language_server.ts";
import { needsCheck } from "./needs_check.ts";
import { NotebookText } from "./notebook_text.ts";
import { typeFindings } from "./type_findings.ts";

/** What help needs to know of its notebook. */
interface LanguageHelpOptions {
  /** The program of Deno. */
  program: string;
  /** The URL of a file in the notebook's folder. */
  cell: string;
  /** The path of a deno.json for notebooks that have none. */
  ownConfig: string;
  /**
   * Milliseconds after the last question for which the server stays.
   *
   * @default {600_000}
   */
  idle?: number;
}

/** What is said of a name that nothing declares. */
const UNKNOWN = "```ts\nany\n```";
/**
 * How long help is waited for, in milliseconds: less than the ten seconds after which clients give
 * up, and take the answer for that to their next question.
 */
const PATIENCE = 8_000;
/** A server has 300 MB and more: one that nobody asks for this long, in milliseconds, is ended. */
const IDLE = 600_000;

/** Help by `deno lsp`, which is started when it is first needed. */
export class LanguageHelp implements CodeHelp {
  readonly #options: LanguageHelpOptions;
  readonly #notebook = new NotebookText();
  #server: Promise<LanguageServer> | undefined;
  #closed = false;
  #asking = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  isWarm = false;

  constructor(options: LanguageHelpOptions) {
    this.#options = options;
  }

  async complete(code: string, offset: number): Promise<Completion> {
    const found = await this.#ask(
      code,
      offset,
      (server, text, position) => server.completions(text, position),
    );
    return completionList(code, offset, found ?? []);
  }

  async inspect(code: string, offset: number): Promise<string | undefined> {
    // A cursor behind a name means the name.
    const behind = offset > 0 && !/[\w$]/.test(code[offset] ?? "") &&
      /[\w$]/.test(code[offset - 1]);
    const found = await this.#ask(
      code,
      behind ? offset - 1 : offset,
      (server, text, position) => server.hover(text, position),
    );
    return found === UNKNOWN ? undefined : found;
  }

  /**
   * The type errors of a cell that is about to run.
   *
   * @throws {CellSyntaxError} where it cannot be parsed
   */
  async check(code: string): Promise<TypeFinding[]> {
    if (!needsCheck(parseCell(code))) return [];
    const place = this.#notebook.with(code);
    const diagnostics = await this.#use((server) => server.diagnostics(place.text));
    this.isWarm = true;
    return typeFindings(diagnostics, place, code);
  }

  /** Whether there is a server. */
  get isRunning(): boolean {
    return this.#server !== undefined;
  }

  ran(code: string): void {
    this.#notebook.add(code);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    await this.#server?.then((server) => server.close(), () => {});
  }

  async #ask<T>(
    code: string,
    offset: number,
    question: (server: LanguageServer, text: string, at: LspPosition) => Promise<T>,
  ): Promise<T | undefined> {
    const { text, start } = this.#notebook.with(code);
    let timer;
    const late = new Promise<undefined>((done) => timer = setTimeout(done, PATIENCE, undefined));
    try {
      const answer = this.#use((server) =>
        question(server, text, positionOf(text, start + offset))
      );
      answer.catch(() => {});
      return await Promise.race([answer, late]);
    } catch {
      return undefined; // the server has ended; the next question starts another one
    } finally {
      clearTimeout(timer);
    }
  }

  /** Has the server answer; it rests a while after the last answer. */
  async #use<T>(question: (server: LanguageServer) => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#asking++;
    try {
      return await question(await this.#started());
    } finally {
      this.#asking--;
      if (this.#asking === 0 && !this.#closed) {
        this.#idle = setTimeout(() => this.#rest(), this.#options.idle ?? IDLE);
      }
    }
  }

  #started(): Promise<LanguageServer> {
    if (this.#closed) return Promise.reject(new Error("the kernel is shut down"));
    if (this.#server !== undefined) return this.#server;
    const { program, cell, ownConfig } = this.#options;
    const config = findProjectConfig(cell) === undefined ? ownConfig : undefined;
    const document = new URL(".trunnion-notebook.ts", cell).href;
    const server = LanguageServer.start({ program, document, config });
    const forget = () => {
      if (this.#server === server) this.#server = undefined;
    };
    server.then((one) => one.ended.then(forget), forget);
    return this.#server = server;
  }

  /** Ends the server until the next question. */
  #rest(): void {
    this.#server?.then((server) => server.close(), () => {});
    this.#server = undefined;
    this.isWarm = false;
  }
}

function positionOf(text: string, offset: number): LspPosition {
  const starts = lineStarts(text);
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - starts[line] };
}
