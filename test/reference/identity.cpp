// What native OpenCascade's XCAF reader says of the products of one STEP file, as JSON on standard
// output: names, occurrences, places in millimetres, colours, and the names of faces.
//
//   identity FILE
//
// README.md says how to build and run this.
#include <Interface_Static.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Quantity_Color.hxx>
#include <STEPCAFControl_Reader.hxx>
#include <STEPControl_Reader.hxx>
#include <StepRepr_RepresentationItem.hxx>
#include <TCollection_HAsciiString.hxx>
#include <TDF_LabelSequence.hxx>
#include <TDataStd_Name.hxx>
#include <TDocStd_Document.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_TShape.hxx>
#include <TransferBRep.hxx>
#include <Transfer_TransientProcess.hxx>
#include <XCAFApp_Application.hxx>
#include <XCAFDoc_ColorTool.hxx>
#include <XCAFDoc_DocumentTool.hxx>
#include <XCAFDoc_ShapeTool.hxx>
#include <XSControl_TransferReader.hxx>
#include <XSControl_WorkSession.hxx>

#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace {

Handle(XCAFDoc_ShapeTool) shapeTool;
Handle(XCAFDoc_ColorTool) colorTool;

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 32 ? ' ' : c;
  }
  return out + "\"";
}

std::string nameOf(const TDF_Label& label) {
  Handle(TDataStd_Name) name;
  if (!label.FindAttribute(TDataStd_Name::GetID(), name)) return "";
  std::string utf8(name->Get().LengthOfCString() + 1, '\0');
  Standard_PCharacter text = &utf8[0];
  name->Get().ToUTF8CString(text);
  return utf8.c_str();
}

std::string colour(const Quantity_Color& color) {
  double r, g, b;
  color.Values(r, g, b, Quantity_TOC_sRGB);  // as the reader took them from the file
  char text[80];
  std::snprintf(text, sizeof text, "[%.4f,%.4f,%.4f]", r, g, b);
  return text;
}

// Surface colours, else general ones: those of curves are left out.
std::string colourOf(const TDF_Label& label) {
  Quantity_Color color;
  for (auto type : {XCAFDoc_ColorSurf, XCAFDoc_ColorGen})
    if (colorTool->GetColor(label, type, color)) return colour(color);
  return "null";
}
std::string colourOf(const TopoDS_Shape& shape) {
  Quantity_Color color;
  for (auto type : {XCAFDoc_ColorSurf, XCAFDoc_ColorGen})
    if (colorTool->GetColor(shape, type, color)) return colour(color);
  return "null";
}

std::vector<TopoDS_Shape> distinctFaces(const TopoDS_Shape& root) {
  std::vector<TopoDS_Shape> faces;
  std::set<const TopoDS_TShape*> seen;
  for (TopExp_Explorer x(root, TopAbs_FACE); x.More(); x.Next())
    if (seen.insert(x.Current().TShape().get()).second) faces.push_back(x.Current());
  return faces;
}

void addShapes(const TopoDS_Shape& part, std::string& out) {
  auto add = [&](const TopoDS_Shape& shape, const char* kind) {
    std::string colours;
    bool any = false;
    for (const TopoDS_Shape& face : distinctFaces(shape)) {
      const std::string own = colourOf(face);
      any = any || own != "null";
      colours += (colours.empty() ? "" : ",") + own;
    }
    out += (out.empty() ? "" : ",") + std::string("{\"kind\":\"") + kind + "\",\"faces\":" +
           std::to_string(distinctFaces(shape).size()) + ",\"colour\":" + colourOf(shape) +
           ",\"faceColours\":" + (any ? "[" + colours + "]" : "null") + "}";
  };
  for (TopExp_Explorer x(part, TopAbs_SOLID); x.More(); x.Next()) add(x.Current(), "solid");
  for (TopExp_Explorer x(part, TopAbs_SHELL, TopAbs_SOLID); x.More(); x.Next()) add(x.Current(), "shell");
}

