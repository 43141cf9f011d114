import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleViewer } from "../../../build/viewer/bundle_viewer.ts";
import { viewerScript } from "../../../src/cad/viewer/viewer_script.ts";

test("the script is what its sources give: `deno task build:viewer` was not forgotten", async () => {
  const script = new TextDecoder().decode(gunzipSync(await viewerScript()));
  expect(script === await bundleViewer()).toBe(true); // half a megabyte is no message
});
