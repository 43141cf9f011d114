import { expect, test } from "vitest";
import { previewName } from "../../../src/cad/previews/preview_name.ts";
import { stalePreviews } from "../../../src/dataset/view/stale_previews.ts";
import { type ParquetColumn, writeParquet } from "../../../src/storage/parquet.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const text = (name: string, values: (string | null)[]): ParquetColumn => ({
  ...{ name, type: "string", values },
});
const whole = (name: string, values: bigint[]): ParquetColumn => ({ name, type: "int64", values });
const name = (hash: string, body: number, size = 256) =>
  `${previewName({ file: "a/gear.step", hash, body, faces: 6 }, { size, view: "iso" })}.png`;

test("previews of other bodies are stale, however they look; those that are named are not", async () => {
  const infoset = `${folder()}/parts.infoset`;
  const [earlier, old] = ["gear_0-0123456789ab.png", "gear_1-ba9876543210.png"];
  writeParquet(infoset, [
    text("file_hash", ["one", "one", null]),
    whole("body_index", [0n, 1n, 0n]),
    whole("face_count", [6n, 6n, 0n]),
    text("stream_cache_png", [`stream_cache/png/${earlier}`, null, null]),
  ]);
  const kept = [name("one", 0), name("one", 1), name("one", 1, 512), earlier, "mine.png"];
  const stale = [name("one", 2), name("other", 0), name("other", 0, 512), old];
  expect(await stalePreviews(infoset, [...kept, ...stale])).toEqual(stale);
});

test("where the infoset tells of no bodies, none is stale", async () => {
  const infoset = `${folder()}/parts.infoset`;
  writeParquet(infoset, [text("name", ["a"])]);
  expect(await stalePreviews(infoset, [name("one", 0)])).toEqual([]);
});
