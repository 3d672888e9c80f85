"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_badges_index_js"],{"./labextension/lib/badges/index.js"(e,t,n){n.d(t,{decorate:()=>B});var s=n("webpack/sharing/consume/default/@codemirror/state"),i=n("webpack/sharing/consume/default/@codemirror/view"),a=n("./labextension/lib/badges/logic.js");let r=s.StateEffect.define(),o=new s.Compartment,l=s.StateField.define({create:()=>i.Decoration.none,update:(e,t)=>{let n=e.map(t.changes);for(let e of t.effects){if(!e.is(r))continue;let s=t.state.doc.toString();n=i.Decoration.set(e.value.flatMap(e=>{let t=(0,a.Xx)(e,s);return t&&t.to>t.from?[i.Decoration.mark({class:`nbp-underline nbp-underline-${e.severity}`,mark:e}).range(t.from,Math.min(t.to,s.length))]:[]}),!0)}return n},provide:e=>i.EditorView.decorations.from(e)}),d=(0,i.hoverTooltip)((e,t)=>{let n=[];return(e.state.field(l,!1)?.between(t,t,(e,t,s)=>{n.push({mark:s.spec.mark,from:e,to:t})}),n.length)?{pos:Math.min(...n.map(({from:e})=>e)),end:Math.max(...n.map(({to:e})=>e)),above:!0,create:()=>{let e=document.createElement("div");for(let{mark:t}of(e.className="nbp-tip",n)){let n=e.appendChild(document.createElement("p"));n.textContent=t.message,n.className="nbp-tip-message",t.hint&&(e.appendChild(document.createElement("p")).textContent=t.hint)}return{dom:e}}}:null}),p=[l,d];function c(e,t){let n=e.editor?.editor??null;if(!n)return;let i=void 0!==n.state.field(l,!1);if(!t.length){i&&n.dispatch({effects:o.reconfigure([])});return}if(!i){let e=void 0!==o.get(n.state);n.dispatch({effects:e?o.reconfigure(p):s.StateEffect.appendConfig.of(o.of(p))})}n.dispatch({effects:r.of(t)})}n("./labextension/style/base.css"),n("./labextension/style/kit.css");var u=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),h=n.n(u),b=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),g=n.n(b),m=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),f=n.n(m),v=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),w=n.n(v),y=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=n.n(y),k=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),_=n.n(k),j=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/badges.css"),S={};S.styleTagTransform=_(),S.setAttributes=w(),S.insert=f().bind(null,"head"),S.domAPI=g(),S.insertStyleElement=x(),h()(j.A,S),j.A&&j.A.locals&&j.A.locals;var M=n("webpack/sharing/consume/default/@lumino/widgets"),A=n("./labextension/lib/kit/icons.js"),C=n("./labextension/lib/kit/paths.js"),E=n("./labextension/lib/words.js");class T extends M.Widget{constructor(e,t){super(),this.trans=e,this.select=t,this.open=!1,this.said="",this.line=null,this.addClass("nbp-root"),this.addClass("nbp-badge"),this.node.dataset.lmSuppressShortcuts="true"}say(e){let t=JSON.stringify([e,this.open]);if(t===this.said)return;this.said=t,this.line=e;let{badge:n,marks:s,card:i}=e,{trans:a}=this,r=s.at(0);this.node.className=`lm-Widget nbp-root nbp-badge${i?` nbp-is-${i.status.toLowerCase()}`:""}${r?` nbp-badge-${r.severity}`:""}`;let o=N("div","nbp-badge-row");if("step"===n.kind){let e=D("nbp-badge-main",()=>this.select(n.step));if(e.append($(C.QE[n.type]??C.Zs,"nbp-type")),e.append(N("span","nbp-badge-name",n.step)),e.append(N("span","nbp-quiet",n.type)),e.title=n.title!==n.step?a.__("%1: show it in its newest execution",n.title):a.__("Show this step in its newest execution"),o.append(e),i){var l,d,p;let e,t,s=i.cached?a.__("%1, from the cache",(0,A.Hm)(a,i.status)):(0,A.Hm)(a,i.status),r=N("span","nbp-mark nbp-badge-status");r.append((l=i.status,d=i.cached,p=n.type,t=(e="Executing"===l||"Starting"===l)?[W(C.Zf,"nbp-icon-faint")]:d&&"Succeeded"===l?[W(C.ku,"nbp-icon-bolt","translate(8.6 7.6) scale(0.55)")]:[],$("Waiting"===l&&"Callback"===p?C.qG:C.f[l],`nbp-status${e?" nbp-turns":""}`,...t)));let c=null!==i.seconds&&"Skipped"!==i.status&&!i.cached;r.append(N("span","",c?`${s} \xb7 ${(0,E.p0)(i.seconds??0)}`:s)),i.error&&(r.title=i.error),o.append(r)}}else{let e="setup"===n.kind,t=N("span","nbp-badge-main");t.append($(e?"M3 3h10v10H3zM5.5 6h5M5.5 8h5M5.5 10h3":"M3 5h4M11 5h2M3 11h2M9 11h4M9 3.5a1.5 1.5 0 1 0 .01 0M7 9.5a1.5 1.5 0 1 0 .01 0","nbp-type")),t.append(N("span","nbp-badge-name",e?a.__("setup"):a.__("parameters"))),t.title=e?a.__("Runs first in every step that uses what it defines"):a.__("The parameters of the pipeline"),o.append(t)}r&&o.append(this.problem(s));let c=this.details(e);if(c){let e=D("nbp-badge-fold",()=>{this.open=!this.open,this.line&&this.say(this.line),this.node.querySelector(".nbp-badge-fold")?.focus()});e.setAttribute("aria-expanded",String(this.open));let t=a.__("Inputs and outputs");e.title=t,e.setAttribute("aria-label",t),n.learned.length&&e.append($(C.B2.learned,"nbp-sign")),e.append($(this.open?C.B2.up:C.B2.down,"nbp-sign")),o.append(e)}this.node.replaceChildren(o,...c&&this.open?[c]:[]),this.node.setAttribute("role","group"),this.node.setAttribute("aria-label","step"===n.kind?a.__("Step %1",n.step):n.kind)}problem(e){let[t]=e,n=N("span","nbp-badge-problem");n.append($(C.B2.warning,"nbp-sign"));let s=e.length>1?` (+${e.length-1})`:"";return n.append(N("span","",t.message+s)),n.title=e.map(({message:e,hint:t})=>t?`${e}
→ ${t}`:e).join("\n\n"),n}details({badge:e}){let{trans:t}=this,n=[[t.__("reads"),e.inputs],[t.__("writes"),e.outputs],[t.__("learned in a run"),e.learned]].filter(([,e])=>e.length);if(!n.length)return null;let s=N("dl","nbp-badge-more");for(let[t,i]of n)s.append(N("dt","nbp-quiet",t)),s.append(N("dd","",i.join(i===e.learned?"; ":", ")));return s}}function N(e,t,n=""){let s=document.createElement(e);return t&&(s.className=t),n&&(s.textContent=n),s}function D(e,t){let n=document.createElement("button");return n.type="button",n.className=e,n.addEventListener("click",t),n}let I="http://www.w3.org/2000/svg";function $(e,t,...n){let s=document.createElementNS(I,"svg");return s.setAttribute("class",`nbp-icon ${t}`),s.setAttribute("viewBox","0 0 16 16"),s.setAttribute("width","14"),s.setAttribute("height","14"),s.setAttribute("aria-hidden","true"),s.append(...n,W(e)),s}function W(e,t="",n=""){let s=document.createElementNS(I,"path");return s.setAttribute("d",e),t&&s.setAttribute("class",t),n&&s.setAttribute("transform",n),s}var q=n("./labextension/lib/badges/state.js");function B(e,t,n){let s=(0,q.watch)(e,t,n),{state:i}=s,r=new Map,o=new Set,l=!1,d=n=>{let s=[...e.node.querySelectorAll(".nbp-panel[data-nbpipe]")].filter(e=>e.dataset.nbpipe===i.checked?.pipeline&&null!==e.offsetParent);if(s.length)s[0].dispatchEvent(new CustomEvent("nbpipe:select",{detail:{step:n}})),s[0].scrollIntoView({block:"nearest"});else if(i.newest.row){let{id:e}=i.newest.row;(0,q.storeOf)(t,i.path).then(s=>{t.host.open({kind:"execution",id:e,step:n,store:s})})}},p=()=>{if(l||e.isDisposed)return;let{checked:n,newest:s}=i,p=n?(0,a.Mn)(n,s.cards):new Map,u=n?(0,a.A1)(n.marks):new Map,h=new Set(e.content.widgets);for(let e of h){let{id:n}=e.model,s=p.get(n),i=r.get(e);s?(i||(i=new T(t.host.trans,d),r.set(e,i),function(e,t){e.ready.then(()=>{e.isDisposed||t.isDisposed||e.layout.insertWidget(1,t)})}(e,i)),i.say(s)):(i?.dispose(),r.delete(e));let a=u.get(n)??[];(a.length||o.has(e))&&(a.length?o.add(e):o.delete(e),e.ready.then(()=>{e.isDisposed||c(e,l?[]:a)}))}for(let e of[...r.keys()])h.has(e)||(r.get(e)?.dispose(),r.delete(e),o.delete(e))};i.changed.connect(p);let u=()=>{if(!l){for(let e of(l=!0,i.changed.disconnect(p),s.dispose(),r.values()))e.dispose();for(let e of o)e.isDisposed||c(e,[]);r.clear(),o.clear(),e.disposed.disconnect(u)}};return e.disposed.connect(u),p(),{pause:e=>{i.pause=e},dispose:u}}},"./labextension/lib/badges/logic.js"(e,t,n){var s=n("./labextension/lib/patch.js");function i(e){return e.some(({cell_type:e,source:t,tags:n})=>"code"===e&&(/^\s*%%(step|setup|parameters)\b/.test(t)||n.includes("parameters")))}function a(e,t){let n=r(e.marks),s=new Map(t.map(e=>[e.step,e]));return new Map(e.badges.map(e=>[e.cell_id,{badge:e,marks:n.get(e.cell_id)??[],card:"step"===e.kind?s.get(e.step)??null:null}]))}function r(e){let t=new Map;for(let n of e){if(null===n.cell_id)continue;let e=t.get(n.cell_id)??[];"error"===n.severity?e.splice(e.filter(e=>"error"===e.severity).length,0,n):e.push(n),t.set(n.cell_id,e)}return t}function o(e,t){if(null===e.line)return null;let n=t.split("\n");if(e.line<1||e.line>n.length)return null;let s=n[e.line-1],i=n.slice(0,e.line-1).reduce((e,t)=>e+t.length+1,0),a=e=>Array.from(s).slice(0,e).join("").length,r=s.length-s.trimStart().length,o=null===e.column?r:Math.min(a(e.column),Math.max(0,s.length-1)),l=null===e.column||null===e.end_column?s.trimEnd().length:a(e.end_column);return 0===s.length?{from:i,to:i}:{from:i+o,to:i+Math.max(l,o+1)}}function l(e,t,n,i){let{row:a,cards:r}=e;for(let e of t.executions)e.pipeline===n&&(e.notebook??i)===i&&(null!==a&&e.id!==a.id&&(e.started_at??"")<(a.started_at??"")||(a?.id!==e.id&&(r=[]),a=e));let o=a&&t.steps[a.id];return o&&(r=(0,s.Z)(r,o)),a===e.row&&r===e.cards?e:{row:a,cards:r}}function d(e){return null!==e&&["Executing","Waiting","Stopping"].includes(e.status)}n.d(t,{A1:()=>r,Kc:()=>i,Mn:()=>a,Np:()=>d,Xd:()=>l,Xx:()=>o})},"./labextension/lib/badges/state.js"(e,t,n){var s=n("webpack/sharing/consume/default/@lumino/signaling"),i=n("./labextension/lib/api.js"),a=n("./labextension/lib/badges/logic.js");let r=new Map;function o(e,t){let n=r.get(t);if(n)return n;let s=e.live.api.get("hello",{path:t}).then(({store:e})=>e);return r.set(t,s),s.catch(()=>r.delete(t)),s}let l=new WeakMap;function d(e,t,n){let s=l.get(e);s||(s={state:new p(e,t,n),users:0},l.set(e,s));let i=s;i.users+=1;let a=!0;return{state:i.state,dispose:()=>{!a||(a=!1,i.users-=1,i.users>0||(l.delete(e),i.state.dispose()))}}}class p{constructor(e,t,n){this.panel=e,this.nbpipe=t,this.local=n,this.checked=null,this.newest={row:null,cards:[]},this.changed=new s.Signal(this),this.pause=400,this.dispose=()=>{this.over||(this.over=!0,clearTimeout(this.waiting),clearInterval(this.timer),this.asking?.abort(),this.end?.(),this.panel.content.modelContentChanged.disconnect(this.edited),this.panel.context.pathChanged.disconnect(this.edited),this.panel.disposed.disconnect(this.dispose),s.Signal.clearData(this))},this.edited=()=>{clearTimeout(this.waiting),this.waiting=setTimeout(()=>this.check(!0),this.pause)},this.asked="",this.over=!1,this.asking=null,this.end=null,e.content.modelContentChanged.connect(this.edited),e.context.pathChanged.connect(this.edited),e.disposed.connect(this.dispose),e.context.ready.then(()=>this.check()),this.timer=setInterval(()=>this.check(),24e4)}get path(){return this.local(this.panel.context.path)}get running(){return(0,a.Np)(this.newest.row)}get isDisposed(){return this.over}check(e=!1){let{model:t}=this.panel.content;if(this.over||!t)return;let n=Array.from(t.cells,e=>({id:e.id,cell_type:e.type,source:e.sharedModel.getSource(),tags:e.getMetadata("tags")??[]})),s=JSON.stringify([this.path,n]);if(e&&s===this.asked)return;if(this.asked=s,this.asking?.abort(),this.asking=null,!(0,a.Kc)(n)){this.end?.(),this.end=null,this.checked=null,this.newest={row:null,cards:[]},this.changed.emit();return}this.end??=this.nbpipe.live.api.subscribe({changed:e=>{if(!this.checked)return;let t=this.running,n=(0,a.Xd)(this.newest,e,this.checked.pipeline,this.path);n!==this.newest&&(this.newest=n,this.changed.emit(),t&&!(0,a.Np)(n.row)&&this.check())},missed:()=>this.check()});let r=this.asking=new AbortController;this.nbpipe.live.api.post("check",{path:this.path,cells:n},{},r.signal).then(e=>{r.signal.aborted||(this.asking=null,this.checked=e,this.newest={row:e.last,cards:e.last_steps},this.changed.emit())},e=>{!r.signal.aborted&&(this.asking=null,e instanceof i.hD&&404===e.status&&""===e.code&&this.dispose())})}}n.d(t,{storeOf:()=>o,watch:()=>d})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/badges.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),i=n.n(s),a=n("./node_modules/css-loader/dist/runtime/api.js"),r=(n.n(a))()(i());r.push([e.id,`/* The line above a cell. */

