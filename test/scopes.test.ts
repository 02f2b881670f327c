import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingScopes, neededScopes } from '../src/feishu/scopes.ts'
import { root } from './invariants/files.ts'

test('the console guide names every scope that is needed', () => {
  const guide = readFileSync(join(root, 'docs/feishu-console.md'), 'utf8')
  for (const need of neededScopes) expect(guide).toContain(`\`${need.anyOf[0]}\``)
})

test('one of several scopes is enough, none is told with its cost', () => {
  const all = new Set(neededScopes.map((need) => need.anyOf[0] ?? ''))
  expect(missingScopes(all)).toEqual([])
  all.delete('im:resource')
  expect(missingScopes(all).map((need) => need.without)).toEqual(['cards show no photos'])
})
