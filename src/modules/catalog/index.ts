export { slugify } from '#modules/content'
export type { ProductProblem } from './check-product.ts'
export type { ReferenceProblem } from './check-references.ts'
export { isGtin } from './gtin.ts'
export { mediaFrom, registerMedia } from './media.ts'
export type { NewMedia } from './media-store.ts'
export {
  plainVariant,
  type OptionInput,
  type ProductInput,
  type ProductStatus,
  type SavedVariant,
  type VariantInput,
} from './product.ts'
export type { Ref } from './ref-store.ts'
export { bindRef, refsFor } from './refs.ts'
export { saveProduct, type SaveProduct, type SaveProductRefusal } from './save-product.ts'
export { trailTo, treeOf, withDescendants, type Category, type CategoryNode } from './category.ts'
export { saveCategory, type CategoryInput, type SaveCategoryRefusal } from './save-category.ts'
export { saveCollection, type CollectionInput, type SaveCollectionRefusal } from './save-collection.ts'
export {
  attributeTypes,
  saveAttribute,
  type AttributeInput,
  type AttributeType,
  type SaveAttributeRefusal,
} from './save-attribute.ts'
export { deleteProduct, emptyCatalog } from './delete-product.ts'
export { listProducts, type ProductListRow, type ProductListWish } from './list-products.ts'
export { readProductForEdit, type ProductForEdit, type VariantForEdit } from './product-for-edit.ts'
export {
  readProductPage,
  type PageAttribute,
  type PageVariant,
  type PageVariantPrice,
  type Picture,
  type ProductPage,
} from './product-page.ts'
export {
  readCategories,
  readCategoriesForEdit,
  readCategoryTree,
  readCollections,
  type CategoryDetails,
  type Collection,
} from './queries.ts'
export { renameProduct, setProductStatus, updateProduct, type ProductChanges } from './update-product.ts'
export { insertProducts, type NewProduct } from './insert-products.ts'
