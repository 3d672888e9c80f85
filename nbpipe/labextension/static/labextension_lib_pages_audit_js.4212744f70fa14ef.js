"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_audit_js"],{"./labextension/lib/pages/audit.js"(e,n,t){t.d(n,{AuditView:()=>k});var s=t("./node_modules/react/jsx-runtime.js"),r=t("webpack/sharing/consume/default/react"),o=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=t.n(o),a=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),l=t.n(a),d=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),c=t.n(d),u=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(u),h=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),m=t.n(h),b=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),x=t.n(b),_=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/audit.css"),f={};f.styleTagTransform=x(),f.setAttributes=p(),f.insert=c().bind(null,"head"),f.domAPI=l(),f.insertStyleElement=m(),i()(_.A,f),_.A&&_.A.locals&&_.A.locals,t("./labextension/style/pages.css");var j=t("./labextension/lib/context.js"),g=t("./labextension/lib/kit/index.js"),y=t("./labextension/lib/words.js"),v=t("./labextension/lib/pages/chain.js"),w=t("./labextension/lib/pages/parts.js"),S=t("./labextension/lib/pages/save.js"),A=t("./labextension/lib/pages/stores.js"),N=t("./labextension/lib/pages/version/policy.js");function k(e){return(0,s.jsx)(A.X,{children:n=>(0,s.jsx)(T,{...e,children:n})})}function T({group:e,version:n,children:t}){let o=(0,j.mz)(),[i,a]=(0,r.useState)({group:e,version:n}),[l,d]=(0,r.useState)(""),[c,u]=(0,r.useState)(""),[p,h]=(0,r.useState)(null),[m,b]=(0,r.useState)(null),x=(0,v.n$)("audit",{...i,actor:l,action:c},"before"),_=x.pages?.at(0),f=(0,r.useMemo)(()=>x.pages?.flatMap(e=>e.rows)??null,[x.pages]),y=(0,r.useMemo)(()=>Object.assign({},...x.pages?.map(e=>e.words)??[]),[x.pages]),w=(0,r.useMemo)(()=>{var e,n;return e=o,n=y,[{id:"id",title:"#",width:"56px",align:"end",render:e=>(0,s.jsx)("span",{className:"nbp-number nbp-quiet",children:e.id})},{id:"at",title:e.__("When"),width:"108px",render:e=>(0,s.jsx)(g.gX,{at:e.at})},{id:"actor",title:e.__("Who"),width:"110px",render:e=>(0,s.jsx)("span",{title:e.actor,children:e.actor})},{id:"action",title:e.__("What"),width:"104px",render:n=>(0,s.jsx)("span",{className:"refuse"===n.action?"nbp-refused":void 0,children:$(e,n.action)})},{id:"model",title:e.__("Model"),width:"150px",render:e=>(0,s.jsx)(z,{record:e})},{id:"said",title:e.__("What it says"),render:e=>(0,s.jsx)("span",{title:n[e.id],children:n[e.id]})},{id:"command",title:e.__("Command"),render:e=>(0,s.jsx)("code",{className:"nbp-audit-command",title:e.command,children:e.command})}]},[o,y]),S=f?.find(e=>e.id===p)??null,A=!!(i.group??l)||""!==c;return(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)(g.M7,{label:o.__("Audit log"),children:[(0,s.jsx)("h2",{className:"nbp-title",children:o.__("Audit log")}),t,i.group&&(0,s.jsxs)("button",{type:"button",className:"nbp-chip",title:o.__("Show the records about all models"),onClick:()=>a({}),children:[void 0===i.version?i.group:`${i.group}:${i.version}`,(0,s.jsx)(g.In,{sign:"close",size:12,label:o.__("Show all models")})]}),(0,s.jsx)(g.l6,{label:o.__("Who"),value:l,options:[["",o.__("Everybody")],...C(_?.actors,l).map(e=>[e,e])],onChange:d}),(0,s.jsx)(g.l6,{label:o.__("What"),value:c,options:[["",o.__("Everything")],...C(_?.actions,c).map(e=>[e,$(o,e)])],onChange:u}),(0,s.jsx)(g.$x,{}),(0,s.jsx)(I,{onChecked:b})]}),m&&(0,s.jsx)(M,{checked:m,onClose:()=>b(null)}),x.error&&(0,s.jsx)(g.aV,{error:x.error,onRetry:x.again}),null===f?x.loading&&(0,s.jsx)(g.y$,{}):0===f.length?A?(0,s.jsx)(g.Sv,{title:o.__("No record is like that"),children:(0,s.jsx)(g.$n,{onClick:()=>{a({}),d(""),u("")},children:o.__("Show all")})}):(0,s.jsx)(g.Sv,{title:o.__("No records yet"),children:o.__("Every change of the model registry is noted here. It begins with the first model.")}):(0,s.jsx)(g.B1,{label:o.__("Record"),direction:"row",part:.36,first:(0,s.jsx)("div",{className:"nbp-scrolls nbp-audit",children:(0,s.jsx)(g.XI,{label:o.__("Records of the audit log"),columns:w,rows:f,id:e=>String(e.id),onOpen:e=>h(e.id),onMore:x.more,current:null===p?null:String(p)})}),second:S&&(0,s.jsx)(R,{record:S,said:y[S.id],onClose:()=>h(null)})})]})}let C=(e,n)=>n&&!e?.includes(n)?[...e??[],n]:e??[];function I({onChecked:e}){let n=(0,j.mz)(),t=(0,j.sy)(),o=(0,r.useRef)(null),[i,a]=(0,r.useState)(""),l=(0,j.y3)(async(n,t,s)=>{let r=s&&{count:s.count,head:s.head,at:s.at};e({known:s,verified:await n.get("audit/verify",{...t,...r})})}),d=(0,j.y3)(async(n,s)=>{var r;let o=await n.get("audit/verify",s);e({known:null,verified:o});let{count:i}=o.anchor;(0,S.U)(new Blob([(r=o.anchor,`${JSON.stringify({...r,...t&&{store:t}},null,2)}
`)],{type:"application/json"}),`anchor-${i}.json`)}),c=l.error??d.error;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(g.$n,{look:"accept",busy:l.busy,onClick:()=>void l.run(null),children:n.__("Verify")}),(0,s.jsx)(g.$n,{sign:"download",busy:d.busy,title:n.__("What the log comes to now: kept elsewhere, it shows later that nobody wrote the log anew"),onClick:()=>void d.run(),children:n.__("Save an anchor")}),(0,s.jsx)(g.$n,{title:n.__("Also against an anchor that was saved earlier"),onClick:()=>o.current?.click(),children:n.__("Verify against an anchor…")}),(0,s.jsx)("input",{ref:o,type:"file",accept:".json,application/json",hidden:!0,"aria-label":n.__("Anchor"),onChange:e=>{let n=e.currentTarget,[t]=n.files??[];a(""),n.files?.length&&t.text().then(e=>{n.value="";let s=function(e){try{let{count:n,head:t,at:s}=JSON.parse(e);return Number.isInteger(n)&&"string"==typeof t&&"string"==typeof s?{count:n,head:t,at:s}:null}catch{return null}}(e);s?l.run(s):a(t.name)})}}),i&&(0,s.jsx)(g.aV,{error:{message:n.__("%1 is no anchor.",i),hint:n.__("One is made by “Save an anchor”, or by: nbpipe audit anchor -o anchor.json")}}),c&&(0,s.jsx)(g.aV,{error:c})]})}function M({checked:{verified:e,known:n},onClose:t}){let r=(0,j.mz)(),{anchor:o,problems:i}=e,a=0===i.length;return(0,s.jsxs)("div",{className:a?"nbp-verdict nbp-is-succeeded":"nbp-verdict nbp-is-failed",role:"alert",children:[(0,s.jsx)(g.In,{sign:a?"tick":"warning"}),(0,s.jsxs)("div",{className:"nbp-error-text",children:[(0,s.jsx)("p",{className:"nbp-error-message",children:a?r._n("The chain holds: %1 record, and the registry agrees.","The chain holds: %1 records, each follows from the one before it, and the registry agrees.",o.count):r._n("The chain does not hold: %1 problem.","The chain does not hold: %1 problems.",i.length)}),n&&a&&(0,s.jsx)("p",{children:r.__("It agrees with the anchor of %1, which knew %2 records.",n.at?(0,y.e0)(new Date(n.at)):"–",n.count)}),!n&&a&&(0,s.jsx)("p",{className:"nbp-quiet",children:r.__("A log that was written anew as a whole shows only beside an anchor that was kept elsewhere.")}),i.map((e,n)=>(0,s.jsx)(N.G,{finding:e},n)),(0,s.jsxs)("p",{className:"nbp-quiet",children:[r.__("Last record")," ",(0,s.jsx)(g.Id,{id:o.head})]})]}),(0,s.jsx)(g.K0,{sign:"close",label:r.__("Close"),onClick:t})]})}function R({record:e,said:n,onClose:t}){let r=(0,j.mz)(),{id:o,at:i,actor:a,action:l,command:d,data:c,previous:u,hash:p}=e,{rows:h,...m}=c,b=W(e);return(0,s.jsxs)("aside",{className:"nbp-inspector","aria-label":r.__("Record %1",o),children:[(0,s.jsxs)("div",{className:"nbp-inspector-title",children:[(0,s.jsx)("h2",{className:"nbp-title",children:r.__("Record %1",o)}),(0,s.jsx)(g.$x,{}),(0,s.jsx)(g.K0,{sign:"close",label:r.__("Close"),onClick:t})]}),(0,s.jsxs)("div",{className:"nbp-body nbp-record",children:[(0,s.jsx)("p",{children:n}),(0,s.jsx)(w.At,{facts:[[r.__("When"),(0,y.e0)(new Date(i))],[r.__("Who"),a],[r.__("What"),$(r,l)],[r.__("Model"),b?(0,s.jsx)(g.N_,{to:b,children:E(e)}):E(e)],[r.__("Command"),d&&(0,s.jsx)("code",{children:d})],[r.__("Hash"),(0,s.jsx)(g.Id,{id:p},"hash")],[r.__("Hash before"),(0,s.jsx)(g.Id,{id:u},"before")]]}),(0,s.jsx)(w.wn,{title:r.__("What it says"),children:(0,s.jsx)(g.PH,{value:m,open:1})}),Array.isArray(h)&&(0,s.jsx)(w.wn,{title:r.__("Rows that it wrote"),children:(0,s.jsx)(g.PH,{value:h,open:0})})]})]})}let E=({subject:e})=>e.replace(/^model:/,"");function W(e){let n=E(e),t=n.lastIndexOf(":"),s=Number(n.slice(t+1));return t>0&&Number.isInteger(s)?{kind:"model",group:n.slice(0,t),version:s}:null}function $(e,n){return({found:e.__("Found"),register:e.__("Registered"),approve:e.__("Approved"),reject:e.__("Rejected"),alias:e.__("Alias"),stage:e.__("Stage"),delete:e.__("Deleted"),import:e.__("Taken in"),refuse:e.__("Refused")})[n]??n}function z({record:e}){let n=(0,j.KT)(),t=W(e),r=E(e);return t&&n.opens("model")?(0,s.jsx)(g.N_,{to:t,title:r,children:r}):(0,s.jsx)("span",{title:r,children:r})}},"./labextension/lib/pages/save.js"(e,n,t){function s(e,n){let t=URL.createObjectURL(e),s=document.createElement("a");s.href=t,s.download=n,s.click(),setTimeout(()=>URL.revokeObjectURL(t),6e4)}t.d(n,{U:()=>s})},"./labextension/lib/pages/stores.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js"),r=t("webpack/sharing/consume/default/react"),o=t("./labextension/lib/context.js"),i=t("./labextension/lib/kit/index.js");function a({children:e}){let n=(0,o.M_)(),t=(0,o.KT)(),i=(0,o.sy)(),d=(0,o.N5)(i?null:"hello"),[c,u]=(0,r.useState)(""),{data:p,again:h}=d,m=p?.stores.filter(e=>e.exists)??[],b=null!==p&&0===m.length;if((0,r.useEffect)(()=>{if(!b)return;let e=setInterval(h,1e4);return()=>clearInterval(e)},[b,h]),i)return(0,s.jsx)(s.Fragment,{children:e(null)});if(!p&&!d.error)return null;let x=c||function(e){if(!e)return"";let n=e.stores.filter(e=>e.exists);return!n.length||n.some(n=>n.path===e.store)?e.store:n.reduce((e,n)=>n.executions>e.executions?n:e).path}(p);return(0,s.jsx)(o.Provide,{live:n,host:t,store:x,children:e(m.length>1?(0,s.jsx)(l,{stores:m,store:x,onChoose:u}):null)})}function l({stores:e,store:n,onChoose:t}){let r=(0,o.mz)(),a=e.find(e=>e.path===n)?.problem;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(i.l6,{label:r.__("Store"),value:n,options:e.map(e=>[e.path,r.__("%1 (%2)",e.path.replace(/\/?\.nbpipe$/,"")||r.__("This folder"),e.executions)]),onChange:t}),a&&(0,s.jsx)(i.aV,{error:{message:a}})]})}t.d(n,{X:()=>a})},"./labextension/lib/pages/version/policy.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js");t("./labextension/style/version.css");var r=t("./labextension/lib/context.js"),o=t("./labextension/lib/kit/index.js");function i({policy:e}){let n=(0,r.mz)(),{data:t,error:l,again:d,loading:c}=e;if(l)return(0,s.jsx)(o.aV,{error:l,onRetry:d});if(!t)return c?(0,s.jsx)(o.y$,{}):null;let u=t.rules.filter(e=>e.unmet.length>0).length;return(0,s.jsxs)("div",{className:"nbp-rules",children:[(0,s.jsx)("p",{children:0===u?n.__("Every rule is met: you may approve it."):n._n("%1 rule is not met: you cannot approve it.","%1 rules are not met: you cannot approve it.",u)}),(0,s.jsx)("ul",{"aria-label":n.__("Rules for approval"),children:t.rules.map((e,n)=>(0,s.jsx)("li",{children:(0,s.jsx)(a,{rule:e})},n))}),(0,s.jsx)("p",{className:"nbp-quiet",children:t.source?n.__("Rules of %1 in %2.",t.group,t.source):n.__("There is no nbpipe.toml with rules for %1: what holds without one.",t.group)})]})}function a({rule:{about:e,text:n,unmet:t}}){var i,d;let c=(0,r.mz)(),u=0===t.length;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)("span",{className:u?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,s.jsx)(o.In,{sign:u?"tick":"close",size:14,label:u?c.__("Met"):c.__("Not met")}),(0,s.jsxs)("span",{children:[(0,s.jsx)("span",{className:"nbp-quiet",children:(i=c,d=e,({"approved by":i.__("approved by"),"four eyes":i.__("four eyes"),metric:i.__("metric"),present:i.__("present"),champion:i.__("champion")})[d]??d)})," ",n]})]}),t.map((e,n)=>(0,s.jsx)(l,{finding:e},n))]})}function l({finding:{message:e,hint:n}}){return(0,s.jsxs)("p",{className:"nbp-unmet",children:[e,n&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" → ",n]})]})}t.d(n,{G:()=>l,i:()=>i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/audit.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),o=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(o))()(r());i.push([e.id,`/* The audit log. */

