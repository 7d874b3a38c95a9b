/** Draws a picture anew as WebP: upright, of a size for pages, with nothing in it but what can be seen. */
import sharp from 'sharp'
import { done, refused, type Outcome } from '#base/outcome.ts'

export const PIXELS_AT_MOST = 40_000_000
export const SIDE_AT_MOST = 1600
const SECONDS_AT_MOST = 30

export type Redrawn = { bytes: Uint8Array; width: number; height: number }

/** Of a moving picture the first image is kept. */
export async function redraw(bytes: Uint8Array): Promise<Outcome<Redrawn, 'picture_broken' | 'too_large'>> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > PIXELS_AT_MOST) return refused('too_large')
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXELS_AT_MOST, failOn: 'error' })
      .timeout({ seconds: SECONDS_AT_MOST })
      .rotate()
      .resize({ width: SIDE_AT_MOST, height: SIDE_AT_MOST, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true })
    return done({ bytes: data, width: info.width, height: info.height })
  } catch {
    return refused('picture_broken')
  }
}
