/** Rates and steps as people write them: `2%`, `0:1% 10万:1.5%`, `0:1% 80%:1.5%`, by quantity `0.5`. */
import { type Base, type RateTerms, rateTerms } from './terms.ts'

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[¥元\s]+/g, ' ')
    .replace(/ *: */g, ':')
    .replace(/ +(?=[%万])/g, '')
    .trim()

/** `10万` → 100000; null for what is no number. */
function readNumber(text: string): number | null {
  const found = /^(\d{1,12}(?:\.\d{1,6})?)(万|w|k)?$/i.exec(text.trim().replaceAll(',', ''))
  if (!found) return null
  const times = { 万: 10_000, w: 10_000, k: 1_000 }[(found[2] ?? '').toLowerCase()] ?? 1
  return Number(found[1]) * times
}

/** In the unit of the terms: ten-thousandths of money, fen a unit of quantity. */
function readValue(text: string, base: Base): number | null {
  const isShare = text.endsWith('%')
  if ((base === 'quantity') === isShare) return null
  const value = readNumber(isShare ? text.slice(0, -1) : text)
  return value === null ? null : Math.round(value * 100 * 1e6) / 1e6
}

/**
 * The rate that a text means, or null. Steps begin at 0 and rise; a step from a share (`80%:`) is one of
 * the target, else one of the month's base in yuan or units.
 */
export function readRate(text: string, base: Base, whole: boolean): RateTerms | null {
  const words = plain(text)
    .split(/[ ,;、]+/)
    .filter(Boolean)
  if (words.length === 0) return null
  if (words.length === 1 && !words[0]?.includes(':')) {
    const value = readValue(words[0] ?? '', base)
    return value === null ? null : (rateTerms.safeParse({ kind: 'flat', value }).data ?? null)
  }
  const pairs = words.map((word) => word.split(':'))
  if (pairs.some((pair) => pair.length !== 2)) return null
  const isAttained = pairs.some(([from = '']) => from.endsWith('%'))
  const steps = pairs.map(([from = '', value = '']) => ({
    from: readFrom(from, base, isAttained),
    value: readValue(value, base),
  }))
  const by = isAttained ? 'attainment' : 'base'
  return rateTerms.safeParse({ kind: 'tiers', by, whole, steps }).data ?? null
}

function readFrom(text: string, base: Base, isAttained: boolean): number | null {
  if (isAttained) {
    const share = readNumber(text.replace(/%$/, ''))
    return share === null ? null : share / 100
  }
  const from = readNumber(text)
  return from === null || base === 'quantity' ? from : Math.round(from * 100)
}
