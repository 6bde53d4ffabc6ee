/* idle: before the session ends for want of movement, a dialog asks; answering touches the session.
 * The server ends it by its own clock; this only warns, and leaves the page when it has ended. */
"use strict";
zhigong.do("idle", (dialog) => {
  const allowed = Number(document.body.dataset.idle) * 1000;
  const warning = Math.min(60000, allowed / 4);
  let timer;
  let last = Date.now();

  function watch() {
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(1000, allowed - warning - (Date.now() - last)));
  }

  function check() {
    const still = Date.now() - last;
    if (still >= allowed) { location.reload(); return; }
    if (still >= allowed - warning && !dialog.open) dialog.showModal();
    timer = setTimeout(check, 1000);
  }

  async function stay() {
    const answer = await fetch(location.href, { method: "HEAD" });
    if (answer.redirected) { location.reload(); return; }
    last = Date.now();
    dialog.close();
    watch();
  }

  dialog.querySelector("[data-part=stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  for (const kind of ["htmx:afterRequest", "submit"]) addEventListener(kind, () => { last = Date.now(); });
  watch();
});
