// The board comes alive: a search tells how far it is, and a stop that is dragged to another tour is tried at once.
"use strict";
document.querySelectorAll("[data-events]").forEach((panel) => {
  const events = new EventSource(panel.dataset.events);
  const progress = panel.querySelector("progress");
  events.addEventListener("search", (event) => {
    const search = JSON.parse(event.data);
    if (search.over) { events.close(); location.reload(); return; }
    if (progress) progress.value = search.spent;
    panel.querySelector(".spent").textContent = `${search.spent} / ${search.most} s`;
    const said = panel.querySelector(".said");
    if (said.textContent !== search.said) said.textContent = search.said;
  });
});
document.querySelectorAll(".tours[data-plan]").forEach((tours) => {
  let held = null;
  const chipOf = (event) => event.target.closest?.(".chip");
  tours.addEventListener("dragstart", (event) => {
    held = chipOf(event);
    if (!held?.dataset.stop) { held = null; return; }
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.stop);
    held.classList.add("held");
    tours.classList.add("dragging");
  });
  tours.addEventListener("dragover", (event) => {
    const over = chipOf(event);
    if (!held || !over || over === held) return;
    event.preventDefault();
    tours.querySelectorAll(".over").forEach((chip) => chip.classList.remove("over"));
    over.classList.add("over");
  });
  tours.addEventListener("dragend", () => {
    tours.querySelectorAll(".over, .held").forEach((chip) => chip.classList.remove("over", "held"));
    tours.classList.remove("dragging");
    held = null;
  });
  tours.addEventListener("drop", (event) => {
    const over = chipOf(event);
    if (!held || !over || over === held) return;
    event.preventDefault();
    // Where it lies already, what stands behind it moves up by one when it is taken out.
    const same = over.parentElement === held.parentElement;
    const behind = same && Number(over.dataset.position) > Number(held.dataset.position);
    const address = new URL(tours.dataset.plan, location.href);
    address.searchParams.set("act", "MOVE");
    address.searchParams.set("stop", held.dataset.stop);
    address.searchParams.set("van", over.closest(".tour").dataset.van);
    address.searchParams.set("trip", over.closest(".chips").dataset.trip);
    address.searchParams.set("position", Number(over.dataset.position) - (behind ? 1 : 0));
    htmx.ajax("GET", address.pathname + address.search, { target: "#hand", swap: "innerHTML" }).then(() => {
      document.getElementById("hand").scrollIntoView({ block: "start" });
      document.getElementById("hand-title")?.focus({ preventScroll: true });
    });
  });
});
