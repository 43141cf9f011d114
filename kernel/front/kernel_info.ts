import { type Json, PROTOCOL_VERSION } from "../messages/message.ts";

/** The content of a `kernel_info_reply`. */
export function kernelInfo(version: string): Json {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "trunnion",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: Deno.version.typescript,
      mimetype: "text/x.typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `Trunnion's kernel: TypeScript ${Deno.version.typescript} on Deno ${Deno.version.deno}`,
    // A debugger is not among them.
    debugger: false,
    supported_features: [],
    help_links: [{ text: "Deno", url: "https://docs.deno.com" }],
  };
}
