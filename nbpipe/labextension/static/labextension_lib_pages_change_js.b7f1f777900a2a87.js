"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_change_js"],{"./labextension/lib/pages/change.js"(e,n,t){var a=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react");t("./labextension/style/registry.css"),t("./labextension/style/endpoint.css");var r=t("./labextension/lib/api.js"),i=t("./labextension/lib/context.js"),o=t("./labextension/lib/kit/index.js"),l=t("./labextension/lib/pages/chain.js"),d=t("./labextension/lib/pages/deploying.js"),p=t("./labextension/lib/pages/shares.js"),c=t("./labextension/lib/pages/version/policy.js");function b({act:e,page:n,history:t=[],to:l=null,onDone:c,onClose:h}){var g,y,f,j,_,w,v,k;let N=(0,i.mz)(),$=(0,s.useId)(),[A,z]=(0,s.useState)(()=>(0,d.q1)(e,n,l)),S=e=>z(n=>({...n,...e})),C=A.name.trim(),q=(0,i.y3)(async(e,n,t)=>{let a={deploy:(0,r.wE)`endpoints/${C}/deployment`,rollback:(0,r.wE)`endpoints/${C}/rollback`,delete:(0,r.wE)`endpoints/${C}/deletion`};try{await e.post(a[t.act],(0,d.rf)(t),n)}catch(e){throw e instanceof r.hD&&409===e.status&&c(""),e}}),F="rollback"===e?t.find(({number:e})=>e===A.to):void 0,D="deploy"===e?A.config:F?.config??"",T=(0,i.N5)(D&&"delete"!==e?(0,r.wE)`configs/${D}`:null),E=T.data?.unmet??[],I=q.busy?null:(0,d.Ry)(A,n),L=(0,d.Gc)(A,n)&&0===E.length,M=(g=N,y=e,null===(f=n?.row.name??null)?g.__("Deploy under a new name"):"deploy"===y?g.__("Deploy as %1",f):"rollback"===y?g.__("Roll back %1",f):g.__("Delete endpoint %1",f));return(0,a.jsxs)("section",{className:"nbp-decide nbp-change","aria-labelledby":`${$}-title`,children:[(0,a.jsxs)("form",{onSubmit:e=>{e.preventDefault(),L&&!q.busy&&q.run(A).then(e=>{e&&(c(C),h())})},onKeyDown:e=>{"Escape"===e.key&&h(),e.stopPropagation()},children:[(0,a.jsx)("h3",{id:`${$}-title`,children:M}),I?(0,a.jsx)(x,{made:I}):q.error&&(0,a.jsx)(o.aV,{error:q.error}),null===n&&(0,a.jsxs)(a.Fragment,{children:[(0,a.jsx)("label",{htmlFor:`${$}-name`,children:N.__("Name of the endpoint")}),(0,a.jsx)("input",{id:`${$}-name`,value:A.name,required:!0,autoFocus:!0,spellCheck:!1,pattern:"[A-Za-z0-9_\\-]{1,64}",title:N.__("Letters, digits, _ and -"),onChange:e=>S({name:e.target.value})})]}),"deploy"===e&&(0,a.jsx)(u,{id:`${$}-config`,chosen:A.config,now:n?.row.current.config??null,focused:null!==n,onChoose:e=>S({config:e})}),"rollback"===e&&null!==n&&(0,a.jsxs)(a.Fragment,{children:[(0,a.jsx)("label",{htmlFor:`${$}-to`,children:N.__("Back to deployment")}),(0,a.jsxs)("select",{id:`${$}-to`,className:"nbp-select",value:A.to??"",onChange:e=>S({to:Number(e.target.value)}),children:[null!==A.to&&!F&&(0,a.jsx)("option",{value:A.to,children:A.to}),null===A.to&&(0,a.jsx)("option",{value:"",children:N.__("Choose one of the history")}),(0,d.zV)(t,n.row.current).map(({number:e,config:t,variants:s})=>(0,a.jsx)("option",{value:e,children:e===n.back?N.__("%1, the one before: %2, %3",e,t??"",(0,d.aL)(s)):N.__("%1: %2, %3",e,t??"",(0,d.aL)(s))},e))]})]}),(0,a.jsx)("label",{htmlFor:`${$}-comment`,children:N.__("Comment")}),(0,a.jsx)("textarea",{id:`${$}-comment`,rows:3,required:!0,autoFocus:"deploy"!==e,value:A.comment,"aria-describedby":`${$}-help`,placeholder:(j=N,"deploy"===(_=e)?j.__("Why it is deployed, such as: the pilot went well"):"rollback"===_?j.__("Why what is there does not stay, such as: too many false alarms"):j.__("Why it is taken away, such as: moved to another service")),onChange:e=>S({comment:e.target.value})}),(0,a.jsx)("p",{id:`${$}-help`,className:"nbp-quiet",children:N.__("Required: it is kept with the deployment, your name and the time.")}),(0,a.jsxs)("div",{className:"nbp-decide-buttons",children:[I&&null!==n?(0,a.jsx)(o.$n,{look:"accept",onClick:()=>S({seen:n.row.current.number}),children:N.__("I have seen it, go on")}):(0,a.jsx)("button",{type:"submit",className:`nbp-button nbp-button-${"delete"===e?"warn":"accept"}`,disabled:q.busy||!L,title:E.length>0?N.__("A rule is not met: see beside"):void 0,"aria-busy":q.busy||void 0,children:(w=N,v=e,k=n?.row.name??C,"deploy"===v?w.__("Deploy"):"rollback"===v?w.__("Roll back"):w.__("Delete endpoint %1",k))}),(0,a.jsx)(o.$n,{onClick:h,children:I?N.__("Leave it so"):N.__("Cancel")})]})]}),(0,a.jsx)("div",{className:"nbp-decide-evidence",children:"delete"===e&&null!==n?(0,a.jsxs)(a.Fragment,{children:[(0,a.jsx)("h4",{children:N.__("Taken away")}),(0,a.jsx)(p.t,{variants:n.row.current.variants}),(0,a.jsx)("p",{children:N.__("Nothing is deployed under %1 then. Its history stays, and one of its deployments can be brought back by a rollback.",n.row.name)})]}):(0,a.jsxs)(a.Fragment,{children:[T.error&&(0,a.jsx)(o.aV,{error:T.error,onRetry:T.again}),D&&!T.data&&T.loading&&(0,a.jsx)(o.y$,{}),T.data&&(0,a.jsxs)(a.Fragment,{children:[(0,a.jsxs)("h4",{children:[N.__("Deployed then")," ",(0,a.jsx)("code",{children:T.data.row.config})]}),T.data.row.description&&(0,a.jsx)("p",{children:T.data.row.description}),(0,a.jsx)(p.t,{variants:T.data.row.variants}),(0,a.jsx)(m,{page:T.data})]}),!D&&"deploy"===e&&(0,a.jsx)("p",{className:"nbp-quiet",children:N.__("Choose a configuration: here is what it has, and what stands against it.")})]})})]})}function m({page:{unmet:e}}){let n=(0,i.mz)();return(0,a.jsxs)("div",{className:"nbp-rules",children:[(0,a.jsx)("p",{className:"nbp-rule",children:(0,a.jsxs)("span",{className:e.length?"nbp-rule nbp-is-failed":"nbp-rule nbp-is-succeeded",children:[(0,a.jsx)(o.In,{sign:e.length?"close":"tick",size:14}),e.length?n._n("%1 thing stands against it: you cannot deploy it.","%1 things stand against it: you cannot deploy it.",e.length):n.__("Every rule is met: you may deploy it.")]})}),e.map((e,n)=>(0,a.jsx)(c.G,{finding:e},n))]})}function u({id:e,chosen:n,now:t,focused:s,onChoose:r}){let p=(0,i.mz)(),c=(0,l.n$)("configs",{},"before"),b=c.pages?.flatMap(e=>e.rows)??[];return(0,a.jsxs)(a.Fragment,{children:[(0,a.jsx)("label",{htmlFor:e,children:p.__("Configuration")}),c.error&&(0,a.jsx)(o.aV,{error:c.error,onRetry:c.again}),null!==c.pages&&0===b.length?(0,a.jsxs)("p",{children:[p.__("There are no endpoint configurations yet. A step makes one:")," ",(0,a.jsx)("code",{children:"%%step canary --type EndpointConfig --variant blue=churn@champion"})]}):(0,a.jsxs)("select",{id:e,className:"nbp-select",required:!0,autoFocus:s,value:n,onChange:e=>r(e.target.value),children:[(0,a.jsx)("option",{value:"",children:p.__("Choose one")}),(0,d.zM)(b,t).map(({config:e,variants:n})=>(0,a.jsx)("option",{value:e,disabled:e===t,children:e===t?p.__("%1: %2 (deployed now)",e,(0,d.aL)(n)):p.__("%1: %2",e,(0,d.aL)(n))},e))]}),c.more&&(0,a.jsx)("div",{children:(0,a.jsx)(o.$n,{onClick:c.more,children:p.__("More configurations")})})]})}function x({made:e}){let n=(0,i.mz)();return(0,a.jsxs)(o.$T,{title:n.__("Somebody changed it meanwhile"),children:[(0,a.jsxs)("p",{children:[n.__("Deployment %1",e.number),": ",(0,a.jsx)(h,{made:e}),e.variants.length>0&&(0,a.jsxs)(a.Fragment,{children:[" ",(0,d.aL)(e.variants)]})]}),(0,a.jsxs)("p",{className:"nbp-quiet",children:[n.__("by %1",e.by)," ",(0,a.jsx)(o.gX,{at:e.at})]}),e.comment&&(0,a.jsx)("blockquote",{children:e.comment})]})}function h({made:{action:e,restores:n}}){let t=(0,i.mz)(),s={create:t.__("created"),update:t.__("updated"),delete:t.__("deleted"),rollback:null===n?t.__("rolled back"):t.__("rolled back to %1",n)};return(0,a.jsx)(a.Fragment,{children:s[e]??e})}t.d(n,{M:()=>b,y:()=>h})},"./labextension/lib/pages/deploying.js"(e,n,t){function a(e,n,t=null){return{act:e,name:n?.row.name??"",config:"",to:"rollback"===e?t??n?.back??null:null,comment:"",seen:n?.row.current.number??0}}function s(e,n){return e.filter(({config:e})=>null!==e&&e!==n.config)}function r(e,n){return null!==n&&n.row.current.number>e.seen?n.row.current:null}let i=/^[A-Za-z0-9_-]{1,64}$/;function o(e,n){let{act:t,name:a,config:s,to:o,comment:l}=e;return("deploy"===t?""!==s:"rollback"!==t||null!==o)&&i.test(a.trim())&&""!==l.trim()&&null===r(e,n)}function l({act:e,config:n,to:t,comment:a,seen:s}){return{comment:a.trim(),deployment:s,..."deploy"===e&&{config:n},..."rollback"===e&&{to:t}}}function d(e){return null===e?"–":String(Number((100*e).toPrecision(3)))}function p(e){return e.map(({name:e,group:n,version:t,share:a})=>`${e} ${n}:${String(t)} ${d(a)} %`).join(", ")}function c(e){return e.filter(({status:e,deleted:n})=>"Rejected"===e||n)}function b(e,n){return[...e.filter(({config:e})=>e!==n),...e.filter(({config:e})=>e===n)]}t.d(n,{Gc:()=>o,KN:()=>d,Ry:()=>r,Yb:()=>c,aL:()=>p,q1:()=>a,rf:()=>l,zM:()=>b,zV:()=>s})},"./labextension/lib/pages/shares.js"(e,n,t){var a=t("./node_modules/react/jsx-runtime.js");t("./labextension/style/endpoint.css");var s=t("./labextension/lib/kit/index.js"),r=t("./labextension/lib/context.js"),i=t("./labextension/lib/pages/deploying.js");function o({variants:e}){let n=(0,r.mz)();return(0,a.jsxs)("div",{className:"nbp-shares",children:[(0,a.jsx)("div",{className:"nbp-share-bar",role:"img","aria-label":(0,i.aL)(e),children:e.map(({name:e,share:n},t)=>(0,a.jsx)("span",{className:"nbp-share","data-tone":t%6,style:{flexGrow:n??0},title:`${e} ${(0,i.KN)(n)} %`},e))}),(0,a.jsxs)("table",{className:"nbp-metrics","aria-label":n.__("Variants"),children:[(0,a.jsx)("thead",{children:(0,a.jsxs)("tr",{children:[(0,a.jsx)("th",{scope:"col",children:n.__("Variant")}),(0,a.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Share")}),(0,a.jsx)("th",{scope:"col",children:n.__("Model")}),(0,a.jsx)("th",{scope:"col",children:n.__("Now")})]})}),(0,a.jsx)("tbody",{children:e.map(({name:e,group:t,version:r,share:o,status:d,deleted:p,asked:c},b)=>(0,a.jsxs)("tr",{children:[(0,a.jsx)("th",{scope:"row",children:(0,a.jsxs)("span",{className:"nbp-share-name",children:[(0,a.jsx)("span",{className:"nbp-share-key","data-tone":b%6,"aria-hidden":!0}),e]})}),(0,a.jsxs)("td",{className:"nbp-end nbp-number",children:[(0,i.KN)(o)," %"]}),(0,a.jsxs)("td",{children:[(0,a.jsxs)(s.N_,{to:{kind:"model",group:t,version:r},children:[t,":",String(r)]}),(0,a.jsx)(l,{asked:c,model:`${t}:${String(r)}`})]}),(0,a.jsx)("td",{children:p?(0,a.jsxs)("span",{className:"nbp-mark nbp-share-gone",children:[(0,a.jsx)(s.In,{sign:"close",size:14}),n.__("Deleted")]}):d&&(0,a.jsx)(s.xf,{status:d})})]},e))})]})]})}function l({asked:e,model:n}){let t=(0,r.mz)();return e&&e!==n?(0,a.jsxs)("span",{className:"nbp-quiet",children:[" ",t.__("as %1",e)]}):null}t.d(n,{t:()=>o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/endpoint.css"(e,n,t){var a=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(a),r=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(r))()(s());i.push([e.id,`/* An endpoint: what it has, its history, and the form that changes it. */

.nbp-unserved {
  flex: none;
  padding: 0 7px;
  border: 1px dashed var(--nbp-edge);
  border-radius: 9px;
  color: var(--nbp-quiet);
}

.nbp-root .nbp-endpoint-about {
  max-width: 80ch;
  margin: 8px 12px 0;
}

.nbp-root .nbp-locked {
  margin: 8px 12px 0;
}

.nbp-endpoint-about [role='note'] {
  color: var(--nbp-ink);
}

.nbp-endpoints-ways {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 16px;
  padding: 6px 0 4px;
}

.nbp-endpoints > .nbp-change {
  margin-inline: 0;
  margin-bottom: 8px;
}

/* ---- shares: tints of one colour, since variants are often called blue and green ---- */

.nbp-shares {
  display: flex;
  flex-direction: column;
  gap: 6px;
  min-width: 0;
}

.nbp-share-bar {
  display: flex;
  gap: 2px;
  height: 14px;
}

.nbp-share {
  flex: 0 1 0;
  min-width: 3px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-share);
}

.nbp-share-name {
  display: flex;
  align-items: baseline;
  gap: 7px;
}

.nbp-share-key {
  flex: none;
  width: 9px;
  height: 9px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-share);
}

