import { type Plane, planePerPixel, toPlane, type View } from './projection.ts'

/**
 * An invented city, the same at every look: no tiles come from the net, yet moving and zooming
 * have something to hold on to. Only the named places on it are real to the simulator.
 */
export interface Drawing {
  parks: { x: number; y: number; size: number }[]
  river: { path: string; width: number }
  /** Widest first. */
  roads: { kind: 'avenue' | 'street' | 'lane'; path: string; width: number }[]
}

const levels = [
  { kind: 'avenue', spacing: 1600, px: 7 },
  { kind: 'street', spacing: 400, px: 4 },
  { kind: 'lane', spacing: 100, px: 2.5 },
] as const

/** px between roads below which a level is left out. */
const tooDense = 26
const stepPx = 60
const parkShare = 0.14
const riverSpacing = 14_000
const riverWidth = 240

/** 0 to 1, the same for the same numbers. */
function chance(...numbers: number[]): number {
  let hash = 2_166_136_261
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number + 0x9e3779b9), 16_777_619)
    hash ^= hash >>> 13
  }
  return (hash >>> 0) / 2 ** 32
}

export function drawCity(view: View): Drawing {
  const scale = planePerPixel(view.zoom)
  const middle = toPlane(view.center)
  const box = {
    left: middle.x - (view.width / 2) * scale,
    right: middle.x + (view.width / 2) * scale,
    bottom: middle.y - (view.height / 2) * scale,
    top: middle.y + (view.height / 2) * scale,
  }
  const screen = ({ x, y }: Plane) =>
    `${((x - box.left) / scale).toFixed(1)} ${((box.top - y) / scale).toFixed(1)}`
  const line = (points: Plane[]) => `M${points.map(screen).join('L')}`
  const along = (from: number, to: number, at: (position: number) => Plane) => {
    const count = Math.max(1, Math.ceil((to - from) / (stepPx * scale)))
    return line(Array.from({ length: count + 1 }, (_, i) => at(from + ((to - from) * i) / count)))
  }
  const numbers = (from: number, to: number, spacing: number) => {
    const first = Math.floor(from / spacing) - 1
    const last = Math.ceil(to / spacing) + 1
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  }

  const roads = levels
    .filter(({ spacing }) => spacing / scale > tooDense)
    .map(({ kind, spacing, px }, level) => {
      const bend = (position: number, number: number) =>
        Math.sin(position / (spacing * 2.6) + number * 1.7) * spacing * 0.09
      const place = (number: number, way: number) =>
        (number + (chance(number, level, way) - 0.5) * 0.5) * spacing
      const upright = numbers(box.left, box.right, spacing).map((number) =>
        along(box.bottom, box.top, (y) => ({ x: place(number, 1) + bend(y, number), y })),
      )
      const flat = numbers(box.bottom, box.top, spacing).map((number) =>
        along(box.left, box.right, (x) => ({ x, y: place(number, 2) + bend(x, number) })),
      )
      const width = Math.min(px * 2, Math.max(1.2, px * Math.sqrt(spacing / scale / 200)))
      return { kind, path: [...upright, ...flat].join(''), width }
    })

  const park = levels[0].spacing
  const parks =
    park / scale < 14
      ? []
      : numbers(box.left, box.right, park).flatMap((column) =>
          numbers(box.bottom, box.top, park)
            .filter((row) => chance(column, row, 3) < parkShare)
            .map((row) => ({
              x: ((column + 0.2) * park - box.left) / scale,
              y: (box.top - (row + 0.8) * park) / scale,
              size: (park * 0.6) / scale,
            })),
        )
  const rivers = riverSpacing / scale < 90 ? [] : numbers(box.bottom, box.top, riverSpacing)
  const river = rivers.map((number) =>
    along(box.left, box.right, (x) => ({
      x,
      y: number * riverSpacing + Math.sin(x / 6400) * 1700 + Math.sin(x / 1900 + number) * 420,
    })),
  )
  return { parks, river: { path: river.join(''), width: Math.max(2, riverWidth / scale) }, roads }
}
