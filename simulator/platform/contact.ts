import { asArray, asString } from '../json.ts'
import { contactObject } from '../push/events.ts'
import type { Person } from '../types.ts'
import { departmentIdOf, unionIdOf, userIdOf } from '../world.ts'
import { type Api, bodyOf, type Platform, pageOf, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'
import { openIdBy, userIdType } from './receivers.ts'

type IdType = ReturnType<typeof userIdType>

/** People, and their groups as departments under the root `0`. */
export function contactRoutes(api: Api, platform: Platform): void {
  api.post('/open-apis/contact/v3/users/batch_get_id', (c) => {
    const body = bodyOf(c)
    const emails = listOf(body.emails, 'emails')
    const mobiles = listOf(body.mobiles, 'mobiles')
    const entry = (key: 'email' | 'mobile', value: string, person: Person | undefined) => ({
      ...(person ? { user_id: idAs(userIdType(c), person.openId) } : {}),
      [key]: value,
    })
    const people = active(platform)
    const user_list = [
      ...mobiles.map((mobile) =>
        entry(
          'mobile',
          mobile,
          people.find((person) => isSameMobile(person.mobile, mobile)),
        ),
      ),
      ...emails.map((email) =>
        entry(
          'email',
          email,
          people.find((person) => person.email === email),
        ),
      ),
    ]
    return success(c, { user_list })
  })
  api.get('/open-apis/contact/v3/users/batch', (c) => {
    const ids = c.req.queries('user_ids') ?? []
    if (ids.length === 0 || ids.length > 50) throw fieldError('user_ids', '1 to 50 ids', ids)
    const people = active(platform).filter((person) =>
      ids.includes(idAs(userIdType(c), person.openId)),
    )
    return success(c, { items: people.map((person) => contactObject(platform, person)) })
  })
  api.get('/open-apis/contact/v3/users/find_by_department', (c) => {
    const id = c.req.query('department_id') ?? ''
    const people = active(platform).filter(({ group }) =>
      group ? departmentIdOf(group) === id : id === '0',
    )
    const page = pageOf(c, people, 50, 10)
    return success(c, {
      ...page,
      items: page.items.map((person) => contactObject(platform, person)),
    })
  })
  api.get('/open-apis/contact/v3/users/:id', (c) => {
    const openId = openIdBy(platform, userIdType(c), c.req.param('id'))
    if (platform.state.reachability.get(openId) === 'outOfScope') throw refusal(41050)
    const person = platform.state.people.get(openId)
    if (!person) throw refusal(41050)
    const isResigned = platform.state.reachability.get(openId) === 'resigned'
    return success(c, { user: contactObject(platform, person, isResigned) })
  })
  api.get('/open-apis/contact/v3/departments/:id/children', (c) => {
    const groups = c.req.param('id') === '0' ? groupsOf(platform) : []
    const page = pageOf(c, groups, 50, 10)
    return success(c, { ...page, items: page.items.map((name) => department(platform, name)) })
  })
  api.get('/open-apis/contact/v3/departments/:id', (c) => {
    const name = groupsOf(platform).find((group) => departmentIdOf(group) === c.req.param('id'))
    if (!name) throw refusal(41050, 'no department authority')
    return success(c, { department: department(platform, name) })
  })
  api.get('/open-apis/contact/v3/scopes', (c) =>
    success(c, {
      department_ids: ['0'],
      user_ids: active(platform).map((person) => person.openId),
      group_ids: [],
      has_more: false,
    }),
  )
}

function active(platform: Platform): Person[] {
  const { people, reachability } = platform.state
  return [...people.values()].filter(({ openId }) => reachability.get(openId) !== 'outOfScope')
}

function groupsOf(platform: Platform): string[] {
  return [...new Set(active(platform).flatMap((person) => person.group ?? []))]
}

function department(platform: Platform, name: string) {
  const members = active(platform).filter((person) => person.group === name)
  return {
    name,
    department_id: departmentIdOf(name).slice(3, 19),
    open_department_id: departmentIdOf(name),
    parent_department_id: '0',
    member_count: members.length,
    status: { is_deleted: false },
  }
}

function idAs(type: IdType, openId: string): string {
  if (type === 'union_id') return unionIdOf(openId)
  return type === 'user_id' ? userIdOf(openId) : openId
}

function listOf(value: unknown, field: string): string[] {
  const items = asArray(value).map(asString)
  if (items.length > 50) throw fieldError(field, 'the max size is 50', items.length)
  return items
}

/** A mainland mobile resolves with and without +86, others only with their +code. */
function isSameMobile(left: string | undefined, right: string): boolean {
  const normal = (mobile: string) => mobile.replace(/^\+?86(?=1\d{10}$)/, '')
  return left !== undefined && normal(left) === normal(right)
}
