import { render } from 'preact'
import { renderCard, startGallery } from './gallery.tsx'
import { ModelContext } from './hooks.ts'
import { ChatModel } from './model.ts'
import { startTheme } from './theme.ts'
import { App } from './ui/app.tsx'

const root = document.getElementById('app')
startTheme()
window.renderCard = renderCard
if (root && location.hash.startsWith('#gallery')) startGallery(root)
else if (root) {
  const model = new ChatModel()
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    root,
  )
  void model.start()
}
