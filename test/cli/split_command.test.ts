import { expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function split(...args: string[]) {
  const flow = await writeDataset(folder());
  const io = fakeIo();
  const code = await runCli(["split", flow, ...args], io);
  return { flow, code, out: io.stdout(), err: io.stderr() };
}

test("a split says how each class was divided, and is in the infoset", async () => {
  const { flow, code, out } = await split(
    "--key",
    "part_category",
    "--group",
    "labels",
    ...["--train", ".6", "--validation", ".2", "--test", ".2"],
  );
  expect(code).toBe(0);
  expect(out).toContain("Split 5 samples by labels/part_category (seed 42): train 3, ");
  expect(out).toMatch(
    /^ {2}labels\/part_category {2}size {2}train {2}validation {2}test {2}weight$/m,
  );
  expect(out).toMatch(
    /^Too small to be in every set \(4 classes .*\): shaft, plate, gear, \(missing\)\. Add/m,
  );
  using dataset = await openDataset(flow);
  expect(await dataset.column("subset")).not.toContain("");
});

test("a split as JSON is one document", async () => {
  const { out, err } = await split("--key", "family", "--json", "--train", "1", ...[
    "--validation=0",
    "--test=0",
  ]);
  expect(JSON.parse(out)).toMatchObject({
    train: 5,
    validation: 0,
    test: 0,
    key: "family",
    seed: 42,
  });
  expect(err).toBe("");
});

test("the same seed gives the same split", async () => {
  const subset = async (seed: string) => {
    const { flow } = await split("--key", "family", "--seed", seed);
    using dataset = await openDataset(flow);
    return await dataset.column("subset");
  };
  expect(await subset("7")).toEqual(await subset("7"));
});

test.each([
  [["--key", "familly"], 2, "Did you mean 'family'?"],
  [["--key", "family", "--train", ".9"], 2, "must sum to 1, found 0.9 + 0.15 + 0.15 = 1.2"],
  [["--key", "family", "--group", "label"], 1, "Did you mean 'labels'?"],
])("%j is refused", async (args, expected, message) => {
  const { code, out, err } = await split(...args);
  expect([code, out]).toEqual([expected, ""]);
  expect(err).toContain(message);
});

test("samples with a tag are left out, and a tag that no sample has is refused", async () => {
  const flow = await writeDataset(folder());
  {
    using dataset = await openDataset(flow);
    await dataset.tag([0], "doubtful");
  }
  const call = async (tag: string) => {
    const io = fakeIo();
    return {
      code: await runCli(["split", flow, "--without-tag", tag], io),
      text: io.stdout() + io.stderr(),
    };
  };
  expect(await call("doubtfull")).toMatchObject({
    code: 2,
    text: expect.stringContaining("Did you mean 'doubtful'?"),
  });
  expect((await call("doubtful")).text).toContain("1 sample is left out by 'where'.");
});
