"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_execution_js"],{"./labextension/lib/context.js"(e,n,t){t.d(n,{Provide:()=>p,y3:()=>g,KT:()=>c,N5:()=>h,mz:()=>b});var r=t("./node_modules/react/jsx-runtime.js"),a=t("webpack/sharing/consume/default/react"),s=t("./labextension/lib/api.js");let o=(e,n)=>e.replace(/%(\d)/g,(e,t)=>String(n[Number(t)-1]??e)),i={__:(e,...n)=>o(e,n),_n:(e,n,t,...r)=>o(1===t?e:n,[t,...r])},l=(0,a.createContext)(null);function p({live:e,host:n,store:t="",children:s}){let o=(0,a.useMemo)(()=>({live:e,host:n,store:t}),[e,n,t]);return(0,r.jsx)(l.Provider,{value:o,children:(0,r.jsx)("div",{className:n.embedded?"nbp-root nbp-embedded":"nbp-root",children:s})})}function d(){let e=(0,a.useContext)(l);if(!e)throw Error("This view stands outside of <Provide>.");return e}let c=()=>d().host,b=()=>(0,a.useContext)(l)?.host.trans??i,u={data:null,error:null,loading:!1};function h(e,n={}){let{live:t,store:r}=d(),s=JSON.stringify(n),o=(0,a.useMemo)(()=>null===e?null:t.page(e,{store:r,...JSON.parse(s)}),[t,e,r,s]);return{...(0,a.useSyncExternalStore)(o?.subscribe??x,o?.snapshot??m),again:o?.again??f}}function g(e){let{live:n,store:t}=d(),[r,o]=(0,a.useState)({busy:!1,error:null}),i=(0,a.useRef)(e);return(0,a.useEffect)(()=>{i.current=e}),{run:(0,a.useCallback)(async(...e)=>{o({busy:!0,error:null});try{return await i.current(n.api,{store:t},...e),o({busy:!1,error:null}),!0}catch(e){return o({busy:!1,error:e instanceof s.hD?e:new s.hD(0,{message:String(e)})}),!1}},[n,t]),...r}}let f=()=>void 0,x=()=>f,m=()=>u},"./labextension/lib/pages/execution.js"(e,n,t){t.d(n,{ExecutionView:()=>e1});var r=t("./node_modules/react/jsx-runtime.js"),a=t("webpack/sharing/consume/default/react"),s=t("./labextension/lib/api.js"),o=t("./labextension/lib/context.js");class i{constructor(e=[]){this.changes=0,this.cards=new Map,this.listeners=new Map,this.set(e)}get(e){return this.cards.get(e)}set(e){let n=new Set;for(let t of e){let e=this.cards.get(t.step);e===t||e&&JSON.stringify(e)===JSON.stringify(t)||(this.cards.set(t.step,t),this.listeners.get(t.step)?.forEach(e=>n.add(e)))}n.size&&(this.changes+=1,n.forEach(e=>e()))}subscribe(e,n){for(let t of e){let e=this.listeners.get(t);e||this.listeners.set(t,e=new Set),e.add(n)}return()=>e.forEach(e=>this.listeners.get(e)?.delete(n))}get version(){return this.changes}}function l(e,n){let t=(0,a.useCallback)(t=>e.subscribe([n],t),[e,n]);return(0,a.useSyncExternalStore)(t,()=>e.get(n))}class p{constructor(){this.marked={selected:null,current:null,found:null,level:"near"},this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.listeners=new Set}begin(e){this.marked={...this.marked,level:e}}set(e){if(Object.keys(e).some(n=>e[n]!==this.marked[n]))for(let n of(this.marked={...this.marked,...e},[...this.listeners]))n()}}function d(e){let{marks:n}=(0,a.useContext)(b);return(0,a.useSyncExternalStore)(n.subscribe,()=>e(n.marked))}let c=()=>void 0,b=(0,a.createContext)({cards:new i,marks:new p,select:c,open:c,toggle:c,opened:new Set,starred:new Set,moving:!1});var u=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var h=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),g=t.n(h),f=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),x=t.n(f),m=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),v=t.n(m),w=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),j=t.n(w),y=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),k=t.n(y),_=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),M=t.n(_),S=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"),N={};N.styleTagTransform=M(),N.setAttributes=j(),N.insert=v().bind(null,"head"),N.domAPI=x(),N.insertStyleElement=k(),g()(S.A,N),S.A&&S.A.locals&&S.A.locals;var z=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/base.css"),$={};$.styleTagTransform=M(),$.setAttributes=j(),$.insert=v().bind(null,"head"),$.domAPI=x(),$.insertStyleElement=k(),g()(z.A,$),z.A&&z.A.locals&&z.A.locals;var C=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/kit.css"),A={};function E({source:e,language:n="python",line:t=null,label:s}){let i=(0,o.KT)(),l=(0,o.mz)(),p=(0,a.useRef)(null);return(0,a.useEffect)(()=>{let t=p.current;if(!t||!i.highlight)return;let r=!1,a=document.createElement("code");return i.highlight(e,n,a).then(()=>{!r&&a.hasChildNodes()&&t.replaceChildren(...a.childNodes)}),()=>{r=!0,t.textContent=e}},[i,e,n]),(0,r.jsxs)("pre",{className:"nbp-code",tabIndex:0,role:"region","aria-label":s??l.__("Code"),children:[null!==t&&(0,r.jsx)("span",{className:"nbp-code-line",style:{top:`${t-1}lh`}}),(0,r.jsx)("code",{ref:p,children:e},e)]})}A.styleTagTransform=M(),A.setAttributes=j(),A.insert=v().bind(null,"head"),A.domAPI=x(),A.insertStyleElement=k(),g()(C.A,A),C.A&&C.A.locals&&C.A.locals;let L={Processing:"M2 4.5h6.5M12.5 4.5H14M2 11.5h1.5M7.5 11.5H14M10.5 2.5a2 2 0 1 0 .01 0M5.5 9.5a2 2 0 1 0 .01 0",Training:"M2.5 2v11.5H14M5 10.5l3-3.5 2 1.5 3.5-5",Tuning:"M3.2 12.5a6 6 0 1 1 9.6 0M8 9.5l2.6-3.4M8 8.5a1 1 0 1 0 .01 0",AutoML:"M8 2l1.7 4.1 4.4.4-3.3 2.9 1 4.3L8 11.4l-3.8 2.3 1-4.3L1.9 6.5l4.4-.4z",Condition:"M2 8h3.2M5.2 8c3 0 2.2-4.2 5.3-4.2H14M5.2 8c3 0 2.2 4.2 5.3 4.2H14M12 1.8l2 2-2 2M12 10.2l2 2-2 2",Register:"M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.3 4.5a.8.8 0 1 0 .01 0",Model:"M8 1.8l5.5 3v6.4l-5.5 3-5.5-3V4.8zM2.5 4.8L8 7.9l5.5-3.1M8 7.9v6.3",Transform:"M2 5h11M10.3 2.3L13 5l-2.7 2.7M14 11H3M5.7 8.3L3 11l2.7 2.7",QualityCheck:"M8 1.8l5 1.9v4c0 3-2 5.3-5 6.5-3-1.2-5-3.5-5-6.5v-4zM5.6 7.8l1.8 1.8 3.1-3.4",ClarifyCheck:"M8 2v12M4.5 14h7M3 4.2h10M3 4.2L1.2 9h3.6zM13 4.2L11.2 9h3.6z",Lambda:"M4 2.5h2l5.5 11H13M7.3 6L3.5 13.5",Callback:"M8 2a2.8 2.8 0 1 0 .01 0M2.8 14c0-3 2.2-4.8 5.2-4.8s5.2 1.8 5.2 4.8",Fail:"M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM8 4.6v4M8 11v.4",EndpointConfig:"M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.4M5 11h.4",Endpoint:"M4.6 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.4 5.3z",Notebook:"M4 2h8.5v12H4zM6.5 2v12M2.5 5H4M2.5 8H4M2.5 11H4",Pipeline:"M3.5 6.5h0a1.5 1.5 0 1 0 .01 0M12.5 2.2a1.5 1.5 0 1 0 .01 0M12.5 10.8a1.5 1.5 0 1 0 .01 0M4.9 7.4l6.2-3M4.9 8.6l6.2 3",Map:"M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",Cluster:"M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z"},q={Pending:"M8 3a5 5 0 1 0 .01 0",Starting:"M8 2.5A5.5 5.5 0 0 1 13.5 8",Executing:"M8 2.5A5.5 5.5 0 1 1 2.5 8",Waiting:"M4 2.5h8M4 13.5h8M4.8 2.5c0 3 3.2 3.8 3.2 5.5s-3.2 2.5-3.2 5.5M11.2 2.5c0 3-3.2 3.8-3.2 5.5s3.2 2.5 3.2 5.5",Succeeded:"M2.8 8.6l3.5 3.5 7-8",Failed:"M3.5 3.5l9 9M12.5 3.5l-9 9",Stopped:"M4 4h8v8H4z",Skipped:"M3 8h10",Stopping:"M4 4h8v8H4z"},T="M9.2 1.5L3.8 9h3.7l-.9 5.5L12.2 7H8.4z",P=L.Callback,R={add:"M8 3v10M3 8h10",remove:"M3 8h10",close:"M4 4l8 8M12 4l-8 8",copy:"M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",search:"M7 2.5a4.5 4.5 0 1 0 .01 0M10.3 10.3L14 14",fit:"M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",down:"M4 6l4 4 4-4",up:"M4 10l4-4 4 4",next:"M6 4l4 4-4 4",back:"M10 4L6 8l4 4",play:"M4.5 2.8v10.4L13 8z",stop:"M4 4h8v8H4z",again:"M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",open:"M9 2.5h4.5V7M13.5 2.5L7 9M11 9.5v4H2.5V5h4",download:"M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10",warning:"M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.3",best:"M8 2l1.7 4.1 4.4.4-3.3 2.9 1 4.3L8 11.4l-3.8 2.3 1-4.3L1.9 6.5l4.4-.4z",learned:"M1.8 9.5c1.6-4 3.2-4 4.2-1.5s2.4 4 4 1.5 2.8-3 4.2-2",list:"M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.5M2 8h.5M2 12h.5",branches:"M8 2a1.5 1.5 0 1 0 .01 0M4 11a1.5 1.5 0 1 0 .01 0M12 11a1.5 1.5 0 1 0 .01 0M8 5v2.5M4 11V9.5a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2V11"};function D(e,n){return({Pending:e.__("Pending"),Starting:e.__("Starting"),Executing:e.__("Executing"),Waiting:e.__("Waiting"),Stopping:e.__("Stopping"),Succeeded:e.__("Succeeded"),Failed:e.__("Failed"),Stopped:e.__("Stopped"),Skipped:e.__("Skipped")})[n]}function H({path:e,size:n,className:t,filled:a,label:s,children:o}){return(0,r.jsxs)("svg",{className:`nbp-icon ${t}`,viewBox:"0 0 16 16",width:n,height:n,...s?{role:"img","aria-label":s}:{"aria-hidden":!0},children:[s&&(0,r.jsx)("title",{children:s}),o,(0,r.jsx)("path",{d:e,className:a?"nbp-icon-filled":void 0})]})}function F({status:e,cached:n=!1,type:t,size:a=16,silent:s=!1}){let i=(0,o.mz)(),l="Executing"===e||"Starting"===e,p=n?i.__("%1, from the cache",D(i,e)):D(i,e);return(0,r.jsxs)(H,{path:"Waiting"===e&&"Callback"===t?P:q[e],size:a,className:`nbp-status nbp-is-${e.toLowerCase()}${l?" nbp-turns":""}`,filled:"Stopped"===e||"Stopping"===e,label:s?void 0:p,children:[l&&(0,r.jsx)("path",{d:"M8 2.5a5.5 5.5 0 1 0 .01 0",className:"nbp-icon-faint"}),n&&"Succeeded"===e&&(0,r.jsx)("path",{d:T,transform:"translate(8.6 7.6) scale(0.55)",className:"nbp-icon-bolt"})]})}function I(e){let n=(0,o.mz)();return(0,r.jsxs)("span",{className:"nbp-mark",children:[(0,r.jsx)(F,{...e,silent:!0}),(0,r.jsx)("span",{children:D(n,e.status)}),e.cached&&(0,r.jsx)("span",{className:"nbp-quiet",children:n.__("from the cache")})]})}function O({type:e,size:n=16,silent:t=!1}){return(0,r.jsx)(H,{path:L[e]??"M8 2.5a5.5 5.5 0 1 0 .01 0M8 6.5a1.5 1.5 0 1 0 .01 0",size:n,className:"nbp-type",label:t?void 0:e})}function K({sign:e,size:n=16,label:t}){return(0,r.jsx)(H,{path:R[e],size:n,className:"nbp-sign",filled:"play"===e||"stop"===e,label:t})}function V({size:e=14}){let n=(0,o.mz)();return(0,r.jsx)(H,{path:T,size:e,className:"nbp-cached",filled:!0,label:n.__("From the cache")})}function B({look:e="plain",sign:n,busy:t=!1,children:a,disabled:s,...o}){return(0,r.jsxs)("button",{type:"button",className:`nbp-button nbp-button-${e}`,disabled:(s??!1)||t,"aria-busy":t||void 0,...o,children:[n&&(0,r.jsx)(K,{sign:n,size:14}),a]})}let W=(0,a.forwardRef)(function({sign:e,label:n,pressed:t,...a},s){return(0,r.jsx)("button",{ref:s,type:"button",className:"nbp-icon-button",title:n,"aria-label":n,"aria-pressed":t,...a,children:(0,r.jsx)(K,{sign:e})})});function J({to:e,children:n,title:t}){let a=(0,o.KT)();return a.opens(e.kind)?(0,r.jsx)("button",{type:"button",className:"nbp-link",title:t,onClick:n=>{n.stopPropagation(),a.open(e)},children:n}):(0,r.jsx)("span",{title:t,children:n})}let Z=(0,a.forwardRef)(function({value:e,onChange:n,label:t,onEnter:a,onEscape:s},i){let l=(0,o.mz)(),p=t??l.__("Search");return(0,r.jsxs)("span",{className:"nbp-search",children:[(0,r.jsx)(K,{sign:"search",size:14}),(0,r.jsx)("input",{ref:i,type:"search",value:e,placeholder:p,"aria-label":p,spellCheck:!1,onChange:e=>n(e.target.value),onKeyDown:t=>{if("Enter"===t.key)a?.();else{if("Escape"!==t.key)return;e?n(""):s?.()}t.stopPropagation()}})]})});function G({label:e,children:n}){return(0,r.jsx)("div",{className:"nbp-toolbar",role:"group","aria-label":e,children:n})}function U(){return(0,r.jsx)("span",{className:"nbp-space"})}function X({title:e,children:n,command:t}){return(0,r.jsxs)("div",{className:"nbp-empty",children:[(0,r.jsx)("p",{className:"nbp-empty-title",children:e}),n&&(0,r.jsx)("p",{children:n}),t&&(0,r.jsx)("code",{children:t})]})}function Q({error:e,onRetry:n,children:t}){let a=(0,o.mz)();return(0,r.jsxs)("div",{className:"nbp-error",role:"alert",children:[(0,r.jsx)(K,{sign:"warning"}),(0,r.jsxs)("div",{className:"nbp-error-text",children:[(0,r.jsx)("p",{className:"nbp-error-message",children:e.message}),e.hint&&(0,r.jsx)("p",{children:e.hint}),t]}),n&&(0,r.jsx)(B,{sign:"again",onClick:n,children:a.__("Try again")})]})}function Y({label:e}){let n=(0,o.mz)();return(0,r.jsxs)("div",{className:"nbp-spinner",role:"status",children:[(0,r.jsxs)("svg",{viewBox:"0 0 16 16",width:20,height:20,"aria-hidden":!0,className:"nbp-icon nbp-turns",children:[(0,r.jsx)("path",{d:"M8 2.5a5.5 5.5 0 1 0 .01 0",className:"nbp-icon-faint"}),(0,r.jsx)("path",{d:"M8 2.5A5.5 5.5 0 0 1 13.5 8"})]}),(0,r.jsx)("span",{children:e??n.__("Loading…")})]})}function ee({page:e,children:n}){let{data:t,error:a,loading:s,again:o}=e;return(0,r.jsxs)(r.Fragment,{children:[a&&(0,r.jsx)(Q,{error:a,onRetry:o}),null===t?s&&(0,r.jsx)(Y,{}):n(t)]})}function en({label:e,direction:n="row",part:t=.35,least:s=160,first:o,second:i}){let l=(0,a.useRef)(null),[p,d]=(0,a.useState)(t),c="row"===n,b=()=>(c?l.current?.clientWidth:l.current?.clientHeight)??0,u=e=>{let n=Math.min(.5,s/Math.max(1,b()));d(Math.min(1-n,Math.max(n,e)))};return(0,r.jsxs)("div",{ref:l,className:`nbp-split nbp-split-${n}`,children:[(0,r.jsx)("div",{className:"nbp-split-pane",style:{flex:null==i?"1 1 0":`${1-p} 1 0`},children:o}),null!=i&&(0,r.jsxs)(r.Fragment,{children:[(0,r.jsx)("div",{className:"nbp-split-border",role:"separator",tabIndex:0,"aria-label":e,"aria-orientation":c?"vertical":"horizontal","aria-valuenow":Math.round(100*p),onPointerDown:e=>{e.preventDefault(),e.currentTarget.setPointerCapture(e.pointerId)},onPointerMove:e=>{if(!e.currentTarget.hasPointerCapture(e.pointerId)||!l.current)return;let{right:n,bottom:t}=l.current.getBoundingClientRect();u((c?n-e.clientX:t-e.clientY)/b())},onKeyDown:e=>{let n={ArrowLeft:.02,ArrowUp:.02,ArrowRight:-.02,ArrowDown:-.02}[e.key];void 0!==n&&(e.preventDefault(),e.stopPropagation(),u(p+n))}}),(0,r.jsx)("div",{className:"nbp-split-pane",style:{flex:`${p} 1 0`},children:i})]})]})}function et({label:e,tabs:n,selected:t,onSelect:s,children:o}){let i=(0,a.useId)(),l=(0,a.useRef)(null),p=n.find(e=>e.id===t)??n[0];return(0,r.jsxs)("div",{className:"nbp-tabs",children:[(0,r.jsxs)("div",{className:"nbp-tabs-row",children:[(0,r.jsx)("div",{className:"nbp-tabs-list",role:"tablist","aria-label":e,ref:l,onKeyDown:e=>{let t=n.indexOf(p),r={ArrowRight:t+1,ArrowLeft:t-1,Home:0,End:n.length-1}[e.key];if(void 0===r)return;e.preventDefault(),e.stopPropagation();let a=(r+n.length)%n.length;s(n[a].id),l.current?.querySelectorAll("[role=tab]")[a].focus()},children:n.map(e=>(0,r.jsxs)("button",{type:"button",role:"tab",id:`${i}-${e.id}`,"aria-selected":e===p,"aria-controls":e===p?`${i}-panel`:void 0,tabIndex:e===p?0:-1,onClick:()=>s(e.id),children:[e.title,void 0!==e.count&&(0,r.jsx)("span",{className:"nbp-count",children:e.count})]},e.id))}),o]}),(0,r.jsx)("div",{className:"nbp-tabs-panel",role:"tabpanel",id:`${i}-panel`,"aria-labelledby":`${i}-${p.id}`,tabIndex:0,children:p.render()},p.id)]})}var er=t("./labextension/lib/words.js");let ea=new Map,es=new Map;function eo(e){let[n,t]=(0,a.useState)(()=>Date.now());return(0,a.useEffect)(()=>{if(null!==e){var n;let r;return t(Date.now()),n=()=>t(Date.now()),r=ea.get(e)??new Set,ea.set(e,r),r.add(n),es.has(e)||es.set(e,setInterval(()=>r.forEach(e=>e()),e)),()=>{r.delete(n),0===r.size&&(clearInterval(es.get(e)),es.delete(e))}}},[e]),n}function ei({at:e}){let n=eo(null===e?null:3e4);if(null===e)return null;let t=new Date(e);return(0,r.jsx)("time",{dateTime:e,title:(0,er.e0)(t),className:"nbp-value",children:(0,er.KN)(t,new Date(Math.max(n,t.getTime())))})}function el({seconds:e,since:n=null,running:t=!1}){let a=t&&null!==n,s=eo(a?1e3:null),o=a?Math.max(0,Math.floor((s-Date.parse(n))/1e3)):e;return null===o?null:(0,r.jsx)("span",{className:"nbp-value nbp-number",children:a&&0===o?"0 s":(0,er.p0)(o)})}function ep({id:e}){let n=(0,o.mz)(),[t,s]=(0,a.useState)(!1);return(0,a.useEffect)(()=>{if(!t)return;let e=setTimeout(()=>s(!1),1500);return()=>clearTimeout(e)},[t]),(0,r.jsx)("button",{type:"button",className:"nbp-id",title:t?n.__("Copied"):n.__("%1 (click to copy)",e),onClick:n=>{n.stopPropagation(),navigator.clipboard.writeText(e).then(()=>s(!0))},children:t?n.__("Copied"):(0,er.h0)(e)})}function ed({size:e}){let n=(0,o.mz)();return e<0?null:(0,r.jsx)("span",{className:"nbp-value nbp-number",title:n._n("%1 byte","%1 bytes",e),children:(0,er.vj)(e)})}function ec({value:e}){return null===e?null:(0,r.jsx)("span",{className:"nbp-value nbp-number",title:String(e),children:(0,er.vm)(e)})}let eb={status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:""};function eu(e,n,t){let{node:r,children:a}=n,s=D(e,t.status).toLowerCase(),o="Succeeded"===t.status||"Failed"===t.status||"Stopped"===t.status;return[e.__("step %1",r.title||r.name),r.type,o&&null!==t.seconds?e.__("%1 in %2",s,(0,er.p0)(t.seconds)):s,t.cached&&e.__("from the cache"),t.attempts>1&&e._n("%1 attempt","%1 attempts",t.attempts),t.metric&&`${t.metric.name} ${(0,er.vm)(t.metric.value)}`,r.expression,a.length>0&&e._n("%1 child","%1 children",a.length),n.learned&&e.__("an order that a run found out"),t.error].filter(Boolean).join(", ")}let eh=(0,a.memo)(function({data:{placed:e},sourcePosition:n,targetPosition:t}){let{cards:s,opened:i,select:p,open:c}=(0,a.useContext)(b),u=(0,o.mz)(),{node:h,children:g}=e,f=l(s,h.name)??eb,x=d(e=>e.selected===h.name),m=d(e=>e.current===h.name),v=d(e=>null!==e.found&&!e.found.has(h.name)),w=d(e=>e.level),j="Condition"===h.type,y=j?" nbp-card-condition":g.length?" nbp-card-stack":"",k=`${x?" nbp-selected":""}${v?" nbp-dim":""}`;return(0,r.jsxs)("div",{className:`nbp-card nbp-is-${f.status.toLowerCase()}${y}${k}`,style:{height:e.height},children:[j&&(0,r.jsx)(em,{width:e.width,height:e.height}),(0,r.jsx)("i",{className:"target nbp-port","data-handlepos":t}),(0,r.jsx)("i",{className:"source nbp-port","data-handlepos":n}),(0,r.jsx)("div",{className:"nbp-card-face",role:"button",tabIndex:m?0:-1,"aria-pressed":x,"aria-label":eu(u,e,f),"data-step":h.name,title:[h.title&&h.name,h.expression,f.detail,f.error].filter(Boolean).join("\n"),onClick:()=>p(h.name),onDoubleClick:()=>c(h.name),children:"far"===w?(0,r.jsx)("span",{className:"nbp-card-large",children:h.title||h.name}):"mid"===w?(0,r.jsxs)("div",{className:"nbp-card-row",children:[(0,r.jsx)("span",{className:"nbp-card-large",children:h.title||h.name}),(0,r.jsx)(F,{status:f.status,cached:f.cached,type:h.type,size:26,silent:!0})]}):(0,r.jsxs)(r.Fragment,{children:[(0,r.jsxs)("div",{className:"nbp-card-row",children:[(0,r.jsx)(O,{type:h.type,silent:!0}),(0,r.jsx)("span",{className:"nbp-card-title",children:h.title||h.name}),e.learned&&(0,r.jsx)(K,{sign:"learned",size:13}),f.attempts>1&&(0,r.jsxs)("span",{className:"nbp-card-times",children:["\xd7",f.attempts]}),f.cached&&(0,r.jsx)(V,{}),(0,r.jsx)(F,{status:f.status,type:h.type,silent:!0})]}),(0,r.jsxs)("div",{className:"nbp-card-row nbp-card-below",children:[!j&&(0,r.jsx)(eg,{card:f,brief:g.length>0}),(0,r.jsx)(ef,{placed:e,card:f})]})]})}),g.length>0&&(0,r.jsx)(ev,{name:h.name,steps:g,opened:i.has(h.name),large:"near"!==w}),("Executing"===f.status||"Starting"===f.status)&&(0,r.jsx)(ex,{card:f})]})});function eg({card:e,brief:n}){let t=(0,o.mz)(),a="Executing"===e.status||"Starting"===e.status;return(0,r.jsxs)("span",{className:"nbp-card-said",children:[!n&&D(t,e.status)," ","Skipped"!==e.status&&"Pending"!==e.status&&(0,r.jsx)(el,{seconds:e.seconds,since:e.started_at,running:a})]})}function ef({placed:{node:e},card:n}){return e.expression?(0,r.jsx)("code",{className:"nbp-card-beside",children:e.expression}):"Failed"===n.status&&n.error?(0,r.jsx)("span",{className:"nbp-card-beside",children:n.error}):n.metric?(0,r.jsxs)("span",{className:"nbp-card-beside nbp-number",children:[n.metric.name," ",(0,er.vm)(n.metric.value)]}):(0,r.jsx)("span",{className:"nbp-card-beside nbp-quiet",children:e.description})}function ex({card:e}){let n=eo(null===e.progress&&null!==e.expected&&null!==e.started_at?1e3:null),t=e.progress??(null!==e.expected&&null!==e.started_at?Math.min(.95,(n-Date.parse(e.started_at))/1e3/Math.max(e.expected,.1)):null);return(0,r.jsx)("span",{className:null===t?"nbp-card-bar nbp-card-bar-open":"nbp-card-bar","aria-hidden":!0,children:(0,r.jsx)("span",{style:null===t?void 0:{width:`${100*Math.max(0,t)}%`}})})}function em({width:e,height:n}){let t=n/2,a=`L${e-12} .5L${e-.5} ${t}L${e-12} ${n-.5}`;return(0,r.jsxs)("svg",{className:"nbp-card-diamond",width:e,height:n,"aria-hidden":!0,children:[(0,r.jsx)("path",{d:`M12 .5${a}L12 ${n-.5}L.5 ${t}Z`}),(0,r.jsx)("path",{className:"nbp-card-diamond-edge",d:`M13 2L2.5 ${t}L13 ${n-2}`})]})}function ev({name:e,steps:n,opened:t,large:s}){let i,{cards:l,starred:p,select:c,toggle:u}=(0,a.useContext)(b),h=(0,o.mz)(),g=d(n=>n.current===e),f=(i=(0,a.useCallback)(e=>l.subscribe(n,e),[l,n]),(0,a.useSyncExternalStore)(i,()=>l.version),n.map(e=>l.get(e))),x=e=>f.filter(n=>n?.status===e).length,m=x("Failed"),v=x("Succeeded")+m+x("Stopped")+x("Skipped");return(0,r.jsxs)(r.Fragment,{children:[(0,r.jsxs)("span",{className:"nbp-card-count",hidden:s,children:[m>0&&(0,r.jsxs)("span",{className:"nbp-card-failed",title:h._n("%1 failed","%1 failed",m),children:[(0,r.jsx)(F,{status:"Failed",size:11,silent:!0})," ",m]}),(0,r.jsxs)("span",{className:"nbp-number",children:[v," / ",n.length]}),(0,r.jsx)(W,{sign:t?"up":"down",tabIndex:g?0:-1,label:t?h.__("Hide what %1 runs",e):h.__("Show what %1 runs",e),"aria-expanded":t,onClick:()=>u(e)})]}),t&&(0,r.jsx)("div",{className:"nbp-card-squares nowheel",onKeyDown:ew,children:n.map((e,n)=>{let t=f[n]?.status??"Pending",a=f[n]?.metric,s=`${e}, ${D(h,t)}${a?`, ${a.name} ${(0,er.vm)(a.value)}`:""}`,o=p.has(e);return(0,r.jsx)("button",{type:"button",tabIndex:g&&0===n?0:-1,className:`nbp-square nbp-is-${t.toLowerCase()}`,title:o?`${s} ★`:s,"aria-label":o?h.__("%1, the best",s):s,onClick:()=>c(e),children:o&&"★"},e)})})]})}function ew(e){let n=e.target,t={ArrowRight:n.nextElementSibling,ArrowLeft:n.previousElementSibling}[e.key];t instanceof HTMLElement&&(t.focus(),e.preventDefault(),e.stopPropagation())}var ej=t("webpack/sharing/consume/default/@dagrejs/dagre/@dagrejs/dagre");function ey(e){return e.length?e.reduce((e,n)=>e+n,0)/e.length:null}let ek=["order","learned","data","branch"];function e_(e,n="down",t=new Set){let{nodes:r,edges:a,children:s}=function(e){let n=new Set(e.nodes.map(e=>e.name)),t=new Map,r=new Map,a=[];for(let s of e.nodes)null!==s.group&&n.has(s.group)&&s.group!==s.name?(t.set(s.name,s.group),r.set(s.group,[...r.get(s.group)??[],s.name])):a.push(s);let s=new Map;for(let r of e.edges){let e=t.get(r.source)??r.source,a=t.get(r.target)??r.target;if(e===a||!n.has(e)||!n.has(a))continue;let o=JSON.stringify([e,a]),i=s.get(o);s.set(o,i?function(e,n){let t=ek.indexOf(n.kind)>ek.indexOf(e.kind)?n:e;return{...e,kind:t.kind,label:e.label||n.label,variables:[...new Set([...e.variables,...n.variables])]}}(i,r):{...r,source:e,target:a})}return{nodes:a,edges:[...s.values()],children:r}}(e),o="down"===n,i=r.map(e=>{var n;return{name:e.name,width:208,height:(n=s.get(e.name)?.length??0,t.has(e.name)?64+14*Math.min(12,Math.ceil(n/14)):54)}}),{centres:l,bends:p}=r.length>eM?function(e,n,t){let r=function(e,n,t){let r=new Map(e.map((e,n)=>[e.name,n])),a=e.map(()=>[]),s=e.map(()=>[]);for(let{source:e,target:t}of n){let[n,o]=[r.get(e),r.get(t)];void 0!==n&&void 0!==o&&(a[n].push(o),s[o].push(n))}let o=function(e,n){let t=n.map(e=>e.length),r=n.map(()=>0),a=t.flatMap((e,n)=>0===e?[n]:[]);for(let n of a)for(let s of e[n])r[s]=Math.max(r[s],r[n]+1),0==(t[s]-=1)&&a.push(s);let s=[];return r.forEach((e,n)=>(s[e]??=[]).push(n)),s}(a,s);for(let e=0;e<4;e++)!function(e,n,t){let r=[];for(let n of e)n.forEach((e,t)=>r[e]=t/n.length);for(let a of t?[...e].reverse():e){let e=new Map(a.map(e=>[e,ey(n[e].map(e=>r[e]))??r[e]]));a.sort((n,t)=>(e.get(n)??0)-(e.get(t)??0)),a.forEach((e,n)=>r[e]=n/a.length)}}(o,e%2?a:s,e%2==1);let i=Math.max(12,Math.ceil(1.5*Math.sqrt(e.length))),l=o.flatMap(e=>{var n,t;let r,a;return n=e,t=i,r=Math.ceil(n.length/t),a=Math.ceil(n.length/r),Array.from({length:r},(e,t)=>n.slice(t*a,(t+1)*a))}),p=function(e,n,t,r){let a=[];for(let s of e){let e=-1/0,o=s.map(e=>ey(n[e].map(e=>a[e])));s.forEach((n,s)=>{let i=t[n].width/2;a[n]=Math.max(o[s]??(-1/0===e?0:e+r+i),-1/0===e?-1/0:e+r+i),e=a[n]+i});let i=ey(s.flatMap((e,n)=>null===o[n]?[]:[a[e]-o[n]]))??(a[s[0]]+a[s[s.length-1]])/2;for(let e of s)a[e]-=i}return a}(l,s,e,t.across),d=new Map,c=0;for(let n of l){let r=Math.max(...n.map(n=>e[n].height));for(let t of n)d.set(e[t].name,{x:p[t],y:c+r/2});c+=r+t.along}return d}(e.map(({name:e,width:n,height:r})=>t?{name:e,width:n,height:r}:{name:e,width:r,height:n}),n,t?{across:24,along:60}:{across:16,along:72});if(!t)for(let[e,{x:n,y:t}]of r)r.set(e,{x:t,y:n});return{centres:r,bends:n.map(()=>[])}}(i,a,o):function(e,n,t){let r=new ej.default.graphlib.Graph;for(let{name:n,width:a,height:s}of(r.setGraph({rankdir:t?"TB":"LR",nodesep:t?24:16,ranksep:t?44:48,edgesep:12,ranker:"tight-tree"}),r.setDefaultEdgeLabel(()=>({})),e))r.setNode(n,{width:a,height:s});for(let e of n)r.setEdge(e.source,e.target,{});return ej.default.layout(r),{centres:new Map(e.map(({name:e})=>[e,r.node(e)])),bends:n.map(e=>r.edge(e.source,e.target).points.slice(1,-1))}}(i,a,o),d={x:1/0,y:1/0};for(let{name:e,width:n,height:t}of i){let{x:r,y:a}=eS(l,e);d.x=Math.min(d.x,r-n/2),d.y=Math.min(d.y,a-t/2)}for(let{x:e,y:n}of p.flat())d.x=Math.min(d.x,e),d.y=Math.min(d.y,n);let c=new Set(a.filter(e=>"learned"===e.kind).map(e=>e.target)),b=r.map((e,n)=>{let{width:t,height:r}=i[n],{x:a,y:o}=eS(l,e.name);return{node:e,x:a-t/2-d.x,y:o-r/2-d.y,width:t,height:r,children:s.get(e.name)??[],learned:c.has(e.name)}}),u=new Map(b.map(e=>[e.node.name,e])),h=a.flatMap((e,n)=>{let[t,r]=[u.get(e.source),u.get(e.target)];if(!t||!r)return[];let a=p[n].map(({x:e,y:n})=>({x:e-d.x,y:n-d.y}));return[{id:`${e.source}→${e.target}`,edge:e,points:[function({x:e,y:n,width:t,height:r},a){return a?{x:e+t/2,y:n+r}:{x:e+t,y:n+r/2}}(t,o),...a,function({x:e,y:n,width:t,height:r},a){return a?{x:e+t/2,y:n}:{x:e,y:n+r/2}}(r,o)]}]}),g=h.flatMap(({points:e})=>e);return{direction:n,cards:b,edges:h,width:Math.max(0,...b.map(e=>e.x+e.width),...g.map(e=>e.x)),height:Math.max(0,...b.map(e=>e.y+e.height),...g.map(e=>e.y))}}let eM=250;function eS(e,n){return e.get(n)??{x:0,y:0}}function eN(e,n){let t=e.slice(1).map((t,r)=>{let a=e[r];if("down"===n){let e=(a.y+t.y)/2;return`C${ez(a.x)} ${ez(e)} ${ez(t.x)} ${ez(e)} ${ez(t.x)} ${ez(t.y)}`}let s=(a.x+t.x)/2;return`C${ez(s)} ${ez(a.y)} ${ez(s)} ${ez(t.y)} ${ez(t.x)} ${ez(t.y)}`});return e.length?`M${ez(e[0].x)} ${ez(e[0].y)}${t.join("")}`:""}let ez=e=>e.toFixed(1);function e$(e){return[e.x+e.width/2,e.y+e.height/2]}function eC(e,n){let t=Math.max(.01,Math.min(1,...[n.width/(e.width+2*eA),n.height/(e.height+2*eA)].filter(e=>Number.isFinite(e)&&e>0)));return{x:(n.width-e.width*t)/2,y:(n.height-e.height*t)/2,zoom:t}}let eA=28,eE=(0,a.memo)(function({data:e}){var n;let{cards:t,moving:s}=(0,a.useContext)(b),i=(0,o.mz)(),[p,c]=(0,a.useState)(!1),{edge:h,points:g}=e?.routed??{edge:null,points:[]},f=l(t,h?.source??""),x=l(t,h?.target??""),m=d(({selected:e})=>null!==e&&(h?.source===e||h?.target===e)),v=d(({found:e})=>null!==e&&!(e.has(h?.source??"")&&e.has(h?.target??""))),w=x?.status==="Starting"||x?.status==="Executing",j=function(e){let n=(0,a.useRef)(e),[t,r]=(0,a.useState)(!1);return(0,a.useEffect)(()=>{let t=n.current;if(n.current=e,!e||t)return;r(!0);let a=setTimeout(()=>r(!1),900);return()=>{clearTimeout(a),r(!1)}},[e]),t}(s&&f?.status==="Succeeded"&&w);if(!h||!e)return null;let y=eN(g,e.direction),k=f?.status==="Skipped"||x?.status==="Skipped",_=p||m,M=(n=h.variables).length>4?`${n.slice(0,4).join(", ")} +${n.length-4}`:n.join(", "),S="learned"===h.kind?i.__("a run found this out"):"order"===h.kind?i.__("order only"):"",N=_?[h.label,M,S].filter(Boolean).join(" \xb7 "):h.label,z=function(e){if(!e.length)return{x:0,y:0};let n=(e.length-1)/2,[t,r]=[e[Math.floor(n)],e[Math.ceil(n)]];return{x:(t.x+r.x)/2,y:(t.y+r.y)/2}}(g),$=`${m?" nbp-chosen":""}${p?" nbp-near":""}${k?" nbp-faded":""}${v?" nbp-dim":""}`;return(0,r.jsxs)("g",{className:`nbp-edge nbp-edge-${h.kind}${$}`,onPointerEnter:()=>c(!0),onPointerLeave:()=>c(!1),children:[(0,r.jsx)("path",{className:"nbp-edge-reach",d:y}),(0,r.jsx)("path",{className:"nbp-edge-line",d:y}),(0,r.jsx)("path",{className:"nbp-edge-tip",d:function({x:e,y:n},t){return"down"===t?`M${e-3.5} ${n-6}L${e} ${n}L${e+3.5} ${n-6}`:`M${e-6} ${n-3.5}L${e} ${n}L${e-6} ${n+3.5}`}(g[g.length-1],e.direction)}),j&&h.variables.length>0&&(0,r.jsx)("circle",{className:"nbp-edge-dot",r:3.5,style:{offsetPath:`path("${y}")`}}),N&&(0,r.jsx)(u.EdgeLabelRenderer,{children:(0,r.jsx)("span",{className:`nbp-edge-label${_?" nbp-near":""}${k?" nbp-faded":""}${v?" nbp-dim":""}`,style:{transform:`translate(-50%, -50%) translate(${z.x}px, ${z.y}px)`},children:N})})]})}),eL=(0,a.memo)(function({shown:e}){return(0,r.jsxs)(u.ViewportPortal,{children:[(0,r.jsx)("svg",{className:"nbp-far-edges",width:1,height:1,"aria-hidden":!0,children:(0,r.jsx)("path",{d:e.edges.map(({points:n})=>eN(n,e.direction)).join("")})}),e.cards.map(e=>(0,r.jsx)(eq,{placed:e},e.node.name))]})}),eq=(0,a.memo)(function({placed:e}){let{cards:n,select:t,open:s}=(0,a.useContext)(b),i=(0,o.mz)(),{node:p,x:c,y:u,width:h,height:g}=e,f=l(n,p.name)??eb,x=d(({selected:e,current:n,found:t})=>[e===p.name&&"nbp-selected",n===p.name&&"nbp-current",t?.has(p.name)===!1&&"nbp-dim"].filter(Boolean).join(" "));return(0,r.jsx)("div",{className:`nbp-card nbp-card-face nbp-far nbp-is-${f.status.toLowerCase()} ${x}`,style:{transform:`translate(${c}px, ${u}px)`,width:h,height:g},role:"button",tabIndex:x.includes("nbp-current")?0:-1,"aria-pressed":x.includes("nbp-selected"),"aria-label":eu(i,e,f),"data-step":p.name,onClick:()=>t(p.name),onDoubleClick:()=>s(p.name),children:p.title||p.name})}),eT={card:eh},eP={line:eE},eR=new Set,eD=[],eH=[],eF=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"],eI=e=>e<.3?"far":e<.65?"mid":"near";function eO(e){return(0,r.jsx)(u.ReactFlowProvider,{children:(0,r.jsx)(eK,{...e})})}function eK({graph:e,cards:n,label:t,selected:s=null,onSelect:i,onOpen:l,direction:d="auto",starred:c=eR,tools:h}){let{embedded:g}=(0,o.KT)(),f=(0,o.mz)(),x=(0,u.useReactFlow)(),m=(0,u.useStoreApi)(),v=(0,a.useRef)(null),w=(0,a.useRef)(null),[j,y]=(0,a.useState)(null),[k,_]=(0,a.useState)(eR),[M,S]=(0,a.useState)(null),[N]=(0,a.useState)(()=>new p);(0,a.useLayoutEffect)(()=>{let{width:e=0,height:n=0}=v.current?.getBoundingClientRect()??{};y({width:e,height:n})},[]);let z=(0,a.useRef)(e);z.current!==e&&JSON.stringify(z.current)!==JSON.stringify(e)&&(z.current=e);let $=z.current,C=(0,a.useMemo)(()=>"auto"===d?j&&function(e,n){if(e.nodes.length>eM||!n.width||!n.height)return"down";let t=e=>Math.min(1,n.width/(e.width+40),n.height/(e.height+40));return t(e_(e,"right"))>1.1*t(e_(e,"down"))?"right":"down"}($,j):d,[d,$,j]),A=(0,a.useMemo)(()=>C&&e_($,C,k),[$,C,k]),E=(0,a.useMemo)(()=>A?.cards.map(e=>(function(e,n){let{x:t,y:r,width:a,height:s}=e,o="down"===n,[i,l]=o?[u.Position.Bottom,u.Position.Top]:[u.Position.Right,u.Position.Left],p=e=>({type:e,position:"source"===e?i:l,x:o?a/2:"source"===e?a:0,y:o?"source"===e?s:0:s/2,width:1,height:1});return{sourcePosition:i,targetPosition:l,id:e.node.name,type:"card",position:{x:t,y:r},data:{placed:e},width:a,height:s,measured:{width:a,height:s},handles:[p("source"),p("target")]}})(e,A.direction))??[],[A]),L=(0,a.useMemo)(()=>A?.edges.map(e=>(function(e,n){let{source:t,target:r}=e.edge;return{id:e.id,type:"line",source:t,target:r,data:{routed:e,direction:n}}})(e,A.direction))??[],[A]),q=E.length>150,T=null!==A&&null!==j,[P,R]=(0,a.useState)(null);if(T&&null===P){let e=eC(A,j);N.begin(eI(e.zoom)),R(e)}let D=(0,a.useSyncExternalStore)(N.subscribe,()=>N.marked.level),H=q&&"far"===D,F=(0,a.useCallback)(()=>{let{width:e=0,height:n=0}=v.current?.getBoundingClientRect()??{};return A&&eC(A,{width:e,height:n})},[A]),I=(0,a.useCallback)(()=>{let e=F();e&&x.setViewport(e)},[x,F]),O=(0,a.useRef)(!1),K=(0,a.useRef)(null),V=(0,a.useRef)(I);(0,a.useEffect)(()=>{V.current=I,K.current!==$&&(K.current=A&&$,O.current=!1,I())},[$,A,I]),(0,a.useEffect)(()=>{if(!v.current)return;let e=new ResizeObserver(()=>{O.current||V.current()});return e.observe(v.current),()=>e.disconnect()},[]),(0,a.useEffect)(()=>{let e=$.nodes.find(e=>e.name===s)?.group??null;N.set({selected:null!==s&&null!==e?e:s}),null!==s&&N.set({current:e??s})},[N,s,$]),(0,a.useEffect)(()=>{let{current:e}=N.marked;A&&!A.cards.some(n=>n.node.name===e)&&N.set({current:A.cards.length?A.cards[0].node.name:null})},[N,A]);let B=(0,a.useMemo)(()=>{var e;let n;return M&&A?(e=A,(n=M.trim().toLowerCase())?e.cards.filter(({node:e,children:t})=>[e.name,e.title,e.type,e.description,...t].some(e=>e.toLowerCase().includes(n))).map(e=>e.node.name):[]):null},[A,M]);(0,a.useEffect)(()=>N.set({found:B&&new Set(B)}),[N,B]);let J=(0,a.useCallback)(e=>{N.set({current:e});let n=A?.cards.find(n=>n.node.name===e);n&&function(e,n,t){let[r,a,s]=n.transform,o=e.x*s+r,i=e.y*s+a;o>=0&&i>=0&&o+e.width*s<=n.width&&i+e.height*s<=n.height&&s>=.3||t({x:e.x+e.width/2,y:e.y+e.height/2,zoom:Math.max(s,.6)})}(n,m.getState(),e=>void x.setCenter(e.x,e.y,{zoom:e.zoom}));let t=v.current?.querySelector(`[data-step=${CSS.escape(e)}]`);if(t?.focus({preventScroll:!0}),t)return;let r=v.current?.querySelector(`[data-step=${CSS.escape(e)}]`);r?.focus({preventScroll:!0}),r||requestAnimationFrame(()=>requestAnimationFrame(()=>v.current?.querySelector(`[data-step=${CSS.escape(e)}]`)?.focus({preventScroll:!0})))},[x,N,A,m]),G=(0,a.useCallback)(e=>{_(n=>{let t=new Set(n);return t.delete(e)||t.add(e),t})},[]),U=(0,a.useMemo)(()=>({cards:n,marks:N,opened:k,starred:c,toggle:G,moving:!q,select:e=>{N.set({current:e}),i?.(e)},open:e=>(l??i)?.(e)}),[n,N,k,c,G,q,i,l]);return(0,a.useEffect)(()=>{null!==M&&w.current?.focus()},[M]),(0,r.jsx)(b.Provider,{value:U,children:(0,r.jsxs)("div",{ref:v,className:`nbp-graph nbp-graph-${C??"down"}`,role:"region","aria-label":t,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.step:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey){if(void 0!==n&&A&&eF.includes(e.key)){let t=function(e,n,t){let r=e.cards.find(e=>e.node.name===n);if(!r)return null;let[a,s]=e$(r),[o,i]="down"===e.direction?["ArrowDown","ArrowUp"]:["ArrowRight","ArrowLeft"],l="down"===e.direction,p=null;t===o?p=new Set(e.edges.filter(e=>e.edge.source===n).map(e=>e.edge.target)):t===i&&(p=new Set(e.edges.filter(e=>e.edge.target===n).map(e=>e.edge.source)));let d=null,c=1/0;for(let n of e.cards){let e;if(n===r)continue;let[o,i]=e$(n);if(p){if(!p.has(n.node.name))continue;e=Math.hypot(o-a,i-s)}else{let[n,r]=l?[i-s,o-a]:[o-a,i-s];if(r*("ArrowRight"===t||"ArrowDown"===t?1:-1)<=0)continue;e=Math.abs(r)+4*Math.abs(n)}e<c&&([c,d]=[e,n.node.name])}return d}(A,n,e.key);null!==t&&J(t)}else if(void 0!==n&&"Enter"===e.key)U.open(n);else if(void 0!==n&&" "===e.key)U.select(n);else if("Escape"===e.key)if(null!==M)S(null);else{if(null===s)return;i?.(null)}else if(e.target instanceof HTMLInputElement)return;else if("/"===e.key)S(M??"");else{if("f"!==e.key)return;I()}e.preventDefault(),e.stopPropagation()}},onPointerDownCapture:eV,...g&&{"data-lm-suppress-shortcuts":"true"},children:[P&&(0,r.jsxs)(u.ReactFlow,{defaultViewport:P,nodes:H?eD:E,edges:H?eH:L,nodeTypes:eT,edgeTypes:eP,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:g?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!g,zoomOnScroll:!g,zoomOnDoubleClick:!1,onlyRenderVisibleElements:q,minZoom:.01,maxZoom:2,onMove:(e,n)=>{e&&(O.current=!0),N.set({level:eI(n.zoom)})},onPaneClick:()=>i?.(null),proOptions:{hideAttribution:!0},children:[H&&A&&(0,r.jsx)(eL,{shown:A}),!H&&E.length>20&&(0,r.jsx)(u.MiniMap,{pannable:!0,zoomable:!g,nodeComponent:eB,ariaLabel:f.__("Map of the graph"),style:{width:120,height:80}})]}),(0,r.jsxs)("div",{className:"nbp-graph-tools",children:[null===M?(0,r.jsx)(W,{sign:"search",label:f.__("Search steps (/)"),onClick:()=>S("")}):(0,r.jsxs)(r.Fragment,{children:[B&&(0,r.jsx)("span",{className:"nbp-quiet",children:f._n("%1 step","%1 steps",B.length)}),(0,r.jsx)(Z,{ref:w,value:M,onChange:S,label:f.__("Search steps"),onEnter:()=>B?.length&&J(B[0]),onEscape:()=>{S(null),null!==N.marked.current&&J(N.marked.current)}})]}),h,(0,r.jsx)(W,{sign:"remove",label:f.__("Zoom out"),onClick:()=>void x.zoomOut()}),(0,r.jsx)(W,{sign:"add",label:f.__("Zoom in"),onClick:()=>void x.zoomIn()}),(0,r.jsx)(W,{sign:"fit",label:f.__("Fit (f)"),onClick:()=>{O.current=!1,I()}})]})]})})}function eV(e){e.target.closest("input,button,[data-step]")||e.currentTarget.focus({preventScroll:!0})}let eB=(0,a.memo)(function({id:e,x:n,y:t,width:s,height:o}){let{cards:i}=(0,a.useContext)(b),p=l(i,e)?.status??"Pending";return(0,r.jsx)("rect",{className:`nbp-map-card nbp-is-${p.toLowerCase()}`,x:n,y:t,width:s,height:o,rx:4})});function eW({execution:e}){let n=(0,o.mz)(),{id:t,pipeline:a,version:i,status:l,started_at:p,started_by:d,seconds:c,steps:b,done:u}=e,h="Executing"===l||"Waiting"===l||"Stopping"===l,g=(0,o.y3)((e,n)=>e.post((0,s.wE)`executions/${t}/stop`,{},n)),f=(0,o.y3)((e,n)=>e.post((0,s.wE)`executions/${t}/resume`,{},n)),x=g.error??f.error;return(0,r.jsxs)(r.Fragment,{children:[(0,r.jsxs)(G,{label:n.__("Execution of %1",a),children:[(0,r.jsx)("h2",{className:"nbp-title",children:a}),(0,r.jsxs)("span",{className:"nbp-quiet",title:n.__("Version of the pipeline"),children:["v",i]}),(0,r.jsx)(ep,{id:t}),(0,r.jsx)(I,{status:l}),h&&(0,r.jsx)("span",{className:"nbp-quiet nbp-number",children:n.__("%1 of %2 steps",u,b)}),(0,r.jsx)(el,{seconds:c,since:p,running:h}),(0,r.jsxs)("span",{className:"nbp-quiet",children:[(0,r.jsx)(ei,{at:p})," ",d&&n.__("by %1",d)]}),(0,r.jsx)(U,{}),h&&(0,r.jsx)(B,{sign:"stop",busy:g.busy||"Stopping"===l,onClick:()=>void g.run(),children:"Stopping"===l?n.__("Stopping"):n.__("Stop")}),("Failed"===l||"Stopped"===l)&&(0,r.jsx)(B,{sign:"play",busy:f.busy,title:n.__("Run what failed or was not reached; results that are there stay"),onClick:()=>void f.run(),children:n.__("Resume")})]}),x&&(0,r.jsx)(Q,{error:x})]})}var eJ=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),eZ={};function eG({facts:e}){return(0,r.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,r.jsxs)("div",{children:[(0,r.jsx)("dt",{children:e}),(0,r.jsx)("dd",{children:n})]},e))})}function eU({title:e,children:n}){return(0,r.jsxs)("section",{className:"nbp-section",children:[(0,r.jsx)("h3",{children:e}),n]})}function eX({failure:e,notebook:n}){let t=(0,o.mz)(),a=(0,o.KT)(),{step:s,cell:i,line:l}=e,p=[null!==s&&t.__("step %1",s),null!==i&&t.__("cell %1",i),null!==l&&t.__("line %1",l)].filter(Boolean);return(0,r.jsxs)(Q,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[p.length>0&&(0,r.jsx)("p",{className:"nbp-quiet",children:p.join(", ")}),e.source&&(0,r.jsx)(E,{source:e.source,label:t.__("The line that failed")}),null!==n&&null!==i&&a.opens("notebook")&&(0,r.jsx)("p",{children:(0,r.jsx)(B,{sign:"open",onClick:()=>a.open({kind:"notebook",path:n,cell:i,line:l}),children:t.__("Open in notebook")})})]})}function eQ({page:e,execution:n,notebook:t}){let a=(0,o.mz)(),{card:s,node:i,failure:l,why:p,changes:d,metrics:c,outputs:b,parameters:u}=e,h="Executing"===s.status||"Starting"===s.status;return(0,r.jsxs)("div",{className:"nbp-body",children:[l&&(0,r.jsx)(eX,{failure:l,notebook:t}),i.description&&(0,r.jsx)("p",{children:i.description}),(0,r.jsx)(eG,{facts:[[a.__("Type"),i.type],[a.__("Expression"),i.expression&&(0,r.jsx)("code",{children:i.expression})],[a.__("Result"),s.detail],[a.__("Started"),s.started_at&&(0,r.jsx)(ei,{at:s.started_at})],[a.__("Took"),(null!==s.seconds||h)&&(0,r.jsx)(el,{seconds:s.seconds,since:s.started_at,running:h})],[a.__("Before it took"),null!==s.expected&&(0,r.jsx)(el,{seconds:s.expected})],[a.__("Attempts"),s.attempts>1&&s.attempts],[a.__("Taken from"),null!==e.cached_from&&(0,r.jsx)(J,{to:{kind:"execution",id:e.cached_from,step:s.step},title:e.cached_from,children:a.__("execution %1",e.cached_from.slice(0,8))})],[a.__("Cache key"),null!==e.cache_key&&(0,r.jsx)(ep,{id:e.cache_key})],[a.__("Runs when"),"succeeded"!==e.when&&e.when],[a.__("Retries"),e.retry],[a.__("Stops after"),null!==e.timeout&&(0,r.jsx)(el,{seconds:e.timeout})],[a.__("Reserves"),e.resources],[a._n("Cell","Cells",i.cells.length),i.cells.length>0&&(null===t?i.cells.join(", "):i.cells.map((e,n)=>(0,r.jsxs)("span",{children:[n>0&&", ",(0,r.jsx)(J,{to:{kind:"notebook",path:t,cell:e},children:e})]},e)))]]}),(p.length>0||d.length>0)&&(0,r.jsx)(eU,{title:s.cached?a.__("Why it came from the cache"):a.__("Why it ran"),children:[...p,...d].map(e=>(0,r.jsx)("p",{children:e},e))}),c.length>0&&(0,r.jsx)(eU,{title:a.__("Metrics"),children:(0,r.jsx)(eG,{facts:c.map(({name:e,points:n})=>[e,(0,r.jsx)(ec,{value:n.at(-1)?.value??null},e)])})}),b.length>0&&(0,r.jsx)(eU,{title:a.__("Outputs"),children:(0,r.jsx)(eG,{facts:b.map(({variable:e,artifact:n,gone:t})=>[e,(0,r.jsxs)("span",{className:"nbp-inline",children:[(0,r.jsx)(J,{to:{kind:"lineage",ref:`artifact:${n.digest}`},children:n.materializer}),(0,r.jsx)(ed,{size:n.size}),(0,r.jsx)(ep,{id:n.digest}),t&&(0,r.jsx)("span",{className:"nbp-quiet",children:a.__("no longer kept")})]},e)])})}),Object.keys(u).length>0&&(0,r.jsx)(eU,{title:a.__("Parameters it reads"),children:(0,r.jsx)(eG,{facts:Object.entries(u).map(([e,n])=>[e,(0,r.jsx)("code",{children:JSON.stringify(n)},e)])})}),e.code.length>0&&(0,r.jsx)(eU,{title:a.__("Code"),children:e.code.map(({id:e,number:t,source:o})=>(0,r.jsx)(E,{source:o,line:l?.cell===t?l.line:null,label:a.__("Cell %1 of step %2 in execution %3",t,s.step,n)},e||t))})]})}eZ.styleTagTransform=M(),eZ.setAttributes=j(),eZ.insert=v().bind(null,"head"),eZ.domAPI=x(),eZ.insertStyleElement=k(),g()(eJ.A,eZ),eJ.A&&eJ.A.locals&&eJ.A.locals;let eY=[{id:"overview",title:e=>e.__("Overview"),render:e=>(0,r.jsx)(eQ,{...e})}];function e0({execution:e,step:n,notebook:t,onClose:i}){let l=(0,o.mz)(),p=(0,o.N5)((0,s.wE)`executions/${e}/steps/${n}`),[d,c]=(0,a.useState)("overview");return(0,r.jsxs)("aside",{className:"nbp-inspector","aria-label":l.__("Step %1",n),children:[(0,r.jsxs)("div",{className:"nbp-inspector-title",children:[p.data&&(0,r.jsx)(O,{type:p.data.node.type}),(0,r.jsx)("h2",{className:"nbp-title",children:p.data?.node.title||n}),p.data&&(0,r.jsx)(I,{status:p.data.card.status,cached:p.data.card.cached,type:p.data.node.type}),(0,r.jsx)(W,{sign:"close",label:l.__("Close (Esc)"),onClick:i})]}),(0,r.jsx)(ee,{page:p,children:a=>(0,r.jsx)(et,{label:l.__("Step %1",n),selected:d,onSelect:c,tabs:eY.map(({id:n,title:r,render:s})=>({id:n,title:r(l),render:()=>s({page:a,execution:e,notebook:t})}))})})]})}function e1({id:e,step:n}){let t=(0,o.N5)((0,s.wE)`executions/${e}`);return(0,r.jsx)(ee,{page:t,children:t=>(0,r.jsx)(e2,{page:t,step:n},e)})}function e2({page:e,step:n}){let t=(0,o.mz)(),{embedded:s}=(0,o.KT)(),[l,p]=(0,a.useState)(n??null),[d]=(0,a.useState)(()=>new i(e.steps));(0,a.useEffect)(()=>d.set(e.steps),[d,e.steps]);let{execution:c,failure:b,graph:u}=e;return(0,r.jsxs)("div",{className:"nbp-view",children:[(0,r.jsx)(eW,{execution:c}),b&&"Failed"===c.status&&(0,r.jsx)(eX,{failure:b,notebook:e.notebook}),(0,r.jsx)(en,{label:t.__("Inspector"),direction:s?"column":"row",part:s?.5:.36,first:u.nodes.length?(0,r.jsx)(eO,{graph:u,cards:d,label:t.__("Graph of %1",c.pipeline),selected:l,onSelect:p}):(0,r.jsxs)(X,{title:t.__("This pipeline has no steps"),children:[t.__("A cell becomes one when its first line names it:")," ",(0,r.jsx)("code",{children:"%%step prepare"})]}),second:null===l?null:(0,r.jsx)(e0,{execution:c.id,step:l,notebook:e.notebook,onClose:()=>p(null)},l)})]})}},"./node_modules/css-loader/dist/cjs.js!./labextension/style/base.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(s))()(a());o.push([e.id,`/*
 * The colours of nbpipe's views. In JupyterLab they are its own; in hosts without --jp-* (VS Code, Colab, plain HTML)
 * they fall back on what follows, light or dark as the host says.
 */

