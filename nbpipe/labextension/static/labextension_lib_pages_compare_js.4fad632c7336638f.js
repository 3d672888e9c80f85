"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_compare_js"],{"./labextension/lib/pages/chain.js"(e,s,n){var t=n("webpack/sharing/consume/default/react"),i=n("./labextension/lib/context.js");class l{constructor(e,s,n,t){this.live=e,this.path=s,this.query=n,this.cursor=t,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let s;e.length<this.wanted&&null!==s;){let n=this.live.page(this.path,{...this.query,[this.cursor]:s});e.push(n),this.ends.has(n)||this.ends.set(n,n.subscribe(()=>this.follow())),s=n.snapshot().data?.next??null}for(let[s,n]of this.ends)e.includes(s)||(n(),this.ends.delete(s));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let s=e.flatMap(({data:e})=>null===e?[]:[e]),n=s.length===e.length,t=n?s:this.now.pages,i=e.find(e=>e.error)?.error??null,l=e.some(e=>e.loading),a=n&&null!==s[s.length-1].next?this.more:null,r=this.now,o=t?.length===r.pages?.length&&t?.every((e,s)=>e===r.pages?.[s]);o&&i===r.error&&l===r.loading&&a===r.more||(this.now={pages:o?r.pages:t,error:i,loading:l,more:a},this.heard?.())}}function a(e,s,n){let a=(0,i.M_)(),r=JSON.stringify({store:(0,i.sy)(),...s}),o=(0,t.useMemo)(()=>new l(a,e,JSON.parse(r),n),[a,e,r,n]);return{...(0,t.useSyncExternalStore)(o.subscribe,o.snapshot),again:o.again}}function r(e){let s=(0,i.M_)(),n=(0,i.sy)(),l=JSON.stringify(e),[a,r]=(0,t.useMemo)(()=>{let e=JSON.parse(l).map(e=>s.page(e,{store:n})),t=[];return[s=>{let n=e.map(e=>e.subscribe(s));return()=>n.forEach(e=>e())},()=>{let s=e.map(e=>e.snapshot());return(s.length!==t.length||s.some((e,s)=>e!==t[s]))&&(t=s),t}]},[s,n,l]);return(0,t.useSyncExternalStore)(a,r)}function o(e,s=200){let[n,i]=(0,t.useState)(e);return(0,t.useEffect)(()=>{let n=setTimeout(()=>i(e),s);return()=>clearTimeout(n)},[e,s]),n}n.d(s,{R_:()=>r,n$:()=>a,zL:()=>o})},"./labextension/lib/pages/compare.js"(e,s,n){var t=n("./node_modules/react/jsx-runtime.js"),i=n("webpack/sharing/consume/default/react");n("./labextension/style/compare.css"),n("./labextension/style/pages.css");var l=n("./labextension/lib/context.js"),a=n("./labextension/lib/kit/index.js"),r=n("./labextension/lib/words.js"),o=n("./labextension/lib/pages/beside.js"),d=n("./labextension/lib/pages/compared.js"),p=n("./labextension/lib/pages/chain.js"),c=n("./labextension/lib/pages/figure.js"),h=n("./labextension/lib/pages/said.js");function u({ids:e,onIds:s}){let n=(0,l.mz)(),[r,o]=(0,i.useState)(e),[d,p]=(0,i.useState)(!1),c=e.join(",");(0,i.useEffect)(()=>o(c.split(",").filter(Boolean)),[c]);let h=r.length>1,b=(0,l.N5)(h?"compare":null,{ids:r.join(",")}),g=e=>{o(e),s?.([...e])};return(0,t.jsxs)("div",{className:"nbp-view",children:[(0,t.jsxs)(a.M7,{label:n.__("Comparison"),children:[(0,t.jsx)("h2",{className:"nbp-title",children:n._n("%1 execution","%1 executions compared",r.length)}),(0,t.jsx)(a.$x,{}),(0,t.jsx)(a.$n,{sign:d?"close":"add","aria-expanded":d,disabled:r.length>=10,onClick:()=>p(!d),children:n.__("Add execution")})]}),d&&(0,t.jsx)(m,{pipeline:b.data?.executions.at(0)?.pipeline??"",without:r,onAdd:e=>{g([...r,e]),p(!1)}}),h?(0,t.jsx)(a.ai,{page:b,children:e=>(0,t.jsx)(x,{data:e,onRemove:e=>g(r.filter(s=>s!==e))})}):(0,t.jsx)(a.Sv,{title:n.__("Two are needed to compare"),children:n.__("Add an execution, or select several in the list of executions.")})]})}function m({pipeline:e,without:s,onAdd:n}){let o=(0,l.mz)(),[d,c]=(0,i.useState)(""),h=(0,p.zL)(d.trim()),u=(0,p.n$)("executions",h?{search:h,limit:10}:{pipeline:e,limit:10},"before"),x=(u.pages?.flatMap(e=>e.rows)??[]).filter(e=>!s.includes(e.id));return(0,t.jsxs)("section",{className:"nbp-add","aria-label":o.__("Add execution"),children:[(0,t.jsx)(a.vj,{value:d,onChange:c,label:o.__("Search pipelines and ids")}),(0,t.jsxs)("ul",{children:[x.map(e=>(0,t.jsx)("li",{children:(0,t.jsxs)("button",{type:"button",className:"nbp-side-row",onClick:()=>n(e.id),children:[(0,t.jsx)(a.kW,{status:e.status})," ",e.pipeline," v",e.version," ",(0,t.jsx)("code",{children:(0,r.h0)(e.id)}),(0,t.jsx)(a.gX,{at:e.started_at})]})},e.id)),u.pages&&0===x.length&&(0,t.jsx)("li",{className:"nbp-quiet",children:o.__("No others.")})]}),u.more&&(0,t.jsx)(a.$n,{onClick:u.more,children:o.__("Show more")})]})}function x({data:e,onRemove:s}){let n=(0,l.mz)(),{executions:i,parameters:d,metrics:p,steps:u,code:m,artifacts:j,environment:_,figures:w}=e,v=i.map(e=>({id:e.id,head:(0,t.jsx)(b,{row:e,onRemove:()=>s(e.id)})})),y=u.filter(e=>!m.some(s=>s.step===e.name)).map(e=>e.name),N=[{id:"parameters",title:n.__("Parameters"),rows:d,none:n.__("These pipelines have no parameters.")},{id:"metrics",title:n.__("Metrics"),rows:p,below:p.length?(0,t.jsx)(g,{data:e}):void 0,none:n.__('No metric was logged. In a step: nbpipe.log_metric("auc", auc)')},{id:"code",title:n.__("Code"),rows:y.map(e=>({name:e,values:i.map(()=>n.__("same")),same:!0,best:null})),below:m.length?(0,t.jsx)(f,{code:m,executions:i}):void 0},{id:"steps",title:n.__("Steps"),rows:u,render:e=>(function(e,s){if(null===e||"object"!=typeof e||Array.isArray(e))return(0,h.a)(e);let{status:n,seconds:i,cached:l}=e;return(0,t.jsxs)("span",{className:"nbp-mark",children:[(0,t.jsx)(a.kW,{status:n,cached:!0===l}),!0===l?s.__("from the cache"):(0,t.jsx)(a.dw,{seconds:"number"==typeof i?i:null})]})})(e,n)},{id:"artifacts",title:n.__("Artifacts, by digest"),rows:j,render:o.b,none:n.__("No step saved anything.")},{id:"environment",title:n.__("Environment"),rows:_},...Object.keys(w).length?[{id:"figures",title:n.__("Figures"),rows:Object.entries(w).map(([e,s])=>{let n=s.map(e=>e?.digest??null);return{name:e,values:n,same:n.every(e=>e===n[0]),best:null}}),render:(e,s,l)=>{let a=w[s.name][l];return a?(0,t.jsx)(c.D,{artifact:a,label:n.__("%1 of %2",s.name,(0,r.h0)(i[l].id))}):"–"}}]:[]];return(0,t.jsx)(o.n,{label:n.__("Comparison"),columns:v,sections:N})}function b({row:e,onRemove:s}){let n=(0,l.mz)();return(0,t.jsxs)("div",{className:"nbp-beside-head",children:[(0,t.jsxs)("div",{children:[(0,t.jsx)(a.N_,{to:{kind:"execution",id:e.id},title:e.id,children:(0,t.jsx)("code",{children:(0,r.h0)(e.id)})}),(0,t.jsx)(a.$x,{}),(0,t.jsx)(a.K0,{sign:"close",label:n.__("Remove %1",(0,r.h0)(e.id)),onClick:s})]}),(0,t.jsxs)("div",{className:"nbp-beside-about",children:[e.pipeline," v",e.version]}),(0,t.jsx)("div",{children:(0,t.jsx)(a.oy,{status:e.status})}),(0,t.jsxs)("div",{className:"nbp-beside-about nbp-quiet",children:[(0,t.jsx)(a.gX,{at:e.started_at})," \xb7"," ",(0,t.jsx)(a.dw,{seconds:e.seconds,since:e.started_at,running:null===e.ended_at})]})]})}function g({data:{executions:e,metrics:s,series:n}}){let o=(0,l.mz)(),[p,c]=(0,i.useState)(!1),{differ:h,equal:u}=(0,i.useMemo)(()=>(0,d.vx)(s),[s]),m=[...h,...u.filter(e=>Object.hasOwn(n,e.name))].filter(e=>e.values.some(e=>"number"==typeof e)),x=p?m:m.slice(0,6),b=s=>(0,r.h0)(e[s].id);return x.length?(0,t.jsxs)("div",{className:"nbp-charts",children:[x.map(e=>{let s=(Object.hasOwn(n,e.name)?n[e.name]:[]).flatMap((e,s)=>e&&e.points.length>1?[{name:b(s),points:e.points.flatMap((e,s)=>null===e.value?[]:[{x:e.step??s,y:e.value}])}]:[]);return(0,t.jsxs)("section",{children:[(0,t.jsx)("p",{className:"nbp-charts-name",children:e.name}),s.length?(0,t.jsx)(a.bl,{label:e.name,lines:s,x:o.__("step"),best:(0,d._e)(e)}):(0,t.jsx)(a.Es,{label:e.name,best:null===e.best?null:(0,d._e)(e),bars:e.values.map((e,s)=>({name:b(s),value:"number"==typeof e?e:null}))})]},e.name)}),m.length>x.length&&(0,t.jsx)(a.$n,{onClick:()=>c(!0),children:o._n("%1 more chart","%1 more charts",m.length-x.length)})]}):null}function f({code:e,executions:s}){let n=(0,l.mz)(),{opens:i}=(0,l.KT)(),o=e=>(0,r.h0)(s[e].id);return(0,t.jsx)("div",{className:"nbp-diffs",children:e.map(({step:l,first:r,second:d,lines:p})=>{let c=p.filter(e=>e.startsWith("+")).length,h=p.filter(e=>e.startsWith("-")).length;return(0,t.jsxs)(a.av,{open:e.length<=4,title:(0,t.jsxs)(t.Fragment,{children:[(0,t.jsx)("strong",{children:l})," ",n.__("%1 → %2",o(r),o(d))," ",(0,t.jsx)("span",{className:"nbp-quiet nbp-number",children:n.__("+%1 −%2 lines",c,h)})]}),children:[i("execution")&&!l.startsWith("%")&&(0,t.jsx)("p",{className:"nbp-inline",children:[r,d].map(e=>(0,t.jsx)(a.N_,{to:{kind:"execution",id:s[e].id,step:l},children:n.__("Step %1 in %2",l,o(e))},e))}),(0,t.jsx)(a.oO,{lines:p,label:n.__("Code of %1: %2 and %3",l,o(r),o(d))})]},`${l} ${r} ${d}`)})})}n.d(s,{CompareView:()=>u})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,s,n){var t=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=n.n(t),l=n("./node_modules/css-loader/dist/runtime/api.js"),a=(n.n(l))()(i());a.push([e.id,`.nbp-view {
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
`,""]),n.d(s,{},{A:a})},"./labextension/style/pages.css"(e,s,n){var t=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(t),l=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=n.n(l),r=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=n.n(r),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(d),c=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),h=n.n(c),u=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=n.n(u),x=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),b={};b.styleTagTransform=m(),b.setAttributes=p(),b.insert=o().bind(null,"head"),b.domAPI=a(),b.insertStyleElement=h(),i()(x.A,b),x.A&&x.A.locals&&x.A.locals}}]);