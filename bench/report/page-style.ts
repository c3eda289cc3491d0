/** Colours are named here only; plots use the same names, so they follow the reader's scheme as the text does. */
export const pageStyle = `
:root {
  --paper: #ffffff; --ink: #1c2128; --soft: #59636e; --rule: #d4d9df; --band: #f4f6f8;
  --lipei: #0067a8; --bare: #b34700; --naive: #7a4fb5;
  --met: #00734f; --missed: #a85d00; --failed: #b3142e; --information: #59636e;
  --own-1: #0067a8; --own-2: #3f9bd6; --own-3: #a5d3f2;
  --other-1: #6b7480; --other-2: #8b949f; --other-3: #a7afb8; --other-4: #c1c7ce; --other-5: #d9dde2; --other-6: #e9ecef;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e4e8ec; --soft: #a0a9b3; --rule: #363d45; --band: #1c2229;
    --lipei: #5cb6f2; --bare: #f29b52; --naive: #bd9bf0;
    --met: #45c99a; --missed: #f0b04c; --failed: #ff7b8a; --information: #a0a9b3;
    --own-1: #5cb6f2; --own-2: #2f86c1; --own-3: #1d5c8a;
    --other-1: #99a2ac; --other-2: #7b848e; --other-3: #626a73; --other-4: #4d545c; --other-5: #3c4249; --other-6: #2d3238;
  }
}
* { box-sizing: border-box }
html { color-scheme: light dark }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 64rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, 'Noto Sans CJK SC', sans-serif;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem }
h2 { font-size: 1.25rem; margin: 3rem 0 .75rem }
h3 { font-size: 1rem; margin: 2.25rem 0 .25rem }
p { margin: .25rem 0 .75rem; max-width: 48rem }
.soft, caption { color: var(--soft) }
.note { border-left: .25rem solid var(--missed); padding: .5rem 1rem; background: var(--band) }
.scroll { overflow-x: auto }
.scroll + .scroll { margin-top: 1.5rem }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4 }
caption { text-align: left; padding-bottom: .5rem }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--rule) }
thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--rule); white-space: nowrap }
tbody th { font-weight: 600 }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums }
td small { display: block; color: var(--soft); font-size: .8125rem }
.verdict { white-space: nowrap; font-weight: 600 }
.met { color: var(--met) } .missed { color: var(--missed) } .failed { color: var(--failed) }
.information { color: var(--information); font-weight: 400 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 0; font-size: .875rem }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
figure { margin: 0 }
figure svg { display: block; width: 100%; min-width: 44rem; height: auto }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font-size: .8125rem }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt }
  figure, tr { break-inside: avoid }
  h2, h3 { break-after: avoid }
  .scroll { overflow: visible }
  figure svg { min-width: 0 }
  svg, .verdict { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`
