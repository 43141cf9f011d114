// What native OpenCascade says of one STEP file, as JSON on standard output, in millimetres.
//
//   extract FILE [EPS] [--mesh ANGLE]
//
// EPS is the relative tolerance of each face's area (1e-7 by default). With --mesh the whole file is
// triangulated too, at that angular deflection in radians, and the triangles' area is given beside
// the integral: it shares no code with the quadrature. README.md says how to build and run this.
#include <BRepAdaptor_Curve.hxx>
#include <BRepAdaptor_Surface.hxx>
#include <BRepBndLib.hxx>
#include <BRepGProp.hxx>
#include <BRepMesh_IncrementalMesh.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <GProp_GProps.hxx>
#include <Geom2d_Curve.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <Poly_Triangulation.hxx>
#include <STEPControl_Reader.hxx>
#include <Standard_Failure.hxx>
#include <TColStd_Array1OfReal.hxx>
#include <TopExp.hxx>
#include <TopExp_Explorer.hxx>
#include <TopTools_IndexedMapOfShape.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Iterator.hxx>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using Key = const TopoDS_TShape*;
Key keyOf(const TopoDS_Shape& shape) { return shape.TShape().get(); }

// The output holds the two names below instead of OpenCascade's enumerators, so that a reader does
// not depend on their order.
const char* surfaceName(GeomAbs_SurfaceType type) {
  static const char* names[] = {"plane",   "cylinder",   "cone",      "sphere", "torus", "bezier",
                                "bspline", "revolution", "extrusion", "offset", "other"};
  return names[type];
}
const char* curveName(GeomAbs_CurveType type) {
  static const char* names[] = {"line",   "circle",  "ellipse", "hyperbola", "parabola",
                                "bezier", "bspline", "offset",  "other"};
  return names[type];
}

std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}
std::string point(const gp_Pnt& p) {
  return "[" + number(p.X()) + "," + number(p.Y()) + "," + number(p.Z()) + "]";
}
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 32 ? ' ' : c;
  }
  return out + "\"";
}

// ---- quadrature -----------------------------------------------------------------------------------

struct Area {
  double value = NAN;
  double error = NAN;  // OpenCascade's own estimate, relative
  gp_Pnt centroid;
};
Area areaOf(const TopoDS_Face& face, double eps) {
  Area area;
  try {
    GProp_GProps props;
    area.error = BRepGProp::SurfaceProperties(face, props, eps);
    area.value = props.Mass();
    area.centroid = props.CentreOfMass();
  } catch (const Standard_Failure&) {
    // The value stays NaN and is printed as null: the reader of the JSON decides.
  }
  return area;
}

