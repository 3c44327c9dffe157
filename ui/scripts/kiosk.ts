// A kiosk: counts down while nobody touches it, warns, then starts over and forgets. Without this script the page does so by itself.
const line = document.getElementById("kiosk-time");
const warning = document.getElementById("kiosk-warning");
const whole = Number(line?.dataset["seconds"] ?? 120);
const warned = 20;
let end = Date.now() + whole * 1000;

function touched(): void {
  end = Date.now() + whole * 1000;
  if (warning) warning.hidden = true;
}
for (const type of ["pointerdown", "keydown", "scroll", "input"]) addEventListener(type, touched, { passive: true });

function tick(): void {
  const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
  if (line) line.textContent = (line.dataset["words"] ?? "").replace("{seconds}", String(left));
  if (warning) warning.hidden = left > warned;
  if (left === 0) location.replace("/kiosk");
}
// Already at the start there is nothing to forget.
if (location.pathname !== "/kiosk") setInterval(tick, 1000);
// A page that the browser kept for "back" is not shown again.
addEventListener("pageshow", (event) => { if (event.persisted) location.replace("/kiosk"); });
