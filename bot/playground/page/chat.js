// The chat itself: who is playing, what the log shows, and what the stream of events changes in it.

import { act, ask, listen, sendFiles } from "./net.js";
import { dayMark, dayOf, make, turn, turnKey } from "./bubbles.js";
import { composer } from "./composer.js";
import { sheets } from "./sheets.js";
import { roster } from "./roster.js";

const $ = (id) => document.getElementById(id);
const ACTIONS = { typing: "sedang mengetik…", upload_photo: "sedang mengunggah foto…", upload_document: "sedang mengunggah berkas…" };

const state = { bot: {}, people: [], samples: [], person: null, messages: new Map() };
let toastTimer = 0;
let statusTimer = 0;
let underWay = "";

export function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, Math.max(2500, text.length * 70));
}

function sorry(error) {
  toast(error instanceof TypeError ? "Ruang coba tidak menjawab." : error.message);
}

async function does(what, fields) {
  try {
    await act(state.person.id, what, fields);
    return true;
  } catch (error) {
    sorry(error);
    return false;
  }
}

// Shows a bar while files are on their way; `work` may tell how far they are, 0 to 1.
async function busy(text, work) {
  $("progress").removeAttribute("value");
  $("progress").hidden = false;
  underWay = text;
  status("");
  try {
    return await work((share) => { $("progress").value = share; });
  } finally {
    $("progress").hidden = true;
    underWay = "";
    status("");
  }
}

function upload(files, asPhoto) {
  const person = state.person.id;
  return busy("mengunggah…", (tell) => sendFiles(person, files, asPhoto, tell)).catch(sorry);
}

function sendSamples(keys, photo) {
  return busy("menyiapkan berkas contoh…", () => does("samples", { keys, photo }));
}

const on = {
  textOf: (id) => state.messages.get(id)?.text,
  quote: (id) => document.getElementById(keyOf(id))?.scrollIntoView({ block: "center" }),
  picture: (source, words) => drawer.picture(source, words),
  edit: (message) => writing.edit(message),
  command: (text) => does("text", { text }),
  copy: (text) => copy(text),
  link: (href, event) => { if (isOwnLink(href)) { event.preventDefault(); follow(href); } },
  tap: (message, button, element) => tap(message, button, element),
};

function keyOf(id) {
  const message = state.messages.get(id);
  return message ? turnKey(message) : "";
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Disalin.");
  } catch {
    toast(text);
  }
}

