// What Gradio cannot do: lead from a marker to its card, copy an answer, say who speaks.
"use strict";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function reveal(target) {
  const fold = target.closest("details");
  if (fold) fold.open = true;
  target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
  target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.classList.remove("flash");
  void target.offsetWidth; // restarts the animation when the same marker is clicked twice
  target.classList.add("flash");
}

document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a.marker, a.number");
  if (!anchor) return;
  // The page has a <base>, so a plain "#" link would leave it when there is a query string.
  event.preventDefault();
  const target = document.getElementById(anchor.getAttribute("href").slice(1));
  if (target) reveal(target);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
  button.textContent = "Copied";
});

// Gradio names each message by its raw HTML, which is no name to be read aloud, and it would
// show an error without saying it.
const names = { user: "Your question", bot: "Answer" };
new MutationObserver(() => {
  document.getElementById("notice")?.setAttribute("role", "alert");
  for (const [who, name] of Object.entries(names)) {
    for (const message of document.querySelectorAll(`[data-testid="${who}"][aria-label]`)) {
      if (message.getAttribute("aria-label") !== name) message.setAttribute("aria-label", name);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
