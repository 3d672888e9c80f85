"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_execution_js"],{"./labextension/lib/pages/chain.js"(e,t,n){var s=n("webpack/sharing/consume/default/react"),a=n("./labextension/lib/context.js");class l{constructor(e,t,n,s){this.live=e,this.path=t,this.query=n,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let t;e.length<this.wanted&&null!==t;){let n=this.live.page(this.path,{...this.query,[this.cursor]:t});e.push(n),this.ends.has(n)||this.ends.set(n,n.subscribe(()=>this.follow())),t=n.snapshot().data?.next??null}for(let[t,n]of this.ends)e.includes(t)||(n(),this.ends.delete(t));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let t=e.flatMap(({data:e})=>null===e?[]:[e]),n=t.length===e.length,s=n?t:this.now.pages,a=e.find(e=>e.error)?.error??null,l=e.some(e=>e.loading),i=n&&null!==t[t.length-1].next?this.more:null,r=this.now,o=s?.length===r.pages?.length&&s?.every((e,t)=>e===r.pages?.[t]);o&&a===r.error&&l===r.loading&&i===r.more||(this.now={pages:o?r.pages:s,error:a,loading:l,more:i},this.heard?.())}}function i(e,t,n){let i=(0,a.M_)(),r=JSON.stringify({store:(0,a.sy)(),...t}),o=(0,s.useMemo)(()=>new l(i,e,JSON.parse(r),n),[i,e,r,n]);return{...(0,s.useSyncExternalStore)(o.subscribe,o.snapshot),again:o.again}}function r(e){let t=(0,a.M_)(),n=(0,a.sy)(),l=JSON.stringify(e),[i,r]=(0,s.useMemo)(()=>{let e=JSON.parse(l).map(e=>t.page(e,{store:n})),s=[];return[t=>{let n=e.map(e=>e.subscribe(t));return()=>n.forEach(e=>e())},()=>{let t=e.map(e=>e.snapshot());return(t.length!==s.length||t.some((e,t)=>e!==s[t]))&&(s=t),s}]},[t,n,l]);return(0,s.useSyncExternalStore)(i,r)}function o(e,t=200){let[n,a]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let n=setTimeout(()=>a(e),t);return()=>clearTimeout(n)},[e,t]),n}n.d(t,{R_:()=>r,n$:()=>i,zL:()=>o})},"./labextension/lib/pages/download.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),a=n("./labextension/lib/context.js"),l=n("./labextension/lib/kit/index.js");function i({path:e,query:t={},name:n,title:o,disabled:p=!1,children:c}){let d=(0,a.gf)(),u=(0,a.sy)(),h=(0,a.y3)(async()=>{let s=d.url(e,{store:u,...t});if(null!==s)return void r(s,"");let a=URL.createObjectURL(await d.bytes(e,{store:u,...t}));r(a,n),setTimeout(()=>URL.revokeObjectURL(a),6e4)});return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(l.$n,{sign:"download",disabled:p,busy:h.busy,title:o,onClick:()=>void h.run(),children:c}),h.error&&(0,s.jsx)(l.aV,{error:h.error})]})}function r(e,t){let n=document.createElement("a");n.href=e,n.download=t,n.click()}n.d(t,{f:()=>i})},"./labextension/lib/pages/execution.js"(e,t,n){n.d(t,{ExecutionView:()=>tr});var s=n("./node_modules/react/jsx-runtime.js"),a=n("webpack/sharing/consume/default/react"),l=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(l),r=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=n.n(r),p=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),c=n.n(p),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),u=n.n(d),h=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=n.n(h),m=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),x=n.n(m),g=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/execution.css"),f={};f.styleTagTransform=x(),f.setAttributes=u(),f.insert=c().bind(null,"head"),f.domAPI=o(),f.insertStyleElement=b(),i()(g.A,f),g.A&&g.A.locals&&g.A.locals;var _=n("./labextension/lib/api.js"),j=n("./labextension/lib/context.js"),y=n("./labextension/lib/graph/index.js"),v=n("./labextension/lib/kit/index.js"),w=n("./labextension/lib/words.js"),k=n("./labextension/lib/pages/parts.js"),N=n("./labextension/lib/pages/said.js");function S(e,t){return[{id:"parameters",title:e.__("Parameters"),count:A(t).length},{id:"environment",title:e.__("Environment")},{id:"log",title:e.__("Run log")}]}function $({page:e,last:t,onOpen:n}){let l=(0,j.mz)(),i=(0,a.useRef)(null);return(0,a.useEffect)(()=>{null!==t&&i.current?.querySelector(`[data-part=${t}]`)?.focus()},[t]),(0,s.jsx)("div",{className:"nbp-about-line",role:"group","aria-label":l.__("About this execution"),ref:i,children:S(l,e).map(({id:e,title:t,count:a})=>(0,s.jsxs)("button",{type:"button","data-part":e,"aria-expanded":!1,onClick:()=>n(e),children:[t,void 0!==a&&(0,s.jsx)("span",{className:"nbp-count",children:a})]},e))})}function M({page:e,part:t,onPart:n,onSelect:l,onClose:i}){let r=(0,j.mz)(),o=(0,a.useRef)(null);(0,a.useEffect)(()=>o.current?.querySelector("[role=tab][aria-selected=true]")?.focus(),[]);let p={parameters:()=>(0,s.jsx)(C,{page:e}),environment:()=>(0,s.jsx)(E,{page:e}),log:()=>(0,s.jsx)(T,{page:e,onSelect:l})};return(0,s.jsx)("div",{className:"nbp-view",ref:o,children:(0,s.jsx)(v.tU,{label:r.__("About this execution"),selected:t,onSelect:e=>n(e),tabs:S(r,e).map(e=>({...e,render:p[e.id]})),children:(0,s.jsx)(v.K0,{sign:"down",label:r.__("Close"),onClick:i})})})}function A({execution:e,parameters:t}){let n=e.parameters,s=t.map(e=>{let t=n[e.name]??(e.name in n||e.required?null:e.default),s=!e.required&&JSON.stringify(t)===JSON.stringify(e.default);return{name:e.name,value:t,defined:e,usual:s}}),a=new Set(t.map(e=>e.name)),l=Object.entries(n).filter(([e])=>!a.has(e)).map(([e,t])=>({name:e,value:t??null,defined:null,usual:!1}));return[...s,...l]}function C({page:e}){let t=(0,j.mz)(),n=A(e),a=[{id:"name",title:t.__("Name"),by:e=>e.name,width:"18%",render:e=>e.name},{id:"value",title:t.__("Value"),width:"18%",render:e=>(0,s.jsx)("span",{title:JSON.stringify(e.value),className:e.usual?void 0:"nbp-about-set",children:(0,N.a)(e.value)})},{id:"default",title:t.__("Default"),width:"18%",render:({usual:e,defined:n})=>e?(0,s.jsx)("span",{className:"nbp-quiet",children:t.__("the default")}):n&&(n.required?(0,s.jsx)("span",{className:"nbp-quiet",children:t.__("none, it has to be given")}):(0,s.jsx)("span",{title:JSON.stringify(n.default),children:(0,N.a)(n.default)}))},{id:"type",title:t.__("Type"),width:"16%",render:({defined:e})=>e&&(0,s.jsx)("code",{title:e.type,children:e.type})},{id:"description",title:t.__("Description"),render:({defined:e})=>e&&(0,s.jsx)("span",{title:e.description,children:e.description})}];return n.length?(0,s.jsx)(v.XI,{label:t.__("Parameters"),columns:a,rows:n,id:e=>e.name}):(0,s.jsx)(v.Sv,{title:t.__("This pipeline has no parameters"),command:"%%parameters",children:t.__("A cell that begins with this makes its variables parameters, each with a default:")})}let z=["python","executable","platform","cpus","git_commit","packages"];function E({page:e}){let t=(0,j.mz)(),{environment:n,execution:l,host:i,seed:r,models:o,notebook:p}=e,c=(0,a.useMemo)(()=>{var e;return null===(e=n.packages)||"object"!=typeof e||Array.isArray(e)?[]:Object.entries(e).map(([e,t])=>({name:e,version:(0,N.a)(t)}))},[n.packages]),[d,u]=(0,a.useState)(""),h=c.filter(({name:e})=>e.includes(d.trim().toLowerCase())),b=e=>(0,N.a)(n[e]).replace("–",""),m=b("git_commit");return(0,s.jsxs)("div",{className:"nbp-about-columns",children:[(0,s.jsx)("div",{className:"nbp-body",children:(0,s.jsx)(k.At,{facts:[[t.__("Started"),l.started_at&&(0,s.jsx)(v.gX,{at:l.started_at})],[t.__("Started by"),l.started_by],[t.__("Machine"),i],[t.__("Notebook"),null!==p&&(0,s.jsx)(v.N_,{to:{kind:"notebook",path:p},children:p})],[t.__("Git commit"),m&&(0,s.jsxs)("span",{className:"nbp-inline",children:[(0,s.jsx)(v.Id,{id:m.replace(/-dirty$/,"")}),m.endsWith("-dirty")&&(0,s.jsx)("span",{className:"nbp-quiet",children:t.__("and files that were changed since")})]})],[t.__("Seed"),String(r)],[t.__("Python"),b("python")],[t.__("Interpreter"),b("executable")],[t.__("Platform"),b("platform")],[t.__("Processors"),b("cpus")],...Object.keys(n).filter(e=>!z.includes(e)).map(e=>[e,b(e)]),[t.__("Registered"),o.length>0&&(0,s.jsx)("span",{className:"nbp-inline",children:o.map(e=>{let t=e.lastIndexOf(":"),n={group:e.slice(0,t),version:Number(e.slice(t+1))};return(0,s.jsx)(v.N_,{to:{kind:"model",...n},children:e},e)})})]]})}),(0,s.jsxs)("div",{className:"nbp-about-packages",children:[(0,s.jsxs)("div",{className:"nbp-about-search",children:[(0,s.jsx)(v.vj,{value:d,onChange:u,label:t.__("Search packages")}),(0,s.jsx)("span",{className:"nbp-quiet",children:t._n("%1 package","%1 packages",h.length)})]}),(0,s.jsx)(v.XI,{label:t.__("Packages"),columns:[{id:"name",title:t.__("Package"),by:e=>e.name,render:e=>e.name},{id:"version",title:t.__("Version"),width:"40%",render:e=>(0,s.jsx)("span",{title:e.version,children:e.version})}],rows:h,id:e=>e.name})]})]})}function T({page:e,onSelect:t}){let n=(0,j.mz)(),{execution:a,lessons:l}=e,i=(0,j.N5)((0,_.wE)`executions/${a.id}/replay`),r=[{id:"at",title:n.__("Time"),width:"90px",render:({at:e})=>(0,s.jsx)("time",{className:"nbp-number",dateTime:e,title:(0,w.e0)(new Date(e)),children:(0,w.e0)(new Date(e)).slice(11)})},{id:"status",title:n.__("Status"),width:"110px",render:({status:e})=>(0,s.jsx)(v.oy,{status:e})},{id:"step",title:n.__("Step"),width:"24%",render:({step:e})=>e??(0,s.jsx)("strong",{children:a.pipeline})},{id:"detail",title:n.__("What happened"),render:({detail:e})=>(0,s.jsx)("span",{title:e,children:e})}];return(0,s.jsxs)(s.Fragment,{children:[l.length>0&&(0,s.jsx)("div",{className:"nbp-body",children:(0,s.jsx)(k.wn,{title:n.__("Learned in this run"),children:l.map(e=>(0,s.jsx)("p",{children:e},e))})}),(0,s.jsx)(v.ai,{page:i,children:e=>(0,s.jsx)("div",{className:"nbp-log",children:(0,s.jsx)(v.XI,{label:n.__("Run log"),columns:r,rows:function(e,{frames:t}){return t.flatMap((t,n)=>[...t.cards.map(s=>{let{step:a,status:l,cached:i}=s;return{key:`${n} ${a}`,at:t.at,step:a,status:l,cached:i,detail:function(e,t){let{status:n,seconds:s,attempts:a,detail:l,error:i,cached:r}=t,o="Executing"===n||"Starting"===n;return[a>1&&o&&e.__("attempt %1",a),r&&e.__("from the cache"),!o&&!r&&null!==s&&(0,w.p0)(s),l,i].filter(Boolean).join(" \xb7 ")}(e,s)}}),...null===t.status?[]:[{key:String(n),at:t.at,step:null,status:t.status,detail:"",cached:!1}]])}(n,e),id:e=>e.key,onOpen:e=>null!==e.step&&t(e.step)})})})]})}function q(e){return"Succeeded"===e||"Failed"===e||"Stopped"===e}function R(e){return e.filter(e=>"Executing"===e.status||"Starting"===e.status).map(e=>e.step)}var I=n("./labextension/lib/pages/save.js");function O({page:e,selected:t}){let n=(0,j.mz)(),l=(0,j.KT)(),{execution:i,seed:r,steps:o,models:p}=e,{id:c,pipeline:d,version:u,status:h,started_at:b,started_by:m,seconds:x,orphan:g,notebook:f,parameters:y}=i,w=function({status:e,orphan:t}){return!t&&!q(e)}(i),N=o.find(e=>e.step===t)??null,S=function(e,t,n){let{status:s,orphan:a,notebook:l}=t;return{stop:{shown:!q(s),reason:"Stopping"!==s||a?"":e.__("It is being stopped")},resume:{shown:"Failed"===s||"Stopped"===s||a,reason:""},again:{shown:!0,reason:null===l?e.__("Its notebook does not lie below the folder that Jupyter shows"):""},notebook:{shown:!0,reason:function(e,t){if(null===t)return e.__("Select a step first: each has its own executed notebook");let{step:n,status:s,attempts:a,cached:l}=t;return"Starting"===s||"Executing"===s?e.__("Step %1 still runs: its notebook is written when it ends",n):a>0||l?"":"Pending"===s||"Skipped"===s||"Stopped"===s?e.__("Step %1 has not run",n):e.__("Step %1 runs no code of its own",n)}(e,n)}}}(n,i,N),$=(0,j.eN)("execute"),M=(0,j.y3)((e,t)=>e.post((0,_.wE)`executions/${c}/stop`,{},t)),A=(0,j.y3)((e,t,n)=>e.post((0,_.wE)`executions/${c}/resume`,n?{force:n}:{},t)),C=(0,j.y3)(async(e,t)=>{let n=await e.post("executions",{notebook:f,parameters:y,seed:r},t);l.opens("execution")&&l.open({kind:"execution",id:n.execution})}),z=(0,j.y3)(async(e,t)=>(0,I.U)(await e.bytes((0,_.wE)`executions/${c}/report`,t),`${d}-${c}.html`)),E=(0,j.y3)(async(e,t,n)=>(0,I.U)(await e.bytes((0,_.wE)`executions/${c}/steps/${n}/notebook`,t),`${d}-${c}-${n}.ipynb`)),[T,K]=(0,a.useState)(!1),D=(0,a.useRef)(null),[W,B]=(0,a.useState)(null),J=M.busy||!g&&("Stopping"===h||W===h);(0,a.useEffect)(()=>{q(h)&&K(!1),B(e=>e===h?e:null)},[h]);let H=()=>{K(!1),M.run().then(e=>B(e?h:null))},[U,V]=(0,a.useState)(null),X=A.error?.code==="changed-notebook"&&A.error!==U?A.error:null,G=[M.error,X?null:A.error,C.error,z.error,E.error].find(e=>null!==e&&e!==U)??null,Q=l.opens("run"),Y=()=>{null!==f&&(Q?l.open({kind:"run",notebook:f,parameters:y}):C.run())},Z=R(o);return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)(v.M7,{label:n.__("Execution of %1",d),children:[(0,s.jsx)("h2",{className:"nbp-title",children:d}),(0,s.jsxs)("span",{className:"nbp-quiet",title:n.__("Version of the pipeline"),children:["v",u]}),(0,s.jsx)(v.Id,{id:c}),g?(0,s.jsxs)("span",{className:"nbp-mark nbp-orphan",children:[(0,s.jsx)(v.In,{sign:"warning"}),n.__("Interrupted")]}):(0,s.jsx)(v.oy,{status:h}),!q(h)&&(0,s.jsx)("span",{className:"nbp-quiet nbp-number",children:n.__("%1 of %2 steps",i.done,i.steps)}),!g&&(0,s.jsx)(v.dw,{seconds:x,since:b,running:w&&"Waiting"!==h}),(0,s.jsxs)("span",{className:"nbp-quiet",children:[(0,s.jsx)(v.gX,{at:b})," ",m&&n.__("by %1",m)]}),i.parent_execution&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[n.__("as step %1 of",i.parent_step??"")," ",(0,s.jsx)(k.d8,{id:i.parent_execution,step:i.parent_step})]}),p.slice(0,2).map(e=>(0,s.jsx)(L,{model:e},e)),p.length>2&&(0,s.jsx)("span",{className:"nbp-quiet",title:p.slice(2).join(", "),children:n.__("and %1 more",p.length-2)}),(0,s.jsx)(v.$x,{}),S.stop.shown&&!g&&(0,s.jsx)(v.$n,{ref:D,sign:"stop",busy:J,reason:$,title:n.__("End the steps that run, and start no others"),"aria-expanded":T,onClick:()=>Z.length?K(!T):H(),children:J?n.__("Stopping…"):n.__("Stop")}),S.resume.shown&&!g&&(0,s.jsx)(v.$n,{sign:"play",busy:A.busy,reason:$,title:n.__("Run what failed or was not reached; results that are there stay"),onClick:()=>void A.run(!1),children:A.busy?n.__("Resuming…"):n.__("Resume")}),(0,s.jsx)(v.$n,{sign:"again",busy:C.busy,reason:$||S.again.reason,title:Q?n.__("Run the notebook as it is now, with these parameters to change"):n.__("Run the notebook as it is now, with these parameters"),onClick:Y,children:Q?n.__("Run again…"):n.__("Run again")}),(0,s.jsxs)("span",{className:"nbp-group",children:[(0,s.jsx)(v.K0,{sign:"notebook",label:N?n.__("Download the executed notebook of %1",N.step):n.__("Download the executed notebook"),reason:S.notebook.reason,"aria-busy":E.busy||void 0,onClick:()=>N&&void E.run(N.step)}),(0,s.jsx)(v.K0,{sign:"download",label:n.__("Export a report"),"aria-busy":z.busy||void 0,disabled:z.busy,onClick:()=>void z.run()}),(0,s.jsx)(F,{id:c})]})]}),T&&!J&&(0,s.jsx)(P,{title:n._n("%1 step runs: what it has done so far is lost.","%1 steps run: what they have done so far is lost.",Z.length),accept:n.__("Stop it"),refuse:n.__("Let it run"),onAccept:H,onRefuse:()=>{K(!1),D.current?.focus()},children:n.__("Results of the steps that have ended stay, and Resume goes on from there.")}),g&&(0,s.jsxs)(v.$T,{title:n.__("The process that ran this is gone"),children:[(0,s.jsx)("p",{children:n.__("It was killed, or its machine was switched off. Nothing runs any more; results that are there stay.")}),(0,s.jsxs)(v.CW,{children:[(0,s.jsx)(v.$n,{look:"accept",sign:"play",busy:A.busy,onClick:()=>void A.run(!1),children:A.busy?n.__("Resuming…"):n.__("Resume")}),(0,s.jsx)(v.$n,{sign:"stop",busy:M.busy,title:n.__("Record that it has ended"),onClick:()=>void M.run(),children:M.busy?n.__("Stopping…"):n.__("Stop")})]})]}),X&&(0,s.jsxs)(v.$T,{title:X.message,children:[(0,s.jsx)("p",{children:n.__("Resumed as it was, it runs the code that it began with. Run again takes the notebook as it is now.")}),(0,s.jsxs)(v.CW,{children:[(0,s.jsx)(v.$n,{look:"accept",sign:"play",busy:A.busy,onClick:()=>void A.run(!0),children:n.__("Resume as it was")}),(0,s.jsx)(v.$n,{sign:"again",busy:C.busy,reason:S.again.reason,onClick:Y,children:Q?n.__("Run again…"):n.__("Run again")}),(0,s.jsx)(v.$n,{onClick:()=>V(X),children:n.__("Leave it so")})]})]}),G&&(0,s.jsx)(v.aV,{error:G,children:(0,s.jsx)(v.CW,{children:(0,s.jsx)(v.$n,{onClick:()=>V(G),children:n.__("Close")})})})]})}function L({model:e}){let t=(0,j.mz)(),n=e.lastIndexOf(":");return(0,s.jsx)("span",{className:"nbp-inline",children:(0,s.jsxs)(v.N_,{to:{kind:"model",group:e.slice(0,n),version:Number(e.slice(n+1))},title:t.__("The model that it registered"),children:["→ ",e]})})}function F({id:e}){let t=(0,j.mz)(),[n,l]=(0,a.useState)(!1);return(0,a.useEffect)(()=>{if(!n)return;let e=setTimeout(()=>l(!1),1500);return()=>clearTimeout(e)},[n]),(0,s.jsx)(v.K0,{sign:"copy",pressed:n||void 0,label:n?t.__("Copied"):t.__("Copy the id"),onClick:()=>void(0,v.C)(e).then(l)})}function P({title:e,accept:t,refuse:n,onAccept:l,onRefuse:i,children:r}){let o=(0,a.useRef)(null);return(0,a.useEffect)(()=>o.current?.focus(),[]),(0,s.jsx)("div",{onKeyDown:e=>{"Escape"===e.key&&(e.stopPropagation(),i())},children:(0,s.jsxs)(v.$T,{title:e,children:[(0,s.jsx)("p",{children:r}),(0,s.jsxs)(v.CW,{children:[(0,s.jsx)(v.$n,{ref:o,look:"warn",sign:"stop",onClick:l,children:t}),(0,s.jsx)(v.$n,{onClick:i,children:n})]})]})})}function K({page:e,execution:t,notebook:n}){let a=(0,j.mz)(),{attempts:l,card:i,cached_from:r}=e;return l.length?(0,s.jsx)("div",{className:"nbp-body",children:[...l].reverse().map((a,l)=>(0,s.jsx)(D,{attempt:a,newest:0===l,page:e,execution:t,notebook:n},a.number))}):(0,s.jsx)(v.Sv,{title:a.__("It was not run"),children:null!==r?(0,s.jsxs)(s.Fragment,{children:[a.__("Its result was taken from")," ",(0,s.jsx)(v.N_,{to:{kind:"execution",id:r,step:i.step},children:a.__("execution %1",r.slice(0,8))})]}):i.detail})}function D({attempt:e,newest:t,page:n,execution:a,notebook:l}){let i=(0,j.mz)(),{number:r,status:o,started_at:p,ended_at:c,host:d,pid:u,seconds:h,cpu_seconds:b,max_rss:m,failure:x}=e;return(0,s.jsxs)("section",{className:"nbp-attempt","aria-label":i.__("Attempt %1",r),children:[(0,s.jsxs)("div",{className:"nbp-cell-head",children:[(0,s.jsx)("h4",{children:i.__("Attempt %1",r)}),(0,s.jsx)(v.oy,{status:o})]}),(0,s.jsx)(k.At,{facts:[[i.__("Started"),p&&(0,s.jsx)(v.gX,{at:p})],[i.__("Took"),p&&(0,s.jsx)(v.dw,{seconds:h,since:p,running:null===c})],[i.__("Processor time"),null!==b&&(0,s.jsx)(v.dw,{seconds:b})],[i.__("Most memory"),null!==m&&(0,s.jsx)(v.Ix,{size:m})],[i.__("Host"),d],[i.__("Process"),u],[i.__("Ended with"),x?.type]]}),x&&(0,s.jsx)(k.s0,{failure:x,notebook:l,page:n,execution:a}),x?.traceback&&(0,s.jsx)(v.av,{title:i.__("Traceback"),open:t,children:(0,s.jsx)("div",{className:"nbp-traceback",tabIndex:0,role:"region","aria-label":i.__("Traceback"),children:(0,s.jsx)(v.BK,{text:x.traceback})})})]})}function W({page:e,notebook:t}){let n=(0,j.mz)(),{code:a,setup:l,diff:i,failure:r,card:o}=e;if(!a.length&&!l.length)return(0,s.jsx)(v.Sv,{title:n.__("This step has no code"),children:e.node.expression});let p=e=>r?.cell===e.number?r.line:null;return(0,s.jsxs)("div",{className:"nbp-body",children:[a.map(e=>(0,s.jsx)(B,{cell:e,notebook:t,line:p(e)},e.number)),l.length>0&&(0,s.jsx)(v.av,{title:n._n("%1 setup cell, which runs first","%1 setup cells, which run first",l.length),open:l.some(e=>r?.cell===e.number),children:(0,s.jsx)("div",{className:"nbp-cells",children:l.map(e=>(0,s.jsx)(B,{cell:e,notebook:t,line:p(e)},e.number))})}),i.length>0&&(0,s.jsx)(k.wn,{title:n.__("What changed since the run before"),children:(0,s.jsx)(v.oO,{lines:i,label:n.__("What changed in the code of %1",o.step)})})]})}function B({cell:e,notebook:t,line:n}){let a=(0,j.mz)(),l=(0,j.KT)(),{number:i,id:r,source:o,first_line:p}=e;return(0,s.jsxs)("section",{className:"nbp-cell","aria-label":a.__("Cell %1",i),children:[(0,s.jsxs)("div",{className:"nbp-cell-head",children:[(0,s.jsx)("h4",{children:a.__("Cell %1",i)}),null!==t&&l.opens("notebook")&&(0,s.jsx)(v.$n,{sign:"open",onClick:()=>l.open({kind:"notebook",path:t,cell:i,cellId:r,line:n}),children:a.__("Open in notebook")})]}),(0,s.jsx)(v.Cy,{source:o,first:p,line:n,label:a.__("Code of cell %1",i)})]})}var J=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/jobs.css"),H={};H.styleTagTransform=x(),H.setAttributes=u(),H.insert=c().bind(null,"head"),H.domAPI=o(),H.insertStyleElement=b(),i()(J.A,H),J.A&&J.A.locals&&J.A.locals;var U=n("./labextension/lib/pages/chain.js");function V({execution:e,step:t,total:n,width:l,onSelect:i,onClose:r}){let o=(0,j.mz)(),p=(0,a.useId)(),c=(0,a.useRef)(null),d=(0,j.N5)((0,_.wE)`executions/${e}/steps/${t}/squares`),[u,h]=(0,a.useState)(0),[b,m]=(0,a.useState)(!1),[x,g]=(0,a.useState)(null),f=(0,y.y_)(n,l),k=d.data?.digits.length??0,N=x??(b?Math.min(u,Math.max(0,k-1)):null),S=(0,U.zL)(N,120),$=(0,_.wE)`executions/${e}/steps/${t}/jobs`,M=(0,j.N5)(null===S?null:$,{after:S,limit:1}),A=M.data?.rows.at(0),C=A?.place===N?A:void 0,z=(0,j.y3)(async(e,t,n)=>{let{rows:s}=await e.get($,{...t,after:n,limit:1});s.length&&i(s[0].step)});if(d.error)return(0,s.jsx)(v.aV,{error:d.error,onRetry:d.again});if(!d.data)return(0,s.jsx)("div",{style:{height:f.rows*f.size}});let{statuses:E,digits:T,best:q}=d.data,R=e=>{let t=C&&Object.entries(C.metrics).at(0);return[C?.step??o.__("Job %1",e),C?.label,(0,v.Hm)(o,E[Number(T[e])]),t&&`${t[0]} ${(0,w.vm)(t[1])}`,e===q&&o.__("the best")].filter(Boolean).join(", ")},I=e=>{let{left:t,top:n,width:s}=e.currentTarget.getBoundingClientRect(),a=s/l||1;return(0,y.l4)((e.clientX-t)/a,(e.clientY-n)/a,k,f)},O=null===N||N>=k?null:(0,y.$t)(Math.floor(N/f.each),f),L=null===q?null:(0,y.$t)(Math.floor(q/f.each),f),F=f.size;return(0,s.jsxs)("div",{ref:c,className:"nbp-squares nopan nowheel",role:"listbox","aria-label":o.__("Jobs of %1",t),"aria-activedescendant":k?`${p}-at`:void 0,tabIndex:0,onFocus:()=>m(!0),onBlur:()=>m(!1),onKeyDown:e=>{let t=(0,y.vX)(e.key,u,k,f);if(null!==t)h(t);else if("Enter"===e.key||" "===e.key)z.run(u);else{if("Escape"!==e.key||!r)return;c.current?.closest(".nbp-card")?.querySelector("[aria-expanded]")?.focus(),r()}e.preventDefault(),e.stopPropagation()},children:[(0,s.jsxs)("svg",{width:l,height:f.rows*F,viewBox:`0 0 ${l} ${f.rows*F}`,"aria-hidden":!0,onPointerMove:e=>g(I(e)),onPointerLeave:()=>g(null),onClick:e=>{let t=I(e);null!==t&&(h(t),z.run(t))},children:[(0,s.jsx)("title",{children:null===N?"":R(N)}),[...(0,y.wG)(d.data,f)].map(([e,t])=>(0,s.jsx)("path",{className:`nbp-square nbp-is-${e.toLowerCase()}`,d:t},e)),L&&F>5&&(0,s.jsx)("text",{className:"nbp-square-star",x:L.x+F/2-1,y:L.y+F/2-1,fontSize:F-2,children:"★"}),L&&F<=5&&(0,s.jsx)("rect",{className:"nbp-square-best",x:L.x-1,y:L.y-1,width:F+1,height:F+1}),O&&(0,s.jsx)("rect",{className:"nbp-square-mark",x:O.x-1,y:O.y-1,width:F>4?F:F+2,height:F>4?F:F+2})]}),k>0&&(0,s.jsx)("span",{className:"nbp-hidden",role:"option",id:`${p}-at`,"aria-selected":b,"aria-posinset":Math.min(u,k-1)+1,"aria-setsize":k,children:R(Math.min(u,k-1))}),z.error&&(0,s.jsx)(v.aV,{error:z.error})]})}let X=["Pending","Starting","Executing","Waiting","Succeeded","Failed","Stopped","Skipped"];function G({page:e,execution:t,select:n}){let l=(0,j.mz)(),{step:i}=e.card,{total:r}=(0,y.aG)(e.card),[o,p]=(0,a.useState)(""),[c,d]=(0,a.useState)(null),u=(0,U.n$)((0,_.wE)`executions/${t}/steps/${i}/jobs`,{status:o,...c&&{sort:c.id,down:c.down?1:void 0}},"after"),h=u.pages?.at(0),b=(0,a.useMemo)(()=>u.pages?.flatMap(e=>e.rows)??null,[u.pages]),m=JSON.stringify([h?.parameters??[],h?.metrics.slice(0,4)??[]]),x=b?.some(e=>e.attempts>1)??!1,g=b?.some(e=>e.error)??!1,f=(0,a.useMemo)(()=>{var e,t,n,a,i;let[r,o]=JSON.parse(m);return e=l,t=r,n=o,a=x,i=g,[{id:"place",title:"#",by:e=>e.place,width:"52px",render:t=>(0,s.jsxs)("span",{className:"nbp-number",title:t.step,children:[t.step.slice(t.step.indexOf(".")+1),t.best&&(0,s.jsx)(v.In,{sign:"best",size:12,label:e.__("The best")})]})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"108px",render:e=>(0,s.jsx)(v.oy,{status:e.status})},{id:"seconds",title:e.__("Took"),by:e=>e.seconds,align:"end",width:"64px",render:e=>(0,s.jsx)(v.dw,{seconds:e.seconds,since:e.started_at,running:"Executing"===e.status||"Starting"===e.status})},...n.map(e=>({id:`metric ${e}`,title:e,by:t=>t.metrics[e]??null,align:"end",width:"72px",render:t=>e in t.metrics?(0,s.jsx)(v.Vp,{value:t.metrics[e]}):"–"})),...t.length?t.map(e=>({id:`parameter ${e}`,title:e,by:t=>"number"==typeof t.parameters[e]?t.parameters[e]:(0,N.a)(t.parameters[e]),align:"end",width:"72px",render:t=>e in t.parameters?(0,N.a)(t.parameters[e]):"–"})):[{id:"label",title:e.__("Job"),by:e=>e.label,render:e=>(0,s.jsx)("span",{title:e.label,children:e.label})}],...a?[{id:"attempts",title:e.__("Attempts"),by:e=>e.attempts,align:"end",width:"80px",render:e=>e.attempts}]:[],...i?[{id:"error",title:e.__("Why it failed"),width:"160px",render:e=>(0,s.jsx)("span",{title:e.error,children:e.error})}]:[]]},[l,m,x,g]),[w,k]=function(){let e=(0,a.useRef)(null),[t,n]=(0,a.useState)(0);return(0,a.useLayoutEffect)(()=>{let t=e.current;if(!t)return;let s=()=>{let{paddingLeft:e,paddingRight:s}=getComputedStyle(t),a=[e,s].map(e=>parseFloat(e)||0);n(Math.floor(t.clientWidth-a[0]-a[1]))};s();let a=new ResizeObserver(s);return a.observe(t),()=>a.disconnect()},[]),[e,t]}(),S=h?.counts??e.card.jobs;return(0,s.jsxs)("div",{className:"nbp-body nbp-jobs",ref:w,children:[h?.objective&&(0,s.jsx)("p",{className:"nbp-quiet",children:function(e,t){let[n,...s]=t.split(":");return"max"===n?e.__("The best has the highest %1.",s.join(":")):e.__("The best has the lowest %1.",s.join(":"))}(l,h.objective)}),k>0&&(0,s.jsx)(V,{execution:t,step:i,total:r,width:k,onSelect:n}),(0,s.jsx)(v.$K,{label:l.__("Which jobs"),value:o,options:[["",l.__("All %1",r)],...X.filter(e=>e in S||e===o).map(e=>[e,`${(0,v.Hm)(l,e)} ${String(S[e]??0)}`])],onChange:p}),u.error&&(0,s.jsx)(v.aV,{error:u.error,onRetry:u.again}),null===b?u.loading&&(0,s.jsx)(v.y$,{}):(0,s.jsx)(v.XI,{label:l.__("Jobs of %1",i),columns:f,rows:b,id:e=>e.step,onOpen:e=>n(e.step),onMore:u.more,sort:c,onSort:d})]})}function Q({page:e,select:t}){let n=(0,j.mz)(),{parent:a,label:l}=e;return null===a?null:(0,s.jsxs)("p",{className:"nbp-job-of",children:[(0,s.jsx)("button",{type:"button",className:"nbp-link",onClick:()=>t(a),children:n.__("All jobs of %1",a)}),l&&(0,s.jsx)("code",{title:l,children:l})]})}var Y=n("./labextension/lib/pages/download.js");function Z({output:e}){let{output_type:t,name:n,text:a,traceback:l,ename:i,evalue:r,data:o,metadata:p}=e;if("stream"===t)return(0,s.jsx)("div",{className:"stderr"===n?"nbp-out nbp-out-error":"nbp-out",children:(0,s.jsx)(v.BK,{text:et(a)})});if("error"===t){let e=Array.isArray(l)?l.map(String).join("\n"):"";return(0,s.jsx)("div",{className:"nbp-out nbp-out-error",children:(0,s.jsx)(v.BK,{text:e||`${et(i)}: ${et(r)}`})})}return(0,s.jsx)(es,{data:Object.fromEntries(Object.entries(ee(o)).map(([e,t])=>[e,en(e)?t:et(t)])),metadata:ee(p)})}let ee=e=>e&&"object"==typeof e&&!Array.isArray(e)?e:{},et=e=>Array.isArray(e)?e.map(String).join(""):"string"==typeof e?e:"",en=e=>/[/+]json$/.test(e);function es({data:e,metadata:t}){let n=(0,j.KT)(),l=(0,a.useRef)(null),[i,r]=(0,a.useState)(void 0===n.output),o=JSON.stringify([e,t]);return((0,a.useLayoutEffect)(()=>{if(i||!l.current)return;let[e,t]=JSON.parse(o),s=n.output?.(e,t,l.current)??null;return null===s&&r(!0),s??void 0},[n,o,i]),i)?(0,s.jsx)(el,{data:e}):(0,s.jsx)("div",{className:"nbp-out nbp-out-shown",ref:l})}let ea=["image/png","image/jpeg","image/gif","image/webp"];function el({data:e}){let t=(0,j.mz)(),n=et(e["text/plain"]),a=ea.find(t=>et(e[t]));if(a){let l=`data:${a};base64,${et(e[a]).replace(/\s/g,"")}`;return(0,s.jsx)("img",{className:"nbp-out nbp-out-picture",src:l,alt:n||t.__("Figure")})}if(et(e["image/svg+xml"])){let a=et(e["image/svg+xml"]).replace(/[\ud800-\udfff]/gu,"�"),l=`data:image/svg+xml;charset=utf-8,${encodeURIComponent(a)}`;return(0,s.jsx)("img",{className:"nbp-out nbp-out-picture",src:l,alt:n||t.__("Figure")})}if(et(e["text/html"]))return(0,s.jsx)(ei,{html:et(e["text/html"])});let l=Object.keys(e).find(en);if(n||!l){let a=n||et(e["text/markdown"])||et(e["text/latex"]);return(0,s.jsx)("div",{className:"nbp-out",children:a?(0,s.jsx)(v.BK,{text:a}):(0,s.jsx)("p",{className:"nbp-quiet",children:t.__("An output of type %1: open the executed notebook to see it.",Object.keys(e).join(", "))})})}return(0,s.jsx)("div",{className:"nbp-out",children:(0,s.jsx)(v.PH,{value:e[l]})})}function ei({html:e}){let t=(0,j.mz)(),n=(0,a.useRef)(null),[l,i]=(0,a.useState)(null);if((0,a.useLayoutEffect)(()=>{let e=n.current?.closest(".nbp-root"),{color:t="",backgroundColor:s=""}=e?getComputedStyle(e):{};i([t||"CanvasText",s||"Canvas"])},[]),null===l)return(0,s.jsx)("div",{ref:n});let r=e.match(/<(tr|br|p|div|li|h\d)\b/gi)?.length??1;return(0,s.jsx)("iframe",{className:"nbp-out nbp-out-frame",title:t.__("HTML output"),sandbox:"",referrerPolicy:"no-referrer",srcDoc:function(e,t="CanvasText",n="Canvas"){return`<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><style>body{margin:4px;color:${t};background:${n};font:12px sans-serif}table{border-collapse:collapse}td,th{padding:2px 8px;text-align:right}</style>${e}`}(e,...l),style:{height:Math.min(360,44+22*r)}})}var er=n("./labextension/lib/terminal.js");let eo=({text:e})=>"string"==typeof e?e:"",ep=e=>"stream"===e.output_type;function ec(e){return ep(e)?eo(e).length:[e.data,e.traceback].flatMap(e=>e&&"object"==typeof e?Object.values(e):[]).reduce((e,t)=>e+("string"==typeof t?t.length:100),0)}let ed=(e=0)=>e>0?e:null;function eu({page:e,execution:t,notebook:n}){let l=(0,j.mz)(),{card:i,attempts:r}=e,[o,p]=(0,a.useState)(null),{log:c,error:d,again:u}=function(e,t,n,s){let l=(0,j.gf)(),i=(0,j.sy)(),[r,o]=(0,a.useState)({log:null,error:null}),[p,c]=(0,a.useState)(0);return(0,a.useEffect)(()=>{let s,a=new AbortController,r=null,p=()=>{let c={store:i,attempt:n??ed(r?.attempt),after:ed(r?.next)};l.get((0,_.wE)`executions/${e}/steps/${t}/log`,c,a.signal).then(e=>{!a.signal.aborted&&(o({log:r=function(e,t,n=2e6,s=1e6){var a;let l;if(null===e||t.whole||t.attempt!==e.attempt)return t;let i=e.size+t.size;if(t.cut)return{...t,size:i};let r=[...e.cells];for(let e of t.cells){let t=r.findIndex(({number:t,role:n})=>t===e.number&&n===e.role);t<0?r.push(e):r[t]={...r[t],outputs:function(e,t){let n=e.at(-1),s=t.at(0);return s&&n&&ep(s)&&ep(n)&&s.name===n.name?[...e.slice(0,-1),{...n,text:(0,er.gu)(eo(n)+eo(s))},...t.slice(1)]:[...e,...t]}(r[t].outputs,e.outputs)}}let o={...t,size:i,cut:e.cut,cells:r};return r.reduce((e,t)=>e+t.outputs.reduce((e,t)=>e+ec(t),0),0)>n?{...o,cut:!0,cells:(a=r,l=s,[...a].reverse().map(e=>{let t=[];for(let n of[...e.outputs].reverse()){let e=ec(n);if(e<=l)t.unshift(n);else if(ep(n)&&l>0){let e=eo(n).slice(-l);t.unshift({...n,text:e.slice(e.indexOf("\n")+1)})}l=Math.max(0,l-e)}return{...e,outputs:t}}).reverse())}:o}(r,e),error:null}),e.running&&(s=setTimeout(p,document.hidden?4e3:700)))},e=>{if(a.signal.aborted)return;let t=e instanceof _.hD?e:new _.hD(0,{message:String(e)});o(e=>({log:e.log,error:t})),(0===t.status||503===t.status)&&(s=setTimeout(p,4e3))})};return p(),()=>{a.abort(),clearTimeout(s)}},[l,i,e,t,n,s,p]),{...r,again:(0,a.useCallback)(()=>c(e=>e+1),[])}}(t,i.step,o,`${i.status} ${i.attempts}`),h=c?.cells.filter(e=>e.outputs.length>0)??[],b=o??c?.attempt??0,m=c&&!c.running&&c.notebook&&(0,s.jsx)(Y.f,{path:(0,_.wE)`executions/${t}/steps/${i.step}/notebook`,query:{attempt:o??(i.cached?null:b)},name:`${i.step}.ipynb`,title:l.__("The notebook as it was executed, with all outputs"),children:l.__("Executed notebook")});return(0,s.jsxs)("div",{className:"nbp-log",children:[(0,s.jsxs)(v.M7,{label:l.__("Log"),children:[r.length>1&&(0,s.jsx)(v.l6,{label:l.__("Attempt"),value:String(o??""),onChange:e=>p(e?Number(e):null),options:[["",l.__("Last attempt")],...r.map(e=>[String(e.number),null===e.seconds?l.__("Attempt %1",e.number):l.__("Attempt %1, %2",e.number,(0,w.p0)(e.seconds))])]}),c?.running&&(0,s.jsx)("span",{className:"nbp-log-live",children:l.__("Live")}),i.child_execution&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[l.__("It is a pipeline: see")," ",(0,s.jsx)(k.d8,{id:i.child_execution})]}),null!==e.cached_from&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[l.__("As it was printed in")," ",(0,s.jsx)(v.N_,{to:{kind:"execution",id:e.cached_from,step:i.step},title:e.cached_from,children:l.__("execution %1",e.cached_from.slice(0,8))})]}),(0,s.jsx)(v.$x,{}),c&&c.size>0&&(0,s.jsx)(v.Ix,{size:c.size}),!c?.cut&&m]}),d&&(0,s.jsx)(v.aV,{error:d,onRetry:u}),null===c&&!d&&(0,s.jsx)(v.y$,{}),null!==c&&(0===h.length?(0,s.jsx)(eh,{page:e,running:c.running}):(0,s.jsxs)(em,{log:c,ended:"Failed"!==i.status,children:[c.cut&&(0,s.jsxs)("div",{className:"nbp-log-cut",role:"note",children:[(0,s.jsxs)("p",{children:[l.__("It printed a lot: here is the end of %1.",(0,w.vj)(c.size))," ",c.running?l.__("The executed notebook has all that is kept, once the step has ended."):l.__("The executed notebook has all that was kept.")]}),m]}),h.map((t,a)=>(0,s.jsx)(eb,{cell:t,page:e,notebook:n},`${t.role} ${t.number??a}`))]}))]})}function eh({page:{card:e},running:t}){let n=(0,j.mz)();return t||"Starting"===e.status||"Executing"===e.status?(0,s.jsx)(v.Sv,{title:n.__("Nothing printed yet"),children:n.__("What the step prints shows here as it comes.")}):"Pending"===e.status||"Waiting"===e.status?(0,s.jsx)(v.Sv,{title:n.__("It has not started yet")}):"Skipped"===e.status?(0,s.jsx)(v.Sv,{title:n.__("It was skipped"),children:e.detail}):(0,s.jsx)(v.Sv,{title:n.__("It printed nothing"),children:n.__("What a step prints, displays or warns of would stand here.")})}function eb({cell:e,page:t,notebook:n}){let a=(0,j.mz)(),{number:l,role:i,outputs:r}=e,o=[...t.setup,...t.code].find(e=>e.number===l)?.id??null,p=null===l?"":a.__("Cell %1",l);return(0,s.jsxs)("section",{className:"nbp-printed","aria-label":p||void 0,children:[null!==l&&(0,s.jsxs)("h4",{children:[null===n?p:(0,s.jsx)(v.N_,{to:{kind:"notebook",path:n,cell:l,cellId:o},children:p}),"setup"===i&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" ",a.__("setup")]})]}),r.map((e,t)=>(0,s.jsx)(Z,{output:e},t))]})}function em({log:e,ended:t,children:n}){let l=(0,j.mz)(),{embedded:i}=(0,j.KT)(),r=(0,a.useRef)(null),o=(0,a.useRef)(null),p=(0,a.useRef)(e.running||!t),[c,d]=(0,a.useState)(!1),u=(0,a.useCallback)(()=>{r.current&&p.current&&(r.current.scrollTop=r.current.scrollHeight)},[]);return(0,a.useLayoutEffect)(u,[u,e]),(0,a.useEffect)(()=>{let e=new ResizeObserver(u);return o.current&&e.observe(o.current),()=>e.disconnect()},[u]),(0,s.jsxs)("div",{className:"nbp-log-frame",children:[(0,s.jsx)("div",{className:"nbp-log-box",ref:r,onScroll:()=>{if(!r.current)return;let{scrollTop:e,scrollHeight:t,clientHeight:n}=r.current;p.current=e+n>=t-24,d(!p.current)},role:"region","aria-label":l.__("What the step printed"),tabIndex:i?-1:0,children:(0,s.jsx)("div",{ref:o,children:n})}),e.running&&c&&(0,s.jsx)("div",{className:"nbp-log-end",children:(0,s.jsx)(v.$n,{sign:"down",onClick:()=>{p.current=!0,d(!1),u()},children:l.__("To the end")})})]})}function ex({page:{metrics:e,card:t}}){let n=(0,j.mz)();if(!e.length)return(0,s.jsx)(v.Sv,{title:null===t.ended_at?n.__("Nothing logged yet"):n.__("It logged no metrics"),command:'nbpipe.log_metric("auc", 0.84)',children:n.__("A step logs numbers with --metrics, which names a variable that holds them, or anywhere in its code:")});let a=e.filter(e=>e.points.length>1);return(0,s.jsxs)("div",{className:"nbp-body",children:[(0,s.jsxs)("table",{className:"nbp-logged",children:[(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"col",children:n.__("Metric")}),(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Value")}),a.length>0&&(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Smallest")}),(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Largest")})]})]})}),(0,s.jsx)("tbody",{children:e.map(e=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:e.name}),(0,s.jsx)(eg,{value:e.points.at(-1)?.value??null}),a.length>0&&(e.points.length>1?(function({points:e}){return e.reduce(([e,t],{value:n})=>null===n?[e,t]:[Math.min(e??n,n),Math.max(t??n,n)],[null,null])})(e).map((e,t)=>(0,s.jsx)(eg,{value:e},t)):(0,s.jsx)("td",{colSpan:2}))]},e.name))})]}),a.map(e=>(0,s.jsxs)("section",{className:"nbp-section",children:[(0,s.jsx)(v.bl,{label:e.name,height:150,x:e.points.some(e=>null!==e.step)?n.__("step"):"",lines:[{name:e.name,points:function({points:e}){return e.map(({step:e,value:t},n)=>({x:e??n,y:t??0/0}))}(e)}]}),e.total>e.points.length&&(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("%1 of %2 values are drawn.",e.points.length,e.total)})]},e.name))]})}function eg({value:e}){return(0,s.jsx)("td",{className:"nbp-end nbp-number",title:null===e?void 0:String(e),children:(0,w.vm)(e)})}var ef=n("./labextension/lib/pages/markdown.js");let e_={comment:"",values:{}};function ej(e){return e.choices.length||!e.approval?e.outputs:[]}function ey({rows:e}){let t=(0,j.mz)(),n=e.find(e=>null!==e.token),a=e.filter(e=>null===e.token);return(0,s.jsxs)(s.Fragment,{children:[n&&(0,s.jsx)(ev,{row:n},n.token),a.length>0&&(0,s.jsx)(k.wn,{title:t.__("Asked and answered"),children:a.map(e=>(0,s.jsx)(ew,{row:e},`${e.asked_at} ${e.answered_at??""}`))})]})}function ev({row:e}){let t=(0,j.mz)(),n=(0,a.useId)(),[l,i]=(0,a.useState)(e_),[r,o]=(0,a.useState)(""),p=(0,j.eN)("execute"),c=(0,j.y3)(async(t,n,s)=>{o((await t.post((0,_.wE)`callbacks/${e.token??""}`,{succeeded:s,comment:l.comment.trim(),outputs:s?Object.fromEntries(ej(e).map(t=>[t,e.choices.length?l.values[t]??"":function(e){try{return JSON.parse(e)}catch{return e}}(l.values[t]??"")])):{}},n)).problem)}),d=(e,t)=>i(n=>({...n,values:{...n.values,[e]:t}})),u=e.approval?t.__("Approve"):t.__("Succeed"),h=e.approval?t.__("Reject"):t.__("Fail"),b={comment:t.__("Write a comment first: it is kept with the answer, your name and the time"),choice:t.__("Choose one first"),value:t.__("Give every variable a value first")},m=t=>(0,s.jsx)(v.$n,{look:t?"accept":"warn",busy:c.busy,reason:p||(b[e.approval&&""===l.comment.trim()?"comment":!t||!ej(e).filter(e=>""===(l.values[e]??"").trim()).length?"":e.choices.length?"choice":"value"]??""),onClick:()=>void c.run(t),children:t?u:h});return(0,s.jsxs)("section",{className:"nbp-ask","aria-labelledby":`${n}-title`,children:[(0,s.jsx)("h3",{id:`${n}-title`,children:e.approval?t.__("It waits for your approval"):t.__("It waits for an answer")}),(0,s.jsx)(ef.o,{source:e.question}),e.choices.length>0?(0,s.jsxs)("fieldset",{children:[(0,s.jsx)("legend",{children:e.outputs[0]}),e.choices.map(t=>(0,s.jsxs)("label",{children:[(0,s.jsx)("input",{type:"radio",name:`${n}-choice`,checked:l.values[e.outputs[0]]===t,onChange:()=>d(e.outputs[0],t)}),t]},t))]}):ej(e).map(e=>(0,s.jsxs)("label",{className:"nbp-ask-value",children:[(0,s.jsx)("code",{children:e}),(0,s.jsx)("input",{type:"text",value:l.values[e]??"",placeholder:t.__("JSON or a text"),onChange:t=>d(e,t.target.value),onKeyDown:e=>e.stopPropagation()})]},e)),(0,s.jsx)("label",{htmlFor:`${n}-comment`,children:t.__("Comment")}),(0,s.jsx)("textarea",{id:`${n}-comment`,rows:2,required:e.approval,value:l.comment,onChange:e=>i({...l,comment:e.target.value}),onKeyDown:e=>e.stopPropagation()}),c.error&&(0,s.jsx)(v.aV,{error:c.error}),r&&(0,s.jsx)(v.aV,{error:{message:t.__("The answer is kept"),hint:r}}),(0,s.jsxs)("div",{className:"nbp-ask-buttons",children:[m(!0),m(!1)]}),(0,s.jsxs)("p",{className:"nbp-quiet",children:[t.__("Asked")," ",(0,s.jsx)(v.gX,{at:e.asked_at}),null!==e.expires_at&&(0,s.jsxs)(s.Fragment,{children:[", ",(0,s.jsx)("time",{dateTime:e.expires_at,children:t.__("it waits until %1",new Date(e.expires_at).toLocaleString())})]})]})]})}function ew({row:e}){let t=(0,j.mz)();return(0,s.jsxs)("div",{className:"nbp-answer",children:[(0,s.jsx)(ef.o,{source:e.question}),(0,s.jsxs)("p",{children:[(0,s.jsx)("strong",{children:e.verdict})," ",null!==e.by&&t.__("by %1",e.by)," ",null!==e.answered_at&&(0,s.jsx)(v.gX,{at:e.answered_at})]}),e.comment&&(0,s.jsx)("blockquote",{children:e.comment}),Object.keys(e.answer).length>0&&(0,s.jsx)(v.PH,{value:e.answer})]})}function ek({page:e,execution:t,notebook:n}){let a=(0,j.mz)(),{card:l,node:i,failure:r,why:o,changes:p,learned:c,metrics:d,files:u,attempts:h,callbacks:b}=e,m="Executing"===l.status||"Starting"===l.status,x=h.at(-1);return(0,s.jsxs)("div",{className:"nbp-body",children:[r&&(0,s.jsx)(k.s0,{failure:r,notebook:n,page:e,execution:h.length>0?t:void 0}),b.length>0&&(0,s.jsx)(ey,{rows:b}),i.description&&(0,s.jsx)("p",{children:i.description}),(0,s.jsx)(k.At,{facts:[[a.__("Type"),i.type],["Condition"===i.type?a.__("Expression"):a.__("Notebook"),i.expression&&(0,s.jsx)("code",{children:i.expression})],[a.__("Result"),l.detail],[a.__("Endpoint"),"Endpoint"===i.type&&"Succeeded"===l.status&&(0,s.jsx)(eN,{options:e.options})],[a.__("Its execution"),l.child_execution&&(0,s.jsx)(k.d8,{id:l.child_execution})],[a.__("Started"),l.started_at&&(0,s.jsx)(v.gX,{at:l.started_at})],[a.__("Took"),(null!==l.seconds||m)&&(0,s.jsxs)("span",{className:"nbp-inline",children:[(0,s.jsx)(v.dw,{seconds:l.seconds,since:l.started_at,running:m}),null!==l.expected&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[a.__("before it took")," ",(0,s.jsx)(v.dw,{seconds:l.expected})]})]})],[a.__("Processor time"),x?.cpu_seconds!=null&&(0,s.jsx)(v.dw,{seconds:x.cpu_seconds})],[a.__("Most memory"),x?.max_rss!=null&&(0,s.jsx)(v.Ix,{size:x.max_rss})],[a.__("Host"),x?.host],[a.__("Reserves"),e.resources],[a.__("Attempts"),l.attempts>1&&l.attempts],[a.__("Retries"),e.retry],["Callback"===i.type?a.__("Waits at most"):a.__("Stops after"),null!==e.timeout&&(0,s.jsx)(v.dw,{seconds:e.timeout})],[a.__("Runs"),function(e,{when:t}){return"failed"===t?e.__("when what it depends on failed"):"always"===t?e.__("however what it depends on ended"):""}(a,e)],[a._n("Cell","Cells",i.cells.length),i.cells.length>0&&(null===n?i.cells.join(", "):i.cells.map((e,t)=>(0,s.jsxs)("span",{children:[t>0&&", ",(0,s.jsx)(v.N_,{to:{kind:"notebook",path:n,cell:e,cellId:i.cell_ids[t]},children:e})]},e)))]]}),(o.length>0||null!==e.cache_key)&&(0,s.jsxs)(k.wn,{title:l.cached?a.__("Why it came from the cache"):a.__("Why it ran"),children:[o.map((e,t)=>(0,s.jsx)("p",{className:t>0?"nbp-reason":void 0,children:e},t)),(0,s.jsx)(k.At,{facts:[[a.__("Taken from"),null!==e.cached_from&&(0,s.jsx)(v.N_,{to:{kind:"execution",id:e.cached_from,step:l.step},title:e.cached_from,children:a.__("execution %1",e.cached_from.slice(0,8))})],[a.__("Cache key"),null!==e.cache_key&&(0,s.jsx)(v.Id,{id:e.cache_key})]]})]}),d.length>0&&(0,s.jsx)(k.wn,{title:a.__("Metrics"),children:(0,s.jsx)(k.At,{facts:d.map(({name:e,points:t})=>[e,(0,s.jsx)(v.Vp,{value:t.at(-1)?.value??null},e)])})}),(p.length>0||c.length>0)&&(0,s.jsxs)(k.wn,{title:a.__("What it does to others"),children:[p.length>0&&(0,s.jsx)("p",{children:a.__("It changes in place: %1",p.join(", "))}),c.map(e=>(0,s.jsx)("p",{title:a.__("Its code does not show this: a run found it out"),children:a.__("Learned in a run: it %1",e)},e))]}),u.length>0&&(0,s.jsx)(k.wn,{title:a.__("Files"),children:(0,s.jsx)(eS,{files:u,total:e.files_total})})]})}function eN({options:{name:e}}){return"string"==typeof e?(0,s.jsx)(v.N_,{to:{kind:"endpoint",name:e},children:e}):null}function eS({files:e,total:t}){let n=(0,j.mz)(),a={read:n.__("read"),written:n.__("written"),setup:n.__("read by the setup"),named:n.__("named in the code")};return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)("table",{className:"nbp-files",children:(0,s.jsx)("tbody",{children:e.map(({path:e,mode:t,size:n,digest:l})=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",title:e,children:null===l?e:(0,s.jsx)(v.N_,{to:{kind:"lineage",ref:e},children:e})}),(0,s.jsx)("td",{className:"nbp-quiet",children:a[t]??t}),(0,s.jsx)("td",{className:"nbp-end",children:(0,s.jsx)(v.Ix,{size:n})})]},`${t} ${e}`))})}),t>e.length&&(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("The first %1 of %2 files.",e.length,t)})]})}var e$=n("./labextension/lib/pages/figure.js");function eM({artifact:e,label:t,gone:n}){let a=(0,j.mz)(),{preview:l}=e;switch(l.kind){case"table":{let e=function(e){let{columns:t,rows:n,index:s,shape:a}=e;if(!Array.isArray(t)||!Array.isArray(n))return null;let l=ez(a);return{columns:t.map(e=>e&&"object"==typeof e&&!Array.isArray(e)?{name:eC(e.name),dtype:eC(e.dtype)}:{name:eC(e),dtype:""}),index:Array.isArray(s)?s.map(eC):n.map((e,t)=>String(t)),rows:n.map(e=>Array.isArray(e)?e:[e]),of:[l[0]??n.length,l[1]??t.length]}}(l);return e?(0,s.jsx)(eE,{...e,label:t}):(0,s.jsx)(eA,{preview:l})}case"array":{let e=function(e){let{values:t}=e,n=ez(e.shape);if(!Array.isArray(t))return"values"in e?{columns:[],index:[""],rows:[[t]],of:[1,1]}:null;let s=t.map(e=>Array.isArray(e)?e:[e]),a=Math.max(0,...s.map(e=>e.length)),[l,i]=n.length>1?n.slice(-2):[n[0]??s.length,a];return{columns:n.length>1?Array.from({length:a},(e,t)=>({name:String(t),dtype:""})):[],index:s.map((e,t)=>String(t)),rows:s,of:[l,i]}}(l);return e?(0,s.jsx)(eE,{...e,label:t}):(0,s.jsx)(eA,{preview:l})}case"image":return(0,s.jsx)(e$.D,{artifact:e,label:t,gone:n});case"json":return(0,s.jsx)(eq,{value:l.value??null});case"model":return(0,s.jsx)(eR,{preview:l});case"source":return(0,s.jsx)(v.Cy,{source:eC(l.text),label:a.__("Source of %1",t)});case"file":return(0,s.jsx)(eI,{preview:l});case"text":return(0,s.jsx)("pre",{className:"nbp-preview-text",children:eC(l.text)});default:if(e.media_type.startsWith("image/"))return(0,s.jsx)(e$.D,{artifact:e,label:t,gone:n});return(0,s.jsx)(eA,{preview:l})}}function eA({preview:e}){return Object.keys(e).length>0?(0,s.jsx)(v.PH,{value:e}):null}let eC=e=>null==e?"":"object"==typeof e?JSON.stringify(e):String(e),ez=e=>Array.isArray(e)?e.filter(e=>"number"==typeof e):[];function eE({columns:e,index:t,rows:n,of:a,label:l}){let i=(0,j.mz)(),r=Math.max(e.length,...n.slice(0,1).map(e=>e.length)),o=[a[0]>n.length&&i.__("%1 of %2 rows",n.length,a[0]),a[1]>r&&i.__("%1 of %2 columns",r,a[1])].filter(Boolean);return(0,s.jsxs)("figure",{className:"nbp-grid",children:[(0,s.jsx)("div",{className:"nbp-grid-box",tabIndex:0,role:"region","aria-label":i.__("First rows of %1",l),children:(0,s.jsxs)("table",{children:[e.length>0&&(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("td",{}),e.map(({name:e,dtype:t},a)=>(0,s.jsxs)("th",{scope:"col",className:"number"==typeof n.at(0)?.[a]?"nbp-end":void 0,children:[e,t&&(0,s.jsx)("span",{className:"nbp-grid-type",children:t})]},a))]})}),(0,s.jsx)("tbody",{children:n.map((e,n)=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:t[n]??n}),e.map((e,t)=>(0,s.jsx)("td",{className:"number"==typeof e?"nbp-end":void 0,children:(0,s.jsx)(eT,{value:e})},t))]},n))})]})}),o.length>0&&(0,s.jsx)("figcaption",{className:"nbp-quiet",children:o.join(", ")})]})}function eT({value:e}){return null===e?(0,s.jsx)("span",{className:"nbp-quiet",children:"None"}):"boolean"==typeof e?(0,s.jsx)(s.Fragment,{children:e?"True":"False"}):"number"==typeof e?(0,s.jsx)("span",{title:String(e),children:(0,w.vm)(e)}):(0,s.jsx)(s.Fragment,{children:eC(e)})}function eq({value:e}){return null!==e&&"object"==typeof e?(0,s.jsx)(v.PH,{value:e}):"string"==typeof e?(0,s.jsx)("pre",{className:"nbp-preview-text",children:e}):(0,s.jsx)("p",{className:"nbp-scalar",children:(0,s.jsx)(eT,{value:e})})}function eR({preview:e}){let t=(0,j.mz)(),{type:n,fitted:a,n_features_in:l,rounds:i,params:r,feature_names:o}=e,p=r&&"object"==typeof r&&!Array.isArray(r)?Object.entries(r):[],c=p.filter(([,e])=>null!==e),d=Array.isArray(o)?o.map(eC):[];return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(k.At,{facts:[[t.__("Model"),(0,s.jsx)("code",{children:eC(n)},"type")],[t.__("Trained"),!1===a&&null==l?t.__("not yet"):null],[t.__("Rounds"),eC(i)],[t.__("Features"),eC(l)]]}),c.length>0&&(0,s.jsxs)("details",{className:"nbp-fold",open:c.length<=12,children:[(0,s.jsxs)("summary",{children:[t._n("%1 parameter","%1 parameters",c.length),p.length>c.length&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" ",t.__("and %1 left as they are",p.length-c.length)]})]}),(0,s.jsx)(k.At,{facts:c.map(([e,t])=>[e,(0,s.jsx)("code",{children:eC(t)},e)])})]}),d.length>0&&(0,s.jsxs)("details",{className:"nbp-fold",children:[(0,s.jsx)("summary",{children:t._n("%1 feature","%1 features",Number(l??d.length))}),(0,s.jsxs)("p",{className:"nbp-names",children:[d.join(", "),Number(l??0)>d.length&&" …"]})]})]})}function eI({preview:e}){let t=(0,j.mz)(),{path:n,type:a,size:l,files:i,names:r}=e,o=Array.isArray(r)?r.map(eC):[];return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(k.At,{facts:[[t.__("Path"),(0,s.jsx)("code",{children:eC(n)},"path")],[t.__("Kind"),eC(a)],[t.__("Size"),"number"==typeof l&&(0,s.jsx)(v.Ix,{size:l})],[t.__("Files"),eC(i)]]}),o.length>0&&(0,s.jsxs)("p",{className:"nbp-names",children:[o.join(", "),"number"==typeof i&&i>o.length&&" …"]})]})}function eO({page:{inputs:e,parameters:t,card:n},select:a}){let l=(0,j.mz)(),i=Object.entries(t);return e.length||i.length?(0,s.jsxs)("div",{className:"nbp-body",children:[i.length>0&&(0,s.jsx)(k.wn,{title:l.__("Parameters"),children:(0,s.jsx)("table",{className:"nbp-parameters",children:(0,s.jsx)("tbody",{children:i.map(([e,t])=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:e}),(0,s.jsx)("td",{children:(0,s.jsx)("code",{children:JSON.stringify(t)})})]},e))})})}),e.map(t=>(0,s.jsx)(eF,{value:t,open:e.length<=8,from:!0,select:a},t.variable))]}):"Pending"===n.status?(0,s.jsx)(v.Sv,{title:l.__("It was given nothing yet")}):(0,s.jsx)(v.Sv,{title:l.__("It takes nothing from other steps"),children:l.__("A variable that its code reads and an earlier step wrote would stand here.")})}function eL({page:{outputs:e,figures:t,card:n},select:a}){let l=(0,j.mz)();if(!e.length&&!t.length)return null===n.ended_at&&"Skipped"!==n.status?(0,s.jsx)(v.Sv,{title:l.__("It gave nothing yet")}):(0,s.jsx)(v.Sv,{title:l.__("It gave nothing"),children:l.__("A variable that it writes and a later step reads is kept and stands here.")});let i=e.length+t.length<=8;return(0,s.jsx)("div",{className:"nbp-body",children:[...e,...t].map((e,t)=>(0,s.jsx)(eF,{value:e,open:i||t<8,select:a},`${t} ${e.variable}`))})}function eF({value:e,open:t,from:n=!1,select:l}){let i=(0,j.mz)(),{variable:r,artifact:o,producer:p,execution:c,gone:d}=e,[u,h]=(0,a.useState)(t),b=function({preview:e}){let t=Array.isArray(e.shape)?e.shape.map(eC).join(" \xd7 "):"";return"table"===e.kind?t:"array"===e.kind?[t,eC(e.dtype)].filter(Boolean).join(" "):"model"===e.kind?eC(e.type).split(".").at(-1)??"":""}(o);return(0,s.jsxs)("details",{className:"nbp-kept",open:u,onToggle:e=>h(e.currentTarget.open),children:[(0,s.jsxs)("summary",{children:[(0,s.jsx)("code",{children:r}),b&&(0,s.jsx)("span",{className:"nbp-number",children:b}),(0,s.jsxs)("span",{className:"nbp-quiet",children:[o.materializer.replaceAll("_"," ")," ",(0,s.jsx)(v.Ix,{size:o.size})]}),d&&(0,s.jsx)("span",{className:"nbp-gone",children:i.__("gone")})]}),u&&(0,s.jsxs)("div",{className:"nbp-kept-body",children:[(0,s.jsxs)("p",{className:"nbp-inline",children:[n&&null!==p&&(0,s.jsxs)("span",{children:[i.__("from")," ",(0,s.jsx)("button",{type:"button",className:"nbp-link",onClick:()=>l(p),children:p}),null!==c&&(0,s.jsxs)(s.Fragment,{children:[", ",i.__("taken from")," ",(0,s.jsx)(v.N_,{to:{kind:"execution",id:c,step:p},title:c,children:i.__("execution %1",c.slice(0,8))})]})]}),(0,s.jsx)(v.N_,{to:{kind:"lineage",ref:o.digest},children:i.__("Lineage")}),(0,s.jsx)(v.Id,{id:o.digest})]}),d&&(0,s.jsx)("p",{className:"nbp-quiet",children:i.__("Its file is not in the store any more; what is seen here was kept when it was made.")}),(0,s.jsx)(eM,{artifact:o,label:r,gone:d}),!d&&o.size>0&&(0,s.jsx)("div",{children:(0,s.jsx)(Y.f,{path:(0,_.wE)`artifacts/${o.digest}/content`,name:r,title:i.__("The file as it is kept: %1",o.media_type),children:i.__("Download")})})]})]})}let eP=[{id:"overview",title:e=>e.__("Overview"),render:e=>(0,s.jsx)(ek,{...e})},{id:"jobs",title:e=>e.__("Jobs"),has:e=>(0,y.aG)(e.card).total>0,count:e=>(0,y.aG)(e.card).total,render:e=>(0,s.jsx)(G,{...e})},{id:"code",title:e=>e.__("Code"),render:e=>(0,s.jsx)(W,{...e})},{id:"log",title:e=>e.__("Log"),render:e=>(0,s.jsx)(eu,{...e})},{id:"inputs",title:e=>e.__("Inputs"),count:e=>e.inputs.length+Object.keys(e.parameters).length,render:e=>(0,s.jsx)(eO,{...e})},{id:"outputs",title:e=>e.__("Outputs"),count:e=>e.outputs.length+e.figures.length,render:e=>(0,s.jsx)(eL,{...e})},{id:"metrics",title:e=>e.__("Metrics"),count:e=>e.metrics.length,render:e=>(0,s.jsx)(ex,{...e})},{id:"attempts",title:e=>e.__("Attempts"),count:e=>e.attempts.length>1?e.attempts.length:0,render:e=>(0,s.jsx)(K,{...e})}];function eK(e){let{execution:t,step:n,notebook:l,onSelect:i,onClose:r,onTab:o}=e,p=(0,j.mz)(),c=(0,j.N5)((0,_.wE)`executions/${t}/steps/${n}`),[d,u]=(0,a.useState)(e.tab??"overview");return(0,s.jsxs)("aside",{className:"nbp-inspector","aria-label":p.__("Step %1",n),children:[(0,s.jsxs)("div",{className:"nbp-inspector-title",children:[c.data&&(0,s.jsx)(v.km,{type:c.data.node.type}),(0,s.jsx)("h2",{className:"nbp-title",children:c.data?.node.title||n}),c.data&&(0,s.jsx)(v.oy,{status:c.data.card.status,cached:c.data.card.cached,type:c.data.node.type}),(0,s.jsx)(v.K0,{sign:"close",label:p.__("Close (Esc)"),onClick:r})]}),(0,s.jsx)(v.ai,{page:c,children:e=>(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(Q,{page:e,select:i}),(0,s.jsx)(v.tU,{label:p.__("Step %1",n),selected:d,onSelect:e=>{u(e),o?.(e)},tabs:eP.filter(({has:t})=>t?.(e)??!0).map(({id:n,title:s,count:a,render:r})=>({id:n,title:s(p),count:((e=0)=>e>0?e:void 0)(a?.(e)),render:()=>r({page:e,execution:t,notebook:l,select:i})}))},n)]})})]})}function eD(e,t,n){let s=Math.max(n,t+1),a=function(e,t,n){let s=[];for(let[a,l]of[...e].sort((e,t)=>e[0]-t[0])){let[e,i]=[Math.max(t,a),Math.min(n,Math.max(a,l))],r=s.at(-1);i<e||(r&&e<=r[1]?r[1]=Math.max(r[1],i):s.push([e,i]))}return s}(e,t,s),l=a.reduce((e,[t,n])=>e+n-t,0),i=[],r=0,o=(e,t,n)=>{let s=i.at(-1);if(t<=e)return;let a=n?.05*Math.max(l,1e4):t-e;!s||s.pause||n?i.push({from:e,to:t,at:r,length:a,pause:n}):(s.to=t,s.length+=a),r+=a},p=t;for(let[e,t]of[...a,[s,s]])o(p,e,e-p>Math.max(l,1e4)),o(e,t,!1),p=Math.max(p,t);return{pieces:i,begin:t,end:s,length:r}}function eW({pieces:e,length:t},n){for(let t of e){if(n<t.from)return t.at;if(n<=t.to)return t.at+(n-t.from)/(t.to-t.from)*t.length}return t}function eB({pieces:e,begin:t,end:n},s){if(s<=0)return t;let a=e.find(e=>s<=e.at+e.length);return a?a.from+(s-a.at)/a.length*(a.to-a.from):n}function eJ(e,t,n){let s=Math.min(Math.max(0,e),n-t);return{from:s,to:s+t}}let eH=[1,2,5,10,20,50,100,200,500,...[1,2,5,10,15,30].map(e=>1e3*e),...[1,2,5,10,15,30].map(e=>6e4*e),...[1,2,3,6,12].map(e=>36e5*e),...[1,2,7,14,30,90,365].map(e=>864e5*e)];function eU(e,t=1e3){let n=t>=1e3?0:t>=100?1:t>=10?2:3,s=10**n,a=Math.floor(e/1e3*s+1e-6)/s,l=(e,t=0)=>e.toFixed(t).padStart(t?t+3:2,"0");if(0===a)return"0 s";if(a<60)return`${a.toFixed(n)} s`;let i=Math.floor(a/60),r=l(a-60*i,n),[o,p,c]=[Math.floor(i/1440),Math.floor(i/60)%24,i%60],d=o?`${o} d `:"";return i<60?`${c}:${r}`:`${d}${p}:${l(c)}:${r}`}let eV=["Succeeded","Failed","Stopped"];function eX({tracks:e,statuses:t},n){return{status:function(e,t){if(e.length&&!(e[0].at>t))return e[eG(e,t)]}(t,n)?.is??"Executing",cards:[...e.values()].map(e=>{var t,s,a,l,i;let r,o,p,c=eG(e,n),{at:d,is:u}=e[c];return"Executing"===u.status||"Starting"===u.status||"Waiting"===u.status?(t=e,s=c,a=d,l=u,i=n,r=null===l.started_at?a:Date.parse(l.started_at),o=t.slice(s+1).find(e=>null!==e.is.ended_at),p=Math.max(0,i-r)/1e3,{...l,started_at:null,seconds:p<10?Math.floor(10*p)/10:Math.floor(p),progress:l.progress??(o?Math.round((i-r)/Math.max(1,o.at-r)*100)/100:null)}):u})}}function eG(e,t){let[n,s]=[0,e.length-1];for(;n<s;){let a=Math.ceil((n+s)/2);e[a].at<=t?n=a:s=a-1}return n}function eQ(e){return{step:e,status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:"",jobs:{},child_execution:null}}let eY=["fit","0.5","1","2","5","20"];function eZ(e,t){return"fit"===e?Math.min(2e4,Math.max(4e3,t)):t/Number(e)}class e0{constructor(){this.snapshot=()=>this.ms,this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.ms=null,this.listeners=new Set}set(e){if(this.ms!==e)for(let t of(this.ms=e,[...this.listeners]))t()}}function e1({replay:e,steps:t,cards:n,head:l,onState:i,onClose:r}){let o=(0,j.mz)(),p=(0,v.Q4)(),c=t.join("\n"),d=(0,a.useMemo)(()=>(function({frames:e},t){if(!e.length)return null;let n=new Map(t.map(e=>[e,[{at:-1/0,is:eQ(e)}]])),s=[],a=[],l=[];for(let t of e){let e=Date.parse(t.at),i=s.at(-1)?.is;for(let r of(a.length&&(void 0===i||!eV.includes(i))&&l.push([a[a.length-1],e]),a.push(e),null!==t.status&&s.push({at:e,is:t.status}),t.cards)){let t=n.get(r.step);t?t.push({at:e,is:r}):n.set(r.step,[{at:-1/0,is:eQ(r.step)},{at:e,is:r}])}}return{clock:eD(l,a[0],a[a.length-1]),moments:a,tracks:n,statuses:s}})(e,c.split("\n")),[e,c]),[u,h]=(0,a.useState)(!0),[b,m]=(0,a.useState)("fit"),x=(0,a.useSyncExternalStore)(l.subscribe,l.snapshot)??d?.clock.begin??0,g=(0,a.useRef)(null),f=(0,a.useCallback)(e=>{d&&(l.set(e),n.set(eX(d,e).cards))},[d,l,n]);(0,a.useEffect)(()=>{d&&null===l.snapshot()&&f(d.clock.begin)},[d,l,f]),(0,a.useEffect)(()=>()=>l.set(null),[l]),(0,a.useEffect)(()=>g.current?.focus(),[]);let _=x>=(d?.clock.end??0);if((0,a.useEffect)(()=>i({playing:u,over:_&&!u}),[i,u,_]),(0,a.useEffect)(()=>{if(!u||!d)return;let{clock:e}=d,t=e.length/eZ(b,e.length),n=eW(e,l.snapshot()??e.begin),s=performance.now(),a=0,i=l=>{if(n+=Math.max(0,l-s)*t,s=l,n>=e.length){f(e.end),h(!1);return}let r=eB(e,n);f(p?function({moments:e},t){let[n,s]=[0,e.length-1];for(;n<s;){let a=Math.ceil((n+s)/2);e[a]<=t?n=a:s=a-1}return e[n]}(d,r):r),a=requestAnimationFrame(i)};return a=requestAnimationFrame(i),()=>cancelAnimationFrame(a)},[u,b,d,p,f,l]),!d)return(0,s.jsxs)("div",{className:"nbp-replay",role:"group","aria-label":o.__("Replay"),children:[(0,s.jsx)("span",{className:"nbp-quiet",children:o.__("Nothing has happened yet that could be played again.")}),(0,s.jsx)("span",{className:"nbp-space"}),(0,s.jsx)(v.K0,{sign:"close",label:o.__("Back to now"),onClick:r})]});let{clock:y}=d,{status:k,cards:N}=eX(d,x),S=R(N),$=x-y.begin,M=y.end-y.begin<6e4?100:1e3,A={fit:o.__("In %1",(0,w.p0)(eZ("fit",y.length)/1e3)),"0.5":"0.5\xd7",1:"1\xd7",2:"2\xd7",5:"5\xd7",20:"20\xd7"};return(0,s.jsxs)("div",{className:"nbp-replay",role:"group","aria-label":o.__("Replay"),onKeyDown:e=>{"Escape"===e.key&&(e.stopPropagation(),r())},children:[(0,s.jsx)(v.K0,{ref:g,sign:u?"pause":"play",label:u?o.__("Pause"):o.__("Play"),onClick:()=>{!u&&_&&f(y.begin),h(!u)}}),(0,s.jsx)("input",{type:"range",className:"nbp-replay-time",min:0,max:1e3,step:1,value:Math.round(eW(y,x)/y.length*1e3),"aria-label":o.__("Moment of the replay"),"aria-valuetext":[o.__("%1 of %2",eU($,M),eU(y.end-y.begin,M)),S.length?o.__("%1 runs",S.slice(0,3).join(", ")):""].filter(Boolean).join(", "),onChange:e=>{h(!1),f(eB(y,Number(e.target.value)/1e3*y.length))}}),(0,s.jsxs)("span",{className:"nbp-replay-clock nbp-number",title:(0,w.e0)(new Date(x)),children:[eU($,M)," / ",eU(y.end-y.begin,M)]}),(0,s.jsx)("span",{className:"nbp-replay-clock nbp-number nbp-quiet",children:(0,w.e0)(new Date(x)).slice(11)}),(0,s.jsx)(v.l6,{label:o.__("Speed"),value:b,options:eY.map(e=>[e,A[e]]),onChange:m}),(0,s.jsx)(v.oy,{status:k}),(0,s.jsx)(v.K0,{sign:"close",label:o.__("Back to now (Esc)"),onClick:r})]})}function e2(e){return null===e?null:Date.parse(e)}let e4={status:"Pending",cached:!1,began:null,ended:null,seconds:null};function e6({bars:e,began:t}){let n=e.filter(e=>null===t||e.began>=t);return n.length?n:e}function e3(e){let t=(0,j.N5)((0,_.wE)`executions/${e.page.execution.id}/timeline`);return(0,s.jsx)(v.ai,{page:t,children:({spans:t})=>(0,s.jsx)(e8,{...e,spans:t})})}function e8({page:e,spans:t,selected:n,onSelect:l,head:i}){var r,o;let p,c=(0,j.mz)(),{embedded:d}=(0,j.KT)(),{execution:u,graph:h,steps:b}=e,m=function({status:e,orphan:t}){return!t&&!q(e)}(u),x=(0,v.Q4)(),g=(0,v.cB)(m?x?1e3:200:null),[f,_]=(0,a.useState)("notebook"),y=(0,a.useMemo)(()=>q(u.status)?e.longest_path:[],[u.status,e.longest_path]),{nodes:w}=h,{started_at:k,ended_at:N}=u,S=(0,a.useMemo)(()=>(function({nodes:e,cards:t,spans:n,path:s,started:a,ended:l}){let i=new Map(t.map(e=>[e.step,function({status:e,cached:t,started_at:n,ended_at:s,seconds:a}){return{status:e,cached:t,seconds:a,began:e2(n),ended:e2(s)}}(e)])),r=new Map;for(let e of n){let t={attempt:e.attempt,status:e.status,began:Date.parse(e.started_at),ended:e2(e.ended_at)},n=r.get(e.step);n?n.push(t):r.set(e.step,[t])}let o=new Set(s),p=new Set(t.filter(({jobs:e})=>Object.keys(e).length>0).map(e=>e.step)),c=e.map(e=>{let t=i.get(e.name)??e4,n=(p.has(e.name)?void 0:r.get(e.name))??function({status:e,cached:t,began:n,ended:s}){return t||null===n||"Skipped"===e?[]:[{attempt:1,status:e,began:n,ended:s}]}(t);return{node:e,told:t,tries:n.sort((e,t)=>e.began-t.began),critical:o.has(e.name)}}),d=[e2(a),e2(l)];for(let e of c)for(let t of("Skipped"!==e.told.status&&d.push(e.told.began,e.told.ended),e.tries))d.push(t.began,t.ended);let u=d.filter(e=>null!==e),h=u.reduce((e,t)=>Math.min(e,t),1/0),b=u.reduce((e,t)=>Math.max(e,t),-1/0);return{steps:c,begin:u.length?h:0,last:u.length?b:0}})({nodes:w,cards:b,spans:t,path:y,started:k,ended:N}),[w,b,t,y,k,N]),$=(0,a.useMemo)(()=>(function({steps:e,begin:t,last:n},s,a){let l=Math.max(a??0,n),i=[];for(let{told:t,tries:n}of e)for(let{began:e,ended:s}of(null===t.began||t.cached||i.push([t.began,t.ended??l]),n))i.push([e,s??l]);let r=eD(i,t||l,l),o=e.map(({node:e,told:t,tries:n,critical:s})=>{let{status:a,cached:i,began:o,ended:p,seconds:c}=t,d=n.map(e=>({...e,from:eW(r,e.began),to:eW(r,e.ended??l)})),u=null===o?void 0:d.find(e=>e.began>=o);return{step:e.name,title:e.title||e.name,type:e.type,status:a,cached:i,critical:s,bars:d,lead:null===o||void 0===u?null:{from:eW(r,o),to:u.from,began:o,ended:u.began},seconds:null===p?null:c,began:o,mark:i&&null!==p?eW(r,p):null}});return{lines:"start"===s?o.map((e,t)=>({line:e,i:t,at:e.bars.length?e.bars[0].from:e.mark??1/0})).sort((e,t)=>e.at===t.at?e.i-t.i:e.at-t.at).map(e=>e.line):o,clock:r}})(S,f,m?g:null),[S,f,m,g]),{lines:M,clock:A}=$,{length:C}=A,[z,E]=(0,a.useState)(null),T=z??{from:0,to:C},R=(0,a.useRef)(null),I=(0,a.useId)(),[O,L]=(0,a.useState)(0),F=Math.min(O,Math.max(0,M.length-1)),[P,K,D]=function(e,t){let[n,s]=(0,a.useState)({first:0,last:60,width:800});return(0,a.useLayoutEffect)(()=>{let t=e.current;if(!t)return;let n=()=>{let e=Math.max(0,Math.floor(t.scrollTop/24)-8),n=Math.ceil((t.scrollTop+(t.clientHeight||600))/24)+8,a=t.querySelector(".nbp-timeline-track")?.clientWidth??0;s(t=>t.first===e&&t.last===n&&t.width===a?t:{first:e,last:n,width:a})};n();let a=new ResizeObserver(n);return a.observe(t),t.addEventListener("scroll",n,{passive:!0}),()=>{a.disconnect(),t.removeEventListener("scroll",n)}},[e]),[Math.min(n.first,t),Math.min(n.last,t),n.width]}(R,M.length);(0,a.useEffect)(()=>{let e=M.findIndex(e=>e.step===n);e>=0&&L(e)},[n,f]);let W=e=>{let t=e?.bars.length?(e.bars[0].from+e.bars[e.bars.length-1].to)/2:e?.mark;return null==t||t<T.from||t>T.to?(T.from+T.to)/2:t},B=(e,t=W(M.at(F)))=>{let n=function({from:e,to:t},n,s,a){let l=Math.min(a,Math.max(Math.min(5,a),(t-e)*n));return eJ(s-(t>e?(s-e)/(t-e):.5)*l,l,a)}(T,e,t,C);E(n.to-n.from>=C?null:n)},J=e=>z&&E(function({from:e,to:t},n,s){return eJ(e+(t-e)*n,t-e,s)}(z,e,C));r=R,o={zoom:B,pan:J,seen:T},p=(0,a.useRef)(o),(0,a.useEffect)(()=>{p.current=o}),(0,a.useEffect)(()=>{let e=r.current;if(!e)return;let t=t=>{let{zoom:n,pan:s,seen:a}=p.current,l=e.querySelector(".nbp-timeline-track")?.getBoundingClientRect();if(!l?.width)return;let i=t.shiftKey?t.deltaY:t.deltaX;if(t.ctrlKey||t.metaKey){let e=Math.min(1,Math.max(0,(t.clientX-l.left)/l.width));n(Math.exp(t.deltaY/300),a.from+e*(a.to-a.from))}else{if(!(i&&Math.abs(i)>=Math.abs(t.shiftKey?0:t.deltaY)))return;s(i/l.width)}t.preventDefault()};return e.addEventListener("wheel",t,{passive:!1}),()=>e.removeEventListener("wheel",t)},[r]);let H=e=>{let t=Math.min(M.length-1,Math.max(0,e));L(t),function(e,t){if(!e)return;let n=24*t;n<e.scrollTop?e.scrollTop=n:n+48>e.scrollTop+e.clientHeight&&(e.scrollTop=n+48-e.clientHeight)}(R.current,t)};return(0,s.jsxs)("section",{className:"nbp-timeline","aria-label":c.__("Timeline of %1",u.pipeline),...d&&{"data-lm-suppress-shortcuts":"true",tabIndex:-1},children:[(0,s.jsxs)("div",{className:"nbp-timeline-tools",children:[(0,s.jsx)(v.l6,{label:c.__("Order of the steps"),value:f,options:[["notebook",c.__("Notebook order")],["start",c.__("By start")]],onChange:_}),y.length>1&&(0,s.jsx)(ts,{path:y,page:e}),(0,s.jsx)("span",{className:"nbp-space"}),(0,s.jsx)(v.K0,{sign:"remove",label:c.__("Zoom out (-)"),onClick:()=>B(2)}),(0,s.jsx)(v.K0,{sign:"add",label:c.__("Zoom in (+)"),onClick:()=>B(.5)}),(0,s.jsx)(v.K0,{sign:"fit",label:c.__("Fit (f)"),onClick:()=>E(null)})]}),(0,s.jsxs)("div",{ref:R,className:"nbp-timeline-box",role:"listbox",tabIndex:0,"aria-label":c.__("Steps of %1",u.pipeline),"aria-activedescendant":M.length?`${I}-${F}`:void 0,onKeyDown:e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;let t=Math.max(1,K-P-16-1);switch(e.key){case"ArrowDown":H(F+1);break;case"ArrowUp":H(F-1);break;case"PageDown":H(F+t);break;case"PageUp":H(F-t);break;case"Home":H(0);break;case"End":H(M.length-1);break;case"ArrowLeft":J(-.2);break;case"ArrowRight":J(.2);break;case"+":case"=":B(.5);break;case"-":B(2);break;case"f":case"0":E(null);break;case"Enter":case" ":F<M.length&&l(M[F].step);break;case"Escape":if(null===n)return;l(null);break;default:return}e.preventDefault(),e.stopPropagation()},onClick:e=>{let t=e.target.closest("[data-at]");if(!t)return;let n=Number(t.dataset.at);L(n),l(M[n].step)},children:[(0,s.jsx)(ta,{clock:A,seen:T,width:D}),(0,s.jsxs)("div",{className:"nbp-timeline-lines",style:{height:24*M.length},role:"presentation",children:[(0,s.jsx)(tl,{drawing:$,path:y,seen:T}),(0,s.jsx)(ti,{head:i,clock:A,seen:T}),M.slice(P,K).map((e,t)=>(0,s.jsx)(e5,{id:I,line:e,at:P+t,count:M.length,from:T.from,to:T.to,width:D,begin:A.begin,now:e.bars.some(e=>null===e.ended)?g:0,current:P+t===F,selected:e.step===n},e.step))]})]})]})}let e5=(0,a.memo)(function(e){let{id:t,line:n,at:a,count:l,from:i,to:r,width:o,begin:p,now:c,current:d,selected:u}=e,h=(0,j.mz)();return(0,s.jsxs)("div",{id:`${t}-${a}`,"data-at":a,role:"option","aria-selected":u,"aria-setsize":l,"aria-posinset":a+1,"aria-label":function(e,t,n){let{title:s,type:a,status:l,bars:i,cached:r,critical:o,seconds:p}=t,c=(0,v.Hm)(e,l).toLowerCase();return[s,a,null!==p&&!r?e.__("%1 in %2",c,(0,w.p0)(p)):c,r&&e.__("from the cache"),i.length>1&&e._n("%1 attempt","%1 attempts",i.length),i.length>0&&e.__("began after %1",(0,w.p0)((i[0].began-n)/1e3)),o&&e.__("on the longest path")].filter(Boolean).join(", ")}(h,n,p),className:`nbp-timeline-line${d?" nbp-current":""}`,style:{top:24*a},children:[(0,s.jsxs)("span",{className:"nbp-timeline-name",title:n.title===n.step?n.step:`${n.title} (${n.step})`,children:[(0,s.jsx)(v.km,{type:n.type,size:14,silent:!0}),(0,s.jsx)("span",{className:"nbp-timeline-title",children:n.title}),n.bars.length>1&&(0,s.jsxs)("span",{className:"nbp-card-times",children:["\xd7",n.bars.length]}),(0,s.jsx)(v.kW,{status:n.status,cached:n.cached,type:n.type,size:14,silent:!0})]}),(0,s.jsx)(e7,{line:n,scale:e9({from:i,to:r}),width:o,now:c})]})});function e9({from:e,to:t}){return n=>(n-e)/Math.max(1e-9,t-e)*100}function e7({line:e,scale:t,width:n,now:a}){let l=(0,j.mz)(),{bars:i,lead:r,mark:o,critical:p}=e,c=e6(e),d=function(e,t,n){let{bars:s,status:a,mark:l,cached:i}=t;if(i)return null===l?"":e.__("From the cache");if(!s.length&&null===t.began)return"Pending"===a?"":(0,v.Hm)(e,a);let r=function({seconds:e,began:t,bars:n,status:s},a){return null!==e?e:"Pending"===s||"Skipped"===s?null:null!==t&&n.length?Math.max(0,Math.floor((a-t)/1e3)):null}(t,n);return[!tt.has(a)&&(0,v.Hm)(e,a),null!==r&&tn(r,null===t.seconds),s.length>1&&e._n("%1 attempt","%1 attempts",s.length)].filter(Boolean).join(" \xb7 ")}(l,e,a),[u,h]=i.length?[t(i[0].from),t(i[i.length-1].to)]:null!==o?[t(o),t(o)]:[0,0];return(0,s.jsxs)("span",{className:"nbp-timeline-track","aria-hidden":!0,children:[r&&r.to>r.from&&(0,s.jsx)("span",{className:`nbp-timeline-lead nbp-is-${e.status.toLowerCase()}`,style:{left:`${t(r.from)}%`,width:`${t(r.to)-t(r.from)}%`},title:l.__("%1 waited %2 for a process",e.title,(0,w.p0)((r.ended-r.began)/1e3))}),i.map(n=>(0,s.jsx)("span",{className:`nbp-span nbp-is-${n.status.toLowerCase()}${p&&c.includes(n)?" nbp-critical":""}`,style:{left:`${t(n.from)}%`,width:`${t(n.to)-t(n.from)}%`},title:function(e,{title:t,bars:n},s,a){let l=e=>(0,w.e0)(new Date(e)).slice(11);return[n.length>1?e.__("%1, attempt %2",t,s.attempt):t,`${(0,v.Hm)(e,s.status)} \xb7 ${tn(function({began:e,ended:t},n){return null===t?Math.max(0,Math.floor((n-e)/1e3)):(t-e)/1e3}(s,a),null===s.ended)}`,null===s.ended?e.__("since %1",l(s.began)):e.__("%1 to %2",l(s.began),l(s.ended))].join("\n")}(l,e,n,a)},n.attempt)),null!==o&&(0,s.jsx)("span",{className:"nbp-timeline-mark",style:{left:`${t(o)}%`},children:(0,s.jsx)(v.Q6,{size:13})}),h<0&&(0,s.jsx)("span",{className:"nbp-timeline-text",children:"‹"}),u>100&&(0,s.jsx)("span",{className:"nbp-timeline-text",style:{right:3},children:"›"}),d&&h>=0&&u<=100&&(0,s.jsx)("span",{className:"nbp-timeline-text",style:function(e,t,n,s,a){let l=null!==a.mark,i=a.bars.some(e=>te.has(e.status))?{}:{background:"none"},[r,o]=[Math.max(0,t),Math.max(0,Math.min(100,n))],p=6*e.length+14,c=e=>e/100*(s||800);return c(100-o)>p||r<=0?{left:`${o}%`,marginLeft:l?10:4}:c(o-r)>p?{left:`${r}%`,marginLeft:4,zIndex:1,...i}:{right:`${100-r}%`,marginRight:l?10:4}}(d,u,h,n,e),children:d})]})}let te=new Set(["Failed","Stopped"]),tt=new Set(["Succeeded","Pending"]);function tn(e,t){return t&&e<60?`${e} s`:(0,w.p0)(e)}function ts({path:e,page:t}){let n=(0,j.mz)(),a=new Map(t.steps.map(e=>[e.step,e])),l=e.reduce((e,t)=>e+(a.get(t)?.seconds??0),0);return(0,s.jsxs)("span",{className:"nbp-timeline-legend",title:e.join(" → "),children:[(0,s.jsx)("span",{className:"nbp-span nbp-critical","aria-hidden":!0}),n.__("Longest path, %1",(0,w.p0)(l))]})}function ta({clock:e,seen:t,width:n}){let a=(0,j.mz)(),l=e9(t),i=function(e,t,n){let s=(t.to-t.from)/Math.max(1,n),a=eH.find(e=>e>=s)??864e5*Math.ceil(s/864e5),l=[];for(let n of e.pieces){if(n.pause||n.at>t.to||n.at+n.length<t.from)continue;let s=n.from+Math.max(0,t.from-n.at)-e.begin,i=n.from+Math.min(n.length,t.to-n.at)-e.begin;for(let t=Math.ceil(s/a-1e-9)*a;t<=i+1e-9;t+=a){let n=eW(e,e.begin+t),s=l.at(-1);(void 0===s||n-s.at>.6*a)&&l.push({at:n,text:eU(t,a)})}}return l}(e,t,Math.max(2,Math.floor((n||800)/84)));return(0,s.jsx)("div",{className:"nbp-timeline-axis","aria-hidden":!0,children:(0,s.jsxs)("span",{className:"nbp-timeline-track",children:[i.map(({at:e,text:t})=>(0,s.jsx)("span",{className:`nbp-timeline-tick${l(e)>95?" nbp-end":""}`,style:{left:`${l(e)}%`},children:t},e)),e.pieces.filter(e=>e.pause).map(e=>(0,s.jsx)("span",{className:"nbp-timeline-pause",style:{left:`${l(e.at)}%`,width:`${l(e.at+e.length)-l(e.at)}%`},title:a.__("Nothing ran for %1",(0,w.p0)((e.to-e.from)/1e3)),children:(0,w.p0)((e.to-e.from)/1e3)},e.at))]})})}function tl({drawing:e,path:t,seen:n}){var a;let l,i,r=24*e.lines.length,o=(a=e.lines,l=new Map(a.map((e,t)=>[e.step,t])),(i=t.filter(e=>a[l.get(e)??-1]?.bars.length)).slice(1).map((e,t)=>{let[n,s]=[l.get(i[t])??0,l.get(e)??0],r=a[n].bars[a[n].bars.length-1];return{from:[n,r.to],to:[s,e6(a[s])[0].from]}}));if(!o.length)return null;let p=e9(n);return(0,s.jsx)("svg",{className:"nbp-timeline-joints",viewBox:`0 0 100 ${r}`,preserveAspectRatio:"none",height:r,"aria-hidden":!0,children:(0,s.jsx)("path",{d:o.map(({from:e,to:t})=>`M${p(e[1])} ${(e[0]+.5)*24}V${(t[0]+.5)*24}H${p(t[1])}`).join("")})})}function ti({head:e,clock:t,seen:n}){let l=(0,a.useSyncExternalStore)(e.subscribe,e.snapshot);if(null===l)return null;let i=e9(n)(eW(t,l)),r=Math.min(100,Math.max(0,i));return(0,s.jsxs)("span",{className:"nbp-timeline-over","aria-hidden":!0,children:[(0,s.jsx)("span",{className:"nbp-timeline-veil",style:{left:`${r}%`}}),r===i&&(0,s.jsx)("span",{className:"nbp-timeline-cursor",style:{left:`${i}%`},title:eU(l-t.begin)})]})}function tr({id:e,step:t}){let n=(0,j.N5)((0,_.wE)`executions/${e}`),{again:a}=n;return(0,s.jsx)(v.ai,{page:n,children:n=>(0,s.jsx)(tp,{page:n,step:t,again:a},e)})}let to={playing:!1,over:!0};function tp({page:e,step:t,again:n}){let l=(0,j.mz)(),{embedded:i}=(0,j.KT)(),{execution:r,failure:o,graph:p,steps:c}=e,[d,u]=(0,a.useState)(t??null),[h,b]=(0,a.useState)("overview"),[m,x]=(0,a.useState)("graph"),[g,f]=(0,a.useState)(null),[w,N]=(0,a.useState)(null),{orphan:S}=r,A=(0,a.useMemo)(()=>S?c.map(tc):c,[S,c]),[C]=(0,a.useState)(()=>new y.sz(A));(0,a.useEffect)(()=>C.set(A),[C,A]);let{status:z}=r,E=(0,a.useRef)(z);(0,a.useEffect)(()=>{E.current!==z&&(E.current=z,n())},[z,n]);let T=function(e){let[t,n]=(0,a.useState)(!1),s=(0,j.N5)(t?(0,_.wE)`executions/${e.execution.id}/replay`:null),[l]=(0,a.useState)(()=>new e0),[i]=(0,a.useState)(()=>new y.sz),[r,o]=(0,a.useState)(to),p=(0,a.useRef)(null),c=(0,a.useCallback)(()=>n(!0),[]),d=(0,a.useCallback)(()=>{n(!1),o(to),requestAnimationFrame(()=>p.current?.focus())},[]);return{...s,on:t,head:l,cards:i,state:t?r:to,setState:o,open:c,close:d,opener:p}}(e),R=(0,v.Q4)(),{playing:I,over:L}=T.state,F=o&&"Failed"===z?o:null,P=c.filter(e=>"Failed"===e.status&&e.step!==F?.step),{id:K}=r,D=(0,a.useCallback)((e,t,n)=>(0,s.jsx)(V,{execution:K,step:e,total:t,width:y.g,onSelect:u,onClose:n}),[K]),W="timeline"===m?(0,s.jsx)(e3,{page:e,selected:d,onSelect:u,head:T.head}):(0,s.jsx)(y.wq,{graph:p,cards:L?C:T.cards,label:l.__("Graph of %1",r.pipeline),selected:d,onSelect:u,moving:!R&&(L||I),sizes:T.data?.sizes,jobs:L?D:void 0}),B=(0,s.jsx)(v.B1,{label:l.__("Inspector"),direction:i?"column":"row",part:i?.5:.36,first:(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)("div",{className:"nbp-strip",children:[(0,s.jsx)(v.$K,{label:l.__("How it is shown"),value:m,options:[["graph",l.__("Graph")],["timeline",l.__("Timeline")]],onChange:x}),T.on?(0,s.jsx)(tb,{replay:T,page:e}):(0,s.jsx)(v.$n,{ref:T.opener,sign:"play",title:l.__("See the run again, as it went"),onClick:T.open,children:l.__("Replay")})]}),W]}),second:null===d?null:(0,s.jsx)(eK,{execution:r.id,step:d,notebook:e.notebook,tab:h,onTab:b,onSelect:u,onClose:()=>u(null)},d)});return(0,s.jsxs)("div",{className:S?"nbp-view nbp-stands":"nbp-view",children:[(0,s.jsx)(O,{page:e,selected:d}),F&&(0,s.jsx)(k.s0,{failure:F,notebook:e.notebook,execution:c.some(e=>e.step===F.step&&e.attempts>0)?r.id:void 0,children:(0,s.jsx)(th,{first:F.step,others:P.map(e=>e.step),onSelect:u})}),!S&&!q(z)&&(0,s.jsx)(td,{steps:c,selected:d,onSelect:u}),p.nodes.length?(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(v.B1,{label:l.__("About this execution"),direction:"column",part:i?.5:.34,least:90,first:B,second:null===g?null:(0,s.jsx)(M,{page:e,part:g,onPart:f,onSelect:u,onClose:()=>{N(g),f(null)}})}),null===g&&(0,s.jsx)($,{page:e,last:w,onOpen:f})]}):(0,s.jsxs)(v.Sv,{title:l.__("This pipeline has no steps"),children:[l.__("A cell becomes one when its first line names it:")," ",(0,s.jsx)("code",{children:"%%step prepare"})]})]})}function tc(e){return null===e.ended_at?{...e,started_at:null,seconds:null,progress:0}:e}function td({steps:e,selected:t,onSelect:n}){let a=(0,j.mz)(),l=e.filter(e=>"Waiting"===e.status&&e.step!==t);return l.length?(0,s.jsxs)(v.$T,{title:a._n("%1 step waits for an answer","%1 steps wait for an answer",l.length),children:[l.slice(0,tu).map(e=>(0,s.jsxs)("p",{className:"nbp-inline",children:[(0,s.jsx)(v.$n,{onClick:()=>n(e.step),children:a.__("Answer %1",e.step)}),(0,s.jsx)("span",{children:e.detail})]},e.step)),l.length>tu&&(0,s.jsx)("p",{className:"nbp-quiet",children:a.__("and %1 more",l.length-tu)})]}):null}let tu=5;function th({first:e,others:t,onSelect:n}){let a=(0,j.mz)(),l=(e,t)=>(0,s.jsx)("button",{type:"button",className:"nbp-link",onClick:()=>n(e),children:t},e);return null!==e||t.length?(0,s.jsxs)("p",{className:"nbp-inline",children:[null!==e&&l(e,a.__("Show step %1",e)),t.length>0&&(0,s.jsx)("span",{className:"nbp-quiet",children:null===e?a.__("Failed:"):a.__("Failed too:")}),t.slice(0,tu).map(e=>l(e,e)),t.length>tu&&(0,s.jsx)("span",{className:"nbp-quiet",children:a.__("and %1 more",t.length-tu)})]}):null}function tb({replay:e,page:t}){let{data:n,error:a,again:l,cards:i,head:r,setState:o,close:p}=e;return a?(0,s.jsx)(v.aV,{error:a,onRetry:l}):n?(0,s.jsx)(e1,{replay:n,steps:t.steps.map(e=>e.step),cards:i,head:r,onState:o,onClose:p}):(0,s.jsx)(v.y$,{})}},"./labextension/lib/pages/figure.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),a=n("webpack/sharing/consume/default/react");n("./labextension/style/pages.css");var l=n("./labextension/lib/api.js"),i=n("./labextension/lib/context.js"),r=n("./labextension/lib/kit/index.js");function o({artifact:e,label:t,gone:n=!1}){let p=(0,i.mz)(),c=(0,i.gf)(),d=(0,i.sy)(),{digest:u,preview:h,media_type:b,size:m}=e,x=b.startsWith("image/"),g="image"===h.kind&&"string"==typeof h.data&&"string"==typeof h.media_type?`data:${h.media_type};base64,${h.data}`:null,[f,_]=(0,a.useState)(null),j=(0,i.y3)(async()=>{let e=await c.bytes((0,l.wE)`artifacts/${u}/content`,{store:d});_(URL.createObjectURL(e))});(0,a.useEffect)(()=>()=>{f&&URL.revokeObjectURL(f)},[f]);let{run:y}=j,v=x&&null===g&&!n;(0,a.useEffect)(()=>{v&&y()},[v,y]);let w=f??g;return(0,s.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,s.jsx)("img",{src:w,alt:t,className:f?"nbp-figure-whole":void 0}),null===w&&!x&&"string"==typeof h.text&&(0,s.jsx)("pre",{children:h.text}),(0,s.jsxs)("figcaption",{children:[t," ",n?(0,s.jsx)("span",{className:"nbp-quiet",children:p.__("the file is not in the store any more")}):x&&null!==g&&!f?(0,s.jsx)(r.$n,{busy:j.busy,onClick:()=>void y(),children:p.__("Full size")}):(0,s.jsx)("span",{className:"nbp-quiet",children:(0,s.jsx)(r.Ix,{size:m})})]}),j.error&&(0,s.jsx)(r.aV,{error:j.error,onRetry:()=>void y()})]})}n.d(t,{D:()=>o})},"./labextension/lib/pages/markdown.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),a=n("webpack/sharing/consume/default/react"),l=n("./labextension/lib/context.js");function i({source:e}){let{markdown:t}=(0,l.KT)(),n=(0,a.useRef)(null);return((0,a.useLayoutEffect)(()=>n.current&&t?t(e,n.current):void 0,[t,e]),t)?(0,s.jsx)("div",{ref:n,className:"nbp-markdown"}):(0,s.jsx)("pre",{className:"nbp-prose",children:e})}n.d(t,{o:()=>i})},"./labextension/lib/pages/parts.js"(e,t,n){n.d(t,{d8:()=>w,At:()=>v,s0:()=>N,wn:()=>k});var s=n("./node_modules/react/jsx-runtime.js"),a=n("webpack/sharing/consume/default/react");n("./labextension/style/pages.css");var l=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(l),r=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=n.n(r),p=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),c=n.n(p),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),u=n.n(d),h=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=n.n(h),m=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),x=n.n(m),g=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),f={};f.styleTagTransform=x(),f.setAttributes=u(),f.insert=c().bind(null,"head"),f.domAPI=o(),f.insertStyleElement=b(),i()(g.A,f),g.A&&g.A.locals&&g.A.locals;var _=n("./labextension/lib/context.js"),j=n("./labextension/lib/kit/index.js"),y=n("./labextension/lib/words.js");function v({facts:e}){return(0,s.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,t])=>(0,s.jsxs)("div",{children:[(0,s.jsx)("dt",{children:e}),(0,s.jsx)("dd",{children:t})]},e))})}function w({id:e,step:t=null}){let n=(0,_.mz)();return(0,s.jsx)(j.N_,{to:{kind:"execution",id:e,...null!==t&&{step:t}},title:e,children:n.__("execution %1",e.slice(0,8))})}function k({title:e,children:t}){return(0,s.jsxs)("section",{className:"nbp-section",children:[(0,s.jsx)("h3",{children:e}),t]})}function N({failure:e,notebook:t,execution:n,page:a,children:l}){let i=(0,_.mz)(),r=(0,_.KT)(),{step:o,cell:p,line:c}=e,d=o??a?.card.step??null,u=[null!==d&&i.__("step %1",d),null!==p&&i.__("cell %1",p),null!==c&&i.__("line %1",c)].filter(Boolean),h=[...a?.setup??[],...a?.code??[]].find(e=>e.number===p)?.id??null,b=null===t?null:{kind:"notebook",path:t,cell:p,cellId:h,line:c};return(0,s.jsxs)(j.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[u.length>0&&(0,s.jsx)("p",{className:"nbp-quiet",children:u.join(", ")}),l,e.source&&(0,s.jsx)(j.Cy,{source:e.source,first:c,label:i.__("The line that failed")}),(0,s.jsxs)("div",{className:"nbp-ways",children:[b&&null!==p&&r.opens("notebook")&&(0,s.jsx)(j.$n,{sign:"open",onClick:()=>r.open(b),children:i.__("Open in notebook")}),void 0!==n&&null!==d&&(0,s.jsx)(S,{step:d,execution:n,there:b})]})]})}function S({step:e,execution:t,there:n}){let l=(0,_.mz)(),i=(0,_.KT)(),[r,o]=(0,a.useState)(""),p=`%pipeline debug ${e} ${(0,y.h0)(t)}`,c=async()=>{n&&await i.insert?.(n,p)?o(l.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(p),o(l.__("Copied: run it in a cell of the notebook.")))};return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(j.$n,{sign:"copy",title:l.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{c().catch(()=>o(l.__("It could not be copied: type it in a cell of the notebook.")))},children:l.__("Debug with its inputs")}),(0,s.jsx)("code",{className:"nbp-command",children:p}),(0,s.jsx)("span",{role:"status",className:"nbp-quiet",children:r})]})}},"./labextension/lib/pages/said.js"(e,t,n){var s=n("./labextension/lib/words.js");function a(e){return null==e?"–":"number"==typeof e?(0,s.vm)(e):"string"==typeof e?e:JSON.stringify(e)}n.d(t,{a:()=>a})},"./labextension/lib/pages/save.js"(e,t,n){function s(e,t){let n=URL.createObjectURL(e),s=document.createElement("a");s.href=n,s.download=t,s.click(),setTimeout(()=>URL.revokeObjectURL(n),6e4)}n.d(t,{U:()=>s})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/execution.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=n.n(s),l=n("./node_modules/css-loader/dist/runtime/api.js"),i=(n.n(l))()(a());i.push([e.id,`/* ---- the line above the graph or the timeline ---- */

