"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_plugins_run-dialog_js"],{"./labextension/lib/badges/logic.js"(e,t,n){var s=n("./labextension/lib/patch.js");function r(e){return e.some(({cell_type:e,source:t,tags:n})=>"code"===e&&(/^\s*%%(step|setup|parameters)\b/.test(t)||n.includes("parameters")))}function i(e,t){let n=l(e.marks),s=new Map(t.map(e=>[e.step,e]));return new Map(e.badges.map(e=>[e.cell_id,{badge:e,marks:n.get(e.cell_id)??[],card:"step"===e.kind?s.get(e.step)??null:null}]))}function l(e){let t=new Map;for(let n of e){if(null===n.cell_id)continue;let e=t.get(n.cell_id)??[];"error"===n.severity?e.splice(e.filter(e=>"error"===e.severity).length,0,n):e.push(n),t.set(n.cell_id,e)}return t}function a(e,t){if(null===e.line)return null;let n=t.split("\n");if(e.line<1||e.line>n.length)return null;let s=n[e.line-1],r=n.slice(0,e.line-1).reduce((e,t)=>e+t.length+1,0),i=e=>Array.from(s).slice(0,e).join("").length,l=s.length-s.trimStart().length,a=null===e.column?l:Math.min(i(e.column),Math.max(0,s.length-1)),o=null===e.column||null===e.end_column?s.trimEnd().length:i(e.end_column);return 0===s.length?{from:r,to:r}:{from:r+a,to:r+Math.max(o,a+1)}}function o(e,t,n,r){let{row:i,cards:l}=e;for(let e of t.executions)e.pipeline===n&&(e.notebook??r)===r&&(null!==i&&e.id!==i.id&&(e.started_at??"")<(i.started_at??"")||(i?.id!==e.id&&(l=[]),i=e));let a=i&&t.steps[i.id];return a&&(l=(0,s.Z)(l,a)),i===e.row&&l===e.cards?e:{row:i,cards:l}}function u(e){return null!==e&&["Executing","Waiting","Stopping"].includes(e.status)}n.d(t,{A1:()=>l,Kc:()=>r,Mn:()=>i,Np:()=>u,Xd:()=>o,Xx:()=>a})},"./labextension/lib/badges/state.js"(e,t,n){var s=n("webpack/sharing/consume/default/@lumino/signaling"),r=n("./labextension/lib/api.js"),i=n("./labextension/lib/badges/logic.js");let l=new Map;function a(e,t){let n=l.get(t);if(n)return n;let s=e.live.api.get("hello",{path:t}).then(({store:e})=>e);return l.set(t,s),s.catch(()=>l.delete(t)),s}let o=new WeakMap;function u(e,t,n){let s=o.get(e);s||(s={state:new c(e,t,n),users:0},o.set(e,s));let r=s;r.users+=1;let i=!0;return{state:r.state,dispose:()=>{!i||(i=!1,r.users-=1,r.users>0||(o.delete(e),r.state.dispose()))}}}class c{constructor(e,t,n){this.panel=e,this.nbpipe=t,this.local=n,this.checked=null,this.newest={row:null,cards:[]},this.changed=new s.Signal(this),this.pause=400,this.dispose=()=>{this.over||(this.over=!0,clearTimeout(this.waiting),clearInterval(this.timer),this.asking?.abort(),this.end?.(),this.panel.content.modelContentChanged.disconnect(this.edited),this.panel.context.pathChanged.disconnect(this.edited),this.panel.disposed.disconnect(this.dispose),s.Signal.clearData(this))},this.edited=()=>{clearTimeout(this.waiting),this.waiting=setTimeout(()=>this.check(!0),this.pause)},this.asked="",this.over=!1,this.asking=null,this.end=null,e.content.modelContentChanged.connect(this.edited),e.context.pathChanged.connect(this.edited),e.disposed.connect(this.dispose),e.context.ready.then(()=>this.check()),this.timer=setInterval(()=>this.check(),24e4)}get path(){return this.local(this.panel.context.path)}get running(){return(0,i.Np)(this.newest.row)}get isDisposed(){return this.over}check(e=!1){let{model:t}=this.panel.content;if(this.over||!t)return;let n=Array.from(t.cells,e=>({id:e.id,cell_type:e.type,source:e.sharedModel.getSource(),tags:e.getMetadata("tags")??[]})),s=JSON.stringify([this.path,n]);if(e&&s===this.asked)return;if(this.asked=s,this.asking?.abort(),this.asking=null,!(0,i.Kc)(n)){this.end?.(),this.end=null,this.checked=null,this.newest={row:null,cards:[]},this.changed.emit();return}this.end??=this.nbpipe.live.api.subscribe({changed:e=>{if(!this.checked)return;let t=this.running,n=(0,i.Xd)(this.newest,e,this.checked.pipeline,this.path);n!==this.newest&&(this.newest=n,this.changed.emit(),t&&!(0,i.Np)(n.row)&&this.check())},missed:()=>this.check()});let l=this.asking=new AbortController;this.nbpipe.live.api.post("check",{path:this.path,cells:n},{},l.signal).then(e=>{l.signal.aborted||(this.asking=null,this.checked=e,this.newest={row:e.last,cards:e.last_steps},this.changed.emit())},e=>{!l.signal.aborted&&(this.asking=null,e instanceof r.hD&&404===e.status&&""===e.code&&this.dispose())})}}n.d(t,{storeOf:()=>a,watch:()=>u})},"./labextension/lib/plugins/run-dialog.js"(e,t,n){n.d(t,{runDialog:()=>z});var s=n("./node_modules/react/jsx-runtime.js"),r=n("webpack/sharing/consume/default/@jupyterlab/apputils"),i=n("webpack/sharing/consume/default/@jupyterlab/ui-components"),l=n("./labextension/lib/badges/state.js"),a=n("./labextension/lib/context.js"),o=n("webpack/sharing/consume/default/react"),u=n("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),c=n.n(u),d=n("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),p=n.n(d),h=n("./node_modules/style-loader/dist/runtime/insertBySelector.js"),m=n.n(h),b=n("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),f=n.n(b),g=n("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),x=n.n(g),y=n("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),v=n.n(y),_=n("./node_modules/css-loader/dist/cjs.js!./labextension/style/run.css"),j={};j.styleTagTransform=v(),j.setAttributes=f(),j.insert=m().bind(null,"head"),j.domAPI=p(),j.insertStyleElement=x(),c()(_.A,j),_.A&&_.A.locals&&_.A.locals;var w=n("./labextension/lib/api.js");let k={str:"text",Path:"text",int:"integer",float:"number",bool:"switch"};function S(e){return e.preset??e.last??("switch"===e.kind?"false":"")}function C(e,t){return"text"===t&&"string"==typeof e?e:JSON.stringify(e)}let N={noCache:!1,only:[],seed:"",parallel:""};var A=n("./labextension/lib/kit/index.js"),T=n("./labextension/lib/words.js");let M={},E=e=>e instanceof w.hD?e:new w.hD(0,{message:String(e)});function O({path:e,onStarted:t,onCancel:n,pause:r=400,given:i=M}){let l=(0,a.gf)(),u=(0,a.sy)(),c=(0,a.mz)(),[d,p]=(0,o.useState)(null),[h,m]=(0,o.useState)(null),[b,f]=(0,o.useState)(0);if((0,o.useEffect)(()=>{let t=new AbortController;return m(null),l.post("check",{path:e},{store:u},t.signal).then(e=>!t.signal.aborted&&p(e),e=>!t.signal.aborted&&m(E(e))),()=>t.abort()},[l,e,u,b]),h)return(0,s.jsxs)("div",{className:"nbp-run",children:[(0,s.jsx)(A.aV,{error:h,onRetry:()=>f(b+1)}),(0,s.jsx)($,{onCancel:n})]});if(!d)return(0,s.jsx)(A.y$,{label:c.__("Reading the notebook…")});let g=d.marks.filter(e=>"error"===e.severity);return g.length?(0,s.jsxs)("div",{className:"nbp-run",children:[g.map((e,t)=>(0,s.jsx)(A.aV,{error:{message:null===e.cell?e.message:c.__("Cell %1: %2",e.cell,e.message),hint:e.hint}},t)),(0,s.jsx)($,{onCancel:n})]}):d.graph?.nodes.length?(0,s.jsx)(D,{path:e,checked:d,pause:r,given:i,onStarted:t,onCancel:n}):(0,s.jsxs)("div",{className:"nbp-run",children:[(0,s.jsx)(A.Sv,{title:c.__("This notebook has no steps yet"),command:"%%step prepare",children:c.__("A cell becomes a step of the pipeline when its first line names it:")}),(0,s.jsx)($,{onCancel:n})]})}function $({onCancel:e,children:t}){let n=(0,a.mz)();return(0,s.jsxs)("div",{className:"nbp-run-buttons",children:[(0,s.jsx)(A.$n,{onClick:e,children:t?n.__("Cancel"):n.__("Close")}),t]})}function D({path:e,checked:t,pause:n,given:r,onStarted:i,onCancel:l}){let u=(0,a.gf)(),c=(0,a.sy)(),d=(0,a.mz)(),p=(0,o.useId)(),h=(0,o.useMemo)(()=>(function(e,t=null){return e.map(e=>{let{name:n,type:s,description:r,required:i}=e,l=e.enum?"choice":k[s]??"json",a=t?.parameters[n],o=i?null:C(e.default,l),u=void 0===a?null:C(a,l);return{name:n,type:s,kind:l,description:r,required:i,choices:e.enum??[],preset:o,last:u===o?null:u}})})(t.parameters,t.last),[t]),[m,b]=(0,o.useState)(()=>Object.fromEntries(h.filter(e=>e.name in r).map(e=>[e.name,C(r[e.name],e.kind)]).filter(([e,t])=>h.some(n=>n.name===e&&n.preset!==t)))),[f,g]=(0,o.useState)(N),[x,y]=(0,o.useState)(new Set),[v,_]=(0,o.useState)({busy:!1,error:null}),j=(0,o.useRef)(null),{parameters:w,problems:T}=function(e,t,n){let s={},r={};for(let i of e){let e=i.name in t?t[i.name]:S(i),l=function(e,t,n){let s=t.trim();if("text"===e.kind)return""===s&&e.required?{problem:n.__("Give a value.")}:{value:t};if(""===s)return{problem:n.__("Give a value.")};switch(e.kind){case"integer":{let e=s.replace(/(?<=\d)_(?=\d)/g,"");if(!/^[+-]?\d+$/.test(e))return{problem:n.__("Give a whole number, such as 10.")};let t=Number(e);if(!Number.isSafeInteger(t))return{problem:n.__("This number is too large for a browser: start the run in a terminal.")};return{value:t}}case"number":{let e=/^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/i.test(s)?Number(s.replace(/_/g,"")):0/0;if(!Number.isFinite(e))return{problem:n.__("Give a number, such as 0.5.")};return{value:e}}case"switch":return{value:"true"===s};case"choice":{let s=e.choices.find(e=>JSON.stringify(e)===t);return void 0===s?{problem:n.__("Choose one of the values.")}:{value:s}}case"json":return function(e,t,n){let s;try{s=JSON.parse(t)}catch{let t=e.startsWith("dict")?'{"a": 1}':'["a", "b"]';return{problem:n.__("This is not JSON. Write it like %1",t)}}return e.startsWith("list")&&!Array.isArray(s)?{problem:n.__("Give a list, such as %1",'["a", "b"]')}:e.startsWith("dict")&&("object"!=typeof s||null===s||Array.isArray(s))?{problem:n.__("Give names with values, such as %1",'{"a": 1}')}:{value:s}}(e.type,s,n)}}(i,e,n);"problem"in l?r[i.name]=l.problem:(i.required||C(l.value,i.kind)!==i.preset)&&(s[i.name]=l.value)}return{parameters:s,problems:r}}(h,m,d),M=function({noCache:e,only:t,seed:n,parallel:s},r){let i={};return(/^\s*\d{0,15}\s*$/.test(n)||(i.seed=r.__("Give a whole number, such as 0.")),/^\s*(0*[1-9]\d{0,4})?\s*$/.test(s)||(i.parallel=r.__("Give a number of steps from 1 on.")),Object.keys(i).length)?{problems:i}:{body:{...e&&{no_cache:!0},...t.length>0&&{only:[...t]},...n.trim()&&{seed:Number(n)},...s.trim()&&{max_parallel:Number(s)}}}}(f,d),O=0===Object.keys(T).length&&"body"in M,I=O?JSON.stringify(w):null,J="body"in M?M.body.seed:void 0,z=function(e,t,n,s){let r=(0,a.gf)(),i=(0,a.sy)(),[l,u]=(0,o.useState)({planned:null,error:null,asking:!0}),c=(0,o.useRef)(!0);return(0,o.useEffect)(()=>{if(null===t)return;let l=new AbortController;u(e=>({...e,asking:!0}));let a=setTimeout(()=>{c.current=!1,r.post("plan",{path:e,parameters:JSON.parse(t),...void 0!==n&&{seed:n}},{store:i},l.signal).then(e=>!l.signal.aborted&&u({planned:e,error:null,asking:!1}),e=>!l.signal.aborted&&u({planned:null,error:E(e),asking:!1}))},c.current?0:s);return()=>{clearTimeout(a),l.abort()}},[r,e,i,t,n,s]),l}(e,I,"number"==typeof J?J:void 0,n);(0,o.useEffect)(()=>j.current?.querySelector("input, select, textarea, button")?.focus(),[]);let G="problems"in M?M.problems:{};return(0,s.jsxs)("form",{className:"nbp-run",ref:j,onSubmit:t=>{if(t.preventDefault(),!v.busy){if(y(new Set(h.map(e=>e.name))),!O)return void j.current?.querySelector("[aria-invalid=true]")?.focus();_({busy:!0,error:null}),u.post("executions",{notebook:e,parameters:w,...M.body},{store:c}).then(i,e=>_({busy:!1,error:E(e)}))}},noValidate:!0,"aria-label":d.__("Run %1",t.pipeline),children:[(0,s.jsxs)("div",{className:"nbp-run-columns",children:[(0,s.jsxs)("div",{className:"nbp-run-fields",children:[0===h.length&&(0,s.jsx)("p",{className:"nbp-quiet",children:d.__("This pipeline has no parameters. A %1 cell would give it some.","%%parameters")}),h.map(e=>(0,s.jsx)(q,{id:`${p}-${e.name}`,field:e,value:m[e.name]??S(e),problem:x.has(e.name)||e.name in m?T[e.name]??null:null,onChange:t=>b(n=>({...n,[e.name]:t}))},e.name)),(0,s.jsxs)("details",{className:"nbp-run-more",children:[(0,s.jsx)("summary",{children:d.__("Advanced")}),(0,s.jsxs)("label",{className:"nbp-run-check",children:[(0,s.jsx)("input",{type:"checkbox",checked:f.noCache,onChange:e=>g({...f,noCache:e.target.checked})}),d.__("Run all steps anew, taking nothing from the cache")]}),(0,s.jsx)(R,{id:`${p}-seed`,label:d.__("Seed"),hint:d.__("Random numbers are drawn from it"),placeholder:"0",value:f.seed,problem:G.seed,onChange:e=>g({...f,seed:e})}),(0,s.jsx)(R,{id:`${p}-parallel`,label:d.__("Steps at once"),hint:d.__("At most; empty: as many as the machine has room for"),placeholder:d.__("automatic"),value:f.parallel,problem:G.parallel,onChange:e=>g({...f,parallel:e})}),(0,s.jsxs)("fieldset",{className:"nbp-run-steps",children:[(0,s.jsx)("legend",{children:d.__("Only these steps (none chosen: all)")}),t.graph?.nodes.map(({name:e})=>(0,s.jsxs)("label",{className:"nbp-run-check",children:[(0,s.jsx)("input",{type:"checkbox",checked:f.only.includes(e),onChange:t=>g({...f,only:t.target.checked?[...f.only,e]:f.only.filter(t=>t!==e)})}),e]},e))]})]})]}),(0,s.jsx)(W,{plan:z,right:O,choices:f})]}),v.error&&(0,s.jsx)(A.aV,{error:v.error}),(0,s.jsx)($,{onCancel:l,children:(0,s.jsx)("button",{type:"submit",className:"nbp-button nbp-button-accept",disabled:v.busy,"aria-busy":v.busy||void 0,children:v.busy?d.__("Starting…"):d.__("Run")})})]})}function q({id:e,field:t,value:n,problem:r,onChange:i}){let l=(0,a.mz)(),o={id:e,"aria-invalid":null!==r||void 0,"aria-describedby":`${e}-more`,"aria-required":t.required||void 0},u=null!==t.preset&&n!==t.preset;return(0,s.jsxs)("div",{className:"nbp-run-field",children:[(0,s.jsxs)("label",{htmlFor:e,children:[t.name," ",(0,s.jsx)("span",{className:"nbp-quiet",children:"choice"===t.kind?"":t.type})]}),"switch"===t.kind?(0,s.jsx)("input",{...o,type:"checkbox",checked:"true"===n,onChange:e=>i(e.target.checked?"true":"false")}):"choice"===t.kind?(0,s.jsxs)("select",{...o,value:n,onChange:e=>i(e.target.value),children:[!t.choices.some(e=>JSON.stringify(e)===n)&&(0,s.jsx)("option",{value:n,children:l.__("Choose…")}),t.choices.map(e=>(0,s.jsx)("option",{value:JSON.stringify(e),children:C(e,"text")},JSON.stringify(e)))]}):"json"===t.kind?(0,s.jsx)("textarea",{...o,rows:Math.min(5,n.split("\n").length),spellCheck:!1,value:n,onChange:e=>i(e.target.value)}):(0,s.jsx)("input",{...o,type:"text",inputMode:"integer"===t.kind?"numeric":"number"===t.kind?"decimal":void 0,spellCheck:!1,value:n,onChange:e=>i(e.target.value)}),(0,s.jsxs)("div",{id:`${e}-more`,className:"nbp-run-note",children:[null!==r&&(0,s.jsx)("span",{className:"nbp-run-problem",children:r}),t.description&&(0,s.jsx)("span",{children:t.description}),u&&null!==t.preset&&(0,s.jsx)(I,{label:l.__("default"),shown:J(t,t.preset),onClick:()=>i(t.preset??"")}),null!==t.last&&t.last!==n&&(0,s.jsx)(I,{label:l.__("last used"),shown:J(t,t.last),onClick:()=>i(t.last??"")})]})]})}function I({label:e,shown:t,onClick:n}){return(0,s.jsxs)("button",{type:"button",className:"nbp-link",onClick:n,children:[e,": ",t]})}function J(e,t){let n="choice"===e.kind?C(JSON.parse(t),"text"):t;return n.length>40?`${n.slice(0,39)}…`:n||'""'}function R({id:e,label:t,hint:n,placeholder:r,value:i,problem:l,onChange:a}){return(0,s.jsxs)("div",{className:"nbp-run-field",children:[(0,s.jsx)("label",{htmlFor:e,children:t}),(0,s.jsx)("input",{id:e,type:"text",inputMode:"numeric",placeholder:r,value:i,"aria-invalid":void 0!==l||void 0,"aria-describedby":`${e}-more`,onChange:e=>a(e.target.value)}),(0,s.jsxs)("div",{id:`${e}-more`,className:"nbp-run-note",children:[void 0!==l&&(0,s.jsx)("span",{className:"nbp-run-problem",children:l}),(0,s.jsx)("span",{children:n})]})]})}function W({plan:e,right:t,choices:n}){let r=(0,a.mz)(),{planned:i,error:l}=e;return(0,s.jsxs)("section",{className:"nbp-run-plan","aria-label":r.__("What will happen"),"aria-busy":e.asking,children:[(0,s.jsx)("h3",{children:r.__("What will happen")}),!t&&(0,s.jsx)("p",{className:"nbp-quiet",children:r.__("The plan shows once the parameters are right.")}),t&&l&&(0,s.jsx)(A.aV,{error:l}),t&&!i&&!l&&(0,s.jsx)(A.y$,{label:r.__("Looking at the cache…")}),t&&i&&(0,s.jsxs)(s.Fragment,{children:[(0,s.jsx)("p",{"aria-live":"polite",children:function(e,t,n){let{runs:s,hits:r,seconds:i}=function(e,{noCache:t,only:n}){let s=(n.length?e.steps.filter(({step:e})=>n.includes(e)):e.steps).filter(({verdict:e})=>"skip"!==e&&"now"!==e),r=t?[]:s.filter(({verdict:e})=>"hit"===e);return{runs:s.length-r.length,hits:r.length,seconds:t||n.length?null:e.seconds}}(e,t),l=[];return s&&l.push(n._n("%1 step will run","%1 steps will run",s)),r&&l.push(n._n("%1 comes from the cache","%1 come from the cache",r)),!s&&r&&l.push(n.__("nothing has to run")),l.length||l.push(n.__("What runs is decided in the run")),s&&null!==i&&l.push(n.__("about %1",(0,T.p0)(i))),l.join(", ")}(i,n,r)}),(0,s.jsx)("ul",{className:e.asking?"nbp-run-old":void 0,children:i.steps.filter(({step:e})=>!n.only.length||n.only.includes(e)).map(({step:e,verdict:t,reason:i,seconds:l})=>{var a,o;let u=n.noCache&&"hit"===t?"run":t;return(0,s.jsxs)("li",{title:i,children:[(0,s.jsx)("span",{className:"nbp-run-step",children:e}),(0,s.jsx)("span",{className:"nbp-quiet",children:(a=u,({hit:(o=r).__("from the cache"),run:o.__("runs"),skip:o.__("skipped"),maybe:o.__("runs, if what it reads changes"),now:o.__("decided in the run")})[a]??a)}),"hit"!==u&&(0,s.jsx)(A.dw,{seconds:l})]},e)})})]})]})}async function z(e,t,n,r){let o=null,u=await (0,l.storeOf)(e,t).catch(()=>""),c=i.ReactWidget.create((0,s.jsx)(a.Provide,{live:e.live,host:e.host,store:u,children:(0,s.jsx)(O,{path:t,pause:n,given:r,onCancel:()=>d.reject(),onStarted:e=>{o=e,d.reject()}})})),d=new G({title:e.host.trans.__("Run pipeline"),body:c,buttons:[],hasClose:!0});return d.addClass("nbp-dialog"),await d.launch(),o}class G extends r.Dialog{handleEvent(e){if("keydown"===e.type&&"Escape"!==e.key){"Tab"===e.key&&this.trap(e);return}if("focus"===e.type){let t=e.target;t&&!this.node.contains(t)&&this.focusable()[0]?.focus();return}super.handleEvent(e)}focusable(){return[...this.node.querySelectorAll("button, input, select, textarea, summary")].filter(e=>!e.disabled&&null!==e.offsetParent)}trap(e){let t=this.focusable(),n=e.shiftKey?t[0]:t[t.length-1];document.activeElement===n&&(e.preventDefault(),(e.shiftKey?t[t.length-1]:t[0]).focus())}}},"./node_modules/css-loader/dist/cjs.js!./labextension/style/run.css"(e,t,n){var s=n("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),r=n.n(s),i=n("./node_modules/css-loader/dist/runtime/api.js"),l=(n.n(i))()(r());l.push([e.id,`/* The form that starts a run, in a dialog and in the panel. */

.nbp-run {
  display: flex;
  flex: 1;
  flex-direction: column;
  gap: 8px;
  min-height: 0;
  padding: 8px;
}

.nbp-run-columns {
  display: flex;
  flex: 1;
  flex-wrap: wrap;
  gap: 12px 24px;
  min-height: 0;
  overflow: auto;
}

.nbp-run-fields {
  display: flex;
  flex: 3 1 300px;
  flex-direction: column;
  gap: 10px;
  min-width: 0;
}

.nbp-run-field {
  display: flex;
  flex-direction: column;
  gap: 3px;
}

.nbp-run-field > label {
  font-weight: 600;
}

.nbp-run-field > label .nbp-quiet {
  font-weight: 400;
}

.nbp-run input[type='text'],
.nbp-run select,
.nbp-run textarea {
  width: 100%;
  min-height: 26px;
  padding: 2px 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-run textarea {
  font-family: var(--nbp-mono);
  resize: vertical;
}

.nbp-run input[type='checkbox'] {
  align-self: flex-start;
  margin: 2px 0;
  accent-color: var(--nbp-brand);
}

.nbp-run [aria-invalid='true'] {
  border-color: var(--nbp-bad) !important;
}

.nbp-run-note {
  display: flex;
  flex-wrap: wrap;
  gap: 0 12px;
  color: var(--nbp-quiet);
  font-size: var(--jp-ui-font-size0, 11px);
}

.nbp-run-problem {
  color: var(--nbp-bad);
}

.nbp-run-more[open] {
  display: flex;
  flex-direction: column;
  gap: 8px;
}

.nbp-run-more > summary {
  cursor: pointer;
}

.nbp-run-more > * + * {
  margin-top: 8px;
}

.nbp-run-check {
  display: flex;
  gap: 6px;
}

.nbp-run-steps {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 14px;
  min-width: 0;
  max-height: 120px;
  margin: 4px 0 0;
  padding: 4px 8px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
}

.nbp-run-plan {
  flex: 2 1 220px;
  min-width: 0;
  padding-inline-start: 16px;
  border-inline-start: 1px solid var(--nbp-line);
}

.nbp-root .nbp-run-plan h3 {
  margin: 0 0 6px;
  font-size: inherit;
  font-weight: 600;
}

.nbp-run-plan .nbp-error {
  margin: 0;
}

.nbp-run-plan ul {
  max-height: 300px;
  margin: 8px 0 0;
  padding: 0;
  overflow: auto;
  list-style: none;
}

.nbp-run-plan li {
  display: flex;
  gap: 8px;
  padding: 2px 0;
}

.nbp-run-step {
  flex: 1;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-run-old {
  opacity: 0.6;
}

.nbp-run-buttons {
  display: flex;
  flex: none;
  gap: 8px;
  justify-content: flex-end;
}

.nbp-dialog .jp-Dialog-content {
  width: 760px;
  max-width: 92vw;
  max-height: 86vh;
  resize: none;
}

.nbp-dialog .jp-Dialog-footer {
  display: none;
}

.nbp-dialog .jp-Dialog-body {
  display: flex;
  min-height: 0;
  padding: 0;
}
`,""]),n.d(t,{},{A:l})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var n="",s=void 0!==t[5];return t[4]&&(n+="@supports (".concat(t[4],") {")),t[2]&&(n+="@media ".concat(t[2]," {")),s&&(n+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),n+=e(t),s&&(n+="}"),t[2]&&(n+="}"),t[4]&&(n+="}"),n}).join("")},t.i=function(e,n,s,r,i){"string"==typeof e&&(e=[[null,e,void 0]]);var l={};if(s)for(var a=0;a<this.length;a++){var o=this[a][0];null!=o&&(l[o]=!0)}for(var u=0;u<e.length;u++){var c=[].concat(e[u]);s&&l[c[0]]||(void 0!==i&&(void 0===c[5]||(c[1]="@layer".concat(c[5].length>0?" ".concat(c[5]):""," {").concat(c[1],"}")),c[5]=i),n&&(c[2]&&(c[1]="@media ".concat(c[2]," {").concat(c[1],"}")),c[2]=n),r&&(c[4]?(c[1]="@supports (".concat(c[4],") {").concat(c[1],"}"),c[4]=r):c[4]="".concat(r)),t.push(c))}},t}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var t=[];function n(e){for(var n=-1,s=0;s<t.length;s++)if(t[s].identifier===e){n=s;break}return n}function s(e,s){for(var r={},i=[],l=0;l<e.length;l++){var a=e[l],o=s.base?a[0]+s.base:a[0],u=r[o]||0,c="".concat(o," ").concat(u);r[o]=u+1;var d=n(c),p={css:a[1],media:a[2],sourceMap:a[3],supports:a[4],layer:a[5]};if(-1!==d)t[d].references++,t[d].updater(p);else{var h=function(e,t){var n=t.domAPI(t);return n.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&n.update(e=t):n.remove()}}(p,s);s.byIndex=l,t.splice(l,0,{identifier:c,updater:h,references:1})}i.push(c)}return i}e.exports=function(e,r){var i=s(e=e||[],r=r||{});return function(e){e=e||[];for(var l=0;l<i.length;l++){var a=n(i[l]);t[a].references--}for(var o=s(e,r),u=0;u<i.length;u++){var c=n(i[u]);0===t[c].references&&(t[c].updater(),t.splice(c,1))}i=o}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var t={};e.exports=function(e,n){var s=function(e){if(void 0===t[e]){var n=document.querySelector(e);if(window.HTMLIFrameElement&&n instanceof window.HTMLIFrameElement)try{n=n.contentDocument.head}catch(e){n=null}t[e]=n}return t[e]}(e);if(!s)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");s.appendChild(n)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,t,n){e.exports=function(e){var t=n.nc;t&&e.setAttribute("nonce",t)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(n){var s,r,i;s="",n.supports&&(s+="@supports (".concat(n.supports,") {")),n.media&&(s+="@media ".concat(n.media," {")),(r=void 0!==n.layer)&&(s+="@layer".concat(n.layer.length>0?" ".concat(n.layer):""," {")),s+=n.css,r&&(s+="}"),n.media&&(s+="}"),n.supports&&(s+="}"),(i=n.sourceMap)&&"u">typeof btoa&&(s+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(i))))," */")),e.styleTagTransform(s,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);