import { expect, test } from "vitest";
import { MergeError } from "../../../src/dataset/merge/merge_error.ts";
import { OutputError } from "../../../src/pipeline/errors.ts";
import { outputFault } from "../../../src/pipeline/folder/output_fault.ts";
import { fullDisk } from "../fixtures/unsteady_tasks.ts";
import { runTasks } from "../helpers.ts";

const withCode = (code: string) => Object.assign(new Error("system"), { code });

const HERE = Deno.cwd();

test("a full disk, wherever in the causes it is, keeps every item from being written", () => {
  const fault = outputFault(new Error("cannot seal", { cause: withCode("ENOSPC") }), HERE);
  expect(fault).toBeInstanceOf(OutputError);
  expect(fault?.message).toBe(
    "Cannot write on: the disk is full (system). Make room, or choose another folder, and run it " +
      "again: it goes on where it stopped.",
  );
  const shard = new MergeError("Cannot write shard 0", { data: { code: "ENOSPC", shard: 0 } });
  expect(outputFault(shard, HERE)?.message).toMatch(
    /the disk is full \(Cannot write shard 0\)\. Make/,
  );
  expect(outputFault(withCode("EROFS"), HERE)?.data).toEqual({ code: "EROFS" });
});

test("a ring of causes has an end", () => {
  const error = new Error("round");
  error.cause = error;
  expect(outputFault(error, Deno.cwd())).toBeNull();
});

test("what is wrong with one item is not the disk's fault", () => {
  expect(outputFault(withCode("ENOENT"), HERE)).toBeNull();
  expect(outputFault(new Error("ENOSPC"), HERE)).toBeNull();
  expect(outputFault("ENOSPC", HERE)).toBeNull();
  expect(outputFault(Object.assign(new Error("x"), { code: "constructor" }), HERE)).toBeNull();
});

test.skipIf(Deno.build.os !== "linux").for([true, false])(
  "ends a run at once, with one error (debug: %s)",
  async (debug) => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const run = runTasks([fullDisk], { items }, { debug, maxWorkers: 1 });
    await expect(run).rejects.toMatchObject({
      name: "OutputError",
      message: expect.stringContaining("the disk is full"),
    });
  },
);

test("a file that is missing is the folder's fault where that is gone", () => {
  const gone = `${HERE}/no such folder`;
  for (const error of [withCode("ENOENT"), new Deno.errors.NotFound("no file")]) {
    const fault = outputFault(new Error("cannot seal", { cause: error }), gone);
    expect(fault?.message).toContain(`the folder '${gone}' is gone`);
    expect(outputFault(error, HERE)).toBeNull();
  }
});
