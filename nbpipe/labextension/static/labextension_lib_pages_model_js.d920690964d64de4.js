"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_model_js"],{"./labextension/lib/pages/beside.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/compare.css");var r=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js"),l=s("./labextension/lib/pages/compared.js"),o=s("./labextension/lib/pages/said.js");function d({label:e,columns:n,sections:s}){let a=(0,r.mz)(),[o,p]=(0,i.useState)(new Set),x=n.length+1;return(0,t.jsx)("div",{className:"nbp-beside",role:"region","aria-label":e,tabIndex:0,children:(0,t.jsxs)("table",{"aria-label":e,style:{minWidth:180+160*n.length},children:[(0,t.jsxs)("colgroup",{children:[(0,t.jsx)("col",{className:"nbp-beside-names"}),n.map(e=>(0,t.jsx)("col",{},e.id))]}),(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("td",{}),n.map(e=>(0,t.jsx)("th",{scope:"col",children:e.head},e.id))]})}),s.map(({id:e,title:n,rows:s,render:i,below:r,none:d})=>{let{differ:m,equal:u}=(0,l.vx)(s),b=o.has(e);return(0,t.jsxs)("tbody",{children:[(0,t.jsx)("tr",{className:"nbp-beside-title",children:(0,t.jsx)("th",{colSpan:x,scope:"rowgroup",children:(0,t.jsx)("span",{children:n})})}),m.map(e=>(0,t.jsx)(c,{row:e,render:i},e.name)),r&&(0,t.jsx)("tr",{className:"nbp-beside-below",children:(0,t.jsx)("td",{colSpan:x,children:r})}),u.length>0&&(0,t.jsx)("tr",{className:"nbp-beside-equal",children:(0,t.jsx)("td",{colSpan:x,children:(0,t.jsx)("button",{type:"button","aria-expanded":b,onClick:()=>{let n;!(n=new Set(o)).delete(e)&&n.add(e),p(n)},children:a._n("%1 equal row","%1 equal rows",u.length)})})}),b&&u.map(e=>(0,t.jsx)(c,{row:e,render:i},e.name)),!s.length&&!r&&(0,t.jsx)("tr",{children:(0,t.jsx)("td",{colSpan:x,className:"nbp-quiet",children:d??a.__("None.")})})]},e)})]})})}function c({row:e,render:n}){let s=(0,r.mz)();return(0,t.jsxs)("tr",{className:e.same?void 0:"nbp-beside-differs",children:[(0,t.jsxs)("th",{scope:"row",title:e.name,children:[!e.same&&(0,t.jsx)("span",{className:"nbp-beside-mark",role:"img",title:s.__("Differs"),"aria-label":s.__("Differs"),children:"≠"}),e.name]}),e.values.map((r,a)=>(0,t.jsx)("td",{children:(0,t.jsxs)(i.Fragment,{children:[n?n(r,e,a):(0,t.jsx)(p,{value:r}),e.best===a&&(0,t.jsxs)("span",{className:"nbp-best",role:"img",title:s.__("Best"),"aria-label":s.__("Best"),children:[" ","★"]})]})},a))]})}function p({value:e}){let n=(0,o.a)(e);return(0,t.jsx)("span",{className:"nbp-beside-value",title:"number"==typeof e?String(e):n,children:n})}function x(e,n,s){return"string"!=typeof e?(0,t.jsx)(p,{value:e}):(0,t.jsxs)(t.Fragment,{children:[!n.same&&(0,t.jsx)("span",{className:"nbp-letter",children:(0,l.Mm)(n.values)[s]}),(0,t.jsx)(a.Id,{id:e})]})}s.d(n,{b:()=>x,n:()=>d})},"./labextension/lib/pages/compared.js"(e,n,s){function t(e){return{differ:e.filter(e=>!e.same),equal:e.filter(e=>e.same)}}let i=/loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(^|[^a-z])time($|[^a-z])/i;function r(e){return i.test(e)?"min":"max"}function a({name:e,values:n,best:s}){if(null===s)return r(e);let t=n.filter(e=>"number"==typeof e);return n[s]===Math.max(...t)?"max":"min"}function l(e,n){let s=n.flatMap((e,n)=>"number"==typeof e&&Number.isFinite(e)?[{value:e,index:n}]:[]);if(new Set(s.map(({value:e})=>e)).size<2)return null;let t="max"===r(e)?1:-1;return s.reduce((e,n)=>t*n.value>t*e.value?n:e).index}function o(e,n=()=>null){return[...new Set(e.flatMap(e=>Object.keys(e)))].map(s=>{let t=e.map(e=>e[s]??null),i=e.every(e=>s in e)&&t.every(e=>(function e(n,s){if(null===n||null===s||"object"!=typeof n||"object"!=typeof s)return n===s;let[t,i]=[Object.entries(n),new Map(Object.entries(s))];return Array.isArray(n)===Array.isArray(s)&&t.length===i.size&&t.every(([n,s])=>i.has(n)&&e(s,i.get(n)))})(e,t[0]));return{name:s,values:t,same:i,best:i?null:n(s,t)}})}function d(e){let n=[];return e.map(e=>{if(null===e)return"";let s=JSON.stringify(e);return n.includes(s)||n.push(s),String.fromCharCode(65+n.indexOf(s)%26)})}s.d(n,{JF:()=>r,Mm:()=>d,RO:()=>o,Ui:()=>l,_e:()=>a,vx:()=>t})},"./labextension/lib/pages/download.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("./labextension/lib/context.js"),r=s("./labextension/lib/kit/index.js");function a({path:e,query:n={},name:s,title:o,disabled:d=!1,children:c}){let p=(0,i.gf)(),x=(0,i.sy)(),m=(0,i.y3)(async()=>{let t=p.url(e,{store:x,...n});if(null!==t)return void l(t,"");let i=URL.createObjectURL(await p.bytes(e,{store:x,...n}));l(i,s),setTimeout(()=>URL.revokeObjectURL(i),6e4)});return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsx)(r.$n,{sign:"download",disabled:d,busy:m.busy,title:o,onClick:()=>void m.run(),children:c}),m.error&&(0,t.jsx)(r.aV,{error:m.error})]})}function l(e,n){let s=document.createElement("a");s.href=e,s.download=n,s.click()}s.d(n,{f:()=>a})},"./labextension/lib/pages/figure.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css");var r=s("./labextension/lib/api.js"),a=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js");function o({artifact:e,label:n,gone:s=!1}){let d=(0,a.mz)(),c=(0,a.gf)(),p=(0,a.sy)(),{digest:x,preview:m,media_type:u,size:b}=e,h=u.startsWith("image/"),j="image"===m.kind&&"string"==typeof m.data&&"string"==typeof m.media_type?`data:${m.media_type};base64,${m.data}`:null,[_,g]=(0,i.useState)(null),f=(0,a.y3)(async()=>{let e=await c.bytes((0,r.wE)`artifacts/${x}/content`,{store:p});g(URL.createObjectURL(e))});(0,i.useEffect)(()=>()=>{_&&URL.revokeObjectURL(_)},[_]);let{run:y}=f,v=h&&null===j&&!s;(0,i.useEffect)(()=>{v&&y()},[v,y]);let w=_??j;return(0,t.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,t.jsx)("img",{src:w,alt:n,className:_?"nbp-figure-whole":void 0}),null===w&&!h&&"string"==typeof m.text&&(0,t.jsx)("pre",{children:m.text}),(0,t.jsxs)("figcaption",{children:[n," ",s?(0,t.jsx)("span",{className:"nbp-quiet",children:d.__("the file is not in the store any more")}):h&&null!==j&&!_?(0,t.jsx)(l.$n,{busy:f.busy,onClick:()=>void y(),children:d.__("Full size")}):(0,t.jsx)("span",{className:"nbp-quiet",children:(0,t.jsx)(l.Ix,{size:b})})]}),f.error&&(0,t.jsx)(l.aV,{error:f.error,onRetry:()=>void y()})]})}s.d(n,{D:()=>o})},"./labextension/lib/pages/model.js"(e,n,s){s.d(n,{ModelView:()=>G});var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css"),s("./labextension/style/registry.css");var r=s("./labextension/lib/api.js"),a=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js"),o=s("./labextension/lib/words.js"),d=s("./labextension/lib/pages/beside.js"),c=s("./labextension/lib/pages/chain.js"),p=s("./labextension/lib/pages/compared.js");function x({group:e}){let n=(0,a.mz)(),s=(0,a.KT)(),[d,p]=(0,i.useState)(null),b=d?{sort:d.id,down:d.down?1:void 0}:{},h=(0,c.n$)((0,r.wE)`models/${e}`,b,"before"),[j,_]=(0,i.useState)(new Set),[g,f]=(0,i.useState)(!1),{pages:y}=h,v=y?.at(0),w=(0,i.useMemo)(()=>y?.flatMap(e=>e.versions)??[],[y]),N=(0,i.useMemo)(()=>[...new Set(y?.flatMap(e=>e.metrics))],[y]),k=(0,i.useMemo)(()=>{var e,s;return e=n,s=N.slice(0,5),[{id:"version",title:e.__("Version"),by:e=>e.version,width:"76px",render:e=>(0,t.jsx)("span",{className:"nbp-number",children:e.version})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"148px",render:e=>(0,t.jsx)(l.xf,{status:e.status})},{id:"aliases",title:e.__("Aliases"),render:e=>(0,t.jsx)("span",{title:e.aliases.join(", "),children:e.aliases.join(", ")})},...s.map(e=>({id:`metric ${e}`,title:e,by:n=>e in n.metrics?n.metrics[e]:null,align:"end",render:n=>e in n.metrics?(0,t.jsx)(l.Vp,{value:n.metrics[e]}):"–"})),{id:"made",title:e.__("Registered"),by:e=>e.created_at,width:"108px",render:e=>(0,t.jsx)(l.gX,{at:e.created_at})},{id:"by",title:e.__("By"),by:e=>e.created_by,width:"80px",render:e=>e.created_by},{id:"execution",title:e.__("Execution"),width:"88px",render:e=>e.execution&&(0,t.jsx)(l.N_,{to:{kind:"execution",id:e.execution,step:e.step??void 0},title:e.execution,children:(0,o.h0)(e.execution)})},{id:"digest",title:e.__("Digest"),width:"84px",render:e=>(0,t.jsx)(l.Id,{id:e.digest})}]},[n,N]),$=w.filter(e=>j.has(String(e.version)));return(0,t.jsxs)("div",{className:"nbp-view",children:[(0,t.jsxs)(l.M7,{label:n.__("Model %1",e),children:[(0,t.jsx)("h2",{className:"nbp-title",children:e}),v&&(0,t.jsx)("span",{className:"nbp-quiet",children:w.length<v.total?n.__("%1 of %2 versions",w.length,v.total):n._n("%1 version","%1 versions",v.total)}),(0,t.jsx)(l.$x,{}),w.length>1&&(0,t.jsx)(l.$n,{look:!g&&$.length>1?"accept":"plain",disabled:!g&&($.length<2||$.length>10),title:n.__("Select two to ten versions to compare them"),onClick:()=>f(!g),children:g?n.__("Back to all versions"):$.length>1?n.__("Compare %1",$.length):n.__("Compare")})]}),h.error&&(0,t.jsx)(l.aV,{error:h.error,onRetry:h.again}),null===y?h.loading&&(0,t.jsx)(l.y$,{}):0===w.length?(0,t.jsx)(l.Sv,{title:n.__("No versions yet"),children:n.__("Run the pipeline that registers this model.")}):g&&$.length>1?(0,t.jsx)(u,{group:e,versions:[...$].sort((e,n)=>e.version-n.version)}):(0,t.jsxs)("div",{className:"nbp-scrolls",children:[(0,t.jsxs)("div",{className:"nbp-group-top",children:[v?.description&&(0,t.jsx)("p",{children:v.description}),N.length>0&&(0,t.jsx)(m,{versions:w,metrics:N,thresholds:v?.thresholds??{}})]}),(0,t.jsx)(l.XI,{label:n.__("Versions of %1",e),columns:k,rows:w,id:e=>String(e.version),onOpen:s.opens("model")?n=>s.open({kind:"model",group:e,version:n.version}):void 0,marked:j,onMark:_,onMore:h.more,sort:d,onSort:p})]})]})}function m({versions:e,metrics:n,thresholds:s}){let r=(0,a.mz)(),[o,d]=(0,i.useState)(()=>n.find(e=>e in s)??n[0]),c=n.includes(o)?o:n[0],x=e.flatMap(e=>{let n=e.metrics[c]??null;return null===n?[]:[{x:e.version,y:n}]}).sort((e,n)=>e.x-n.x);return(0,t.jsxs)("section",{children:[(0,t.jsx)(l.l6,{label:r.__("Metric"),value:c,options:n.map(e=>[e,e]),onChange:d}),(0,t.jsx)(l.bl,{label:r.__("%1 over versions",c),lines:[{name:c,points:x}],x:r.__("version"),threshold:c in s?s[c]:null,best:(0,p.JF)(c)})]})}function u({group:e,versions:n}){let s=(0,a.mz)(),i=(0,c.R_)(n.map(n=>(0,r.wE)`models/${e}/${n.version}`)),o=i.find(e=>e.error)?.error,x=i.flatMap(e=>e.data?[e.data]:[]);return o?(0,t.jsx)(l.aV,{error:o}):x.length<n.length?(0,t.jsx)(l.y$,{}):(0,t.jsx)(d.n,{label:s.__("Versions of %1",e),columns:x.map(({row:n})=>({id:String(n.version),head:(0,t.jsxs)("div",{className:"nbp-beside-head",children:[(0,t.jsx)("div",{children:(0,t.jsx)(l.N_,{to:{kind:"model",group:e,version:n.version},children:(0,t.jsx)("strong",{children:s.__("Version %1",n.version)})})}),(0,t.jsx)(l.xf,{status:n.status}),(0,t.jsx)("span",{className:"nbp-quiet",children:(0,t.jsx)(l.gX,{at:n.created_at})})]})})),sections:[{id:"metrics",title:s.__("Metrics"),rows:(0,p.RO)(x.map(({row:e})=>e.metrics),p.Ui)},{id:"parameters",title:s.__("Parameters"),rows:(0,p.RO)(x.map(({parameters:e})=>e))},{id:"digests",title:s.__("Model file, by digest"),rows:(0,p.RO)(x.map(({row:e})=>({[s.__("model")]:e.digest}))),render:d.b},{id:"about",title:s.__("About"),rows:(0,p.RO)(x.map(({row:e})=>({[s.__("registered by")]:e.created_by,[s.__("aliases")]:e.aliases.join(", ")||null,[s.__("kind")]:e.media_type,[s.__("size, bytes")]:e.size})))}]})}function b(e,n){return""!==e.comment.trim()&&n.decision===e.seen}function h({page:e,verdict:n,refused:s=!1,again:o,onClose:d,children:c}){let p=(0,a.mz)(),x=(0,i.useId)(),[m,u]=(0,i.useState)(()=>({verdict:n,comment:"",seen:e.decision})),_={...m,verdict:n},{group:g,version:f}=e.row,y=(0,a.y3)(async(e,n,s)=>{try{await e.post((0,r.wE)`models/${g}/${f}/approval`,function({verdict:e,comment:n,seen:s}){return{status:e,comment:n.trim(),decision:s}}(s),n)}catch(e){throw e instanceof r.hD&&409===e.status&&o(),e}o()}),v=y.busy?null:e.decision===_.seen?null:e.approvals.at(-1)??null,w="Approved"===n;return(0,t.jsxs)("section",{className:"nbp-decide","aria-labelledby":`${x}-title`,children:[(0,t.jsxs)("form",{onSubmit:n=>{n.preventDefault(),b(_,e)&&!s&&y.run(_).then(e=>e&&d())},children:[(0,t.jsx)("h3",{id:`${x}-title`,children:w?p.__("Approve %1, version %2",g,f):p.__("Reject %1, version %2",g,f)}),v?(0,t.jsx)(j,{record:v}):y.error&&(0,t.jsx)(l.aV,{error:y.error}),(0,t.jsx)("label",{htmlFor:`${x}-comment`,children:p.__("Comment")}),(0,t.jsx)("textarea",{id:`${x}-comment`,rows:3,required:!0,autoFocus:!0,value:m.comment,"aria-describedby":`${x}-help`,placeholder:w?p.__("Why it may be used"):p.__("Why it must not be used, and what is missing"),onChange:e=>u({...m,comment:e.target.value}),onKeyDown:e=>{"Escape"===e.key&&d(),e.stopPropagation()}}),(0,t.jsx)("p",{id:`${x}-help`,className:"nbp-quiet",children:p.__("Required: it is kept with the decision, your name and the time.")}),(0,t.jsxs)("div",{className:"nbp-decide-buttons",children:[v?(0,t.jsx)(l.$n,{look:"accept",onClick:()=>u({...m,seen:e.decision}),children:p.__("I have seen it, decide anyway")}):(0,t.jsx)("button",{type:"submit",className:`nbp-button nbp-button-${w?"accept":"warn"}`,disabled:y.busy||s||!b(_,e),title:s?p.__("A rule is not met: see beside"):void 0,"aria-busy":y.busy||void 0,children:w?p.__("Approve"):p.__("Reject")}),(0,t.jsx)(l.$n,{onClick:d,children:v?p.__("Leave it so"):p.__("Cancel")})]})]}),(0,t.jsx)("div",{className:"nbp-decide-evidence",children:c})]})}function j({record:e}){let n=(0,a.mz)();return(0,t.jsxs)("div",{className:"nbp-notice",role:"alert",children:[(0,t.jsx)(l.In,{sign:"warning"}),(0,t.jsxs)("div",{children:[(0,t.jsx)("p",{children:(0,t.jsx)("strong",{children:n.__("Somebody decided meanwhile")})}),(0,t.jsxs)("p",{children:[(0,t.jsx)(l.xf,{status:e.status})," ",n.__("by %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,t.jsx)("blockquote",{children:e.comment})]})]})}s("./labextension/style/compare.css");var _=s("./labextension/lib/pages/download.js"),g=s("./labextension/lib/pages/figure.js"),f=s("./labextension/lib/pages/opens.js"),y=s("./labextension/lib/pages/parts.js"),v=s("./labextension/lib/pages/said.js");function w({source:e}){let{markdown:n}=(0,a.KT)(),s=(0,i.useRef)(null);return((0,i.useLayoutEffect)(()=>s.current&&n?n(e,s.current):void 0,[n,e]),n)?(0,t.jsx)("div",{ref:s,className:"nbp-markdown"}):(0,t.jsx)("pre",{className:"nbp-prose",children:e})}function N({page:{row:e,card:n,fields:s}}){let i=(0,a.mz)(),l=(0,r.wE)`models/${e.group}/${e.version}/card`,o=`${e.group}-${String(e.version)}`;return(0,t.jsxs)("div",{className:"nbp-card-of-model",children:[Object.keys(s).length>0&&(0,t.jsx)(y.At,{facts:Object.entries(s).map(([e,n])=>{var s;let t;return[(t=e.replaceAll("_"," ")).charAt(0).toUpperCase()+t.slice(1),Array.isArray(s=n)?s.map(v.a).join(", "):s&&"object"==typeof s?Object.entries(s).map(([e,n])=>`${e}: ${(0,v.a)(n)}`).join(", "):(0,v.a)(s)]})}),n?(0,t.jsx)(w,{source:n}):(0,t.jsx)("p",{className:"nbp-quiet",children:i.__("This model has no card. Write one in its Register step, as Markdown.")}),(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)(_.f,{path:l,query:{format:"html"},name:`${o}.html`,title:i.__("The whole card as one page: with metrics, parameters, data and decisions"),children:i.__("Card as HTML")}),(0,t.jsx)(_.f,{path:l,query:{format:"md"},name:`${o}.md`,children:i.__("As Markdown")}),(0,t.jsx)(_.f,{path:l,query:{format:"json"},name:`${o}.json`,children:i.__("As JSON")})]})]})}function k({deleted:e}){let n=(0,a.mz)();return(0,t.jsxs)(l.$T,{title:n.__("This version was deleted."),children:[(0,t.jsxs)("p",{children:[n.__("By %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,t.jsx)("blockquote",{children:e.comment}),(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("What is known about it stays here; its number is not given again.")})]})}function $({page:{row:e},again:n}){let s=(0,a.mz)(),o=(0,i.useId)(),[d,c]=(0,i.useState)(null),p=(0,a.y3)(async(s,t,i)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/deletion`,{comment:i},t),n()});if(null===d)return(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{onClick:()=>c(""),children:s.__("Delete this version…")})});let x=""!==d.trim();return(0,t.jsxs)("form",{className:"nbp-commented",onSubmit:e=>{e.preventDefault(),x&&p.run(d.trim()).then(e=>e&&c(null))},children:[(0,t.jsx)("label",{htmlFor:`${o}-comment`,children:s.__("Why it is deleted")}),(0,t.jsx)("textarea",{id:`${o}-comment`,rows:2,autoFocus:!0,required:!0,value:d,"aria-describedby":`${o}-help`,onChange:e=>c(e.target.value),onKeyDown:e=>{"Escape"===e.key&&c(null),e.stopPropagation()}}),(0,t.jsx)("p",{id:`${o}-help`,className:"nbp-quiet",children:s.__("It cannot be taken back. What is known about the version stays, its file may go when the store is cleaned up.")}),p.error&&(0,t.jsx)(l.aV,{error:p.error}),(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-warn",disabled:p.busy||!x,"aria-busy":p.busy||void 0,children:s.__("Delete version %1",e.version)}),(0,t.jsx)(l.$n,{onClick:()=>c(null),children:s.__("Cancel")})]})]})}s("./labextension/style/version.css");var A=s("./labextension/lib/pages/version/policy.js");function S({row:e}){let n=(0,a.mz)(),s=(0,r.wE)`models/${e.group}/${e.version}/certificate`,i=(0,a.N5)(s);if(i.error)return(0,t.jsx)(l.aV,{error:i.error,onRetry:i.again});if(!i.data)return null;let{command:o,file:d,problems:c,certificate:p}=i.data;return(0,t.jsxs)("div",{className:"nbp-reproduced",children:[c.length>0&&(0,t.jsxs)("div",{className:"nbp-error",role:"alert",children:[(0,t.jsx)(l.In,{sign:"warning"}),(0,t.jsxs)("div",{className:"nbp-error-text",children:[(0,t.jsx)("p",{className:"nbp-error-message",children:n.__("Its certificate cannot be trusted.")}),c.map((e,n)=>(0,t.jsx)(A.G,{finding:e},n))]})]}),p?(0,t.jsx)(q,{certificate:p}):!d&&(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has run again what made this version.")}),(0,t.jsx)("p",{className:"nbp-quiet",children:d?n.__("To run it again, and write a new certificate:"):n.__("To run it again, compare everything, and write a certificate:")}),(0,t.jsx)(l.uB,{text:o}),d&&(0,t.jsx)("div",{className:"nbp-ways",children:(0,t.jsx)(_.f,{path:s,query:{download:1},name:`${e.group}-${String(e.version)}-certificate.json`,title:n.__("Anybody can check it: nbpipe verify FILE"),children:n.__("Certificate")})})]})}function q({certificate:e}){var n,s;let i=(0,a.mz)(),{agreement:r,made_at:d,made_by:c,counts:p,others:x,reasons:m,unchecked:u,tolerance:b,digest:h}=e,j=Object.values(p).reduce((e,n)=>e+n,0),_="differs"!==r;return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsxs)("p",{className:_?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,t.jsx)(l.In,{sign:_?"tick":"close",size:14}),(0,t.jsx)("strong",{children:(n=i,"bit for bit"===(s=r)?n.__("Reproduced bit for bit"):"within tolerance"===s?n.__("Reproduced within tolerance"):n.__("It came out differently"))})]}),(0,t.jsxs)("p",{children:[i.__("%1 of %2 things are equal.","equal"in p?p.equal:0,j)," ","within tolerance"===r&&i.__("Others agree within %1.",(0,o.vm)(b))," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[i.__("By %1",c)," ",(0,t.jsx)(l.gX,{at:d}),", ",(0,t.jsx)(l.Id,{id:h})]})]}),x.length>0&&(0,t.jsx)(C,{others:x}),m.length>0&&(0,t.jsx)(l.av,{title:i.__("What it may come from"),open:!_,children:(0,t.jsx)(z,{lines:m})}),u.length>0&&(0,t.jsx)(l.av,{title:i.__("What a second run cannot check"),children:(0,t.jsx)(z,{lines:u})})]})}let z=({lines:e})=>(0,t.jsx)("ul",{className:"nbp-lines",children:e.map(e=>(0,t.jsx)("li",{children:e},e))});function C({others:e}){let n=(0,a.mz)(),s=e=>"string"==typeof e&&e.startsWith("sha256:")?(0,t.jsx)("code",{title:e,children:(0,o.h0)(e)}):"number"==typeof e?(0,t.jsx)(l.Vp,{value:e}):(0,v.a)(e);return(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":n.__("What is not equal"),children:[(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"col",children:n.__("What is not equal")}),(0,t.jsx)("th",{scope:"col",children:n.__("Then")}),(0,t.jsx)("th",{scope:"col",children:n.__("Again")})]})}),(0,t.jsx)("tbody",{children:e.map(({step:e,name:n,kind:i,first:r,second:a,verdict:l},o)=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",title:`${i}, ${l}`,children:e?`${e}.${n}`:n}),(0,t.jsx)("td",{children:s(r)}),(0,t.jsx)("td",{children:s(a)})]},o))})]})}function M({page:{deployable:e,signature:n}}){return e?(0,t.jsx)(R,{deployable:e}):(0,t.jsx)(E,{signature:n})}function R({deployable:e}){let n=(0,a.mz)(),{takes:s,gives:i,classes:r,example:o,pickle:d,why_pickle:c,format:p,python:x}=e;return(0,t.jsxs)("div",{className:"nbp-signature",children:[d&&(0,t.jsx)(l.$T,{title:n.__("It is kept as a pickle: loading it runs code."),children:c&&(0,t.jsx)("p",{children:c})}),(0,t.jsx)(y.At,{facts:[[n.__("Kept as"),p],[n.__("Python"),x],[n.__("Classes"),r.join(", ")]]}),(0,t.jsx)(O,{title:n.__("Takes"),rows:s}),i.map(e=>(0,t.jsx)(O,{title:n.__("%1 gives",e.method),rows:e},e.method)),o.length>0&&(0,t.jsx)(I,{rows:o})]})}function O({title:e,rows:n}){let s=(0,a.mz)(),{kind:i,columns:r,dtype:l,shape:o}=n;if("frame"!==i){let n=[l,o].filter(Boolean).join(", ");return(0,t.jsxs)("p",{children:[(0,t.jsx)("strong",{children:e})," ","array"===i?(0,t.jsxs)(t.Fragment,{children:[s.__("an array")," ",(0,t.jsx)("code",{children:n})]}):(0,t.jsx)("span",{className:"nbp-quiet",children:s.__("nobody knows what")})]})}let d=(e,n)=>(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":n,children:[(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"col",children:s.__("Column")}),(0,t.jsx)("th",{scope:"col",children:s.__("Type")})]})}),(0,t.jsx)("tbody",{children:e.map(({name:e,dtype:n,categories:s})=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:e}),(0,t.jsxs)("td",{children:[(0,t.jsx)("code",{children:n||"–"}),s.length>0&&(0,t.jsxs)("span",{className:"nbp-quiet",children:[" ",s.join(", ")]})]})]},e))})]});return(0,t.jsxs)("div",{children:[(0,t.jsxs)("p",{children:[(0,t.jsx)("strong",{children:e})," ",(0,t.jsx)("span",{className:"nbp-quiet",children:s._n("%1 column","%1 columns",r.length)})]}),d(r.slice(0,12),e),r.length>12&&(0,t.jsxs)("details",{className:"nbp-fold",children:[(0,t.jsx)("summary",{children:s._n("%1 more column","%1 more columns",r.length-12)}),d(r.slice(12),s.__("%1, more columns",e))]})]})}function I({rows:e}){let n=(0,a.mz)(),s=Object.keys(e[0]);return(0,t.jsxs)("div",{children:[(0,t.jsx)("p",{children:(0,t.jsx)("strong",{children:n.__("Input example")})}),(0,t.jsx)("div",{className:"nbp-wide",tabIndex:0,role:"group","aria-label":n.__("Input example"),children:(0,t.jsxs)("table",{className:"nbp-metrics nbp-example",children:[(0,t.jsx)("thead",{children:(0,t.jsx)("tr",{children:s.map(e=>(0,t.jsx)("th",{scope:"col",children:e},e))})}),(0,t.jsx)("tbody",{children:e.map((e,n)=>(0,t.jsx)("tr",{children:s.map(n=>(0,t.jsx)("td",{children:(0,v.a)(e[n])},n))},n))})]})})]})}function T({page:{deployable:e}}){let n=(0,a.mz)(),s=Object.entries(e?.dependencies??{});return s.length?(0,t.jsx)("table",{className:"nbp-metrics","aria-label":n.__("Dependencies"),children:(0,t.jsx)("tbody",{children:s.map(([e,n])=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:e}),(0,t.jsx)("td",{children:(0,t.jsx)("code",{children:n})})]},e))})}):(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("What it needs is known of models that a Model step made ready; see the environment.")})}function E({signature:e}){var n;let s=(0,a.mz)(),{trained_on:i,...r}=e;return Object.keys(e).length?(0,t.jsxs)(t.Fragment,{children:[Object.keys(r).length>0&&(0,t.jsx)(l.PH,{value:r,open:1}),Object.entries(!(n=i)||"object"!=typeof n||Array.isArray(n)?{}:Object.fromEntries(Object.entries(n).map(([e,n])=>{let s=n&&"object"==typeof n&&!Array.isArray(n)?n.columns:null;return[e,(Array.isArray(s)?s:[]).map(e=>e&&"object"==typeof e&&!Array.isArray(e)?[(0,v.a)(e.name),"dtype"in e?(0,v.a)(e.dtype):""]:[(0,v.a)(e),""])]}))).map(([e,n])=>(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":s.__("Columns of %1",e),children:[(0,t.jsx)("caption",{children:s.__("Trained on %1",e)}),(0,t.jsx)("tbody",{children:n.map(([e,n])=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:e}),(0,t.jsx)("td",{children:(0,t.jsx)("code",{children:n})})]},e))})]},e))]}):(0,t.jsx)("p",{className:"nbp-quiet",children:s.__("It is not known what this model takes.")})}function D({page:e,policy:n,again:s}){let r=(0,a.mz)(),{row:o,stages:d,deleted:c}=e,[p,x]=(0,i.useState)(null),m=n.data,u=o.stage??m?.stages.at(0)?.name??null,b=m?.stages.find(e=>e.name===u)?.next??[],h=e=>m?.stages.find(n=>n.name===e)?.unmet??[];return(0,t.jsxs)("div",{className:"nbp-stages",children:[n.error&&(0,t.jsx)(l.aV,{error:n.error,onRetry:n.again}),m&&(0,t.jsx)(V,{stages:m.stages.map(e=>e.name),now:u}),null===c&&b.length>0&&null===p&&(0,t.jsx)("div",{className:"nbp-ways",role:"group","aria-label":r.__("Move to another stage"),children:b.map(e=>(0,t.jsx)(l.$n,{reason:h(e).map(({message:e,hint:n})=>[e,n].filter(Boolean).join(": ")).join("\n"),onClick:()=>x(e),children:r.__("To %1…",e)},e))}),null===c&&null===p&&b.flatMap(e=>h(e).map((n,s)=>(0,t.jsx)(A.G,{finding:n},`${e} ${s}`))),null!==p&&(0,t.jsx)(F,{page:e,to:p,needed:m?.comment??!0,again:()=>{s(),n.again()},onClose:()=>x(null)}),d.length>0&&(0,t.jsx)("ol",{className:"nbp-history","aria-label":r.__("Moves"),children:[...d].reverse().map((e,n)=>(0,t.jsxs)("li",{children:[(0,t.jsx)("strong",{children:e.stage})," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[r.__("by %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,t.jsx)("blockquote",{children:e.comment})]},d.length-n))})]})}function V({stages:e,now:n}){let s=(0,a.mz)();return(0,t.jsxs)("ol",{className:"nbp-way","aria-label":s.__("Stages"),children:[e.map(e=>(0,t.jsx)("li",{"aria-current":e===n?"step":void 0,children:(0,t.jsx)("span",{children:e})},e)),null!==n&&!e.includes(n)&&(0,t.jsx)("li",{"aria-current":"step",children:(0,t.jsx)("span",{children:n})})]})}function F({page:{row:e},to:n,needed:s,again:o,onClose:d}){let c=(0,a.mz)(),p=(0,i.useId)(),[x,m]=(0,i.useState)(""),u=(0,a.y3)(async(s,t)=>{let i={stage:n,comment:x.trim()};await s.post((0,r.wE)`models/${e.group}/${e.version}/stage`,i,t),o()});return(0,t.jsxs)("form",{className:"nbp-commented",onSubmit:e=>{e.preventDefault(),u.run().then(e=>e&&d())},children:[(0,t.jsx)("label",{htmlFor:`${p}-comment`,children:c.__("Why it goes to %1",n)}),(0,t.jsx)("textarea",{id:`${p}-comment`,rows:2,autoFocus:!0,required:s,value:x,onChange:e=>m(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(),e.stopPropagation()}}),u.error&&(0,t.jsx)(l.aV,{error:u.error}),(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-accept",disabled:u.busy||s&&!x.trim(),"aria-busy":u.busy||void 0,children:c.__("Move to %1",n)}),(0,t.jsx)(l.$n,{onClick:d,children:c.__("Cancel")})]})]})}function W({group:e,version:n}){let s=(0,a.N5)((0,r.wE)`models/${e}/${n}`);return(0,t.jsx)("div",{className:"nbp-view",children:(0,t.jsx)(l.ai,{page:s,children:i=>(0,t.jsx)(P,{page:i,again:s.again},`${e}:${n}`)})})}function P({page:e,again:n}){let s=(0,a.mz)(),d=(0,a.KT)(),{row:c,approvals:p,parameters:x,environment:m,evidence:b,gone:j,deleted:_,deployable:g}=e,{group:f,version:w,status:q}=c,[z,C]=(0,i.useState)(null),[R,O]=(0,i.useState)(!1),I=(0,a.N5)(_?null:(0,r.wE)`policies/${f}`,{version:w}),E=(0,a.N5)((0,r.wE)`models/${f}`),V=E.data?.champion??null,F=V&&V.version!==w?V:null,W=E.data?.thresholds??{},G=(0,t.jsx)(L,{row:c,champion:V,thresholds:W});return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsxs)(l.M7,{label:s.__("Version %1 of %2",w,f),children:[(0,t.jsxs)("h2",{className:"nbp-title",children:[(0,t.jsx)(l.N_,{to:{kind:"model",group:f},children:f})," ",s.__("version %1",w)]}),(0,t.jsx)(l.xf,{status:q}),c.aliases.map(e=>(0,t.jsx)("span",{className:"nbp-alias",title:s.__("Alias"),children:e},e)),(0,t.jsx)(l.$x,{}),(0,t.jsx)(J,{page:e}),d.opens("lineage")&&(0,t.jsx)(l.$n,{sign:"branches",onClick:()=>d.open({kind:"lineage",ref:`${f}:${String(w)}`}),children:s.__("Lineage")}),!_&&"Rejected"!==q&&(0,t.jsx)(l.$n,{"aria-expanded":"Rejected"===z,onClick:()=>C("Rejected"),children:s.__("Reject…")}),!_&&"PendingManualApproval"===q&&(0,t.jsx)(l.$n,{look:null===z?"accept":"plain","aria-expanded":"Approved"===z,onClick:()=>C("Approved"),children:s.__("Approve…")})]}),(0,t.jsxs)("div",{className:"nbp-scrolls",children:[_&&(0,t.jsx)(k,{deleted:_}),j&&!_&&(0,t.jsx)(l.aV,{error:{message:s.__("The file of this model is not in the store any more."),hint:s.__("Run the step that makes it again, or bring the artifacts folder back from a backup. What is known about the model is still here.")}}),null!==z&&(0,t.jsxs)(h,{page:e,verdict:z,refused:"Approved"===z&&(I.data?.unmet.length??0)>0,again:n,onClose:()=>C(null),children:["Approved"===z&&(0,t.jsx)(A.i,{policy:I}),G,(0,t.jsx)(B,{evidence:b})]}),(0,t.jsxs)("div",{className:"nbp-version",children:[(0,t.jsxs)("div",{className:"nbp-version-main",children:[(0,t.jsxs)(y.wn,{title:s.__("Metrics"),children:[G,F&&(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{"aria-expanded":R,onClick:()=>O(!R),children:s.__("Compare with the champion, version %1",F.version)})}),F&&R&&(0,t.jsx)(u,{group:f,versions:[F,c]})]}),(0,t.jsx)(y.wn,{title:s.__("Model card"),children:(0,t.jsx)(N,{page:e})}),b.length>0&&(0,t.jsx)(y.wn,{title:s.__("Evidence"),children:(0,t.jsx)(B,{evidence:b})}),(0,t.jsx)(y.wn,{title:s.__("Signature"),children:(0,t.jsx)(M,{page:e})}),(0,t.jsx)(y.wn,{title:s.__("Reproduction"),children:(0,t.jsx)(S,{row:c})})]}),(0,t.jsxs)("div",{className:"nbp-version-side",children:[(0,t.jsxs)(y.wn,{title:s.__("About"),children:[(0,t.jsx)(y.At,{facts:[[s.__("Registered"),(0,t.jsx)(l.gX,{at:c.created_at},"at")],[s.__("By"),c.created_by],[s.__("Execution"),c.execution&&(0,t.jsx)(l.N_,{to:{kind:"execution",id:c.execution},title:c.execution,children:(0,o.h0)(c.execution)})],[s.__("Step"),c.step&&c.execution&&(0,t.jsx)(l.N_,{to:{kind:"execution",id:c.execution,step:c.step},children:c.step})],[s.__("Digest"),(0,t.jsx)(l.Id,{id:c.digest},"digest")],[s.__("Size"),(0,t.jsx)(l.Ix,{size:c.size},"size")],[s.__("Kind"),c.media_type],[s.__("Saved by"),e.artifact.materializer]]}),!_&&(0,t.jsx)(X,{row:c,again:n})]}),(0,t.jsx)(y.wn,{title:s.__("Stage"),children:(0,t.jsx)(D,{page:e,policy:I,again:n})}),!_&&"PendingManualApproval"===q&&"Approved"!==z&&(0,t.jsx)(y.wn,{title:s.__("Rules for approval"),children:(0,t.jsx)(A.i,{policy:I})}),(0,t.jsxs)(y.wn,{title:s.__("Decisions"),children:[(0,t.jsx)(U,{approvals:p}),d.opens("audit")&&(0,t.jsx)("p",{children:(0,t.jsx)(l.N_,{to:{kind:"audit",group:f,version:w},children:s.__("All records about this version")})})]}),(0,t.jsx)(K,{row:c}),Object.keys(x).length>0&&(0,t.jsx)(y.wn,{title:s.__("Parameters"),children:(0,t.jsx)(y.At,{facts:Object.entries(x).map(([e,n])=>[e,(0,v.a)(n)])})}),Object.keys(m).length>0&&(0,t.jsx)(y.wn,{title:s.__("Environment"),children:(0,t.jsx)(l.PH,{value:m,open:0})}),g&&(0,t.jsx)(y.wn,{title:s.__("Dependencies"),children:(0,t.jsx)(T,{page:e})}),!_&&(0,t.jsx)(y.wn,{title:s.__("Deletion"),children:(0,t.jsx)($,{page:e,again:n})})]})]})]})]})}function L({row:e,champion:n,thresholds:s}){let i=(0,a.mz)(),r=n&&n.version!==e.version?n:null,d=Object.keys(e.metrics),c=d.some(e=>e in s);return d.length?(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":i.__("Metrics"),children:[(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"col",children:i.__("Metric")}),(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Version %1",e.version)}),r&&(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Champion, version %1",r.version)}),r&&(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Difference")}),c&&(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Asked for")})]})}),(0,t.jsx)("tbody",{children:d.map(n=>{var i;let a=e.metrics[n],d=r&&n in r.metrics?r.metrics[n]:null;return(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:n}),(0,t.jsx)("td",{className:"nbp-end",children:(0,t.jsx)(l.Vp,{value:a})}),r&&(0,t.jsx)("td",{className:"nbp-end",children:null===d?"–":(0,t.jsx)(l.Vp,{value:d})}),r&&(0,t.jsx)("td",{className:"nbp-end nbp-number",children:null===d||null===a?"–":(i=Number((a-d).toPrecision(12)))>0?`+${(0,o.vm)(i)}`:(0,o.vm)(i)}),c&&(0,t.jsx)("td",{className:"nbp-end",children:n in s?(0,t.jsxs)(t.Fragment,{children:[s[n].sign," ",(0,t.jsx)(l.Vp,{value:s[n].value})]}):"–"})]},n)})})]}):(0,t.jsx)("p",{className:"nbp-quiet",children:i.__("No metrics were given.")})}function B({evidence:e}){let n=(0,a.mz)();return e.length?(0,t.jsx)("div",{className:"nbp-figures",children:e.map(({variable:e,artifact:n,producer:s,gone:i})=>(0,t.jsx)(g.D,{artifact:n,label:s?`${s}.${e}`:e,gone:i},`${s??""}.${e}`))}):(0,t.jsx)("p",{className:"nbp-quiet",children:n.__('No figures. In a step before it: nbpipe.log_figure(figure, "confusion")')})}function U({approvals:e}){let n=(0,a.mz)();return e.length?(0,t.jsx)("ol",{className:"nbp-history",children:[...e].reverse().map((s,i)=>(0,t.jsxs)("li",{children:[(0,t.jsx)(l.xf,{status:s.status})," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[n.__("by %1",s.by)," ",(0,t.jsx)(l.gX,{at:s.at})]}),s.comment&&(0,t.jsx)("blockquote",{children:s.comment}),Object.entries(s.evidence).map(([e,n])=>(0,t.jsxs)("span",{className:"nbp-inline",children:[e," ",(0,t.jsx)(l.Id,{id:n})]},e))]},e.length-i))}):(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has decided yet.")})}function K({row:e}){let n=(0,a.mz)(),s=`${e.group}:${String(e.version)}`,i=(0,a.N5)("lineage",{ref:s,direction:"up"}),r=i.data?.nodes.filter(e=>e.side<0)??[],o=(e,n)=>{let s=r.filter(n=>n.kind===e);return s.length?(0,t.jsxs)("div",{children:[(0,t.jsx)("dt",{children:n}),(0,t.jsx)("dd",{children:s.map(e=>{let n=(0,f.T)(e);return(0,t.jsx)("span",{className:"nbp-made",title:e.detail,children:n?(0,t.jsx)(l.N_,{to:n,children:e.label}):e.label},e.id)})})]}):null};return(0,t.jsxs)(y.wn,{title:n.__("Data and code"),children:[i.error&&(0,t.jsx)(l.aV,{error:i.error,onRetry:i.again}),i.data&&0===r.length&&(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("Nothing is recorded.")}),(0,t.jsxs)("dl",{className:"nbp-facts",children:[o("file",n.__("Files")),o("step",n.__("Steps"))]}),i.data?.cut&&(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("There is more: see the lineage.")})]})}function X({row:e,again:n}){let s=(0,a.mz)(),[o,d]=(0,i.useState)(null),c=(0,a.y3)(async(s,t,i)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/aliases`,{alias:i},t),n()});return null===o?(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{sign:"add",onClick:()=>d(e.aliases.includes("champion")?"":"champion"),children:s.__("Add alias")})}):(0,t.jsxs)("form",{className:"nbp-alias-form",onSubmit:e=>{e.preventDefault(),o.trim()&&c.run(o.trim()).then(e=>e&&d(null))},children:[(0,t.jsx)("input",{"aria-label":s.__("Alias"),value:o,autoFocus:!0,spellCheck:!1,onChange:e=>d(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(null),e.stopPropagation()}}),(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim()||c.busy,children:s.__("Give")}),(0,t.jsx)(l.$n,{onClick:()=>d(null),children:s.__("Cancel")}),(0,t.jsx)("p",{className:"nbp-quiet",children:s.__("The version that has it now loses it.")}),c.error&&(0,t.jsx)(l.aV,{error:c.error})]})}function J({page:{row:e,gone:n}}){let s=(0,a.mz)();return(0,t.jsx)(_.f,{path:(0,r.wE)`models/${e.group}/${e.version}/download`,name:`${e.group}-${String(e.version)}`,disabled:n,title:n?s.__("The file is not in the store any more"):void 0,children:s.__("Download")})}function G({group:e,version:n}){return void 0===n?(0,t.jsx)(x,{group:e}):(0,t.jsx)(W,{group:e,version:n})}},"./labextension/lib/pages/opens.js"(e,n,s){function t({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}s.d(n,{T:()=>t})},"./labextension/lib/pages/said.js"(e,n,s){var t=s("./labextension/lib/words.js");function i(e){return null==e?"–":"number"==typeof e?(0,t.vm)(e):"string"==typeof e?e:JSON.stringify(e)}s.d(n,{a:()=>i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"(e,n,s){var t=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=s.n(t),r=s("./node_modules/css-loader/dist/runtime/api.js"),a=(s.n(r))()(i());a.push([e.id,`.nbp-beside {
  flex: 1;
  min-height: 0;
  overflow: auto;
}

.nbp-beside > table {
  width: 100%;
  border-collapse: separate;
  border-spacing: 0;
  table-layout: fixed;
}

.nbp-beside-names {
  width: 180px;
}

.nbp-beside > table > * > tr > * {
  padding: 4px 8px;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  vertical-align: top;
  overflow-wrap: anywhere;
}

.nbp-beside > table > thead > tr > * {
  position: sticky;
  top: 0;
  z-index: 2;
  background: var(--nbp-page);
  font-weight: 400;
}

.nbp-beside > table > tbody > tr > th[scope='row'] {
  position: sticky;
  left: 0;
  z-index: 1;
  padding-inline-start: 25px;
  background: var(--nbp-page);
  font-weight: 400;
}

.nbp-beside > table > tbody > .nbp-beside-differs > th {
  font-weight: 600;
}

.nbp-beside-differs > * {
  box-shadow: inset 0 0 0 100vmax color-mix(in srgb, var(--nbp-warn) 8%, transparent);
}

.nbp-beside-mark {
  display: inline-block;
  width: 14px;
  margin-inline: -17px 3px;
  text-align: center;
}

.nbp-beside > table > tbody > .nbp-beside-title > th {
  padding-top: 14px;
  font-weight: 600;
}

.nbp-beside-title > th > span {
  position: sticky;
  left: 8px;
}

.nbp-beside-equal button {
  position: sticky;
  left: 8px;
  padding: 0;
  border: 0;
  background: none;
  color: var(--nbp-quiet);
  cursor: pointer;
}

.nbp-beside-equal button::before {
  display: inline-block;
  width: 14px;
  content: '▸';
}

.nbp-beside-equal button[aria-expanded='true']::before {
  content: '▾';
}

.nbp-beside-head {
  display: flex;
  flex-direction: column;
  gap: 1px;
}

.nbp-beside-head > div:first-child {
  display: flex;
  align-items: center;
}

.nbp-beside-head code,
.nbp-add code {
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: inherit;
  font-weight: 600;
}

.nbp-beside-about {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-best {
  color: var(--nbp-good);
}

.nbp-letter {
  display: inline-block;
  min-width: 18px;
  margin-inline-end: 5px;
  padding: 0 4px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  text-align: center;
}

.nbp-charts {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
  gap: 12px 24px;
  padding: 6px 0;
}

.nbp-charts > section {
  min-width: 0;
}

.nbp-charts > button {
  place-self: center;
}

.nbp-root .nbp-charts-name {
  margin-bottom: 4px;
  font-weight: 600;
}

.nbp-diffs .nbp-diff {
  max-height: 360px;
  margin: 4px 0 10px;
}

.nbp-add {
  display: flex;
  flex: none;
  flex-direction: column;
  gap: 4px;
  max-height: 240px;
  padding: 8px;
  overflow: auto;
  border-bottom: 1px solid var(--nbp-line);
  background: var(--nbp-page);
}

.nbp-add ul {
  margin: 0;
  padding: 0;
  list-style: none;
}
`,""]),s.d(n,{},{A:a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"(e,n,s){var t=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=s.n(t),r=s("./node_modules/css-loader/dist/runtime/api.js"),a=(s.n(r))()(i());a.push([e.id,`.nbp-scrolls {
  flex: 1;
  min-height: 0;
  overflow: auto;
}

.nbp-scrolls > .nbp-table {
  overflow-x: auto;
}

.nbp-scrolls > .nbp-table table {
  min-width: 1120px;
}

.nbp-group-top {
  display: flex;
  flex-direction: column;
  gap: 6px;
  padding: 8px 12px;
}

.nbp-version {
  display: grid;
  grid-template-columns: minmax(0, 2fr) minmax(240px, 1fr);
  gap: 0 24px;
  padding: 10px 12px 24px;
}

.nbp-version-main,
.nbp-version-side {
  display: flex;
  flex-direction: column;
  gap: 16px;
  min-width: 0;
}

.nbp-view {
  container-type: inline-size;
}

@container (max-width: 640px) {
  .nbp-version,
  .nbp-decide {
    grid-template-columns: minmax(0, 1fr) !important;
    gap: 16px;
  }
}

.nbp-metrics {
  width: 100%;
  border-collapse: collapse;
}

.nbp-metrics caption {
  padding: 3px 0;
  text-align: start;
}

.nbp-metrics th,
.nbp-metrics td {
  padding: 3px 8px 3px 0;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  overflow-wrap: anywhere;
}

.nbp-metrics tbody th {
  font-weight: 400;
}

.nbp-metrics .nbp-end {
  text-align: end;
}

.nbp-metrics code {
  padding: 0;
  background: none;
  color: inherit;
  font-family: var(--nbp-mono);
  font-size: 0.92em;
}

.nbp-alias {
  padding: 0 7px;
  border: 1px solid var(--nbp-edge);
  border-radius: 9px;
}

.nbp-alias-form {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px;
}

.nbp-alias-form input,
.nbp-decide textarea {
  min-height: 24px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-alias-form input {
  width: 120px;
}

.nbp-figures {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
  gap: 12px;
}

.nbp-history {
  display: flex;
  flex-direction: column;
  gap: 8px;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-root blockquote {
  margin: 2px 0 0;
  padding: 0 0 0 8px;
  border-inline-start: 2px solid var(--nbp-edge);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.nbp-made {
  display: block;
  overflow-wrap: anywhere;
}

.nbp-prose {
  margin: 0;
  font-family: inherit;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}

.nbp-markdown > .jp-RenderedMarkdown {
  padding: 0;
}

/* ---- deciding ---- */

.nbp-decide {
  display: grid;
  grid-template-columns: minmax(260px, 1fr) minmax(0, 1fr);
  gap: 24px;
  margin: 8px 12px 0;
  padding: 12px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
}

.nbp-decide form {
  display: flex;
  flex-direction: column;
  gap: 6px;
  min-width: 0;
}

.nbp-root .nbp-decide h3 {
  margin: 0;
  font-size: inherit;
  font-weight: 600;
}

.nbp-decide textarea {
  width: 100%;
  resize: vertical;
}

.nbp-decide .nbp-error {
  margin: 0;
}

.nbp-decide-buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}

.nbp-decide-evidence {
  display: flex;
  flex-direction: column;
  gap: 12px;
  min-width: 0;
}

.nbp-notice {
  display: flex;
  gap: 8px;
  padding: 8px 10px;
  border: 1px solid var(--nbp-warn);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
}

.nbp-history .nbp-inline {
  margin-inline-end: 10px;
}
`,""]),s.d(n,{},{A:a})},"./labextension/style/compare.css"(e,n,s){var t=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=s.n(t),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=s.n(r),l=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(l),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=s.n(p),m=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=s.n(m),b=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"),h={};h.styleTagTransform=u(),h.setAttributes=c(),h.insert=o().bind(null,"head"),h.domAPI=a(),h.insertStyleElement=x(),i()(b.A,h),b.A&&b.A.locals&&b.A.locals},"./labextension/style/registry.css"(e,n,s){var t=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=s.n(t),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=s.n(r),l=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(l),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=s.n(p),m=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=s.n(m),b=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"),h={};h.styleTagTransform=u(),h.setAttributes=c(),h.insert=o().bind(null,"head"),h.domAPI=a(),h.insertStyleElement=x(),i()(b.A,h),b.A&&b.A.locals&&b.A.locals}}]);