.nbp-root.nbp-badge {
  width: auto;
  height: auto;
  min-height: 20px;
  margin-inline-start: calc(
    var(--jp-cell-collapser-width, 8px) + var(--jp-cell-prompt-width, 64px) + 2 *
      var(--jp-cell-padding, 5px) - 5px
  );
  background: none;
  font-size: var(--jp-ui-font-size0, 11px);
  line-height: 18px;
}

.jp-mod-rendered.nbp-badge,
.jp-MarkdownCell .nbp-badge {
  display: none;
}

.nbp-badge-row {
  display: flex;
  gap: 10px;
  align-items: center;
  min-width: 0;
  padding-inline-start: 6px;
  border-inline-start: 2px solid var(--nbp-tone);
}

.nbp-badge-error .nbp-badge-row {
  border-color: var(--nbp-bad);
}

.nbp-badge-warning .nbp-badge-row {
  border-color: var(--nbp-warn);
}

.nbp-badge button {
  padding: 0 2px;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  cursor: pointer;
}

.nbp-badge button:hover {
  background: var(--nbp-raised);
}

.nbp-badge-main {
  display: inline-flex;
  flex: none;
  gap: 5px;
  align-items: center;
  padding: 0 2px;
}

.nbp-badge-name {
  font-weight: 600;
}