.nbp-shares [data-tone='0'] {
  --nbp-share: var(--nbp-brand);
}

.nbp-shares [data-tone='1'] {
  --nbp-share: color-mix(in srgb, var(--nbp-brand) 45%, var(--nbp-page));
}

.nbp-shares [data-tone='2'] {
  --nbp-share: color-mix(in srgb, var(--nbp-brand) 60%, var(--nbp-ink));
}

.nbp-shares [data-tone='3'] {
  --nbp-share: color-mix(in srgb, var(--nbp-brand) 25%, var(--nbp-page));
}

.nbp-shares [data-tone='4'] {
  --nbp-share: var(--nbp-quiet);
}

.nbp-shares [data-tone='5'] {
  --nbp-share: var(--nbp-faint);
}

.nbp-root .nbp-shares td.nbp-end,
.nbp-root .nbp-shares th.nbp-end {
  padding-inline-end: 28px;
  white-space: nowrap;
}

.nbp-shares thead th {
  overflow-wrap: normal;
}

@container (max-width: 480px) {
  .nbp-root .nbp-shares td.nbp-end,
  .nbp-root .nbp-shares th.nbp-end {
    padding-inline-end: 14px;
  }
}

.nbp-share-gone {
  color: var(--nbp-bad);
}

/* ---- history ---- */

