import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FileBackend, MemoryBackend, ResultsManager } from "../../../stores.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { describeBackend } from "./kept_results.ts";

const folder = temporaryFolder();
const placeOf = ({ name }: { name: string }) => name.replace("file:", "");

describeBackend("files", {
  make: () => new FileBackend(folder()),
  damage: (backend, id, document) => writeFileSync(`${placeOf(backend)}/${id}.json`, document),
  again: (backend) => new FileBackend(placeOf(backend)),
});

describe("files", () => {
  test("A46: a result is a file of JSON that anyone can read", async () => {
    const base = folder();
    const results = new ResultsManager({ baseDir: base });
    const john = { name: "John Doe", age: 30, email: "john@example.com" };
    await results.set("users/john", john, { model: { name: "PersonModel" } });
    expect(JSON.parse(readFileSync(`${base}/users/john.json`, "utf8"))).toEqual({
      model_type: "PersonModel",
      namespace: "default",
      data: john,
    });
    await results.set("users/jane", { scores: Float32Array.of(1, 2) });
    const files = readdirSync(`${base}/users`).sort();
    expect(files).toEqual([
      expect.stringMatching(/^jane\.[0-9a-f]{16}\.bin$/),
      "jane.json",
      "john.json",
    ]);
    const { buffer } = new Uint8Array(readFileSync(`${base}/users/${files[0]}`));
    expect([...new Float32Array(buffer)]).toEqual([1, 2]);
  });

  test("bytes that were replaced are not left behind", async () => {
    const base = folder();
    const results = new ResultsManager({ baseDir: base });
    for (const n of [1, 2, 3]) {
      await results.set("a", { numbers: Int32Array.of(n) }, { ifExists: "overwrite" });
    }
    expect(readdirSync(base)).toHaveLength(2);
    await results.set("a", 1, { ifExists: "overwrite" });
    expect(readdirSync(base)).toEqual(["a.json"]);
  });

  test("A47: a prefix of nothing lists all", async () => {
    const results = new ResultsManager({ baseDir: folder() });
    await results.set("a", 1);
    expect(await results.listIds("")).toEqual(["a"]);
  });

  test("A48: nothing is written outside of the folder", async () => {
    const base = `${folder()}/base`;
    const results = new ResultsManager({ baseDir: base });
    await expect(results.set("../evil", 1)).rejects.toThrow("'..' leads elsewhere");
    expect(existsSync(`${base}/../evil.json`)).toBe(false);
  });

  test("A49: the folder is made, unless that is not wanted", async () => {
    const base = `${folder()}/not/there`;
    const strict = new ResultsManager({ baseDir: base, createIfMissing: false });
    await expect(strict.set("a", 1)).rejects.toThrow("the folder must be there, and is not");
    await expect(strict.listIds()).rejects.toThrow("the folder must be there, and is not");
    const results = new ResultsManager({ baseDir: base });
    expect(await results.listIds()).toEqual([]);
    await results.set("a", 1);
    expect(await strict.get("a")).toBe(1);
    expect(() => new ResultsManager({})).toThrow("Must provide either base_dir or backend");
    expect(() => new ResultsManager({ baseDir: base, backend: new MemoryBackend() })).toThrow(
      "found both",
    );
  });

  test("A58, A59: empty folders go, and the base stays", async () => {
    const base = folder();
    const results = new ResultsManager({ baseDir: base });
    await results.set(["deep", "path", "to", "item"], 1);
    await results.set("deep/other", Float32Array.of(2));
    await results.delete("deep/path/to/item");
    expect(existsSync(`${base}/deep/path`)).toBe(false);
    await results.clear();
    expect(readdirSync(base)).toEqual([]);
  });

  test("names that look like our files do not get in each other's way", async () => {
    const results = new ResultsManager({ baseDir: folder() });
    const ids = [
      "a",
      "a.json",
      "a.json/b",
      "a.bin",
      "a.0123456789abcdef.bin",
      "a%2ejson",
      "A.JSON/b",
    ];
    for (const id of ids) await results.set(id, { id, bytes: Uint8Array.of(1) });
    expect(await results.listIds()).toEqual([...ids].sort());
    for (const id of ids) expect(await results.get(id)).toMatchObject({ id });
    await results.delete("a");
    expect(await results.get("a.0123456789abcdef.bin")).toMatchObject({ bytes: Uint8Array.of(1) });
  });

  test("what others left in the folder is left, and no result", async () => {
    const base = folder();
    mkdirSync(`${base}/notes`);
    writeFileSync(`${base}/notes/readme.txt`, "mine");
    const results = new ResultsManager({ baseDir: base });
    await results.set("notes/a", 1);
    expect(await results.listIds()).toEqual(["notes/a"]);
    await results.clear();
    expect(readdirSync(`${base}/notes`)).toEqual(["readme.txt"]);
  });

  test("bytes that are gone or cut short are told", async () => {
    const base = folder();
    const results = new ResultsManager({ baseDir: base });
    await results.set("a", { numbers: Float64Array.of(1, 2) });
    const [blob] = readdirSync(base).filter((name) => name.endsWith(".bin"));
    writeFileSync(`${base}/${blob}`, new Uint8Array(8));
    await expect(results.get("a")).rejects.toThrow("the bytes of its arrays are not there");
    Deno.removeSync(`${base}/${blob}`);
    await expect(results.get("a")).rejects.toThrow("the bytes of its arrays are not there");
  });
});
