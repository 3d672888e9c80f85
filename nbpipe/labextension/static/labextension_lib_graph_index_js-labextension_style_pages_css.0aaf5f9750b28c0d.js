"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_graph_index_js-labextension_style_pages_css"],{"./labextension/lib/graph/index.js"(e,n,t){t.d(n,{sz:()=>a,wq:()=>ei,Zp:()=>b,uo:()=>x,XM:()=>g});var r=t("webpack/sharing/consume/default/react");class a{constructor(e=[]){this.changes=0,this.cards=new Map,this.listeners=new Map,this.set(e)}get(e){return this.cards.get(e)}set(e){let n=new Set;for(let t of e){let e=this.cards.get(t.step);e===t||e&&JSON.stringify(e)===JSON.stringify(t)||(this.cards.set(t.step,t),this.listeners.get(t.step)?.forEach(e=>n.add(e)))}n.size&&(this.changes+=1,n.forEach(e=>e()))}subscribe(e,n){for(let t of e){let e=this.listeners.get(t);e||this.listeners.set(t,e=new Set),e.add(n)}return()=>e.forEach(e=>this.listeners.get(e)?.delete(n))}get version(){return this.changes}}function s(e,n){let t=(0,r.useCallback)(t=>e.subscribe([n],t),[e,n]);return(0,r.useSyncExternalStore)(t,()=>e.get(n))}class i{constructor(){this.marked={selected:null,current:null,found:null,level:"near"},this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.listeners=new Set}begin(e){this.marked={...this.marked,level:e}}set(e){if(Object.keys(e).some(n=>e[n]!==this.marked[n]))for(let n of(this.marked={...this.marked,...e},[...this.listeners]))n()}}function o(e){let{marks:n}=(0,r.useContext)(d);return(0,r.useSyncExternalStore)(n.subscribe,()=>e(n.marked))}let l=()=>void 0,d=(0,r.createContext)({cards:new a,marks:new i,select:l,open:l,toggle:l,opened:new Set,starred:new Set,moving:!1});var p=t("webpack/sharing/consume/default/@dagrejs/dagre/@dagrejs/dagre");function c(e){return e.length?e.reduce((e,n)=>e+n,0)/e.length:null}let u=["order","learned","data","branch"];function b(e,n="down",t=new Set){let{nodes:r,edges:a,children:s}=function(e){let n=new Set(e.nodes.map(e=>e.name)),t=new Map,r=new Map,a=[];for(let s of e.nodes)null!==s.group&&n.has(s.group)&&s.group!==s.name?(t.set(s.name,s.group),r.set(s.group,[...r.get(s.group)??[],s.name])):a.push(s);let s=new Map;for(let r of e.edges){let e=t.get(r.source)??r.source,a=t.get(r.target)??r.target;if(e===a||!n.has(e)||!n.has(a))continue;let i=JSON.stringify([e,a]),o=s.get(i);s.set(i,o?function(e,n){let t=u.indexOf(n.kind)>u.indexOf(e.kind)?n:e;return{...e,kind:t.kind,label:e.label||n.label,variables:[...new Set([...e.variables,...n.variables])]}}(o,r):{...r,source:e,target:a})}return{nodes:a,edges:[...s.values()],children:r}}(e),i="down"===n,o=r.map(e=>{var n;return{name:e.name,width:208,height:(n=s.get(e.name)?.length??0,t.has(e.name)?64+14*Math.min(12,Math.ceil(n/14)):54)}}),{centres:l,bends:d}=r.length>h?function(e,n,t){let r=function(e,n,t){let r=new Map(e.map((e,n)=>[e.name,n])),a=e.map(()=>[]),s=e.map(()=>[]);for(let{source:e,target:t}of n){let[n,i]=[r.get(e),r.get(t)];void 0!==n&&void 0!==i&&(a[n].push(i),s[i].push(n))}let i=function(e,n){let t=n.map(e=>e.length),r=n.map(()=>0),a=t.flatMap((e,n)=>0===e?[n]:[]);for(let n of a)for(let s of e[n])r[s]=Math.max(r[s],r[n]+1),0==(t[s]-=1)&&a.push(s);let s=[];return r.forEach((e,n)=>(s[e]??=[]).push(n)),s}(a,s);for(let e=0;e<4;e++)!function(e,n,t){let r=[];for(let n of e)n.forEach((e,t)=>r[e]=t/n.length);for(let a of t?[...e].reverse():e){let e=new Map(a.map(e=>[e,c(n[e].map(e=>r[e]))??r[e]]));a.sort((n,t)=>(e.get(n)??0)-(e.get(t)??0)),a.forEach((e,n)=>r[e]=n/a.length)}}(i,e%2?a:s,e%2==1);let o=Math.max(12,Math.ceil(1.5*Math.sqrt(e.length))),l=i.flatMap(e=>{var n,t;let r,a;return n=e,t=o,r=Math.ceil(n.length/t),a=Math.ceil(n.length/r),Array.from({length:r},(e,t)=>n.slice(t*a,(t+1)*a))}),d=function(e,n,t,r){let a=[];for(let s of e){let e=-1/0,i=s.map(e=>c(n[e].map(e=>a[e])));s.forEach((n,s)=>{let o=t[n].width/2;a[n]=Math.max(i[s]??(-1/0===e?0:e+r+o),-1/0===e?-1/0:e+r+o),e=a[n]+o});let o=c(s.flatMap((e,n)=>null===i[n]?[]:[a[e]-i[n]]))??(a[s[0]]+a[s[s.length-1]])/2;for(let e of s)a[e]-=o}return a}(l,s,e,t.across),p=new Map,u=0;for(let n of l){let r=Math.max(...n.map(n=>e[n].height));for(let t of n)p.set(e[t].name,{x:d[t],y:u+r/2});u+=r+t.along}return p}(e.map(({name:e,width:n,height:r})=>t?{name:e,width:n,height:r}:{name:e,width:r,height:n}),n,t?{across:24,along:60}:{across:16,along:72});if(!t)for(let[e,{x:n,y:t}]of r)r.set(e,{x:t,y:n});return{centres:r,bends:n.map(()=>[])}}(o,a,i):function(e,n,t){let r=new p.default.graphlib.Graph;for(let{name:n,width:a,height:s}of(r.setGraph({rankdir:t?"TB":"LR",nodesep:t?24:16,ranksep:t?44:48,edgesep:12,ranker:"tight-tree"}),r.setDefaultEdgeLabel(()=>({})),e))r.setNode(n,{width:a,height:s});for(let e of n)r.setEdge(e.source,e.target,{});return p.default.layout(r),{centres:new Map(e.map(({name:e})=>[e,r.node(e)])),bends:n.map(e=>r.edge(e.source,e.target).points.slice(1,-1))}}(o,a,i),g={x:1/0,y:1/0};for(let{name:e,width:n,height:t}of o){let{x:r,y:a}=m(l,e);g.x=Math.min(g.x,r-n/2),g.y=Math.min(g.y,a-t/2)}for(let{x:e,y:n}of d.flat())g.x=Math.min(g.x,e),g.y=Math.min(g.y,n);let f=new Set(a.filter(e=>"learned"===e.kind).map(e=>e.target)),x=r.map((e,n)=>{let{width:t,height:r}=o[n],{x:a,y:i}=m(l,e.name);return{node:e,x:a-t/2-g.x,y:i-r/2-g.y,width:t,height:r,children:s.get(e.name)??[],learned:f.has(e.name)}}),w=new Map(x.map(e=>[e.node.name,e])),y=a.flatMap((e,n)=>{let[t,r]=[w.get(e.source),w.get(e.target)];if(!t||!r)return[];let a=d[n].map(({x:e,y:n})=>({x:e-g.x,y:n-g.y}));return[{id:`${e.source}→${e.target}`,edge:e,points:[function({x:e,y:n,width:t,height:r},a){return a?{x:e+t/2,y:n+r}:{x:e+t,y:n+r/2}}(t,i),...a,function({x:e,y:n,width:t,height:r},a){return a?{x:e+t/2,y:n}:{x:e,y:n+r/2}}(r,i)]}]}),v=y.flatMap(({points:e})=>e);return{direction:n,cards:x,edges:y,width:Math.max(0,...x.map(e=>e.x+e.width),...v.map(e=>e.x)),height:Math.max(0,...x.map(e=>e.y+e.height),...v.map(e=>e.y))}}let h=250;function m(e,n){return e.get(n)??{x:0,y:0}}function g(e,n){let t=e.slice(1).map((t,r)=>{let a=e[r];if("down"===n){let e=(a.y+t.y)/2;return`C${f(a.x)} ${f(e)} ${f(t.x)} ${f(e)} ${f(t.x)} ${f(t.y)}`}let s=(a.x+t.x)/2;return`C${f(s)} ${f(a.y)} ${f(s)} ${f(t.y)} ${f(t.x)} ${f(t.y)}`});return e.length?`M${f(e[0].x)} ${f(e[0].y)}${t.join("")}`:""}let f=e=>e.toFixed(1);function x(e,n,t){let r=e.cards.find(e=>e.node.name===n);if(!r)return null;let[a,s]=w(r),[i,o]="down"===e.direction?["ArrowDown","ArrowUp"]:["ArrowRight","ArrowLeft"],l="down"===e.direction,d=null;t===i?d=new Set(e.edges.filter(e=>e.edge.source===n).map(e=>e.edge.target)):t===o&&(d=new Set(e.edges.filter(e=>e.edge.target===n).map(e=>e.edge.source)));let p=null,c=1/0;for(let n of e.cards){let e;if(n===r)continue;let[i,o]=w(n);if(d){if(!d.has(n.node.name))continue;e=Math.hypot(i-a,o-s)}else{let[n,r]=l?[o-s,i-a]:[i-a,o-s];if(r*("ArrowRight"===t||"ArrowDown"===t?1:-1)<=0)continue;e=Math.abs(r)+4*Math.abs(n)}e<c&&([c,p]=[e,n.node.name])}return p}function w(e){return[e.x+e.width/2,e.y+e.height/2]}function y(e,n){let t=Math.max(.01,Math.min(1,...[n.width/(e.width+2*v),n.height/(e.height+2*v)].filter(e=>Number.isFinite(e)&&e>0)));return{x:(n.width-e.width*t)/2,y:(n.height-e.height*t)/2,zoom:t}}let v=28;var k=t("./node_modules/react/jsx-runtime.js"),j=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var S=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),$=t.n(S),_=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),M=t.n(_),C=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),A=t.n(C),N=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),z=t.n(N),E=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),L=t.n(E),q=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),R=t.n(q),P=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"),T={};T.styleTagTransform=R(),T.setAttributes=z(),T.insert=A().bind(null,"head"),T.domAPI=M(),T.insertStyleElement=L(),$()(P.A,T),P.A&&P.A.locals&&P.A.locals;var F=t("./labextension/lib/context.js"),K=t("./labextension/lib/kit/index.js"),D=t("./labextension/lib/words.js");let I={status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:""};function O(e,n,t){let{node:r,children:a}=n,s=(0,K.Hm)(e,t.status).toLowerCase(),i="Succeeded"===t.status||"Failed"===t.status||"Stopped"===t.status;return[e.__("step %1",r.title||r.name),r.type,i&&null!==t.seconds?e.__("%1 in %2",s,(0,D.p0)(t.seconds)):s,t.cached&&e.__("from the cache"),t.attempts>1&&e._n("%1 attempt","%1 attempts",t.attempts),t.metric&&`${t.metric.name} ${(0,D.vm)(t.metric.value)}`,r.expression,a.length>0&&e._n("%1 child","%1 children",a.length),n.learned&&e.__("an order that a run found out"),t.error].filter(Boolean).join(", ")}let B=(0,r.memo)(function({data:{placed:e},sourcePosition:n,targetPosition:t}){let{cards:a,opened:i,select:l,open:p}=(0,r.useContext)(d),c=(0,F.mz)(),{node:u,children:b}=e,h=s(a,u.name)??I,m=o(e=>e.selected===u.name),g=o(e=>e.current===u.name),f=o(e=>null!==e.found&&!e.found.has(u.name)),x=o(e=>e.level),w="Condition"===u.type,y=w?" nbp-card-condition":b.length?" nbp-card-stack":"",v=`${m?" nbp-selected":""}${f?" nbp-dim":""}`;return(0,k.jsxs)("div",{className:`nbp-card nbp-is-${h.status.toLowerCase()}${y}${v}`,style:{height:e.height},children:[w&&(0,k.jsx)(J,{width:e.width,height:e.height}),(0,k.jsx)("i",{className:"target nbp-port","data-handlepos":t}),(0,k.jsx)("i",{className:"source nbp-port","data-handlepos":n}),(0,k.jsx)("div",{className:"nbp-card-face",role:"button",tabIndex:g?0:-1,"aria-pressed":m,"aria-label":O(c,e,h),"data-step":u.name,title:[u.title&&u.name,u.expression,h.detail,h.error].filter(Boolean).join("\n"),onClick:()=>l(u.name),onDoubleClick:()=>p(u.name),children:"far"===x?(0,k.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}):"mid"===x?(0,k.jsxs)("div",{className:"nbp-card-row",children:[(0,k.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}),(0,k.jsx)(K.kW,{status:h.status,cached:h.cached,type:u.type,size:26,silent:!0})]}):(0,k.jsxs)(k.Fragment,{children:[(0,k.jsxs)("div",{className:"nbp-card-row",children:[(0,k.jsx)(K.km,{type:u.type,silent:!0}),(0,k.jsx)("span",{className:"nbp-card-title",children:u.title||u.name}),e.learned&&(0,k.jsx)(K.In,{sign:"learned",size:13}),h.attempts>1&&(0,k.jsxs)("span",{className:"nbp-card-times",children:["\xd7",h.attempts]}),h.cached&&(0,k.jsx)(K.Q6,{}),(0,k.jsx)(K.kW,{status:h.status,type:u.type,silent:!0})]}),(0,k.jsxs)("div",{className:"nbp-card-row nbp-card-below",children:[!w&&(0,k.jsx)(W,{card:h,brief:b.length>0}),(0,k.jsx)(H,{placed:e,card:h})]})]})}),b.length>0&&(0,k.jsx)(V,{name:u.name,steps:b,opened:i.has(u.name),large:"near"!==x}),("Executing"===h.status||"Starting"===h.status)&&(0,k.jsx)(Z,{card:h})]})});function W({card:e,brief:n}){let t=(0,F.mz)(),r="Executing"===e.status||"Starting"===e.status;return(0,k.jsxs)("span",{className:"nbp-card-said",children:[!n&&(0,K.Hm)(t,e.status)," ","Skipped"!==e.status&&"Pending"!==e.status&&(0,k.jsx)(K.dw,{seconds:e.seconds,since:e.started_at,running:r})]})}function H({placed:{node:e},card:n}){return e.expression?(0,k.jsx)("code",{className:"nbp-card-beside",children:e.expression}):"Failed"===n.status&&n.error?(0,k.jsx)("span",{className:"nbp-card-beside",children:n.error}):n.metric?(0,k.jsxs)("span",{className:"nbp-card-beside nbp-number",children:[n.metric.name," ",(0,D.vm)(n.metric.value)]}):(0,k.jsx)("span",{className:"nbp-card-beside nbp-quiet",children:e.description})}function Z({card:e}){let n=null===e.progress&&null!==e.expected&&null!==e.started_at,t=(0,K.cB)(n?1e3:null),r=e.progress??(null!==e.expected&&null!==e.started_at?Math.min(.95,(t-Date.parse(e.started_at))/1e3/Math.max(e.expected,.1)):null);return(0,k.jsx)("span",{className:null===r?"nbp-card-bar nbp-card-bar-open":"nbp-card-bar","aria-hidden":!0,children:(0,k.jsx)("span",{style:null===r?void 0:{width:`${100*Math.max(0,r)}%`}})})}function J({width:e,height:n}){let t=n/2,r=`L${e-12} .5L${e-.5} ${t}L${e-12} ${n-.5}`;return(0,k.jsxs)("svg",{className:"nbp-card-diamond",width:e,height:n,"aria-hidden":!0,children:[(0,k.jsx)("path",{d:`M12 .5${r}L12 ${n-.5}L.5 ${t}Z`}),(0,k.jsx)("path",{className:"nbp-card-diamond-edge",d:`M13 2L2.5 ${t}L13 ${n-2}`})]})}function V({name:e,steps:n,opened:t,large:a}){let s,{cards:i,starred:l,select:p,toggle:c}=(0,r.useContext)(d),u=(0,F.mz)(),b=o(n=>n.current===e),h=(s=(0,r.useCallback)(e=>i.subscribe(n,e),[i,n]),(0,r.useSyncExternalStore)(s,()=>i.version),n.map(e=>i.get(e))),m=e=>h.filter(n=>n?.status===e).length,g=m("Failed"),f=m("Succeeded")+g+m("Stopped")+m("Skipped");return(0,k.jsxs)(k.Fragment,{children:[(0,k.jsxs)("span",{className:"nbp-card-count",hidden:a,children:[g>0&&(0,k.jsxs)("span",{className:"nbp-card-failed",title:u._n("%1 failed","%1 failed",g),children:[(0,k.jsx)(K.kW,{status:"Failed",size:11,silent:!0})," ",g]}),(0,k.jsxs)("span",{className:"nbp-number",children:[f," / ",n.length]}),(0,k.jsx)(K.K0,{sign:t?"up":"down",tabIndex:b?0:-1,label:t?u.__("Hide what %1 runs",e):u.__("Show what %1 runs",e),"aria-expanded":t,onClick:()=>c(e)})]}),t&&(0,k.jsx)("div",{className:"nbp-card-squares nowheel",onKeyDown:G,children:n.map((e,n)=>{let t=h[n]?.status??"Pending",r=h[n]?.metric,a=`${e}, ${(0,K.Hm)(u,t)}${r?`, ${r.name} ${(0,D.vm)(r.value)}`:""}`,s=l.has(e);return(0,k.jsx)("button",{type:"button",tabIndex:b&&0===n?0:-1,className:`nbp-square nbp-is-${t.toLowerCase()}`,title:s?`${a} ★`:a,"aria-label":s?u.__("%1, the best",a):a,onClick:()=>p(e),children:s&&"★"},e)})})]})}function G(e){let n=e.target,t={ArrowRight:n.nextElementSibling,ArrowLeft:n.previousElementSibling}[e.key];t instanceof HTMLElement&&(t.focus(),e.preventDefault(),e.stopPropagation())}let U=(0,r.memo)(function({data:e}){var n;let{cards:t,moving:a}=(0,r.useContext)(d),i=(0,F.mz)(),[l,p]=(0,r.useState)(!1),{edge:c,points:u}=e?.routed??{edge:null,points:[]},b=s(t,c?.source??""),h=s(t,c?.target??""),m=o(({selected:e})=>null!==e&&(c?.source===e||c?.target===e)),f=o(({found:e})=>null!==e&&!(e.has(c?.source??"")&&e.has(c?.target??""))),x=h?.status==="Starting"||h?.status==="Executing",w=function(e){let n=(0,r.useRef)(e),[t,a]=(0,r.useState)(!1);return(0,r.useEffect)(()=>{let t=n.current;if(n.current=e,!e||t)return;a(!0);let r=setTimeout(()=>a(!1),900);return()=>{clearTimeout(r),a(!1)}},[e]),t}(a&&b?.status==="Succeeded"&&x);if(!c||!e)return null;let y=g(u,e.direction),v=b?.status==="Skipped"||h?.status==="Skipped",S=l||m,$=(n=c.variables).length>4?`${n.slice(0,4).join(", ")} +${n.length-4}`:n.join(", "),_="learned"===c.kind?i.__("a run found this out"):"order"===c.kind?i.__("order only"):"",M=S?[c.label,$,_].filter(Boolean).join(" \xb7 "):c.label,C=function(e){if(!e.length)return{x:0,y:0};let n=(e.length-1)/2,[t,r]=[e[Math.floor(n)],e[Math.ceil(n)]];return{x:(t.x+r.x)/2,y:(t.y+r.y)/2}}(u),A=`${m?" nbp-chosen":""}${l?" nbp-near":""}${v?" nbp-faded":""}${f?" nbp-dim":""}`;return(0,k.jsxs)("g",{className:`nbp-edge nbp-edge-${c.kind}${A}`,onPointerEnter:()=>p(!0),onPointerLeave:()=>p(!1),children:[(0,k.jsx)("path",{className:"nbp-edge-reach",d:y}),(0,k.jsx)("path",{className:"nbp-edge-line",d:y}),(0,k.jsx)("path",{className:"nbp-edge-tip",d:function({x:e,y:n},t){return"down"===t?`M${e-3.5} ${n-6}L${e} ${n}L${e+3.5} ${n-6}`:`M${e-6} ${n-3.5}L${e} ${n}L${e-6} ${n+3.5}`}(u[u.length-1],e.direction)}),w&&c.variables.length>0&&(0,k.jsx)("circle",{className:"nbp-edge-dot",r:3.5,style:{offsetPath:`path("${y}")`}}),M&&(0,k.jsx)(j.EdgeLabelRenderer,{children:(0,k.jsx)("span",{className:`nbp-edge-label${S?" nbp-near":""}${v?" nbp-faded":""}${f?" nbp-dim":""}`,style:{transform:`translate(-50%, -50%) translate(${C.x}px, ${C.y}px)`},children:M})})]})}),X=(0,r.memo)(function({shown:e}){return(0,k.jsxs)(j.ViewportPortal,{children:[(0,k.jsx)("svg",{className:"nbp-far-edges",width:1,height:1,"aria-hidden":!0,children:(0,k.jsx)("path",{d:e.edges.map(({points:n})=>g(n,e.direction)).join("")})}),e.cards.map(e=>(0,k.jsx)(Q,{placed:e},e.node.name))]})}),Q=(0,r.memo)(function({placed:e}){let{cards:n,select:t,open:a}=(0,r.useContext)(d),i=(0,F.mz)(),{node:l,x:p,y:c,width:u,height:b}=e,h=s(n,l.name)??I,m=o(({selected:e,current:n,found:t})=>[e===l.name&&"nbp-selected",n===l.name&&"nbp-current",t?.has(l.name)===!1&&"nbp-dim"].filter(Boolean).join(" "));return(0,k.jsx)("div",{className:`nbp-card nbp-card-face nbp-far nbp-is-${h.status.toLowerCase()} ${m}`,style:{transform:`translate(${p}px, ${c}px)`,width:u,height:b},role:"button",tabIndex:m.includes("nbp-current")?0:-1,"aria-pressed":m.includes("nbp-selected"),"aria-label":O(i,e,h),"data-step":l.name,onClick:()=>t(l.name),onDoubleClick:()=>a(l.name),children:l.title||l.name})}),Y={card:B},ee={line:U},en=new Set,et=[],er=[],ea=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"],es=e=>e<.3?"far":e<.65?"mid":"near";function ei(e){return(0,k.jsx)(j.ReactFlowProvider,{children:(0,k.jsx)(eo,{...e})})}function eo({graph:e,cards:n,label:t,selected:a=null,onSelect:s,onOpen:o,direction:l="auto",starred:p=en,tools:c}){let{embedded:u}=(0,F.KT)(),m=(0,F.mz)(),g=(0,j.useReactFlow)(),f=(0,j.useStoreApi)(),w=(0,r.useRef)(null),v=(0,r.useRef)(null),[S,$]=(0,r.useState)(null),[_,M]=(0,r.useState)(en),[C,A]=(0,r.useState)(null),[N]=(0,r.useState)(()=>new i);(0,r.useLayoutEffect)(()=>{let{width:e=0,height:n=0}=w.current?.getBoundingClientRect()??{};$({width:e,height:n})},[]);let z=(0,r.useRef)(e);z.current!==e&&JSON.stringify(z.current)!==JSON.stringify(e)&&(z.current=e);let E=z.current,L=(0,r.useMemo)(()=>"auto"===l?S&&function(e,n){if(e.nodes.length>h||!n.width||!n.height)return"down";let t=e=>Math.min(1,n.width/(e.width+40),n.height/(e.height+40));return t(b(e,"right"))>1.1*t(b(e,"down"))?"right":"down"}(E,S):l,[l,E,S]),q=(0,r.useMemo)(()=>L&&b(E,L,_),[E,L,_]),R=(0,r.useMemo)(()=>q?.cards.map(e=>(function(e,n){let{x:t,y:r,width:a,height:s}=e,i="down"===n,[o,l]=i?[j.Position.Bottom,j.Position.Top]:[j.Position.Right,j.Position.Left],d=e=>({type:e,position:"source"===e?o:l,x:i?a/2:"source"===e?a:0,y:i?"source"===e?s:0:s/2,width:1,height:1});return{sourcePosition:o,targetPosition:l,id:e.node.name,type:"card",position:{x:t,y:r},data:{placed:e},width:a,height:s,measured:{width:a,height:s},handles:[d("source"),d("target")]}})(e,q.direction))??[],[q]),P=(0,r.useMemo)(()=>q?.edges.map(e=>(function(e,n){let{source:t,target:r}=e.edge;return{id:e.id,type:"line",source:t,target:r,data:{routed:e,direction:n}}})(e,q.direction))??[],[q]),T=R.length>150,D=null!==q&&null!==S,[I,O]=(0,r.useState)(null);if(D&&null===I){let e=y(q,S);N.begin(es(e.zoom)),O(e)}let B=(0,r.useSyncExternalStore)(N.subscribe,()=>N.marked.level),W=T&&"far"===B,H=(0,r.useCallback)(()=>{let{width:e=0,height:n=0}=w.current?.getBoundingClientRect()??{};return q&&y(q,{width:e,height:n})},[q]),Z=(0,r.useCallback)(()=>{let e=H();e&&g.setViewport(e)},[g,H]),J=(0,r.useRef)(!1),V=(0,r.useRef)(null),G=(0,r.useRef)(Z);(0,r.useEffect)(()=>{G.current=Z,V.current!==E&&(V.current=q&&E,J.current=!1,Z())},[E,q,Z]),(0,r.useEffect)(()=>{if(!w.current)return;let e=new ResizeObserver(()=>{J.current||G.current()});return e.observe(w.current),()=>e.disconnect()},[]),(0,r.useEffect)(()=>{let e=E.nodes.find(e=>e.name===a)?.group??null;N.set({selected:null!==a&&null!==e?e:a}),null!==a&&N.set({current:e??a})},[N,a,E]),(0,r.useEffect)(()=>{let{current:e}=N.marked;q&&!q.cards.some(n=>n.node.name===e)&&N.set({current:q.cards.length?q.cards[0].node.name:null})},[N,q]);let U=(0,r.useMemo)(()=>{var e;let n;return C&&q?(e=q,(n=C.trim().toLowerCase())?e.cards.filter(({node:e,children:t})=>[e.name,e.title,e.type,e.description,...t].some(e=>e.toLowerCase().includes(n))).map(e=>e.node.name):[]):null},[q,C]);(0,r.useEffect)(()=>N.set({found:U&&new Set(U)}),[N,U]);let Q=(0,r.useCallback)(e=>{N.set({current:e});let n=q?.cards.find(n=>n.node.name===e);n&&function(e,n,t){let[r,a,s]=n.transform,i=e.x*s+r,o=e.y*s+a;i>=0&&o>=0&&i+e.width*s<=n.width&&o+e.height*s<=n.height&&s>=.3||t({x:e.x+e.width/2,y:e.y+e.height/2,zoom:Math.max(s,.6)})}(n,f.getState(),e=>void g.setCenter(e.x,e.y,{zoom:e.zoom}));let t=w.current?.querySelector(`[data-step=${CSS.escape(e)}]`);if(t?.focus({preventScroll:!0}),t)return;let r=w.current?.querySelector(`[data-step=${CSS.escape(e)}]`);r?.focus({preventScroll:!0}),r||requestAnimationFrame(()=>requestAnimationFrame(()=>w.current?.querySelector(`[data-step=${CSS.escape(e)}]`)?.focus({preventScroll:!0})))},[g,N,q,f]),ei=(0,r.useCallback)(e=>{M(n=>{let t=new Set(n);return t.delete(e)||t.add(e),t})},[]),ep=(0,r.useMemo)(()=>({cards:n,marks:N,opened:_,starred:p,toggle:ei,moving:!T,select:e=>{N.set({current:e}),s?.(e)},open:e=>(o??s)?.(e)}),[n,N,_,p,ei,T,s,o]);return(0,r.useEffect)(()=>{null!==C&&v.current?.focus()},[C]),(0,k.jsx)(d.Provider,{value:ep,children:(0,k.jsxs)("div",{ref:w,className:`nbp-graph nbp-graph-${L??"down"}`,role:"region","aria-label":t,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.step:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey){if(void 0!==n&&q&&ea.includes(e.key)){let t=x(q,n,e.key);null!==t&&Q(t)}else if(void 0!==n&&"Enter"===e.key)ep.open(n);else if(void 0!==n&&" "===e.key)ep.select(n);else if("Escape"===e.key)if(null!==C)A(null);else{if(null===a)return;s?.(null)}else if(e.target instanceof HTMLInputElement)return;else if("/"===e.key)A(C??"");else{if("f"!==e.key)return;Z()}e.preventDefault(),e.stopPropagation()}},onPointerDownCapture:el,...u&&{"data-lm-suppress-shortcuts":"true"},children:[I&&(0,k.jsxs)(j.ReactFlow,{defaultViewport:I,nodes:W?et:R,edges:W?er:P,nodeTypes:Y,edgeTypes:ee,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:u?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!u,zoomOnScroll:!u,zoomOnDoubleClick:!1,onlyRenderVisibleElements:T,minZoom:.01,maxZoom:2,onMove:(e,n)=>{e&&(J.current=!0),N.set({level:es(n.zoom)})},onPaneClick:()=>s?.(null),proOptions:{hideAttribution:!0},children:[W&&q&&(0,k.jsx)(X,{shown:q}),!W&&R.length>20&&(0,k.jsx)(j.MiniMap,{pannable:!0,zoomable:!u,nodeComponent:ed,ariaLabel:m.__("Map of the graph"),style:{width:120,height:80}})]}),(0,k.jsxs)("div",{className:"nbp-graph-tools",children:[null===C?(0,k.jsx)(K.K0,{sign:"search",label:m.__("Search steps (/)"),onClick:()=>A("")}):(0,k.jsxs)(k.Fragment,{children:[U&&(0,k.jsx)("span",{className:"nbp-quiet",children:m._n("%1 step","%1 steps",U.length)}),(0,k.jsx)(K.vj,{ref:v,value:C,onChange:A,label:m.__("Search steps"),onEnter:()=>U?.length&&Q(U[0]),onEscape:()=>{A(null),null!==N.marked.current&&Q(N.marked.current)}})]}),c,(0,k.jsx)(K.K0,{sign:"remove",label:m.__("Zoom out"),onClick:()=>void g.zoomOut()}),(0,k.jsx)(K.K0,{sign:"add",label:m.__("Zoom in"),onClick:()=>void g.zoomIn()}),(0,k.jsx)(K.K0,{sign:"fit",label:m.__("Fit (f)"),onClick:()=>{J.current=!1,Z()}})]})]})})}function el(e){e.target.closest("input,button,[data-step]")||e.currentTarget.focus({preventScroll:!0})}let ed=(0,r.memo)(function({id:e,x:n,y:t,width:a,height:i}){let{cards:o}=(0,r.useContext)(d),l=s(o,e)?.status??"Pending";return(0,k.jsx)("rect",{className:`nbp-map-card nbp-is-${l.toLowerCase()}`,x:n,y:t,width:a,height:i,rx:4})})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(s))()(a());i.push([e.id,`/* React Flow's base styles stand before this; its colours are ours. */

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
`,""]),t.d(n,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(s))()(a());i.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:i})},"./labextension/style/pages.css"(e,n,t){var r=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=t.n(r),s=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=t.n(s),o=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(o),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(b),m=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),g={};g.styleTagTransform=h(),g.setAttributes=p(),g.insert=l().bind(null,"head"),g.domAPI=i(),g.insertStyleElement=u(),a()(m.A,g),m.A&&m.A.locals&&m.A.locals}}]);