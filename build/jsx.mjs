// The target of JSX: `h(name, props, …children)` minifies better than an object with children.
export { Fragment, h } from 'preact'
