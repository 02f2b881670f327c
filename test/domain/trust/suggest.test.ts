import { describe, expect, test } from 'vitest'
import { appealLevels, firstJudges, judgeLevels } from '../../../src/domain/trust/judges.ts'
import { precisionOf, type RuledCase, suggestThreshold } from '../../../src/domain/trust/suggest.ts'
import { stepOf } from '../../../src/domain/trust/waiting.ts'

const cases = (n: number, value: number, verdict: RuledCase['verdict']): RuledCase[] =>
  Array.from({ length: n }, () => ({ value, verdict }))
const speed = { now: 120, direction: 'above', step: 10, min: 40, max: 300 } as const

describe('suggested thresholds', () => {
  test('spares the honest and keeps what was upheld, at the nearest step', () => {
    const found = suggestThreshold([...cases(15, 134, 'honest'), ...cases(9, 190, 'false')], speed)
    expect(found).toMatchObject({ from: 120, to: 140, honestSpared: 15, upheldLost: 0 })
    expect(found?.after).toMatchObject({ ruled: 9, share: 1 })
  })

  test('nothing from too few rulings, from a rule that is right, or where nothing tells them apart', () => {
    expect(suggestThreshold(cases(19, 134, 'honest'), speed)).toBeNull()
    expect(
      suggestThreshold([...cases(5, 134, 'honest'), ...cases(60, 190, 'false')], speed),
    ).toBeNull()
    expect(
      suggestThreshold([...cases(15, 150, 'honest'), ...cases(15, 150, 'doubtful')], speed),
    ).toBeNull()
  })

  test('never beyond what the rule allows, and downwards for a rule that flags below', () => {
    const honest = cases(25, 320, 'honest')
    expect(suggestThreshold([...honest, ...cases(3, 330, 'false')], speed)).toBeNull()
    const stay = { now: 5, direction: 'below', step: 1, min: 1, max: 60 } as const
    expect(
      suggestThreshold([...cases(15, 4, 'honest'), ...cases(8, 1, 'false')], stay),
    ).toMatchObject({ from: 5, to: 4, honestSpared: 15, upheldLost: 0 })
  })

  test('few rulings have a wide interval', () => {
    const four = precisionOf(cases(4, 1, 'false'))
    expect([four.share, four.high]).toEqual([1, 1])
    expect(four.low).toBeLessThan(0.55)
    expect(precisionOf([])).toMatchObject({ share: null, low: 0, high: 1 })
  })
})

test('a clock that stood still reminds before it goes up', () => {
  const asked = new Date('2026-11-01T00:00:00Z')
  const after = (hours: number) => new Date(asked.getTime() + hours * 3_600_000)
  expect(stepOf({ askedAt: asked, remindedAt: null }, after(47.9), 48)).toBe('wait')
  expect(stepOf({ askedAt: asked, remindedAt: null }, after(500), 48)).toBe('remind')
  expect(stepOf({ askedAt: asked, remindedAt: after(500) }, after(547), 48)).toBe('wait')
  expect(stepOf({ askedAt: asked, remindedAt: after(500) }, after(548), 48)).toBe('escalate')
})

test('who leads a team is judged above it, whatever team they are in', () => {
  const leads = [
    { teamCode: 'T1', openId: 'wang', kind: 'manager' },
    { teamCode: 'T1', openId: 'chen', kind: 'deputy' },
    { teamCode: 'D', openId: 'na', kind: 'manager' },
  ] as const
  const of = (openId: string) => judgeLevels({ openId, teamPath: ['T1', 'D'] }, leads, ['admin'])
  expect(firstJudges(of('li'), null)).toEqual(['wang', 'chen'])
  expect(firstJudges(of('chen'), null)).toEqual(['wang'])
  expect(firstJudges(of('wang'), null)).toEqual(['na'])
  expect(firstJudges(of('na'), null)).toEqual(['admin'])
  expect(of('admin').flatMap(({ judges }) => judges)).not.toContain('admin')
  expect(appealLevels(of('li'), { depth: 0, byOpenId: 'wang' })[0]?.judges).toEqual(['na'])
  expect(appealLevels(of('na'), { depth: 2, byOpenId: 'admin' })[0]?.judges).toEqual(['admin'])
})
