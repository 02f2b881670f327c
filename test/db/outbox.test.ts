import { asc, eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { card } from '../../cards/kit/card.ts'
import { connect } from '../../src/db/client.ts'
import { supersede, writePatch } from '../../src/db/outbox.ts'
import { outbox } from '../../src/db/tables.ts'
import { freshDatabase } from '../support/database.ts'

const cause = { causeId: '0191d2c0-0000-7000-8000-000000000001', nowOverride: null }
const titled = (title: string) => card({ state: 'todo', title })

async function waiting() {
  const database = await freshDatabase()
  const { db, close } = connect(database.url, { max: 2, applicationName: 'rounds-test' })
  onTestFinished(async () => {
    await close()
    await database.drop()
  })
  const patch = (target: string, thing: string) =>
    writePatch(db, cause, target, thing, titled(`old ${thing}`), { fallback: 'send' })
  await patch('open_id:li', 'visit:1')
  await patch('open_id:li', 'visit:2')
  await patch('open_id:wang', 'visit:1')
  const left = async () => {
    const rows = await db.select().from(outbox).orderBy(asc(outbox.seq))
    return rows.map((row) => {
      const { card } = row.payload as { card: { header: { title: { content: string } } } }
      return `${row.target} ${row.name} ${card.header.title.content}`
    })
  }
  return { db, left }
}

test('a click’s answer takes the place of waiting updates of that card in that chat', async () => {
  const { db, left } = await waiting()
  await supersede(db, cause, 'open_id:li', 'visit:1', titled('form'))
  expect(await left()).toEqual([
    'open_id:li visit:2 old visit:2',
    'open_id:wang visit:1 old visit:1',
  ])
})

test('behind an update that is on its way the answer’s card follows', async () => {
  const { db, left } = await waiting()
  await db.update(outbox).set({ status: 'sending' }).where(eq(outbox.target, 'open_id:li'))
  await supersede(db, cause, 'open_id:li', 'visit:1', titled('form'))
  expect(await left()).toEqual([
    'open_id:li visit:1 old visit:1',
    'open_id:li visit:2 old visit:2',
    'open_id:wang visit:1 old visit:1',
    'open_id:li visit:1 form',
  ])
})
