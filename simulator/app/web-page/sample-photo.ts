const scenes = ['storefront', 'shelf', 'pallet']

/** A drawn photo, another one each time. */
export async function samplePhoto(scene = scenes[Math.floor(Math.random() * 3)]): Promise<File> {
  const response = await fetch(`/simulator/api/photos/${scene}.jpg`)
  if (!response.ok) throw new Error(`no sample photo: HTTP ${response.status}`)
  return new File([await response.blob()], `${scene}.jpg`, { type: 'image/jpeg' })
}
