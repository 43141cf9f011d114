/**
 * The chart of where the time of a run went.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { plainText } from "../../base/plain_text.ts";
import { cutText, padText, textWidth } from "../../base/text_width.ts";
import { Chart } from "../../page/chart.ts";
import { durationText } from "../../page/quantity_text.ts";
import type { DatasetReader } from "../read/reader.ts";
import { type RunTimings, runTimings } from "../read/run_timings.ts";

/** Bars of a part. */
const MOST_BARS = 12;

/** Pixels: with the names beside them the bars fit into a narrow cell. */
const [WIDTH, NAME_WIDTH, STEP] = [230, 140, 20];
/** Letters of a name that fit there. */
const NAME_LETTERS = 22;

/**
 * Draws how long the stages of the dataset's last run took, how long its workers were busy, and
 * which items were the slowest.
 *
 * @throws {UsageError} when nothing tells of the run
 */
export async function chartTimings(reader: DatasetReader): Promise<Chart> {
  const timings = await runTimings(reader);
  if (timings === null) {
    throw new UsageError(
      `Cannot draw the times of '${reader.location}': a run's .flow and its run_report.json tell ` +
        "of them. Open the dataset by its .flow file or the folder that holds it",
    );
  }
  const parts = partsOf(timings);
  const total = timings.totalMs === null ? [] : [`${durationText(timings.totalMs)} in all`];
  const title = "Where the time went";
  return new Chart(
    {
      title: { text: title, subtitle: total.join("") },
      spacing: 18,
      vconcat: parts.map(({ heading, bars }) => ({
        title: { text: heading, fontSize: 11, fontWeight: "normal", frame: "group" },
        width: WIDTH,
        height: { step: STEP },
        data: { values: bars.map((bar) => ({ ...bar, time: durationText(bar.ms) })) },
        encoding: {
          y: {
            field: "name",
            type: "nominal",
            sort: null,
            title: null,
            axis: {
              domain: false,
              ticks: false,
              labelLimit: 0,
              minExtent: NAME_WIDTH,
              maxExtent: NAME_WIDTH,
            },
          },
          x: {
            field: "ms",
            type: "quantitative",
            axis: null,
            // Room for the time beside the longest bar.
            scale: { domain: [0, Math.max(1, ...bars.map(({ ms }) => ms)) * 1.3] },
          },
        },
        layer: [
          { mark: { type: "bar", tooltip: true } },
          {
            mark: { type: "text", align: "left", dx: 4 },
            encoding: { text: { field: "time", type: "nominal" } },
          },
        ],
      })),
    },
    [`${title}${total.map((text) => `: ${text}`).join("")}`, ...parts.flatMap(textOf)].join("\n"),
  );
}

interface Part {
  readonly heading: string;
  readonly bars: readonly { readonly name: string; readonly ms: number }[];
}

function partsOf({ stages, workers, slowest }: RunTimings): Part[] {
  const last = (path: string) => path.split(/[/\\]/).at(-1)!;
  return [
    {
      heading: "stages",
      bars: stages.map(({ name, ms }) => ({ name, ms })),
    },
    {
      heading: "workers, busy with items",
      bars: workers.map(({ worker, ms }) => ({ name: `worker ${worker}`, ms })),
    },
    { heading: "slowest items", bars: slowest.map(({ item, ms }) => ({ name: last(item), ms })) },
  ].map(({ heading, bars }) => ({
    heading: bars.length > MOST_BARS ? `${heading}, ${MOST_BARS} of ${bars.length}` : heading,
    bars: unique(
      bars.slice(0, MOST_BARS).map(({ name, ms }) => ({
        name: cutText(plainText(name), NAME_LETTERS, "middle"),
        ms,
      })),
    ),
  })).filter(({ bars }) => bars.length > 0);
}

/** Bars of one name would be drawn as one. */
function unique<T extends { readonly name: string }>(bars: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return bars.map((bar) => {
    const count = (seen.get(bar.name) ?? 0) + 1;
    seen.set(bar.name, count);
    return count === 1 ? bar : { ...bar, name: `${bar.name} (${count})` };
  });
}

function textOf({ heading, bars }: Part): string[] {
  const width = Math.max(...bars.map(({ name }) => textWidth(name)));
  return [
    `${heading}:`,
    ...bars.map(({ name, ms }) => `  ${padText(name, width)}  ${durationText(ms)}`),
  ];
}
