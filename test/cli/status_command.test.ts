import { expect, test } from "vitest";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { callCli } from "./call_cli.ts";
import { ownFlows } from "./own_flows.ts";

const folder = temporaryFolder();
const out = folder("out");
const flows = ownFlows(folder("module"), out);

test("status, retry and clean lead through the life of an encoded folder", async () => {
  const parts = folder("parts");
  const [good] = await copySampleParts(parts, 1);
  await Deno.writeTextFile(`${parts}/bad.step`, "no STEP");
  const encode = ["encode", parts, "--out", out, "--debug"];
  expect((await callCli(...encode)).code).toBe(0);
  const root = `${out}/flows/parts`;

  const status = await callCli("status", root);
  expect(status.out).toMatch(/^parts: completed after /);
  expect(status.out).toMatch(/encode_labelled: 2 items\n.*\n.*1 done.*1 failed/);
  expect(status.out).toMatch(/new +encode_labelled +2/);
  expect(status.out).toContain(`trunnion retry ${root}`);

  const kept = await callCli(...encode);
  expect(kept.out).toContain("1 reused from an earlier run\n1 failure of an earlier run is kept; ");
  expect(JSON.parse((await callCli("status", `${root}/parts.flow`, "--json")).out).stages[2])
    .toMatchObject({
      items: { done: 0, reused: 1, failed: 1, keptFailed: 1 },
      reasons: { unchanged: 2 },
    });

  await Deno.copyFile(`${parts}/${good}`, `${parts}/bad.step`);
  const retried = await callCli("retry", root);
  expect(retried.out).toMatch(/^parts: 2 of 2 files encoded.*no errors/);

  const dry = await callCli("clean", root, "--dry-run");
  expect(dry.out).toMatch(/^Would remove .*: encoded, files_summary, journal.sqlite \(/);
  expect((await callCli("clean", root)).out).toMatch(/^Removed /);
  expect([...Deno.readDirSync(root)].map(({ name }) => name).sort()).toEqual(
    [
      ".lock",
      "error_summary.json",
      "flow_log.log",
      "parts.attribset",
      "parts.dataset",
      "parts.flow",
      "parts.infoset",
      "parts.merge.json",
      "parts.sources.json",
      "run_report.html",
      "run_report.json",
      "stream_cache",
    ],
  );
  await callCli("clean", root, "--all");
  expect([...Deno.readDirSync(root)]).toEqual([]);
}, 60_000);

test("a folder that was moved is retried where it is", async () => {
  const parts = folder("few"), moved = folder("moved");
  await copySampleParts(parts, 1);
  await callCli("encode", parts, "--out", folder("before"), "--debug");
  await Deno.rename(`${folder("before")}/flows`, `${moved}/flows`);
  await Deno.rename(`${moved}/flows/few`, `${moved}/flows/other`);
  const retried = await callCli("retry", `${moved}/flows/other`, "--json");
  expect(JSON.parse(retried.out)).toMatchObject({ flow_name: "other", file_count: 1 });
  expect([...Deno.readDirSync(folder("before"))]).toEqual([]);
  await Deno.rename(`${moved}/flows/other`, `${moved}/other`);
  const refused = await callCli("retry", `${moved}/other`);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("OUT/flows/NAME")]);
});

test("a module's flow is retried with its inputs; --dry-run leaves nothing", async () => {
  const inputs = '{"words": ["a", "bad"]}';
  const dry = await callCli("run", flows, "--flow", "loud", "--inputs", inputs, "--dry-run");
  expect(dry.out).toMatch(/^Dry run: 2 of 2 items done, nothing written\nAll of them: about /);
  expect(dry.out).toContain('First rows:\n  "A"\n');
  expect(dry.out).toContain("Error: no bad words");
  expect((await callCli("status", `${out}/flows/loud`)).code).toBe(2);
  await callCli("run", flows, "--flow", "loud", "--inputs", inputs);
  const retried = await callCli("retry", `${out}/flows/loud`, "--json");
  expect(JSON.parse(retried.out)).toMatchObject({ error_count: 1, kept_error_count: 0 });
  const again = await callCli("run", flows, "--flow", "loud", "--inputs", inputs, "--json");
  expect(JSON.parse(again.out)).toMatchObject({ error_count: 1, kept_error_count: 1 });
});

test("a run over the first items is retried over these", async () => {
  const run = ["run", flows, "--flow", "loud", "--inputs", '{"words": ["bad", "a", "b"]}'];
  await callCli(...run, "--limit", "2");
  const retried = await callCli("retry", `${out}/flows/loud`, "--json");
  expect(JSON.parse(retried.out)).toMatchObject({ item_count: 2, available_count: 3 });
});

test("a journal that cannot be used is told with the command that removes it", async () => {
  const root = folder("damaged");
  await Deno.writeTextFile(
    `${root}/journal.sqlite`,
    "no database, but long enough to be read as one",
  );
  const { code, err } = await callCli("status", root);
  expect(code).toBe(1);
  expect(err).toContain("it is damaged. Remove it, or run with `cleanOutputDir: true`");
  expect(err).toContain(`\`trunnion clean ${root}\` removes it.`);
});
