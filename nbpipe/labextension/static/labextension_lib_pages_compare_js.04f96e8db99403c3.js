"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_compare_js"],{"./labextension/lib/pages/beside.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),i=n("webpack/sharing/consume/default/react");n("./labextension/style/compare.css");var a=n("./labextension/lib/context.js"),r=n("./labextension/lib/kit/index.js"),l=n("./labextension/lib/pages/compared.js"),o=n("./labextension/lib/pages/said.js");function d({label:e,columns:t,sections:n}){let r=(0,a.mz)(),[o,c]=(0,i.useState)(new Set),u=t.length+1;return(0,s.jsx)("div",{className:"nbp-beside",role:"region","aria-label":e,tabIndex:0,children:(0,s.jsxs)("table",{"aria-label":e,style:{minWidth:180+160*t.length},children:[(0,s.jsxs)("colgroup",{children:[(0,s.jsx)("col",{className:"nbp-beside-names"}),t.map(e=>(0,s.jsx)("col",{},e.id))]}),(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("td",{}),t.map(e=>(0,s.jsx)("th",{scope:"col",children:e.head},e.id))]})}),n.map(({id:e,title:t,rows:n,render:i,below:a,none:d})=>{let{differ:b,equal:m}=(0,l.vx)(n),h=o.has(e);return(0,s.jsxs)("tbody",{children:[(0,s.jsx)("tr",{className:"nbp-beside-title",children:(0,s.jsx)("th",{colSpan:u,scope:"rowgroup",children:(0,s.jsx)("span",{children:t})})}),b.map(e=>(0,s.jsx)(p,{row:e,render:i},e.name)),a&&(0,s.jsx)("tr",{className:"nbp-beside-below",children:(0,s.jsx)("td",{colSpan:u,children:a})}),m.length>0&&(0,s.jsx)("tr",{className:"nbp-beside-equal",children:(0,s.jsx)("td",{colSpan:u,children:(0,s.jsx)("button",{type:"button","aria-expanded":h,onClick:()=>{let t;!(t=new Set(o)).delete(e)&&t.add(e),c(t)},children:r._n("%1 equal row","%1 equal rows",m.length)})})}),h&&m.map(e=>(0,s.jsx)(p,{row:e,render:i},e.name)),!n.length&&!a&&(0,s.jsx)("tr",{children:(0,s.jsx)("td",{colSpan:u,className:"nbp-quiet",children:d??r.__("None.")})})]},e)})]})})}function p({row:e,render:t}){let n=(0,a.mz)();return(0,s.jsxs)("tr",{className:e.same?void 0:"nbp-beside-differs",children:[(0,s.jsxs)("th",{scope:"row",title:e.name,children:[!e.same&&(0,s.jsx)("span",{className:"nbp-beside-mark",role:"img",title:n.__("Differs"),"aria-label":n.__("Differs"),children:"≠"}),e.name]}),e.values.map((a,r)=>(0,s.jsx)("td",{children:(0,s.jsxs)(i.Fragment,{children:[t?t(a,e,r):(0,s.jsx)(c,{value:a}),e.best===r&&(0,s.jsxs)("span",{className:"nbp-best",role:"img",title:n.__("Best"),"aria-label":n.__("Best"),children:[" ","★"]})]})},r))]})}function c({value:e}){let t=(0,o.a)(e);return(0,s.jsx)("span",{className:"nbp-beside-value",title:"number"==typeof e?String(e):t,children:t})}function u(e,t,n){return"string"!=typeof e?(0,s.jsx)(c,{value:e}):(0,s.jsxs)(s.Fragment,{children:[!t.same&&(0,s.jsx)("span",{className:"nbp-letter",children:(0,l.Mm)(t.values)[n]}),(0,s.jsx)(r.Id,{id:e})]})}n.d(t,{b:()=>u,n:()=>d})},"./labextension/lib/pages/chain.js"(e,t,n){var s=n("webpack/sharing/consume/default/react"),i=n("./labextension/lib/context.js");class a{constructor(e,t,n,s){this.live=e,this.path=t,this.query=n,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let t;e.length<this.wanted&&null!==t;){let n=this.live.page(this.path,{...this.query,[this.cursor]:t});e.push(n),this.ends.has(n)||this.ends.set(n,n.subscribe(()=>this.follow())),t=n.snapshot().data?.next??null}for(let[t,n]of this.ends)e.includes(t)||(n(),this.ends.delete(t));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let t=e.flatMap(({data:e})=>null===e?[]:[e]),n=t.length===e.length,s=n?t:this.now.pages,i=e.find(e=>e.error)?.error??null,a=e.some(e=>e.loading),r=n&&null!==t[t.length-1].next?this.more:null,l=this.now,o=s?.length===l.pages?.length&&s?.every((e,t)=>e===l.pages?.[t]);o&&i===l.error&&a===l.loading&&r===l.more||(this.now={pages:o?l.pages:s,error:i,loading:a,more:r},this.heard?.())}}function r(e,t,n){let r=(0,i.M_)(),l=JSON.stringify({store:(0,i.sy)(),...t}),o=(0,s.useMemo)(()=>new a(r,e,JSON.parse(l),n),[r,e,l,n]);return{...(0,s.useSyncExternalStore)(o.subscribe,o.snapshot),again:o.again}}function l(e){let t=(0,i.M_)(),n=(0,i.sy)(),a=JSON.stringify(e),[r,l]=(0,s.useMemo)(()=>{let e=JSON.parse(a).map(e=>t.page(e,{store:n})),s=[];return[t=>{let n=e.map(e=>e.subscribe(t));return()=>n.forEach(e=>e())},()=>{let t=e.map(e=>e.snapshot());return(t.length!==s.length||t.some((e,t)=>e!==s[t]))&&(s=t),s}]},[t,n,a]);return(0,s.useSyncExternalStore)(r,l)}function o(e,t=200){let[n,i]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let n=setTimeout(()=>i(e),t);return()=>clearTimeout(n)},[e,t]),n}n.d(t,{R_:()=>l,n$:()=>r,zL:()=>o})},"./labextension/lib/pages/compare.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),i=n("webpack/sharing/consume/default/react");n("./labextension/style/compare.css"),n("./labextension/style/pages.css");var a=n("./labextension/lib/context.js"),r=n("./labextension/lib/kit/index.js"),l=n("./labextension/lib/words.js"),o=n("./labextension/lib/pages/beside.js"),d=n("./labextension/lib/pages/compared.js"),p=n("./labextension/lib/pages/chain.js"),c=n("./labextension/lib/pages/figure.js"),u=n("./labextension/lib/pages/said.js");function b({ids:e,onIds:t}){let n=(0,a.mz)(),[l,o]=(0,i.useState)(e),[d,p]=(0,i.useState)(!1),c=e.join(",");(0,i.useEffect)(()=>o(c.split(",").filter(Boolean)),[c]);let u=l.length>1,x=(0,a.N5)(u?"compare":null,{ids:l.join(",")}),f=e=>{o(e),t?.([...e])};return(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)(r.M7,{label:n.__("Comparison"),children:[(0,s.jsx)("h2",{className:"nbp-title",children:n._n("%1 execution","%1 executions compared",l.length)}),(0,s.jsx)(r.$x,{}),(0,s.jsx)(r.$n,{sign:d?"close":"add","aria-expanded":d,disabled:l.length>=10,onClick:()=>p(!d),children:n.__("Add execution")})]}),d&&(0,s.jsx)(m,{pipeline:x.data?.executions.at(0)?.pipeline??"",without:l,onAdd:e=>{f([...l,e]),p(!1)}}),u?(0,s.jsx)(r.ai,{page:x,children:e=>(0,s.jsx)(h,{data:e,onRemove:e=>f(l.filter(t=>t!==e))})}):(0,s.jsx)(r.Sv,{title:n.__("Two are needed to compare"),children:n.__("Add an execution, or select several in the list of executions.")})]})}function m({pipeline:e,without:t,onAdd:n}){let o=(0,a.mz)(),[d,c]=(0,i.useState)(""),u=(0,p.zL)(d.trim()),b=(0,p.n$)("executions",u?{search:u,limit:10}:{pipeline:e,limit:10},"before"),h=(b.pages?.flatMap(e=>e.rows)??[]).filter(e=>!t.includes(e.id));return(0,s.jsxs)("section",{className:"nbp-add","aria-label":o.__("Add execution"),children:[(0,s.jsx)(r.vj,{value:d,onChange:c,label:o.__("Search pipelines and ids")}),(0,s.jsxs)("ul",{children:[h.map(e=>(0,s.jsx)("li",{children:(0,s.jsxs)("button",{type:"button",className:"nbp-side-row",onClick:()=>n(e.id),children:[(0,s.jsx)(r.kW,{status:e.status})," ",e.pipeline," v",e.version," ",(0,s.jsx)("code",{children:(0,l.h0)(e.id)}),(0,s.jsx)(r.gX,{at:e.started_at})]})},e.id)),b.pages&&0===h.length&&(0,s.jsx)("li",{className:"nbp-quiet",children:o.__("No others.")})]}),b.more&&(0,s.jsx)(r.$n,{onClick:b.more,children:o.__("Show more")})]})}function h({data:e,onRemove:t}){let n=(0,a.mz)(),{executions:i,parameters:d,metrics:p,steps:b,code:m,artifacts:j,environment:y,figures:v}=e,_=i.map(e=>({id:e.id,head:(0,s.jsx)(x,{row:e,onRemove:()=>t(e.id)})})),w=b.filter(e=>!m.some(t=>t.step===e.name)).map(e=>e.name),S=[{id:"parameters",title:n.__("Parameters"),rows:d,none:n.__("These pipelines have no parameters.")},{id:"metrics",title:n.__("Metrics"),rows:p,below:p.length?(0,s.jsx)(f,{data:e}):void 0,none:n.__('No metric was logged. In a step: nbpipe.log_metric("auc", auc)')},{id:"code",title:n.__("Code"),rows:w.map(e=>({name:e,values:i.map(()=>n.__("same")),same:!0,best:null})),below:m.length?(0,s.jsx)(g,{code:m,executions:i}):void 0},{id:"steps",title:n.__("Steps"),rows:b,render:e=>(function(e,t){if(null===e||"object"!=typeof e||Array.isArray(e))return(0,u.a)(e);let{status:n,seconds:i,cached:a}=e;return(0,s.jsxs)("span",{className:"nbp-mark",children:[(0,s.jsx)(r.kW,{status:n,cached:!0===a}),!0===a?t.__("from the cache"):(0,s.jsx)(r.dw,{seconds:"number"==typeof i?i:null})]})})(e,n)},{id:"artifacts",title:n.__("Artifacts, by digest"),rows:j,render:o.b,none:n.__("No step saved anything.")},{id:"environment",title:n.__("Environment"),rows:y},...Object.keys(v).length?[{id:"figures",title:n.__("Figures"),rows:Object.entries(v).map(([e,t])=>{let n=t.map(e=>e?.digest??null);return{name:e,values:n,same:n.every(e=>e===n[0]),best:null}}),render:(e,t,a)=>{let r=v[t.name][a];return r?(0,s.jsx)(c.D,{artifact:r,label:n.__("%1 of %2",t.name,(0,l.h0)(i[a].id))}):"–"}}]:[]];return(0,s.jsx)(o.n,{label:n.__("Comparison"),columns:_,sections:S})}function x({row:e,onRemove:t}){let n=(0,a.mz)();return(0,s.jsxs)("div",{className:"nbp-beside-head",children:[(0,s.jsxs)("div",{children:[(0,s.jsx)(r.N_,{to:{kind:"execution",id:e.id},title:e.id,children:(0,s.jsx)("code",{children:(0,l.h0)(e.id)})}),(0,s.jsx)(r.$x,{}),(0,s.jsx)(r.K0,{sign:"close",label:n.__("Remove %1",(0,l.h0)(e.id)),onClick:t})]}),(0,s.jsxs)("div",{className:"nbp-beside-about",children:[e.pipeline," v",e.version]}),(0,s.jsx)("div",{children:(0,s.jsx)(r.oy,{status:e.status})}),(0,s.jsxs)("div",{className:"nbp-beside-about nbp-quiet",children:[(0,s.jsx)(r.gX,{at:e.started_at})," \xb7"," ",(0,s.jsx)(r.dw,{seconds:e.seconds,since:e.started_at,running:null===e.ended_at})]})]})}function f({data:{executions:e,metrics:t,series:n}}){let o=(0,a.mz)(),[p,c]=(0,i.useState)(!1),{differ:u,equal:b}=(0,i.useMemo)(()=>(0,d.vx)(t),[t]),m=[...u,...b.filter(e=>Object.hasOwn(n,e.name))].filter(e=>e.values.some(e=>"number"==typeof e)),h=p?m:m.slice(0,6),x=t=>(0,l.h0)(e[t].id);return h.length?(0,s.jsxs)("div",{className:"nbp-charts",children:[h.map(e=>{let t=(Object.hasOwn(n,e.name)?n[e.name]:[]).flatMap((e,t)=>e&&e.points.length>1?[{name:x(t),points:e.points.flatMap((e,t)=>null===e.value?[]:[{x:e.step??t,y:e.value}])}]:[]);return(0,s.jsxs)("section",{children:[(0,s.jsx)("p",{className:"nbp-charts-name",children:e.name}),t.length?(0,s.jsx)(r.bl,{label:e.name,lines:t,x:o.__("step"),best:(0,d._e)(e)}):(0,s.jsx)(r.Es,{label:e.name,best:null===e.best?null:(0,d._e)(e),bars:e.values.map((e,t)=>({name:x(t),value:"number"==typeof e?e:null}))})]},e.name)}),m.length>h.length&&(0,s.jsx)(r.$n,{onClick:()=>c(!0),children:o._n("%1 more chart","%1 more charts",m.length-h.length)})]}):null}function g({code:e,executions:t}){let n=(0,a.mz)(),{opens:i}=(0,a.KT)(),o=e=>(0,l.h0)(t[e].id);return(0,s.jsx)("div",{className:"nbp-diffs",children:e.map(({step:a,first:l,second:d,lines:p})=>{let c=p.filter(e=>e.startsWith("+")).length,u=p.filter(e=>e.startsWith("-")).length;return(0,s.jsxs)(r.av,{open:e.length<=4,title:(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)("strong",{children:a})," ",n.__("%1 → %2",o(l),o(d))," ",(0,s.jsx)("span",{className:"nbp-quiet nbp-number",children:n.__("+%1 −%2 lines",c,u)})]}),children:[i("execution")&&!a.startsWith("%")&&(0,s.jsx)("p",{className:"nbp-inline",children:[l,d].map(e=>(0,s.jsx)(r.N_,{to:{kind:"execution",id:t[e].id,step:a},children:n.__("Step %1 in %2",a,o(e))},e))}),(0,s.jsx)(r.oO,{lines:p,label:n.__("Code of %1: %2 and %3",a,o(l),o(d))})]},`${a} ${l} ${d}`)})})}n.d(t,{CompareView:()=>b})},"./labextension/lib/pages/compared.js"(e,t,n){function s(e){return{differ:e.filter(e=>!e.same),equal:e.filter(e=>e.same)}}let i=/loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(^|[^a-z])time($|[^a-z])/i;function a(e){return i.test(e)?"min":"max"}function r({name:e,values:t,best:n}){if(null===n)return a(e);let s=t.filter(e=>"number"==typeof e);return t[n]===Math.max(...s)?"max":"min"}function l(e,t){let n=t.flatMap((e,t)=>"number"==typeof e&&Number.isFinite(e)?[{value:e,index:t}]:[]);if(new Set(n.map(({value:e})=>e)).size<2)return null;let s="max"===a(e)?1:-1;return n.reduce((e,t)=>s*t.value>s*e.value?t:e).index}function o(e,t=()=>null){return[...new Set(e.flatMap(e=>Object.keys(e)))].map(n=>{let s=e.map(e=>e[n]??null),i=e.every(e=>n in e)&&s.every(e=>(function e(t,n){if(null===t||null===n||"object"!=typeof t||"object"!=typeof n)return t===n;let[s,i]=[Object.entries(t),new Map(Object.entries(n))];return Array.isArray(t)===Array.isArray(n)&&s.length===i.size&&s.every(([t,n])=>i.has(t)&&e(n,i.get(t)))})(e,s[0]));return{name:n,values:s,same:i,best:i?null:t(n,s)}})}function d(e){let t=[];return e.map(e=>{if(null===e)return"";let n=JSON.stringify(e);return t.includes(n)||t.push(n),String.fromCharCode(65+t.indexOf(n)%26)})}n.d(t,{JF:()=>a,Mm:()=>d,RO:()=>o,Ui:()=>l,_e:()=>r,vx:()=>s})},"./labextension/lib/pages/figure.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),i=n("webpack/sharing/consume/default/react");n("./labextension/style/pages.css");var a=n("./labextension/lib/api.js"),r=n("./labextension/lib/context.js"),l=n("./labextension/lib/kit/index.js");function o({artifact:e,label:t,gone:n=!1}){let d=(0,r.mz)(),p=(0,r.gf)(),c=(0,r.sy)(),{digest:u,preview:b,media_type:m,size:h}=e,x=m.startsWith("image/"),f="image"===b.kind&&"string"==typeof b.data&&"string"==typeof b.media_type?`data:${b.media_type};base64,${b.data}`:null,[g,j]=(0,i.useState)(null),y=(0,r.y3)(async()=>{let e=await p.bytes((0,a.wE)`artifacts/${u}/content`,{store:c});j(URL.createObjectURL(e))});(0,i.useEffect)(()=>()=>{g&&URL.revokeObjectURL(g)},[g]);let{run:v}=y,_=x&&null===f&&!n;(0,i.useEffect)(()=>{_&&v()},[_,v]);let w=g??f;return(0,s.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,s.jsx)("img",{src:w,alt:t,className:g?"nbp-figure-whole":void 0}),null===w&&!x&&"string"==typeof b.text&&(0,s.jsx)("pre",{children:b.text}),(0,s.jsxs)("figcaption",{children:[t," ",n?(0,s.jsx)("span",{className:"nbp-quiet",children:d.__("the file is not in the store any more")}):x&&null!==f&&!g?(0,s.jsx)(l.$n,{busy:y.busy,onClick:()=>void v(),children:d.__("Full size")}):(0,s.jsx)("span",{className:"nbp-quiet",children:(0,s.jsx)(l.Ix,{size:h})})]}),y.error&&(0,s.jsx)(l.aV,{error:y.error,onRetry:()=>void v()})]})}n.d(t,{D:()=>o})},"./labextension/lib/pages/said.js"(e,t,n){var s=n("./labextension/lib/words.js");function i(e){return null==e?"–":"number"==typeof e?(0,s.vm)(e):"string"==typeof e?e:JSON.stringify(e)}n.d(t,{a:()=>i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=n.n(s),a=n("./node_modules/css-loader/dist/runtime/api.js"),r=(n.n(a))()(i());r.push([e.id,`.nbp-beside {
  flex: 1;
  min-height: 0;
  overflow: auto;
}

