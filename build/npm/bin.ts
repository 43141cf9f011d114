/** The program `trunnion` of the npm package, for Node. @module */

/** Its text: it runs the command line with the Deno that the package depends on. */
export const BIN = `#!/usr/bin/env node
// Runs Trunnion's command line with the Deno that npm has brought along.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("deno/package.json"));
const there = join(folder, process.platform === "win32" ? "deno.exe" : "deno");
// Where npm was told to run no scripts, the package has yet to put its program there.
const deno = existsSync(there) ? there : require("deno/install_api.cjs").runInstall();
const main = fileURLToPath(new URL("../dist/src/cli/main.js", import.meta.url));
const permissions = ["read", "write", "env", "run", "sys"].map((name) => \`--allow-\${name}\`);

const child = spawn(deno, ["run", ...permissions, main, ...process.argv.slice(2)], {
  stdio: "inherit",
});
// Ctrl-C reaches Deno too, whose answer counts.
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => signal === "SIGTERM" && child.kill(signal));
}
child.on("error", (error) => {
  console.error(\`error: Cannot start Deno: \${error.message}\`);
  process.exitCode = 1;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
});
`;
