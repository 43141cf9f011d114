import { expect, test } from "vitest";
import { Journal } from "../../src/journal/journal.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { beginRun } from "./journals.ts";

const folder = temporaryFolder();

test("a file is audited once by each version of the readers", () => {
  const journal = Journal.open(`${folder()}/journal.sqlite`);
  beginRun(journal);
  const [audits, later] = [journal.readerAudits(1), journal.readerAudits(2)];
  const file = { content: "c", path: "/a.step", exporter: "cad" };
  expect(audits.has("c")).toBe(false);
  expect(audits.add([file, { ...file, path: "/copy.step" }])).toEqual([file]);
  expect([audits.has("c"), audits.has("d"), later.has("c")]).toEqual([true, false, false]);
  audits.end("c", "same", null);
  expect([audits.has("c"), audits.add([file])]).toEqual([true, []]);
  expect(later.add([file])).toEqual([file]);
  journal.close();
});
