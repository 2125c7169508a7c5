export { closeImages } from './images/pool.ts'
export { isPictureName, mediaFile, mediaUrl, type MediaFormat } from './images/files.ts'
export type { PictureType } from './images/picture-type.ts'
export { processImage, type ImageRefusal, type ProcessedImage } from './images/process-image.ts'
