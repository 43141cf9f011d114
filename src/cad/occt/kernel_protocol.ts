/**
 * What goes over the pipe between the loader and the kernel's process.
 *
 * A message is a frame (`frames.ts`): one JSON object of the types below, and byte buffers. The
 * parent sends requests on standard input, one at a time; the process says on standard output
 * that it has accepted each, and then answers it. Before the first it says that it is ready.
 * Standard error carries lines for people.
 *
 * @module
 */
import type { ReadIgesOptions, ReadStepOptions } from "../formats/shape_kernel.ts";

/** The first message of the process: the kernel is booted. */
export interface ReadyMessage {
  readonly type: "ready";
  /** The version that the kernel gives itself, e.g. `"8.0"`. */
  readonly kernelVersion: string;
  /** Milliseconds from the start of the process's code to the booted kernel. */
  readonly bootMs: number;
  /** Bytes of the kernel's memory. */
  readonly heapBytes: number;
}

/**
 * Sent when a request has come in, before anything is done about it: a process that ends without
 * it has not touched the request, which can then go to another.
 */
interface AcceptedMessage {
  readonly type: "accepted";
  readonly id: number;
}

/**
 * A build of the kernel: that which reads STEP, and makes files, or that which reads IGES. Neither
 * can do what the other one does.
 */
export type KernelBuild = "step" | "iges";

/** What a thread with a kernel in it begins with. */
export interface KernelBoot {
  readonly build: KernelBuild;
  readonly module: WebAssembly.Module;
  /** The address of the kernel's package. */
  readonly folder: string;
  /** Bytes that its memory may have. */
  readonly maxMemoryBytes: number;
}

/** What is made with the kernel, and by which module. */
interface MakeRequest {
  /**
   * The address of the module, a {@linkcode KernelMaker}. Trunnion's own only can be read there.
   */
  readonly maker: string;
  /** What the module takes. */
  readonly request: unknown;
}

/** What the parent asks for. */
export type KernelRequest =
  /** Reads the STEP file in buffer 0. */
  | ({ readonly type: "readStep"; readonly id: number } & ReadStepOptions)
  /** Reads the IGES file in buffer 0. */
  | ({ readonly type: "readIges"; readonly id: number } & ReadIgesOptions)
  /** Has a module make a file with the kernel. */
  | ({ readonly type: "make"; readonly id: number } & MakeRequest)
  /** Exercises the kernel, so that its code is compiled before the first file comes. */
  | { readonly type: "warmUp"; readonly id: number }
  /** Puts a new instance of the kernel in the place of this one. There is no answer. */
  | { readonly type: "renew"; readonly id: number };

/** The answer to `readStep`: buffer 0 is the B-Rep text, buffer 1 the face ids (int32). */
interface ReadStepReply {
  readonly type: "readStep";
  readonly id: number;
  readonly fileUnits: string | null;
  readonly timings: Record<string, number>;
  readonly heapBytes: number;
}

/** The answer to `readIges`: buffers as of `readStep`. */
interface ReadIgesReply {
  readonly type: "readIges";
  readonly id: number;
  readonly lost: readonly number[];
  readonly timings: Record<string, number>;
  readonly heapBytes: number;
}

/** The answer to `make`: buffer 0 is the file. */
interface MakeReply {
  readonly type: "make";
  readonly id: number;
  readonly info: unknown;
  readonly heapBytes: number;
}

/** The answer to `warmUp`. */
interface WarmUpReply {
  readonly type: "warmUp";
  readonly id: number;
  readonly heapBytes: number;
}

/**
 * Why a request failed:
 * - `"unreadable"`: the kernel's reader refused the file;
 * - `"empty"`: the file was read and holds no shape;
 * - `"exception"`: the kernel threw a C++ exception, or our own code an error on purpose; it can go
 *   on;
 * - `"trap"`: the WebAssembly instance stopped (or the JavaScript around it): it is not to be
 *   used again;
 * - `"memory"`: it needed more memory than it may have; it is not to be used again, either.
 */
export type FailureKind = "unreadable" | "empty" | "exception" | "trap" | "memory";

/** The answer to a request that failed. */
export interface FailureReply {
  readonly type: "failure";
  readonly id: number;
  readonly kind: FailureKind;
  /** Name of the exception's class, e.g. `"Standard_OutOfRange"`. */
  readonly name: string;
  readonly message: string;
  readonly heapBytes: number;
}

/** What the process answers. */
export type KernelReply = {
  /** Bytes of main memory that the process took at most since its last answer. */
  readonly peakBytes?: number;
} & (ReadStepReply | ReadIgesReply | MakeReply | WarmUpReply | FailureReply);

/** What the process writes. */
export type KernelMessage = ReadyMessage | AcceptedMessage | KernelReply;

/** A message and its buffers. */
export interface KernelFrame<M> {
  readonly message: M;
  /** @default {[]} */
  readonly buffers?: readonly Uint8Array<ArrayBuffer>[];
}
