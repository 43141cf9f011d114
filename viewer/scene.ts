/**
 * Bodies, camera, lights, and what is under the pointer.
 *
 * @module
 */
// @ts-types="@types/three"
import {
  BufferAttribute,
  BufferGeometry,
  type Camera,
  Color,
  DirectionalLight,
  DoubleSide,
  HemisphereLight,
  LineBasicMaterial,
  LineSegments,
  Matrix4,
  Mesh,
  MeshPhongMaterial,
  OrthographicCamera,
  Raycaster,
  Scene,
  Sphere,
  Vector2,
  Vector3,
  WebGLRenderer,
} from "three";
// @ts-types="@types/three/examples/jsm/controls/OrbitControls.js"
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { viewAxes, type ViewName } from "../src/cad/render/view_frame.ts";
import { unpackBody, type ViewedBody } from "../src/cad/viewer/viewer_bytes.ts";
import type { ViewerData } from "../src/cad/viewer/viewer_data.ts";

/** A point on a body under the pointer. */
export interface Hit {
  /** The face, counted over all bodies. */
  readonly face: number;
  readonly body: number;
  readonly point: Vector3;
  /** Whether it is the end of an edge, where the pointer was near one. */
  readonly isVertex: boolean;
}

interface Part {
  readonly body: ViewedBody;
  /** The number of its first face. */
  readonly firstFace: number;
  readonly colours: BufferAttribute;
  readonly meshes: readonly Mesh[];
  readonly lines: readonly LineSegments[];
}

/** Pixels around the end of an edge that count as it. */
const SNAP = 9;

/** What is seen. It is drawn when something has changed, and costs nothing else. */
export class BodyScene {
  readonly camera: OrthographicCamera = new OrthographicCamera();
  readonly scene: Scene = new Scene();
  readonly #renderer: WebGLRenderer;
  readonly #controls: OrbitControls;
  readonly #parts: Part[] = [];
  readonly #bounds = new Sphere();
  readonly #listeners: (() => void)[] = [];
  #due = false;

  constructor(canvas: HTMLCanvasElement, data: ViewerData, bytes: Uint8Array) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.#addBodies(data, bytes);
    // Lights go with the eye, so that no side is ever dark.
    const key = new DirectionalLight(0xffffff, 1.9);
    key.position.set(-0.55, 0.7, 0.8);
    const fill = new DirectionalLight(0xffffff, 0.7);
    fill.position.set(0.8, -0.1, 0.6);
    this.camera.add(key, fill, key.target, fill.target);
    this.scene.add(this.camera, new HemisphereLight(0xffffff, 0xb9c2cc, 0.95));
    this.#controls = new OrbitControls(this.camera, canvas);
    this.#controls.addEventListener("change", () => this.draw());
    new ResizeObserver(() => this.#resize()).observe(canvas.parentElement!);
    this.#resize();
  }