std::string transformOf(const TDF_Label& component) {
  const gp_Trsf t = XCAFDoc_ShapeTool::GetLocation(component).Transformation();
  std::string out;
  for (int row = 1; row <= 3; row++) {
    for (int column = 1; column <= 4; column++) {
      char text[40];
      std::snprintf(text, sizeof text, "%s%.12g", out.empty() ? "" : ",", t.Value(row, column) + 0.0);
      out += text;
    }
  }
  return "[" + out + "]";
}

// A component that the file does not name is how the reader splits a product whose shape is said in
// several representations: its shapes are the product's own.
bool isSplit(const TDF_Label& component) { return nameOf(component).rfind("=>", 0) == 0; }

void collect(const TDF_Label& product, std::string& shapes, std::vector<TDF_Label>& children) {
  if (!XCAFDoc_ShapeTool::IsAssembly(product)) {
    addShapes(XCAFDoc_ShapeTool::GetShape(product), shapes);
    return;
  }
  TDF_LabelSequence components;
  XCAFDoc_ShapeTool::GetComponents(product, components);
  for (int i = 1; i <= components.Length(); i++) {
    TDF_Label inner;
    XCAFDoc_ShapeTool::GetReferredShape(components.Value(i), inner);
    if (isSplit(components.Value(i))) collect(inner, shapes, children);
    else children.push_back(components.Value(i));
  }
}

std::string node(const TDF_Label& label) {
  TDF_Label product;
  const bool isComponent = XCAFDoc_ShapeTool::GetReferredShape(label, product);
  if (!isComponent) product = label;
  std::string shapes, inner;
  std::vector<TDF_Label> children;
  collect(product, shapes, children);
  for (const TDF_Label& child : children) inner += (inner.empty() ? "" : ",\n") + node(child);
  return "{\"name\":" + quoted(nameOf(product)) +
         ",\"occurrence\":" + (isComponent ? quoted(nameOf(label)) : "null") +
         ",\"transform\":" + (isComponent ? transformOf(label) : "null") +
         ",\"colour\":" + (isComponent ? colourOf(label) : "null") + ",\"shapes\":[" + shapes +
         "],\"children\":[" + inner + "]}";
}

// The name of each distinct face in the order of TopExp_Explorer.
std::string faceNames(const char* path) {
  STEPControl_Reader reader;
  if (reader.ReadFile(path) != IFSelect_RetDone) return "null";
  reader.TransferRoots();
  const Handle(Transfer_TransientProcess) process = reader.WS()->TransferReader()->TransientProcess();
  std::string out;
  for (const TopoDS_Shape& face : distinctFaces(reader.OneShape())) {
    const Handle(Standard_Transient) entity = reader.WS()->TransferReader()->EntityFromShapeResult(face, 1);
    const auto item = Handle(StepRepr_RepresentationItem)::DownCast(entity);
    const bool named = !item.IsNull() && !item->Name().IsNull();
    out += (out.empty() ? "" : ",") + (named ? quoted(item->Name()->ToCString()) : "null");
  }
  return "[" + out + "]";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: identity FILE\n");
    return 2;
  }
  Message::DefaultMessenger()->ChangePrinters().Clear();
  Handle(TDocStd_Document) document;
  XCAFApp_Application::GetApplication()->NewDocument("MDTV-XCAF", document);
  STEPCAFControl_Reader reader;
  reader.SetColorMode(true);
  reader.SetNameMode(true);
  if (reader.ReadFile(argv[1]) != IFSelect_RetDone || !reader.Transfer(document)) {
    std::fprintf(stderr, "cannot read %s\n", argv[1]);
    return 1;
  }
  shapeTool = XCAFDoc_DocumentTool::ShapeTool(document->Main());
  colorTool = XCAFDoc_DocumentTool::ColorTool(document->Main());
  TDF_LabelSequence roots;
  shapeTool->GetFreeShapes(roots);
  std::string trees;
  for (int i = 1; i <= roots.Length(); i++) trees += (trees.empty() ? "" : ",\n") + node(roots.Value(i));
  std::printf("{\"roots\":[%s],\n\"faceNames\":%s}\n", trees.c_str(), faceNames(argv[1]).c_str());
  return 0;
}
