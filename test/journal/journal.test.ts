import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { JournalError } from "../../src/journal/errors.ts";
import { Journal } from "../../src/journal/journal.ts";
import { JournalReader } from "../../src/journal/journal_reader.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { beginRun, done, list } from "./journals.ts";

const folder = temporaryFolder();
const newPath = () => `${folder()}/journal.sqlite`;

test("what ended is there when the journal is opened again, in the order of the list", () => {
  const path = newPath();
  const journal = Journal.open(path);
  beginRun(journal);
  const stage = journal.stage("encode");
  const [a, b, c] = list(stage, ["a", "b", "c"]);
  stage.ended([done(c, { file: "c.data", reply: new Uint8Array([1, 2]) }), done(a)]);
  stage.ended([done(b, { state: "failed", error: "{}" })]);
  journal.endRun("completed", null, { dataset: "x.dataset" });
  journal.close();

  const reader = JournalReader.open(path);
  expect([...reader.endedItems("encode", ["done"])].map(({ item, file }) => [item, file]))
    .toEqual([["a", null], ["c", "c.data"]]);
  expect([...reader.endedItems("encode", ["done"])][1].reply).toEqual(new Uint8Array([1, 2]));
  expect([...reader.endedItems("encode", ["failed"])].map(({ item }) => item)).toEqual(["b"]);
  expect([...reader.endedItems("no such stage", ["done"])]).toEqual([]);
  expect(reader.runs()).toMatchObject([{ state: "completed", files: { dataset: "x.dataset" } }]);
  reader.close();
});

test("each end is an event, once, and those of one call share a row", () => {
  const journal = Journal.open(newPath());
  beginRun(journal);
  const stage = journal.stage("encode");
  const ids = list(stage, ["a", "b", "c"]);
  stage.started(ids, 1);
  stage.ended([done(ids[0]), done(ids[2]), done(ids[1], { state: "skipped" })]);
  const events = [...journal.reader().events(journal.run)];
  expect(events.map(({ kind, items }) => [kind, items])).toEqual([
    ["started", ids],
    ["done", [ids[0], ids[2]]],
    ["skipped", [ids[1]]],
  ]);
  journal.close();
});

test("items of a run that did not end are tried with care, the only one of a batch with more", () => {
  const path = newPath();
  const killed = Journal.open(path);
  beginRun(killed);
  const stage = killed.stage("encode");
  const [a, b, c, d, e] = list(stage, ["a", "b", "c", "d", "e"]);
  stage.started([a, b], 0);
  stage.started([c, d], 1);
  stage.ended([done(a), done(e)]);
  killed.close(); // without endRun, as a kill does

  const journal = Journal.open(path);
  beginRun(journal, "again");
  const again = journal.stage("encode");
  const alone = (key: string) => again.find([key]).get(key)!.alone;
  expect(["a", "b", "c", "d", "e"].map(alone)).toEqual([null, "process", "batch", "batch", null]);
  expect(journal.reader().runs().map(({ state }) => state)).toEqual(["running", "interrupted"]);
  again.ended([done(b)]);
  expect(alone("b")).toBe(null);
  journal.close();
});

test("a run goes on with interrupted ones that were to do the same again, and with no other", () => {
  const path = newPath();
  const since = (again: "all" | "failed" | null, ended: boolean) => {
    const journal = Journal.open(path);
    beginRun(journal, "r", again);
    const first = journal.since;
    if (ended) journal.endRun("completed", null, {});
    journal.close();
    return first;
  };
  expect(since("all", true)).toBe(1);
  expect(since("all", false)).toBe(2);
  expect(since("all", false)).toBe(2);
  expect(since("failed", false)).toBe(4);
  expect(since("all", true)).toBe(5);
});

test("items leave the list and come back with what is known of them, until they are forgotten", () => {
  const journal = Journal.open(newPath());
  beginRun(journal);
  const stage = journal.stage("resize");
  const ids = list(stage, ["a", "b"]);
  stage.ended(ids.map((id) => done(id)));
  expect(list(stage, ["b"])).toEqual([ids[1]]);
  stage.unlist(1, (id) => id === ids[1]);
  expect([...journal.reader().endedItems("resize", ["done"])].map(({ item }) => item)).toEqual([
    "b",
  ]);
  expect(stage.find(["a"]).get("a")).toMatchObject({ position: null, state: "done" });
  const kept = { done: 1, skipped: 0, failed: 0 };
  const facts = { total: 1, workers: 1, kept, reasons: {}, tasks: ["resize"] };
  stage.begin(facts);
  const other = journal.stage("another");
  list(other, ["x"]);
  journal.forgetUnused();
  expect(other.find(["x"]).size).toBe(0); // a stage that this run does not have
  expect(stage.find(["b"]).get("b")).toMatchObject({ position: 0 });
  expect(stage.find(["a"]).size).toBe(0);
  journal.close();
});

