"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_model_js"],{"./labextension/lib/pages/beside.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react");s("./labextension/style/compare.css");var r=s("./labextension/lib/context.js"),l=s("./labextension/lib/kit/index.js"),a=s("./labextension/lib/pages/compared.js"),o=s("./labextension/lib/pages/said.js");function d({label:e,columns:n,sections:s}){let l=(0,r.mz)(),[o,p]=(0,t.useState)(new Set),b=n.length+1;return(0,i.jsx)("div",{className:"nbp-beside",role:"region","aria-label":e,tabIndex:0,children:(0,i.jsxs)("table",{"aria-label":e,style:{minWidth:180+160*n.length},children:[(0,i.jsxs)("colgroup",{children:[(0,i.jsx)("col",{className:"nbp-beside-names"}),n.map(e=>(0,i.jsx)("col",{},e.id))]}),(0,i.jsx)("thead",{children:(0,i.jsxs)("tr",{children:[(0,i.jsx)("td",{}),n.map(e=>(0,i.jsx)("th",{scope:"col",children:e.head},e.id))]})}),s.map(({id:e,title:n,rows:s,render:t,below:r,none:d})=>{let{differ:x,equal:m}=(0,a.vx)(s),u=o.has(e);return(0,i.jsxs)("tbody",{children:[(0,i.jsx)("tr",{className:"nbp-beside-title",children:(0,i.jsx)("th",{colSpan:b,scope:"rowgroup",children:(0,i.jsx)("span",{children:n})})}),x.map(e=>(0,i.jsx)(c,{row:e,render:t},e.name)),r&&(0,i.jsx)("tr",{className:"nbp-beside-below",children:(0,i.jsx)("td",{colSpan:b,children:r})}),m.length>0&&(0,i.jsx)("tr",{className:"nbp-beside-equal",children:(0,i.jsx)("td",{colSpan:b,children:(0,i.jsx)("button",{type:"button","aria-expanded":u,onClick:()=>{let n;!(n=new Set(o)).delete(e)&&n.add(e),p(n)},children:l._n("%1 equal row","%1 equal rows",m.length)})})}),u&&m.map(e=>(0,i.jsx)(c,{row:e,render:t},e.name)),!s.length&&!r&&(0,i.jsx)("tr",{children:(0,i.jsx)("td",{colSpan:b,className:"nbp-quiet",children:d??l.__("None.")})})]},e)})]})})}function c({row:e,render:n}){let s=(0,r.mz)();return(0,i.jsxs)("tr",{className:e.same?void 0:"nbp-beside-differs",children:[(0,i.jsxs)("th",{scope:"row",title:e.name,children:[!e.same&&(0,i.jsx)("span",{className:"nbp-beside-mark",role:"img",title:s.__("Differs"),"aria-label":s.__("Differs"),children:"≠"}),e.name]}),e.values.map((r,l)=>(0,i.jsx)("td",{children:(0,i.jsxs)(t.Fragment,{children:[n?n(r,e,l):(0,i.jsx)(p,{value:r}),e.best===l&&(0,i.jsxs)("span",{className:"nbp-best",role:"img",title:s.__("Best"),"aria-label":s.__("Best"),children:[" ","★"]})]})},l))]})}function p({value:e}){let n=(0,o.a)(e);return(0,i.jsx)("span",{className:"nbp-beside-value",title:"number"==typeof e?String(e):n,children:n})}function b(e,n,s){return"string"!=typeof e?(0,i.jsx)(p,{value:e}):(0,i.jsxs)(i.Fragment,{children:[!n.same&&(0,i.jsx)("span",{className:"nbp-letter",children:(0,a.Mm)(n.values)[s]}),(0,i.jsx)(l.Id,{id:e})]})}s.d(n,{b:()=>b,n:()=>d})},"./labextension/lib/pages/figure.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react"),r=s("./labextension/lib/api.js"),l=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js");function o({artifact:e,label:n,gone:s=!1}){let d=(0,l.mz)(),c=(0,l.gf)(),p=(0,l.sy)(),{digest:b,preview:x,media_type:m,size:u}=e,h=m.startsWith("image/"),j="image"===x.kind&&"string"==typeof x.data&&"string"==typeof x.media_type?`data:${x.media_type};base64,${x.data}`:null,[g,_]=(0,t.useState)(null),f=(0,l.y3)(async()=>{let e=await c.bytes((0,r.wE)`artifacts/${b}/content`,{store:p});_(URL.createObjectURL(e))});(0,t.useEffect)(()=>()=>{g&&URL.revokeObjectURL(g)},[g]);let{run:y}=f,v=h&&null===j&&!s;(0,t.useEffect)(()=>{v&&y()},[v,y]);let w=g??j;return(0,i.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,i.jsx)("img",{src:w,alt:n,className:g?"nbp-figure-whole":void 0}),null===w&&!h&&"string"==typeof x.text&&(0,i.jsx)("pre",{children:x.text}),(0,i.jsxs)("figcaption",{children:[n," ",s?(0,i.jsx)("span",{className:"nbp-quiet",children:d.__("the file is not in the store any more")}):h&&null!==j&&!g?(0,i.jsx)(a.$n,{busy:f.busy,onClick:()=>void y(),children:d.__("Full size")}):(0,i.jsx)("span",{className:"nbp-quiet",children:(0,i.jsx)(a.Ix,{size:u})})]}),f.error&&(0,i.jsx)(a.aV,{error:f.error,onRetry:()=>void y()})]})}s.d(n,{D:()=>o})},"./labextension/lib/pages/model.js"(e,n,s){s.d(n,{ModelView:()=>M});var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css"),s("./labextension/style/registry.css");var r=s("./labextension/lib/api.js"),l=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js"),o=s("./labextension/lib/words.js"),d=s("./labextension/lib/pages/beside.js"),c=s("./labextension/lib/pages/chain.js"),p=s("./labextension/lib/pages/compared.js");function b({group:e}){let n=(0,l.mz)(),s=(0,l.KT)(),d=(0,c.n$)((0,r.wE)`models/${e}`,{},"before"),[p,u]=(0,t.useState)(new Set),[h,j]=(0,t.useState)(!1),{pages:g}=d,_=g?.at(0),f=(0,t.useMemo)(()=>g?.flatMap(e=>e.versions)??[],[g]),y=(0,t.useMemo)(()=>[...new Set(g?.flatMap(e=>e.metrics))],[g]),v=(0,t.useMemo)(()=>{var e,s;return e=n,s=y.slice(0,5),[{id:"version",title:e.__("Version"),by:e=>e.version,width:"76px",render:e=>(0,i.jsx)("span",{className:"nbp-number",children:e.version})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"148px",render:e=>(0,i.jsx)(a.xf,{status:e.status})},{id:"aliases",title:e.__("Aliases"),width:"100px",render:e=>(0,i.jsx)("span",{title:e.aliases.join(", "),children:e.aliases.join(", ")})},...s.map(e=>({id:`metric ${e}`,title:e,by:n=>e in n.metrics?n.metrics[e]:null,align:"end",render:n=>e in n.metrics?(0,i.jsx)(a.Vp,{value:n.metrics[e]}):"–"})),{id:"made",title:e.__("Registered"),by:e=>e.created_at,width:"108px",render:e=>(0,i.jsx)(a.gX,{at:e.created_at})},{id:"by",title:e.__("By"),by:e=>e.created_by,width:"80px",render:e=>e.created_by},{id:"execution",title:e.__("Execution"),width:"88px",render:e=>e.execution&&(0,i.jsx)(a.N_,{to:{kind:"execution",id:e.execution,step:e.step??void 0},title:e.execution,children:(0,o.h0)(e.execution)})},{id:"digest",title:e.__("Digest"),width:"84px",render:e=>(0,i.jsx)(a.Id,{id:e.digest})}]},[n,y]),w=f.filter(e=>p.has(String(e.version)));return(0,i.jsxs)("div",{className:"nbp-view",children:[(0,i.jsxs)(a.M7,{label:n.__("Model %1",e),children:[(0,i.jsx)("h2",{className:"nbp-title",children:e}),_&&(0,i.jsx)("span",{className:"nbp-quiet",children:f.length<_.total?n.__("%1 of %2 versions",f.length,_.total):n._n("%1 version","%1 versions",_.total)}),(0,i.jsx)(a.$x,{}),f.length>1&&(0,i.jsx)(a.$n,{look:!h&&w.length>1?"accept":"plain",disabled:!h&&(w.length<2||w.length>10),title:n.__("Select two to ten versions to compare them"),onClick:()=>j(!h),children:h?n.__("Back to all versions"):w.length>1?n.__("Compare %1",w.length):n.__("Compare")})]}),d.error&&(0,i.jsx)(a.aV,{error:d.error,onRetry:d.again}),null===g?d.loading&&(0,i.jsx)(a.y$,{}):0===f.length?(0,i.jsx)(a.Sv,{title:n.__("No versions yet"),children:n.__("Run the pipeline that registers this model.")}):h&&w.length>1?(0,i.jsx)(m,{group:e,versions:[...w].reverse()}):(0,i.jsxs)("div",{className:"nbp-scrolls",children:[(0,i.jsxs)("div",{className:"nbp-group-top",children:[_?.description&&(0,i.jsx)("p",{children:_.description}),y.length>0&&(0,i.jsx)(x,{versions:f,metrics:y,thresholds:_?.thresholds??{}})]}),(0,i.jsx)(a.XI,{label:n.__("Versions of %1",e),columns:v,rows:f,id:e=>String(e.version),onOpen:s.opens("model")?n=>s.open({kind:"model",group:e,version:n.version}):void 0,marked:p,onMark:u,onMore:d.more})]})]})}function x({versions:e,metrics:n,thresholds:s}){let r=(0,l.mz)(),[o,d]=(0,t.useState)(()=>n.find(e=>e in s)??n[0]),c=n.includes(o)?o:n[0],b=e.flatMap(e=>{let n=e.metrics[c]??null;return null===n?[]:[{x:e.version,y:n}]}).reverse();return(0,i.jsxs)("section",{children:[(0,i.jsx)(a.l6,{label:r.__("Metric"),value:c,options:n.map(e=>[e,e]),onChange:d}),(0,i.jsx)(a.bl,{label:r.__("%1 over versions",c),lines:[{name:c,points:b}],x:r.__("version"),threshold:c in s?s[c]:null,best:(0,p.JF)(c)})]})}function m({group:e,versions:n}){let s=(0,l.mz)(),t=(0,c.R_)(n.map(n=>(0,r.wE)`models/${e}/${n.version}`)),o=t.find(e=>e.error)?.error,b=t.flatMap(e=>e.data?[e.data]:[]);return o?(0,i.jsx)(a.aV,{error:o}):b.length<n.length?(0,i.jsx)(a.y$,{}):(0,i.jsx)(d.n,{label:s.__("Versions of %1",e),columns:b.map(({row:n})=>({id:String(n.version),head:(0,i.jsxs)("div",{className:"nbp-beside-head",children:[(0,i.jsx)("div",{children:(0,i.jsx)(a.N_,{to:{kind:"model",group:e,version:n.version},children:(0,i.jsx)("strong",{children:s.__("Version %1",n.version)})})}),(0,i.jsx)(a.xf,{status:n.status}),(0,i.jsx)("span",{className:"nbp-quiet",children:(0,i.jsx)(a.gX,{at:n.created_at})})]})})),sections:[{id:"metrics",title:s.__("Metrics"),rows:(0,p.RO)(b.map(({row:e})=>e.metrics),p.Ui)},{id:"parameters",title:s.__("Parameters"),rows:(0,p.RO)(b.map(({parameters:e})=>e))},{id:"digests",title:s.__("Model file, by digest"),rows:(0,p.RO)(b.map(({row:e})=>({[s.__("model")]:e.digest}))),render:d.b},{id:"about",title:s.__("About"),rows:(0,p.RO)(b.map(({row:e})=>({[s.__("registered by")]:e.created_by,[s.__("aliases")]:e.aliases.join(", ")||null,[s.__("kind")]:e.media_type,[s.__("size, bytes")]:e.size})))}]})}function u(e,n){return""!==e.comment.trim()&&n.decision===e.seen}function h({page:e,verdict:n,again:s,onClose:o,children:d}){let c=(0,l.mz)(),p=(0,t.useId)(),[b,x]=(0,t.useState)(()=>({verdict:n,comment:"",seen:e.decision})),m={...b,verdict:n},{group:g,version:_}=e.row,f=(0,l.y3)(async(e,n,i)=>{try{await e.post((0,r.wE)`models/${g}/${_}/approval`,function({verdict:e,comment:n,seen:s}){return{status:e,comment:n.trim(),decision:s}}(i),n)}catch(e){throw e instanceof r.hD&&409===e.status&&s(),e}s()}),y=f.busy?null:e.decision===m.seen?null:e.approvals.at(-1)??null,v="Approved"===n;return(0,i.jsxs)("section",{className:"nbp-decide","aria-labelledby":`${p}-title`,children:[(0,i.jsxs)("form",{onSubmit:n=>{n.preventDefault(),u(m,e)&&f.run(m).then(e=>e&&o())},children:[(0,i.jsx)("h3",{id:`${p}-title`,children:v?c.__("Approve %1, version %2",g,_):c.__("Reject %1, version %2",g,_)}),y?(0,i.jsx)(j,{record:y}):f.error&&(0,i.jsx)(a.aV,{error:f.error}),(0,i.jsx)("label",{htmlFor:`${p}-comment`,children:c.__("Comment")}),(0,i.jsx)("textarea",{id:`${p}-comment`,rows:3,required:!0,autoFocus:!0,value:b.comment,"aria-describedby":`${p}-help`,placeholder:v?c.__("Why it may be used"):c.__("Why it must not be used, and what is missing"),onChange:e=>x({...b,comment:e.target.value}),onKeyDown:e=>{"Escape"===e.key&&o(),e.stopPropagation()}}),(0,i.jsx)("p",{id:`${p}-help`,className:"nbp-quiet",children:c.__("Required: it is kept with the decision, your name and the time.")}),(0,i.jsxs)("div",{className:"nbp-decide-buttons",children:[y?(0,i.jsx)(a.$n,{look:"accept",onClick:()=>x({...b,seen:e.decision}),children:c.__("I have seen it, decide anyway")}):(0,i.jsx)("button",{type:"submit",className:`nbp-button nbp-button-${v?"accept":"warn"}`,disabled:f.busy||!u(m,e),"aria-busy":f.busy||void 0,children:v?c.__("Approve"):c.__("Reject")}),(0,i.jsx)(a.$n,{onClick:o,children:y?c.__("Leave it so"):c.__("Cancel")})]})]}),(0,i.jsx)("div",{className:"nbp-decide-evidence",children:d})]})}function j({record:e}){let n=(0,l.mz)();return(0,i.jsxs)("div",{className:"nbp-notice",role:"alert",children:[(0,i.jsx)(a.In,{sign:"warning"}),(0,i.jsxs)("div",{children:[(0,i.jsx)("p",{children:(0,i.jsx)("strong",{children:n.__("Somebody decided meanwhile")})}),(0,i.jsxs)("p",{children:[(0,i.jsx)(a.xf,{status:e.status})," ",n.__("by %1",e.by)," ",(0,i.jsx)(a.gX,{at:e.at})]}),e.comment&&(0,i.jsx)("blockquote",{children:e.comment})]})]})}s("./labextension/style/compare.css");var g=s("./labextension/lib/pages/figure.js");function _({source:e}){let{markdown:n}=(0,l.KT)(),s=(0,t.useRef)(null);return((0,t.useLayoutEffect)(()=>s.current&&n?n(e,s.current):void 0,[n,e]),n)?(0,i.jsx)("div",{ref:s,className:"nbp-markdown"}):(0,i.jsx)("pre",{className:"nbp-prose",children:e})}var f=s("./labextension/lib/pages/opens.js"),y=s("./labextension/lib/pages/parts.js"),v=s("./labextension/lib/pages/said.js");function w({group:e,version:n}){let s=(0,l.N5)((0,r.wE)`models/${e}/${n}`);return(0,i.jsx)("div",{className:"nbp-view",children:(0,i.jsx)(a.ai,{page:s,children:t=>(0,i.jsx)(k,{page:t,again:s.again},`${e}:${n}`)})})}function k({page:e,again:n}){var s;let d,c=(0,l.mz)(),p=(0,l.KT)(),{row:b,card:x,approvals:m,parameters:u,signature:j,environment:g,evidence:f,gone:w}=e,{group:C,version:M,status:T}=b,[E,O]=(0,t.useState)(null),I=(0,l.N5)((0,r.wE)`models/${C}`),V=(s=I.data,(d=s?.versions??[]).find(e=>e.aliases.includes("champion"))??d.find(e=>"Approved"===e.status)??null),D=I.data?.thresholds??{},F=(0,i.jsx)(N,{row:b,champion:V,thresholds:D});return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsxs)(a.M7,{label:c.__("Version %1 of %2",M,C),children:[(0,i.jsxs)("h2",{className:"nbp-title",children:[(0,i.jsx)(a.N_,{to:{kind:"model",group:C},children:C})," ",c.__("version %1",M)]}),(0,i.jsx)(a.xf,{status:T}),b.aliases.map(e=>(0,i.jsx)("span",{className:"nbp-alias",title:c.__("Alias"),children:e},e)),(0,i.jsx)(a.$x,{}),(0,i.jsx)(q,{page:e}),p.opens("lineage")&&(0,i.jsx)(a.$n,{sign:"branches",onClick:()=>p.open({kind:"lineage",ref:`${C}:${String(M)}`}),children:c.__("Lineage")}),"Rejected"!==T&&(0,i.jsx)(a.$n,{"aria-expanded":"Rejected"===E,onClick:()=>O("Rejected"),children:c.__("Reject…")}),"Approved"!==T&&(0,i.jsx)(a.$n,{look:null===E?"accept":"plain","aria-expanded":"Approved"===E,onClick:()=>O("Approved"),children:c.__("Approve…")})]}),(0,i.jsxs)("div",{className:"nbp-scrolls",children:[w&&(0,i.jsx)(a.aV,{error:{message:c.__("The file of this model is not in the store any more."),hint:c.__("Run the step that makes it again, or bring the artifacts folder back from a backup. What is known about the model is still here.")}}),null!==E&&(0,i.jsxs)(h,{page:e,verdict:E,again:n,onClose:()=>O(null),children:[F,(0,i.jsx)($,{evidence:f})]}),(0,i.jsxs)("div",{className:"nbp-version",children:[(0,i.jsxs)("div",{className:"nbp-version-main",children:[(0,i.jsx)(y.wn,{title:c.__("Metrics"),children:F}),(0,i.jsx)(y.wn,{title:c.__("Model card"),children:x?(0,i.jsx)(_,{source:x}):(0,i.jsx)("p",{className:"nbp-quiet",children:c.__("This model has no card. Write one in its Register step, as Markdown.")})}),f.length>0&&(0,i.jsx)(y.wn,{title:c.__("Evidence"),children:(0,i.jsx)($,{evidence:f})}),(0,i.jsx)(y.wn,{title:c.__("Signature"),children:(0,i.jsx)(S,{signature:j})})]}),(0,i.jsxs)("div",{className:"nbp-version-side",children:[(0,i.jsxs)(y.wn,{title:c.__("About"),children:[(0,i.jsx)(y.At,{facts:[[c.__("Registered"),(0,i.jsx)(a.gX,{at:b.created_at},"at")],[c.__("By"),b.created_by],[c.__("Execution"),b.execution&&(0,i.jsx)(a.N_,{to:{kind:"execution",id:b.execution},title:b.execution,children:(0,o.h0)(b.execution)})],[c.__("Step"),b.step&&b.execution&&(0,i.jsx)(a.N_,{to:{kind:"execution",id:b.execution,step:b.step},children:b.step})],[c.__("Digest"),(0,i.jsx)(a.Id,{id:b.digest},"digest")],[c.__("Size"),(0,i.jsx)(a.Ix,{size:b.size},"size")],[c.__("Kind"),b.media_type],[c.__("Saved by"),e.artifact.materializer]]}),(0,i.jsx)(R,{row:b,again:n})]}),(0,i.jsx)(y.wn,{title:c.__("Decisions"),children:(0,i.jsx)(A,{approvals:m})}),(0,i.jsx)(z,{row:b}),Object.keys(u).length>0&&(0,i.jsx)(y.wn,{title:c.__("Parameters"),children:(0,i.jsx)(y.At,{facts:Object.entries(u).map(([e,n])=>[e,(0,v.a)(n)])})}),Object.keys(g).length>0&&(0,i.jsx)(y.wn,{title:c.__("Environment"),children:(0,i.jsx)(a.PH,{value:g,open:0})})]})]})]})]})}function N({row:e,champion:n,thresholds:s}){let t=(0,l.mz)(),r=n&&n.version!==e.version?n:null,d=Object.keys(e.metrics),c=d.some(e=>e in s);return d.length?(0,i.jsxs)("table",{className:"nbp-metrics","aria-label":t.__("Metrics"),children:[(0,i.jsx)("thead",{children:(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"col",children:t.__("Metric")}),(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Version %1",e.version)}),r&&(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Champion, version %1",r.version)}),r&&(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Difference")}),c&&(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Asked for")})]})}),(0,i.jsx)("tbody",{children:d.map(n=>{var t;let l=e.metrics[n],d=r&&n in r.metrics?r.metrics[n]:null;return(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:n}),(0,i.jsx)("td",{className:"nbp-end",children:(0,i.jsx)(a.Vp,{value:l})}),r&&(0,i.jsx)("td",{className:"nbp-end",children:null===d?"–":(0,i.jsx)(a.Vp,{value:d})}),r&&(0,i.jsx)("td",{className:"nbp-end nbp-number",children:null===d||null===l?"–":(t=Number((l-d).toPrecision(12)))>0?`+${(0,o.vm)(t)}`:(0,o.vm)(t)}),c&&(0,i.jsx)("td",{className:"nbp-end",children:n in s?(0,i.jsx)(a.Vp,{value:s[n]}):"–"})]},n)})})]}):(0,i.jsx)("p",{className:"nbp-quiet",children:t.__("No metrics were given.")})}function $({evidence:e}){let n=(0,l.mz)();return e.length?(0,i.jsx)("div",{className:"nbp-figures",children:e.map(({variable:e,artifact:n,producer:s,gone:t})=>(0,i.jsx)(g.D,{artifact:n,label:s?`${s}.${e}`:e,gone:t},`${s??""}.${e}`))}):(0,i.jsx)("p",{className:"nbp-quiet",children:n.__('No figures. In a step before it: nbpipe.log_figure(figure, "confusion")')})}function A({approvals:e}){let n=(0,l.mz)();return e.length?(0,i.jsx)("ol",{className:"nbp-history",children:[...e].reverse().map((s,t)=>(0,i.jsxs)("li",{children:[(0,i.jsx)(a.xf,{status:s.status})," ",(0,i.jsxs)("span",{className:"nbp-quiet",children:[n.__("by %1",s.by)," ",(0,i.jsx)(a.gX,{at:s.at})]}),s.comment&&(0,i.jsx)("blockquote",{children:s.comment}),Object.entries(s.evidence).map(([e,n])=>(0,i.jsxs)("span",{className:"nbp-inline",children:[e," ",(0,i.jsx)(a.Id,{id:n})]},e))]},e.length-t))}):(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has decided yet.")})}function S({signature:e}){var n;let s=(0,l.mz)(),{trained_on:t,...r}=e;return Object.keys(e).length?(0,i.jsxs)(i.Fragment,{children:[Object.keys(r).length>0&&(0,i.jsx)(a.PH,{value:r,open:1}),Object.entries(!(n=t)||"object"!=typeof n||Array.isArray(n)?{}:Object.fromEntries(Object.entries(n).map(([e,n])=>{let s=n&&"object"==typeof n&&!Array.isArray(n)?n.columns:null;return[e,(Array.isArray(s)?s:[]).map(e=>e&&"object"==typeof e&&!Array.isArray(e)?[(0,v.a)(e.name),"dtype"in e?(0,v.a)(e.dtype):""]:[(0,v.a)(e),""])]}))).map(([e,n])=>(0,i.jsxs)("table",{className:"nbp-metrics","aria-label":s.__("Columns of %1",e),children:[(0,i.jsx)("caption",{children:s.__("Trained on %1",e)}),(0,i.jsx)("tbody",{children:n.map(([e,n])=>(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:e}),(0,i.jsx)("td",{children:(0,i.jsx)("code",{children:n})})]},e))})]},e))]}):(0,i.jsx)("p",{className:"nbp-quiet",children:s.__("It is not known what this model takes.")})}function z({row:e}){let n=(0,l.mz)(),s=`${e.group}:${String(e.version)}`,t=(0,l.N5)("lineage",{ref:s,direction:"up"}),r=t.data?.nodes.filter(e=>e.side<0)??[],o=(e,n)=>{let s=r.filter(n=>n.kind===e);return s.length?(0,i.jsxs)("div",{children:[(0,i.jsx)("dt",{children:n}),(0,i.jsx)("dd",{children:s.map(e=>{let n=(0,f.T)(e);return(0,i.jsx)("span",{className:"nbp-made",title:e.detail,children:n?(0,i.jsx)(a.N_,{to:n,children:e.label}):e.label},e.id)})})]}):null};return(0,i.jsxs)(y.wn,{title:n.__("Data and code"),children:[t.error&&(0,i.jsx)(a.aV,{error:t.error,onRetry:t.again}),t.data&&0===r.length&&(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("Nothing is recorded.")}),(0,i.jsxs)("dl",{className:"nbp-facts",children:[o("file",n.__("Files")),o("step",n.__("Steps"))]}),t.data?.cut&&(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("There is more: see the lineage.")})]})}function R({row:e,again:n}){let s=(0,l.mz)(),[o,d]=(0,t.useState)(null),c=(0,l.y3)(async(s,i,t)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/aliases`,{alias:t},i),n()});return null===o?(0,i.jsx)("div",{children:(0,i.jsx)(a.$n,{sign:"add",onClick:()=>d(e.aliases.includes("champion")?"":"champion"),children:s.__("Add alias")})}):(0,i.jsxs)("form",{className:"nbp-alias-form",onSubmit:e=>{e.preventDefault(),o.trim()&&c.run(o.trim()).then(e=>e&&d(null))},children:[(0,i.jsx)("input",{"aria-label":s.__("Alias"),value:o,autoFocus:!0,spellCheck:!1,onChange:e=>d(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(null),e.stopPropagation()}}),(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim()||c.busy,children:s.__("Give")}),(0,i.jsx)(a.$n,{onClick:()=>d(null),children:s.__("Cancel")}),(0,i.jsx)("p",{className:"nbp-quiet",children:s.__("The version that has it now loses it.")}),c.error&&(0,i.jsx)(a.aV,{error:c.error})]})}function q({page:{row:e,gone:n}}){let s=(0,l.mz)(),t=(0,l.gf)(),o=(0,l.sy)(),d=(0,r.wE)`models/${e.group}/${e.version}/download`,c=(0,l.y3)(async()=>{let n=t.url(d,{store:o});if(null!==n)return void C(n,"");let s=URL.createObjectURL(await t.bytes(d,{store:o}));C(s,`${e.group}-${String(e.version)}`),setTimeout(()=>URL.revokeObjectURL(s),6e4)});return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(a.$n,{sign:"download",disabled:n,busy:c.busy,title:n?s.__("The file is not in the store any more"):void 0,onClick:()=>void c.run(),children:s.__("Download")}),c.error&&(0,i.jsx)(a.aV,{error:c.error})]})}function C(e,n){let s=document.createElement("a");s.href=e,s.download=n,s.click()}function M({group:e,version:n}){return void 0===n?(0,i.jsx)(b,{group:e}):(0,i.jsx)(w,{group:e,version:n})}},"./labextension/lib/pages/opens.js"(e,n,s){function i({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}s.d(n,{T:()=>i})},"./labextension/lib/pages/parts.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js");s("./labextension/style/pages.css");var t=s("./labextension/lib/context.js"),r=s("./labextension/lib/kit/index.js");function l({facts:e}){return(0,i.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,i.jsxs)("div",{children:[(0,i.jsx)("dt",{children:e}),(0,i.jsx)("dd",{children:n})]},e))})}function a({title:e,children:n}){return(0,i.jsxs)("section",{className:"nbp-section",children:[(0,i.jsx)("h3",{children:e}),n]})}function o({failure:e,notebook:n}){let s=(0,t.mz)(),l=(0,t.KT)(),{step:a,cell:d,line:c}=e,p=[null!==a&&s.__("step %1",a),null!==d&&s.__("cell %1",d),null!==c&&s.__("line %1",c)].filter(Boolean);return(0,i.jsxs)(r.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[p.length>0&&(0,i.jsx)("p",{className:"nbp-quiet",children:p.join(", ")}),e.source&&(0,i.jsx)(r.Cy,{source:e.source,label:s.__("The line that failed")}),null!==n&&null!==d&&l.opens("notebook")&&(0,i.jsx)("p",{children:(0,i.jsx)(r.$n,{sign:"open",onClick:()=>l.open({kind:"notebook",path:n,cell:d,line:c}),children:s.__("Open in notebook")})})]})}s.d(n,{At:()=>l,s0:()=>o,wn:()=>a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"(e,n,s){var i=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=s.n(i),r=s("./node_modules/css-loader/dist/runtime/api.js"),l=(s.n(r))()(t());l.push([e.id,`.nbp-beside {
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
`,""]),s.d(n,{},{A:l})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"(e,n,s){var i=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=s.n(i),r=s("./node_modules/css-loader/dist/runtime/api.js"),l=(s.n(r))()(t());l.push([e.id,`.nbp-scrolls {
  flex: 1;
  min-height: 0;
  overflow: auto;
}

.nbp-scrolls > .nbp-table {
  overflow-x: auto;
}

.nbp-scrolls > .nbp-table table {
  min-width: 860px;
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
`,""]),s.d(n,{},{A:l})},"./labextension/style/compare.css"(e,n,s){var i=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),t=s.n(i),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=s.n(r),a=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(a),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=s.n(p),x=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=s.n(x),u=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"),h={};h.styleTagTransform=m(),h.setAttributes=c(),h.insert=o().bind(null,"head"),h.domAPI=l(),h.insertStyleElement=b(),t()(u.A,h),u.A&&u.A.locals&&u.A.locals},"./labextension/style/registry.css"(e,n,s){var i=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),t=s.n(i),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=s.n(r),a=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(a),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=s.n(p),x=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=s.n(x),u=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"),h={};h.styleTagTransform=m(),h.setAttributes=c(),h.insert=o().bind(null,"head"),h.domAPI=l(),h.insertStyleElement=b(),t()(u.A,h),u.A&&u.A.locals&&u.A.locals}}]);