import { expect, test } from "vitest";
import { stepStyles } from "../../../../src/cad/formats/step/step_styles.ts";
import { entitiesOf } from "../entities_of.ts";

/** A style assignment `id` that fills surfaces with the colour `colour`. */
const fill = (id: number, colour: string, context = "") =>
  `#${id}=${context === "" ? "PRESENTATION_STYLE_ASSIGNMENT" : "PRESENTATION_STYLE_BY_CONTEXT"}` +
  `((#${id + 1})${context});#${id + 1}=SURFACE_STYLE_USAGE(.BOTH.,#${id + 2});` +
  `#${id + 2}=SURFACE_SIDE_STYLE('',(#${id + 3}));#${id + 3}=SURFACE_STYLE_FILL_AREA(#${id + 4});` +
  `#${id + 4}=FILL_AREA_STYLE('',(#${id + 5}));#${id + 5}=FILL_AREA_STYLE_COLOUR('',#${id + 6});` +
  `#${id + 6}=${colour};`;
const RED = { red: 1, green: 0, blue: 0, opacity: 1 };
const GREY = { red: 0.5, green: 0.5, blue: 0.25, opacity: 1 };

const itemsOf = (data: string) => [...stepStyles(entitiesOf(data)).items];

test.each([
  ["COLOUR_RGB('',0.5,0.5,0.25)", GREY],
  ["DRAUGHTING_PRE_DEFINED_COLOUR('red')", RED],
  ["(COLOUR()COLOUR_RGB(0.5,0.5,0.25)COLOUR_SPECIFICATION('')COLOUR())", GREY],
])("%s", (colour, found) => {
  expect(itemsOf(fill(10, colour) + "#1=STYLED_ITEM('',(#10),#99);")).toEqual([[99, found]]);
});

test("a complex styled item", () => {
  const item = "#1=(REPRESENTATION_ITEM('')STYLED_ITEM((#10),#99));";
  expect(itemsOf(fill(10, "DRAUGHTING_PRE_DEFINED_COLOUR('red')") + item)).toEqual([[99, RED]]);
});

test("what overrides counts, wherever it stands", () => {
  const data = fill(10, "COLOUR_RGB('',0.5,0.5,0.25)") + fill(20, "COLOUR_RGB('',1.,0.,0.)") +
    "#1=OVER_RIDING_STYLED_ITEM('',(#20),#99,#2);#2=STYLED_ITEM('',(#10),#99);" +
    "#3=STYLED_ITEM('',(#10),#98);";
  expect(Object.fromEntries(itemsOf(data))).toEqual({ 98: GREY, 99: RED });
});

test("an occurrence's own colour", () => {
  const data = fill(10, "COLOUR_RGB('',1.,0.,0.)", ",#40") +
    "#1=OVER_RIDING_STYLED_ITEM('',(#10),#99,#2);#40=SHAPE_REPRESENTATION('',(),$);" +
    "#41=SHAPE_DEFINITION_REPRESENTATION(#42,#40);#42=PRODUCT_DEFINITION_SHAPE('','',#43);" +
    "#43=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#44,#45,$);";
  const { items, occurrences } = stepStyles(entitiesOf(data));
  expect([...occurrences]).toEqual([[43, RED]]);
  expect(items.size).toBe(0);
});

test("renderings may be transparent, and curves' colours are not surfaces'", () => {
  const data = "#10=PRESENTATION_STYLE_ASSIGNMENT((#11,#20));#11=SURFACE_STYLE_USAGE(.BOTH.,#12);" +
    "#12=SURFACE_SIDE_STYLE('',(#13));" +
    "#13=SURFACE_STYLE_RENDERING_WITH_PROPERTIES(.NORMAL_SHADING.,#15,(#14));" +
    "#14=SURFACE_STYLE_TRANSPARENT(0.25);#15=COLOUR_RGB('',1.,0.,0.);" +
    "#20=CURVE_STYLE('',#21,$,#22);#22=COLOUR_RGB('',0.,1.,0.);" +
    "#30=PRESENTATION_STYLE_ASSIGNMENT((#20));" +
    "#1=STYLED_ITEM('',(#10),#99);#2=STYLED_ITEM('',(#30),#98);";
  expect(itemsOf(data)).toEqual([[99, { ...RED, opacity: 0.75 }]]);
});
