import { PRINT_STYLES } from './print-styles.ts';

/** Colours of an engineer's plan: paper and ink, red wash for masonry, green for what holds. Contrast is AA or better. */
const COLOURS = `
:root{color-scheme:light dark;
--paper:#f8f5ee;--card:#fffdf9;--ink:#1d2531;--soft:#57606c;--line:#ddd5c4;--line2:#ece6d8;--accent:#23466f;--wash:#e9d3c8;
--critical:#98182b;--high:#ad4209;--medium:#7d5a00;--low:#245f7d;--info:#57606c;
--fail:#a3262a;--error:#7a2d6b;--unknown:#5a4a90;--pass:#2c6a45;--person:#b9b09c;
--fail-wash:#efc9bd;--unknown-wash:#e2ddf0;--pass-wash:#cfe2d0;--code:#f0ebdf;--mark:#23466f}
@media (prefers-color-scheme:dark){:root{
--paper:#14191f;--card:#1b222b;--ink:#e9e4d8;--soft:#a6adb8;--line:#38414d;--line2:#29313b;--accent:#9dbfe6;--wash:#51372f;
--critical:#ff8d92;--high:#f5a468;--medium:#e2c05c;--low:#82c4e2;--info:#a6adb8;
--fail:#f58f86;--error:#dd9ad0;--unknown:#bdb0f2;--pass:#87cb9f;--person:#5b6470;
--fail-wash:#6a332d;--unknown-wash:#3a3359;--pass-wash:#2a4b38;--code:#262e38;--mark:#9dbfe6}}
`;

const PAGE = `
*{box-sizing:border-box}
html{scroll-padding-top:4.2rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,.brand,.figure text,.num,.counts b{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L","Book Antiqua",Georgia,"DejaVu Serif",serif}
h2{font-size:1.5rem;font-weight:600;margin:2.4rem 0 .35rem;padding-top:.6rem;border-top:3px double var(--line);letter-spacing:.002em}
h3{font-size:1.08rem;margin:0}h4{font-size:.78rem;font-weight:650;margin:1rem 0 .25rem;color:var(--soft)}h4:first-child{margin-top:0}
p{margin:.35rem 0}a{color:var(--accent);text-underline-offset:.17em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid var(--mark);outline-offset:2px;border-radius:3px}
.pick input:focus-visible+span{outline:2px solid var(--mark);outline-offset:2px}
code,pre{font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{overflow-wrap:anywhere}p code,.hint code{background:var(--code);padding:.08em .3em;border-radius:3px}
pre{background:var(--code);padding:.6rem .75rem;margin:.45rem 0;border-radius:4px;border-left:3px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}dl{margin:.4rem 0}dt{font-weight:650}dd{margin:0 0 .45rem}
[hidden]{display:none!important}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
.soft,.lead,.meta{color:var(--soft)}.lead{margin:0 0 1rem;max-width:46rem}.n{text-align:right;white-space:nowrap}.zero{color:var(--soft)}
.page{max-width:78rem;margin:0 auto;padding:0 1.5rem 4rem}
.t{color:var(--soft);font-size:.9em;overflow-wrap:anywhere}
`;

