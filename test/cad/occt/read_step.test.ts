import { beforeAll, describe, expect, test } from "vitest";
import { bodiesOf } from "../../../src/cad/formats/brep/bodies.ts";
import { parseBrepText } from "../../../src/cad/formats/brep/brep_text.ts";
import { kernelFolder } from "../../../src/cad/occt/kernel_package.ts";
import { compileOcct, loadOcct, type OpenCascade } from "../../../src/cad/occt/load_occt.ts";
import { readStep } from "../../../src/cad/occt/read_step.ts";
import { makeStepParts, type StepParts } from "./step_parts.ts";

let oc: OpenCascade;
let parts: StepParts;
beforeAll(async () => {
  oc = await loadOcct();
  parts = await makeStepParts();
});

const bytes = (text: string) => new TextEncoder().encode(text);

/** The origin of the plane of each planar face entity, as the file's text gives it. */
function planeOrigins(text: string): Map<number, number[]> {
  const flat = text.replace(/\s+/g, "");
  const parameters = (id: string, type: string) =>
    new RegExp(`#${id}=${type}\\(([^;]*)\\);`).exec(flat)?.[1];
  const origins = new Map<number, number[]>();
  for (const [, id, surface] of flat.matchAll(/#(\d+)=ADVANCED_FACE\('',\([^)]*\),#(\d+),/g)) {
    const placement = parameters(surface, "PLANE")?.match(/#(\d+)/)?.[1];
    if (placement === undefined) continue;
    const origin = parameters(placement, "AXIS2_PLACEMENT_3D")!.match(/#(\d+)/)![1];
    const point = parameters(origin, "CARTESIAN_POINT")!.match(/\(([^)]*)\)/)![1];
    origins.set(Number(id), point.split(",").map(Number));
  }
  return origins;
}

describe("the entity of a face", () => {
  test.each(["box", "notched", "cylinder", "assembly"] as const)(
    "has the face's own surface: %s",
    (part) => {
      const { brep, faceIds } = readStep(oc, bytes(parts[part]));
      const origins = planeOrigins(parts[part]);
      const out = new Float64Array(9);
      let planes = 0;
      for (const body of bodiesOf(parseBrepText(brep), faceIds)) {
        for (const { surface, entityId } of body.brep.faces) {
          if (surface.kind !== "plane") continue;
          surface.d1(0, 0, out);
          const origin = origins.get(entityId!)!;
          origin.forEach((value, axis) => expect(out[axis]).toBeCloseTo(value, 9));
          planes++;
        }
      }
      expect(planes).toBe(origins.size);
    },
  );
});

test("asking for the entities leaves the shape as it was", () => {
  const { brep } = readStep(oc, bytes(parts.notched));
  oc.FS.writeFile("/again.step", parts.notched);
  using reader = new oc.STEPControl_Reader();
  reader.ReadFile("/again.step");
  using progress = new oc.Message_ProgressRange();
  reader.TransferRoots(progress);
  using shape = reader.OneShape();
  expect(oc.BRepToolsWrapper.Write(shape)).toBe(new TextDecoder().decode(brep));
});

/** A kernel that has read a file five times. */
async function usedKernel(module: WebAssembly.Module, file: Uint8Array): Promise<OpenCascade> {
  const used = await loadOcct({ module });
  for (let i = 0; i < 5; i++) readStep(used, file);
  return used;
}

/** Takes a quarter of a mebibyte of a kernel's memory; what is not held is given back. */
const take = (kernel: OpenCascade) => new kernel.NCollection_Array1_double(1, 2 ** 15);

test("what a reading leaves behind is little", async () => {
  const module = compileOcct(await kernelFolder());
  const file = bytes(parts.notched);
  const first = await usedKernel(module, file);
  const heap = first.wasmMemory.buffer.byteLength;
  const taken = [];
  while (first.wasmMemory.buffer.byteLength === heap) taken.push(take(first));

  // Another one in which all but 2 MiB are taken: readers that are only deleted leave as much
  // behind after some twenty readings of this part.
  const second = await usedKernel(module, file);
  const held = taken.slice(8).map(() => take(second));
  let last = 0;
  for (let i = 0; i < 60; i++) last = readStep(second, file).heapBytes;
  expect(last).toBe(heap);
  expect(held).toHaveLength(taken.length - 8);
  expect(taken.length).toBeGreaterThan(50);
});
