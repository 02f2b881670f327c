import { useEffect, useRef, useState } from 'preact/hooks'

interface CameraProps {
  onPhoto(photo: File): void
  onFailure(): void
}

/** The machine's own camera with a shutter. */
export function Camera({ onPhoto, onFailure }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [ready, setReady] = useState(false)
  const fail = useRef(onFailure)
  fail.current = onFailure

  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then((found) => {
        stream = found
        if (gone) for (const track of found.getTracks()) track.stop()
        else if (video.current) video.current.srcObject = found
      })
      .catch(() => fail.current())
    return () => {
      gone = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])

  const shoot = () => {
    const picture = video.current
    if (!picture) return
    const canvas = document.createElement('canvas')
    canvas.width = picture.videoWidth
    canvas.height = picture.videoHeight
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    canvas.toBlob(
      (blob) => {
        if (blob) onPhoto(new File([blob], 'photo.jpg', { type: 'image/jpeg' }))
      },
      'image/jpeg',
      0.9,
    )
  }
  return (
    <div class="camera">
      <video ref={video} autoPlay muted playsInline onLoadedData={() => setReady(true)} />
      <button type="button" aria-label="拍照 Shutter" disabled={!ready} onClick={shoot} />
    </div>
  )
}
