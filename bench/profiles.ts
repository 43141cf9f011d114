/**
 * How many files a second does one worker encode, by profile?
 *
 * Reads the files, encodes their bodies by one profile after the other in memory, and prints the
 * best pass: files and bodies a second, milliseconds of the processor a file for the
 * profile alone and together with reading, and how many bodies the profile takes. Reading is the
 * same for all, and is measured by itself.
 *
 * ```sh
 * deno run -A bench/profiles.ts                            # sample parts
 * deno run -A bench/profiles.ts FOLDER... --passes 5       # CAD files of one's own
 * ```
 *
 * @module
 */
import { parseArgs } from "node:util";
import process from "node:process";
import {
  BrepEncoder,
  OcctLoader,
  PROFILE_NAMES,
  ProfileError,
  type ProfileName,
  samples,
} from "../mod.ts";
import { gatherFiles } from "../src/pipeline/tasks/gather_files.ts";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    passes: { type: "string", default: "3" },
    most: { type: "string", default: "200" },
  },
});

/** What one pass took, in ms of the processor and of the clock. */
interface Taken {
  cpu: number;
  wall: number;
}

/** One profile, over all passes. */
interface Measured extends Taken {
  bodies: number;
  refused: number;
  failed: number;
}

const scratch = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
const loader = new OcctLoader();
try {
  if (folders.length === 0) await samples(scratch, { count: 60 });
  const sources = folders.length === 0 ? [scratch] : folders;
  const all = (await Promise.all(sources.map((source) => gatherFiles(source)))).flat();
  const files = all.slice(0, Number(options.most));
  await loader.warmUp();
  const reading: Taken = { cpu: Infinity, wall: Infinity };
  const found = new Map<ProfileName, Measured>();
  let faces = 0;
  for (let pass = 0; pass < Number(options.passes); pass++) {
    faces = 0;
    keepBest(
      reading,
      await timed(async () => {
        for (const path of files) faces += (await bodiesOf(path)).reduce(sumFaces, 0);
      }),
    );
    for (const name of PROFILE_NAMES) {
      const measured = await measure(files, name), known = found.get(name);
      if (known === undefined) found.set(name, measured);
      else keepBest(known, measured);
    }
  }
  console.log(
    `${files.length} files, ${faces} faces, best of ${options.passes} passes; reading alone ` +
      `${ms(reading.cpu, files)} ms of the processor a file\n`,
  );
  console.log(
    "profile     files/s  bodies/s  profile ms/file  with reading  taken  refused  failed",
  );
  for (const [name, { cpu, wall, bodies, refused, failed }] of found) {
    const total = wall + reading.wall;
    console.log([
      name.padEnd(10),
      (1000 * files.length / total).toFixed(1).padStart(8),
      (1000 * bodies / total).toFixed(1).padStart(9),
      ms(cpu, files).padStart(16),
      ms(cpu + reading.cpu, files).padStart(13),
      String(bodies).padStart(6),
      String(refused).padStart(8),
      String(failed).padStart(7),
    ].join(" "));
  }
} finally {
  await loader.close();
  await Deno.remove(scratch, { recursive: true });
}

async function bodiesOf(path: string) {
  // What cannot be read is no matter of a profile.
  return await loader.createFromFile(path).then(({ bodies }) => bodies, () => []);
}

function sumFaces(sum: number, { brep }: { brep: { faces: readonly unknown[] } }): number {
  return sum + brep.faces.length;
}

/** The time that a profile takes for the bodies of all files, without that of reading them. */
async function measure(files: readonly string[], name: ProfileName): Promise<Measured> {
  const measured: Measured = { cpu: 0, wall: 0, bodies: 0, refused: 0, failed: 0 };
  for (const path of files) {
    const bodies = await bodiesOf(path);
    const { cpu, wall } = await timed(() => {
      for (const { brep } of bodies) {
        try {
          new BrepEncoder(brep).pushProfile(name);
          measured.bodies++;
        } catch (error) {
          if (error instanceof ProfileError) measured.refused++;
          else measured.failed++;
        }
      }
    });
    measured.cpu += cpu;
    measured.wall += wall;
  }
  return measured;
}

async function timed(work: () => void | Promise<void>): Promise<Taken> {
  const [before, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}

function keepBest(best: Taken, { cpu, wall }: Taken): void {
  best.cpu = Math.min(best.cpu, cpu);
  best.wall = Math.min(best.wall, wall);
}

function ms(total: number, files: readonly string[]): string {
  return (total / files.length).toFixed(2);
}
