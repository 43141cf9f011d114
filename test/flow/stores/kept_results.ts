/** What every backend does, in the same words: one suite, run against each. @module */
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  type ResultBackend,
  type ResultModel,
  ResultModels,
  ResultsManager,
} from "../../../stores.ts";

const PERSON: ResultModel = {
  name: "PersonModel",
  schema: z.object({ name: z.string(), age: z.number(), email: z.string() }),
};
const NESTED: ResultModel = {
  name: "NestedModel",
  schema: z.object({ items: z.array(z.object({ name: z.string() })) }),
};
const JOHN = { name: "John Doe", age: 30, email: "john@example.com" };
const OLDER = { ...JOHN, age: 31 };

/** A backend under test. */
export interface TriedBackend {
  /** Gives an empty one. */
  make(): ResultBackend | Promise<ResultBackend>;
  /** Writes something else in the place of a document. */
  damage(backend: ResultBackend, id: string, document: Uint8Array): void | Promise<void>;
  /** Opens the same place a second time, as another program would; not all can. */
  again?(backend: ResultBackend): ResultBackend | Promise<ResultBackend>;
}

/** The suite. */
export function describeBackend(name: string, { make, damage, again }: TriedBackend): void {
  describe(name, () => {
    let open: ResultsManager[] = [];
    afterEach(async () => {
      for (const manager of open) {
        await manager.clear().catch(() => {});
        await manager.close();
      }
      open = [];
    });

    async function manager(
      options: { compress?: boolean; now?: () => number; backend?: ResultBackend } = {},
    ): Promise<ResultsManager> {
      const models = new ResultModels();
      for (const model of [PERSON, NESTED]) models.register(model);
      const made = new ResultsManager({ backend: await make(), models, ...options });
      open.push(made);
      return made;
    }

    test("A45: what is set is got, of the same model", async () => {
      const results = await manager();
      expect(await results.set("users/john", JOHN, { model: PERSON })).toBe(true);
      expect(await results.get("users/john")).toEqual(JOHN);
      expect(await results.get("users/john", { model: "PersonModel" })).toEqual(JOHN);
    });

    test("A46: a name and its segments are the same", async () => {
      const results = await manager();
      await results.set(["users", "john"], JOHN);
      expect(await results.get("users/john")).toEqual(JOHN);
      expect(await results.listIds()).toEqual(["users/john"]);
    });

    test.each(["", []])("A47: %j is no name", async (id) => {
      const results = await manager();
      await expect(results.set(id, JOHN)).rejects.toThrow("Invalid result ID: empty ID");
    });

    test.each([
      ...["../evil", "a/../../evil", "/etc/evil", "a//b", "a/", ".", "a/./b", "a\\b", "a\0b"],
      ...["nul", "a/con.txt", " a", "a.", "a\n", "x".repeat(201), "\ud800", "a/".repeat(40) + "b"],
    ])("A48: %j is refused", async (id) => {
      const results = await manager();
      for (
        const attempt of [
          () => results.set(id, JOHN),
          () => results.get(id),
          () => results.exists(id),
          () => results.delete(id),
          () => results.getPart(id, "name"),
        ]
      ) await expect(attempt()).rejects.toThrow("Invalid result ID");
    });

    test("A50: exists", async () => {
      const results = await manager();
      expect(await results.exists("users/john")).toBe(false);
      await results.set("users/john", JOHN);
      expect(await results.exists("users/john")).toBe(true);
      for (const other of ["users", "users/joh", "users/john/x", "john"]) {
        expect(await results.exists(other)).toBe(false);
      }
    });

    test("A51: what is not there is an error that says so", async () => {
      const results = await manager();
      const error = await rejection(results.get("nonexistent"));
      expect(error.name).toBe("ResultNotFound");
      expect(error.message).toContain("No result found for ID: nonexistent");
    });

    test("A52: by default a second one is refused", async () => {
      const results = await manager();
      await results.set("users/john", JOHN);
      const error = await rejection(results.set("users/john", OLDER));
      expect(error.name).toBe("ResultExists");
      expect(error.message).toContain("Data already exists for ID: users/john");
      expect(await results.get("users/john")).toEqual(JOHN);
    });

    test("A53: skip-if-same leaves the same, and writes another", async () => {
      const results = await manager();
      const skip = { ifExists: "skip-if-same" } as const;
      expect(await results.set("users/john", JOHN, skip)).toBe(true);
      // In another order of keys it is the same.
      const same = { email: JOHN.email, age: JOHN.age, name: JOHN.name };
      expect(await results.set("users/john", same, skip)).toBe(false);
      expect(await results.set("users/john", OLDER, skip)).toBe(true);
      expect(await results.get("users/john")).toEqual(OLDER);
    });

    test("A54: raise-if-different takes the same, of the same model alone", async () => {
      const results = await manager();
      const once = { ifExists: "raise-if-different", model: PERSON } as const;
      await results.set("users/john", JOHN, once);
      expect(await results.set("users/john", JOHN, once)).toBe(true);
      const refusal = "Different data already exists for ID: users/john";
      await expect(results.set("users/john", OLDER, once)).rejects.toThrow(refusal);
      const other = { ...once, model: { name: "OtherModel" } };
      await expect(results.set("users/john", JOHN, other)).rejects.toThrow(refusal);
      expect(await results.get("users/john")).toEqual(JOHN);
    });

    test("A55: overwrite always writes", async () => {
      const results = await manager();
      for (const value of [JOHN, OLDER, { other: true }]) {
        expect(await results.set("users/john", value, { ifExists: "overwrite" })).toBe(true);
        expect(await results.get("users/john")).toEqual(value);
      }
    });

    test("A56: names, all and below a prefix", async () => {
      const results = await manager();
      expect(await results.listIds()).toEqual([]);
      for (const id of ["users/john", "tasks/task1", "users/jane"]) await results.set(id, JOHN);
      expect(await results.listIds()).toEqual(["tasks/task1", "users/jane", "users/john"]);
      expect(await results.listIds("users")).toEqual(["users/jane", "users/john"]);
      expect(await results.listIds(["users"])).toEqual(["users/jane", "users/john"]);
      expect(await results.listIds("nonexistent")).toEqual([]);
    });

    test("A57: a prefix is whole segments, without wildcards, in order", async () => {
      const results = await manager();
      const ids = ["u", "u/a", "user2/b", "p_q/1", "pxq/1", "p*/1", "p%/1", "p?/[1]", "U/a", "ü/a"];
      for (const id of ids) await results.set(id, 1);
      expect(await results.listIds("u")).toEqual(["u", "u/a"]);
      expect(await results.listIds("p_q")).toEqual(["p_q/1"]);
      expect(await results.listIds("p*")).toEqual(["p*/1"]);
      expect(await results.listIds("p%")).toEqual(["p%/1"]);
      expect(await results.listIds("p?")).toEqual(["p?/[1]"]);
      expect(await results.listIds()).toEqual([...ids].sort());
    });

    test("A58: delete says whether there was one, and leaves the others", async () => {
      const results = await manager();
      await results.set(["deep", "path", "to", "item"], 1);
      await results.set("deep/other", 2);
      expect(await results.delete("deep/path/to/item")).toBe(true);
      expect(await results.exists("deep/path/to/item")).toBe(false);
      expect(await results.delete("deep/path/to/item")).toBe(false);
      expect(await results.listIds()).toEqual(["deep/other"]);
    });

    test("A59: clear takes all, and more may follow", async () => {
      const results = await manager();
      for (const id of ["a", "b/c", "b/d"]) await results.set(id, Float32Array.of(1));
      await results.clear();
      expect(await results.listIds()).toEqual([]);
      await results.set("a", 2);
      expect(await results.get("a")).toBe(2);
    });

    test.each([
      ["{", "it is no JSON"],
      ['{"namespace":"default","data":1}', "missing model type"],
      ['{"model_type":"any","namespace":"default"}', "missing data"],
      ['{"model_type":"any","namespace":"default","data":1,"arrays":[{}]}', "described wrongly"],
      ['{"model_type":"any","namespace":"default","data":{"$array":3}}', "no array 3"],
      ['{"model_type":"any","namespace":"default","data":1,"expires_at":"soon"}', "no time"],
      ['{"model_type":"UnknownModel","namespace":"default","data":1}', "not registered"],
    ])("A60: what is damaged is told: %s", async (text, sentence) => {
      const results = await manager();
      await results.set("users/john", JOHN);
      await damage(results.backend, "users/john", new TextEncoder().encode(text));
      const error = await rejection(results.get("users/john"));
      expect(error.name).toBe("ResultUnreadable");
      expect(error.message).toContain(sentence);
      // It can be taken away, and written anew.
      expect(await results.delete("users/john")).toBe(true);
      await results.set("users/john", OLDER);
    });

    test("A60: another model is refused with what does not fit", async () => {
      const results = await manager();
      await results.set("users/john", JOHN, { model: PERSON });
      const error = await rejection(results.get("users/john", { model: NESTED }));
      expect(error.name).toBe("ResultInvalid");
      expect(error.message).toContain("items: ");
      await expect(results.set("x", { name: 1 }, { model: PERSON })).rejects.toThrow("name: ");
      expect(await results.exists("x")).toBe(false);
    });

    test("A61: nested models come back", async () => {
      const results = await manager();
      const value = { items: [{ name: "a" }, { name: "b" }] };
      await results.set("nested", value, { model: NESTED });
      expect(await results.get("nested")).toEqual(value);
    });

    test("A62: many at once", async () => {
      const results = await manager();
      const ids = Array.from({ length: 10 }, (_, i) => `concurrent/item${i}`);
      await Promise.all(ids.map((id, i) => results.set(id, { i })));
      expect(await results.listIds("concurrent")).toEqual(ids);
      expect(await Promise.all(ids.map((id) => results.get(id)))).toEqual(
        ids.map((_, i) => ({ i })),
      );
    });

    test("A62: of many about one name, one is written", async () => {
      const results = await manager();
      const tries = Array.from({ length: 8 }, (_, i) => results.set("one", i).catch(() => null));
      const won = (await Promise.all(tries)).flatMap((written, i) => written === null ? [] : [i]);
      expect(won).toEqual([await results.get("one")]);
      const gone = await Promise.all([results.delete("one"), results.delete("one")]);
      expect(gone).toEqual([true, false]);
    });

    test("A63: another backend has results of its own", async () => {
      const results = await manager();
      const other = await manager();
      const [first, second] = [results.backend, other.backend];
      await results.set("users/john", JOHN);
      results.backend = second;
      expect(await results.exists("users/john")).toBe(first === second);
      await results.set("copy", JOHN, { ifExists: "overwrite" });
      results.backend = first;
      expect(await results.exists("copy")).toBe(false);
      await other.set("users/john", await results.get("users/john"));
      expect(await other.get("users/john")).toEqual(JOHN);
    });

    test("A65: what has expired is there for nobody, and cleaning up takes it", async () => {
      let now = Date.now();
      const results = await manager({ now: () => now });
      await results.set("short", Float32Array.of(1), { ttl: 60_000 });
      await results.set("long", 2, { ttl: 3_600_000 });
      await results.set("ever", 3);
      expect(await results.listIds()).toEqual(["ever", "long", "short"]);
      now += 60_001;
      expect(await results.exists("short")).toBe(false);
      await expect(results.get("short")).rejects.toThrow("No result found");
      expect(await results.listIds()).toEqual(["ever", "long"]);
      expect(await results.cleanUp()).toEqual(["short"]);
      // And another may be in its place without a word.
      now += 3_600_000;
      await results.set("long", 4);
      expect(await results.get("long")).toBe(4);
    });

    test("values come back as they were", async () => {
      for (const compress of [false, true]) {
        const results = await manager({ compress });
        const value = {
          texts: ["", "a\u0000b", "\u{1f529}", "x".repeat(100_000)],
          numbers: [0, -0, NaN, Infinity, -Infinity, 1e308, 2 ** 53],
          big: -(2n ** 70n),
          none: [null, undefined],
          when: new Date(0),
          never: new Date(NaN),
          map: new Map<unknown, unknown>([["a", 1], [{ b: 2 }, new Set([1, [2]])]]),
          arrays: [
            Float32Array.of(1.5, NaN, -0),
            Float64Array.of(0.1),
            BigInt64Array.of(-5n),
            new Uint8Array(0),
            Int16Array.of(-300, 300).subarray(1),
          ],
          marks: { $date: 5 },
          more: { $object: { $map: [] }, $array: 0 },
          $array: 3,
        };
        await results.set("value", value);
        expect(await results.get("value")).toEqual(value);
        const alone = { $array: 0 };
        await results.set("alone", alone);
        expect(await results.get("alone")).toEqual(alone);
      }
    });

    test("of fields and slices no more is read than is asked for", async () => {
      for (const compress of [false, true]) {
        const results = await manager({ compress });
        const weights = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i));
        const value = {
          name: "net",
          layers: [{ weights, bias: [1, 2, 3] }, { weights: Uint8Array.of(7) }],
          at: new Date(5),
        };
        await results.set("model", value);
        let read = 0;
        const { backend } = results;
        const readBlob = backend.readBlob.bind(backend);
        backend.readBlob = async (...args) => {
          const bytes = await readBlob(...args);
          read += bytes?.length ?? 0;
          return bytes;
        };
        expect(await results.getPart("model", "name")).toBe("net");
        expect(await results.getPart("model", "layers.0.bias")).toEqual([1, 2, 3]);
        expect(await results.getPart("model", ["layers", 0, "bias"], { start: 1 })).toEqual([2, 3]);
        expect(await results.getPart("model", "at")).toEqual(new Date(5));
        expect(read).toBe(0);
        for (const [start, end] of [[10, 20], [8191, 8193], [-3, undefined], [5, 5], [0, 0]]) {
          expect(await results.getPart("model", "layers.0.weights", { start, end }))
            .toEqual(weights.slice(start, end));
        }
        expect(read).toBeLessThan(weights.byteLength);
        if (!compress) expect(read).toBe((10 + 2 + 3) * 8);
        expect(await results.getPart("model", ["layers", 1])).toEqual(value.layers[1]);
        await expect(results.getPart("model", "layers.0.weight")).rejects.toThrow("weights");
        await expect(results.getPart("model", "name", { start: 1 })).rejects.toThrow("parts");
        await expect(results.getPart("model", "at.time")).rejects.toThrow("there is no 'time'");
      }
    });

    test("arrays are kept as bytes, and compressed where that is wanted", async () => {
      const numbers = new Float32Array(30_000).fill(1);
      const sizes: number[] = [];
      for (const compress of [false, true]) {
        const results = await manager({ compress });
        const { backend } = results;
        const write = backend.write.bind(backend);
        backend.write = (id, kept, ...more) => {
          sizes.push(kept.document.length + (kept.blob?.bytes.length ?? 0));
          return write(id, kept, ...more);
        };
        await results.set("numbers", { numbers });
        expect(await results.get("numbers")).toEqual({ numbers });
      }
      expect(sizes[0]).toBeLessThan(numbers.byteLength + 300);
      expect(sizes[1]).toBeLessThan(numbers.byteLength / 20);
    });

    test("a result of arrays may be replaced by one without, and back", async () => {
      const results = await manager();
      for (const value of [{ a: Int32Array.of(1) }, { a: 1 }, { a: Int32Array.of(2, 3) }]) {
        await results.set("x", value, { ifExists: "overwrite" });
        expect(await results.get("x")).toEqual(value);
      }
      expect(await results.listIds()).toEqual(["x"]);
    });

    test.skipIf(again === undefined)("another program sees the same", async () => {
      const results = await manager();
      await results.set("users/john", { ...JOHN, scores: Float32Array.of(1, 2) });
      const other = await manager({ backend: await again!(results.backend) });
      expect(await other.get("users/john")).toEqual(await results.get("users/john"));
      expect(await other.listIds()).toEqual(["users/john"]);
      const tries = [results, other].map((one, i) => one.set("race", i).catch(() => null));
      expect((await Promise.all(tries)).filter((written) => written !== null)).toHaveLength(1);
    });
  });
}

async function rejection(promise: Promise<unknown>): Promise<Error> {
  const [settled] = await Promise.allSettled([promise]);
  if (settled.status === "rejected") return settled.reason as Error;
  throw new Error("it was not refused");
}
