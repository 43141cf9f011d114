import { basename } from "node:path";
import { expect, test } from "vitest";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { callCli } from "./call_cli.ts";
import { ownFlows } from "./own_flows.ts";

const folder = temporaryFolder();
const out = folder("out");
const flows = ownFlows(folder("module"), out);

/** The files of a folder with their times of change. */
function stateOf(root: string): string[] {
  // SQLite keeps these two beside a journal that is read.
  const names = [...Deno.readDirSync(root)].filter(({ name }) => !/-(?:shm|wal)$/.test(name));
  return names.map(({ name }) => {
    const { mtime, size } = Deno.statSync(`${root}/${name}`);
    return `${name} ${size} ${mtime?.getTime()}`;
  }).sort();
}

function scratchOf(text: string): string {
  return /Written to (\S+), /.exec(text)![1];
}

test("one item of an encoded folder is done again, alone, and the run's folder stays", async () => {
  const parts = folder("parts");
  const [good] = await copySampleParts(parts, 2);
  await Deno.writeTextFile(`${parts}/bad.step`, "no STEP");
  await callCli("encode", parts, "--out", out, "--max-errors", "1", "--debug");
  const root = `${out}/flows/parts`;
  const before = stateOf(root);

  const bad = await callCli("debug", root, "bad.step");
  expect(bad.code).toBe(1);
  expect(bad.out).toMatch(/bad\.step: 'encode_labelled' failed\n\w+: .*\n[^]*\n +at .*\.ts:\d+/);
  const done = await callCli("debug", root, good);
  expect(done.out).toContain(`${good}: done\n`);
  expect(done.code).toBe(0);
  const scratch = scratchOf(done.out);
  expect([...Deno.readDirSync(`${scratch}/flows/parts/encoded`)]).toHaveLength(1);
  expect(stateOf(root)).toEqual(before);
  for (const { out } of [bad, done]) await Deno.remove(scratchOf(out), { recursive: true });

  await Deno.remove(`${parts}/bad.step`);
  const gone = await callCli("debug", root, "bad.step");
  expect(gone.err).toContain("bad.step': it must be among the items of 'encode_labelled'");
  await Deno.remove(scratchOf(gone.err), { recursive: true });

  const near = await callCli("debug", root, "bat.step");
  expect(near.code).toBe(2);
  expect(near.err).toContain("Did you mean 'bad.step'?");
  expect(near.err).toContain(basename(good));
}, 60_000);

test("an item of a module's flow is found by its position; its trace is told", async () => {
  await callCli("run", flows, "--flow", "loud", "--inputs", '{"words": ["a", "bad"]}');
  const root = `${out}/flows/loud`;
  const bad = await callCli("debug", root, "1");
  expect(bad.out).toMatch(/^bad: 'shout' failed\nError: no bad words\nError: no bad words\n +at /);
  expect(bad.out).not.toContain("shouting a");
  const good = await callCli("debug", root, "a", "--json");
  expect(JSON.parse(good.out)).toMatchObject({ item: "a", errors: [], result: '"A"' });
  await Deno.remove(scratchOf(bad.out), { recursive: true });
  await Deno.remove(JSON.parse(good.out).folder, { recursive: true });
}, 60_000);
