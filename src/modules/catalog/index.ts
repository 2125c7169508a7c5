export { slugify } from '#modules/content'
export type { ProductProblem } from './check-product.ts'
export type { ReferenceProblem } from './check-references.ts'
export { isGtin } from './gtin.ts'
export { mediaFrom, registerMedia, type NewMedia } from './media.ts'
export {
  MAX_VARIANTS,
  optionKey,
  productStatuses,
  type OptionInput,
  type ProductInput,
  type ProductStatus,
  type SavedVariant,
  type VariantInput,
} from './product.ts'
export { bindRef, refFor, refsFor, type Ref } from './refs.ts'
export { saveProduct, type SaveProduct, type SaveProductRefusal } from './save-product.ts'
export { trailTo, treeOf, withDescendants, type Category, type CategoryNode } from './category.ts'
export { deleteCategory, saveCategory, type CategoryInput, type SaveCategoryRefusal } from './save-category.ts'
export {
  deleteCollection,
  saveCollection,
  type CollectionInput,
  type SaveCollectionRefusal,
} from './save-collection.ts'
export {
  attributeTypes,
  saveAttribute,
  type AttributeInput,
  type AttributeType,
  type SaveAttributeRefusal,
} from './save-attribute.ts'
