import type { Sharp } from './sharpen.ts'

/**
 * Which stops a label at each stop still knows of (ng-routes: Baldacci, Mingozzi and Roberti 2011): two words
 * at 2i for stop i.
 */
export type Memory = Int32Array

/** Each stop knows itself and the nearest ones, `count` in all. */
export function memoryOf(size: number, near: readonly number[][], count: number): Memory {
  const memory = new Int32Array(2 * size)
  for (let i = 0; i < size; i++)
    for (const other of (near[i] ?? []).slice(0, count)) know(memory, i, other)
  return memory
}

/** Stops on the way between two visits of the same one know it from now on, as far as they have room. */
export function remember(walk: readonly number[], memory: Memory, most: number): void {
  const lastSeen = new Map<number, number>()
  for (const [i, node] of walk.entries()) {
    const seen = lastSeen.get(node)
    if (seen !== undefined)
      for (const between of walk.slice(seen + 1, i))
        if (held(memory, between) < most) know(memory, between, node)
    lastSeen.set(node, i)
  }
}

/** For each stop itself and those from which one can come back to it, nearest first. */
export function nearOnes({ day: { n, size, travel }, arc }: Sharp): number[][] {
  return Array.from({ length: size }, (_, a) => {
    if (a === 0 || a > n) return []
    const away = (b: number) =>
      a === b ? -1 : (travel[a * size + b] as number) + (travel[b * size + a] as number)
    return Array.from({ length: n }, (_, i) => i + 1)
      .filter((b) => a === b || (arc[a * size + b] && arc[b * size + a]))
      .sort((b, c) => away(b) - away(c))
  })
}

function know(memory: Memory, at: number, node: number): void {
  const word = 2 * at + (node >> 5)
  memory[word] = (memory[word] as number) | (1 << (node & 31))
}

function held(memory: Memory, at: number): number {
  return bits(memory[2 * at] as number) + bits(memory[2 * at + 1] as number)
}

function bits(word: number): number {
  let count = 0
  for (let left = word; left !== 0; left &= left - 1) count++
  return count
}
