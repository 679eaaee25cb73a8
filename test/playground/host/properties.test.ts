// Component properties: defined, referenced by layers, set on instances, kept by clones.

import { describe, expect, it } from 'vitest'
import { ask, openHost } from './world.ts'

const fonts = `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' });`
/** A component `c` with a label and an icon that follow two properties, and an instance `i` of it. */
const button = `${fonts} const c = figma.createComponent(); const t = figma.createText(); t.characters = 'draft'; const icon = figma.createEllipse(); c.appendChild(t); c.appendChild(icon);
  const label = c.addComponentProperty('Label', 'TEXT', 'Press'), shown = c.addComponentProperty('Icon', 'BOOLEAN', true);
  t.componentPropertyReferences = { characters: label }; icon.componentPropertyReferences = { visible: shown }; const i = c.createInstance();`
/** A set of two variants, Small and Large, each with a label that follows one property of the set. */
const sizes = `${fonts} const make = (name, width) => { const c = figma.createComponent(); c.name = 'Size=' + name; c.resize(width, 40); const t = figma.createText(); c.appendChild(t); return c };
  const small = make('Small', 50), large = make('Large', 90), set = figma.combineAsVariants([small, large], figma.currentPage); const label = set.addComponentProperty('Label', 'TEXT', 'Go');
  for (const one of set.children) one.children[0].componentPropertyReferences = { characters: label }; const i = small.createInstance();`

describe('component properties', () => {
  it('are defined under names with an id, and give their defaults to what follows them', async () => {
    const [label, shown, ...facts] = (await ask(
      await openHost(),
      `${button} send([label, shown, c.componentPropertyDefinitions, t.characters, i.componentProperties, i.children[0].componentPropertyReferences, figma.createText().componentPropertyReferences])`,
    )) as [string, string, ...unknown[]]
    expect([label, shown]).toEqual([expect.stringMatching(/^Label#\d+:\d+$/), expect.stringMatching(/^Icon#\d+:\d+$/)])
    expect(facts).toEqual([
      { [label]: { type: 'TEXT', defaultValue: 'Press' }, [shown]: { type: 'BOOLEAN', defaultValue: true } },
      'Press',
      { [label]: { type: 'TEXT', value: 'Press' }, [shown]: { type: 'BOOLEAN', value: true } },
      { characters: label },
      null,
    ])
  })

  it('are set on one instance alone, kept by its clone and by that of a frame around it, and gone with the detached one', async () => {
    expect(
      await ask(
        await openHost(),
        `${button} i.setProperties({ [label]: 'Stop', [shown]: false }); const f = figma.createFrame(); f.appendChild(i); const copies = [i.clone(), f.clone().children[0]]; const values = (one) => Object.values(one.componentProperties).map((p) => p.value);
        i.setProperties({ [label]: 'Later' }); const d = copies[0].clone().detachInstance();
        send([values(i), copies.map(values), copies.map((one) => [one.children[0].characters, one.children[1].visible]), values(c.createInstance()), [d.children[0].characters, d.children[0].componentPropertyReferences]])`,
      ),
    ).toEqual([
      ['Later', false],
      [
        ['Stop', false],
        ['Stop', false],
      ],
      [
        ['Stop', false],
        ['Stop', false],
      ],
      ['Press', true],
      ['Stop', null],
    ])
  })

  it('follow what is written to the layer itself', async () => {
    expect(
      await ask(
        await openHost(),
        `${button} i.children[0].characters = 'By hand'; i.children[1].visible = false; send(Object.values(i.componentProperties).map((one) => one.value))`,
      ),
    ).toEqual(['By hand', false])
  })

  it('choose the variant and carry over what was set', async () => {
    const value = (await ask(
      await openHost(),
      `${sizes} const before = [small.variantProperties, i.width]; i.setProperties({ [label]: 'Run' }); i.setProperties({ Size: 'Large' }); const copy = i.clone();
      send([before, set.componentPropertyDefinitions.Size, i.variantProperties, i.width, (await i.getMainComponentAsync()) === large, i.children[0].characters, copy.componentProperties.Size, copy.componentProperties[label]])`,
    )) as unknown[]
    expect(value).toEqual([
      [{ Size: 'Small' }, 50],
      { type: 'VARIANT', defaultValue: 'Small', variantOptions: ['Small', 'Large'] },
      { Size: 'Large' },
      90,
      true,
      'Run',
      { type: 'VARIANT', value: 'Large' },
      { type: 'TEXT', value: 'Run' },
    ])
  })

  it.each([
    [`i.setProperties({ Label: 'x' })`, `in setProperties: Could not find a component property with name: 'Label'`],
    [`i.setProperties({ [label]: true })`, 'in setProperties: Expected string, received boolean'],
    [
      `t.componentPropertyReferences = { visible: label }`,
      /^error: in set_componentPropertyReferences: The property 'Label#\d+:\d+' does not fit visible/,
    ],
    [
      `figma.createText().componentPropertyReferences = { characters: label }`,
      /Can only set component property references on a component sublayer/,
    ],
    [`c.addComponentProperty('Part', 'INSTANCE_SWAP', 'x')`, /component property INSTANCE_SWAP: not implemented by this host/],
  ])('refuse %s', async (source, message) => {
    const answer = await ask(await openHost(), `${button} ${source}`)
    if (typeof message === 'string') expect(answer).toBe(`error: ${message}`)
    else expect(answer).toMatch(message)
  })

  it('refuse a variant that is not there, and definitions of a variant', async () => {
    const host = await openHost()
    expect(await ask(host, `${sizes} i.setProperties({ Size: 'Huge' })`)).toMatch(/^error: in setProperties: Unable to find a variant/)
    expect(await ask(host, `${sizes} small.componentPropertyDefinitions`)).toMatch(
      /^error: in get_componentPropertyDefinitions: Can only get/,
    )
  })

  it('need the font of the words they write', async () => {
    const host = await openHost()
    const [id, key] = await host.author<string[]>(`async (figma) => { ${button} return [i.id, label] }`)
    expect(await ask(host, `(await figma.getNodeByIdAsync('${id}')).setProperties({ '${key}': 'x' })`)).toMatch(
      /^error: in setProperties: Cannot write to node with unloaded font/,
    )
  })
})