function isOwnLink(href) {
  const link = href.replace(/^https?:\/\//, "").toLowerCase();
  return ["t.me", "telegram.me"].some((host) => link === `${host}/${state.bot.username.toLowerCase()}` || link.startsWith(`${host}/${state.bot.username.toLowerCase()}?`));
}

async function follow(href) {
  if (!(await does("follow", { data: href }))) return;
  drawer.closeFacts();
}

async function tap(message, button, element) {
  if (button.url) return isOwnLink(button.url) ? follow(button.url) : window.open(button.url, "_blank", "noopener");
  if (button.copy_text) return copy(button.copy_text.text);
  if (!button.callback_data) return toast("Tombol ini hanya berfungsi di Telegram.");
  element.setAttribute("aria-busy", "true");
  setTimeout(() => element.removeAttribute("aria-busy"), 5000);
  if (!(await does("tap", { message_id: message.id, data: button.callback_data }))) element.removeAttribute("aria-busy");
}

// --- the log ---

function atEnd() {
  const box = $("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 90;
}

function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
  $("newest").hidden = true;
}

function place(message) {
  const fresh = !state.messages.has(message.id);
  const before = [...state.messages.values()].pop();
  state.messages.set(message.id, message);
  const drawn = redraw(turnKey(message));
  if (!fresh || drawn.isConnected) return;
  if (!before || dayOf(before) !== dayOf(message)) $("log").append(dayMark(message));
  $("log").append(drawn);
}

function redraw(key) {
  const members = [...state.messages.values()].filter((message) => turnKey(message) === key);
  const old = document.getElementById(key);
  if (!members.length) return old?.remove();
  const drawn = turn(members, on);
  if (!old) return drawn;
  drawn.style.animation = "none";
  const focused = old.contains(document.activeElement);
  old.replaceWith(drawn);
  if (focused) (drawn.querySelector(".inline button") || $("scroll")).focus({ preventScroll: true });
  return drawn;
}

function forget(id) {
  const key = keyOf(id);
  state.messages.delete(id);
  if (key) redraw(key);
}

function showEmpty() {
  const empty = state.messages.size === 0;
  $("hello").hidden = !empty;
  $("hello-name").textContent = state.bot.name;
  $("hello-text").textContent = state.bot.description || "Tekan Mulai untuk menyapa.";
  writing.start(empty);
}

function markRead() {
  const last = [...state.messages.keys()].pop();
  if (last && state.person && !document.hidden && !inList()) {
    state.person.unread = 0;
    act(state.person.id, "read", { message_id: last }).catch(() => {});
  }
}

function inList() {
  return getComputedStyle($("phone")).display === "none";
}

// Without a text it shows what is under way here, and else who is playing.
function status(text) {
  const says = text || underWay;
  clearTimeout(statusTimer);
  $("status").classList.toggle("busy", Boolean(says));
  $("status").textContent = says || `Anda: ${state.person.name}`;
}

// --- opening and following ---

async function open(id) {
  const person = state.people.find((one) => one.id === id);
  if (!person) return;
  writing.leave(state.person);
  state.person = person;
  history.replaceState(null, "", `#${id}`);
  localStorage.setItem("orang", id);
  await reload();
  writing.enter(person);
  toEnd();
}

async function reload() {
  const chat = await ask(`/api/chats/${state.person.id}`);
  state.bot = chat.bot;
  state.messages.clear();
  $("log").replaceChildren();
  for (const message of chat.messages) place(message);
  for (const drawn of $("log").children) drawn.style.animation = "none";
  $("bot-name").textContent = state.bot.name;
  document.title = `${state.person.name} · Ruang coba`;
  writing.keyboard(chat.keyboard);
  writing.commands(chat.commands);
  drawer.facts(state.person, chat.blocked);
  status("");
  showEmpty();
  markRead();
  people.draw();
}

function happened(event) {
  const person = state.people.find((one) => one.id === event.chat);
  if (!person) return;
  const here = person === state.person;
  if (event.type === "message") {
    person.last = event.message;
    if (event.message.from === "bot") person.unread += 1;
  }
  if (here) showHere(event);
  if (event.type === "message" || event.type === "edited") people.draw();
}

function showHere(event) {
  const follows = atEnd() || event.message?.from === "user";
  if (event.type === "message" || event.type === "edited") {
    place(event.message);
    if (event.type === "message" && event.message.from === "bot") status("");
    showEmpty();
    markRead();
  }
  if (event.type === "deleted") { forget(event.message_id); showEmpty(); }
  if (event.type === "keyboard") writing.keyboard(event.keyboard);
  if (event.type === "commands") ask(`/api/chats/${state.person.id}`).then((chat) => writing.commands(chat.commands));
  if (event.type === "action") {
    status(ACTIONS[event.action] || "sedang bekerja…");
    statusTimer = setTimeout(() => status(""), event.seconds * 1000);
  }
  if (event.type === "answer") answered(event);
  if (follows) toEnd();
  else if (event.type === "message") $("newest").hidden = false;
}

function answered(event) {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  if (event.text && event.alert) drawer.alert(event.text);
  else if (event.text) toast(event.text);
}

async function begin() {
  Object.assign(state, await ask("/api/state"));
  people.draw();
  const wanted = Number(location.hash.slice(1) || localStorage.getItem("orang"));
  const first = state.people.find((one) => one.id === wanted) || state.people[0];
  if (!first) return;
  if (location.hash || matchMedia("(min-width: 860px)").matches) $("app").classList.add("talking");
  await open(first.id);
}

async function again() {
  if (!state.person) return;
  Object.assign(state, await ask("/api/state"));
  state.person = state.people.find((one) => one.id === state.person?.id) || state.people[0];
  if (state.person) await reload();
}

const people = roster(state, $, make, async (id) => {
  $("app").classList.add("talking");
  await open(id);
  toEnd();
});
const writing = composer(state, $, does, toast, upload);
const drawer = sheets(state, $, does, follow, { upload, sendSamples });

$("back").addEventListener("click", () => { $("app").classList.remove("talking"); people.focus(); });
$("newest").addEventListener("click", toEnd);
$("scroll").addEventListener("scroll", () => { if (atEnd()) $("newest").hidden = true; }, { passive: true });
new ResizeObserver(() => { if ($("newest").hidden) toEnd(); }).observe($("scroll"));
$("log").addEventListener("load", () => { if ($("newest").hidden) toEnd(); }, true);
document.addEventListener("visibilitychange", () => { markRead(); people.draw(); });
listen(happened, again, () => { if (state.person) status("menunggu server…"); });
begin();
