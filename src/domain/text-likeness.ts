/** How alike two texts are, as a person sees it. */
import { distance } from 'fastest-levenshtein'

/** Nobody copies more than this by hand, and it keeps the comparison quick. */
const mostCharacters = 500

/** Without blanks and punctuation, which a copy changes first. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\s]/gu, '')
    .slice(0, mostCharacters)

/** Of two plain texts: 1 for the same, 0 for nothing in common: what stays by Levenshtein's distance. */
export const likeness = (a: string, b: string): number =>
  1 - distance(a, b) / Math.max(a.length, b.length, 1)
