"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_chain_js-labextension_lib_pages_version_policy_js-labextension_style_p-9d7c05"],{"./labextension/lib/pages/chain.js"(e,n,t){var s=t("webpack/sharing/consume/default/react"),r=t("./labextension/lib/context.js");class i{constructor(e,n,t,s){this.live=e,this.path=n,this.query=t,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let n;e.length<this.wanted&&null!==n;){let t=this.live.page(this.path,{...this.query,[this.cursor]:n});e.push(t),this.ends.has(t)||this.ends.set(t,t.subscribe(()=>this.follow())),n=t.snapshot().data?.next??null}for(let[n,t]of this.ends)e.includes(n)||(t(),this.ends.delete(n));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let n=e.flatMap(({data:e})=>null===e?[]:[e]),t=n.length===e.length,s=t?n:this.now.pages,r=e.find(e=>e.error)?.error??null,i=e.some(e=>e.loading),o=t&&null!==n[n.length-1].next?this.more:null,a=this.now,l=s?.length===a.pages?.length&&s?.every((e,n)=>e===a.pages?.[n]);l&&r===a.error&&i===a.loading&&o===a.more||(this.now={pages:l?a.pages:s,error:r,loading:i,more:o},this.heard?.())}}function o(e,n,t){let o=(0,r.M_)(),a=JSON.stringify({store:(0,r.sy)(),...n}),l=(0,s.useMemo)(()=>new i(o,e,JSON.parse(a),t),[o,e,a,t]);return{...(0,s.useSyncExternalStore)(l.subscribe,l.snapshot),again:l.again}}function a(e){let n=(0,r.M_)(),t=(0,r.sy)(),i=JSON.stringify(e),[o,a]=(0,s.useMemo)(()=>{let e=JSON.parse(i).map(e=>n.page(e,{store:t})),s=[];return[n=>{let t=e.map(e=>e.subscribe(n));return()=>t.forEach(e=>e())},()=>{let n=e.map(e=>e.snapshot());return(n.length!==s.length||n.some((e,n)=>e!==s[n]))&&(s=n),s}]},[n,t,i]);return(0,s.useSyncExternalStore)(o,a)}function l(e,n=200){let[t,r]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let t=setTimeout(()=>r(e),n);return()=>clearTimeout(t)},[e,n]),t}t.d(n,{R_:()=>a,n$:()=>o,zL:()=>l})},"./labextension/lib/pages/version/policy.js"(e,n,t){var s=t("./node_modules/react/jsx-runtime.js");t("./labextension/style/version.css");var r=t("./labextension/lib/context.js"),i=t("./labextension/lib/kit/index.js");function o({policy:e}){let n=(0,r.mz)(),{data:t,error:l,again:p,loading:d}=e;if(l)return(0,s.jsx)(i.aV,{error:l,onRetry:p});if(!t)return d?(0,s.jsx)(i.y$,{}):null;let u=t.rules.filter(e=>e.unmet.length>0).length;return(0,s.jsxs)("div",{className:"nbp-rules",children:[(0,s.jsx)("p",{children:0===u?n.__("Every rule is met: you may approve it."):n._n("%1 rule is not met: you cannot approve it.","%1 rules are not met: you cannot approve it.",u)}),(0,s.jsx)("ul",{"aria-label":n.__("Rules for approval"),children:t.rules.map((e,n)=>(0,s.jsx)("li",{children:(0,s.jsx)(a,{rule:e})},n))}),(0,s.jsx)("p",{className:"nbp-quiet",children:t.source?n.__("Rules of %1 in %2.",t.group,t.source):n.__("There is no nbpipe.toml with rules for %1: what holds without one.",t.group)})]})}function a({rule:{about:e,text:n,unmet:t}}){var o,p;let d=(0,r.mz)(),u=0===t.length;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsxs)("span",{className:u?"nbp-rule nbp-is-succeeded":"nbp-rule nbp-is-failed",children:[(0,s.jsx)(i.In,{sign:u?"tick":"close",size:14,label:u?d.__("Met"):d.__("Not met")}),(0,s.jsxs)("span",{children:[(0,s.jsx)("span",{className:"nbp-quiet",children:(o=d,p=e,({"approved by":o.__("approved by"),"four eyes":o.__("four eyes"),metric:o.__("metric"),present:o.__("present"),champion:o.__("champion")})[p]??p)})," ",n]})]}),t.map((e,n)=>(0,s.jsx)(l,{finding:e},n))]})}function l({finding:{message:e,hint:n}}){return(0,s.jsxs)("p",{className:"nbp-unmet",children:[e,n&&(0,s.jsxs)("span",{className:"nbp-quiet",children:[" → ",n]})]})}t.d(n,{G:()=>l,i:()=>o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(r());o.push([e.id,`.nbp-view {
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
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"(e,n,t){var s=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=t.n(s),i=t("./node_modules/css-loader/dist/runtime/api.js"),o=(t.n(i))()(r());o.push([e.id,`/* The parts of a version's page. */

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

.nbp-commented input[type='text'] {
  width: 100%;
  max-width: 160px;
  min-height: 24px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-commented [aria-invalid='true'] {
  border-color: var(--nbp-bad) !important;
}

.nbp-root .nbp-wrong {
  color: var(--nbp-bad);
}

.nbp-check {
  display: flex;
  gap: 6px;
}

.nbp-check input {
  align-self: flex-start;
  margin: 2px 0;
  accent-color: var(--nbp-brand);
}

/* ---- a second run ---- */

.nbp-again {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 12px;
  align-items: center;
}

.nbp-commented .nbp-error,
.nbp-stages .nbp-error,
.nbp-reproduced .nbp-error,
.nbp-signature .nbp-error {
  margin: 0;
}
`,""]),t.d(n,{},{A:o})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var n=[];return n.toString=function(){return this.map(function(n){var t="",s=void 0!==n[5];return n[4]&&(t+="@supports (".concat(n[4],") {")),n[2]&&(t+="@media ".concat(n[2]," {")),s&&(t+="@layer".concat(n[5].length>0?" ".concat(n[5]):""," {")),t+=e(n),s&&(t+="}"),n[2]&&(t+="}"),n[4]&&(t+="}"),t}).join("")},n.i=function(e,t,s,r,i){"string"==typeof e&&(e=[[null,e,void 0]]);var o={};if(s)for(var a=0;a<this.length;a++){var l=this[a][0];null!=l&&(o[l]=!0)}for(var p=0;p<e.length;p++){var d=[].concat(e[p]);s&&o[d[0]]||(void 0!==i&&(void 0===d[5]||(d[1]="@layer".concat(d[5].length>0?" ".concat(d[5]):""," {").concat(d[1],"}")),d[5]=i),t&&(d[2]&&(d[1]="@media ".concat(d[2]," {").concat(d[1],"}")),d[2]=t),r&&(d[4]?(d[1]="@supports (".concat(d[4],") {").concat(d[1],"}"),d[4]=r):d[4]="".concat(r)),n.push(d))}},n}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/pages.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(s),i=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),p=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),d=t.n(p),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=t.n(u),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(m),b=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),f={};f.styleTagTransform=h(),f.setAttributes=d(),f.insert=l().bind(null,"head"),f.domAPI=o(),f.insertStyleElement=c(),r()(b.A,f),b.A&&b.A.locals&&b.A.locals},"./labextension/style/version.css"(e,n,t){var s=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=t.n(s),i=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=t.n(i),a=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(a),p=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),d=t.n(p),u=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=t.n(u),m=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),h=t.n(m),b=t("./node_modules/css-loader/dist/cjs.js!./labextension/style/version.css"),f={};f.styleTagTransform=h(),f.setAttributes=d(),f.insert=l().bind(null,"head"),f.domAPI=o(),f.insertStyleElement=c(),r()(b.A,f),b.A&&b.A.locals&&b.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var n=[];function t(e){for(var t=-1,s=0;s<n.length;s++)if(n[s].identifier===e){t=s;break}return t}function s(e,s){for(var r={},i=[],o=0;o<e.length;o++){var a=e[o],l=s.base?a[0]+s.base:a[0],p=r[l]||0,d="".concat(l," ").concat(p);r[l]=p+1;var u=t(d),c={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==u)n[u].references++,n[u].updater(c);else{var m=function(e,n){var t=n.domAPI(n);return t.update(e),function(n){n?(n.css!==e.css||n.media!==e.media||n.sourceMap!==e.sourceMap||n.supports!==e.supports||n.layer!==e.layer)&&t.update(e=n):t.remove()}}(c,s);s.byIndex=o,n.splice(o,0,{identifier:d,updater:m,references:1})}i.push(d)}return i}e.exports=function(e,r){var i=s(e=e||[],r=r||{});return function(e){e=e||[];for(var o=0;o<i.length;o++){var a=t(i[o]);n[a].references--}for(var l=s(e,r),p=0;p<i.length;p++){var d=t(i[p]);0===n[d].references&&(n[d].updater(),n.splice(d,1))}i=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var n={};e.exports=function(e,t){var s=function(e){if(void 0===n[e]){var t=document.querySelector(e);if(window.HTMLIFrameElement&&t instanceof window.HTMLIFrameElement)try{t=t.contentDocument.head}catch(e){t=null}n[e]=t}return n[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(t)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var n=document.createElement("style");return e.setAttributes(n,e.attributes),e.insert(n,e.options),n}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,n,t){e.exports=function(e){var n=t.nc;n&&e.setAttribute("nonce",n)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var n=e.insertStyleElement(e);return{update:function(t){var s,r,i;s="",t.supports&&(s+="@supports (".concat(t.supports,") {")),t.media&&(s+="@media ".concat(t.media," {")),(r=void 0!==t.layer)&&(s+="@layer".concat(t.layer.length>0?" ".concat(t.layer):""," {")),s+=t.css,r&&(s+="}"),t.media&&(s+="}"),t.supports&&(s+="}"),(i=t.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(s,n,e.options)},remove:function(){var e;null===(e=n).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,n){if(n.styleSheet)n.styleSheet.cssText=e;else{for(;n.firstChild;)n.removeChild(n.firstChild);n.appendChild(document.createTextNode(e))}}}}]);