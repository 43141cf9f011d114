import { expect, test } from "vitest";
import { maskData, maskSecrets, secretNames } from "../../src/base/secrets.ts";

const ENVIRONMENT = {
  HOOPS_AI_LICENSE: "abc-def-ghi",
  AWS_SECRET_ACCESS_KEY: "s3cr3tvalue",
  TRUNNION_LICENSE_VALIDATE: "1",
  HOME: "/home/someone",
};

test("variables named like secrets are known", () => {
  expect(secretNames(ENVIRONMENT)).toEqual([
    "HOOPS_AI_LICENSE",
    "AWS_SECRET_ACCESS_KEY",
    "TRUNNION_LICENSE_VALIDATE",
  ]);
});

test.each([
  ["the key abc-def-ghi is refused (s3cr3tvalue)", "the key *** is refused (***)"],
  ["1 file in /home/someone", "1 file in /home/someone"],
  ["GET https://me:pw@host/a?x=1&token=t0k&y=2", "GET https://***@host/a?x=1&token=***&y=2"],
  ["s3://b/c?X-Amz-Signature=ff00&sig=aa", "s3://b/c?X-Amz-Signature=***&sig=***"],
  ["mail a@b.c, https://host/@scope/name", "mail a@b.c, https://host/@scope/name"],
])("%s", (text, masked) => {
  expect(maskSecrets(text, ENVIRONMENT)).toBe(masked);
});

test("plain data are masked text for text", () => {
  expect(maskData({ a: ["abc-def-ghi", 5], b: { c: null, d: "https://u:p@h" } }, ENVIRONMENT))
    .toEqual({ a: ["***", 5], b: { c: null, d: "https://***@h" } });
});
