"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_executions_js"],{"./labextension/lib/pages/executions.js"(e,n,i){var t=i("./node_modules/react/jsx-runtime.js"),s=i("webpack/sharing/consume/default/react");i("./labextension/style/lists.css"),i("./labextension/style/pages.css");var l=i("./labextension/lib/context.js"),a=i("./labextension/lib/kit/index.js"),p=i("./labextension/lib/pages/compared.js"),d=i("./labextension/lib/pages/chain.js"),o=i("./labextension/lib/pages/said.js");let r=["Executing","Waiting","Succeeded","Failed","Stopped","Stopping"];function c({pipeline:e}){let n=(0,l.mz)(),i=(0,l.KT)(),[b,x]=(0,s.useState)(""),[u,h]=(0,s.useState)(""),[g,m]=(0,s.useState)(e??"");(0,s.useEffect)(()=>m(e??""),[e]);let[_,j]=(0,s.useState)(new Set),y=(0,d.zL)(b.trim()),f=(0,d.n$)("executions",{pipeline:g,search:y,status:u},"before"),w=(0,s.useMemo)(()=>f.pages?.flatMap(e=>e.rows)??null,[f.pages]),k=(0,s.useMemo)(()=>{var e,i;return e=n,i=(0,p.gM)(w??[]),[{id:"status",title:e.__("Status"),by:e=>e.status,width:"112px",render:e=>(0,t.jsx)("span",{title:e.failure||void 0,children:(0,t.jsx)(a.oy,{status:e.status})})},{id:"pipeline",title:e.__("Pipeline"),by:e=>e.pipeline,render:e=>(0,t.jsxs)("span",{title:e.pipeline,children:[e.pipeline," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:["v",e.version]})]})},{id:"id",title:e.__("Execution"),width:"84px",render:e=>(0,t.jsx)(a.Id,{id:e.id})},{id:"steps",title:e.__("Steps"),by:e=>e.done/Math.max(1,e.steps),align:"end",width:"64px",render:n=>(0,t.jsx)("span",{className:"nbp-number",title:n.cached?e._n("%1 from the cache","%1 from the cache",n.cached):void 0,children:`${n.done}/${n.steps}`})},{id:"started",title:e.__("Started"),by:e=>e.started_at,width:"104px",render:e=>(0,t.jsx)(a.gX,{at:e.started_at})},{id:"took",title:e.__("Duration"),by:e=>e.seconds,align:"end",width:"92px",render:e=>(0,t.jsx)(a.dw,{seconds:e.seconds,since:e.started_at,running:null===e.ended_at})},{id:"by",title:e.__("By"),by:e=>e.started_by,width:"80px",render:e=>e.started_by},{id:"parameters",title:e.__("Parameters that differ"),width:"28%",render:e=>{let n=(i.get(e.id)??[]).map(([e,n])=>`${e} = ${(0,o.a)(n)}`).join(", ");return(0,t.jsx)("span",{title:n,children:n})}}]},[n,w]),v=[..._],S=f.pages?.[0].total??null;return(0,t.jsxs)("div",{className:"nbp-view",children:[(0,t.jsxs)(a.M7,{label:n.__("Executions"),children:[(0,t.jsx)(a.vj,{value:b,onChange:x,label:g?n.__("Search by id"):n.__("Search pipelines and ids")}),(0,t.jsx)(a.l6,{label:n.__("Status"),value:u,options:[["",n.__("Every status")],...r.map(e=>[e,(0,a.Hm)(n,e)])],onChange:h}),g&&(0,t.jsxs)("button",{type:"button",className:"nbp-chip",title:n.__("Show the executions of all pipelines"),onClick:()=>m(""),children:[g,(0,t.jsx)(a.In,{sign:"close",size:12,label:n.__("Show all pipelines")})]}),null!==S&&(0,t.jsx)("span",{className:"nbp-quiet",children:n._n("%1 execution","%1 executions",S)}),(0,t.jsx)(a.$x,{}),i.opens("compare")&&null!==w&&w.length>1&&(0,t.jsxs)(t.Fragment,{children:[v.length>0&&(0,t.jsx)(a.$n,{onClick:()=>j(new Set),children:n.__("Clear selection")}),(0,t.jsx)(a.$n,{look:v.length>1?"accept":"plain",disabled:v.length<2||v.length>10,title:v.length>10?n.__("At most %1 can be compared",10):n.__("Select two or more to compare them"),onClick:()=>{var e;let n;return i.open({kind:"compare",ids:(e=v,n=new Map(w.map((e,n)=>[e.id,n])),[...e].sort((e,i)=>(n.get(i)??0)-(n.get(e)??0)))})},children:v.length>1?n.__("Compare %1",v.length):n.__("Compare")})]})]}),f.error&&(0,t.jsx)(a.aV,{error:f.error,onRetry:f.again}),null===w?f.loading&&(0,t.jsx)(a.y$,{}):w.length?(0,t.jsx)(a.XI,{label:n.__("Executions"),columns:k,rows:w,id:e=>e.id,onOpen:e=>i.open({kind:"execution",id:e.id}),marked:_,onMark:i.opens("compare")?j:void 0,onMore:f.more}):y||u?(0,t.jsx)(a.Sv,{title:n.__("No execution is like that"),children:(0,t.jsx)(a.$n,{onClick:()=>{x(""),h("")},children:n.__("Show all")})}):(0,t.jsx)(a.Sv,{title:n.__("No executions yet"),command:"%pipeline run",children:n.__("An execution is one run of a pipeline. Start one in its notebook:")})]})}i.d(n,{ExecutionsView:()=>c},{B:r})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/lists.css"(e,n,i){var t=i("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=i.n(t),l=i("./node_modules/css-loader/dist/runtime/api.js"),a=(i.n(l))()(s());a.push([e.id,`/* ---- the side panel ---- */

.nbp-side {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
}

.nbp-side-top {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  gap: 4px;
  padding: 6px 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-side-top > .nbp-search,
.nbp-side-top > .nbp-error {
  width: 100%;
  margin: 0;
}

.nbp-side-top > .nbp-select {
  flex: 1;
  min-width: 110px;
}

.nbp-side-lists {
  flex: 1;
  min-height: 0;
  padding-bottom: 12px;
  overflow: auto;
}

.nbp-side-title {
  display: flex;
  align-items: center;
  height: 28px;
  margin: 6px 0 0;
  padding: 0 4px 0 8px;
  font-size: inherit;
  font-weight: 600;
}

.nbp-side-title > .nbp-icon-button {
  margin-inline-start: auto;
}

.nbp-side-list {
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-side-list > li {
  position: relative;
}

.nbp-side-row {
  display: flex;
  flex: 1;
  align-items: center;
  gap: 6px;
  width: 100%;
  min-width: 0;
  min-height: 26px;
  padding: 0 8px;
  border: 0;
  background: none;
  text-align: start;
  white-space: nowrap;
  cursor: pointer;
}

.nbp-side-two {
  flex-direction: column;
  align-items: stretch;
  gap: 1px;
  padding-block: 3px;
}

.nbp-side-two > span {
  display: flex;
  align-items: center;
  gap: 6px;
}

.nbp-side-two .nbp-quiet {
  overflow: hidden;
  text-overflow: ellipsis;
}

.nbp-side-row:hover {
  background: var(--nbp-raised);
}

.nbp-side-name {
  flex: 1;
  overflow: hidden;
  text-overflow: ellipsis;
}

.nbp-side-line {
  display: flex;
  align-items: center;
  justify-content: space-between;
  padding-inline-end: 4px;
}

.nbp-side-line + .nbp-side-line {
  padding: 0 8px 5px 6px;
}

.nbp-side-bar {
  display: block;
  height: 2px;
  margin: 0 8px;
  background: color-mix(in srgb, var(--nbp-info) 25%, transparent);
}

.nbp-side-bar > span {
  display: block;
  height: 100%;
  background: var(--nbp-info);
}

.nbp-side-start {
  padding: 6px 8px;
  text-align: center;
}

.nbp-side-none {
  padding: 4px 8px;
  color: var(--nbp-quiet);
}

.nbp-waits {
  display: inline-flex;
  align-items: center;
  gap: 3px;
  padding: 0 5px;
  border: 1px solid var(--nbp-warn);
  border-radius: 9px;
}

/* ---- ticks: shape and colour; the word is in the tooltip ---- */

.nbp-ticks {
  display: inline-flex;
}

.nbp-tick {
  display: inline-flex;
  align-items: flex-end;
  width: 11px;
  height: 22px;
  padding: 3px 2px;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  cursor: pointer;
}

.nbp-tick:hover {
  background: var(--nbp-raised);
}

.nbp-tick > span {
  width: 7px;
  height: 11px;
  border: 1.5px solid var(--nbp-tone);
  border-radius: 1px;
  background: var(--nbp-tone);
}

.nbp-tick.nbp-is-failed > span {
  height: 16px;
}

.nbp-tick.nbp-is-stopped > span,
.nbp-tick.nbp-is-stopping > span {
  height: 7px;
}

.nbp-tick.nbp-is-executing > span,
.nbp-tick.nbp-is-waiting > span {
  background: none;
}

/* ---- the list of executions ---- */

.nbp-chip {
  display: inline-flex;
  align-items: center;
  gap: 5px;
  height: 24px;
  padding: 0 6px 0 8px;
  border: 1px solid var(--nbp-edge);
  border-radius: 12px;
  background: var(--nbp-chosen);
  cursor: pointer;
}
`,""]),i.d(n,{},{A:a})},"./labextension/style/lists.css"(e,n,i){var t=i("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),s=i.n(t),l=i("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=i.n(l),p=i("./node_modules/style-loader/dist/runtime/insertBySelector.js"),d=i.n(p),o=i("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),r=i.n(o),c=i("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=i.n(c),x=i("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=i.n(x),h=i("./node_modules/css-loader/dist/cjs.js!./labextension/style/lists.css"),g={};g.styleTagTransform=u(),g.setAttributes=r(),g.insert=d().bind(null,"head"),g.domAPI=a(),g.insertStyleElement=b(),s()(h.A,g),h.A&&h.A.locals&&h.A.locals}}]);