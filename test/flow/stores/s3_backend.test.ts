/** S3, where `test/interop/stores.ts` has started a server of it. @module */
import { Buffer } from "node:buffer";
import process from "node:process";
import { S3mini } from "s3mini";
import { describe, expect, test } from "vitest";
import { type ResultBackend, ResultsManager, S3Backend } from "../../../stores.ts";
import { describeBackend } from "./kept_results.ts";

const { TRUNNION_TEST_S3: s3 } = process.env;
const keys = { region: "us-east-1", accessKeyId: "test", secretAccessKey: "test" };
let count = 0;
const prefixes = new Map<ResultBackend, string>();

function withPrefix(keyPrefix = `test${count++}:*[x]/`): ResultBackend {
  const backend = new S3Backend({ endpoint: s3!, keyPrefix, ...keys });
  prefixes.set(backend, keyPrefix);
  return backend;
}

describe.skipIf(s3 === undefined)("a server of S3", () => {
  describeBackend("S3", {
    make: () => withPrefix(),
    damage: async (backend, id, document) => {
      const key = `${prefixes.get(backend)}${id}.json`;
      await new S3mini({ endpoint: s3!, ...keys }).putObject(key, Buffer.from(document));
    },
    again: (backend) => withPrefix(prefixes.get(backend)!),
  });

  test("a bucket that is not there is told", async () => {
    const backend = new S3Backend({ endpoint: `${s3}-not`, ...keys });
    await expect(new ResultsManager({ backend }).listIds()).rejects.toThrow("no such bucket");
  });
});

test("addresses and keys that are none are refused at once", () => {
  const endpoint = "https://s3.example.com/bucket";
  expect(() => new S3Backend({ endpoint, accessKeyId: "", secretAccessKey: "" })).toThrow(
    "AWS_ACCESS_KEY_ID",
  );
  expect(() => new S3Backend({ endpoint: "bucket", ...keys })).toThrow("found 'bucket'");
});
