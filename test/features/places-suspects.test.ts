import { expect, test } from 'vitest'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const now = '2026-11-24T09:10:00+08:00'

test('待补 lists points that four share and those far from the owner’s others, until they are pinned', async () => {
  const bot = await startBot({ now })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  for (let i = 0; i < 4; i++) await bot.customer({ name: `同点 ${i} 号`, ...centre })
  for (let i = 1; i < 4; i++)
    await bot.customer({ name: `三家同点 ${i}`, ...northOf(centre, 5_000) })
  await bot.customer({ name: '太远的店', code: 'F', ...northOf(centre, 70_000) })
  await bot.customer({ name: '远而不疑', ...northOf(centre, 64_000) })
  await bot.customer({ name: '没有坐标', lngGcj: null, latGcj: null })

  for (const person of [li, wang]) {
    await person.says('客户 待补')
    expect(person.card).toShow('待采点 1 家', '坐标存疑 5 家', '没有坐标')
    expect(person.card).toShow('坐标存疑：4 家同一点', '同点 3 号', '太远的店')
    expect(person.card).toShow('离负责人其他客户 65 公里')
    expect(person.card).not.toShow('三家同点')
    expect(person.card).not.toShow('远而不疑')
  }
  await zhao.says('客户 待补')
  expect(zhao.card).toShow('地址和坐标都齐了')

  await wang.says('采点 F')
  await wang.sendsLocation(northOf(centre, 70_100))
  await wang.clicks('确认')
  await wang.says('客户 待补')
  expect(wang.card).toShow('坐标存疑 4 家')
  expect(wang.card).not.toShow('太远的店')
})
