"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_graph_index_js"],{"./labextension/lib/graph/index.js"(e,t,n){n.d(t,{sz:()=>r,wq:()=>eg,g:()=>ec,y_:()=>$,l4:()=>E,vX:()=>A,aG:()=>o,Zp:()=>m,uo:()=>y,XM:()=>w,wG:()=>C,$t:()=>N});var a=n("webpack/sharing/consume/default/react");class r{constructor(e=[]){this.cards=new Map,this.listeners=new Map,this.set(e)}get(e){return this.cards.get(e)}set(e){let t=new Set;for(let n of e){let e=this.cards.get(n.step);e===n||e&&JSON.stringify(e)===JSON.stringify(n)||(this.cards.set(n.step,n),this.listeners.get(n.step)?.forEach(e=>t.add(e)))}t.size&&t.forEach(e=>e())}subscribe(e,t){for(let n of e){let e=this.listeners.get(n);e||this.listeners.set(n,e=new Set),e.add(t)}return()=>e.forEach(e=>this.listeners.get(e)?.delete(t))}}function s(e,t){let n=(0,a.useCallback)(n=>e.subscribe([t],n),[e,t]);return(0,a.useSyncExternalStore)(n,()=>e.get(t))}let i=["Succeeded","Failed","Stopped","Skipped"];function o(e){let t=Object.entries(e?.jobs??{}),n=e=>e.reduce((e,[,t])=>e+t,0);return{total:n(t),done:n(t.filter(([e])=>i.includes(e))),failed:e?.jobs.Failed??0}}class l{constructor(){this.marked={selected:null,current:null,found:null,level:"near"},this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.listeners=new Set}begin(e){this.marked={...this.marked,level:e}}set(e){if(Object.keys(e).some(t=>e[t]!==this.marked[t]))for(let t of(this.marked={...this.marked,...e},[...this.listeners]))t()}}function d(e){let{marks:t}=(0,a.useContext)(c);return(0,a.useSyncExternalStore)(t.subscribe,()=>e(t.marked))}let p=()=>void 0,c=(0,a.createContext)({cards:new r,marks:new l,select:p,open:p,toggle:p,opened:new Set,jobs:null,moving:!1,sizes:{}});var u=n("webpack/sharing/consume/default/@dagrejs/dagre/@dagrejs/dagre");function b(e){return e.length?e.reduce((e,t)=>e+t,0)/e.length:null}let h=["order","learned","data","branch"],f=new Map;function m(e,t="down",n=f){let{nodes:a}=e,r=function(e){let t=new Set(e.nodes.map(e=>e.name)),n=new Map;for(let a of e.edges){let{source:e,target:r}=a;if(e===r||!t.has(e)||!t.has(r))continue;let s=JSON.stringify([e,r]),i=n.get(s);n.set(s,i?function(e,t){let n=h.indexOf(t.kind)>h.indexOf(e.kind)?t:e;return{...e,kind:n.kind,label:e.label||t.label,variables:[...new Set([...e.variables,...t.variables])]}}(i,a):a)}return[...n.values()]}(e),s="down"===t,i=a.map(e=>({name:e.name,width:208,height:54+(n.get(e.name)??0)})),{centres:o,bends:l}=a.length>g?function(e,t,n){let a=function(e,t,n){let a=new Map(e.map((e,t)=>[e.name,t])),r=e.map(()=>[]),s=e.map(()=>[]);for(let{source:e,target:n}of t){let[t,i]=[a.get(e),a.get(n)];void 0!==t&&void 0!==i&&(r[t].push(i),s[i].push(t))}let i=function(e,t){let n=t.map(e=>e.length),a=t.map(()=>0),r=n.flatMap((e,t)=>0===e?[t]:[]);for(let t of r)for(let s of e[t])a[s]=Math.max(a[s],a[t]+1),0==(n[s]-=1)&&r.push(s);let s=[];return a.forEach((e,t)=>(s[e]??=[]).push(t)),s}(r,s);for(let e=0;e<4;e++)!function(e,t,n){let a=[];for(let t of e)t.forEach((e,n)=>a[e]=n/t.length);for(let r of n?[...e].reverse():e){let e=new Map(r.map(e=>[e,b(t[e].map(e=>a[e]))??a[e]]));r.sort((t,n)=>(e.get(t)??0)-(e.get(n)??0)),r.forEach((e,t)=>a[e]=t/r.length)}}(i,e%2?r:s,e%2==1);let o=Math.max(12,Math.ceil(1.5*Math.sqrt(e.length))),l=i.flatMap(e=>{var t,n;let a,r;return t=e,n=o,a=Math.ceil(t.length/n),r=Math.ceil(t.length/a),Array.from({length:a},(e,n)=>t.slice(n*r,(n+1)*r))}),d=function(e,t,n,a){let r=[];for(let s of e){let e=-1/0,i=s.map(e=>b(t[e].map(e=>r[e])));s.forEach((t,s)=>{let o=n[t].width/2;r[t]=Math.max(i[s]??(-1/0===e?0:e+a+o),-1/0===e?-1/0:e+a+o),e=r[t]+o});let o=b(s.flatMap((e,t)=>null===i[t]?[]:[r[e]-i[t]]))??(r[s[0]]+r[s[s.length-1]])/2;for(let e of s)r[e]-=o}return r}(l,s,e,n.across),p=new Map,c=0;for(let t of l){let a=Math.max(...t.map(t=>e[t].height));for(let n of t)p.set(e[n].name,{x:d[n],y:c+a/2});c+=a+n.along}return p}(e.map(({name:e,width:t,height:a})=>n?{name:e,width:t,height:a}:{name:e,width:a,height:t}),t,n?{across:24,along:60}:{across:16,along:72});if(!n)for(let[e,{x:t,y:n}]of a)a.set(e,{x:n,y:t});return{centres:a,bends:t.map(()=>[])}}(i,r,s):function(e,t,n){let a=new u.default.graphlib.Graph;for(let{name:t,width:r,height:s}of(a.setGraph({rankdir:n?"TB":"LR",nodesep:n?24:16,ranksep:n?44:48,edgesep:12,ranker:"tight-tree"}),a.setDefaultEdgeLabel(()=>({})),e))a.setNode(t,{width:r,height:s});for(let e of t)a.setEdge(e.source,e.target,{});return u.default.layout(a),{centres:new Map(e.map(({name:e})=>[e,a.node(e)])),bends:t.map(e=>a.edge(e.source,e.target).points.slice(1,-1))}}(i,r,s),d={x:1/0,y:1/0};for(let{name:e,width:t,height:n}of i){let{x:a,y:r}=x(o,e);d.x=Math.min(d.x,a-t/2),d.y=Math.min(d.y,r-n/2)}for(let{x:e,y:t}of l.flat())d.x=Math.min(d.x,e),d.y=Math.min(d.y,t);let p=new Set(r.filter(e=>"learned"===e.kind).map(e=>e.target)),c=a.map((e,t)=>{let{width:n,height:a}=i[t],{x:r,y:s}=x(o,e.name);return{node:e,x:r-n/2-d.x,y:s-a/2-d.y,width:n,height:a,learned:p.has(e.name)}}),w=new Map(c.map(e=>[e.node.name,e])),v=r.flatMap((e,t)=>{let[n,a]=[w.get(e.source),w.get(e.target)];if(!n||!a)return[];let r=l[t].map(({x:e,y:t})=>({x:e-d.x,y:t-d.y}));return[{id:`${e.source}→${e.target}`,edge:e,points:[function({x:e,y:t,width:n,height:a},r){return r?{x:e+n/2,y:t+a}:{x:e+n,y:t+a/2}}(n,s),...r,function({x:e,y:t,width:n,height:a},r){return r?{x:e+n/2,y:t}:{x:e,y:t+a/2}}(a,s)]}]}),y=v.flatMap(({points:e})=>e);return{direction:t,cards:c,edges:v,width:Math.max(0,...c.map(e=>e.x+e.width),...y.map(e=>e.x)),height:Math.max(0,...c.map(e=>e.y+e.height),...y.map(e=>e.y))}}let g=250;function x(e,t){return e.get(t)??{x:0,y:0}}function w(e,t){let n=e.slice(1).map((n,a)=>{let r=e[a];if("down"===t){let e=(r.y+n.y)/2;return`C${v(r.x)} ${v(e)} ${v(n.x)} ${v(e)} ${v(n.x)} ${v(n.y)}`}let s=(r.x+n.x)/2;return`C${v(s)} ${v(r.y)} ${v(s)} ${v(n.y)} ${v(n.x)} ${v(n.y)}`});return e.length?`M${v(e[0].x)} ${v(e[0].y)}${n.join("")}`:""}let v=e=>e.toFixed(1);function y(e,t,n){let a=e.cards.find(e=>e.node.name===t);if(!a)return null;let[r,s]=k(a),[i,o]="down"===e.direction?["ArrowDown","ArrowUp"]:["ArrowRight","ArrowLeft"],l="down"===e.direction,d=null;n===i?d=new Set(e.edges.filter(e=>e.edge.source===t).map(e=>e.edge.target)):n===o&&(d=new Set(e.edges.filter(e=>e.edge.target===t).map(e=>e.edge.source)));let p=null,c=1/0;for(let t of e.cards){let e;if(t===a)continue;let[i,o]=k(t);if(d){if(!d.has(t.node.name))continue;e=Math.hypot(i-r,o-s)}else{let[t,a]=l?[o-s,i-r]:[i-r,o-s];if(a*("ArrowRight"===n||"ArrowDown"===n?1:-1)<=0)continue;e=Math.abs(a)+4*Math.abs(t)}e<c&&([c,p]=[e,t.node.name])}return p}function k(e){return[e.x+e.width/2,e.y+e.height/2]}function j(e,t){let n=Math.max(.01,Math.min(1,...[t.width/(e.width+2*M),t.height/(e.height+2*M)].filter(e=>Number.isFinite(e)&&e>0)));return{x:(t.width-e.width*n)/2,y:(t.height-e.height*n)/2,zoom:n}}let M=28,S=[14,11,9,7,6,5,4,3,2];function $(e,t){let n=e=>Math.floor(t/e)*Math.floor(168/e),a=S.find(t=>n(t)>=e)??2,r=Math.max(1,Math.ceil(e/n(a))),s=Math.floor(t/a);return{size:a,perRow:s,each:r,rows:Math.max(1,Math.ceil(Math.ceil(e/r)/s))}}let _=["Failed","Executing","Starting","Waiting","Stopped","Pending","Skipped","Succeeded"];function C(e,t){let{size:n,each:a}=t,r=n>4?n-2:n>2?n-1:n,s=new Map;for(let n=0,i=0;n<e.digits.length;n+=a,i+=1){let o=new Set(Array.from(e.digits.slice(n,n+a),t=>e.statuses[Number(t)])),l=_.find(e=>o.has(e))??"Pending",{x:d,y:p}=N(i,t),c=`M${d} ${p}h${r}v${r}h${-r}z`,u=s.get(l);u?u.push(c):s.set(l,[c])}return new Map([...s].map(([e,t])=>[e,t.join("")]))}function N(e,{size:t,perRow:n}){return{x:e%n*t,y:Math.floor(e/n)*t}}function E(e,t,n,{size:a,perRow:r,each:s}){let i=Math.floor(e/a);if(i<0||i>=r||t<0)return null;let o=(Math.floor(t/a)*r+i)*s;return o<n?o:null}function A(e,t,n,{perRow:a,each:r}){let s={ArrowRight:r,ArrowLeft:-r,ArrowDown:a*r,ArrowUp:-a*r};if("Home"===e)return 0;if("End"===e)return Math.floor((n-1)/r)*r;if(!(e in s))return null;let i=t+s[e];return i>=0&&i<n?i:t}var z=n("./node_modules/react/jsx-runtime.js"),L=n("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");n("./node_modules/@xyflow/react/dist/base.css");var R=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),F=n.n(R),P=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),O=n.n(P),K=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),q=n.n(K),T=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),D=n.n(T),B=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),I=n.n(B),J=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),W=n.n(J),H=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"),Z={};Z.styleTagTransform=W(),Z.setAttributes=D(),Z.insert=q().bind(null,"head"),Z.domAPI=O(),Z.insertStyleElement=I(),F()(H.A,Z),H.A&&H.A.locals&&H.A.locals;var G=n("./labextension/lib/context.js"),V=n("./labextension/lib/kit/index.js"),U=n("./labextension/lib/words.js");function X({name:e,card:t,large:n}){let{opened:r,toggle:s,jobs:i}=(0,a.useContext)(c),l=(0,G.mz)(),p=d(t=>t.current===e),{total:u,done:b,failed:h}=o(t),f=null!==i&&r.has(e),m=(0,a.useCallback)(()=>s(e),[s,e]);return(0,z.jsxs)(z.Fragment,{children:[(0,z.jsxs)("span",{className:"nbp-card-count",hidden:n,children:[h>0&&(0,z.jsxs)("span",{className:"nbp-card-failed",title:l._n("%1 failed","%1 failed",h),children:[(0,z.jsx)(V.kW,{status:"Failed",size:11,silent:!0})," ",h]}),(0,z.jsxs)("span",{className:"nbp-number",children:[b," / ",u]}),i&&(0,z.jsx)(V.K0,{sign:f?"up":"down",tabIndex:p?0:-1,label:f?l.__("Hide the jobs of %1",e):l.__("Show the jobs of %1",e),"aria-expanded":f,onClick:m})]}),f&&(0,z.jsx)("div",{className:"nbp-card-jobs",children:i(e,u,m)})]})}let Q={status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:"",jobs:{},child_execution:null};function Y(e,t,n){let{node:a}=t,{total:r,failed:s}=o(n),i=(0,V.Hm)(e,n.status).toLowerCase(),l="Succeeded"===n.status||"Failed"===n.status||"Stopped"===n.status;return[e.__("step %1",a.title||a.name),a.type,l&&null!==n.seconds&&!n.cached?e.__("%1 in %2",i,(0,U.p0)(n.seconds)):i,n.cached&&e.__("from the cache"),n.attempts>1&&e._n("%1 attempt","%1 attempts",n.attempts),n.metric&&`${n.metric.name} ${(0,U.vm)(n.metric.value)}`,a.expression,r>0&&e._n("%1 job","%1 jobs",r),s>0&&e._n("%1 failed","%1 failed",s),t.learned&&e.__("an order that a run found out"),n.error].filter(Boolean).join(", ")}let ee=(0,a.memo)(function({data:{placed:e},sourcePosition:t,targetPosition:n}){let{cards:r,select:i,open:l}=(0,a.useContext)(c),p=(0,G.mz)(),{node:u}=e,b=s(r,u.name)??Q,h=o(b).total>0,f=d(e=>e.selected===u.name),m=d(e=>e.current===u.name),g=d(e=>null!==e.found&&!e.found.has(u.name)),x=d(e=>e.level),w="Condition"===u.type,v=w?" nbp-card-condition":h?" nbp-card-stack":"",y=`${f?" nbp-selected":""}${g?" nbp-dim":""}`;return(0,z.jsxs)("div",{className:`nbp-card nbp-is-${b.status.toLowerCase()}${v}${y}`,style:{height:e.height},children:[w&&(0,z.jsx)(er,{width:e.width,height:e.height}),(0,z.jsx)("i",{className:"target nbp-port","data-handlepos":n}),(0,z.jsx)("i",{className:"source nbp-port","data-handlepos":t}),(0,z.jsx)("div",{className:"nbp-card-face",role:"button",tabIndex:m?0:-1,"aria-pressed":f,"aria-label":Y(p,e,b),"data-step":u.name,title:[u.title&&u.name,u.expression,b.detail,b.error].filter(Boolean).join("\n"),onClick:()=>i(u.name),onDoubleClick:()=>l(u.name),children:"far"===x?(0,z.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}):"mid"===x?(0,z.jsxs)("div",{className:"nbp-card-row",children:[(0,z.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}),(0,z.jsx)(V.kW,{status:b.status,cached:b.cached,type:u.type,size:26,silent:!0})]}):(0,z.jsxs)(z.Fragment,{children:[(0,z.jsxs)("div",{className:"nbp-card-row",children:[(0,z.jsx)(V.km,{type:u.type,silent:!0}),(0,z.jsx)("span",{className:"nbp-card-title",children:u.title||u.name}),e.learned&&(0,z.jsx)(V.In,{sign:"learned",size:13}),b.attempts>1&&(0,z.jsxs)("span",{className:"nbp-card-times",children:["\xd7",b.attempts]}),b.cached&&(0,z.jsx)(V.Q6,{}),(0,z.jsx)(V.kW,{status:b.status,type:u.type,silent:!0})]}),(0,z.jsxs)("div",{className:"nbp-card-row nbp-card-below",children:[!w&&(0,z.jsx)(et,{card:b,brief:h}),(0,z.jsx)(en,{placed:e,card:b})]})]})}),h&&(0,z.jsx)(X,{name:u.name,card:b,large:"near"!==x}),("Executing"===b.status||"Starting"===b.status)&&(0,z.jsx)(ea,{card:b})]})});function et({card:e,brief:t}){let n=(0,G.mz)(),a="Executing"===e.status||"Starting"===e.status;return(0,z.jsxs)("span",{className:"nbp-card-said",children:[!t&&(0,V.Hm)(n,e.status)," ",e.cached&&!t&&n.__("from the cache"),"Skipped"!==e.status&&"Pending"!==e.status&&!e.cached&&0!==e.seconds&&(0,z.jsx)(V.dw,{seconds:e.seconds,since:e.started_at,running:a})]})}function en({placed:{node:e},card:t}){return e.expression?(0,z.jsx)("code",{className:"nbp-card-beside",children:e.expression}):"Failed"===t.status&&t.error?(0,z.jsx)("span",{className:"nbp-card-beside",children:t.error}):t.metric?(0,z.jsxs)("span",{className:"nbp-card-beside nbp-number",children:[t.metric.name," ",(0,U.vm)(t.metric.value)]}):(0,z.jsx)("span",{className:"nbp-card-beside nbp-quiet",children:e.description})}function ea({card:e}){let t=null===e.progress&&null!==e.expected&&null!==e.started_at,n=(0,V.cB)(t?1e3:null),a=e.progress??(null!==e.expected&&null!==e.started_at?Math.min(.95,(n-Date.parse(e.started_at))/1e3/Math.max(e.expected,.1)):null);return(0,z.jsx)("span",{className:null===a?"nbp-card-bar nbp-card-bar-open":"nbp-card-bar","aria-hidden":!0,children:(0,z.jsx)("span",{style:null===a?void 0:{width:`${100*Math.max(0,a)}%`}})})}function er({width:e,height:t}){let n=t/2,a=`L${e-12} .5L${e-.5} ${n}L${e-12} ${t-.5}`;return(0,z.jsxs)("svg",{className:"nbp-card-diamond",width:e,height:t,"aria-hidden":!0,children:[(0,z.jsx)("path",{d:`M12 .5${a}L12 ${t-.5}L.5 ${n}Z`}),(0,z.jsx)("path",{className:"nbp-card-diamond-edge",d:`M13 2L2.5 ${n}L13 ${t-2}`})]})}let es=(0,a.memo)(function({data:e}){var t,n;let{cards:r,moving:i,sizes:o}=(0,a.useContext)(c),l=(0,G.mz)(),[p,u]=(0,a.useState)(!1),{edge:b,points:h}=e?.routed??{edge:null,points:[]},f=s(r,b?.source??""),m=s(r,b?.target??""),g=d(({selected:e})=>null!==e&&(b?.source===e||b?.target===e)),x=d(({found:e})=>null!==e&&!(e.has(b?.source??"")&&e.has(b?.target??""))),v=m?.status==="Starting"||m?.status==="Executing",y=function(e){let t=(0,a.useRef)(e),n=(0,a.useRef)(0),[r,s]=(0,a.useState)(0);return(0,a.useEffect)(()=>{let a=t.current;t.current=e,e&&!a&&s(n.current+=1)},[e]),(0,a.useEffect)(()=>{if(!r)return;let e=setTimeout(()=>s(0),900);return()=>clearTimeout(e)},[r]),r}(i&&f?.status==="Succeeded"&&v);if(!b||!e)return null;let k=y>0&&b.variables.length>0,j=function({source:e,variables:t},n){let a=t.flatMap(t=>n[`${e}.${t}`]??[]);return a.length?a.reduce((e,t)=>e+t,0):null}(b,o),M=w(h,e.direction),S=f?.status==="Skipped"||m?.status==="Skipped",$=p||g||k&&null!==j,_=(t=b.variables).length>4?`${t.slice(0,4).join(", ")} +${t.length-4}`:t.join(", "),C="learned"===b.kind?l.__("a run found this out"):"order"===b.kind?l.__("order only"):"",N=null===j?"":(0,U.vj)(j),E=$?[b.label,_,N,C].filter(Boolean).join(" \xb7 "):b.label,A=function(e){if(!e.length)return{x:0,y:0};let t=(e.length-1)/2,[n,a]=[e[Math.floor(t)],e[Math.ceil(t)]];return{x:(n.x+a.x)/2,y:(n.y+a.y)/2}}(h),R=`${g?" nbp-chosen":""}${p?" nbp-near":""}${S?" nbp-faded":""}${x?" nbp-dim":""}`;return(0,z.jsxs)("g",{className:`nbp-edge nbp-edge-${b.kind}${R}`,onPointerEnter:()=>u(!0),onPointerLeave:()=>u(!1),children:[(0,z.jsx)("path",{className:"nbp-edge-reach",d:M}),(0,z.jsx)("path",{className:"nbp-edge-line",d:M}),(0,z.jsx)("path",{className:"nbp-edge-tip",d:function({x:e,y:t},n){return"down"===n?`M${e-3.5} ${t-6}L${e} ${t}L${e+3.5} ${t-6}`:`M${e-6} ${t-3.5}L${e} ${t}L${e-6} ${t+3.5}`}(h[h.length-1],e.direction)}),k&&(0,z.jsx)("circle",{className:"nbp-edge-dot",r:null===(n=j)?3.5:Math.min(6,3+.5*Math.max(0,Math.log10(n/1e3))),style:{offsetPath:`path("${M}")`}},y),E&&(0,z.jsx)(L.EdgeLabelRenderer,{children:(0,z.jsx)("span",{className:`nbp-edge-label${$?" nbp-near":""}${S?" nbp-faded":""}${x?" nbp-dim":""}`,style:{transform:`translate(-50%, -50%) translate(${A.x}px, ${A.y}px)`},children:E})})]})}),ei=(0,a.memo)(function({shown:e}){return(0,z.jsxs)(L.ViewportPortal,{children:[(0,z.jsx)("svg",{className:"nbp-far-edges",width:1,height:1,"aria-hidden":!0,children:(0,z.jsx)("path",{d:e.edges.map(({points:t})=>w(t,e.direction)).join("")})}),e.cards.map(e=>(0,z.jsx)(eo,{placed:e},e.node.name))]})}),eo=(0,a.memo)(function({placed:e}){let{cards:t,select:n,open:r}=(0,a.useContext)(c),i=(0,G.mz)(),{node:o,x:l,y:p,width:u,height:b}=e,h=s(t,o.name)??Q,f=d(({selected:e,current:t,found:n})=>[e===o.name&&"nbp-selected",t===o.name&&"nbp-current",n?.has(o.name)===!1&&"nbp-dim"].filter(Boolean).join(" "));return(0,z.jsx)("div",{className:`nbp-card nbp-card-face nbp-far nbp-is-${h.status.toLowerCase()} ${f}`,style:{transform:`translate(${l}px, ${p}px)`,width:u,height:b},role:"button",tabIndex:f.includes("nbp-current")?0:-1,"aria-pressed":f.includes("nbp-selected"),"aria-label":Y(i,e,h),"data-step":o.name,onClick:()=>n(o.name),onDoubleClick:()=>r(o.name),children:o.title||o.name})}),el={card:ee},ed={line:es},ep=new Set,ec=188,eu={},eb=[],eh=[],ef=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"],em=e=>e<.3?"far":e<.65?"mid":"near";function eg(e){return(0,z.jsx)(L.ReactFlowProvider,{children:(0,z.jsx)(ex,{...e})})}function ex({graph:e,cards:t,label:n,selected:r=null,onSelect:s,onOpen:i,direction:d="auto",moving:p=!0,sizes:u=eu,jobs:b,tools:h}){var f;let x,w,{embedded:v}=(0,G.KT)(),k=(0,G.mz)(),M=(0,L.useReactFlow)(),S=(0,L.useStoreApi)(),_=(0,a.useRef)(null),C=(0,a.useRef)(null),[N,E]=(0,a.useState)(null),[A,R]=(0,a.useState)(ep),[F,P]=(0,a.useState)(null),[O]=(0,a.useState)(()=>new l);(0,a.useLayoutEffect)(()=>{let{width:e=0,height:t=0}=_.current?.getBoundingClientRect()??{};E({width:e,height:t})},[]);let K=(0,a.useRef)(e);K.current!==e&&JSON.stringify(K.current)!==JSON.stringify(e)&&(K.current=e);let q=K.current,T=(0,a.useMemo)(()=>"auto"===d?N&&function(e,t){if(e.nodes.length>g||!t.width||!t.height)return"down";let n=e=>Math.min(1,t.width/(e.width+40),t.height/(e.height+40));return n(m(e,"right"))>1.1*n(m(e,"down"))?"right":"down"}(q,N):d,[d,q,N]),D=(f=(0,a.useMemo)(()=>[...A],[A]),x=(0,a.useCallback)(e=>t.subscribe(f,e),[t,f]),w=(0,a.useSyncExternalStore)(x,()=>JSON.stringify(f.map(e=>o(t.get(e)).total))),(0,a.useMemo)(()=>{let e=JSON.parse(w);return new Map(f.map((t,n)=>[t,e[n]]))},[f,w])),B=JSON.stringify([...(0,a.useMemo)(()=>new Map([...D].filter(([,e])=>void 0!==b&&e>0).map(([e,t])=>{let{rows:n,size:a}=$(t,ec);return[e,n*a+10]})),[D,b])]),I=(0,a.useMemo)(()=>T&&m(q,T,new Map(JSON.parse(B))),[q,T,B]),J=(0,a.useMemo)(()=>I?.cards.map(e=>(function(e,t){let{x:n,y:a,width:r,height:s}=e,i="down"===t,[o,l]=i?[L.Position.Bottom,L.Position.Top]:[L.Position.Right,L.Position.Left],d=e=>({type:e,position:"source"===e?o:l,x:i?r/2:"source"===e?r:0,y:i?"source"===e?s:0:s/2,width:1,height:1});return{sourcePosition:o,targetPosition:l,id:e.node.name,type:"card",position:{x:n,y:a},data:{placed:e},width:r,height:s,measured:{width:r,height:s},handles:[d("source"),d("target")]}})(e,I.direction))??[],[I]),W=(0,a.useMemo)(()=>I?.edges.map(e=>(function(e,t){let{source:n,target:a}=e.edge;return{id:e.id,type:"line",source:n,target:a,data:{routed:e,direction:t}}})(e,I.direction))??[],[I]),H=J.length>150,Z=null!==I&&null!==N,[U,X]=(0,a.useState)(null);if(Z&&null===U){let e=j(I,N);O.begin(em(e.zoom)),X(e)}let Q=(0,a.useSyncExternalStore)(O.subscribe,()=>O.marked.level),Y=H&&"far"===Q,ee=(0,a.useCallback)(()=>{let{width:e=0,height:t=0}=_.current?.getBoundingClientRect()??{};return I&&j(I,{width:e,height:t})},[I]),et=(0,a.useCallback)(()=>{let e=ee();e&&M.setViewport(e)},[M,ee]),en=(0,a.useRef)(!1),ea=(0,a.useRef)(null),er=(0,a.useRef)(et);(0,a.useEffect)(()=>{er.current=et,ea.current!==q&&(ea.current=I&&q,en.current=!1,et())},[q,I,et]),(0,a.useEffect)(()=>{if(!_.current)return;let e=new ResizeObserver(()=>{en.current||er.current()});return e.observe(_.current),()=>e.disconnect()},[]),(0,a.useEffect)(()=>{let e=null===r||q.nodes.some(e=>e.name===r)?r:r.split(".")[0];O.set({selected:e}),null!==e&&O.set({current:e})},[O,r,q]),(0,a.useEffect)(()=>{let{current:e}=O.marked;I&&!I.cards.some(t=>t.node.name===e)&&O.set({current:I.cards.length?I.cards[0].node.name:null})},[O,I]);let es=(0,a.useMemo)(()=>{var e;let t;return F&&I?(e=I,(t=F.trim().toLowerCase())?e.cards.filter(({node:e})=>[e.name,e.title,e.type,e.description].some(e=>e.toLowerCase().includes(t))).map(e=>e.node.name):[]):null},[I,F]);(0,a.useEffect)(()=>O.set({found:es&&new Set(es)}),[O,es]);let eo=(0,a.useCallback)(e=>{O.set({current:e});let t=I?.cards.find(t=>t.node.name===e);t&&function(e,t,n){let[a,r,s]=t.transform,i=e.x*s+a,o=e.y*s+r;i>=0&&o>=0&&i+e.width*s<=t.width&&o+e.height*s<=t.height&&s>=.3||n({x:e.x+e.width/2,y:e.y+e.height/2,zoom:Math.max(s,.6)})}(t,S.getState(),e=>void M.setCenter(e.x,e.y,{zoom:e.zoom}));let n=_.current?.querySelector(`[data-step=${CSS.escape(e)}]`);if(n?.focus({preventScroll:!0}),n)return;let a=_.current?.querySelector(`[data-step=${CSS.escape(e)}]`);a?.focus({preventScroll:!0}),a||requestAnimationFrame(()=>requestAnimationFrame(()=>_.current?.querySelector(`[data-step=${CSS.escape(e)}]`)?.focus({preventScroll:!0})))},[M,O,I,S]),eg=(0,a.useCallback)(e=>{R(t=>{let n=new Set(t);return n.delete(e)||n.add(e),n})},[]),ey=(0,a.useMemo)(()=>({cards:t,marks:O,opened:A,jobs:b??null,toggle:eg,moving:p&&!H,sizes:u,select:e=>{O.set({current:e}),s?.(e)},open:e=>(i??s)?.(e)}),[t,O,A,b,eg,p,u,H,s,i]);return(0,a.useEffect)(()=>{null!==F&&C.current?.focus()},[F]),(0,z.jsx)(c.Provider,{value:ey,children:(0,z.jsxs)("div",{ref:_,className:`nbp-graph nbp-graph-${T??"down"}`,role:"region","aria-label":n,tabIndex:-1,onKeyDown:e=>{let t=e.target instanceof HTMLElement?e.target.dataset.step:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey){if(void 0!==t&&I&&ef.includes(e.key)){let n=y(I,t,e.key);null!==n&&eo(n)}else if(void 0!==t&&"Enter"===e.key)ey.open(t);else if(void 0!==t&&" "===e.key)ey.select(t);else if("Escape"===e.key)if(null!==F)P(null);else{if(null===r)return;s?.(null)}else if(e.target instanceof HTMLInputElement)return;else if("/"===e.key)P(F??"");else{if("f"!==e.key)return;et()}e.preventDefault(),e.stopPropagation()}},onPointerDownCapture:ew,...v&&{"data-lm-suppress-shortcuts":"true"},children:[U&&(0,z.jsxs)(L.ReactFlow,{defaultViewport:U,nodes:Y?eb:J,edges:Y?eh:W,nodeTypes:el,edgeTypes:ed,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:v?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!v,zoomOnScroll:!v,zoomOnDoubleClick:!1,onlyRenderVisibleElements:H,minZoom:.01,maxZoom:2,onMove:(e,t)=>{e&&(en.current=!0),O.set({level:em(t.zoom)})},onPaneClick:()=>s?.(null),proOptions:{hideAttribution:!0},children:[Y&&I&&(0,z.jsx)(ei,{shown:I}),!Y&&J.length>20&&(0,z.jsx)(L.MiniMap,{pannable:!0,zoomable:!v,nodeComponent:ev,ariaLabel:k.__("Map of the graph"),style:{width:120,height:80}})]}),(0,z.jsxs)("div",{className:"nbp-graph-tools",children:[null===F?(0,z.jsx)(V.K0,{sign:"search",label:k.__("Search steps (/)"),onClick:()=>P("")}):(0,z.jsxs)(z.Fragment,{children:[es&&(0,z.jsx)("span",{className:"nbp-quiet",children:k._n("%1 step","%1 steps",es.length)}),(0,z.jsx)(V.vj,{ref:C,value:F,onChange:P,label:k.__("Search steps"),onEnter:()=>es?.length&&eo(es[0]),onEscape:()=>{P(null),null!==O.marked.current&&eo(O.marked.current)}})]}),h,(0,z.jsx)(V.K0,{sign:"remove",label:k.__("Zoom out"),onClick:()=>void M.zoomOut()}),(0,z.jsx)(V.K0,{sign:"add",label:k.__("Zoom in"),onClick:()=>void M.zoomIn()}),(0,z.jsx)(V.K0,{sign:"fit",label:k.__("Fit (f)"),onClick:()=>{en.current=!1,et()}})]})]})})}function ew(e){e.target.closest("input,button,[data-step]")||e.currentTarget.focus({preventScroll:!0})}let ev=(0,a.memo)(function({id:e,x:t,y:n,width:r,height:i}){let{cards:o}=(0,a.useContext)(c),l=s(o,e)?.status??"Pending";return(0,z.jsx)("rect",{className:`nbp-map-card nbp-is-${l.toLowerCase()}`,x:t,y:n,width:r,height:i,rx:4})})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"(e,t,n){var a=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=n.n(a),s=n("./node_modules/css-loader/dist/runtime/api.js"),i=(n.n(s))()(r());i.push([e.id,`/* React Flow's base styles stand before this; its colours are ours. */

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
  min-height: 22px;
  padding-inline-end: 4px;
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

.nbp-card-jobs {
  padding: 0 10px;
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
  .nbp-card {
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
`,""]),n.d(t,{},{A:i})}}]);