"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_model_js"],{"./labextension/lib/pages/download.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("./labextension/lib/context.js"),r=s("./labextension/lib/kit/index.js");function l({path:e,query:n={},name:s,title:o,disabled:d=!1,children:c}){let p=(0,t.gf)(),m=(0,t.sy)(),x=(0,t.y3)(async()=>{let i=p.url(e,{store:m,...n});if(null!==i)return void a(i,"");let t=URL.createObjectURL(await p.bytes(e,{store:m,...n}));a(t,s),setTimeout(()=>URL.revokeObjectURL(t),6e4)});return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsx)(r.$n,{sign:"download",disabled:d,busy:x.busy,title:o,onClick:()=>void x.run(),children:c}),x.error&&(0,i.jsx)(r.aV,{error:x.error})]})}function a(e,n){let s=document.createElement("a");s.href=e,s.download=n,s.click()}s.d(n,{f:()=>l})},"./labextension/lib/pages/endpoints.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("./labextension/lib/kit/index.js"),r=s("./labextension/lib/context.js");function l({uses:e}){let n=(0,r.mz)();return e.length?(0,i.jsx)("span",{title:d(n),children:e.map(({endpoint:e,deployment:s,variant:r,share:l})=>{let a=n.__("%1, variant %2, %3 %",e,r,c(l)),o=`endpoint:${e}:${String(s)}`;return(0,i.jsx)("span",{className:"nbp-made",children:(0,i.jsx)(t.N_,{to:{kind:"lineage",ref:o},children:a})},`${e} ${r}`)})}):null}function a(){let e=(0,r.mz)(),n=(0,r.N5)("endpoints"),s=n.data?.rows??[];if(!s.length)return null;let t=n.data?.next?"+":"";return(0,i.jsxs)("details",{className:"nbp-endpoints",children:[(0,i.jsxs)("summary",{children:[e.__("Endpoints")," ",(0,i.jsxs)("span",{className:"nbp-quiet",children:[String(s.length)+t," \xb7 ",d(e)]})]}),(0,i.jsx)("table",{className:"nbp-metrics","aria-label":e.__("Endpoints"),children:(0,i.jsx)("tbody",{children:s.map(e=>(0,i.jsx)(o,{row:e},e.name))})})]})}function o({row:{name:e,current:n}}){let s=(0,r.mz)(),l=`endpoint:${e}:${String(n.number)}`;return(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:(0,i.jsx)(t.N_,{to:{kind:"lineage",ref:l},children:e})}),(0,i.jsx)("td",{children:n.variants.map(({name:e,group:n,version:s,share:r,status:l})=>(0,i.jsxs)("span",{className:"nbp-made",title:l,children:[e," ",(0,i.jsxs)(t.N_,{to:{kind:"model",group:n,version:s},children:[n,":",String(s)]})," ",c(r)," %"]},e))}),(0,i.jsxs)("td",{className:"nbp-quiet",title:n.comment,children:[s.__("by %1",n.by)," ",(0,i.jsx)(t.gX,{at:n.at})]})]})}function d(e){return e.__("recorded, not served yet")}function c(e){return null===e?"–":String(Number((100*e).toPrecision(3)))}s.d(n,{eu:()=>a,mQ:()=>l})},"./labextension/lib/pages/markdown.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react"),r=s("./labextension/lib/context.js");function l({source:e}){let{markdown:n}=(0,r.KT)(),s=(0,t.useRef)(null);return((0,t.useLayoutEffect)(()=>s.current&&n?n(e,s.current):void 0,[n,e]),n)?(0,i.jsx)("div",{ref:s,className:"nbp-markdown"}):(0,i.jsx)("pre",{className:"nbp-prose",children:e})}s.d(n,{o:()=>l})},"./labextension/lib/pages/model.js"(e,n,s){s.d(n,{ModelView:()=>J});var i=s("./node_modules/react/jsx-runtime.js"),t=s("webpack/sharing/consume/default/react");s("./labextension/style/pages.css"),s("./labextension/style/registry.css");var r=s("./labextension/lib/api.js"),l=s("./labextension/lib/context.js"),a=s("./labextension/lib/kit/index.js"),o=s("./labextension/lib/words.js"),d=s("./labextension/lib/pages/beside.js"),c=s("./labextension/lib/pages/chain.js"),p=s("./labextension/lib/pages/compared.js");function m({group:e}){let n=(0,l.mz)(),s=(0,l.KT)(),[d,p]=(0,t.useState)(null),h=d?{sort:d.id,down:d.down?1:void 0}:{},b=(0,c.n$)((0,r.wE)`models/${e}`,h,"before"),[j,_]=(0,t.useState)(new Set),[g,y]=(0,t.useState)(!1),{pages:v}=b,f=v?.at(0),w=(0,t.useMemo)(()=>v?.flatMap(e=>e.versions)??[],[v]),N=(0,t.useMemo)(()=>[...new Set(v?.flatMap(e=>e.metrics))],[v]),k=(0,t.useMemo)(()=>{var e,s;return e=n,s=N.slice(0,5),[{id:"version",title:e.__("Version"),by:e=>e.version,width:"76px",render:e=>(0,i.jsx)("span",{className:"nbp-number",children:e.version})},{id:"status",title:e.__("Status"),by:e=>e.status,width:"148px",render:e=>(0,i.jsx)(a.xf,{status:e.status})},{id:"aliases",title:e.__("Aliases"),render:e=>(0,i.jsx)("span",{title:e.aliases.join(", "),children:e.aliases.join(", ")})},...s.map(e=>({id:`metric ${e}`,title:e,by:n=>e in n.metrics?n.metrics[e]:null,align:"end",render:n=>e in n.metrics?(0,i.jsx)(a.Vp,{value:n.metrics[e]}):"–"})),{id:"made",title:e.__("Registered"),by:e=>e.created_at,width:"108px",render:e=>(0,i.jsx)(a.gX,{at:e.created_at})},{id:"by",title:e.__("By"),by:e=>e.created_by,width:"80px",render:e=>e.created_by},{id:"execution",title:e.__("Execution"),width:"88px",render:e=>e.execution&&(0,i.jsx)(a.N_,{to:{kind:"execution",id:e.execution,step:e.step??void 0},title:e.execution,children:(0,o.h0)(e.execution)})},{id:"digest",title:e.__("Digest"),width:"84px",render:e=>(0,i.jsx)(a.Id,{id:e.digest})}]},[n,N]),$=w.filter(e=>j.has(String(e.version)));return(0,i.jsxs)("div",{className:"nbp-view",children:[(0,i.jsxs)(a.M7,{label:n.__("Model %1",e),children:[(0,i.jsx)("h2",{className:"nbp-title",children:e}),f&&(0,i.jsx)("span",{className:"nbp-quiet",children:w.length<f.total?n.__("%1 of %2 versions",w.length,f.total):n._n("%1 version","%1 versions",f.total)}),(0,i.jsx)(a.$x,{}),w.length>1&&(0,i.jsx)(a.$n,{look:!g&&$.length>1?"accept":"plain",disabled:!g&&($.length<2||$.length>10),title:n.__("Select two to ten versions to compare them"),onClick:()=>y(!g),children:g?n.__("Back to all versions"):$.length>1?n.__("Compare %1",$.length):n.__("Compare")})]}),b.error&&(0,i.jsx)(a.aV,{error:b.error,onRetry:b.again}),null===v?b.loading&&(0,i.jsx)(a.y$,{}):0===w.length?(0,i.jsx)(a.Sv,{title:n.__("No versions yet"),children:n.__("Run the pipeline that registers this model.")}):g&&$.length>1?(0,i.jsx)(u,{group:e,versions:[...$].sort((e,n)=>e.version-n.version)}):(0,i.jsxs)("div",{className:"nbp-scrolls",children:[(0,i.jsxs)("div",{className:"nbp-group-top",children:[f?.description&&(0,i.jsx)("p",{children:f.description}),N.length>0&&(0,i.jsx)(x,{versions:w,metrics:N,thresholds:f?.thresholds??{}})]}),(0,i.jsx)(a.XI,{label:n.__("Versions of %1",e),columns:k,rows:w,id:e=>String(e.version),onOpen:s.opens("model")?n=>s.open({kind:"model",group:e,version:n.version}):void 0,marked:j,onMark:_,onMore:b.more,sort:d,onSort:p})]})]})}function x({versions:e,metrics:n,thresholds:s}){let r=(0,l.mz)(),[o,d]=(0,t.useState)(()=>n.find(e=>e in s)??n[0]),c=n.includes(o)?o:n[0],m=e.flatMap(e=>{let n=e.metrics[c]??null;return null===n?[]:[{x:e.version,y:n}]}).sort((e,n)=>e.x-n.x);return(0,i.jsxs)("section",{children:[(0,i.jsx)(a.l6,{label:r.__("Metric"),value:c,options:n.map(e=>[e,e]),onChange:d}),(0,i.jsx)(a.bl,{label:r.__("%1 over versions",c),lines:[{name:c,points:m}],x:r.__("version"),threshold:c in s?s[c]:null,best:(0,p.JF)(c)})]})}function u({group:e,versions:n}){let s=(0,l.mz)(),t=(0,c.R_)(n.map(n=>(0,r.wE)`models/${e}/${n.version}`)),o=t.find(e=>e.error)?.error,m=t.flatMap(e=>e.data?[e.data]:[]);return o?(0,i.jsx)(a.aV,{error:o}):m.length<n.length?(0,i.jsx)(a.y$,{}):(0,i.jsx)(d.n,{label:s.__("Versions of %1",e),columns:m.map(({row:n})=>({id:String(n.version),head:(0,i.jsxs)("div",{className:"nbp-beside-head",children:[(0,i.jsx)("div",{children:(0,i.jsx)(a.N_,{to:{kind:"model",group:e,version:n.version},children:(0,i.jsx)("strong",{children:s.__("Version %1",n.version)})})}),(0,i.jsx)(a.xf,{status:n.status}),(0,i.jsx)("span",{className:"nbp-quiet",children:(0,i.jsx)(a.gX,{at:n.created_at})})]})})),sections:[{id:"metrics",title:s.__("Metrics"),rows:(0,p.RO)(m.map(({row:e})=>e.metrics),p.Ui)},{id:"parameters",title:s.__("Parameters"),rows:(0,p.RO)(m.map(({parameters:e})=>e))},{id:"digests",title:s.__("Model file, by digest"),rows:(0,p.RO)(m.map(({row:e})=>({[s.__("model")]:e.digest}))),render:d.b},{id:"about",title:s.__("About"),rows:(0,p.RO)(m.map(({row:e})=>({[s.__("registered by")]:e.created_by,[s.__("aliases")]:e.aliases.join(", ")||null,[s.__("kind")]:e.media_type,[s.__("size, bytes")]:e.size})))}]})}function h(e,n){return""!==e.comment.trim()&&n.decision===e.seen}function b({page:e,verdict:n,refused:s=!1,again:o,onClose:d,children:c}){let p=(0,l.mz)(),m=(0,t.useId)(),[x,u]=(0,t.useState)(()=>({verdict:n,comment:"",seen:e.decision})),_={...x,verdict:n},{group:g,version:y}=e.row,v=(0,l.y3)(async(e,n,s)=>{try{await e.post((0,r.wE)`models/${g}/${y}/approval`,function({verdict:e,comment:n,seen:s}){return{status:e,comment:n.trim(),decision:s}}(s),n)}catch(e){throw e instanceof r.hD&&409===e.status&&o(),e}o()}),f=v.busy?null:e.decision===_.seen?null:e.approvals.at(-1)??null,w="Approved"===n;return(0,i.jsxs)("section",{className:"nbp-decide","aria-labelledby":`${m}-title`,children:[(0,i.jsxs)("form",{onSubmit:n=>{n.preventDefault(),h(_,e)&&!s&&v.run(_).then(e=>e&&d())},children:[(0,i.jsx)("h3",{id:`${m}-title`,children:w?p.__("Approve %1, version %2",g,y):p.__("Reject %1, version %2",g,y)}),f?(0,i.jsx)(j,{record:f}):v.error&&(0,i.jsx)(a.aV,{error:v.error}),(0,i.jsx)("label",{htmlFor:`${m}-comment`,children:p.__("Comment")}),(0,i.jsx)("textarea",{id:`${m}-comment`,rows:3,required:!0,autoFocus:!0,value:x.comment,"aria-describedby":`${m}-help`,placeholder:w?p.__("Why it may be used"):p.__("Why it must not be used, and what is missing"),onChange:e=>u({...x,comment:e.target.value}),onKeyDown:e=>{"Escape"===e.key&&d(),e.stopPropagation()}}),(0,i.jsx)("p",{id:`${m}-help`,className:"nbp-quiet",children:p.__("Required: it is kept with the decision, your name and the time.")}),(0,i.jsxs)("div",{className:"nbp-decide-buttons",children:[f?(0,i.jsx)(a.$n,{look:"accept",onClick:()=>u({...x,seen:e.decision}),children:p.__("I have seen it, decide anyway")}):(0,i.jsx)("button",{type:"submit",className:`nbp-button nbp-button-${w?"accept":"warn"}`,disabled:v.busy||s||!h(_,e),title:s?p.__("A rule is not met: see beside"):void 0,"aria-busy":v.busy||void 0,children:w?p.__("Approve"):p.__("Reject")}),(0,i.jsx)(a.$n,{onClick:d,children:f?p.__("Leave it so"):p.__("Cancel")})]})]}),(0,i.jsx)("div",{className:"nbp-decide-evidence",children:c})]})}function j({record:e}){let n=(0,l.mz)();return(0,i.jsxs)("div",{className:"nbp-notice",role:"alert",children:[(0,i.jsx)(a.In,{sign:"warning"}),(0,i.jsxs)("div",{children:[(0,i.jsx)("p",{children:(0,i.jsx)("strong",{children:n.__("Somebody decided meanwhile")})}),(0,i.jsxs)("p",{children:[(0,i.jsx)(a.xf,{status:e.status})," ",n.__("by %1",e.by)," ",(0,i.jsx)(a.gX,{at:e.at})]}),e.comment&&(0,i.jsx)("blockquote",{children:e.comment})]})]})}s("./labextension/style/compare.css");var _=s("./labextension/lib/pages/download.js"),g=s("./labextension/lib/pages/endpoints.js"),y=s("./labextension/lib/pages/figure.js"),v=s("./labextension/lib/pages/opens.js"),f=s("./labextension/lib/pages/parts.js"),w=s("./labextension/lib/pages/said.js");s("./labextension/style/version.css");var N=s("./labextension/lib/pages/markdown.js");function k({page:{row:e,card:n,fields:s}}){let t=(0,l.mz)(),a=(0,r.wE)`models/${e.group}/${e.version}/card`,o=`${e.group}-${String(e.version)}`;return(0,i.jsxs)("div",{className:"nbp-card-of-model",children:[Object.keys(s).length>0&&(0,i.jsx)(f.At,{facts:Object.entries(s).map(([e,n])=>{var s;let i;return[(i=e.replaceAll("_"," ")).charAt(0).toUpperCase()+i.slice(1),Array.isArray(s=n)?s.map(w.a).join(", "):s&&"object"==typeof s?Object.entries(s).map(([e,n])=>`${e}: ${(0,w.a)(n)}`).join(", "):(0,w.a)(s)]})}),n?(0,i.jsx)(N.o,{source:n}):(0,i.jsx)("p",{className:"nbp-quiet",children:t.__("This model has no card. Write one in its Register step, as Markdown.")}),(0,i.jsxs)("div",{className:"nbp-ways",children:[(0,i.jsx)(_.f,{path:a,query:{format:"html"},name:`${o}.html`,title:t.__("The whole card as one page: with metrics, parameters, data and decisions"),children:t.__("Card as HTML")}),(0,i.jsx)(_.f,{path:a,query:{format:"md"},name:`${o}.md`,children:t.__("As Markdown")}),(0,i.jsx)(_.f,{path:a,query:{format:"json"},name:`${o}.json`,children:t.__("As JSON")}),(0,i.jsx)(_.f,{path:a,query:{format:"pdf"},name:`${o}.pdf`,children:t.__("As PDF")})]})]})}function $({deleted:e}){let n=(0,l.mz)();return(0,i.jsxs)(a.$T,{title:n.__("This version was deleted."),children:[(0,i.jsxs)("p",{children:[n.__("By %1",e.by)," ",(0,i.jsx)(a.gX,{at:e.at})]}),e.comment&&(0,i.jsx)("blockquote",{children:e.comment}),(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("What is known about it stays here; its number is not given again.")})]})}function A({page:{row:e},again:n}){let s=(0,l.mz)(),o=(0,t.useId)(),[d,c]=(0,t.useState)(null),p=(0,l.y3)(async(s,i,t)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/deletion`,{comment:t},i),n()});if(null===d)return(0,i.jsx)("div",{children:(0,i.jsx)(a.$n,{onClick:()=>c(""),children:s.__("Delete this version…")})});let m=""!==d.trim();return(0,i.jsxs)("form",{className:"nbp-commented",onSubmit:e=>{e.preventDefault(),m&&p.run(d.trim()).then(e=>e&&c(null))},children:[(0,i.jsx)("label",{htmlFor:`${o}-comment`,children:s.__("Why it is deleted")}),(0,i.jsx)("textarea",{id:`${o}-comment`,rows:2,autoFocus:!0,required:!0,value:d,"aria-describedby":`${o}-help`,onChange:e=>c(e.target.value),onKeyDown:e=>{"Escape"===e.key&&c(null),e.stopPropagation()}}),(0,i.jsx)("p",{id:`${o}-help`,className:"nbp-quiet",children:s.__("It cannot be taken back. What is known about the version stays, its file may go when the store is cleaned up.")}),p.error&&(0,i.jsx)(a.aV,{error:p.error}),(0,i.jsxs)("div",{className:"nbp-ways",children:[(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-warn",disabled:p.busy||!m,"aria-busy":p.busy||void 0,children:s.__("Delete version %1",e.version)}),(0,i.jsx)(a.$n,{onClick:()=>c(null),children:s.__("Cancel")})]})]})}var S=s("./labextension/lib/pages/version/policy.js");function q({row:e}){let n=(0,l.mz)(),s=(0,r.wE)`models/${e.group}/${e.version}/certificate`,t=(0,l.N5)(s);if(t.error)return(0,i.jsx)(a.aV,{error:t.error,onRetry:t.again});if(!t.data)return null;let{command:o,file:d,problems:c,certificate:p}=t.data;return(0,i.jsxs)("div",{className:"nbp-reproduced",children:[c.length>0&&(0,i.jsxs)("div",{className:"nbp-error",role:"alert",children:[(0,i.jsx)(a.In,{sign:"warning"}),(0,i.jsxs)("div",{className:"nbp-error-text",children:[(0,i.jsx)("p",{className:"nbp-error-message",children:n.__("Its certificate cannot be trusted.")}),c.map((e,n)=>(0,i.jsx)(S.G,{finding:e},n))]})]}),p?(0,i.jsx)(z,{certificate:p}):!d&&(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has run again what made this version.")}),(0,i.jsx)("p",{className:"nbp-quiet",children:d?n.__("To run it again, and write a new certificate:"):n.__("To run it again, compare everything, and write a certificate:")}),(0,i.jsx)(a.uB,{text:o}),d&&(0,i.jsx)("div",{className:"nbp-ways",children:(0,i.jsx)(_.f,{path:s,query:{download:1},name:`${e.group}-${String(e.version)}-certificate.json`,title:n.__("Anybody can check it: nbpipe verify FILE"),children:n.__("Certificate")})})]})}function z({certificate:e}){var n,s;let t=(0,l.mz)(),{agreement:r,made_at:d,made_by:c,counts:p,others:m,reasons:x,unchecked:u,tolerance:h,digest:b}=e,j=Object.values(p).reduce((e,n)=>e+n,0),_="differs"!==r;return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsxs)("p",{className:_?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,i.jsx)(a.In,{sign:_?"tick":"close",size:14}),(0,i.jsx)("strong",{children:(n=t,"bit for bit"===(s=r)?n.__("Reproduced bit for bit"):"within tolerance"===s?n.__("Reproduced within tolerance"):n.__("It came out differently"))})]}),(0,i.jsxs)("p",{children:[t.__("%1 of %2 things are equal.","equal"in p?p.equal:0,j)," ","within tolerance"===r&&t.__("Others agree within %1.",(0,o.vm)(h))," ",(0,i.jsxs)("span",{className:"nbp-quiet",children:[t.__("By %1",c)," ",(0,i.jsx)(a.gX,{at:d}),", ",(0,i.jsx)(a.Id,{id:b})]})]}),m.length>0&&(0,i.jsx)(T,{others:m}),x.length>0&&(0,i.jsx)(a.av,{title:t.__("What it may come from"),open:!_,children:(0,i.jsx)(C,{lines:x})}),u.length>0&&(0,i.jsx)(a.av,{title:t.__("What a second run cannot check"),children:(0,i.jsx)(C,{lines:u})})]})}let C=({lines:e})=>(0,i.jsx)("ul",{className:"nbp-lines",children:e.map(e=>(0,i.jsx)("li",{children:e},e))});function T({others:e}){let n=(0,l.mz)(),s=e=>"string"==typeof e&&e.startsWith("sha256:")?(0,i.jsx)("code",{title:e,children:(0,o.h0)(e)}):"number"==typeof e?(0,i.jsx)(a.Vp,{value:e}):(0,w.a)(e);return(0,i.jsxs)("table",{className:"nbp-metrics","aria-label":n.__("What is not equal"),children:[(0,i.jsx)("thead",{children:(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"col",children:n.__("What is not equal")}),(0,i.jsx)("th",{scope:"col",children:n.__("Then")}),(0,i.jsx)("th",{scope:"col",children:n.__("Again")})]})}),(0,i.jsx)("tbody",{children:e.map(({step:e,name:n,kind:t,first:r,second:l,verdict:a},o)=>(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",title:`${t}, ${a}`,children:e?`${e}.${n}`:n}),(0,i.jsx)("td",{children:s(r)}),(0,i.jsx)("td",{children:s(l)})]},o))})]})}function M({page:{deployable:e,signature:n}}){return e?(0,i.jsx)(R,{deployable:e}):(0,i.jsx)(D,{signature:n})}function R({deployable:e}){let n=(0,l.mz)(),{takes:s,gives:t,classes:r,example:o,pickle:d,why_pickle:c,format:p,python:m}=e;return(0,i.jsxs)("div",{className:"nbp-signature",children:[d&&(0,i.jsx)(a.$T,{title:n.__("It is kept as a pickle: loading it runs code."),children:c&&(0,i.jsx)("p",{children:c})}),(0,i.jsx)(f.At,{facts:[[n.__("Kept as"),p],[n.__("Python"),m],[n.__("Classes"),r.join(", ")]]}),(0,i.jsx)(I,{title:n.__("Takes"),rows:s}),t.map(e=>(0,i.jsx)(I,{title:n.__("%1 gives",e.method),rows:e},e.method)),o.length>0&&(0,i.jsx)(E,{rows:o})]})}function I({title:e,rows:n}){let s=(0,l.mz)(),{kind:t,columns:r,dtype:a,shape:o}=n;if("frame"!==t){let n=[a,o].filter(Boolean).join(", ");return(0,i.jsxs)("p",{children:[(0,i.jsx)("strong",{children:e})," ","array"===t?(0,i.jsxs)(i.Fragment,{children:[s.__("an array")," ",(0,i.jsx)("code",{children:n})]}):(0,i.jsx)("span",{className:"nbp-quiet",children:s.__("nobody knows what")})]})}let d=(e,n)=>(0,i.jsxs)("table",{className:"nbp-metrics","aria-label":n,children:[(0,i.jsx)("thead",{children:(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"col",children:s.__("Column")}),(0,i.jsx)("th",{scope:"col",children:s.__("Type")})]})}),(0,i.jsx)("tbody",{children:e.map(({name:e,dtype:n,categories:s})=>(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:e}),(0,i.jsxs)("td",{children:[(0,i.jsx)("code",{children:n||"–"}),s.length>0&&(0,i.jsxs)("span",{className:"nbp-quiet",children:[" ",s.join(", ")]})]})]},e))})]});return(0,i.jsxs)("div",{children:[(0,i.jsxs)("p",{children:[(0,i.jsx)("strong",{children:e})," ",(0,i.jsx)("span",{className:"nbp-quiet",children:s._n("%1 column","%1 columns",r.length)})]}),d(r.slice(0,12),e),r.length>12&&(0,i.jsxs)("details",{className:"nbp-fold",children:[(0,i.jsx)("summary",{children:s._n("%1 more column","%1 more columns",r.length-12)}),d(r.slice(12),s.__("%1, more columns",e))]})]})}function E({rows:e}){let n=(0,l.mz)(),s=Object.keys(e[0]);return(0,i.jsxs)("div",{children:[(0,i.jsx)("p",{children:(0,i.jsx)("strong",{children:n.__("Input example")})}),(0,i.jsx)("div",{className:"nbp-wide",tabIndex:0,role:"group","aria-label":n.__("Input example"),children:(0,i.jsxs)("table",{className:"nbp-metrics nbp-example",children:[(0,i.jsx)("thead",{children:(0,i.jsx)("tr",{children:s.map(e=>(0,i.jsx)("th",{scope:"col",children:e},e))})}),(0,i.jsx)("tbody",{children:e.map((e,n)=>(0,i.jsx)("tr",{children:s.map(n=>(0,i.jsx)("td",{children:(0,w.a)(e[n])},n))},n))})]})})]})}function O({page:{deployable:e}}){let n=(0,l.mz)(),s=Object.entries(e?.dependencies??{});return s.length?(0,i.jsx)("table",{className:"nbp-metrics","aria-label":n.__("Dependencies"),children:(0,i.jsx)("tbody",{children:s.map(([e,n])=>(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:e}),(0,i.jsx)("td",{children:(0,i.jsx)("code",{children:n})})]},e))})}):(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("What it needs is known of models that a Model step made ready; see the environment.")})}function D({signature:e}){var n;let s=(0,l.mz)(),{trained_on:t,...r}=e;return Object.keys(e).length?(0,i.jsxs)(i.Fragment,{children:[Object.keys(r).length>0&&(0,i.jsx)(a.PH,{value:r,open:1}),Object.entries(!(n=t)||"object"!=typeof n||Array.isArray(n)?{}:Object.fromEntries(Object.entries(n).map(([e,n])=>{let s=n&&"object"==typeof n&&!Array.isArray(n)?n.columns:null;return[e,(Array.isArray(s)?s:[]).map(e=>e&&"object"==typeof e&&!Array.isArray(e)?[(0,w.a)(e.name),"dtype"in e?(0,w.a)(e.dtype):""]:[(0,w.a)(e),""])]}))).map(([e,n])=>(0,i.jsxs)("table",{className:"nbp-metrics","aria-label":s.__("Columns of %1",e),children:[(0,i.jsx)("caption",{children:s.__("Trained on %1",e)}),(0,i.jsx)("tbody",{children:n.map(([e,n])=>(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:e}),(0,i.jsx)("td",{children:(0,i.jsx)("code",{children:n})})]},e))})]},e))]}):(0,i.jsx)("p",{className:"nbp-quiet",children:s.__("It is not known what this model takes.")})}function V({page:e,policy:n,again:s}){let r=(0,l.mz)(),{row:o,stages:d,deleted:c}=e,[p,m]=(0,t.useState)(null),x=n.data,u=o.stage??x?.stages.at(0)?.name??null,h=x?.stages.find(e=>e.name===u)?.next??[],b=e=>x?.stages.find(n=>n.name===e)?.unmet??[];return(0,i.jsxs)("div",{className:"nbp-stages",children:[n.error&&(0,i.jsx)(a.aV,{error:n.error,onRetry:n.again}),x&&(0,i.jsx)(F,{stages:x.stages.map(e=>e.name),now:u}),null===c&&h.length>0&&null===p&&(0,i.jsx)("div",{className:"nbp-ways",role:"group","aria-label":r.__("Move to another stage"),children:h.map(e=>(0,i.jsx)(a.$n,{reason:b(e).map(({message:e,hint:n})=>[e,n].filter(Boolean).join(": ")).join("\n"),onClick:()=>m(e),children:r.__("To %1…",e)},e))}),null===c&&null===p&&h.flatMap(e=>b(e).map((n,s)=>(0,i.jsx)(S.G,{finding:n},`${e} ${s}`))),null!==p&&(0,i.jsx)(P,{page:e,to:p,needed:x?.comment??!0,again:()=>{s(),n.again()},onClose:()=>m(null)}),d.length>0&&(0,i.jsx)("ol",{className:"nbp-history","aria-label":r.__("Moves"),children:[...d].reverse().map((e,n)=>(0,i.jsxs)("li",{children:[(0,i.jsx)("strong",{children:e.stage})," ",(0,i.jsxs)("span",{className:"nbp-quiet",children:[r.__("by %1",e.by)," ",(0,i.jsx)(a.gX,{at:e.at})]}),e.comment&&(0,i.jsx)("blockquote",{children:e.comment})]},d.length-n))})]})}function F({stages:e,now:n}){let s=(0,l.mz)();return(0,i.jsxs)("ol",{className:"nbp-way","aria-label":s.__("Stages"),children:[e.map(e=>(0,i.jsx)("li",{"aria-current":e===n?"step":void 0,children:(0,i.jsx)("span",{children:e})},e)),null!==n&&!e.includes(n)&&(0,i.jsx)("li",{"aria-current":"step",children:(0,i.jsx)("span",{children:n})})]})}function P({page:{row:e},to:n,needed:s,again:o,onClose:d}){let c=(0,l.mz)(),p=(0,t.useId)(),[m,x]=(0,t.useState)(""),u=(0,l.y3)(async(s,i)=>{let t={stage:n,comment:m.trim()};await s.post((0,r.wE)`models/${e.group}/${e.version}/stage`,t,i),o()});return(0,i.jsxs)("form",{className:"nbp-commented",onSubmit:e=>{e.preventDefault(),u.run().then(e=>e&&d())},children:[(0,i.jsx)("label",{htmlFor:`${p}-comment`,children:c.__("Why it goes to %1",n)}),(0,i.jsx)("textarea",{id:`${p}-comment`,rows:2,autoFocus:!0,required:s,value:m,onChange:e=>x(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(),e.stopPropagation()}}),u.error&&(0,i.jsx)(a.aV,{error:u.error}),(0,i.jsxs)("div",{className:"nbp-ways",children:[(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-accept",disabled:u.busy||s&&!m.trim(),"aria-busy":u.busy||void 0,children:c.__("Move to %1",n)}),(0,i.jsx)(a.$n,{onClick:d,children:c.__("Cancel")})]})]})}function W({group:e,version:n}){let s=(0,l.N5)((0,r.wE)`models/${e}/${n}`);return(0,i.jsx)("div",{className:"nbp-view",children:(0,i.jsx)(a.ai,{page:s,children:t=>(0,i.jsx)(B,{page:t,again:s.again},`${e}:${n}`)})})}function B({page:e,again:n}){let s=(0,l.mz)(),d=(0,l.KT)(),{row:c,approvals:p,parameters:m,environment:x,evidence:h,gone:j,deleted:_,deployable:y}=e,{group:v,version:N,status:z}=c,[C,T]=(0,t.useState)(null),[R,I]=(0,t.useState)(!1),E=(0,l.N5)(_?null:(0,r.wE)`policies/${v}`,{version:N}),D=(0,l.N5)((0,r.wE)`models/${v}`),F=D.data?.champion??null,P=F&&F.version!==N?F:null,W=D.data?.thresholds??{},J=(0,i.jsx)(X,{row:c,champion:F,thresholds:W});return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsxs)(a.M7,{label:s.__("Version %1 of %2",N,v),children:[(0,i.jsxs)("h2",{className:"nbp-title",children:[(0,i.jsx)(a.N_,{to:{kind:"model",group:v},children:v})," ",s.__("version %1",N)]}),(0,i.jsx)(a.xf,{status:z}),c.aliases.map(e=>(0,i.jsx)("span",{className:"nbp-alias",title:s.__("Alias"),children:e},e)),(0,i.jsx)(a.$x,{}),(0,i.jsx)(H,{page:e}),d.opens("lineage")&&(0,i.jsx)(a.$n,{sign:"branches",onClick:()=>d.open({kind:"lineage",ref:`${v}:${String(N)}`}),children:s.__("Lineage")}),!_&&"Rejected"!==z&&(0,i.jsx)(a.$n,{"aria-expanded":"Rejected"===C,onClick:()=>T("Rejected"),children:s.__("Reject…")}),!_&&"PendingManualApproval"===z&&(0,i.jsx)(a.$n,{look:null===C?"accept":"plain","aria-expanded":"Approved"===C,onClick:()=>T("Approved"),children:s.__("Approve…")})]}),(0,i.jsxs)("div",{className:"nbp-scrolls",children:[_&&(0,i.jsx)($,{deleted:_}),j&&!_&&(0,i.jsx)(a.aV,{error:{message:s.__("The file of this model is not in the store any more."),hint:s.__("Run the step that makes it again, or bring the artifacts folder back from a backup. What is known about the model is still here.")}}),null!==C&&(0,i.jsxs)(b,{page:e,verdict:C,refused:"Approved"===C&&(E.data?.unmet.length??0)>0,again:n,onClose:()=>T(null),children:["Approved"===C&&(0,i.jsx)(S.i,{policy:E}),J,(0,i.jsx)(K,{evidence:h})]}),(0,i.jsxs)("div",{className:"nbp-version",children:[(0,i.jsxs)("div",{className:"nbp-version-main",children:[(0,i.jsxs)(f.wn,{title:s.__("Metrics"),children:[J,P&&(0,i.jsx)("div",{children:(0,i.jsx)(a.$n,{"aria-expanded":R,onClick:()=>I(!R),children:s.__("Compare with the champion, version %1",P.version)})}),P&&R&&(0,i.jsx)(u,{group:v,versions:[P,c]})]}),(0,i.jsx)(f.wn,{title:s.__("Model card"),children:(0,i.jsx)(k,{page:e})}),h.length>0&&(0,i.jsx)(f.wn,{title:s.__("Evidence"),children:(0,i.jsx)(K,{evidence:h})}),(0,i.jsx)(f.wn,{title:s.__("Signature"),children:(0,i.jsx)(M,{page:e})}),(0,i.jsx)(f.wn,{title:s.__("Reproduction"),children:(0,i.jsx)(q,{row:c})})]}),(0,i.jsxs)("div",{className:"nbp-version-side",children:[(0,i.jsxs)(f.wn,{title:s.__("About"),children:[(0,i.jsx)(f.At,{facts:[[s.__("Registered"),(0,i.jsx)(a.gX,{at:c.created_at},"at")],[s.__("By"),c.created_by],[s.__("Execution"),c.execution&&(0,i.jsx)(a.N_,{to:{kind:"execution",id:c.execution},title:c.execution,children:(0,o.h0)(c.execution)})],[s.__("Step"),c.step&&c.execution&&(0,i.jsx)(a.N_,{to:{kind:"execution",id:c.execution,step:c.step},children:c.step})],[s.__("Digest"),(0,i.jsx)(a.Id,{id:c.digest},"digest")],[s.__("Size"),(0,i.jsx)(a.Ix,{size:c.size},"size")],[s.__("In use by"),e.in_use.length>0&&(0,i.jsx)(g.mQ,{uses:e.in_use},"use")],[s.__("Baselines"),Object.keys(e.baselines).join(", ")],[s.__("Kind"),c.media_type],[s.__("Saved by"),e.artifact.materializer]]}),!_&&(0,i.jsx)(G,{row:c,again:n})]}),(0,i.jsx)(f.wn,{title:s.__("Stage"),children:(0,i.jsx)(V,{page:e,policy:E,again:n})}),!_&&"PendingManualApproval"===z&&"Approved"!==C&&(0,i.jsx)(f.wn,{title:s.__("Rules for approval"),children:(0,i.jsx)(S.i,{policy:E})}),(0,i.jsxs)(f.wn,{title:s.__("Decisions"),children:[(0,i.jsx)(L,{approvals:p}),d.opens("audit")&&(0,i.jsx)("p",{children:(0,i.jsx)(a.N_,{to:{kind:"audit",group:v,version:N},children:s.__("All records about this version")})})]}),(0,i.jsx)(U,{row:c}),Object.keys(m).length>0&&(0,i.jsx)(f.wn,{title:s.__("Parameters"),children:(0,i.jsx)(f.At,{facts:Object.entries(m).map(([e,n])=>[e,(0,w.a)(n)])})}),Object.keys(x).length>0&&(0,i.jsx)(f.wn,{title:s.__("Environment"),children:(0,i.jsx)(a.PH,{value:x,open:0})}),y&&(0,i.jsx)(f.wn,{title:s.__("Dependencies"),children:(0,i.jsx)(O,{page:e})}),!_&&(0,i.jsx)(f.wn,{title:s.__("Deletion"),children:(0,i.jsx)(A,{page:e,again:n})})]})]})]})]})}function X({row:e,champion:n,thresholds:s}){let t=(0,l.mz)(),r=n&&n.version!==e.version?n:null,d=Object.keys(e.metrics),c=d.some(e=>e in s);return d.length?(0,i.jsxs)("table",{className:"nbp-metrics","aria-label":t.__("Metrics"),children:[(0,i.jsx)("thead",{children:(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"col",children:t.__("Metric")}),(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Version %1",e.version)}),r&&(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Champion, version %1",r.version)}),r&&(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Difference")}),c&&(0,i.jsx)("th",{scope:"col",className:"nbp-end",children:t.__("Asked for")})]})}),(0,i.jsx)("tbody",{children:d.map(n=>{var t;let l=e.metrics[n],d=r&&n in r.metrics?r.metrics[n]:null;return(0,i.jsxs)("tr",{children:[(0,i.jsx)("th",{scope:"row",children:n}),(0,i.jsx)("td",{className:"nbp-end",children:(0,i.jsx)(a.Vp,{value:l})}),r&&(0,i.jsx)("td",{className:"nbp-end",children:null===d?"–":(0,i.jsx)(a.Vp,{value:d})}),r&&(0,i.jsx)("td",{className:"nbp-end nbp-number",children:null===d||null===l?"–":(t=Number((l-d).toPrecision(12)))>0?`+${(0,o.vm)(t)}`:(0,o.vm)(t)}),c&&(0,i.jsx)("td",{className:"nbp-end",children:n in s?(0,i.jsxs)(i.Fragment,{children:[s[n].sign," ",(0,i.jsx)(a.Vp,{value:s[n].value})]}):"–"})]},n)})})]}):(0,i.jsx)("p",{className:"nbp-quiet",children:t.__("No metrics were given.")})}function K({evidence:e}){let n=(0,l.mz)();return e.length?(0,i.jsx)("div",{className:"nbp-figures",children:e.map(({variable:e,artifact:n,producer:s,gone:t})=>(0,i.jsx)(y.D,{artifact:n,label:s?`${s}.${e}`:e,gone:t},`${s??""}.${e}`))}):(0,i.jsx)("p",{className:"nbp-quiet",children:n.__('No figures. In a step before it: nbpipe.log_figure(figure, "confusion")')})}function L({approvals:e}){let n=(0,l.mz)();return e.length?(0,i.jsx)("ol",{className:"nbp-history",children:[...e].reverse().map((s,t)=>(0,i.jsxs)("li",{children:[(0,i.jsx)(a.xf,{status:s.status})," ",(0,i.jsxs)("span",{className:"nbp-quiet",children:[n.__("by %1",s.by)," ",(0,i.jsx)(a.gX,{at:s.at})]}),s.comment&&(0,i.jsx)("blockquote",{children:s.comment}),Object.entries(s.evidence).map(([e,n])=>(0,i.jsxs)("span",{className:"nbp-inline",children:[e," ",(0,i.jsx)(a.Id,{id:n})]},e))]},e.length-t))}):(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("Nobody has decided yet.")})}function U({row:e}){let n=(0,l.mz)(),s=`${e.group}:${String(e.version)}`,t=(0,l.N5)("lineage",{ref:s,direction:"up"}),r=t.data?.nodes.filter(e=>e.side<0)??[],o=(e,n)=>{let s=r.filter(n=>n.kind===e);return s.length?(0,i.jsxs)("div",{children:[(0,i.jsx)("dt",{children:n}),(0,i.jsx)("dd",{children:s.map(e=>{let n=(0,v.T)(e);return(0,i.jsx)("span",{className:"nbp-made",title:e.detail,children:n?(0,i.jsx)(a.N_,{to:n,children:e.label}):e.label},e.id)})})]}):null};return(0,i.jsxs)(f.wn,{title:n.__("Data and code"),children:[t.error&&(0,i.jsx)(a.aV,{error:t.error,onRetry:t.again}),t.data&&0===r.length&&(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("Nothing is recorded.")}),(0,i.jsxs)("dl",{className:"nbp-facts",children:[o("file",n.__("Files")),o("step",n.__("Steps"))]}),t.data?.cut&&(0,i.jsx)("p",{className:"nbp-quiet",children:n.__("There is more: see the lineage.")})]})}function G({row:e,again:n}){let s=(0,l.mz)(),[o,d]=(0,t.useState)(null),c=(0,l.y3)(async(s,i,t)=>{await s.post((0,r.wE)`models/${e.group}/${e.version}/aliases`,{alias:t},i),n()});return null===o?(0,i.jsx)("div",{children:(0,i.jsx)(a.$n,{sign:"add",onClick:()=>d(e.aliases.includes("champion")?"":"champion"),children:s.__("Add alias")})}):(0,i.jsxs)("form",{className:"nbp-alias-form",onSubmit:e=>{e.preventDefault(),o.trim()&&c.run(o.trim()).then(e=>e&&d(null))},children:[(0,i.jsx)("input",{"aria-label":s.__("Alias"),value:o,autoFocus:!0,spellCheck:!1,onChange:e=>d(e.target.value),onKeyDown:e=>{"Escape"===e.key&&d(null),e.stopPropagation()}}),(0,i.jsx)("button",{type:"submit",className:"nbp-button nbp-button-plain",disabled:!o.trim()||c.busy,children:s.__("Give")}),(0,i.jsx)(a.$n,{onClick:()=>d(null),children:s.__("Cancel")}),(0,i.jsx)("p",{className:"nbp-quiet",children:s.__("The version that has it now loses it.")}),c.error&&(0,i.jsx)(a.aV,{error:c.error})]})}function H({page:{row:e,gone:n}}){let s=(0,l.mz)();return(0,i.jsx)(_.f,{path:(0,r.wE)`models/${e.group}/${e.version}/download`,name:`${e.group}-${String(e.version)}`,disabled:n,title:n?s.__("The file is not in the store any more"):void 0,children:s.__("Download")})}function J({group:e,version:n}){return void 0===n?(0,i.jsx)(m,{group:e}):(0,i.jsx)(W,{group:e,version:n})}},"./labextension/lib/pages/opens.js"(e,n,s){function i({opens:e}){if(e.model){let n=e.model.lastIndexOf(":");return{kind:"model",group:e.model.slice(0,n),version:Number(e.model.slice(n+1))}}return e.execution?{kind:"execution",id:e.execution,...e.step&&{step:e.step}}:e.file?{kind:"notebook",path:e.file}:null}s.d(n,{T:()=>i})},"./labextension/lib/pages/version/policy.js"(e,n,s){var i=s("./node_modules/react/jsx-runtime.js");s("./labextension/style/version.css");var t=s("./labextension/lib/context.js"),r=s("./labextension/lib/kit/index.js");function l({policy:e}){let n=(0,t.mz)(),{data:s,error:o,again:d,loading:c}=e;if(o)return(0,i.jsx)(r.aV,{error:o,onRetry:d});if(!s)return c?(0,i.jsx)(r.y$,{}):null;let p=s.rules.filter(e=>e.unmet.length>0).length;return(0,i.jsxs)("div",{className:"nbp-rules",children:[(0,i.jsx)("p",{children:0===p?n.__("Every rule is met: you may approve it."):n._n("%1 rule is not met: you cannot approve it.","%1 rules are not met: you cannot approve it.",p)}),(0,i.jsx)("ul",{"aria-label":n.__("Rules for approval"),children:s.rules.map((e,n)=>(0,i.jsx)("li",{children:(0,i.jsx)(a,{rule:e})},n))}),(0,i.jsx)("p",{className:"nbp-quiet",children:s.source?n.__("Rules of %1 in %2.",s.group,s.source):n.__("There is no nbpipe.toml with rules for %1: what holds without one.",s.group)})]})}function a({rule:{about:e,text:n,unmet:s}}){var l,d;let c=(0,t.mz)(),p=0===s.length;return(0,i.jsxs)(i.Fragment,{children:[(0,i.jsxs)("span",{className:p?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,i.jsx)(r.In,{sign:p?"tick":"close",size:14,label:p?c.__("Met"):c.__("Not met")}),(0,i.jsxs)("span",{children:[(0,i.jsx)("span",{className:"nbp-quiet",children:(l=c,d=e,({"approved by":l.__("approved by"),"four eyes":l.__("four eyes"),metric:l.__("metric"),present:l.__("present"),champion:l.__("champion")})[d]??d)})," ",n]})]}),s.map((e,n)=>(0,i.jsx)(o,{finding:e},n))]})}function o({finding:{message:e,hint:n}}){return(0,i.jsxs)("p",{className:"nbp-unmet",children:[e,n&&(0,i.jsxs)("span",{className:"nbp-quiet",children:[" → ",n]})]})}s.d(n,{G:()=>o,i:()=>l})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"(e,n,s){var i=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=s.n(i),r=s("./node_modules/css-loader/dist/runtime/api.js"),l=(s.n(r))()(t());l.push([e.id,`.nbp-scrolls {
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

/* What is deployed where, above the models. */

.nbp-endpoints {
  flex: none;
  padding: 4px 12px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-endpoints > summary {
  cursor: pointer;
}
`,""]),s.d(n,{},{A:l})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"(e,n,s){var i=s("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),t=s.n(i),r=s("./node_modules/css-loader/dist/runtime/api.js"),l=(s.n(r))()(t());l.push([e.id,`/* The parts of a version's page. */

.nbp-signature,
.nbp-card-of-model,
.nbp-stages,
.nbp-reproduced,
.nbp-rules {
  display: flex;
  flex-direction: column;
  gap: 8px;
  min-width: 0;
}

.nbp-wide {
  overflow-x: auto;
}

.nbp-example {
  width: auto;
  min-width: 100%;
}

.nbp-example th,
.nbp-example td {
  padding-inline-end: 14px;
  white-space: nowrap;
}

/* ---- rules ---- */

.nbp-rules ul,
.nbp-lines {
  display: flex;
  flex-direction: column;
  gap: 6px;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-lines {
  padding-inline-start: 16px;
  list-style: disc;
}

.nbp-rule {
  display: flex;
  gap: 6px;
}

.nbp-rule > .nbp-icon {
  flex: none;
  margin-top: 2px;
  color: var(--nbp-tone);
}

.nbp-root .nbp-unmet {
  margin-inline-start: 20px;
  padding-inline-start: 8px;
  border-inline-start: 2px solid var(--nbp-bad);
  overflow-wrap: anywhere;
}

/* ---- stages ---- */

.nbp-way {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 6px;
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-way li {
  display: flex;
  gap: 6px;
  color: var(--nbp-quiet);
}

.nbp-way li:not(:last-child)::after {
  content: '›';
}

.nbp-way li[aria-current] span {
  color: var(--nbp-strong);
  font-weight: 600;
  text-decoration: underline;
  text-decoration-color: var(--nbp-brand);
  text-decoration-thickness: 2px;
  text-underline-offset: 4px;
}

.nbp-commented {
  display: flex;
  flex-direction: column;
  gap: 6px;
}

.nbp-commented textarea {
  width: 100%;
  min-height: 24px;
  padding: 2px 6px;
  resize: vertical;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-commented .nbp-error,
.nbp-stages .nbp-error,
.nbp-reproduced .nbp-error,
.nbp-signature .nbp-error {
  margin: 0;
}
`,""]),s.d(n,{},{A:l})},"./labextension/style/registry.css"(e,n,s){var i=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),t=s.n(i),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=s.n(r),a=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(a),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),m=s.n(p),x=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=s.n(x),h=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"),b={};b.styleTagTransform=u(),b.setAttributes=c(),b.insert=o().bind(null,"head"),b.domAPI=l(),b.insertStyleElement=m(),t()(h.A,b),h.A&&h.A.locals&&h.A.locals},"./labextension/style/version.css"(e,n,s){var i=s("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),t=s.n(i),r=s("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=s.n(r),a=s("./node_modules/style-loader/dist/runtime/insertBySelector.js"),o=s.n(a),d=s("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=s.n(d),p=s("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),m=s.n(p),x=s("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=s.n(x),h=s("./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"),b={};b.styleTagTransform=u(),b.setAttributes=c(),b.insert=o().bind(null,"head"),b.domAPI=l(),b.insertStyleElement=m(),t()(h.A,b),h.A&&h.A.locals&&h.A.locals}}]);