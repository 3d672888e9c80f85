"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_chain_js-labextension_lib_pages_compared_js-labextension_lib_pages_sai-c8efa9"],{"./labextension/lib/pages/chain.js"(e,t,n){var s=n("webpack/sharing/consume/default/react"),r=n("./labextension/lib/context.js");class i{constructor(e,t,n,s){this.live=e,this.path=t,this.query=n,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let t;e.length<this.wanted&&null!==t;){let n=this.live.page(this.path,{...this.query,[this.cursor]:t});e.push(n),this.ends.has(n)||this.ends.set(n,n.subscribe(()=>this.follow())),t=n.snapshot().data?.next??null}for(let[t,n]of this.ends)e.includes(t)||(n(),this.ends.delete(t));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let t=e.flatMap(({data:e})=>null===e?[]:[e]),n=t.length===e.length,s=n?t:this.now.pages,r=e.find(e=>e.error)?.error??null,i=e.some(e=>e.loading),o=n&&null!==t[t.length-1].next?this.more:null,a=this.now,l=s?.length===a.pages?.length&&s?.every((e,t)=>e===a.pages?.[t]);l&&r===a.error&&i===a.loading&&o===a.more||(this.now={pages:l?a.pages:s,error:r,loading:i,more:o},this.heard?.())}}function o(e,t,n){let o=(0,r.M_)(),a=JSON.stringify({store:(0,r.sy)(),...t}),l=(0,s.useMemo)(()=>new i(o,e,JSON.parse(a),n),[o,e,a,n]);return{...(0,s.useSyncExternalStore)(l.subscribe,l.snapshot),again:l.again}}function a(e){let t=(0,r.M_)(),n=(0,r.sy)(),i=JSON.stringify(e),[o,a]=(0,s.useMemo)(()=>{let e=JSON.parse(i).map(e=>t.page(e,{store:n})),s=[];return[t=>{let n=e.map(e=>e.subscribe(t));return()=>n.forEach(e=>e())},()=>{let t=e.map(e=>e.snapshot());return(t.length!==s.length||t.some((e,t)=>e!==s[t]))&&(s=t),s}]},[t,n,i]);return(0,s.useSyncExternalStore)(o,a)}function l(e,t=200){let[n,r]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let n=setTimeout(()=>r(e),t);return()=>clearTimeout(n)},[e,t]),n}n.d(t,{R_:()=>a,n$:()=>o,zL:()=>l})},"./labextension/lib/pages/compared.js"(e,t,n){function s(e){return{differ:e.filter(e=>!e.same),equal:e.filter(e=>e.same)}}let r=/loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(^|[^a-z])time($|[^a-z])/i;function i(e){return r.test(e)?"min":"max"}function o({name:e,values:t,best:n}){if(null===n)return i(e);let s=t.filter(e=>"number"==typeof e);return t[n]===Math.max(...s)?"max":"min"}function a(e,t){let n=t.flatMap((e,t)=>"number"==typeof e&&Number.isFinite(e)?[{value:e,index:t}]:[]);if(new Set(n.map(({value:e})=>e)).size<2)return null;let s="max"===i(e)?1:-1;return n.reduce((e,t)=>s*t.value>s*e.value?t:e).index}function l(e,t=()=>null){return[...new Set(e.flatMap(e=>Object.keys(e)))].map(n=>{let s=e.map(e=>e[n]??null),r=e.every(e=>n in e)&&s.every(e=>(function e(t,n){if(null===t||null===n||"object"!=typeof t||"object"!=typeof n)return t===n;let[s,r]=[Object.entries(t),new Map(Object.entries(n))];return Array.isArray(t)===Array.isArray(n)&&s.length===r.size&&s.every(([t,n])=>r.has(t)&&e(n,r.get(t)))})(e,s[0]));return{name:n,values:s,same:r,best:r?null:t(n,s)}})}function u(e){let t=[];return e.map(e=>{if(null===e)return"";let n=JSON.stringify(e);return t.includes(n)||t.push(n),String.fromCharCode(65+t.indexOf(n)%26)})}function p(e){let t=new Map;for(let n of e){let e=t.get(n.pipeline);e?e.push(n):t.set(n.pipeline,[n])}let n=new Map;for(let e of t.values()){let t=new Set(l(e.map(e=>e.parameters)).flatMap(e=>e.same?[]:[e.name]));for(let s of e)n.set(s.id,Object.entries(s.parameters).filter(([e])=>t.has(e)))}return n}n.d(t,{JF:()=>i,Mm:()=>u,RO:()=>l,Ui:()=>a,_e:()=>o,gM:()=>p,vx:()=>s})},"./labextension/lib/pages/said.js"(e,t,n){var s=n("./labextension/lib/words.js");function r(e){return null==e?"–":"number"==typeof e?(0,s.vm)(e):"string"==typeof e?e:JSON.stringify(e)}n.d(t,{a:()=>r})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=n.n(s),i=n("./node_modules/css-loader/dist/runtime/api.js"),o=(n.n(i))()(r());o.push([e.id,`.nbp-view {
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
`,""]),n.d(t,{},{A:o})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",s=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),s&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),s&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,s,r,i){"string"==typeof e&&(e=[[null,e,void 0]]);var o={};if(s)for(var a=0;a<this.length;a++){var l=this[a][0];null!=l&&(o[l]=!0)}for(var u=0;u<e.length;u++){var p=[].concat(e[u]);s&&o[p[0]]||(void 0!==i&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=i),n&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=n),r&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=r):p[4]="".concat(r)),t.push(p))}},t}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/pages.css"(e,t,n){var s=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=n.n(s),i=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=n.n(i),a=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=n.n(a),u=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(u),d=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=n.n(d),f=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=n.n(f),h=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),y={};y.styleTagTransform=m(),y.setAttributes=p(),y.insert=l().bind(null,"head"),y.domAPI=o(),y.insertStyleElement=c(),r()(h.A,y),h.A&&h.A.locals&&h.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var t=[];function n(e){for(var n=-1,s=0;s<t.length;s++)if(t[s].identifier===e){n=s;break}return n}function s(e,s){for(var r={},i=[],o=0;o<e.length;o++){var a=e[o],l=s.base?a[0]+s.base:a[0],u=r[l]||0,p="".concat(l," ").concat(u);r[l]=u+1;var d=n(p),c={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==d)t[d].references++,t[d].updater(c);else{var f=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(c,s);s.byIndex=o,t.splice(o,0,{identifier:p,updater:f,references:1})}i.push(p)}return i}e.exports=function(e,r){var i=s(e=e||[],r=r||{});return function(e){e=e||[];for(var o=0;o<i.length;o++){var a=n(i[o]);t[a].references--}for(var l=s(e,r),u=0;u<i.length;u++){var p=n(i[u]);0===t[p].references&&(t[p].updater(),t.splice(p,1))}i=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var t={};e.exports=function(e,n){var s=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(n)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var s,r,i;s="",n.supports&&(s+="@supports (".concat(n.supports,") {")),n.media&&(s+="@media ".concat(n.media," {")),(r=void 0!==n.layer)&&(s+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),s+=n.css,r&&(s+="}"),n.media&&(s+="}"),n.supports&&(s+="}"),(i=n.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(s,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);