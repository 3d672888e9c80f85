"use strict";(self.rspackChunknbpipe_labextension=self.rspackChunknbpipe_labextension||[]).push([["labextension_lib_kit_icons_js-labextension_style_base_css-labextension_style_kit_css"],{"./labextension/lib/context.js"(n,e,r){r.d(e,{Provide:()=>b,y3:()=>k,gf:()=>d,KT:()=>h,M_:()=>c,eN:()=>M,rf:()=>x,N5:()=>m,jN:()=>v,sy:()=>u,mz:()=>f});var t=r("./node_modules/react/jsx-runtime.js"),o=r("webpack/sharing/consume/default/react"),a=r("./labextension/lib/api.js");let i=(n,e)=>n.replace(/%(\d)/g,(n,r)=>String(e[Number(r)-1]??n)),p={__:(n,...e)=>i(n,e),_n:(n,e,r,...t)=>i(1===r?n:e,[r,...t])},s=(0,o.createContext)(null);function b({live:n,host:e,store:r="",children:a}){let i=(0,o.useMemo)(()=>({live:n,store:r,host:{...e,open:n=>e.open(r?{store:r,...n}:n)}}),[n,e,r]);return(0,t.jsx)(s.Provider,{value:i,children:(0,t.jsx)("div",{className:e.embedded?"nbp-root nbp-embedded":"nbp-root",children:a})})}function l(){let n=(0,o.useContext)(s);if(!n)throw Error("This view stands outside of <Provide>.");return n}let d=()=>l().live.api,c=()=>l().live,h=()=>l().host,u=()=>l().store,f=()=>(0,o.useContext)(s)?.host.trans??p;function v(){let n=(0,o.useContext)(s)?.live;return(0,o.useCallback)(()=>n?.renew(),[n])}let g={data:null,error:null,loading:!1};function m(n,e={}){let{live:r,store:t}=l(),a=JSON.stringify(e),i=(0,o.useMemo)(()=>null===n?null:r.page(n,{store:t,...JSON.parse(a)}),[r,n,t,a]);return{...(0,o.useSyncExternalStore)(i?.subscribe??y,i?.snapshot??j),again:i?.again??w}}function x(n){let{live:e}=l(),r=(0,o.useMemo)(()=>e.page("hello"),[e]),{data:t,error:a}=(0,o.useSyncExternalStore)(r.subscribe,r.snapshot);return t?t.may.includes(n):!!a||null}function M(n){let e=f();return!1===x(n)?e.__("This server lets you read only"):""}function k(n){let{live:e,store:r}=l(),[t,i]=(0,o.useState)({busy:!1,error:null}),p=(0,o.useRef)(n);return(0,o.useEffect)(()=>{p.current=n}),{run:(0,o.useCallback)(async(...n)=>{i({busy:!0,error:null});try{return await p.current(e.api,{store:r},...n),i({busy:!1,error:null}),!0}catch(n){return i({busy:!1,error:n instanceof a.hD?n:new a.hD(0,{message:String(n)})}),!1}},[e,r]),...t}}let w=()=>void 0,y=()=>w,j=()=>g},"./labextension/lib/kit/icons.js"(n,e,r){var t=r("./node_modules/react/jsx-runtime.js"),o=r("./labextension/lib/context.js"),a=r("./labextension/lib/kit/paths.js");function i(n,e){return({Pending:n.__("Pending"),Starting:n.__("Starting"),Executing:n.__("Executing"),Waiting:n.__("Waiting"),Stopping:n.__("Stopping"),Succeeded:n.__("Succeeded"),Failed:n.__("Failed"),Stopped:n.__("Stopped"),Skipped:n.__("Skipped")})[e]}function p({path:n,size:e,className:r,filled:o,label:a,children:i}){return(0,t.jsxs)("svg",{className:`nbp-icon ${r}`,viewBox:"0 0 16 16",width:e,height:e,...a?{role:"img","aria-label":a}:{"aria-hidden":!0},children:[a&&(0,t.jsx)("title",{children:a}),i,(0,t.jsx)("path",{d:n,className:o?"nbp-icon-filled":void 0})]})}function s({status:n,cached:e=!1,type:r,size:b=16,silent:l=!1}){let d=(0,o.mz)(),c="Executing"===n||"Starting"===n,h=e?d.__("%1, from the cache",i(d,n)):i(d,n);return(0,t.jsxs)(p,{path:"Waiting"===n&&"Callback"===r?a.qG:a.f[n],size:b,className:`nbp-status nbp-is-${n.toLowerCase()}${c?" nbp-turns":""}`,filled:"Stopped"===n||"Stopping"===n,label:l?void 0:h,children:[c&&(0,t.jsx)("path",{d:a.Zf,className:"nbp-icon-faint"}),e&&"Succeeded"===n&&(0,t.jsx)("path",{d:a.ku,transform:"translate(8.6 7.6) scale(0.55)",className:"nbp-icon-bolt"})]})}function b(n){let e=(0,o.mz)();return(0,t.jsxs)("span",{className:"nbp-mark",children:[(0,t.jsx)(s,{...n,silent:!0}),(0,t.jsx)("span",{children:i(e,n.status)}),n.cached&&(0,t.jsx)("span",{className:"nbp-quiet",children:e.__("from the cache")})]})}function l(n,e){return"PendingManualApproval"===e?n.__("Waits for approval"):"Approved"===e?n.__("Approved"):n.__("Rejected")}function d({status:n}){let e=(0,o.mz)();return(0,t.jsxs)("span",{className:"nbp-mark",title:n,children:[(0,t.jsx)(s,{status:{Approved:"Succeeded",Rejected:"Failed",PendingManualApproval:"Waiting"}[n],type:"Callback",silent:!0}),(0,t.jsx)("span",{children:l(e,n)})]})}function c({type:n,size:e=16,silent:r=!1}){return(0,t.jsx)(p,{path:a.QE[n]??a.Zs,size:e,className:"nbp-type",label:r?void 0:n})}function h({sign:n,size:e=16,label:r}){return(0,t.jsx)(p,{path:a.B2[n],size:e,className:"nbp-sign",filled:"play"===n||"stop"===n,label:r})}function u({size:n=14}){let e=(0,o.mz)();return(0,t.jsx)(p,{path:a.ku,size:n,className:"nbp-cached",filled:!0,label:e.__("From the cache")})}r.d(e,{AY:()=>l,Hm:()=>i,In:()=>h,Q6:()=>u,kW:()=>s,km:()=>c,oy:()=>b,xf:()=>d})},"./labextension/lib/kit/paths.js"(n,e,r){let t={Processing:"M2 4.5h6.5M12.5 4.5H14M2 11.5h1.5M7.5 11.5H14M10.5 2.5a2 2 0 1 0 .01 0M5.5 9.5a2 2 0 1 0 .01 0",Training:"M2.5 2v11.5H14M5 10.5l3-3.5 2 1.5 3.5-5",Tuning:"M3.2 12.5a6 6 0 1 1 9.6 0M8 9.5l2.6-3.4M8 8.5a1 1 0 1 0 .01 0",AutoML:"M8 2l1.7 4.1 4.4.4-3.3 2.9 1 4.3L8 11.4l-3.8 2.3 1-4.3L1.9 6.5l4.4-.4z",Condition:"M2 8h3.2M5.2 8c3 0 2.2-4.2 5.3-4.2H14M5.2 8c3 0 2.2 4.2 5.3 4.2H14M12 1.8l2 2-2 2M12 10.2l2 2-2 2",Register:"M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.3 4.5a.8.8 0 1 0 .01 0",Model:"M8 1.8l5.5 3v6.4l-5.5 3-5.5-3V4.8zM2.5 4.8L8 7.9l5.5-3.1M8 7.9v6.3",Transform:"M2 5h11M10.3 2.3L13 5l-2.7 2.7M14 11H3M5.7 8.3L3 11l2.7 2.7",QualityCheck:"M8 1.8l5 1.9v4c0 3-2 5.3-5 6.5-3-1.2-5-3.5-5-6.5v-4zM5.6 7.8l1.8 1.8 3.1-3.4",ClarifyCheck:"M8 2v12M4.5 14h7M3 4.2h10M3 4.2L1.2 9h3.6zM13 4.2L11.2 9h3.6z",Lambda:"M4 2.5h2l5.5 11H13M7.3 6L3.5 13.5",Callback:"M8 2a2.8 2.8 0 1 0 .01 0M2.8 14c0-3 2.2-4.8 5.2-4.8s5.2 1.8 5.2 4.8",Fail:"M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM8 4.6v4M8 11v.4",EndpointConfig:"M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.4M5 11h.4",Endpoint:"M4.6 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.4 5.3z",Notebook:"M4 2h8.5v12H4zM6.5 2v12M2.5 5H4M2.5 8H4M2.5 11H4",Pipeline:"M3.5 6.5h0a1.5 1.5 0 1 0 .01 0M12.5 2.2a1.5 1.5 0 1 0 .01 0M12.5 10.8a1.5 1.5 0 1 0 .01 0M4.9 7.4l6.2-3M4.9 8.6l6.2 3",Map:"M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",Cluster:"M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z"},o={Pending:"M8 3a5 5 0 1 0 .01 0",Starting:"M8 2.5A5.5 5.5 0 0 1 13.5 8",Executing:"M8 2.5A5.5 5.5 0 1 1 2.5 8",Waiting:"M4 2.5h8M4 13.5h8M4.8 2.5c0 3 3.2 3.8 3.2 5.5s-3.2 2.5-3.2 5.5M11.2 2.5c0 3-3.2 3.8-3.2 5.5s3.2 2.5 3.2 5.5",Succeeded:"M2.8 8.6l3.5 3.5 7-8",Failed:"M3.5 3.5l9 9M12.5 3.5l-9 9",Stopped:"M4 4h8v8H4z",Skipped:"M3 8h10",Stopping:"M4 4h8v8H4z"},a=t.Callback,i={add:"M8 3v10M3 8h10",remove:"M3 8h10",close:"M4 4l8 8M12 4l-8 8",tick:o.Succeeded,copy:"M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",search:"M7 2.5a4.5 4.5 0 1 0 .01 0M10.3 10.3L14 14",fit:"M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",down:"M4 6l4 4 4-4",up:"M4 10l4-4 4 4",next:"M6 4l4 4-4 4",back:"M10 4L6 8l4 4",play:"M4.5 2.8v10.4L13 8z",stop:"M4 4h8v8H4z",pause:"M5.5 3.5v9M10.5 3.5v9",notebook:"M4 2h8.5v12H4zM6.5 2v12M2.5 5H4M2.5 8H4M2.5 11H4",again:"M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",open:"M9 2.5h4.5V7M13.5 2.5L7 9M11 9.5v4H2.5V5h4",download:"M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10",warning:"M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.3",best:"M8 2l1.7 4.1 4.4.4-3.3 2.9 1 4.3L8 11.4l-3.8 2.3 1-4.3L1.9 6.5l4.4-.4z",learned:"M1.8 9.5c1.6-4 3.2-4 4.2-1.5s2.4 4 4 1.5 2.8-3 4.2-2",list:"M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.5M2 8h.5M2 12h.5",branches:"M8 2a1.5 1.5 0 1 0 .01 0M4 11a1.5 1.5 0 1 0 .01 0M12 11a1.5 1.5 0 1 0 .01 0M8 5v2.5M4 11V9.5a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2V11"};r.d(e,{},{B2:i,QE:t,Zf:"M8 2.5a5.5 5.5 0 1 0 .01 0",Zs:"M8 2.5a5.5 5.5 0 1 0 .01 0M8 6.5a1.5 1.5 0 1 0 .01 0",f:o,ku:"M9.2 1.5L3.8 9h3.7l-.9 5.5L12.2 7H8.4z",qG:a})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/base.css"(n,e,r){var t=r("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),o=r.n(t),a=r("./node_modules/css-loader/dist/runtime/api.js"),i=(r.n(a))()(o());i.push([n.id,`/*
 * The colours of nbpipe's views. In JupyterLab they are its own; in hosts without --jp-* (VS Code, Colab, plain HTML)
 * they fall back on what follows, light or dark as the host says.
 */

.nbp-root {
  --nbp-host-page: #fff;
  --nbp-host-raised: #f0f0f0;
  --nbp-host-strong: #000;
  --nbp-host-ink: #1f1f1f;
  --nbp-host-quiet: #616161;
  --nbp-host-faint: #9e9e9e;
  --nbp-host-line: #e0e0e0;
  --nbp-host-edge: #bdbdbd;
  --nbp-host-brand: #1976d2;
  --nbp-host-chosen: #e3f2fd;
  --nbp-host-info: #0097a7;
  --nbp-host-warn: #f57c00;
  --nbp-host-good: #388e3c;
  --nbp-host-bad: #d32f2f;
  --nbp-page: var(--jp-layout-color1, var(--vscode-editor-background, var(--nbp-host-page)));
  --nbp-raised: var(--jp-layout-color2, var(--vscode-editorWidget-background, var(--nbp-host-raised)));
  --nbp-strong: var(--jp-ui-font-color0, var(--nbp-host-strong));
  --nbp-ink: var(--jp-ui-font-color1, var(--vscode-editor-foreground, var(--nbp-host-ink)));
  --nbp-quiet: var(--jp-ui-font-color2, var(--vscode-descriptionForeground, var(--nbp-host-quiet)));
  --nbp-faint: var(--jp-ui-font-color3, var(--nbp-host-faint));
  --nbp-line: var(--jp-border-color2, var(--vscode-panel-border, var(--nbp-host-line)));
  --nbp-edge: var(--jp-border-color1, var(--nbp-host-edge));
  --nbp-brand: var(--jp-brand-color1, var(--vscode-focusBorder, var(--nbp-host-brand)));
  --nbp-on-brand: var(--jp-layout-color0, var(--nbp-host-page));
  /* A little of the ink: the link colour of the dark themes is hard to read at this size. */
  --nbp-link: color-mix(
    in srgb,
    var(--jp-content-link-color, var(--vscode-textLink-foreground, var(--nbp-host-brand))) 80%,
    var(--nbp-ink)
  );
  --nbp-chosen: var(--jp-brand-color4, var(--nbp-host-chosen));
  --nbp-info: var(--jp-info-color1, var(--nbp-host-info));
  --nbp-warn: var(--jp-warn-color1, var(--nbp-host-warn));
  --nbp-halt: var(--jp-warn-color2, var(--nbp-host-warn));
  --nbp-good: var(--jp-success-color1, var(--nbp-host-good));
  --nbp-bad: var(--jp-error-color1, var(--nbp-host-bad));
  --nbp-mono: var(--jp-code-font-family, var(--vscode-editor-font-family, monospace));
  --nbp-radius: var(--jp-border-radius, 2px);
  --nbp-tone: var(--nbp-faint);

  width: 100%;
  height: 100%;
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  color: var(--nbp-ink);
  background: var(--nbp-page);
  font-family: var(--jp-ui-font-family, var(--vscode-font-family, system-ui, sans-serif));
  font-size: var(--jp-ui-font-size1, 13px);
  line-height: 1.4;
}

@media (prefers-color-scheme: dark) {
  .nbp-root {
    --nbp-host-page: #111;
    --nbp-host-raised: #212121;
    --nbp-host-strong: #fff;
    --nbp-host-ink: #eee;
    --nbp-host-quiet: #b0b0b0;
    --nbp-host-faint: #828282;
    --nbp-host-line: #424242;
    --nbp-host-edge: #616161;
    --nbp-host-brand: #64b5f6;
    --nbp-host-chosen: #102a43;
    --nbp-host-info: #26c6da;
    --nbp-host-warn: #ffb74d;
    --nbp-host-good: #66bb6a;
    --nbp-host-bad: #ef5350;
  }
}

/* Hosts that say it themselves: VS Code, Colab, Sphinx. */
.vscode-dark .nbp-root,
[theme='dark'] .nbp-root,
[data-theme='dark'] .nbp-root {
  --nbp-host-page: #111;
  --nbp-host-raised: #212121;
  --nbp-host-strong: #fff;
  --nbp-host-ink: #eee;
  --nbp-host-quiet: #b0b0b0;
  --nbp-host-faint: #828282;
  --nbp-host-line: #424242;
  --nbp-host-edge: #616161;
  --nbp-host-brand: #64b5f6;
  --nbp-host-chosen: #102a43;
  --nbp-host-info: #26c6da;
  --nbp-host-warn: #ffb74d;
  --nbp-host-good: #66bb6a;
  --nbp-host-bad: #ef5350;
}

.vscode-light .nbp-root,
[theme='light'] .nbp-root,
[data-theme='light'] .nbp-root {
  --nbp-host-page: #fff;
  --nbp-host-raised: #f0f0f0;
  --nbp-host-strong: #000;
  --nbp-host-ink: #1f1f1f;
  --nbp-host-quiet: #616161;
  --nbp-host-faint: #9e9e9e;
  --nbp-host-line: #e0e0e0;
  --nbp-host-edge: #bdbdbd;
  --nbp-host-brand: #1976d2;
  --nbp-host-chosen: #e3f2fd;
  --nbp-host-info: #0097a7;
  --nbp-host-warn: #f57c00;
  --nbp-host-good: #388e3c;
  --nbp-host-bad: #d32f2f;
}

/* Dark themes have no brand-color4 that is a quiet background: a tint of the brand is one in all of them. */
[data-jp-theme-light='false'] .nbp-root {
  --nbp-chosen: color-mix(in srgb, var(--nbp-brand) 22%, var(--nbp-page));
}

.nbp-root *,
.nbp-root *::before,
.nbp-root *::after {
  box-sizing: border-box;
}

.nbp-root :focus-visible {
  outline: 2px solid var(--nbp-brand);
  outline-offset: -1px;
}

.nbp-root p {
  margin: 0;
}

.nbp-root button,
.nbp-root input,
.nbp-root select,
.nbp-root textarea {
  font: inherit;
  color: inherit;
}

.nbp-quiet {
  color: var(--nbp-quiet);
}

.nbp-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* The tone of a status, for whoever uses --nbp-tone. */
.nbp-is-pending,
.nbp-is-skipped {
  --nbp-tone: var(--nbp-faint);
}

.nbp-is-starting,
.nbp-is-executing {
  --nbp-tone: var(--nbp-info);
}

.nbp-is-waiting {
  --nbp-tone: var(--nbp-warn);
}

.nbp-is-succeeded {
  --nbp-tone: var(--nbp-good);
}

.nbp-is-failed {
  --nbp-tone: var(--nbp-bad);
}

.nbp-is-stopped,
.nbp-is-stopping {
  --nbp-tone: var(--nbp-halt);
}
`,""]),r.d(e,{},{A:i})},"./node_modules/css-loader/dist/cjs.js!./labextension/style/kit.css"(n,e,r){var t=r("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),o=r.n(t),a=r("./node_modules/css-loader/dist/runtime/api.js"),i=(r.n(a))()(o());i.push([n.id,`/* ---- icons ---- */

.nbp-icon {
  flex: none;
  display: inline-block;
  vertical-align: -3px;
  fill: none;
  stroke: currentcolor;
  stroke-width: 1.5;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.nbp-status {
  color: var(--nbp-tone);
  stroke-width: 2;
}

.nbp-type {
  color: var(--nbp-quiet);
  stroke-width: 1.3;
}

.nbp-sign {
  stroke-width: 1.4;
}

.nbp-icon-filled,
.nbp-icon-bolt {
  fill: currentcolor;
}

.nbp-icon-bolt {
  color: var(--nbp-ink);
  paint-order: stroke;
  stroke: none;
}

.nbp-cached {
  color: var(--nbp-quiet);
  stroke: none;
}

.nbp-icon-faint {
  opacity: 0.25;
}

.nbp-turns > path:last-child {
  transform-origin: center;
  animation: nbp-turn 2.4s linear infinite;
}

@keyframes nbp-turn {
  to {
    transform: rotate(360deg);
  }
}

.nbp-mark {
  display: inline-flex;
  vertical-align: top;
  align-items: center;
  gap: 5px;
  white-space: nowrap;
}

/* ---- values ---- */

.nbp-value {
  white-space: nowrap;
}

.nbp-number {
  font-variant-numeric: tabular-nums;
}

.nbp-id {
  padding: 0 3px;
  margin: 0 -3px;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  font-family: var(--nbp-mono) !important;
  font-size: 0.92em !important;
  cursor: copy;
}

.nbp-id:hover {
  background: var(--nbp-raised);
}

/* ---- controls ---- */

.nbp-button {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  height: 24px;
  padding: 0 10px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  white-space: nowrap;
  cursor: pointer;
}

.nbp-button:hover:not(:disabled, [aria-disabled='true']) {
  background: var(--nbp-raised);
}

.nbp-root .nbp-button-accept {
  border-color: var(--nbp-brand);
  background: var(--nbp-brand);
  color: var(--nbp-on-brand);
}

.nbp-button-warn {
  border-color: var(--nbp-bad);
  box-shadow: inset 0 0 0 1px var(--nbp-bad);
}

.nbp-root .nbp-button-accept:hover:not(:disabled) {
  filter: brightness(0.92);
}

.nbp-root .nbp-button-accept:focus-visible {
  outline-offset: 2px;
}

.nbp-button:disabled,
.nbp-button[aria-disabled='true'],
.nbp-icon-button:disabled,
.nbp-icon-button[aria-disabled='true'] {
  opacity: 0.5;
  cursor: default;
}

.nbp-icon-button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 24px;
  height: 24px;
  padding: 0;
  border: 0;
  border-radius: var(--nbp-radius);
  background: none;
  color: var(--nbp-ink);
  cursor: pointer;
}

.nbp-icon-button:hover:not(:disabled, [aria-disabled='true']) {
  background: var(--nbp-raised);
}

.nbp-icon-button[aria-pressed='true'] {
  background: var(--nbp-chosen);
}

.nbp-link {
  padding: 0;
  border: 0;
  background: none;
  text-align: start;
  cursor: pointer;
}

.nbp-root .nbp-link {
  color: var(--nbp-link);
}

.nbp-link:hover {
  text-decoration: underline;
}

.nbp-search {
  display: inline-flex;
  align-items: center;
  gap: 5px;
  height: 24px;
  min-width: 120px;
  padding: 0 6px;
  border: 1px solid var(--nbp-edge);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-search:focus-within {
  border-color: var(--nbp-brand);
  box-shadow: inset 0 0 0 1px var(--nbp-brand);
}

.nbp-search input {
  flex: 1;
  min-width: 0;
  height: 100%;
  padding: 0;
  border: 0;
  outline: none !important;
  background: none;
  appearance: none;
}

.nbp-search input::placeholder {
  color: var(--nbp-quiet);
  opacity: 1;
}

.nbp-toolbar {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 8px;
  min-height: 32px;
  padding: 3px 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-space {
  flex: 1;
}

/* ---- feedback ---- */

.nbp-empty {
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 6px;
  max-width: 460px;
  margin: auto;
  padding: 24px 16px;
  color: var(--nbp-quiet);
  text-align: center;
}

.nbp-empty-title {
  color: var(--nbp-ink);
  font-weight: 600;
}

.nbp-empty code {
  padding: 3px 8px;
  border: 1px solid var(--nbp-line);
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
  color: var(--nbp-ink);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  user-select: all;
}

.nbp-error {
  display: flex;
  flex: none;
  align-items: flex-start;
  gap: 8px;
  margin: 8px;
  padding: 8px 10px;
  border: 1px solid var(--nbp-bad);
  border-inline-start-width: 4px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-page);
}

.nbp-error > .nbp-icon {
  margin-top: 1px;
  color: var(--nbp-bad);
}

.nbp-error-text {
  flex: 1;
  min-width: 0;
  overflow-wrap: anywhere;
}

.nbp-error-message {
  font-weight: 600;
}

.nbp-spinner {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  padding: 24px;
  color: var(--nbp-quiet);
  animation: nbp-appear 0.2s 0.3s both;
}

.nbp-spinner .nbp-icon {
  color: var(--nbp-info);
}

@keyframes nbp-appear {
  from {
    opacity: 0;
  }
}

.nbp-notice {
  border-color: var(--nbp-warn);
}

.nbp-notice > .nbp-icon {
  color: var(--nbp-warn);
}

.nbp-answers {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  margin-top: 8px;
}

/* ---- table ---- */

.nbp-table {
  min-height: 0;
  overflow: auto;
  overflow-anchor: none;
}

.nbp-table table {
  width: 100%;
  border-collapse: separate;
  border-spacing: 0;
  table-layout: fixed;
}

.nbp-table th,
.nbp-table td {
  height: 28px;
  padding: 0 8px;
  overflow: hidden;
  border-bottom: 1px solid var(--nbp-line);
  text-align: start;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.nbp-table th {
  position: sticky;
  top: 0;
  z-index: 1;
  background: var(--nbp-page);
  font-weight: 600;
}

.nbp-table th button {
  width: 100%;
  height: 100%;
  padding: 0;
  border: 0;
  background: none;
  font-weight: inherit;
  text-align: inherit;
  cursor: pointer;
}

.nbp-table .nbp-end {
  text-align: end;
}

.nbp-table-arrow::after {
  padding-inline-start: 4px;
}

[aria-sort='ascending'] .nbp-table-arrow::after {
  content: '▴';
}

[aria-sort='descending'] .nbp-table-arrow::after {
  content: '▾';
}

.nbp-table .nbp-table-mark {
  width: 28px;
  padding: 0;
  text-align: center;
}

.nbp-table-mark input {
  margin: 0;
  vertical-align: middle;
}

.nbp-table tr.nbp-opens {
  cursor: pointer;
}

.nbp-table tbody tr:hover:not([aria-hidden]) {
  background: color-mix(in srgb, var(--nbp-raised) 60%, transparent);
}

.nbp-table tr[aria-current] {
  background: var(--nbp-chosen);
}

.nbp-table tr:focus-visible {
  outline-offset: -2px;
}

.nbp-table-more {
  padding: 8px;
  text-align: center;
}

/* ---- tabs ---- */

.nbp-tabs {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
}

.nbp-tabs-row {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  padding: 0 8px;
  border-bottom: 1px solid var(--nbp-line);
}

.nbp-tabs-list {
  display: flex;
  flex: 1;
  min-width: 0;
  overflow-x: auto;
  scrollbar-width: none;
}

.nbp-tabs-list button {
  height: 31px;
  padding: 0 7px;
  border: 0;
  border-bottom: 2px solid transparent;
  background: none;
  color: var(--nbp-ink);
  white-space: nowrap;
  cursor: pointer;
}

.nbp-tabs-list button:hover {
  background: color-mix(in srgb, var(--nbp-raised) 60%, transparent);
}

.nbp-tabs-list button[aria-selected='true'] {
  border-bottom-color: var(--nbp-brand);
  font-weight: 600;
}

.nbp-count {
  margin-inline-start: 5px;
  color: var(--nbp-quiet);
  font-weight: 400;
  font-variant-numeric: tabular-nums;
}

.nbp-tabs-panel {
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
  overflow: auto;
}

/* ---- split ---- */

.nbp-split {
  display: flex;
  flex: 1;
  min-width: 0;
  min-height: 0;
}

.nbp-split-column {
  flex-direction: column;
}

.nbp-split-pane {
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
  overflow: hidden;
}

.nbp-split-border {
  position: relative;
  z-index: 2;
  flex: none;
  background: var(--nbp-line);
  touch-action: none;
}

.nbp-split-row > .nbp-split-border {
  width: 1px;
  cursor: col-resize;
}

.nbp-split-column > .nbp-split-border {
  height: 1px;
  cursor: row-resize;
}

/* Wider to grasp than to see. */
.nbp-split-border::after {
  position: absolute;
  inset: -3px;
  content: '';
}

.nbp-split-border:hover,
.nbp-split-border:focus-visible,
.nbp-split-border:active {
  background: var(--nbp-brand);
  box-shadow: 0 0 0 1px var(--nbp-brand);
}

/* ---- tree ---- */

.nbp-tree,
.nbp-tree ul {
  margin: 0;
  padding: 0;
  list-style: none;
}

.nbp-tree {
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  overflow-wrap: anywhere;
}

.nbp-tree ul {
  padding-inline-start: 18px;
}

.nbp-tree li {
  line-height: 1.4;
}

.nbp-tree li > span:first-child {
  margin-inline-start: 14px;
}

.nbp-tree-fold {
  min-height: 24px;
  padding: 0;
  border: 0;
  background: none;
  text-align: start;
  cursor: pointer;
}

.nbp-tree-fold:disabled {
  cursor: default;
}

.nbp-tree-arrow::before {
  display: inline-block;
  width: 14px;
  color: var(--nbp-quiet);
  content: '▸';
}

.nbp-tree-fold[aria-expanded='true'] > .nbp-tree-arrow::before {
  content: '▾';
}

.nbp-tree-fold:disabled > .nbp-tree-arrow::before {
  content: '';
}

.nbp-tree-string {
  color: var(--jp-mirror-editor-string-color, inherit);
}

.nbp-tree-number,
.nbp-tree-boolean {
  color: var(--jp-mirror-editor-number-color, inherit);
}

.nbp-tree-null {
  color: var(--nbp-quiet);
}

/* ---- charts ---- */

.nbp-chart {
  margin: 0;
}

.nbp-chart > svg {
  display: block;
}

.nbp-chart text {
  fill: var(--nbp-ink);
  font-size: 11px;
  font-variant-numeric: tabular-nums;
}

.nbp-chart-axis line {
  stroke: var(--nbp-line);
}

.nbp-chart path,
.nbp-chart-name path {
  fill: none;
  stroke: var(--nbp-series);
  stroke-width: 1.6;
}

.nbp-chart circle {
  fill: var(--nbp-series);
}

.nbp-chart path.nbp-chart-best {
  fill: var(--nbp-series);
  stroke: var(--nbp-page);
  stroke-width: 1;
}

.nbp-chart-threshold text {
  paint-order: stroke;
  stroke: var(--nbp-page);
  stroke-width: 4;
}

.nbp-chart-threshold line {
  stroke: var(--nbp-warn);
  stroke-dasharray: 5 4;
}

.nbp-chart-near {
  stroke: var(--nbp-edge);
}

.nbp-chart figcaption {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 14px;
  padding-inline-start: 48px;
}

.nbp-chart-name {
  display: inline-flex;
  align-items: center;
  gap: 5px;
}

.nbp-series-0 {
  --nbp-series: var(--nbp-brand);
}

.nbp-series-1 {
  --nbp-series: var(--nbp-good);
}

.nbp-series-2 {
  --nbp-series: var(--nbp-warn);
}

.nbp-series-3 {
  --nbp-series: var(--nbp-bad);
}

.nbp-series-4 {
  --nbp-series: var(--nbp-info);
}

.nbp-series-5 {
  --nbp-series: var(--nbp-quiet);
}

.nbp-bars {
  width: 100%;
  border-spacing: 0 2px;
}

.nbp-bars th {
  width: 1%;
  padding: 0 8px 0 0;
  font-weight: 400;
  text-align: start;
  white-space: nowrap;
}

.nbp-bars td:last-child {
  width: 1%;
  padding-inline-start: 8px;
  text-align: end;
  white-space: nowrap;
}

.nbp-bars caption {
  caption-side: bottom;
  color: var(--nbp-quiet);
  text-align: start;
}

.nbp-bars-cell {
  position: relative;
  height: 20px;
  padding: 0;
}

.nbp-bar {
  position: absolute;
  inset-block: 4px;
  min-width: 1px;
  border-radius: 1px;
  background: color-mix(in srgb, var(--nbp-brand) 45%, var(--nbp-page));
}

.nbp-bar-best {
  background: var(--nbp-brand);
}

.nbp-bar-threshold {
  position: absolute;
  inset-block: 0;
  border-inline-start: 2px dashed var(--nbp-warn);
}

/* ---- code ---- */

.nbp-code {
  position: relative;
  margin: 0;
  padding: 6px 8px;
  overflow: auto;
  border: 1px solid var(--nbp-line);
  border-radius: var(--nbp-radius);
  background: var(--jp-cell-editor-background, var(--nbp-page));
  color: var(--jp-content-font-color1, var(--nbp-ink));
  font-family: var(--nbp-mono);
  font-size: var(--jp-code-font-size, 12px);
  line-height: 1.4;
  tab-size: 4;
}

.nbp-code code {
  position: relative;
  padding: 0;
  background: none;
  color: inherit;
  font: inherit;
}

.nbp-code-line {
  position: absolute;
  top: calc(var(--nbp-at) * 1lh);
  inset-inline: 0;
  height: 1lh;
  margin-top: 6px;
  border-inline-start: 3px solid var(--nbp-bad);
  background: color-mix(in srgb, var(--nbp-bad) 14%, transparent);
}

.nbp-diff > span {
  display: block;
  min-height: 1lh;
}

.nbp-diff-added {
  background: color-mix(in srgb, var(--nbp-good) 18%, transparent);
}

.nbp-diff-removed {
  background: color-mix(in srgb, var(--nbp-bad) 16%, transparent);
}

.nbp-diff-file {
  font-weight: 600;
}

@media (prefers-reduced-motion: reduce) {
  .nbp-turns > path:last-child,
  .nbp-spinner {
    animation: none;
  }
}

.nbp-code-numbered {
  display: flex;
  gap: 12px;
}

.nbp-code-numbers {
  flex: none;
  color: var(--nbp-quiet);
  text-align: end;
  white-space: pre;
  user-select: none;
}

/* ---- what a program printed ---- */

.nbp-terminal {
  --nbp-ansi-0: var(--nbp-strong);
  --nbp-ansi-1: var(--nbp-bad);
  --nbp-ansi-2: var(--nbp-good);
  --nbp-ansi-3: var(--nbp-warn);
  --nbp-ansi-4: var(--nbp-brand);
  --nbp-ansi-5: color-mix(in srgb, var(--nbp-bad) 50%, var(--nbp-brand));
  --nbp-ansi-6: var(--nbp-info);
  --nbp-ansi-7: var(--nbp-quiet);

  margin: 0;
  color: var(--jp-content-font-color1, var(--nbp-ink));
  font-family: var(--nbp-mono);
  font-size: var(--jp-code-font-size, 12px);
  line-height: 1.4;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  tab-size: 8;
}

/* ---- a command ---- */

.nbp-type-this {
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
  align-items: center;
  min-width: 0;
}

.nbp-type-this code {
  padding: 2px 6px;
  border-radius: var(--nbp-radius);
  background: var(--nbp-raised);
  font-family: var(--nbp-mono);
  font-size: 0.92em;
  overflow-wrap: anywhere;
  user-select: all;
}
`,""]),r.d(e,{},{A:i})},"./labextension/style/base.css"(n,e,r){var t=r("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),o=r.n(t),a=r("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=r.n(a),p=r("./node_modules/style-loader/dist/runtime/insertBySelector.js"),s=r.n(p),b=r("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),l=r.n(b),d=r("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=r.n(d),h=r("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=r.n(h),f=r("./node_modules/css-loader/dist/cjs.js!./labextension/style/base.css"),v={};v.styleTagTransform=u(),v.setAttributes=l(),v.insert=s().bind(null,"head"),v.domAPI=i(),v.insertStyleElement=c(),o()(f.A,v),f.A&&f.A.locals&&f.A.locals},"./labextension/style/kit.css"(n,e,r){var t=r("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),o=r.n(t),a=r("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),i=r.n(a),p=r("./node_modules/style-loader/dist/runtime/insertBySelector.js"),s=r.n(p),b=r("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),l=r.n(b),d=r("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=r.n(d),h=r("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),u=r.n(h),f=r("./node_modules/css-loader/dist/cjs.js!./labextension/style/kit.css"),v={};v.styleTagTransform=u(),v.setAttributes=l(),v.insert=s().bind(null,"head"),v.domAPI=i(),v.insertStyleElement=c(),o()(f.A,v),f.A&&f.A.locals&&f.A.locals}}]);