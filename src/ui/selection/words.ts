// What is said of layers of the canvas in more than one feature.

/** Said of a result that somebody deleted. */
export const resultGoneText = 'This picture is no longer in the file.'
