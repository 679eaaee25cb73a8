// The states of the contact sheet beyond the prepared ones: what a user has opened, chosen and made.

import { type Shown, after, within, select, press, done, order, choose, dialog, model, brought, waitMs } from './contact-acts.ts'

const chosen: readonly Shown[] = [
  {
    name: 'key-refused',
    says: 'A key that the service does not accept.',
    prepare: after('no-key', async (stage) => {
      await stage.window.getByRole('textbox', { name: 'API key' }).fill('hello')
      await press(stage, 'Save key')
      await stage.window.getByText('The key is saved all the same.').waitFor()
    }),
  },
  { name: 'nothing-selected', says: 'Nothing is selected.', prepare: within('building', []) },
  { name: 'several-selected', says: 'Three screens are selected.', prepare: within('app', ['Home screen', 'Trip screen', 'Saved screen']) },
  {
    name: 'inside-selected',
    says: 'A layer inside is selected after its frame.',
    prepare: within('building', ['Villa, street view'], (stage) => select(stage, ['Garden'])),
  },
  {
    name: 'inside-first',
    says: 'A layer inside is selected before its frame.',
    prepare: within('building', [], (stage) => select(stage, ['Garden'])),
  },
  {
    name: 'few-pixels',
    says: 'A source of few pixels, and a brace without its other.',
    prepare: within('building', ['Tiny'], async ({ window }) => {
      await window.getByRole('textbox', { name: 'Prompt' }).fill('{oak | walnut floor')
      await window.locator('.source').scrollIntoViewIfNeeded()
    }),
  },
  {
    name: 'area',
    says: 'A shape marks the area that is restyled.',
    prepare: within('building', ['Villa, street view'], async (stage) => {
      const drawn = await stage.page.evaluate(() =>
        playground?.host.author<string>(`async (figma) => {
          const frame = figma.currentPage.findOne((node) => node.name === 'Villa, street view')
          const shape = figma.createEllipse()
          shape.name = 'Door area'
          frame.appendChild(shape)
          shape.resize(500, 400)
          shape.x = 300
          shape.y = 400
          return shape.id
        }`),
      )
      await stage.page.evaluate((id) => playground?.select([id ?? '']), drawn)
      await press(stage, /Restyle inside this shape/)
      await stage.window.locator('.area').waitFor()
    }),
  },
  { name: 'choices', says: 'Several looks and lights are picked.', prepare: after('ready', choose) },
  {
    name: 'series',
    says: 'A series is chosen.',
    prepare: after('ready', async (stage) => {
      await press(stage, /^Series/)
      await stage.window.getByRole('group', { name: 'Series' }).getByRole('button').first().click()
      await stage.window.getByRole('group', { name: 'Series' }).scrollIntoViewIfNeeded()
    }),
  },
  {
    name: 'asking',
    says: 'Before many pictures the window asks.',
    prepare: after('ready', async (stage) => {
      await choose(stage)
      await order(stage, '1')
      await stage.window.locator('dialog.confirm').waitFor()
    }),
  },
]

const made: readonly Shown[] = [
  {
    name: 'run-working',
    says: 'A run of several pictures on its way.',
    prepare: after('ready', async (stage) => {
      await order(stage, '5')
      await done(stage, 1)
    }),
  },
  {
    name: 'run-of-12',
    says: 'Twelve pictures of four looks in three lights.',
    prepare: after('ready', async (stage) => {
      await choose(stage)
      await order(stage, '1')
      await stage.window.locator('dialog.confirm').getByRole('button', { name: /^Make/ }).click()
      await done(stage, 2)
    }),
  },
  {
    name: 'run-done',
    says: 'A run that is done, its pictures unfolded.',
    prepare: after('ready', async (stage) => {
      await order(stage, '3')
      await done(stage, 3)
      await press(stage, 'Pictures')
    }),
  },
  {
    name: 'results-of-runs',
    says: 'Results of two runs.',
    prepare: after('ready', async (stage) => {
      await order(stage, '3')
      await done(stage, 3)
      await stage.window.getByRole('radio', { name: 'Brick', exact: true }).check({ force: true })
      await order(stage, '2')
      await done(stage, 5)
      await press(stage, 'Results')
      await stage.window.locator('.tile img').nth(4).waitFor()
    }),
  },
  {
    name: 'selected-result',
    says: 'A result is selected.',
    prepare: after('done', async (stage) => {
      await press(stage, 'Show on canvas')
      await stage.window.getByText(/Made with/).waitFor()
    }),
  },
  {
    name: 'readability',
    says: 'Texts that are hard to read.',
    prepare: within('app', ['Trip screen'], async (stage) => {
      await stage.window.getByRole('radio', { name: 'Cut paper' }).check({ force: true })
      await order(stage, '1')
      await done(stage, 1)
      await stage.window
        .getByText(/hard to read/)
        .first()
        .waitFor({ timeout: waitMs })
    }),
  },
  {
    name: 'product',
    says: 'A product is guessed and kept.',
    prepare: within('product', ['Bottle on table'], async ({ window }) => {
      await window.getByRole('radio', { name: 'Product', exact: true }).check({ force: true })
      await window.getByRole('combobox', { name: /^Product/ }).selectOption({ label: 'Bottle' })
      await window.getByRole('combobox', { name: /^Product/ }).scrollIntoViewIfNeeded()
    }),
  },
]

