// How long native OpenCascade takes for what the profile "hoops" writes: the peer of bench/encode.ts.
//
//   time [--pairs] [--passes N] FILE...
//
// Every file is read and measured in every pass; the first pass is cold. On standard output there is
// one line of JSON a file and pass: faces, edges, milliseconds by stage; then one with the most
// memory that the process had. README.md says how to build this.
//
// It is what a C++ programmer would write who wants to be done soon: the kernel's own functions with
// their default settings (areas by its quadrature of fixed order, which is its fastest), and
// straightforward loops for the rest. Nothing is stored.
#include <BRepAdaptor_Curve.hxx>
#include <BRepAdaptor_Surface.hxx>
#include <BRepBndLib.hxx>
#include <BRepGProp.hxx>
#include <BRepTools.hxx>
#include <BRepTopAdaptor_FClass2d.hxx>
#include <BRep_Tool.hxx>
#include <Bnd_Box.hxx>
#include <GCPnts_AbscissaPoint.hxx>
#include <GProp_GProps.hxx>
#include <Geom2d_Curve.hxx>
#include <Message.hxx>
#include <Message_Messenger.hxx>
#include <STEPControl_Reader.hxx>
#include <Standard_Failure.hxx>
#include <TopExp_Explorer.hxx>
#include <TopoDS.hxx>
#include <TopoDS_Iterator.hxx>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using Key = const TopoDS_TShape*;
Key keyOf(const TopoDS_Shape& shape) { return shape.TShape().get(); }

constexpr int GRID = 10, SAMPLES = 25, PATH = 16, PAIR_GRID = 5, BINS = 64;

// What is computed, so that nothing can be left out by the compiler.
struct Arrays {
  std::vector<float> areas, centroids, grids, samples, lengths, angles, curves, adjacency, d2, a3;
  std::vector<int> types, loops, neighbors, edgeTypes, convexities, source, destination, paths;
};

class Stages {
 public:
  void begin() { last_ = now(); }
  void end(const char* name) {
    const double time = now();
    ms_[name] += time - last_;
    last_ = time;
  }
  void print() const {
    for (const auto& stage : ms_) std::printf(",\"%s\":%.3f", stage.first.c_str(), stage.second);
  }

 private:
  static double now() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
  }
  std::map<std::string, double> ms_;
  double last_ = 0;
};

struct Use {
  int face;
  TopoDS_Face shape;
  TopoDS_Edge edge;
};

std::vector<TopoDS_Shape> distinct(const TopoDS_Shape& root, TopAbs_ShapeEnum kind) {
  std::vector<TopoDS_Shape> shapes;
  std::set<Key> seen;
  for (TopExp_Explorer x(root, kind); x.More(); x.Next()) {
    if (seen.insert(keyOf(x.Current())).second) shapes.push_back(x.Current());
  }
  return shapes;
}

std::vector<TopoDS_Shape> bodiesOf(const TopoDS_Shape& root) {
  std::vector<TopoDS_Shape> bodies;
  std::set<Key> seen;
  auto add = [&](const TopoDS_Shape& shape) {
    if (seen.insert(keyOf(shape)).second) bodies.push_back(shape.Located(TopLoc_Location()));
  };
  for (TopExp_Explorer x(root, TopAbs_SOLID); x.More(); x.Next()) add(x.Current());
  for (TopExp_Explorer x(root, TopAbs_SHELL, TopAbs_SOLID); x.More(); x.Next()) add(x.Current());
  for (TopExp_Explorer x(root, TopAbs_FACE, TopAbs_SHELL); x.More(); x.Next()) add(x.Current());
  return bodies;
}

// Point and outward normal at (u, v): six numbers.
void evaluate(const BRepAdaptor_Surface& surface, bool reversed, double u, double v, std::vector<float>& out) {
  gp_Pnt p;
  gp_Vec du, dv;
  surface.D1(u, v, p, du, dv);
  gp_Vec n = du.Crossed(dv);
  const double length = n.Magnitude();
  if (length > 0) n.Multiply((reversed ? -1 : 1) / length);
  for (double x : {p.X(), p.Y(), p.Z(), n.X(), n.Y(), n.Z()}) out.push_back(static_cast<float>(x));
}

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
  if (normal.Magnitude() == 0) return false;
  normal.Normalize();
  if (use.shape.Orientation() == TopAbs_REVERSED) normal.Reverse();
  return true;
}

