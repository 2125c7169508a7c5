/** $2 is the market whose prices are asked for, $3 the group whose lists count too; each may be null. */
const columns = `
select p.id, p.slug, p.title, p.description_html as "descriptionHtml", p.vendor, p.type,
  p.published_at as "publishedAt", p.updated_at as "updatedAt", p.tax_class as "taxClass",
  p.gift_card as "giftCard", p.seo_title as "seoTitle", p.seo_description as "seoDescription",
  array(select tag from product_tags where product_id = p.id order by tag) as tags,
  (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'values',
      (select coalesce(json_agg(json_build_object('id', v.id, 'value', v.value, 'swatch', v.swatch) order by v.position), '[]')
        from option_values v where v.option_id = o.id)) order by o.position), '[]')
    from product_options o where o.product_id = p.id) as options,
  (select coalesce(json_agg(json_build_object('id', v.id, 'options', v.option_key::json, 'sku', v.sku, 'gtin', v.gtin,
      'mpn', v.mpn, 'weightGrams', v.weight_grams, 'lengthMm', v.length_mm, 'widthMm', v.width_mm,
      'heightMm', v.height_mm, 'requiresShipping', v.requires_shipping,
      'mediaIds', (select coalesce(json_agg(media_id order by position), '[]') from variant_media where variant_id = v.id),
      'prices', (select coalesce(json_agg(json_build_object('amount', pr.amount,
          'compareAtAmount', pr.compare_at_amount, 'saleAmount', pr.sale_amount, 'saleStartsAt', pr.sale_starts_at,
          'saleEndsAt', pr.sale_ends_at, 'fromQuantity', pr.from_quantity,
          'listName', case when l.is_base then null else l.name end, 'startsAt', l.starts_at, 'endsAt', l.ends_at,
          'currency', l.currency)), '[]')
        from price_lists l join prices pr on pr.price_list_id = l.id
        where l.market_id = $2 and pr.variant_id = v.id and l.active and (l.group_id is null or l.group_id = $3)),
      'stock', (select json_build_object('policy', coalesce(min(s.policy), 'deny'),
          'available', coalesce(sum(s.on_hand - s.reserved), 0))
        from stock_levels s where s.variant_id = v.id)) order by v.position), '[]')
    from variants v where v.product_id = p.id and v.archived_at is null) as variants,
  (select coalesce(json_agg(json_build_object('id', m.id, 'hash', m.hash, 'width', m.width, 'height', m.height,
      'widths', m.widths, 'color', m.color, 'alt', pm.alt) order by pm.position), '[]')
    from product_media pm join media m on m.id = pm.media_id where pm.product_id = p.id) as media,
  (select coalesce(json_agg(json_build_object('code', each.code, 'name', each.name, 'type', each.type,
      'unit', each.unit, 'values', each.values) order by each.position, each.code), '[]')
    from (select a.code, a.name, a.type, a.unit, a.position, json_agg(pa.value order by pa.position) as values
      from product_attributes pa join attributes a on a.id = pa.attribute_id
      where pa.product_id = p.id group by a.id) as each) as attributes,
  (with recursive up as (
      select c.id, c.parent_id, c.slug, c.title, 1 as depth from categories c where c.id = p.main_category_id
      union all
      select c.id, c.parent_id, c.slug, c.title, up.depth + 1 from categories c join up on c.id = up.parent_id)
    select coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'title', title) order by depth desc), '[]')
    from up) as trail
from products p
`

/** $1 is the product's slug, $2 the market whose prices are asked for, or null. */
export const productPageText = `${columns} where p.slug = $1 and p.status = 'active' and p.published_at <= now()`

/** The same for a list of slugs. */
export const productPagesText = `${columns} where p.slug = any($1::text[]) and p.status = 'active' and p.published_at <= now()`
