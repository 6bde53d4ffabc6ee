/* tree-toggle: a branch that was fetched once opens and closes without asking again. */
"use strict";
zhigong.do("tree-toggle", (link) => {
  const below = document.getElementById("branch-" + link.closest("li").id.slice(5));
  const turn = (open) => { link.setAttribute("aria-expanded", String(open)); below.hidden = !open; };
  link.addEventListener("htmx:beforeRequest", (event) => {
    if (!below.childElementCount) return;
    event.preventDefault();
    turn(below.hidden);
  });
  link.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) turn(true); });
});
