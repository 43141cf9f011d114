/**
 * Who designs the parts of each family.
 *
 * @module
 */
import type { Designer } from "./design.ts";
import { bearing } from "./families/bearing.ts";
import { bracket } from "./families/bracket.ts";
import { bushing } from "./families/bushing.ts";
import { connector } from "./families/connector.ts";
import { fastener } from "./families/fastener.ts";
import { gasket } from "./families/gasket.ts";
import { gear } from "./families/gear.ts";
import { housing } from "./families/housing.ts";
import { panel } from "./families/panel.ts";
import { shaft } from "./families/shaft.ts";
import type { PartFamily } from "./part_labels.ts";

/** The designer of each family. */
export const DESIGNERS: Readonly<Record<PartFamily, Designer>> = {
  bracket,
  shaft,
  housing,
  gear,
  fastener,
  connector,
  panel,
  bushing,
  bearing,
  gasket,
};
