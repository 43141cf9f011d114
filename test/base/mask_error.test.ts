import { expect, test } from "vitest";
import { TrunnionError, UsageError } from "../../src/base/errors.ts";
import { maskError } from "../../src/base/mask_error.ts";

const environment = { API_TOKEN: "hunter22", HOME: "/home/me" };
const masked = (thrown: unknown) => maskError(thrown, environment);

test("secrets are masked in message, trace, facts and causes; the error is the same", () => {
  const cause = Object.assign(new TypeError("at ftp://me:pw@host"), { url: "?token=abc" });
  const data = { key: "hunter22", list: [1, "hunter22"], home: "/home/me" };
  const error = new UsageError("Cannot open hunter22", { data, cause });
  expect(masked(error)).toBe(error);
  expect(error).toBeInstanceOf(UsageError);
  expect([error.message, error.name]).toEqual(["Cannot open ***", "UsageError"]);
  expect(error.stack).not.toContain("hunter22");
  expect(error.data).toEqual({ key: "***", list: [1, "***"], home: "/home/me" });
  expect([cause.message, cause.url]).toEqual(["at ftp://***@host", "?token=***"]);
  expect(data.key).toBe("hunter22"); // what the caller holds is the caller's
});

test("strings, lists of errors and rings are masked; what cannot be changed harms nothing", () => {
  expect(masked("hunter22!")).toBe("***!");
  const inner = new Error("hunter22");
  const all = new AggregateError([inner], "several");
  all.cause = all;
  expect([masked(all), inner.message]).toEqual([all, "***"]);
  const frozen = Object.freeze(new Error("hunter22"));
  expect(masked(frozen)).toBe(frozen);
  const odd = new Proxy(new Error("x"), {
    get() {
      throw new Error("no");
    },
  });
  expect(masked(odd)).toBe(odd);
  expect([masked(null), masked(undefined), masked(7)]).toEqual([null, undefined, 7]);
});

test("an error without secrets stays as it is", () => {
  const data = { when: "now" };
  const error = new TrunnionError("fine", { data });
  const { stack } = error;
  masked(error);
  expect([error.data, error.stack]).toEqual([data, stack]);
  expect(error.data).toBe(data);
});