.nbp-beside > table {
  width: 100%;
  border-collapse: separate;
  border-spacing: 0;
  table-layout: fixed;
}

.nbp-beside-names {
  width: 180px;
}

.nbp-beside > table > * > tr > * {
  padding: 4px 8px;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  vertical-align: top;
  overflow-wrap: anywhere;
}

.nbp-beside > table > thead > tr > * {
  position: sticky;
  top: 0;
  z-index: 2;
  background: var(--nbp-page);
  font-weight: 400;
}

.nbp-beside > table > tbody > tr > th[scope='row'] {
  position: sticky;
  left: 0;
  z-index: 1;
  padding-inline-start: 25px;
  background: var(--nbp-page);
  font-weight: 400;
}

.nbp-beside > table > tbody > .nbp-beside-differs > th {
  font-weight: 600;
}

.nbp-beside-differs > * {
  box-shadow: inset 0 0 0 100vmax color-mix(in srgb, var(--nbp-warn) 8%, transparent);
}

.nbp-beside-mark {
  display: inline-block;
  width: 14px;
  margin-inline: -17px 3px;
  text-align: center;
}

.nbp-beside > table > tbody > .nbp-beside-title > th {
  padding-top: 14px;
  font-weight: 600;
}

.nbp-beside-title > th > span {
  position: sticky;
  left: 8px;
}

