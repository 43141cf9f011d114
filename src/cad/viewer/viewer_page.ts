/**
 * A page with a viewer: one file that needs nothing from elsewhere.
 *
 * @module
 */
import { buffers, zlib } from "../../base/node/builtins.ts";
import { escapeHtml } from "../../page/html.ts";
import { safeJson } from "../../base/safe_json.ts";
import type { ViewerData } from "./viewer_data.ts";

/** Unpacks the script and runs it; what it needs it finds in the page. */
const START = `
const packed = Uint8Array.from(atob(document.getElementById("script").textContent),
  (character) => character.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
new Response(stream).text().then((text) => {
  const script = document.createElement("script");
  script.type = "module";
  script.textContent = text;
  document.head.append(script);
});
`.trim();

/**
 * Writes it.
 *
 * @param bodies the bytes of the bodies, one after the other
 * @param script the script of viewers, compressed by gzip
 */
export function viewerPage(data: ViewerData, bodies: Uint8Array, script: Uint8Array): string {
  const packed = zlib().deflateSync(bodies, { level: 9 });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(data.title)}</title>
</head>
<body>
<script type="application/json" id="data">${inScript(safeJson(data, 0))}</script>
<script type="text/plain" id="bodies">${base64(packed)}</script>
<script type="text/plain" id="script">${base64(script)}</script>
<script>
${START}
</script>
</body>
</html>
`;
}

/** The page as a part of another: a frame, so that neither sees the other's names and styles. */
export function viewerFrame(page: string, title: string, height: number): string {
  const inside = page.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe title="${escapeHtml(title)}" srcdoc="${inside}" style="width: 100%; ` +
    `height: ${height}px; border: 0; border-radius: 8px" allowfullscreen></iframe>`;
}

/** No text of a file can end the element that it stands in. */
function inScript(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

function base64(bytes: Uint8Array): string {
  return buffers().Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
