"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_models_js"],{"./labextension/lib/pages/chain.js"(e,n,t){var s=t("webpack/sharing/consume/default/react"),i=t("./labextension/lib/context.js");class r{constructor(e,n,t,s){this.live=e,this.path=n,this.query=t,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let n;e.length<this.wanted&&null!==n;){let t=this.live.page(this.path,{...this.query,[this.cursor]:n});e.push(t),this.ends.has(t)||this.ends.set(t,t.subscribe(()=>this.follow())),n=t.snapshot().data?.next??null}for(let[n,t]of this.ends)e.includes(n)||(t(),this.ends.delete(n));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let n=e.flatMap(({data:e})=>null===e?[]:[e]),t=n.length===e.length,s=t?n:this.now.pages,i=e.find(e=>e.error)?.error??null,r=e.some(e=>e.loading),o=t&&null!==n[n.length-1].next?this.more:null,a=this.now,l=s?.length===a.pages?.length&&s?.every((e,n)=>e===a.pages?.[n]);l&&i===a.error&&r===a.loading&&o===a.more||(this.now={pages:l?a.pages:s,error:i,loading:r,more:o},this.heard?.())}}function o(e,n,t){let o=(0,i.M_)(),a=JSON.stringify({store:(0,i.sy)(),...n}),l=(0,s.useMemo)(()=>new r(o,e,JSON.parse(a),t),[o,e,a,t]);return{...(0,s.useSyncExternalStore)(l.subscribe,l.snapshot),again:l.again}}function a(e){let n=(0,i.M_)(),t=(0,i.sy)(),r=JSON.stringify(e),[o,a]=(0,s.useMemo)(()=>{let e=JSON.parse(r).map(e=>n.page(e,{store:t})),s=[];return[n=>{let t=e.map(e=>e.subscribe(n));return()=>t.forEach(e=>e())},()=>{let n=e.map(e=>e.snapshot());return(n.length!==s.length||n.some((e,n)=>e!==s[n]))&&(s=n),s}]},[n,t,r]);return(0,s.useSyncExternalStore)(o,a)}function l(e,n=200){let[t,i]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let t=setTimeout(()=>i(e),n);return()=>clearTimeout(t)},[e,n]),t}t.d(n,{R_:()=>a,n$:()=>o,zL:()=>l})},"./labextension/lib/pages/endpoints.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js"),i=t("./labextension/lib/kit/index.js"),r=t("./labextension/lib/context.js");function o({uses:e}){let n=(0,r.mz)();return e.length?(0,s.jsx)("span",{title:d(n),children:e.map(({endpoint:e,deployment:t,variant:r,share:o})=>{let a=n.__("%1, variant %2, %3 %",e,r,p(o)),l=`endpoint:${e}:${String(t)}`;return(0,s.jsx)("span",{className:"nbp-made",children:(0,s.jsx)(i.N_,{to:{kind:"lineage",ref:l},children:a})},`${e} ${r}`)})}):null}function a(){let e=(0,r.mz)(),n=(0,r.N5)("endpoints"),t=n.data?.rows??[];if(!t.length)return null;let i=n.data?.next?"+":"";return(0,s.jsxs)("details",{className:"nbp-endpoints",children:[(0,s.jsxs)("summary",{children:[e.__("Endpoints")," ",(0,s.jsxs)("span",{className:"nbp-quiet",children:[String(t.length)+i," \xb7 ",d(e)]})]}),(0,s.jsx)("table",{className:"nbp-metrics","aria-label":e.__("Endpoints"),children:(0,s.jsx)("tbody",{children:t.map(e=>(0,s.jsx)(l,{row:e},e.name))})})]})}function l({row:{name:e,current:n}}){let t=(0,r.mz)(),o=`endpoint:${e}:${String(n.number)}`;return(0,s.jsxs)("tr",{children:[(0,s.jsx)("th",{scope:"row",children:(0,s.jsx)(i.N_,{to:{kind:"lineage",ref:o},children:e})}),(0,s.jsx)("td",{children:n.variants.map(({name:e,group:n,version:t,share:r,status:o})=>(0,s.jsxs)("span",{className:"nbp-made",title:o,children:[e," ",(0,s.jsxs)(i.N_,{to:{kind:"model",group:n,version:t},children:[n,":",String(t)]})," ",p(r)," %"]},e))}),(0,s.jsxs)("td",{className:"nbp-quiet",title:n.comment,children:[t.__("by %1",n.by)," ",(0,s.jsx)(i.gX,{at:n.at})]})]})}function d(e){return e.__("recorded, not served yet")}function p(e){return null===e?"–":String(Number((100*e).toPrecision(3)))}t.d(n,{eu:()=>a,mQ:()=>o})},"./labextension/lib/pages/models.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js"),i=t("webpack/sharing/consume/default/react");t("./labextension/style/pages.css"),t("./labextension/style/registry.css");var r=t("./labextension/lib/context.js"),o=t("./labextension/lib/kit/index.js"),a=t("./labextension/lib/words.js"),l=t("./labextension/lib/pages/chain.js"),d=t("./labextension/lib/pages/endpoints.js"),p=t("./labextension/lib/pages/stores.js");function c(){return(0,s.jsx)(p.X,{children:e=>(0,s.jsx)(u,{children:e})})}function u({children:e}){var n;let t=(0,r.mz)(),a=(0,r.KT)(),[p,c]=(0,i.useState)(""),h=(0,l.zL)(p.trim()),x=(0,l.n$)("models",{search:h},"after"),b=x.pages?.flatMap(e=>e.rows)??null;return(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)(o.M7,{label:t.__("Models"),children:[(0,s.jsx)(o.vj,{value:p,onChange:c,label:t.__("Search models")}),e]}),(0,s.jsx)(d.eu,{}),x.error&&(0,s.jsx)(o.aV,{error:x.error,onRetry:x.again}),null===b?x.loading&&(0,s.jsx)(o.y$,{}):b.length?(0,s.jsx)(o.XI,{label:t.__("Models"),columns:[{id:"name",title:(n=t).__("Model"),by:e=>e.name,render:e=>(0,s.jsx)("span",{title:e.description||e.name,children:e.name})},{id:"waiting",title:n.__("To decide"),by:e=>e.waiting,width:"92px",render:e=>e.waiting>0&&(0,s.jsxs)("span",{className:"nbp-mark",title:n._n("%1 version waits for approval","%1 versions wait for approval",e.waiting),children:[(0,s.jsx)(o.kW,{status:"Waiting",type:"Callback",silent:!0}),e.waiting]})},{id:"champion",title:n.__("Champion"),by:e=>e.champion?.version??null,render:e=>(0,s.jsx)(m,{row:e})},{id:"latest",title:n.__("Newest"),render:e=>e.latest&&(0,s.jsxs)("span",{className:"nbp-inline",children:[(0,s.jsxs)(o.N_,{to:{kind:"model",group:e.name,version:e.latest.version},children:["v",e.latest.version]}),(0,s.jsx)(o.xf,{status:e.latest.status})]})},{id:"made",title:n.__("Registered"),by:e=>e.latest?.created_at??null,width:"112px",render:e=>(0,s.jsx)(o.gX,{at:e.latest?.created_at??null})},{id:"versions",title:n.__("Versions"),by:e=>e.versions,align:"end",width:"80px",render:e=>e.versions}],rows:b,id:e=>e.name,onOpen:a.opens("model")?e=>a.open({kind:"model",group:e.name}):void 0,onMore:x.more}):h?(0,s.jsx)(o.Sv,{title:t.__("No model is called %1",h)}):(0,s.jsx)(o.Sv,{title:t.__("No models yet"),command:"%%step register --type Register --model model --group churn",children:t.__("A model gets here when a pipeline registers it. Add a step such as:")})]})}function m({row:e}){let{champion:n}=e;if(!n)return(0,s.jsx)("span",{className:"nbp-quiet",children:"–"});let t=Object.entries(n.metrics).at(0);return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)(o.N_,{to:{kind:"model",group:e.name,version:n.version},children:["v",n.version]}),t&&(0,s.jsxs)("span",{className:"nbp-quiet nbp-number",title:String(t[1]),children:[" ",t[0]," ",(0,a.vm)(t[1])]})]})}t.d(n,{ModelsView:()=>c})},"./labextension/lib/pages/stores.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js"),i=t("webpack/sharing/consume/default/react"),r=t("./labextension/lib/context.js"),o=t("./labextension/lib/kit/index.js");function a({children:e}){let n=(0,r.M_)(),t=(0,r.KT)(),o=(0,r.sy)(),d=(0,r.N5)(o?null:"hello"),[p,c]=(0,i.useState)(""),{data:u,again:m}=d,h=u?.stores.filter(e=>e.exists)??[],x=null!==u&&0===h.length;if((0,i.useEffect)(()=>{if(!x)return;let e=setInterval(m,1e4);return()=>clearInterval(e)},[x,m]),o)return(0,s.jsx)(s.Fragment,{children:e(null)});if(!u&&!d.error)return null;let b=p||function(e){if(!e)return"";let n=e.stores.filter(e=>e.exists);return!n.length||n.some(n=>n.path===e.store)?e.store:n.reduce((e,n)=>n.executions>e.executions?n:e).path}(u);return(0,s.jsx)(r.Provide,{live:n,host:t,store:b,children:e(h.length>1?(0,s.jsx)(l,{stores:h,store:b,onChoose:c}):null)})}function l({stores:e,store:n,onChoose:t}){let i=(0,r.mz)(),a=e.find(e=>e.path===n)?.problem;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(o.l6,{label:i.__("Store"),value:n,options:e.map(e=>[e.path,i.__("%1 (%2)",e.path.replace(/\/?\.nbpipe$/,"")||i.__("This folder"),e.executions)]),onChange:t}),a&&(0,s.jsx)(o.aV,{error:{message:a}})]})}t.d(n,{X:()=>a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=t.n(s),r=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(r))()(i());o.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=t.n(s),r=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(r))()(i());o.push([e.id,`.nbp-scrolls {
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
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var n=[];return n.toString=function(){return this.map(function(n){var t="",s=void 0!==n[5];return n[4]&&(t+="@supports (".concat(n[4],") {")),n[2]&&(t+="@media ".concat(n[2]," {")),s&&(t+="@layer".concat(n[5].length>0?" ".concat(n[5]):""," {")),t+=e(n),s&&(t+="}"),n[2]&&(t+="}"),n[4]&&(t+="}"),t}).join("")},n.i=function(e,t,s,i,r){"string"==typeof e&&(e=[[null,e,void 0]]);var o={};if(s)for(var a=0;a<this.length;a++){var l=this[a][0];null!=l&&(o[l]=!0)}for(var d=0;d<e.length;d++){var p=[].concat(e[d]);s&&o[p[0]]||(void 0!==r&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=r),t&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=t),i&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=i):p[4]="".concat(i)),n.push(p))}},n}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/pages.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=t.n(s),r=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(r),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(m),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),b={};b.styleTagTransform=h(),b.setAttributes=p(),b.insert=l().bind(null,"head"),b.domAPI=o(),b.insertStyleElement=u(),i()(x.A,b),x.A&&x.A.locals&&x.A.locals},"./labextension/style/registry.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=t.n(s),r=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(r),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),d=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(d),c=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=t.n(c),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(m),x=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/registry.css"),b={};b.styleTagTransform=h(),b.setAttributes=p(),b.insert=l().bind(null,"head"),b.domAPI=o(),b.insertStyleElement=u(),i()(x.A,b),x.A&&x.A.locals&&x.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var n=[];function t(e){for(var t=-1,s=0;s<n.length;s++)if(n[s].identifier===e){t=s;break}return t}function s(e,s){for(var i={},r=[],o=0;o<e.length;o++){var a=e[o],l=s.base?a[0]+s.base:a[0],d=i[l]||0,p="".concat(l," ").concat(d);i[l]=d+1;var c=t(p),u={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==c)n[c].references++,n[c].updater(u);else{var m=function(e,n){var t=n.domAPI(n);return t.update(e),function(n){n?(n.css!==e.css||n.media!==e.media||n.sourceMap!==e.sourceMap||n.supports!==e.supports||n.layer!==e.layer)&&t.update(e=n):t.remove()}}(u,s);s.byIndex=o,n.splice(o,0,{identifier:p,updater:m,references:1})}r.push(p)}return r}e.exports=function(e,i){var r=s(e=e||[],i=i||{});return function(e){e=e||[];for(var o=0;o<r.length;o++){var a=t(r[o]);n[a].references--}for(var l=s(e,i),d=0;d<r.length;d++){var p=t(r[d]);0===n[p].references&&(n[p].updater(),n.splice(p,1))}r=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var n={};e.exports=function(e,t){var s=function(e){if(void 0===n[e]){var t=document.querySelector(e);if(window.HTMLIFrameElement&&t instanceof window.HTMLIFrameElement)try{t=t.contentDocument.head}catch(e){t=null}n[e]=t}return n[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(t)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var n=document.createElement("style");return e.setAttributes(n,e.attributes),e.insert(n,e.options),n}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,n,t){e.exports=function(e){var n=t.nc;n&&e.setAttribute("nonce",n)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var n=e.insertStyleElement(e);return{update:function(t){var s,i,r;s="",t.supports&&(s+="@supports (".concat(t.supports,") {")),t.media&&(s+="@media ".concat(t.media," {")),(i=void 0!==t.layer)&&(s+="@layer".concat(t.layer.length>0?" ".concat(t.layer):""," {")),s+=t.css,i&&(s+="}"),t.media&&(s+="}"),t.supports&&(s+="}"),(r=t.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(r))))," */")),e.styleTagTransform(s,n,e.options)},remove:function(){var e;null===(e=n).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,n){if(n.styleSheet)n.styleSheet.cssText=e;else{for(;n.firstChild;)n.removeChild(n.firstChild);n.appendChild(document.createTextNode(e))}}}}]);