// Makes the pictures of the listing (docs/listing): icon, cover and carousel, drawn by Chromium from the pictures of the README.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { fontFile, root } from './serve/bundle.ts'

const folder = join(root, 'docs', 'listing')

/** The sizes that Figma's form expects. */
const coverSize = { width: 1920, height: 1080 }
const iconSide = 128

/** The carousel in order: a picture of the README and the sentence above it. */
const slides = [
  ['canvas.jpg', 'Select a frame, choose a look. The geometry stays.'],
  ['live.jpg', 'Text stays text. Type into it after the restyle.'],
  ['product.jpg', 'Lock a product. Its pixels do not change.'],
  ['sheet.jpg', 'Three looks, two lights, one press.'],
  ['compare.jpg', 'Compare every variant with its source.'],
  ['board.jpg', 'Several screens, one look.'],
] as const

/** The icon: a cube, drawn on the left of the fold and painted on the right. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="128" height="128">
  <rect width="128" height="128" rx="28" fill="#14213d"/>
  <path d="M64 22 101 43 64 64 27 43Z" fill="#2b3f6b" stroke="#e8edf7" stroke-width="3" stroke-linejoin="round"/>
  <path d="M27 43 64 64V106L27 85Z" fill="none" stroke="#e8edf7" stroke-width="3" stroke-linejoin="round"/>
  <path d="M39 50V92M52 57V99M27 57 64 78M27 71 64 92" stroke="#e8edf7" stroke-width="1.5" opacity=".45"/>
  <path d="M64 64 101 43V85L64 106Z" fill="#e07a3f"/>
  <path d="M64 78 101 57V71L64 92Z" fill="#f2b36b"/>
  <path d="M64 64 101 43V85L64 106Z" fill="none" stroke="#fff3e2" stroke-width="3" stroke-linejoin="round"/>
</svg>`

function style(font: string): string {
  return `@font-face{font-family:Inter;font-weight:600;src:url(data:font/ttf;base64,${font})}
    *{box-sizing:border-box;margin:0}
    body{width:1920px;height:1080px;overflow:hidden;font:600 56px/1.15 Inter;letter-spacing:-.02em;color:#14213d;background:#efeae1;padding:64px 96px 0}
    .shot{display:block;width:1728px;height:880px;margin-top:48px;object-fit:cover;object-position:top;border-radius:20px 20px 0 0;box-shadow:0 24px 80px #14213d44}
    .cover{display:grid;grid-template-columns:600px 1fr;gap:64px;align-items:center;height:952px}
    .cover svg{width:144px;height:144px;display:block;margin-bottom:40px}
    .cover h1{font:600 104px/1 Inter;letter-spacing:-.035em;margin-bottom:28px}
    .cover p{font-size:40px;line-height:1.3;letter-spacing:-.01em;color:#4a556f}
    .wide{height:auto;margin-top:120px;border-radius:20px}
    .pair{position:relative;height:900px}
    .pair img{position:absolute;width:760px;border-radius:20px;box-shadow:0 24px 80px #14213d44}
    .pair img:last-child{right:0;bottom:0}`
}

async function image(name: string): Promise<string> {
  return `data:image/jpeg;base64,${(await readFile(join(root, 'docs', 'images', name))).toString('base64')}`
}

/** The frame and its result, cut from the picture that shows them side by side. */
async function pair(): Promise<string> {
  const file = join(root, 'docs', 'images', 'canvas.jpg')
  const { width, height } = await sharp(file).metadata()
  const half = Math.floor(width / 2)
  const inset = Math.round(width / 42)
  const parts = [0, half].map(async (left) => {
    const box = { left: left + inset, top: inset, width: half - 2 * inset, height: height - 2 * inset }
    return `<img src="data:image/png;base64,${(await sharp(file).extract(box).png().toBuffer()).toString('base64')}">`
  })
  return `<div class="pair">${(await Promise.all(parts)).join('')}</div>`
}

async function keep(name: string, bytes: Buffer): Promise<void> {
  const { width, height } = await sharp(bytes).metadata()
  await writeFile(join(folder, name), bytes)
  console.log(`docs/listing/${name}  ${width} × ${height}, ${Math.round(bytes.length / 1000)} kB`)
}

/** Writes `icon.png`, `cover.png`, and `carousel-1.jpg` and following. Throws when a picture of the README is missing. */
export async function makeListingPictures(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: coverSize })
  const css = style((await readFile(fontFile('Inter-SemiBold.ttf'))).toString('base64'))
  const shoot = async (body: string): Promise<Buffer> => {
    await page.setContent(`<!doctype html><style>${css}</style>${body}`)
    await page.evaluate(() => document.fonts.ready.then(() => true))
    return page.screenshot()
  }
  await keep('icon.png', await sharp(Buffer.from(icon), { density: 144 }).resize(iconSide, iconSide).png().toBuffer())
  const words = `<div>${icon}<h1>Depth Restyle</h1><p>Restyle any frame.<br>Keep its geometry.</p></div>`
  const cover = await shoot(`<main class="cover">${words}${await pair()}</main>`)
  await keep('cover.png', await sharp(cover).png({ palette: true, quality: 95 }).toBuffer())
  for (const [at, [name, sentence]] of slides.entries()) {
    const slide = await shoot(`${sentence}<img class="shot${name === 'canvas.jpg' ? ' wide' : ''}" src="${await image(name)}">`)
    await keep(`carousel-${at + 1}.jpg`, await sharp(slide).jpeg({ quality: 86, mozjpeg: true }).toBuffer())
  }
  await page.close()
}
