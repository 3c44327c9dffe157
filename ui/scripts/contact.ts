// The contact center: search while typing, and calls as they come in. The page of one contact is talk.ts.
import "./find.ts";
import { onLive, refresh } from "./stream.ts";

// A contact that waits shows itself on the start page without a reload.
const news = ["interaction.started", "interaction.waiting", "interaction.taken", "interaction.transferred", "interaction.ended",
  "call_back.asked",
  "call_back.taken", "call_back.done", "call_back.not_reached", "call_back.given_up",
  "incoming.received", "incoming.done", "incoming.dropped"];
const title = document.title;
async function look(): Promise<void> {
  const pop = await refresh("#pop");
  // A tab in the background says that somebody waits.
  const calls = pop?.querySelectorAll(".pop").length ?? 0;
  document.title = calls > 0 ? `(${calls}) ${title}` : title;
  await refresh("#waiting");
}
if (document.querySelector("#waiting")) onLive("/desk/contact/live", () => void look(), news);