describe("items that a dataset has and a later list lacks", () => {
  /** Lists items as a run does that begins, and ends those that are new. */
  function run(journal: Journal, keys: string[]) {
    beginRun(journal, keys.join());
    const stage = journal.stage("encode");
    const known = stage.find(keys);
    const ids = list(stage, keys);
    stage.unlist(ids.length, (id) => ids.includes(id));
    stage.ended(
      ids.filter((_, i) => !known.has(keys[i])).map((id, i) => ({
        ...done(id),
        file: `${keys.filter((key) => !known.has(key))[i]}.data`,
      })),
    );
    stage.place();
    return stage;
  }
  const files = (journal: Journal) => [...journal.reader().placedFiles("encode", null)].join(" ");

  test("stay in their places, and others come after them", () => {
    const journal = Journal.open(newPath());
    run(journal, ["a", "b", "c"]);
    const some = run(journal, ["c"]);
    expect(files(journal)).toBe("a.data b.data c.data");
    expect(some.keptBeside(null)).toEqual({ same: 2, otherCode: 0, otherSchema: 0 });
    run(journal, ["d", "c"]);
    expect(files(journal)).toBe("a.data b.data c.data d.data");
    run(journal, ["d", "c", "b", "a"]); // all of them are there again: theirs is the order
    expect(files(journal)).toBe("d.data c.data b.data a.data");
    journal.close();
  });

  test("leave the dataset when they are pruned", () => {
    const journal = Journal.open(newPath());
    run(journal, ["a", "b", "c"]);
    const some = run(journal, ["b"]);
    some.prune();
    expect(files(journal)).toBe("b.data");
    expect(some.find(["a"]).size).toBe(0);
    journal.close();
  });

  test("are told apart by the code and the schema that they were made with", () => {
    const journal = Journal.open(newPath());
    const made = { code: "1", parameters: "1", schema: "1" };
    const fingerprint = (parts: Partial<typeof made>) => journal.fingerprint({ ...made, ...parts });
    beginRun(journal);
    const stage = journal.stage("encode");
    const ids = list(stage, ["a", "b", "c", "d"]);
    const prints = [{}, { code: "0" }, { schema: "0" }, {}].map(fingerprint);
    stage.ended(
      ids.map((id, i) => ({ ...done(id), fingerprint: prints[i], file: `${"abcd"[i]}.data` })),
    );
    stage.place();
    list(stage, ["d"]);
    stage.unlist(1, (id) => id === ids[3]);
    expect(stage.keptBeside(made)).toEqual({ same: 1, otherCode: 1, otherSchema: 1 });
    expect([...journal.reader().placedFiles("encode", "1")]).toEqual([
      "a.data",
      "b.data",
      "d.data",
    ]);
    journal.close();
  });
});

test("a journal of another version, or damaged, is refused and says what to do", () => {
  const other = newPath();
  const database = new DatabaseSync(other);
  database.exec("CREATE TABLE a (b); PRAGMA user_version = 99");
  database.close();
  expect(() => Journal.open(other)).toThrow(/version 99.*Remove it.*cleanOutputDir/s);
  expect(() => JournalReader.open(other)).toThrow(JournalError);

  const damaged = newPath();
  Deno.writeTextFileSync(damaged, "this is no database, however long it may be ".repeat(100));
  expect(() => Journal.open(damaged)).toThrow(/damaged.*Remove it/s);

  const half = newPath();
  const journal = Journal.open(half);
  beginRun(journal);
  const keys = Array.from({ length: 2000 }, (_, i) => `item ${i}`);
  const ids = list(journal.stage("encode"), keys);
  journal.stage("encode").ended(ids.map((id) => done(id)));
  journal.close();
  const bytes = Deno.readFileSync(half);
  Deno.writeFileSync(half, bytes.fill(7, 8192));
  expect(() => {
    const opened = Journal.open(half);
    try {
      beginRun(opened, "again");
      list(opened.stage("encode"), keys);
    } finally {
      opened.close();
    }
  }).toThrow(/damaged.*Remove it/s);
});

test("a journal that is not there, or cannot be read, says so", () => {
  const none = newPath();
  expect(() => JournalReader.open(none)).toThrow(/^Cannot read .* not there.*Run the flow again/);
  const damaged = newPath();
  Deno.writeTextFileSync(damaged, "this is no database, however long it may be ".repeat(100));
  expect(() => JournalReader.open(damaged)).toThrow(/^Cannot read .* damaged.*Remove it/);
});

test("a journal that cannot be written says so, and keeps all or nothing of a batch", async () => {
  const path = newPath();
  // Files may not grow beyond 512 KiB: to SQLite that is as a full disk.
  const { stdout } = await new Deno.Command("sh", {
    args: [
      "-c",
      "trap '' XFSZ; ulimit -f 1024; exec \"$@\"",
      "sh",
      Deno.execPath(),
      "run",
      "-A",
      new URL("fixtures/full_disk.ts", import.meta.url).pathname,
      path,
    ],
    env: { NO_COLOR: "1" },
  }).output();
  expect(new TextDecoder().decode(stdout)).toMatch(/^JournalWriteError Cannot write the journal/);
  const reader = JournalReader.open(path);
  expect([...reader.endedItems("encode", ["done"])].map(({ item }) => item)).toEqual(["a"]);
  reader.close();
});
