// "Did this help?" below an article beside a call: told without leaving what was typed for the caller.
document.addEventListener("submit", (event) => {
  const sent = event.target as HTMLFormElement;
  const list = sent.closest<HTMLElement>("#articles");
  if (!list) return;
  event.preventDefault();
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(sent, event.submitter)) if (typeof value === "string") body.append(name, value);
  void fetch(sent.action, { method: "POST", body, credentials: "same-origin" }).then((answer) => {
    if (!answer.ok) return;
    const told = document.createElement("p");
    told.setAttribute("role", "status");
    told.textContent = list.dataset["thanks"] ?? "";
    sent.replaceWith(told);
  });
});