  /** Has it drawn soon. */
  draw(): void {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#renderer.render(this.scene, this.camera);
      for (const listener of this.#listeners) listener();
    });
  }

  /** Calls when it was drawn anew. */
  onDrawn(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Looks from one of the sides, at all of it. */
  look(view: ViewName): void {
    const { center, radius } = this.#bounds;
    const [, up, eye] = viewAxes(view).map((axis) => new Vector3(...axis));
    this.camera.up.copy(Math.abs(eye.z) > 0.99 ? up : new Vector3(0, 0, 1));
    this.camera.position.copy(center).addScaledVector(eye, 4 * radius);
    this.camera.near = 0.1 * radius;
    this.camera.far = 10 * radius;
    this.camera.zoom = 1;
    this.#controls.target.copy(center);
    this.#controls.update();
    this.#fit();
    this.draw();
  }

  /** Gives each face its colour. */
  colour(of: (face: number) => Color): void {
    for (const { body, colours, firstFace } of this.#parts) {
      let corner = 0;
      const { triangles, faceTriangles } = body;
      faceTriangles.forEach((count, face) => {
        const { r, g, b } = of(firstFace + face);
        for (const end = corner + 3 * count; corner < end; corner++) {
          colours.setXYZ(triangles[corner], r, g, b);
        }
      });
      colours.needsUpdate = true;
    }
    this.draw();
  }

  /** Shows the edges, or not, in that colour. */
  showEdges(shown: boolean, colour: string): void {
    for (const { lines } of this.#parts) {
      for (const line of lines) {
        line.visible = shown;
        (line.material as LineBasicMaterial).color.set(colour);
      }
    }
    this.draw();
  }

  /** What is at that place of the window; null for nothing. */
  hit(x: number, y: number): Hit | null {
    const box = this.#renderer.domElement.getBoundingClientRect();
    const at = new Vector2(
      2 * (x - box.left) / box.width - 1,
      1 - 2 * (y - box.top) / box.height,
    );
    const ray = new Raycaster();
    ray.setFromCamera(at, this.camera as Camera);
    const meshes = this.#parts.flatMap((part, body) =>
      part.meshes.map((mesh) => ({ mesh, part, body }))
    );
    const [first] = ray.intersectObjects(meshes.map(({ mesh }) => mesh));
    if (first === undefined) return null;
    const { part, body } = meshes.find(({ mesh }) => mesh === first.object)!;
    const face = part.firstFace + faceOf(part.body.faceTriangles, first.faceIndex!);
    const vertex = this.#vertexNear(part, first.object.matrixWorld, x - box.left, y - box.top);
    return { face, body, point: vertex ?? first.point, isVertex: vertex !== null };
  }

  /** Where a point is in the window, in pixels of the picture. */
  project(point: Vector3): { x: number; y: number } {
    const { width, height } = this.#renderer.domElement.getBoundingClientRect();
    const { x, y } = point.clone().project(this.camera);
    return { x: (x + 1) / 2 * width, y: (1 - y) / 2 * height };
  }

  #vertexNear({ body }: Part, place: Matrix4, x: number, y: number): Vector3 | null {
    let best: Vector3 | null = null, nearest = SNAP;
    let at = 0;
    for (const length of body.edgeLengths) {
      for (const i of length > 0 ? [at, at + length - 1] : []) {
        const point = new Vector3().fromArray(body.edgePositions, 3 * i).applyMatrix4(place);
        const seen = this.project(point);
        const away = Math.hypot(seen.x - x, seen.y - y);
        if (away < nearest) [best, nearest] = [point, away];
      }
      at += length;
    }
    return best;
  }

  #addBodies(data: ViewerData, bytes: Uint8Array): void {
    let [at, firstFace] = [0, 0];
    for (const told of data.bodies) {
      const { body, end } = unpackBody(bytes, at, told);
      const geometry = new BufferGeometry();
      geometry.setAttribute("position", new BufferAttribute(body.positions, 3));
      geometry.setAttribute("normal", new BufferAttribute(body.normals, 3, true));
      const colours = new BufferAttribute(new Float32Array(body.positions.length), 3);
      geometry.setAttribute("color", colours);
      geometry.setIndex(new BufferAttribute(body.triangles, 1));
      const material = new MeshPhongMaterial({
        vertexColors: true,
        shininess: 40,
        specular: 0x222222,
        side: DoubleSide,
        polygonOffset: true,
        polygonOffsetFactor: 1,
        polygonOffsetUnits: 2,
      });
      const edges = edgeGeometry(body);
      const meshes: Mesh[] = [], lines: LineSegments[] = [];
      for (const place of told.places) {
        const matrix = new Matrix4();
        if (place !== null) {
          const [a, b, c] = [place.slice(0, 4), place.slice(4, 8), place.slice(8)];
          matrix.set(...a as Four, ...b as Four, ...c as Four, 0, 0, 0, 1);
        }
        const both = [
          new Mesh(geometry, material),
          new LineSegments(edges, edgeMaterial()),
        ] as const;
        for (const object of both) {
          object.matrixAutoUpdate = false;
          object.matrix.copy(matrix);
          object.updateMatrixWorld(true);
          this.scene.add(object);
        }
        meshes.push(both[0]);
        lines.push(both[1]);
        geometry.computeBoundingSphere();
        this.#include(geometry.boundingSphere!.clone().applyMatrix4(matrix));
      }
      this.#parts.push({ body, firstFace, colours, meshes, lines });
      [at, firstFace] = [end, firstFace + told.faces];
    }
  }

  #include(sphere: Sphere): void {
    if (this.#bounds.radius <= 0) this.#bounds.copy(sphere);
    else this.#bounds.union(sphere);
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#renderer.domElement.parentElement!;
    this.#renderer.setSize(clientWidth, clientHeight, false);
    this.#fit();
    this.draw();
  }

  /** Has the picture hold all corners as seen now, whatever its shape. */
  #fit(): void {
    const { width, height } = this.#renderer.domElement;
    const aspect = width / Math.max(1, height);
    const half = 1.04 * (this.#bounds.radius || 1);
    const [x, y] = aspect > 1 ? [half * aspect, half] : [half, half / aspect];
    Object.assign(this.camera, { left: -x, right: x, top: y, bottom: -y });
    this.camera.updateProjectionMatrix();
  }
}

type Four = [number, number, number, number];

function edgeMaterial(): LineBasicMaterial {
  return new LineBasicMaterial({ transparent: true, opacity: 0.85 });
}

/** Polylines as segments. */
function edgeGeometry({ edgePositions, edgeLengths }: ViewedBody): BufferGeometry {
  const indices: number[] = [];
  let at = 0;
  for (const length of edgeLengths) {
    for (let i = at; i + 1 < at + length; i++) indices.push(i, i + 1);
    at += length;
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(edgePositions, 3));
  geometry.setIndex(indices);
  return geometry;
}

/** The face that has a triangle. */
function faceOf(faceTriangles: Uint32Array, triangle: number): number {
  let end = 0;
  return faceTriangles.findIndex((count) => (end += count) > triangle);
}