const HEAD = `
.head{display:grid;grid-template-columns:minmax(0,1fr) minmax(15rem,25rem);gap:1.5rem 3rem;align-items:center;padding:1.2rem 0 .6rem}
.brand{font-size:1.2rem;font-weight:600;letter-spacing:.01em;margin:0 0 1.4rem}.brand span{color:var(--soft);font-weight:400;font-style:italic}
.gate{font-size:clamp(2.1rem,5vw,3.3rem);line-height:1;font-weight:600;letter-spacing:-.01em;margin:0;text-transform:lowercase}
.gate span::first-letter{text-transform:uppercase}.gate span{display:inline-block}
.g-failed,.g-error{color:var(--fail)}.g-passed{color:var(--pass)}.g-too-little-assessed{color:var(--unknown)}
.reason{font-size:1.2rem;margin:.5rem 0 .2rem;overflow-wrap:anywhere}.meta{margin:0 0 1.2rem;overflow-wrap:anywhere}
.counts{display:flex;flex-wrap:wrap;gap:.4rem 1.7rem;margin:0 0 1.3rem}.counts a{color:inherit;text-decoration:none;display:block}.counts a:hover{text-decoration:underline}
.counts b{display:block;font-size:1.75rem;line-height:1.15;font-weight:600}
.t-fail b{color:var(--fail)}.t-error b{color:var(--error)}.t-unknown b{color:var(--unknown)}.t-pass b{color:var(--pass)}
.bars{border-collapse:collapse;width:100%;max-width:30rem;font-size:.92rem}.bars caption{text-align:left;color:var(--soft);padding-bottom:.2rem}
.bars th{font-weight:500;text-align:left;width:4.6rem;padding:.1rem 0}.bars td{padding:.1rem 0}.bars td.n{width:2.4rem;font-weight:600}
.bars tr,.bars td,.bars th{border:0;vertical-align:middle}.bars svg{display:block;width:100%;height:.62rem;background:var(--line2)}
.b-critical{fill:var(--critical)}.b-high{fill:var(--high)}.b-medium{fill:var(--medium)}.b-low{fill:var(--low)}.b-info{fill:var(--info)}
.b-fail{fill:var(--fail)}.b-error{fill:var(--error)}.b-unknown{fill:var(--unknown)}.b-pass{fill:var(--pass)}.b-person{fill:var(--person)}.b-rest{fill:var(--line2)}
.figure{margin:0}.plan{display:block;width:100%;height:auto;overflow:visible}
.figure figcaption{display:flex;flex-wrap:wrap;justify-content:center;gap:.1rem .35rem;font-size:.84rem;color:var(--soft);margin-top:.3rem}
.figure figcaption span{white-space:nowrap}.key{display:inline-block;width:.8rem;height:.8rem;border:1px solid var(--ink);vertical-align:-.08rem;margin:0 .35rem 0 .6rem;font-style:normal}
.key.d-fails{background:var(--fail-wash)}.key.d-undecided{background:repeating-linear-gradient(45deg,var(--unknown-wash) 0 2px,var(--unknown) 2px 3px)}.key.d-holds{background:var(--pass-wash)}.key.d-not-looked-at{border-style:dashed}
.plan polygon,.plan path{fill:none;stroke:var(--ink);stroke-width:.8;stroke-linejoin:miter}
.plan .glacis{stroke:var(--line);stroke-dasharray:2 2.5}.plan .ditch{fill:var(--line2);stroke:var(--soft);stroke-width:.6}.plan .ravelin{fill:var(--card);stroke-width:.7}
.plan .wall{fill:var(--card);stroke-width:1.7}.plan .street{stroke:var(--line);stroke-width:.9}.plan .square{fill:var(--paper);stroke:var(--soft);stroke-width:.6}
.plan .bastion{stroke-width:1.7}.plan .bastion.d-fails{fill:var(--fail-wash)}.plan .bastion.d-undecided{fill:url(#hatch)}.plan .bastion.d-holds{fill:var(--pass-wash)}.plan .bastion.d-not-looked-at{fill:var(--card);stroke-dasharray:3 2}
.hatch-ground{fill:var(--unknown-wash)}.hatch-line{stroke:var(--unknown);stroke-width:1.6}
.plan text{font-size:13px;font-weight:600;text-anchor:middle;dominant-baseline:central;fill:var(--ink);paint-order:stroke;stroke:var(--card);stroke-width:3px}
.plan a:hover .bastion,.plan a:focus .bastion{stroke:var(--mark);stroke-width:3}.plan a:focus{outline:none}
`;

const NAVIGATION = `
.toc{margin:0}.toc ul{display:flex;flex-wrap:wrap;gap:.15rem 1.2rem;font-size:.93rem;border-bottom:1px solid var(--line);padding:.7rem 0 .55rem}
.toc a{text-decoration:none}.toc a:hover{text-decoration:underline}.toc span{color:var(--soft)}
.filters+main>section:first-child h2{margin-top:1.2rem}.filters{margin-top:1.4rem;position:sticky;top:0;z-index:3;display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;background:var(--paper);padding:.55rem 0;border-bottom:1px solid var(--line);font-size:.86rem}
.filters fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem}
.filters input[type=search],.filters select,.filters button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:4px;padding:.24rem .5rem;min-height:1.95rem}
.filters input[type=search]{width:11rem}.filters select{max-width:11.5rem}.filters button{cursor:pointer}.filters button:hover{border-color:var(--mark)}
.pick{position:relative;cursor:pointer}.pick input{position:absolute;opacity:0;inset:0;margin:0;cursor:pointer}.pick span{display:block;border:1px solid var(--line);border-radius:4px;padding:.2rem .5rem;background:var(--card);color:var(--c,var(--ink))}
.pick:hover span{border-color:currentColor}.pick input:checked+span{background:var(--c,var(--ink));border-color:var(--c,var(--ink));color:var(--card);font-weight:600}
.filters output{color:var(--soft);margin-left:auto}
.nothing::after{content:"Nothing here matches the filters.";color:var(--soft)}
.v-critical{--c:var(--critical)}.v-high{--c:var(--high)}.v-medium{--c:var(--medium)}.v-low{--c:var(--low)}.v-info{--c:var(--info)}
.s-fail{--c:var(--fail)}.s-error{--c:var(--error)}.s-unknown{--c:var(--unknown)}.s-pass{--c:var(--pass)}.s-manual,.s-not-applicable{--c:var(--soft)}
.f-not-satisfied{--c:var(--fail)}.f-undetermined{--c:var(--unknown)}.f-satisfied{--c:var(--pass)}.l-error{--c:var(--fail)}.l-warning{--c:var(--medium)}.l-note{--c:var(--info)}
`;

