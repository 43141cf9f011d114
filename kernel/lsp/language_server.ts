import { fileURLToPath } from "node:url";
import { JsonRpc } from "./json_rpc.ts";

/** Where a language server looks. */
interface LanguageServerOptions {
  /** The program of Deno. */
  program: string;
  /** The URL of the document that all questions are about. */
  document: string;
  /** The path of a deno.json, where none is near the document. */
  config?: string;
}

/** A place in a document, from 0. */
export interface LspPosition {
  line: number;
  character: number;
}

/** What a language server finds wrong. */
export interface LspDiagnostic {
  range: { start: LspPosition; end: LspPosition };
  /** 1 is an error. */
  severity?: number;
  code?: number | string;
  source?: string;
  message: string;
}

/** One of the things that could stand at a place. */
export interface LspCompletion {
  label: string;
  insertText?: string;
  filterText?: string;
  sortText?: string;
  kind?: number;
  detail?: string;
}

/** Completions that would need an import are not offered: a kernel cannot write one. */
const NO_IMPORTS = { suggest: { autoImports: false } };

/** `deno lsp` with one document, which is changed as a whole. */
export class LanguageServer {
  readonly #options: LanguageServerOptions;
  readonly #child: Deno.ChildProcess;
  readonly #rpc: JsonRpc;
  #version = 0;
  /** The last question: the text may change when it is answered, so that places still fit. */
  #last: Promise<unknown> = Promise.resolve();
  #text: string | undefined;

  private constructor(options: LanguageServerOptions) {
    this.#options = options;
    const folder = fileURLToPath(new URL(".", options.document));
    this.#child = new Deno.Command(options.program, {
      args: ["lsp"],
      cwd: folder,
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      env: { DENO_NO_UPDATE_CHECK: "1" },
    }).spawn();
    this.#rpc = new JsonRpc(
      this.#child.stdout,
      this.#child.stdin,
      (method, params) => this.#answer(method, params),
    );
  }

  static async start(options: LanguageServerOptions): Promise<LanguageServer> {
    const server = new LanguageServer(options);
    const markdown = ["markdown", "plaintext"];
    await server.#rpc.request("initialize", {
      processId: Deno.pid,
      rootUri: new URL(".", options.document).href,
      capabilities: {
        textDocument: {
          diagnostic: {},
          completion: { completionItem: { documentationFormat: markdown } },
          hover: { contentFormat: markdown },
        },
        workspace: { configuration: true },
      },
      initializationOptions: server.#settings(),
    });
    server.#rpc.notify("initialized", {});
    return server;
  }

  /** Is settled when the process has ended. */
  get ended(): Promise<unknown> {
    return this.#child.status;
  }

  /** What is wrong in `text`. */
  async diagnostics(text: string): Promise<LspDiagnostic[]> {
    const textDocument = { uri: this.#options.document };
    const found = await this.#ask("textDocument/diagnostic", text, { textDocument });
    return (found as { items?: LspDiagnostic[] } | null)?.items ?? [];
  }

  /** What could stand at a place of `text`. */
  async completions(text: string, position: LspPosition): Promise<LspCompletion[]> {
    const found = await this.#ask("textDocument/completion", text, this.#at(position));
    return Array.isArray(found)
      ? found
      : (found as { items?: LspCompletion[] } | null)?.items ?? [];
  }

  /** Markdown about what stands at a place of `text`. */
  async hover(text: string, position: LspPosition): Promise<string | undefined> {
    const found = await this.#ask("textDocument/hover", text, this.#at(position));
    const said = (found as { contents?: { value?: string } } | null)?.contents?.value;
    return said?.replace(/^```tsx/, "```ts").trimEnd();
  }

  async close(): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await this.#child.status;
  }

  #ask(method: string, text: string, params: unknown): Promise<unknown> {
    const answer = this.#last.then(() => {
      this.#show(text);
      return this.#rpc.request(method, params);
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  #at(position: LspPosition): unknown {
    return { textDocument: { uri: this.#options.document }, position };
  }

  #show(text: string): void {
    const uri = this.#options.document;
    if (this.#text === text) return;
    const version = ++this.#version;
    if (this.#text === undefined) {
      const textDocument = { uri, languageId: "typescript", version, text };
      this.#rpc.notify("textDocument/didOpen", { textDocument });
    } else {
      const textDocument = { uri, version };
      this.#rpc.notify("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
    }
    this.#text = text;
  }

  #answer(method: string, params: unknown): unknown {
    if (method !== "workspace/configuration") return null;
    return (params as { items: { section: string }[] }).items.map(({ section }) =>
      section === "deno" ? this.#settings() : NO_IMPORTS
    );
  }

  #settings(): unknown {
    const { config } = this.#options;
    return {
      enable: true,
      lint: false,
      ...NO_IMPORTS,
      ...(config === undefined ? {} : { config }),
    };
  }
}
