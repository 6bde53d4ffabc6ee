/* passkey: a form that is shown only where the browser has passkeys. It asks the server for options,
 * the browser for a credential, and sends that as an ordinary form. Without script: the app's code. */
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function opened(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials]) {
      for (const one of list ?? []) one.id = bytes(one.id);
    }
    return options;
  }

  function closed(credential) {
    const answer = credential.response;
    const response = { clientDataJSON: text(answer.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (answer[name]) response[name] = text(answer[name]);
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
  }

  zhigong.do("passkey", (form) => {
    if (!window.PublicKeyCredential) return;
    form.hidden = false;
    const said = form.querySelector("[data-part=said]");
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      said.textContent = "";
      try {
        const headers = { "X-CSRFToken": zhigong.token() };
        const answer = await fetch(form.dataset.options, { method: "POST", headers });
        if (!answer.ok) throw new Error(String(answer.status));
        const publicKey = opened(await answer.json());
        const credential = await navigator.credentials[form.dataset.kind]({ publicKey });
        form.elements.credential.value = closed(credential);
        form.requestSubmit();
      } catch {
        said.textContent = said.dataset.failed;
      }
    });
  });
})();
