/* Small behaviours, named in the page: <form data-do="guard draft">. A behaviour is a function of one
 * element; it runs once for each, also for what htmx brings in later. Nothing here is needed to do
 * one's business: without script every page works by links and forms. */
"use strict";
(() => {
  const behaviours = new Map();
  const started = new WeakMap();

  function start(root) {
    const found = [...(root.matches?.("[data-do]") ? [root] : []), ...root.querySelectorAll("[data-do]")];
    for (const element of found) {
      const done = started.get(element) ?? new Set();
      started.set(element, done);
      for (const name of element.dataset.do.split(" ")) {
        const behaviour = behaviours.get(name);
        if (behaviour && !done.has(name)) {
          done.add(name);
          behaviour(element);
        }
      }
    }
  }

  window.zhigong = {
    /** Register a behaviour under its name. */
    do(name, behaviour) { behaviours.set(name, behaviour); },
    /** The csrf token of the page, from any of its forms. */
    token() { return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""; },
  };

  addEventListener("DOMContentLoaded", () => start(document.documentElement));
  addEventListener("htmx:load", (event) => start(event.detail.elt));
  /* A refusal or an invalid form comes back with its page: show it where the answer would stand. */
  addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
})();
