import { expect, test } from 'vitest'
import { overdueOf } from '../../../src/domain/customers/overdue.ts'
import { date } from '../../../src/domain/time.ts'

const order = (code: string, day: string, netFen: number) => ({
  code,
  orderedOn: date(day),
  orderedAt: Date.parse(day),
  netFen,
})
const payment = (
  code: string,
  day: string,
  amountFen: number,
  orderCode: string | null = null,
) => ({
  code,
  receivedOn: date(day),
  receivedAt: Date.parse(day),
  amountFen,
  orderCode,
})
const terms = (today: string, receivableFen: number, creditDays = 15) => ({
  creditDays,
  today: date(today),
  receivableFen,
})

test('what is past its terms, from the day after they end', () => {
  const orders = [order('A', '2026-11-01', 3_000), order('B', '2026-11-10', 5_000)]
  expect(overdueOf(orders, [], terms('2026-11-16', 8_000))).toBeNull()
  expect(overdueOf(orders, [], terms('2026-11-17', 8_000))).toEqual({ fen: 3_000, days: 1 })
  expect(overdueOf(orders, [], terms('2026-11-30', 8_000))).toEqual({ fen: 8_000, days: 14 })
  // 账期 0: paid on the day, late on the next.
  expect(overdueOf(orders, [], terms('2026-11-02', 8_000, 0))).toEqual({ fen: 3_000, days: 1 })
})

test('payments pay the oldest, or the order that they name', () => {
  const orders = [order('A', '2026-11-01', 3_000), order('B', '2026-11-10', 5_000)]
  const oldest = [payment('P', '2026-11-12', 2_000)]
  expect(overdueOf(orders, oldest, terms('2026-11-20', 6_000))).toEqual({ fen: 1_000, days: 4 })
  const named = [payment('P', '2026-11-12', 5_000, 'B')]
  expect(overdueOf(orders, named, terms('2026-11-30', 3_000))).toEqual({ fen: 3_000, days: 14 })
})

test('never more than is owed in all: a return of its own, a prepayment', () => {
  const orders = [order('A', '2026-11-01', 3_000), order('R', '2026-11-05', -2_000)]
  expect(overdueOf(orders, [], terms('2026-11-30', 1_000))).toEqual({ fen: 1_000, days: 14 })
  expect(overdueOf(orders, [], terms('2026-11-30', 0))).toBeNull()
  expect(overdueOf([], [payment('P', '2026-11-01', 9)], terms('2026-11-30', -9))).toBeNull()
})
