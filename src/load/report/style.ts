/** The page's style sheet: light or dark as the reader has it, and fit for printing. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fbfbfa; --card: #fff; --ink: #1d2329; --quiet: #68727d; --rule: #e3e6e9;
  --one: #1f6feb; --two: #d9480f; --bad: #c92a2a; --note: #fff6e0; --note-ink: #6b4a00; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --card: #1c2024; --ink: #e6e9ec; --quiet: #98a2ad;
  --rule: #2e343a; --one: #6aa8ff; --two: #ff9d66; --bad: #ff8787; --note: #3a2f14; --note-ink: #ffe2a0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 24px; font-weight: 650; margin: 0; }
h2 { font-size: 16px; font-weight: 650; margin: 36px 0 10px; }
.about { color: var(--quiet); margin: 4px 0 24px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 12px 0; }
.tile, figure, .table { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; }
.tile { padding: 12px 16px; }
.tile b { display: block; font-size: 26px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile span { color: var(--quiet); font-size: 13px; }
.tile.bad b { color: var(--bad); }
.side { display: flex; align-items: baseline; gap: 8px; margin: 20px 0 0; font-weight: 600; }
.side i { width: 10px; height: 10px; border-radius: 3px; align-self: center; }
.side small { color: var(--quiet); font-weight: 400; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(480px, 1fr)); gap: 16px; }
@media (max-width: 560px) { .charts { grid-template-columns: 1fr; } }
figure { margin: 0; padding: 14px 16px 8px; }
figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; font-weight: 600; font-size: 14px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-weight: 400; color: var(--quiet); font-size: 13px; }
.legend span { display: inline-flex; align-items: center; gap: 6px; }
svg { display: block; width: 100%; height: auto; }
.legend svg { width: 22px; height: 8px; flex: none; }
.grid { stroke: var(--rule); } .mark { stroke: var(--quiet); }
.tick { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; } .axis { fill: var(--quiet); font-size: 12px; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.before { fill: var(--rule); opacity: .45; }
.dashed { stroke-dasharray: 2 5; }
.colour-1 { stroke: var(--one); } .colour-2 { stroke: var(--two); }
.fill-1 { background: var(--one); } .fill-2 { background: var(--two); }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { padding: 7px 14px; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; border-top: 1px solid var(--rule); }
thead th { border-top: 0; white-space: normal; overflow-wrap: anywhere; min-width: 68px; max-width: 200px; color: var(--quiet); font-weight: 500; }
th:first-child, td.text { text-align: left; } td.text { white-space: normal; }
code { font: 13px ui-monospace, monospace; }
.note { background: var(--note); color: var(--note-ink); border-radius: 8px; padding: 8px 14px; margin: 8px 0; }
footer { color: var(--quiet); font-size: 13px; margin-top: 36px; }
@media print { main { padding: 0; } figure, .tile, .table { break-inside: avoid; } }
`;
