// A page with Preact and one button, and nothing else: the lower bound for the start of a window.

import { h, render } from 'preact'

render(h('button', null, 'Restyle frame'), document.body)
