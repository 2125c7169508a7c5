export type PictureType = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff'

const starts = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(at, at + text.length)
    .equals(Buffer.from(text, 'latin1'))

/** Brands of an ISO media file that a picture in AVIF may lead with (AVIF 1.1, section 6). */
const avifBrands = ['avif', 'avis', 'mif1', 'msf1', 'miaf', 'MA1A', 'MA1B']

const isAvif = (bytes: Uint8Array): boolean =>
  starts(bytes, 'ftyp', 4) &&
  avifBrands.some((brand) => starts(bytes, brand, 8)) &&
  Buffer.from(bytes.subarray(0, 64)).includes('avif')

const tests: [PictureType, (bytes: Uint8Array) => boolean][] = [
  ['jpeg', (bytes) => starts(bytes, '\xff\xd8\xff')],
  ['png', (bytes) => starts(bytes, '\x89PNG\r\n\x1a\n')],
  ['gif', (bytes) => starts(bytes, 'GIF87a') || starts(bytes, 'GIF89a')],
  ['webp', (bytes) => starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)],
  ['tiff', (bytes) => starts(bytes, 'II*\0') || starts(bytes, 'MM\0*')],
  ['avif', isAvif],
]

/** What a picture is by its first bytes, whatever its name or sender says; null for anything we do not open. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  return tests.find(([, fits]) => fits(bytes))?.[0] ?? null
}
