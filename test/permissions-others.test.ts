/** Another team’s people, with the ids of one team’s real records in hand. */
import { expect, test } from 'vitest'
import { act, actsOf, changed, records, secretsIn, world } from './permissions-support.ts'

/** The tables are looked at after so many acts. */
const together = 8

test('another team’s manager, viewer and rep neither see nor change a team’s records, with its ids in hand', {
  timeout: 420_000,
}, async () => {
  const w = await world()
  const { date: _, from: _from, to: _to, month: __, key: ___, window: _window, ...ids } = w.known
  const theirs = Object.values(ids)
  const problems: string[] = []
  for (const [role, openId] of [
    ['manager', w.people.zhao.openId],
    ['viewer', w.people.vic.openId],
    ['rep', w.people.han.openId],
  ] as const) {
    const before = await records(w.bot, theirs, openId)
    const acts = actsOf(w, role, openId)
    for (const [i, { what, event }] of acts.entries()) {
      const outcome = await act(w.bot, event())
      const others = outcome.sentTo.filter((to) => to !== `open_id:${openId}`)
      if (outcome.status !== 'handled') problems.push(`${what}: ${outcome.status}`)
      if (others.length > 0) problems.push(`${what}: tells ${others.join(' ')}`)
      for (const secret of secretsIn(outcome)) problems.push(`${what}: shows ${secret}`)
      // Every table of the company is read for this: once for some acts, whose names are told together.
      if ((i + 1) % together !== 0 && i + 1 < acts.length) continue
      const tables = changed(before, await records(w.bot, theirs, openId))
      if (tables.length === 0) continue
      const some = acts.slice(i - (i % together), i + 1).map((one) => one.what)
      problems.push(`one of ${some.join(' | ')}: changes ${tables.join(' ')}`)
      break
    }
  }
  expect(problems).toEqual([])
})
