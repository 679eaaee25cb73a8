// Notes for the user about a picture that arrived, but not quite as it was ordered.

export type Note =
  | 'plain-picture'
  | 'other-shape'
  | 'moved'
  | 'converted'
  | 'reused'
  | 'live-lost'
  | 'live-changed'
  | 'live-failed'
  | 'area-lost'
  | 'marker-hidden'

/** The button that shows a hidden marker again. */
export const showMarkerText = 'Show marker'

export const noteText: Record<Note, string> = {
  'other-shape': 'The service answered in another shape, so the picture is cropped to fit.',
  'plain-picture': 'The picture is one plain colour. Services answer so when they hold a picture back.',
  moved: 'The placeholder was gone, so the picture found a new place.',
  reused: 'This picture was already on the canvas. It was not made or paid again.',
  converted: 'The picture was converted to a format that Figma takes.',
  'live-lost': 'The source is gone, so the picture came without its editable layers.',
  'area-lost': 'The shape that marked the area is gone, so the whole picture is shown.',
  'marker-hidden': 'The shape that marked the area is hidden now.',
  'live-failed': 'The editable layers could not be added.',
  'live-changed': 'The source has changed meanwhile. Its editable layers are as they are now.',
}
