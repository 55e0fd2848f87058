// What lies over the chat: files to send, the person's facts, an alert, a picture at full size.

import { icon, make } from "./bubbles.js";

export function sheets(state, $, does, follow, { upload, sendSamples }) {
  const chosen = new Set();

  function close(dialog) {
    if (dialog.open) dialog.close();
  }

  function picked(input, asPhoto) {
    const files = [...input.files];
    input.value = "";
    if (files.length) upload(files, asPhoto);
  }

  function kind(sign, label, go) {
    return make("button", { type: "button", onclick: () => { close($("attachments")); go(); } }, icon(sign), make("span", { text: label }));
  }

  function sample(one) {
    const send = (photo) => () => { close($("attachments")); sendSamples([one.key], photo); };
    const box = make("input", { type: "checkbox", onchange: () => { box.checked ? chosen.add(one) : chosen.delete(one); showChosen(); } });
    const name = make("label", {}, box, make("span", { text: one.label }, make("small", { text: one.filename })));
    const buttons = [make("button", { type: "button", text: "Berkas", "aria-label": `Kirim ${one.label} sebagai berkas`, onclick: send(false) })];
    if (one.mime.startsWith("image/")) {
      buttons.unshift(make("button", { type: "button", text: "Foto", "aria-label": `Kirim ${one.label} sebagai foto`, onclick: send(true) }));
    }
    return make("li", {}, name, make("div", {}, ...buttons));
  }

  // The album keeps the order in which its files were ticked.
  function showChosen() {
    $("chosen").hidden = chosen.size < 2;
    $("chosen-count").textContent = `${chosen.size} berkas sekaligus:`;
    $("chosen-photo").hidden = ![...chosen].every((one) => one.mime.startsWith("image/"));
  }

  function sendChosen(photo) {
    close($("attachments"));
    sendSamples([...chosen].map((one) => one.key), photo);
  }

  function openAttachments() {
    chosen.clear();
    showChosen();
    $("kinds").replaceChildren(
      kind("image", "Foto", () => $("pick-photo").click()),
      kind("file", "Berkas", () => $("pick-file").click()),
      kind("person", "Kontak saya", () => does("contact")),
      kind("place", "Lokasi", () => does("location")),
      kind("voice", "Pesan suara", () => does("voice")),
      kind("video", "Video", () => does("video")),
      kind("sticker", "Stiker", () => does("sticker")),
    );
    $("samples").replaceChildren(...state.samples.map(sample));
    $("samples-part").hidden = !state.samples.length;
    $("attachments").showModal();
  }

  function fact({ label, value }) {
    return make("li", {}, make("button", {
      type: "button", "aria-label": `Kirim ${label}: ${value}`, onclick: async () => { closeFacts(); await does("text", { text: value }); },
    }, make("span", { text: label }), value));
  }

  function closeFacts() {
    $("facts").classList.remove("open");
  }

  $("attach").addEventListener("click", openAttachments);
  $("pick-photo").addEventListener("change", () => picked($("pick-photo"), true));
  $("pick-file").addEventListener("change", () => picked($("pick-file"), false));
  $("chosen-photo").addEventListener("click", () => sendChosen(true));
  $("chosen-file").addEventListener("click", () => sendChosen(false));
  $("open-facts").addEventListener("click", () => { $("facts").classList.add("open"); $("close-facts").focus(); });
  $("close-facts").addEventListener("click", () => { closeFacts(); $("open-facts").focus(); });
  $("facts").addEventListener("keydown", (event) => { if (event.key === "Escape") { closeFacts(); $("open-facts").focus(); } });
  $("scroll").addEventListener("click", closeFacts);
  $("link-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if ($("link").value.trim()) follow($("link").value.trim());
    $("link").value = "";
  });
  $("own-link").addEventListener("click", async () => { closeFacts(); await does("start", { data: state.person.start }); });
  $("block").addEventListener("click", async () => {
    const blocked = $("block").dataset.blocked !== "yes";
    if (await does("block", { blocked })) blockButton(blocked);
  });
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
  }

  function blockButton(blocked) {
    $("block").dataset.blocked = blocked ? "yes" : "no";
    $("block").textContent = blocked ? "Buka blokir bot" : "Blokir bot";
  }

  return {
    closeFacts,
    picture(source, words = "") {
      $("viewer-image").src = source;
      $("viewer-words").textContent = words;
      $("viewer").showModal();
    },
    alert(text) { $("alert-text").textContent = text; $("alert").showModal(); },
    facts(person, blocked) {
      $("who").textContent = person.name;
      $("about").textContent = person.about;
      $("fact-list").replaceChildren(...person.facts.map(fact));
      $("fact-list").closest("section").hidden = !person.facts.length;
      $("own-link").hidden = person.start === null;
      blockButton(blocked);
    },
  };
}
