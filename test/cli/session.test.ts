import { describe, expect, test } from "vitest";
import { Session } from "../../src/cli/session.ts";
import { CLEAR } from "../../src/display/screen.ts";
import { TrunnionError, UsageError } from "../../src/base/errors.ts";
import { RunCancelled } from "../../src/flow/record/flow_errors.ts";
import { fakeIo } from "../helpers/fake_io.ts";

const result = { text: "for people", json: { for: "machines" } };

test("a result is printed as text, or as one JSON document", async () => {
  const [text, json] = [fakeIo(), fakeIo()];
  await new Session(text).run({}, () => Promise.resolve(result));
  await new Session(json).run({ json: true }, () => Promise.resolve(result));
  expect(text.stdout()).toBe("for people\n");
  expect(JSON.parse(json.stdout())).toEqual({ for: "machines" });
});

describe("Ctrl-C", () => {
  test("asks the command to stop, and the second one ends the process", async () => {
    const io = fakeIo();
    const session = new Session(io);
    const run = session.run({}, () =>
      new Promise((_, reject) => {
        session.signal.addEventListener("abort", () => reject(session.signal.reason));
      }));
    io.interrupt();
    expect(session.signal.aborted).toBe(true);
    expect(io.exits).toEqual([]);
    io.interrupt();
    expect(io.exits).toEqual([130]);
    const error = await run.catch((error: unknown) => error);
    expect(session.fail(error)).toBe(130);
    expect(io.stderr()).toContain("Interrupted.");
  });

  test("is told as JSON where that was asked for", async () => {
    const stopped = new RunCancelled("2 items are done.", { data: { flow_file: "x.flow" } });
    const errorOf = async (thrown: unknown) => {
      const io = fakeIo();
      const session = new Session(io);
      const error = await session.run({ json: true }, () => {
        io.interrupt();
        return Promise.reject(thrown);
      }).catch((error: unknown) => error);
      expect(session.fail(error)).toBe(130);
      return JSON.parse(io.stdout()).error;
    };
    expect(await errorOf(stopped)).toEqual({
      class: "RunCancelled",
      message: "2 items are done.",
      data: { flow_file: "x.flow" },
    });
    expect(await errorOf(new Error("stop"))).toMatchObject({ message: "Interrupted." });
  });

  test("says how many items have how long", async () => {
    const io = fakeIo();
    const session = new Session(io);
    const worker = { worker: 0, durationMs: 5, pending: 3 };
    await session.run({}, () => {
      const items = ["a", "b", null];
      const look = () => ({ workers: items.map((item) => ({ ...worker, item })) });
      const over = session.progress("over", 1, look);
      void over.finish();
      const progress = session.progress("encode", 9, look);
      io.interrupt();
      void progress.finish();
      return Promise.resolve(result);
    }).catch(() => {});
    expect(io.stderr()).toContain(
      "Stopping: 2 items in work have up to 5 s; Ctrl-C again ends at once.\n",
    );
  });

  test("takes away what is drawn in place before the process ends", () => {
    const io = fakeIo({ terminal: true });
    const session = new Session(io);
    void session.run({}, () => new Promise(() => {}));
    const progress = session.progress("encode", 9);
    io.interrupt();
    io.interrupt();
    expect(io.exits).toEqual([130]);
    expect(io.stderr().endsWith(CLEAR)).toBe(true);
    expect(io.stderr()).toContain(`${CLEAR}Stopping; what is finished stays.`);
    void progress.finish(); // gives the console back
  });

  test("leaves no result, even where the command took no notice", async () => {
    const io = fakeIo();
    const session = new Session(io);
    await expect(session.run({}, () => {
      io.interrupt();
      return Promise.resolve(result);
    })).rejects.toThrow();
    expect(io.stdout()).toBe("");
  });

  test("is no longer the session's when the command is done", async () => {
    const io = fakeIo();
    const session = new Session(io);
    await session.run({}, () => Promise.resolve(result));
    io.interrupt();
    expect(session.signal.aborted).toBe(false);
  });
});

describe("an error", () => {
  const wrong = new TrunnionError("It broke", {
    data: { file: "x" },
    cause: new Error("the reason"),
  });
  const failing = async (error: unknown, options: object) => {
    const io = fakeIo();
    const session = new Session(io);
    const thrown = await session.run(options, () => Promise.reject(error))
      .catch((error: unknown) => error);
    return { code: session.fail(thrown), out: io.stdout(), err: io.stderr() };
  };

  test("is a sentence, without a stack", async () => {
    expect(await failing(wrong, {})).toEqual({ code: 1, out: "", err: "error: It broke\n" });
  });

  test("shows where it comes from when debugging", async () => {
    const { err } = await failing(wrong, { debug: true });
    expect(err).toMatch(/session\.test\.ts/);
    expect(err).toContain("Caused by: Error: the reason");
  });

  test("is JSON where JSON was asked for", async () => {
    const { out } = await failing(wrong, { json: true });
    expect(JSON.parse(out)).toEqual({
      error: { class: "TrunnionError", message: "It broke", data: { file: "x" } },
    });
  });

  test("of usage has the code of wrong usage", async () => {
    expect((await failing(new UsageError("No"), {})).code).toBe(2);
  });

  test("need not be an Error", async () => {
    expect(await failing("a text", {})).toEqual({ code: 1, out: "", err: "error: a text\n" });
  });
});

test("what a file brings along reaches no terminal raw, and secrets reach none", async () => {
  Deno.env.set("SESSION_TEST_SECRET", "hidden-value");
  try {
    const io = fakeIo();
    const session = new Session(io);
    await session.run({}, () => Promise.resolve({ text: "\x1b[2Ja\u202eb", json: null }));
    session.fail(new Error("a\x1b]0;x\x07\nb hidden-value https://me:pw@host/"));
    expect(io.stdout()).toBe("\\x1b[2Ja\\u202eb\n");
    expect(io.stderr()).toBe("error: a\\x1b]0;x\\x07\n  b *** https://***@host/\n");
    const json = fakeIo();
    await new Session(json).run(
      { json: true },
      () => Promise.resolve({ text: "", json: { name: "a\u202eb\x9b" } }),
    );
    expect(json.stdout()).toContain("a\\u202eb\\u009b");
    expect(JSON.parse(json.stdout())).toEqual({ name: "a\u202eb\x9b" });
  } finally {
    Deno.env.delete("SESSION_TEST_SECRET");
  }
});
