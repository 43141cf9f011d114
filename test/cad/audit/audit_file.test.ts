import { expect, test } from "vitest";
import { auditFile } from "../../../src/cad/audit/audit_file.ts";
import { isAudited } from "../../../src/cad/audit/is_audited.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import type { CadLoader } from "../../../src/cad/cad_loader.ts";
import { box } from "../../helpers/breps.ts";
import { loaderOf } from "../../helpers/model_of.ts";

const NO_FILE = "0".repeat(64);
const none = new AbortController().signal;

/** A loader whose two readers give these, or throw. */
function readers(own: Brep | Error, kernels: Brep | Error): CadLoader {
  return {
    createFromFile(path, { reader } = {}) {
      const made = reader === "kernel" ? kernels : own;
      return made instanceof Error ? Promise.reject(made) : loaderOf(made).createFromFile(path);
    },
    close: () => Promise.resolve(),
  };
}
const audited = (own: Brep | Error, kernels: Brep | Error, content = NO_FILE, signal = none) =>
  auditFile(readers(own, kernels), "/nowhere/a.step", content, signal);

test("what both readers make of a file is compared", async () => {
  expect(await audited(box(1, 2, 3), box(1, 2, 3))).toEqual({ state: "same" });
  expect(await audited(box(1, 2, 3), box(1, 2, 4))).toEqual({
    state: "different",
    detail: expect.stringContaining("body 0: "),
  });
});

test("what cannot be compared is no difference", async () => {
  const failed = (detail: string) => ({ state: "failed", detail });
  const trap = new Error("the kernel has trapped");
  expect(await audited(box(1, 2, 3), trap)).toEqual(failed("the kernel has trapped"));
  const before = "1".repeat(64);
  expect(await audited(box(1, 2, 3), box(1, 2, 4), before)).toEqual(
    failed("the file has changed meanwhile"),
  );
});

test("what the kernel is known to read wrong is no difference", async () => {
  const loader = readers(box(1, 2, 3), box(1, 2, 4));
  const known: CadLoader = {
    ...loader,
    async createFromFile(path, options) {
      const model = await loader.createFromFile(path, options);
      const provenance = { ...model.provenance, kernelFault: "odd surfaces" };
      return Object.assign(Object.create(model), { provenance });
    },
  };
  expect(await auditFile(known, "/nowhere/a.step", NO_FILE, none)).toEqual({
    state: "failed",
    detail: "the kernel reads odd surfaces wrong",
  });
});

test("a run that is stopped has no result", async () => {
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(audited(new Error("x"), new Error("y"), NO_FILE, stopped)).rejects.toThrow(
    "stopped",
  );
});

test("files are chosen by their hashes, one in so many", () => {
  const hashes = Array.from(
    { length: 2000 },
    (_, i) => `${(i * 7919).toString(16)}`.padStart(12, "0"),
  );
  const chosen = hashes.filter((hash) => isAudited(hash + "f".repeat(52), 200));
  expect(chosen.length).toBe(10);
  expect(chosen.every((hash) => isAudited(hash, 100))).toBe(true);
  expect(hashes.some((hash) => isAudited(hash, 0))).toBe(false);
  expect(hashes.every((hash) => isAudited(hash, 1))).toBe(true);
});
