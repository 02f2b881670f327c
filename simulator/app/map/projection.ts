/** Web Mercator, as every map on a screen: metres on a plane that is stretched towards the poles. */
export interface Point {
  lng: number
  lat: number
}

/** What a map shows: the middle, and pixels by zoom level as on web maps (256 px = the world at 0). */
export interface View {
  center: Point
  zoom: number
  width: number
  height: number
}

export interface Plane {
  x: number
  y: number
}

const earthRadiusM = 6_378_137
const radians = Math.PI / 180
const maxLat = 85

export const minZoom = 4
export const maxZoom = 19

export function toPlane({ lng, lat }: Point): Plane {
  const safe = Math.max(-maxLat, Math.min(maxLat, lat))
  return {
    x: earthRadiusM * lng * radians,
    y: earthRadiusM * Math.log(Math.tan(Math.PI / 4 + (safe * radians) / 2)),
  }
}

export function toPoint({ x, y }: Plane): Point {
  return {
    lng: x / earthRadiusM / radians,
    lat: (2 * Math.atan(Math.exp(y / earthRadiusM)) - Math.PI / 2) / radians,
  }
}

/** Metres of the plane under one pixel. */
export function planePerPixel(zoom: number): number {
  return (2 * Math.PI * earthRadiusM) / (256 * 2 ** zoom)
}

/** Metres on the ground under one pixel, at the middle of the view. */
export function metresPerPixel({ center, zoom }: View): number {
  return planePerPixel(zoom) * Math.cos(center.lat * radians)
}

/** Where a point is drawn, px from the upper left corner. */
export function toScreen(view: View, point: Point): Plane {
  const middle = toPlane(view.center)
  const { x, y } = toPlane(point)
  const scale = planePerPixel(view.zoom)
  return {
    x: view.width / 2 + (x - middle.x) / scale,
    y: view.height / 2 - (y - middle.y) / scale,
  }
}

/** What lies under a pixel. */
export function fromScreen(view: View, { x, y }: Plane): Point {
  const middle = toPlane(view.center)
  const scale = planePerPixel(view.zoom)
  return toPoint({
    x: middle.x + (x - view.width / 2) * scale,
    y: middle.y - (y - view.height / 2) * scale,
  })
}

/** Metres between two points, by the haversine formula. */
export function metresBetween(one: Point, other: Point): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2
  const across =
    Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * half(one.lng, other.lng)
  return 2 * earthRadiusM * Math.asin(Math.sqrt(half(one.lat, other.lat) + across))
}

/** Zooms so that what lies under the pixel stays there. */
export function zoomAt(view: View, zoom: number, at: Plane): View {
  const wanted = Math.max(minZoom, Math.min(maxZoom, zoom))
  const under = fromScreen(view, at)
  const moved = { ...view, zoom: wanted }
  const now = toScreen(moved, under)
  return panBy(moved, { x: now.x - at.x, y: now.y - at.y })
}

/** Moves the middle by so many pixels. */
export function panBy(view: View, { x, y }: Plane): View {
  return {
    ...view,
    center: fromScreen(view, { x: view.width / 2 + x, y: view.height / 2 + y }),
  }
}

/** A view that shows all the points with some air around; one point alone is shown from near. */
export function viewOf(points: Point[], width: number, height: number): View {
  const planes = points.map(toPlane)
  const xs = planes.map(({ x }) => x)
  const ys = planes.map(({ y }) => y)
  const box = {
    left: Math.min(...xs),
    right: Math.max(...xs),
    bottom: Math.min(...ys),
    top: Math.max(...ys),
  }
  const center = toPoint({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 })
  const needed = Math.max((box.right - box.left) / width, (box.top - box.bottom) / height) * 1.3
  const fitting = Math.log2(planePerPixel(0) / Math.max(needed, 1e-6))
  return { center, zoom: Math.max(minZoom, Math.min(16, fitting)), width, height }
}

/** A round length for the scale bar: at most `maxPx` wide. */
export function scaleBar(view: View, maxPx: number): { px: number; label: string } {
  const most = metresPerPixel(view) * maxPx
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].map((step) => step * power).find((one) => one <= most) ?? power
  const label = metres >= 1000 ? `${metres / 1000} 公里` : `${metres} 米`
  return { px: metres / metresPerPixel(view), label }
}

export function distanceWords(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`
}
