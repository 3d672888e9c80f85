"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_graph_index_js-labextension_style_pages_css"],{"./labextension/lib/graph/index.js"(e,n,t){t.d(n,{sz:()=>a,wq:()=>eg,g:()=>ec,y_:()=>$,l4:()=>A,vX:()=>z,aG:()=>o,Zp:()=>m,uo:()=>v,XM:()=>w,wG:()=>C,$t:()=>N});var r=t("webpack/sharing/consume/default/react");class a{constructor(e=[]){this.cards=new Map,this.listeners=new Map,this.set(e)}get(e){return this.cards.get(e)}set(e){let n=new Set;for(let t of e){let e=this.cards.get(t.step);e===t||e&&JSON.stringify(e)===JSON.stringify(t)||(this.cards.set(t.step,t),this.listeners.get(t.step)?.forEach(e=>n.add(e)))}n.size&&n.forEach(e=>e())}subscribe(e,n){for(let t of e){let e=this.listeners.get(t);e||this.listeners.set(t,e=new Set),e.add(n)}return()=>e.forEach(e=>this.listeners.get(e)?.delete(n))}}function s(e,n){let t=(0,r.useCallback)(t=>e.subscribe([n],t),[e,n]);return(0,r.useSyncExternalStore)(t,()=>e.get(n))}let i=["Succeeded","Failed","Stopped","Skipped"];function o(e){let n=Object.entries(e?.jobs??{}),t=e=>e.reduce((e,[,n])=>e+n,0);return{total:t(n),done:t(n.filter(([e])=>i.includes(e))),failed:e?.jobs.Failed??0}}class l{constructor(){this.marked={selected:null,current:null,found:null,level:"near"},this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.listeners=new Set}begin(e){this.marked={...this.marked,level:e}}set(e){if(Object.keys(e).some(n=>e[n]!==this.marked[n]))for(let n of(this.marked={...this.marked,...e},[...this.listeners]))n()}}function d(e){let{marks:n}=(0,r.useContext)(c);return(0,r.useSyncExternalStore)(n.subscribe,()=>e(n.marked))}let p=()=>void 0,c=(0,r.createContext)({cards:new a,marks:new l,select:p,open:p,toggle:p,opened:new Set,jobs:null,moving:!1,sizes:{}});var u=t("webpack/sharing/consume/default/@dagrejs/dagre/@dagrejs/dagre");function b(e){return e.length?e.reduce((e,n)=>e+n,0)/e.length:null}let h=["order","learned","data","branch"],f=new Map;function m(e,n="down",t=f){let{nodes:r}=e,a=function(e){let n=new Set(e.nodes.map(e=>e.name)),t=new Map;for(let r of e.edges){let{source:e,target:a}=r;if(e===a||!n.has(e)||!n.has(a))continue;let s=JSON.stringify([e,a]),i=t.get(s);t.set(s,i?function(e,n){let t=h.indexOf(n.kind)>h.indexOf(e.kind)?n:e;return{...e,kind:t.kind,label:e.label||n.label,variables:[...new Set([...e.variables,...n.variables])]}}(i,r):r)}return[...t.values()]}(e),s="down"===n,i=r.map(e=>({name:e.name,width:208,height:54+(t.get(e.name)??0)})),{centres:o,bends:l}=r.length>g?function(e,n,t){let r=function(e,n,t){let r=new Map(e.map((e,n)=>[e.name,n])),a=e.map(()=>[]),s=e.map(()=>[]);for(let{source:e,target:t}of n){let[n,i]=[r.get(e),r.get(t)];void 0!==n&&void 0!==i&&(a[n].push(i),s[i].push(n))}let i=function(e,n){let t=n.map(e=>e.length),r=n.map(()=>0),a=t.flatMap((e,n)=>0===e?[n]:[]);for(let n of a)for(let s of e[n])r[s]=Math.max(r[s],r[n]+1),0==(t[s]-=1)&&a.push(s);let s=[];return r.forEach((e,n)=>(s[e]??=[]).push(n)),s}(a,s);for(let e=0;e<4;e++)!function(e,n,t){let r=[];for(let n of e)n.forEach((e,t)=>r[e]=t/n.length);for(let a of t?[...e].reverse():e){let e=new Map(a.map(e=>[e,b(n[e].map(e=>r[e]))??r[e]]));a.sort((n,t)=>(e.get(n)??0)-(e.get(t)??0)),a.forEach((e,n)=>r[e]=n/a.length)}}(i,e%2?a:s,e%2==1);let o=Math.max(12,Math.ceil(1.5*Math.sqrt(e.length))),l=i.flatMap(e=>{var n,t;let r,a;return n=e,t=o,r=Math.ceil(n.length/t),a=Math.ceil(n.length/r),Array.from({length:r},(e,t)=>n.slice(t*a,(t+1)*a))}),d=function(e,n,t,r){let a=[];for(let s of e){let e=-1/0,i=s.map(e=>b(n[e].map(e=>a[e])));s.forEach((n,s)=>{let o=t[n].width/2;a[n]=Math.max(i[s]??(-1/0===e?0:e+r+o),-1/0===e?-1/0:e+r+o),e=a[n]+o});let o=b(s.flatMap((e,n)=>null===i[n]?[]:[a[e]-i[n]]))??(a[s[0]]+a[s[s.length-1]])/2;for(let e of s)a[e]-=o}return a}(l,s,e,t.across),p=new Map,c=0;for(let n of l){let r=Math.max(...n.map(n=>e[n].height));for(let t of n)p.set(e[t].name,{x:d[t],y:c+r/2});c+=r+t.along}return p}(e.map(({name:e,width:n,height:r})=>t?{name:e,width:n,height:r}:{name:e,width:r,height:n}),n,t?{across:24,along:60}:{across:16,along:72});if(!t)for(let[e,{x:n,y:t}]of r)r.set(e,{x:t,y:n});return{centres:r,bends:n.map(()=>[])}}(i,a,s):function(e,n,t){let r=new u.default.graphlib.Graph;for(let{name:n,width:a,height:s}of(r.setGraph({rankdir:t?"TB":"LR",nodesep:t?24:16,ranksep:t?44:48,edgesep:12,ranker:"tight-tree"}),r.setDefaultEdgeLabel(()=>({})),e))r.setNode(n,{width:a,height:s});for(let e of n)r.setEdge(e.source,e.target,{});return u.default.layout(r),{centres:new Map(e.map(({name:e})=>[e,r.node(e)])),bends:n.map(e=>r.edge(e.source,e.target).points.slice(1,-1))}}(i,a,s),d={x:1/0,y:1/0};for(let{name:e,width:n,height:t}of i){let{x:r,y:a}=x(o,e);d.x=Math.min(d.x,r-n/2),d.y=Math.min(d.y,a-t/2)}for(let{x:e,y:n}of l.flat())d.x=Math.min(d.x,e),d.y=Math.min(d.y,n);let p=new Set(a.filter(e=>"learned"===e.kind).map(e=>e.target)),c=r.map((e,n)=>{let{width:t,height:r}=i[n],{x:a,y:s}=x(o,e.name);return{node:e,x:a-t/2-d.x,y:s-r/2-d.y,width:t,height:r,learned:p.has(e.name)}}),w=new Map(c.map(e=>[e.node.name,e])),y=a.flatMap((e,n)=>{let[t,r]=[w.get(e.source),w.get(e.target)];if(!t||!r)return[];let a=l[n].map(({x:e,y:n})=>({x:e-d.x,y:n-d.y}));return[{id:`${e.source}→${e.target}`,edge:e,points:[function({x:e,y:n,width:t,height:r},a){return a?{x:e+t/2,y:n+r}:{x:e+t,y:n+r/2}}(t,s),...a,function({x:e,y:n,width:t,height:r},a){return a?{x:e+t/2,y:n}:{x:e,y:n+r/2}}(r,s)]}]}),v=y.flatMap(({points:e})=>e);return{direction:n,cards:c,edges:y,width:Math.max(0,...c.map(e=>e.x+e.width),...v.map(e=>e.x)),height:Math.max(0,...c.map(e=>e.y+e.height),...v.map(e=>e.y))}}let g=250;function x(e,n){return e.get(n)??{x:0,y:0}}function w(e,n){let t=e.slice(1).map((t,r)=>{let a=e[r];if("down"===n){let e=(a.y+t.y)/2;return`C${y(a.x)} ${y(e)} ${y(t.x)} ${y(e)} ${y(t.x)} ${y(t.y)}`}let s=(a.x+t.x)/2;return`C${y(s)} ${y(a.y)} ${y(s)} ${y(t.y)} ${y(t.x)} ${y(t.y)}`});return e.length?`M${y(e[0].x)} ${y(e[0].y)}${t.join("")}`:""}let y=e=>e.toFixed(1);function v(e,n,t){let r=e.cards.find(e=>e.node.name===n);if(!r)return null;let[a,s]=j(r),[i,o]="down"===e.direction?["ArrowDown","ArrowUp"]:["ArrowRight","ArrowLeft"],l="down"===e.direction,d=null;t===i?d=new Set(e.edges.filter(e=>e.edge.source===n).map(e=>e.edge.target)):t===o&&(d=new Set(e.edges.filter(e=>e.edge.target===n).map(e=>e.edge.source)));let p=null,c=1/0;for(let n of e.cards){let e;if(n===r)continue;let[i,o]=j(n);if(d){if(!d.has(n.node.name))continue;e=Math.hypot(i-a,o-s)}else{let[n,r]=l?[o-s,i-a]:[i-a,o-s];if(r*("ArrowRight"===t||"ArrowDown"===t?1:-1)<=0)continue;e=Math.abs(r)+4*Math.abs(n)}e<c&&([c,p]=[e,n.node.name])}return p}function j(e){return[e.x+e.width/2,e.y+e.height/2]}function k(e,n){let t=Math.max(.01,Math.min(1,...[n.width/(e.width+2*S),n.height/(e.height+2*S)].filter(e=>Number.isFinite(e)&&e>0)));return{x:(n.width-e.width*t)/2,y:(n.height-e.height*t)/2,zoom:t}}let S=28,M=[14,11,9,7,6,5,4,3,2];function $(e,n){let t=e=>Math.floor(n/e)*Math.floor(168/e),r=M.find(n=>t(n)>=e)??2,a=Math.max(1,Math.ceil(e/t(r))),s=Math.floor(n/r);return{size:r,perRow:s,each:a,rows:Math.max(1,Math.ceil(Math.ceil(e/a)/s))}}let _=["Failed","Executing","Starting","Waiting","Stopped","Pending","Skipped","Succeeded"];function C(e,n){let{size:t,each:r}=n,a=t>4?t-2:t>2?t-1:t,s=new Map;for(let t=0,i=0;t<e.digits.length;t+=r,i+=1){let o=new Set(Array.from(e.digits.slice(t,t+r),n=>e.statuses[Number(n)])),l=_.find(e=>o.has(e))??"Pending",{x:d,y:p}=N(i,n),c=`M${d} ${p}h${a}v${a}h${-a}z`,u=s.get(l);u?u.push(c):s.set(l,[c])}return new Map([...s].map(([e,n])=>[e,n.join("")]))}function N(e,{size:n,perRow:t}){return{x:e%t*n,y:Math.floor(e/t)*n}}function A(e,n,t,{size:r,perRow:a,each:s}){let i=Math.floor(e/r);if(i<0||i>=a||n<0)return null;let o=(Math.floor(n/r)*a+i)*s;return o<t?o:null}function z(e,n,t,{perRow:r,each:a}){let s={ArrowRight:a,ArrowLeft:-a,ArrowDown:r*a,ArrowUp:-r*a};if("Home"===e)return 0;if("End"===e)return Math.floor((t-1)/a)*a;if(!(e in s))return null;let i=n+s[e];return i>=0&&i<t?i:n}var E=t("./node_modules/react/jsx-runtime.js"),L=t("webpack/sharing/consume/default/@xyflow/react/@xyflow/react");t("./node_modules/@xyflow/react/dist/base.css");var R=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),P=t.n(R),F=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),T=t.n(F),O=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),q=t.n(O),K=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),D=t.n(K),I=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),B=t.n(I),J=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),W=t.n(J),H=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"),Z={};Z.styleTagTransform=W(),Z.setAttributes=D(),Z.insert=q().bind(null,"head"),Z.domAPI=T(),Z.insertStyleElement=B(),P()(H.A,Z),H.A&&H.A.locals&&H.A.locals;var G=t("./labextension/lib/context.js"),V=t("./labextension/lib/kit/index.js"),U=t("./labextension/lib/words.js");function X({name:e,card:n,large:t}){let{opened:a,toggle:s,jobs:i}=(0,r.useContext)(c),l=(0,G.mz)(),p=d(n=>n.current===e),{total:u,done:b,failed:h}=o(n),f=null!==i&&a.has(e),m=(0,r.useCallback)(()=>s(e),[s,e]);return(0,E.jsxs)(E.Fragment,{children:[(0,E.jsxs)("span",{className:"nbp-card-count",hidden:t,children:[h>0&&(0,E.jsxs)("span",{className:"nbp-card-failed",title:l._n("%1 failed","%1 failed",h),children:[(0,E.jsx)(V.kW,{status:"Failed",size:11,silent:!0})," ",h]}),(0,E.jsxs)("span",{className:"nbp-number",children:[b," / ",u]}),i&&(0,E.jsx)(V.K0,{sign:f?"up":"down",tabIndex:p?0:-1,label:f?l.__("Hide the jobs of %1",e):l.__("Show the jobs of %1",e),"aria-expanded":f,onClick:m})]}),f&&(0,E.jsx)("div",{className:"nbp-card-jobs",children:i(e,u,m)})]})}let Q={status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:"",jobs:{},child_execution:null};function Y(e,n,t){let{node:r}=n,{total:a,failed:s}=o(t),i=(0,V.Hm)(e,t.status).toLowerCase(),l="Succeeded"===t.status||"Failed"===t.status||"Stopped"===t.status;return[e.__("step %1",r.title||r.name),r.type,l&&null!==t.seconds&&!t.cached?e.__("%1 in %2",i,(0,U.p0)(t.seconds)):i,t.cached&&e.__("from the cache"),t.attempts>1&&e._n("%1 attempt","%1 attempts",t.attempts),t.metric&&`${t.metric.name} ${(0,U.vm)(t.metric.value)}`,r.expression,a>0&&e._n("%1 job","%1 jobs",a),s>0&&e._n("%1 failed","%1 failed",s),n.learned&&e.__("an order that a run found out"),t.error].filter(Boolean).join(", ")}let ee=(0,r.memo)(function({data:{placed:e},sourcePosition:n,targetPosition:t}){let{cards:a,select:i,open:l}=(0,r.useContext)(c),p=(0,G.mz)(),{node:u}=e,b=s(a,u.name)??Q,h=o(b).total>0,f=d(e=>e.selected===u.name),m=d(e=>e.current===u.name),g=d(e=>null!==e.found&&!e.found.has(u.name)),x=d(e=>e.level),w="Condition"===u.type,y=w?" nbp-card-condition":h?" nbp-card-stack":"",v=`${f?" nbp-selected":""}${g?" nbp-dim":""}`;return(0,E.jsxs)("div",{className:`nbp-card nbp-is-${b.status.toLowerCase()}${y}${v}`,style:{height:e.height},children:[w&&(0,E.jsx)(ea,{width:e.width,height:e.height}),(0,E.jsx)("i",{className:"target nbp-port","data-handlepos":t}),(0,E.jsx)("i",{className:"source nbp-port","data-handlepos":n}),(0,E.jsx)("div",{className:"nbp-card-face",role:"button",tabIndex:m?0:-1,"aria-pressed":f,"aria-label":Y(p,e,b),"data-step":u.name,title:[u.title&&u.name,u.expression,b.detail,b.error].filter(Boolean).join("\n"),onClick:()=>i(u.name),onDoubleClick:()=>l(u.name),children:"far"===x?(0,E.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}):"mid"===x?(0,E.jsxs)("div",{className:"nbp-card-row",children:[(0,E.jsx)("span",{className:"nbp-card-large",children:u.title||u.name}),(0,E.jsx)(V.kW,{status:b.status,cached:b.cached,type:u.type,size:26,silent:!0})]}):(0,E.jsxs)(E.Fragment,{children:[(0,E.jsxs)("div",{className:"nbp-card-row",children:[(0,E.jsx)(V.km,{type:u.type,silent:!0}),(0,E.jsx)("span",{className:"nbp-card-title",children:u.title||u.name}),e.learned&&(0,E.jsx)(V.In,{sign:"learned",size:13}),b.attempts>1&&(0,E.jsxs)("span",{className:"nbp-card-times",children:["\xd7",b.attempts]}),b.cached&&(0,E.jsx)(V.Q6,{}),(0,E.jsx)(V.kW,{status:b.status,type:u.type,silent:!0})]}),(0,E.jsxs)("div",{className:"nbp-card-row nbp-card-below",children:[!w&&(0,E.jsx)(en,{card:b,brief:h}),(0,E.jsx)(et,{placed:e,card:b})]})]})}),h&&(0,E.jsx)(X,{name:u.name,card:b,large:"near"!==x}),("Executing"===b.status||"Starting"===b.status)&&(0,E.jsx)(er,{card:b})]})});function en({card:e,brief:n}){let t=(0,G.mz)(),r="Executing"===e.status||"Starting"===e.status;return(0,E.jsxs)("span",{className:"nbp-card-said",children:[!n&&(0,V.Hm)(t,e.status)," ",e.cached&&!n&&t.__("from the cache"),"Skipped"!==e.status&&"Pending"!==e.status&&!e.cached&&0!==e.seconds&&(0,E.jsx)(V.dw,{seconds:e.seconds,since:e.started_at,running:r})]})}function et({placed:{node:e},card:n}){return e.expression?(0,E.jsx)("code",{className:"nbp-card-beside",children:e.expression}):"Failed"===n.status&&n.error?(0,E.jsx)("span",{className:"nbp-card-beside",children:n.error}):n.metric?(0,E.jsxs)("span",{className:"nbp-card-beside nbp-number",children:[n.metric.name," ",(0,U.vm)(n.metric.value)]}):(0,E.jsx)("span",{className:"nbp-card-beside nbp-quiet",children:e.description})}function er({card:e}){let n=null===e.progress&&null!==e.expected&&null!==e.started_at,t=(0,V.cB)(n?1e3:null),r=e.progress??(null!==e.expected&&null!==e.started_at?Math.min(.95,(t-Date.parse(e.started_at))/1e3/Math.max(e.expected,.1)):null);return(0,E.jsx)("span",{className:null===r?"nbp-card-bar nbp-card-bar-open":"nbp-card-bar","aria-hidden":!0,children:(0,E.jsx)("span",{style:null===r?void 0:{width:`${100*Math.max(0,r)}%`}})})}function ea({width:e,height:n}){let t=n/2,r=`L${e-12} .5L${e-.5} ${t}L${e-12} ${n-.5}`;return(0,E.jsxs)("svg",{className:"nbp-card-diamond",width:e,height:n,"aria-hidden":!0,children:[(0,E.jsx)("path",{d:`M12 .5${r}L12 ${n-.5}L.5 ${t}Z`}),(0,E.jsx)("path",{className:"nbp-card-diamond-edge",d:`M13 2L2.5 ${t}L13 ${n-2}`})]})}let es=(0,r.memo)(function({data:e}){var n,t;let{cards:a,moving:i,sizes:o}=(0,r.useContext)(c),l=(0,G.mz)(),[p,u]=(0,r.useState)(!1),{edge:b,points:h}=e?.routed??{edge:null,points:[]},f=s(a,b?.source??""),m=s(a,b?.target??""),g=d(({selected:e})=>null!==e&&(b?.source===e||b?.target===e)),x=d(({found:e})=>null!==e&&!(e.has(b?.source??"")&&e.has(b?.target??""))),y=m?.status==="Starting"||m?.status==="Executing",v=function(e){let n=(0,r.useRef)(e),t=(0,r.useRef)(0),[a,s]=(0,r.useState)(0);return(0,r.useEffect)(()=>{let r=n.current;n.current=e,e&&!r&&s(t.current+=1)},[e]),(0,r.useEffect)(()=>{if(!a)return;let e=setTimeout(()=>s(0),900);return()=>clearTimeout(e)},[a]),a}(i&&f?.status==="Succeeded"&&y);if(!b||!e)return null;let j=v>0&&b.variables.length>0,k=function({source:e,variables:n},t){let r=n.flatMap(n=>t[`${e}.${n}`]??[]);return r.length?r.reduce((e,n)=>e+n,0):null}(b,o),S=w(h,e.direction),M=f?.status==="Skipped"||m?.status==="Skipped",$=p||g||j&&null!==k,_=(n=b.variables).length>4?`${n.slice(0,4).join(", ")} +${n.length-4}`:n.join(", "),C="learned"===b.kind?l.__("a run found this out"):"order"===b.kind?l.__("order only"):"",N=null===k?"":(0,U.vj)(k),A=$?[b.label,_,N,C].filter(Boolean).join(" \xb7 "):b.label,z=function(e){if(!e.length)return{x:0,y:0};let n=(e.length-1)/2,[t,r]=[e[Math.floor(n)],e[Math.ceil(n)]];return{x:(t.x+r.x)/2,y:(t.y+r.y)/2}}(h),R=`${g?" nbp-chosen":""}${p?" nbp-near":""}${M?" nbp-faded":""}${x?" nbp-dim":""}`;return(0,E.jsxs)("g",{className:`nbp-edge nbp-edge-${b.kind}${R}`,onPointerEnter:()=>u(!0),onPointerLeave:()=>u(!1),children:[(0,E.jsx)("path",{className:"nbp-edge-reach",d:S}),(0,E.jsx)("path",{className:"nbp-edge-line",d:S}),(0,E.jsx)("path",{className:"nbp-edge-tip",d:function({x:e,y:n},t){return"down"===t?`M${e-3.5} ${n-6}L${e} ${n}L${e+3.5} ${n-6}`:`M${e-6} ${n-3.5}L${e} ${n}L${e-6} ${n+3.5}`}(h[h.length-1],e.direction)}),j&&(0,E.jsx)("circle",{className:"nbp-edge-dot",r:null===(t=k)?3.5:Math.min(6,3+.5*Math.max(0,Math.log10(t/1e3))),style:{offsetPath:`path("${S}")`}},v),A&&(0,E.jsx)(L.EdgeLabelRenderer,{children:(0,E.jsx)("span",{className:`nbp-edge-label${$?" nbp-near":""}${M?" nbp-faded":""}${x?" nbp-dim":""}`,style:{transform:`translate(-50%, -50%) translate(${z.x}px, ${z.y}px)`},children:A})})]})}),ei=(0,r.memo)(function({shown:e}){return(0,E.jsxs)(L.ViewportPortal,{children:[(0,E.jsx)("svg",{className:"nbp-far-edges",width:1,height:1,"aria-hidden":!0,children:(0,E.jsx)("path",{d:e.edges.map(({points:n})=>w(n,e.direction)).join("")})}),e.cards.map(e=>(0,E.jsx)(eo,{placed:e},e.node.name))]})}),eo=(0,r.memo)(function({placed:e}){let{cards:n,select:t,open:a}=(0,r.useContext)(c),i=(0,G.mz)(),{node:o,x:l,y:p,width:u,height:b}=e,h=s(n,o.name)??Q,f=d(({selected:e,current:n,found:t})=>[e===o.name&&"nbp-selected",n===o.name&&"nbp-current",t?.has(o.name)===!1&&"nbp-dim"].filter(Boolean).join(" "));return(0,E.jsx)("div",{className:`nbp-card nbp-card-face nbp-far nbp-is-${h.status.toLowerCase()} ${f}`,style:{transform:`translate(${l}px, ${p}px)`,width:u,height:b},role:"button",tabIndex:f.includes("nbp-current")?0:-1,"aria-pressed":f.includes("nbp-selected"),"aria-label":Y(i,e,h),"data-step":o.name,onClick:()=>t(o.name),onDoubleClick:()=>a(o.name),children:o.title||o.name})}),el={card:ee},ed={line:es},ep=new Set,ec=188,eu={},eb=[],eh=[],ef=["ArrowUp","ArrowDown","ArrowLeft","ArrowRight"],em=e=>e<.3?"far":e<.65?"mid":"near";function eg(e){return(0,E.jsx)(L.ReactFlowProvider,{children:(0,E.jsx)(ex,{...e})})}function ex({graph:e,cards:n,label:t,selected:a=null,onSelect:s,onOpen:i,direction:d="auto",moving:p=!0,sizes:u=eu,jobs:b,tools:h}){var f;let x,w,{embedded:y}=(0,G.KT)(),j=(0,G.mz)(),S=(0,L.useReactFlow)(),M=(0,L.useStoreApi)(),_=(0,r.useRef)(null),C=(0,r.useRef)(null),[N,A]=(0,r.useState)(null),[z,R]=(0,r.useState)(ep),[P,F]=(0,r.useState)(null),[T]=(0,r.useState)(()=>new l);(0,r.useLayoutEffect)(()=>{let{width:e=0,height:n=0}=_.current?.getBoundingClientRect()??{};A({width:e,height:n})},[]);let O=(0,r.useRef)(e);O.current!==e&&JSON.stringify(O.current)!==JSON.stringify(e)&&(O.current=e);let q=O.current,K=(0,r.useMemo)(()=>"auto"===d?N&&function(e,n){if(e.nodes.length>g||!n.width||!n.height)return"down";let t=e=>Math.min(1,n.width/(e.width+40),n.height/(e.height+40));return t(m(e,"right"))>1.1*t(m(e,"down"))?"right":"down"}(q,N):d,[d,q,N]),D=(f=(0,r.useMemo)(()=>[...z],[z]),x=(0,r.useCallback)(e=>n.subscribe(f,e),[n,f]),w=(0,r.useSyncExternalStore)(x,()=>JSON.stringify(f.map(e=>o(n.get(e)).total))),(0,r.useMemo)(()=>{let e=JSON.parse(w);return new Map(f.map((n,t)=>[n,e[t]]))},[f,w])),I=JSON.stringify([...(0,r.useMemo)(()=>new Map([...D].filter(([,e])=>void 0!==b&&e>0).map(([e,n])=>{let{rows:t,size:r}=$(n,ec);return[e,t*r+10]})),[D,b])]),B=(0,r.useMemo)(()=>K&&m(q,K,new Map(JSON.parse(I))),[q,K,I]),J=(0,r.useMemo)(()=>B?.cards.map(e=>(function(e,n){let{x:t,y:r,width:a,height:s}=e,i="down"===n,[o,l]=i?[L.Position.Bottom,L.Position.Top]:[L.Position.Right,L.Position.Left],d=e=>({type:e,position:"source"===e?o:l,x:i?a/2:"source"===e?a:0,y:i?"source"===e?s:0:s/2,width:1,height:1});return{sourcePosition:o,targetPosition:l,id:e.node.name,type:"card",position:{x:t,y:r},data:{placed:e},width:a,height:s,measured:{width:a,height:s},handles:[d("source"),d("target")]}})(e,B.direction))??[],[B]),W=(0,r.useMemo)(()=>B?.edges.map(e=>(function(e,n){let{source:t,target:r}=e.edge;return{id:e.id,type:"line",source:t,target:r,data:{routed:e,direction:n}}})(e,B.direction))??[],[B]),H=J.length>150,Z=null!==B&&null!==N,[U,X]=(0,r.useState)(null);if(Z&&null===U){let e=k(B,N);T.begin(em(e.zoom)),X(e)}let Q=(0,r.useSyncExternalStore)(T.subscribe,()=>T.marked.level),Y=H&&"far"===Q,ee=(0,r.useCallback)(()=>{let{width:e=0,height:n=0}=_.current?.getBoundingClientRect()??{};return B&&k(B,{width:e,height:n})},[B]),en=(0,r.useCallback)(()=>{let e=ee();e&&S.setViewport(e)},[S,ee]),et=(0,r.useRef)(!1),er=(0,r.useRef)(null),ea=(0,r.useRef)(en);(0,r.useEffect)(()=>{ea.current=en,er.current!==q&&(er.current=B&&q,et.current=!1,en())},[q,B,en]),(0,r.useEffect)(()=>{if(!_.current)return;let e=new ResizeObserver(()=>{et.current||ea.current()});return e.observe(_.current),()=>e.disconnect()},[]),(0,r.useEffect)(()=>{let e=null===a||q.nodes.some(e=>e.name===a)?a:a.split(".")[0];T.set({selected:e}),null!==e&&T.set({current:e})},[T,a,q]),(0,r.useEffect)(()=>{let{current:e}=T.marked;B&&!B.cards.some(n=>n.node.name===e)&&T.set({current:B.cards.length?B.cards[0].node.name:null})},[T,B]);let es=(0,r.useMemo)(()=>{var e;let n;return P&&B?(e=B,(n=P.trim().toLowerCase())?e.cards.filter(({node:e})=>[e.name,e.title,e.type,e.description].some(e=>e.toLowerCase().includes(n))).map(e=>e.node.name):[]):null},[B,P]);(0,r.useEffect)(()=>T.set({found:es&&new Set(es)}),[T,es]);let eo=(0,r.useCallback)(e=>{T.set({current:e});let n=B?.cards.find(n=>n.node.name===e);n&&function(e,n,t){let[r,a,s]=n.transform,i=e.x*s+r,o=e.y*s+a;i>=0&&o>=0&&i+e.width*s<=n.width&&o+e.height*s<=n.height&&s>=.3||t({x:e.x+e.width/2,y:e.y+e.height/2,zoom:Math.max(s,.6)})}(n,M.getState(),e=>void S.setCenter(e.x,e.y,{zoom:e.zoom}));let t=_.current?.querySelector(`[data-step=${CSS.escape(e)}]`);if(t?.focus({preventScroll:!0}),t)return;let r=_.current?.querySelector(`[data-step=${CSS.escape(e)}]`);r?.focus({preventScroll:!0}),r||requestAnimationFrame(()=>requestAnimationFrame(()=>_.current?.querySelector(`[data-step=${CSS.escape(e)}]`)?.focus({preventScroll:!0})))},[S,T,B,M]),eg=(0,r.useCallback)(e=>{R(n=>{let t=new Set(n);return t.delete(e)||t.add(e),t})},[]),ev=(0,r.useMemo)(()=>({cards:n,marks:T,opened:z,jobs:b??null,toggle:eg,moving:p&&!H,sizes:u,select:e=>{T.set({current:e}),s?.(e)},open:e=>(i??s)?.(e)}),[n,T,z,b,eg,p,u,H,s,i]);return(0,r.useEffect)(()=>{null!==P&&C.current?.focus()},[P]),(0,E.jsx)(c.Provider,{value:ev,children:(0,E.jsxs)("div",{ref:_,className:`nbp-graph nbp-graph-${K??"down"}`,role:"region","aria-label":t,tabIndex:-1,onKeyDown:e=>{let n=e.target instanceof HTMLElement?e.target.dataset.step:void 0;if(!e.ctrlKey&&!e.metaKey&&!e.altKey){if(void 0!==n&&B&&ef.includes(e.key)){let t=v(B,n,e.key);null!==t&&eo(t)}else if(void 0!==n&&"Enter"===e.key)ev.open(n);else if(void 0!==n&&" "===e.key)ev.select(n);else if("Escape"===e.key)if(null!==P)F(null);else{if(null===a)return;s?.(null)}else if(e.target instanceof HTMLInputElement)return;else if("/"===e.key)F(P??"");else{if("f"!==e.key)return;en()}e.preventDefault(),e.stopPropagation()}},onPointerDownCapture:ew,...y&&{"data-lm-suppress-shortcuts":"true"},children:[U&&(0,E.jsxs)(L.ReactFlow,{defaultViewport:U,nodes:Y?eb:J,edges:Y?eh:W,nodeTypes:el,edgeTypes:ed,nodesDraggable:!1,nodesConnectable:!1,nodesFocusable:!1,edgesFocusable:!1,elementsSelectable:!1,disableKeyboardA11y:!0,deleteKeyCode:null,selectionKeyCode:null,multiSelectionKeyCode:null,zoomActivationKeyCode:y?["Control","Meta"]:null,panActivationKeyCode:null,preventScrolling:!y,zoomOnScroll:!y,zoomOnDoubleClick:!1,onlyRenderVisibleElements:H,minZoom:.01,maxZoom:2,onMove:(e,n)=>{e&&(et.current=!0),T.set({level:em(n.zoom)})},onPaneClick:()=>s?.(null),proOptions:{hideAttribution:!0},children:[Y&&B&&(0,E.jsx)(ei,{shown:B}),!Y&&J.length>20&&(0,E.jsx)(L.MiniMap,{pannable:!0,zoomable:!y,nodeComponent:ey,ariaLabel:j.__("Map of the graph"),style:{width:120,height:80}})]}),(0,E.jsxs)("div",{className:"nbp-graph-tools",children:[null===P?(0,E.jsx)(V.K0,{sign:"search",label:j.__("Search steps (/)"),onClick:()=>F("")}):(0,E.jsxs)(E.Fragment,{children:[es&&(0,E.jsx)("span",{className:"nbp-quiet",children:j._n("%1 step","%1 steps",es.length)}),(0,E.jsx)(V.vj,{ref:C,value:P,onChange:F,label:j.__("Search steps"),onEnter:()=>es?.length&&eo(es[0]),onEscape:()=>{F(null),null!==T.marked.current&&eo(T.marked.current)}})]}),h,(0,E.jsx)(V.K0,{sign:"remove",label:j.__("Zoom out"),onClick:()=>void S.zoomOut()}),(0,E.jsx)(V.K0,{sign:"add",label:j.__("Zoom in"),onClick:()=>void S.zoomIn()}),(0,E.jsx)(V.K0,{sign:"fit",label:j.__("Fit (f)"),onClick:()=>{et.current=!1,en()}})]})]})})}function ew(e){e.target.closest("input,button,[data-step]")||e.currentTarget.focus({preventScroll:!0})}let ey=(0,r.memo)(function({id:e,x:n,y:t,width:a,height:i}){let{cards:o}=(0,r.useContext)(c),l=s(o,e)?.status??"Pending";return(0,E.jsx)("rect",{className:`nbp-map-card nbp-is-${l.toLowerCase()}`,x:n,y:t,width:a,height:i,rx:4})})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/graph.css"(e,n,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(s))()(a());i.push([e.id,`/* React Flow's base styles stand before this; its colours are ours. */

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
`,""]),t.d(n,{},{A:i})},"./labextension/style/pages.css"(e,n,t){var r=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=t.n(r),s=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=t.n(s),o=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(o),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(b),f=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),m={};m.styleTagTransform=h(),m.setAttributes=p(),m.insert=l().bind(null,"head"),m.domAPI=i(),m.insertStyleElement=u(),a()(f.A,m),f.A&&f.A.locals&&f.A.locals}}]);