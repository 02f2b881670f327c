/** Who is not named in a declaration, unknown, or gone: every command, button and form refuses. */
import { expect, test } from 'vitest'
import type { Role } from '../src/bot/define.ts'
import { mayInvoke } from '../src/bot/define.ts'
import {
  act,
  changed,
  clickOf,
  code,
  linesOf,
  optionsOf,
  records,
  refusalOf,
  secretsIn,
  textOf,
  world,
} from './permissions-support.ts'

test('a role that is not named in a declaration is refused in words, and nothing changes', {
  timeout: 420_000,
}, async () => {
  const w = await world()
  const { registry } = w.bot.runtime
  const people: [Role, string][] = [
    ['rep', w.people.li.openId],
    ['manager', w.people.wang.openId],
    ['admin', w.people.ann.openId],
    ['viewer', w.people.vera.openId],
    ['finance', w.people.finn.openId],
  ]
  const before = await records(w.bot)
  let refused = 0
  for (const handler of registry.features.flatMap((feature) => feature.actions ?? [])) {
    for (const [role, openId] of people) {
      if (mayInvoke(handler.who, role)) continue
      const what = `${handler.action.id} by ${role}`
      const outcome = await act(w.bot, clickOf(w, handler, openId, optionsOf(w, handler)[0]))
      expect(outcome.toast, what).toMatchObject({ type: 'error' })
      expect(outcome.toast?.text, what).toContain(refusalOf(handler.who))
      expect([...outcome.sentTo, ...outcome.jobs], what).toEqual([])
      refused += 1
    }
  }
  for (const command of registry.commands) {
    for (const [role, openId] of people) {
      if (mayInvoke(command.who, role)) continue
      for (const alias of command.aliases) {
        const outcome = await act(w.bot, textOf(openId, `${alias} ${code}`))
        expect(outcome.said, `${alias} by ${role}`).toContain(refusalOf(command.who))
        expect(outcome.sentTo, alias).toEqual([`open_id:${openId}`])
        expect(outcome.jobs, alias).toEqual([])
        refused += 1
      }
    }
  }
  expect(changed(before, await records(w.bot))).toEqual([])
  expect(refused).toBeGreaterThan(100)
})

test('who is unknown or has left learns nothing, whatever they press or say', {
  timeout: 420_000,
}, async () => {
  const w = await world()
  const { registry } = w.bot.runtime
  const before = await records(w.bot)
  for (const openId of [w.people.nobody.openId, w.people.gone.openId]) {
    for (const handler of registry.features.flatMap((feature) => feature.actions ?? [])) {
      const outcome = await act(w.bot, clickOf(w, handler, openId, optionsOf(w, handler)[0]))
      expect(outcome.toast, handler.action.id).toMatchObject({ type: 'error' })
      expect(outcome.toast?.text, handler.action.id).toContain('还没有开通巡访')
      expect([...outcome.sentTo, ...outcome.jobs], handler.action.id).toEqual([])
      expect(secretsIn(outcome), handler.action.id).toEqual([])
    }
    for (const line of registry.commands.flatMap(linesOf)) {
      const outcome = await act(w.bot, textOf(openId, line))
      expect(outcome.said, line).toContain('还没有开通巡访')
      expect(outcome.sentTo, line).toEqual([`open_id:${openId}`])
      expect(outcome.jobs, line).toEqual([])
      expect(secretsIn(outcome), line).toEqual([])
    }
  }
  expect(changed(before, await records(w.bot))).toEqual([])
})
