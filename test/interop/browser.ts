/** A browser without a window, told what to do over its own protocol (Chrome DevTools). */

/** What chromium needs to draw in 3D without a graphics card. */
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--hide-scrollbars",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--remote-debugging-port=0",
];

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** One window. */
export class Browser {
  readonly #process: Deno.ChildProcess;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  private constructor(process: Deno.ChildProcess, socket: WebSocket) {
    this.#process = process;
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(data) as Answer;
      if (answer.id === undefined) return;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    };
  }

  /** Starts one. `profile` is a folder of its own. */
  static async start(program: string, profile: string): Promise<Browser> {
    const process = new Deno.Command(program, {
      args: [...FLAGS, `--user-data-dir=${profile}`, "about:blank"],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let said = "";
    const decoder = new TextDecoder();
    const reader = process.stderr.getReader();
    let found: RegExpExecArray | null = null;
    while (found === null) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`${program} ended: ${said}`);
      said += decoder.decode(value, { stream: true });
      found = /ws:\/\/([^/]+)\/devtools/.exec(said);
    }
    void (async () => {
      while (!(await reader.read()).done);
    })();
    const pages = await (await fetch(`http://${found[1]}/json/list`)).json() as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const { webSocketDebuggerUrl } = pages.find(({ type }) => type === "page")!;
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const browser = new Browser(process, socket);
    await browser.#send("Page.enable");
    return browser;
  }

  /** Opens a page in a window of that size, for a system that is light or dark. */
  async open(url: string, width: number, height: number, dark: boolean): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#send("Emulation.setDeviceMetricsOverride", metrics);
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await this.#send("Emulation.setEmulatedMedia", { features });
    await this.#send("Page.navigate", { url });
    await this.until("document.readyState === 'complete'");
  }

  /** The value of an expression in the page; a promise is awaited. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    }) as { result: { value: unknown }; exceptionDetails?: { exception: unknown } };
    if (exceptionDetails !== undefined) {
      throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    }
    return result.value;
  }

  /** Waits until an expression holds in the page. */
  async until(expression: string): Promise<void> {
    const holds = `new Promise((resolve, reject) => {
      const end = Date.now() + 60000;
      const look = () => {
        let good = false;
        try { good = Boolean(${expression}); } catch {}
        if (good) resolve(true);
        else if (Date.now() > end) reject(new Error("it does not hold after a minute"));
        else setTimeout(look, 50);
      };
      look();
    })`;
    await this.evaluate(holds);
  }

  /** Clicks where a person would. */
  async click(x: number, y: number): Promise<void> {
    const at = { x, y, button: "left", clickCount: 1 };
    await this.#send("Input.dispatchMouseEvent", { ...at, type: "mouseMoved", button: "none" });
    await this.#send("Input.dispatchMouseEvent", { ...at, type: "mousePressed" });
    await this.#send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
  }

  /** What is seen, as PNG. */
  async picture(): Promise<Uint8Array> {
    const { data } = await this.#send("Page.captureScreenshot", { format: "png" });
    return Uint8Array.fromBase64(data as string);
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#socket.close();
    this.#process.kill("SIGKILL");
    await this.#process.status;
  }

  async #send(method: string, params: Record<string, unknown> = {}) {
    const id = ++this.#last;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result!;
  }
}
