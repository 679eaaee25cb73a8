// Reads and writes the fidelity figures in a result's recipe, where everybody in the file can read them.

import { readJson, readRecord } from '../../core/base/read.ts'
import { type Figures, figuresIn } from '../../core/fidelity/figures.ts'
import { dataKeys } from '../base/figma.ts'

export function read(frame: FrameNode): Figures | null {
  return figuresIn(frame.getPluginData(dataKeys.recipe))
}

export function write(frame: FrameNode, figures: Figures): Figures {
  const recipe = readRecord(readJson(frame.getPluginData(dataKeys.recipe)))
  frame.setPluginData(dataKeys.recipe, JSON.stringify({ ...recipe, fidelity: figures }))
  return figures
}
