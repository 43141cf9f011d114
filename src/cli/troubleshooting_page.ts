/** Where the page is that says what to do about each class of error. @module */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PAGE = "docs/troubleshooting.md";

/** Its path where this copy of Trunnion has it, else its name in the project. */
export function troubleshootingPage(moduleUrl: string = import.meta.url): string {
  const url = new URL(`../../${PAGE}`, moduleUrl);
  if (url.protocol !== "file:") return url.href;
  const path = fileURLToPath(url);
  return existsSync(path) ? path : PAGE;
}
