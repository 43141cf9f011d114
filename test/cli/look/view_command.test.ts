import { join } from "node:path";
import { expect, test } from "vitest";
import { drawnDataset } from "../../helpers/drawn_dataset.ts";
import { readPng } from "../../helpers/read_png.ts";
import { copySampleParts } from "../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { callCli } from "../call_cli.ts";

const folder = temporaryFolder();

test("a file and a sample become pages, samples one picture", async () => {
  const root = folder("parts");
  await copySampleParts(root, 1);
  const [step] = [...Deno.readDirSync(root)].map(({ name }) => name)
    .filter((name) => name.endsWith(".step"));
  const page = join(root, "part.html");
  const viewed = await callCli("view", join(root, step), "--color-by", "kind", "--out", page);
  expect(viewed).toMatchObject({ code: 0 });
  expect(viewed.out).toContain(`Page: ${page}`);
  expect(await Deno.readTextFile(page)).toContain('"colourBy":"kind"');
  const wrong = await callCli("view", join(root, step), "--color-by", "knid", "--out", page);
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.err).toContain("Did you mean 'kind'?");

  const encoded = await callCli("encode", root, "--out", root, "--name", "parts");
  expect(encoded.code).toBe(0);
  const flow = join(root, "flows", "parts");
  const sample = await callCli("view", flow, "--sample", "0", "--out", page, "--json");
  expect(JSON.parse(sample.out).columns).toContain("faces/face_types");
  const picture = join(root, "parts.png");
  const drawn = await callCli("preview", flow, "--k", "2", "--cols", "1", "--out", picture);
  expect(drawn.out).toContain("1 of 1 sample drawn");
  expect(readPng(await Deno.readFile(picture)).width).toBe(20 + 276);
});

test("what cannot be drawn is told, and the others are in the picture", async () => {
  const { path } = await drawnDataset(folder("drawn"));
  const picture = join(folder("out"), "drawn.png");
  const args = ["preview", path, "--sample", "box", "pair/pin", "--out", picture];
  const { code, out } = await callCli(...args);
  expect(code).toBe(0);
  expect(out).toContain("0 of 2 samples drawn");
  expect(out).toContain("  pair/pin: its file does not open: ");
  expect(readPng(await Deno.readFile(picture)).height).toBeGreaterThan(256);
  const unknown = await callCli("preview", path, "--sample", "bocks");
  expect(unknown.err).toContain("There are: 'box', 'cylinder'");
});
