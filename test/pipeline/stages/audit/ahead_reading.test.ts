import { expect, test } from "vitest";
import type { AuditKernel } from "../../../../src/cad/audit/audit_kernel.ts";
import type { KernelDump } from "../../../../src/cad/formats/shape_kernel.ts";
import { AheadReading } from "../../../../src/pipeline/stages/audit/ahead_reading.ts";

const file = (content: string) => ({ content, path: `/${content}`, exporter: "cad" });

/** A kernel whose readings end when they are told to. */
function setUp(bytes = 1) {
  const stop = new AbortController();
  const calls: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<KernelDump>>();
  const kernel = {
    read(path: string) {
      calls.push(`read ${path}`);
      ends.set(path, Promise.withResolvers());
      return ends.get(path)!.promise;
    },
    close: () => Promise.resolve(void calls.push("close")),
  } as unknown as AuditKernel;
  const ahead = new AheadReading(() => {
    calls.push("open");
    return Promise.resolve(kernel);
  }, stop.signal);
  const dumpOf = (path: string) => ({ path, brep: { length: bytes } }) as unknown as KernelDump;
  return {
    ahead,
    calls,
    stop,
    end: async (path: string, error?: Error) => {
      await expect.poll(() => ends.has(path)).toBe(true);
      if (error === undefined) ends.get(path)!.resolve(dumpOf(path));
      else ends.get(path)!.reject(error);
      ends.delete(path);
    },
  };
}

test("files are read one after the other, by one kernel that starts with the first", async () => {
  const { ahead, calls, end } = setUp();
  expect(calls).toEqual([]);
  const dumps = [ahead.read(file("a")), ahead.read(file("b"))];
  await end("/a", new Error("broken"));
  await expect(dumps[0]).rejects.toThrow("broken");
  await end("/b");
  expect(await dumps[1]).toMatchObject({ path: "/b" });
  await ahead.close();
  expect(calls).toEqual(["open", "read /a", "read /b", "close"]);
});

test("what was begun early is there when it is asked for, or tried again", async () => {
  const { ahead, calls, end } = setUp();
  ahead.begin(file("a"));
  ahead.begin(file("b")); // it is warm by the first
  await end("/a");
  expect(await ahead.read(file("a"))).toMatchObject({ path: "/a" });
  expect(calls).toEqual(["open", "read /a"]);
  const other = setUp();
  other.ahead.begin(file("a"));
  await other.end("/a", new Error("busy"));
  const dump = other.ahead.read(file("a"));
  await other.end("/a");
  expect(await dump).toMatchObject({ path: "/a" });
});

test("no further file is read while much waits", async () => {
  const { ahead, calls, end, stop } = setUp(2 ** 27 + 1);
  const [first, second, third] = ["a", "b", "c"].map((name) => ahead.read(file(name)));
  await end("/a");
  const dump = await first;
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(calls).toEqual(["open", "read /a"]);
  ahead.free(dump);
  await end("/b");
  await second;
  stop.abort(new Error("stopped"));
  await expect(third).rejects.toThrow("stopped");
});

test("where nothing was read there is nothing to end", async () => {
  const { ahead, calls } = setUp();
  await ahead.close();
  expect(calls).toEqual([]);
});
