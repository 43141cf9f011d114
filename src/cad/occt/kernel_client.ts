/**
 * The CAD kernel, as the rest of Trunnion uses it: requests in, answers or typed errors out.
 *
 * @module
 */
import { startTimer } from "../../flow/policy/time_limit.ts";
import { KernelCrash } from "../errors.ts";
import type {
  IgesDump,
  KernelDump,
  KernelRequestOptions,
  ReadIgesOptions,
  ReadStepOptions,
} from "../formats/shape_kernel.ts";
import type { KernelProcess, KernelUse } from "./kernel_process.ts";
import type { KernelBuild, KernelFrame, KernelReply, KernelRequest } from "./kernel_protocol.ts";
import { bootTimeout, requestFailure, requestTimeout } from "./request_errors.ts";

/** How a kernel is used. */
interface KernelOptions {
  /**
   * Which build of OpenCascade it is.
   *
   * @default {"step"}
   */
  build?: KernelBuild;
  /**
   * Milliseconds that a request may take before the process is killed.
   *
   * @default {60000}
   */
  deadline?: number;
  /**
   * Milliseconds that a process may take to start: the machine may be busy, or packages may have to
   * be fetched first. A kernel that takes longer is no fault of the file that waits for it.
   *
   * @default {120000}
   */
  bootDeadline?: number;
  /**
   * Bytes of kernel memory above which its instance is replaced after a request. WebAssembly's
   * memory begins with 100 MB and never shrinks: what a large file took stays taken, and each
   * reading leaves something behind, 0.1 MB of it in the mean. The process takes about 250 MB
   * more than this.
   *
   * @default {536870912}
   */
  maxHeapBytes?: number;
  /**
   * Bytes of kernel memory that one request may come to: one that needs more is given up. At most
   * 4 GiB, which is all that WebAssembly addresses.
   *
   * @default {2147483648}
   */
  maxMemoryBytes?: number;
  /**
   * How many files it is to read: of `"few"` its code is not optimized.
   *
   * @default {"many"}
   */
  use?: KernelUse;
}

/** What is known about a kernel that has been used. */
interface KernelState {
  /** Identifier of the process, null where none is running. */
  readonly pid: number | null;
  /** Version of OpenCascade, null before the first boot. */
  readonly kernelVersion: string | null;
  /** How many processes were started. */
  readonly boots: number;
  /** How often a new instance took the place of another in its process. */
  readonly renewals: number;
  /** Milliseconds from the last spawning to the booted kernel. */
  readonly bootMs: number;
  /** Bytes of the kernel's memory after the last request. */
  readonly heapBytes: number;
}

const MAX_HEAP_BYTES = 512 * 1024 * 1024;
const MAX_MEMORY_BYTES = 2048 * 1024 * 1024;

/**
 * OpenCascade in a process of its own, which starts when it is first needed, is killed when a
 * request takes too long, and is replaced by a new one after it was killed or has crashed. Where
 * the kernel has trapped, or has grown too large, a new instance takes its place in the process,
 * whose code is compiled and warm. Requests wait for each other.
 *
 * @example Reading a file
 * ```ts ignore
 * const kernel = new KernelClient({ deadline: 30_000 });
 * const { brep, faceIds } = await kernel.readStep(await Deno.readFile("part.step"));
 * await kernel.close();
 * ```
 */
