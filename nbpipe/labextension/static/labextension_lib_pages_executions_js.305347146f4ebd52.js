"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_pages_executions_js"],{"./labextension/lib/pages/chain.js"(e,t,n){var s=n("webpack/sharing/consume/default/react"),i=n("./labextension/lib/context.js");class r{constructor(e,t,n,s){this.live=e,this.path=t,this.query=n,this.cursor=s,this.subscribe=e=>(this.heard=e,this.follow(),()=>{this.heard=null,this.ends.forEach(e=>e()),this.ends.clear()}),this.snapshot=()=>this.now,this.again=()=>{for(let e of this.ends.keys())e.again()},this.more=()=>{this.wanted+=1,this.follow()},this.now={pages:null,error:null,loading:!0,more:null},this.wanted=1,this.following=!1,this.heard=null,this.ends=new Map}follow(){if(!this.heard||this.following)return;this.following=!0;let e=[];for(let t;e.length<this.wanted&&null!==t;){let n=this.live.page(this.path,{...this.query,[this.cursor]:t});e.push(n),this.ends.has(n)||this.ends.set(n,n.subscribe(()=>this.follow())),t=n.snapshot().data?.next??null}for(let[t,n]of this.ends)e.includes(t)||(n(),this.ends.delete(t));this.following=!1,this.show(e.map(e=>e.snapshot()))}show(e){let t=e.flatMap(({data:e})=>null===e?[]:[e]),n=t.length===e.length,s=n?t:this.now.pages,i=e.find(e=>e.error)?.error??null,r=e.some(e=>e.loading),o=n&&null!==t[t.length-1].next?this.more:null,l=this.now,a=s?.length===l.pages?.length&&s?.every((e,t)=>e===l.pages?.[t]);a&&i===l.error&&r===l.loading&&o===l.more||(this.now={pages:a?l.pages:s,error:i,loading:r,more:o},this.heard?.())}}function o(e,t,n){let o=(0,i.M_)(),l=JSON.stringify({store:(0,i.sy)(),...t}),a=(0,s.useMemo)(()=>new r(o,e,JSON.parse(l),n),[o,e,l,n]);return{...(0,s.useSyncExternalStore)(a.subscribe,a.snapshot),again:a.again}}function l(e){let t=(0,i.M_)(),n=(0,i.sy)(),r=JSON.stringify(e),[o,l]=(0,s.useMemo)(()=>{let e=JSON.parse(r).map(e=>t.page(e,{store:n})),s=[];return[t=>{let n=e.map(e=>e.subscribe(t));return()=>n.forEach(e=>e())},()=>{let t=e.map(e=>e.snapshot());return(t.length!==s.length||t.some((e,t)=>e!==s[t]))&&(s=t),s}]},[t,n,r]);return(0,s.useSyncExternalStore)(o,l)}function a(e,t=200){let[n,i]=(0,s.useState)(e);return(0,s.useEffect)(()=>{let n=setTimeout(()=>i(e),t);return()=>clearTimeout(n)},[e,t]),n}n.d(t,{R_:()=>l,n$:()=>o,zL:()=>a})},"./labextension/lib/pages/executions.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),i=n("webpack/sharing/consume/default/react");n("./labextension/style/lists.css"),n("./labextension/style/pages.css");var r=n("./labextension/lib/context.js"),o=n("./labextension/lib/kit/index.js"),l=n("./labextension/lib/pages/chain.js"),a=n("./labextension/lib/pages/said.js"),d=n("./labextension/lib/pages/stores.js");let p=["Executing","Waiting","Succeeded","Failed","Stopped","Stopping"];function c({pipeline:e}){return(0,s.jsx)(d.X,{children:t=>(0,s.jsx)(u,{pipeline:e,children:t})})}function u({pipeline:e,children:t}){let n=(0,r.mz)(),d=(0,r.KT)(),[c,h]=(0,i.useState)(""),[b,x]=(0,i.useState)(""),[m,g]=(0,i.useState)(e??"");(0,i.useEffect)(()=>g(e??""),[e]);let[f,y]=(0,i.useState)(new Set),_=(0,l.zL)(c.trim()),v=(0,l.n$)("executions",{pipeline:m,search:_,status:b},"before"),j=(0,i.useMemo)(()=>v.pages?.flatMap(e=>e.rows)??null,[v.pages]),w=(0,i.useMemo)(()=>{var e;return[{id:"status",title:(e=n).__("Status"),by:e=>e.status,width:"112px",render:e=>(0,s.jsx)("span",{title:e.failure||void 0,children:(0,s.jsx)(o.oy,{status:e.status})})},{id:"pipeline",title:e.__("Pipeline"),by:e=>e.pipeline,render:t=>(0,s.jsxs)("span",{title:t.pipeline,children:[t.pipeline," ",(0,s.jsxs)("span",{className:"nbp-quiet",children:["v",t.version]}),t.parent_step&&(0,s.jsxs)("span",{className:"nbp-quiet",title:e.__("It runs as a step of another execution"),children:[" ",e.__("in %1",t.parent_step)]})]})},{id:"id",title:e.__("Execution"),width:"84px",render:e=>(0,s.jsx)(o.Id,{id:e.id})},{id:"steps",title:e.__("Steps"),by:e=>e.done/Math.max(1,e.steps),align:"end",width:"64px",render:t=>(0,s.jsx)("span",{className:"nbp-number",title:t.cached?e._n("%1 from the cache","%1 from the cache",t.cached):void 0,children:`${t.done}/${t.steps}`})},{id:"started",title:e.__("Started"),by:e=>e.started_at,width:"104px",render:e=>(0,s.jsx)(o.gX,{at:e.started_at})},{id:"took",title:e.__("Duration"),by:e=>e.seconds,align:"end",width:"92px",render:e=>(0,s.jsx)(o.dw,{seconds:e.seconds,since:e.started_at,running:null===e.ended_at})},{id:"by",title:e.__("By"),by:e=>e.started_by,width:"80px",render:e=>e.started_by},{id:"parameters",title:e.__("Changed parameters"),width:"28%",render:e=>{let t=e.changed.map(t=>`${t} = ${(0,a.a)(e.parameters[t])}`).join(", ");return(0,s.jsx)("span",{title:t,children:t})}}]},[n]),S=[...f],k=v.pages?.[0].total??null;return(0,s.jsxs)("div",{className:"nbp-view",children:[(0,s.jsxs)(o.M7,{label:n.__("Executions"),children:[(0,s.jsx)(o.vj,{value:c,onChange:h,label:m?n.__("Search by id"):n.__("Search pipelines and ids")}),(0,s.jsx)(o.l6,{label:n.__("Status"),value:b,options:[["",n.__("Every status")],...p.map(e=>[e,(0,o.Hm)(n,e)])],onChange:x}),t,m&&(0,s.jsxs)("button",{type:"button",className:"nbp-chip",title:n.__("Show the executions of all pipelines"),onClick:()=>g(""),children:[m,(0,s.jsx)(o.In,{sign:"close",size:12,label:n.__("Show all pipelines")})]}),null!==k&&(0,s.jsx)("span",{className:"nbp-quiet",children:n._n("%1 execution","%1 executions",k)}),(0,s.jsx)(o.$x,{}),d.opens("compare")&&null!==j&&j.length>1&&(0,s.jsxs)(s.Fragment,{children:[S.length>0&&(0,s.jsx)(o.$n,{onClick:()=>y(new Set),children:n.__("Clear selection")}),(0,s.jsx)(o.$n,{look:S.length>1?"accept":"plain",disabled:S.length<2||S.length>10,title:S.length>10?n.__("At most %1 can be compared",10):n.__("Select two or more to compare them"),onClick:()=>{var e;let t;return d.open({kind:"compare",ids:(e=S,t=new Map(j.map((e,t)=>[e.id,t])),[...e].sort((e,n)=>(t.get(n)??0)-(t.get(e)??0)))})},children:S.length>1?n.__("Compare %1",S.length):n.__("Compare")})]})]}),v.error&&(0,s.jsx)(o.aV,{error:v.error,onRetry:v.again}),null===j?v.loading&&(0,s.jsx)(o.y$,{}):j.length?(0,s.jsx)(o.XI,{label:n.__("Executions"),columns:w,rows:j,id:e=>e.id,onOpen:e=>d.open({kind:"execution",id:e.id}),marked:f,onMark:d.opens("compare")?y:void 0,onMore:v.more}):_||b?(0,s.jsx)(o.Sv,{title:n.__("No execution is like that"),children:(0,s.jsx)(o.$n,{onClick:()=>{h(""),x("")},children:n.__("Show all")})}):(0,s.jsx)(o.Sv,{title:n.__("No executions yet"),command:"%pipeline run",children:n.__("An execution is one run of a pipeline. Start one in its notebook:")})]})}n.d(t,{ExecutionsView:()=>c},{B:p})},"./labextension/lib/pages/said.js"(e,t,n){var s=n("./labextension/lib/words.js");function i(e){return null==e?"–":"number"==typeof e?(0,s.vm)(e):"string"==typeof e?e:JSON.stringify(e)}n.d(t,{a:()=>i})},"./labextension/lib/pages/stores.js"(e,t,n){var s=n("./node_modules/react/jsx-runtime.js"),i=n("webpack/sharing/consume/default/react"),r=n("./labextension/lib/context.js"),o=n("./labextension/lib/kit/index.js");function l({children:e}){let t=(0,r.M_)(),n=(0,r.KT)(),o=(0,r.sy)(),d=(0,r.N5)(o?null:"hello"),[p,c]=(0,i.useState)(""),{data:u,again:h}=d,b=u?.stores.filter(e=>e.exists)??[],x=null!==u&&0===b.length;if((0,i.useEffect)(()=>{if(!x)return;let e=setInterval(h,1e4);return()=>clearInterval(e)},[x,h]),o)return(0,s.jsx)(s.Fragment,{children:e(null)});if(!u&&!d.error)return null;let m=p||function(e){if(!e)return"";let t=e.stores.filter(e=>e.exists);return!t.length||t.some(t=>t.path===e.store)?e.store:t.reduce((e,t)=>t.executions>e.executions?t:e).path}(u);return(0,s.jsx)(r.Provide,{live:t,host:n,store:m,children:e(b.length>1?(0,s.jsx)(a,{stores:b,store:m,onChoose:c}):null)})}function a({stores:e,store:t,onChoose:n}){let i=(0,r.mz)(),l=e.find(e=>e.path===t)?.problem;return(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)(o.l6,{label:i.__("Store"),value:t,options:e.map(e=>[e.path,i.__("%1 (%2)",e.path.replace(/\/?\.nbpipe$/,"")||i.__("This folder"),e.executions)]),onChange:n}),l&&(0,s.jsx)(o.aV,{error:{message:l}})]})}n.d(t,{X:()=>l})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/lists.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=n.n(s),r=n("./node_modules/css-loader/dist/runtime/api.js"),o=(n.n(r))()(i());o.push([e.id,`/* ---- the side panel ---- */

.nbp-side {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
}

.nbp-side-top {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  gap: 4px;
  padding: 6px 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-side-top > .nbp-search,
.nbp-side-top > .nbp-error {
  width: 100%;
  margin: 0;
}

.nbp-side-top > .nbp-select {
  flex: 1;
  min-width: 110px;
}

.nbp-side-lists {
  flex: 1;
  min-height: 0;
  padding-bottom: 12px;
  overflow: auto;
}

.nbp-side-title {
  display: flex;
  align-items: center;
  height: 28px;
  margin: 6px 0 0;
  padding: 0 4px 0 8px;
  font-size: inherit;
  font-weight: 600;
}

.nbp-side-title > .nbp-icon-button {
  margin-inline-start: auto;
}

.nbp-side-list {
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-side-list > li {
  position: relative;
}

.nbp-side-row {
  display: flex;
  flex: 1;
  align-items: center;
  gap: 6px;
  width: 100%;
  min-width: 0;
  min-height: 26px;
  padding: 0 8px;
  border: 0;
  background: none;
  text-align: start;
  white-space: nowrap;
  cursor: pointer;
}

.nbp-side-two {
  flex-direction: column;
  align-items: stretch;
  gap: 1px;
  padding-block: 3px;
}

.nbp-side-two > span {
  display: flex;
  align-items: center;
  gap: 6px;
}

.nbp-side-two .nbp-quiet {
  overflow: hidden;
  text-overflow: ellipsis;
}

.nbp-side-row:hover {
  background: var(--nbp-raised);
}

.nbp-side-name {
  flex: 1;
  overflow: hidden;
  text-overflow: ellipsis;
}

.nbp-side-line {
  display: flex;
  align-items: center;
  justify-content: space-between;
  padding-inline-end: 4px;
}

.nbp-side-line + .nbp-side-line {
  padding: 0 8px 5px 6px;
}

.nbp-side-bar {
  display: block;
  height: 2px;
  margin: 0 8px;
  background: color-mix(in srgb, var(--nbp-info) 25%, transparent);
}

.nbp-side-bar > span {
  display: block;
  height: 100%;
  background: var(--nbp-info);
}

.nbp-side-start {
  padding: 6px 8px;
  text-align: center;
}

.nbp-waits {
  display: inline-flex;
  align-items: center;
  gap: 3px;
  padding: 0 5px;
  border: 1px solid var(--nbp-warn);
  border-radius: 9px;
}

/* ---- ticks: shape and colour; the word is in the tooltip ---- */

.nbp-ticks {
  display: inline-flex;
}

.nbp-tick {
  display: inline-flex;
  align-items: flex-end;
  width: 11px;
  height: 22px;
  padding: 3px 2px;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  cursor: pointer;
}

.nbp-tick:hover {
  background: var(--nbp-raised);
}

.nbp-tick > span {
  width: 7px;
  height: 11px;
  border: 1.5px solid var(--nbp-tone);
  border-radius: 1px;
  background: var(--nbp-tone);
}

.nbp-tick.nbp-is-failed > span {
  height: 16px;
}

.nbp-tick.nbp-is-stopped > span,
.nbp-tick.nbp-is-stopping > span {
  height: 7px;
}

.nbp-tick.nbp-is-executing > span,
.nbp-tick.nbp-is-waiting > span {
  background: none;
}

/* ---- the list of executions ---- */

.nbp-chip {
  display: inline-flex;
  align-items: center;
  gap: 5px;
  height: 24px;
  padding: 0 6px 0 8px;
  border: 1px solid var(--nbp-edge);
  border-radius: 12px;
  background: var(--nbp-chosen);
  cursor: pointer;
}
`,""]),n.d(t,{},{A:o})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=n.n(s),r=n("./node_modules/css-loader/dist/runtime/api.js"),o=(n.n(r))()(i());o.push([e.id,`.nbp-view {
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
`,""]),n.d(t,{},{A:o})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",s=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),s&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),s&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,s,i,r){"string"==typeof e&&(e=[[null,e,void 0]]);var o={};if(s)for(var l=0;l<this.length;l++){var a=this[l][0];null!=a&&(o[a]=!0)}for(var d=0;d<e.length;d++){var p=[].concat(e[d]);s&&o[p[0]]||(void 0!==r&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=r),n&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=n),i&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=i):p[4]="".concat(i)),t.push(p))}},t}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./labextension/style/lists.css"(e,t,n){var s=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(s),r=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=n.n(r),l=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),a=n.n(l),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(d),c=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=n.n(c),h=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),b=n.n(h),x=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/lists.css"),m={};m.styleTagTransform=b(),m.setAttributes=p(),m.insert=a().bind(null,"head"),m.domAPI=o(),m.insertStyleElement=u(),i()(x.A,m),x.A&&x.A.locals&&x.A.locals},"./labextension/style/pages.css"(e,t,n){var s=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),i=n.n(s),r=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),o=n.n(r),l=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),a=n.n(l),d=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=n.n(d),c=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),u=n.n(c),h=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),b=n.n(h),x=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/pages.css"),m={};m.styleTagTransform=b(),m.setAttributes=p(),m.insert=a().bind(null,"head"),m.domAPI=o(),m.insertStyleElement=u(),i()(x.A,m),x.A&&x.A.locals&&x.A.locals},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var t=[];function n(e){for(var n=-1,s=0;s<t.length;s++)if(t[s].identifier===e){n=s;break}return n}function s(e,s){for(var i={},r=[],o=0;o<e.length;o++){var l=e[o],a=s.base?l[0]+s.base:l[0],d=i[a]||0,p="".concat(a," ").concat(d);i[a]=d+1;var c=n(p),u={css:l[1],media:l[2],sourceMap:l[3],supports:l[4],layer:l[5]};if(-1!==c)t[c].references++,t[c].updater(u);else{var h=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(u,s);s.byIndex=o,t.splice(o,0,{identifier:p,updater:h,references:1})}r.push(p)}return r}e.exports=function(e,i){var r=s(e=e||[],i=i||{});return function(e){e=e||[];for(var o=0;o<r.length;o++){var l=n(r[o]);t[l].references--}for(var a=s(e,i),d=0;d<r.length;d++){var p=n(r[d]);0===t[p].references&&(t[p].updater(),t.splice(p,1))}r=a}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var t={};e.exports=function(e,n){var s=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(n)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var s,i,r;s="",n.supports&&(s+="@supports (".concat(n.supports,") {")),n.media&&(s+="@media ".concat(n.media," {")),(i=void 0!==n.layer)&&(s+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),s+=n.css,i&&(s+="}"),n.media&&(s+="}"),n.supports&&(s+="}"),(r=n.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(r))))," */")),e.styleTagTransform(s,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);