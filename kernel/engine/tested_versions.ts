/** The versions of Deno whose `deno jupyter` this kernel was tested with. */
export const TESTED_VERSIONS: readonly string[] = ["2.9.6"];

/** A warning where `version` was not tested. */
export function versionWarning(version: string): string | undefined {
  if (TESTED_VERSIONS.includes(version)) return undefined;
  return `This kernel was tested with Deno ${TESTED_VERSIONS.join(", ")}, and this is ` +
    `${version}: if it misbehaves, reinstall it with a tested one ` +
    `(npx deno@${TESTED_VERSIONS.at(-1)} ... kernel install).`;
}