.nbp-deployments {
  display: flex;
  flex-direction: column;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-deployment {
  display: flex;
  align-items: flex-start;
  gap: 10px;
  padding: 6px 0;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-deployment-number {
  flex: none;
  min-width: 2.2em;
  color: var(--nbp-quiet);
  text-align: end;
}

.nbp-deployment-text {
  flex: 1;
  min-width: 0;
  overflow-wrap: anywhere;
}

.nbp-root .nbp-deployment-text p {
  margin: 0;
}

.nbp-deployment-text code,
.nbp-change code {
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 0.92em;
}

.nbp-deployment .nbp-alias {
  margin-inline-start: 6px;
}

.nbp-deployment > .nbp-button {
  flex: none;
}

/* ---- changing it ---- */

.nbp-root .nbp-change h4 {
  margin: 0;
  font-size: inherit;
  font-weight: 600;
}

.nbp-change form input {
  min-height: 24px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

@container (max-width: 480px) {
  .nbp-deployment {
    flex-wrap: wrap;
  }

  .nbp-deployment > .nbp-button {
    margin-inline-start: calc(2.2em + 10px);
  }
}

.nbp-version .nbp-section > .nbp-notice {
  margin: 0 0 4px;
}
`,""]),t.d(n,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"(e,n,t){var a=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(a),r=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(r))()(s());i.push([e.id,`.nbp-scrolls {
  flex: 1;
  min-height: 0;
  overflow: auto;
}

.nbp-scrolls > .nbp-table {
  overflow-x: auto;
}

.nbp-scrolls > .nbp-table table {
  min-width: 1120px;
}

.nbp-group-top {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 8px 12px;
}

.nbp-version {
  display: grid;
  grid-template-columns: minmax(0, 2fr) minmax(240px, 1fr);
  gap: 0 24px;
  padding: 10px 12px 24px;
}

.nbp-version-main,
.nbp-version-side {
  display: flex;
  flex-direction: column;
  gap: 16px;
  min-width: 0;
}

.nbp-view {
  container-type: inline-size;
}

@container (max-width: 640px) {
  .nbp-version,
  .nbp-decide {
    grid-template-columns: minmax(0, 1fr) !important;
    gap: 16px;
  }
}

.nbp-metrics {
  width: 100%;
  border-collapse: collapse;
}

.nbp-metrics caption {
  padding: 3px 0;
  text-align: start;
}

.nbp-metrics th,
.nbp-metrics td {
  padding: 3px 8px 3px 0;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  overflow-wrap: anywhere;
}

.nbp-metrics tbody th {
  font-weight: 400;
}

.nbp-metrics .nbp-end {
  text-align: end;
}

.nbp-metrics code {
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 0.92em;
}

.nbp-alias {
  padding: 0 7px;
  border: 1px solid var(--nbp-edge);
  border-radius: 9px;
}

.nbp-alias-form {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px;
}

.nbp-alias-form input,
.nbp-decide textarea {
  min-height: 24px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-alias-form input {
  width: 120px;
}

.nbp-figures {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
  gap: 12px;
}

.nbp-history {
  display: flex;
  flex-direction: column;
  gap: 8px;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-root blockquote {
  margin: 2px 0 0;
  padding: 0 0 0 8px;
  border-inline-start: 2px solid var(--nbp-edge);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.nbp-made {
  display: block;
  overflow-wrap: anywhere;
}

.nbp-prose {
  margin: 0;
  font-family: inherit;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}

.nbp-markdown > .jp-RenderedMarkdown {
  padding: 0;
}

/* ---- deciding ---- */

.nbp-decide {
  display: grid;
  grid-template-columns: minmax(260px, 1fr) minmax(0, 1fr);
  gap: 24px;
  margin: 8px 12px 0;
  padding: 12px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
}

.nbp-decide form {
  display: flex;
  flex-direction: column;
  gap: 6px;
  min-width: 0;
}

.nbp-root .nbp-decide h3 {
  margin: 0;
  font-size: inherit;
  font-weight: 600;
}

.nbp-decide textarea {
  width: 100%;
  resize: vertical;
}

.nbp-decide .nbp-error {
  margin: 0;
}

.nbp-decide-buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}

.nbp-decide-evidence {
  display: flex;
  flex-direction: column;
  gap: 12px;
  min-width: 0;
}

.nbp-notice {
  display: flex;
  gap: 8px;
  padding: 8px 10px;
  border: 1px solid var(--nbp-warn);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
}

.nbp-history .nbp-inline {
  margin-inline-end: 10px;
}

/* What is deployed where, above the models. */

.nbp-endpoints {
  flex: none;
  padding: 4px 12px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-endpoints > summary {
  cursor: pointer;
}
`,""]),t.d(n,{},{A:i})},"./labextension/style/endpoint.css"(e,n,t){var a=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),s=t.n(a),r=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=t.n(r),o=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(o),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=t.n(c),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=t.n(m),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/endpoint.css"),h={};h.styleTagTransform=u(),h.setAttributes=p(),h.insert=l().bind(null,"head"),h.domAPI=i(),h.insertStyleElement=b(),s()(x.A,h),x.A&&x.A.locals&&x.A.locals},"./labextension/style/registry.css"(e,n,t){var a=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),s=t.n(a),r=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=t.n(r),o=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(o),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=t.n(c),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=t.n(m),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"),h={};h.styleTagTransform=u(),h.setAttributes=p(),h.insert=l().bind(null,"head"),h.domAPI=i(),h.insertStyleElement=b(),s()(x.A,h),x.A&&x.A.locals&&x.A.locals}}]);