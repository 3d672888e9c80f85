"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_model_js"],{"./labextension/lib/pages/beside.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/compare.css");var r=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js"),l=s("./labextension/lib/pages/compared.js"),o=s("./labextension/lib/pages/said.js");function d({label:e,columns:n,sections:s}){let a=(0,r.mz)(),[o,p]=(0,i.useState)(new Set),b=n.length+1;return(0,t.jsx)("div",{className:"nbp-beside",role:"region","aria-label":e,tabIndex:0,children:(0,t.jsxs)("table",{"aria-label":e,style:{minWidth:180+160*n.length},children:[(0,t.jsxs)("colgroup",{children:[(0,t.jsx)("col",{className:"nbp-beside-names"}),n.map(e=>(0,t.jsx)("col",{},e.id))]}),(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("td",{}),n.map(e=>(0,t.jsx)("th",{scope:"col",children:e.head},e.id))]})}),s.map(({id:e,title:n,rows:s,render:i,below:r,none:d})=>{let{differ:u,equal:x}=(0,l.vx)(s),m=o.has(e);return(0,t.jsxs)("tbody",{children:[(0,t.jsx)("tr",{className:"nbp-beside-title",children:(0,t.jsx)("th",{colSpan:b,scope:"rowgroup",children:(0,t.jsx)("span",{children:n})})}),u.map(e=>(0,t.jsx)(c,{row:e,render:i},e.name)),r&&(0,t.jsx)("tr",{className:"nbp-beside-below",children:(0,t.jsx)("td",{colSpan:b,children:r})}),x.length>0&&(0,t.jsx)("tr",{className:"nbp-beside-equal",children:(0,t.jsx)("td",{colSpan:b,children:(0,t.jsx)("button",{type:"button","aria-expanded":m,onClick:()=>{let n;!(n=new Set(o)).delete(e)&&n.add(e),p(n)},children:a._n("%1 equal row","%1 equal rows",x.length)})})}),m&&x.map(e=>(0,t.jsx)(c,{row:e,render:i},e.name)),!s.length&&!r&&(0,t.jsx)("tr",{children:(0,t.jsx)("td",{colSpan:b,className:"nbp-quiet",children:d??a.__("None.")})})]},e)})]})})}function c({row:e,render:n}){let s=(0,r.mz)();return(0,t.jsxs)("tr",{className:e.same?void 0:"nbp-beside-differs",children:[(0,t.jsxs)("th",{scope:"row",title:e.name,children:[!e.same&&(0,t.jsx)("span",{className:"nbp-beside-mark",role:"img",title:s.__("Differs"),"aria-label":s.__("Differs"),children:"≠"}),e.name]}),e.values.map((r,a)=>(0,t.jsx)("td",{children:(0,t.jsxs)(i.Fragment,{children:[n?n(r,e,a):(0,t.jsx)(p,{value:r}),e.best===a&&(0,t.jsxs)("span",{className:"nbp-best",role:"img",title:s.__("Best"),"aria-label":s.__("Best"),children:[" ","★"]})]})},a))]})}function p({value:e}){let n=(0,o.a)(e);return(0,t.jsx)("span",{className:"nbp-beside-value",title:"number"==typeof e?String(e):n,children:n})}function b(e,n,s){return"string"!=typeof e?(0,t.jsx)(p,{value:e}):(0,t.jsxs)(t.Fragment,{children:[!n.same&&(0,t.jsx)("span",{className:"nbp-letter",children:(0,l.Mm)(n.values)[s]}),(0,t.jsx)(a.Id,{id:e})]})}s.d(n,{b:()=>b,n:()=>d})},"./labextension/lib/pages/compared.js"(e,n,s){function t(e){return{differ:e.filter(e=>!e.same),equal:e.filter(e=>e.same)}}let i=/loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(^|[^a-z])time($|[^a-z])/i;function r(e){return i.test(e)?"min":"max"}function a({name:e,values:n,best:s}){if(null===s)return r(e);let t=n.filter(e=>"number"==typeof e);return n[s]===Math.max(...t)?"max":"min"}function l(e,n){let s=n.flatMap((e,n)=>"number"==typeof e&&Number.isFinite(e)?[{value:e,index:n}]:[]);if(new Set(s.map(({value:e})=>e)).size<2)return null;let t="max"===r(e)?1:-1;return s.reduce((e,n)=>t*n.value>t*e.value?n:e).index}function o(e,n=()=>null){return[...new Set(e.flatMap(e=>Object.keys(e)))].map(s=>{let t=e.map(e=>e[s]??null),i=e.every(e=>s in e)&&t.every(e=>(function e(n,s){if(null===n||null===s||"object"!=typeof n||"object"!=typeof s)return n===s;let[t,i]=[Object.entries(n),new Map(Object.entries(s))];return Array.isArray(n)===Array.isArray(s)&&t.length===i.size&&t.every(([n,s])=>i.has(n)&&e(s,i.get(n)))})(e,t[0]));return{name:s,values:t,same:i,best:i?null:n(s,t)}})}function d(e){let n=[];return e.map(e=>{if(null===e)return"";let s=JSON.stringify(e);return n.includes(s)||n.push(s),String.fromCharCode(65+n.indexOf(s)%26)})}s.d(n,{JF:()=>r,Mm:()=>d,RO:()=>o,Ui:()=>l,_e:()=>a,vx:()=>t})},"./labextension/lib/pages/download.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("./labextension/lib/context.js"),r=s("./labextension/lib/kit/index.js");function a({path:e,query:n={},name:s,title:o,disabled:d=!1,children:c}){let p=(0,i.gf)(),b=(0,i.sy)(),u=(0,i.y3)(async()=>{let t=p.url(e,{store:b,...n});if(null!==t)return void l(t,"");let i=URL.createObjectURL(await p.bytes(e,{store:b,...n}));l(i,s),setTimeout(()=>URL.revokeObjectURL(i),6e4)});return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsx)(r.$n,{sign:"download",disabled:d,busy:u.busy,title:o,onClick:()=>void u.run(),children:c}),u.error&&(0,t.jsx)(r.aV,{error:u.error})]})}function l(e,n){let s=document.createElement("a");s.href=e,s.download=n,s.click()}s.d(n,{f:()=>a})},"./labextension/lib/pages/endpoints.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react"),r=s("./labextension/lib/kit/index.js"),a=s("./labextension/lib/context.js"),l=s("./labextension/lib/pages/change.js"),o=s("./labextension/lib/pages/deploying.js");function d({uses:e}){let n=(0,a.mz)();return e.length?(0,t.jsx)("span",{title:b(n),children:e.map(({endpoint:e,variant:s,share:i})=>(0,t.jsx)("span",{className:"nbp-made",children:(0,t.jsx)(r.N_,{to:{kind:"endpoint",name:e},children:n.__("%1, variant %2, %3 %",e,s,(0,o.KN)(i))})},`${e} ${s}`))}):null}function c(){let e=(0,a.mz)(),n=(0,a.KT)(),s=(0,a.rf)("write"),[o,d]=(0,i.useState)(!1),[c,u]=(0,i.useState)(!1),x=(0,a.N5)("endpoints",o?{deleted:1}:{}),{rows:m=[],configs:h=0,next:j=null}=x.data??{};return m.length||h||o?(0,t.jsxs)("details",{className:"nbp-endpoints",children:[(0,t.jsxs)("summary",{children:[e.__("Endpoints")," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[String(m.length)+(j?"+":"")," \xb7 ",b(e)]})]}),m.length>0&&(0,t.jsx)("table",{className:"nbp-metrics","aria-label":e.__("Endpoints"),children:(0,t.jsx)("tbody",{children:m.map(e=>(0,t.jsx)(p,{row:e},e.name))})}),(0,t.jsxs)("div",{className:"nbp-endpoints-ways",children:[s&&h>0&&(0,t.jsx)(r.$n,{"aria-expanded":c,onClick:()=>u(!0),children:e.__("Deploy under a new name…")}),(0,t.jsxs)("label",{className:"nbp-mark",children:[(0,t.jsx)("input",{type:"checkbox",checked:o,onChange:e=>d(e.target.checked)}),e.__("Deleted ones too")]})]}),c&&(0,t.jsx)(l.M,{act:"deploy",page:null,onDone:e=>{x.again(),e&&n.opens("endpoint")&&n.open({kind:"endpoint",name:e})},onClose:()=>u(!1)})]}):null}function p({row:{name:e,current:n,deleted:s}}){let i=(0,a.mz)();return(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:(0,t.jsx)(r.N_,{to:{kind:"endpoint",name:e},children:e})}),(0,t.jsxs)("td",{children:[s&&(0,t.jsx)("span",{className:"nbp-quiet",children:i.__("deleted")}),n.variants.map(({name:e,group:n,version:s,share:i,status:a})=>(0,t.jsxs)("span",{className:"nbp-made",title:a,children:[e," ",(0,t.jsxs)(r.N_,{to:{kind:"model",group:n,version:s},children:[n,":",String(s)]})," ",(0,o.KN)(i)," %"]},e))]}),(0,t.jsxs)("td",{className:"nbp-quiet",title:n.comment,children:[i.__("by %1",n.by)," ",(0,t.jsx)(r.gX,{at:n.at})]})]})}function b(e){return e.__("recorded, not served yet")}s.d(n,{e:()=>c,m:()=>d})},"./labextension/lib/pages/figure.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css");var r=s("./labextension/lib/api.js"),a=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js");function o({artifact:e,label:n,gone:s=!1}){let d=(0,a.mz)(),c=(0,a.gf)(),p=(0,a.sy)(),{digest:b,preview:u,media_type:x,size:m}=e,h=x.startsWith("image/"),j="image"===u.kind&&"string"==typeof u.data&&"string"==typeof u.media_type?`data:${u.media_type};base64,${u.data}`:null,[g,_]=(0,i.useState)(null),f=(0,a.y3)(async()=>{let e=await c.bytes((0,r.wE)`artifacts/${b}/content`,{store:p});_(URL.createObjectURL(e))});(0,i.useEffect)(()=>()=>{g&&URL.revokeObjectURL(g)},[g]);let{run:y}=f,v=h&&null===j&&!s;(0,i.useEffect)(()=>{v&&y()},[v,y]);let w=g??j;return(0,t.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,t.jsx)("img",{src:w,alt:n,className:g?"nbp-figure-whole":void 0}),null===w&&!h&&"string"==typeof u.text&&(0,t.jsx)("pre",{children:u.text}),(0,t.jsxs)("figcaption",{children:[n," ",s?(0,t.jsx)("span",{className:"nbp-quiet",children:d.__("the file is not in the store any more")}):h&&null!==j&&!g?(0,t.jsx)(l.$n,{busy:f.busy,onClick:()=>void y(),children:d.__("Full size")}):(0,t.jsx)("span",{className:"nbp-quiet",children:(0,t.jsx)(l.Ix,{size:m})})]}),f.error&&(0,t.jsx)(l.aV,{error:f.error,onRetry:()=>void y()})]})}s.d(n,{D:()=>o})},"./labextension/lib/pages/markdown.js"(e,n,s){var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react"),r=s("./labextension/lib/context.js");function a({source:e}){let{markdown:n}=(0,r.KT)(),s=(0,i.useRef)(null);return((0,i.useLayoutEffect)(()=>s.current&&n?n(e,s.current):void 0,[n,e]),n)?(0,t.jsx)("div",{ref:s,className:"nbp-markdown"}):(0,t.jsx)("pre",{className:"nbp-prose",children:e})}s.d(n,{o:()=>a})},"./labextension/lib/pages/model.js"(e,n,s){s.d(n,{ModelView:()=>ee});var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css"),s("./labextension/style/registry.css");var r=s("./labextension/lib/api.js"),a=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js"),o=s("./labextension/lib/words.js"),d=s("./labextension/lib/pages/beside.js"),c=s("./labextension/lib/pages/chain.js"),p=s("./labextension/lib/pages/compared.js");function b({group:e}){let n=(0,a.mz)(),s=(0,a.KT)(),[d,p]=(0,i.useState)(null),[h,j]=(0,i.useState)(!1),g={...d&&{sort:d.id,down:d.down?1:void 0},...h&&{deleted:1}},_=(0,c.n$)((0,r.wE)`models/${e}`,g,"before"),[f,y]=(0,i.useState)(new Set),[v,w]=(0,i.useState)(!1),{pages:k}=_,N=k?.at(0),$=(0,i.useMemo)(()=>k?.flatMap(e=>e.versions)??[],[k]),S=(0,i.useMemo)(()=>[...new Set(k?.flatMap(e=>e.metrics))],[k]),q=(0,i.useMemo)(()=>{var e,s;return e=n,s=S.slice(0,5),[{id:"version",title:e.__("Version"),by:e=>e.version,width:"76px",render:e=>(0,t.jsx)("span",{className:"nbp-number",children:e.version})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"148px",render:e=>(0,t.jsx)(l.xf,{status:e.status})},{id:"aliases",title:e.__("Aliases"),render:e=>(0,t.jsx)("span",{title:e.aliases.join(", "),children:e.aliases.join(", ")})},...s.map(e=>({id:`metric ${e}`,title:e,by:n=>e in n.metrics?n.metrics[e]:null,align:"end",render:n=>e in n.metrics?(0,t.jsx)(l.Vp,{value:n.metrics[e]}):"–"})),{id:"made",title:e.__("Registered"),by:e=>e.created_at,width:"108px",render:e=>(0,t.jsx)(l.gX,{at:e.created_at})},{id:"by",title:e.__("By"),by:e=>e.created_by,width:"80px",render:e=>e.created_by},{id:"execution",title:e.__("Execution"),width:"88px",render:e=>e.execution&&(0,t.jsx)(l.N_,{to:{kind:"execution",id:e.execution,step:e.step??void 0},title:e.execution,children:(0,o.h0)(e.execution)})},{id:"digest",title:e.__("Digest"),width:"84px",render:e=>(0,t.jsx)(l.Id,{id:e.digest})}]},[n,S]),A=$.filter(e=>f.has(String(e.version)));return(0,t.jsxs)("div",{className:"nbp-view",children:[(0,t.jsxs)(l.M7,{label:n.__("Model %1",e),children:[(0,t.jsx)("h2",{className:"nbp-title",children:e}),N&&(0,t.jsx)("span",{className:"nbp-quiet",children:$.length<N.total?n.__("%1 of %2 versions",$.length,N.total):n._n("%1 version","%1 versions",N.total)}),(0,t.jsx)(l.$x,{}),(0,t.jsxs)("label",{className:"nbp-mark",children:[(0,t.jsx)("input",{type:"checkbox",checked:h,onChange:e=>j(e.target.checked)}),n.__("Deleted ones too")]}),$.length>1&&(0,t.jsx)(l.$n,{look:!v&&A.length>1?"accept":"plain",disabled:!v&&(A.length<2||A.length>10),title:n.__("Select two to ten versions to compare them"),onClick:()=>w(!v),children:v?n.__("Back to all versions"):A.length>1?n.__("Compare %1",A.length):n.__("Compare")})]}),_.error&&(0,t.jsx)(l.aV,{error:_.error,onRetry:_.again}),null===k?_.loading&&(0,t.jsx)(l.y$,{}):0===$.length?(0,t.jsx)(l.Sv,{title:n.__("No versions yet"),children:n.__("Run the pipeline that registers this model.")}):v&&A.length>1?(0,t.jsx)(m,{group:e,versions:[...A].sort((e,n)=>e.version-n.version)}):(0,t.jsxs)("div",{className:"nbp-scrolls",children:[(0,t.jsxs)("div",{className:"nbp-group-top",children:[N?.description&&(0,t.jsx)("p",{children:N.description}),(0,t.jsx)(u,{group:e}),S.length>0&&(0,t.jsx)(x,{versions:$,metrics:S,thresholds:N?.thresholds??{}})]}),(0,t.jsx)(l.XI,{label:n.__("Versions of %1",e),columns:q,rows:$,id:e=>String(e.version),onOpen:s.opens("model")?n=>s.open({kind:"model",group:e,version:n.version}):void 0,marked:f,onMark:y,onMore:_.more,sort:d,onSort:p})]})]})}function u({group:e}){let n=(0,a.mz)(),{data:s}=(0,a.N5)((0,r.wE)`policies/${e}`);return s?(0,t.jsxs)("details",{children:[(0,t.jsxs)("summary",{children:[n.__("Rules")," ",(0,t.jsx)("span",{className:"nbp-quiet",children:s.source||n.__("what holds without an nbpipe.toml")})]}),(0,t.jsx)("table",{className:"nbp-metrics","aria-label":n.__("Rules of %1",e),children:(0,t.jsx)("tbody",{children:s.words.map(([e,n],s)=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",className:"nbp-quiet",children:e}),(0,t.jsx)("td",{children:n})]},s))})})]}):null}function x({versions:e,metrics:n,thresholds:s}){let r=(0,a.mz)(),[o,d]=(0,i.useState)(()=>n.find(e=>e in s)??n[0]),c=n.includes(o)?o:n[0],b=e.flatMap(e=>{let n=e.metrics[c]??null;return null===n?[]:[{x:e.version,y:n}]}).sort((e,n)=>e.x-n.x);return(0,t.jsxs)("section",{children:[(0,t.jsx)(l.l6,{label:r.__("Metric"),value:c,options:n.map(e=>[e,e]),onChange:d}),(0,t.jsx)(l.bl,{label:r.__("%1 over versions",c),lines:[{name:c,points:b}],x:r.__("version"),threshold:c in s?s[c]:null,best:(0,p.JF)(c)})]})}function m({group:e,versions:n}){let s=(0,a.mz)(),i=(0,c.R_)(n.map(n=>(0,r.wE)`models/${e}/${n.version}`)),o=i.find(e=>e.error)?.error,b=i.flatMap(e=>e.data?[e.data]:[]);return o?(0,t.jsx)(l.aV,{error:o}):b.length<n.length?(0,t.jsx)(l.y$,{}):(0,t.jsx)(d.n,{label:s.__("Versions of %1",e),columns:b.map(({row:n})=>({id:String(n.version),head:(0,t.jsxs)("div",{className:"nbp-beside-head",children:[(0,t.jsx)("div",{children:(0,t.jsx)(l.N_,{to:{kind:"model",group:e,version:n.version},children:(0,t.jsx)("strong",{children:s.__("Version %1",n.version)})})}),(0,t.jsx)(l.xf,{status:n.status}),(0,t.jsx)("span",{className:"nbp-quiet",children:(0,t.jsx)(l.gX,{at:n.created_at})})]})})),sections:[{id:"metrics",title:s.__("Metrics"),rows:(0,p.RO)(b.map(({row:e})=>e.metrics),p.Ui)},{id:"parameters",title:s.__("Parameters"),rows:(0,p.RO)(b.map(({parameters:e})=>e))},{id:"digests",title:s.__("Model file, by digest"),rows:(0,p.RO)(b.map(({row:e})=>({[s.__("model")]:e.digest}))),render:d.b},{id:"about",title:s.__("About"),rows:(0,p.RO)(b.map(({row:e})=>({[s.__("registered by")]:e.created_by,[s.__("aliases")]:e.aliases.join(", ")||null,[s.__("kind")]:e.media_type,[s.__("size, bytes")]:e.size})))}]})}function h(e,n){return""!==e.comment.trim()&&n.decision===e.seen}function j({page:e,verdict:n,refused:s=!1,again:o,onClose:d,children:c}){let p=(0,a.mz)(),b=(0,i.useId)(),[u,x]=(0,i.useState)(()=>({verdict:n,comment:"",seen:e.decision})),m={...u,verdict:n},{group:_,version:f}=e.row,y=(0,a.y3)(async(e,n,s)=>{try{await e.post((0,r.wE)`models/${_}/${f}/approval`,function({verdict:e,comment:n,seen:s}){return{status:e,comment:n.trim(),decision:s}}(s),n)}catch(e){throw e instanceof r.hD&&409===e.status&&o(),e}o()}),v=y.busy?null:e.decision===m.seen?null:e.approvals.at(-1)??null,w="Approved"===n;return(0,t.jsxs)("section",{className:"nbp-decide","aria-labelledby":`${b}-title`,children:[(0,t.jsxs)("form",{onSubmit:n=>{n.preventDefault(),h(m,e)&&!s&&y.run(m).then(e=>e&&d())},children:[(0,t.jsx)("h3",{id:`${b}-title`,children:w?p.__("Approve %1, version %2",_,f):p.__("Reject %1, version %2",_,f)}),v?(0,t.jsx)(g,{record:v}):y.error&&(0,t.jsx)(l.aV,{error:y.error}),(0,t.jsx)("label",{htmlFor:`${b}-comment`,children:p.__("Comment")}),(0,t.jsx)("textarea",{id:`${b}-comment`,rows:3,required:!0,autoFocus:!0,value:u.comment,"aria-describedby":`${b}-help`,placeholder:w?p.__("Why it may be used"):p.__("Why it must not be used, and what is missing"),onChange:e=>x({...u,comment:e.target.value}),onKeyDown:e=>{"Escape"===e.key&&d(),e.stopPropagation()}}),(0,t.jsx)("p",{id:`${b}-help`,className:"nbp-quiet",children:p.__("Required: it is kept with the decision, your name and the time.")}),(0,t.jsxs)("div",{className:"nbp-decide-buttons",children:[v?(0,t.jsx)(l.$n,{look:"accept",onClick:()=>x({...u,seen:e.decision}),children:p.__("I have seen it, decide anyway")}):(0,t.jsx)("button",{type:"submit",className:`nbp-button nbp-button-${w?"accept":"warn"}`,disabled:y.busy||s||!h(m,e),title:s?p.__("A rule is not met: see beside"):void 0,"aria-busy":y.busy||void 0,children:w?p.__("Approve"):p.__("Reject")}),(0,t.jsx)(l.$n,{onClick:d,children:v?p.__("Leave it so"):p.__("Cancel")})]})]}),(0,t.jsx)("div",{className:"nbp-decide-evidence",children:c})]})}function g({record:e}){let n=(0,a.mz)();return(0,t.jsxs)("div",{className:"nbp-notice",role:"alert",children:[(0,t.jsx)(l.In,{sign:"warning"}),(0,t.jsxs)("div",{children:[(0,t.jsx)("p",{children:(0,t.jsx)("strong",{children:n.__("Somebody decided meanwhile")})}),(0,t.jsxs)("p",{children:[(0,t.jsx)(l.xf,{status:e.status})," ",n.__("by %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,t.jsx)("blockquote",{children:e.comment})]})]})}s("./labextension/style/compare.css");var _=s("./labextension/lib/pages/download.js"),f=s("./labextension/lib/pages/endpoints.js"),y=s("./labextension/lib/pages/figure.js"),v=s("./labextension/lib/pages/opens.js"),w=s("./labextension/lib/pages/parts.js"),k=s("./labextension/lib/pages/said.js");s("./labextension/style/version.css");var N=s("./labextension/lib/pages/markdown.js");function $({page:{row:e,card:n,fields:s}}){let i=(0,a.mz)(),l=(0,r.wE)`models/${e.group}/${e.version}/card`,o=`${e.group}-${String(e.version)}`;return(0,t.jsxs)("div",{className:"nbp-card-of-model",children:[Object.keys(s).length>0&&(0,t.jsx)(w.At,{facts:Object.entries(s).map(([e,n])=>{var s;let t;return[(t=e.replaceAll("_"," ")).charAt(0).toUpperCase()+t.slice(1),Array.isArray(s=n)?s.map(k.a).join(", "):s&&"object"==typeof s?Object.entries(s).map(([e,n])=>`${e}: ${(0,k.a)(n)}`).join(", "):(0,k.a)(s)]})}),n?(0,t.jsx)(N.o,{source:n}):(0,t.jsx)("p",{className:"nbp-quiet",children:i.__("This model has no card. Write one in its Register step, as Markdown.")}),(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)(_.f,{path:l,query:{format:"html"},name:`${o}.html`,title:i.__("The whole card as one page: with metrics, parameters, data and decisions"),children:i.__("Card as HTML")}),(0,t.jsx)(_.f,{path:l,query:{format:"md"},name:`${o}.md`,children:i.__("As Markdown")}),(0,t.jsx)(_.f,{path:l,query:{format:"json"},name:`${o}.json`,children:i.__("As JSON")}),(0,t.jsx)(_.f,{path:l,query:{format:"pdf"},name:`${o}.pdf`,children:i.__("As PDF")})]})]})}function S({deleted:e}){let n=(0,a.mz)();return(0,t.jsxs)(l.$T,{title:n.__("This version was deleted."),children:[(0,t.jsxs)("p",{children:[n.__("By %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,t.jsx)("blockquote",{children:e.comment}),(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("What is known about it stays here; its number is not given again.")})]})}function q({page:{row:e},again:n}){let s=(0,a.mz)(),o=(0,i.useId)(),[d,c]=(0,i.useState)(null),p=(0,a.y3)(async(s,t,i)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/deletion`,{comment:i},t),n()});if(null===d)return(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{onClick:()=>c(""),children:s.__("Delete this version…")})});let b=""!==d.trim();return(0,t.jsxs)("form",{className:"nbp-commented",onSubmit:e=>{e.preventDefault(),b&&p.run(d.trim()).then(e=>e&&c(null))},children:[(0,t.jsx)("label",{htmlFor:`${o}-comment`,children:s.__("Why it is deleted")}),(0,t.jsx)("textarea",{id:`${o}-comment`,rows:2,autoFocus:!0,required:!0,value:d,"aria-describedby":`${o}-help`,onChange:e=>c(e.target.value),onKeyDown:e=>{"Escape"===e.key&&c(null),e.stopPropagation()}}),(0,t.jsx)("p",{id:`${o}-help`,className:"nbp-quiet",children:s.__("It cannot be taken back. What is known about the version stays, its file may go when the store is cleaned up.")}),p.error&&(0,t.jsx)(l.aV,{error:p.error}),(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-warn",disabled:p.busy||!b,"aria-busy":p.busy||void 0,children:s.__("Delete version %1",e.version)}),(0,t.jsx)(l.$n,{onClick:()=>c(null),children:s.__("Cancel")})]})]})}var A=s("./labextension/lib/pages/version/policy.js");function z({run:e}){var n,s;let i=(0,a.mz)(),r="Executing"===e.status;return"Succeeded"===e.status?e.execution?(0,t.jsxs)("p",{children:[(0,t.jsx)(C,{run:e})," ",(0,t.jsx)("span",{className:"nbp-quiet",children:i.__("It stays until the version is run again, or the store is cleaned up.")})]}):null:r?(0,t.jsxs)("div",{className:"nbp-again",children:[(0,t.jsxs)("span",{className:"nbp-mark",role:"status",children:[(0,t.jsx)(l.kW,{status:"Executing",silent:!0}),(0,t.jsx)("strong",{children:(n=i,"looks"===(s=e.doing)?n.__("Looking at what it was made of"):"builds"===s?n.__("Building the recorded environment"):n.__("Running again"))})]}),(0,t.jsxs)("span",{className:"nbp-quiet",children:[(0,t.jsx)(l.dw,{seconds:null,since:e.began_at,running:!0})," \xb7 ",i.__("started by %1",e.by)]}),(0,t.jsx)(C,{run:e})]}):(0,t.jsxs)("div",{className:"nbp-error",role:"alert",children:[(0,t.jsx)(l.In,{sign:"warning"}),(0,t.jsxs)("div",{className:"nbp-error-text",children:[(0,t.jsx)("p",{className:"nbp-error-message",children:function(e,{status:n,doing:s,problems:t}){return"Stopped"===n?e.__("The last attempt to run it again was stopped."):"runs"===s||t.some(({code:e})=>"killed"===e)?e.__("The last attempt to run it again did not come to its end."):e.__("It could not be run again.")}(i,e)}),e.problems.map((e,n)=>(0,t.jsx)(A.G,{finding:e},n)),(0,t.jsxs)("p",{children:[(0,t.jsxs)("span",{className:"nbp-quiet",children:[i.__("By %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.ended_at})]})," ",(0,t.jsx)(C,{run:e})]})]})]})}function C({run:{execution:e,store:n,status:s}}){let i=(0,a.mz)(),r=(0,a.KT)();return e&&n&&r.opens("execution")?(0,t.jsx)(l.N_,{to:{kind:"execution",id:e,store:n},title:e,children:"Executing"===s?i.__("Follow the second run"):i.__("Look at the second run")}):null}function I({row:e,run:n,again:s}){let o=(0,a.mz)(),d=(0,i.useId)(),[c,p]=(0,i.useState)(!1),b=(0,a.eN)("execute"),[u,x]=(0,i.useState)(""),[m,h]=(0,i.useState)(!1),[j,g]=(0,i.useState)(!1),_=(0,a.y3)(async(n,t,i)=>{try{await n.post((0,r.wE)`models/${e.group}/${e.version}/reproduction`,i,t)}finally{s()}}),f=""===u.trim()?null:Number(u),y=null!==f&&!(f>=0&&f<1),v=n?.problems.some(({message:e})=>e===_.error?.message)??!1,w=_.error&&!v?(0,t.jsx)(l.aV,{error:_.error}):null;if(!c)return(0,t.jsxs)(t.Fragment,{children:[w,(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{sign:"again",reason:b,onClick:()=>p(!0),children:o.__("Run it again…")})})]});let k=(e,n,s,i)=>(0,t.jsxs)("label",{className:"nbp-check",children:[(0,t.jsx)("input",{type:"checkbox",checked:s,onChange:e=>i(e.target.checked)}),(0,t.jsxs)("span",{children:[e," ",(0,t.jsx)("code",{children:n})]})]});return(0,t.jsxs)("form",{className:"nbp-commented","aria-label":o.__("Run it again"),onKeyDown:e=>{"Escape"===e.key&&p(!1),e.stopPropagation()},onSubmit:e=>{if(e.preventDefault(),y)return;let n={env:m,anyway:j,...null!==f&&{tolerance:f}};_.run(n).then(e=>e&&p(!1))},children:[(0,t.jsxs)("label",{htmlFor:`${d}-tolerance`,children:[o.__("How far numbers may be apart")," ",(0,t.jsx)("code",{children:"--tolerance"})]}),(0,t.jsx)("input",{id:`${d}-tolerance`,type:"text",inputMode:"decimal",autoFocus:!0,placeholder:"1e-9",value:u,"aria-invalid":y,"aria-describedby":`${d}-help`,onChange:e=>x(e.target.value)}),(0,t.jsx)("p",{id:`${d}-help`,className:y?"nbp-wrong":"nbp-quiet",children:y?o.__("A number from 0 to below 1, such as 1e-6"):o.__("Relative, and absolute below 1; 0: no number may be another one")}),k(o.__("In the recorded versions of Python and packages"),"--env",m,h),k(o.__("Also where input files are gone or have changed"),"--anyway",j,g),(0,t.jsx)("p",{className:"nbp-quiet",children:o.__("Its steps run once more, without the cache, in a store of their own: nothing is entered into the registry.")}),w,(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-accept",disabled:_.busy||y,"aria-busy":_.busy||void 0,children:o.__("Run it again")}),(0,t.jsx)(l.$n,{onClick:()=>p(!1),children:o.__("Cancel")})]})]})}function R({row:e}){let n=(0,a.mz)(),s=(0,r.wE)`models/${e.group}/${e.version}/certificate`,i=(0,a.N5)(s);if(i.error)return(0,t.jsx)(l.aV,{error:i.error,onRetry:i.again});if(!i.data)return null;let{command:o,file:d,problems:c,certificate:p,run:b}=i.data,u=b?.status==="Executing";return(0,t.jsxs)("div",{className:"nbp-reproduced",children:[c.length>0&&(0,t.jsxs)("div",{className:"nbp-error",role:"alert",children:[(0,t.jsx)(l.In,{sign:"warning"}),(0,t.jsxs)("div",{className:"nbp-error-text",children:[(0,t.jsx)("p",{className:"nbp-error-message",children:n.__("Its certificate cannot be trusted.")}),c.map((e,n)=>(0,t.jsx)(A.G,{finding:e},n))]})]}),p?(0,t.jsx)(E,{certificate:p}):!d&&!u&&(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has run again what made this version.")}),d&&(0,t.jsx)("div",{className:"nbp-ways",children:(0,t.jsx)(_.f,{path:s,query:{download:1},name:`${e.group}-${String(e.version)}-certificate.json`,title:n.__("Anybody can check it: nbpipe verify FILE"),children:n.__("Certificate")})}),b&&(0,t.jsx)(z,{run:b}),!u&&(0,t.jsx)(I,{row:e,run:b,again:i.again}),!u&&(0,t.jsx)(l.av,{title:n.__("In a terminal"),children:(0,t.jsx)(l.uB,{text:o})})]})}function E({certificate:e}){var n,s;let i=(0,a.mz)(),{agreement:r,made_at:d,made_by:c,counts:p,others:b,reasons:u,unchecked:x,tolerance:m,digest:h}=e,j=Object.values(p).reduce((e,n)=>e+n,0),g="differs"!==r;return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsxs)("p",{className:g?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,t.jsx)(l.In,{sign:g?"tick":"close",size:14}),(0,t.jsx)("strong",{children:(n=i,"bit for bit"===(s=r)?n.__("Reproduced bit for bit"):"within tolerance"===s?n.__("Reproduced within tolerance"):n.__("It came out differently"))})]}),(0,t.jsxs)("p",{children:[i.__("%1 of %2 things are equal.","equal"in p?p.equal:0,j)," ","within tolerance"===r&&i.__("Others agree within %1.",(0,o.vm)(m))," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[i.__("By %1",c)," ",(0,t.jsx)(l.gX,{at:d}),", ",(0,t.jsx)(l.Id,{id:h})]})]}),b.length>0&&(0,t.jsx)(T,{others:b}),u.length>0&&(0,t.jsx)(l.av,{title:i.__("What it may come from"),open:!g,children:(0,t.jsx)(M,{lines:u})}),x.length>0&&(0,t.jsx)(l.av,{title:i.__("What a second run cannot check"),children:(0,t.jsx)(M,{lines:x})})]})}let M=({lines:e})=>(0,t.jsx)("ul",{className:"nbp-lines",children:e.map(e=>(0,t.jsx)("li",{children:e},e))});function T({others:e}){let n=(0,a.mz)(),s=e=>"string"==typeof e&&e.startsWith("sha256:")?(0,t.jsx)("code",{title:e,children:(0,o.h0)(e)}):"number"==typeof e?(0,t.jsx)(l.Vp,{value:e}):(0,k.a)(e);return(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":n.__("What is not equal"),children:[(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"col",children:n.__("What is not equal")}),(0,t.jsx)("th",{scope:"col",children:n.__("Then")}),(0,t.jsx)("th",{scope:"col",children:n.__("Again")})]})}),(0,t.jsx)("tbody",{children:e.map(({step:e,name:n,kind:i,first:r,second:a,verdict:l},o)=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",title:`${i}, ${l}`,children:e?`${e}.${n}`:n}),(0,t.jsx)("td",{children:s(r)}),(0,t.jsx)("td",{children:s(a)})]},o))})]})}function O({page:{deployable:e,signature:n}}){return e?(0,t.jsx)(D,{deployable:e}):(0,t.jsx)(P,{signature:n})}function D({deployable:e}){let n=(0,a.mz)(),{takes:s,gives:i,classes:r,example:o,pickle:d,why_pickle:c,format:p,python:b}=e;return(0,t.jsxs)("div",{className:"nbp-signature",children:[d&&(0,t.jsx)(l.$T,{title:n.__("It is kept as a pickle: loading it runs code."),children:c&&(0,t.jsx)("p",{children:c})}),(0,t.jsx)(w.At,{facts:[[n.__("Kept as"),p],[n.__("Python"),b],[n.__("Classes"),r.join(", ")]]}),(0,t.jsx)(F,{title:n.__("Takes"),rows:s}),i.map(e=>(0,t.jsx)(F,{title:n.__("%1 gives",e.method),rows:e},e.method)),o.length>0&&(0,t.jsx)(V,{rows:o})]})}function F({title:e,rows:n}){let s=(0,a.mz)(),{kind:i,columns:r,dtype:l,shape:o}=n;if("frame"!==i){let n=[l,o].filter(Boolean).join(", ");return(0,t.jsxs)("p",{children:[(0,t.jsx)("strong",{children:e})," ","array"===i?(0,t.jsxs)(t.Fragment,{children:[s.__("an array")," ",(0,t.jsx)("code",{children:n})]}):(0,t.jsx)("span",{className:"nbp-quiet",children:s.__("nobody knows what")})]})}let d=(e,n)=>(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":n,children:[(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"col",children:s.__("Column")}),(0,t.jsx)("th",{scope:"col",children:s.__("Type")})]})}),(0,t.jsx)("tbody",{children:e.map(({name:e,dtype:n,categories:s})=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:e}),(0,t.jsxs)("td",{children:[(0,t.jsx)("code",{children:n||"–"}),s.length>0&&(0,t.jsxs)("span",{className:"nbp-quiet",children:[" ",s.join(", ")]})]})]},e))})]});return(0,t.jsxs)("div",{children:[(0,t.jsxs)("p",{children:[(0,t.jsx)("strong",{children:e})," ",(0,t.jsx)("span",{className:"nbp-quiet",children:s._n("%1 column","%1 columns",r.length)})]}),d(r.slice(0,12),e),r.length>12&&(0,t.jsxs)("details",{className:"nbp-fold",children:[(0,t.jsx)("summary",{children:s._n("%1 more column","%1 more columns",r.length-12)}),d(r.slice(12),s.__("%1, more columns",e))]})]})}function V({rows:e}){let n=(0,a.mz)(),s=Object.keys(e[0]);return(0,t.jsxs)("div",{children:[(0,t.jsx)("p",{children:(0,t.jsx)("strong",{children:n.__("Input example")})}),(0,t.jsx)("div",{className:"nbp-wide",tabIndex:0,role:"group","aria-label":n.__("Input example"),children:(0,t.jsxs)("table",{className:"nbp-metrics nbp-example",children:[(0,t.jsx)("thead",{children:(0,t.jsx)("tr",{children:s.map(e=>(0,t.jsx)("th",{scope:"col",children:e},e))})}),(0,t.jsx)("tbody",{children:e.map((e,n)=>(0,t.jsx)("tr",{children:s.map(n=>(0,t.jsx)("td",{children:(0,k.a)(e[n])},n))},n))})]})})]})}function W({page:{deployable:e}}){let n=(0,a.mz)(),s=Object.entries(e?.dependencies??{});return s.length?(0,t.jsx)("table",{className:"nbp-metrics","aria-label":n.__("Dependencies"),children:(0,t.jsx)("tbody",{children:s.map(([e,n])=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:e}),(0,t.jsx)("td",{children:(0,t.jsx)("code",{children:n})})]},e))})}):(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("What it needs is known of models that a Model step made ready; see the environment.")})}function P({signature:e}){var n;let s=(0,a.mz)(),{trained_on:i,...r}=e;return Object.keys(e).length?(0,t.jsxs)(t.Fragment,{children:[Object.keys(r).length>0&&(0,t.jsx)(l.PH,{value:r,open:1}),Object.entries(!(n=i)||"object"!=typeof n||Array.isArray(n)?{}:Object.fromEntries(Object.entries(n).map(([e,n])=>{let s=n&&"object"==typeof n&&!Array.isArray(n)?n.columns:null;return[e,(Array.isArray(s)?s:[]).map(e=>e&&"object"==typeof e&&!Array.isArray(e)?[(0,k.a)(e.name),"dtype"in e?(0,k.a)(e.dtype):""]:[(0,k.a)(e),""])]}))).map(([e,n])=>(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":s.__("Columns of %1",e),children:[(0,t.jsx)("caption",{children:s.__("Trained on %1",e)}),(0,t.jsx)("tbody",{children:n.map(([e,n])=>(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:e}),(0,t.jsx)("td",{children:(0,t.jsx)("code",{children:n})})]},e))})]},e))]}):(0,t.jsx)("p",{className:"nbp-quiet",children:s.__("It is not known what this model takes.")})}function B({page:e,policy:n,open:s,again:r}){let o=(0,a.mz)(),{row:d,stages:c}=e,[p,b]=(0,i.useState)(null),u=n.data,x=d.stage??u?.stages.at(0)?.name??null,m=u?.stages.find(e=>e.name===x)?.next??[],h=e=>u?.stages.find(n=>n.name===e)?.unmet??[];return(0,t.jsxs)("div",{className:"nbp-stages",children:[n.error&&(0,t.jsx)(l.aV,{error:n.error,onRetry:n.again}),u&&(0,t.jsx)(K,{stages:u.stages.map(e=>e.name),now:x}),s&&m.length>0&&null===p&&(0,t.jsx)("div",{className:"nbp-ways",role:"group","aria-label":o.__("Move to another stage"),children:m.map(e=>(0,t.jsx)(l.$n,{reason:h(e).map(({message:e,hint:n})=>[e,n].filter(Boolean).join(": ")).join("\n"),onClick:()=>b(e),children:o.__("To %1…",e)},e))}),s&&null===p&&m.flatMap(e=>h(e).map((n,s)=>(0,t.jsx)(A.G,{finding:n},`${e} ${s}`))),null!==p&&(0,t.jsx)(L,{page:e,to:p,needed:u?.comment??!0,again:()=>{r(),n.again()},onClose:()=>b(null)}),c.length>0&&(0,t.jsx)("ol",{className:"nbp-history","aria-label":o.__("Moves"),children:[...c].reverse().map((e,n)=>(0,t.jsxs)("li",{children:[(0,t.jsx)("strong",{children:e.stage})," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[o.__("by %1",e.by)," ",(0,t.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,t.jsx)("blockquote",{children:e.comment})]},c.length-n))})]})}function K({stages:e,now:n}){let s=(0,a.mz)();return(0,t.jsxs)("ol",{className:"nbp-way","aria-label":s.__("Stages"),children:[e.map(e=>(0,t.jsx)("li",{"aria-current":e===n?"step":void 0,children:(0,t.jsx)("span",{children:e})},e)),null!==n&&!e.includes(n)&&(0,t.jsx)("li",{"aria-current":"step",children:(0,t.jsx)("span",{children:n})})]})}function L({page:{row:e},to:n,needed:s,again:o,onClose:d}){let c=(0,a.mz)(),p=(0,i.useId)(),[b,u]=(0,i.useState)(""),x=(0,a.y3)(async(s,t)=>{let i={stage:n,comment:b.trim()};await s.post((0,r.wE)`models/${e.group}/${e.version}/stage`,i,t),o()});return(0,t.jsxs)("form",{className:"nbp-commented",onSubmit:e=>{e.preventDefault(),x.run().then(e=>e&&d())},children:[(0,t.jsx)("label",{htmlFor:`${p}-comment`,children:c.__("Why it goes to %1",n)}),(0,t.jsx)("textarea",{id:`${p}-comment`,rows:2,autoFocus:!0,required:s,value:b,onChange:e=>u(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(),e.stopPropagation()}}),x.error&&(0,t.jsx)(l.aV,{error:x.error}),(0,t.jsxs)("div",{className:"nbp-ways",children:[(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-accept",disabled:x.busy||s&&!b.trim(),"aria-busy":x.busy||void 0,children:c.__("Move to %1",n)}),(0,t.jsx)(l.$n,{onClick:d,children:c.__("Cancel")})]})]})}function U({group:e,version:n}){let s=(0,a.N5)((0,r.wE)`models/${e}/${n}`);return(0,t.jsx)("div",{className:"nbp-view",children:(0,t.jsx)(l.ai,{page:s,children:i=>(0,t.jsx)(X,{page:i,again:s.again},`${e}:${n}`)})})}function X({page:e,again:n}){let s=(0,a.mz)(),d=(0,a.KT)(),{row:c,approvals:p,parameters:b,environment:u,evidence:x,gone:h,deleted:g,deployable:_}=e,{group:y,version:v,status:N}=c,[z,C]=(0,i.useState)(null),[I,E]=(0,i.useState)(!1),M=(0,a.rf)("write"),T=!g&&!0===M,D=(0,a.N5)(g?null:(0,r.wE)`policies/${y}`,{version:v}),F=(0,a.N5)((0,r.wE)`models/${y}`),V=F.data?.champion??null,P=V&&V.version!==v?V:null,K=F.data?.thresholds??{},L=(0,t.jsx)(J,{row:c,champion:V,thresholds:K});return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsxs)(l.M7,{label:s.__("Version %1 of %2",v,y),children:[(0,t.jsxs)("h2",{className:"nbp-title",children:[(0,t.jsx)(l.N_,{to:{kind:"model",group:y},children:y})," ",s.__("version %1",v)]}),(0,t.jsx)(l.xf,{status:N}),c.aliases.map(e=>(0,t.jsx)("span",{className:"nbp-alias",title:s.__("Alias"),children:e},e)),(0,t.jsx)(l.$x,{}),(0,t.jsx)(Z,{page:e}),d.opens("lineage")&&(0,t.jsx)(l.$n,{sign:"branches",onClick:()=>d.open({kind:"lineage",ref:`${y}:${String(v)}`}),children:s.__("Lineage")}),T&&"Rejected"!==N&&(0,t.jsx)(l.$n,{"aria-expanded":"Rejected"===z,onClick:()=>C("Rejected"),children:s.__("Reject…")}),T&&"PendingManualApproval"===N&&(0,t.jsx)(l.$n,{look:null===z?"accept":"plain","aria-expanded":"Approved"===z,onClick:()=>C("Approved"),children:s.__("Approve…")})]}),(0,t.jsxs)("div",{className:"nbp-scrolls",children:[g&&(0,t.jsx)(S,{deleted:g}),!1===M&&(0,t.jsx)("p",{className:"nbp-locked nbp-quiet",role:"note",children:s.__("You may look at it, not change it: this server lets you read only.")}),h&&!g&&(0,t.jsx)(l.aV,{error:{message:s.__("The file of this model is not in the store any more."),hint:s.__("Run the step that makes it again, or bring the artifacts folder back from a backup. What is known about the model is still here.")}}),null!==z&&(0,t.jsxs)(j,{page:e,verdict:z,refused:"Approved"===z&&(D.data?.unmet.length??0)>0,again:n,onClose:()=>C(null),children:["Approved"===z&&(0,t.jsx)(A.i,{policy:D}),L,(0,t.jsx)(G,{evidence:x})]}),(0,t.jsxs)("div",{className:"nbp-version",children:[(0,t.jsxs)("div",{className:"nbp-version-main",children:[(0,t.jsxs)(w.wn,{title:s.__("Metrics"),children:[L,P&&(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{"aria-expanded":I,onClick:()=>E(!I),children:s.__("Compare with the champion, version %1",P.version)})}),P&&I&&(0,t.jsx)(m,{group:y,versions:[P,c]})]}),(0,t.jsx)(w.wn,{title:s.__("Model card"),children:(0,t.jsx)($,{page:e})}),x.length>0&&(0,t.jsx)(w.wn,{title:s.__("Evidence"),children:(0,t.jsx)(G,{evidence:x})}),(0,t.jsx)(w.wn,{title:s.__("Signature"),children:(0,t.jsx)(O,{page:e})}),(0,t.jsx)(w.wn,{title:s.__("Reproduction"),children:(0,t.jsx)(R,{row:c})})]}),(0,t.jsxs)("div",{className:"nbp-version-side",children:[(0,t.jsxs)(w.wn,{title:s.__("About"),children:[(0,t.jsx)(w.At,{facts:[[s.__("Registered"),(0,t.jsx)(l.gX,{at:c.created_at},"at")],[s.__("By"),c.created_by],[s.__("Execution"),c.execution&&(0,t.jsx)(l.N_,{to:{kind:"execution",id:c.execution},title:c.execution,children:(0,o.h0)(c.execution)})],[s.__("Step"),c.step&&c.execution&&(0,t.jsx)(l.N_,{to:{kind:"execution",id:c.execution,step:c.step},children:c.step})],[s.__("Digest"),(0,t.jsx)(l.Id,{id:c.digest},"digest")],[s.__("Size"),(0,t.jsx)(l.Ix,{size:c.size},"size")],[s.__("In use by"),e.in_use.length>0&&(0,t.jsx)(f.m,{uses:e.in_use},"use")],[s.__("Baselines"),Object.keys(e.baselines).join(", ")],[s.__("Kind"),c.media_type],[s.__("Saved by"),e.artifact.materializer]]}),T&&(0,t.jsx)(Q,{row:c,again:n})]}),(0,t.jsx)(w.wn,{title:s.__("Stage"),children:(0,t.jsx)(B,{page:e,policy:D,open:T,again:n})}),!g&&"PendingManualApproval"===N&&"Approved"!==z&&(0,t.jsx)(w.wn,{title:s.__("Rules for approval"),children:(0,t.jsx)(A.i,{policy:D})}),(0,t.jsxs)(w.wn,{title:s.__("Decisions"),children:[(0,t.jsx)(H,{approvals:p}),d.opens("audit")&&(0,t.jsx)("p",{children:(0,t.jsx)(l.N_,{to:{kind:"audit",group:y,version:v},children:s.__("All records about this version")})})]}),(0,t.jsx)(Y,{row:c}),Object.keys(b).length>0&&(0,t.jsx)(w.wn,{title:s.__("Parameters"),children:(0,t.jsx)(w.At,{facts:Object.entries(b).map(([e,n])=>[e,(0,k.a)(n)])})}),Object.keys(u).length>0&&(0,t.jsx)(w.wn,{title:s.__("Environment"),children:(0,t.jsx)(l.PH,{value:u,open:0})}),_&&(0,t.jsx)(w.wn,{title:s.__("Dependencies"),children:(0,t.jsx)(W,{page:e})}),!g&&(0,t.jsxs)(w.wn,{title:s.__("Export"),children:[(0,t.jsx)(l.uB,{text:`nbpipe export ${y}:${String(v)} ${y}-${String(v)}.zip`}),(0,t.jsx)("p",{className:"nbp-quiet",children:s.__("A file that lives without nbpipe, with its card, signature and code. Writing it loads the model, so it is done in a terminal.")})]}),T&&(0,t.jsx)(w.wn,{title:s.__("Deletion"),children:(0,t.jsx)(q,{page:e,again:n})})]})]})]})]})}function J({row:e,champion:n,thresholds:s}){let i=(0,a.mz)(),r=n&&n.version!==e.version?n:null,d=Object.keys(e.metrics),c=d.some(e=>e in s);return d.length?(0,t.jsxs)("table",{className:"nbp-metrics","aria-label":i.__("Metrics"),children:[(0,t.jsx)("thead",{children:(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"col",children:i.__("Metric")}),(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Version %1",e.version)}),r&&(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Champion, version %1",r.version)}),r&&(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Difference")}),c&&(0,t.jsx)("th",{scope:"col",className:"nbp-end",children:i.__("Asked for")})]})}),(0,t.jsx)("tbody",{children:d.map(n=>{var i;let a=e.metrics[n],d=r&&n in r.metrics?r.metrics[n]:null;return(0,t.jsxs)("tr",{children:[(0,t.jsx)("th",{scope:"row",children:n}),(0,t.jsx)("td",{className:"nbp-end",children:(0,t.jsx)(l.Vp,{value:a})}),r&&(0,t.jsx)("td",{className:"nbp-end",children:null===d?"–":(0,t.jsx)(l.Vp,{value:d})}),r&&(0,t.jsx)("td",{className:"nbp-end nbp-number",children:null===d||null===a?"–":(i=Number((a-d).toPrecision(12)))>0?`+${(0,o.vm)(i)}`:(0,o.vm)(i)}),c&&(0,t.jsx)("td",{className:"nbp-end",children:n in s?(0,t.jsxs)(t.Fragment,{children:[s[n].sign," ",(0,t.jsx)(l.Vp,{value:s[n].value})]}):"–"})]},n)})})]}):(0,t.jsx)("p",{className:"nbp-quiet",children:i.__("No metrics were given.")})}function G({evidence:e}){let n=(0,a.mz)();return e.length?(0,t.jsx)("div",{className:"nbp-figures",children:e.map(({variable:e,artifact:n,producer:s,gone:i})=>(0,t.jsx)(y.D,{artifact:n,label:s?`${s}.${e}`:e,gone:i},`${s??""}.${e}`))}):(0,t.jsx)("p",{className:"nbp-quiet",children:n.__('No figures. In a step before it: nbpipe.log_figure(figure, "confusion")')})}function H({approvals:e}){let n=(0,a.mz)();return e.length?(0,t.jsx)("ol",{className:"nbp-history",children:[...e].reverse().map((s,i)=>(0,t.jsxs)("li",{children:[(0,t.jsx)(l.xf,{status:s.status})," ",(0,t.jsxs)("span",{className:"nbp-quiet",children:[n.__("by %1",s.by)," ",(0,t.jsx)(l.gX,{at:s.at})]}),s.comment&&(0,t.jsx)("blockquote",{children:s.comment}),Object.entries(s.evidence).map(([e,n])=>(0,t.jsxs)("span",{className:"nbp-inline",children:[e," ",(0,t.jsx)(l.Id,{id:n})]},e))]},e.length-i))}):(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has decided yet.")})}function Y({row:e}){let n=(0,a.mz)(),s=`${e.group}:${String(e.version)}`,i=(0,a.N5)("lineage",{ref:s,direction:"up"}),r=i.data?.nodes.filter(e=>e.side<0)??[],o=(e,n)=>{let s=r.filter(n=>n.kind===e);return s.length?(0,t.jsxs)("div",{children:[(0,t.jsx)("dt",{children:n}),(0,t.jsx)("dd",{children:s.map(e=>{let n=(0,v.T)(e);return(0,t.jsx)("span",{className:"nbp-made",title:e.detail,children:n?(0,t.jsx)(l.N_,{to:n,children:e.label}):e.label},e.id)})})]}):null};return(0,t.jsxs)(w.wn,{title:n.__("Data and code"),children:[i.error&&(0,t.jsx)(l.aV,{error:i.error,onRetry:i.again}),i.data&&0===r.length&&(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("Nothing is recorded.")}),(0,t.jsxs)("dl",{className:"nbp-facts",children:[o("file",n.__("Files")),o("step",n.__("Steps"))]}),i.data?.cut&&(0,t.jsx)("p",{className:"nbp-quiet",children:n.__("There is more: see the lineage.")})]})}function Q({row:e,again:n}){let s=(0,a.mz)(),[o,d]=(0,i.useState)(null),c=(0,a.y3)(async(s,t,i)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/aliases`,{alias:i},t),n()});return null===o?(0,t.jsx)("div",{children:(0,t.jsx)(l.$n,{sign:"add",onClick:()=>d(e.aliases.includes("champion")?"":"champion"),children:s.__("Add alias")})}):(0,t.jsxs)("form",{className:"nbp-alias-form",onSubmit:e=>{e.preventDefault(),o.trim()&&c.run(o.trim()).then(e=>e&&d(null))},children:[(0,t.jsx)("input",{"aria-label":s.__("Alias"),value:o,autoFocus:!0,spellCheck:!1,onChange:e=>d(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(null),e.stopPropagation()}}),(0,t.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim()||c.busy,children:s.__("Give")}),(0,t.jsx)(l.$n,{onClick:()=>d(null),children:s.__("Cancel")}),(0,t.jsx)("p",{className:"nbp-quiet",children:s.__("The version that has it now loses it.")}),c.error&&(0,t.jsx)(l.aV,{error:c.error})]})}function Z({page:{row:e,gone:n}}){let s=(0,a.mz)();return(0,t.jsx)(_.f,{path:(0,r.wE)`models/${e.group}/${e.version}/download`,name:`${e.group}-${String(e.version)}`,disabled:n,title:n?s.__("The file is not in the store any more"):void 0,children:s.__("Download")})}function ee({group:e,version:n}){return void 0===n?(0,t.jsx)(b,{group:e}):(0,t.jsx)(U,{group:e,version:n})}},"./labextension/lib/pages/opens.js"(e,n,s){function t({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.endpoint?{kind:"endpoint",name:e.endpoint}:e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}function i(e){let[,n,s]=/^attempt:([^/]+)\/(.+)\/\d+$/.exec(e)??[];if(n)return{kind:"execution",id:n,step:s};let[,t,i,r]=/^(\w+):(.+):(\d+)$/.exec(e)??[];return"model"===t?{kind:"model",group:i,version:Number(r)}:"endpoint"===t?{kind:"endpoint",name:i}:null}s.d(n,{T:()=>t,c:()=>i})},"./labextension/lib/pages/parts.js"(e,n,s){s.d(n,{d8:()=>w,At:()=>v,s0:()=>N,wn:()=>k});var t=s("./node_modules/react/jsx-runtime.js"),i=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css");var r=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=s.n(r),l=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=s.n(l),d=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),b=s.n(p),u=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=s.n(u),m=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=s.n(m),j=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),g={};g.styleTagTransform=h(),g.setAttributes=b(),g.insert=c().bind(null,"head"),g.domAPI=o(),g.insertStyleElement=x(),a()(j.A,g),j.A&&j.A.locals&&j.A.locals;var _=s("./labextension/lib/context.js"),f=s("./labextension/lib/kit/index.js"),y=s("./labextension/lib/words.js");function v({facts:e}){return(0,t.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,t.jsxs)("div",{children:[(0,t.jsx)("dt",{children:e}),(0,t.jsx)("dd",{children:n})]},e))})}function w({id:e,step:n=null}){let s=(0,_.mz)();return(0,t.jsx)(f.N_,{to:{kind:"execution",id:e,...null!==n&&{step:n}},title:e,children:s.__("execution %1",e.slice(0,8))})}function k({title:e,children:n}){return(0,t.jsxs)("section",{className:"nbp-section",children:[(0,t.jsx)("h3",{children:e}),n]})}function N({failure:e,notebook:n,execution:s,page:i,children:r}){let a=(0,_.mz)(),l=(0,_.KT)(),{step:o,cell:d,line:c}=e,p=o??i?.card.step??null,b=[null!==p&&a.__("step %1",p),null!==d&&a.__("cell %1",d),null!==c&&a.__("line %1",c)].filter(Boolean),u=[...i?.setup??[],...i?.code??[]].find(e=>e.number===d)?.id??null,x=null===n?null:{kind:"notebook",path:n,cell:d,cellId:u,line:c};return(0,t.jsxs)(f.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[b.length>0&&(0,t.jsx)("p",{className:"nbp-quiet",children:b.join(", ")}),r,e.source&&(0,t.jsx)(f.Cy,{source:e.source,first:c,label:a.__("The line that failed")}),(0,t.jsxs)("div",{className:"nbp-ways",children:[x&&null!==d&&l.opens("notebook")&&(0,t.jsx)(f.$n,{sign:"open",onClick:()=>l.open(x),children:a.__("Open in notebook")}),void 0!==s&&null!==p&&(0,t.jsx)($,{step:p,execution:s,there:x})]})]})}function $({step:e,execution:n,there:s}){let r=(0,_.mz)(),a=(0,_.KT)(),[l,o]=(0,i.useState)(""),d=`%pipeline debug ${e} ${(0,y.h0)(n)}`,c=async()=>{s&&await a.insert?.(s,d)?o(r.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(d),o(r.__("Copied: run it in a cell of the notebook.")))};return(0,t.jsxs)(t.Fragment,{children:[(0,t.jsx)(f.$n,{sign:"copy",title:r.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{c().catch(()=>o(r.__("It could not be copied: type it in a cell of the notebook.")))},children:r.__("Debug with its inputs")}),(0,t.jsx)("code",{className:"nbp-command",children:d}),(0,t.jsx)("span",{role:"status",className:"nbp-quiet",children:l})]})}},"./labextension/lib/pages/said.js"(e,n,s){var t=s("./labextension/lib/words.js");function i(e){return null==e?"–":"number"==typeof e?(0,t.vm)(e):"string"==typeof e?e:JSON.stringify(e)}s.d(n,{a:()=>i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"(e,n,s){var t=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=s.n(t),r=s("./node_modules/css-loader/dist/runtime/api.js"),a=(s.n(r))()(i());a.push([e.id,`.nbp-beside {
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
`,""]),s.d(n,{},{A:a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,n,s){var t=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=s.n(t),r=s("./node_modules/css-loader/dist/runtime/api.js"),a=(s.n(r))()(i());a.push([e.id,`/* ---- what failed ---- */

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
`,""]),s.d(n,{},{A:a})},"./labextension/style/compare.css"(e,n,s){var t=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=s.n(t),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=s.n(r),l=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(l),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=s.n(p),u=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),x=s.n(u),m=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"),h={};h.styleTagTransform=x(),h.setAttributes=c(),h.insert=o().bind(null,"head"),h.domAPI=a(),h.insertStyleElement=b(),i()(m.A,h),m.A&&m.A.locals&&m.A.locals}}]);