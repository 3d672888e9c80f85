// Pages with everything that the front end draws and made-up data, in every theme: open gallery/dist/light.html.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const themes = {
  light: 'theme-light-extension',
  dark: 'theme-dark-extension',
  contrast: 'theme-dark-high-contrast-extension',
  plain: null // a host without JupyterLab's variables
};

await build({
  absWorkingDir: folder,
  entryPoints: {
    main: 'main.tsx',
    ...Object.fromEntries(
      Object.entries(themes)
        .filter(([, name]) => name)
        .map(([theme, name]) => [theme, `../../node_modules/@jupyterlab/${name}/style/variables.css`])
    )
  },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  minify: true,
  loader: { '.svg': 'dataurl' }
});
for (const theme of Object.keys(themes)) {
  writeFileSync(
    join(folder, 'dist', `${theme}.html`),
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>nbpipe gallery, ${theme}</title>
    ${themes[theme] ? `<link rel="stylesheet" href="${theme}.css" />` : ''}
    <link rel="stylesheet" href="main.css" />
    <style>body { margin: 0; background: var(--jp-layout-color1, Canvas); }</style>
  </head>
  <body ${themes[theme] ? `data-jp-theme-light="${theme === 'light'}"` : ''}>
    <main id="gallery"></main>
    <script src="main.js"></script>
  </body>
</html>
`.replace('<script src', '<script type="module" src')
  );
}
