import { type Material, rgb } from '../engine/material.ts'

export const brass: Material = { color: rgb('#d9b26c'), mirror: 0.7, rough: 0.32, metal: true }
export const iron: Material = { color: rgb('#2d2c2b'), mirror: 0.08, rough: 0.5 }
