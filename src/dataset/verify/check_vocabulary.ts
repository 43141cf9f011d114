/** Codes of categorical metadata. @module */
import type { Check } from "./check.ts";

/** Every code has a name in the attribset, and it is the text beside it. */
export const checkVocabulary: Check = {
  name: "vocabulary",
  rule: "every code is in the attribset, by the name that stands beside it",
  async whole({ reader }, found) {
    for (const [key, { names }] of reader.vocabularies) {
      if (!reader.infoset?.has(key)) continue;
      const values = await reader.infoColumn(key);
      const coded = reader.infoset.has(`${key}_code`);
      const codes = coded ? await reader.infoColumn(`${key}_code`) : values;
      codes.forEach((code, sample) => {
        found.checked++;
        const value = values[sample];
        if (code === null && value === null) return;
        const name = typeof code === "number" ? names.get(code) : undefined;
        const where = `infoset/${key}${coded ? "_code" : ""}`;
        if (name === undefined) {
          const problem = "the attribset has no such code";
          found.add({ where, problem, sample, value: String(code) });
        } else if (coded && name !== value) {
          const problem = "the attribset has another name for the code";
          found.add({ where, problem, sample, value: `${code}: '${name}', not '${value}'` });
        }
      });
    }
  },
};
