import type { Json } from './types.ts'

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses JSON text to an object, or undefined: callers name their own error code. */
export function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const asString = (value: unknown): string => (typeof value === 'string' ? value : '')
export const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const asObject = (value: unknown): Json => (isObject(value) ? value : {})
