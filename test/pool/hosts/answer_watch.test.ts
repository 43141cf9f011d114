import { expect, test } from "vitest";
import { AnswerWatch } from "../../../src/pool/hosts/answer_watch.ts";

test("one that answers is asked again, and one that does not is told once", async () => {
  let asked = 0;
  let told = 0;
  const silent = Promise.withResolvers<void>();
  const watch = new AnswerWatch(50, () => {
    if (++asked < 5) queueMicrotask(() => watch.heard());
  }, () => {
    told++;
    silent.resolve();
  });
  watch.start();
  await silent.promise;
  expect([asked, told]).toEqual([5, 1]);
});