.nbp-root {
  --nbp-host-page: #fff;
  --nbp-host-raised: #f0f0f0;
  --nbp-host-strong: #000;
  --nbp-host-ink: #1f1f1f;
  --nbp-host-quiet: #616161;
  --nbp-host-faint: #9e9e9e;
  --nbp-host-line: #e0e0e0;
  --nbp-host-edge: #bdbdbd;
  --nbp-host-brand: #1976d2;
  --nbp-host-chosen: #e3f2fd;
  --nbp-host-info: #0097a7;
  --nbp-host-warn: #f57c00;
  --nbp-host-good: #388e3c;
  --nbp-host-bad: #d32f2f;
  --nbp-page: var(--jp-layout-color1, var(--vscode-editor-background, var(--nbp-host-page)));
  --nbp-raised: var(--jp-layout-color2, var(--vscode-editorWidget-background, var(--nbp-host-raised)));
  --nbp-strong: var(--jp-ui-font-color0, var(--nbp-host-strong));
  --nbp-ink: var(--jp-ui-font-color1, var(--vscode-editor-foreground, var(--nbp-host-ink)));
  --nbp-quiet: var(--jp-ui-font-color2, var(--vscode-descriptionForeground, var(--nbp-host-quiet)));
  --nbp-faint: var(--jp-ui-font-color3, var(--nbp-host-faint));
  --nbp-line: var(--jp-border-color2, var(--vscode-panel-border, var(--nbp-host-line)));
  --nbp-edge: var(--jp-border-color1, var(--nbp-host-edge));
  --nbp-brand: var(--jp-brand-color1, var(--vscode-focusBorder, var(--nbp-host-brand)));
  --nbp-on-brand: var(--jp-layout-color0, var(--nbp-host-page));
  /* A little of the ink: the link colour of the dark themes is hard to read at this size. */
  --nbp-link: color-mix(
    in srgb,
    var(--jp-content-link-color, var(--vscode-textLink-foreground, var(--nbp-host-brand))) 80%,
    var(--nbp-ink)
  );
  --nbp-chosen: var(--jp-brand-color4, var(--nbp-host-chosen));
  --nbp-info: var(--jp-info-color1, var(--nbp-host-info));
  --nbp-warn: var(--jp-warn-color1, var(--nbp-host-warn));
  --nbp-halt: var(--jp-warn-color2, var(--nbp-host-warn));
  --nbp-good: var(--jp-success-color1, var(--nbp-host-good));
  --nbp-bad: var(--jp-error-color1, var(--nbp-host-bad));
  --nbp-mono: var(--jp-code-font-family, var(--vscode-editor-font-family, monospace));
  --nbp-radius: var(--jp-border-radius, 2px);
  --nbp-tone: var(--nbp-faint);

  width: 100%;
  height: 100%;
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  color: var(--nbp-ink);
  background: var(--nbp-page);
  font-family: var(--jp-ui-font-family, var(--vscode-font-family, system-ui, sans-serif));
  font-size: var(--jp-ui-font-size1, 13px);
  line-height: 1.4;
}

