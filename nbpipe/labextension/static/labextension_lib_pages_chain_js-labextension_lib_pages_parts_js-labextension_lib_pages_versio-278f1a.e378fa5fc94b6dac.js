"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_chain_js-labextension_lib_pages_parts_js-labextension_lib_pages_versio-278f1a"],{"./labextension/lib/pages/chain.js"(e,n,t){var s=t("webpack/sharing/consume/default/react"),r=t("./labextension/lib/context.js");class i{constructor(e,n,t,s){this.live=e,this.path=n,this.query=t,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let n;e.length<this.wanted&&null!==n;){let t=this.live.page(this.path,{...this.query,[this.cursor]:n});e.push(t),this.ends.has(t)||this.ends.set(t,t.subscribe(()=>this.follow())),n=t.snapshot().data?.next??null}for(let[n,t]of this.ends)e.includes(n)||(t(),this.ends.delete(n));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let n=e.flatMap(({data:e})=>null===e?[]:[e]),t=n.length===e.length,s=t?n:this.now.pages,r=e.find(e=>e.error)?.error??null,i=e.some(e=>e.loading),o=t&&null!==n[n.length-1].next?this.more:null,a=this.now,l=s?.length===a.pages?.length&&s?.every((e,n)=>e===a.pages?.[n]);l&&r===a.error&&i===a.loading&&o===a.more||(this.now={pages:l?a.pages:s,error:r,loading:i,more:o},this.heard?.())}}function o(e,n,t){let o=(0,r.M_)(),a=JSON.stringify({store:(0,r.sy)(),...n}),l=(0,s.useMemo)(()=>new i(o,e,JSON.parse(a),t),[o,e,a,t]);return{...(0,s.useSyncExternalStore)(l.subscribe,l.snapshot),again:l.again}}function a(e){let n=(0,r.M_)(),t=(0,r.sy)(),i=JSON.stringify(e),[o,a]=(0,s.useMemo)(()=>{let e=JSON.parse(i).map(e=>n.page(e,{store:t})),s=[];return[n=>{let t=e.map(e=>e.subscribe(n));return()=>t.forEach(e=>e())},()=>{let n=e.map(e=>e.snapshot());return(n.length!==s.length||n.some((e,n)=>e!==s[n]))&&(s=n),s}]},[n,t,i]);return(0,s.useSyncExternalStore)(o,a)}function l(e,n=200){let[t,r]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let t=setTimeout(()=>r(e),n);return()=>clearTimeout(t)},[e,n]),t}t.d(n,{R_:()=>a,n$:()=>o,zL:()=>l})},"./labextension/lib/pages/parts.js"(e,n,t){t.d(n,{At:()=>j,s0:()=>k,wn:()=>_});var s=t("./node_modules/react/jsx-runtime.js"),r=t("webpack/sharing/consume/default/react");t("./labextension/style/pages.css");var i=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=t.n(a),p=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),d=t.n(p),c=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),u=t.n(c),b=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),m=t.n(b),h=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),x=t.n(h),g=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),f={};f.styleTagTransform=x(),f.setAttributes=u(),f.insert=d().bind(null,"head"),f.domAPI=l(),f.insertStyleElement=m(),o()(g.A,f),g.A&&g.A.locals&&g.A.locals;var y=t("./labextension/lib/context.js"),v=t("./labextension/lib/kit/index.js"),w=t("./labextension/lib/words.js");function j({facts:e}){return(0,s.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,s.jsxs)("div",{children:[(0,s.jsx)("dt",{children:e}),(0,s.jsx)("dd",{children:n})]},e))})}function _({title:e,children:n}){return(0,s.jsxs)("section",{className:"nbp-section",children:[(0,s.jsx)("h3",{children:e}),n]})}function k({failure:e,notebook:n,execution:t,page:r,children:i}){let o=(0,y.mz)(),a=(0,y.KT)(),{step:l,cell:p,line:d}=e,c=l??r?.card.step??null,u=[null!==c&&o.__("step %1",c),null!==p&&o.__("cell %1",p),null!==d&&o.__("line %1",d)].filter(Boolean),b=[...r?.setup??[],...r?.code??[]].find(e=>e.number===p)?.id??null,m=null===n?null:{kind:"notebook",path:n,cell:p,cellId:b,line:d};return(0,s.jsxs)(v.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[u.length>0&&(0,s.jsx)("p",{className:"nbp-quiet",children:u.join(", ")}),i,e.source&&(0,s.jsx)(v.Cy,{source:e.source,first:d,label:o.__("The line that failed")}),(0,s.jsxs)("div",{className:"nbp-ways",children:[m&&null!==p&&a.opens("notebook")&&(0,s.jsx)(v.$n,{sign:"open",onClick:()=>a.open(m),children:o.__("Open in notebook")}),void 0!==t&&null!==c&&(0,s.jsx)(S,{step:c,execution:t,there:m})]})]})}function S({step:e,execution:n,there:t}){let i=(0,y.mz)(),o=(0,y.KT)(),[a,l]=(0,r.useState)(""),p=`%pipeline debug ${e} ${(0,w.h0)(n)}`,d=async()=>{t&&await o.insert?.(t,p)?l(i.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(p),l(i.__("Copied: run it in a cell of the notebook.")))};return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(v.$n,{sign:"copy",title:i.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{d().catch(()=>l(i.__("It could not be copied: type it in a cell of the notebook.")))},children:i.__("Debug with its inputs")}),(0,s.jsx)("code",{className:"nbp-command",children:p}),(0,s.jsx)("span",{role:"status",className:"nbp-quiet",children:a})]})}},"./labextension/lib/pages/version/policy.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js");t("./labextension/style/version.css");var r=t("./labextension/lib/context.js"),i=t("./labextension/lib/kit/index.js");function o({policy:e}){let n=(0,r.mz)(),{data:t,error:l,again:p,loading:d}=e;if(l)return(0,s.jsx)(i.aV,{error:l,onRetry:p});if(!t)return d?(0,s.jsx)(i.y$,{}):null;let c=t.rules.filter(e=>e.unmet.length>0).length;return(0,s.jsxs)("div",{className:"nbp-rules",children:[(0,s.jsx)("p",{children:0===c?n.__("Every rule is met: you may approve it."):n._n("%1 rule is not met: you cannot approve it.","%1 rules are not met: you cannot approve it.",c)}),(0,s.jsx)("ul",{"aria-label":n.__("Rules for approval"),children:t.rules.map((e,n)=>(0,s.jsx)("li",{children:(0,s.jsx)(a,{rule:e})},n))}),(0,s.jsx)("p",{className:"nbp-quiet",children:t.source?n.__("Rules of %1 in %2.",t.group,t.source):n.__("There is no nbpipe.toml with rules for %1: what holds without one.",t.group)})]})}function a({rule:{about:e,text:n,unmet:t}}){var o,p;let d=(0,r.mz)(),c=0===t.length;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)("span",{className:c?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,s.jsx)(i.In,{sign:c?"tick":"close",size:14,label:c?d.__("Met"):d.__("Not met")}),(0,s.jsxs)("span",{children:[(0,s.jsx)("span",{className:"nbp-quiet",children:(o=d,p=e,({"approved by":o.__("approved by"),"four eyes":o.__("four eyes"),metric:o.__("metric"),present:o.__("present"),champion:o.__("champion")})[p]??p)})," ",n]})]}),t.map((e,n)=>(0,s.jsx)(l,{finding:e},n))]})}function l({finding:{message:e,hint:n}}){return(0,s.jsxs)("p",{className:"nbp-unmet",children:[e,n&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" → ",n]})]})}t.d(n,{G:()=>l,i:()=>o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(r());o.push([e.id,`.nbp-view {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
}

.nbp-root .nbp-title {
  margin: 0;
  overflow: hidden;
  font-size: var(--jp-ui-font-size1, 13px);
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-inspector {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
}

.nbp-inspector-title {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  height: 32px;
  padding: 0 4px 0 8px;
}

.nbp-inspector-title .nbp-title {
  flex: 1;
}

.nbp-body {
  display: flex;
  flex-direction: column;
  gap: 12px;
  padding: 10px 12px;
}

.nbp-body > .nbp-error {
  margin: 0;
}

.nbp-facts {
  display: grid;
  grid-template-columns: fit-content(45%) 1fr;
  gap: 3px 16px;
  margin: 0;
}

.nbp-facts > div {
  display: contents;
}

.nbp-facts dt {
  color: var(--nbp-quiet);
}

.nbp-facts dd {
  min-width: 0;
  margin: 0;
  overflow-wrap: anywhere;
}

.nbp-facts code {
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 0.92em;
}

.nbp-inline {
  display: inline-flex;
  flex-wrap: wrap;
  gap: 2px 10px;
}

.nbp-section {
  display: flex;
  flex-direction: column;
  gap: 5px;
}

.nbp-root .nbp-section h3 {
  margin: 0;
  font-size: var(--jp-ui-font-size1, 13px);
  font-weight: 600;
}

/* ---- the panel in a cell's output ---- */

.nbp-panel {
  height: 420px;
  overflow: hidden;
  border: 1px solid var(--jp-border-color2, #8884);
  border-radius: var(--jp-border-radius, 2px);
  resize: vertical;
}

/* ---- figures ---- */

.nbp-figure {
  margin: 0;
}

.nbp-figure img {
  display: block;
  max-width: 100%;
  max-height: 260px;
  background: #fff;
}

.nbp-figure .nbp-figure-whole {
  max-height: none;
}

.nbp-figure figcaption {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 8px;
  padding-top: 3px;
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(r());o.push([e.id,`/* ---- what failed ---- */

.nbp-ways {
  margin-top: 6px;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 8px;
}

.nbp-command {
  padding: 2px 6px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  user-select: all;
}

.nbp-reason::before {
  content: '– ';
}

/* ---- lists of the overview ---- */

.nbp-files,
.nbp-parameters {
  align-self: start;
}

.nbp-files,
.nbp-logged,
.nbp-parameters {
  border-spacing: 0;
}

.nbp-files th,
.nbp-logged th,
.nbp-parameters th {
  padding: 2px 16px 2px 0;
  font-weight: 400;
  text-align: start;
  overflow-wrap: anywhere;
}

.nbp-logged thead th {
  padding-inline: 0 16px;
  color: var(--nbp-quiet);
}

.nbp-logged thead .nbp-end,
.nbp-logged .nbp-end {
  padding-inline: 16px 0;
  text-align: end;
}

.nbp-logged tbody th,
.nbp-logged tbody td {
  border-top: 1px solid var(--nbp-line);
}

.nbp-parameters th {
  color: var(--nbp-quiet);
}

.nbp-parameters code {
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  overflow-wrap: anywhere;
}

.nbp-files td {
  padding: 2px 0 2px 8px;
  white-space: nowrap;
}

.nbp-files .nbp-end {
  text-align: end;
}

/* ---- cells ---- */

.nbp-cells,
.nbp-cell,
.nbp-attempt {
  display: flex;
  flex-direction: column;
  gap: 5px;
}

.nbp-cells {
  gap: 12px;
  padding-top: 6px;
}

.nbp-cell-head {
  display: flex;
  align-items: center;
  gap: 8px;
  min-height: 24px;
}

.nbp-root .nbp-cell-head h4,
.nbp-root .nbp-printed h4 {
  flex: 1;
  margin: 0;
  font-size: var(--jp-ui-font-size1, 13px);
  font-weight: 600;
}

.nbp-attempt + .nbp-attempt {
  padding-top: 12px;
  border-top: 1px solid var(--nbp-line);
}

.nbp-attempt > .nbp-error {
  margin: 0;
}

.nbp-traceback {
  padding: 6px 8px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
}

.nbp-traceback .nbp-terminal {
  white-space: pre;
}

/* ---- the log ---- */

.nbp-log,
.nbp-log-frame {
  position: relative;
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
}

.nbp-log-box {
  flex: 1;
  min-height: 0;
  padding: 4px 12px 12px;
  overflow: auto;
  overflow-anchor: none;
}

.nbp-log-live::before {
  display: inline-block;
  width: 8px;
  height: 8px;
  margin-inline-end: 6px;
  border-radius: 50%;
  background: var(--nbp-info);
  content: '';
}

.nbp-log-cut {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 12px;
  padding: 6px 8px;
  margin: 4px 0;
  border-inline-start: 3px solid var(--nbp-warn);
  background: color-mix(in srgb, var(--nbp-warn) 10%, transparent);
}

.nbp-log-end {
  position: absolute;
  inset-inline-end: 20px;
  bottom: 12px;
}

.nbp-printed {
  padding-top: 6px;
}

.nbp-printed + .nbp-printed {
  margin-top: 8px;
  border-top: 1px solid var(--nbp-line);
}

.nbp-root .nbp-printed h4 {
  margin-bottom: 2px;
  color: var(--nbp-quiet);
  font-weight: 400;
}

.nbp-out {
  max-width: 100%;
  overflow-x: auto;
}

.nbp-out-error {
  padding: 2px 6px;
  background: var(--jp-rendermime-error-background, color-mix(in srgb, var(--nbp-bad) 14%, transparent));
}

.nbp-out-picture {
  display: block;
  height: auto;
  margin: 4px 0;
  background: #fff;
}

.nbp-out-frame {
  display: block;
  width: 100%;
  border: 1px solid var(--nbp-line);
}

.nbp-out-shown img {
  max-width: 100%;
}

/* ---- inputs and outputs ---- */

.nbp-kept > summary {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 12px;
  padding: 4px 0;
  cursor: pointer;
}

.nbp-kept > summary::before {
  width: 8px;
  color: var(--nbp-quiet);
  content: '▸';
}

.nbp-kept[open] > summary::before {
  content: '▾';
}

.nbp-kept > summary > code {
  background: none;
  color: var(--nbp-strong);
  font-family: var(--nbp-mono);
  font-weight: 600;
}

.nbp-kept + .nbp-kept {
  border-top: 1px solid var(--nbp-line);
}

.nbp-kept-body {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 2px 0 6px 20px;
}

.nbp-gone {
  padding: 0 6px;
  border: 1px solid var(--nbp-warn);
  border-radius: var(--nbp-radius);
}

.nbp-preview-text {
  max-height: 240px;
  margin: 0;
  overflow: auto;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: var(--jp-code-font-size, 12px);
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}

.nbp-root .nbp-scalar {
  font-size: 1.4em;
  font-variant-numeric: tabular-nums;
}

.nbp-names {
  max-height: 160px;
  overflow: auto;
  overflow-wrap: anywhere;
}

.nbp-grid {
  margin: 0;
}

.nbp-grid-box {
  max-height: 260px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
}

.nbp-grid table {
  border-collapse: separate;
  border-spacing: 0;
  font-size: 0.95em;
}

.nbp-grid th,
.nbp-grid td {
  max-width: 240px;
  padding: 2px 8px;
  overflow: hidden;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
}

.nbp-grid thead th,
.nbp-grid thead td {
  position: sticky;
  top: 0;
  background: var(--nbp-page);
  vertical-align: bottom;
}

.nbp-grid tbody th {
  color: var(--nbp-quiet);
  font-weight: 400;
  text-align: end;
}

.nbp-grid .nbp-end {
  text-align: end;
}

.nbp-grid-type {
  display: block;
  color: var(--nbp-quiet);
  font-weight: 400;
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(r());o.push([e.id,`/* The parts of a version's page. */

.nbp-signature,
.nbp-card-of-model,
.nbp-stages,
.nbp-reproduced,
.nbp-rules {
  display: flex;
  flex-direction: column;
  gap: 8px;
  min-width: 0;
}

.nbp-wide {
  overflow-x: auto;
}

.nbp-example {
  width: auto;
  min-width: 100%;
}

.nbp-example th,
.nbp-example td {
  padding-inline-end: 14px;
  white-space: nowrap;
}

/* ---- rules ---- */

.nbp-rules ul,
.nbp-lines {
  display: flex;
  flex-direction: column;
  gap: 6px;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-lines {
  padding-inline-start: 16px;
  list-style: disc;
}

.nbp-rule {
  display: flex;
  gap: 6px;
}

.nbp-rule > .nbp-icon {
  flex: none;
  margin-top: 2px;
  color: var(--nbp-tone);
}

.nbp-root .nbp-unmet {
  margin-inline-start: 20px;
  padding-inline-start: 8px;
  border-inline-start: 2px solid var(--nbp-bad);
  overflow-wrap: anywhere;
}

/* ---- stages ---- */

.nbp-way {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 6px;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-way li {
  display: flex;
  gap: 6px;
  color: var(--nbp-quiet);
}

.nbp-way li:not(:last-child)::after {
  content: '›';
}

.nbp-way li[aria-current] span {
  color: var(--nbp-strong);
  font-weight: 600;
  text-decoration: underline;
  text-decoration-color: var(--nbp-brand);
  text-decoration-thickness: 2px;
  text-underline-offset: 4px;
}

.nbp-commented {
  display: flex;
  flex-direction: column;
  gap: 6px;
}

.nbp-commented textarea {
  width: 100%;
  min-height: 24px;
  padding: 2px 6px;
  resize: vertical;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-commented .nbp-error,
.nbp-stages .nbp-error,
.nbp-reproduced .nbp-error,
.nbp-signature .nbp-error {
  margin: 0;
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var n=[];return n.toString=function(){return this.map(function(n){var t="",s=void 0!==n[5];return n[4]&&(t+="@supports (".concat(n[4],") {")),n[2]&&(t+="@media ".concat(n[2]," {")),s&&(t+="@layer".concat(n[5].length>0?" ".concat(n[5]):""," {")),t+=e(n),s&&(t+="}"),n[2]&&(t+="}"),n[4]&&(t+="}"),t}).join("")},n.i=function(e,t,s,r,i){"string"==typeof e&&(e=[[null,e,void 0]]);var o={};if(s)for(var a=0;a<this.length;a++){var l=this[a][0];null!=l&&(o[l]=!0)}for(var p=0;p<e.length;p++){var d=[].concat(e[p]);s&&o[d[0]]||(void 0!==i&&(void 0===d[5]||(d[1]="@layer".concat(d[5].length>0?" ".concat(d[5]):""," {").concat(d[1],"}")),d[5]=i),t&&(d[2]&&(d[1]="@media ".concat(d[2]," {").concat(d[1],"}")),d[2]=t),r&&(d[4]?(d[1]="@supports (".concat(d[4],") {").concat(d[1],"}"),d[4]=r):d[4]="".concat(r)),n.push(d))}},n}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/pages.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(s),i=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),p=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),d=t.n(p),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(b),h=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),x={};x.styleTagTransform=m(),x.setAttributes=d(),x.insert=l().bind(null,"head"),x.domAPI=o(),x.insertStyleElement=u(),r()(h.A,x),h.A&&h.A.locals&&h.A.locals},"./labextension/style/version.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(s),i=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),p=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),d=t.n(p),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(b),h=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"),x={};x.styleTagTransform=m(),x.setAttributes=d(),x.insert=l().bind(null,"head"),x.domAPI=o(),x.insertStyleElement=u(),r()(h.A,x),h.A&&h.A.locals&&h.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var n=[];function t(e){for(var t=-1,s=0;s<n.length;s++)if(n[s].identifier===e){t=s;break}return t}function s(e,s){for(var r={},i=[],o=0;o<e.length;o++){var a=e[o],l=s.base?a[0]+s.base:a[0],p=r[l]||0,d="".concat(l," ").concat(p);r[l]=p+1;var c=t(d),u={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==c)n[c].references++,n[c].updater(u);else{var b=function(e,n){var t=n.domAPI(n);return t.update(e),function(n){n?(n.css!==e.css||n.media!==e.media||n.sourceMap!==e.sourceMap||n.supports!==e.supports||n.layer!==e.layer)&&t.update(e=n):t.remove()}}(u,s);s.byIndex=o,n.splice(o,0,{identifier:d,updater:b,references:1})}i.push(d)}return i}e.exports=function(e,r){var i=s(e=e||[],r=r||{});return function(e){e=e||[];for(var o=0;o<i.length;o++){var a=t(i[o]);n[a].references--}for(var l=s(e,r),p=0;p<i.length;p++){var d=t(i[p]);0===n[d].references&&(n[d].updater(),n.splice(d,1))}i=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var n={};e.exports=function(e,t){var s=function(e){if(void 0===n[e]){var t=document.querySelector(e);if(window.HTMLIFrameElement&&t instanceof window.HTMLIFrameElement)try{t=t.contentDocument.head}catch(e){t=null}n[e]=t}return n[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(t)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var n=document.createElement("style");return e.setAttributes(n,e.attributes),e.insert(n,e.options),n}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,n,t){e.exports=function(e){var n=t.nc;n&&e.setAttribute("nonce",n)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var n=e.insertStyleElement(e);return{update:function(t){var s,r,i;s="",t.supports&&(s+="@supports (".concat(t.supports,") {")),t.media&&(s+="@media ".concat(t.media," {")),(r=void 0!==t.layer)&&(s+="@layer".concat(t.layer.length>0?" ".concat(t.layer):""," {")),s+=t.css,r&&(s+="}"),t.media&&(s+="}"),t.supports&&(s+="}"),(i=t.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(s,n,e.options)},remove:function(){var e;null===(e=n).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,n){if(n.styleSheet)n.styleSheet.cssText=e;else{for(;n.firstChild;)n.removeChild(n.firstChild);n.appendChild(document.createTextNode(e))}}}}]);