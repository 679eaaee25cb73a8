// The theme variables that Figma provides to a plugin's page (platform: themeColors), for both themes.

import type { Theme } from './api.ts'

const light = `bg #ffffff, bg-hover #f5f5f5, bg-pressed #e6e6e6, bg-secondary #f5f5f5, bg-tertiary #e6e6e6, bg-disabled #d9d9d9,
bg-selected #e5f4ff, bg-inverse #2c2c2c, bg-brand #0d99ff, bg-brand-hover #007be5, bg-brand-pressed #0768cf, bg-brand-secondary #0768cf,
bg-brand-tertiary #e5f4ff, bg-danger #f24822, bg-danger-hover #dc3412, bg-danger-secondary #dc3412, bg-danger-tertiary #ffe2e0,
bg-success #14ae5c, bg-success-secondary #009951, bg-success-tertiary #cff7d3, bg-warning #ffcd29, bg-warning-secondary #ffc21a,
bg-warning-tertiary #fff1c2, bg-component #9747ff, bg-component-tertiary #f1e5ff, text #000000e5, text-secondary #00000080,
text-tertiary #0000004d, text-disabled #0000004d, text-hover #000000e5, text-brand #007be5, text-brand-secondary #0d99ff, text-danger #dc3412,
text-success #009951, text-warning #b86200, text-component #8638e5, text-onbrand #ffffff, text-ondanger #ffffff, text-onsuccess #ffffff,
text-onwarning #000000e5, text-onselected #000000e5, text-ondisabled #ffffff, text-oninverse #ffffff, icon #000000e5, icon-secondary #00000080,
icon-tertiary #0000004d, icon-disabled #0000004d, icon-hover #000000e5, icon-brand #007be5, icon-danger #dc3412, icon-success #009951,
icon-warning #b86200, icon-onbrand #ffffff, icon-ondanger #ffffff, border #e6e6e6, border-strong #2c2c2c, border-disabled #e6e6e6,
border-selected #0d99ff, border-brand #bde3ff, border-brand-strong #007be5, border-danger #ffc7c2, border-danger-strong #dc3412,
border-success #aff4c6, border-warning #ffe8a3, border-onbrand #0768cf`

const dark = `bg #2c2c2c, bg-hover #383838, bg-pressed #444444, bg-secondary #383838, bg-tertiary #444444, bg-disabled #757575,
bg-selected #4a5878, bg-inverse #ffffff, bg-brand #0c8ce9, bg-brand-hover #0a6dc2, bg-brand-pressed #105cad, bg-brand-secondary #105cad,
bg-brand-tertiary #394360, bg-danger #e03e1a, bg-danger-hover #c4381c, bg-danger-secondary #c4381c, bg-danger-tertiary #60332a,
bg-success #198f51, bg-success-secondary #0a5c35, bg-success-tertiary #2a4f3c, bg-warning #f3c11b, bg-warning-secondary #e4a711,
bg-warning-tertiary #60491f, bg-component #8a38f5, bg-component-tertiary #4f3b70, text #ffffff, text-secondary #ffffffb2,
text-tertiary #ffffff66, text-disabled #ffffff66, text-hover #ffffff, text-brand #7cc4f8, text-brand-secondary #0c8ce9, text-danger #fca397,
text-success #79d297, text-warning #f6c343, text-component #d1a8ff, text-onbrand #ffffff, text-ondanger #ffffff, text-onsuccess #ffffff,
text-onwarning #000000e5, text-onselected #ffffff, text-ondisabled #2c2c2c, text-oninverse #000000e5, icon #ffffff, icon-secondary #ffffffb2,
icon-tertiary #ffffff66, icon-disabled #ffffff66, icon-hover #ffffff, icon-brand #7cc4f8, icon-danger #fca397, icon-success #79d297,
icon-warning #f6c343, icon-onbrand #ffffff, icon-ondanger #ffffff, border #444444, border-strong #ffffff, border-disabled #444444,
border-selected #0c8ce9, border-brand #105cad, border-brand-strong #7cc4f8, border-danger #803226, border-danger-strong #fca397,
border-success #0a5c35, border-warning #724e16, border-onbrand #105cad`

/** A rule for `:root`, as in Figma's `figma-style` element. */
export function figmaColors(theme: Theme): string {
  const pairs = (theme === 'dark' ? dark : light).split(',').map((pair) => pair.trim().split(' '))
  return `:root{${pairs.map(([name, value]) => `--figma-color-${name}:${value}`).join(';')}}`
}