@media (prefers-color-scheme: dark) {
  .nbp-root {
    --nbp-host-page: #111;
    --nbp-host-raised: #212121;
    --nbp-host-strong: #fff;
    --nbp-host-ink: #eee;
    --nbp-host-quiet: #b0b0b0;
    --nbp-host-faint: #828282;
    --nbp-host-line: #424242;
    --nbp-host-edge: #616161;
    --nbp-host-brand: #64b5f6;
    --nbp-host-chosen: #102a43;
    --nbp-host-info: #26c6da;
    --nbp-host-warn: #ffb74d;
    --nbp-host-good: #66bb6a;
    --nbp-host-bad: #ef5350;
  }
}

/* Hosts that say it themselves: VS Code, Colab, Sphinx. */
.vscode-dark .nbp-root,
[theme='dark'] .nbp-root,
[data-theme='dark'] .nbp-root {
  --nbp-host-page: #111;
  --nbp-host-raised: #212121;
  --nbp-host-strong: #fff;
  --nbp-host-ink: #eee;
  --nbp-host-quiet: #b0b0b0;
  --nbp-host-faint: #828282;
  --nbp-host-line: #424242;
  --nbp-host-edge: #616161;
  --nbp-host-brand: #64b5f6;
  --nbp-host-chosen: #102a43;
  --nbp-host-info: #26c6da;
  --nbp-host-warn: #ffb74d;
  --nbp-host-good: #66bb6a;
  --nbp-host-bad: #ef5350;
}

