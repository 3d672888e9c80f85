"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_lineage_js"],{"./labextension/lib/pages/lineage.js"(e,n,t){t.d(n,{LineageView:()=>O});var i=t("./node_modules/react/jsx-runtime.js"),l=t("webpack/sharing/consume/default/react"),a=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),s=t.n(a),o=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),r=t.n(o),d=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=t.n(d),u=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=t.n(u),b=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),g=t.n(b),h=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(h),f=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/lineage.css"),x={};x.styleTagTransform=m(),x.setAttributes=c(),x.insert=p().bind(null,"head"),x.domAPI=r(),x.insertStyleElement=g(),s()(f.A,x),f.A&&f.A.locals&&f.A.locals,t("./labextension/style/pages.css");var _=t("./labextension/lib/context.js"),y=t("./labextension/lib/kit/index.js"),j=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var w=t("./labextension/lib/graph/index.js");let v={file:"Notebook",artifact:"Cluster",step:"Processing",model:"Model",parameter:"EndpointConfig",code:"Lambda"};function k({kind:e}){return(0,i.jsx)(y.km,{type:v[e]??e,silent:!0})}function N(e,n){return({file:e.__("File"),artifact:e.__("Artifact"),step:e.__("Step"),model:e.__("Model"),parameter:e.__("Parameter"),code:e.__("Code")})[n]??n}function S(e,{kind:n,detail:t}){return"model"===n&&t?(0,y.AY)(e,t):t}function C(e,n){let t=new Map,i=new Map;for(let{source:n,target:l}of e)t.set(l,[...t.get(l)??[],n]),i.set(n,[...i.get(n)??[],l]);return{past:A(n,t),future:A(n,i)}}function A(e,n){let t=new Map([[e,0]]);for(let[e,i]of t)for(let l of n.get(e)??[])t.has(l)||t.set(l,i+1);return t.delete(e),t}function M({past:e,future:n},t,i){return t===i?"self":e.has(t)?"past":n.has(t)?"future":"beside"}let K=(0,l.createContext)({focus:"",selected:"",current:"",reached:{past:new Map,future:new Map},select:()=>void 0,open:()=>void 0}),T={thing:(0,l.memo)(function({data:{placed:e,thing:n}}){let{focus:t,selected:a,current:s,reached:o,select:r,open:d}=(0,l.useContext)(K),p=(0,_.mz)(),{id:u,kind:c,label:b}=n,g=S(p,n),h=M(o,u,a),m={self:p.__("selected"),past:p.__("it was made from this"),future:p.__("this came of it"),beside:""}[h];return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(j.Handle,{type:"target",position:j.Position.Left,isConnectable:!1}),(0,i.jsx)(j.Handle,{type:"source",position:j.Position.Right,isConnectable:!1}),(0,i.jsxs)("div",{className:`nbp-thing nbp-thing-${h} nbp-thing-${c}${u===t?" nbp-thing-focus":""}`,style:{width:e.width,height:e.height},role:"button",tabIndex:u===s?0:-1,"aria-pressed":"self"===h,"data-thing":u,title:[N(p,c),b,g].filter(Boolean).join("\n"),onClick:()=>r(u),onDoubleClick:()=>d(u),children:[(0,i.jsx)(k,{kind:c}),(0,i.jsxs)("span",{className:"nbp-thing-text",children:[(0,i.jsx)("span",{className:"nbp-thing-label",children:b}),(0,i.jsx)("span",{className:"nbp-thing-detail",children:g||N(p,c)})]}),(0,i.jsxs)("span",{className:"nbp-hidden",children:[g&&N(p,c)," ",m]})]})]})})},F={way:(0,l.memo)(function({data:e}){let{selected:n,reached:t}=(0,l.useContext)(K);if(!e)return null;let{edge:a,points:s}=e.routed,o=e=>[a.source,a.target].every(t=>t===n||e.has(t)),r=o(t.past)||o(t.future),d=s[s.length-1];return(0,i.jsxs)("g",{className:r?"nbp-way nbp-way-near":"nbp-way",children:[(0,i.jsx)("path",{d:(0,w.XM)(s,"right")}),(0,i.jsx)("path",{d:`M${d.x-6} ${d.y-3.5}L${d.x} ${d.y}L${d.x-6} ${d.y+3.5}`})]})})},z=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"];function $(e){return(0,i.jsx)(j.ReactFlowProvider,{children:(0,i.jsx)(L,{...e})})}function L({page:e,label:n,selected:t,onSelect:a,onOpen:s}){let o=(0,_.mz)(),{embedded:r}=(0,_.KT)(),d=(0,j.useReactFlow)(),p=(0,j.useStoreApi)(),u=(0,l.useRef)(null),[c,b]=(0,l.useState)(t),{focus:g}=e,h=JSON.stringify([e.focus,e.nodes,e.edges]),[m,f,x]=(0,l.useMemo)(()=>{let[e,n,t]=JSON.parse(h),i=(0,w.Zp)(function({focus:e,nodes:n,edges:t}){return{pipeline:e,version:null,nodes:n.map(({id:e,kind:n,label:t,detail:i})=>({name:e,type:n,title:t,description:i,cells:[],cell_ids:[],expression:"",group:null})),edges:t.map(({source:e,target:n,type:t})=>({source:e,target:n,kind:t,variables:[],label:""}))}}({focus:e,nodes:n,edges:t}),"right"),l=new Map(n.map(e=>[e.id,e]));return[i,i.cards.flatMap(e=>{let n=l.get(e.node.name);return n?[function(e,n){let{x:t,y:i,width:l,height:a}=e;return{id:n.id,type:"thing",position:{x:t,y:i},data:{placed:e,thing:n},width:l,height:a,measured:{width:l,height:a}}}(e,n)]:[]}),i.edges.map(P)]},[h]),v=(0,l.useMemo)(()=>C(e.edges,t),[e.edges,t]),k=(0,l.useCallback)(e=>{let n=m.cards.find(n=>n.node.name===e),{width:t,height:i}=p.getState();if(!n||!t||!i)return;let{x:l,y:a,zoom:s}=function({width:e,height:n},t,i,l){let a=Math.min(1,Math.max(.75,Math.min(i/(e+48),l/(n+48)))),s=(e,n,t)=>{let i=t/a/2;return n+48<=2*i?n/2:Math.min(n+24-i,Math.max(i-24,e))};return{x:s(t.x+t.width/2,e,i),y:s(t.y+t.height/2,n,l),zoom:a}}(m,n,t,i);d.setCenter(l,a,{zoom:s,duration:0})},[d,m,p]);(0,l.useEffect)(()=>{b(t);let e=requestAnimationFrame(()=>k(t));return()=>cancelAnimationFrame(e)},[k,t]),(0,l.useEffect)(()=>{if(!u.current)return;let e=new ResizeObserver(()=>requestAnimationFrame(()=>k(t)));return e.observe(u.current),()=>e.disconnect()},[k,t]);let N=(0,l.useMemo)(()=>({focus:g,selected:t,current:c,reached:v,select:a,open:s}),[g,t,c,v,a,s]);return(0,i.jsx)(K.Provider,{value:N,children:(0,i.jsxs)("div",{ref:u,className:"nbp-lineage-graph",role:"region","aria-label":n,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.thing:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey&&void 0!==n){if(z.includes(e.key)){let t=(0,w.uo)(m,n,e.key);null!==t&&(b(t),k(t),requestAnimationFrame(()=>requestAnimationFrame(()=>u.current?.querySelector(`[data-thing="${CSS.escape(t)}"]`)?.focus({preventScroll:!0}))))}else if("Enter"===e.key)s(n);else if(" "===e.key)a(n);else{if("Escape"!==e.key||t===g)return;a(g)}e.preventDefault(),e.stopPropagation()}},...r&&{"data-lm-suppress-shortcuts":"true"},children:[(0,i.jsx)(j.ReactFlow,{nodes:f,edges:x,nodeTypes:T,edgeTypes:F,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:r?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!r,zoomOnScroll:!r,zoomOnDoubleClick:!1,onlyRenderVisibleElements:f.length>150,minZoom:.05,maxZoom:2,proOptions:{hideAttribution:!0}}),(0,i.jsxs)("div",{className:"nbp-lineage-tools",children:[(0,i.jsx)(y.K0,{sign:"remove",label:o.__("Zoom out"),onClick:()=>void d.zoomOut()}),(0,i.jsx)(y.K0,{sign:"add",label:o.__("Zoom in"),onClick:()=>void d.zoomIn()}),(0,i.jsx)(y.K0,{sign:"fit",label:o.__("Show all"),onClick:()=>void d.fitView({padding:.06,maxZoom:1,duration:0})})]})]})})}function P(e){let{source:n,target:t}=e.edge;return{id:e.id,type:"way",source:n,target:t,data:{routed:e}}}var R=t("./labextension/lib/pages/opens.js");let D=["1","2","3","5","8","12","20","50"];function O({of:e,onOf:n}){let t=(0,_.mz)(),[a,s]=(0,l.useState)(e),[o,r]=(0,l.useState)(e),[d,p]=(0,l.useState)("8"),[u,c]=(0,l.useState)("both"),[b,g]=(0,l.useState)(!1),h=(0,l.useCallback)(t=>{s(t),r(t),t!==e&&n?.(t)},[e,n]);(0,l.useEffect)(()=>{s(e),r(e)},[e]);let m=(0,_.N5)(a?"lineage":null,{ref:a,direction:u,depth:d});return(0,i.jsxs)("div",{className:"nbp-view",children:[(0,i.jsxs)(y.M7,{label:t.__("Lineage"),children:[(0,i.jsxs)("form",{className:"nbp-lineage-of",onSubmit:e=>{e.preventDefault(),h(o.trim())},children:[(0,i.jsxs)("label",{children:[t.__("Lineage of")," ",(0,i.jsx)("input",{value:o,spellCheck:!1,placeholder:"attrition:3, data/hr.csv, latest/train.model",title:t.__("A model version, a file, an output of a step, or a digest"),onChange:e=>r(e.target.value),onKeyDown:e=>e.stopPropagation()})]}),(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim(),children:t.__("Show")})]}),(0,i.jsx)(y.$x,{}),(0,i.jsx)(y.l6,{label:t.__("Direction"),value:u,options:[["both",t.__("Past and future")],["up",t.__("Past only")],["down",t.__("Future only")]],onChange:c}),(0,i.jsx)(y.l6,{label:t.__("How far"),value:d,options:D.map(e=>[e,t._n("Up to %1 link away","Up to %1 links away",Number(e))]),onChange:p}),(0,i.jsx)(y.K0,{sign:"branches",label:t.__("As a graph"),pressed:!b,onClick:()=>g(!1)}),(0,i.jsx)(y.K0,{sign:"list",label:t.__("As a table"),pressed:b,onClick:()=>g(!0)})]}),a?(0,i.jsx)(y.ai,{page:m,children:e=>(0,i.jsx)(q,{page:e,table:b,depth:d,onGo:h},e.focus)}):(0,i.jsx)(y.Sv,{title:t.__("Where did it come from, and where did it go?"),children:t.__("Type what you want to know about: a model version, a file, an output of a step.")})]})}function q({page:e,table:n,depth:t,onGo:a}){let s=(0,_.mz)(),o=(0,_.KT)(),{focus:r,nodes:d,edges:p,cut:u}=e,c=(0,l.useMemo)(()=>new Map(d.map(e=>[e.id,e])),[d]),[b,g]=(0,l.useState)(r),h=c.has(b)?b:r,m=c.get(h),f=(0,l.useMemo)(()=>(function(e,n){let{future:t}=C(e.edges,n);return e.nodes.filter(e=>"model"===e.kind&&t.has(e.id)).sort((e,n)=>(t.get(e.id)??0)-(t.get(n.id)??0))})({nodes:d,edges:p},h),[d,p,h]),x=(0,l.useCallback)(e=>{let n=c.get(e),t=n&&(0,R.T)(n);t&&o.opens(t.kind)?o.open(t):g(e)},[c,o]);return(0,i.jsxs)(i.Fragment,{children:[u&&(0,i.jsx)("p",{className:"nbp-lineage-cut",role:"status",children:s.__("There is more than is shown: it is more than %1 links away, or there are very many. Look farther, or in one direction only.",t)}),m&&(0,i.jsxs)("div",{className:"nbp-lineage-thing",role:"group","aria-label":s.__("Selected"),children:[(0,i.jsx)(k,{kind:m.kind}),(0,i.jsx)("span",{className:"nbp-quiet",children:N(s,m.kind)}),(0,i.jsx)("strong",{title:m.id,children:m.label}),(0,i.jsx)("span",{className:"nbp-quiet",children:S(s,m)}),(0,i.jsx)(E,{node:m}),h!==r&&(0,i.jsx)(y.$n,{onClick:()=>a(h),children:s.__("Show its whole lineage")}),(0,i.jsx)("span",{className:"nbp-lineage-models",children:f.length>0?(0,i.jsxs)(i.Fragment,{children:[s._n("Reached %1 model:","Reached %1 models:",f.length)," ",f.slice(0,8).map(e=>{let n=(0,R.T)(e);return n?(0,i.jsx)(y.N_,{to:n,title:e.detail,children:e.label},e.id):(0,i.jsx)("span",{children:e.label},e.id)}),f.length>8&&` +${f.length-8}`]}):"model"!==m.kind&&(0,i.jsx)("span",{className:"nbp-quiet",children:s.__("Reached no model that is shown")})})]}),d.length<2?(0,i.jsx)(y.Sv,{title:s.__("Nothing is recorded before or after this")}):n?(0,i.jsx)(I,{page:e,selected:h,onSelect:g}):(0,i.jsx)($,{page:e,label:s.__("Lineage of %1",c.get(r)?.label??r),selected:h,onSelect:g,onOpen:x})]})}function E({node:e}){let n=(0,_.mz)(),t=(0,_.KT)(),l=(0,R.T)(e);return l&&t.opens(l.kind)?(0,i.jsx)(y.$n,{sign:"open",onClick:()=>t.open(l),children:n.__("Open")}):null}function I({page:{nodes:e,edges:n},selected:t,onSelect:a}){var s;let o=(0,_.mz)(),r=(0,l.useMemo)(()=>{var i,l,a;let s,o;return i=e,s=C(l=n,a=t),o=new Map(i.map(e=>[e.id,e.label])),i.map(e=>{let n=M(s,e.id,a),t={self:0,past:-(s.past.get(e.id)??0),future:s.future.get(e.id)??0,beside:0/0}[n],i=l.filter(n=>n.target===e.id).map(e=>o.get(e.source));return{...e,place:t,from:[...new Set(i)].filter(Boolean).join(", ")}}).sort((e,n)=>Z(e.place)-Z(n.place))},[e,n,t]);return(0,i.jsx)(y.XI,{label:o.__("Lineage"),columns:[{id:"place",title:(s=o).__("Where"),by:e=>Number.isNaN(e.place)?null:e.place,width:"96px",render:({place:e})=>Number.isNaN(e)?s.__("beside"):0===e?s.__("selected"):e<0?s.__("%1 before",-e):s.__("%1 after",e)},{id:"kind",title:s.__("Kind"),by:e=>e.kind,width:"104px",render:e=>(0,i.jsxs)("span",{className:"nbp-mark",children:[(0,i.jsx)(k,{kind:e.kind}),N(s,e.kind)]})},{id:"label",title:s.__("Name"),by:e=>e.label,render:e=>{let n=(0,R.T)(e);return n?(0,i.jsx)(y.N_,{to:n,title:e.id,children:e.label}):(0,i.jsx)("span",{title:e.id,children:e.label})}},{id:"detail",title:s.__("Detail"),by:e=>e.detail,width:"20%",render:e=>S(s,e)},{id:"from",title:s.__("Made from"),width:"32%",render:e=>(0,i.jsx)("span",{title:e.from,children:e.from})}],rows:r,id:e=>e.id,current:t,onOpen:e=>a(e.id)})}let Z=e=>Number.isNaN(e)?1/0:e},"./labextension/lib/pages/opens.js"(e,n,t){function i({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}t.d(n,{T:()=>i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/lineage.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),l=t.n(i),a=t("./node_modules/css-loader/dist/runtime/api.js"),s=(t.n(a))()(l());s.push([e.id,`.nbp-lineage-of {
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
`,""]),t.d(n,{},{A:s})}}]);