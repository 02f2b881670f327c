/** The client around the page, as promises. It is not there outside Feishu. */
type Fields = Record<string, unknown>
interface Call extends Fields {
  success?: (result: Fields) => void
  fail?: (error: Fields) => void
}
type Api = (options: Call) => void

interface Client {
  h5sdk: {
    ready(callback: () => void): void
    error?(callback: (error: Fields) => void): void
    config(options: Fields): void
  }
  tt: Record<string, Api | undefined> & {
    getFileSystemManager?: () => { readFile: Api }
  }
}

declare global {
  interface Window {
    h5sdk?: Client['h5sdk']
    tt?: Client['tt']
  }
}

/** Why a call of the client failed: its number and its words. */
export class SdkError extends Error {
  readonly errno: number
  constructor(error: Fields) {
    super(String(error.errString ?? error.errMsg ?? error.errorMessage ?? 'failed'))
    this.errno = Number(error.errno ?? error.errCode ?? error.errorCode ?? 0)
  }
}

export const isInClient = (): boolean => window.h5sdk !== undefined && window.tt !== undefined

function run(api: Api | undefined, options: Fields, waitMs: number): Promise<Fields> {
  return new Promise((resolve, reject) => {
    if (!api) {
      reject(new SdkError({ errno: 103, errMsg: 'feature not support' }))
      return
    }
    const timer = setTimeout(() => reject(new SdkError({ errMsg: 'no answer' })), waitMs)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    api({
      ...options,
      success: (result) => settle(() => resolve(result)),
      fail: (error) => settle(() => reject(new SdkError(error))),
    })
  })
}

const call = (name: string, options: Fields = {}, waitMs = 20_000) =>
  run(window.tt?.[name], options, waitMs)

export const ready = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SdkError({ errMsg: 'the client is silent' })), 10_000)
    window.h5sdk?.ready(() => {
      clearTimeout(timer)
      resolve()
    })
  })

export const configure = (signed: Fields): Promise<Fields> =>
  run(
    ({ success, fail, ...options }) =>
      window.h5sdk?.config({ ...options, onSuccess: success, onFail: fail }),
    { ...signed, jsApiList: ['getLocation', 'chooseImage', 'getSystemInfo', 'closeWindow'] },
    15_000,
  )

/** `ios`, `android`, `windows` …; empty where the client does not say. */
export async function systemName(): Promise<string> {
  try {
    const info = await call('getSystemInfo', {}, 3_000)
    return String(info.platform ?? info.system ?? '')
      .toLowerCase()
      .slice(0, 20)
  } catch {
    return ''
  }
}

/** A login code of who holds the phone; old clients know the older call alone. */
export async function loginCode(appId: string): Promise<string> {
  try {
    const { code } = await call('requestAccess', { appID: appId, scopeList: [] }, 60_000)
    return String(code)
  } catch (error) {
    if (!(error instanceof SdkError) || error.errno !== 103) throw error
    const { code } = await call('requestAuthCode', { appId, appID: appId }, 60_000)
    return String(code)
  }
}

export interface Position {
  readonly lng: number
  readonly lat: number
  readonly datum: 'gcj02' | 'wgs84'
  readonly accuracyM: number | null
  readonly measuredAt: number | null
}

const finite = (value: unknown): number | null => {
  const n = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof n === 'number' && Number.isFinite(n) ? n : null
}

/** One measured position, nothing from a store. The type that comes back is believed, not one that was asked for. */
export async function locate(): Promise<Position> {
  const options = { accuracy: 'best', timeout: 15, cacheTimeout: 0 }
  const found = await call('getLocation', options, 25_000)
  const [lng, lat] = [finite(found.longitude), finite(found.latitude)]
  if (lng === null || lat === null) throw new SdkError({ errMsg: 'no position in the answer' })
  const accuracy = finite(found.accuracy) ?? finite(found.horizontalAccuracy)
  const measured = finite(found.timestamp)
  return {
    lng,
    lat,
    datum: found.type === 'gcj02' ? 'gcj02' : 'wgs84',
    accuracyM: accuracy !== null && accuracy >= 0 ? accuracy : null,
    measuredAt: measured !== null && measured > 0 ? Math.round(measured) : null,
  }
}

/** A photo from the camera alone; null when none was taken. */
export async function takePhoto(): Promise<Blob | null> {
  let chosen: Fields
  try {
    chosen = await call(
      'chooseImage',
      {
        sourceType: ['camera'],
        count: 1,
        sizeType: ['compressed'],
        cameraDevice: 'back',
        isSaveToAlbum: '0',
      },
      10 * 60_000,
    )
  } catch (error) {
    if (error instanceof SdkError && /cancel/i.test(error.message)) return null
    if (error instanceof SdkError && error.errno === 1_300_001) return null
    throw error
  }
  const files = chosen.tempFiles as { path?: string }[] | undefined
  const paths = chosen.tempFilePaths as string[] | undefined
  const filePath = files?.[0]?.path ?? paths?.[0]
  if (!filePath) return null
  const manager = window.tt?.getFileSystemManager?.()
  const read = await run(manager?.readFile, { filePath, encoding: 'base64' }, 30_000)
  return blobOf(read.data)
}

function blobOf(data: unknown): Blob {
  if (data instanceof ArrayBuffer) return new Blob([data])
  const text = atob(String(data).replace(/^data:[^,]*,/, ''))
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return new Blob([bytes])
}

export const closeWindow = (): void => void call('closeWindow').catch(() => undefined)
