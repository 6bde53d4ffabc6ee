/* pick: a long list narrows while one types in its box. anchors: the part of the record on the screen
 * is marked in its tabs. slash: "/" goes to the search box. */
"use strict";
zhigong.do("pick", (input) => {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  if (!list) return;
  const items = [...list.children].map((element) => ({
    element, text: (element.textContent + " " + (element.dataset.also ?? "")).toLowerCase(),
  }));
  input.closest("[hidden]")?.removeAttribute("hidden");
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) item.element.hidden = !words.every((word) => item.text.includes(word));
  });
});

zhigong.do("anchors", (nav) => {
  const links = new Map();
  for (const link of nav.querySelectorAll("a[href^='#']")) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }
  const seen = new IntersectionObserver((entries) => {
    const top = entries.find((entry) => entry.isIntersecting);
    if (!top) return;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(top.target).setAttribute("aria-current", "true");
  }, { rootMargin: "-15% 0px -70% 0px" });
  for (const part of links.keys()) seen.observe(part);
});

zhigong.do("slash", (input) => {
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
});