export class KernelClient {
  readonly #build: KernelBuild;
  readonly #deadline: number;
  readonly #bootDeadline: number;
  readonly #maxHeapBytes: number;
  readonly #maxMemoryBytes: number;
  readonly #use: KernelUse;
  #child: KernelProcess | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #peakBytes = 0;
  readonly #closing = new AbortController();
  #state: KernelState = {
    pid: null,
    kernelVersion: null,
    boots: 0,
    renewals: 0,
    bootMs: 0,
    heapBytes: 0,
  };

  constructor(options: KernelOptions = {}) {
    this.#build = options.build ?? "step";
    this.#deadline = options.deadline ?? 60_000;
    this.#bootDeadline = options.bootDeadline ?? 120_000;
    this.#maxHeapBytes = options.maxHeapBytes ?? MAX_HEAP_BYTES;
    this.#maxMemoryBytes = options.maxMemoryBytes ?? MAX_MEMORY_BYTES;
    this.#use = options.use ?? "many";
  }

  /** The version that the kernel gives itself; `"unknown"` before the first boot. */
  get version(): string {
    return this.#state.kernelVersion ?? "unknown";
  }

  /** What is known about the kernel. */
  get state(): KernelState {
    return { ...this.#state, pid: this.#child?.ended === false ? this.#child.pid : null };
  }

  /**
   * Reads a STEP file, in millimetres whatever its units, or in the unit that is asked for.
   *
   * The bytes must not be changed until the promise is settled.
   *
   * @throws {MalformedStep} where the reader refuses the file
   * @throws {NoBodies} where it finds no shape
   * @throws {KernelException} where the kernel gives up
   * @throws {KernelTimeout} where the deadline passes
   * @throws {KernelMemory} where the kernel needs more memory than it may have
   * @throws {KernelCrash} where the process ends, or traps
   * @throws {KernelUnavailable} where no process can be started
   */
  async readStep(
    bytes: Uint8Array,
    { unit, tolerance, ...options }: KernelRequestOptions & ReadStepOptions = {},
  ): Promise<KernelDump> {
    const file = bytes as Uint8Array<ArrayBuffer>; // it is only read
    const body = { type: "readStep", unit, tolerance } as const;
    const { message, buffers = [] } = await this.#ask(body, [file], options);
    const { fileUnits, timings, heapBytes } = message;
    const faceIds = new Int32Array(buffers[1].buffer);
    return { brep: buffers[0], faceIds, fileUnits, timings, heapBytes };
  }

  /**
   * Reads an IGES file, in millimetres; the build must be that for IGES.
   *
   * The bytes must not be changed until the promise is settled.
   *
   * @throws {MalformedIges} where the reader refuses the file
   * @throws what {@linkcode KernelClient.readStep} throws besides
   */
  async readIges(
    bytes: Uint8Array,
    { faces, surfaces, ...options }: KernelRequestOptions & ReadIgesOptions,
  ): Promise<IgesDump> {
    const file = bytes as Uint8Array<ArrayBuffer>; // it is only read
    const body = { type: "readIges", faces, surfaces } as const;
    const { message, buffers = [] } = await this.#ask(body, [file], options);
    const { lost, timings, heapBytes } = message, kernelVersion = this.version;
    const faceIds = new Int32Array(buffers[1].buffer);
    return { brep: buffers[0], faceIds, lost, kernelVersion, timings, heapBytes };
  }

  /**
   * Has a module make a file in the kernel's process.
   *
   * @param maker the address of a {@linkcode KernelMaker}, of Trunnion's own code
   * @param request what it takes, plain data
   * @throws {KernelException} where the file cannot be made
   * @throws {KernelTimeout} where the deadline passes
   * @throws {KernelMemory} where the kernel needs more memory than it may have
   * @throws {KernelCrash} where the process ends, or traps
   */
  async make(
    maker: string,
    request: unknown,
    options: KernelRequestOptions = {},
  ): Promise<{ file: Uint8Array<ArrayBuffer>; info: unknown }> {
    const body = { type: "make", maker, request } as const;
    const { message, buffers = [] } = await this.#ask(body, [], options);
    return { file: buffers[0], info: message.info };
  }

  /** Boots the kernel and lets it read a small part, so that the first file meets a warm one. */
  async warmUp(options: KernelRequestOptions = {}): Promise<void> {
    await this.#ask({ type: "warmUp" }, [], options);
  }

  /**
   * Bytes of main memory that the process took at most since this was last asked; null for none.
   */
  takePeakBytes(): number | null {
    const bytes = this.#peakBytes;
    this.#peakBytes = 0;
    return bytes === 0 ? null : bytes;
  }

  /**
   * Ends the process at once, and with it a request that runs and those that wait. Safe to call
   * twice; no further request is taken.
   */
  async close(): Promise<void> {
    this.#closing.abort(new KernelCrash("Cannot go on with the CAD kernel: it was closed."));
    await this.#queue;
    await this.#stop();
  }

  /** Queues a request. */
  async #ask<B extends RequestBody>(
    body: B,
    buffers: KernelFrame<KernelRequest>["buffers"],
    options: KernelRequestOptions,
  ): Promise<KernelFrame<ReplyTo<B>>> {
    const turn = this.#queue.then(() => this.#run(body, buffers, options));
    this.#queue = turn.catch(() => {});
    return await turn;
  }

  async #run<B extends RequestBody>(
    body: B,
    buffers: KernelFrame<KernelRequest>["buffers"],
    { deadline = this.#deadline, signal }: KernelRequestOptions,
  ): Promise<KernelFrame<ReplyTo<B>>> {
    const giveUp = AbortSignal.any([
      this.#closing.signal,
      ...(signal === undefined ? [] : [signal]),
    ]);
    giveUp.throwIfAborted();
    const id = ++this.#lastId;
    const late = () => requestTimeout(body.type, deadline);
    const send = async () => {
      const answer = (await this.#boot(giveUp)).request({ message: { ...body, id }, buffers });
      return await this.#limit(answer, deadline, late, giveUp);
    };
    // A process that ended while it was idle is no fault of this request.
    const { message, buffers: result } = await send().catch((error) => {
      if (error instanceof KernelCrash && error.data.accepted === false) return send();
      throw error;
    });
    this.#state = { ...this.#state, heapBytes: message.heapBytes };
    this.#peakBytes = Math.max(this.#peakBytes, message.peakBytes ?? 0);
    if (isSpoilt(message) || message.heapBytes > this.#maxHeapBytes) await this.#renew();
    if (message.type === "failure") throw requestFailure(body.type, message, this.#maxMemoryBytes);
    if (!isReplyTo(message, body)) {
      await this.#stop();
      throw new KernelCrash(`Cannot use the kernel's answer to '${body.type}': '${message.type}'.`);
    }
    return { message, buffers: result };
  }

  /** The running process, or a new one. */
  async #boot(giveUp: AbortSignal): Promise<KernelProcess> {
    if (this.#child?.ended === false) return this.#child;
    const start = performance.now();
    // Most files need no kernel, and so most workers start none.
    const { KernelProcess } = await import("./kernel_process.ts");
    this.#child = await KernelProcess.spawn({
      build: this.#build,
      maxMemoryBytes: this.#maxMemoryBytes,
      use: this.#use,
    });
    const late = () => bootTimeout(this.#bootDeadline);
    const ready = await this.#limit(this.#child.ready(), this.#bootDeadline, late, giveUp);
    const { kernelVersion, heapBytes } = ready;
    const boots = this.#state.boots + 1;
    const bootMs = performance.now() - start;
    const { renewals } = this.#state;
    this.#state = { pid: this.#child.pid, kernelVersion, boots, renewals, bootMs, heapBytes };
    return this.#child;
  }

  /** Waits for `work`; kills the process where that takes too long or is given up. */
  async #limit<T>(
    work: Promise<T>,
    deadline: number,
    late: () => Error,
    giveUp: AbortSignal,
  ): Promise<T> {
    work.catch(() => {}); // killed, it fails once more
    const { promise: limit, reject } = Promise.withResolvers<never>();
    const timer = startTimer(deadline, () => reject(late()));
    const onAbort = () => reject(giveUp.reason);
    if (giveUp.aborted) onAbort();
    giveUp.addEventListener("abort", onAbort);
    let done = false;
    try {
      const result = await Promise.race([work, limit]);
      done = true;
      return result;
    } finally {
      clearTimeout(timer);
      giveUp.removeEventListener("abort", onAbort);
      if (!done) await this.#stop();
    }
  }

  /** Has the instance replaced; the next request waits for the new one. */
  async #renew(): Promise<void> {
    this.#state = { ...this.#state, renewals: this.#state.renewals + 1 };
    await this.#child?.renew(++this.#lastId);
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    await child?.kill();
  }
}

/** Whether the instance that answers so is not to be used again. */
function isSpoilt(message: KernelReply): boolean {
  return message.type === "failure" && (message.kind === "trap" || message.kind === "memory");
}

type RequestBody = KernelRequest extends infer R ? R extends unknown ? Omit<R, "id"> : never
  : never;
type ReplyTo<B extends RequestBody> = Extract<KernelReply, { type: B["type"] }>;

function isReplyTo<B extends RequestBody>(reply: KernelReply, body: B): reply is ReplyTo<B> {
  return reply.type === body.type;
}
