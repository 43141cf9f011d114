/** Pairs of faces. @module */
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";
import { checkInRange } from "./in_range.ts";
import type { BlockArray, SampleBlock } from "./sample_block.ts";

/** Sums of float32 are within this of one. */
const SUM = 1e-4;

/** Pairs are of the sample's faces, paths of its edges, and histograms sum to one. */
export const checkPairs: Check = {
  name: "pairs",
  rule: "pairs are of a sample's faces, paths of its edges, and histograms sum to one",
  async block(block, found) {
    const faces = await block.rows("faces"), edges = await block.rows("edges");
    const sparse = await block.read("faceface/pair_source");
    for (const key of block.keys.filter((one) => one.startsWith("faceface/"))) {
      const array = await block.read(key);
      if (array === null) continue;
      if (sparse === null && faces !== null) checkCount(block, array, faces, found);
      if (/\/(d2|a3)_distance$/.test(key)) checkHistograms(block, array, found);
      if (key.endsWith("/extended_adjacency")) {
        checkInRange(block, array, -1, sparse === null ? faces : null, found);
      }
      if (key.endsWith("/face_pair_edges_path")) checkInRange(block, array, -1, edges, found);
      if (/\/pair_(source|destination)$/.test(key)) checkInRange(block, array, 0, faces, found);
    }
  },
};

/** There is a row for each ordered pair of faces, a face with itself included. */
function checkCount(
  block: SampleBlock,
  { key, starts }: BlockArray,
  faces: Pick<BlockArray, "starts">,
  found: Findings,
): void {
  for (let s = 0; s + 1 < starts.length; s++) {
    const count = faces.starts[s + 1] - faces.starts[s], rows = starts[s + 1] - starts[s];
    // A body may be left without pairs.
    if (rows === 0 || rows === count ** 2) continue;
    const problem = "there must be a row for each ordered pair of the sample's faces";
    const value = `${rows} rows, ${count} faces`;
    found.add({ where: key, problem, sample: block.first + s, value });
  }
}

function checkHistograms(block: SampleBlock, array: BlockArray, found: Findings): void {
  const { data, size, key } = array;
  block.eachRow(array, (sample, row, from) => {
    found.checked++;
    let sum = 0, least = 0;
    for (let at = from; at < from + size; at++) {
      sum += data[at];
      least = Math.min(least, data[at]);
    }
    const value = sum;
    if (Math.abs(sum - 1) > SUM) {
      found.add({ where: key, problem: "a histogram does not sum to one", sample, row, value });
    } else if (least < 0) {
      found.add({ where: key, problem: "a share is negative", sample, row, value: least });
    }
  });
}
