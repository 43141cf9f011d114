/**
 * The kernel's build that reads STEP and makes files.
 *
 * @module
 */
import { type KernelEngine, ownBytes } from "./kernel_engine.ts";
import type { KernelMaker } from "./kernel_maker.ts";
import type { KernelBoot } from "./kernel_protocol.ts";
import { loadOcct, type OpenCascade } from "./load_occt.ts";
import type { MemoryLimit } from "./memory_limit.ts";
import { readStep } from "./read_step.ts";
import { warmUp } from "./warm_up.ts";

/** Boots it in this thread. */
export async function bootEngine(
  { module, folder }: KernelBoot,
  memory: MemoryLimit,
  print: (line: string) => void,
): Promise<KernelEngine> {
  const oc = await loadOcct({ print, module, folder, memory });
  const heapBytes = () => oc.wasmMemory.buffer.byteLength;
  return {
    version: kernelVersion(oc),
    heapBytes,
    exceptionOf: (error) => occtException(oc, error),
    async answer({ message, buffers = [] }) {
      const { id } = message;
      switch (message.type) {
        case "readStep": {
          const { brep, faceIds, fileUnits, timings } = readStep(oc, buffers[0], message);
          return {
            message: { type: "readStep", id, fileUnits, timings, heapBytes: heapBytes() },
            buffers: [ownBytes(brep), ownBytes(new Uint8Array(faceIds.buffer))],
          };
        }
        case "make": {
          // Loaded when it is first asked for: reading files does without.
          const maker: KernelMaker = await import(message.maker);
          const { file, info } = await maker.make(oc, message.request);
          return {
            message: { type: "make", id, info, heapBytes: heapBytes() },
            buffers: [ownBytes(file)],
          };
        }
        case "warmUp":
          warmUp(oc);
          return { message: { type: "warmUp", id, heapBytes: heapBytes() } };
        default:
          throw new TypeError(`This build of the kernel cannot '${message.type}'`);
      }
    },
  };
}

/** The kernel names its version where it signs the files that it writes. */
function kernelVersion(oc: OpenCascade): string {
  new oc.STEPControl_Reader().delete(); // the first one sets the parameters
  const signature = oc.Interface_Static.CVal("write.step.product.name");
  return /\d+(\.\d+)+/.exec(signature)?.[0] ?? "unknown";
}

type CppException = Parameters<OpenCascade["getExceptionMessage"]>[0];

/** Name and message of what C++ code threw; null where it was something else. */
export function occtException(oc: OpenCascade, error: unknown): readonly [string, string] | null {
  // Deno has the class and its types do not.
  const { Exception } = WebAssembly as { Exception?: new (...args: never[]) => unknown };
  const isCpp = (error: unknown): error is CppException =>
    Exception !== undefined && error instanceof Exception;
  if (!isCpp(error)) return null;
  const [name, message] = oc.getExceptionMessage(error);
  return [name, message];
}
