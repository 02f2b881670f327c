/** Card JSON comes from outside: these read it without trusting its shape. */
export type Json = Record<string, unknown>

export function obj(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(obj) : []
}

export function str(value: unknown, fallback = ''): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : fallback
}

export function num(value: unknown, fallback: number): number {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : fallback
}

export function flag(value: unknown, fallback = false): boolean {
  return typeof value === 'boolean' ? value : fallback
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** The words of a text object, in Chinese where the card carries several languages. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const text = obj(value)
  return str(obj(text.i18n_content).zh_cn) || str(text.content)
}