.vscode-light .nbp-root,
[theme='light'] .nbp-root,
[data-theme='light'] .nbp-root {
  --nbp-host-page: #fff;
  --nbp-host-raised: #f0f0f0;
  --nbp-host-strong: #000;
  --nbp-host-ink: #1f1f1f;
  --nbp-host-quiet: #616161;
  --nbp-host-faint: #9e9e9e;
  --nbp-host-line: #e0e0e0;
  --nbp-host-edge: #bdbdbd;
  --nbp-host-brand: #1976d2;
  --nbp-host-chosen: #e3f2fd;
  --nbp-host-info: #0097a7;
  --nbp-host-warn: #f57c00;
  --nbp-host-good: #388e3c;
  --nbp-host-bad: #d32f2f;
}

/* Dark themes have no brand-color4 that is a quiet background: a tint of the brand is one in all of them. */
[data-jp-theme-light='false'] .nbp-root {
  --nbp-chosen: color-mix(in srgb, var(--nbp-brand) 22%, var(--nbp-page));
}

.nbp-root *,
.nbp-root *::before,
.nbp-root *::after {
  box-sizing: border-box;
}

.nbp-root :focus-visible {
  outline: 2px solid var(--nbp-brand);
  outline-offset: -1px;
}

.nbp-root p {
  margin: 0;
}

