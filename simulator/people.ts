import { emitEvent } from './push/emit.ts'
import { contactObject } from './push/events.ts'
import type { Person, PushResult } from './types.ts'
import { personOf, type World } from './world.ts'

/** Somebody new in the company: `contact.user.created_v3`. */
export function hire(world: World, person: Person): Promise<PushResult> {
  world.state.commit({ kind: 'person', person })
  return emitEvent(world, 'contact.user.created_v3', { object: contactObject(world, person) })
}

/** `contact.user.updated_v3` with the old values of the fields that changed. */
export function changePerson(
  world: World,
  person: string,
  change: Partial<Person>,
): Promise<PushResult> {
  const before = personOf(world, person)
  const after = { ...before, ...change }
  world.state.commit({ kind: 'person', person: after })
  const [object, old] = [contactObject(world, after), contactObject(world, before)]
  const changed = Object.entries(old).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(object[key]),
  )
  const body = { object, old_object: Object.fromEntries(changed) }
  return emitEvent(world, 'contact.user.updated_v3', body)
}

/** Somebody leaves: `contact.user.deleted_v3`; messages to them give 230029. */
export function resign(world: World, person: string): Promise<PushResult> {
  const { openId } = personOf(world, person)
  world.state.commit({ kind: 'reachability', openId, value: 'resigned' })
  const object = contactObject(world, personOf(world, person), true)
  const old_object = { department_ids: [], open_department_ids: [] }
  return emitEvent(world, 'contact.user.deleted_v3', { object, old_object })
}
