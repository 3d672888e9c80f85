"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_endpoint_js"],{"./labextension/lib/pages/endpoint.js"(e,n,t){var i=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react");t("./labextension/style/endpoint.css"),t("./labextension/style/pages.css"),t("./labextension/style/registry.css");var r=t("./labextension/lib/api.js"),a=t("./labextension/lib/context.js"),l=t("./labextension/lib/kit/index.js"),o=t("./labextension/lib/pages/change.js"),p=t("./labextension/lib/pages/chain.js"),d=t("./labextension/lib/pages/deploying.js"),b=t("./labextension/lib/pages/parts.js"),c=t("./labextension/lib/pages/shares.js");function x({name:e}){let n=(0,p.n$)((0,r.wE)`endpoints/${e}`,{},"before"),t=n.pages?.at(0)??null,s=n.pages?.flatMap(e=>e.history)??[];return(0,i.jsxs)("div",{className:"nbp-view",children:[n.error&&(0,i.jsx)(l.aV,{error:n.error,onRetry:n.again}),t?(0,i.jsx)(h,{page:t,history:s,more:n.more,again:n.again}):n.loading&&(0,i.jsx)(l.y$,{})]})}function h({page:e,history:n,more:t,again:r}){let p=(0,a.mz)(),x=(0,a.KT)(),j=(0,a.rf)("write"),[f,_]=(0,s.useState)(null),{row:y,back:w}=e,{name:v,current:k,deleted:N}=y,$=(e,n=null)=>_(t=>({act:e,to:n,turn:(t?.turn??0)+1})),z=(0,d.zV)(n,k),A=f?.act??null;return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsxs)(l.M7,{label:p.__("Endpoint %1",v),children:[(0,i.jsx)("h2",{className:"nbp-title",children:p.__("Endpoint %1",v)}),(0,i.jsx)("span",{className:"nbp-unserved",children:p.__("recorded, not served yet")}),(0,i.jsx)(l.$x,{}),x.opens("lineage")&&(0,i.jsx)(l.$n,{sign:"branches",onClick:()=>x.open({kind:"lineage",ref:`endpoint:${v}:${String(k.number)}`}),children:p.__("Lineage")}),j&&(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(l.$n,{"aria-expanded":"rollback"===A,reason:z.length||null!==w?"":p.__("It had nothing else before"),onClick:()=>$("rollback"),children:p.__("Roll back…")}),(0,i.jsx)(l.$n,{"aria-expanded":"deploy"===A,onClick:()=>$("deploy"),children:p.__("Deploy…")})]})]}),(0,i.jsxs)("div",{className:"nbp-scrolls",children:[(0,i.jsxs)("p",{className:"nbp-endpoint-about nbp-quiet",children:[p.__("An endpoint is a name under which versions of models stand. It says which of them are in use, since when and by whose decision; nothing answers requests here yet."),!1===j&&(0,i.jsxs)(i.Fragment,{children:[" ",(0,i.jsx)("span",{role:"note",children:p.__("You may look at it, not change it: this server lets you read only.")})]})]}),null!==f&&(0,i.jsx)(o.M,{act:f.act,to:f.to,page:e,history:n,onDone:r,onClose:()=>_(null)},f.turn),(0,i.jsxs)("div",{className:"nbp-version",children:[(0,i.jsxs)("div",{className:"nbp-version-main",children:[(0,i.jsx)(b.wn,{title:p.__("Deployed now"),children:N?(0,i.jsx)(l.Sv,{title:p.__("Nothing is deployed here any more."),children:p.__("Deleted by %1: %2",k.by,k.comment)}):(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(u,{row:k}),(0,i.jsx)(c.t,{variants:k.variants})]})}),(0,i.jsxs)(b.wn,{title:p.__("History"),children:[(0,i.jsx)("ol",{className:"nbp-deployments","aria-label":p.__("Deployments"),children:n.map(e=>(0,i.jsx)(m,{made:e,now:e.number===k.number,onBack:j&&z.includes(e)?()=>$("rollback",e.number):null},e.number))}),t&&(0,i.jsx)("div",{children:(0,i.jsx)(l.$n,{onClick:t,children:p.__("Earlier deployments")})})]})]}),(0,i.jsxs)("div",{className:"nbp-version-side",children:[(0,i.jsxs)(b.wn,{title:p.__("About"),children:[(0,i.jsx)(b.At,{facts:[[p.__("Configuration"),k.config&&(0,i.jsx)("code",{children:k.config})],[p.__("Description"),k.description],[p.__("Deployment"),(0,i.jsxs)("span",{children:[k.number,", ",(0,i.jsx)(o.y,{made:k})]},"did")],[N?p.__("Deleted"):p.__("Since"),(0,i.jsx)(l.gX,{at:k.at},"at")],[p.__("By"),k.by],[p.__("Comment"),k.comment],[p.__("Step"),k.execution&&(0,i.jsx)(g,{made:k},"step")]]}),x.opens("audit")&&(0,i.jsx)("p",{children:(0,i.jsx)(l.N_,{to:{kind:"audit",group:`endpoint:${v}`},children:p.__("All records about this endpoint")})})]}),j&&!N&&(0,i.jsx)(b.wn,{title:p.__("Deletion"),children:(0,i.jsx)("div",{children:(0,i.jsx)(l.$n,{"aria-expanded":"delete"===A,onClick:()=>$("delete"),children:p.__("Delete this endpoint…")})})})]})]})]})]})}function u({row:{variants:e}}){let n=(0,a.mz)(),t=(0,d.Yb)(e);return t.length?(0,i.jsxs)(l.$T,{title:n._n("A version here was rejected since it was deployed","%1 versions here were rejected since they were deployed",t.length),children:[t.map(({name:e,group:t,version:s})=>(0,i.jsxs)("p",{children:[(0,i.jsxs)(l.N_,{to:{kind:"model",group:t,version:s},children:[t,":",String(s)]})," ",n.__("(variant %1)",e)]},e)),(0,i.jsx)("p",{children:n.__("It stays here until somebody rolls back, or deploys something else.")})]}):null}function m({made:e,now:n,onBack:t}){let s=(0,a.mz)(),{number:r,config:p,variants:b,by:c,at:x,comment:h,execution:u}=e,j=b.filter(({deleted:e})=>e).map(({group:e,version:n})=>`${e}:${n}`);return(0,i.jsxs)("li",{className:"nbp-deployment","aria-current":n||void 0,children:[(0,i.jsx)("span",{className:"nbp-deployment-number nbp-number",children:r}),(0,i.jsxs)("div",{className:"nbp-deployment-text",children:[(0,i.jsxs)("p",{children:[(0,i.jsx)("strong",{children:(0,i.jsx)(o.y,{made:e})})," ",null!==p&&(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)("code",{children:p})," ",(0,d.aL)(b)]}),n&&(0,i.jsx)("span",{className:"nbp-alias",children:s.__("now")})]}),(0,i.jsxs)("p",{className:"nbp-quiet",children:[s.__("by %1",c)," ",(0,i.jsx)(l.gX,{at:x}),null!==u&&(0,i.jsxs)(i.Fragment,{children:[", ",(0,i.jsx)(g,{made:e})]})]}),h&&(0,i.jsx)("blockquote",{children:h}),j.length>0&&!n&&(0,i.jsx)("p",{className:"nbp-quiet",children:s.__("%1 was deleted since",j.join(", "))})]}),t&&(0,i.jsx)(l.$n,{reason:j.length?s.__("%1 was deleted: this cannot be deployed again",j.join(", ")):void 0,"aria-label":s.__("Roll back to deployment %1",r),onClick:t,children:s.__("Roll back to it…")})]})}function g({made:{execution:e,step:n}}){let t=(0,a.mz)();return null===e?null:(0,i.jsxs)(i.Fragment,{children:[null!==n&&(0,i.jsxs)(i.Fragment,{children:[t.__("step %1",n)," "]}),(0,i.jsx)(b.d8,{id:e,step:n})]})}t.d(n,{EndpointView:()=>x})},"./labextension/lib/pages/parts.js"(e,n,t){t.d(n,{d8:()=>v,At:()=>w,s0:()=>N,wn:()=>k});var i=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react");t("./labextension/style/pages.css");var r=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=t.n(r),l=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(l),p=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),d=t.n(p),b=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=t.n(b),x=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),h=t.n(x),u=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(u),g=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),j={};j.styleTagTransform=m(),j.setAttributes=c(),j.insert=d().bind(null,"head"),j.domAPI=o(),j.insertStyleElement=h(),a()(g.A,j),g.A&&g.A.locals&&g.A.locals;var f=t("./labextension/lib/context.js"),_=t("./labextension/lib/kit/index.js"),y=t("./labextension/lib/words.js");function w({facts:e}){return(0,i.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,i.jsxs)("div",{children:[(0,i.jsx)("dt",{children:e}),(0,i.jsx)("dd",{children:n})]},e))})}function v({id:e,step:n=null}){let t=(0,f.mz)();return(0,i.jsx)(_.N_,{to:{kind:"execution",id:e,...null!==n&&{step:n}},title:e,children:t.__("execution %1",e.slice(0,8))})}function k({title:e,children:n}){return(0,i.jsxs)("section",{className:"nbp-section",children:[(0,i.jsx)("h3",{children:e}),n]})}function N({failure:e,notebook:n,execution:t,page:s,children:r}){let a=(0,f.mz)(),l=(0,f.KT)(),{step:o,cell:p,line:d}=e,b=o??s?.card.step??null,c=[null!==b&&a.__("step %1",b),null!==p&&a.__("cell %1",p),null!==d&&a.__("line %1",d)].filter(Boolean),x=[...s?.setup??[],...s?.code??[]].find(e=>e.number===p)?.id??null,h=null===n?null:{kind:"notebook",path:n,cell:p,cellId:x,line:d};return(0,i.jsxs)(_.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[c.length>0&&(0,i.jsx)("p",{className:"nbp-quiet",children:c.join(", ")}),r,e.source&&(0,i.jsx)(_.Cy,{source:e.source,first:d,label:a.__("The line that failed")}),(0,i.jsxs)("div",{className:"nbp-ways",children:[h&&null!==p&&l.opens("notebook")&&(0,i.jsx)(_.$n,{sign:"open",onClick:()=>l.open(h),children:a.__("Open in notebook")}),void 0!==t&&null!==b&&(0,i.jsx)($,{step:b,execution:t,there:h})]})]})}function $({step:e,execution:n,there:t}){let r=(0,f.mz)(),a=(0,f.KT)(),[l,o]=(0,s.useState)(""),p=`%pipeline debug ${e} ${(0,y.h0)(n)}`,d=async()=>{t&&await a.insert?.(t,p)?o(r.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(p),o(r.__("Copied: run it in a cell of the notebook.")))};return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(_.$n,{sign:"copy",title:r.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{d().catch(()=>o(r.__("It could not be copied: type it in a cell of the notebook.")))},children:r.__("Debug with its inputs")}),(0,i.jsx)("code",{className:"nbp-command",children:p}),(0,i.jsx)("span",{role:"status",className:"nbp-quiet",children:l})]})}},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(i),r=t("./node_modules/css-loader/dist/runtime/api.js"),a=(t.n(r))()(s());a.push([e.id,`/* ---- what failed ---- */

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
`,""]),t.d(n,{},{A:a})}}]);