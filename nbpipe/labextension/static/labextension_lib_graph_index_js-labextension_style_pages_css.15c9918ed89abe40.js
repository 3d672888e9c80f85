"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_graph_index_js-labextension_style_pages_css"],{"./labextension/lib/graph/index.js"(e,n,t){t.d(n,{sz:()=>r,wq:()=>eo,Zp:()=>b,uo:()=>x,XM:()=>m});var a=t("webpack/sharing/consume/default/react");class r{constructor(e=[]){this.changes=0,this.cards=new Map,this.listeners=new Map,this.set(e)}get(e){return this.cards.get(e)}set(e){let n=new Set;for(let t of e){let e=this.cards.get(t.step);e===t||e&&JSON.stringify(e)===JSON.stringify(t)||(this.cards.set(t.step,t),this.listeners.get(t.step)?.forEach(e=>n.add(e)))}n.size&&(this.changes+=1,n.forEach(e=>e()))}subscribe(e,n){for(let t of e){let e=this.listeners.get(t);e||this.listeners.set(t,e=new Set),e.add(n)}return()=>e.forEach(e=>this.listeners.get(e)?.delete(n))}get version(){return this.changes}}function s(e,n){let t=(0,a.useCallback)(t=>e.subscribe([n],t),[e,n]);return(0,a.useSyncExternalStore)(t,()=>e.get(n))}class i{constructor(){this.marked={selected:null,current:null,found:null,level:"near"},this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.listeners=new Set}begin(e){this.marked={...this.marked,level:e}}set(e){if(Object.keys(e).some(n=>e[n]!==this.marked[n]))for(let n of(this.marked={...this.marked,...e},[...this.listeners]))n()}}function o(e){let{marks:n}=(0,a.useContext)(d);return(0,a.useSyncExternalStore)(n.subscribe,()=>e(n.marked))}let l=()=>void 0,d=(0,a.createContext)({cards:new r,marks:new i,select:l,open:l,toggle:l,opened:new Set,starred:new Set,moving:!1,sizes:{}});var p=t("webpack/sharing/consume/default/@dagrejs/dagre/@dagrejs/dagre");function c(e){return e.length?e.reduce((e,n)=>e+n,0)/e.length:null}let u=["order","learned","data","branch"];function b(e,n="down",t=new Set){let{nodes:a,edges:r,children:s}=function(e){let n=new Set(e.nodes.map(e=>e.name)),t=new Map,a=new Map,r=[];for(let s of e.nodes)null!==s.group&&n.has(s.group)&&s.group!==s.name?(t.set(s.name,s.group),a.set(s.group,[...a.get(s.group)??[],s.name])):r.push(s);let s=new Map;for(let a of e.edges){let e=t.get(a.source)??a.source,r=t.get(a.target)??a.target;if(e===r||!n.has(e)||!n.has(r))continue;let i=JSON.stringify([e,r]),o=s.get(i);s.set(i,o?function(e,n){let t=u.indexOf(n.kind)>u.indexOf(e.kind)?n:e;return{...e,kind:t.kind,label:e.label||n.label,variables:[...new Set([...e.variables,...n.variables])]}}(o,a):{...a,source:e,target:r})}return{nodes:r,edges:[...s.values()],children:a}}(e),i="down"===n,o=a.map(e=>{var n;return{name:e.name,width:208,height:(n=s.get(e.name)?.length??0,t.has(e.name)?64+14*Math.min(12,Math.ceil(n/14)):54)}}),{centres:l,bends:d}=a.length>h?function(e,n,t){let a=function(e,n,t){let a=new Map(e.map((e,n)=>[e.name,n])),r=e.map(()=>[]),s=e.map(()=>[]);for(let{source:e,target:t}of n){let[n,i]=[a.get(e),a.get(t)];void 0!==n&&void 0!==i&&(r[n].push(i),s[i].push(n))}let i=function(e,n){let t=n.map(e=>e.length),a=n.map(()=>0),r=t.flatMap((e,n)=>0===e?[n]:[]);for(let n of r)for(let s of e[n])a[s]=Math.max(a[s],a[n]+1),0==(t[s]-=1)&&r.push(s);let s=[];return a.forEach((e,n)=>(s[e]??=[]).push(n)),s}(r,s);for(let e=0;e<4;e++)!function(e,n,t){let a=[];for(let n of e)n.forEach((e,t)=>a[e]=t/n.length);for(let r of t?[...e].reverse():e){let e=new Map(r.map(e=>[e,c(n[e].map(e=>a[e]))??a[e]]));r.sort((n,t)=>(e.get(n)??0)-(e.get(t)??0)),r.forEach((e,n)=>a[e]=n/r.length)}}(i,e%2?r:s,e%2==1);let o=Math.max(12,Math.ceil(1.5*Math.sqrt(e.length))),l=i.flatMap(e=>{var n,t;let a,r;return n=e,t=o,a=Math.ceil(n.length/t),r=Math.ceil(n.length/a),Array.from({length:a},(e,t)=>n.slice(t*r,(t+1)*r))}),d=function(e,n,t,a){let r=[];for(let s of e){let e=-1/0,i=s.map(e=>c(n[e].map(e=>r[e])));s.forEach((n,s)=>{let o=t[n].width/2;r[n]=Math.max(i[s]??(-1/0===e?0:e+a+o),-1/0===e?-1/0:e+a+o),e=r[n]+o});let o=c(s.flatMap((e,n)=>null===i[n]?[]:[r[e]-i[n]]))??(r[s[0]]+r[s[s.length-1]])/2;for(let e of s)r[e]-=o}return r}(l,s,e,t.across),p=new Map,u=0;for(let n of l){let a=Math.max(...n.map(n=>e[n].height));for(let t of n)p.set(e[t].name,{x:d[t],y:u+a/2});u+=a+t.along}return p}(e.map(({name:e,width:n,height:a})=>t?{name:e,width:n,height:a}:{name:e,width:a,height:n}),n,t?{across:24,along:60}:{across:16,along:72});if(!t)for(let[e,{x:n,y:t}]of a)a.set(e,{x:t,y:n});return{centres:a,bends:n.map(()=>[])}}(o,r,i):function(e,n,t){let a=new p.default.graphlib.Graph;for(let{name:n,width:r,height:s}of(a.setGraph({rankdir:t?"TB":"LR",nodesep:t?24:16,ranksep:t?44:48,edgesep:12,ranker:"tight-tree"}),a.setDefaultEdgeLabel(()=>({})),e))a.setNode(n,{width:r,height:s});for(let e of n)a.setEdge(e.source,e.target,{});return p.default.layout(a),{centres:new Map(e.map(({name:e})=>[e,a.node(e)])),bends:n.map(e=>a.edge(e.source,e.target).points.slice(1,-1))}}(o,r,i),m={x:1/0,y:1/0};for(let{name:e,width:n,height:t}of o){let{x:a,y:r}=g(l,e);m.x=Math.min(m.x,a-n/2),m.y=Math.min(m.y,r-t/2)}for(let{x:e,y:n}of d.flat())m.x=Math.min(m.x,e),m.y=Math.min(m.y,n);let f=new Set(r.filter(e=>"learned"===e.kind).map(e=>e.target)),x=a.map((e,n)=>{let{width:t,height:a}=o[n],{x:r,y:i}=g(l,e.name);return{node:e,x:r-t/2-m.x,y:i-a/2-m.y,width:t,height:a,children:s.get(e.name)??[],learned:f.has(e.name)}}),w=new Map(x.map(e=>[e.node.name,e])),y=r.flatMap((e,n)=>{let[t,a]=[w.get(e.source),w.get(e.target)];if(!t||!a)return[];let r=d[n].map(({x:e,y:n})=>({x:e-m.x,y:n-m.y}));return[{id:`${e.source}→${e.target}`,edge:e,points:[function({x:e,y:n,width:t,height:a},r){return r?{x:e+t/2,y:n+a}:{x:e+t,y:n+a/2}}(t,i),...r,function({x:e,y:n,width:t,height:a},r){return r?{x:e+t/2,y:n}:{x:e,y:n+a/2}}(a,i)]}]}),v=y.flatMap(({points:e})=>e);return{direction:n,cards:x,edges:y,width:Math.max(0,...x.map(e=>e.x+e.width),...v.map(e=>e.x)),height:Math.max(0,...x.map(e=>e.y+e.height),...v.map(e=>e.y))}}let h=250;function g(e,n){return e.get(n)??{x:0,y:0}}function m(e,n){let t=e.slice(1).map((t,a)=>{let r=e[a];if("down"===n){let e=(r.y+t.y)/2;return`C${f(r.x)} ${f(e)} ${f(t.x)} ${f(e)} ${f(t.x)} ${f(t.y)}`}let s=(r.x+t.x)/2;return`C${f(s)} ${f(r.y)} ${f(s)} ${f(t.y)} ${f(t.x)} ${f(t.y)}`});return e.length?`M${f(e[0].x)} ${f(e[0].y)}${t.join("")}`:""}let f=e=>e.toFixed(1);function x(e,n,t){let a=e.cards.find(e=>e.node.name===n);if(!a)return null;let[r,s]=w(a),[i,o]="down"===e.direction?["ArrowDown","ArrowUp"]:["ArrowRight","ArrowLeft"],l="down"===e.direction,d=null;t===i?d=new Set(e.edges.filter(e=>e.edge.source===n).map(e=>e.edge.target)):t===o&&(d=new Set(e.edges.filter(e=>e.edge.target===n).map(e=>e.edge.source)));let p=null,c=1/0;for(let n of e.cards){let e;if(n===a)continue;let[i,o]=w(n);if(d){if(!d.has(n.node.name))continue;e=Math.hypot(i-r,o-s)}else{let[n,a]=l?[o-s,i-r]:[i-r,o-s];if(a*("ArrowRight"===t||"ArrowDown"===t?1:-1)<=0)continue;e=Math.abs(a)+4*Math.abs(n)}e<c&&([c,p]=[e,n.node.name])}return p}function w(e){return[e.x+e.width/2,e.y+e.height/2]}function y(e,n){let t=Math.max(.01,Math.min(1,...[n.width/(e.width+2*v),n.height/(e.height+2*v)].filter(e=>Number.isFinite(e)&&e>0)));return{x:(n.width-e.width*t)/2,y:(n.height-e.height*t)/2,zoom:t}}let v=28;var k=t("./node_modules/react/jsx-runtime.js"),j=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var S=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),$=t.n(S),_=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),M=t.n(_),C=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),A=t.n(C),N=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),z=t.n(N),E=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),L=t.n(E),R=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),q=t.n(R),P=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"),T={};T.styleTagTransform=q(),T.setAttributes=z(),T.insert=A().bind(null,"head"),T.domAPI=M(),T.insertStyleElement=L(),$()(P.A,T),P.A&&P.A.locals&&P.A.locals;var F=t("./labextension/lib/context.js"),K=t("./labextension/lib/kit/index.js"),D=t("./labextension/lib/words.js");let I={status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:""};function O(e,n,t){let{node:a,children:r}=n,s=(0,K.Hm)(e,t.status).toLowerCase(),i="Succeeded"===t.status||"Failed"===t.status||"Stopped"===t.status;return[e.__("step %1",a.title||a.name),a.type,i&&null!==t.seconds&&!t.cached?e.__("%1 in %2",s,(0,D.p0)(t.seconds)):s,t.cached&&e.__("from the cache"),t.attempts>1&&e._n("%1 attempt","%1 attempts",t.attempts),t.metric&&`${t.metric.name} ${(0,D.vm)(t.metric.value)}`,a.expression,r.length>0&&e._n("%1 child","%1 children",r.length),n.learned&&e.__("an order that a run found out"),t.error].filter(Boolean).join(", ")}let B=(0,a.memo)(function({data:{placed:e},sourcePosition:n,targetPosition:t}){let{cards:r,opened:i,select:l,open:p}=(0,a.useContext)(d),c=(0,F.mz)(),{node:u,children:b}=e,h=s(r,u.name)??I,g=o(e=>e.selected===u.name),m=o(e=>e.current===u.name),f=o(e=>null!==e.found&&!e.found.has(u.name)),x=o(e=>e.level),w="Condition"===u.type,y=w?" nbp-card-condition":b.length?" nbp-card-stack":"",v=`${g?" nbp-selected":""}${f?" nbp-dim":""}`;return(0,k.jsxs)("div",{className:`nbp-card nbp-is-${h.status.toLowerCase()}${y}${v}`,style:{height:e.height},children:[w&&(0,k.jsx)(J,{width:e.width,height:e.height}),(0,k.jsx)("i",{className:"target nbp-port","data-handlepos":t}),(0,k.jsx)("i",{className:"source nbp-port","data-handlepos":n}),(0,k.jsx)("div",{className:"nbp-card-face",role:"button",tabIndex:m?0:-1,"aria-pressed":g,"aria-label":O(c,e,h),"data-step":u.name,title:[u.title&&u.name,u.expression,h.detail,h.error].filter(Boolean).join("\n"),onClick:()=>l(u.name),onDoubleClick:()=>p(u.name),children:"far"===x?(0,k.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}):"mid"===x?(0,k.jsxs)("div",{className:"nbp-card-row",children:[(0,k.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}),(0,k.jsx)(K.kW,{status:h.status,cached:h.cached,type:u.type,size:26,silent:!0})]}):(0,k.jsxs)(k.Fragment,{children:[(0,k.jsxs)("div",{className:"nbp-card-row",children:[(0,k.jsx)(K.km,{type:u.type,silent:!0}),(0,k.jsx)("span",{className:"nbp-card-title",children:u.title||u.name}),e.learned&&(0,k.jsx)(K.In,{sign:"learned",size:13}),h.attempts>1&&(0,k.jsxs)("span",{className:"nbp-card-times",children:["\xd7",h.attempts]}),h.cached&&(0,k.jsx)(K.Q6,{}),(0,k.jsx)(K.kW,{status:h.status,type:u.type,silent:!0})]}),(0,k.jsxs)("div",{className:"nbp-card-row nbp-card-below",children:[!w&&(0,k.jsx)(W,{card:h,brief:b.length>0}),(0,k.jsx)(H,{placed:e,card:h})]})]})}),b.length>0&&(0,k.jsx)(V,{name:u.name,steps:b,opened:i.has(u.name),large:"near"!==x}),("Executing"===h.status||"Starting"===h.status)&&(0,k.jsx)(Z,{card:h})]})});function W({card:e,brief:n}){let t=(0,F.mz)(),a="Executing"===e.status||"Starting"===e.status;return(0,k.jsxs)("span",{className:"nbp-card-said",children:[!n&&(0,K.Hm)(t,e.status)," ",e.cached&&!n&&t.__("from the cache"),"Skipped"!==e.status&&"Pending"!==e.status&&!e.cached&&0!==e.seconds&&(0,k.jsx)(K.dw,{seconds:e.seconds,since:e.started_at,running:a})]})}function H({placed:{node:e},card:n}){return e.expression?(0,k.jsx)("code",{className:"nbp-card-beside",children:e.expression}):"Failed"===n.status&&n.error?(0,k.jsx)("span",{className:"nbp-card-beside",children:n.error}):n.metric?(0,k.jsxs)("span",{className:"nbp-card-beside nbp-number",children:[n.metric.name," ",(0,D.vm)(n.metric.value)]}):(0,k.jsx)("span",{className:"nbp-card-beside nbp-quiet",children:e.description})}function Z({card:e}){let n=null===e.progress&&null!==e.expected&&null!==e.started_at,t=(0,K.cB)(n?1e3:null),a=e.progress??(null!==e.expected&&null!==e.started_at?Math.min(.95,(t-Date.parse(e.started_at))/1e3/Math.max(e.expected,.1)):null);return(0,k.jsx)("span",{className:null===a?"nbp-card-bar nbp-card-bar-open":"nbp-card-bar","aria-hidden":!0,children:(0,k.jsx)("span",{style:null===a?void 0:{width:`${100*Math.max(0,a)}%`}})})}function J({width:e,height:n}){let t=n/2,a=`L${e-12} .5L${e-.5} ${t}L${e-12} ${n-.5}`;return(0,k.jsxs)("svg",{className:"nbp-card-diamond",width:e,height:n,"aria-hidden":!0,children:[(0,k.jsx)("path",{d:`M12 .5${a}L12 ${n-.5}L.5 ${t}Z`}),(0,k.jsx)("path",{className:"nbp-card-diamond-edge",d:`M13 2L2.5 ${t}L13 ${n-2}`})]})}function V({name:e,steps:n,opened:t,large:r}){let s,{cards:i,starred:l,select:p,toggle:c}=(0,a.useContext)(d),u=(0,F.mz)(),b=o(n=>n.current===e),h=(s=(0,a.useCallback)(e=>i.subscribe(n,e),[i,n]),(0,a.useSyncExternalStore)(s,()=>i.version),n.map(e=>i.get(e))),g=e=>h.filter(n=>n?.status===e).length,m=g("Failed"),f=g("Succeeded")+m+g("Stopped")+g("Skipped");return(0,k.jsxs)(k.Fragment,{children:[(0,k.jsxs)("span",{className:"nbp-card-count",hidden:r,children:[m>0&&(0,k.jsxs)("span",{className:"nbp-card-failed",title:u._n("%1 failed","%1 failed",m),children:[(0,k.jsx)(K.kW,{status:"Failed",size:11,silent:!0})," ",m]}),(0,k.jsxs)("span",{className:"nbp-number",children:[f," / ",n.length]}),(0,k.jsx)(K.K0,{sign:t?"up":"down",tabIndex:b?0:-1,label:t?u.__("Hide what %1 runs",e):u.__("Show what %1 runs",e),"aria-expanded":t,onClick:()=>c(e)})]}),t&&(0,k.jsx)("div",{className:"nbp-card-squares nowheel",onKeyDown:G,children:n.map((e,n)=>{let t=h[n]?.status??"Pending",a=h[n]?.metric,r=`${e}, ${(0,K.Hm)(u,t)}${a?`, ${a.name} ${(0,D.vm)(a.value)}`:""}`,s=l.has(e);return(0,k.jsx)("button",{type:"button",tabIndex:b&&0===n?0:-1,className:`nbp-square nbp-is-${t.toLowerCase()}`,title:s?`${r} ★`:r,"aria-label":s?u.__("%1, the best",r):r,onClick:()=>p(e),children:s&&"★"},e)})})]})}function G(e){let n=e.target,t={ArrowRight:n.nextElementSibling,ArrowLeft:n.previousElementSibling}[e.key];t instanceof HTMLElement&&(t.focus(),e.preventDefault(),e.stopPropagation())}let U=(0,a.memo)(function({data:e}){var n,t;let{cards:r,moving:i,sizes:l}=(0,a.useContext)(d),p=(0,F.mz)(),[c,u]=(0,a.useState)(!1),{edge:b,points:h}=e?.routed??{edge:null,points:[]},g=s(r,b?.source??""),f=s(r,b?.target??""),x=o(({selected:e})=>null!==e&&(b?.source===e||b?.target===e)),w=o(({found:e})=>null!==e&&!(e.has(b?.source??"")&&e.has(b?.target??""))),y=f?.status==="Starting"||f?.status==="Executing",v=function(e){let n=(0,a.useRef)(e),t=(0,a.useRef)(0),[r,s]=(0,a.useState)(0);return(0,a.useEffect)(()=>{let a=n.current;n.current=e,e&&!a&&s(t.current+=1)},[e]),(0,a.useEffect)(()=>{if(!r)return;let e=setTimeout(()=>s(0),900);return()=>clearTimeout(e)},[r]),r}(i&&g?.status==="Succeeded"&&y);if(!b||!e)return null;let S=v>0&&b.variables.length>0,$=function({source:e,variables:n},t){let a=n.flatMap(n=>t[`${e}.${n}`]??[]);return a.length?a.reduce((e,n)=>e+n,0):null}(b,l),_=m(h,e.direction),M=g?.status==="Skipped"||f?.status==="Skipped",C=c||x||S&&null!==$,A=(n=b.variables).length>4?`${n.slice(0,4).join(", ")} +${n.length-4}`:n.join(", "),N="learned"===b.kind?p.__("a run found this out"):"order"===b.kind?p.__("order only"):"",z=null===$?"":(0,D.vj)($),E=C?[b.label,A,z,N].filter(Boolean).join(" \xb7 "):b.label,L=function(e){if(!e.length)return{x:0,y:0};let n=(e.length-1)/2,[t,a]=[e[Math.floor(n)],e[Math.ceil(n)]];return{x:(t.x+a.x)/2,y:(t.y+a.y)/2}}(h),R=`${x?" nbp-chosen":""}${c?" nbp-near":""}${M?" nbp-faded":""}${w?" nbp-dim":""}`;return(0,k.jsxs)("g",{className:`nbp-edge nbp-edge-${b.kind}${R}`,onPointerEnter:()=>u(!0),onPointerLeave:()=>u(!1),children:[(0,k.jsx)("path",{className:"nbp-edge-reach",d:_}),(0,k.jsx)("path",{className:"nbp-edge-line",d:_}),(0,k.jsx)("path",{className:"nbp-edge-tip",d:function({x:e,y:n},t){return"down"===t?`M${e-3.5} ${n-6}L${e} ${n}L${e+3.5} ${n-6}`:`M${e-6} ${n-3.5}L${e} ${n}L${e-6} ${n+3.5}`}(h[h.length-1],e.direction)}),S&&(0,k.jsx)("circle",{className:"nbp-edge-dot",r:null===(t=$)?3.5:Math.min(6,3+.5*Math.max(0,Math.log10(t/1e3))),style:{offsetPath:`path("${_}")`}},v),E&&(0,k.jsx)(j.EdgeLabelRenderer,{children:(0,k.jsx)("span",{className:`nbp-edge-label${C?" nbp-near":""}${M?" nbp-faded":""}${w?" nbp-dim":""}`,style:{transform:`translate(-50%, -50%) translate(${L.x}px, ${L.y}px)`},children:E})})]})}),X=(0,a.memo)(function({shown:e}){return(0,k.jsxs)(j.ViewportPortal,{children:[(0,k.jsx)("svg",{className:"nbp-far-edges",width:1,height:1,"aria-hidden":!0,children:(0,k.jsx)("path",{d:e.edges.map(({points:n})=>m(n,e.direction)).join("")})}),e.cards.map(e=>(0,k.jsx)(Q,{placed:e},e.node.name))]})}),Q=(0,a.memo)(function({placed:e}){let{cards:n,select:t,open:r}=(0,a.useContext)(d),i=(0,F.mz)(),{node:l,x:p,y:c,width:u,height:b}=e,h=s(n,l.name)??I,g=o(({selected:e,current:n,found:t})=>[e===l.name&&"nbp-selected",n===l.name&&"nbp-current",t?.has(l.name)===!1&&"nbp-dim"].filter(Boolean).join(" "));return(0,k.jsx)("div",{className:`nbp-card nbp-card-face nbp-far nbp-is-${h.status.toLowerCase()} ${g}`,style:{transform:`translate(${p}px, ${c}px)`,width:u,height:b},role:"button",tabIndex:g.includes("nbp-current")?0:-1,"aria-pressed":g.includes("nbp-selected"),"aria-label":O(i,e,h),"data-step":l.name,onClick:()=>t(l.name),onDoubleClick:()=>r(l.name),children:l.title||l.name})}),Y={card:B},ee={line:U},en=new Set,et={},ea=[],er=[],es=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"],ei=e=>e<.3?"far":e<.65?"mid":"near";function eo(e){return(0,k.jsx)(j.ReactFlowProvider,{children:(0,k.jsx)(el,{...e})})}function el({graph:e,cards:n,label:t,selected:r=null,onSelect:s,onOpen:o,direction:l="auto",moving:p=!0,sizes:c=et,starred:u=en,tools:g}){let{embedded:m}=(0,F.KT)(),f=(0,F.mz)(),w=(0,j.useReactFlow)(),v=(0,j.useStoreApi)(),S=(0,a.useRef)(null),$=(0,a.useRef)(null),[_,M]=(0,a.useState)(null),[C,A]=(0,a.useState)(en),[N,z]=(0,a.useState)(null),[E]=(0,a.useState)(()=>new i);(0,a.useLayoutEffect)(()=>{let{width:e=0,height:n=0}=S.current?.getBoundingClientRect()??{};M({width:e,height:n})},[]);let L=(0,a.useRef)(e);L.current!==e&&JSON.stringify(L.current)!==JSON.stringify(e)&&(L.current=e);let R=L.current,q=(0,a.useMemo)(()=>"auto"===l?_&&function(e,n){if(e.nodes.length>h||!n.width||!n.height)return"down";let t=e=>Math.min(1,n.width/(e.width+40),n.height/(e.height+40));return t(b(e,"right"))>1.1*t(b(e,"down"))?"right":"down"}(R,_):l,[l,R,_]),P=(0,a.useMemo)(()=>q&&b(R,q,C),[R,q,C]),T=(0,a.useMemo)(()=>P?.cards.map(e=>(function(e,n){let{x:t,y:a,width:r,height:s}=e,i="down"===n,[o,l]=i?[j.Position.Bottom,j.Position.Top]:[j.Position.Right,j.Position.Left],d=e=>({type:e,position:"source"===e?o:l,x:i?r/2:"source"===e?r:0,y:i?"source"===e?s:0:s/2,width:1,height:1});return{sourcePosition:o,targetPosition:l,id:e.node.name,type:"card",position:{x:t,y:a},data:{placed:e},width:r,height:s,measured:{width:r,height:s},handles:[d("source"),d("target")]}})(e,P.direction))??[],[P]),D=(0,a.useMemo)(()=>P?.edges.map(e=>(function(e,n){let{source:t,target:a}=e.edge;return{id:e.id,type:"line",source:t,target:a,data:{routed:e,direction:n}}})(e,P.direction))??[],[P]),I=T.length>150,O=null!==P&&null!==_,[B,W]=(0,a.useState)(null);if(O&&null===B){let e=y(P,_);E.begin(ei(e.zoom)),W(e)}let H=(0,a.useSyncExternalStore)(E.subscribe,()=>E.marked.level),Z=I&&"far"===H,J=(0,a.useCallback)(()=>{let{width:e=0,height:n=0}=S.current?.getBoundingClientRect()??{};return P&&y(P,{width:e,height:n})},[P]),V=(0,a.useCallback)(()=>{let e=J();e&&w.setViewport(e)},[w,J]),G=(0,a.useRef)(!1),U=(0,a.useRef)(null),Q=(0,a.useRef)(V);(0,a.useEffect)(()=>{Q.current=V,U.current!==R&&(U.current=P&&R,G.current=!1,V())},[R,P,V]),(0,a.useEffect)(()=>{if(!S.current)return;let e=new ResizeObserver(()=>{G.current||Q.current()});return e.observe(S.current),()=>e.disconnect()},[]),(0,a.useEffect)(()=>{let e=R.nodes.find(e=>e.name===r)?.group??null;E.set({selected:null!==r&&null!==e?e:r}),null!==r&&E.set({current:e??r})},[E,r,R]),(0,a.useEffect)(()=>{let{current:e}=E.marked;P&&!P.cards.some(n=>n.node.name===e)&&E.set({current:P.cards.length?P.cards[0].node.name:null})},[E,P]);let eo=(0,a.useMemo)(()=>{var e;let n;return N&&P?(e=P,(n=N.trim().toLowerCase())?e.cards.filter(({node:e,children:t})=>[e.name,e.title,e.type,e.description,...t].some(e=>e.toLowerCase().includes(n))).map(e=>e.node.name):[]):null},[P,N]);(0,a.useEffect)(()=>E.set({found:eo&&new Set(eo)}),[E,eo]);let ec=(0,a.useCallback)(e=>{E.set({current:e});let n=P?.cards.find(n=>n.node.name===e);n&&function(e,n,t){let[a,r,s]=n.transform,i=e.x*s+a,o=e.y*s+r;i>=0&&o>=0&&i+e.width*s<=n.width&&o+e.height*s<=n.height&&s>=.3||t({x:e.x+e.width/2,y:e.y+e.height/2,zoom:Math.max(s,.6)})}(n,v.getState(),e=>void w.setCenter(e.x,e.y,{zoom:e.zoom}));let t=S.current?.querySelector(`[data-step=${CSS.escape(e)}]`);if(t?.focus({preventScroll:!0}),t)return;let a=S.current?.querySelector(`[data-step=${CSS.escape(e)}]`);a?.focus({preventScroll:!0}),a||requestAnimationFrame(()=>requestAnimationFrame(()=>S.current?.querySelector(`[data-step=${CSS.escape(e)}]`)?.focus({preventScroll:!0})))},[w,E,P,v]),eu=(0,a.useCallback)(e=>{A(n=>{let t=new Set(n);return t.delete(e)||t.add(e),t})},[]),eb=(0,a.useMemo)(()=>({cards:n,marks:E,opened:C,starred:u,toggle:eu,moving:p&&!I,sizes:c,select:e=>{E.set({current:e}),s?.(e)},open:e=>(o??s)?.(e)}),[n,E,C,u,eu,p,c,I,s,o]);return(0,a.useEffect)(()=>{null!==N&&$.current?.focus()},[N]),(0,k.jsx)(d.Provider,{value:eb,children:(0,k.jsxs)("div",{ref:S,className:`nbp-graph nbp-graph-${q??"down"}`,role:"region","aria-label":t,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.step:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey){if(void 0!==n&&P&&es.includes(e.key)){let t=x(P,n,e.key);null!==t&&ec(t)}else if(void 0!==n&&"Enter"===e.key)eb.open(n);else if(void 0!==n&&" "===e.key)eb.select(n);else if("Escape"===e.key)if(null!==N)z(null);else{if(null===r)return;s?.(null)}else if(e.target instanceof HTMLInputElement)return;else if("/"===e.key)z(N??"");else{if("f"!==e.key)return;V()}e.preventDefault(),e.stopPropagation()}},onPointerDownCapture:ed,...m&&{"data-lm-suppress-shortcuts":"true"},children:[B&&(0,k.jsxs)(j.ReactFlow,{defaultViewport:B,nodes:Z?ea:T,edges:Z?er:D,nodeTypes:Y,edgeTypes:ee,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:m?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!m,zoomOnScroll:!m,zoomOnDoubleClick:!1,onlyRenderVisibleElements:I,minZoom:.01,maxZoom:2,onMove:(e,n)=>{e&&(G.current=!0),E.set({level:ei(n.zoom)})},onPaneClick:()=>s?.(null),proOptions:{hideAttribution:!0},children:[Z&&P&&(0,k.jsx)(X,{shown:P}),!Z&&T.length>20&&(0,k.jsx)(j.MiniMap,{pannable:!0,zoomable:!m,nodeComponent:ep,ariaLabel:f.__("Map of the graph"),style:{width:120,height:80}})]}),(0,k.jsxs)("div",{className:"nbp-graph-tools",children:[null===N?(0,k.jsx)(K.K0,{sign:"search",label:f.__("Search steps (/)"),onClick:()=>z("")}):(0,k.jsxs)(k.Fragment,{children:[eo&&(0,k.jsx)("span",{className:"nbp-quiet",children:f._n("%1 step","%1 steps",eo.length)}),(0,k.jsx)(K.vj,{ref:$,value:N,onChange:z,label:f.__("Search steps"),onEnter:()=>eo?.length&&ec(eo[0]),onEscape:()=>{z(null),null!==E.marked.current&&ec(E.marked.current)}})]}),g,(0,k.jsx)(K.K0,{sign:"remove",label:f.__("Zoom out"),onClick:()=>void w.zoomOut()}),(0,k.jsx)(K.K0,{sign:"add",label:f.__("Zoom in"),onClick:()=>void w.zoomIn()}),(0,k.jsx)(K.K0,{sign:"fit",label:f.__("Fit (f)"),onClick:()=>{G.current=!1,V()}})]})]})})}function ed(e){e.target.closest("input,button,[data-step]")||e.currentTarget.focus({preventScroll:!0})}let ep=(0,a.memo)(function({id:e,x:n,y:t,width:r,height:i}){let{cards:o}=(0,a.useContext)(d),l=s(o,e)?.status??"Pending";return(0,k.jsx)("rect",{className:`nbp-map-card nbp-is-${l.toLowerCase()}`,x:n,y:t,width:r,height:i,rx:4})})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"(e,n,t){var a=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(a),s=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(s))()(r());i.push([e.id,`/* React Flow's base styles stand before this; its colours are ours. */

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
`,""]),t.d(n,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var a=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(a),s=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(s))()(r());i.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:i})},"./labextension/style/pages.css"(e,n,t){var a=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(a),s=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=t.n(s),o=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(o),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(b),g=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),m={};m.styleTagTransform=h(),m.setAttributes=p(),m.insert=l().bind(null,"head"),m.domAPI=i(),m.insertStyleElement=u(),r()(g.A,m),g.A&&g.A.locals&&g.A.locals}}]);