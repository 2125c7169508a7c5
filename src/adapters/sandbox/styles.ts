/** The test bank's look: calm, gray, not the shop's. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#eef1f4, #15181c);
  --sheet: light-dark(#ffffff, #1e2227);
  --ink: light-dark(#1c2733, #e7ebef);
  --soft: light-dark(#566370, #a5b0bb);
  --line: light-dark(#c3ccd4, #4a545e);
  --key: light-dark(#22566b, #8fc7dd);
  --on-key: light-dark(#ffffff, #10222a);
  --bad: light-dark(#a3231f, #f2a09c);
  --test: #f5c518;
}
@media (prefers-reduced-motion: no-preference) { @view-transition { navigation: auto; } }
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100svh;
  background: var(--paper);
  color: var(--ink);
  font: 400 1rem/1.5 system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
}
.banner {
  margin: 0;
  padding: 0.7rem 1rem;
  background: repeating-linear-gradient(-45deg, #f5c518 0 18px, #f0bd0c 18px 36px);
  color: #1d1a08;
  text-align: center;
}
.banner strong { margin-right: 0.5em; letter-spacing: 0.12em; }
.sheet {
  width: min(27rem, calc(100% - 2rem));
  margin: clamp(1rem, 5vh, 3.5rem) auto;
  padding: clamp(1.25rem, 4vw, 2.25rem);
  background: var(--sheet);
  border: 1px solid var(--line);
  border-radius: 10px;
}
.bank { margin: 0 0 1.5rem; color: var(--soft); font-weight: 600; }
.bank::before {
  content: '';
  display: inline-block;
  width: 1.4em;
  height: 1em;
  margin-right: 0.6em;
  vertical-align: -0.1em;
  border: 2px solid currentColor;
  border-radius: 3px;
  background: linear-gradient(currentColor, currentColor) 0 22% / 100% 2px no-repeat;
}
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 0 0 0.5rem; font-size: 1rem; }
.due { margin-bottom: 1.5rem; }
.due__amount { font-size: 2.4rem; font-weight: 500; font-variant-numeric: tabular-nums; }
.due__for { margin: 0.15rem 0 0; color: var(--soft); }
.card { display: grid; gap: 1rem; }
.card__row { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: start; }
.card__field { position: relative; display: grid; gap: 0.3rem; }
label { font-size: 0.9rem; font-weight: 600; }
input {
  width: 100%;
  min-height: 3rem;
  padding: 0 0.8rem;
  border: 1px solid var(--soft);
  border-radius: 6px;
  background: var(--sheet);
  color: inherit;
  font: inherit;
  font-variant-numeric: tabular-nums;
}
input::placeholder { color: var(--soft); opacity: 1; }
input[aria-invalid] { border-color: var(--bad); }
.card__brand { position: absolute; top: 0; right: 0; color: var(--soft); font-size: 0.9rem; }
.card__problem, .problem { margin: 0; color: var(--bad); font-size: 0.9rem; }
.problem { margin-bottom: 1rem; padding: 0.6rem 0.8rem; border-left: 3px solid; }
.button {
  display: block;
  width: 100%;
  min-height: 3.2rem;
  padding: 0.8rem 1rem;
  border: 1px solid var(--key);
  border-radius: 6px;
  background: var(--key);
  color: var(--on-key);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
.button:hover { filter: brightness(1.12); }
.button[aria-busy] { opacity: 0.6; cursor: progress; }
.button--plain { background: none; color: var(--key); }
.answers { display: grid; gap: 0.75rem; margin-top: 1.5rem; }
.quiet {
  display: block;
  margin: 0.9rem auto 0;
  min-height: 2.5rem;
  border: 0;
  background: none;
  color: var(--soft);
  font: inherit;
  text-decoration: underline;
  text-underline-offset: 0.2em;
  cursor: pointer;
}
.quiet:hover { color: var(--ink); }
.cards { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.cards ul { margin: 0; padding: 0; list-style: none; }
.cards li {
  display: grid;
  grid-template-columns: 1fr auto;
  align-items: center;
  padding: 0.45rem 0;
}
.cards li + li { border-top: 1px solid var(--line); }
.cards__number { font-variant-numeric: tabular-nums; }
.cards__does { grid-column: 1; color: var(--soft); font-size: 0.9rem; }
.cards a { grid-area: 1 / 2 / 3; padding: 0.5rem 0.25rem; color: var(--key); }
:focus-visible { outline: 3px solid var(--key); outline-offset: 2px; }
`
