import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../../src/base/sha256.ts";
import { auditFile } from "../../../src/cad/audit/audit_file.ts";
import { AuditKernel, readAlready } from "../../../src/cad/audit/audit_kernel.ts";
import type { KernelDump, ShapeKernel } from "../../../src/cad/formats/shape_kernel.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { temporaryFolder } from "../../pipeline/helpers.ts";
import { ODD_PARTS } from "../formats/step/proven/odd_parts.ts";

const none = new AbortController().signal;

/** A part as a file, and the hash of its bytes. */
function partFile(part: string): { path: string; content: string } {
  const path = join(temporaryFolder(), "part.step");
  const text = ODD_PARTS[part]();
  writeFileSync(path, text);
  return { path, content: sha256(text) };
}
const [ONE, OTHER] = ["an apex for a bound", "a band of an extruded circle"];

test("a file that is another one by now is not read", async () => {
  const kernel = new AuditKernel();
  const { path } = partFile(ONE);
  await expect(kernel.read(path, "0".repeat(64), none)).rejects.toThrow("has changed meanwhile");
  await expect(kernel.read(join(path, ".."), "", none)).rejects.toThrow();
  await kernel.close();
});

test("what a kernel has read is compared elsewhere, and another file's is another", async () => {
  const kernel = new AuditKernel(30_000);
  const [one, other] = [partFile(ONE), partFile(OTHER)];
  const dumps = await Promise.all(
    [one, other].map(({ path, content }) => kernel.read(path, content, none)),
  );
  await kernel.close();
  const audited = ({ path, content }: typeof one, dump: KernelDump) =>
    auditFile(new OcctLoader({}, readAlready(dump)), path, content, none);
  expect(await audited(one, dumps[0])).toEqual({ state: "same" });
  expect(await audited(other, dumps[1])).toEqual({ state: "same" });
  expect((await audited(one, dumps[1])).state).toBe("different");
});

test("a loader leaves another's kernel as it is", async () => {
  const asked: string[] = [];
  const kernel: ShapeKernel = {
    ...readAlready({} as KernelDump),
    readStep: () => {
      asked.push("step");
      return Promise.reject(new RangeError("asked"));
    },
  };
  const loader = new OcctLoader({}, kernel);
  await loader.warmUp();
  expect(loader.takePeakBytes()).toBe(null);
  await loader.close();
  const { path } = partFile(ONE);
  await expect(loader.createFromFile(path, { reader: "kernel" })).rejects.toThrow("asked");
  expect(asked).toEqual(["step"]);
});