const inDialogs: readonly Shown[] = [
  {
    name: 'advanced',
    says: 'Advanced is open.',
    prepare: after('ready', async ({ window }) => {
      const button = window.getByRole('button', { name: 'Advanced' })
      await button.click()
      await button.scrollIntoViewIfNeeded()
    }),
  },
  {
    name: 'look-picture',
    says: 'A picture gives the look.',
    prepare: after('ready', async (stage) => {
      await model(stage, 'FLUX.2 [pro]')
      await stage.window.getByRole('button', { name: 'Advanced' }).click()
      await brought('live.jpg', '.look-from')(stage)
      await stage.window.locator('.look-picture').scrollIntoViewIfNeeded()
    }),
  },
  {
    name: 'depth',
    says: 'A depth map is drawn from the layers.',
    prepare: after('ready', async (stage) => {
      await press(stage, 'Advanced')
      await stage.window.getByRole('combobox', { name: 'Geometry from' }).selectOption({ index: 1 })
      await press(stage, 'Advanced')
      await stage.window.getByRole('button', { name: 'Lay on canvas' }).scrollIntoViewIfNeeded()
    }),
  },
  { name: 'settings', says: 'Settings.', prepare: dialog('Settings') },
  {
    name: 'checked',
    says: 'The connection is checked.',
    prepare: dialog('Settings', async (stage) => {
      await press(stage, 'Check connection')
      await stage.window.getByText(/It works/).waitFor()
    }),
  },
  {
    name: 'self-test',
    says: 'The self-test has run.',
    prepare: dialog('Settings', async (stage) => {
      await press(stage, 'Self-test')
      await stage.window.getByRole('button', { name: 'Copy report' }).waitFor({ timeout: waitMs })
      await stage.window.getByRole('button', { name: 'Copy report' }).scrollIntoViewIfNeeded()
    }),
  },
  { name: 'results', says: 'Results.', prepare: dialog('Results') },
  {
    name: 'presets',
    says: 'Presets, one of them own.',
    prepare: dialog('Presets', async (stage) => {
      await stage.window.getByRole('textbox', { name: 'Save current as…' }).fill('Rainy brick')
      await press(stage, 'Save')
    }),
  },
  {
    name: 'compare',
    says: 'Compare.',
    prepare: after('done', async ({ window }) => {
      await window.getByRole('list', { name: 'Jobs' }).getByRole('button', { name: 'Compare' }).first().click()
      await window.getByRole('img', { name: 'Before' }).waitFor()
    }),
  },
  {
    name: 'switch-model',
    says: 'Another model where one is gone.',
    prepare: after('model-gone', async (stage) => {
      await press(stage, 'Switch model')
      await stage.window.getByRole('dialog', { name: 'Switch model' }).waitFor()
    }),
  },
  {
    name: 'switch-model-taken',
    says: 'Another model was chosen: the big button makes the picture with it.',
    prepare: after('model-gone', async (stage) => {
      await press(stage, 'Switch model')
      await press(stage, 'Use FLUX.2 [pro]')
      await stage.window.getByRole('button', { name: 'Restyle with FLUX.2 [pro]' }).waitFor()
    }),
  },
]

export const opened: readonly Shown[] = [...chosen, ...made, ...inDialogs]
