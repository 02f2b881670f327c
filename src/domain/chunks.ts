/** Lists of at most so many, in order; none of an empty list. */
export function chunks<X>(all: readonly X[], most: number): X[][] {
  const parts: X[][] = []
  for (let at = 0; at < all.length; at += most) parts.push(all.slice(at, at + most))
  return parts
}
