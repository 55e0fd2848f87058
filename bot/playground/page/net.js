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

// `onProgress` is told the share that has gone out, 0 to 1, which only an XMLHttpRequest knows.
export function sendFiles(person, files, asPhoto, onProgress) {
  const form = new FormData();
  form.append("as", asPhoto ? "photo" : "document");
  for (const file of files) form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); };
    request.onload = () => (request.status < 400 ? resolve() : reject(new Error(request.responseText)));
    request.onerror = () => reject(new TypeError("network"));
    request.open("POST", `/api/chats/${person}/files`);
    request.send(form);
  });
}

// `onEvent` gets each event; `onOpen` is called whenever the stream begins: what happened before did not come with it.
export function listen(onEvent, onOpen, onLost) {
  const source = new EventSource("/api/events");
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onerror = onLost;
  source.onopen = onOpen;
}