.nbp-beside-equal button {
  position: sticky;
  left: 8px;
  padding: 0;
  border: 0;
  background: none;
  color: var(--nbp-quiet);
  cursor: pointer;
}

.nbp-beside-equal button::before {
  display: inline-block;
  width: 14px;
  content: '▸';
}

.nbp-beside-equal button[aria-expanded='true']::before {
  content: '▾';
}

.nbp-beside-head {
  display: flex;
  flex-direction: column;
  gap: 1px;
}

.nbp-beside-head > div:first-child {
  display: flex;
  align-items: center;
}

.nbp-beside-head code,
.nbp-add code {
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: inherit;
  font-weight: 600;
}

.nbp-beside-about {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-best {
  color: var(--nbp-good);
}

.nbp-letter {
  display: inline-block;
  min-width: 18px;
  margin-inline-end: 5px;
  padding: 0 4px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  text-align: center;
}

.nbp-charts {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
  gap: 12px 24px;
  padding: 6px 0;
}

.nbp-charts > section {
  min-width: 0;
}

.nbp-charts > button {
  place-self: center;
}

.nbp-root .nbp-charts-name {
  margin-bottom: 4px;
  font-weight: 600;
}

.nbp-diffs .nbp-diff {
  max-height: 360px;
  margin: 4px 0 10px;
}

.nbp-add {
  display: flex;
  flex: none;
  flex-direction: column;
  gap: 4px;
  max-height: 240px;
  padding: 8px;
  overflow: auto;
  border-bottom: 1px solid var(--nbp-line);
  background: var(--nbp-page);
}

.nbp-add ul {
  margin: 0;
  padding: 0;
  list-style: none;
}
`,""]),n.d(t,{},{A:r})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=n.n(s),a=n("./node_modules/css-loader/dist/runtime/api.js"),r=(n.n(a))()(i());r.push([e.id,`.nbp-view {
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
`,""]),n.d(t,{},{A:r})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",s=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),s&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),s&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,s,i,a){"string"==typeof e&&(e=[[null,e,void 0]]);var r={};if(s)for(var l=0;l<this.length;l++){var o=this[l][0];null!=o&&(r[o]=!0)}for(var d=0;d<e.length;d++){var p=[].concat(e[d]);s&&r[p[0]]||(void 0!==a&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=a),n&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=n),i&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=i):p[4]="".concat(i)),t.push(p))}},t}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/compare.css"(e,t,n){var s=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(s),a=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),r=n.n(a),l=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=n.n(l),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(d),c=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=n.n(c),b=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=n.n(b),h=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"),x={};x.styleTagTransform=m(),x.setAttributes=p(),x.insert=o().bind(null,"head"),x.domAPI=r(),x.insertStyleElement=u(),i()(h.A,x),h.A&&h.A.locals&&h.A.locals},"./labextension/style/pages.css"(e,t,n){var s=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(s),a=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),r=n.n(a),l=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=n.n(l),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(d),c=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=n.n(c),b=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=n.n(b),h=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),x={};x.styleTagTransform=m(),x.setAttributes=p(),x.insert=o().bind(null,"head"),x.domAPI=r(),x.insertStyleElement=u(),i()(h.A,x),h.A&&h.A.locals&&h.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var t=[];function n(e){for(var n=-1,s=0;s<t.length;s++)if(t[s].identifier===e){n=s;break}return n}function s(e,s){for(var i={},a=[],r=0;r<e.length;r++){var l=e[r],o=s.base?l[0]+s.base:l[0],d=i[o]||0,p="".concat(o," ").concat(d);i[o]=d+1;var c=n(p),u={css:l[1],media:l[2],sourceMap:l[3],supports:l[4],layer:l[5]};if(-1!==c)t[c].references++,t[c].updater(u);else{var b=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(u,s);s.byIndex=r,t.splice(r,0,{identifier:p,updater:b,references:1})}a.push(p)}return a}e.exports=function(e,i){var a=s(e=e||[],i=i||{});return function(e){e=e||[];for(var r=0;r<a.length;r++){var l=n(a[r]);t[l].references--}for(var o=s(e,i),d=0;d<a.length;d++){var p=n(a[d]);0===t[p].references&&(t[p].updater(),t.splice(p,1))}a=o}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var t={};e.exports=function(e,n){var s=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(n)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var s,i,a;s="",n.supports&&(s+="@supports (".concat(n.supports,") {")),n.media&&(s+="@media ".concat(n.media," {")),(i=void 0!==n.layer)&&(s+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),s+=n.css,i&&(s+="}"),n.media&&(s+="}"),n.supports&&(s+="}"),(a=n.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(s,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);