.nbp-badge .nbp-icon {
  vertical-align: -2px;
}

.nbp-badge-fold {
  display: inline-flex;
  flex: none;
  align-items: center;
  color: var(--nbp-quiet) !important;
}

.nbp-badge-problem {
  display: inline-flex;
  gap: 4px;
  align-items: center;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-badge-problem > span {
  overflow: hidden;
  text-overflow: ellipsis;
}

.nbp-badge-error .nbp-badge-problem {
  color: var(--nbp-bad);
}

.nbp-badge-warning .nbp-badge-problem > .nbp-icon {
  color: var(--nbp-warn);
}

.nbp-badge-more {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 0 10px;
  margin: 0 0 2px;
  padding-inline-start: 10px;
  border-inline-start: 2px solid var(--nbp-line);
}

.nbp-badge-more dd {
  margin: 0;
  font-family: var(--nbp-mono);
  overflow-wrap: anywhere;
}

.nbp-underline {
  text-decoration: underline wavy var(--jp-error-color1, #d32f2f);
  text-decoration-skip-ink: none;
  text-underline-offset: 2px;
}

.nbp-underline-warning {
  text-decoration-color: var(--jp-warn-color1, #f57c00);
}

.nbp-tip {
  max-width: 480px;
  padding: 4px 8px;
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.nbp-tip p {
  margin: 0;
}

.nbp-tip-message {
  font-weight: 600;
}
`,""]),n.d(t,{},{A:r})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",s=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),s&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),s&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,s,i,a){"string"==typeof e&&(e=[[null,e,void 0]]);var r={};if(s)for(var o=0;o<this.length;o++){var l=this[o][0];null!=l&&(r[l]=!0)}for(var d=0;d<e.length;d++){var p=[].concat(e[d]);s&&r[p[0]]||(void 0!==a&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=a),n&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=n),i&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=i):p[4]="".concat(i)),t.push(p))}},t}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var t=[];function n(e){for(var n=-1,s=0;s<t.length;s++)if(t[s].identifier===e){n=s;break}return n}function s(e,s){for(var i={},a=[],r=0;r<e.length;r++){var o=e[r],l=s.base?o[0]+s.base:o[0],d=i[l]||0,p="".concat(l," ").concat(d);i[l]=d+1;var c=n(p),u={css:o[1],media:o[2],sourceMap:o[3],supports:o[4],layer:o[5]};if(-1!==c)t[c].references++,t[c].updater(u);else{var h=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(u,s);s.byIndex=r,t.splice(r,0,{identifier:p,updater:h,references:1})}a.push(p)}return a}e.exports=function(e,i){var a=s(e=e||[],i=i||{});return function(e){e=e||[];for(var r=0;r<a.length;r++){var o=n(a[r]);t[o].references--}for(var l=s(e,i),d=0;d<a.length;d++){var p=n(a[d]);0===t[p].references&&(t[p].updater(),t.splice(p,1))}a=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var t={};e.exports=function(e,n){var s=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(n)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var s,i,a;s="",n.supports&&(s+="@supports (".concat(n.supports,") {")),n.media&&(s+="@media ".concat(n.media," {")),(i=void 0!==n.layer)&&(s+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),s+=n.css,i&&(s+="}"),n.media&&(s+="}"),n.supports&&(s+="}"),(a=n.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(s,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);