import { expect, test } from "vitest";
import { textVersion } from "../../../src/pipeline/code/text_version.ts";
import { ownText, readOwnText } from "../../../src/pipeline/worker/own_text.ts";
import { OWN_MODULES } from "../../../src/pipeline/worker/worker_modules.ts";

test("the same comes of reading in pieces, and of who cannot wait for them", async () => {
  const read = readOwnText();
  await new Promise((resolve) => setTimeout(resolve, 0)); // some of it is read
  const found = ownText();
  expect(found).toBe(textVersion(OWN_MODULES)!.slice(0, 16));
  await read;
  await readOwnText();
  expect(ownText()).toBe(found);
});
