import { render } from 'preact'
import { Desk } from './desk.ts'
import { renderCard, startGallery } from './gallery.tsx'
import { DeskContext, ModelContext } from './hooks.ts'
import { startTheme } from './theme.ts'
import { App } from './ui/app.tsx'

const root = document.getElementById('app')
startTheme()
window.renderCard = renderCard
if (root && location.hash.startsWith('#gallery')) startGallery(root)
else if (root) {
  const desk = new Desk()
  render(
    <DeskContext.Provider value={desk}>
      <ModelContext.Provider value={desk.main}>
        <App />
      </ModelContext.Provider>
    </DeskContext.Provider>,
    root,
  )
  void desk.start()
}
