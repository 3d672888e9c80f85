"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_chain_js-labextension_lib_pages_parts_js"],{"./labextension/lib/pages/chain.js"(e,n,t){var i=t("webpack/sharing/consume/default/react"),o=t("./labextension/lib/context.js");class s{constructor(e,n,t,i){this.live=e,this.path=n,this.query=t,this.cursor=i,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let n;e.length<this.wanted&&null!==n;){let t=this.live.page(this.path,{...this.query,[this.cursor]:n});e.push(t),this.ends.has(t)||this.ends.set(t,t.subscribe(()=>this.follow())),n=t.snapshot().data?.next??null}for(let[n,t]of this.ends)e.includes(n)||(t(),this.ends.delete(n));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let n=e.flatMap(({data:e})=>null===e?[]:[e]),t=n.length===e.length,i=t?n:this.now.pages,o=e.find(e=>e.error)?.error??null,s=e.some(e=>e.loading),r=t&&null!==n[n.length-1].next?this.more:null,a=this.now,p=i?.length===a.pages?.length&&i?.every((e,n)=>e===a.pages?.[n]);p&&o===a.error&&s===a.loading&&r===a.more||(this.now={pages:p?a.pages:i,error:o,loading:s,more:r},this.heard?.())}}function r(e,n,t){let r=(0,o.M_)(),a=JSON.stringify({store:(0,o.sy)(),...n}),p=(0,i.useMemo)(()=>new s(r,e,JSON.parse(a),t),[r,e,a,t]);return{...(0,i.useSyncExternalStore)(p.subscribe,p.snapshot),again:p.again}}function a(e){let n=(0,o.M_)(),t=(0,o.sy)(),s=JSON.stringify(e),[r,a]=(0,i.useMemo)(()=>{let e=JSON.parse(s).map(e=>n.page(e,{store:t})),i=[];return[n=>{let t=e.map(e=>e.subscribe(n));return()=>t.forEach(e=>e())},()=>{let n=e.map(e=>e.snapshot());return(n.length!==i.length||n.some((e,n)=>e!==i[n]))&&(i=n),i}]},[n,t,s]);return(0,i.useSyncExternalStore)(r,a)}function p(e,n=200){let[t,o]=(0,i.useState)(e);return(0,i.useEffect)(()=>{let t=setTimeout(()=>o(e),n);return()=>clearTimeout(t)},[e,n]),t}t.d(n,{R_:()=>a,n$:()=>r,zL:()=>p})},"./labextension/lib/pages/parts.js"(e,n,t){t.d(n,{d8:()=>_,At:()=>j,s0:()=>S,wn:()=>k});var i=t("./node_modules/react/jsx-runtime.js"),o=t("webpack/sharing/consume/default/react");t("./labextension/style/pages.css");var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(s),a=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),p=t.n(a),l=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),d=t.n(l),b=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=t.n(b),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),g=t.n(u),x=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(x),m=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),f={};f.styleTagTransform=h(),f.setAttributes=c(),f.insert=d().bind(null,"head"),f.domAPI=p(),f.insertStyleElement=g(),r()(m.A,f),m.A&&m.A.locals&&m.A.locals;var w=t("./labextension/lib/context.js"),y=t("./labextension/lib/kit/index.js"),v=t("./labextension/lib/words.js");function j({facts:e}){return(0,i.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,i.jsxs)("div",{children:[(0,i.jsx)("dt",{children:e}),(0,i.jsx)("dd",{children:n})]},e))})}function _({id:e,step:n=null}){let t=(0,w.mz)();return(0,i.jsx)(y.N_,{to:{kind:"execution",id:e,...null!==n&&{step:n}},title:e,children:t.__("execution %1",e.slice(0,8))})}function k({title:e,children:n}){return(0,i.jsxs)("section",{className:"nbp-section",children:[(0,i.jsx)("h3",{children:e}),n]})}function S({failure:e,notebook:n,execution:t,page:o,children:s}){let r=(0,w.mz)(),a=(0,w.KT)(),{step:p,cell:l,line:d}=e,b=p??o?.card.step??null,c=[null!==b&&r.__("step %1",b),null!==l&&r.__("cell %1",l),null!==d&&r.__("line %1",d)].filter(Boolean),u=[...o?.setup??[],...o?.code??[]].find(e=>e.number===l)?.id??null,g=null===n?null:{kind:"notebook",path:n,cell:l,cellId:u,line:d};return(0,i.jsxs)(y.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[c.length>0&&(0,i.jsx)("p",{className:"nbp-quiet",children:c.join(", ")}),s,e.source&&(0,i.jsx)(y.Cy,{source:e.source,first:d,label:r.__("The line that failed")}),(0,i.jsxs)("div",{className:"nbp-ways",children:[g&&null!==l&&a.opens("notebook")&&(0,i.jsx)(y.$n,{sign:"open",onClick:()=>a.open(g),children:r.__("Open in notebook")}),void 0!==t&&null!==b&&(0,i.jsx)(z,{step:b,execution:t,there:g})]})]})}function z({step:e,execution:n,there:t}){let s=(0,w.mz)(),r=(0,w.KT)(),[a,p]=(0,o.useState)(""),l=`%pipeline debug ${e} ${(0,v.h0)(n)}`,d=async()=>{t&&await r.insert?.(t,l)?p(s.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(l),p(s.__("Copied: run it in a cell of the notebook.")))};return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(y.$n,{sign:"copy",title:s.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{d().catch(()=>p(s.__("It could not be copied: type it in a cell of the notebook.")))},children:s.__("Debug with its inputs")}),(0,i.jsx)("code",{className:"nbp-command",children:l}),(0,i.jsx)("span",{role:"status",className:"nbp-quiet",children:a})]})}},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),o=t.n(i),s=t("./node_modules/css-loader/dist/runtime/api.js"),r=(t.n(s))()(o());r.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:r})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),o=t.n(i),s=t("./node_modules/css-loader/dist/runtime/api.js"),r=(t.n(s))()(o());r.push([e.id,`/* ---- what failed ---- */

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

.nbp-ask {
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 10px 12px;
  border: 1px solid var(--nbp-warn);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
}

.nbp-root .nbp-ask h3 {
  margin: 0;
  font-size: inherit;
  font-weight: 600;
}

.nbp-ask fieldset {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 16px;
  margin: 0;
  padding: 4px 8px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
}

.nbp-ask label {
  display: flex;
  align-items: center;
  gap: 6px;
}

.nbp-ask textarea,
.nbp-ask input[type='text'] {
  box-sizing: border-box;
  width: 100%;
  min-height: 24px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  color: inherit;
}

.nbp-ask textarea {
  resize: vertical;
}

.nbp-ask-buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}

.nbp-ask p,
.nbp-answer p {
  margin: 0;
}

.nbp-answer + .nbp-answer {
  margin-top: 12px;
}
`,""]),t.d(n,{},{A:r})},"./labextension/style/pages.css"(e,n,t){var i=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),o=t.n(i),s=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),r=t.n(s),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=t.n(a),l=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),d=t.n(l),b=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=t.n(b),u=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),g=t.n(u),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),h={};h.styleTagTransform=g(),h.setAttributes=d(),h.insert=p().bind(null,"head"),h.domAPI=r(),h.insertStyleElement=c(),o()(x.A,h),x.A&&x.A.locals&&x.A.locals}}]);