"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_compare_js"],{"./labextension/lib/pages/beside.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/compare.css");var a=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js"),r=s("./labextension/lib/pages/compared.js"),d=s("./labextension/lib/pages/said.js");function o({label:e,columns:n,sections:s}){let l=(0,a.mz)(),[d,c]=(0,i.useState)(new Set),b=n.length+1;return(0,t.jsx)("div",{className:"nbp-beside",role:"region","aria-label":e,tabIndex:0,children:(0,t.jsxs)("table",{"aria-label":e,style:{minWidth:180+160*n.length},children:[(0,t.jsxs)("colgroup",{children:[(0,t.jsx)("col",{className:"nbp-beside-names"}),n.map(e=>(0,t.jsx)("col",{},e.id))]}),(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("td",{}),n.map(e=>(0,t.jsx)("th",{scope:"col",children:e.head},e.id))]})}),s.map(({id:e,title:n,rows:s,render:i,below:a,none:o})=>{let{differ:x,equal:m}=(0,r.vx)(s),u=d.has(e);return(0,t.jsxs)("tbody",{children:[(0,t.jsx)("tr",{className:"nbp-beside-title",children:(0,t.jsx)("th",{colSpan:b,scope:"rowgroup",children:(0,t.jsx)("span",{children:n})})}),x.map(e=>(0,t.jsx)(p,{row:e,render:i},e.name)),a&&(0,t.jsx)("tr",{className:"nbp-beside-below",children:(0,t.jsx)("td",{colSpan:b,children:a})}),m.length>0&&(0,t.jsx)("tr",{className:"nbp-beside-equal",children:(0,t.jsx)("td",{colSpan:b,children:(0,t.jsx)("button",{type:"button","aria-expanded":u,onClick:()=>{let n;!(n=new Set(d)).delete(e)&&n.add(e),c(n)},children:l._n("%1 equal row","%1 equal rows",m.length)})})}),u&&m.map(e=>(0,t.jsx)(p,{row:e,render:i},e.name)),!s.length&&!a&&(0,t.jsx)("tr",{children:(0,t.jsx)("td",{colSpan:b,className:"nbp-quiet",children:o??l.__("None.")})})]},e)})]})})}function p({row:e,render:n}){let s=(0,a.mz)();return(0,t.jsxs)("tr",{className:e.same?void 0:"nbp-beside-differs",children:[(0,t.jsxs)("th",{scope:"row",title:e.name,children:[!e.same&&(0,t.jsx)("span",{className:"nbp-beside-mark",role:"img",title:s.__("Differs"),"aria-label":s.__("Differs"),children:"≠"}),e.name]}),e.values.map((a,l)=>(0,t.jsx)("td",{children:(0,t.jsxs)(i.Fragment,{children:[n?n(a,e,l):(0,t.jsx)(c,{value:a}),e.best===l&&(0,t.jsxs)("span",{className:"nbp-best",role:"img",title:s.__("Best"),"aria-label":s.__("Best"),children:[" ","★"]})]})},l))]})}function c({value:e}){let n=(0,d.a)(e);return(0,t.jsx)("span",{className:"nbp-beside-value",title:"number"==typeof e?String(e):n,children:n})}function b(e,n,s){return"string"!=typeof e?(0,t.jsx)(c,{value:e}):(0,t.jsxs)(t.Fragment,{children:[!n.same&&(0,t.jsx)("span",{className:"nbp-letter",children:(0,r.Mm)(n.values)[s]}),(0,t.jsx)(l.Id,{id:e})]})}s.d(n,{b:()=>b,n:()=>o})},"./labextension/lib/pages/compare.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/compare.css"),s("./labextension/style/pages.css");var a=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js"),r=s("./labextension/lib/words.js"),d=s("./labextension/lib/pages/beside.js"),o=s("./labextension/lib/pages/compared.js"),p=s("./labextension/lib/pages/chain.js"),c=s("./labextension/lib/pages/figure.js"),b=s("./labextension/lib/pages/said.js");function x({ids:e,onIds:n}){let s=(0,a.mz)(),[r,d]=(0,i.useState)(e),[o,p]=(0,i.useState)(!1),c=e.join(",");(0,i.useEffect)(()=>d(c.split(",").filter(Boolean)),[c]);let b=r.length>1,h=(0,a.N5)(b?"compare":null,{ids:r.join(",")}),j=e=>{d(e),n?.([...e])};return(0,t.jsxs)("div",{className:"nbp-view",children:[(0,t.jsxs)(l.M7,{label:s.__("Comparison"),children:[(0,t.jsx)("h2",{className:"nbp-title",children:s._n("%1 execution","%1 executions compared",r.length)}),(0,t.jsx)(l.$x,{}),(0,t.jsx)(l.$n,{sign:o?"close":"add","aria-expanded":o,disabled:r.length>=10,onClick:()=>p(!o),children:s.__("Add execution")})]}),o&&(0,t.jsx)(m,{pipeline:h.data?.executions.at(0)?.pipeline??"",without:r,onAdd:e=>{j([...r,e]),p(!1)}}),b?(0,t.jsx)(l.ai,{page:h,children:e=>(0,t.jsx)(u,{data:e,onRemove:e=>j(r.filter(n=>n!==e))})}):(0,t.jsx)(l.Sv,{title:s.__("Two are needed to compare"),children:s.__("Add an execution, or select several in the list of executions.")})]})}function m({pipeline:e,without:n,onAdd:s}){let d=(0,a.mz)(),[o,c]=(0,i.useState)(""),b=(0,p.zL)(o.trim()),x=(0,p.n$)("executions",b?{search:b,limit:10}:{pipeline:e,limit:10},"before"),u=(x.pages?.flatMap(e=>e.rows)??[]).filter(e=>!n.includes(e.id));return(0,t.jsxs)("section",{className:"nbp-add","aria-label":d.__("Add execution"),children:[(0,t.jsx)(l.vj,{value:o,onChange:c,label:d.__("Search pipelines and ids")}),(0,t.jsxs)("ul",{children:[u.map(e=>(0,t.jsx)("li",{children:(0,t.jsxs)("button",{type:"button",className:"nbp-side-row",onClick:()=>s(e.id),children:[(0,t.jsx)(l.kW,{status:e.status})," ",e.pipeline," v",e.version," ",(0,t.jsx)("code",{children:(0,r.h0)(e.id)}),(0,t.jsx)(l.gX,{at:e.started_at})]})},e.id)),x.pages&&0===u.length&&(0,t.jsx)("li",{className:"nbp-quiet",children:d.__("No others.")})]}),x.more&&(0,t.jsx)(l.$n,{onClick:x.more,children:d.__("Show more")})]})}function u({data:e,onRemove:n}){let s=(0,a.mz)(),{executions:i,parameters:l,metrics:o,steps:p,code:b,artifacts:x,environment:m,figures:_}=e,v=i.map(e=>({id:e.id,head:(0,t.jsx)(h,{row:e,onRemove:()=>n(e.id)})})),y=p.filter(e=>!b.some(n=>n.step===e.name)).map(e=>e.name),w=[{id:"parameters",title:s.__("Parameters"),rows:l,none:s.__("These pipelines have no parameters.")},{id:"metrics",title:s.__("Metrics"),rows:o,below:o.length?(0,t.jsx)(g,{data:e}):void 0,none:s.__('No metric was logged. In a step: nbpipe.log_metric("auc", auc)')},{id:"code",title:s.__("Code"),rows:y.map(e=>({name:e,values:i.map(()=>s.__("same")),same:!0,best:null})),below:b.length?(0,t.jsx)(f,{code:b,executions:i}):void 0},{id:"steps",title:s.__("Steps"),rows:p,render:j},{id:"artifacts",title:s.__("Artifacts, by digest"),rows:x,render:d.b,none:s.__("No step saved anything.")},{id:"environment",title:s.__("Environment"),rows:m},...Object.keys(_).length?[{id:"figures",title:s.__("Figures"),rows:Object.entries(_).map(([e,n])=>{let s=n.map(e=>e?.digest??null);return{name:e,values:s,same:s.every(e=>e===s[0]),best:null}}),render:(e,n,a)=>{let l=_[n.name][a];return l?(0,t.jsx)(c.D,{artifact:l,label:s.__("%1 of %2",n.name,(0,r.h0)(i[a].id))}):"–"}}]:[]];return(0,t.jsx)(d.n,{label:s.__("Comparison"),columns:v,sections:w})}function h({row:e,onRemove:n}){let s=(0,a.mz)();return(0,t.jsxs)("div",{className:"nbp-beside-head",children:[(0,t.jsxs)("div",{children:[(0,t.jsx)(l.N_,{to:{kind:"execution",id:e.id},title:e.id,children:(0,t.jsx)("code",{children:(0,r.h0)(e.id)})}),(0,t.jsx)(l.$x,{}),(0,t.jsx)(l.K0,{sign:"close",label:s.__("Remove %1",(0,r.h0)(e.id)),onClick:n})]}),(0,t.jsxs)("div",{className:"nbp-beside-about",children:[e.pipeline," v",e.version]}),(0,t.jsx)("div",{children:(0,t.jsx)(l.oy,{status:e.status})}),(0,t.jsxs)("div",{className:"nbp-beside-about nbp-quiet",children:[(0,t.jsx)(l.gX,{at:e.started_at})," \xb7"," ",(0,t.jsx)(l.dw,{seconds:e.seconds,since:e.started_at,running:null===e.ended_at})]})]})}function j(e){if(null===e||"object"!=typeof e||Array.isArray(e))return(0,b.a)(e);let{status:n,seconds:s,cached:i}=e;return(0,t.jsxs)("span",{className:"nbp-mark",children:[(0,t.jsx)(l.kW,{status:n,cached:!0===i}),(0,t.jsx)(l.dw,{seconds:"number"==typeof s?s:null})]})}function g({data:{executions:e,metrics:n,series:s}}){let d=(0,a.mz)(),[p,c]=(0,i.useState)(!1),{differ:b,equal:x}=(0,i.useMemo)(()=>(0,o.vx)(n),[n]),m=[...b,...x.filter(e=>Object.hasOwn(s,e.name))].filter(e=>e.values.some(e=>"number"==typeof e)),u=p?m:m.slice(0,6),h=n=>(0,r.h0)(e[n].id);return u.length?(0,t.jsxs)("div",{className:"nbp-charts",children:[u.map(e=>{let n=(Object.hasOwn(s,e.name)?s[e.name]:[]).flatMap((e,n)=>e&&e.points.length>1?[{name:h(n),points:e.points.flatMap((e,n)=>null===e.value?[]:[{x:e.step??n,y:e.value}])}]:[]);return(0,t.jsxs)("section",{children:[(0,t.jsx)("p",{className:"nbp-charts-name",children:e.name}),n.length?(0,t.jsx)(l.bl,{label:e.name,lines:n,x:d.__("step"),best:(0,o._e)(e)}):(0,t.jsx)(l.Es,{label:e.name,best:null===e.best?null:(0,o._e)(e),bars:e.values.map((e,n)=>({name:h(n),value:"number"==typeof e?e:null}))})]},e.name)}),m.length>u.length&&(0,t.jsx)(l.$n,{onClick:()=>c(!0),children:d._n("%1 more chart","%1 more charts",m.length-u.length)})]}):null}function f({code:e,executions:n}){let s=(0,a.mz)(),{opens:i}=(0,a.KT)(),d=e=>(0,r.h0)(n[e].id);return(0,t.jsx)("div",{className:"nbp-diffs",children:e.map(({step:a,first:r,second:o,lines:p})=>{let c=p.filter(e=>e.startsWith("+")).length,b=p.filter(e=>e.startsWith("-")).length;return(0,t.jsxs)(l.av,{open:e.length<=4,title:(0,t.jsxs)(t.Fragment,{children:[(0,t.jsx)("strong",{children:a})," ",s.__("%1 → %2",d(r),d(o))," ",(0,t.jsx)("span",{className:"nbp-quiet nbp-number",children:s.__("+%1 −%2 lines",c,b)})]}),children:[i("execution")&&!a.startsWith("%")&&(0,t.jsx)("p",{className:"nbp-inline",children:[r,o].map(e=>(0,t.jsx)(l.N_,{to:{kind:"execution",id:n[e].id,step:a},children:s.__("Step %1 in %2",a,d(e))},e))}),(0,t.jsx)(l.oO,{lines:p,label:s.__("Code of %1: %2 and %3",a,d(r),d(o))})]},`${a} ${r} ${o}`)})})}s.d(n,{CompareView:()=>x})},"./labextension/lib/pages/figure.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react"),a=s("./labextension/lib/api.js"),l=s("./labextension/lib/context.js"),r=s("./labextension/lib/kit/index.js");function d({artifact:e,label:n,gone:s=!1}){let o=(0,l.mz)(),p=(0,l.gf)(),c=(0,l.sy)(),{digest:b,preview:x,media_type:m,size:u}=e,h=m.startsWith("image/"),j="image"===x.kind&&"string"==typeof x.data&&"string"==typeof x.media_type?`data:${x.media_type};base64,${x.data}`:null,[g,f]=(0,i.useState)(null),_=(0,l.y3)(async()=>{let e=await p.bytes((0,a.wE)`artifacts/${b}/content`,{store:c});f(URL.createObjectURL(e))});(0,i.useEffect)(()=>()=>{g&&URL.revokeObjectURL(g)},[g]);let{run:v}=_,y=h&&null===j&&!s;(0,i.useEffect)(()=>{y&&v()},[y,v]);let w=g??j;return(0,t.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,t.jsx)("img",{src:w,alt:n,className:g?"nbp-figure-whole":void 0}),null===w&&!h&&"string"==typeof x.text&&(0,t.jsx)("pre",{children:x.text}),(0,t.jsxs)("figcaption",{children:[n," ",s?(0,t.jsx)("span",{className:"nbp-quiet",children:o.__("the file is not in the store any more")}):h&&null!==j&&!g?(0,t.jsx)(r.$n,{busy:_.busy,onClick:()=>void v(),children:o.__("Full size")}):(0,t.jsx)("span",{className:"nbp-quiet",children:(0,t.jsx)(r.Ix,{size:u})})]}),_.error&&(0,t.jsx)(r.aV,{error:_.error,onRetry:()=>void v()})]})}s.d(n,{D:()=>d})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"(e,n,s){var t=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=s.n(t),a=s("./node_modules/css-loader/dist/runtime/api.js"),l=(s.n(a))()(i());l.push([e.id,`.nbp-beside {
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
`,""]),s.d(n,{},{A:l})},"./labextension/style/compare.css"(e,n,s){var t=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=s.n(t),a=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=s.n(a),r=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),d=s.n(r),o=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=s.n(o),c=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=s.n(c),x=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=s.n(x),u=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"),h={};h.styleTagTransform=m(),h.setAttributes=p(),h.insert=d().bind(null,"head"),h.domAPI=l(),h.insertStyleElement=b(),i()(u.A,h),u.A&&u.A.locals&&u.A.locals}}]);