import { LabIcon } from '@jupyterlab/ui-components';

/** Three steps and the edges between them. */
export const icon = new LabIcon({
  name: 'nbpipe:icon',
  svgstr:
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 16 16"><g class="jp-icon3" fill="#616161">' +
    '<circle cx="8" cy="3.2" r="2.2"/><circle cx="3.4" cy="12.8" r="2.2"/><circle cx="12.6" cy="12.8" r="2.2"/>' +
    '<path d="M7.3 5h1.4v2.2h3a1.6 1.6 0 0 1 1.6 1.6v2.4h-1.4V8.8a.2.2 0 0 0-.2-.2H4.3a.2.2 0 0 0-.2.2v2.4H2.7V8.8' +
    'a1.6 1.6 0 0 1 1.6-1.6h3z"/></g></svg>'
});