// Gauss-Legendre of order five against two halves of it. OpenCascade's LinearProperties has a fixed
// order, which is not enough on long B-splines.
double speedIntegral(const BRepAdaptor_Curve& curve, double a, double b) {
  static const double x[] = {0.0, 0.5384693101056831, 0.9061798459386640};
  static const double w[] = {0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
  const double middle = (a + b) / 2, half = (b - a) / 2;
  auto speed = [&](double t) {
    gp_Pnt p;
    gp_Vec d;
    curve.D1(t, p, d);
    return d.Magnitude();
  };
  double sum = w[0] * speed(middle);
  for (int i = 1; i < 3; i++) sum += w[i] * (speed(middle - half * x[i]) + speed(middle + half * x[i]));
  return sum * half;
}
double refine(const BRepAdaptor_Curve& curve, double a, double b, double whole, double allowed, int depth) {
  const double m = (a + b) / 2;
  const double left = speedIntegral(curve, a, m), right = speedIntegral(curve, m, b);
  if (depth == 0 || std::fabs(left + right - whole) <= allowed) return left + right;
  return refine(curve, a, m, left, allowed / 2, depth - 1) + refine(curve, m, b, right, allowed / 2, depth - 1);
}
double lengthOf(const BRepAdaptor_Curve& curve) {
  // Smooth pieces: across a knot two estimates may agree and both be wrong.
  const int pieces = curve.NbIntervals(GeomAbs_CN);
  TColStd_Array1OfReal knots(1, pieces + 1);
  curve.Intervals(knots, GeomAbs_CN);
  double rough = 0;
  for (int i = 1; i <= pieces; i++) rough += speedIntegral(curve, knots(i), knots(i + 1));
  double length = 0;
  for (int i = 1; i <= pieces; i++) {
    const double whole = speedIntegral(curve, knots(i), knots(i + 1));
    length += refine(curve, knots(i), knots(i + 1), whole, 1e-11 * rough, 30);
  }
  return length;
}

// ---- bodies ---------------------------------------------------------------------------------------

struct Body {
  TopoDS_Shape shape;  // without location: in its own coordinates
  const char* kind;
  std::vector<gp_Trsf> instances;
};

// Solids, then shells that no solid holds, then faces that no shell holds.
std::vector<Body> bodiesOf(const TopoDS_Shape& root) {
  std::vector<Body> bodies;
  std::map<Key, size_t> seen;
  auto add = [&](const TopoDS_Shape& shape, const char* kind) {
    const Key key = keyOf(shape);
    if (!seen.count(key)) {
      seen[key] = bodies.size();
      // A face's side is part of what the body is; its place is not.
      bodies.push_back({shape.Located(TopLoc_Location()), kind, {}});
    }
    bodies[seen[key]].instances.push_back(shape.Location().Transformation());
  };
  for (TopExp_Explorer x(root, TopAbs_SOLID); x.More(); x.Next()) add(x.Current(), "solid");
  for (TopExp_Explorer x(root, TopAbs_SHELL, TopAbs_SOLID); x.More(); x.Next()) add(x.Current(), "shell");
  for (TopExp_Explorer x(root, TopAbs_FACE, TopAbs_SHELL); x.More(); x.Next()) add(x.Current(), "face");
  return bodies;
}

// Shapes of one kind in the order of TopExp_Explorer, each TShape once.
std::vector<TopoDS_Shape> distinct(const TopoDS_Shape& root, TopAbs_ShapeEnum kind) {
  std::vector<TopoDS_Shape> shapes;
  std::set<Key> seen;
  for (TopExp_Explorer x(root, kind); x.More(); x.Next()) {
    if (seen.insert(keyOf(x.Current())).second) shapes.push_back(x.Current());
  }
  return shapes;
}

// ---- edges ----------------------------------------------------------------------------------------

struct Use {
  int face;
  TopoDS_Face shape;
  TopoDS_Edge edge;  // as the loop of the forward face has it
};

bool normalAt(const Use& use, double parameter, gp_Vec& normal) {
  const TopoDS_Face forward = TopoDS::Face(use.shape.Oriented(TopAbs_FORWARD));
  double first, last;
  const Handle(Geom2d_Curve) pcurve = BRep_Tool::CurveOnSurface(use.edge, forward, first, last);
  if (pcurve.IsNull()) return false;
  const gp_Pnt2d uv = pcurve->Value(parameter);
  BRepAdaptor_Surface surface(forward, Standard_False);
  gp_Pnt p;
  gp_Vec du, dv;
  surface.D1(uv.X(), uv.Y(), p, du, dv);
  normal = du.Crossed(dv);
  if (!(normal.Magnitude() > 1e-12 * du.Magnitude() * dv.Magnitude()) || normal.Magnitude() == 0) return false;
  normal.Normalize();
  if (use.shape.Orientation() == TopAbs_REVERSED) normal.Reverse();
  return true;
}

void printEdge(const TopoDS_Edge& edge, const std::vector<Use>& uses) {
  std::set<int> faces;
  for (const Use& use : uses) faces.insert(use.face);
  std::string list;
  std::set<int> listed;
  for (const Use& use : uses) {
    if (listed.insert(use.face).second) list += (list.empty() ? "" : ",") + std::to_string(use.face);
  }
  std::printf("{\"faces\":[%s],\"uses\":%zu,", list.c_str(), uses.size());
  if (BRep_Tool::Degenerated(edge)) {
    std::printf("\"type\":null,\"degenerate\":true,\"length\":0,\"dihedral\":null,\"convexity\":null}");
    return;
  }
  BRepAdaptor_Curve curve(edge);
  const double middle = (curve.FirstParameter() + curve.LastParameter()) / 2;
  double angle = NAN;
  if (uses.size() == 2) {
    gp_Vec a, b, tangent;
    gp_Pnt p;
    curve.D1(middle, p, tangent);
    if (tangent.Magnitude() > 0 && normalAt(uses[0], middle, a) && normalAt(uses[1], middle, b)) {
      const bool against = (uses[0].edge.Orientation() == TopAbs_REVERSED) !=
                           (uses[0].shape.Orientation() == TopAbs_REVERSED);
      if (against) tangent.Reverse();
      angle = std::atan2(a.Crossed(b).Dot(tangent.Normalized()), a.Dot(b));
    }
  }
  const char* convexity = !std::isfinite(angle)        ? "null"
                          : std::fabs(angle) < 0.01 ? "\"smooth\""
                          : angle > 0               ? "\"convex\""
                                                    : "\"concave\"";
  std::printf("\"type\":\"%s\",\"degenerate\":false,\"length\":%s,\"middle\":%s,\"dihedral\":%s,\"convexity\":%s}",
              curveName(curve.GetType()), number(lengthOf(curve)).c_str(), point(curve.Value(middle)).c_str(),
              number(angle).c_str(), convexity);
}

// ---- triangles ------------------------------------------------------------------------------------

double triangleArea(const TopoDS_Shape& root, double angle, long& triangles, int& missing) {
  Bnd_Box box;
  BRepBndLib::Add(root, box);
  BRepMesh_IncrementalMesh mesh(root, std::sqrt(box.SquareExtent()) * 1e-4, Standard_False, angle, Standard_False);
  double area = 0;
  triangles = 0;
  missing = 0;
  for (TopExp_Explorer x(root, TopAbs_FACE); x.More(); x.Next()) {
    TopLoc_Location location;
    const Handle(Poly_Triangulation) t = BRep_Tool::Triangulation(TopoDS::Face(x.Current()), location);
    if (t.IsNull()) {
      missing++;
      continue;
    }
    const double scale = location.Transformation().ScaleFactor();
    for (int i = 1; i <= t->NbTriangles(); i++) {
      int a, b, c;
      t->Triangle(i).Get(a, b, c);
      const gp_Vec u(t->Node(a), t->Node(b)), v(t->Node(a), t->Node(c));
      area += u.Crossed(v).Magnitude() / 2 * scale * scale;
      triangles++;
    }
  }
  return area;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: extract FILE [EPS] [--mesh ANGLE]\n");
    return 2;
  }
  double eps = 1e-7, angle = 0;
  for (int i = 2; i < argc; i++) {
    if (!std::strcmp(argv[i], "--mesh") && i + 1 < argc) angle = std::atof(argv[++i]);
    else eps = std::atof(argv[i]);
  }
  Message::DefaultMessenger()->ChangePrinters().Clear();

  STEPControl_Reader reader;
  if (reader.ReadFile(argv[1]) != IFSelect_RetDone) {
    std::fprintf(stderr, "cannot read %s\n", argv[1]);
    return 1;
  }
  reader.TransferRoots();
  const TopoDS_Shape root = reader.OneShape();
  if (root.IsNull()) {
    std::fprintf(stderr, "no shape in %s\n", argv[1]);
    return 1;
  }

  int explored = 0, solids = 0;
  for (TopExp_Explorer x(root, TopAbs_FACE); x.More(); x.Next()) explored++;
  for (TopExp_Explorer x(root, TopAbs_SOLID); x.More(); x.Next()) solids++;
  TopTools_IndexedMapOfShape mapped;
  TopExp::MapShapes(root, TopAbs_FACE, mapped);

  const char* name = std::strrchr(argv[1], '/');
  std::printf("{\"file\":%s,\"eps\":%g,\n\"faces_explored\":%d,\"faces_mapped\":%d,\"solids\":%d,\n\"bodies\":[",
              quoted(name ? name + 1 : argv[1]).c_str(), eps, explored, mapped.Extent(), solids);

  double total = 0, worst = 0;
  bool firstBody = true;
  for (const Body& body : bodiesOf(root)) {
    std::printf("%s\n{\"kind\":\"%s\",\"instance_scales\":[", firstBody ? "" : ",", body.kind);
    firstBody = false;
    double squares = 0;
    for (size_t i = 0; i < body.instances.size(); i++) {
      const double scale = body.instances[i].ScaleFactor();
      squares += scale * scale;
      std::printf("%s%s", i ? "," : "", number(scale).c_str());
    }
    const std::vector<TopoDS_Shape> faces = distinct(body.shape, TopAbs_FACE);
    std::map<Key, std::vector<Use>> uses;
    std::printf("],\n \"faces\":[");
    double sum = 0;
    for (size_t i = 0; i < faces.size(); i++) {
      const TopoDS_Face face = TopoDS::Face(faces[i]);
      const Area area = areaOf(face, eps);
      sum += area.value;
      if (!(area.error <= worst)) worst = area.error;
      int loops = 0;
      for (TopoDS_Iterator it(face); it.More(); it.Next()) loops += it.Value().ShapeType() == TopAbs_WIRE;
      BRepAdaptor_Surface surface(face, Standard_False);
      std::printf("%s\n  {\"type\":\"%s\",\"area\":%s,\"centroid\":%s,\"loops\":%d,\"reversed\":%s}", i ? "," : "",
                  surfaceName(surface.GetType()), number(area.value).c_str(), point(area.centroid).c_str(), loops,
                  face.Orientation() == TopAbs_REVERSED ? "true" : "false");
      for (TopExp_Explorer x(face.Oriented(TopAbs_FORWARD), TopAbs_EDGE); x.More(); x.Next()) {
        uses[keyOf(x.Current())].push_back({static_cast<int>(i), face, TopoDS::Edge(x.Current())});
      }
    }
    std::printf("],\n \"edges\":[");
    const std::vector<TopoDS_Shape> edges = distinct(body.shape, TopAbs_EDGE);
    for (size_t i = 0; i < edges.size(); i++) {
      std::printf("%s\n  ", i ? "," : "");
      printEdge(TopoDS::Edge(edges[i]), uses[keyOf(edges[i])]);
    }
    std::printf("],\n \"area\":%s}", number(sum).c_str());
    total += sum * squares;
  }
  std::printf("],\n\"area\":%s,\"area_error\":%s", number(total).c_str(), number(worst).c_str());
  if (angle > 0) {
    long triangles;
    int missing;
    const double area = triangleArea(root, angle, triangles, missing);
    std::printf(",\n\"mesh\":{\"angle\":%g,\"area\":%s,\"triangles\":%ld,\"faces_without\":%d}", angle,
                number(area).c_str(), triangles, missing);
  }
  std::printf("}\n");
  return 0;
}
