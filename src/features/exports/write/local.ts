import { isoWithOffset } from '../../../domain/time.ts'

/** `2026-11-24 09:12`, local, of an ISO instant. */
export const localTextOf = (instant: string, zone: string): string =>
  isoWithOffset(new Date(instant), zone).slice(0, 16).replace('T', ' ')

/** What a cell of a sheet shows as a local time: its digits, which know no zone. */
export const localCellOf = (instant: string, zone: string): Date =>
  new Date(`${isoWithOffset(new Date(instant), zone).slice(0, 19)}Z`)
