/**
 * What goes wrong with requests to the kernel, as errors.
 *
 * @module
 */
import {
  KernelCrash,
  KernelException,
  KernelMemory,
  KernelTimeout,
  KernelUnavailable,
  MalformedIges,
  MalformedStep,
  NoBodies,
} from "../errors.ts";
import type { FailureReply } from "./kernel_protocol.ts";

/** The error of a process that did not boot in time. */
export function bootTimeout(deadline: number): KernelUnavailable {
  return new KernelUnavailable(
    `Cannot boot the CAD kernel: its process must say within ${
      deadline / 1000
    } s that it is ready, ` +
      "and did not. Try again when the machine is less busy, or with fewer workers.",
    { data: { deadline } },
  );
}

/** The error of a request that was not answered in time. */
export function requestTimeout(what: string, deadline: number): KernelTimeout {
  return new KernelTimeout(
    `Cannot finish '${what}' in the CAD kernel: it must take at most ${
      deadline / 1000
    } s, and was ` +
      "killed after that. Give a longer deadline, or leave the file out.",
    { data: { deadline } },
  );
}

/**
 * The error of a request that the kernel has answered with a failure.
 *
 * @param what the type of the request
 */
export function requestFailure(
  what: string,
  { kind, name, message }: FailureReply,
  maxMemoryBytes: number,
): Error {
  const data = { kind, name, message };
  switch (kind) {
    case "unreadable":
      return new (what === "readIges" ? MalformedIges : MalformedStep)(
        `Cannot read the file: the kernel's reader must accept it, and refused it (${message}). ` +
          "Export it again from the program that made it.",
        { data },
      );
    case "empty":
      return new NoBodies(
        `Cannot find a body in the file: it must hold a solid, a shell or a face (${message}).`,
        { data },
      );
    case "exception":
      return new KernelException(`Cannot finish '${what}' in the CAD kernel: ${name}: ${message}`, {
        data,
      });
    case "trap":
      return new KernelCrash(
        `Cannot finish '${what}' in the CAD kernel: it stopped with ${name}: ${message}. The ` +
          "next file gets a new kernel.",
        { data },
      );
    case "memory":
      return new KernelMemory(
        `Cannot finish '${what}' in the CAD kernel: it may have ${
          maxMemoryBytes / 2 ** 20
        } MiB of ` +
          "memory, and needed more. Divide the file, or leave it out.",
        { data: { maxMemoryBytes } },
      );
  }
}
