"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_model_js"],{"./labextension/lib/pages/download.js"(e,n,i){var s=i("./node_modules/react/jsx-runtime.js"),t=i("./labextension/lib/context.js"),r=i("./labextension/lib/kit/index.js");function a({path:e,query:n={},name:i,title:o,disabled:d=!1,children:p}){let c=(0,t.gf)(),b=(0,t.sy)(),x=(0,t.y3)(async()=>{let s=c.url(e,{store:b,...n});if(null!==s)return void l(s,"");let t=URL.createObjectURL(await c.bytes(e,{store:b,...n}));l(t,i),setTimeout(()=>URL.revokeObjectURL(t),6e4)});return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(r.$n,{sign:"download",disabled:d,busy:x.busy,title:o,onClick:()=>void x.run(),children:p}),x.error&&(0,s.jsx)(r.aV,{error:x.error})]})}function l(e,n){let i=document.createElement("a");i.href=e,i.download=n,i.click()}i.d(n,{f:()=>a})},"./labextension/lib/pages/model.js"(e,n,i){i.d(n,{ModelView:()=>R});var s=i("./node_modules/react/jsx-runtime.js"),t=i("webpack/sharing/consume/default/react");i("./labextension/style/pages.css"),i("./labextension/style/registry.css");var r=i("./labextension/lib/api.js"),a=i("./labextension/lib/context.js"),l=i("./labextension/lib/kit/index.js"),o=i("./labextension/lib/words.js"),d=i("./labextension/lib/pages/beside.js"),p=i("./labextension/lib/pages/chain.js"),c=i("./labextension/lib/pages/compared.js");function b({group:e}){let n=(0,a.mz)(),i=(0,a.KT)(),[d,c]=(0,t.useState)(null),u=d?{sort:d.id,down:d.down?1:void 0}:{},h=(0,p.n$)((0,r.wE)`models/${e}`,u,"before"),[g,j]=(0,t.useState)(new Set),[_,f]=(0,t.useState)(!1),{pages:v}=h,y=v?.at(0),w=(0,t.useMemo)(()=>v?.flatMap(e=>e.versions)??[],[v]),k=(0,t.useMemo)(()=>[...new Set(v?.flatMap(e=>e.metrics))],[v]),N=(0,t.useMemo)(()=>{var e,i;return e=n,i=k.slice(0,5),[{id:"version",title:e.__("Version"),by:e=>e.version,width:"76px",render:e=>(0,s.jsx)("span",{className:"nbp-number",children:e.version})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"148px",render:e=>(0,s.jsx)(l.xf,{status:e.status})},{id:"aliases",title:e.__("Aliases"),render:e=>(0,s.jsx)("span",{title:e.aliases.join(", "),children:e.aliases.join(", ")})},...i.map(e=>({id:`metric ${e}`,title:e,by:n=>e in n.metrics?n.metrics[e]:null,align:"end",render:n=>e in n.metrics?(0,s.jsx)(l.Vp,{value:n.metrics[e]}):"–"})),{id:"made",title:e.__("Registered"),by:e=>e.created_at,width:"108px",render:e=>(0,s.jsx)(l.gX,{at:e.created_at})},{id:"by",title:e.__("By"),by:e=>e.created_by,width:"80px",render:e=>e.created_by},{id:"execution",title:e.__("Execution"),width:"88px",render:e=>e.execution&&(0,s.jsx)(l.N_,{to:{kind:"execution",id:e.execution,step:e.step??void 0},title:e.execution,children:(0,o.h0)(e.execution)})},{id:"digest",title:e.__("Digest"),width:"84px",render:e=>(0,s.jsx)(l.Id,{id:e.digest})}]},[n,k]),$=w.filter(e=>g.has(String(e.version)));return(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)(l.M7,{label:n.__("Model %1",e),children:[(0,s.jsx)("h2",{className:"nbp-title",children:e}),y&&(0,s.jsx)("span",{className:"nbp-quiet",children:w.length<y.total?n.__("%1 of %2 versions",w.length,y.total):n._n("%1 version","%1 versions",y.total)}),(0,s.jsx)(l.$x,{}),w.length>1&&(0,s.jsx)(l.$n,{look:!_&&$.length>1?"accept":"plain",disabled:!_&&($.length<2||$.length>10),title:n.__("Select two to ten versions to compare them"),onClick:()=>f(!_),children:_?n.__("Back to all versions"):$.length>1?n.__("Compare %1",$.length):n.__("Compare")})]}),h.error&&(0,s.jsx)(l.aV,{error:h.error,onRetry:h.again}),null===v?h.loading&&(0,s.jsx)(l.y$,{}):0===w.length?(0,s.jsx)(l.Sv,{title:n.__("No versions yet"),children:n.__("Run the pipeline that registers this model.")}):_&&$.length>1?(0,s.jsx)(m,{group:e,versions:[...$].sort((e,n)=>e.version-n.version)}):(0,s.jsxs)("div",{className:"nbp-scrolls",children:[(0,s.jsxs)("div",{className:"nbp-group-top",children:[y?.description&&(0,s.jsx)("p",{children:y.description}),k.length>0&&(0,s.jsx)(x,{versions:w,metrics:k,thresholds:y?.thresholds??{}})]}),(0,s.jsx)(l.XI,{label:n.__("Versions of %1",e),columns:N,rows:w,id:e=>String(e.version),onOpen:i.opens("model")?n=>i.open({kind:"model",group:e,version:n.version}):void 0,marked:g,onMark:j,onMore:h.more,sort:d,onSort:c})]})]})}function x({versions:e,metrics:n,thresholds:i}){let r=(0,a.mz)(),[o,d]=(0,t.useState)(()=>n.find(e=>e in i)??n[0]),p=n.includes(o)?o:n[0],b=e.flatMap(e=>{let n=e.metrics[p]??null;return null===n?[]:[{x:e.version,y:n}]}).sort((e,n)=>e.x-n.x);return(0,s.jsxs)("section",{children:[(0,s.jsx)(l.l6,{label:r.__("Metric"),value:p,options:n.map(e=>[e,e]),onChange:d}),(0,s.jsx)(l.bl,{label:r.__("%1 over versions",p),lines:[{name:p,points:b}],x:r.__("version"),threshold:p in i?i[p]:null,best:(0,c.JF)(p)})]})}function m({group:e,versions:n}){let i=(0,a.mz)(),t=(0,p.R_)(n.map(n=>(0,r.wE)`models/${e}/${n.version}`)),o=t.find(e=>e.error)?.error,b=t.flatMap(e=>e.data?[e.data]:[]);return o?(0,s.jsx)(l.aV,{error:o}):b.length<n.length?(0,s.jsx)(l.y$,{}):(0,s.jsx)(d.n,{label:i.__("Versions of %1",e),columns:b.map(({row:n})=>({id:String(n.version),head:(0,s.jsxs)("div",{className:"nbp-beside-head",children:[(0,s.jsx)("div",{children:(0,s.jsx)(l.N_,{to:{kind:"model",group:e,version:n.version},children:(0,s.jsx)("strong",{children:i.__("Version %1",n.version)})})}),(0,s.jsx)(l.xf,{status:n.status}),(0,s.jsx)("span",{className:"nbp-quiet",children:(0,s.jsx)(l.gX,{at:n.created_at})})]})})),sections:[{id:"metrics",title:i.__("Metrics"),rows:(0,c.RO)(b.map(({row:e})=>e.metrics),c.Ui)},{id:"parameters",title:i.__("Parameters"),rows:(0,c.RO)(b.map(({parameters:e})=>e))},{id:"digests",title:i.__("Model file, by digest"),rows:(0,c.RO)(b.map(({row:e})=>({[i.__("model")]:e.digest}))),render:d.b},{id:"about",title:i.__("About"),rows:(0,c.RO)(b.map(({row:e})=>({[i.__("registered by")]:e.created_by,[i.__("aliases")]:e.aliases.join(", ")||null,[i.__("kind")]:e.media_type,[i.__("size, bytes")]:e.size})))}]})}function u(e,n){return""!==e.comment.trim()&&n.decision===e.seen}function h({page:e,verdict:n,again:i,onClose:o,children:d}){let p=(0,a.mz)(),c=(0,t.useId)(),[b,x]=(0,t.useState)(()=>({verdict:n,comment:"",seen:e.decision})),m={...b,verdict:n},{group:j,version:_}=e.row,f=(0,a.y3)(async(e,n,s)=>{try{await e.post((0,r.wE)`models/${j}/${_}/approval`,function({verdict:e,comment:n,seen:i}){return{status:e,comment:n.trim(),decision:i}}(s),n)}catch(e){throw e instanceof r.hD&&409===e.status&&i(),e}i()}),v=f.busy?null:e.decision===m.seen?null:e.approvals.at(-1)??null,y="Approved"===n;return(0,s.jsxs)("section",{className:"nbp-decide","aria-labelledby":`${c}-title`,children:[(0,s.jsxs)("form",{onSubmit:n=>{n.preventDefault(),u(m,e)&&f.run(m).then(e=>e&&o())},children:[(0,s.jsx)("h3",{id:`${c}-title`,children:y?p.__("Approve %1, version %2",j,_):p.__("Reject %1, version %2",j,_)}),v?(0,s.jsx)(g,{record:v}):f.error&&(0,s.jsx)(l.aV,{error:f.error}),(0,s.jsx)("label",{htmlFor:`${c}-comment`,children:p.__("Comment")}),(0,s.jsx)("textarea",{id:`${c}-comment`,rows:3,required:!0,autoFocus:!0,value:b.comment,"aria-describedby":`${c}-help`,placeholder:y?p.__("Why it may be used"):p.__("Why it must not be used, and what is missing"),onChange:e=>x({...b,comment:e.target.value}),onKeyDown:e=>{"Escape"===e.key&&o(),e.stopPropagation()}}),(0,s.jsx)("p",{id:`${c}-help`,className:"nbp-quiet",children:p.__("Required: it is kept with the decision, your name and the time.")}),(0,s.jsxs)("div",{className:"nbp-decide-buttons",children:[v?(0,s.jsx)(l.$n,{look:"accept",onClick:()=>x({...b,seen:e.decision}),children:p.__("I have seen it, decide anyway")}):(0,s.jsx)("button",{type:"submit",className:`nbp-button nbp-button-${y?"accept":"warn"}`,disabled:f.busy||!u(m,e),"aria-busy":f.busy||void 0,children:y?p.__("Approve"):p.__("Reject")}),(0,s.jsx)(l.$n,{onClick:o,children:v?p.__("Leave it so"):p.__("Cancel")})]})]}),(0,s.jsx)("div",{className:"nbp-decide-evidence",children:d})]})}function g({record:e}){let n=(0,a.mz)();return(0,s.jsxs)("div",{className:"nbp-notice",role:"alert",children:[(0,s.jsx)(l.In,{sign:"warning"}),(0,s.jsxs)("div",{children:[(0,s.jsx)("p",{children:(0,s.jsx)("strong",{children:n.__("Somebody decided meanwhile")})}),(0,s.jsxs)("p",{children:[(0,s.jsx)(l.xf,{status:e.status})," ",n.__("by %1",e.by)," ",(0,s.jsx)(l.gX,{at:e.at})]}),e.comment&&(0,s.jsx)("blockquote",{children:e.comment})]})]})}i("./labextension/style/compare.css");var j=i("./labextension/lib/pages/download.js"),_=i("./labextension/lib/pages/figure.js");function f({source:e}){let{markdown:n}=(0,a.KT)(),i=(0,t.useRef)(null);return((0,t.useLayoutEffect)(()=>i.current&&n?n(e,i.current):void 0,[n,e]),n)?(0,s.jsx)("div",{ref:i,className:"nbp-markdown"}):(0,s.jsx)("pre",{className:"nbp-prose",children:e})}var v=i("./labextension/lib/pages/opens.js"),y=i("./labextension/lib/pages/parts.js"),w=i("./labextension/lib/pages/said.js");function k({group:e,version:n}){let i=(0,a.N5)((0,r.wE)`models/${e}/${n}`);return(0,s.jsx)("div",{className:"nbp-view",children:(0,s.jsx)(l.ai,{page:i,children:t=>(0,s.jsx)(N,{page:t,again:i.again},`${e}:${n}`)})})}function N({page:e,again:n}){let i=(0,a.mz)(),d=(0,a.KT)(),{row:p,card:c,approvals:b,parameters:x,signature:m,environment:u,evidence:g,gone:j}=e,{group:_,version:v,status:k}=p,[R,M]=(0,t.useState)(null),E=(0,a.N5)((0,r.wE)`models/${_}`),I=E.data?.champion??null,O=E.data?.thresholds??{},V=(0,s.jsx)($,{row:p,champion:I,thresholds:O});return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)(l.M7,{label:i.__("Version %1 of %2",v,_),children:[(0,s.jsxs)("h2",{className:"nbp-title",children:[(0,s.jsx)(l.N_,{to:{kind:"model",group:_},children:_})," ",i.__("version %1",v)]}),(0,s.jsx)(l.xf,{status:k}),p.aliases.map(e=>(0,s.jsx)("span",{className:"nbp-alias",title:i.__("Alias"),children:e},e)),(0,s.jsx)(l.$x,{}),(0,s.jsx)(q,{page:e}),d.opens("lineage")&&(0,s.jsx)(l.$n,{sign:"branches",onClick:()=>d.open({kind:"lineage",ref:`${_}:${String(v)}`}),children:i.__("Lineage")}),"Rejected"!==k&&(0,s.jsx)(l.$n,{"aria-expanded":"Rejected"===R,onClick:()=>M("Rejected"),children:i.__("Reject…")}),"Approved"!==k&&(0,s.jsx)(l.$n,{look:null===R?"accept":"plain","aria-expanded":"Approved"===R,onClick:()=>M("Approved"),children:i.__("Approve…")})]}),(0,s.jsxs)("div",{className:"nbp-scrolls",children:[j&&(0,s.jsx)(l.aV,{error:{message:i.__("The file of this model is not in the store any more."),hint:i.__("Run the step that makes it again, or bring the artifacts folder back from a backup. What is known about the model is still here.")}}),null!==R&&(0,s.jsxs)(h,{page:e,verdict:R,again:n,onClose:()=>M(null),children:[V,(0,s.jsx)(A,{evidence:g})]}),(0,s.jsxs)("div",{className:"nbp-version",children:[(0,s.jsxs)("div",{className:"nbp-version-main",children:[(0,s.jsx)(y.wn,{title:i.__("Metrics"),children:V}),(0,s.jsx)(y.wn,{title:i.__("Model card"),children:c?(0,s.jsx)(f,{source:c}):(0,s.jsx)("p",{className:"nbp-quiet",children:i.__("This model has no card. Write one in its Register step, as Markdown.")})}),g.length>0&&(0,s.jsx)(y.wn,{title:i.__("Evidence"),children:(0,s.jsx)(A,{evidence:g})}),(0,s.jsx)(y.wn,{title:i.__("Signature"),children:(0,s.jsx)(z,{signature:m})})]}),(0,s.jsxs)("div",{className:"nbp-version-side",children:[(0,s.jsxs)(y.wn,{title:i.__("About"),children:[(0,s.jsx)(y.At,{facts:[[i.__("Registered"),(0,s.jsx)(l.gX,{at:p.created_at},"at")],[i.__("By"),p.created_by],[i.__("Execution"),p.execution&&(0,s.jsx)(l.N_,{to:{kind:"execution",id:p.execution},title:p.execution,children:(0,o.h0)(p.execution)})],[i.__("Step"),p.step&&p.execution&&(0,s.jsx)(l.N_,{to:{kind:"execution",id:p.execution,step:p.step},children:p.step})],[i.__("Digest"),(0,s.jsx)(l.Id,{id:p.digest},"digest")],[i.__("Size"),(0,s.jsx)(l.Ix,{size:p.size},"size")],[i.__("Kind"),p.media_type],[i.__("Saved by"),e.artifact.materializer]]}),(0,s.jsx)(T,{row:p,again:n})]}),(0,s.jsx)(y.wn,{title:i.__("Decisions"),children:(0,s.jsx)(S,{approvals:b})}),(0,s.jsx)(C,{row:p}),Object.keys(x).length>0&&(0,s.jsx)(y.wn,{title:i.__("Parameters"),children:(0,s.jsx)(y.At,{facts:Object.entries(x).map(([e,n])=>[e,(0,w.a)(n)])})}),Object.keys(u).length>0&&(0,s.jsx)(y.wn,{title:i.__("Environment"),children:(0,s.jsx)(l.PH,{value:u,open:0})})]})]})]})]})}function $({row:e,champion:n,thresholds:i}){let t=(0,a.mz)(),r=n&&n.version!==e.version?n:null,d=Object.keys(e.metrics),p=d.some(e=>e in i);return d.length?(0,s.jsxs)("table",{className:"nbp-metrics","aria-label":t.__("Metrics"),children:[(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"col",children:t.__("Metric")}),(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Version %1",e.version)}),r&&(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Champion, version %1",r.version)}),r&&(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Difference")}),p&&(0,s.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Asked for")})]})}),(0,s.jsx)("tbody",{children:d.map(n=>{var t;let a=e.metrics[n],d=r&&n in r.metrics?r.metrics[n]:null;return(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:n}),(0,s.jsx)("td",{className:"nbp-end",children:(0,s.jsx)(l.Vp,{value:a})}),r&&(0,s.jsx)("td",{className:"nbp-end",children:null===d?"–":(0,s.jsx)(l.Vp,{value:d})}),r&&(0,s.jsx)("td",{className:"nbp-end nbp-number",children:null===d||null===a?"–":(t=Number((a-d).toPrecision(12)))>0?`+${(0,o.vm)(t)}`:(0,o.vm)(t)}),p&&(0,s.jsx)("td",{className:"nbp-end",children:n in i?(0,s.jsxs)(s.Fragment,{children:[i[n].sign," ",(0,s.jsx)(l.Vp,{value:i[n].value})]}):"–"})]},n)})})]}):(0,s.jsx)("p",{className:"nbp-quiet",children:t.__("No metrics were given.")})}function A({evidence:e}){let n=(0,a.mz)();return e.length?(0,s.jsx)("div",{className:"nbp-figures",children:e.map(({variable:e,artifact:n,producer:i,gone:t})=>(0,s.jsx)(_.D,{artifact:n,label:i?`${i}.${e}`:e,gone:t},`${i??""}.${e}`))}):(0,s.jsx)("p",{className:"nbp-quiet",children:n.__('No figures. In a step before it: nbpipe.log_figure(figure, "confusion")')})}function S({approvals:e}){let n=(0,a.mz)();return e.length?(0,s.jsx)("ol",{className:"nbp-history",children:[...e].reverse().map((i,t)=>(0,s.jsxs)("li",{children:[(0,s.jsx)(l.xf,{status:i.status})," ",(0,s.jsxs)("span",{className:"nbp-quiet",children:[n.__("by %1",i.by)," ",(0,s.jsx)(l.gX,{at:i.at})]}),i.comment&&(0,s.jsx)("blockquote",{children:i.comment}),Object.entries(i.evidence).map(([e,n])=>(0,s.jsxs)("span",{className:"nbp-inline",children:[e," ",(0,s.jsx)(l.Id,{id:n})]},e))]},e.length-t))}):(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has decided yet.")})}function z({signature:e}){var n;let i=(0,a.mz)(),{trained_on:t,...r}=e;return Object.keys(e).length?(0,s.jsxs)(s.Fragment,{children:[Object.keys(r).length>0&&(0,s.jsx)(l.PH,{value:r,open:1}),Object.entries(!(n=t)||"object"!=typeof n||Array.isArray(n)?{}:Object.fromEntries(Object.entries(n).map(([e,n])=>{let i=n&&"object"==typeof n&&!Array.isArray(n)?n.columns:null;return[e,(Array.isArray(i)?i:[]).map(e=>e&&"object"==typeof e&&!Array.isArray(e)?[(0,w.a)(e.name),"dtype"in e?(0,w.a)(e.dtype):""]:[(0,w.a)(e),""])]}))).map(([e,n])=>(0,s.jsxs)("table",{className:"nbp-metrics","aria-label":i.__("Columns of %1",e),children:[(0,s.jsx)("caption",{children:i.__("Trained on %1",e)}),(0,s.jsx)("tbody",{children:n.map(([e,n])=>(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:e}),(0,s.jsx)("td",{children:(0,s.jsx)("code",{children:n})})]},e))})]},e))]}):(0,s.jsx)("p",{className:"nbp-quiet",children:i.__("It is not known what this model takes.")})}function C({row:e}){let n=(0,a.mz)(),i=`${e.group}:${String(e.version)}`,t=(0,a.N5)("lineage",{ref:i,direction:"up"}),r=t.data?.nodes.filter(e=>e.side<0)??[],o=(e,n)=>{let i=r.filter(n=>n.kind===e);return i.length?(0,s.jsxs)("div",{children:[(0,s.jsx)("dt",{children:n}),(0,s.jsx)("dd",{children:i.map(e=>{let n=(0,v.T)(e);return(0,s.jsx)("span",{className:"nbp-made",title:e.detail,children:n?(0,s.jsx)(l.N_,{to:n,children:e.label}):e.label},e.id)})})]}):null};return(0,s.jsxs)(y.wn,{title:n.__("Data and code"),children:[t.error&&(0,s.jsx)(l.aV,{error:t.error,onRetry:t.again}),t.data&&0===r.length&&(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("Nothing is recorded.")}),(0,s.jsxs)("dl",{className:"nbp-facts",children:[o("file",n.__("Files")),o("step",n.__("Steps"))]}),t.data?.cut&&(0,s.jsx)("p",{className:"nbp-quiet",children:n.__("There is more: see the lineage.")})]})}function T({row:e,again:n}){let i=(0,a.mz)(),[o,d]=(0,t.useState)(null),p=(0,a.y3)(async(i,s,t)=>{await i.post((0,r.wE)`models/${e.group}/${e.version}/aliases`,{alias:t},s),n()});return null===o?(0,s.jsx)("div",{children:(0,s.jsx)(l.$n,{sign:"add",onClick:()=>d(e.aliases.includes("champion")?"":"champion"),children:i.__("Add alias")})}):(0,s.jsxs)("form",{className:"nbp-alias-form",onSubmit:e=>{e.preventDefault(),o.trim()&&p.run(o.trim()).then(e=>e&&d(null))},children:[(0,s.jsx)("input",{"aria-label":i.__("Alias"),value:o,autoFocus:!0,spellCheck:!1,onChange:e=>d(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(null),e.stopPropagation()}}),(0,s.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim()||p.busy,children:i.__("Give")}),(0,s.jsx)(l.$n,{onClick:()=>d(null),children:i.__("Cancel")}),(0,s.jsx)("p",{className:"nbp-quiet",children:i.__("The version that has it now loses it.")}),p.error&&(0,s.jsx)(l.aV,{error:p.error})]})}function q({page:{row:e,gone:n}}){let i=(0,a.mz)();return(0,s.jsx)(j.f,{path:(0,r.wE)`models/${e.group}/${e.version}/download`,name:`${e.group}-${String(e.version)}`,disabled:n,title:n?i.__("The file is not in the store any more"):void 0,children:i.__("Download")})}function R({group:e,version:n}){return void 0===n?(0,s.jsx)(b,{group:e}):(0,s.jsx)(k,{group:e,version:n})}},"./labextension/lib/pages/opens.js"(e,n,i){function s({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}i.d(n,{T:()=>s})},"./labextension/lib/pages/parts.js"(e,n,i){i.d(n,{At:()=>y,s0:()=>k,wn:()=>w});var s=i("./node_modules/react/jsx-runtime.js"),t=i("webpack/sharing/consume/default/react");i("./labextension/style/pages.css");var r=i("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),a=i.n(r),l=i("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=i.n(l),d=i("./node_modules/style-loader/dist/runtime/insertBySelector.js"),p=i.n(d),c=i("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),b=i.n(c),x=i("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),m=i.n(x),u=i("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=i.n(u),g=i("./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"),j={};j.styleTagTransform=h(),j.setAttributes=b(),j.insert=p().bind(null,"head"),j.domAPI=o(),j.insertStyleElement=m(),a()(g.A,j),g.A&&g.A.locals&&g.A.locals;var _=i("./labextension/lib/context.js"),f=i("./labextension/lib/kit/index.js"),v=i("./labextension/lib/words.js");function y({facts:e}){return(0,s.jsx)("dl",{className:"nbp-facts",children:e.filter(([,e])=>null!=e&&""!==e&&!1!==e).map(([e,n])=>(0,s.jsxs)("div",{children:[(0,s.jsx)("dt",{children:e}),(0,s.jsx)("dd",{children:n})]},e))})}function w({title:e,children:n}){return(0,s.jsxs)("section",{className:"nbp-section",children:[(0,s.jsx)("h3",{children:e}),n]})}function k({failure:e,notebook:n,execution:i,page:t,children:r}){let a=(0,_.mz)(),l=(0,_.KT)(),{step:o,cell:d,line:p}=e,c=o??t?.card.step??null,b=[null!==c&&a.__("step %1",c),null!==d&&a.__("cell %1",d),null!==p&&a.__("line %1",p)].filter(Boolean),x=[...t?.setup??[],...t?.code??[]].find(e=>e.number===d)?.id??null,m=null===n?null:{kind:"notebook",path:n,cell:d,cellId:x,line:p};return(0,s.jsxs)(f.aV,{error:{message:e.message?`${e.type}: ${e.message}`:e.type,hint:e.hint},children:[b.length>0&&(0,s.jsx)("p",{className:"nbp-quiet",children:b.join(", ")}),r,e.source&&(0,s.jsx)(f.Cy,{source:e.source,first:p,label:a.__("The line that failed")}),(0,s.jsxs)("div",{className:"nbp-ways",children:[m&&null!==d&&l.opens("notebook")&&(0,s.jsx)(f.$n,{sign:"open",onClick:()=>l.open(m),children:a.__("Open in notebook")}),void 0!==i&&null!==c&&(0,s.jsx)(N,{step:c,execution:i,there:m})]})]})}function N({step:e,execution:n,there:i}){let r=(0,_.mz)(),a=(0,_.KT)(),[l,o]=(0,t.useState)(""),d=`%pipeline debug ${e} ${(0,v.h0)(n)}`,p=async()=>{i&&await a.insert?.(i,d)?o(r.__("It is in a new cell of the notebook: run that.")):(await navigator.clipboard.writeText(d),o(r.__("Copied: run it in a cell of the notebook.")))};return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(f.$n,{sign:"copy",title:r.__("Loads what the step was given into the kernel of the notebook, and its code into a cell"),onClick:()=>{p().catch(()=>o(r.__("It could not be copied: type it in a cell of the notebook.")))},children:r.__("Debug with its inputs")}),(0,s.jsx)("code",{className:"nbp-command",children:d}),(0,s.jsx)("span",{role:"status",className:"nbp-quiet",children:l})]})}},"./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"(e,n,i){var s=i("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=i.n(s),r=i("./node_modules/css-loader/dist/runtime/api.js"),a=(i.n(r))()(t());a.push([e.id,`.nbp-scrolls {
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
`,""]),i.d(n,{},{A:a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/step.css"(e,n,i){var s=i("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=i.n(s),r=i("./node_modules/css-loader/dist/runtime/api.js"),a=(i.n(r))()(t());a.push([e.id,`/* ---- what failed ---- */

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
`,""]),i.d(n,{},{A:a})},"./labextension/style/registry.css"(e,n,i){var s=i("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),t=i.n(s),r=i("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=i.n(r),l=i("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=i.n(l),d=i("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=i.n(d),c=i("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),b=i.n(c),x=i("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=i.n(x),u=i("./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"),h={};h.styleTagTransform=m(),h.setAttributes=p(),h.insert=o().bind(null,"head"),h.domAPI=a(),h.insertStyleElement=b(),t()(u.A,h),u.A&&u.A.locals&&u.A.locals}}]);