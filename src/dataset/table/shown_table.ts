/**
 * Tables of Arquero that show themselves.
 *
 * @module
 */
import { loadArquero } from "./load_arquero.ts";
import type { ColumnTable } from "./arquero.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { pageText } from "../../page/page_text.ts";
import { tablePage } from "./table_page.ts";

type Columns = Parameters<typeof import("./arquero.ts").table>[0];

/**
 * Makes a table. A notebook shows it as a page, and so what verbs make of it: those make tables of
 * the same class.
 */
export async function shownTable(columns: Columns): Promise<ColumnTable> {
  // The order matters: Arquero takes the version of Flechette that is loaded already.
  const { ColumnTable, table } = await loadArquero();

  class ShownTable extends ColumnTable {
    [JUPYTER_DISPLAY](): Record<string, string> {
      return pageBundle(tablePage(this));
    }

    [INSPECT](): string {
      return pageText(tablePage(this, { rows: 5, width: 100 }), { columns: 100 });
    }
  }

  const plain = table(columns);
  return new ShownTable(
    plain.data() as ConstructorParameters<typeof ColumnTable>[0],
    plain.columnNames(),
  );
}
