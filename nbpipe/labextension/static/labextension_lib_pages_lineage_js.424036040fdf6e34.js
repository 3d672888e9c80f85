"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_lineage_js"],{"./labextension/lib/pages/lineage.js"(e,n,t){t.d(n,{LineageView:()=>q});var i=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react"),l=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=t.n(l),o=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),r=t.n(o),d=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=t.n(d),u=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=t.n(u),b=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),g=t.n(b),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(m),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/lineage.css"),f={};f.styleTagTransform=h(),f.setAttributes=c(),f.insert=p().bind(null,"head"),f.domAPI=r(),f.insertStyleElement=g(),a()(x.A,f),x.A&&x.A.locals&&x.A.locals,t("./labextension/style/pages.css");var _=t("./labextension/lib/context.js"),y=t("./labextension/lib/kit/index.js"),j=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var w=t("./labextension/lib/graph/index.js");let v={file:"Notebook",artifact:"Cluster",step:"Processing",model:"Model",endpoint:"Endpoint",parameter:"EndpointConfig",code:"Lambda"};function k({kind:e}){return(0,i.jsx)(y.km,{type:v[e]??e,silent:!0})}function S(e,n){return({file:e.__("File"),artifact:e.__("Artifact"),step:e.__("Step"),model:e.__("Model"),endpoint:e.__("Endpoint"),parameter:e.__("Parameter"),code:e.__("Code")})[n]??n}function A(e,{kind:n,detail:t}){return"model"===n&&t?(0,y.AY)(e,t):t}function C(e,n){let t=new Map,i=new Map;for(let{source:n,target:s}of e)t.set(s,[...t.get(s)??[],n]),i.set(n,[...i.get(n)??[],s]);return{past:N(n,t),future:N(n,i)}}function N(e,n){let t=new Map([[e,0]]);for(let[e,i]of t)for(let s of n.get(e)??[])t.has(s)||t.set(s,i+1);return t.delete(e),t}function M({past:e,future:n},t,i){return t===i?"self":e.has(t)?"past":n.has(t)?"future":"beside"}let T=["parameter","code"],z=(0,s.createContext)({focus:"",selected:"",current:"",reached:{past:new Map,future:new Map},select:()=>void 0,open:()=>void 0}),K={thing:(0,s.memo)(function({data:{placed:e,thing:n}}){let{focus:t,selected:l,current:a,reached:o,select:r,open:d}=(0,s.useContext)(z),p=(0,_.mz)(),{id:u,kind:c,label:b}=n,g=A(p,n),m=M(o,u,l),h={self:p.__("selected"),past:p.__("it was made from this"),future:p.__("this came of it"),beside:""}[m];return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(j.Handle,{type:"target",position:j.Position.Left,isConnectable:!1}),(0,i.jsx)(j.Handle,{type:"source",position:j.Position.Right,isConnectable:!1}),(0,i.jsxs)("div",{className:`nbp-thing nbp-thing-${m} nbp-thing-${c}${u===t?" nbp-thing-focus":""}`,style:{width:e.width,height:e.height},role:"button",tabIndex:u===a?0:-1,"aria-pressed":"self"===m,"data-thing":u,title:[S(p,c),b,g].filter(Boolean).join("\n"),onClick:()=>r(u),onDoubleClick:()=>d(u),children:[(0,i.jsx)(k,{kind:c}),(0,i.jsxs)("span",{className:"nbp-thing-text",children:[(0,i.jsx)("span",{className:"nbp-thing-label",children:b}),(0,i.jsx)("span",{className:"nbp-thing-detail",children:g||S(p,c)})]}),(0,i.jsxs)("span",{className:"nbp-hidden",children:[g&&S(p,c)," ",h]})]})]})})},F={way:(0,s.memo)(function({data:e}){let{selected:n,reached:t}=(0,s.useContext)(z);if(!e)return null;let{edge:l,points:a}=e.routed,o=e=>[l.source,l.target].every(t=>t===n||e.has(t)),r=o(t.past)||o(t.future),d=a[a.length-1];return(0,i.jsxs)("g",{className:r?"nbp-way nbp-way-near":"nbp-way",children:[(0,i.jsx)("path",{d:(0,w.XM)(a,"right")}),(0,i.jsx)("path",{d:`M${d.x-6} ${d.y-3.5}L${d.x} ${d.y}L${d.x-6} ${d.y+3.5}`})]})})},P=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"];function E(e){return(0,i.jsx)(j.ReactFlowProvider,{children:(0,i.jsx)($,{...e})})}function $({page:e,label:n,selected:t,onSelect:l,onOpen:a}){let o=(0,_.mz)(),{embedded:r}=(0,_.KT)(),d=(0,j.useReactFlow)(),p=(0,j.useStoreApi)(),u=(0,s.useRef)(null),[c,b]=(0,s.useState)(t),{focus:g}=e,m=JSON.stringify([e.focus,e.nodes,e.edges]),[h,x,f]=(0,s.useMemo)(()=>{let[e,n,t]=JSON.parse(m),i=(0,w.Zp)(function({focus:e,nodes:n,edges:t}){return{pipeline:e,version:null,nodes:n.map(({id:e,kind:n,label:t,detail:i})=>({name:e,type:n,title:t,description:i,cells:[],cell_ids:[],expression:"",group:null})),edges:t.map(({source:e,target:n,type:t})=>({source:e,target:n,kind:t,variables:[],label:""}))}}({focus:e,nodes:n,edges:t}),"right"),s=new Map(n.map(e=>[e.id,e]));return[i,i.cards.flatMap(e=>{let n=s.get(e.node.name);return n?[function(e,n){let{x:t,y:i,width:s,height:l}=e;return{id:n.id,type:"thing",position:{x:t,y:i},data:{placed:e,thing:n},width:s,height:l,measured:{width:s,height:l}}}(e,n)]:[]}),i.edges.map(I)]},[m]),v=(0,s.useMemo)(()=>C(e.edges,t),[e.edges,t]),k=(0,s.useCallback)(e=>{let n=h.cards.find(n=>n.node.name===e),{width:t,height:i}=p.getState();if(!n||!t||!i)return;let{x:s,y:l,zoom:a}=function({width:e,height:n},t,i,s){let l=Math.min(1,Math.max(.75,Math.min(i/(e+48),s/(n+48)))),a=(e,n,t)=>{let i=t/l/2;return n+48<=2*i?n/2:Math.min(n+24-i,Math.max(i-24,e))};return{x:a(t.x+t.width/2,e,i),y:a(t.y+t.height/2,n,s),zoom:l}}(h,n,t,i);d.setCenter(s,l,{zoom:a,duration:0})},[d,h,p]);(0,s.useEffect)(()=>{b(t);let e=requestAnimationFrame(()=>k(t));return()=>cancelAnimationFrame(e)},[k,t]),(0,s.useEffect)(()=>{if(!u.current)return;let e=new ResizeObserver(()=>requestAnimationFrame(()=>k(t)));return e.observe(u.current),()=>e.disconnect()},[k,t]);let S=(0,s.useMemo)(()=>({focus:g,selected:t,current:c,reached:v,select:l,open:a}),[g,t,c,v,l,a]);return(0,i.jsx)(z.Provider,{value:S,children:(0,i.jsxs)("div",{ref:u,className:"nbp-lineage-graph",role:"region","aria-label":n,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.thing:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey&&void 0!==n){if(P.includes(e.key)){let t=(0,w.uo)(h,n,e.key);null!==t&&(b(t),k(t),requestAnimationFrame(()=>requestAnimationFrame(()=>u.current?.querySelector(`[data-thing="${CSS.escape(t)}"]`)?.focus({preventScroll:!0}))))}else if("Enter"===e.key)a(n);else if(" "===e.key)l(n);else{if("Escape"!==e.key||t===g)return;l(g)}e.preventDefault(),e.stopPropagation()}},...r&&{"data-lm-suppress-shortcuts":"true"},children:[(0,i.jsx)(j.ReactFlow,{nodes:x,edges:f,nodeTypes:K,edgeTypes:F,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:r?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!r,zoomOnScroll:!r,zoomOnDoubleClick:!1,onlyRenderVisibleElements:x.length>150,minZoom:.05,maxZoom:2,proOptions:{hideAttribution:!0}}),(0,i.jsxs)("div",{className:"nbp-lineage-tools",children:[(0,i.jsx)(y.K0,{sign:"remove",label:o.__("Zoom out"),onClick:()=>void d.zoomOut()}),(0,i.jsx)(y.K0,{sign:"add",label:o.__("Zoom in"),onClick:()=>void d.zoomIn()}),(0,i.jsx)(y.K0,{sign:"fit",label:o.__("Show all"),onClick:()=>void d.fitView({padding:.06,maxZoom:1,duration:0})})]})]})})}function I(e){let{source:n,target:t}=e.edge;return{id:e.id,type:"way",source:n,target:t,data:{routed:e}}}var D=t("./labextension/lib/pages/opens.js"),L=t("./labextension/lib/pages/stores.js");let R=["1","2","3","5","8","12","20","50"];function q(e){return(0,i.jsx)(L.X,{children:n=>(0,i.jsx)(O,{...e,children:n})})}function O({of:e,onOf:n,children:t}){let l=(0,_.mz)(),[a,o]=(0,s.useState)(e),[r,d]=(0,s.useState)(e),[p,u]=(0,s.useState)("8"),[c,b]=(0,s.useState)("both"),[g,m]=(0,s.useState)(!1),[h,x]=(0,s.useState)(!1),f=(0,s.useCallback)(t=>{o(t),d(t),t!==e&&n?.(t)},[e,n]);(0,s.useEffect)(()=>{o(e),d(e)},[e]);let j=(0,_.N5)(a?"lineage":null,{ref:a,direction:c,depth:p});return(0,i.jsxs)("div",{className:"nbp-view",children:[(0,i.jsxs)(y.M7,{label:l.__("Lineage"),children:[(0,i.jsxs)("form",{className:"nbp-lineage-of",onSubmit:e=>{e.preventDefault(),f(r.trim())},children:[(0,i.jsxs)("label",{children:[l.__("Lineage of")," ",(0,i.jsx)("input",{value:r,spellCheck:!1,placeholder:"attrition:3, data/hr.csv, latest/train.model",title:l.__("A model version, a file, an output of a step, or a digest"),onChange:e=>d(e.target.value),onKeyDown:e=>e.stopPropagation()})]}),(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!r.trim(),children:l.__("Show")})]}),t,(0,i.jsx)(y.$x,{}),(0,i.jsxs)("label",{className:"nbp-mark",children:[(0,i.jsx)("input",{type:"checkbox",checked:h,onChange:e=>x(e.target.checked)}),l.__("Parameters and code")]}),(0,i.jsx)(y.l6,{label:l.__("Direction"),value:c,options:[["both",l.__("Past and future")],["up",l.__("Past only")],["down",l.__("Future only")]],onChange:b}),(0,i.jsx)(y.l6,{label:l.__("How far"),value:p,options:R.map(e=>[e,l._n("Up to %1 link away","Up to %1 links away",Number(e))]),onChange:u}),(0,i.jsx)(y.K0,{sign:"branches",label:l.__("As a graph"),pressed:!g,onClick:()=>m(!1)}),(0,i.jsx)(y.K0,{sign:"list",label:l.__("As a table"),pressed:g,onClick:()=>m(!0)})]}),a?(0,i.jsx)(y.ai,{page:j,children:e=>{let n,t,s;return(0,i.jsx)(Z,{page:h?e:(t=new Set((n=e.nodes.filter(({id:n,kind:t})=>n===e.focus||!T.includes(t))).map(({id:e})=>e)),s=e.edges.filter(({source:e,target:n})=>t.has(e)&&t.has(n)),{...e,nodes:n,edges:s}),table:g,depth:p,onGo:f},e.focus)}}):(0,i.jsx)(y.Sv,{title:l.__("Where did it come from, and where did it go?"),children:l.__("Type what you want to know about: a model version, a file, an output of a step.")})]})}function Z({page:e,table:n,depth:t,onGo:l}){let a=(0,_.mz)(),o=(0,_.KT)(),{focus:r,nodes:d,edges:p,cut:u}=e,c=(0,s.useMemo)(()=>new Map(d.map(e=>[e.id,e])),[d]),[b,g]=(0,s.useState)(r),m=c.has(b)?b:r,h=c.get(m),x=(0,s.useMemo)(()=>(function(e,n){let{future:t}=C(e.edges,n);return e.nodes.filter(e=>"model"===e.kind&&t.has(e.id)).sort((e,n)=>(t.get(e.id)??0)-(t.get(n.id)??0))})({nodes:d,edges:p},m),[d,p,m]),f=(0,s.useCallback)(e=>{let n=c.get(e),t=n&&(0,D.T)(n);t&&o.opens(t.kind)?o.open(t):g(e)},[c,o]);return(0,i.jsxs)(i.Fragment,{children:[u&&(0,i.jsx)("p",{className:"nbp-lineage-cut",role:"status",children:a.__("There is more than is shown: it is more than %1 links away, or there are very many. Look farther, or in one direction only.",t)}),h&&(0,i.jsxs)("div",{className:"nbp-lineage-thing",role:"group","aria-label":a.__("Selected"),children:[(0,i.jsx)(k,{kind:h.kind}),(0,i.jsx)("span",{className:"nbp-quiet",children:S(a,h.kind)}),(0,i.jsx)("strong",{title:h.id,children:h.label}),(0,i.jsx)("span",{className:"nbp-quiet",children:A(a,h)}),(0,i.jsx)(B,{node:h}),m!==r&&(0,i.jsx)(y.$n,{onClick:()=>l(m),children:a.__("Show its whole lineage")}),(0,i.jsx)("span",{className:"nbp-lineage-models",children:x.length>0?(0,i.jsxs)(i.Fragment,{children:[a._n("Reached %1 model:","Reached %1 models:",x.length)," ",x.slice(0,8).map(e=>{let n=(0,D.T)(e);return n?(0,i.jsx)(y.N_,{to:n,title:e.detail,children:e.label},e.id):(0,i.jsx)("span",{children:e.label},e.id)}),x.length>8&&` +${x.length-8}`]}):"model"!==h.kind&&(0,i.jsx)("span",{className:"nbp-quiet",children:a.__("Reached no model that is shown")})})]}),d.length<2?(0,i.jsx)(y.Sv,{title:a.__("Nothing is recorded before or after this")}):n?(0,i.jsx)(H,{page:e,selected:m,onSelect:g}):(0,i.jsx)(E,{page:e,label:a.__("Lineage of %1",c.get(r)?.label??r),selected:m,onSelect:g,onOpen:f})]})}function B({node:e}){let n=(0,_.mz)(),t=(0,_.KT)(),s=(0,D.T)(e);return s&&t.opens(s.kind)?(0,i.jsx)(y.$n,{sign:"open",onClick:()=>t.open(s),children:n.__("Open")}):null}function H({page:{nodes:e,edges:n},selected:t,onSelect:l}){var a;let o=(0,_.mz)(),r=(0,s.useMemo)(()=>{var i,s,l;let a,o;return i=e,a=C(s=n,l=t),o=new Map(i.map(e=>[e.id,e.label])),i.map(e=>{let n=M(a,e.id,l),t={self:0,past:-(a.past.get(e.id)??0),future:a.future.get(e.id)??0,beside:0/0}[n],i=s.filter(n=>n.target===e.id).map(e=>o.get(e.source));return{...e,place:t,from:[...new Set(i)].filter(Boolean).join(", ")}}).sort((e,n)=>V(e.place)-V(n.place))},[e,n,t]);return(0,i.jsx)(y.XI,{label:o.__("Lineage"),columns:[{id:"place",title:(a=o).__("Where"),by:e=>Number.isNaN(e.place)?null:e.place,width:"96px",render:({place:e})=>Number.isNaN(e)?a.__("beside"):0===e?a.__("selected"):e<0?a.__("%1 before",-e):a.__("%1 after",e)},{id:"kind",title:a.__("Kind"),by:e=>e.kind,width:"104px",render:e=>(0,i.jsxs)("span",{className:"nbp-mark",children:[(0,i.jsx)(k,{kind:e.kind}),S(a,e.kind)]})},{id:"label",title:a.__("Name"),by:e=>e.label,render:e=>{let n=(0,D.T)(e);return n?(0,i.jsx)(y.N_,{to:n,title:e.id,children:e.label}):(0,i.jsx)("span",{title:e.id,children:e.label})}},{id:"detail",title:a.__("Detail"),by:e=>e.detail,width:"20%",render:e=>A(a,e)},{id:"from",title:a.__("Made from"),width:"32%",render:e=>(0,i.jsx)("span",{title:e.from,children:e.from})}],rows:r,id:e=>e.id,current:t,onOpen:e=>l(e.id)})}let V=e=>Number.isNaN(e)?1/0:e},"./labextension/lib/pages/opens.js"(e,n,t){function i({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}t.d(n,{T:()=>i})},"./labextension/lib/pages/stores.js"(e,n,t){var i=t("./node_modules/react/jsx-runtime.js"),s=t("webpack/sharing/consume/default/react"),l=t("./labextension/lib/context.js"),a=t("./labextension/lib/kit/index.js");function o({children:e}){let n=(0,l.M_)(),t=(0,l.KT)(),a=(0,l.sy)(),d=(0,l.N5)(a?null:"hello"),[p,u]=(0,s.useState)(""),{data:c,again:b}=d,g=c?.stores.filter(e=>e.exists)??[],m=null!==c&&0===g.length;if((0,s.useEffect)(()=>{if(!m)return;let e=setInterval(b,1e4);return()=>clearInterval(e)},[m,b]),a)return(0,i.jsx)(i.Fragment,{children:e(null)});if(!c&&!d.error)return null;let h=p||function(e){if(!e)return"";let n=e.stores.filter(e=>e.exists);return!n.length||n.some(n=>n.path===e.store)?e.store:n.reduce((e,n)=>n.executions>e.executions?n:e).path}(c);return(0,i.jsx)(l.Provide,{live:n,host:t,store:h,children:e(g.length>1?(0,i.jsx)(r,{stores:g,store:h,onChoose:u}):null)})}function r({stores:e,store:n,onChoose:t}){let s=(0,l.mz)(),o=e.find(e=>e.path===n)?.problem;return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(a.l6,{label:s.__("Store"),value:n,options:e.map(e=>[e.path,s.__("%1 (%2)",e.path.replace(/\/?\.nbpipe$/,"")||s.__("This folder"),e.executions)]),onChange:t}),o&&(0,i.jsx)(a.aV,{error:{message:o}})]})}t.d(n,{X:()=>o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/lineage.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(i),l=t("./node_modules/css-loader/dist/runtime/api.js"),a=(t.n(l))()(s());a.push([e.id,`.nbp-lineage-of {
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
`,""]),t.d(n,{},{A:a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var i=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),s=t.n(i),l=t("./node_modules/css-loader/dist/runtime/api.js"),a=(t.n(l))()(s());a.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:a})},"./labextension/style/pages.css"(e,n,t){var i=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),s=t.n(i),l=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=t.n(l),o=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),r=t.n(o),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=t.n(u),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),g=t.n(b),m=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),h={};h.styleTagTransform=g(),h.setAttributes=p(),h.insert=r().bind(null,"head"),h.domAPI=a(),h.insertStyleElement=c(),s()(m.A,h),m.A&&m.A.locals&&m.A.locals}}]);