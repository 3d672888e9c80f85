// The notebook panel as one ES module with its own React, for anywidget: nbpipe/widget/static/panel.{js,css}.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = 'nbpipe/widget/static';

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { panel: 'labextension/src/widget.tsx' },
  outdir: out,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2021',
  define: { 'process.env.NODE_ENV': '"production"' },
  jsx: 'automatic',
  legalComments: 'none',
  metafile: true
});
writeFileSync(join(root, out, 'panel.licenses.txt'), licenses(Object.keys(metafile.inputs)));

/** The licence texts of the packages that the files are from: they must travel with the bundle. */
function licenses(files) {
  const folder = /^node_modules\/(@[^/]+\/)?[^/]+/;
  const packages = [...new Set(files.map(file => folder.exec(file)?.[0]).filter(Boolean))].sort();
  return packages
    .map(path => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      const text = readdirSync(join(root, path)).find(file => /^licen[cs]e/i.test(file));
      if (!/^(MIT|ISC|BSD|Apache-2\.0|0BSD)/.test(license)) throw new Error(`${name}: licence ${license}`);
      const body =
        text && existsSync(join(root, path, text)) ? readFileSync(join(root, path, text), 'utf8') : license;
      return `${name} ${version} (${license})\n\n${body.replace(/\r\n/g, '\n').trim()}\n`;
    })
    .join(`\n${'-'.repeat(78)}\n\n`);
}
