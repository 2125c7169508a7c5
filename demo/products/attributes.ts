/** Typed attributes: code, name, type, unit, and whether lists can be filtered by it. */
export type DemoAttribute = Readonly<{
  code: string
  name: string
  type: 'text' | 'number' | 'boolean' | 'select'
  unit?: string
  filterable?: boolean
}>

export const demoAttributes: readonly DemoAttribute[] = [
  { code: 'material', name: 'Material', type: 'select', filterable: true },
  { code: 'color_family', name: 'Color', type: 'select', filterable: true },
  { code: 'subject', name: 'Subject', type: 'select', filterable: true },
  { code: 'ruling', name: 'Ruling', type: 'select', filterable: true },
  { code: 'weave', name: 'Weave', type: 'select', filterable: true },
  { code: 'made_in', name: 'Made in', type: 'select', filterable: true },
  { code: 'dishwasher', name: 'Dishwasher safe', type: 'boolean', filterable: true },
  { code: 'capacity', name: 'Capacity', type: 'number', unit: 'ml', filterable: true },
  { code: 'burn_time', name: 'Burning time', type: 'number', unit: 'h', filterable: true },
  { code: 'width', name: 'Width', type: 'number', unit: 'cm' },
  { code: 'height', name: 'Height', type: 'number', unit: 'cm' },
  { code: 'depth', name: 'Depth', type: 'number', unit: 'cm' },
  { code: 'diameter', name: 'Diameter', type: 'number', unit: 'cm' },
  { code: 'pages', name: 'Pages', type: 'number' },
  { code: 'paper_weight', name: 'Paper', type: 'number', unit: 'g/m²' },
  { code: 'bulb', name: 'Bulb', type: 'text' },
  { code: 'care', name: 'Care', type: 'text' },
]
