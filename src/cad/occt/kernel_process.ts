/**
 * One life of the kernel's process, seen from the parent.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { ownEnvironment, secretNames } from "../../base/secrets.ts";
import { ownCode, pathList } from "../../base/own_code.ts";
import { KernelCrash, KernelUnavailable } from "../errors.ts";
import { encodeFrame, readFrames, writeParts } from "./frames.ts";
import type {
  KernelBuild,
  KernelFrame,
  KernelMessage,
  KernelReply,
  KernelRequest,
  ReadyMessage,
} from "./kernel_protocol.ts";

/** How many of the last lines that the process printed go into an error. */
const TAIL_LINES = 20;

const ONE_COMPILER = "--wasm-num-compilation-tasks=1";
/**
 * How V8 compiles the kernel, by how many files it is to read. One thread optimizes, not one a
 * core: kernels that start together would have their compilers take the cores from them
 * (`bench/cold.ts`). Of few files nothing is optimized: that takes as much of a processor as
 * reading 300 small ones, and half of the memory.
 */
const V8_FLAGS = { many: [ONE_COMPILER], few: [ONE_COMPILER, "--liftoff-only"] } as const;

/** How many files a kernel is to read: hundreds, or some tens. */
export type KernelUse = keyof typeof V8_FLAGS;

/** What a process is started with. */
interface KernelSettings {
  readonly build: KernelBuild;
  /** Bytes of memory that the kernel may have. */
  readonly maxMemoryBytes: number;
  /** @default {"many"} */
  readonly use?: KernelUse;
  /**
   * How V8 compiles the kernel.
   *
   * @default {as the use has it}
   */
  readonly v8Flags?: readonly string[];
}

/** A running process. It answers one request at a time. */
export class KernelProcess {
  readonly #child: Deno.ChildProcess;
  readonly #frames: AsyncGenerator<KernelFrame<KernelMessage>, void, undefined>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #tail: string[] = [];
  readonly #drained: Promise<void>;
  #status: Deno.CommandStatus | null = null;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#frames = readFrames(child.stdout);
    this.#writer = child.stdin.getWriter();
    this.#drained = this.#drain();
    child.status.then((status) => this.#status = status, () => {});
    // An idle kernel keeps no program from ending: the end of its input ends it, too.
    child.unref();
  }

  /**
   * Starts a process.
   *
   * @throws {KernelUnavailable} where that is not allowed
   */
  static async spawn(settings: KernelSettings): Promise<KernelProcess> {
    const folder = settings.build === "iges"
      ? await (await import("./load_iges_kernel.ts")).igesKernelFolder()
      : await (await import("./kernel_package.ts")).kernelFolder();
    return new KernelProcess(spawn(settings, folder));
  }

  /**
   * Waits until the kernel is booted. To be called once, before any request.
   *
   * @throws {KernelUnavailable} where the process ends instead
   */
  async ready(): Promise<ReadyMessage> {
    this.#child.ref();
    try {
      const { message } = await this.#next();
      if (message.type !== "ready") throw new TypeError(`found the message '${message.type}'`);
      return message;
    } catch (error) {
      await this.kill();
      throw new KernelUnavailable(
        "Cannot boot the CAD kernel: its process must say that it is ready, and ended instead. " +
          "Its last lines are in the error's data.",
        { data: this.#facts(), cause: error },
      );
    } finally {
      this.#child.unref();
    }
  }

  /** Identifier of the process. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Whether the process has ended. */
  get ended(): boolean {
    return this.#status !== null;
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws {KernelCrash} where the process ends before it has answered; its data's `accepted`
   * tells whether the process had the request
   */
  async request(frame: KernelFrame<KernelRequest>): Promise<KernelFrame<KernelReply>> {
    this.#child.ref();
    let accepted = false;
    try {
      await this.#write(frame);
      while (true) {
        const { message, buffers } = await this.#next();
        if (message.type === "ready" || message.id !== frame.message.id) {
          throw new TypeError(`found the message '${message.type}'`);
        }
        if (message.type !== "accepted") return { message, buffers };
        accepted = true;
      }
    } catch (error) {
      await this.kill();
      const { code, signal } = await this.#child.status;
      throw new KernelCrash(
        "Cannot go on with the CAD kernel: its process must answer, and ended " +
          `(${signal ?? `exit code ${code}`}). The next request gets a new process.`,
        { data: { ...this.#facts(), accepted }, cause: error },
      );
    } finally {
      this.#child.unref();
    }
  }

  /**
   * Lets a new instance of the kernel take the place of the one that is there, which must be idle.
   * What memory it had is free again.
   */
  async renew(id: number): Promise<void> {
    try {
      await this.#write({ message: { type: "renew", id } });
    } catch {
      await this.kill(); // it has ended already; the next request finds that out
    }
  }

  /** Ends the process at once, whatever it does, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#child.ref();
    try {
      if (!this.ended) this.#child.kill("SIGKILL");
    } catch {
      // It ended between the question and the kill.
    }
    await Promise.allSettled([this.#child.status, this.#drained, this.#frames.return()]);
    await this.#writer.abort().catch(() => {});
    this.#child.unref();
  }

  async #write(frame: KernelFrame<KernelRequest>): Promise<void> {
    const write = (part: Uint8Array) => this.#writer.write(part).then(() => part.length);
    await writeParts(write, encodeFrame(frame));
  }

  async #next(): Promise<KernelFrame<KernelMessage>> {
    const { value } = await this.#frames.next();
    if (value === undefined) throw new TypeError("found the end of the pipe");
    return value;
  }

  /** What is known about an end. */
  #facts(): Record<string, unknown> {
    return {
      pid: this.pid,
      exitCode: this.#status?.code ?? null,
      signal: this.#status?.signal ?? null,
      lastLines: [...this.#tail],
    };
  }

  /** Takes what the process prints: a full pipe would stop it. */
  async #drain(): Promise<void> {
    let rest = "";
    for await (const text of this.#child.stderr.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = (lines.pop() ?? "").slice(-2000);
      this.#tail.push(...lines.slice(-TAIL_LINES));
      this.#tail.splice(0, this.#tail.length - TAIL_LINES);
    }
    if (rest !== "") this.#tail.push(rest);
  }
}

/**
 * The process may read its own code and the kernel's package, and nothing else. Its code imports
 * nothing by name, so that no configuration matters, whosever project this is.
 */
function spawn(
  { build, maxMemoryBytes, use = "many", v8Flags = V8_FLAGS[use] }: KernelSettings,
  kernel: string,
): Deno.ChildProcess {
  const { read, flags } = ownCode();
  try {
    return new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--no-config",
        // Code of processes with other flags is of no use here, nor this process's to them: they
        // would compile what both load anew, in turn.
        "--no-code-cache",
        ...flags,
        ...(v8Flags.length === 0 ? [] : [`--v8-flags=${v8Flags.join(",")}`]),
        `--allow-read=${pathList([...read, fileURLToPath(kernel)])}`,
        new URL("./kernel_host.ts", import.meta.url).href,
        String(maxMemoryBytes),
        kernel,
        build,
        use,
      ],
      env: withoutSecrets(),
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    throw new KernelUnavailable(
      "Cannot start the CAD kernel: it runs in a process of its own, which needs the permission " +
        "to run one. Give --allow-run.",
      { cause: error },
    );
  }
}

/** Nobody's licence or password is a matter of the kernel, which reads what others have made. */
function withoutSecrets(): Record<string, string> {
  const names = ["TRUNNION_LICENSE", "HOOPS_AI_LICENSE", ...secretNames(ownEnvironment())];
  return Object.fromEntries(names.map((name) => [name, ""]));
}
