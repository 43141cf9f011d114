/** What comes over a line of JSON-RPC. */
interface Incoming {
  id?: number | string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

/** Answers requests of the other end. */
type Answer = (method: string, params: unknown) => unknown;

/** JSON-RPC as language servers speak it: each message after a header with its length in bytes. */
export class JsonRpc {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answer: Answer;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #count = 0;
  #ended = false;

  constructor(
    input: ReadableStream<Uint8Array>,
    output: WritableStream<Uint8Array>,
    answer: Answer,
  ) {
    this.#writer = output.getWriter();
    this.#answer = answer;
    this.#read(input);
  }

  /**
   * Asks the other end.
   *
   * @throws {Error} what it says, or that it has ended
   */
  request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#count;
    const result = Promise.withResolvers<unknown>();
    if (this.#ended) result.reject(new Error("the language server has ended"));
    else this.#waiting.set(id, result);
    this.#send({ id, method, params });
    return result.promise;
  }

  /** Tells the other end. */
  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Record<string, unknown>): void {
    const body = new TextEncoder().encode(JSON.stringify({ jsonrpc: "2.0", ...message }));
    const head = new TextEncoder().encode(`Content-Length: ${body.length}\r\n\r\n`);
    for (const part of [head, body]) this.#writer.write(part).catch(() => {});
  }

  async #read(input: ReadableStream<Uint8Array>): Promise<void> {
    const splitter = new MessageSplitter();
    try {
      for await (const chunk of input) {
        for (const text of splitter.add(chunk)) this.#take(JSON.parse(text));
      }
    } catch {
      // It has ended, or does not speak JSON-RPC: there is nothing more to be had of it.
    }
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) {
      reject(new Error("the language server has ended"));
    }
    this.#waiting.clear();
  }

  #take({ id, method, params, result, error }: Incoming): void {
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: this.#answer(method, params) ?? null });
      return;
    }
    const waiting = this.#waiting.get(Number(id));
    this.#waiting.delete(Number(id));
    if (error !== undefined) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}

/** Finds the messages in a stream of bytes. */
class MessageSplitter {
  #bytes = new Uint8Array(0);

  add(chunk: Uint8Array): string[] {
    const bytes = new Uint8Array(this.#bytes.length + chunk.length);
    bytes.set(this.#bytes);
    bytes.set(chunk, this.#bytes.length);
    const texts: string[] = [];
    let at = 0;
    while (true) {
      const head = new TextDecoder().decode(bytes.subarray(at, at + 200));
      const match = /^(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/i.exec(head);
      if (match === null) break;
      const start = at + match[0].length;
      const end = start + Number(match[1]);
      if (end > bytes.length) break;
      texts.push(new TextDecoder().decode(bytes.subarray(start, end)));
      at = end;
    }
    this.#bytes = bytes.slice(at);
    return texts;
  }
}
