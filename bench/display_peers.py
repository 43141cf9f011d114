"""What pandas and Altair make of an infoset, for bench/display.ts.

    python display_peers.py INFOSET
"""

import sys
import time

import altair
import pandas


def measure(name, work):
    first = best = None
    for _ in range(4):
        start, used = time.perf_counter(), time.process_time()
        size = len(work().encode())
        took = ((time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000)
        if first is None:
            first = took[0]
        else:
            best = took if best is None or took < best else best
    print(
        f"  {name:22} {best[0]:5.0f} ms {best[1]:5.0f} ms of CPU {'first %.0f' % first:>12}"
        f" {size / 1000:9.1f} kB"
    )


altair.data_transformers.disable_max_rows()
table = pandas.read_parquet(sys.argv[1])
measure("pandas: cut HTML", lambda: table._repr_html_())
measure("pandas: describe", lambda: table.describe(include="all")._repr_html_())
measure("pandas: whole HTML", lambda: table.to_html() if len(table) <= 10_000 else "")
chart = altair.Chart(table[["mass"]]).mark_bar().encode(
    altair.X("mass", bin=True), y="count()"
)
measure("Altair: rows, bars", chart.to_json)
scatter = altair.Chart(table[["face_count", "mass", "family"]]).mark_circle().encode(
    x="face_count", y="mass", color="family"
)
measure("Altair: rows, scatter", scatter.to_json)
