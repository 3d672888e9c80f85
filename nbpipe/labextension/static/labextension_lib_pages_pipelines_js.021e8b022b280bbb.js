"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_pipelines_js"],{"./labextension/lib/pages/executions.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react");s("./labextension/style/lists.css"),s("./labextension/style/pages.css");var l=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js"),o=s("./labextension/lib/pages/compared.js"),r=s("./labextension/lib/pages/chain.js"),p=s("./labextension/lib/pages/said.js");let d=["Executing","Waiting","Succeeded","Failed","Stopped","Stopping"];function c({pipeline:e}){let n=(0,l.mz)(),s=(0,l.KT)(),[x,b]=(0,t.useState)(""),[u,h]=(0,t.useState)(""),[m,g]=(0,t.useState)(e??"");(0,t.useEffect)(()=>g(e??""),[e]);let[_,j]=(0,t.useState)(new Set),f=(0,r.zL)(x.trim()),w=(0,r.n$)("executions",{pipeline:m,search:f,status:u},"before"),v=(0,t.useMemo)(()=>w.pages?.flatMap(e=>e.rows)??null,[w.pages]),k=(0,t.useMemo)(()=>{var e,s;return e=n,s=(0,o.gM)(v??[]),[{id:"status",title:e.__("Status"),by:e=>e.status,width:"112px",render:e=>(0,i.jsx)("span",{title:e.failure||void 0,children:(0,i.jsx)(a.oy,{status:e.status})})},{id:"pipeline",title:e.__("Pipeline"),by:e=>e.pipeline,render:e=>(0,i.jsxs)("span",{title:e.pipeline,children:[e.pipeline," ",(0,i.jsxs)("span",{className:"nbp-quiet",children:["v",e.version]})]})},{id:"id",title:e.__("Execution"),width:"84px",render:e=>(0,i.jsx)(a.Id,{id:e.id})},{id:"steps",title:e.__("Steps"),by:e=>e.done/Math.max(1,e.steps),align:"end",width:"64px",render:n=>(0,i.jsx)("span",{className:"nbp-number",title:n.cached?e._n("%1 from the cache","%1 from the cache",n.cached):void 0,children:`${n.done}/${n.steps}`})},{id:"started",title:e.__("Started"),by:e=>e.started_at,width:"104px",render:e=>(0,i.jsx)(a.gX,{at:e.started_at})},{id:"took",title:e.__("Duration"),by:e=>e.seconds,align:"end",width:"92px",render:e=>(0,i.jsx)(a.dw,{seconds:e.seconds,since:e.started_at,running:null===e.ended_at})},{id:"by",title:e.__("By"),by:e=>e.started_by,width:"80px",render:e=>e.started_by},{id:"parameters",title:e.__("Parameters that differ"),width:"28%",render:e=>{let n=(s.get(e.id)??[]).map(([e,n])=>`${e} = ${(0,p.a)(n)}`).join(", ");return(0,i.jsx)("span",{title:n,children:n})}}]},[n,v]),y=[..._],S=w.pages?.[0].total??null;return(0,i.jsxs)("div",{className:"nbp-view",children:[(0,i.jsxs)(a.M7,{label:n.__("Executions"),children:[(0,i.jsx)(a.vj,{value:x,onChange:b,label:m?n.__("Search by id"):n.__("Search pipelines and ids")}),(0,i.jsx)(a.l6,{label:n.__("Status"),value:u,options:[["",n.__("Every status")],...d.map(e=>[e,(0,a.Hm)(n,e)])],onChange:h}),m&&(0,i.jsxs)("button",{type:"button",className:"nbp-chip",title:n.__("Show the executions of all pipelines"),onClick:()=>g(""),children:[m,(0,i.jsx)(a.In,{sign:"close",size:12,label:n.__("Show all pipelines")})]}),null!==S&&(0,i.jsx)("span",{className:"nbp-quiet",children:n._n("%1 execution","%1 executions",S)}),(0,i.jsx)(a.$x,{}),s.opens("compare")&&null!==v&&v.length>1&&(0,i.jsxs)(i.Fragment,{children:[y.length>0&&(0,i.jsx)(a.$n,{onClick:()=>j(new Set),children:n.__("Clear selection")}),(0,i.jsx)(a.$n,{look:y.length>1?"accept":"plain",disabled:y.length<2||y.length>10,title:y.length>10?n.__("At most %1 can be compared",10):n.__("Select two or more to compare them"),onClick:()=>{var e;let n;return s.open({kind:"compare",ids:(e=y,n=new Map(v.map((e,n)=>[e.id,n])),[...e].sort((e,s)=>(n.get(s)??0)-(n.get(e)??0)))})},children:y.length>1?n.__("Compare %1",y.length):n.__("Compare")})]})]}),w.error&&(0,i.jsx)(a.aV,{error:w.error,onRetry:w.again}),null===v?w.loading&&(0,i.jsx)(a.y$,{}):v.length?(0,i.jsx)(a.XI,{label:n.__("Executions"),columns:k,rows:v,id:e=>e.id,onOpen:e=>s.open({kind:"execution",id:e.id}),marked:_,onMark:s.opens("compare")?j:void 0,onMore:w.more}):f||u?(0,i.jsx)(a.Sv,{title:n.__("No execution is like that"),children:(0,i.jsx)(a.$n,{onClick:()=>{b(""),h("")},children:n.__("Show all")})}):(0,i.jsx)(a.Sv,{title:n.__("No executions yet"),command:"%pipeline run",children:n.__("An execution is one run of a pipeline. Start one in its notebook:")})]})}s.d(n,{ExecutionsView:()=>c},{B:d})},"./labextension/lib/pages/pipelines.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react");s("./labextension/style/lists.css");var l=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js"),o=s("./labextension/lib/words.js"),r=s("./labextension/lib/pages/chain.js"),p=s("./labextension/lib/pages/executions.js");function d(e){let n=(0,l.M_)(),s=(0,l.KT)(),a=(0,l.sy)(),o=(0,l.N5)("hello"),[r,p]=(0,t.useState)(a),d=(o.data?.stores??[]).filter(e=>e.exists),b=r||(o.data?.store??"");return(0,i.jsx)(l.Provide,{live:n,host:s,store:r,children:(0,i.jsx)(x,{...e,children:d.length>1&&(0,i.jsx)(c,{stores:d,store:b,onChoose:p})})})}function c({stores:e,store:n,onChoose:s}){let t=(0,l.mz)(),o=e.find(e=>e.path===n);return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(a.l6,{label:t.__("Store"),value:n,options:e.map(e=>[e.path,`${e.path.replace(/\/?\.nbpipe$/,"")||t.__("This folder")} (${e.executions})`]),onChange:s}),o?.problem&&(0,i.jsx)(a.aV,{error:{message:o.problem}})]})}function x({onLauncher:e,children:n}){let s=(0,l.mz)(),o=(0,l.KT)(),[d,c]=(0,t.useState)(""),[m,_]=(0,t.useState)(""),j=(0,r.zL)(d.trim()),f=(0,r.n$)("pipelines",{search:j},"after"),w=(0,r.n$)("models",{search:j},"after"),v=f.pages?.flatMap(e=>e.rows)??[],k=v.filter(e=>!m||e.last.some(e=>e.status===m)),y=w.pages?.flatMap(e=>e.rows)??[],S=f.pages?.[0].running??[],N=null===f.pages&&f.loading,C=""!==j||""!==m,$=!N&&!f.error&&!v.length&&!y.length&&!S.length;return(0,i.jsxs)("div",{className:"nbp-side",children:[(0,i.jsxs)("div",{className:"nbp-side-top",children:[(0,i.jsx)(a.vj,{value:d,onChange:c,label:s.__("Search pipelines and models")}),(0,i.jsx)(a.l6,{label:s.__("Pipelines with an execution of this status"),value:m,options:[["",s.__("Every status")],...p.B.map(e=>[e,(0,a.Hm)(s,e)])],onChange:_}),n]}),(0,i.jsxs)("div",{className:"nbp-side-lists",children:[f.error&&(0,i.jsx)(a.aV,{error:f.error,onRetry:f.again}),N&&(0,i.jsx)(a.y$,{}),$&&!C&&(0,i.jsx)(a.Sv,{title:s.__("No pipeline has run here yet"),command:"%pipeline run",children:s.__("Mark the cells of a notebook with %%step, then run it:")}),$&&!C&&e&&(0,i.jsx)("p",{className:"nbp-side-start",children:(0,i.jsx)(a.$n,{onClick:e,children:s.__("New notebook…")})}),$&&C&&(0,i.jsx)(a.Sv,{title:s.__("Nothing is like that")}),S.length>0&&(0,i.jsx)(b,{title:s.__("Running now"),count:S.length,children:S.map(e=>(0,i.jsx)(u,{row:e},e.id))}),v.length>0&&(0,i.jsxs)(b,{title:s.__("Pipelines"),onAll:o.opens("executions")?()=>o.open({kind:"executions"}):void 0,all:s.__("All executions"),onMore:f.more,children:[k.map(e=>(0,i.jsx)(h,{row:e},e.name)),0===k.length&&(0,i.jsx)("li",{className:"nbp-side-none",children:s.__("None with that status.")})]}),w.error&&!f.error&&(0,i.jsx)(a.aV,{error:w.error,onRetry:w.again}),y.length>0&&(0,i.jsx)(b,{title:s.__("Models"),onAll:o.opens("models")?()=>o.open({kind:"models"}):void 0,all:s.__("All models"),onMore:w.more,children:y.map(e=>(0,i.jsx)(g,{row:e},e.name))})]})]})}function b({title:e,count:n,onAll:s,all:t,onMore:o,children:r}){let p=(0,l.mz)();return(0,i.jsxs)("section",{"aria-label":e,children:[(0,i.jsxs)("h3",{className:"nbp-side-title",children:[e,void 0!==n&&(0,i.jsx)("span",{className:"nbp-count",children:n}),s&&(0,i.jsx)(a.K0,{sign:"list",label:t??e,onClick:s})]}),(0,i.jsx)("ul",{className:"nbp-side-list",children:r}),o&&(0,i.jsx)("p",{className:"nbp-side-start",children:(0,i.jsx)(a.$n,{onClick:o,children:p.__("Show more")})})]})}function u({row:e}){let n=(0,l.mz)(),s=(0,l.KT)();return(0,i.jsxs)("li",{children:[(0,i.jsxs)("button",{type:"button",className:"nbp-side-row",onClick:()=>s.open({kind:"execution",id:e.id}),children:[(0,i.jsx)(a.kW,{status:e.status}),(0,i.jsx)("span",{className:"nbp-side-name",children:e.pipeline}),(0,i.jsxs)("span",{className:"nbp-quiet nbp-number",title:n.__("Steps that have ended"),children:[e.done,"/",e.steps]}),(0,i.jsx)(a.dw,{seconds:e.seconds,since:e.started_at,running:!0})]}),(0,i.jsx)("span",{className:"nbp-side-bar","aria-hidden":!0,children:(0,i.jsx)("span",{style:{width:`${e.done/Math.max(1,e.steps)*100}%`}})})]})}function h({row:e}){let n=(0,l.mz)(),s=(0,l.KT)(),{name:t,notebook:o,last:r}=e,p=r.at(0);return(0,i.jsxs)("li",{className:"nbp-side-pipeline",children:[(0,i.jsxs)("div",{className:"nbp-side-line",children:[(0,i.jsx)("button",{type:"button",className:"nbp-side-row",title:n._n("%1 execution","%1 executions",e.executions),onClick:()=>s.open({kind:"executions",pipeline:t}),children:(0,i.jsx)("span",{className:"nbp-side-name",children:t})}),null!==o&&s.opens("notebook")&&(0,i.jsx)(a.K0,{sign:"open",label:n.__("Open the notebook of %1",t),onClick:()=>s.open({kind:"notebook",path:o})})]}),(0,i.jsxs)("div",{className:"nbp-side-line",children:[(0,i.jsx)(m,{pipeline:t,rows:r}),p&&(0,i.jsx)("span",{className:"nbp-quiet",children:(0,i.jsx)(a.gX,{at:p.started_at})})]})]})}function m({pipeline:e,rows:n}){let s=(0,l.mz)(),r=(0,l.KT)(),[p,d]=(0,t.useState)(0),c=Math.min(p,n.length-1);return(0,i.jsx)("span",{className:"nbp-ticks",role:"group","aria-label":s.__("Last executions of %1",e),onKeyDown:e=>{let s={ArrowLeft:c+1,ArrowRight:c-1,Home:n.length-1,End:0}[e.key];void 0===s||s<0||s>=n.length||(e.preventDefault(),e.stopPropagation(),d(s),e.currentTarget.querySelector(`[data-at="${s}"]`)?.focus())},children:n.map((e,n)=>{let t=e.started_at?(0,o.e0)(new Date(e.started_at)):"",l=[(0,a.Hm)(s,e.status),t,e.failure].filter(Boolean).join(" \xb7 ");return(0,i.jsx)("button",{type:"button","data-at":n,tabIndex:n===c?0:-1,className:`nbp-tick nbp-is-${e.status.toLowerCase()}`,title:l,"aria-label":l,onClick:()=>r.open({kind:"execution",id:e.id}),children:(0,i.jsx)("span",{})},e.id)}).reverse()})}function g({row:e}){let n=(0,l.mz)(),s=(0,l.KT)(),{champion:t,waiting:r}=e,p=Object.entries(t?.metrics??{}).at(0);return(0,i.jsx)("li",{children:(0,i.jsxs)("button",{type:"button",className:"nbp-side-row nbp-side-two",title:n._n("%1 version","%1 versions",e.versions),onClick:()=>s.open({kind:"model",group:e.name}),children:[(0,i.jsxs)("span",{children:[(0,i.jsx)("span",{className:"nbp-side-name",children:e.name}),r>0&&(0,i.jsxs)("span",{className:"nbp-waits",title:n._n("%1 version waits for approval","%1 versions wait for approval",r),children:[(0,i.jsx)(a.kW,{status:"Waiting",type:"Callback",size:13,silent:!0}),n._n("%1 waits","%1 wait",r)]})]}),(0,i.jsx)("span",{className:"nbp-quiet",children:t?(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(a.In,{sign:"best",size:12}),n.__("Champion: version %1",t.version),p&&` \xb7 ${p[0]} ${(0,o.vm)(p[1])}`]}):n.__("No champion yet")})]})})}s.d(n,{PipelinesPanel:()=>d})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/lists.css"(e,n,s){var i=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=s.n(i),l=s("./node_modules/css-loader/dist/runtime/api.js"),a=(s.n(l))()(t());a.push([e.id,`/* ---- the side panel ---- */

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
`,""]),s.d(n,{},{A:a})},"./labextension/style/lists.css"(e,n,s){var i=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),t=s.n(i),l=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=s.n(l),o=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),r=s.n(o),p=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),d=s.n(p),c=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=s.n(c),b=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=s.n(b),h=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/lists.css"),m={};m.styleTagTransform=u(),m.setAttributes=d(),m.insert=r().bind(null,"head"),m.domAPI=a(),m.insertStyleElement=x(),t()(h.A,m),h.A&&h.A.locals&&h.A.locals}}]);