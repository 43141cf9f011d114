/**
 * A build of the kernel, as its thread sees it.
 *
 * @module
 */
import type { KernelFrame, KernelMessage, KernelRequest } from "./kernel_protocol.ts";

/** A booted kernel that answers requests. */
export interface KernelEngine {
  /** The version that the kernel gives itself. */
  readonly version: string;
  /** Bytes of its memory. */
  heapBytes(): number;
  /**
   * Does what is asked.
   *
   * @throws whatever goes wrong in the kernel
   */
  answer(
    frame: KernelFrame<KernelRequest>,
  ): KernelFrame<KernelMessage> | Promise<KernelFrame<KernelMessage>>;
  /** Name and message of an exception that C++ code threw; null where it was something else. */
  exceptionOf(error: unknown): readonly [name: string, message: string] | null;
}

/** The bytes in a buffer that they fill, so that it can be handed over. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length;
  return whole ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

/** The version in a text that the kernel has signed: `"Open CASCADE STEP processor 7.6"`. */
export function versionIn(signed: string): string {
  return /processor (\d+(?:\.\d+)+)/.exec(signed)?.[1] ?? "unknown";
}
