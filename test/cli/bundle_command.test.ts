import { expect, test } from "vitest";
import { memorySource } from "../../src/storage/byte_source.ts";
import { ZipReader } from "../../src/storage/zip/zip_reader.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { callCli } from "./call_cli.ts";

const folder = temporaryFolder();
const out = folder("out");
Deno.env.set("TRUNNION_TEST_OUT", out);
const signed = new URL("./fixtures/signed_flow.ts", import.meta.url).pathname;

test("a bundle has what a report of a fault needs, without secrets", async () => {
  const inputs = JSON.stringify({
    words: ["a", "bad", "pearl-of-the-sea"],
    apiKey: "pearl-of-the-sea",
    password: "abc",
  });
  await callCli("run", signed, "--inputs", inputs);
  const file = `${out}/signed.zip`;
  const { code, out: text } = await callCli("bundle", `${out}/flows/signed`, "--out", file);
  expect(code).toBe(0);
  expect(text).toContain(
    "Packed versions.txt, run_report.json, journal.json, errors.json, flow_log",
  );
  const zip = new ZipReader(memorySource(Deno.readFileSync(file)), file);
  const entry = (name: string) => new TextDecoder().decode(zip.read(name)!);
  expect(entry("versions.txt")).toMatch(/^trunnion \S+\ndeno \d.*\nOpenCascade \d/);
  expect(JSON.parse(entry("run_report.json"))).toMatchObject({
    flow: "signed",
    state: "completed",
  });
  const { run, stages, events, eventsLeftOut } = JSON.parse(entry("journal.json"));
  expect(run.origin.inputs).toEqual({ words: ["a", "bad", "***"], apiKey: "***", password: "***" });
  expect(stages.map(({ name }: { name: string }) => name)).toContain("shout");
  expect(events.length).toBeGreaterThan(0);
  expect(eventsLeftOut).toBe(0);
  expect(JSON.parse(entry("errors.json"))).toMatchObject({
    errors: [{ item: "bad", task: "shout", message: "no bad words" }],
    errorsLeftOut: 0,
  });
  expect(entry("flow_log.log")).toContain(" - INFO - ");
  expect(new TextDecoder().decode(Deno.readFileSync(file))).not.toContain("pearl-of-the-sea");
}, 60_000);

test("a bundle of a run that is not there is refused", async () => {
  const { code, err } = await callCli("bundle", folder("nothing"));
  expect(code).toBe(2);
  expect(err).toContain("Cannot find a run at");
});
