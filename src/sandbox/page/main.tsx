import { render } from 'preact'
import { CardView } from './card/card-view.tsx'

const page = document.getElementById('page')
if (page) render(<CardView card={{}} />, page)
