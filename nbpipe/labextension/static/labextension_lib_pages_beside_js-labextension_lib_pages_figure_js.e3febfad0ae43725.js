"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_beside_js-labextension_lib_pages_figure_js"],{"./labextension/lib/pages/beside.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),r=n("webpack/sharing/consume/default/react");n("./labextension/style/compare.css");var i=n("./labextension/lib/context.js"),a=n("./labextension/lib/kit/index.js"),o=n("./labextension/lib/pages/compared.js"),l=n("./labextension/lib/pages/said.js");function d({label:e,columns:t,sections:n}){let a=(0,i.mz)(),[l,c]=(0,r.useState)(new Set),u=t.length+1;return(0,s.jsx)("div",{className:"nbp-beside",role:"region","aria-label":e,tabIndex:0,children:(0,s.jsxs)("table",{"aria-label":e,style:{minWidth:180+160*t.length},children:[(0,s.jsxs)("colgroup",{children:[(0,s.jsx)("col",{className:"nbp-beside-names"}),t.map(e=>(0,s.jsx)("col",{},e.id))]}),(0,s.jsx)("thead",{children:(0,s.jsxs)("tr",{children:[(0,s.jsx)("td",{}),t.map(e=>(0,s.jsx)("th",{scope:"col",children:e.head},e.id))]})}),n.map(({id:e,title:t,rows:n,render:r,below:i,none:d})=>{let{differ:b,equal:m}=(0,o.vx)(n),f=l.has(e);return(0,s.jsxs)("tbody",{children:[(0,s.jsx)("tr",{className:"nbp-beside-title",children:(0,s.jsx)("th",{colSpan:u,scope:"rowgroup",children:(0,s.jsx)("span",{children:t})})}),b.map(e=>(0,s.jsx)(p,{row:e,render:r},e.name)),i&&(0,s.jsx)("tr",{className:"nbp-beside-below",children:(0,s.jsx)("td",{colSpan:u,children:i})}),m.length>0&&(0,s.jsx)("tr",{className:"nbp-beside-equal",children:(0,s.jsx)("td",{colSpan:u,children:(0,s.jsx)("button",{type:"button","aria-expanded":f,onClick:()=>{let t;!(t=new Set(l)).delete(e)&&t.add(e),c(t)},children:a._n("%1 equal row","%1 equal rows",m.length)})})}),f&&m.map(e=>(0,s.jsx)(p,{row:e,render:r},e.name)),!n.length&&!i&&(0,s.jsx)("tr",{children:(0,s.jsx)("td",{colSpan:u,className:"nbp-quiet",children:d??a.__("None.")})})]},e)})]})})}function p({row:e,render:t}){let n=(0,i.mz)();return(0,s.jsxs)("tr",{className:e.same?void 0:"nbp-beside-differs",children:[(0,s.jsxs)("th",{scope:"row",title:e.name,children:[!e.same&&(0,s.jsx)("span",{className:"nbp-beside-mark",role:"img",title:n.__("Differs"),"aria-label":n.__("Differs"),children:"≠"}),e.name]}),e.values.map((i,a)=>(0,s.jsx)("td",{children:(0,s.jsxs)(r.Fragment,{children:[t?t(i,e,a):(0,s.jsx)(c,{value:i}),e.best===a&&(0,s.jsxs)("span",{className:"nbp-best",role:"img",title:n.__("Best"),"aria-label":n.__("Best"),children:[" ","★"]})]})},a))]})}function c({value:e}){let t=(0,l.a)(e);return(0,s.jsx)("span",{className:"nbp-beside-value",title:"number"==typeof e?String(e):t,children:t})}function u(e,t,n){return"string"!=typeof e?(0,s.jsx)(c,{value:e}):(0,s.jsxs)(s.Fragment,{children:[!t.same&&(0,s.jsx)("span",{className:"nbp-letter",children:(0,o.Mm)(t.values)[n]}),(0,s.jsx)(a.Id,{id:e})]})}n.d(t,{b:()=>u,n:()=>d})},"./labextension/lib/pages/compared.js"(e,t,n){function s(e){return{differ:e.filter(e=>!e.same),equal:e.filter(e=>e.same)}}let r=/loss|error|rmse|mse|mae|mape|deviance|regret|perplexity|latency|seconds|brier|(^|[^a-z])time($|[^a-z])/i;function i(e){return r.test(e)?"min":"max"}function a({name:e,values:t,best:n}){if(null===n)return i(e);let s=t.filter(e=>"number"==typeof e);return t[n]===Math.max(...s)?"max":"min"}function o(e,t){let n=t.flatMap((e,t)=>"number"==typeof e&&Number.isFinite(e)?[{value:e,index:t}]:[]);if(new Set(n.map(({value:e})=>e)).size<2)return null;let s="max"===i(e)?1:-1;return n.reduce((e,t)=>s*t.value>s*e.value?t:e).index}function l(e,t=()=>null){return[...new Set(e.flatMap(e=>Object.keys(e)))].map(n=>{let s=e.map(e=>e[n]??null),r=e.every(e=>n in e)&&s.every(e=>(function e(t,n){if(null===t||null===n||"object"!=typeof t||"object"!=typeof n)return t===n;let[s,r]=[Object.entries(t),new Map(Object.entries(n))];return Array.isArray(t)===Array.isArray(n)&&s.length===r.size&&s.every(([t,n])=>r.has(t)&&e(n,r.get(t)))})(e,s[0]));return{name:n,values:s,same:r,best:r?null:t(n,s)}})}function d(e){let t=[];return e.map(e=>{if(null===e)return"";let n=JSON.stringify(e);return t.includes(n)||t.push(n),String.fromCharCode(65+t.indexOf(n)%26)})}n.d(t,{JF:()=>i,Mm:()=>d,RO:()=>l,Ui:()=>o,_e:()=>a,vx:()=>s})},"./labextension/lib/pages/figure.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),r=n("webpack/sharing/consume/default/react");n("./labextension/style/pages.css");var i=n("./labextension/lib/api.js"),a=n("./labextension/lib/context.js"),o=n("./labextension/lib/kit/index.js");function l({artifact:e,label:t,gone:n=!1}){let d=(0,a.mz)(),p=(0,a.gf)(),c=(0,a.sy)(),{digest:u,preview:b,media_type:m,size:f}=e,x=m.startsWith("image/"),h="image"===b.kind&&"string"==typeof b.data&&"string"==typeof b.media_type?`data:${b.media_type};base64,${b.data}`:null,[g,y]=(0,r.useState)(null),j=(0,a.y3)(async()=>{let e=await p.bytes((0,i.wE)`artifacts/${u}/content`,{store:c});y(URL.createObjectURL(e))});(0,r.useEffect)(()=>()=>{g&&URL.revokeObjectURL(g)},[g]);let{run:v}=j,_=x&&null===h&&!n;(0,r.useEffect)(()=>{_&&v()},[_,v]);let w=g??h;return(0,s.jsxs)("figure",{className:"nbp-figure",children:[null!==w&&(0,s.jsx)("img",{src:w,alt:t,className:g?"nbp-figure-whole":void 0}),null===w&&!x&&"string"==typeof b.text&&(0,s.jsx)("pre",{children:b.text}),(0,s.jsxs)("figcaption",{children:[t," ",n?(0,s.jsx)("span",{className:"nbp-quiet",children:d.__("the file is not in the store any more")}):x&&null!==h&&!g?(0,s.jsx)(o.$n,{busy:j.busy,onClick:()=>void v(),children:d.__("Full size")}):(0,s.jsx)("span",{className:"nbp-quiet",children:(0,s.jsx)(o.Ix,{size:f})})]}),j.error&&(0,s.jsx)(o.aV,{error:j.error,onRetry:()=>void v()})]})}n.d(t,{D:()=>l})},"./labextension/lib/pages/said.js"(e,t,n){var s=n("./labextension/lib/words.js");function r(e){return null==e?"–":"number"==typeof e?(0,s.vm)(e):"string"==typeof e?e:JSON.stringify(e)}n.d(t,{a:()=>r})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=n.n(s),i=n("./node_modules/css-loader/dist/runtime/api.js"),a=(n.n(i))()(r());a.push([e.id,`.nbp-beside {
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
`,""]),n.d(t,{},{A:a})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",s=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),s&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),s&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,s,r,i){"string"==typeof e&&(e=[[null,e,void 0]]);var a={};if(s)for(var o=0;o<this.length;o++){var l=this[o][0];null!=l&&(a[l]=!0)}for(var d=0;d<e.length;d++){var p=[].concat(e[d]);s&&a[p[0]]||(void 0!==i&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=i),n&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=n),r&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=r):p[4]="".concat(r)),t.push(p))}},t}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/compare.css"(e,t,n){var s=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),r=n.n(s),i=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=n.n(i),o=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=n.n(o),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(d),c=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=n.n(c),b=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=n.n(b),f=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/compare.css"),x={};x.styleTagTransform=m(),x.setAttributes=p(),x.insert=l().bind(null,"head"),x.domAPI=a(),x.insertStyleElement=u(),r()(f.A,x),f.A&&f.A.locals&&f.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var t=[];function n(e){for(var n=-1,s=0;s<t.length;s++)if(t[s].identifier===e){n=s;break}return n}function s(e,s){for(var r={},i=[],a=0;a<e.length;a++){var o=e[a],l=s.base?o[0]+s.base:o[0],d=r[l]||0,p="".concat(l," ").concat(d);r[l]=d+1;var c=n(p),u={css:o[1],media:o[2],sourceMap:o[3],supports:o[4],layer:o[5]};if(-1!==c)t[c].references++,t[c].updater(u);else{var b=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(u,s);s.byIndex=a,t.splice(a,0,{identifier:p,updater:b,references:1})}i.push(p)}return i}e.exports=function(e,r){var i=s(e=e||[],r=r||{});return function(e){e=e||[];for(var a=0;a<i.length;a++){var o=n(i[a]);t[o].references--}for(var l=s(e,r),d=0;d<i.length;d++){var p=n(i[d]);0===t[p].references&&(t[p].updater(),t.splice(p,1))}i=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var t={};e.exports=function(e,n){var s=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(n)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var s,r,i;s="",n.supports&&(s+="@supports (".concat(n.supports,") {")),n.media&&(s+="@media ".concat(n.media," {")),(r=void 0!==n.layer)&&(s+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),s+=n.css,r&&(s+="}"),n.media&&(s+="}"),n.supports&&(s+="}"),(i=n.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(s,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);