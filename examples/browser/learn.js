"use strict";

const SIDE = 28;

/** What build.mjs put into the page, as bytes. */
function embedded(name) {
  const text = atob(document.getElementById(name).textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

/** A canvas that can be drawn on; calls back after each stroke. */
function drawing(canvas, changed) {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.lineWidth = canvas.width / 14;
  pen.lineCap = pen.lineJoin = "round";
  let down = false;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    down = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (down) {
      pen.lineTo(...at(event));
      pen.stroke();
    }
  });
  canvas.addEventListener("pointerup", () => {
    down = false;
    changed();
  });
  return {
    clear: () => pen.clearRect(0, 0, canvas.width, canvas.height),
    /** The drawing as the learner sees it: bright on dark, each pixel the mean of those that it stands for. */
    pixels: () => {
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Float32Array(SIDE * SIDE);
      const step = canvas.width / SIDE;
      for (let y = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++) {
          let sum = 0;
          for (let v = y * step; v < (y + 1) * step; v++) {
            for (let u = x * step; u < (x + 1) * step; u++) {
              sum += data[(v * canvas.width + u) * 4 + 3];
            }
          }
          pixels[y * SIDE + x] = sum / (255 * step * step);
        }
      }
      return pixels;
    },
  };
}

/** Solves a task: all of it is in the model. */
async function solve(session, inputs) {
  const feeds = {};
  for (const info of session.inputMetadata) {
    const values = inputs[info.name];
    const known = info.shape.reduce((product, size) => product * (typeof size === "number" && size > 0 ? size : 1), 1);
    const shape = info.shape.map((size) => (typeof size === "number" && size > 0 ? size : values.length / known));
    feeds[info.name] =
      info.type === "int64"
        ? new ort.Tensor("int64", BigInt64Array.from(values, BigInt), shape)
        : new ort.Tensor("float32", Float32Array.from(values), shape);
  }
  return session.run(feeds);
}

/** The largest difference to logits that were computed elsewhere. */
async function compare(session, tasks) {
  let largest = 0;
  for (const task of tasks) {
    const { logits } = await solve(session, task.inputs);
    task.logits.forEach((logit, i) => {
      largest = Math.max(largest, Math.abs(logit - logits.data[i]));
    });
  }
  return largest;
}

function page(session) {
  const shape = (name) => session.inputMetadata.find((info) => info.name === name).shape;
  const ways = session.outputMetadata.find((info) => info.name === "logits").shape[1];
  const shots = shape("support")[0] / ways;
  const supports = [];
  const bars = [];
  const answer = async () => {
    const support = new Float32Array(ways * shots * SIDE * SIDE);
    supports.forEach((one, i) => support.set(one.pixels(), i * SIDE * SIDE));
    const labels = supports.map((one, i) => Math.floor(i / shots));
    const count = typeof shape("query")[0] === "number" ? shape("query")[0] : 1;
    const queries = new Float32Array(count * SIDE * SIDE);
    for (let i = 0; i < count; i++) {
      queries.set(query.pixels(), i * SIDE * SIDE);
    }
    const start = performance.now();
    const { probabilities } = await solve(session, { support, labels, query: queries });
    state.textContent = `learned and answered in ${(performance.now() - start).toFixed(1)} ms`;
    bars.forEach((bar, i) => {
      bar.style.width = `${100 * probabilities.data[i]}%`;
      bar.title = probabilities.data[i].toFixed(3);
    });
  };
  for (let i = 0; i < ways * shots; i++) {
    const box = document.createElement("div");
    box.className = "class";
    box.innerHTML = `<canvas width="84" height="84"></canvas><br>class ${Math.floor(i / shots) + 1}`;
    document.getElementById("supports").append(box);
    supports.push(drawing(box.querySelector("canvas"), answer));
  }
  const query = drawing(document.getElementById("query"), answer);
  for (let i = 0; i < ways; i++) {
    const row = document.createElement("div");
    row.innerHTML = `class ${i + 1}<div class="bar"></div>`;
    document.getElementById("answers").append(row);
    bars.push(row.querySelector(".bar"));
  }
  document.getElementById("clear").onclick = () => [...supports, query].forEach((one) => one.clear());
  document.getElementById("again").onclick = () => query.clear();
}

const state = document.getElementById("state");

/** Set when all is loaded, and what there was to compare is compared. */
window.ready = (async () => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = embedded("wasm").buffer;
  ort.env.wasm.wasmPaths = {
    mjs: URL.createObjectURL(new Blob([embedded("module")], { type: "text/javascript" })),
  };
  const session = await ort.InferenceSession.create(embedded("model"), { executionProviders: ["wasm"] });
  const tasks = JSON.parse(new TextDecoder().decode(embedded("tasks")));
  if (tasks.length > 0) {
    const largest = await compare(session, tasks);
    document.getElementById("check").textContent = `${tasks.length} tasks, largest difference of logits ${largest}`;
  }
  const drawn = session.inputMetadata.some((info) => info.name === "support" && info.shape[1] === SIDE && info.shape[2] === SIDE);
  if (drawn) {
    page(session);
  }
  state.textContent = "ready";
  return document.getElementById("check").textContent;
})();
window.ready.catch((error) => {
  state.textContent = `failed: ${error.message}`;
});
