"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_execution_js"],{"./labextension/lib/pages/download.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),l=n("./labextension/lib/context.js"),a=n("./labextension/lib/kit/index.js");function i({path:e,query:t={},name:n,title:o,disabled:c=!1,children:p}){let d=(0,l.gf)(),u=(0,l.sy)(),h=(0,l.y3)(async()=>{let s=d.url(e,{store:u,...t});if(null!==s)return void r(s,"");let l=URL.createObjectURL(await d.bytes(e,{store:u,...t}));r(l,n),setTimeout(()=>URL.revokeObjectURL(l),6e4)});return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(a.$n,{sign:"download",disabled:c,busy:h.busy,title:o,onClick:()=>void h.run(),children:p}),h.error&&(0,s.jsx)(a.aV,{error:h.error})]})}function r(e,t){let n=document.createElement("a");n.href=e,n.download=t,n.click()}n.d(t,{f:()=>i})},"./labextension/lib/pages/execution.js"(e,t,n){n.d(t,{ExecutionView:()=>ti});var s=n("./node_modules/react/jsx-runtime.js"),l=n("webpack/sharing/consume/default/react"),a=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(a),r=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=n.n(r),c=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=n.n(c),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),u=n.n(d),h=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),m=n.n(h),b=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),x=n.n(b),g=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/execution.css"),f={};f.styleTagTransform=x(),f.setAttributes=u(),f.insert=p().bind(null,"head"),f.domAPI=o(),f.insertStyleElement=m(),i()(g.A,f),g.A&&g.A.locals&&g.A.locals;var _=n("./labextension/lib/api.js"),j=n("./labextension/lib/context.js"),y=n("./labextension/lib/graph/index.js"),v=n("./labextension/lib/kit/index.js"),w=n("./labextension/lib/words.js"),k=n("./labextension/lib/pages/parts.js"),N=n("./labextension/lib/pages/said.js");function S(e,t){return[{id:"parameters",title:e.__("Parameters"),count:C(t).length},{id:"environment",title:e.__("Environment")},{id:"log",title:e.__("Run log")}]}function $({page:e,last:t,onOpen:n}){let a=(0,j.mz)(),i=(0,l.useRef)(null);return(0,l.useEffect)(()=>{null!==t&&i.current?.querySelector(`[data-part=${t}]`)?.focus()},[t]),(0,s.jsx)("div",{className:"nbp-about-line",role:"group","aria-label":a.__("About this execution"),ref:i,children:S(a,e).map(({id:e,title:t,count:l})=>(0,s.jsxs)("button",{type:"button","data-part":e,"aria-expanded":!1,onClick:()=>n(e),children:[t,void 0!==l&&(0,s.jsx)("span",{className:"nbp-count",children:l})]},e))})}function M({page:e,part:t,onPart:n,onSelect:a,onClose:i}){let r=(0,j.mz)(),o=(0,l.useRef)(null);(0,l.useEffect)(()=>o.current?.querySelector("[role=tab][aria-selected=true]")?.focus(),[]);let c={parameters:()=>(0,s.jsx)(A,{page:e}),environment:()=>(0,s.jsx)(E,{page:e}),log:()=>(0,s.jsx)(R,{page:e,onSelect:a})};return(0,s.jsx)("div",{className:"nbp-view",ref:o,children:(0,s.jsx)(v.tU,{label:r.__("About this execution"),selected:t,onSelect:e=>n(e),tabs:S(r,e).map(e=>({...e,render:c[e.id]})),children:(0,s.jsx)(v.K0,{sign:"down",label:r.__("Close"),onClick:i})})})}function C({execution:e,parameters:t}){let n=e.parameters,s=t.map(e=>{let t=n[e.name]??(e.name in n||e.required?null:e.default),s=!e.required&&JSON.stringify(t)===JSON.stringify(e.default);return{name:e.name,value:t,defined:e,usual:s}}),l=new Set(t.map(e=>e.name)),a=Object.entries(n).filter(([e])=>!l.has(e)).map(([e,t])=>({name:e,value:t??null,defined:null,usual:!1}));return[...s,...a]}function A({page:e}){let t=(0,j.mz)(),n=C(e),l=[{id:"name",title:t.__("Name"),by:e=>e.name,width:"18%",render:e=>e.name},{id:"value",title:t.__("Value"),width:"18%",render:e=>(0,s.jsx)("span",{title:JSON.stringify(e.value),className:e.usual?void 0:"nbp-about-set",children:(0,N.a)(e.value)})},{id:"default",title:t.__("Default"),width:"18%",render:({usual:e,defined:n})=>e?(0,s.jsx)("span",{className:"nbp-quiet",children:t.__("the default")}):n&&(n.required?(0,s.jsx)("span",{className:"nbp-quiet",children:t.__("none, it has to be given")}):(0,s.jsx)("span",{title:JSON.stringify(n.default),children:(0,N.a)(n.default)}))},{id:"type",title:t.__("Type"),width:"16%",render:({defined:e})=>e&&(0,s.jsx)("code",{title:e.type,children:e.type})},{id:"description",title:t.__("Description"),render:({defined:e})=>e&&(0,s.jsx)("span",{title:e.description,children:e.description})}];return n.length?(0,s.jsx)(v.XI,{label:t.__("Parameters"),columns:l,rows:n,id:e=>e.name}):(0,s.jsx)(v.Sv,{title:t.__("This pipeline has no parameters"),command:"%%parameters",children:t.__("A cell that begins with this makes its variables parameters, each with a default:")})}let z=["python","executable","platform","cpus","git_commit","packages"];function E({page:e}){let t=(0,j.mz)(),{environment:n,execution:a,host:i,seed:r,models:o,notebook:c}=e,p=(0,l.useMemo)(()=>{var e;return null===(e=n.packages)||"object"!=typeof e||Array.isArray(e)?[]:Object.entries(e).map(([e,t])=>({name:e,version:(0,N.a)(t)}))},[n.packages]),[d,u]=(0,l.useState)(""),h=p.filter(({name:e})=>e.includes(d.trim().toLowerCase())),m=e=>(0,N.a)(n[e]).replace("–",""),b=m("git_commit");return(0,s.jsxs)("div",{className:"nbp-about-columns",children:[(0,s.jsx)("div",{className:"nbp-body",children:(0,s.jsx)(k.At,{facts:[[t.__("Started"),a.started_at&&(0,s.jsx)(v.gX,{at:a.started_at})],[t.__("Started by"),a.started_by],[t.__("Machine"),i],[t.__("Notebook"),null!==c&&(0,s.jsx)(v.N_,{to:{kind:"notebook",path:c},children:c})],[t.__("Git commit"),b&&(0,s.jsxs)("span",{className:"nbp-inline",children:[(0,s.jsx)(v.Id,{id:b.replace(/-dirty$/,"")}),b.endsWith("-dirty")&&(0,s.jsx)("span",{className:"nbp-quiet",children:t.__("and files that were changed since")})]})],[t.__("Seed"),String(r)],[t.__("Python"),m("python")],[t.__("Interpreter"),m("executable")],[t.__("Platform"),m("platform")],[t.__("Processors"),m("cpus")],...Object.keys(n).filter(e=>!z.includes(e)).map(e=>[e,m(e)]),[t.__("Registered"),o.length>0&&(0,s.jsx)("span",{className:"nbp-inline",children:o.map(e=>{let t=e.lastIndexOf(":"),n={group:e.slice(0,t),version:Number(e.slice(t+1))};return(0,s.jsx)(v.N_,{to:{kind:"model",...n},children:e},e)})})]]})}),(0,s.jsxs)("div",{className:"nbp-about-packages",children:[(0,s.jsxs)("div",{className:"nbp-about-search",children:[(0,s.jsx)(v.vj,{value:d,onChange:u,label:t.__("Search packages")}),(0,s.jsx)("span",{className:"nbp-quiet",children:t._n("%1 package","%1 packages",h.length)})]}),(0,s.jsx)(v.XI,{label:t.__("Packages"),columns:[{id:"name",title:t.__("Package"),by:e=>e.name,render:e=>e.name},{id:"version",title:t.__("Version"),width:"40%",render:e=>(0,s.jsx)("span",{title:e.version,children:e.version})}],rows:h,id:e=>e.name})]})]})}function R({page:e,onSelect:t}){let n=(0,j.mz)(),{execution:l,lessons:a}=e,i=(0,j.N5)((0,_.wE)`executions/${l.id}/replay`),r=[{id:"at",title:n.__("Time"),width:"90px",render:({at:e})=>(0,s.jsx)("time",{className:"nbp-number",dateTime:e,title:(0,w.e0)(new Date(e)),children:(0,w.e0)(new Date(e)).slice(11)})},{id:"status",title:n.__("Status"),width:"110px",render:({status:e})=>(0,s.jsx)(v.oy,{status:e})},{id:"step",title:n.__("Step"),width:"24%",render:({step:e})=>e??(0,s.jsx)("strong",{children:l.pipeline})},{id:"detail",title:n.__("What happened"),render:({detail:e})=>(0,s.jsx)("span",{title:e,children:e})}];return(0,s.jsxs)(s.Fragment,{children:[a.length>0&&(0,s.jsx)("div",{className:"nbp-body",children:(0,s.jsx)(k.wn,{title:n.__("Learned in this run"),children:a.map(e=>(0,s.jsx)("p",{children:e},e))})}),(0,s.jsx)(v.ai,{page:i,children:e=>(0,s.jsx)("div",{className:"nbp-log",children:(0,s.jsx)(v.XI,{label:n.__("Run log"),columns:r,rows:function(e,{frames:t}){return t.flatMap((t,n)=>[...t.cards.map(s=>{let{step:l,status:a,cached:i}=s;return{key:`${n} ${l}`,at:t.at,step:l,status:a,cached:i,detail:function(e,t){let{status:n,seconds:s,attempts:l,detail:a,error:i,cached:r}=t,o="Executing"===n||"Starting"===n;return[l>1&&o&&e.__("attempt %1",l),r&&e.__("from the cache"),!o&&!r&&null!==s&&(0,w.p0)(s),a,i].filter(Boolean).join(" \xb7 ")}(e,s)}}),...null===t.status?[]:[{key:String(n),at:t.at,step:null,status:t.status,detail:"",cached:!1}]])}(n,e),id:e=>e.key,onOpen:e=>null!==e.step&&t(e.step)})})})]})}function T(e){return"Succeeded"===e||"Failed"===e||"Stopped"===e}function q(e){return e.filter(e=>"Executing"===e.status||"Starting"===e.status).map(e=>e.step)}var I=n("./labextension/lib/pages/save.js");function O({page:e,selected:t}){let n=(0,j.mz)(),a=(0,j.KT)(),{execution:i,seed:r,steps:o,models:c}=e,{id:p,pipeline:d,version:u,status:h,started_at:m,started_by:b,seconds:x,orphan:g,notebook:f,parameters:y}=i,w=function({status:e,orphan:t}){return!t&&!T(e)}(i),N=o.find(e=>e.step===t)??null,S=function(e,t,n){let{status:s,orphan:l,notebook:a}=t;return{stop:{shown:!T(s),reason:"Stopping"!==s||l?"":e.__("It is being stopped")},resume:{shown:"Failed"===s||"Stopped"===s||l,reason:""},again:{shown:!0,reason:null===a?e.__("Its notebook does not lie below the folder that Jupyter shows"):""},notebook:{shown:!0,reason:function(e,t){if(null===t)return e.__("Select a step first: each has its own executed notebook");let{step:n,status:s,attempts:l,cached:a}=t;return"Starting"===s||"Executing"===s?e.__("Step %1 still runs: its notebook is written when it ends",n):l>0||a?"":"Pending"===s||"Skipped"===s||"Stopped"===s?e.__("Step %1 has not run",n):e.__("Step %1 runs no code of its own",n)}(e,n)}}}(n,i,N),$=(0,j.y3)((e,t)=>e.post((0,_.wE)`executions/${p}/stop`,{},t)),M=(0,j.y3)((e,t,n)=>e.post((0,_.wE)`executions/${p}/resume`,n?{force:n}:{},t)),C=(0,j.y3)(async(e,t)=>{let n=await e.post("executions",{notebook:f,parameters:y,seed:r},t);a.opens("execution")&&a.open({kind:"execution",id:n.execution})}),A=(0,j.y3)(async(e,t)=>(0,I.U)(await e.bytes((0,_.wE)`executions/${p}/report`,t),`${d}-${p}.html`)),z=(0,j.y3)(async(e,t,n)=>(0,I.U)(await e.bytes((0,_.wE)`executions/${p}/steps/${n}/notebook`,t),`${d}-${p}-${n}.ipynb`)),[E,R]=(0,l.useState)(!1),K=(0,l.useRef)(null),[D,W]=(0,l.useState)(null),B=$.busy||!g&&("Stopping"===h||D===h);(0,l.useEffect)(()=>{T(h)&&R(!1),W(e=>e===h?e:null)},[h]);let H=()=>{R(!1),$.run().then(e=>W(e?h:null))},[U,J]=(0,l.useState)(null),V=M.error?.code==="changed-notebook"&&M.error!==U?M.error:null,X=[$.error,V?null:M.error,C.error,A.error,z.error].find(e=>null!==e&&e!==U)??null,G=a.opens("run"),Q=()=>{null!==f&&(G?a.open({kind:"run",notebook:f,parameters:y}):C.run())},Y=q(o);return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)(v.M7,{label:n.__("Execution of %1",d),children:[(0,s.jsx)("h2",{className:"nbp-title",children:d}),(0,s.jsxs)("span",{className:"nbp-quiet",title:n.__("Version of the pipeline"),children:["v",u]}),(0,s.jsx)(v.Id,{id:p}),g?(0,s.jsxs)("span",{className:"nbp-mark nbp-orphan",children:[(0,s.jsx)(v.In,{sign:"warning"}),n.__("Interrupted")]}):(0,s.jsx)(v.oy,{status:h}),!T(h)&&(0,s.jsx)("span",{className:"nbp-quiet nbp-number",children:n.__("%1 of %2 steps",i.done,i.steps)}),!g&&(0,s.jsx)(v.dw,{seconds:x,since:m,running:w&&"Waiting"!==h}),(0,s.jsxs)("span",{className:"nbp-quiet",children:[(0,s.jsx)(v.gX,{at:m})," ",b&&n.__("by %1",b)]}),i.parent_execution&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[n.__("as step %1 of",i.parent_step??"")," ",(0,s.jsx)(k.d8,{id:i.parent_execution,step:i.parent_step})]}),c.slice(0,2).map(e=>(0,s.jsx)(F,{model:e},e)),c.length>2&&(0,s.jsx)("span",{className:"nbp-quiet",title:c.slice(2).join(", "),children:n.__("and %1 more",c.length-2)}),(0,s.jsx)(v.$x,{}),S.stop.shown&&!g&&(0,s.jsx)(v.$n,{ref:K,sign:"stop",busy:B,title:n.__("End the steps that run, and start no others"),"aria-expanded":E,onClick:()=>Y.length?R(!E):H(),children:B?n.__("Stopping…"):n.__("Stop")}),S.resume.shown&&!g&&(0,s.jsx)(v.$n,{sign:"play",busy:M.busy,title:n.__("Run what failed or was not reached; results that are there stay"),onClick:()=>void M.run(!1),children:M.busy?n.__("Resuming…"):n.__("Resume")}),(0,s.jsx)(v.$n,{sign:"again",busy:C.busy,reason:S.again.reason,title:G?n.__("Run the notebook as it is now, with these parameters to change"):n.__("Run the notebook as it is now, with these parameters"),onClick:Q,children:G?n.__("Run again…"):n.__("Run again")}),(0,s.jsxs)("span",{className:"nbp-group",children:[(0,s.jsx)(v.K0,{sign:"notebook",label:N?n.__("Download the executed notebook of %1",N.step):n.__("Download the executed notebook"),reason:S.notebook.reason,"aria-busy":z.busy||void 0,onClick:()=>N&&void z.run(N.step)}),(0,s.jsx)(v.K0,{sign:"download",label:n.__("Export a report"),"aria-busy":A.busy||void 0,disabled:A.busy,onClick:()=>void A.run()}),(0,s.jsx)(L,{id:p})]})]}),E&&!B&&(0,s.jsx)(P,{title:n._n("%1 step runs: what it has done so far is lost.","%1 steps run: what they have done so far is lost.",Y.length),accept:n.__("Stop it"),refuse:n.__("Let it run"),onAccept:H,onRefuse:()=>{R(!1),K.current?.focus()},children:n.__("Results of the steps that have ended stay, and Resume goes on from there.")}),g&&(0,s.jsxs)(v.$T,{title:n.__("The process that ran this is gone"),children:[(0,s.jsx)("p",{children:n.__("It was killed, or its machine was switched off. Nothing runs any more; results that are there stay.")}),(0,s.jsxs)(v.CW,{children:[(0,s.jsx)(v.$n,{look:"accept",sign:"play",busy:M.busy,onClick:()=>void M.run(!1),children:M.busy?n.__("Resuming…"):n.__("Resume")}),(0,s.jsx)(v.$n,{sign:"stop",busy:$.busy,title:n.__("Record that it has ended"),onClick:()=>void $.run(),children:$.busy?n.__("Stopping…"):n.__("Stop")})]})]}),V&&(0,s.jsxs)(v.$T,{title:V.message,children:[(0,s.jsx)("p",{children:n.__("Resumed as it was, it runs the code that it began with. Run again takes the notebook as it is now.")}),(0,s.jsxs)(v.CW,{children:[(0,s.jsx)(v.$n,{look:"accept",sign:"play",busy:M.busy,onClick:()=>void M.run(!0),children:n.__("Resume as it was")}),(0,s.jsx)(v.$n,{sign:"again",busy:C.busy,reason:S.again.reason,onClick:Q,children:G?n.__("Run again…"):n.__("Run again")}),(0,s.jsx)(v.$n,{onClick:()=>J(V),children:n.__("Leave it so")})]})]}),X&&(0,s.jsx)(v.aV,{error:X,children:(0,s.jsx)(v.CW,{children:(0,s.jsx)(v.$n,{onClick:()=>J(X),children:n.__("Close")})})})]})}function F({model:e}){let t=(0,j.mz)(),n=e.lastIndexOf(":");return(0,s.jsx)("span",{className:"nbp-inline",children:(0,s.jsxs)(v.N_,{to:{kind:"model",group:e.slice(0,n),version:Number(e.slice(n+1))},title:t.__("The model that it registered"),children:["→ ",e]})})}function L({id:e}){let t=(0,j.mz)(),[n,a]=(0,l.useState)(!1);return(0,l.useEffect)(()=>{if(!n)return;let e=setTimeout(()=>a(!1),1500);return()=>clearTimeout(e)},[n]),(0,s.jsx)(v.K0,{sign:"copy",pressed:n||void 0,label:n?t.__("Copied"):t.__("Copy the id"),onClick:()=>void(0,v.C)(e).then(a)})}function P({title:e,accept:t,refuse:n,onAccept:a,onRefuse:i,children:r}){let o=(0,l.useRef)(null);return(0,l.useEffect)(()=>o.current?.focus(),[]),(0,s.jsx)("div",{onKeyDown:e=>{"Escape"===e.key&&(e.stopPropagation(),i())},children:(0,s.jsxs)(v.$T,{title:e,children:[(0,s.jsx)("p",{children:r}),(0,s.jsxs)(v.CW,{children:[(0,s.jsx)(v.$n,{ref:o,look:"warn",sign:"stop",onClick:a,children:t}),(0,s.jsx)(v.$n,{onClick:i,children:n})]})]})})}function K({page:e,execution:t,notebook:n}){let l=(0,j.mz)(),{attempts:a,card:i,cached_from:r}=e;return a.length?(0,s.jsx)("div",{className:"nbp-body",children:[...a].reverse().map((l,a)=>(0,s.jsx)(D,{attempt:l,newest:0===a,page:e,execution:t,notebook:n},l.number))}):(0,s.jsx)(v.Sv,{title:l.__("It was not run"),children:null!==r?(0,s.jsxs)(s.Fragment,{children:[l.__("Its result was taken from")," ",(0,s.jsx)(v.N_,{to:{kind:"execution",id:r,step:i.step},children:l.__("execution %1",r.slice(0,8))})]}):i.detail})}function D({attempt:e,newest:t,page:n,execution:l,notebook:a}){let i=(0,j.mz)(),{number:r,status:o,started_at:c,ended_at:p,host:d,pid:u,seconds:h,cpu_seconds:m,max_rss:b,failure:x}=e;return(0,s.jsxs)("section",{className:"nbp-attempt","aria-label":i.__("Attempt %1",r),children:[(0,s.jsxs)("div",{className:"nbp-cell-head",children:[(0,s.jsx)("h4",{children:i.__("Attempt %1",r)}),(0,s.jsx)(v.oy,{status:o})]}),(0,s.jsx)(k.At,{facts:[[i.__("Started"),c&&(0,s.jsx)(v.gX,{at:c})],[i.__("Took"),c&&(0,s.jsx)(v.dw,{seconds:h,since:c,running:null===p})],[i.__("Processor time"),null!==m&&(0,s.jsx)(v.dw,{seconds:m})],[i.__("Most memory"),null!==b&&(0,s.jsx)(v.Ix,{size:b})],[i.__("Host"),d],[i.__("Process"),u],[i.__("Ended with"),x?.type]]}),x&&(0,s.jsx)(k.s0,{failure:x,notebook:a,page:n,execution:l}),x?.traceback&&(0,s.jsx)(v.av,{title:i.__("Traceback"),open:t,children:(0,s.jsx)("div",{className:"nbp-traceback",tabIndex:0,role:"region","aria-label":i.__("Traceback"),children:(0,s.jsx)(v.BK,{text:x.traceback})})})]})}function W({page:e,notebook:t}){let n=(0,j.mz)(),{code:l,setup:a,diff:i,failure:r,card:o}=e;if(!l.length&&!a.length)return(0,s.jsx)(v.Sv,{title:n.__("This step has no code"),children:e.node.expression});let c=e=>r?.cell===e.number?r.line:null;return(0,s.jsxs)("div",{className:"nbp-body",children:[l.map(e=>(0,s.jsx)(B,{cell:e,notebook:t,line:c(e)},e.number)),a.length>0&&(0,s.jsx)(v.av,{title:n._n("%1 setup cell, which runs first","%1 setup cells, which run first",a.length),open:a.some(e=>r?.cell===e.number),children:(0,s.jsx)("div",{className:"nbp-cells",children:a.map(e=>(0,s.jsx)(B,{cell:e,notebook:t,line:c(e)},e.number))})}),i.length>0&&(0,s.jsx)(k.wn,{title:n.__("What changed since the run before"),children:(0,s.jsx)(v.oO,{lines:i,label:n.__("What changed in the code of %1",o.step)})})]})}function B({cell:e,notebook:t,line:n}){let l=(0,j.mz)(),a=(0,j.KT)(),{number:i,id:r,source:o,first_line:c}=e;return(0,s.jsxs)("section",{className:"nbp-cell","aria-label":l.__("Cell %1",i),children:[(0,s.jsxs)("div",{className:"nbp-cell-head",children:[(0,s.jsx)("h4",{children:l.__("Cell %1",i)}),null!==t&&a.opens("notebook")&&(0,s.jsx)(v.$n,{sign:"open",onClick:()=>a.open({kind:"notebook",path:t,cell:i,cellId:r,line:n}),children:l.__("Open in notebook")})]}),(0,s.jsx)(v.Cy,{source:o,first:c,line:n,label:l.__("Code of cell %1",i)})]})}var H=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/jobs.css"),U={};U.styleTagTransform=x(),U.setAttributes=u(),U.insert=p().bind(null,"head"),U.domAPI=o(),U.insertStyleElement=m(),i()(H.A,U),H.A&&H.A.locals&&H.A.locals;var J=n("./labextension/lib/pages/chain.js");function V({execution:e,step:t,total:n,width:a,onSelect:i,onClose:r}){let o=(0,j.mz)(),c=(0,l.useId)(),p=(0,l.useRef)(null),d=(0,j.N5)((0,_.wE)`executions/${e}/steps/${t}/squares`),[u,h]=(0,l.useState)(0),[m,b]=(0,l.useState)(!1),[x,g]=(0,l.useState)(null),f=(0,y.y_)(n,a),k=d.data?.digits.length??0,N=x??(m?Math.min(u,Math.max(0,k-1)):null),S=(0,J.zL)(N,120),$=(0,_.wE)`executions/${e}/steps/${t}/jobs`,M=(0,j.N5)(null===S?null:$,{after:S,limit:1}),C=M.data?.rows.at(0),A=C?.place===N?C:void 0,z=(0,j.y3)(async(e,t,n)=>{let{rows:s}=await e.get($,{...t,after:n,limit:1});s.length&&i(s[0].step)});if(d.error)return(0,s.jsx)(v.aV,{error:d.error,onRetry:d.again});if(!d.data)return(0,s.jsx)("div",{style:{height:f.rows*f.size}});let{statuses:E,digits:R,best:T}=d.data,q=e=>{let t=A&&Object.entries(A.metrics).at(0);return[A?.step??o.__("Job %1",e),A?.label,(0,v.Hm)(o,E[Number(R[e])]),t&&`${t[0]} ${(0,w.vm)(t[1])}`,e===T&&o.__("the best")].filter(Boolean).join(", ")},I=e=>{let{left:t,top:n,width:s}=e.currentTarget.getBoundingClientRect(),l=s/a||1;return(0,y.l4)((e.clientX-t)/l,(e.clientY-n)/l,k,f)},O=null===N||N>=k?null:(0,y.$t)(Math.floor(N/f.each),f),F=null===T?null:(0,y.$t)(Math.floor(T/f.each),f),L=f.size;return(0,s.jsxs)("div",{ref:p,className:"nbp-squares nopan nowheel",role:"listbox","aria-label":o.__("Jobs of %1",t),"aria-activedescendant":k?`${c}-at`:void 0,tabIndex:0,onFocus:()=>b(!0),onBlur:()=>b(!1),onKeyDown:e=>{let t=(0,y.vX)(e.key,u,k,f);if(null!==t)h(t);else if("Enter"===e.key||" "===e.key)z.run(u);else{if("Escape"!==e.key||!r)return;p.current?.closest(".nbp-card")?.querySelector("[aria-expanded]")?.focus(),r()}e.preventDefault(),e.stopPropagation()},children:[(0,s.jsxs)("svg",{width:a,height:f.rows*L,viewBox:`0 0 ${a} ${f.rows*L}`,"aria-hidden":!0,onPointerMove:e=>g(I(e)),onPointerLeave:()=>g(null),onClick:e=>{let t=I(e);null!==t&&(h(t),z.run(t))},children:[(0,s.jsx)("title",{children:null===N?"":q(N)}),[...(0,y.wG)(d.data,f)].map(([e,t])=>(0,s.jsx)("path",{className:`nbp-square nbp-is-${e.toLowerCase()}`,d:t},e)),F&&L>5&&(0,s.jsx)("text",{className:"nbp-square-star",x:F.x+L/2-1,y:F.y+L/2-1,fontSize:L-2,children:"★"}),F&&L<=5&&(0,s.jsx)("rect",{className:"nbp-square-best",x:F.x-1,y:F.y-1,width:L+1,height:L+1}),O&&(0,s.jsx)("rect",{className:"nbp-square-mark",x:O.x-1,y:O.y-1,width:L>4?L:L+2,height:L>4?L:L+2})]}),k>0&&(0,s.jsx)("span",{className:"nbp-hidden",role:"option",id:`${c}-at`,"aria-selected":m,"aria-posinset":Math.min(u,k-1)+1,"aria-setsize":k,children:q(Math.min(u,k-1))}),z.error&&(0,s.jsx)(v.aV,{error:z.error})]})}let X=["Pending","Starting","Executing","Waiting","Succeeded","Failed","Stopped","Skipped"];function G({page:e,execution:t,select:n}){let a=(0,j.mz)(),{step:i}=e.card,{total:r}=(0,y.aG)(e.card),[o,c]=(0,l.useState)(""),[p,d]=(0,l.useState)(null),u=(0,J.n$)((0,_.wE)`executions/${t}/steps/${i}/jobs`,{status:o,...p&&{sort:p.id,down:p.down?1:void 0}},"after"),h=u.pages?.at(0),m=(0,l.useMemo)(()=>u.pages?.flatMap(e=>e.rows)??null,[u.pages]),b=JSON.stringify([h?.parameters??[],h?.metrics.slice(0,4)??[]]),x=m?.some(e=>e.attempts>1)??!1,g=m?.some(e=>e.error)??!1,f=(0,l.useMemo)(()=>{var e,t,n,l,i;let[r,o]=JSON.parse(b);return e=a,t=r,n=o,l=x,i=g,[{id:"place",title:"#",by:e=>e.place,width:"52px",render:t=>(0,s.jsxs)("span",{className:"nbp-number",title:t.step,children:[t.step.slice(t.step.indexOf(".")+1),t.best&&(0,s.jsx)(v.In,{sign:"best",size:12,label:e.__("The best")})]})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"108px",render:e=>(0,s.jsx)(v.oy,{status:e.status})},{id:"seconds",title:e.__("Took"),by:e=>e.seconds,align:"end",width:"64px",render:e=>(0,s.jsx)(v.dw,{seconds:e.seconds,since:e.started_at,running:"Executing"===e.status||"Starting"===e.status})},...n.map(e=>({id:`metric ${e}`,title:e,by:t=>t.metrics[e]??null,align:"end",width:"72px",render:t=>e in t.metrics?(0,s.jsx)(v.Vp,{value:t.metrics[e]}):"–"})),...t.length?t.map(e=>({id:`parameter ${e}`,title:e,by:t=>"number"==typeof t.parameters[e]?t.parameters[e]:(0,N.a)(t.parameters[e]),align:"end",width:"72px",render:t=>e in t.parameters?(0,N.a)(t.parameters[e]):"–"})):[{id:"label",title:e.__("Job"),by:e=>e.label,render:e=>(0,s.jsx)("span",{title:e.label,children:e.label})}],...l?[{id:"attempts",title:e.__("Attempts"),by:e=>e.attempts,align:"end",width:"80px",render:e=>e.attempts}]:[],...i?[{id:"error",title:e.__("Why it failed"),width:"160px",render:e=>(0,s.jsx)("span",{title:e.error,children:e.error})}]:[]]},[a,b,x,g]),[w,k]=function(){let e=(0,l.useRef)(null),[t,n]=(0,l.useState)(0);return(0,l.useLayoutEffect)(()=>{let t=e.current;if(!t)return;let s=()=>{let{paddingLeft:e,paddingRight:s}=getComputedStyle(t),l=[e,s].map(e=>parseFloat(e)||0);n(Math.floor(t.clientWidth-l[0]-l[1]))};s();let l=new ResizeObserver(s);return l.observe(t),()=>l.disconnect()},[]),[e,t]}(),S=h?.counts??e.card.jobs;return(0,s.jsxs)("div",{className:"nbp-body nbp-jobs",ref:w,children:[h?.objective&&(0,s.jsx)("p",{className:"nbp-quiet",children:function(e,t){let[n,...s]=t.split(":");return"max"===n?e.__("The best has the highest %1.",s.join(":")):e.__("The best has the lowest %1.",s.join(":"))}(a,h.objective)}),k>0&&(0,s.jsx)(V,{execution:t,step:i,total:r,width:k,onSelect:n}),(0,s.jsx)(v.$K,{label:a.__("Which jobs"),value:o,options:[["",a.__("All %1",r)],...X.filter(e=>e in S||e===o).map(e=>[e,`${(0,v.Hm)(a,e)} ${String(S[e]??0)}`])],onChange:c}),u.error&&(0,s.jsx)(v.aV,{error:u.error,onRetry:u.again}),null===m?u.loading&&(0,s.jsx)(v.y$,{}):(0,s.jsx)(v.XI,{label:a.__("Jobs of %1",i),columns:f,rows:m,id:e=>e.step,onOpen:e=>n(e.step),onMore:u.more,sort:p,onSort:d})]})}function Q({page:e,select:t}){let n=(0,j.mz)(),{parent:l,label:a}=e;return null===l?null:(0,s.jsxs)("p",{className:"nbp-job-of",children:[(0,s.jsx)("button",{type:"button",className:"nbp-link",onClick:()=>t(l),children:n.__("All jobs of %1",l)}),a&&(0,s.jsx)("code",{title:a,children:a})]})}var Y=n("./labextension/lib/pages/download.js");function Z({output:e}){let{output_type:t,name:n,text:l,traceback:a,ename:i,evalue:r,data:o,metadata:c}=e;if("stream"===t)return(0,s.jsx)("div",{className:"stderr"===n?"nbp-out nbp-out-error":"nbp-out",children:(0,s.jsx)(v.BK,{text:et(l)})});if("error"===t){let e=Array.isArray(a)?a.map(String).join("\n"):"";return(0,s.jsx)("div",{className:"nbp-out nbp-out-error",children:(0,s.jsx)(v.BK,{text:e||`${et(i)}: ${et(r)}`})})}return(0,s.jsx)(es,{data:Object.fromEntries(Object.entries(ee(o)).map(([e,t])=>[e,en(e)?t:et(t)])),metadata:ee(c)})}let ee=e=>e&&"object"==typeof e&&!Array.isArray(e)?e:{},et=e=>Array.isArray(e)?e.map(String).join(""):"string"==typeof e?e:"",en=e=>/[/+]json$/.test(e);function es({data:e,metadata:t}){let n=(0,j.KT)(),a=(0,l.useRef)(null),[i,r]=(0,l.useState)(void 0===n.output),o=JSON.stringify([e,t]);return((0,l.useLayoutEffect)(()=>{if(i||!a.current)return;let[e,t]=JSON.parse(o),s=n.output?.(e,t,a.current)??null;return null===s&&r(!0),s??void 0},[n,o,i]),i)?(0,s.jsx)(ea,{data:e}):(0,s.jsx)("div",{className:"nbp-out nbp-out-shown",ref:a})}let el=["image/png","image/jpeg","image/gif","image/webp"];function ea({data:e}){let t=(0,j.mz)(),n=et(e["text/plain"]),l=el.find(t=>et(e[t]));if(l){let a=`data:${l};base64,${et(e[l]).replace(/\s/g,"")}`;return(0,s.jsx)("img",{className:"nbp-out nbp-out-picture",src:a,alt:n||t.__("Figure")})}if(et(e["image/svg+xml"])){let l=et(e["image/svg+xml"]).replace(/[\ud800-\udfff]/gu,"�"),a=`data:image/svg+xml;charset=utf-8,${encodeURIComponent(l)}`;return(0,s.jsx)("img",{className:"nbp-out nbp-out-picture",src:a,alt:n||t.__("Figure")})}if(et(e["text/html"]))return(0,s.jsx)(ei,{html:et(e["text/html"])});let a=Object.keys(e).find(en);if(n||!a){let l=n||et(e["text/markdown"])||et(e["text/latex"]);return(0,s.jsx)("div",{className:"nbp-out",children:l?(0,s.jsx)(v.BK,{text:l}):(0,s.jsx)("p",{className:"nbp-quiet",children:t.__("An output of type %1: open the executed notebook to see it.",Object.keys(e).join(", "))})})}return(0,s.jsx)("div",{className:"nbp-out",children:(0,s.jsx)(v.PH,{value:e[a]})})}function ei({html:e}){let t=(0,j.mz)(),n=(0,l.useRef)(null),[a,i]=(0,l.useState)(null);if((0,l.useLayoutEffect)(()=>{let e=n.current?.closest(".nbp-root"),{color:t="",backgroundColor:s=""}=e?getComputedStyle(e):{};i([t||"CanvasText",s||"Canvas"])},[]),null===a)return(0,s.jsx)("div",{ref:n});let r=e.match(/<(tr|br|p|div|li|h\d)\b/gi)?.length??1;return(0,s.jsx)("iframe",{className:"nbp-out nbp-out-frame",title:t.__("HTML output"),sandbox:"",referrerPolicy:"no-referrer",srcDoc:function(e,t="CanvasText",n="Canvas"){return`<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><style>body{margin:4px;color:${t};background:${n};font:12px sans-serif}table{border-collapse:collapse}td,th{padding:2px 8px;text-align:right}</style>${e}`}(e,...a),style:{height:Math.min(360,44+22*r)}})}var er=n("./labextension/lib/terminal.js");let eo=({text:e})=>"string"==typeof e?e:"",ec=e=>"stream"===e.output_type;function ep(e){return ec(e)?eo(e).length:[e.data,e.traceback].flatMap(e=>e&&"object"==typeof e?Object.values(e):[]).reduce((e,t)=>e+("string"==typeof t?t.length:100),0)}let ed=(e=0)=>e>0?e:null;function eu({page:e,execution:t,notebook:n}){let a=(0,j.mz)(),{card:i,attempts:r}=e,[o,c]=(0,l.useState)(null),{log:p,error:d,again:u}=function(e,t,n,s){let a=(0,j.gf)(),i=(0,j.sy)(),[r,o]=(0,l.useState)({log:null,error:null}),[c,p]=(0,l.useState)(0);return(0,l.useEffect)(()=>{let s,l=new AbortController,r=null,c=()=>{let p={store:i,attempt:n??ed(r?.attempt),after:ed(r?.next)};a.get((0,_.wE)`executions/${e}/steps/${t}/log`,p,l.signal).then(e=>{!l.signal.aborted&&(o({log:r=function(e,t,n=2e6,s=1e6){var l;let a;if(null===e||t.whole||t.attempt!==e.attempt)return t;let i=e.size+t.size;if(t.cut)return{...t,size:i};let r=[...e.cells];for(let e of t.cells){let t=r.findIndex(({number:t,role:n})=>t===e.number&&n===e.role);t<0?r.push(e):r[t]={...r[t],outputs:function(e,t){let n=e.at(-1),s=t.at(0);return s&&n&&ec(s)&&ec(n)&&s.name===n.name?[...e.slice(0,-1),{...n,text:(0,er.gu)(eo(n)+eo(s))},...t.slice(1)]:[...e,...t]}(r[t].outputs,e.outputs)}}let o={...t,size:i,cut:e.cut,cells:r};return r.reduce((e,t)=>e+t.outputs.reduce((e,t)=>e+ep(t),0),0)>n?{...o,cut:!0,cells:(l=r,a=s,[...l].reverse().map(e=>{let t=[];for(let n of[...e.outputs].reverse()){let e=ep(n);if(e<=a)t.unshift(n);else if(ec(n)&&a>0){let e=eo(n).slice(-a);t.unshift({...n,text:e.slice(e.indexOf("\n")+1)})}a=Math.max(0,a-e)}return{...e,outputs:t}}).reverse())}:o}(r,e),error:null}),e.running&&(s=setTimeout(c,document.hidden?4e3:700)))},e=>{if(l.signal.aborted)return;let t=e instanceof _.hD?e:new _.hD(0,{message:String(e)});o(e=>({log:e.log,error:t})),(0===t.status||503===t.status)&&(s=setTimeout(c,4e3))})};return c(),()=>{l.abort(),clearTimeout(s)}},[a,i,e,t,n,s,c]),{...r,again:(0,l.useCallback)(()=>p(e=>e+1),[])}}(t,i.step,o,`${i.status} ${i.attempts}`),h=p?.cells.filter(e=>e.outputs.length>0)??[],m=o??p?.attempt??0,b=p&&!p.running&&p.notebook&&(0,s.jsx)(Y.f,{path:(0,_.wE)`executions/${t}/steps/${i.step}/notebook`,query:{attempt:o??(i.cached?null:m)},name:`${i.step}.ipynb`,title:a.__("The notebook as it was executed, with all outputs"),children:a.__("Executed notebook")});return(0,s.jsxs)("div",{className:"nbp-log",children:[(0,s.jsxs)(v.M7,{label:a.__("Log"),children:[r.length>1&&(0,s.jsx)(v.l6,{label:a.__("Attempt"),value:String(o??""),onChange:e=>c(e?Number(e):null),options:[["",a.__("Last attempt")],...r.map(e=>[String(e.number),null===e.seconds?a.__("Attempt %1",e.number):a.__("Attempt %1, %2",e.number,(0,w.p0)(e.seconds))])]}),p?.running&&(0,s.jsx)("span",{className:"nbp-log-live",children:a.__("Live")}),i.child_execution&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[a.__("It is a pipeline: see")," ",(0,s.jsx)(k.d8,{id:i.child_execution})]}),null!==e.cached_from&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[a.__("As it was printed in")," ",(0,s.jsx)(v.N_,{to:{kind:"execution",id:e.cached_from,step:i.step},title:e.cached_from,children:a.__("execution %1",e.cached_from.slice(0,8))})]}),(0,s.jsx)(v.$x,{}),p&&p.size>0&&(0,s.jsx)(v.Ix,{size:p.size}),!p?.cut&&b]}),d&&(0,s.jsx)(v.aV,{error:d,onRetry:u}),null===p&&!d&&(0,s.jsx)(v.y$,{}),null!==p&&(0===h.length?(0,s.jsx)(eh,{page:e,running:p.running}):(0,s.jsxs)(eb,{log:p,ended:"Failed"!==i.status,children:[p.cut&&(0,s.jsxs)("div",{className:"nbp-log-cut",role:"note",children:[(0,s.jsxs)("p",{children:[a.__("It printed a lot: here is the end of %1.",(0,w.vj)(p.size))," ",p.running?a.__("The executed notebook has all that is kept, once the step has ended."):a.__("The executed notebook has all that was kept.")]}),b]}),h.map((t,l)=>(0,s.jsx)(em,{cell:t,page:e,notebook:n},`${t.role} ${t.number??l}`))]}))]})}function eh({page:{card:e},running:t}){let n=(0,j.mz)();return t||"Starting"===e.status||"Executing"===e.status?(0,s.jsx)(v.Sv,{title:n.__("Nothing printed yet"),children:n.__("What the step prints shows here as it comes.")}):"Pending"===e.status||"Waiting"===e.status?(0,s.jsx)(v.Sv,{title:n.__("It has not started yet")}):"Skipped"===e.status?(0,s.jsx)(v.Sv,{title:n.__("It was skipped"),children:e.detail}):(0,s.jsx)(v.Sv,{title:n.__("It printed nothing"),children:n.__("What a step prints, displays or warns of would stand here.")})}function em({cell:e,page:t,notebook:n}){let l=(0,j.mz)(),{number:a,role:i,outputs:r}=e,o=[...t.setup,...t.code].find(e=>e.number===a)?.id??null,c=null===a?"":l.__("Cell %1",a);return(0,s.jsxs)("section",{className:"nbp-printed","aria-label":c||void 0,children:[null!==a&&(0,s.jsxs)("h4",{children:[null===n?c:(0,s.jsx)(v.N_,{to:{kind:"notebook",path:n,cell:a,cellId:o},children:c}),"setup"===i&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" ",l.__("setup")]})]}),r.map((e,t)=>(0,s.jsx)(Z,{output:e},t))]})}function eb({log:e,ended:t,children:n}){let a=(0,j.mz)(),{embedded:i}=(0,j.KT)(),r=(0,l.useRef)(null),o=(0,l.useRef)(null),c=(0,l.useRef)(e.running||!t),[p,d]=(0,l.useState)(!1),u=(0,l.useCallback)(()=>{r.current&&c.current&&(r.current.scrollTop=r.current.scrollHeight)},[]);return(0,l.useLayoutEffect)(u,[u,e]),(0,l.useEffect)(()=>{let e=new ResizeObserver(u);return o.current&&e.observe(o.current),()=>e.disconnect()},[u]),(0,s.jsxs)("div",{className:"nbp-log-frame",children:[(0,s.jsx)("div",{className:"nbp-log-box",ref:r,onScroll:()=>{if(!r.current)return;let{scrollTop:e,scrollHeight:t,clientHeight:n}=r.current;c.current=e+n>=t-24,d(!c.current)},role:"region","aria-label":a.__("What the step printed"),tabIndex:i?-1:0,children:(0,s.jsx)("div",{ref:o,children:n})}),e.running&&p&&(0,s.jsx)("div",{className:"nbp-log-end",children:(0,s.jsx)(v.$n,{sign:"down",onClick:()=>{c.current=!0,d(!1),u()},children:a.__("To the end")})})]})}function ex({page:{metrics:e,card:t}}){let n=(0,j.mz)();if(!e.length)return(0,s.jsx)(v.Sv,{title:null===t.ended_at?n.__("Nothing logged yet"):n.__("It logged no metrics"),command:'nbpipe.log_metric("auc", 0.84)',children:n.__("A step logs numbers with --metrics, which names a variable that holds them, or anywhere in its code:")});let l=e.filter(e=>e.points.length>1);return(0,s.jsxs)("div",{className:"nbp-body",children:[(0,s.jsxs)("table",{className:"nbp-logged",children:[(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"col",children:n.__("Metric")}),(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Value")}),l.length>0&&(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Smallest")}),(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:n.__("Largest")})]})]})}),(0,s.jsx)("tbody",{children:e.map(e=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:e.name}),(0,s.jsx)(eg,{value:e.points.at(-1)?.value??null}),l.length>0&&(e.points.length>1?(function({points:e}){return e.reduce(([e,t],{value:n})=>null===n?[e,t]:[Math.min(e??n,n),Math.max(t??n,n)],[null,null])})(e).map((e,t)=>(0,s.jsx)(eg,{value:e},t)):(0,s.jsx)("td",{colSpan:2}))]},e.name))})]}),l.map(e=>(0,s.jsxs)("section",{className:"nbp-section",children:[(0,s.jsx)(v.bl,{label:e.name,height:150,x:e.points.some(e=>null!==e.step)?n.__("step"):"",lines:[{name:e.name,points:function({points:e}){return e.map(({step:e,value:t},n)=>({x:e??n,y:t??0/0}))}(e)}]}),e.total>e.points.length&&(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("%1 of %2 values are drawn.",e.points.length,e.total)})]},e.name))]})}function eg({value:e}){return(0,s.jsx)("td",{className:"nbp-end nbp-number",title:null===e?void 0:String(e),children:(0,w.vm)(e)})}var ef=n("./labextension/lib/pages/markdown.js");let e_={comment:"",values:{}};function ej(e){return e.choices.length||!e.approval?e.outputs:[]}function ey({rows:e}){let t=(0,j.mz)(),n=e.find(e=>null!==e.token),l=e.filter(e=>null===e.token);return(0,s.jsxs)(s.Fragment,{children:[n&&(0,s.jsx)(ev,{row:n},n.token),l.length>0&&(0,s.jsx)(k.wn,{title:t.__("Asked and answered"),children:l.map(e=>(0,s.jsx)(ew,{row:e},`${e.asked_at} ${e.answered_at??""}`))})]})}function ev({row:e}){let t=(0,j.mz)(),n=(0,l.useId)(),[a,i]=(0,l.useState)(e_),[r,o]=(0,l.useState)(""),c=(0,j.y3)(async(t,n,s)=>{o((await t.post((0,_.wE)`callbacks/${e.token??""}`,{succeeded:s,comment:a.comment.trim(),outputs:s?Object.fromEntries(ej(e).map(t=>[t,e.choices.length?a.values[t]??"":function(e){try{return JSON.parse(e)}catch{return e}}(a.values[t]??"")])):{}},n)).problem)}),p=(e,t)=>i(n=>({...n,values:{...n.values,[e]:t}})),d=e.approval?t.__("Approve"):t.__("Succeed"),u=e.approval?t.__("Reject"):t.__("Fail"),h={comment:t.__("Write a comment first: it is kept with the answer, your name and the time"),choice:t.__("Choose one first"),value:t.__("Give every variable a value first")},m=t=>(0,s.jsx)(v.$n,{look:t?"accept":"warn",busy:c.busy,reason:h[e.approval&&""===a.comment.trim()?"comment":!t||!ej(e).filter(e=>""===(a.values[e]??"").trim()).length?"":e.choices.length?"choice":"value"]??"",onClick:()=>void c.run(t),children:t?d:u});return(0,s.jsxs)("section",{className:"nbp-ask","aria-labelledby":`${n}-title`,children:[(0,s.jsx)("h3",{id:`${n}-title`,children:e.approval?t.__("It waits for your approval"):t.__("It waits for an answer")}),(0,s.jsx)(ef.o,{source:e.question}),e.choices.length>0?(0,s.jsxs)("fieldset",{children:[(0,s.jsx)("legend",{children:e.outputs[0]}),e.choices.map(t=>(0,s.jsxs)("label",{children:[(0,s.jsx)("input",{type:"radio",name:`${n}-choice`,checked:a.values[e.outputs[0]]===t,onChange:()=>p(e.outputs[0],t)}),t]},t))]}):ej(e).map(e=>(0,s.jsxs)("label",{className:"nbp-ask-value",children:[(0,s.jsx)("code",{children:e}),(0,s.jsx)("input",{type:"text",value:a.values[e]??"",placeholder:t.__("JSON or a text"),onChange:t=>p(e,t.target.value),onKeyDown:e=>e.stopPropagation()})]},e)),(0,s.jsx)("label",{htmlFor:`${n}-comment`,children:t.__("Comment")}),(0,s.jsx)("textarea",{id:`${n}-comment`,rows:2,required:e.approval,value:a.comment,onChange:e=>i({...a,comment:e.target.value}),onKeyDown:e=>e.stopPropagation()}),c.error&&(0,s.jsx)(v.aV,{error:c.error}),r&&(0,s.jsx)(v.aV,{error:{message:t.__("The answer is kept"),hint:r}}),(0,s.jsxs)("div",{className:"nbp-ask-buttons",children:[m(!0),m(!1)]}),(0,s.jsxs)("p",{className:"nbp-quiet",children:[t.__("Asked")," ",(0,s.jsx)(v.gX,{at:e.asked_at}),null!==e.expires_at&&(0,s.jsxs)(s.Fragment,{children:[", ",(0,s.jsx)("time",{dateTime:e.expires_at,children:t.__("it waits until %1",new Date(e.expires_at).toLocaleString())})]})]})]})}function ew({row:e}){let t=(0,j.mz)();return(0,s.jsxs)("div",{className:"nbp-answer",children:[(0,s.jsx)(ef.o,{source:e.question}),(0,s.jsxs)("p",{children:[(0,s.jsx)("strong",{children:e.verdict})," ",null!==e.by&&t.__("by %1",e.by)," ",null!==e.answered_at&&(0,s.jsx)(v.gX,{at:e.answered_at})]}),e.comment&&(0,s.jsx)("blockquote",{children:e.comment}),Object.keys(e.answer).length>0&&(0,s.jsx)(v.PH,{value:e.answer})]})}function ek({page:e,execution:t,notebook:n}){let l=(0,j.mz)(),{card:a,node:i,failure:r,why:o,changes:c,learned:p,metrics:d,files:u,attempts:h,callbacks:m}=e,b="Executing"===a.status||"Starting"===a.status,x=h.at(-1);return(0,s.jsxs)("div",{className:"nbp-body",children:[r&&(0,s.jsx)(k.s0,{failure:r,notebook:n,page:e,execution:h.length>0?t:void 0}),m.length>0&&(0,s.jsx)(ey,{rows:m}),i.description&&(0,s.jsx)("p",{children:i.description}),(0,s.jsx)(k.At,{facts:[[l.__("Type"),i.type],["Condition"===i.type?l.__("Expression"):l.__("Notebook"),i.expression&&(0,s.jsx)("code",{children:i.expression})],[l.__("Result"),a.detail],[l.__("Its execution"),a.child_execution&&(0,s.jsx)(k.d8,{id:a.child_execution})],[l.__("Started"),a.started_at&&(0,s.jsx)(v.gX,{at:a.started_at})],[l.__("Took"),(null!==a.seconds||b)&&(0,s.jsxs)("span",{className:"nbp-inline",children:[(0,s.jsx)(v.dw,{seconds:a.seconds,since:a.started_at,running:b}),null!==a.expected&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[l.__("before it took")," ",(0,s.jsx)(v.dw,{seconds:a.expected})]})]})],[l.__("Processor time"),x?.cpu_seconds!=null&&(0,s.jsx)(v.dw,{seconds:x.cpu_seconds})],[l.__("Most memory"),x?.max_rss!=null&&(0,s.jsx)(v.Ix,{size:x.max_rss})],[l.__("Host"),x?.host],[l.__("Reserves"),e.resources],[l.__("Attempts"),a.attempts>1&&a.attempts],[l.__("Retries"),e.retry],["Callback"===i.type?l.__("Waits at most"):l.__("Stops after"),null!==e.timeout&&(0,s.jsx)(v.dw,{seconds:e.timeout})],[l.__("Runs"),function(e,{when:t}){return"failed"===t?e.__("when what it depends on failed"):"always"===t?e.__("however what it depends on ended"):""}(l,e)],[l._n("Cell","Cells",i.cells.length),i.cells.length>0&&(null===n?i.cells.join(", "):i.cells.map((e,t)=>(0,s.jsxs)("span",{children:[t>0&&", ",(0,s.jsx)(v.N_,{to:{kind:"notebook",path:n,cell:e,cellId:i.cell_ids[t]},children:e})]},e)))]]}),(o.length>0||null!==e.cache_key)&&(0,s.jsxs)(k.wn,{title:a.cached?l.__("Why it came from the cache"):l.__("Why it ran"),children:[o.map((e,t)=>(0,s.jsx)("p",{className:t>0?"nbp-reason":void 0,children:e},t)),(0,s.jsx)(k.At,{facts:[[l.__("Taken from"),null!==e.cached_from&&(0,s.jsx)(v.N_,{to:{kind:"execution",id:e.cached_from,step:a.step},title:e.cached_from,children:l.__("execution %1",e.cached_from.slice(0,8))})],[l.__("Cache key"),null!==e.cache_key&&(0,s.jsx)(v.Id,{id:e.cache_key})]]})]}),d.length>0&&(0,s.jsx)(k.wn,{title:l.__("Metrics"),children:(0,s.jsx)(k.At,{facts:d.map(({name:e,points:t})=>[e,(0,s.jsx)(v.Vp,{value:t.at(-1)?.value??null},e)])})}),(c.length>0||p.length>0)&&(0,s.jsxs)(k.wn,{title:l.__("What it does to others"),children:[c.length>0&&(0,s.jsx)("p",{children:l.__("It changes in place: %1",c.join(", "))}),p.map(e=>(0,s.jsx)("p",{title:l.__("Its code does not show this: a run found it out"),children:l.__("Learned in a run: it %1",e)},e))]}),u.length>0&&(0,s.jsx)(k.wn,{title:l.__("Files"),children:(0,s.jsx)(eN,{files:u,total:e.files_total})})]})}function eN({files:e,total:t}){let n=(0,j.mz)(),l={read:n.__("read"),written:n.__("written"),setup:n.__("read by the setup"),named:n.__("named in the code")};return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)("table",{className:"nbp-files",children:(0,s.jsx)("tbody",{children:e.map(({path:e,mode:t,size:n,digest:a})=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",title:e,children:null===a?e:(0,s.jsx)(v.N_,{to:{kind:"lineage",ref:e},children:e})}),(0,s.jsx)("td",{className:"nbp-quiet",children:l[t]??t}),(0,s.jsx)("td",{className:"nbp-end",children:(0,s.jsx)(v.Ix,{size:n})})]},`${t} ${e}`))})}),t>e.length&&(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("The first %1 of %2 files.",e.length,t)})]})}var eS=n("./labextension/lib/pages/figure.js");function e$({artifact:e,label:t,gone:n}){let l=(0,j.mz)(),{preview:a}=e;switch(a.kind){case"table":{let e=function(e){let{columns:t,rows:n,index:s,shape:l}=e;if(!Array.isArray(t)||!Array.isArray(n))return null;let a=eA(l);return{columns:t.map(e=>e&&"object"==typeof e&&!Array.isArray(e)?{name:eC(e.name),dtype:eC(e.dtype)}:{name:eC(e),dtype:""}),index:Array.isArray(s)?s.map(eC):n.map((e,t)=>String(t)),rows:n.map(e=>Array.isArray(e)?e:[e]),of:[a[0]??n.length,a[1]??t.length]}}(a);return e?(0,s.jsx)(ez,{...e,label:t}):(0,s.jsx)(eM,{preview:a})}case"array":{let e=function(e){let{values:t}=e,n=eA(e.shape);if(!Array.isArray(t))return"values"in e?{columns:[],index:[""],rows:[[t]],of:[1,1]}:null;let s=t.map(e=>Array.isArray(e)?e:[e]),l=Math.max(0,...s.map(e=>e.length)),[a,i]=n.length>1?n.slice(-2):[n[0]??s.length,l];return{columns:n.length>1?Array.from({length:l},(e,t)=>({name:String(t),dtype:""})):[],index:s.map((e,t)=>String(t)),rows:s,of:[a,i]}}(a);return e?(0,s.jsx)(ez,{...e,label:t}):(0,s.jsx)(eM,{preview:a})}case"image":return(0,s.jsx)(eS.D,{artifact:e,label:t,gone:n});case"json":return(0,s.jsx)(eR,{value:a.value??null});case"model":return(0,s.jsx)(eT,{preview:a});case"source":return(0,s.jsx)(v.Cy,{source:eC(a.text),label:l.__("Source of %1",t)});case"file":return(0,s.jsx)(eq,{preview:a});case"text":return(0,s.jsx)("pre",{className:"nbp-preview-text",children:eC(a.text)});default:if(e.media_type.startsWith("image/"))return(0,s.jsx)(eS.D,{artifact:e,label:t,gone:n});return(0,s.jsx)(eM,{preview:a})}}function eM({preview:e}){return Object.keys(e).length>0?(0,s.jsx)(v.PH,{value:e}):null}let eC=e=>null==e?"":"object"==typeof e?JSON.stringify(e):String(e),eA=e=>Array.isArray(e)?e.filter(e=>"number"==typeof e):[];function ez({columns:e,index:t,rows:n,of:l,label:a}){let i=(0,j.mz)(),r=Math.max(e.length,...n.slice(0,1).map(e=>e.length)),o=[l[0]>n.length&&i.__("%1 of %2 rows",n.length,l[0]),l[1]>r&&i.__("%1 of %2 columns",r,l[1])].filter(Boolean);return(0,s.jsxs)("figure",{className:"nbp-grid",children:[(0,s.jsx)("div",{className:"nbp-grid-box",tabIndex:0,role:"region","aria-label":i.__("First rows of %1",a),children:(0,s.jsxs)("table",{children:[e.length>0&&(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("td",{}),e.map(({name:e,dtype:t},l)=>(0,s.jsxs)("th",{scope:"col",className:"number"==typeof n.at(0)?.[l]?"nbp-end":void 0,children:[e,t&&(0,s.jsx)("span",{className:"nbp-grid-type",children:t})]},l))]})}),(0,s.jsx)("tbody",{children:n.map((e,n)=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:t[n]??n}),e.map((e,t)=>(0,s.jsx)("td",{className:"number"==typeof e?"nbp-end":void 0,children:(0,s.jsx)(eE,{value:e})},t))]},n))})]})}),o.length>0&&(0,s.jsx)("figcaption",{className:"nbp-quiet",children:o.join(", ")})]})}function eE({value:e}){return null===e?(0,s.jsx)("span",{className:"nbp-quiet",children:"None"}):"boolean"==typeof e?(0,s.jsx)(s.Fragment,{children:e?"True":"False"}):"number"==typeof e?(0,s.jsx)("span",{title:String(e),children:(0,w.vm)(e)}):(0,s.jsx)(s.Fragment,{children:eC(e)})}function eR({value:e}){return null!==e&&"object"==typeof e?(0,s.jsx)(v.PH,{value:e}):"string"==typeof e?(0,s.jsx)("pre",{className:"nbp-preview-text",children:e}):(0,s.jsx)("p",{className:"nbp-scalar",children:(0,s.jsx)(eE,{value:e})})}function eT({preview:e}){let t=(0,j.mz)(),{type:n,fitted:l,n_features_in:a,rounds:i,params:r,feature_names:o}=e,c=r&&"object"==typeof r&&!Array.isArray(r)?Object.entries(r):[],p=c.filter(([,e])=>null!==e),d=Array.isArray(o)?o.map(eC):[];return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(k.At,{facts:[[t.__("Model"),(0,s.jsx)("code",{children:eC(n)},"type")],[t.__("Trained"),!1===l&&null==a?t.__("not yet"):null],[t.__("Rounds"),eC(i)],[t.__("Features"),eC(a)]]}),p.length>0&&(0,s.jsxs)("details",{className:"nbp-fold",open:p.length<=12,children:[(0,s.jsxs)("summary",{children:[t._n("%1 parameter","%1 parameters",p.length),c.length>p.length&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" ",t.__("and %1 left as they are",c.length-p.length)]})]}),(0,s.jsx)(k.At,{facts:p.map(([e,t])=>[e,(0,s.jsx)("code",{children:eC(t)},e)])})]}),d.length>0&&(0,s.jsxs)("details",{className:"nbp-fold",children:[(0,s.jsx)("summary",{children:t._n("%1 feature","%1 features",Number(a??d.length))}),(0,s.jsxs)("p",{className:"nbp-names",children:[d.join(", "),Number(a??0)>d.length&&" …"]})]})]})}function eq({preview:e}){let t=(0,j.mz)(),{path:n,type:l,size:a,files:i,names:r}=e,o=Array.isArray(r)?r.map(eC):[];return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(k.At,{facts:[[t.__("Path"),(0,s.jsx)("code",{children:eC(n)},"path")],[t.__("Kind"),eC(l)],[t.__("Size"),"number"==typeof a&&(0,s.jsx)(v.Ix,{size:a})],[t.__("Files"),eC(i)]]}),o.length>0&&(0,s.jsxs)("p",{className:"nbp-names",children:[o.join(", "),"number"==typeof i&&i>o.length&&" …"]})]})}function eI({page:{inputs:e,parameters:t,card:n},select:l}){let a=(0,j.mz)(),i=Object.entries(t);return e.length||i.length?(0,s.jsxs)("div",{className:"nbp-body",children:[i.length>0&&(0,s.jsx)(k.wn,{title:a.__("Parameters"),children:(0,s.jsx)("table",{className:"nbp-parameters",children:(0,s.jsx)("tbody",{children:i.map(([e,t])=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:e}),(0,s.jsx)("td",{children:(0,s.jsx)("code",{children:JSON.stringify(t)})})]},e))})})}),e.map(t=>(0,s.jsx)(eF,{value:t,open:e.length<=8,from:!0,select:l},t.variable))]}):"Pending"===n.status?(0,s.jsx)(v.Sv,{title:a.__("It was given nothing yet")}):(0,s.jsx)(v.Sv,{title:a.__("It takes nothing from other steps"),children:a.__("A variable that its code reads and an earlier step wrote would stand here.")})}function eO({page:{outputs:e,figures:t,card:n},select:l}){let a=(0,j.mz)();if(!e.length&&!t.length)return null===n.ended_at&&"Skipped"!==n.status?(0,s.jsx)(v.Sv,{title:a.__("It gave nothing yet")}):(0,s.jsx)(v.Sv,{title:a.__("It gave nothing"),children:a.__("A variable that it writes and a later step reads is kept and stands here.")});let i=e.length+t.length<=8;return(0,s.jsx)("div",{className:"nbp-body",children:[...e,...t].map((e,t)=>(0,s.jsx)(eF,{value:e,open:i||t<8,select:l},`${t} ${e.variable}`))})}function eF({value:e,open:t,from:n=!1,select:a}){let i=(0,j.mz)(),{variable:r,artifact:o,producer:c,execution:p,gone:d}=e,[u,h]=(0,l.useState)(t),m=function({preview:e}){let t=Array.isArray(e.shape)?e.shape.map(eC).join(" \xd7 "):"";return"table"===e.kind?t:"array"===e.kind?[t,eC(e.dtype)].filter(Boolean).join(" "):"model"===e.kind?eC(e.type).split(".").at(-1)??"":""}(o);return(0,s.jsxs)("details",{className:"nbp-kept",open:u,onToggle:e=>h(e.currentTarget.open),children:[(0,s.jsxs)("summary",{children:[(0,s.jsx)("code",{children:r}),m&&(0,s.jsx)("span",{className:"nbp-number",children:m}),(0,s.jsxs)("span",{className:"nbp-quiet",children:[o.materializer.replaceAll("_"," ")," ",(0,s.jsx)(v.Ix,{size:o.size})]}),d&&(0,s.jsx)("span",{className:"nbp-gone",children:i.__("gone")})]}),u&&(0,s.jsxs)("div",{className:"nbp-kept-body",children:[(0,s.jsxs)("p",{className:"nbp-inline",children:[n&&null!==c&&(0,s.jsxs)("span",{children:[i.__("from")," ",(0,s.jsx)("button",{type:"button",className:"nbp-link",onClick:()=>a(c),children:c}),null!==p&&(0,s.jsxs)(s.Fragment,{children:[", ",i.__("taken from")," ",(0,s.jsx)(v.N_,{to:{kind:"execution",id:p,step:c},title:p,children:i.__("execution %1",p.slice(0,8))})]})]}),(0,s.jsx)(v.N_,{to:{kind:"lineage",ref:o.digest},children:i.__("Lineage")}),(0,s.jsx)(v.Id,{id:o.digest})]}),d&&(0,s.jsx)("p",{className:"nbp-quiet",children:i.__("Its file is not in the store any more; what is seen here was kept when it was made.")}),(0,s.jsx)(e$,{artifact:o,label:r,gone:d}),!d&&o.size>0&&(0,s.jsx)("div",{children:(0,s.jsx)(Y.f,{path:(0,_.wE)`artifacts/${o.digest}/content`,name:r,title:i.__("The file as it is kept: %1",o.media_type),children:i.__("Download")})})]})]})}let eL=[{id:"overview",title:e=>e.__("Overview"),render:e=>(0,s.jsx)(ek,{...e})},{id:"jobs",title:e=>e.__("Jobs"),has:e=>(0,y.aG)(e.card).total>0,count:e=>(0,y.aG)(e.card).total,render:e=>(0,s.jsx)(G,{...e})},{id:"code",title:e=>e.__("Code"),render:e=>(0,s.jsx)(W,{...e})},{id:"log",title:e=>e.__("Log"),render:e=>(0,s.jsx)(eu,{...e})},{id:"inputs",title:e=>e.__("Inputs"),count:e=>e.inputs.length+Object.keys(e.parameters).length,render:e=>(0,s.jsx)(eI,{...e})},{id:"outputs",title:e=>e.__("Outputs"),count:e=>e.outputs.length+e.figures.length,render:e=>(0,s.jsx)(eO,{...e})},{id:"metrics",title:e=>e.__("Metrics"),count:e=>e.metrics.length,render:e=>(0,s.jsx)(ex,{...e})},{id:"attempts",title:e=>e.__("Attempts"),count:e=>e.attempts.length>1?e.attempts.length:0,render:e=>(0,s.jsx)(K,{...e})}];function eP(e){let{execution:t,step:n,notebook:a,onSelect:i,onClose:r,onTab:o}=e,c=(0,j.mz)(),p=(0,j.N5)((0,_.wE)`executions/${t}/steps/${n}`),[d,u]=(0,l.useState)(e.tab??"overview");return(0,s.jsxs)("aside",{className:"nbp-inspector","aria-label":c.__("Step %1",n),children:[(0,s.jsxs)("div",{className:"nbp-inspector-title",children:[p.data&&(0,s.jsx)(v.km,{type:p.data.node.type}),(0,s.jsx)("h2",{className:"nbp-title",children:p.data?.node.title||n}),p.data&&(0,s.jsx)(v.oy,{status:p.data.card.status,cached:p.data.card.cached,type:p.data.node.type}),(0,s.jsx)(v.K0,{sign:"close",label:c.__("Close (Esc)"),onClick:r})]}),(0,s.jsx)(v.ai,{page:p,children:e=>(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(Q,{page:e,select:i}),(0,s.jsx)(v.tU,{label:c.__("Step %1",n),selected:d,onSelect:e=>{u(e),o?.(e)},tabs:eL.filter(({has:t})=>t?.(e)??!0).map(({id:n,title:s,count:l,render:r})=>({id:n,title:s(c),count:((e=0)=>e>0?e:void 0)(l?.(e)),render:()=>r({page:e,execution:t,notebook:a,select:i})}))},n)]})})]})}function eK(e,t,n){let s=Math.max(n,t+1),l=function(e,t,n){let s=[];for(let[l,a]of[...e].sort((e,t)=>e[0]-t[0])){let[e,i]=[Math.max(t,l),Math.min(n,Math.max(l,a))],r=s.at(-1);i<e||(r&&e<=r[1]?r[1]=Math.max(r[1],i):s.push([e,i]))}return s}(e,t,s),a=l.reduce((e,[t,n])=>e+n-t,0),i=[],r=0,o=(e,t,n)=>{let s=i.at(-1);if(t<=e)return;let l=n?.05*Math.max(a,1e4):t-e;!s||s.pause||n?i.push({from:e,to:t,at:r,length:l,pause:n}):(s.to=t,s.length+=l),r+=l},c=t;for(let[e,t]of[...l,[s,s]])o(c,e,e-c>Math.max(a,1e4)),o(e,t,!1),c=Math.max(c,t);return{pieces:i,begin:t,end:s,length:r}}function eD({pieces:e,length:t},n){for(let t of e){if(n<t.from)return t.at;if(n<=t.to)return t.at+(n-t.from)/(t.to-t.from)*t.length}return t}function eW({pieces:e,begin:t,end:n},s){if(s<=0)return t;let l=e.find(e=>s<=e.at+e.length);return l?l.from+(s-l.at)/l.length*(l.to-l.from):n}function eB(e,t,n){let s=Math.min(Math.max(0,e),n-t);return{from:s,to:s+t}}let eH=[1,2,5,10,20,50,100,200,500,...[1,2,5,10,15,30].map(e=>1e3*e),...[1,2,5,10,15,30].map(e=>6e4*e),...[1,2,3,6,12].map(e=>36e5*e),...[1,2,7,14,30,90,365].map(e=>864e5*e)];function eU(e,t=1e3){let n=t>=1e3?0:t>=100?1:t>=10?2:3,s=10**n,l=Math.floor(e/1e3*s+1e-6)/s,a=(e,t=0)=>e.toFixed(t).padStart(t?t+3:2,"0");if(0===l)return"0 s";if(l<60)return`${l.toFixed(n)} s`;let i=Math.floor(l/60),r=a(l-60*i,n),[o,c,p]=[Math.floor(i/1440),Math.floor(i/60)%24,i%60],d=o?`${o} d `:"";return i<60?`${p}:${r}`:`${d}${c}:${a(p)}:${r}`}let eJ=["Succeeded","Failed","Stopped"];function eV({tracks:e,statuses:t},n){return{status:function(e,t){if(e.length&&!(e[0].at>t))return e[eX(e,t)]}(t,n)?.is??"Executing",cards:[...e.values()].map(e=>{var t,s,l,a,i;let r,o,c,p=eX(e,n),{at:d,is:u}=e[p];return"Executing"===u.status||"Starting"===u.status||"Waiting"===u.status?(t=e,s=p,l=d,a=u,i=n,r=null===a.started_at?l:Date.parse(a.started_at),o=t.slice(s+1).find(e=>null!==e.is.ended_at),c=Math.max(0,i-r)/1e3,{...a,started_at:null,seconds:c<10?Math.floor(10*c)/10:Math.floor(c),progress:a.progress??(o?Math.round((i-r)/Math.max(1,o.at-r)*100)/100:null)}):u})}}function eX(e,t){let[n,s]=[0,e.length-1];for(;n<s;){let l=Math.ceil((n+s)/2);e[l].at<=t?n=l:s=l-1}return n}function eG(e){return{step:e,status:"Pending",started_at:null,ended_at:null,seconds:null,cached:!1,attempts:0,detail:"",metric:null,expected:null,progress:null,error:"",jobs:{},child_execution:null}}let eQ=["fit","0.5","1","2","5","20"];function eY(e,t){return"fit"===e?Math.min(2e4,Math.max(4e3,t)):t/Number(e)}class eZ{constructor(){this.snapshot=()=>this.ms,this.subscribe=e=>(this.listeners.add(e),()=>this.listeners.delete(e)),this.ms=null,this.listeners=new Set}set(e){if(this.ms!==e)for(let t of(this.ms=e,[...this.listeners]))t()}}function e0({replay:e,steps:t,cards:n,head:a,onState:i,onClose:r}){let o=(0,j.mz)(),c=(0,v.Q4)(),p=t.join("\n"),d=(0,l.useMemo)(()=>(function({frames:e},t){if(!e.length)return null;let n=new Map(t.map(e=>[e,[{at:-1/0,is:eG(e)}]])),s=[],l=[],a=[];for(let t of e){let e=Date.parse(t.at),i=s.at(-1)?.is;for(let r of(l.length&&(void 0===i||!eJ.includes(i))&&a.push([l[l.length-1],e]),l.push(e),null!==t.status&&s.push({at:e,is:t.status}),t.cards)){let t=n.get(r.step);t?t.push({at:e,is:r}):n.set(r.step,[{at:-1/0,is:eG(r.step)},{at:e,is:r}])}}return{clock:eK(a,l[0],l[l.length-1]),moments:l,tracks:n,statuses:s}})(e,p.split("\n")),[e,p]),[u,h]=(0,l.useState)(!0),[m,b]=(0,l.useState)("fit"),x=(0,l.useSyncExternalStore)(a.subscribe,a.snapshot)??d?.clock.begin??0,g=(0,l.useRef)(null),f=(0,l.useCallback)(e=>{d&&(a.set(e),n.set(eV(d,e).cards))},[d,a,n]);(0,l.useEffect)(()=>{d&&null===a.snapshot()&&f(d.clock.begin)},[d,a,f]),(0,l.useEffect)(()=>()=>a.set(null),[a]),(0,l.useEffect)(()=>g.current?.focus(),[]);let _=x>=(d?.clock.end??0);if((0,l.useEffect)(()=>i({playing:u,over:_&&!u}),[i,u,_]),(0,l.useEffect)(()=>{if(!u||!d)return;let{clock:e}=d,t=e.length/eY(m,e.length),n=eD(e,a.snapshot()??e.begin),s=performance.now(),l=0,i=a=>{if(n+=Math.max(0,a-s)*t,s=a,n>=e.length){f(e.end),h(!1);return}let r=eW(e,n);f(c?function({moments:e},t){let[n,s]=[0,e.length-1];for(;n<s;){let l=Math.ceil((n+s)/2);e[l]<=t?n=l:s=l-1}return e[n]}(d,r):r),l=requestAnimationFrame(i)};return l=requestAnimationFrame(i),()=>cancelAnimationFrame(l)},[u,m,d,c,f,a]),!d)return(0,s.jsxs)("div",{className:"nbp-replay",role:"group","aria-label":o.__("Replay"),children:[(0,s.jsx)("span",{className:"nbp-quiet",children:o.__("Nothing has happened yet that could be played again.")}),(0,s.jsx)("span",{className:"nbp-space"}),(0,s.jsx)(v.K0,{sign:"close",label:o.__("Back to now"),onClick:r})]});let{clock:y}=d,{status:k,cards:N}=eV(d,x),S=q(N),$=x-y.begin,M=y.end-y.begin<6e4?100:1e3,C={fit:o.__("In %1",(0,w.p0)(eY("fit",y.length)/1e3)),"0.5":"0.5\xd7",1:"1\xd7",2:"2\xd7",5:"5\xd7",20:"20\xd7"};return(0,s.jsxs)("div",{className:"nbp-replay",role:"group","aria-label":o.__("Replay"),onKeyDown:e=>{"Escape"===e.key&&(e.stopPropagation(),r())},children:[(0,s.jsx)(v.K0,{ref:g,sign:u?"pause":"play",label:u?o.__("Pause"):o.__("Play"),onClick:()=>{!u&&_&&f(y.begin),h(!u)}}),(0,s.jsx)("input",{type:"range",className:"nbp-replay-time",min:0,max:1e3,step:1,value:Math.round(eD(y,x)/y.length*1e3),"aria-label":o.__("Moment of the replay"),"aria-valuetext":[o.__("%1 of %2",eU($,M),eU(y.end-y.begin,M)),S.length?o.__("%1 runs",S.slice(0,3).join(", ")):""].filter(Boolean).join(", "),onChange:e=>{h(!1),f(eW(y,Number(e.target.value)/1e3*y.length))}}),(0,s.jsxs)("span",{className:"nbp-replay-clock nbp-number",title:(0,w.e0)(new Date(x)),children:[eU($,M)," / ",eU(y.end-y.begin,M)]}),(0,s.jsx)("span",{className:"nbp-replay-clock nbp-number nbp-quiet",children:(0,w.e0)(new Date(x)).slice(11)}),(0,s.jsx)(v.l6,{label:o.__("Speed"),value:m,options:eQ.map(e=>[e,C[e]]),onChange:b}),(0,s.jsx)(v.oy,{status:k}),(0,s.jsx)(v.K0,{sign:"close",label:o.__("Back to now (Esc)"),onClick:r})]})}function e1(e){return null===e?null:Date.parse(e)}let e2={status:"Pending",cached:!1,began:null,ended:null,seconds:null};function e4({bars:e,began:t}){let n=e.filter(e=>null===t||e.began>=t);return n.length?n:e}function e3(e){let t=(0,j.N5)((0,_.wE)`executions/${e.page.execution.id}/timeline`);return(0,s.jsx)(v.ai,{page:t,children:({spans:t})=>(0,s.jsx)(e5,{...e,spans:t})})}function e5({page:e,spans:t,selected:n,onSelect:a,head:i}){var r,o;let c,p=(0,j.mz)(),{embedded:d}=(0,j.KT)(),{execution:u,graph:h,steps:m}=e,b=function({status:e,orphan:t}){return!t&&!T(e)}(u),x=(0,v.Q4)(),g=(0,v.cB)(b?x?1e3:200:null),[f,_]=(0,l.useState)("notebook"),y=(0,l.useMemo)(()=>T(u.status)?e.longest_path:[],[u.status,e.longest_path]),{nodes:w}=h,{started_at:k,ended_at:N}=u,S=(0,l.useMemo)(()=>(function({nodes:e,cards:t,spans:n,path:s,started:l,ended:a}){let i=new Map(t.map(e=>[e.step,function({status:e,cached:t,started_at:n,ended_at:s,seconds:l}){return{status:e,cached:t,seconds:l,began:e1(n),ended:e1(s)}}(e)])),r=new Map;for(let e of n){let t={attempt:e.attempt,status:e.status,began:Date.parse(e.started_at),ended:e1(e.ended_at)},n=r.get(e.step);n?n.push(t):r.set(e.step,[t])}let o=new Set(s),c=new Set(t.filter(({jobs:e})=>Object.keys(e).length>0).map(e=>e.step)),p=e.map(e=>{let t=i.get(e.name)??e2,n=(c.has(e.name)?void 0:r.get(e.name))??function({status:e,cached:t,began:n,ended:s}){return t||null===n||"Skipped"===e?[]:[{attempt:1,status:e,began:n,ended:s}]}(t);return{node:e,told:t,tries:n.sort((e,t)=>e.began-t.began),critical:o.has(e.name)}}),d=[e1(l),e1(a)];for(let e of p)for(let t of("Skipped"!==e.told.status&&d.push(e.told.began,e.told.ended),e.tries))d.push(t.began,t.ended);let u=d.filter(e=>null!==e),h=u.reduce((e,t)=>Math.min(e,t),1/0),m=u.reduce((e,t)=>Math.max(e,t),-1/0);return{steps:p,begin:u.length?h:0,last:u.length?m:0}})({nodes:w,cards:m,spans:t,path:y,started:k,ended:N}),[w,m,t,y,k,N]),$=(0,l.useMemo)(()=>(function({steps:e,begin:t,last:n},s,l){let a=Math.max(l??0,n),i=[];for(let{told:t,tries:n}of e)for(let{began:e,ended:s}of(null===t.began||t.cached||i.push([t.began,t.ended??a]),n))i.push([e,s??a]);let r=eK(i,t||a,a),o=e.map(({node:e,told:t,tries:n,critical:s})=>{let{status:l,cached:i,began:o,ended:c,seconds:p}=t,d=n.map(e=>({...e,from:eD(r,e.began),to:eD(r,e.ended??a)})),u=null===o?void 0:d.find(e=>e.began>=o);return{step:e.name,title:e.title||e.name,type:e.type,status:l,cached:i,critical:s,bars:d,lead:null===o||void 0===u?null:{from:eD(r,o),to:u.from,began:o,ended:u.began},seconds:null===c?null:p,began:o,mark:i&&null!==c?eD(r,c):null}});return{lines:"start"===s?o.map((e,t)=>({line:e,i:t,at:e.bars.length?e.bars[0].from:e.mark??1/0})).sort((e,t)=>e.at===t.at?e.i-t.i:e.at-t.at).map(e=>e.line):o,clock:r}})(S,f,b?g:null),[S,f,b,g]),{lines:M,clock:C}=$,{length:A}=C,[z,E]=(0,l.useState)(null),R=z??{from:0,to:A},q=(0,l.useRef)(null),I=(0,l.useId)(),[O,F]=(0,l.useState)(0),L=Math.min(O,Math.max(0,M.length-1)),[P,K,D]=function(e,t){let[n,s]=(0,l.useState)({first:0,last:60,width:800});return(0,l.useLayoutEffect)(()=>{let t=e.current;if(!t)return;let n=()=>{let e=Math.max(0,Math.floor(t.scrollTop/24)-8),n=Math.ceil((t.scrollTop+(t.clientHeight||600))/24)+8,l=t.querySelector(".nbp-timeline-track")?.clientWidth??0;s(t=>t.first===e&&t.last===n&&t.width===l?t:{first:e,last:n,width:l})};n();let l=new ResizeObserver(n);return l.observe(t),t.addEventListener("scroll",n,{passive:!0}),()=>{l.disconnect(),t.removeEventListener("scroll",n)}},[e]),[Math.min(n.first,t),Math.min(n.last,t),n.width]}(q,M.length);(0,l.useEffect)(()=>{let e=M.findIndex(e=>e.step===n);e>=0&&F(e)},[n,f]);let W=e=>{let t=e?.bars.length?(e.bars[0].from+e.bars[e.bars.length-1].to)/2:e?.mark;return null==t||t<R.from||t>R.to?(R.from+R.to)/2:t},B=(e,t=W(M.at(L)))=>{let n=function({from:e,to:t},n,s,l){let a=Math.min(l,Math.max(Math.min(5,l),(t-e)*n));return eB(s-(t>e?(s-e)/(t-e):.5)*a,a,l)}(R,e,t,A);E(n.to-n.from>=A?null:n)},H=e=>z&&E(function({from:e,to:t},n,s){return eB(e+(t-e)*n,t-e,s)}(z,e,A));r=q,o={zoom:B,pan:H,seen:R},c=(0,l.useRef)(o),(0,l.useEffect)(()=>{c.current=o}),(0,l.useEffect)(()=>{let e=r.current;if(!e)return;let t=t=>{let{zoom:n,pan:s,seen:l}=c.current,a=e.querySelector(".nbp-timeline-track")?.getBoundingClientRect();if(!a?.width)return;let i=t.shiftKey?t.deltaY:t.deltaX;if(t.ctrlKey||t.metaKey){let e=Math.min(1,Math.max(0,(t.clientX-a.left)/a.width));n(Math.exp(t.deltaY/300),l.from+e*(l.to-l.from))}else{if(!(i&&Math.abs(i)>=Math.abs(t.shiftKey?0:t.deltaY)))return;s(i/a.width)}t.preventDefault()};return e.addEventListener("wheel",t,{passive:!1}),()=>e.removeEventListener("wheel",t)},[r]);let U=e=>{let t=Math.min(M.length-1,Math.max(0,e));F(t),function(e,t){if(!e)return;let n=24*t;n<e.scrollTop?e.scrollTop=n:n+48>e.scrollTop+e.clientHeight&&(e.scrollTop=n+48-e.clientHeight)}(q.current,t)};return(0,s.jsxs)("section",{className:"nbp-timeline","aria-label":p.__("Timeline of %1",u.pipeline),...d&&{"data-lm-suppress-shortcuts":"true",tabIndex:-1},children:[(0,s.jsxs)("div",{className:"nbp-timeline-tools",children:[(0,s.jsx)(v.l6,{label:p.__("Order of the steps"),value:f,options:[["notebook",p.__("Notebook order")],["start",p.__("By start")]],onChange:_}),y.length>1&&(0,s.jsx)(tn,{path:y,page:e}),(0,s.jsx)("span",{className:"nbp-space"}),(0,s.jsx)(v.K0,{sign:"remove",label:p.__("Zoom out (-)"),onClick:()=>B(2)}),(0,s.jsx)(v.K0,{sign:"add",label:p.__("Zoom in (+)"),onClick:()=>B(.5)}),(0,s.jsx)(v.K0,{sign:"fit",label:p.__("Fit (f)"),onClick:()=>E(null)})]}),(0,s.jsxs)("div",{ref:q,className:"nbp-timeline-box",role:"listbox",tabIndex:0,"aria-label":p.__("Steps of %1",u.pipeline),"aria-activedescendant":M.length?`${I}-${L}`:void 0,onKeyDown:e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;let t=Math.max(1,K-P-16-1);switch(e.key){case"ArrowDown":U(L+1);break;case"ArrowUp":U(L-1);break;case"PageDown":U(L+t);break;case"PageUp":U(L-t);break;case"Home":U(0);break;case"End":U(M.length-1);break;case"ArrowLeft":H(-.2);break;case"ArrowRight":H(.2);break;case"+":case"=":B(.5);break;case"-":B(2);break;case"f":case"0":E(null);break;case"Enter":case" ":L<M.length&&a(M[L].step);break;case"Escape":if(null===n)return;a(null);break;default:return}e.preventDefault(),e.stopPropagation()},onClick:e=>{let t=e.target.closest("[data-at]");if(!t)return;let n=Number(t.dataset.at);F(n),a(M[n].step)},children:[(0,s.jsx)(ts,{clock:C,seen:R,width:D}),(0,s.jsxs)("div",{className:"nbp-timeline-lines",style:{height:24*M.length},role:"presentation",children:[(0,s.jsx)(tl,{drawing:$,path:y,seen:R}),(0,s.jsx)(ta,{head:i,clock:C,seen:R}),M.slice(P,K).map((e,t)=>(0,s.jsx)(e6,{id:I,line:e,at:P+t,count:M.length,from:R.from,to:R.to,width:D,begin:C.begin,now:e.bars.some(e=>null===e.ended)?g:0,current:P+t===L,selected:e.step===n},e.step))]})]})]})}let e6=(0,l.memo)(function(e){let{id:t,line:n,at:l,count:a,from:i,to:r,width:o,begin:c,now:p,current:d,selected:u}=e,h=(0,j.mz)();return(0,s.jsxs)("div",{id:`${t}-${l}`,"data-at":l,role:"option","aria-selected":u,"aria-setsize":a,"aria-posinset":l+1,"aria-label":function(e,t,n){let{title:s,type:l,status:a,bars:i,cached:r,critical:o,seconds:c}=t,p=(0,v.Hm)(e,a).toLowerCase();return[s,l,null!==c&&!r?e.__("%1 in %2",p,(0,w.p0)(c)):p,r&&e.__("from the cache"),i.length>1&&e._n("%1 attempt","%1 attempts",i.length),i.length>0&&e.__("began after %1",(0,w.p0)((i[0].began-n)/1e3)),o&&e.__("on the longest path")].filter(Boolean).join(", ")}(h,n,c),className:`nbp-timeline-line${d?" nbp-current":""}`,style:{top:24*l},children:[(0,s.jsxs)("span",{className:"nbp-timeline-name",title:n.title===n.step?n.step:`${n.title} (${n.step})`,children:[(0,s.jsx)(v.km,{type:n.type,size:14,silent:!0}),(0,s.jsx)("span",{className:"nbp-timeline-title",children:n.title}),n.bars.length>1&&(0,s.jsxs)("span",{className:"nbp-card-times",children:["\xd7",n.bars.length]}),(0,s.jsx)(v.kW,{status:n.status,cached:n.cached,type:n.type,size:14,silent:!0})]}),(0,s.jsx)(e9,{line:n,scale:e8({from:i,to:r}),width:o,now:p})]})});function e8({from:e,to:t}){return n=>(n-e)/Math.max(1e-9,t-e)*100}function e9({line:e,scale:t,width:n,now:l}){let a=(0,j.mz)(),{bars:i,lead:r,mark:o,critical:c}=e,p=e4(e),d=function(e,t,n){let{bars:s,status:l,mark:a,cached:i}=t;if(i)return null===a?"":e.__("From the cache");if(!s.length&&null===t.began)return"Pending"===l?"":(0,v.Hm)(e,l);let r=function({seconds:e,began:t,bars:n,status:s},l){return null!==e?e:"Pending"===s||"Skipped"===s?null:null!==t&&n.length?Math.max(0,Math.floor((l-t)/1e3)):null}(t,n);return[!te.has(l)&&(0,v.Hm)(e,l),null!==r&&tt(r,null===t.seconds),s.length>1&&e._n("%1 attempt","%1 attempts",s.length)].filter(Boolean).join(" \xb7 ")}(a,e,l),[u,h]=i.length?[t(i[0].from),t(i[i.length-1].to)]:null!==o?[t(o),t(o)]:[0,0];return(0,s.jsxs)("span",{className:"nbp-timeline-track","aria-hidden":!0,children:[r&&r.to>r.from&&(0,s.jsx)("span",{className:`nbp-timeline-lead nbp-is-${e.status.toLowerCase()}`,style:{left:`${t(r.from)}%`,width:`${t(r.to)-t(r.from)}%`},title:a.__("%1 waited %2 for a process",e.title,(0,w.p0)((r.ended-r.began)/1e3))}),i.map(n=>(0,s.jsx)("span",{className:`nbp-span nbp-is-${n.status.toLowerCase()}${c&&p.includes(n)?" nbp-critical":""}`,style:{left:`${t(n.from)}%`,width:`${t(n.to)-t(n.from)}%`},title:function(e,{title:t,bars:n},s,l){let a=e=>(0,w.e0)(new Date(e)).slice(11);return[n.length>1?e.__("%1, attempt %2",t,s.attempt):t,`${(0,v.Hm)(e,s.status)} \xb7 ${tt(function({began:e,ended:t},n){return null===t?Math.max(0,Math.floor((n-e)/1e3)):(t-e)/1e3}(s,l),null===s.ended)}`,null===s.ended?e.__("since %1",a(s.began)):e.__("%1 to %2",a(s.began),a(s.ended))].join("\n")}(a,e,n,l)},n.attempt)),null!==o&&(0,s.jsx)("span",{className:"nbp-timeline-mark",style:{left:`${t(o)}%`},children:(0,s.jsx)(v.Q6,{size:13})}),h<0&&(0,s.jsx)("span",{className:"nbp-timeline-text",children:"‹"}),u>100&&(0,s.jsx)("span",{className:"nbp-timeline-text",style:{right:3},children:"›"}),d&&h>=0&&u<=100&&(0,s.jsx)("span",{className:"nbp-timeline-text",style:function(e,t,n,s,l){let a=null!==l.mark,i=l.bars.some(e=>e7.has(e.status))?{}:{background:"none"},[r,o]=[Math.max(0,t),Math.max(0,Math.min(100,n))],c=6*e.length+14,p=e=>e/100*(s||800);return p(100-o)>c||r<=0?{left:`${o}%`,marginLeft:a?10:4}:p(o-r)>c?{left:`${r}%`,marginLeft:4,zIndex:1,...i}:{right:`${100-r}%`,marginRight:a?10:4}}(d,u,h,n,e),children:d})]})}let e7=new Set(["Failed","Stopped"]),te=new Set(["Succeeded","Pending"]);function tt(e,t){return t&&e<60?`${e} s`:(0,w.p0)(e)}function tn({path:e,page:t}){let n=(0,j.mz)(),l=new Map(t.steps.map(e=>[e.step,e])),a=e.reduce((e,t)=>e+(l.get(t)?.seconds??0),0);return(0,s.jsxs)("span",{className:"nbp-timeline-legend",title:e.join(" → "),children:[(0,s.jsx)("span",{className:"nbp-span nbp-critical","aria-hidden":!0}),n.__("Longest path, %1",(0,w.p0)(a))]})}function ts({clock:e,seen:t,width:n}){let l=(0,j.mz)(),a=e8(t),i=function(e,t,n){let s=(t.to-t.from)/Math.max(1,n),l=eH.find(e=>e>=s)??864e5*Math.ceil(s/864e5),a=[];for(let n of e.pieces){if(n.pause||n.at>t.to||n.at+n.length<t.from)continue;let s=n.from+Math.max(0,t.from-n.at)-e.begin,i=n.from+Math.min(n.length,t.to-n.at)-e.begin;for(let t=Math.ceil(s/l-1e-9)*l;t<=i+1e-9;t+=l){let n=eD(e,e.begin+t),s=a.at(-1);(void 0===s||n-s.at>.6*l)&&a.push({at:n,text:eU(t,l)})}}return a}(e,t,Math.max(2,Math.floor((n||800)/84)));return(0,s.jsx)("div",{className:"nbp-timeline-axis","aria-hidden":!0,children:(0,s.jsxs)("span",{className:"nbp-timeline-track",children:[i.map(({at:e,text:t})=>(0,s.jsx)("span",{className:`nbp-timeline-tick${a(e)>95?" nbp-end":""}`,style:{left:`${a(e)}%`},children:t},e)),e.pieces.filter(e=>e.pause).map(e=>(0,s.jsx)("span",{className:"nbp-timeline-pause",style:{left:`${a(e.at)}%`,width:`${a(e.at+e.length)-a(e.at)}%`},title:l.__("Nothing ran for %1",(0,w.p0)((e.to-e.from)/1e3)),children:(0,w.p0)((e.to-e.from)/1e3)},e.at))]})})}function tl({drawing:e,path:t,seen:n}){var l;let a,i,r=24*e.lines.length,o=(l=e.lines,a=new Map(l.map((e,t)=>[e.step,t])),(i=t.filter(e=>l[a.get(e)??-1]?.bars.length)).slice(1).map((e,t)=>{let[n,s]=[a.get(i[t])??0,a.get(e)??0],r=l[n].bars[l[n].bars.length-1];return{from:[n,r.to],to:[s,e4(l[s])[0].from]}}));if(!o.length)return null;let c=e8(n);return(0,s.jsx)("svg",{className:"nbp-timeline-joints",viewBox:`0 0 100 ${r}`,preserveAspectRatio:"none",height:r,"aria-hidden":!0,children:(0,s.jsx)("path",{d:o.map(({from:e,to:t})=>`M${c(e[1])} ${(e[0]+.5)*24}V${(t[0]+.5)*24}H${c(t[1])}`).join("")})})}function ta({head:e,clock:t,seen:n}){let a=(0,l.useSyncExternalStore)(e.subscribe,e.snapshot);if(null===a)return null;let i=e8(n)(eD(t,a)),r=Math.min(100,Math.max(0,i));return(0,s.jsxs)("span",{className:"nbp-timeline-over","aria-hidden":!0,children:[(0,s.jsx)("span",{className:"nbp-timeline-veil",style:{left:`${r}%`}}),r===i&&(0,s.jsx)("span",{className:"nbp-timeline-cursor",style:{left:`${i}%`},title:eU(a-t.begin)})]})}function ti({id:e,step:t}){let n=(0,j.N5)((0,_.wE)`executions/${e}`),{again:l}=n;return(0,s.jsx)(v.ai,{page:n,children:n=>(0,s.jsx)(to,{page:n,step:t,again:l},e)})}let tr={playing:!1,over:!0};function to({page:e,step:t,again:n}){let a=(0,j.mz)(),{embedded:i}=(0,j.KT)(),{execution:r,failure:o,graph:c,steps:p}=e,[d,u]=(0,l.useState)(t??null),[h,m]=(0,l.useState)("overview"),[b,x]=(0,l.useState)("graph"),[g,f]=(0,l.useState)(null),[w,N]=(0,l.useState)(null),{orphan:S}=r,C=(0,l.useMemo)(()=>S?p.map(tc):p,[S,p]),[A]=(0,l.useState)(()=>new y.sz(C));(0,l.useEffect)(()=>A.set(C),[A,C]);let{status:z}=r,E=(0,l.useRef)(z);(0,l.useEffect)(()=>{E.current!==z&&(E.current=z,n())},[z,n]);let R=function(e){let[t,n]=(0,l.useState)(!1),s=(0,j.N5)(t?(0,_.wE)`executions/${e.execution.id}/replay`:null),[a]=(0,l.useState)(()=>new eZ),[i]=(0,l.useState)(()=>new y.sz),[r,o]=(0,l.useState)(tr),c=(0,l.useRef)(null),p=(0,l.useCallback)(()=>n(!0),[]),d=(0,l.useCallback)(()=>{n(!1),o(tr),requestAnimationFrame(()=>c.current?.focus())},[]);return{...s,on:t,head:a,cards:i,state:t?r:tr,setState:o,open:p,close:d,opener:c}}(e),q=(0,v.Q4)(),{playing:I,over:F}=R.state,L=o&&"Failed"===z?o:null,P=p.filter(e=>"Failed"===e.status&&e.step!==L?.step),{id:K}=r,D=(0,l.useCallback)((e,t,n)=>(0,s.jsx)(V,{execution:K,step:e,total:t,width:y.g,onSelect:u,onClose:n}),[K]),W="timeline"===b?(0,s.jsx)(e3,{page:e,selected:d,onSelect:u,head:R.head}):(0,s.jsx)(y.wq,{graph:c,cards:F?A:R.cards,label:a.__("Graph of %1",r.pipeline),selected:d,onSelect:u,moving:!q&&(F||I),sizes:R.data?.sizes,jobs:F?D:void 0}),B=(0,s.jsx)(v.B1,{label:a.__("Inspector"),direction:i?"column":"row",part:i?.5:.36,first:(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)("div",{className:"nbp-strip",children:[(0,s.jsx)(v.$K,{label:a.__("How it is shown"),value:b,options:[["graph",a.__("Graph")],["timeline",a.__("Timeline")]],onChange:x}),R.on?(0,s.jsx)(th,{replay:R,page:e}):(0,s.jsx)(v.$n,{ref:R.opener,sign:"play",title:a.__("See the run again, as it went"),onClick:R.open,children:a.__("Replay")})]}),W]}),second:null===d?null:(0,s.jsx)(eP,{execution:r.id,step:d,notebook:e.notebook,tab:h,onTab:m,onSelect:u,onClose:()=>u(null)},d)});return(0,s.jsxs)("div",{className:S?"nbp-view nbp-stands":"nbp-view",children:[(0,s.jsx)(O,{page:e,selected:d}),L&&(0,s.jsx)(k.s0,{failure:L,notebook:e.notebook,execution:p.some(e=>e.step===L.step&&e.attempts>0)?r.id:void 0,children:(0,s.jsx)(tu,{first:L.step,others:P.map(e=>e.step),onSelect:u})}),!S&&!T(z)&&(0,s.jsx)(tp,{steps:p,selected:d,onSelect:u}),c.nodes.length?(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(v.B1,{label:a.__("About this execution"),direction:"column",part:i?.5:.34,least:90,first:B,second:null===g?null:(0,s.jsx)(M,{page:e,part:g,onPart:f,onSelect:u,onClose:()=>{N(g),f(null)}})}),null===g&&(0,s.jsx)($,{page:e,last:w,onOpen:f})]}):(0,s.jsxs)(v.Sv,{title:a.__("This pipeline has no steps"),children:[a.__("A cell becomes one when its first line names it:")," ",(0,s.jsx)("code",{children:"%%step prepare"})]})]})}function tc(e){return null===e.ended_at?{...e,started_at:null,seconds:null,progress:0}:e}function tp({steps:e,selected:t,onSelect:n}){let l=(0,j.mz)(),a=e.filter(e=>"Waiting"===e.status&&e.step!==t);return a.length?(0,s.jsxs)(v.$T,{title:l._n("%1 step waits for an answer","%1 steps wait for an answer",a.length),children:[a.slice(0,td).map(e=>(0,s.jsxs)("p",{className:"nbp-inline",children:[(0,s.jsx)(v.$n,{onClick:()=>n(e.step),children:l.__("Answer %1",e.step)}),(0,s.jsx)("span",{children:e.detail})]},e.step)),a.length>td&&(0,s.jsx)("p",{className:"nbp-quiet",children:l.__("and %1 more",a.length-td)})]}):null}let td=5;function tu({first:e,others:t,onSelect:n}){let l=(0,j.mz)(),a=(e,t)=>(0,s.jsx)("button",{type:"button",className:"nbp-link",onClick:()=>n(e),children:t},e);return null!==e||t.length?(0,s.jsxs)("p",{className:"nbp-inline",children:[null!==e&&a(e,l.__("Show step %1",e)),t.length>0&&(0,s.jsx)("span",{className:"nbp-quiet",children:null===e?l.__("Failed:"):l.__("Failed too:")}),t.slice(0,td).map(e=>a(e,e)),t.length>td&&(0,s.jsx)("span",{className:"nbp-quiet",children:l.__("and %1 more",t.length-td)})]}):null}function th({replay:e,page:t}){let{data:n,error:l,again:a,cards:i,head:r,setState:o,close:c}=e;return l?(0,s.jsx)(v.aV,{error:l,onRetry:a}):n?(0,s.jsx)(e0,{replay:n,steps:t.steps.map(e=>e.step),cards:i,head:r,onState:o,onClose:c}):(0,s.jsx)(v.y$,{})}},"./labextension/lib/pages/figure.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),l=n("webpack/sharing/consume/default/react");n("./labextension/style/pages.css");var a=n("./labextension/lib/api.js"),i=n("./labextension/lib/context.js"),r=n("./labextension/lib/kit/index.js");function o({artifact:e,label:t,gone:n=!1}){let c=(0,i.mz)(),p=(0,i.gf)(),d=(0,i.sy)(),{digest:u,preview:h,media_type:m,size:b}=e,x=m.startsWith("image/"),g="image"===h.kind&&"string"==typeof h.data&&"string"==typeof h.media_type?`data:${h.media_type};base64,${h.data}`:null,[f,_]=(0,l.useState)(null),j=(0,i.y3)(async()=>{let e=await p.bytes((0,a.wE)`artifacts/${u}/content`,{store:d});_(URL.createObjectURL(e))});(0,l.useEffect)(()=>()=>{f&&URL.revokeObjectURL(f)},[f]);let{run:y}=j,v=x&&null===g&&!n;(0,l.useEffect)(()=>{v&&y()},[v,y]);let w=f??g;return(0,s.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,s.jsx)("img",{src:w,alt:t,className:f?"nbp-figure-whole":void 0}),null===w&&!x&&"string"==typeof h.text&&(0,s.jsx)("pre",{children:h.text}),(0,s.jsxs)("figcaption",{children:[t," ",n?(0,s.jsx)("span",{className:"nbp-quiet",children:c.__("the file is not in the store any more")}):x&&null!==g&&!f?(0,s.jsx)(r.$n,{busy:j.busy,onClick:()=>void y(),children:c.__("Full size")}):(0,s.jsx)("span",{className:"nbp-quiet",children:(0,s.jsx)(r.Ix,{size:b})})]}),j.error&&(0,s.jsx)(r.aV,{error:j.error,onRetry:()=>void y()})]})}n.d(t,{D:()=>o})},"./labextension/lib/pages/markdown.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),l=n("webpack/sharing/consume/default/react"),a=n("./labextension/lib/context.js");function i({source:e}){let{markdown:t}=(0,a.KT)(),n=(0,l.useRef)(null);return((0,l.useLayoutEffect)(()=>n.current&&t?t(e,n.current):void 0,[t,e]),t)?(0,s.jsx)("div",{ref:n,className:"nbp-markdown"}):(0,s.jsx)("pre",{className:"nbp-prose",children:e})}n.d(t,{o:()=>i})},"./labextension/lib/pages/said.js"(e,t,n){var s=n("./labextension/lib/words.js");function l(e){return null==e?"–":"number"==typeof e?(0,s.vm)(e):"string"==typeof e?e:JSON.stringify(e)}n.d(t,{a:()=>l})},"./labextension/lib/pages/save.js"(e,t,n){function s(e,t){let n=URL.createObjectURL(e),s=document.createElement("a");s.href=n,s.download=t,s.click(),setTimeout(()=>URL.revokeObjectURL(n),6e4)}n.d(t,{U:()=>s})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/execution.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),l=n.n(s),a=n("./node_modules/css-loader/dist/runtime/api.js"),i=(n.n(a))()(l());i.push([e.id,`/* ---- the line above the graph or the timeline ---- */

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
`,""]),n.d(t,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/jobs.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),l=n.n(s),a=n("./node_modules/css-loader/dist/runtime/api.js"),i=(n.n(a))()(l());i.push([e.id,`/* The jobs of a Map or a Tuning: on its card, and in a tab of its own. */

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
`,""]),n.d(t,{},{A:i})}}]);