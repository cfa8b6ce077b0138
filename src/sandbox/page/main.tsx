import { render } from 'preact'
import { App } from './app.tsx'
import { followFeed } from './feed-client.ts'
import './styles/page.css'
import './styles/phone.css'
import './styles/chat.css'
import './styles/panels.css'

followFeed()
const page = document.getElementById('page')
if (page) render(<App />, page)
