// The list of people one can play, with what was last said and what nobody has read yet.

function hue(id) {
  return (id * 137) % 360;
}

export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return words.slice(0, 2).map((word) => word[0].toUpperCase()).join("");
}

export function roster(state, $, make, choose) {
  function entry(person) {
    const face = make("span", { class: "face", "aria-hidden": "true", text: initials(person.name) });
    face.style.setProperty("--hue", hue(person.id));
    const unread = person.unread && make("span", { class: "unread", "aria-label": `${person.unread} pesan belum dibaca`, text: person.unread });
    return make("li", {}, make("button", {
      type: "button",
      "data-id": person.id,
      "aria-current": person === state.person ? "true" : null,
      onclick: () => choose(person.id),
    }, face, make("strong", { text: person.name }), unread, make("span", { class: "about", text: person.about })));
  }

  return {
    draw() {
      const focused = document.activeElement?.closest?.("#list button")?.dataset.id;
      $("list").replaceChildren(...state.people.map(entry));
      if (focused) $("list").querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
    },
    focus() {
      ($("list").querySelector("[aria-current]") || $("list").querySelector("button"))?.focus();
    },
  };
}
