import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel, useNarrow, usePresets } from '../hooks.ts'
import { Camera } from './camera.tsx'
import { Sheet } from './overlay.tsx'

async function fetchPhoto(label: string, url: string): Promise<File> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${label}: HTTP ${response.status}`)
  const blob = await response.blob()
  return new File([blob], `${label}.jpg`, { type: blob.type || 'image/jpeg' })
}

export function PhotoSheet({ onClose }: { onClose(): void }) {
  const { model } = useModel()
  const { photos } = usePresets()
  const [caption, setCaption] = useState('')
  // On a phone the file field opens the camera itself; a desktop has its own in the page.
  const hasCamera = !useNarrow() && 'mediaDevices' in navigator
  const [camera, setCamera] = useState<'off' | 'on' | 'none'>(hasCamera ? 'off' : 'none')
  const send = (file: File | undefined) => {
    if (!file) return
    onClose()
    void model.upload('image', file, caption.trim() || undefined)
  }
  const sendPreset = async (label: string, url: string) => {
    try {
      send(await fetchPhoto(label, url))
    } catch (error) {
      model.fail(error)
    }
  }
  return (
    <Sheet title="发送照片 Photo" onClose={onClose}>
      <div class="photo-sources">
        {camera === 'none' ? (
          <label class="photo-source">
            <Glyph name="camera" />
            <span>拍照</span>
            <input
              type="file"
              accept="image/*"
              capture="environment"
              onChange={(event) => send(event.currentTarget.files?.[0])}
            />
          </label>
        ) : (
          <button
            type="button"
            class="photo-source"
            aria-pressed={camera === 'on'}
            onClick={() => setCamera(camera === 'on' ? 'off' : 'on')}
          >
            <Glyph name="camera" />
            <span>拍照</span>
          </button>
        )}
        <label class="photo-source">
          <Glyph name="image" />
          <span>相册</span>
          <input
            type="file"
            accept="image/*"
            data-kind="image"
            onChange={(event) => send(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      {camera === 'on' && (
        <Camera
          onPhoto={send}
          onFailure={() => {
            setCamera('none')
            model.toast({ type: 'info', content: '用不了摄像头,请从相册选一张' })
          }}
        />
      )}
      <input
        class="sheet-search"
        placeholder="附一句话(可不填) Caption"
        aria-label="附一句话 Caption"
        value={caption}
        onInput={(event) => setCaption(event.currentTarget.value)}
      />
      {photos.length > 0 && <h3 class="sheet-label">样片 Samples</h3>}
      <div class="photo-presets">
        {photos.map((one) => (
          <button key={one.url} type="button" onClick={() => void sendPreset(one.label, one.url)}>
            <img src={one.url} alt="" loading="lazy" />
            <span>{one.label}</span>
          </button>
        ))}
      </div>
    </Sheet>
  )
}
