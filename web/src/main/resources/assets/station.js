// Scans of a station or a run: each is kept on this phone first and then sent, so that a bad network loses none. What the
// server says to it is shown big. Nothing is decided here.
"use strict";
(() => {
  const box = document.getElementById("kept");
  if (!box || !window.indexedDB) return;
  const say = box.dataset;
  const net = document.getElementById("net");
  const answerBox = document.getElementById("answer");
  const RETRY_MS = 20000, ROWS = 100, SHOWN = 8;
  let latest = null, sending = false;

  const base = new Promise((resolve, reject) => {
    const asked = indexedDB.open("cunlu-kept", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("acts", { keyPath: "seq", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const store = async (mode, act) => {
    const room = (await base).transaction("acts", mode);
    const result = act(room.objectStore("acts"));
    return new Promise((resolve, reject) => {
      room.oncomplete = () => resolve(result.result);
      room.onerror = room.onabort = () => reject(room.error);
    });
  };
  const all = async () => (await store("readonly", (acts) => acts.getAll())).filter((act) => act.door === door());
  const door = () => say.door.split("?")[0];
  const id = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const device = () => {
    let name = localStorage.getItem("cunlu-device");
    if (!name) localStorage.setItem("cunlu-device", (name = "web-" + id()));
    return name;
  };
  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // The list of what waits at this station, by which a code is checked where there is no network. Only what this page's key
  // has signed, for this person at this node, and not beyond its time, is believed; the server checks each code again.
  const LIST = "cunlu-codes", LIST_MS = 600000;
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  async function takeList() {
    if (!say.listKey || !navigator.onLine || !crypto.subtle) return;
    const had = JSON.parse(localStorage.getItem(LIST) ?? "null");
    const fresh = had && had.account === say.account && had.node === say.node && Date.now() - had.at < LIST_MS;
    if (fresh) return;
    const asked = await fetch("/station/sync/codes?node=" + encodeURIComponent(say.node), { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
    if (!asked.ok) return;
    const { list, signature, complete } = await asked.json();
    localStorage.setItem(LIST, JSON.stringify({ list, signature, account: say.account, node: say.node, at: complete ? Date.now() : 0 }));
  }
  async function trusted() {
    const { list, signature } = JSON.parse(localStorage.getItem(LIST) ?? "{}");
    if (!list || !signature || !crypto.subtle) return null;
    const way = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("spki", bytes(say.listKey), way, false, ["verify"]);
    if (!(await crypto.subtle.verify(way, key, bytes(signature), new TextEncoder().encode(list)))) return null;
    const read = JSON.parse(list), now = Date.now();
    const good = read.account === say.account && read.node === say.node && Date.parse(read.expiresAt) > now;
    return good ? read : null;
  }
  // "proved", "wrong" where the list says otherwise, null where it says nothing.
  async function check(given) {
    const list = await trusted().catch(() => null);
    const barcode = given.code.trim().toUpperCase();
    if (!list || !Object.hasOwn(list.parcels, barcode)) return null;
    const { salt, hash } = list.parcels[barcode];
    const said = new TextEncoder().encode([given.pickupCode.trim(), barcode, list.node].join("|"));
    const key = await crypto.subtle.importKey("raw", said, "PBKDF2", false, ["deriveBits"]);
    const made = new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: list.iterations }, key, 256));
    const right = bytes(hash);
    return made.length === right.length && made.every((byte, i) => byte === right[i]) ? "proved" : "wrong";
  }

  // What was done, on top; what waits, below.
  const answer = (tone, big, small, next, nextText) => {
    if (!answerBox) return;
    answerBox.dataset.tone = tone;
    answerBox.replaceChildren(element("p", big, "big"));
    if (small) answerBox.append(element("p", small));
    if (next && next.startsWith("/")) {
      const link = element("a", nextText, "button");
      link.href = next;
      const line = element("p");
      line.append(link);
      answerBox.append(line);
    }
  };
  const badge = (text, tone) => {
    const made = element("span", text, "badge");
    made.dataset.tone = tone;
    return made;
  };
  const row = (act) => {
    const line = element("li");
    const when = new Date(act.row.madeAt).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
    line.append(element("strong", act.label), " ", element("span", when, "hint"), " ");
    const unproved = act.row.kind === "HAND_OVER" && act.row.pickupCode !== undefined;
    if (!act.answer && act.row.checked) line.append(badge(say.proved, "good"));
    else if (!act.answer) line.append(badge(unproved ? say.unproved : say.pending, "warn"));
    else line.append(badge(act.answer.good ? say.good : say.bad, act.answer.good ? "good" : "bad"));
    if (act.answer) line.append(element("p", [act.answer.big, act.answer.small].filter(Boolean).join(" · ")));
    if (act.answer && !act.answer.good) {
      const known = element("button", say.known, "plain");
      known.type = "button";
      known.addEventListener("click", () => store("readwrite", (acts) => acts.delete(act.seq)).then(render));
      line.append(known);
    }
    return line;
  };
  async function render(trouble) {
    const acts = await all();
    const own = acts.filter((act) => act.account === say.account);
    const waiting = own.filter((act) => !act.answer);
    const bad = own.filter((act) => act.answer && !act.answer.good);
    const good = own.filter((act) => act.answer && act.answer.good);
    for (const old of good.slice(0, -SHOWN)) store("readwrite", (kept) => kept.delete(old.seq));
    const shown = [...waiting, ...bad, ...good.slice(-SHOWN).reverse()];
    document.getElementById("kept-rows").replaceChildren(...shown.map(row));
    document.getElementById("kept-count").textContent = String(waiting.length);
    const others = acts.some((act) => act.account !== say.account && !act.answer);
    const text = [!navigator.onLine ? say.offline : trouble, others ? say.others : null].filter(Boolean).join(" ");
    net.textContent = text;
    net.hidden = !text;
    box.hidden = shown.length === 0 && !text;
    document.querySelectorAll("[data-when]").forEach((part) => { part.hidden = (part.dataset.when === "online") !== navigator.onLine; });
  }

  // In the order in which it happened; what is refused hinders no other.
  async function send() {
    if (sending || !navigator.onLine) return render();
    sending = true;
    let trouble = null;
    try {
      await takeList().catch(() => {});
      trouble = navigator.locks ? await navigator.locks.request("cunlu-kept", sendAll) : await sendAll();
    } catch {
      trouble = say.wait;
    } finally {
      sending = false;
    }
    await render(trouble);
  }
  async function sendAll() {
    const mine = async () => (await all()).filter((act) => !act.answer && act.account === say.account).slice(0, ROWS);
    let acts = await mine();
    if (acts.length === 0) return null;
    const gate = await fetch(say.door, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
    if (!gate.ok) return gate.status >= 500 ? say.wait : say.signIn;
    const { csrf, account } = await gate.json();
    if (account !== say.account) return say.signIn;
    while (acts.length > 0) {
      const stopped = await sendPhotos(acts, csrf);
      if (stopped) return stopped;
      acts = await mine();
      if (acts.length === 0) break;
      const sent = await fetch(say.door, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": csrf },
        redirect: "manual",
        body: JSON.stringify({ rows: acts.map((act) => act.row), sentAt: new Date().toISOString() }),
      });
      if (!sent.ok) return sent.status >= 500 || sent.status === 429 ? say.wait : say.broken;
      const told = await sent.json();
      for (let i = 0; i < acts.length; i++) {
        // The code has done its work: it stays on no phone.
        const { pickupCode, ...rest } = acts[i].row;
        await store("readwrite", (kept) => kept.put({ ...acts[i], row: rest, answer: told.answers[i] }));
        if (acts[i].row.id === latest) {
          const one = told.answers[i];
          answer(one.good ? "good" : "bad", one.big, one.small, one.next, one.nextText);
          if (one.good && "reload" in say) { location.reload(); return null; }
        }
      }
      acts = await mine();
    }
    return null;
  }

  // What a photo proves is sent after it; one that is refused for good takes its act along, and says why.
  async function sendPhotos(acts, csrf) {
    for (const act of acts.filter((each) => each.photo)) {
      const body = new FormData();
      body.append("node", act.row.node ?? "");
      body.append("photo", act.photo, "photo.jpg");
      const headers = { Accept: "application/json", "X-CSRF-Token": csrf };
      const sent = await fetch(door() + "/photos", { method: "POST", headers, redirect: "manual", body });
      if (sent.status >= 500 || sent.status === 429) return say.wait;
      if (sent.type === "opaqueredirect" || sent.status === 401 || sent.status === 403) return say.signIn;
      const { photo, ...rest } = act;
      const told = await sent.json().catch(() => ({}));
      const big = (told.title ?? say.broken).split(" · ").at(document.documentElement.lang.startsWith("zh") ? 0 : -1);
      const next = sent.ok ? { ...rest, row: { ...act.row, photo: told.photo } } : { ...rest, answer: { id: act.row.id, good: false, big } };
      await store("readwrite", (kept) => kept.put(next));
      if (!sent.ok && act.row.id === latest) answer("bad", big);
    }
    return null;
  }

  const keep = async (form) => {
    const all = [...new FormData(form)];
    const photo = all.map(([, value]) => value).find((value) => value instanceof File && value.size > 0);
    const given = Object.fromEntries(all.filter(([name, value]) => typeof value === "string" && value !== "" && !["_csrf", "id"].includes(name)));
    const label = [form.dataset.label || title(form), given.code].filter(Boolean).join(" · ");
    const made = { ...given, id: id(), device: device(), madeAt: new Date().toISOString() };
    latest = made.id;
    const handing = given.kind === "HAND_OVER" && given.pickupCode && say.listKey;
    const found = handing ? await check(given) : null;
    if (handing) made.checked = found === "proved";
    await store("readwrite", (acts) => acts.add({ door: door(), account: say.account, label, row: made, ...(photo && { photo }) }));
    if (found === "proved") answer("good", label, say.savedProved);
    else if (found === "wrong") answer("bad", label, say.savedWrong);
    else answer("wait", label, given.kind === "HAND_OVER" && given.pickupCode ? say.savedUnproved : say.saved);
    ["code", "pickupCode", "cash", "photo"].forEach((name) => {
      const field = form.elements[name];
      if (field && field.type !== "hidden") field.value = "";
    });
    form.elements.code?.focus?.();
    navigator.vibrate?.(40);
    await send();
  };
  const title = (form) => {
    const kind = form.elements.kind;
    return kind && kind.tagName === "SELECT" ? kind.selectedOptions[0].textContent : document.querySelector("h1").textContent;
  };
  document.querySelectorAll("[data-photo]:not([data-for])").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("form[data-kept]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      keep(form).catch(() => { box.hidden = false; net.hidden = false; net.textContent = say.broken; });
    });
    const kind = form.elements.kind;
    if (kind && kind.tagName === "SELECT") {
      const asked = new URLSearchParams(location.search);
      if ([...kind.options].some((option) => option.value === asked.get("mode"))) kind.value = asked.get("mode");
      if (asked.get("code") && form.elements.code) form.elements.code.value = asked.get("code");
      const fit = () => form.querySelectorAll("[data-for]").forEach((part) => {
        part.hidden = !part.dataset.for.split(" ").includes(kind.value);
        part.querySelectorAll("input").forEach((input) => { input.disabled = part.hidden; input.required = !part.hidden && !["cash", "photo"].includes(input.name); });
      });
      kind.addEventListener("change", fit);
      fit();
    }
  });

  camera(document.getElementById("scan-camera"), document.getElementById("camera"));
  function camera(button, video) {
    if (!button || !video || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
    const form = button.form;
    let stream = null, seen = "", seenAt = 0;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (stream) { stream.getTracks().forEach((track) => track.stop()); stream = null; video.hidden = true; return; }
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
        video.srcObject = stream;
        video.hidden = false;
        await video.play();
        look(new BarcodeDetector());
      } catch {
        stream = null;
        button.hidden = true;
      }
    });
    async function look(detector) {
      if (!stream) return;
      const [found] = await detector.detect(video).catch(() => []);
      // The same label stays before the camera for a while: it counts once.
      if (found && (found.rawValue !== seen || Date.now() - seenAt > 4000)) {
        seen = found.rawValue;
        seenAt = Date.now();
        const empty = [...form.elements].find((field) => field.required && !field.value && !field.disabled && field.name !== "pickupCode");
        const field = empty && empty.name !== "place" ? empty : form.elements.code;
        field.value = seen;
        if (form.checkValidity()) form.requestSubmit();
      }
      setTimeout(() => look(detector), 250);
    }
  }

  window.addEventListener("online", send);
  window.addEventListener("offline", () => render());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(send, RETRY_MS);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/assets/station-sw.js", { scope: say.scope }).then(async (registration) => {
      const worker = registration.active ?? registration.waiting ?? registration.installing;
      if (navigator.onLine) worker?.postMessage({ shell: say.shell });
    }).catch(() => {});
  }
  send();
})();