.nbp-audit > .nbp-table table {
  min-width: 760px;
}

.nbp-audit-command {
  color: var(--nbp-quiet);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
}

.nbp-refused {
  color: var(--nbp-bad);
  font-weight: 600;
}

.nbp-verdict {
  display: flex;
  flex: none;
  gap: 8px;
  margin: 8px 12px;
  padding: 8px 10px;
  max-height: 40%;
  overflow: auto;
  border: 1px solid var(--nbp-tone);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
}

.nbp-verdict > .nbp-icon {
  flex: none;
  color: var(--nbp-tone);
}

.nbp-verdict > .nbp-error-text {
  flex: 1;
}

.nbp-record {
  overflow: auto;
}

.nbp-record code {
  overflow-wrap: anywhere;
}
`,""]),t.d(n,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),o=t("./node_modules/css-loader/dist/runtime/api.js"),i=(t.n(o))()(r());i.push([e.id,`/* The parts of a version's page. */

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
`,""]),t.d(n,{},{A:i})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var n=[];return n.toString=function(){return this.map(function(n){var t="",s=void 0!==n[5];return n[4]&&(t+="@supports (".concat(n[4],") {")),n[2]&&(t+="@media ".concat(n[2]," {")),s&&(t+="@layer".concat(n[5].length>0?" ".concat(n[5]):""," {")),t+=e(n),s&&(t+="}"),n[2]&&(t+="}"),n[4]&&(t+="}"),t}).join("")},n.i=function(e,t,s,r,o){"string"==typeof e&&(e=[[null,e,void 0]]);var i={};if(s)for(var a=0;a<this.length;a++){var l=this[a][0];null!=l&&(i[l]=!0)}for(var d=0;d<e.length;d++){var c=[].concat(e[d]);s&&i[c[0]]||(void 0!==o&&(void 0===c[5]||(c[1]="@layer".concat(c[5].length>0?" ".concat(c[5]):""," {").concat(c[1],"}")),c[5]=o),t&&(c[2]&&(c[1]="@media ".concat(c[2]," {").concat(c[1],"}")),c[2]=t),r&&(c[4]?(c[1]="@supports (".concat(c[4],") {").concat(c[1],"}"),c[4]=r):c[4]="".concat(r)),n.push(c))}},n}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/version.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(s),o=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=t.n(o),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),c=t.n(d),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),p=t.n(u),h=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(h),b=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"),x={};x.styleTagTransform=m(),x.setAttributes=c(),x.insert=l().bind(null,"head"),x.domAPI=i(),x.insertStyleElement=p(),r()(b.A,x),b.A&&b.A.locals&&b.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var n=[];function t(e){for(var t=-1,s=0;s<n.length;s++)if(n[s].identifier===e){t=s;break}return t}function s(e,s){for(var r={},o=[],i=0;i<e.length;i++){var a=e[i],l=s.base?a[0]+s.base:a[0],d=r[l]||0,c="".concat(l," ").concat(d);r[l]=d+1;var u=t(c),p={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==u)n[u].references++,n[u].updater(p);else{var h=function(e,n){var t=n.domAPI(n);return t.update(e),function(n){n?(n.css!==e.css||n.media!==e.media||n.sourceMap!==e.sourceMap||n.supports!==e.supports||n.layer!==e.layer)&&t.update(e=n):t.remove()}}(p,s);s.byIndex=i,n.splice(i,0,{identifier:c,updater:h,references:1})}o.push(c)}return o}e.exports=function(e,r){var o=s(e=e||[],r=r||{});return function(e){e=e||[];for(var i=0;i<o.length;i++){var a=t(o[i]);n[a].references--}for(var l=s(e,r),d=0;d<o.length;d++){var c=t(o[d]);0===n[c].references&&(n[c].updater(),n.splice(c,1))}o=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var n={};e.exports=function(e,t){var s=function(e){if(void 0===n[e]){var t=document.querySelector(e);if(window.HTMLIFrameElement&&t instanceof window.HTMLIFrameElement)try{t=t.contentDocument.head}catch(e){t=null}n[e]=t}return n[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(t)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var n=document.createElement("style");return e.setAttributes(n,e.attributes),e.insert(n,e.options),n}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,n,t){e.exports=function(e){var n=t.nc;n&&e.setAttribute("nonce",n)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var n=e.insertStyleElement(e);return{update:function(t){var s,r,o;s="",t.supports&&(s+="@supports (".concat(t.supports,") {")),t.media&&(s+="@media ".concat(t.media," {")),(r=void 0!==t.layer)&&(s+="@layer".concat(t.layer.length>0?" ".concat(t.layer):""," {")),s+=t.css,r&&(s+="}"),t.media&&(s+="}"),t.supports&&(s+="}"),(o=t.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(o))))," */")),e.styleTagTransform(s,n,e.options)},remove:function(){var e;null===(e=n).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,n){if(n.styleSheet)n.styleSheet.cssText=e;else{for(;n.firstChild;)n.removeChild(n.firstChild);n.appendChild(document.createTextNode(e))}}}}]);