import { HtmlValidate } from 'html-validate'

/** Rules about style, not about what browsers and assistive technology need, are off. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  elements: ['html5'],
  rules: {
    'no-inline-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'attr-case': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'no-implicit-button-type': 'off',
    'require-sri': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
})

/** What is wrong with a page's HTML; empty for a sound one. */
export async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  const said = results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))
  const inline = /<script>|<script [^>]*(?<!json")>[^<]|\son\w+="/.test(html) ? ['a script in the page'] : []
  return [...new Set([...said, ...inline])]
}
