"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_audit_js"],{"./labextension/lib/pages/audit.js"(e,n,t){t.d(n,{AuditView:()=>z});var r=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react"),i=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=t.n(a),d=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),b=t.n(c),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=t.n(u),h=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(h),g=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/audit.css"),f={};f.styleTagTransform=m(),f.setAttributes=b(),f.insert=p().bind(null,"head"),f.domAPI=l(),f.insertStyleElement=x(),o()(g.A,f),g.A&&g.A.locals&&g.A.locals,t("./labextension/style/pages.css");var _=t("./labextension/lib/context.js"),j=t("./labextension/lib/kit/index.js"),v=t("./labextension/lib/words.js"),w=t("./labextension/lib/pages/chain.js"),y=t("./labextension/lib/pages/version/policy.js");function k(e){return(0,_.y3)(async(n,t,r)=>{e(await n.get("store/check",{...t,...r&&{verify:1}}))})}function N({onChecked:e}){let n=(0,_.mz)(),t=k(e);return(0,r.jsxs)(r.Fragment,{children:[(0,r.jsx)(j.$n,{busy:t.busy,title:n.__("Whether every record and every file of an artifact is there: nbpipe store check"),onClick:()=>void t.run(!1),children:n.__("Check the store")}),t.error&&(0,r.jsx)(j.aV,{error:t.error})]})}function A({checked:e,onChecked:n}){let t=(0,_.mz)(),s=k(n),{problems:i,verified:o}=e,a=0===i.length;return(0,r.jsxs)("div",{className:a?"nbp-verdict nbp-is-succeeded":"nbp-verdict nbp-is-failed",role:"alert",children:[(0,r.jsx)(j.In,{sign:a?"tick":"warning"}),(0,r.jsxs)("div",{className:"nbp-error-text",children:[(0,r.jsx)("p",{className:"nbp-error-message",children:a?o?t.__("The store is whole, every artifact read."):t.__("The store is whole."):t._n("%1 problem in the store.","%1 problems in the store.",i.length)}),i.map((e,n)=>(0,r.jsx)(y.G,{finding:e},n)),!o&&(0,r.jsx)("p",{children:(0,r.jsx)(j.$n,{busy:s.busy,title:t.__("Each file is hashed again: that takes as long as reading all of them"),onClick:()=>void s.run(!0),children:t.__("Read every artifact too")})}),s.error&&(0,r.jsx)(j.aV,{error:s.error})]}),(0,r.jsx)(j.K0,{sign:"close",label:t.__("Close"),onClick:()=>n(null)})]})}var S=t("./labextension/lib/pages/opens.js"),C=t("./labextension/lib/pages/parts.js"),T=t("./labextension/lib/pages/save.js"),$=t("./labextension/lib/pages/stores.js");function z(e){return(0,r.jsx)($.X,{children:n=>(0,r.jsx)(I,{...e,children:n})})}function I({group:e,version:n,children:t}){let i=(0,_.mz)(),[o,a]=(0,s.useState)({group:e,version:n}),[l,d]=(0,s.useState)(""),[p,c]=(0,s.useState)(""),[b,u]=(0,s.useState)(null),[x,h]=(0,s.useState)(null),[m,g]=(0,s.useState)(null),f=(0,w.n$)("audit",{...o,actor:l,action:p},"before"),v=f.pages?.at(0),y=(0,s.useMemo)(()=>f.pages?.flatMap(e=>e.rows)??null,[f.pages]),k=(0,s.useMemo)(()=>Object.assign({},...f.pages?.map(e=>e.words)??[]),[f.pages]),S=(0,s.useMemo)(()=>{var e,n;return e=i,n=k,[{id:"id",title:"#",width:"56px",align:"end",render:e=>(0,r.jsx)("span",{className:"nbp-number nbp-quiet",children:e.id})},{id:"at",title:e.__("When"),width:"108px",render:e=>(0,r.jsx)(j.gX,{at:e.at})},{id:"actor",title:e.__("Who"),width:"110px",render:e=>(0,r.jsx)("span",{title:e.actor,children:e.actor})},{id:"action",title:e.__("What"),width:"104px",render:n=>(0,r.jsx)("span",{className:"refuse"===n.action?"nbp-refused":void 0,children:M(e,n.action)})},{id:"model",title:e.__("About"),width:"150px",render:e=>(0,r.jsx)(O,{record:e})},{id:"said",title:e.__("What it says"),render:e=>(0,r.jsx)("span",{title:n[e.id],children:n[e.id]})},{id:"command",title:e.__("Command"),render:e=>(0,r.jsx)("code",{className:"nbp-audit-command",title:e.command,children:e.command})}]},[i,k]),C=y?.find(e=>e.id===b)??null,T=!!(o.group??l)||""!==p;return(0,r.jsxs)("div",{className:"nbp-view",children:[(0,r.jsxs)(j.M7,{label:i.__("Audit log"),children:[(0,r.jsx)("h2",{className:"nbp-title",children:i.__("Audit log")}),t,o.group&&(0,r.jsxs)("button",{type:"button",className:"nbp-chip",title:i.__("Show the records about all models"),onClick:()=>a({}),children:[void 0===o.version?o.group:`${o.group}:${o.version}`,(0,r.jsx)(j.In,{sign:"close",size:12,label:i.__("Show all models")})]}),(0,r.jsx)(j.l6,{label:i.__("Who"),value:l,options:[["",i.__("Everybody")],...R(v?.actors,l).map(e=>[e,e])],onChange:d}),(0,r.jsx)(j.l6,{label:i.__("What"),value:p,options:[["",i.__("Everything")],...R(v?.actions,p).map(e=>[e,M(i,e)])],onChange:c}),(0,r.jsx)(j.$x,{}),(0,r.jsx)(W,{onChecked:h}),(0,r.jsx)(N,{onChecked:g})]}),m&&(0,r.jsx)(A,{checked:m,onChecked:g}),x&&(0,r.jsx)(q,{checked:x,onClose:()=>h(null)}),f.error&&(0,r.jsx)(j.aV,{error:f.error,onRetry:f.again}),null===y?f.loading&&(0,r.jsx)(j.y$,{}):0===y.length?T?(0,r.jsx)(j.Sv,{title:i.__("No record is like that"),children:(0,r.jsx)(j.$n,{onClick:()=>{a({}),d(""),c("")},children:i.__("Show all")})}):(0,r.jsx)(j.Sv,{title:i.__("No records yet"),children:i.__("Every change of the model registry is noted here. It begins with the first model.")}):(0,r.jsx)(j.B1,{label:i.__("Record"),direction:"row",part:.36,first:(0,r.jsx)("div",{className:"nbp-scrolls nbp-audit",children:(0,r.jsx)(j.XI,{label:i.__("Records of the audit log"),columns:S,rows:y,id:e=>String(e.id),onOpen:e=>u(e.id),onMore:f.more,current:null===b?null:String(b)})}),second:C&&(0,r.jsx)(E,{record:C,said:k[C.id],onClose:()=>u(null)})})]})}let R=(e,n)=>n&&!e?.includes(n)?[...e??[],n]:e??[];function W({onChecked:e}){let n=(0,_.mz)(),t=(0,_.sy)(),i=(0,s.useRef)(null),[o,a]=(0,s.useState)(""),l=(0,_.y3)(async(n,t,r)=>{let s=r&&{count:r.count,head:r.head,at:r.at};e({known:r,verified:await n.get("audit/verify",{...t,...s})})}),d=(0,_.y3)(async(n,r)=>{var s;let i=await n.get("audit/verify",r);e({known:null,verified:i});let{count:o}=i.anchor;(0,T.U)(new Blob([(s=i.anchor,`${JSON.stringify({...s,...t&&{store:t}},null,2)}
`)],{type:"application/json"}),`anchor-${o}.json`)}),p=l.error??d.error;return(0,r.jsxs)(r.Fragment,{children:[(0,r.jsx)(j.$n,{look:"accept",busy:l.busy,onClick:()=>void l.run(null),children:n.__("Verify")}),(0,r.jsx)(j.$n,{sign:"download",busy:d.busy,title:n.__("What the log comes to now: kept elsewhere, it shows later that nobody wrote the log anew"),onClick:()=>void d.run(),children:n.__("Save an anchor")}),(0,r.jsx)(j.$n,{title:n.__("Also against an anchor that was saved earlier"),onClick:()=>i.current?.click(),children:n.__("Verify against an anchor…")}),(0,r.jsx)("input",{ref:i,type:"file",accept:".json,application/json",hidden:!0,"aria-label":n.__("Anchor"),onChange:e=>{let n=e.currentTarget,[t]=n.files??[];a(""),n.files?.length&&t.text().then(e=>{n.value="";let r=function(e){try{let{count:n,head:t,at:r}=JSON.parse(e);return Number.isInteger(n)&&"string"==typeof t&&"string"==typeof r?{count:n,head:t,at:r}:null}catch{return null}}(e);r?l.run(r):a(t.name)})}}),o&&(0,r.jsx)(j.aV,{error:{message:n.__("%1 is no anchor.",o),hint:n.__("One is made by “Save an anchor”, or by: nbpipe audit anchor -o anchor.json")}}),p&&(0,r.jsx)(j.aV,{error:p})]})}function q({checked:{verified:e,known:n},onClose:t}){let s=(0,_.mz)(),{anchor:i,problems:o}=e,a=0===o.length;return(0,r.jsxs)("div",{className:a?"nbp-verdict nbp-is-succeeded":"nbp-verdict nbp-is-failed",role:"alert",children:[(0,r.jsx)(j.In,{sign:a?"tick":"warning"}),(0,r.jsxs)("div",{className:"nbp-error-text",children:[(0,r.jsx)("p",{className:"nbp-error-message",children:a?s._n("The chain holds: %1 record, and the registry agrees.","The chain holds: %1 records, each follows from the one before it, and the registry agrees.",i.count):s._n("The chain does not hold: %1 problem.","The chain does not hold: %1 problems.",o.length)}),n&&a&&(0,r.jsx)("p",{children:s.__("It agrees with the anchor of %1, which knew %2 records.",n.at?(0,v.e0)(new Date(n.at)):"–",n.count)}),!n&&a&&(0,r.jsx)("p",{className:"nbp-quiet",children:s.__("A log that was written anew as a whole shows only beside an anchor that was kept elsewhere.")}),o.map((e,n)=>(0,r.jsx)(y.G,{finding:e},n)),(0,r.jsxs)("p",{className:"nbp-quiet",children:[s.__("Last record")," ",(0,r.jsx)(j.Id,{id:i.head})]})]}),(0,r.jsx)(j.K0,{sign:"close",label:s.__("Close"),onClick:t})]})}function E({record:e,said:n,onClose:t}){let s=(0,_.mz)(),{id:i,at:o,actor:a,action:l,command:d,data:p,previous:c,hash:b}=e,{rows:u,...x}=p,h=(0,S.c)(e.subject);return(0,r.jsxs)("aside",{className:"nbp-inspector","aria-label":s.__("Record %1",i),children:[(0,r.jsxs)("div",{className:"nbp-inspector-title",children:[(0,r.jsx)("h2",{className:"nbp-title",children:s.__("Record %1",i)}),(0,r.jsx)(j.$x,{}),(0,r.jsx)(j.K0,{sign:"close",label:s.__("Close"),onClick:t})]}),(0,r.jsxs)("div",{className:"nbp-body nbp-record",children:[(0,r.jsx)("p",{children:n}),(0,r.jsx)(C.At,{facts:[[s.__("When"),(0,v.e0)(new Date(o))],[s.__("Who"),a],[s.__("What"),M(s,l)],[s.__("About"),h?(0,r.jsx)(j.N_,{to:h,children:V(e)}):V(e)],[s.__("Command"),d&&(0,r.jsx)("code",{children:d})],[s.__("Hash"),(0,r.jsx)(j.Id,{id:b},"hash")],[s.__("Hash before"),(0,r.jsx)(j.Id,{id:c},"before")]]}),(0,r.jsx)(C.wn,{title:s.__("What it says"),children:(0,r.jsx)(j.PH,{value:x,open:1})}),Array.isArray(u)&&(0,r.jsx)(C.wn,{title:s.__("Rows that it wrote"),children:(0,r.jsx)(j.PH,{value:u,open:0})})]})]})}let V=({subject:e})=>e.replace(/^model:/,"").replace(/^(endpoint|config):/,"$1 ").replace(/^attempt:(.*)\/\d+$/,"$1");function M(e,n){return({found:e.__("Found"),register:e.__("Registered"),approve:e.__("Approved"),reject:e.__("Rejected"),alias:e.__("Alias"),stage:e.__("Stage"),delete:e.__("Deleted"),import:e.__("Taken in"),configure:e.__("Configured"),deploy:e.__("Deployed"),rollback:e.__("Rolled back"),refuse:e.__("Refused"),answer:e.__("Answered")})[n]??n}function O({record:e}){let n=(0,_.KT)(),t=(0,S.c)(e.subject),s=V(e);return t&&n.opens(t.kind)?(0,r.jsx)(j.N_,{to:t,title:s,children:s}):(0,r.jsx)("span",{title:s,children:s})}},"./labextension/lib/pages/opens.js"(e,n,t){function r({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.endpoint?{kind:"endpoint",name:e.endpoint}:e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}function s(e){let[,n,t]=/^attempt:([^/]+)\/(.+)\/\d+$/.exec(e)??[];if(n)return{kind:"execution",id:n,step:t};let[,r,s,i]=/^(\w+):(.+):(\d+)$/.exec(e)??[];return"model"===r?{kind:"model",group:s,version:Number(i)}:"endpoint"===r?{kind:"endpoint",name:s}:null}t.d(n,{T:()=>r,c:()=>s})},"./labextension/lib/pages/parts.js"(e,n,t){t.d(n,{d8:()=>y,At:()=>w,s0:()=>N,wn:()=>k});var r=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react");t("./labextension/style/pages.css");var i=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=t.n(a),d=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),b=t.n(c),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=t.n(u),h=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(h),g=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),f={};f.styleTagTransform=m(),f.setAttributes=b(),f.insert=p().bind(null,"head"),f.domAPI=l(),f.insertStyleElement=x(),o()(g.A,f),g.A&&g.A.locals&&g.A.locals;var _=t("./labextension/lib/context.js"),j=t("./labextension/lib/kit/index.js"),v=t("./labextension/lib/words.js");function w({facts:e}){return(0,r.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,r.jsxs)("div",{children:[(0,r.jsx)("dt",{children:e}),(0,r.jsx)("dd",{children:n})]},e))})}function y({id:e,step:n=null}){let t=(0,_.mz)();return(0,r.jsx)(j.N_,{to:{kind:"execution",id:e,...null!==n&&{step:n}},title:e,children:t.__("execution %1",e.slice(0,8))})}function k({title:e,children:n}){return(0,r.jsxs)("section",{className:"nbp-section",children:[(0,r.jsx)("h3",{children:e}),n]})}function N({failure:e,notebook:n,execution:t,page:s,children:i}){let o=(0,_.mz)(),a=(0,_.KT)(),{step:l,cell:d,line:p}=e,c=l??s?.card.step??null,b=[null!==c&&o.__("step %1",c),null!==d&&o.__("cell %1",d),null!==p&&o.__("line %1",p)].filter(Boolean),u=[...s?.setup??[],...s?.code??[]].find(e=>e.number===d)?.id??null,x=null===n?null:{kind:"notebook",path:n,cell:d,cellId:u,line:p};return(0,r.jsxs)(j.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[b.length>0&&(0,r.jsx)("p",{className:"nbp-quiet",children:b.join(", ")}),i,e.source&&(0,r.jsx)(j.Cy,{source:e.source,first:p,label:o.__("The line that failed")}),(0,r.jsxs)("div",{className:"nbp-ways",children:[x&&null!==d&&a.opens("notebook")&&(0,r.jsx)(j.$n,{sign:"open",onClick:()=>a.open(x),children:o.__("Open in notebook")}),void 0!==t&&null!==c&&(0,r.jsx)(A,{step:c,execution:t,there:x})]})]})}function A({step:e,execution:n,there:t}){let i=(0,_.mz)(),o=(0,_.KT)(),[a,l]=(0,s.useState)(""),d=`%pipeline debug ${e} ${(0,v.h0)(n)}`,p=async()=>{t&&await o.insert?.(t,d)?l(i.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(d),l(i.__("Copied: run it in a cell of the notebook.")))};return(0,r.jsxs)(r.Fragment,{children:[(0,r.jsx)(j.$n,{sign:"copy",title:i.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{p().catch(()=>l(i.__("It could not be copied: type it in a cell of the notebook.")))},children:i.__("Debug with its inputs")}),(0,r.jsx)("code",{className:"nbp-command",children:d}),(0,r.jsx)("span",{role:"status",className:"nbp-quiet",children:a})]})}},"./labextension/lib/pages/save.js"(e,n,t){function r(e,n){let t=URL.createObjectURL(e),r=document.createElement("a");r.href=t,r.download=n,r.click(),setTimeout(()=>URL.revokeObjectURL(t),6e4)}t.d(n,{U:()=>r})},"./labextension/lib/pages/stores.js"(e,n,t){var r=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react"),i=t("./labextension/lib/context.js"),o=t("./labextension/lib/kit/index.js");function a({children:e}){let n=(0,i.M_)(),t=(0,i.KT)(),o=(0,i.sy)(),d=(0,i.N5)(o?null:"hello"),[p,c]=(0,s.useState)(""),{data:b,again:u}=d,x=b?.stores.filter(e=>e.exists)??[],h=null!==b&&0===x.length;if((0,s.useEffect)(()=>{if(!h)return;let e=setInterval(u,1e4);return()=>clearInterval(e)},[h,u]),o)return(0,r.jsx)(r.Fragment,{children:e(null)});if(!b&&!d.error)return null;let m=p||function(e){if(!e)return"";let n=e.stores.filter(e=>e.exists);return!n.length||n.some(n=>n.path===e.store)?e.store:n.reduce((e,n)=>n.executions>e.executions?n:e).path}(b);return(0,r.jsx)(i.Provide,{live:n,host:t,store:m,children:e(x.length>1?(0,r.jsx)(l,{stores:x,store:m,onChoose:c}):null)})}function l({stores:e,store:n,onChoose:t}){let s=(0,i.mz)(),a=e.find(e=>e.path===n)?.problem;return(0,r.jsxs)(r.Fragment,{children:[(0,r.jsx)(o.l6,{label:s.__("Store"),value:n,options:e.map(e=>[e.path,s.__("%1 (%2)",e.path.replace(/\/?\.nbpipe$/,"")||s.__("This folder"),e.executions)]),onChange:t}),a&&(0,r.jsx)(o.aV,{error:{message:a}})]})}t.d(n,{X:()=>a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/audit.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(r),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(s());o.push([e.id,`/* The audit log. */

.nbp-audit > .nbp-table table {
  min-width: 760px;
}

.nbp-audit-command {
  color: var(--nbp-quiet);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
}

.nbp-refused {
  color: var(--nbp-bad);
  font-weight: 600;
}

.nbp-verdict {
  display: flex;
  flex: none;
  gap: 8px;
  margin: 8px 12px;
  padding: 8px 10px;
  max-height: 40%;
  overflow: auto;
  border: 1px solid var(--nbp-tone);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
}

.nbp-verdict > .nbp-icon {
  flex: none;
  color: var(--nbp-tone);
}

.nbp-verdict > .nbp-error-text {
  flex: 1;
}

.nbp-record {
  overflow: auto;
}

.nbp-record code {
  overflow-wrap: anywhere;
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(r),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(s());o.push([e.id,`/* ---- what failed ---- */

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
`,""]),t.d(n,{},{A:o})}}]);