void measureFaces(const std::vector<TopoDS_Shape>& faces, Arrays& out) {
  for (const TopoDS_Shape& shape : faces) {
    const TopoDS_Face face = TopoDS::Face(shape);
    GProp_GProps props;
    BRepGProp::SurfaceProperties(face, props);
    const gp_Pnt c = props.CentreOfMass();
    out.areas.push_back(props.Mass());
    for (double x : {c.X(), c.Y(), c.Z()}) out.centroids.push_back(x);
    int loops = 0;
    for (TopoDS_Iterator it(face); it.More(); it.Next()) loops += it.Value().ShapeType() == TopAbs_WIRE;
    out.loops.push_back(loops);
    out.types.push_back(BRepAdaptor_Surface(face, Standard_False).GetType());
  }
}

void gridFaces(const std::vector<TopoDS_Shape>& faces, int n, std::vector<float>& out) {
  for (const TopoDS_Shape& shape : faces) {
    const TopoDS_Face face = TopoDS::Face(shape);
    double u0, u1, v0, v1;
    BRepTools::UVBounds(face, u0, u1, v0, v1);
    const BRepTopAdaptor_FClass2d inside(TopoDS::Face(face.Oriented(TopAbs_FORWARD)), 1e-7);
    const BRepAdaptor_Surface surface(face, Standard_False);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        const double u = u0 + (u1 - u0) * i / (n - 1), v = v0 + (v1 - v0) * j / (n - 1);
        evaluate(surface, face.Orientation() == TopAbs_REVERSED, u, v, out);
        out.push_back(inside.Perform(gp_Pnt2d(u, v)) != TopAbs_OUT);
      }
    }
  }
}

void sampleFaces(const std::vector<TopoDS_Shape>& faces, int n, std::vector<float>& out) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> share(0, 1);
  for (const TopoDS_Shape& shape : faces) {
    const TopoDS_Face face = TopoDS::Face(shape);
    double u0, u1, v0, v1;
    BRepTools::UVBounds(face, u0, u1, v0, v1);
    const BRepTopAdaptor_FClass2d inside(TopoDS::Face(face.Oriented(TopAbs_FORWARD)), 1e-7);
    const BRepAdaptor_Surface surface(face, Standard_False);
    for (int found = 0, tries = 0; found < n; tries++) {
      const double u = u0 + (u1 - u0) * share(random), v = v0 + (v1 - v0) * share(random);
      const bool on = inside.Perform(gp_Pnt2d(u, v)) != TopAbs_OUT;
      if (!on && tries < 20 * n) continue;
      evaluate(surface, face.Orientation() == TopAbs_REVERSED, u, v, out);
      out.push_back(on);
      found++;
    }
  }
}

void measureEdge(const TopoDS_Edge& edge, const std::vector<Use>& uses, Arrays& out) {
  double length = 0, angle = 0;
  int type = GeomAbs_OtherCurve, convexity = 0;
  float grid[GRID][6] = {};
  if (!BRep_Tool::Degenerated(edge)) {
    const BRepAdaptor_Curve curve(edge);
    type = curve.GetType();
    length = GCPnts_AbscissaPoint::Length(curve);
    const double first = curve.FirstParameter(), last = curve.LastParameter();
    gp_Pnt p;
    gp_Vec t;
    for (int i = 0; i < GRID; i++) {
      curve.D1(first + (last - first) * i / (GRID - 1), p, t);
      const double speed = t.Magnitude();
      if (speed > 0) t.Divide(speed);
      const double values[] = {p.X(), p.Y(), p.Z(), t.X(), t.Y(), t.Z()};
      for (int k = 0; k < 6; k++) grid[i][k] = static_cast<float>(values[k]);
    }
    gp_Vec a, b;
    const double middle = (first + last) / 2;
    curve.D1(middle, p, t);
    if (uses.size() == 2 && t.Magnitude() > 0 && normalAt(uses[0], middle, a) && normalAt(uses[1], middle, b)) {
      if ((uses[0].edge.Orientation() == TopAbs_REVERSED) != (uses[0].shape.Orientation() == TopAbs_REVERSED)) {
        t.Reverse();
      }
      angle = std::atan2(a.Crossed(b).Dot(t.Normalized()), a.Dot(b));
      convexity = std::fabs(angle) < 0.01 ? 3 : angle > 0 ? 1 : 2;
    }
  }
  out.edgeTypes.push_back(type);
  out.lengths.push_back(length);
  out.angles.push_back(angle);
  out.convexities.push_back(convexity);
  out.curves.insert(out.curves.end(), &grid[0][0], &grid[0][0] + 6 * GRID);
}

