// Marking parts of a photo: dragging over it fills the next free row of numbers, and the numbers are drawn over the photo as they change.

const svgNamespace = "http://www.w3.org/2000/svg";
const sides = ["left", "top", "width", "height"] as const;
const rowsMost = 20;

type Box = Record<(typeof sides)[number], number>;

const photo = document.querySelector<HTMLElement>("[data-marking]");
const drawing = photo?.querySelector("svg");

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-box]")];
}

function control(row: HTMLElement, side: string): HTMLInputElement | null {
  return row.querySelector<HTMLInputElement>(`input[name^="${side}."]`);
}

function boxOf(row: HTMLElement): Box | undefined {
  const values = sides.map((side) => control(row, side)?.value ?? "");
  if (values.some((value) => value === "")) return undefined;
  const [left = 0, top = 0, width = 0, height = 0] = values.map(Number);
  return { left, top, width, height };
}

function rectangle(box: Box): SVGRectElement {
  const drawn = document.createElementNS(svgNamespace, "rect");
  const named = { x: box.left, y: box.top, width: box.width, height: box.height };
  for (const [name, value] of Object.entries(named)) drawn.setAttribute(name, String(value));
  return drawn;
}

function draw(besides?: Box): void {
  if (!drawing) return;
  const boxes = rows().flatMap((row) => boxOf(row) ?? []);
  drawing.replaceChildren(...[...boxes, ...(besides ? [besides] : [])].map(rectangle));
}

/** The next row without numbers; a new one when all are full. */
function freeRow(): HTMLElement | undefined {
  const all = rows();
  const free = all.find((row) => sides.every((side) => control(row, side)?.value === ""));
  const last = all.at(-1);
  if (free || !last || all.length >= rowsMost) return free;
  const number = all.length + 1;
  const fresh = last.cloneNode(true) as HTMLElement;
  fresh.dataset["box"] = String(number);
  const legend = fresh.querySelector("legend");
  if (legend) legend.textContent = (legend.textContent ?? "").replace(/\d+/, String(number));
  for (const input of fresh.querySelectorAll("input")) {
    const side = input.name.split(".")[0];
    fresh.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.setAttribute("for", `${side}.${number}`);
    input.id = input.name = `${side}.${number}`;
    input.value = "";
  }
  last.after(fresh);
  return fresh;
}

const rounded = (value: number) => Math.round(value * 10) / 10;

function between(from: { x: number; y: number }, to: { x: number; y: number }): Box {
  return {
    left: rounded(Math.min(from.x, to.x)),
    top: rounded(Math.min(from.y, to.y)),
    width: rounded(Math.abs(to.x - from.x)),
    height: rounded(Math.abs(to.y - from.y)),
  };
}

if (photo && drawing) {
  const percent = (event: PointerEvent) => {
    const frame = photo.getBoundingClientRect();
    const within = (value: number) => Math.min(100, Math.max(0, value));
    return {
      x: within(((event.clientX - frame.left) / frame.width) * 100),
      y: within(((event.clientY - frame.top) / frame.height) * 100),
    };
  };
  let from: { x: number; y: number } | undefined;
  photo.addEventListener("dragstart", (event) => event.preventDefault());
  photo.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = percent(event);
    photo.setPointerCapture(event.pointerId);
  });
  photo.addEventListener("pointermove", (event) => {
    if (from) draw(between(from, percent(event)));
  });
  photo.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = between(from, percent(event));
    from = undefined;
    const row = box.width >= 0.5 && box.height >= 0.5 ? freeRow() : undefined; // a press without a drag marks nothing
    if (row)
      for (const side of sides) {
        const input = control(row, side);
        if (input) input.value = String(box[side]);
      }
    draw();
  });
  document.addEventListener("input", () => draw());
  photo.classList.add("draws");
  draw();
}
