/* guard: a form is sent once. take-focus: the error summary is read first. upload: say what was chosen.
 * check-all: one box ticks its column. live-filter: a list narrows as one types. fills: a choice writes
 * its name into a box that is empty, or that it filled itself. */
"use strict";
zhigong.do("guard", (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  });
  const free = () => { delete form.dataset.sent; form.removeAttribute("aria-busy"); };
  addEventListener("pageshow", (event) => { if (event.persisted) free(); }); // came back with the back button
  form.addEventListener("htmx:afterRequest", free);
});

zhigong.do("take-focus", (element) => element.focus());

zhigong.do("upload", (box) => {
  const input = box.querySelector("input[type=file]");
  const chosen = box.querySelector("[data-part=chosen]");
  const show = () => { chosen.textContent = [...input.files].map((file) => file.name).join("、"); };
  input.addEventListener("change", show);
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
  });
});

zhigong.do("check-all", (box) => {
  const table = box.closest("table");
  box.addEventListener("change", () => {
    for (const one of table.querySelectorAll("tbody .check-col input")) one.checked = box.checked;
  });
});

zhigong.do("live-filter", (form) => {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (window.htmx) htmx.trigger(form, "filter");
    }, 350);
  });
});

zhigong.do("fills", (select) => {
  const box = document.getElementById(select.dataset.fills);
  let filled = "";
  select.addEventListener("change", () => {
    if (!box || (box.value.trim() && box.value !== filled)) return;
    const chosen = select.selectedOptions[0];
    box.value = filled = chosen && chosen.value ? chosen.textContent.trim() : "";
  });
});