const BLOCKS = `
.chip{display:inline-block;font-size:.79rem;line-height:1.25;font-weight:600;color:var(--c,var(--soft));border:1px solid currentColor;border-radius:3px;padding:.05rem .4rem;white-space:nowrap}
.tally{color:var(--soft);font-weight:400}h2 .tally{font-size:1.05rem}
details{background:var(--card);border:1px solid var(--line);border-radius:5px;margin:.45rem 0}
details>:not(summary){margin-left:1rem;margin-right:1rem}
.rule{border-left:4px solid var(--c,var(--line))}.rule.unknown{border-left-color:var(--unknown)}.rule.quiet{border-left-color:var(--line)}
summary{display:flex;flex-wrap:wrap;gap:.2rem .7rem;align-items:baseline;padding:.55rem .9rem;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}summary::before{content:"";width:.42rem;height:.42rem;border:solid var(--soft);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg);align-self:center;flex:none;margin-right:-.1rem}
details[open]>summary::before{transform:rotate(45deg)}summary:hover .title{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.2em}
summary .title{font-weight:600;flex:1 1 18rem;overflow-wrap:anywhere}summary .tally{font-size:.9rem;margin-left:auto;text-align:right}
summary .hint{flex-basis:100%;color:var(--soft);padding-left:1.15rem;overflow-wrap:anywhere}summary .hint b{color:var(--ink);font-weight:600}
.cols{display:grid;grid-template-columns:minmax(0,1.25fr) minmax(0,1fr);gap:1.8rem;padding:.2rem 0 .7rem}.cols.even{grid-template-columns:1fr 1fr}
.aside{font-size:.93rem;border-left:1px solid var(--line2);padding-left:1.4rem}.facts{display:flex;flex-wrap:wrap;gap:.1rem 2rem;font-size:.84rem;color:var(--soft);border-top:1px solid var(--line2);padding:.45rem 0 .55rem;margin-top:0;margin-bottom:0}.facts div{display:flex;gap:.5rem;min-width:0}.facts dt{font-weight:400;white-space:nowrap}.facts dt::after{content:":"}.facts dd{margin:0;display:flex;flex-wrap:wrap;gap:0 1rem;overflow-wrap:anywhere;color:var(--ink);min-width:0}.facts dd b{font-weight:600}
.items>.o{padding:.5rem 0;border-top:1px solid var(--line2)}.items>.o:first-child{border-top:0;padding-top:.1rem}.o p{margin:.05rem 0;overflow-wrap:anywhere}
.rule.unknown>.items,.rule.quiet>.items{padding-bottom:.7rem}.quiet .o{overflow-wrap:anywhere}.quiet>p{margin-bottom:.3rem}
.quiet .items>.o{padding:.25rem 0;font-size:.93rem}.quiet code{color:var(--soft)}.quiet{margin:0;border-width:0 0 1px;border-radius:0;background:none}.quiet>summary{padding:.3rem .1rem}.quiet>summary .title{font-weight:400}.quiet[open]>summary .title{font-weight:600}.quiet .chip{font-weight:500}#passed>.lead{margin-bottom:.5rem}
.what b{overflow-wrap:anywhere}.broke{color:var(--error)}
.ev{margin:.15rem 0 0;font-size:.93rem}.ev li{padding-left:1rem;text-indent:-1rem;overflow-wrap:anywhere}.ev li::before{content:"▸ ";color:var(--soft)}.ev code{color:var(--accent)}.ev .lost,.ev .lost code{color:var(--soft)}.ev .lost::before{content:"▹ "}
.none{padding:.7rem 0;color:var(--pass);font-weight:600}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.34rem .7rem .34rem 0;border-top:1px solid var(--line2)}
thead th{font-size:.86rem;font-weight:500;color:var(--soft);border-top:0;white-space:nowrap}tbody th{font-weight:400}.n,thead .n{text-align:right}
.bar{display:block;width:100%;height:.62rem;min-width:5rem}.num{display:inline-block;min-width:2.1rem;color:var(--soft);font-weight:600}
.duty{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:.5rem 2.5rem;padding:.85rem 0 .85rem .95rem;border-top:1px solid var(--line2);border-left:4px solid var(--line)}.duty:first-of-type{border-top:0}
.duty.d-fails{border-left-color:var(--fail)}.duty.d-undecided{border-left-color:var(--unknown)}.duty.d-holds{border-left-color:var(--pass)}.duty .bar{max-width:27rem;margin-top:.5rem}
.duty .answer{font-weight:600}.duty.d-fails .answer{color:var(--fail)}.duty.d-undecided .answer{color:var(--unknown)}.duty.d-holds .answer{color:var(--pass)}
.duty li .soft{white-space:nowrap}.duty li{padding:.1rem 0;display:flex;gap:.55rem;align-items:baseline}.duty li .chip{min-width:4.7rem;text-align:center;flex:none}.duty .more{font-size:.9rem;color:var(--soft)}.filter-link{display:none}.scripted .filter-link{display:inline}
.framework>summary .bar{flex:1 1 100%;margin:.15rem 0 0 1.15rem;width:auto}.framework .answer{flex-basis:100%;padding-left:1.15rem;color:var(--soft);font-size:.93rem}
.controls-table{font-size:.93rem}.controls-table tbody th{min-width:14rem;max-width:24rem}.controls-table tbody th span{color:var(--soft)}.controls-table td:last-child{min-width:16rem}.controls-table .n{padding-right:1.2rem}.group th{background:var(--line2);font-weight:600;padding:.3rem .6rem}
.rules{font-size:.9rem}details.inner{border:0;background:none;margin:0}.inner>summary{padding:.1rem 0;font-size:.9rem;color:var(--soft)}.inner>:not(summary){margin:0}.rules code{overflow-wrap:anywhere}.source{font-size:.86rem;margin-bottom:.8rem;overflow-wrap:anywhere}
.target>summary .gap{color:var(--unknown);font-weight:600}.target{padding-bottom:.1rem}.target table{font-size:.9rem;margin-bottom:.9rem}.target tbody th{overflow-wrap:anywhere}.sections tbody th{white-space:nowrap}
.x-error td:nth-child(2),.x-not-collected td:nth-child(2),.x-incomplete td:nth-child(2){color:var(--unknown);font-weight:600}
.hash code{font-size:.74rem;color:var(--soft);overflow-wrap:anywhere}.captures .hash{min-width:14rem}
.diagnostics li{padding:.4rem 0;border-top:1px solid var(--line2);overflow-wrap:anywhere}.diagnostics .hint{display:block;color:var(--soft)}
.words dd{color:var(--soft)}.sign{display:none}
.foot{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);font-size:.86rem}
@media (min-width:1500px){.page{max-width:94rem;display:grid;grid-template-columns:13rem minmax(0,1fr);gap:0 3rem}.page>*{grid-column:2}.toc{grid-column:1;grid-row:1/99;position:sticky;top:1rem;align-self:start;padding-top:2rem;margin:0}.toc ul{flex-direction:column;border:0;gap:.4rem}.toc li a{display:flex;justify-content:space-between}}
@media (max-width:50rem){.page{padding:0 .9rem 3rem}.head,.cols,.cols.even{grid-template-columns:minmax(0,1fr)}.figure{max-width:21rem;margin:0 auto}.aside{border-left:0;padding-left:0;border-top:1px solid var(--line2);padding-top:.8rem}.filters{position:static}.duty{grid-template-columns:minmax(0,1fr)}summary .tally{margin-left:1.15rem;text-align:left;flex-basis:100%}summary .title{flex-basis:12rem}.framework summary .title{flex-basis:80%}}
@media screen{.quiet,.target{content-visibility:auto;contain-intrinsic-size:auto 2.7rem}}
`;

/** The whole style sheet. */
export const STYLES = [COLOURS, PAGE, HEAD, NAVIGATION, BLOCKS, PRINT_STYLES].join('').replaceAll('\n', '');