.nbp-root button,
.nbp-root input,
.nbp-root select,
.nbp-root textarea {
  font: inherit;
  color: inherit;
}

.nbp-quiet {
  color: var(--nbp-quiet);
}

.nbp-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* The tone of a status, for whoever uses --nbp-tone. */
.nbp-is-pending,
.nbp-is-skipped {
  --nbp-tone: var(--nbp-faint);
}

.nbp-is-starting,
.nbp-is-executing {
  --nbp-tone: var(--nbp-info);
}

.nbp-is-waiting {
  --nbp-tone: var(--nbp-warn);
}

.nbp-is-succeeded {
  --nbp-tone: var(--nbp-good);
}

.nbp-is-failed {
  --nbp-tone: var(--nbp-bad);
}

.nbp-is-stopped,
.nbp-is-stopping {
  --nbp-tone: var(--nbp-halt);
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(s))()(a());o.push([e.id,`/* React Flow's base styles stand before this; its colours are ours. */

.nbp-graph {
  position: relative;
  flex: 1;
  width: 100%;
  height: 100%;
  min-height: 120px;
  overflow: hidden;
  background: var(--nbp-page);

  --xy-background-color: transparent;
  --xy-minimap-background-color: var(--nbp-page);
  --xy-minimap-mask-background-color: color-mix(in srgb, var(--nbp-edge) 25%, transparent);
}

.nbp-graph:focus {
  outline: none;
}

.nbp-graph .react-flow__node {
  cursor: default;
}

.nbp-graph .react-flow__minimap {
  margin: 8px;
  border: 1px solid var(--nbp-line);
  border-radius: var(--nbp-radius);
}

.nbp-map-card {
  fill: var(--nbp-tone);
}

.nbp-graph-tools {
  position: absolute;
  top: 6px;
  right: 6px;
  z-index: 5;
  display: flex;
  align-items: center;
  gap: 2px;
  padding: 1px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

/* ---- cards ---- */

.nbp-card {
  position: relative;
  pointer-events: all;
  width: 208px;
  border: 1px solid var(--nbp-edge);
  border-inline-start: 4px solid var(--nbp-tone);
  border-radius: 3px;
  background: var(--nbp-page);
  transition: opacity 0.15s;
}

.nbp-card:hover {
  border-color: var(--nbp-quiet);
  border-inline-start-color: var(--nbp-tone);
}

/* Where React Flow finds the ends of edges. */
.nbp-port {
  position: absolute;
  width: 1px;
  height: 1px;
  visibility: hidden;
}

.nbp-port[data-handlepos='top'] {
  top: 0;
  left: 50%;
}

.nbp-port[data-handlepos='bottom'] {
  bottom: 0;
  left: 50%;
}

.nbp-port[data-handlepos='left'] {
  top: 50%;
  left: 0;
}

.nbp-port[data-handlepos='right'] {
  top: 50%;
  right: 0;
}

.nbp-card-face {
  display: flex;
  flex-direction: column;
  justify-content: center;
  gap: 2px;
  height: 52px;
  padding: 0 8px 0 7px;
  border-radius: 2px;
  cursor: pointer;
}

.nbp-root .nbp-card-face:focus-visible {
  outline: 2px solid var(--nbp-brand);
  outline-offset: 3px;
}

.nbp-selected {
  border-color: var(--nbp-brand);
  border-inline-start-color: var(--nbp-tone);
  outline: 1px solid var(--nbp-brand);
  background: var(--nbp-chosen);
}

.nbp-card.nbp-is-skipped {
  opacity: 0.6;
}

/* At 60 % only the strongest ink can be read. */
.nbp-card.nbp-is-skipped,
.nbp-card.nbp-is-skipped .nbp-card-said,
.nbp-card.nbp-is-skipped .nbp-quiet {
  color: var(--nbp-strong);
}

.nbp-card-row {
  display: flex;
  align-items: center;
  gap: 5px;
  min-width: 0;
}

.nbp-card-title {
  flex: 1;
  overflow: hidden;
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-card-times {
  color: var(--nbp-quiet);
  font-size: 11px;
}

.nbp-card-below {
  gap: 8px;
  font-size: 11px;
}

.nbp-card-said {
  flex: none;
  color: var(--nbp-ink);
  white-space: nowrap;
}

.nbp-card-beside {
  flex: 1;
  overflow: hidden;
  text-align: end;
  text-overflow: ellipsis;
  white-space: nowrap;
}

code.nbp-card-beside {
  text-align: start;
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 10.5px;
}

.nbp-is-failed .nbp-card-beside {
  color: var(--nbp-ink);
}

.nbp-card-large {
  display: -webkit-box;
  flex: 1;
  overflow: hidden;
  font-size: 19px;
  font-weight: 600;
  line-height: 22px;
  overflow-wrap: anywhere;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
}

.nbp-card-bar {
  position: absolute;
  inset: auto 0 0;
  height: 2px;
  overflow: hidden;
  background: color-mix(in srgb, var(--nbp-tone) 25%, transparent);
}

.nbp-card-bar > span {
  display: block;
  height: 100%;
  background: var(--nbp-tone);
  transition: width 0.9s linear;
}

.nbp-card-bar-open > span {
  width: 30%;
  animation: nbp-slide 1.6s ease-in-out infinite alternate;
}

@keyframes nbp-slide {
  to {
    transform: translateX(233%);
  }
}

/* A Condition: its outline is drawn, since a border cannot have corners. */

.nbp-card-condition {
  border: 0;
  background: none;
}

.nbp-card-condition .nbp-card-face {
  position: relative;
  height: 54px;
  padding: 0 18px;
}

.nbp-card-diamond {
  position: absolute;
  inset: 0;
  fill: var(--nbp-page);
  stroke: var(--nbp-edge);
}

.nbp-card-diamond .nbp-card-diamond-edge {
  fill: none;
  stroke: var(--nbp-tone);
  stroke-width: 4;
  stroke-linejoin: round;
}

.nbp-card-condition:hover .nbp-card-diamond {
  stroke: var(--nbp-quiet);
}

.nbp-card-condition.nbp-selected {
  outline: none;
  background: none;
}

.nbp-card-condition.nbp-selected .nbp-card-diamond {
  fill: var(--nbp-chosen);
  stroke: var(--nbp-brand);
  stroke-width: 2;
}

.nbp-card-condition.nbp-selected .nbp-card-diamond-edge {
  fill: none;
  stroke: var(--nbp-tone);
  stroke-width: 4;
}

/* A stack: two sheets behind it. */

.nbp-card-stack {
  box-shadow:
    3px 3px 0 -1px var(--nbp-page),
    3px 3px 0 0 var(--nbp-edge),
    6px 6px 0 -1px var(--nbp-page),
    6px 6px 0 0 var(--nbp-edge);
}

.nbp-card-stack .nbp-card-beside {
  visibility: hidden;
}

.nbp-card-count {
  position: absolute;
  top: 26px;
  right: 3px;
  display: flex;
  align-items: center;
  gap: 5px;
  font-size: 11px;
}

.nbp-card-count[hidden] {
  display: none;
}

.nbp-card-count .nbp-icon-button {
  width: 22px;
  height: 22px;
}

.nbp-card-failed {
  display: inline-flex;
  align-items: center;
  gap: 2px;
}

.nbp-card-squares {
  display: flex;
  flex-wrap: wrap;
  gap: 2px;
  max-height: 168px;
  padding: 0 6px 0 7px;
  overflow-y: auto;
  scrollbar-width: thin;
}

.nbp-square {
  width: 12px;
  height: 12px;
  padding: 0;
  border: 1px solid var(--nbp-tone);
  border-radius: 2px;
  background: color-mix(in srgb, var(--nbp-tone) 75%, var(--nbp-page));
  font-size: 9px !important;
  line-height: 9px;
  cursor: pointer;
}

.nbp-square.nbp-is-pending {
  background: none;
}

.nbp-square.nbp-is-failed {
  background: linear-gradient(45deg, var(--nbp-tone) 0 40%, var(--nbp-page) 40% 60%, var(--nbp-tone) 60%);
}

/* ---- edges ---- */

.nbp-edge path {
  fill: none;
}

.nbp-edge-reach {
  stroke: transparent;
  stroke-width: 14;
  pointer-events: stroke;
}

.nbp-edge-line,
.nbp-edge-tip {
  stroke: color-mix(in srgb, var(--nbp-quiet) 75%, var(--nbp-page));
  stroke-width: 1.2;
}

.nbp-edge-order .nbp-edge-line {
  stroke-dasharray: 5 4;
}

.nbp-edge-learned .nbp-edge-line {
  stroke: var(--nbp-info);
  stroke-dasharray: 2 3;
}

.nbp-edge.nbp-faded {
  opacity: 0.4;
}

.nbp-edge.nbp-chosen .nbp-edge-line,
.nbp-edge.nbp-chosen .nbp-edge-tip,
.nbp-edge.nbp-near .nbp-edge-line,
.nbp-edge.nbp-near .nbp-edge-tip {
  stroke: var(--nbp-brand);
  stroke-width: 1.8;
}

.nbp-edge-label {
  position: absolute;
  z-index: 1;
  padding: 0 4px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  color: var(--nbp-ink);
  font-size: 11px;
  line-height: 15px;
  white-space: nowrap;
  pointer-events: none;
}

.nbp-edge-label.nbp-near {
  z-index: 10;
  outline: 1px solid var(--nbp-brand);
}

.nbp-edge-label.nbp-faded {
  color: var(--nbp-strong);
  opacity: 0.6;
}

.nbp-edge-dot {
  fill: var(--nbp-brand);
  animation: nbp-travel 0.9s ease-in-out both;
}

@keyframes nbp-travel {
  from {
    offset-distance: 0%;
  }

  to {
    offset-distance: 100%;
  }
}

@media (prefers-reduced-motion: reduce) {
  .nbp-card-bar-open > span,
  .nbp-edge-dot {
    animation: none;
  }

  .nbp-edge-dot {
    display: none;
  }

  .nbp-card,
  .nbp-card-bar > span {
    transition: none;
  }
}

/* Windows' high contrast takes colours away: outlines and shapes remain. */
@media (forced-colors: active) {
  .nbp-card,
  .nbp-square {
    forced-color-adjust: none;
  }
}

/* ---- from far ---- */

.nbp-far-edges {
  position: absolute;
  overflow: visible;
  pointer-events: none;
}

.nbp-far-edges path {
  fill: none;
  stroke: color-mix(in srgb, var(--nbp-quiet) 60%, var(--nbp-page));
  stroke-width: 3;
}

.nbp-card.nbp-far {
  position: absolute;
  top: 0;
  left: 0;
  border: 0;
  border-inline-start: 16px solid var(--nbp-tone);
  background: color-mix(in srgb, var(--nbp-tone) 22%, var(--nbp-page));
  font-size: 26px;
  font-weight: 600;
  line-height: 1.1;
  white-space: nowrap;
  overflow: hidden;
  transition: none;
}

/* What a search did not find; after all else that says how much is seen of something. */
.nbp-graph .nbp-dim {
  opacity: 0.2;
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/kit.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(s))()(a());o.push([e.id,`/* ---- icons ---- */

.nbp-icon {
  flex: none;
  display: inline-block;
  vertical-align: -3px;
  fill: none;
  stroke: currentcolor;
  stroke-width: 1.5;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.nbp-status {
  color: var(--nbp-tone);
  stroke-width: 2;
}

.nbp-type {
  color: var(--nbp-quiet);
  stroke-width: 1.3;
}

.nbp-sign {
  stroke-width: 1.4;
}

.nbp-icon-filled,
.nbp-icon-bolt {
  fill: currentcolor;
}

.nbp-icon-bolt {
  color: var(--nbp-ink);
  paint-order: stroke;
  stroke: none;
}

.nbp-cached {
  color: var(--nbp-quiet);
  stroke: none;
}

.nbp-icon-faint {
  opacity: 0.25;
}

.nbp-turns > path:last-child {
  transform-origin: center;
  animation: nbp-turn 2.4s linear infinite;
}

@keyframes nbp-turn {
  to {
    transform: rotate(360deg);
  }
}

.nbp-mark {
  display: inline-flex;
  vertical-align: top;
  align-items: center;
  gap: 5px;
  white-space: nowrap;
}

/* ---- values ---- */

.nbp-value {
  white-space: nowrap;
}

.nbp-number {
  font-variant-numeric: tabular-nums;
}

.nbp-id {
  padding: 0 3px;
  margin: 0 -3px;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  font-family: var(--nbp-mono) !important;
  font-size: 0.92em !important;
  cursor: copy;
}

.nbp-id:hover {
  background: var(--nbp-raised);
}

/* ---- controls ---- */

.nbp-button {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  height: 24px;
  padding: 0 10px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  white-space: nowrap;
  cursor: pointer;
}

.nbp-button:hover:not(:disabled) {
  background: var(--nbp-raised);
}

.nbp-root .nbp-button-accept {
  border-color: var(--nbp-brand);
  background: var(--nbp-brand);
  color: var(--nbp-on-brand);
}

.nbp-button-warn {
  border-color: var(--nbp-bad);
  box-shadow: inset 0 0 0 1px var(--nbp-bad);
}

.nbp-root .nbp-button-accept:hover:not(:disabled) {
  filter: brightness(0.92);
}

.nbp-root .nbp-button-accept:focus-visible {
  outline-offset: 2px;
}

.nbp-button:disabled,
.nbp-icon-button:disabled {
  opacity: 0.5;
  cursor: default;
}

.nbp-icon-button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 24px;
  height: 24px;
  padding: 0;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  color: var(--nbp-ink);
  cursor: pointer;
}

.nbp-icon-button:hover:not(:disabled) {
  background: var(--nbp-raised);
}

.nbp-icon-button[aria-pressed='true'] {
  background: var(--nbp-chosen);
}

.nbp-link {
  padding: 0;
  border: 0;
  background: none;
  text-align: start;
  cursor: pointer;
}

.nbp-root .nbp-link {
  color: var(--nbp-link);
}

.nbp-link:hover {
  text-decoration: underline;
}

.nbp-search {
  display: inline-flex;
  align-items: center;
  gap: 5px;
  height: 24px;
  min-width: 120px;
  padding: 0 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-search:focus-within {
  border-color: var(--nbp-brand);
  box-shadow: inset 0 0 0 1px var(--nbp-brand);
}

.nbp-search input {
  flex: 1;
  min-width: 0;
  height: 100%;
  padding: 0;
  border: 0;
  outline: none !important;
  background: none;
  appearance: none;
}

.nbp-search input::placeholder {
  color: var(--nbp-quiet);
  opacity: 1;
}

.nbp-toolbar {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 8px;
  min-height: 32px;
  padding: 3px 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-space {
  flex: 1;
}

/* ---- feedback ---- */

.nbp-empty {
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 6px;
  max-width: 460px;
  margin: auto;
  padding: 24px 16px;
  color: var(--nbp-quiet);
  text-align: center;
}

.nbp-empty-title {
  color: var(--nbp-ink);
  font-weight: 600;
}

.nbp-empty code {
  padding: 3px 8px;
  border: 1px solid var(--nbp-line);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  color: var(--nbp-ink);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  user-select: all;
}

.nbp-error {
  display: flex;
  flex: none;
  align-items: flex-start;
  gap: 8px;
  margin: 8px;
  padding: 8px 10px;
  border: 1px solid var(--nbp-bad);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-error > .nbp-icon {
  margin-top: 1px;
  color: var(--nbp-bad);
}

.nbp-error-text {
  flex: 1;
  min-width: 0;
  overflow-wrap: anywhere;
}

.nbp-error-message {
  font-weight: 600;
}

.nbp-spinner {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  padding: 24px;
  color: var(--nbp-quiet);
  animation: nbp-appear 0.2s 0.3s both;
}

.nbp-spinner .nbp-icon {
  color: var(--nbp-info);
}

@keyframes nbp-appear {
  from {
    opacity: 0;
  }
}

/* ---- table ---- */

.nbp-table {
  min-height: 0;
  overflow: auto;
  overflow-anchor: none;
}

.nbp-table table {
  width: 100%;
  border-collapse: separate;
  border-spacing: 0;
  table-layout: fixed;
}

.nbp-table th,
.nbp-table td {
  height: 28px;
  padding: 0 8px;
  overflow: hidden;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-table th {
  position: sticky;
  top: 0;
  z-index: 1;
  background: var(--nbp-page);
  font-weight: 600;
}

.nbp-table th button {
  width: 100%;
  height: 100%;
  padding: 0;
  border: 0;
  background: none;
  font-weight: inherit;
  text-align: inherit;
  cursor: pointer;
}

.nbp-table .nbp-end {
  text-align: end;
}

.nbp-table-arrow::after {
  padding-inline-start: 4px;
}

[aria-sort='ascending'] .nbp-table-arrow::after {
  content: '▴';
}

[aria-sort='descending'] .nbp-table-arrow::after {
  content: '▾';
}

.nbp-table .nbp-table-mark {
  width: 28px;
  padding: 0;
  text-align: center;
}

.nbp-table-mark input {
  margin: 0;
  vertical-align: middle;
}

.nbp-table tr.nbp-opens {
  cursor: pointer;
}

.nbp-table tbody tr:hover:not([aria-hidden]) {
  background: color-mix(in srgb, var(--nbp-raised) 60%, transparent);
}

.nbp-table tr[aria-current] {
  background: var(--nbp-chosen);
}

.nbp-table tr:focus-visible {
  outline-offset: -2px;
}

.nbp-table-more {
  padding: 8px;
  text-align: center;
}

/* ---- tabs ---- */

.nbp-tabs {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
}

.nbp-tabs-row {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  padding: 0 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-tabs-list {
  display: flex;
  flex: 1;
  min-width: 0;
  overflow-x: auto;
  scrollbar-width: none;
}

.nbp-tabs-list button {
  height: 31px;
  padding: 0 10px;
  border: 0;
  border-bottom: 2px solid transparent;
  background: none;
  color: var(--nbp-ink);
  white-space: nowrap;
  cursor: pointer;
}

.nbp-tabs-list button:hover {
  background: color-mix(in srgb, var(--nbp-raised) 60%, transparent);
}

.nbp-tabs-list button[aria-selected='true'] {
  border-bottom-color: var(--nbp-brand);
  font-weight: 600;
}

.nbp-count {
  margin-inline-start: 5px;
  color: var(--nbp-quiet);
  font-weight: 400;
  font-variant-numeric: tabular-nums;
}

.nbp-tabs-panel {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
  overflow: auto;
}

/* ---- split ---- */

.nbp-split {
  display: flex;
  flex: 1;
  min-width: 0;
  min-height: 0;
}

.nbp-split-column {
  flex-direction: column;
}

.nbp-split-pane {
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
  overflow: hidden;
}

.nbp-split-border {
  position: relative;
  z-index: 2;
  flex: none;
  background: var(--nbp-line);
  touch-action: none;
}

.nbp-split-row > .nbp-split-border {
  width: 1px;
  cursor: col-resize;
}

.nbp-split-column > .nbp-split-border {
  height: 1px;
  cursor: row-resize;
}

/* Wider to grasp than to see. */
.nbp-split-border::after {
  position: absolute;
  inset: -3px;
  content: '';
}

.nbp-split-border:hover,
.nbp-split-border:focus-visible,
.nbp-split-border:active {
  background: var(--nbp-brand);
  box-shadow: 0 0 0 1px var(--nbp-brand);
}

/* ---- tree ---- */

.nbp-tree,
.nbp-tree ul {
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-tree {
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  overflow-wrap: anywhere;
}

.nbp-tree ul {
  padding-inline-start: 18px;
}

.nbp-tree li {
  line-height: 1.4;
}

.nbp-tree li > span:first-child {
  margin-inline-start: 14px;
}

.nbp-tree-fold {
  min-height: 24px;
  padding: 0;
  border: 0;
  background: none;
  text-align: start;
  cursor: pointer;
}

.nbp-tree-fold:disabled {
  cursor: default;
}

.nbp-tree-arrow::before {
  display: inline-block;
  width: 14px;
  color: var(--nbp-quiet);
  content: '▸';
}

.nbp-tree-fold[aria-expanded='true'] > .nbp-tree-arrow::before {
  content: '▾';
}

.nbp-tree-fold:disabled > .nbp-tree-arrow::before {
  content: '';
}

.nbp-tree-string {
  color: var(--jp-mirror-editor-string-color, inherit);
}

.nbp-tree-number,
.nbp-tree-boolean {
  color: var(--jp-mirror-editor-number-color, inherit);
}

.nbp-tree-null {
  color: var(--nbp-quiet);
}

/* ---- charts ---- */

.nbp-chart {
  margin: 0;
}

.nbp-chart > svg {
  display: block;
}

.nbp-chart text {
  fill: var(--nbp-ink);
  font-size: 11px;
  font-variant-numeric: tabular-nums;
}

.nbp-chart-axis line {
  stroke: var(--nbp-line);
}

.nbp-chart path,
.nbp-chart-name path {
  fill: none;
  stroke: var(--nbp-series);
  stroke-width: 1.6;
}

.nbp-chart circle {
  fill: var(--nbp-series);
}

.nbp-chart path.nbp-chart-best {
  fill: var(--nbp-series);
  stroke: var(--nbp-page);
  stroke-width: 1;
}

.nbp-chart-threshold text {
  paint-order: stroke;
  stroke: var(--nbp-page);
  stroke-width: 4;
}

.nbp-chart-threshold line {
  stroke: var(--nbp-warn);
  stroke-dasharray: 5 4;
}

.nbp-chart-near {
  stroke: var(--nbp-edge);
}

.nbp-chart figcaption {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 14px;
  padding-inline-start: 48px;
}

.nbp-chart-name {
  display: inline-flex;
  align-items: center;
  gap: 5px;
}

.nbp-series-0 {
  --nbp-series: var(--nbp-brand);
}

.nbp-series-1 {
  --nbp-series: var(--nbp-good);
}

.nbp-series-2 {
  --nbp-series: var(--nbp-warn);
}

.nbp-series-3 {
  --nbp-series: var(--nbp-bad);
}

.nbp-series-4 {
  --nbp-series: var(--nbp-info);
}

.nbp-series-5 {
  --nbp-series: var(--nbp-quiet);
}

.nbp-bars {
  width: 100%;
  border-spacing: 0 2px;
}

.nbp-bars th {
  width: 1%;
  padding: 0 8px 0 0;
  font-weight: 400;
  text-align: start;
  white-space: nowrap;
}

.nbp-bars td:last-child {
  width: 1%;
  padding-inline-start: 8px;
  text-align: end;
  white-space: nowrap;
}

.nbp-bars caption {
  caption-side: bottom;
  color: var(--nbp-quiet);
  text-align: start;
}

.nbp-bars-cell {
  position: relative;
  height: 20px;
  padding: 0;
}

.nbp-bar {
  position: absolute;
  inset-block: 4px;
  min-width: 1px;
  border-radius: 1px;
  background: color-mix(in srgb, var(--nbp-brand) 45%, var(--nbp-page));
}

.nbp-bar-best {
  background: var(--nbp-brand);
}

.nbp-bar-threshold {
  position: absolute;
  inset-block: 0;
  border-inline-start: 2px dashed var(--nbp-warn);
}

/* ---- code ---- */

.nbp-code {
  position: relative;
  margin: 0;
  padding: 6px 8px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
  border-radius: var(--nbp-radius);
  background: var(--jp-cell-editor-background, var(--nbp-page));
  color: var(--jp-content-font-color1, var(--nbp-ink));
  font-family: var(--nbp-mono);
  font-size: var(--jp-code-font-size, 12px);
  line-height: 1.4;
  tab-size: 4;
}

.nbp-code code {
  position: relative;
  padding: 0;
  background: none;
  color: inherit;
  font: inherit;
}

.nbp-code-line {
  position: absolute;
  inset-inline: 0;
  height: 1lh;
  margin-top: 6px;
  border-inline-start: 3px solid var(--nbp-bad);
  background: color-mix(in srgb, var(--nbp-bad) 14%, transparent);
}

.nbp-diff > span {
  display: block;
  min-height: 1lh;
}

.nbp-diff-added {
  background: color-mix(in srgb, var(--nbp-good) 18%, transparent);
}

.nbp-diff-removed {
  background: color-mix(in srgb, var(--nbp-bad) 16%, transparent);
}

.nbp-diff-file {
  font-weight: 600;
}

@media (prefers-reduced-motion: reduce) {
  .nbp-turns > path:last-child,
  .nbp-spinner {
    animation: none;
  }
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(s))()(a());o.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:o})}}]);