void joinFaces(int faces, const std::vector<TopoDS_Shape>& edges, std::map<Key, std::vector<Use>>& uses,
               Arrays& out) {
  std::vector<std::set<int>> neighbors(faces);
  for (const TopoDS_Shape& edge : edges) {
    const std::vector<Use>& own = uses[keyOf(edge)];
    int source = own[0].face, destination = source;
    for (const Use& use : own) {
      if (use.face == source) continue;
      if (destination == source) destination = use.face;
    }
    for (const Use& a : own) {
      for (const Use& b : own) {
        if (a.face != b.face) neighbors[a.face].insert(b.face);
      }
    }
    out.source.push_back(source);
    out.destination.push_back(destination);
  }
  for (const std::set<int>& own : neighbors) out.neighbors.push_back(static_cast<int>(own.size()));
}

// Shortest paths between all faces, and histograms of distances and angles between their points.
void pairFaces(const std::vector<TopoDS_Shape>& faces, const TopoDS_Shape& body, size_t firstEdge, Arrays& out) {
  const int count = static_cast<int>(faces.size());
  std::vector<std::vector<std::pair<int, int>>> arcs(count);
  for (size_t e = firstEdge; e < out.source.size(); e++) {
    if (out.source[e] == out.destination[e]) continue;
    arcs[out.source[e]].push_back({out.destination[e], static_cast<int>(e - firstEdge)});
    arcs[out.destination[e]].push_back({out.source[e], static_cast<int>(e - firstEdge)});
  }
  std::vector<int> distance(count), before(count), by(count), queue(count);
  for (int a = 0; a < count; a++) {
    std::fill(distance.begin(), distance.end(), -1);
    int head = 0, tail = 1;
    queue[0] = a;
    distance[a] = 0;
    while (head < tail) {
      const int face = queue[head++];
      for (const auto& arc : arcs[face]) {
        if (distance[arc.first] >= 0) continue;
        distance[arc.first] = distance[face] + 1;
        before[arc.first] = face;
        by[arc.first] = arc.second;
        queue[tail++] = arc.first;
      }
    }
    for (int b = 0; b < count; b++) {
      out.adjacency.push_back(distance[b]);
      int path[PATH];
      std::fill(path, path + PATH, -1);
      for (int face = b, left = distance[b]; left > 0; left--, face = before[face]) {
        if (left <= PATH) path[left - 1] = by[face];
      }
      out.paths.insert(out.paths.end(), path, path + PATH);
    }
  }

  Bnd_Box box;
  BRepBndLib::AddOptimal(body, box, Standard_False, Standard_False);
  const double diagonal = std::sqrt(box.SquareExtent());
  constexpr int POINTS = PAIR_GRID * PAIR_GRID;
  std::vector<float> points;
  gridFaces(faces, PAIR_GRID, points);
  const size_t first = out.d2.size();
  out.d2.resize(first + static_cast<size_t>(count) * count * BINS);
  out.a3.resize(out.d2.size());
  for (int a = 0; a < count; a++) {
    for (int b = a; b < count; b++) {
      float d2[BINS] = {}, a3[BINS] = {};
      for (int i = 0; i < POINTS; i++) {
        const float* p = &points[7 * (a * POINTS + i)];
        for (int j = 0; j < POINTS; j++) {
          const float* q = &points[7 * (b * POINTS + j)];
          const double x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
          const int bin = static_cast<int>(std::sqrt(x * x + y * y + z * z) / diagonal * BINS);
          d2[std::min(bin, BINS - 1)] += 1.0f / (POINTS * POINTS);
          const double cosine = p[3] * q[3] + p[4] * q[4] + p[5] * q[5];
          const int turn = static_cast<int>(std::acos(std::max(-1.0, std::min(1.0, cosine))) / M_PI * BINS);
          a3[std::min(turn, BINS - 1)] += 1.0f / (POINTS * POINTS);
        }
      }
      for (const auto& [one, other] : {std::pair<int, int>{a, b}, {b, a}}) {
        const size_t at = first + (static_cast<size_t>(one) * count + other) * BINS;
        std::copy(d2, d2 + BINS, out.d2.begin() + at);
        std::copy(a3, a3 + BINS, out.a3.begin() + at);
      }
    }
  }
}

