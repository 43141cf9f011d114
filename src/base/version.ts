/** The version of this copy of Trunnion, that of deno.json. */
export const VERSION = "0.1.0";
