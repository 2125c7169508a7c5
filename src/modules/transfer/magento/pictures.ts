import { splitEscaped } from '../csv/values.ts'
import type { PictureRecord, VariantRecord } from '../record.ts'
import type { Item } from './item.ts'

/** An item's own pictures: the main one first, then the others, without the hidden ones. */
export function imagesOf(item: Item): PictureRecord[] {
  const hidden = new Set(splitEscaped(item.text('hide_from_product_page'), ','))
  const named = ['base_image', 'small_image', 'thumbnail_image'].map((field) => ({
    source: item.text(field),
    alt: item.text(`${field}_label`),
    line: item.at(field).lineOf(field),
    column: field,
  }))
  const labels = item.text('additional_image_labels').split(',')
  const line = item.at('additional_images').lineOf('additional_images')
  const more = item
    .text('additional_images')
    .split(',')
    .map((source, at) => ({ source: source.trim(), alt: labels[at]?.trim() ?? '', line, column: 'additional_images' }))
  const real = [...named, ...more].filter(
    ({ source }) => source !== '' && source !== 'no_selection' && !hidden.has(source),
  )
  return unique(real)
}

/** The product's own pictures, then those of its variations. Undefined when the file tells of none. */
export function galleryOf(item: Item, variants: readonly VariantRecord[]): PictureRecord[] | undefined {
  const own = variants.flatMap(({ pictures = [], line }) =>
    pictures.map((source) => ({ source, alt: '', line, column: 'base_image' })),
  )
  const all = unique([...imagesOf(item), ...own])
  return all.length === 0 ? undefined : all
}

function unique(pictures: readonly PictureRecord[]): PictureRecord[] {
  const seen = new Set<string>()
  return pictures.filter(({ source }) => !seen.has(source) && seen.add(source))
}