bool run(const char* path, int pass, bool pairs) {
  Stages stages;
  stages.begin();
  STEPControl_Reader reader;
  if (reader.ReadFile(path) != IFSelect_RetDone) return false;
  reader.TransferRoots();
  const TopoDS_Shape root = reader.OneShape();
  if (root.IsNull()) return false;
  stages.end("read");
  size_t faceCount = 0, edgeCount = 0;
  Arrays out;
  for (const TopoDS_Shape& body : bodiesOf(root)) {
    stages.begin();
    const std::vector<TopoDS_Shape> faces = distinct(body, TopAbs_FACE), edges = distinct(body, TopAbs_EDGE);
    std::map<Key, std::vector<Use>> uses;
    for (size_t i = 0; i < faces.size(); i++) {
      const TopoDS_Face face = TopoDS::Face(faces[i]);
      for (TopExp_Explorer x(face.Oriented(TopAbs_FORWARD), TopAbs_EDGE); x.More(); x.Next()) {
        uses[keyOf(x.Current())].push_back({static_cast<int>(i), face, TopoDS::Edge(x.Current())});
      }
    }
    const size_t firstEdge = out.source.size();
    joinFaces(static_cast<int>(faces.size()), edges, uses, out);
    stages.end("graph");
    measureFaces(faces, out);
    stages.end("faces");
    sampleFaces(faces, SAMPLES, out.samples);
    stages.end("samples");
    gridFaces(faces, GRID, out.grids);
    stages.end("grids");
    for (const TopoDS_Shape& edge : edges) measureEdge(TopoDS::Edge(edge), uses[keyOf(edge)], out);
    stages.end("edges");
    if (pairs) {
      pairFaces(faces, body, firstEdge, out);
      stages.end("pairs");
    }
    faceCount += faces.size();
    edgeCount += edges.size();
  }
  const char* slash = std::strrchr(path, '/');
  std::printf("{\"file\":\"%s\",\"pass\":%d,\"face_count\":%zu,\"edge_count\":%zu,\"numbers\":%zu", slash ? slash + 1 : path,
              pass, faceCount, edgeCount,
              out.areas.size() + out.grids.size() + out.samples.size() + out.curves.size() + out.d2.size());
  stages.print();
  std::printf("}\n");
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  bool pairs = false;
  int passes = 3;
  std::vector<const char*> files;
  for (int i = 1; i < argc; i++) {
    if (!std::strcmp(argv[i], "--pairs")) pairs = true;
    else if (!std::strcmp(argv[i], "--passes") && i + 1 < argc) passes = std::atoi(argv[++i]);
    else files.push_back(argv[i]);
  }
  if (files.empty()) {
    std::fprintf(stderr, "usage: time [--pairs] [--passes N] FILE...\n");
    return 2;
  }
  Message::DefaultMessenger()->ChangePrinters().Clear();
  for (int pass = 0; pass < passes; pass++) {
    for (const char* file : files) {
      try {
        if (!run(file, pass, pairs)) std::fprintf(stderr, "cannot read %s\n", file);
      } catch (const Standard_Failure& failure) {
        std::fprintf(stderr, "%s: %s\n", file, failure.GetMessageString());
      }
    }
  }
  if (FILE* status = std::fopen("/proc/self/status", "r")) {
    char line[200];
    long kilobytes = 0;
    while (std::fgets(line, sizeof line, status)) std::sscanf(line, "VmHWM: %ld", &kilobytes);
    std::fclose(status);
    std::printf("{\"memory\":%ld}\n", kilobytes * 1024);
  }
  return 0;
}
