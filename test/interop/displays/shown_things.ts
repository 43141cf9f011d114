/** What cells may end with, as they show it. */
import { flow, task } from "../../../functions.ts";
import {
  BrepQueries,
  type Dataset,
  JUPYTER_DISPLAY,
  OcctLoader,
  openDataset,
  openRun,
  where,
} from "../../../mod.ts";
import { shownErrors } from "../../../src/display/shown_errors.ts";

/** One thing. */
export interface Shown {
  readonly name: string;
  /** What it is, in a few words. */
  readonly title: string;
  /** The code that a cell ends with. */
  readonly code: string;
  readonly html: string;
  /** What must be read there. */
  readonly texts: readonly string[];
  /** Of a chart, what front ends draw themselves. */
  readonly spec?: unknown;
}

type Thing = Omit<Shown, "html" | "spec"> & { readonly value: object };

/** All of them: of a dataset, and of the CAD file that its first sample is of. */
export async function shownThings(flow: string): Promise<Shown[]> {
  using dataset = await openDataset(flow);
  const things = [
    ...await ofDataset(dataset),
    ...await charts(dataset),
    ...await ofCadFile(dataset),
    ...await ofRuns(),
  ];
  const shown: Shown[] = [];
  for (const { value, ...thing } of things) {
    const bundle = await Reflect.get(value, JUPYTER_DISPLAY).call(value) as Record<string, unknown>;
    const html = (bundle["text/html"] ?? bundle["image/svg+xml"]) as string;
    shown.push({ ...thing, html, spec: bundle["application/vnd.vegalite.v5+json"] });
  }
  return shown;
}

/** A thing by name, title and code, with the texts that it must have. */
function thing(
  name: string,
  title: string,
  code: string,
  value: object,
  ...texts: string[]
): Thing {
  return { name, title, code, value, texts };
}

async function ofDataset(dataset: Dataset): Promise<Thing[]> {
  const shares = { train: .7, validation: .15, test: .15, replace: true } as const;
  const split = await dataset.split({ key: "face_count", ...shares });
  await dataset.split({ key: "face_count", ...shares, seed: 2, name: "second" });
  const folds = await dataset.kfold({ key: "face_count", folds: 5, replace: true });
  const found = await dataset.getFileList({ where: where("face_count").gt(10) });
  const faces = await dataset.table("faces");
  const counted = faces.groupby("face_types_name").count().orderby("face_types_name");
  let batch: object = {};
  for await (batch of dataset.subset("train").batches({ size: 8 })) break;
  const families = await dataset.column("family");
  const joined = await dataset.join(
    families.map((family, i) => ({
      id: i,
      guess: i % 5 === 0 ? families[(i + 1) % families.length] : family,
    })),
    { on: "id" },
  );
  const confusion = await joined.confusion({ label: "family", prediction: "guess" });
  return [
    thing(
      ...["dataset", "A dataset", "dataset"] as const,
      dataset,
      ...["samples of", "fingerprint", "faces: ", "Splits", "second", "kfold", "Slowest files"],
    ),
    thing(
      ...[
        "distribution",
        "A distribution",
        `dataset.createDistribution({ key: "faces/face_areas" })`,
      ] as const,
      await dataset.createDistribution({ key: "faces/face_areas" }),
      ...["face_areas", "bins"],
    ),
    thing(
      ...[
        "kinds",
        "A distribution of classes",
        `dataset.createDistribution({ key: "faces/face_types" })`,
      ] as const,
      await dataset.createDistribution({ key: "faces/face_types" }),
      ...["plane", "cylinder"],
    ),
    thing(
      ...[
        "files",
        "What a query finds",
        `dataset.getFileList({ where: where("face_count").gt(10) })`,
      ] as const,
      found,
      ...["found", "where face_count > 10"],
    ),
    thing(
      ...[
        "previews",
        "Samples as pictures",
        `dataset.preview(where("face_count").gt(10), { k: 12 })`,
      ] as const,
      await dataset.preview(where("face_count").gt(10), { k: 12 }),
      ...["part_0001_bracket"],
    ),
    thing(
      ...["subset", "A subset", `await dataset.subset("train")`] as const,
      { [JUPYTER_DISPLAY]: async () => await (await dataset.subset("train"))[JUPYTER_DISPLAY]() },
      ...["Subset train", "subset.getItem(0)"],
    ),
    thing(
      ...["sample", "A sample", `await dataset.subset("train").getItem(0)`] as const,
      await dataset.subset("train").getItem(0),
      ...["faces/face_areas", "float32", "Metadata"],
    ),
    thing(
      ...["batch", "A batch", "for await (const batch of subset.batches())"] as const,
      batch,
      ...["8 samples", "batch.edge_index"],
    ),
    thing(
      ...["split", "How a split came out", "await dataset.split({ ... })"] as const,
      split,
      ...["Split by face_count", "validation"],
    ),
    thing(
      ...["folds", "Folds", "await dataset.kfold({ folds: 5 })"] as const,
      folds,
      ...["fold_4"],
    ),
    thing(
      ...["table", "A table of Arquero", `await dataset.table("faces")`] as const,
      faces,
      ...["rows, ", "face_areas", "float32"],
    ),
    thing(
      ...["grouped", "What verbs make of it", `faces.groupby("face_types_name").count()`] as const,
      counted,
      ...["plane", "count"],
    ),
    thing(
      ...["confusion", "Labels against predictions", "await dataset.confusion({ ... })"] as const,
      confusion,
      ...["guess against family", "macro-F1"],
    ),
    thing(
      ...["contents", "The contents", "await dataset.contents()"] as const,
      await dataset.contents(),
      ...["face_areas", "float32"],
    ),
    thing(
      ...["lineage", "Where it comes from", "await dataset.lineage()"] as const,
      await dataset.lineage(),
      ...["Lineage of", "Source: "],
    ),
  ];
}

