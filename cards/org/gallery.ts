import type { ActionCall } from '../kit/action.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type WelcomeRole, welcomeCard } from './welcome.ts'

const shortcut = (command: string): ActionCall => ({
  name: 'shortcut.run',
  value: { action: 'shortcut.run', v: 1, payload: { command } },
  formKeys: [],
})
const entry = (role: WelcomeRole, name: string, title: string, isNew = false): GalleryEntry => ({
  id: `welcome-${isNew ? 'new-' : ''}${role}`,
  title,
  build: (t) => welcomeCard({ name, role, isNew }, shortcut, t),
})

export const gallery: readonly GalleryEntry[] = [
  entry('rep', '李雷', '欢迎：新业务员，先练习', true),
  entry('rep', '李雷', '欢迎：业务员'),
  entry('manager', '王芳', '欢迎：主管'),
  entry('admin', '管理员', '欢迎：管理员'),
  entry('viewer', '阿卜杜热西提·买买提艾力·努尔麦麦提', '欢迎：查看者，名字很长'),
]
