// Runs every listing, and says which line of its document it stands for.
import { samples } from "trunnion";
import * as dependentFlows from "./dependent_flows.ts";
import * as flowDocumentation from "./flow_documentation.ts";
import * as functionFlows from "./function_flows.ts";
import * as jobGraphs from "./job_graphs.ts";
import * as quickReference from "./quick_reference.ts";

const documents = {
  "Flow documentation": flowDocumentation.listings,
  "Flow quick reference": quickReference.listings,
  "function flows": functionFlows.listings,
  "dependent flows": dependentFlows.listings,
  "job graphs": jobGraphs.listings,
};

if (import.meta.main) {
  const folder = await Deno.makeTempDir();
  const place = { parts: `${folder}/parts`, output: `${folder}/output` };
  await samples(place.parts, { count: 4, seed: 1 });
  let ran = 0, failed = 0;
  for (const [document, listings] of Object.entries(documents)) {
    for (const { line, title, run } of listings) {
      const what = `${document}, line ${line}: ${title}`;
      try {
        await run(place);
        ran++;
        console.log(what);
      } catch (error) {
        failed++;
        console.log(`FAILED ${what}:`, error);
      }
    }
  }
  console.log(`${ran} listings ran, ${failed} failed`);
  await Deno.remove(folder, { recursive: true });
  Deno.exitCode = failed > 0 ? 1 : 0;
}