async function charts(dataset: Dataset): Promise<Thing[]> {
  const { chart } = dataset;
  const families = await dataset.column("family");
  const joined = await dataset.join(
    families.map((family, i) => ({
      id: i,
      guess: i % 5 === 0 ? families[(i + 1) % families.length] : family,
    })),
    { on: "id" },
  );
  const one = (name: string, call: string, value: object, ...texts: string[]) =>
    thing(`chart-${name}`, `Chart: ${name}`, `await dataset.chart.${call}`, value, ...texts);
  return [
    one("counts", `distribution("face_count")`, await chart.distribution("face_count"), "samples"),
    one(
      "kinds",
      `distribution("faces/face_types")`,
      await chart.distribution("faces/face_types"),
      "cylinder",
    ),
    one(
      "areas",
      `distribution("faces/face_areas")`,
      await chart.distribution("faces/face_areas"),
      "log axis",
    ),
    one(
      "scatter",
      `scatter("face_count", "edge_count", "subset")`,
      await chart.scatter("face_count", "edge_count", "subset"),
      "validation",
    ),
    one(
      "heatmap",
      `heatmap("family", "faces/face_types")`,
      await chart.heatmap("family", "faces/face_types"),
      ...["cylinder", "gear"],
    ),
    one(
      "heatmap-bins",
      `heatmap("faces/face_areas", "faces/face_types")`,
      await chart.heatmap("faces/face_areas", "faces/face_types"),
      "log axis",
    ),
    one("timings", "timings()", await chart.timings(), "slowest items", "stages"),
    one("errors", "errors()", await chart.errors(), "Errors by class"),
    one("splits", `splits("face_count")`, await chart.splits("face_count"), "validation"),
    one(
      "confusion",
      "confusion({ ... })",
      await joined.chart.confusion({ label: "family", prediction: "guess" }),
      "guess against family",
    ),
  ];
}

async function ofCadFile(dataset: Dataset): Promise<Thing[]> {
  const loader = new OcctLoader();
  try {
    const [file] = await dataset.files();
    const model = await loader.createFromFile(file);
    const body = model.getBody(0);
    const round = body.brep.faces.findIndex(({ surface }) => surface.kind === "cylinder");
    new BrepQueries(body.brep).getFaceAttributes(round);
    return [
      thing(
        "model",
        "A CAD file",
        `await loader.createFromFile("part.step")`,
        model,
        "STEP",
        "faces",
      ),
      thing("body", "A body", "model.getBody(0)", body, "volume", "Faces by kind", "cylinder"),
      thing(
        "face",
        "A face",
        "body.brep.faces[2]",
        body.brep.faces[round],
        "radius",
        "meets faces",
      ),
    ];
  } finally {
    await loader.close();
  }
}

async function ofRuns(): Promise<Thing[]> {
  const run = openRun({ name: "read parts" });
  const load = { name: "load", run: () => 1 };
  const measure = { name: "measure", run: () => Promise.reject(new Error("no such part: 3")) };
  for (let i = 0; i < 8; i++) await run.call(load);
  await run.call(measure).catch(() => {});
  await run.close();
  const clean = task(function clean(rows: number[]) {
    return rows.filter((row) => row >= 0);
  });
  const total = flow(function total(rows: number[]) {
    return clean(rows).length + clean(rows).length;
  });
  const error = (item: string, error_class: string, message: string) => ({
    ...{ task: "encode", item, error_class, message },
    message_template: message.replace(/\d+/g, "N"),
  });
  const errors = shownErrors([
    error("parts/a.step", "MalformedStep", "Cannot read the file: line 12 must end with ';'"),
    error("parts/b.step", "MalformedStep", "Cannot read the file: line 90 must end with ';'"),
    error("parts/<c>.step", "KernelTimeout", "Cannot open the file: it took more than 60 s"),
  ]);
  return [
    thing("run", "A run", "run", run, "8 completed", "1 failed", "no such part"),
    thing(
      "flow",
      "A flow of functions",
      "await total([1, -2]).execute()",
      await total([1, -2]).execute(),
      "clean",
    ),
    thing(
      "errors",
      "The errors of a run",
      "run.errors",
      errors,
      "3 items of 2 kinds",
      "parts/<c>.step",
    ),
  ];
}
