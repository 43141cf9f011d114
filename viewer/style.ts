/**
 * How the page looks.
 *
 * @module
 */

/** Its style sheet. */
export const STYLE = `
:root { color-scheme: light; --ink: #1c242e; --quiet: #5d6875; --back: #f3f5f8; --to: #dfe4ea;
  --panel: #fffffff0; --border: #00000020; --on: #2f6fb5; --hover: #0000000f; }
:root.dark { color-scheme: dark; --ink: #e3e8ee; --quiet: #9aa5b2; --back: #23272e; --to: #15181c;
  --panel: #23282fee; --border: #ffffff26; --on: #5c9ee0; --hover: #ffffff14; }
* { box-sizing: border-box; }
html, body { margin: 0; height: 100%; overflow: hidden; }
body { font: 13px/1.45 system-ui, sans-serif; color: var(--ink);
  background: linear-gradient(var(--back), var(--to)); }
#stage { position: absolute; inset: 44px 0 0; touch-action: none; }
#stage canvas { width: 100%; height: 100%; display: block; outline: none; }
#stage.picks canvas { cursor: crosshair; }
#stage svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
#stage svg line { stroke: #e0353a; stroke-width: 2; }
#stage svg circle { fill: #e0353a; stroke: #fff; stroke-width: 1.5; }
header { position: absolute; top: 10px; left: 10px; right: 10px; display: flex; gap: 8px;
  flex-wrap: wrap; align-items: center; pointer-events: none; }
header > * { pointer-events: auto; }
h1 { font-size: 14px; font-weight: 650; margin: 0 4px; max-width: 22em; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
.group { display: flex; border: 1px solid var(--border); border-radius: 7px; overflow: hidden;
  background: var(--panel); }
button, select { font: inherit; color: inherit; border: 0; background: none; padding: 4px 9px;
  cursor: pointer; }
button:hover { background: var(--hover); }
button[aria-pressed=true] { background: var(--on); color: #fff; }
button:focus-visible, select:focus-visible { outline: 2px solid var(--on); outline-offset: -2px; }
select option { color: #111; background: #fff; }
.card { position: absolute; background: var(--panel); border: 1px solid var(--border);
  border-radius: 9px; padding: 9px 12px; max-width: min(26em, calc(100vw - 20px));
  max-height: 55vh; overflow: auto; }
#picked { right: 10px; top: 52px; } #picked:empty, #legend:empty { display: none; }
#legend { left: 10px; bottom: 10px; max-height: 45vh; }
#legend div { display: flex; gap: 7px; align-items: center; overflow-wrap: anywhere; }
#legend i { flex: none; width: 12px; height: 12px; border-radius: 3px; }
#hint { position: absolute; right: 12px; bottom: 9px; margin: 0; color: var(--quiet);
  pointer-events: none; text-align: right; }
.card h2 { font-size: 13px; font-weight: 650; margin: 0 0 4px; }
.card p { margin: 4px 0 0; color: var(--quiet); }
.card table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.card td { padding: 1px 12px 1px 0; vertical-align: top; overflow-wrap: break-word; }
.card td:first-child { color: var(--quiet); white-space: nowrap; }
.card code { font: 12px/1.4 ui-monospace, monospace; user-select: all; overflow-wrap: anywhere; }
#fault { position: absolute; inset: 0; display: grid; place-content: center; padding: 2em;
  text-align: center; }
@media (max-width: 640px) { h1 { width: 100%; } #stage { inset: 110px 0 0; }
  #hint { display: none; }
  #picked { top: auto; bottom: 10px; left: 10px; right: 10px; max-width: none; max-height: 32vh; }
  #picked:not(:empty) ~ #legend { display: none; }
  #legend { max-height: 26vh; } }
`;
