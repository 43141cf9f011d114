import { expect, test } from "vitest";
import { stepLayers } from "../../../../src/cad/formats/step/step_layers.ts";
import { entitiesOf } from "../entities_of.ts";

test("items are on the layers that name them, or a style of theirs", () => {
  const layers = stepLayers(entitiesOf(
    "#1=PRESENTATION_LAYER_ASSIGNMENT('2','visible',(#10,#11,#12));" +
      "#2=PRESENTATION_LAYER_ASSIGNMENT('1','',(#10,#13));" +
      "#3=PRESENTATION_LAYER_ASSIGNMENT('','none',(#10));" +
      "#4=PRESENTATION_LAYER_ASSIGNMENT('2','again',(#10));" +
      "#10=MANIFOLD_SOLID_BREP('',#99);#11=STYLED_ITEM('',(#98),#20);" +
      "#12=(REPRESENTATION_ITEM('')STYLED_ITEM((#98),#21));" +
      "#13=OVER_RIDING_STYLED_ITEM('',(#98),#20,#11);",
  ));
  expect(Object.fromEntries(layers)).toEqual({ 10: ["2", "1"], 20: ["2", "1"], 21: ["2"] });
});
