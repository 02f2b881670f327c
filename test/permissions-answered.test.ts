/** Who may is answered, whatever they press or say. */
import { expect, test } from 'vitest'
import type { Role } from '../src/bot/define.ts'
import { act, actsOf, secretsIn, world } from './permissions-support.ts'

test('who may is answered every time, never with a failure, and sees what the others do not', {
  timeout: 420_000,
}, async () => {
  const w = await world()
  const seen = new Set<Role>()
  const problems: string[] = []
  for (const [role, openId] of [
    ['admin', w.people.ann.openId],
    ['manager', w.people.wang.openId],
    ['viewer', w.people.vera.openId],
    ['finance', w.people.finn.openId],
    ['rep', w.people.li.openId],
  ] as const) {
    for (const { what, event } of actsOf(w, role, openId)) {
      const outcome = await act(w.bot, event())
      if (outcome.status !== 'handled') problems.push(`${what}: ${outcome.status}`)
      if (outcome.said === '{}') problems.push(`${what}: silent`)
      if (secretsIn(outcome).length > 0) seen.add(role)
    }
  }
  expect(problems).toEqual([])
  // Finance sees money, not visits and plans.
  expect([...seen].sort()).toEqual(['admin', 'manager', 'rep', 'viewer'])
})
