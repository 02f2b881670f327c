import { expect, test } from 'vitest'
import { cardBytes, cardNodes } from '../../cards/kit/card.ts'
import { validateCard } from '../../simulator/index.ts'
import { adviseCard } from '../../simulator/validator/advice.ts'
import { translator } from '../../src/i18n/t.ts'
import { galleryEntries } from '../support/gallery-entries.ts'

test('every card of the gallery passes the platform validator in both languages, without advice', async () => {
  const entries = await galleryEntries()
  expect(entries.length).toBeGreaterThan(10)
  const refused: string[] = []
  for (const entry of entries) {
    for (const locale of ['zh-CN', 'en'] as const) {
      const card = entry.build(translator(locale))
      const problems = validateCard(JSON.parse(JSON.stringify(card)))
      if (problems.length > 0) refused.push(`${entry.id} ${locale}: ${JSON.stringify(problems[0])}`)
      const advice = adviseCard(JSON.parse(JSON.stringify(card)))
      refused.push(
        ...advice.map(({ message, path }) => `${entry.id} ${locale}: ${message}, ${path}`),
      )
      if (cardBytes(card) > 28 * 1024)
        refused.push(`${entry.id} ${locale}: ${cardBytes(card)} bytes`)
      if (cardNodes(card) > 200) refused.push(`${entry.id} ${locale}: ${cardNodes(card)} nodes`)
    }
  }
  expect(refused).toEqual([])
})
