// Puts a learner, ONNX Runtime and the page into one file that needs no server and no network.
//
//   node build.mjs learner.onnx learn.html [tasks.json]
//
// tasks.json holds tasks with the logits that somebody else computed; the page then compares (used by the test):
//   [{"inputs": {"support": [...], "labels": [...], "query": [...]}, "logits": [...]}, ...]
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [model, out, tasks] = process.argv.slice(2);
if (!model || !out) {
  console.error("usage: node build.mjs learner.onnx learn.html [tasks.json]");
  process.exit(2);
}
const runtime = process.env.ORT_WEB ?? join(here, "node_modules", "onnxruntime-web", "dist");
const text = (file) => readFileSync(file, "utf8");
const base64 = (file) => readFileSync(file).toString("base64");
// Functions as replacements: what is put in may hold dollar signs.
const page = text(join(here, "page.html"))
  // The end of the runtime's script would end the page's.
  .replace("/*RUNTIME*/", () => text(join(runtime, "ort.wasm.min.js")).replaceAll("</script", "<\\/script"))
  .replace("/*LEARN*/", () => text(join(here, "learn.js")))
  .replace("@MODULE@", () => base64(join(runtime, "ort-wasm-simd-threaded.mjs")))
  .replace("@WASM@", () => base64(join(runtime, "ort-wasm-simd-threaded.wasm")))
  .replace("@MODEL@", () => base64(model))
  .replace("@TASKS@", () => Buffer.from(tasks ? text(tasks) : "[]").toString("base64"));
writeFileSync(out, page);
