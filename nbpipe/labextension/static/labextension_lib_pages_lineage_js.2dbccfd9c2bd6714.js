"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_lineage_js"],{"./labextension/lib/pages/lineage.js"(e,n,t){t.d(n,{LineageView:()=>q});var i=t("./node_modules/react/jsx-runtime.js"),l=t("webpack/sharing/consume/default/react"),s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=t.n(s),r=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(r),d=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=t.n(d),u=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=t.n(u),b=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),h=t.n(b),g=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(g),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/lineage.css"),f={};f.styleTagTransform=m(),f.setAttributes=c(),f.insert=p().bind(null,"head"),f.domAPI=o(),f.insertStyleElement=h(),a()(x.A,f),x.A&&x.A.locals&&x.A.locals,t("./labextension/style/pages.css");var _=t("./labextension/lib/context.js"),j=t("./labextension/lib/kit/index.js"),y=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var w=t("./labextension/lib/graph/index.js");let v={file:"Notebook",artifact:"Cluster",step:"Processing",model:"Model",endpoint:"Endpoint",parameter:"EndpointConfig",code:"Lambda"};function k({kind:e}){return(0,i.jsx)(j.km,{type:v[e]??e,silent:!0})}function S(e,n){return({file:e.__("File"),artifact:e.__("Artifact"),step:e.__("Step"),model:e.__("Model"),endpoint:e.__("Endpoint"),parameter:e.__("Parameter"),code:e.__("Code")})[n]??n}function N(e,{kind:n,detail:t}){return"model"===n&&t?(0,j.AY)(e,t):t}function C(e,n){let t=new Map,i=new Map;for(let{source:n,target:l}of e)t.set(l,[...t.get(l)??[],n]),i.set(n,[...i.get(n)??[],l]);return{past:M(n,t),future:M(n,i)}}function M(e,n){let t=new Map([[e,0]]);for(let[e,i]of t)for(let l of n.get(e)??[])t.has(l)||t.set(l,i+1);return t.delete(e),t}function A({past:e,future:n},t,i){return t===i?"self":e.has(t)?"past":n.has(t)?"future":"beside"}let K=["parameter","code"],T=(0,l.createContext)({focus:"",selected:"",current:"",reached:{past:new Map,future:new Map},select:()=>void 0,open:()=>void 0}),F={thing:(0,l.memo)(function({data:{placed:e,thing:n}}){let{focus:t,selected:s,current:a,reached:r,select:o,open:d}=(0,l.useContext)(T),p=(0,_.mz)(),{id:u,kind:c,label:b}=n,h=N(p,n),g=A(r,u,s),m={self:p.__("selected"),past:p.__("it was made from this"),future:p.__("this came of it"),beside:""}[g];return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(y.Handle,{type:"target",position:y.Position.Left,isConnectable:!1}),(0,i.jsx)(y.Handle,{type:"source",position:y.Position.Right,isConnectable:!1}),(0,i.jsxs)("div",{className:`nbp-thing nbp-thing-${g} nbp-thing-${c}${u===t?" nbp-thing-focus":""}`,style:{width:e.width,height:e.height},role:"button",tabIndex:u===a?0:-1,"aria-pressed":"self"===g,"data-thing":u,title:[S(p,c),b,h].filter(Boolean).join("\n"),onClick:()=>o(u),onDoubleClick:()=>d(u),children:[(0,i.jsx)(k,{kind:c}),(0,i.jsxs)("span",{className:"nbp-thing-text",children:[(0,i.jsx)("span",{className:"nbp-thing-label",children:b}),(0,i.jsx)("span",{className:"nbp-thing-detail",children:h||S(p,c)})]}),(0,i.jsxs)("span",{className:"nbp-hidden",children:[h&&S(p,c)," ",m]})]})]})})},$={way:(0,l.memo)(function({data:e}){let{selected:n,reached:t}=(0,l.useContext)(T);if(!e)return null;let{edge:s,points:a}=e.routed,r=e=>[s.source,s.target].every(t=>t===n||e.has(t)),o=r(t.past)||r(t.future),d=a[a.length-1];return(0,i.jsxs)("g",{className:o?"nbp-way nbp-way-near":"nbp-way",children:[(0,i.jsx)("path",{d:(0,w.XM)(a,"right")}),(0,i.jsx)("path",{d:`M${d.x-6} ${d.y-3.5}L${d.x} ${d.y}L${d.x-6} ${d.y+3.5}`})]})})},z=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"];function P(e){return(0,i.jsx)(y.ReactFlowProvider,{children:(0,i.jsx)(E,{...e})})}function E({page:e,label:n,selected:t,onSelect:s,onOpen:a}){let r=(0,_.mz)(),{embedded:o}=(0,_.KT)(),d=(0,y.useReactFlow)(),p=(0,y.useStoreApi)(),u=(0,l.useRef)(null),[c,b]=(0,l.useState)(t),{focus:h}=e,g=JSON.stringify([e.focus,e.nodes,e.edges]),[m,x,f]=(0,l.useMemo)(()=>{let[e,n,t]=JSON.parse(g),i=(0,w.Zp)(function({focus:e,nodes:n,edges:t}){return{pipeline:e,version:null,nodes:n.map(({id:e,kind:n,label:t,detail:i})=>({name:e,type:n,title:t,description:i,cells:[],cell_ids:[],expression:"",group:null})),edges:t.map(({source:e,target:n,type:t})=>({source:e,target:n,kind:t,variables:[],label:""}))}}({focus:e,nodes:n,edges:t}),"right"),l=new Map(n.map(e=>[e.id,e]));return[i,i.cards.flatMap(e=>{let n=l.get(e.node.name);return n?[function(e,n){let{x:t,y:i,width:l,height:s}=e;return{id:n.id,type:"thing",position:{x:t,y:i},data:{placed:e,thing:n},width:l,height:s,measured:{width:l,height:s}}}(e,n)]:[]}),i.edges.map(L)]},[g]),v=(0,l.useMemo)(()=>C(e.edges,t),[e.edges,t]),k=(0,l.useCallback)(e=>{let n=m.cards.find(n=>n.node.name===e),{width:t,height:i}=p.getState();if(!n||!t||!i)return;let{x:l,y:s,zoom:a}=function({width:e,height:n},t,i,l){let s=Math.min(1,Math.max(.75,Math.min(i/(e+48),l/(n+48)))),a=(e,n,t)=>{let i=t/s/2;return n+48<=2*i?n/2:Math.min(n+24-i,Math.max(i-24,e))};return{x:a(t.x+t.width/2,e,i),y:a(t.y+t.height/2,n,l),zoom:s}}(m,n,t,i);d.setCenter(l,s,{zoom:a,duration:0})},[d,m,p]);(0,l.useEffect)(()=>{b(t);let e=requestAnimationFrame(()=>k(t));return()=>cancelAnimationFrame(e)},[k,t]),(0,l.useEffect)(()=>{if(!u.current)return;let e=new ResizeObserver(()=>requestAnimationFrame(()=>k(t)));return e.observe(u.current),()=>e.disconnect()},[k,t]);let S=(0,l.useMemo)(()=>({focus:h,selected:t,current:c,reached:v,select:s,open:a}),[h,t,c,v,s,a]);return(0,i.jsx)(T.Provider,{value:S,children:(0,i.jsxs)("div",{ref:u,className:"nbp-lineage-graph",role:"region","aria-label":n,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.thing:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey&&void 0!==n){if(z.includes(e.key)){let t=(0,w.uo)(m,n,e.key);null!==t&&(b(t),k(t),requestAnimationFrame(()=>requestAnimationFrame(()=>u.current?.querySelector(`[data-thing="${CSS.escape(t)}"]`)?.focus({preventScroll:!0}))))}else if("Enter"===e.key)a(n);else if(" "===e.key)s(n);else{if("Escape"!==e.key||t===h)return;s(h)}e.preventDefault(),e.stopPropagation()}},...o&&{"data-lm-suppress-shortcuts":"true"},children:[(0,i.jsx)(y.ReactFlow,{nodes:x,edges:f,nodeTypes:F,edgeTypes:$,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:o?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!o,zoomOnScroll:!o,zoomOnDoubleClick:!1,onlyRenderVisibleElements:x.length>150,minZoom:.05,maxZoom:2,proOptions:{hideAttribution:!0}}),(0,i.jsxs)("div",{className:"nbp-lineage-tools",children:[(0,i.jsx)(j.K0,{sign:"remove",label:r.__("Zoom out"),onClick:()=>void d.zoomOut()}),(0,i.jsx)(j.K0,{sign:"add",label:r.__("Zoom in"),onClick:()=>void d.zoomIn()}),(0,i.jsx)(j.K0,{sign:"fit",label:r.__("Show all"),onClick:()=>void d.fitView({padding:.06,maxZoom:1,duration:0})})]})]})})}function L(e){let{source:n,target:t}=e.edge;return{id:e.id,type:"way",source:n,target:t,data:{routed:e}}}var R=t("./labextension/lib/pages/opens.js"),D=t("./labextension/lib/pages/stores.js");let O=["1","2","3","5","8","12","20","50"];function q(e){return(0,i.jsx)(D.X,{children:n=>(0,i.jsx)(I,{...e,children:n})})}function I({of:e,onOf:n,children:t}){let s=(0,_.mz)(),[a,r]=(0,l.useState)(e),[o,d]=(0,l.useState)(e),[p,u]=(0,l.useState)("8"),[c,b]=(0,l.useState)("both"),[h,g]=(0,l.useState)(!1),[m,x]=(0,l.useState)(!1),f=(0,l.useCallback)(t=>{r(t),d(t),t!==e&&n?.(t)},[e,n]);(0,l.useEffect)(()=>{r(e),d(e)},[e]);let y=(0,_.N5)(a?"lineage":null,{ref:a,direction:c,depth:p});return(0,i.jsxs)("div",{className:"nbp-view",children:[(0,i.jsxs)(j.M7,{label:s.__("Lineage"),children:[(0,i.jsxs)("form",{className:"nbp-lineage-of",onSubmit:e=>{e.preventDefault(),f(o.trim())},children:[(0,i.jsxs)("label",{children:[s.__("Lineage of")," ",(0,i.jsx)("input",{value:o,spellCheck:!1,placeholder:"attrition:3, data/hr.csv, latest/train.model",title:s.__("A model version, a file, an output of a step, or a digest"),onChange:e=>d(e.target.value),onKeyDown:e=>e.stopPropagation()})]}),(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim(),children:s.__("Show")})]}),t,(0,i.jsx)(j.$x,{}),(0,i.jsxs)("label",{className:"nbp-mark",children:[(0,i.jsx)("input",{type:"checkbox",checked:m,onChange:e=>x(e.target.checked)}),s.__("Parameters and code")]}),(0,i.jsx)(j.l6,{label:s.__("Direction"),value:c,options:[["both",s.__("Past and future")],["up",s.__("Past only")],["down",s.__("Future only")]],onChange:b}),(0,i.jsx)(j.l6,{label:s.__("How far"),value:p,options:O.map(e=>[e,s._n("Up to %1 link away","Up to %1 links away",Number(e))]),onChange:u}),(0,i.jsx)(j.K0,{sign:"branches",label:s.__("As a graph"),pressed:!h,onClick:()=>g(!1)}),(0,i.jsx)(j.K0,{sign:"list",label:s.__("As a table"),pressed:h,onClick:()=>g(!0)})]}),a?(0,i.jsx)(j.ai,{page:y,children:e=>{let n,t,l;return(0,i.jsx)(Z,{page:m?e:(t=new Set((n=e.nodes.filter(({id:n,kind:t})=>n===e.focus||!K.includes(t))).map(({id:e})=>e)),l=e.edges.filter(({source:e,target:n})=>t.has(e)&&t.has(n)),{...e,nodes:n,edges:l}),table:h,depth:p,onGo:f},e.focus)}}):(0,i.jsx)(j.Sv,{title:s.__("Where did it come from, and where did it go?"),children:s.__("Type what you want to know about: a model version, a file, an output of a step.")})]})}function Z({page:e,table:n,depth:t,onGo:s}){let a=(0,_.mz)(),r=(0,_.KT)(),{focus:o,nodes:d,edges:p,cut:u}=e,c=(0,l.useMemo)(()=>new Map(d.map(e=>[e.id,e])),[d]),[b,h]=(0,l.useState)(o),g=c.has(b)?b:o,m=c.get(g),x=(0,l.useMemo)(()=>(function(e,n){let{future:t}=C(e.edges,n);return e.nodes.filter(e=>"model"===e.kind&&t.has(e.id)).sort((e,n)=>(t.get(e.id)??0)-(t.get(n.id)??0))})({nodes:d,edges:p},g),[d,p,g]),f=(0,l.useCallback)(e=>{let n=c.get(e),t=n&&(0,R.T)(n);t&&r.opens(t.kind)?r.open(t):h(e)},[c,r]);return(0,i.jsxs)(i.Fragment,{children:[u&&(0,i.jsx)("p",{className:"nbp-lineage-cut",role:"status",children:a.__("There is more than is shown: it is more than %1 links away, or there are very many. Look farther, or in one direction only.",t)}),m&&(0,i.jsxs)("div",{className:"nbp-lineage-thing",role:"group","aria-label":a.__("Selected"),children:[(0,i.jsx)(k,{kind:m.kind}),(0,i.jsx)("span",{className:"nbp-quiet",children:S(a,m.kind)}),(0,i.jsx)("strong",{title:m.id,children:m.label}),(0,i.jsx)("span",{className:"nbp-quiet",children:N(a,m)}),(0,i.jsx)(H,{node:m}),g!==o&&(0,i.jsx)(j.$n,{onClick:()=>s(g),children:a.__("Show its whole lineage")}),(0,i.jsx)("span",{className:"nbp-lineage-models",children:x.length>0?(0,i.jsxs)(i.Fragment,{children:[a._n("Reached %1 model:","Reached %1 models:",x.length)," ",x.slice(0,8).map(e=>{let n=(0,R.T)(e);return n?(0,i.jsx)(j.N_,{to:n,title:e.detail,children:e.label},e.id):(0,i.jsx)("span",{children:e.label},e.id)}),x.length>8&&` +${x.length-8}`]}):"model"!==m.kind&&(0,i.jsx)("span",{className:"nbp-quiet",children:a.__("Reached no model that is shown")})})]}),d.length<2?(0,i.jsx)(j.Sv,{title:a.__("Nothing is recorded before or after this")}):n?(0,i.jsx)(V,{page:e,selected:g,onSelect:h}):(0,i.jsx)(P,{page:e,label:a.__("Lineage of %1",c.get(o)?.label??o),selected:g,onSelect:h,onOpen:f})]})}function H({node:e}){let n=(0,_.mz)(),t=(0,_.KT)(),l=(0,R.T)(e);return l&&t.opens(l.kind)?(0,i.jsx)(j.$n,{sign:"open",onClick:()=>t.open(l),children:n.__("Open")}):null}function V({page:{nodes:e,edges:n},selected:t,onSelect:s}){var a;let r=(0,_.mz)(),o=(0,l.useMemo)(()=>{var i,l,s;let a,r;return i=e,a=C(l=n,s=t),r=new Map(i.map(e=>[e.id,e.label])),i.map(e=>{let n=A(a,e.id,s),t={self:0,past:-(a.past.get(e.id)??0),future:a.future.get(e.id)??0,beside:0/0}[n],i=l.filter(n=>n.target===e.id).map(e=>r.get(e.source));return{...e,place:t,from:[...new Set(i)].filter(Boolean).join(", ")}}).sort((e,n)=>X(e.place)-X(n.place))},[e,n,t]);return(0,i.jsx)(j.XI,{label:r.__("Lineage"),columns:[{id:"place",title:(a=r).__("Where"),by:e=>Number.isNaN(e.place)?null:e.place,width:"96px",render:({place:e})=>Number.isNaN(e)?a.__("beside"):0===e?a.__("selected"):e<0?a.__("%1 before",-e):a.__("%1 after",e)},{id:"kind",title:a.__("Kind"),by:e=>e.kind,width:"104px",render:e=>(0,i.jsxs)("span",{className:"nbp-mark",children:[(0,i.jsx)(k,{kind:e.kind}),S(a,e.kind)]})},{id:"label",title:a.__("Name"),by:e=>e.label,render:e=>{let n=(0,R.T)(e);return n?(0,i.jsx)(j.N_,{to:n,title:e.id,children:e.label}):(0,i.jsx)("span",{title:e.id,children:e.label})}},{id:"detail",title:a.__("Detail"),by:e=>e.detail,width:"20%",render:e=>N(a,e)},{id:"from",title:a.__("Made from"),width:"32%",render:e=>(0,i.jsx)("span",{title:e.from,children:e.from})}],rows:o,id:e=>e.id,current:t,onOpen:e=>s(e.id)})}let X=e=>Number.isNaN(e)?1/0:e},"./labextension/lib/pages/opens.js"(e,n,t){function i({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.endpoint?{kind:"endpoint",name:e.endpoint}:e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}function l(e){let[,n,t]=/^attempt:([^/]+)\/(.+)\/\d+$/.exec(e)??[];if(n)return{kind:"execution",id:n,step:t};let[,i,l,s]=/^(\w+):(.+):(\d+)$/.exec(e)??[];return"model"===i?{kind:"model",group:l,version:Number(s)}:"endpoint"===i?{kind:"endpoint",name:l}:null}t.d(n,{T:()=>i,c:()=>l})},"./labextension/lib/pages/stores.js"(e,n,t){var i=t("./node_modules/react/jsx-runtime.js"),l=t("webpack/sharing/consume/default/react"),s=t("./labextension/lib/context.js"),a=t("./labextension/lib/kit/index.js");function r({children:e}){let n=(0,s.M_)(),t=(0,s.KT)(),a=(0,s.sy)(),d=(0,s.N5)(a?null:"hello"),[p,u]=(0,l.useState)(""),{data:c,again:b}=d,h=c?.stores.filter(e=>e.exists)??[],g=null!==c&&0===h.length;if((0,l.useEffect)(()=>{if(!g)return;let e=setInterval(b,1e4);return()=>clearInterval(e)},[g,b]),a)return(0,i.jsx)(i.Fragment,{children:e(null)});if(!c&&!d.error)return null;let m=p||function(e){if(!e)return"";let n=e.stores.filter(e=>e.exists);return!n.length||n.some(n=>n.path===e.store)?e.store:n.reduce((e,n)=>n.executions>e.executions?n:e).path}(c);return(0,i.jsx)(s.Provide,{live:n,host:t,store:m,children:e(h.length>1?(0,i.jsx)(o,{stores:h,store:m,onChoose:u}):null)})}function o({stores:e,store:n,onChoose:t}){let l=(0,s.mz)(),r=e.find(e=>e.path===n)?.problem;return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(a.l6,{label:l.__("Store"),value:n,options:e.map(e=>[e.path,l.__("%1 (%2)",e.path.replace(/\/?\.nbpipe$/,"")||l.__("This folder"),e.executions)]),onChange:t}),r&&(0,i.jsx)(a.aV,{error:{message:r}})]})}t.d(n,{X:()=>r})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/lineage.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),l=t.n(i),s=t("./node_modules/css-loader/dist/runtime/api.js"),a=(t.n(s))()(l());a.push([e.id,`.nbp-lineage-of {
  display: flex;
  gap: 4px;
}

.nbp-lineage-of input {
  width: 260px;
  max-width: 40vw;
  height: 24px;
  padding: 0 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-lineage-of input::placeholder {
  color: var(--nbp-quiet);
  opacity: 1;
}

.nbp-root .nbp-lineage-cut {
  flex: none;
  padding: 5px 10px;
  border-bottom: 1px solid var(--nbp-line);
  border-inline-start: 4px solid var(--nbp-warn);
}

.nbp-lineage-thing {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 8px;
  min-height: 34px;
  padding: 4px 10px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-lineage-models {
  display: inline-flex;
  flex-wrap: wrap;
  gap: 2px 8px;
  margin-inline-start: auto;
}

.nbp-lineage-graph {
  position: relative;
  flex: 1;
  min-height: 160px;
  overflow: hidden;
  background: var(--nbp-page);

  --xy-background-color: transparent;
}

.nbp-lineage-graph:focus {
  outline: none;
}

.nbp-lineage-graph .react-flow__node {
  cursor: default;
}

.nbp-lineage-tools {
  position: absolute;
  top: 6px;
  right: 6px;
  z-index: 5;
  display: flex;
  gap: 2px;
  padding: 1px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-thing {
  display: flex;
  align-items: center;
  gap: 8px;
  padding: 0 10px;
  border: 1px solid var(--nbp-edge);
  border-radius: 3px;
  background: var(--nbp-page);
  cursor: pointer;
  pointer-events: all;
}

.nbp-lineage-graph .react-flow__handle {
  visibility: hidden;
}

.nbp-thing-text {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-width: 0;
}

.nbp-thing-label,
.nbp-thing-detail {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-thing-label {
  font-weight: 600;
}

.nbp-thing-detail {
  font-size: 11px;
}

/* Round: data. Square: what was done with it. */
.nbp-thing-file,
.nbp-thing-artifact,
.nbp-thing-parameter {
  border-radius: 27px;
}

.nbp-thing-model {
  border-width: 2px;
}

.nbp-thing-past,
.nbp-thing-future {
  border-color: var(--nbp-brand);
}

.nbp-thing-future {
  border-style: dashed;
}

.nbp-thing-self {
  border-color: var(--nbp-brand);
  outline: 1px solid var(--nbp-brand);
  background: var(--nbp-chosen);
}

.nbp-thing-beside {
  border-color: var(--nbp-line);
  background: color-mix(in srgb, var(--nbp-page) 92%, var(--nbp-ink));
}

.nbp-thing-beside > * {
  opacity: 0.7;
}

.nbp-thing-focus .nbp-thing-label::before {
  content: '◎ ';
}

.nbp-root .nbp-thing:focus-visible {
  outline: 2px solid var(--nbp-brand);
  outline-offset: 3px;
}

.nbp-way path {
  fill: none;
  stroke: var(--nbp-line);
  stroke-width: 1.2;
}

.nbp-way-near path {
  stroke: var(--nbp-brand);
  stroke-width: 1.6;
}
`,""]),t.d(n,{},{A:a})}}]);