import { expect, test } from "vitest";
import { runCli } from "../../../src/cli/main.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("shared"));

async function chart(...args: string[]) {
  const io = fakeIo();
  const code = await runCli(["chart", flow, ...args], io);
  return { code, out: io.stdout(), err: io.stderr() };
}

test("a chart is drawn as text, and as SVG into a file", async () => {
  const out = `${folder("out")}/family.svg`;
  const told = await chart("--key", "family", "--out", out);
  expect(told.code).toBe(0);
  expect(told.out).toMatch(/gear +│█+│ 2/);
  expect(told.out).toContain(`Chart: ${out}`);
  expect(await Deno.readTextFile(out)).toMatch(/^<svg /);
});

test("as JSON it is the specification", async () => {
  const { code, out } = await chart("--key", "face_count", "--bins", "2", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out).data.values).toHaveLength(2);
});

test("an unknown key is refused with what there is", async () => {
  const { code, err } = await chart("--key", "famly");
  expect(code).toBe(2);
  expect(err).toContain("Did you mean 'family'?");
});

test("a split is drawn by its name, and something must be asked for", async () => {
  const split = ["split", flow, "--key", "family", "--name", "second", "--no-group-by"];
  expect(await runCli(split, fakeIo())).toBe(0);
  const { code, out } = await chart("--split", "second", "--key", "family");
  expect(code).toBe(0);
  expect(out).toMatch(/gear, train/);
  expect((await chart("--split", "secnd")).err).toContain("Did you mean 'second'?");
  expect((await chart()).err).toContain("`--split default` a split");
});

test("the extension says what is written, and another is refused before anything is read", async () => {
  const out = folder("kinds");
  const written = async (name: string, ...more: string[]) => {
    const { code, err } = await chart("--key", "family", "--out", `${out}/${name}`, ...more);
    expect([code, err]).toEqual([0, ""]);
    return await Deno.readFile(`${out}/${name}`);
  };
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  expect(text((await written("a.png")).subarray(1, 4))).toBe("PNG");
  // No font is asked for: texts are outlines.
  expect(text(await written("a.svg"))).not.toContain("<text");
  expect(text(await written("a.html", "--theme", "dark"))).toContain("#16181c");
  expect(JSON.parse(text(await written("a.json"))).data.values[0].value).toBe("gear");
  const { code, err } = await chart("--key", "family", "--out", `${out}/a.pdf`);
  expect([code, err]).toEqual([2, expect.stringContaining("must be one of .svg, .png")]);
});

test("two keys make a scatter or a heatmap, and what is missing is named", async () => {
  expect((await chart("--key", "face_count", "--against", "volume")).out)
    .toContain("volume against face_count");
  const heat = await chart("--kind", "heatmap", "--key", "family", "--against", "face_count");
  expect([heat.code, heat.out]).toEqual([0, expect.stringContaining("face_count against family")]);
  expect((await chart("--kind", "heatmap", "--key", "family")).err).toContain("without --against");
  expect((await chart("--kind", "heatmp")).err).toContain("Did you mean 'heatmap'?");
  expect((await chart("--kind", "timings")).err).toContain("run_report.json");
});
