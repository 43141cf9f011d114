/**
 * The kernel's build that reads IGES.
 *
 * @module
 */
import type { IgesKernel } from "./iges_kernel.ts";
import { type KernelEngine, ownBytes, versionIn } from "./kernel_engine.ts";
import type { KernelBoot } from "./kernel_protocol.ts";
import { loadIgesKernel } from "./load_iges_kernel.ts";
import type { MemoryLimit } from "./memory_limit.ts";
import { readIges } from "./read_iges.ts";

/** Boots it in this thread. */
export async function bootEngine(
  { module, folder }: KernelBoot,
  memory: MemoryLimit,
  print: (line: string) => void,
): Promise<KernelEngine> {
  const oc = await loadIgesKernel({ folder, module, memory, print });
  const heapBytes = () => oc.HEAP8.buffer.byteLength;
  return {
    version: kernelVersion(oc),
    heapBytes,
    exceptionOf: (error) => exceptionOf(oc, error),
    answer({ message, buffers = [] }) {
      const { id } = message;
      if (message.type !== "readIges") {
        throw new TypeError(`This build of the kernel cannot '${message.type}'`);
      }
      const { brep, faceIds, lost, timings } = readIges(oc, buffers[0], message);
      return {
        message: { type: "readIges", id, lost, timings, heapBytes: heapBytes() },
        buffers: [ownBytes(brep), ownBytes(new Uint8Array(faceIds.buffer))],
      };
    },
  };
}

/** What C++ code throws arrives as a number: where in the memory the exception lies. */
function exceptionOf(oc: IgesKernel, error: unknown): readonly [string, string] | null {
  if (typeof error !== "number") return null;
  const told = oc.BitByBitDev.GetExceptionMessage(error);
  return ["Standard_Failure", told === "" ? "no message" : told];
}

/** The kernel signs the STEP files that it writes; what it reads tells nothing of itself. */
function kernelVersion(oc: IgesKernel): string {
  const path = "/version.step";
  const box = new oc.BRepPrimAPI_MakeBox_2(1, 1, 1), shape = box.Shape();
  const writer = new oc.STEPControl_Writer_1(), progress = new oc.Message_ProgressRange_1();
  writer.Transfer(shape, oc.STEPControl_StepModelType.STEPControl_AsIs, true, progress);
  writer.Write(path);
  const text = new TextDecoder().decode(oc.FS.readFile(path));
  oc.FS.unlink(path);
  for (const object of [progress, writer, shape, box]) object.delete();
  return versionIn(text);
}
