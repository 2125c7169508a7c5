import { type Material, matte } from '../engine/material.ts'
import { textureOfSvg } from '../engine/texture.ts'
import { terrazzo } from '../art/patterns.ts'

/** Cast stone with chips, ground smooth. */
const stone = async (ground: string, inks: readonly [string, ...string[]], seed: string): Promise<Material> => ({
  ...matte('#ffffff', { mirror: 0.04, rough: 0.35 }),
  texture: await textureOfSvg(terrazzo(ground, inks, seed, 150), 700),
})

/** Marble chips in pale cement. */
export const light = (): Promise<Material> => stone('#e7e1d6', ['#9c8f80', '#c9b8a0', '#5d625f', '#b98a6b'], 'li')

/** Marble chips in slate-gray cement. */
export const dark = (): Promise<Material> => stone('#4a4f4c', ['#8c948c', '#c9bda8', '#2c302f', '#a9765a'], 'da')
