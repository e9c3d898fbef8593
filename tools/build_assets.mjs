// Bundles the style sheet and the scripts of the pages into static/built/, named by their content, with a manifest.
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = "src/clusteratlas_web";
const OUT = `${HERE}/static/built`;

await rm(OUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["css/atlas.css", "js/atlas.js", "js/theme.js", "icon.svg"].map((source) => `${HERE}/assets/${source}`),
  loader: { ".svg": "copy" },
  entryNames: "[name]-[hash]",
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome123", "firefox121", "safari17.5"], // the first versions that know light-dark()
  legalComments: "eof",
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
for (const [file, { inputs, entryPoint = Object.keys(inputs)[0] }] of Object.entries(metafile.outputs)) {
  manifest[basename(entryPoint)] = basename(file);
  await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
}
await writeFile(`${OUT}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(Object.values(manifest).join("\n"));
