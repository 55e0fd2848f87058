// Draws messages. A turn is one message, or all pictures of one album together.

const DAY = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric" });
const TIME = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });
const NUMBER = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });
const OTHER = {
  voice: ["voice", "Pesan suara", "3 detik"],
  video: ["video", "Video", "3 detik"],
  sticker: ["sticker", "Stiker", ""],
  location: ["place", "Lokasi", ""],
  contact: ["person", "Kontak", ""],
};

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export function size(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} byte`;
  return bytes < 1024 * 1024 ? `${NUMBER.format(bytes / 1024)} KB` : `${NUMBER.format(bytes / 1048576)} MB`;
}

export function turnKey(message) {
  return message.album ? `album-${message.album}` : `message-${message.id}`;
}

export function dayOf(message) {
  return new Date(message.date * 1000).toDateString();
}

export function dayMark(message) {
  const date = new Date(message.date * 1000);
  const today = date.toDateString() === new Date().toDateString();
  return make("li", { class: "day", text: today ? "Hari ini" : DAY.format(date) });
}

// `on` holds what a person can do with it: tap(message, button, element), picture(source, words), edit(message), link(href, event),
// command(text), copy(text), quote(id). In an album each file carries its own words.
export function turn(messages, on) {
  const first = messages[0];
  const own = first.from === "user";
  const bubble = make("div", { class: "bubble" });
  if (first.reply_to) bubble.append(quote(first, on));
  bubble.append(...media(messages, on).filter(Boolean));
  if (messages.length === 1 && first.html) bubble.append(words(first, on));
  bubble.append(meta(messages[messages.length - 1], own, on));
  const item = make("li", { class: `turn ${own ? "user" : "bot"}`, id: turnKey(first) },
    make("span", { hidden: true, text: own ? "Anda" : "Bot" }), bubble);
  const rows = messages.flatMap((message) => message.buttons.map((row) => [message, row]));
  if (rows.length) item.append(make("div", { class: "inline" }, ...rows.map(([message, row]) => keys(message, row, on))));
  return item;
}

function quote(message, on) {
  const text = on.textOf(message.reply_to) || "Pesan";
  return make("button", { type: "button", class: "quote", text, onclick: () => on.quote(message.reply_to) });
}

function media(messages, on) {
  const pictures = messages.filter((message) => message.kind === "photo");
  const parts = pictures.length ? [gallery(pictures, on)] : [];
  for (const message of messages) {
    if (message.kind === "document") parts.push(attached(message, on), messages.length > 1 && message.html && words(message, on));
    else if (OTHER[message.kind]) parts.push(other(message));
  }
  return parts;
}

function gallery(pictures, on) {
  const buttons = pictures.map((message) => {
    const source = `/api/files/${message.file.file_id}`;
    const { width, height } = message.file;
    const image = make("img", { src: source, alt: message.text || "Foto", width, height, decoding: "async" });
    const caption = pictures.length > 1 && message.text ? make("span", { text: message.text }) : null;
    const label = message.text ? `Perbesar foto: ${message.text}` : "Perbesar foto";
    return make("button", { type: "button", "aria-label": label, onclick: () => on.picture(source, message.text) }, image, caption);
  });
  const kind = pictures.length > 1 ? " many" : pictures[0].file.height < 160 ? " small" : "";
  return make("div", { class: `pictures${kind}` }, ...buttons);
}

function attached(message, on) {
  const source = `/api/files/${message.file.file_id}`;
  const name = message.file.file_name || "berkas";
  const type = message.file.mime_type;
  const kind = type === "application/pdf" ? "PDF" : name.includes(".") ? name.split(".").pop().toUpperCase() : "Berkas";
  const picture = type.startsWith("image/");
  const pdf = type === "application/pdf";
  const note = [kind, size(message.file.file_size), (picture || pdf) && "buka"].filter(Boolean).join(" · ");
  const face = pdf ? make("span", { class: "sheet", "aria-hidden": "true", text: "PDF" }) : picture ? thumbnail(source) : icon("file");
  const look = (event) => { if (picture) { event.preventDefault(); on.picture(source, message.text); } };
  return make("a", { class: `file${pdf ? " pdf" : ""}`, href: source, target: "_blank", rel: "noopener", download: picture || pdf ? null : name, onclick: look },
    face, make("strong", { text: name }), make("small", { text: note }));
}

// A sample may be no picture at all, whatever its name says.
function thumbnail(source) {
  const image = make("img", { class: "sheet", src: source, alt: "", decoding: "async", onerror: () => image.replaceWith(icon("file")) });
  return image;
}

function other(message) {
  const [sign, label, note] = OTHER[message.kind];
  const detail = message.contact ? `${message.contact.first_name}, ${message.contact.phone_number}`
    : message.location ? `${message.location.latitude}, ${message.location.longitude}` : note;
  return make("div", { class: "file" }, icon(sign), make("strong", { text: label }), make("small", { text: detail }));
}

function words(message, on) {
  const box = make("div", { class: "words" });
  box.innerHTML = message.html; // rendered and escaped by the server; the page's policy runs no inline script
  box.addEventListener("click", (event) => {
    const found = event.target.closest("a, code, pre, .spoiler, .command");
    if (!found) return;
    if (found.matches("a")) on.link(found.getAttribute("href"), event);
    else if (found.matches(".command")) on.command(found.textContent);
    else if (found.matches(".spoiler")) found.classList.add("seen");
    else on.copy(found.textContent);
  });
  return box;
}

function meta(message, own, on) {
  const time = new Date(message.date * 1000);
  const line = make("div", { class: "meta" });
  if (own && message.kind === "text") line.append(make("button", { type: "button", text: "Sunting", onclick: () => on.edit(message) }));
  if (message.edited) line.append(make("span", { text: "disunting" }));
  line.append(make("time", { datetime: time.toISOString(), text: TIME.format(time) }));
  return line;
}

function keys(message, row, on) {
  return make("div", {}, ...row.map((button) => make("button", {
    type: "button",
    class: button.url ? "out" : null,
    text: button.text,
    onclick: (event) => on.tap(message, button, event.currentTarget),
  })));
}
