/** The widths in pixels that pages ask for. */
export const pageWidths = [160, 320, 480, 640, 960, 1280, 1920] as const

/** WebP cannot be higher. */
const HIGHEST = 16_000

/** In which widths a picture of this size is kept: none is larger than the picture, and there is always one. */
export function widthsFor(width: number, height: number): number[] {
  const widest = Math.max(1, Math.min(width, Math.floor((width * HIGHEST) / height)))
  const fitting = pageWidths.filter((each) => each <= widest)
  return fitting.length > 0 ? fitting : [widest]
}
