/**
 * A kernel as people are told of it: its name and version, or that there was none.
 *
 * @param kernel what the provenance says; null where nothing does
 */
export function kernelName(kernel: string | null, version: string | null): string {
  if (kernel === null || kernel === "" || kernel === "none") return "no kernel";
  return version === null || version === "" ? kernel : `${kernel} ${version}`;
}
