/** Addresses as they are looked up: without what is no address, and without what is nobody's business. */

/** Longer ones are descriptions; what matters stands at the beginning. */
const longest = 100

/** A mobile or a line with its area code, with the word before it. */
const telephone =
  /((联系)?(电话|手机)|tel\.?)?\s*:?\s*(?<!\d)((\+?86-?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)/gi

/**
 * An address for a map service: width and spaces made alike, telephone numbers taken out (they belong to
 * a person and find no place), separators of the service's requests replaced. Empty when nothing is left.
 */
export function plainAddress(address: string): string {
  const text = address
    .normalize('NFKC')
    .replace(telephone, ' ')
    .replace(/[|\p{Cc}]/gu, ' ')
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[^\x20-\x7e])|(?<=[^\x20-\x7e]) /g, '')
    .replace(/^[\s,;、，；]+|[\s,;、，；]+$/g, '')
  return [...text].slice(0, longest).join('')
}
