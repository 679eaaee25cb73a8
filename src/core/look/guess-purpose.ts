// Guesses what a frame shows. The user sees the guess and can correct it with one click.

import { type Purpose, purposes } from './look.ts'

export type Glance = {
  readonly name: string
  readonly type: string
  readonly width: number
  readonly height: number
  /** How many layers of each kind it contains, including itself. */
  readonly texts: number
  readonly images: number
  readonly vectors: number
}

/** Common words in several languages. Latin words of four or more letters also match at either end of a compound: "Wohnhaus". */
const stems: Record<Purpose, readonly string[]> = {
  building:
    'house haus villa building gebäude facade façade fassade elevation architecture architektur street straße courtyard garden interior innenraum room kitchen küche tower turm wohnung pavilion maison bâtiment casa edificio fachada дом здание фасад 建築 建物 外観 建筑'.split(
      ' ',
    ),
  product:
    'product produkt producto produto produit prodotto packshot packaging verpackung bottle flasche botella bouteille jar can tube box mug cup shoe sneaker bag watch lamp chair sofa perfume parfum cosmetic товар продукт 商品 製品 产品'.split(
      ' ',
    ),
  interface:
    'app screen bildschirm pantalla écran schermata ui ux web website landing page seite home homepage login signin signup onboarding dashboard checkout settings profile feed chat menu modal dialog form wireframe mobile desktop tablet iphone ipad android экран интерфейс 画面 界面'.split(
      ' ',
    ),
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s\d_\-–—/\\,.;:()[\]{}|#&+×]+/)
    .filter((word) => word !== '')
}

function isLatin(stem: string): boolean {
  return stem.charCodeAt(0) < 0x250
}

function matches(word: string, stem: string): boolean {
  if (word === stem) return true
  if (!isLatin(stem)) return word.includes(stem)
  return stem.length >= 4 && (word.startsWith(stem) || word.endsWith(stem))
}

/** The last matching word decides, because the head of a name comes last, as in "House listing page". Null when no word matches. */
function byName(name: string): Purpose | null {
  let found: Purpose | null = null
  for (const word of wordsOf(name)) {
    found = purposes.find((purpose) => stems[purpose].some((stem) => matches(word, stem))) ?? found
  }
  return found
}

/** Portrait phone sizes, and Figma's presets for screens. */
function isDeviceLike({ width, height }: Glance): boolean {
  return (
    (width >= 320 && width <= 480 && height / width >= 1.6) ||
    [
      [1440, 1024],
      [1280, 832],
      [1920, 1080],
      [1280, 720],
      [1366, 768],
      [768, 1024],
      [834, 1194],
      [1024, 1366],
    ].some(([w, h]) => w === width && h === height)
  )
}

function byContent(glance: Glance): Purpose {
  const { texts, images, vectors } = glance
  const share = texts / Math.max(1, texts + images + vectors)
  if (texts >= 3 && (share >= 0.25 || isDeviceLike(glance))) return 'interface'
  const isSquarish = glance.width / glance.height <= 1.1
  return images === 1 && vectors <= 2 && texts === 0 && isSquarish ? 'product' : 'building'
}

export function guessPurpose(glance: Glance): Purpose {
  return byName(glance.name) ?? byContent(glance)
}
