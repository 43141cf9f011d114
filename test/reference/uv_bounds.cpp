// The parameter bounds of each distinct face of a STEP file, as native OpenCascade has them: a line
// u0, u1, v0, v1 a face, in the order of a depth-first walk. Built and run as extract.cpp is; its
// output for three files is in uv_bounds.json.
#include <BRepTools.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <STEPControl_Reader.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Face.hxx>

#include <cstdio>
#include <set>

int main(int, char** arguments) {
  Message::DefaultMessenger()->ChangePrinters().Clear();
  STEPControl_Reader reader;
  if (reader.ReadFile(arguments[1]) != IFSelect_RetDone) return 1;
  reader.TransferRoots();
  std::set<const TopoDS_TShape*> seen;
  for (TopExp_Explorer walk(reader.OneShape(), TopAbs_FACE); walk.More(); walk.Next()) {
    TopoDS_Face face = TopoDS::Face(walk.Current());
    if (!seen.insert(face.TShape().get()).second) continue;
    face.Location(TopLoc_Location());
    face.Orientation(TopAbs_FORWARD);
    double u0, u1, v0, v1;
    BRepTools::UVBounds(face, u0, u1, v0, v1);
    std::printf("%.17g %.17g %.17g %.17g\n", u0, u1, v0, v1);
  }
  return 0;
}
