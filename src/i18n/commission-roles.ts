import type { Actor } from '../bot/context.ts'
import { type Word, word } from './t.ts'

/** Roles as people write them where a scheme says whom it is for. */
export const roleWords: Record<Actor['role'], Word<never>> = {
  rep: word('业务员', 'rep'),
  manager: word('主管', 'manager'),
  admin: word('管理员', 'admin'),
  viewer: word('查看者', 'viewer'),
  finance: word('财务', 'finance'),
}
