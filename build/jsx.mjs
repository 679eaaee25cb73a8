// What JSX becomes: `h(name, props, …children)` is written shorter than an object that names its children.
export { Fragment, h } from 'preact'
