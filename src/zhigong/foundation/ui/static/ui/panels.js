/* menu: an open panel closes on Escape and on a click elsewhere. opens, closes: a dialog becomes modal.
 * copy: copies the text. print: prints. Their buttons are hidden until script can serve them. */
"use strict";
zhigong.do("menu", (details) => {
  addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
});

zhigong.do("opens", (link) => {
  const dialog = document.getElementById(link.hash.slice(1));
  if (!dialog?.showModal) return;
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => { event.preventDefault(); dialog.showModal(); });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") { event.preventDefault(); dialog.showModal(); }
  });
});

zhigong.do("closes", (link) => {
  const dialog = link.closest("dialog");
  if (!dialog?.close) return;
  link.addEventListener("click", (event) => {
    if (!dialog.open) return;
    event.preventDefault();
    dialog.close();
  });
});

zhigong.do("copy", (box) => {
  const button = box.querySelector("button");
  const said = box.querySelector("[data-part=said]");
  const before = said.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.querySelector("code").textContent);
    said.textContent = box.querySelector("[data-part=done]").textContent;
    setTimeout(() => { said.textContent = before; }, 2000);
  });
});

/* What opens to its working is printed open. */
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:is(.amount, .more)")) details.open = true;
});

zhigong.do("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
