/** The shop's sign: a porch of three arches. */
export const Logo = () => (
  <svg className="logo__sign" viewBox="0 0 44 28" width="44" height="28" aria-hidden="true" focusable="false">
    <path d="M1 27V13.5a6 6 0 0 1 12 0V27M16 27V13.5a6 6 0 0 1 12 0V27M31 27V13.5a6 6 0 0 1 12 0V27M0 3h44" />
  </svg>
)
