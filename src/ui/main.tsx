// Composition root of the window. Only this file and worker-main.ts name the globals of their world.

import { render } from 'preact'
import { chunked } from '../core/wire/chunks.ts'
import type { SandboxApi, UiApi } from '../core/protocol.ts'
import { type Handlers, connect } from '../core/wire/rpc.ts'
import { App } from './App.tsx'
import { parentChannel } from './wire/channel.ts'
import { patienceFor } from './wire/patience.ts'
import { copyText } from './base/clipboard.ts'
import { saveFile } from './base/save-file.ts'
import { connectionWords } from './connection/words.ts'
import { createStore } from './store.ts'
import { drawTestPicture } from './connection/test-picture.ts'
import { drawSample } from './sample/draw.ts'
import { browserTime } from './base/time.ts'
import { startTimer } from './base/timer.ts'
import { watchCspViolations, request } from './service/request.ts'
import { openWorkerClient } from './wire/worker-client.ts'
import { toolsOnPage } from './wire/worker-on-page.ts'
import type { Tools } from './worker.ts'

declare const VERSION: string

/** Delay before the worker is started. By then the window is drawn and the first picture is being exported. */
const prestartAfterMs = 50

/** The window is normally drawn once, with the stored state. If that takes longer than this, it is drawn as loading. */
const drawnByMs = 100

function start(): void {
  const workerScript = (): string => document.getElementById('worker')?.textContent ?? ''
  const { tools, prestart } = openWorkerClient(workerScript, () => toolsOnPage<Tools>(document, workerScript()))
  const violations = watchCspViolations(document)
  const answers: Handlers<UiApi> = {
    selectionChanged: (selection) => opened.select(selection),
    sourceChanged: (nodeId) => opened.edited(nodeId),
    resultsAre: (found) => opened.store.jobs.setWhereabouts(found),
  }
  const { remote: figma } = connect<SandboxApi, UiApi>(chunked(parentChannel(window)), answers, { patience: patienceFor(startTimer) })

  const focusPrompt = (): void => document.querySelector('textarea')?.focus()
  // Requested first, so that the sandbox answers while the store is being built.
  const kept = figma.load()
  const opened = createStore({
    figma,
    tools,
    time: browserTime(window),
    network: {
      send: (submit, signal) => tools.send(submit, signal),
      ask: (asked, signal) => request(asked, violations, signal),
    },
    urls: { make: (blob) => URL.createObjectURL(blob), drop: (url) => URL.revokeObjectURL(url) },
    copy: (text) => copyText(document, text),
    saveFile: (name, text) => saveFile(document, name, text),
    testPicture: drawTestPicture,
    sample: drawSample,
    focusPrompt,
    version: VERSION,
  })

  const root = document.getElementById('app')
  const draw = (): void => {
    if (root !== null) render(<App store={opened.store} />, root)
  }
  const stopWaiting = startTimer(drawnByMs, draw)

  // If the sandbox never answers there is nothing to show; the source card then says that it is loading.
  kept
    .then((saved) => {
      stopWaiting()
      opened.open(saved)
      draw()
      startTimer(prestartAfterMs, prestart)
    })
    .catch(() => {
      opened.store.notices.setAlert(connectionWords.notLoaded)
      draw()
    })
  setInterval(opened.tick, 1000)
}

start()