.nbp-strip {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  min-height: 32px;
  padding: 3px 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-group {
  display: inline-flex;
}

.nbp-orphan .nbp-icon {
  color: var(--nbp-warn);
}

/* ---- replay ---- */

.nbp-strip .nbp-spinner,
.nbp-strip .nbp-error {
  flex: 1;
  margin: 0;
  padding: 0;
  border: 0;
}

.nbp-replay {
  display: flex;
  flex: 1;
  align-items: center;
  gap: 8px;
  min-width: 0;
}

.nbp-replay-time {
  flex: 1;
  min-width: 60px;
  height: 20px;
  margin: 0;
  accent-color: var(--nbp-brand);
}

.nbp-replay-clock {
  flex: none;
  white-space: nowrap;
}

.nbp-replay .nbp-mark {
  min-width: 88px;
}

/* ---- timeline ---- */

.nbp-timeline {
  --nbp-names: clamp(110px, 26%, 230px);

  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
}

.nbp-timeline:focus {
  outline: none;
}

.nbp-timeline-tools {
  display: flex;
  flex: none;
  align-items: center;
  gap: 2px 12px;
  min-height: 32px;
  padding: 3px 8px;
}

.nbp-timeline-tools .nbp-icon-button {
  margin-inline-start: -10px;
}

.nbp-timeline-legend {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  white-space: nowrap;
}

.nbp-timeline-legend .nbp-span {
  position: relative;
  width: 18px;
  inset: auto;
  height: 9px;
}

.nbp-timeline-box {
  position: relative;
  flex: 1;
  min-height: 0;
  overflow: hidden auto;
  overflow-anchor: none;
  scrollbar-gutter: stable;
}

.nbp-root .nbp-timeline-box:focus-visible {
  outline: none;
}

.nbp-timeline-axis {
  position: sticky;
  top: 0;
  z-index: 4;
  display: flex;
  height: 24px;
  padding-inline-start: var(--nbp-names);
  border-block: 1px solid var(--nbp-line);
  background: var(--nbp-page);
  color: var(--nbp-quiet);
  font-size: 11px;
  line-height: 22px;
  font-variant-numeric: tabular-nums;
}

.nbp-timeline-tick,
.nbp-timeline-pause {
  position: absolute;
  top: 0;
  height: 22px;
  white-space: nowrap;
}

.nbp-timeline-tick {
  padding-inline-start: 4px;
  border-inline-start: 1px solid var(--nbp-line);
}

.nbp-timeline-tick.nbp-end {
  padding-inline: 0 4px;
  border-inline: 0 1px solid var(--nbp-line);
  transform: translateX(-100%);
}

.nbp-timeline-pause {
  overflow: hidden;
  background: var(--nbp-raised);
  color: var(--nbp-ink);
  text-align: center;
}

.nbp-timeline-lines {
  position: relative;
}

.nbp-timeline-line {
  position: absolute;
  inset-inline: 0;
  display: flex;
  height: 24px;
  border-bottom: 1px solid color-mix(in srgb, var(--nbp-line) 50%, transparent);
  cursor: pointer;
}

.nbp-timeline-line:hover {
  background: color-mix(in srgb, var(--nbp-raised) 60%, transparent);
}

.nbp-timeline-line[aria-selected='true'] {
  background: var(--nbp-chosen);
}

.nbp-timeline-box:focus-visible .nbp-timeline-line.nbp-current {
  outline: 2px solid var(--nbp-brand);
  outline-offset: -2px;
}

.nbp-timeline-name {
  display: flex;
  flex: none;
  align-items: center;
  gap: 5px;
  width: var(--nbp-names);
  padding: 0 8px;
}

.nbp-timeline-title {
  flex: 1;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-timeline-track {
  position: relative;
  flex: 1;
  min-width: 0;
  margin-inline-end: 12px;
  overflow: hidden;
}

/* Colour and pattern: filled is done, striped failed, dotted was stopped, open at the end goes on. */

.nbp-span {
  position: absolute;
  top: 5px;
  height: 13px;
  min-width: 2px;
  border: 1px solid var(--nbp-tone);
  border-radius: 1px;
  background: color-mix(in srgb, var(--nbp-tone) 55%, var(--nbp-page));
}

.nbp-span.nbp-is-failed {
  background: repeating-linear-gradient(
    -45deg,
    var(--nbp-tone) 0 3px,
    color-mix(in srgb, var(--nbp-tone) 25%, var(--nbp-page)) 3px 6px
  );
}

.nbp-span.nbp-is-stopped {
  background: repeating-linear-gradient(
    90deg,
    var(--nbp-tone) 0 2px,
    color-mix(in srgb, var(--nbp-tone) 20%, var(--nbp-page)) 2px 5px
  );
}

.nbp-span.nbp-is-starting,
.nbp-span.nbp-is-executing {
  border-inline-end: 0;
  border-start-end-radius: 0;
  border-end-end-radius: 0;
}

.nbp-span.nbp-is-starting,
.nbp-span.nbp-is-waiting {
  background: color-mix(in srgb, var(--nbp-tone) 18%, var(--nbp-page));
}

.nbp-span.nbp-is-waiting {
  border-style: dashed;
}

/* What waits for a process is a thin line before its bar. */

.nbp-timeline-lead {
  position: absolute;
  top: 10px;
  height: 3px;
  background: color-mix(in srgb, var(--nbp-tone) 35%, var(--nbp-page));
}

/* The longest path: underlined, and joined from step to step. */

.nbp-span.nbp-critical {
  box-shadow: 0 2px 0 var(--nbp-strong);
}

.nbp-timeline-joints {
  position: absolute;
  z-index: 1;
  top: 0;
  left: var(--nbp-names);
  width: calc(100% - var(--nbp-names) - 12px);
  overflow: hidden;
  pointer-events: none;
}

.nbp-timeline-joints path {
  fill: none;
  stroke: var(--nbp-strong);
  stroke-width: 1;
  vector-effect: non-scaling-stroke;
}

.nbp-timeline-text,
.nbp-timeline-mark {
  position: absolute;
  line-height: 23px;
  white-space: nowrap;
}

.nbp-timeline-text {
  padding: 0 3px;
  margin-inline: -3px;
  background: var(--nbp-page);
  font-size: 11px;
  line-height: 15px;
  top: 4px;
  font-variant-numeric: tabular-nums;
}

.nbp-timeline-line:hover .nbp-timeline-text,
.nbp-timeline-line[aria-selected='true'] .nbp-timeline-text {
  background: none;
}

.nbp-timeline-mark {
  margin-inline-start: -6px;
}

.nbp-timeline-over {
  position: absolute;
  z-index: 3;
  inset: 0 12px 0 var(--nbp-names);
  pointer-events: none;
}

.nbp-timeline-cursor {
  position: absolute;
  top: 0;
  bottom: 0;
  width: 0;
  border-inline-start: 2px solid var(--nbp-brand);
}

.nbp-timeline-veil {
  position: absolute;
  top: 0;
  right: 0;
  bottom: 0;
  background: color-mix(in srgb, var(--nbp-page) 72%, transparent);
}

/* ---- about the execution ---- */

/* What is past, or gone, does not turn. */
.nbp-log .nbp-turns > path:last-child,
.nbp-stands .nbp-turns > path:last-child {
  animation: none;
}

.nbp-log {
  display: flex;
  flex-direction: column;
  min-height: 0;
}

.nbp-about-line {
  display: flex;
  flex: none;
  gap: 2px;
  padding: 0 8px;
  border-top: 1px solid var(--nbp-line);
}

.nbp-about-line button {
  height: 28px;
  padding: 0 10px;
  border: 0;
  background: none;
  white-space: nowrap;
  cursor: pointer;
}

.nbp-about-line button:hover {
  background: color-mix(in srgb, var(--nbp-raised) 60%, transparent);
}

.nbp-about-columns {
  display: flex;
  flex: 1;
  min-height: 0;
}

.nbp-about-columns > * {
  flex: 1 1 50%;
  min-width: 0;
  overflow: auto;
}

.nbp-about-packages {
  display: flex;
  flex-direction: column;
  border-inline-start: 1px solid var(--nbp-line);
}

.nbp-about-search {
  display: flex;
  flex: none;
  align-items: center;
  gap: 10px;
  padding: 4px 8px;
}

.nbp-about-set {
  font-weight: 600;
}

.nbp-error-text > .nbp-code {
  margin-block: 4px 6px;
}
`,""]),n.d(t,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/jobs.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=n.n(s),l=n("./node_modules/css-loader/dist/runtime/api.js"),i=(n.n(l))()(a());i.push([e.id,`/* The jobs of a Map or a Tuning: on its card, and in a tab of its own. */

.nbp-squares {
  position: relative;
  border-radius: var(--nbp-radius);
}

.nbp-squares svg {
  display: block;
  overflow: visible;
  cursor: pointer;
}

.nbp-square {
  fill: color-mix(in srgb, var(--nbp-tone) 80%, var(--nbp-page));
}

/* Shape beside colour: what has not begun is hollow, what failed is strong. */
.nbp-square.nbp-is-pending,
.nbp-square.nbp-is-skipped {
  fill: color-mix(in srgb, var(--nbp-tone) 30%, var(--nbp-page));
}

.nbp-square.nbp-is-failed {
  fill: var(--nbp-tone);
  stroke: var(--nbp-strong);
  stroke-width: 0.8;
}

.nbp-square-star {
  fill: var(--nbp-strong);
  dominant-baseline: central;
  text-anchor: middle;
  pointer-events: none;
}

.nbp-square-best,
.nbp-square-mark {
  fill: none;
  stroke: var(--nbp-strong);
  stroke-width: 1.5;
  pointer-events: none;
}

.nbp-square-best {
  stroke-width: 1;
}

.nbp-jobs > .nbp-segments {
  flex-wrap: wrap;
  align-self: flex-start;
}

.nbp-jobs > .nbp-table {
  overflow-x: auto;
}

.nbp-jobs > .nbp-table table {
  min-width: 480px;
}

.nbp-jobs .nbp-table .nbp-number .nbp-icon {
  margin-inline-start: 4px;
  vertical-align: -1px;
}

.nbp-job-of {
  display: flex;
  gap: 10px;
  align-items: baseline;
  padding: 0 12px 6px;
}

.nbp-job-of .nbp-link {
  flex: none;
}

.nbp-job-of code {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

@media (forced-colors: active) {
  .nbp-squares {
    forced-color-adjust: none;
  }
}
`,""]),n.d(t,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),a=n.n(s),l=n("./node_modules/css-loader/dist/runtime/api.js"),i=(n.n(l))()(a());i.push([e.id,`/* ---- what failed ---- */

.nbp-ways {
  margin-top: 6px;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 8px;
}

.nbp-command {
  padding: 2px 6px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  user-select: all;
}

.nbp-reason::before {
  content: '– ';
}

/* ---- lists of the overview ---- */

.nbp-files,
.nbp-parameters {
  align-self: start;
}

.nbp-files,
.nbp-logged,
.nbp-parameters {
  border-spacing: 0;
}

.nbp-files th,
.nbp-logged th,
.nbp-parameters th {
  padding: 2px 16px 2px 0;
  font-weight: 400;
  text-align: start;
  overflow-wrap: anywhere;
}

.nbp-logged thead th {
  padding-inline: 0 16px;
  color: var(--nbp-quiet);
}

.nbp-logged thead .nbp-end,
.nbp-logged .nbp-end {
  padding-inline: 16px 0;
  text-align: end;
}

.nbp-logged tbody th,
.nbp-logged tbody td {
  border-top: 1px solid var(--nbp-line);
}

.nbp-parameters th {
  color: var(--nbp-quiet);
}

.nbp-parameters code {
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  overflow-wrap: anywhere;
}

.nbp-files td {
  padding: 2px 0 2px 8px;
  white-space: nowrap;
}

.nbp-files .nbp-end {
  text-align: end;
}

/* ---- cells ---- */

.nbp-cells,
.nbp-cell,
.nbp-attempt {
  display: flex;
  flex-direction: column;
  gap: 5px;
}

.nbp-cells {
  gap: 12px;
  padding-top: 6px;
}

.nbp-cell-head {
  display: flex;
  align-items: center;
  gap: 8px;
  min-height: 24px;
}

.nbp-root .nbp-cell-head h4,
.nbp-root .nbp-printed h4 {
  flex: 1;
  margin: 0;
  font-size: var(--jp-ui-font-size1, 13px);
  font-weight: 600;
}

.nbp-attempt + .nbp-attempt {
  padding-top: 12px;
  border-top: 1px solid var(--nbp-line);
}

.nbp-attempt > .nbp-error {
  margin: 0;
}

.nbp-traceback {
  padding: 6px 8px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
}

.nbp-traceback .nbp-terminal {
  white-space: pre;
}

/* ---- the log ---- */

.nbp-log,
.nbp-log-frame {
  position: relative;
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
}

.nbp-log-box {
  flex: 1;
  min-height: 0;
  padding: 4px 12px 12px;
  overflow: auto;
  overflow-anchor: none;
}

.nbp-log-live::before {
  display: inline-block;
  width: 8px;
  height: 8px;
  margin-inline-end: 6px;
  border-radius: 50%;
  background: var(--nbp-info);
  content: '';
}

.nbp-log-cut {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 12px;
  padding: 6px 8px;
  margin: 4px 0;
  border-inline-start: 3px solid var(--nbp-warn);
  background: color-mix(in srgb, var(--nbp-warn) 10%, transparent);
}

.nbp-log-end {
  position: absolute;
  inset-inline-end: 20px;
  bottom: 12px;
}

.nbp-printed {
  padding-top: 6px;
}

.nbp-printed + .nbp-printed {
  margin-top: 8px;
  border-top: 1px solid var(--nbp-line);
}

.nbp-root .nbp-printed h4 {
  margin-bottom: 2px;
  color: var(--nbp-quiet);
  font-weight: 400;
}

.nbp-out {
  max-width: 100%;
  overflow-x: auto;
}

.nbp-out-error {
  padding: 2px 6px;
  background: var(--jp-rendermime-error-background, color-mix(in srgb, var(--nbp-bad) 14%, transparent));
}

.nbp-out-picture {
  display: block;
  height: auto;
  margin: 4px 0;
  background: #fff;
}

.nbp-out-frame {
  display: block;
  width: 100%;
  border: 1px solid var(--nbp-line);
}

.nbp-out-shown img {
  max-width: 100%;
}

/* ---- inputs and outputs ---- */

.nbp-kept > summary {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 12px;
  padding: 4px 0;
  cursor: pointer;
}

.nbp-kept > summary::before {
  width: 8px;
  color: var(--nbp-quiet);
  content: '▸';
}

.nbp-kept[open] > summary::before {
  content: '▾';
}

.nbp-kept > summary > code {
  background: none;
  color: var(--nbp-strong);
  font-family: var(--nbp-mono);
  font-weight: 600;
}

.nbp-kept + .nbp-kept {
  border-top: 1px solid var(--nbp-line);
}

.nbp-kept-body {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 2px 0 6px 20px;
}

.nbp-gone {
  padding: 0 6px;
  border: 1px solid var(--nbp-warn);
  border-radius: var(--nbp-radius);
}

.nbp-preview-text {
  max-height: 240px;
  margin: 0;
  overflow: auto;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: var(--jp-code-font-size, 12px);
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}

.nbp-root .nbp-scalar {
  font-size: 1.4em;
  font-variant-numeric: tabular-nums;
}

.nbp-names {
  max-height: 160px;
  overflow: auto;
  overflow-wrap: anywhere;
}

.nbp-grid {
  margin: 0;
}

.nbp-grid-box {
  max-height: 260px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
}

.nbp-grid table {
  border-collapse: separate;
  border-spacing: 0;
  font-size: 0.95em;
}

.nbp-grid th,
.nbp-grid td {
  max-width: 240px;
  padding: 2px 8px;
  overflow: hidden;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
}

.nbp-grid thead th,
.nbp-grid thead td {
  position: sticky;
  top: 0;
  background: var(--nbp-page);
  vertical-align: bottom;
}

.nbp-grid tbody th {
  color: var(--nbp-quiet);
  font-weight: 400;
  text-align: end;
}

.nbp-grid .nbp-end {
  text-align: end;
}

.nbp-grid-type {
  display: block;
  color: var(--nbp-quiet);
  font-weight: 400;
}

.nbp-ask {
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 10px 12px;
  border: 1px solid var(--nbp-warn);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
}

.nbp-root .nbp-ask h3 {
  margin: 0;
  font-size: inherit;
  font-weight: 600;
}

.nbp-ask fieldset {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 16px;
  margin: 0;
  padding: 4px 8px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
}

.nbp-ask label {
  display: flex;
  align-items: center;
  gap: 6px;
}

.nbp-ask textarea,
.nbp-ask input[type='text'] {
  box-sizing: border-box;
  width: 100%;
  min-height: 24px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  color: inherit;
}

.nbp-ask textarea {
  resize: vertical;
}

.nbp-ask-buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}

.nbp-ask p,
.nbp-answer p {
  margin: 0;
}

.nbp-answer + .nbp-answer {
  margin-top: 12px;
}
`,""]),n.d(t,{},{A:i})}}]);