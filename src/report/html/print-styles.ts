/** On paper: always light, everything open but what passed, page numbers, no filters. Browsers without margin boxes print no numbers. */
export const PRINT_STYLES = `
@page{size:A4;margin:16mm 15mm 18mm;@bottom-left{content:"Vauban compliance assessment";font:8pt system-ui,sans-serif;color:#57606c}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt system-ui,sans-serif;color:#57606c}}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#15191f;--soft:#4d5560;--line:#c9c2b3;--line2:#e6e1d6;--accent:#15191f;--critical:#98182b;--high:#ad4209;--medium:#7d5a00;--low:#245f7d;--info:#57606c;--fail:#a3262a;--error:#7a2d6b;--unknown:#5a4a90;--pass:#2c6a45;--person:#b9b09c;--fail-wash:#efc9bd;--unknown-wash:#e2ddf0;--pass-wash:#cfe2d0;--code:#f4f1ea}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{font-size:9pt}body{font-size:9pt;line-height:1.4}.page{display:block;max-width:none;padding:0}
.toc,.filters,.skip,.filter-link,.scripted .filter-link{display:none!important}
.head{grid-template-columns:minmax(0,1fr) 62mm;gap:8mm;padding:0 0 4mm}.gate{font-size:26pt}.reason{font-size:11.5pt}.counts b{font-size:15pt}
h2{font-size:14pt;margin:8mm 0 2mm;break-after:avoid}h3,h4,summary,thead,.group{break-after:avoid}summary{break-inside:avoid}.filtered #failures>h2::after{content:" — a filtered view: not every observation is shown";font-size:10pt;color:var(--fail)}.controls-table tbody th{width:27%;min-width:0}.controls-table td:last-child{width:42%;min-width:0}
details{border-radius:0;break-inside:auto}details:not(.quiet)::details-content{content-visibility:visible;block-size:auto}
summary::before{display:none}summary{padding:.35rem .6rem}summary .hint,.framework .answer{padding-left:0}.framework>summary .bar{margin-left:0}
.o,tr,.duty,.diagnostics li{break-inside:avoid}.rule:not(.many){break-inside:avoid}.duty{grid-template-columns:1fr 1.15fr}
.cols{grid-template-columns:1.25fr 1fr;gap:5mm}.aside{padding-left:4mm;border-top:0;border-left:1px solid var(--line2)}
a{color:inherit;text-decoration:none}.scroll{overflow:visible}.captures .hash{min-width:0;width:38%}.hash code{font-size:6.5pt}
.sign{display:table;margin-top:8mm;break-inside:avoid}.sign caption{text-align:left;font-weight:600;padding-bottom:2mm}.sign td{width:24%;height:12mm;border-bottom:1px solid var(--ink)}.sign th{color:var(--soft);vertical-align:bottom}.sign th,.sign td{border-top:0}
}
`;
