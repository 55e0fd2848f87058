// Where one writes: the text field, the command list, the keyboard the bot offers, and editing what was sent.

import { icon, make } from "./bubbles.js";

export function composer(state, $, does, toast, upload) {
  const drafts = new Map();
  let commands = [];
  let edited = null;
  const field = $("text");

  function fit() {
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = `${Math.min(field.scrollHeight, 132)}px`;
  }

  function suggest(open, typed = "") {
    const fits = commands.filter((one) => `/${one.command}`.startsWith(typed));
    const shown = open && fits.length > 0;
    $("menu").setAttribute("aria-expanded", String(shown));
    $("suggest").hidden = !shown;
    $("suggest").replaceChildren(...fits.map((one) => make("button", {
      type: "button", role: "option", onclick: () => { suggest(false); clear(); does("text", { text: `/${one.command}` }); },
    }, make("strong", { text: `/${one.command}` }), make("span", { text: one.description }))));
  }

  function clear() {
    field.value = "";
    stopEditing();
    fit();
  }

  function stopEditing() {
    edited = null;
    $("editing").hidden = true;
  }

  async function send(event) {
    event?.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const message = edited;
    clear();
    suggest(false);
    const sent = message ? await does("edit", { message_id: message.id, text }) : await does("text", { text });
    if (!sent) field.value = text;
  }

  function typed() {
    fit();
    suggest(/^\/\w*$/.test(field.value), field.value);
  }

  function key(button) {
    const sign = button.request_contact ? icon("person") : button.request_location ? icon("place") : null;
    const element = make("button", { type: "button", onclick: () => does("press", { text: button.text }) });
    if (sign) { sign.style.cssText = "width:18px;height:18px;vertical-align:-3px;margin-right:6px"; element.append(sign); }
    element.append(button.text);
    return element;
  }

  $("composer").addEventListener("submit", send);
  field.addEventListener("input", typed);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
    if (event.key === "Escape") { suggest(false); if (edited) clear(); }
    if (event.key === "ArrowUp" && !$("suggest").hidden) { event.preventDefault(); $("suggest").lastElementChild.focus(); }
  });
  field.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length) { event.preventDefault(); upload(files, files.every((file) => file.type.startsWith("image/"))); }
  });
  $("suggest").addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (step) { event.preventDefault(); (document.activeElement[step] || field).focus(); }
    if (event.key === "Escape") { suggest(false); field.focus(); }
  });
  $("menu").addEventListener("click", () => {
    if (!commands.length) toast("Bot belum menyusun daftar perintah.");
    suggest($("suggest").hidden);
  });
  $("keys").addEventListener("click", () => { $("keyboard").hidden = !$("keyboard").hidden; });
  $("edit-stop").addEventListener("click", clear);
  $("start").addEventListener("click", () => does("start", { data: state.person.start || "" }));
  $("phone").addEventListener("dragover", (event) => event.preventDefault());
  $("phone").addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) upload([...event.dataTransfer.files], false); });
  document.addEventListener("click", (event) => { if (!event.target.closest("#suggest, #menu, #text")) suggest(false); });

  return {
    edit(message) { edited = message; $("editing").hidden = false; field.value = message.text; fit(); field.focus(); },
    keyboard(keyboard) {
      const rows = keyboard ? keyboard.keyboard : [];
      $("keyboard").hidden = $("keys").hidden = !rows.length;
      $("keyboard").replaceChildren(...rows.map((row) => make("div", {}, ...row.map(key))));
      field.placeholder = keyboard?.input_field_placeholder || "Tulis pesan";
    },
    commands(list) { commands = list; },
    start(empty) { $("start").hidden = !empty; $("row").hidden = empty; },
    leave(person) { if (person) drafts.set(person.id, edited ? "" : field.value); stopEditing(); suggest(false); },
    enter(person) { field.value = drafts.get(person.id) || ""; fit(); if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true }); },
  };
}
