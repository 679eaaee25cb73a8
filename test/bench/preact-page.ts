// A page with Preact and one button, and nothing else: what a window cannot be faster than.

import { h, render } from 'preact'

render(h('button', null, 'Restyle frame'), document.body)
