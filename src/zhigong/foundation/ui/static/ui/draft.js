/* draft: what is typed is posted to data-autosave a moment later, and when the page is left. The place
 * [data-part=saved] says when; where posting fails it keeps trying, so a dead spot loses nothing. */
"use strict";
zhigong.do("draft", (form) => {
  const address = form.dataset.autosave;
  const said = form.querySelector("[data-part=saved]");
  let waiting = 0;
  let dirty = false;

  function body() {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
    return data;
  }

  async function save() {
    clearTimeout(waiting);
    dirty = false;
    try {
      const answer = await fetch(address, { method: "POST", body: body(), headers: { "X-Autosave": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      if (said) said.textContent = said.dataset.template.replace("{time}", time());
    } catch {
      dirty = true;
      waiting = setTimeout(save, 15000);
    }
  }

  function time() {
    return new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => { dirty = false; clearTimeout(waiting); });
  addEventListener("visibilitychange", () => {
    if (document.hidden && dirty) navigator.sendBeacon(address, body());
  });
});
