import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchTouches } from './api/idle.ts'
import { App } from './app.tsx'
import './i18n/index.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'

watchTouches()

const root = document.getElementById('root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
