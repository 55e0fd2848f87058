// Talks with the playground's server: questions, acts, and the stream of what happens.

export async function ask(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export async function act(person, what, fields = {}) {
  const response = await fetch(`/api/chats/${person}/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields),
  });
  if (!response.ok) throw new Error(await response.text());
}

export async function sendFiles(person, files, asPhoto) {
  const form = new FormData();
  form.append("as", asPhoto ? "photo" : "document");
  for (const file of files) form.append("file", file);
  const response = await fetch(`/api/chats/${person}/files`, { method: "POST", body: form });
  if (!response.ok) throw new Error(await response.text());
}

// `onEvent` gets each event; `onBack` is called when the stream is there again after a break.
export function listen(onEvent, onBack, onLost) {
  const source = new EventSource("/api/events");
  let lost = false;
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onerror = () => { lost = true; onLost(); };
  source.onopen = () => { if (lost) onBack(); lost = false; };
}
