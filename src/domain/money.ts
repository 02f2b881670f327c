/** Money: whole fen, 1/100 yuan, within ±2^53. */
export type Fen = number

/**
 * Yuan as written ('3,280.50', '３２８０', '¥ 99', 12.3) to fen, exactly: no binary fraction is ever
 * multiplied. Thousands separators must stand every three digits. Null for anything else: more than
 * two decimals, letters, an amount beyond 2^53 fen.
 */
export function parseYuan(text: string | number): Fen | null {
  const plain = String(text)
    .normalize('NFKC')
    .replace(/[\s¥元]/g, '')
  const found = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2})0*)?$/.exec(plain)
  if (!found) return null
  const [, sign, yuan = '', cents = ''] = found
  const fen = Number(yuan.replaceAll(',', '') + cents.padEnd(2, '0'))
  if (!Number.isSafeInteger(fen)) return null
  return sign === '-' ? negate(fen) : fen
}

/** Like `parseYuan`, but throws RangeError for what is no amount. */
export function yuanToFen(text: string | number): Fen {
  const fen = parseYuan(text)
  if (fen === null) throw new RangeError(`not an amount in yuan: ${text}`)
  return fen
}

/** Yuan with two decimals, as in files and reports: '699.60', '-0.05'. */
export function fenToYuan(fen: Fen): string {
  const digits = String(Math.abs(whole(fen))).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Money for people: '¥3,280', '¥3,280.50', '-¥12'; the same in both languages. */
export function formatMoney(fen: Fen): string {
  const [yuan = '', cents] = fenToYuan(Math.abs(fen)).split('.')
  const grouped = yuan.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}¥${grouped}${cents === '00' ? '' : `.${cents}`}`
}

/** Money in a narrow column: whole yuan up to a million, then '¥123万' / '¥1.2M'. */
export function formatMoneyShort(fen: Fen, locale: string): string {
  if (Math.abs(fen) < 100_000_000) return formatMoney(Math.round(whole(fen) / 100) * 100)
  const format = new Intl.NumberFormat(locale === 'en' ? 'en' : 'zh-CN', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  })
  return `${fen < 0 ? '-' : ''}¥${format.format(Math.abs(fen) / 100)}`
}

/**
 * Price × quantity in exact decimals, rounded half away from zero to whole fen, so that a return
 * cancels its sale to the fen. `quantity` is a decimal ('2.5', 3). Throws RangeError otherwise.
 */
export function multiply(fen: Fen, quantity: string | number): Fen {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(String(quantity).trim())
  if (!found) throw new RangeError(`not a decimal quantity: ${quantity}`)
  const [, sign, units = '', decimals = ''] = found
  const scale = 10n ** BigInt(decimals.length)
  const product = BigInt(Math.abs(whole(fen))) * BigInt(units + decimals)
  const rounded = whole(Number((product * 2n + scale) / (scale * 2n)))
  return fen < 0 !== (sign === '-') ? negate(rounded) : rounded
}

/** Splits an amount into parts that differ by at most one fen and add up to it; larger ones first. */
export function divideEvenly(fen: Fen, parts: number): Fen[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`not a number of parts: ${parts}`)
  const size = Math.floor(whole(fen) / parts)
  const larger = fen - size * parts
  return Array.from({ length: parts }, (_, i) => (i < larger ? size + 1 : size))
}

function whole(fen: number): Fen {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`)
  return fen
}

/** Never -0, which prints and compares differently. */
function negate(fen: Fen): Fen {
  return fen === 0 ? 0 : -fen
}
