/** Licences, which only licensed loaders need. @module */

import { requireKnownOptions } from "../../base/known_options.ts";

/** Where `setLicense` keeps the key: workers have the environment of their process. */
const VARIABLE = "TRUNNION_LICENSE";
/** Set to `"0"` by `setLicense(key, { validate: false })`. */
const VALIDATE = "TRUNNION_LICENSE_VALIDATE";
/** Read after a loader's own variable, in this order. */
const VARIABLES = [VARIABLE, "HOOPS_AI_LICENSE"];

/** A key and where it was found. */
interface LicenceKey {
  readonly key: string;
  readonly variable: string;
  readonly validate: boolean;
}

/** The key for a loader with that variable of its own; null where none is set. */
export function licenceKey(variable: string): LicenceKey | null {
  for (const name of [variable, ...VARIABLES]) {
    const key = Deno.env.get(name);
    if (key) return { key, variable: name, validate: Deno.env.get(VALIDATE) !== "0" };
  }
  return null;
}

/**
 * Sets the licence of this process, for a licensed loader. The built-in loader needs none.
 *
 * The same as setting the environment variable `TRUNNION_LICENSE`; a flow's workers read it when
 * they boot their loader.
 *
 * @param key the key; without one nothing changes, as in `setLicense(Deno.env.get("MY_KEY"))`
 * @param options `validate`: whether the loader is to check the key when it boots;
 * @default {true}
 */
export function setLicense(
  key: string | undefined | null,
  options: { readonly validate?: boolean } = {},
): void {
  requireKnownOptions("set the licence", options, { validate: true });
  const { validate = true } = options;
  if (!key) return;
  Deno.env.set(VARIABLE, key);
  Deno.env.set(VALIDATE, validate ? "1" : "0");
}
