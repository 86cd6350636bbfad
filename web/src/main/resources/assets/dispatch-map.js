// The drawing becomes a map that can be moved: its ways and rounds between the nodes of the table, over tiles where a server of them is configured.
"use strict";
document.querySelectorAll("figure.map").forEach((figure) => {
  if (!window.L) return;
  const spots = new Map();
  figure.querySelectorAll("[data-spot]").forEach((row) => spots.set(row.dataset.spot, {
    row, at: [Number(row.dataset.lat), Number(row.dataset.lon)], tier: row.dataset.tier, shut: row.dataset.shut === "true",
    name: row.querySelector("th span").textContent,
  }));
  if (spots.size === 0) return;
  const stand = document.createElement("div");
  stand.className = "stand";
  stand.setAttribute("role", "group");
  stand.setAttribute("aria-label", figure.dataset.label);
  figure.querySelector("svg").replaceWith(stand);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(stand, { zoomControl: false, attributionControl: Boolean(figure.dataset.tiles), scrollWheelZoom: false,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, zoomSnap: 0.25 });
  map.attributionControl?.setPrefix(false);
  L.control.zoom({ zoomInTitle: figure.dataset.nearer, zoomOutTitle: figure.dataset.farther }).addTo(map);
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  if (figure.dataset.tiles) {
    L.tileLayer(figure.dataset.tiles, { maxZoom: 18, attribution: figure.dataset.attribution ?? "" }).addTo(map);
    stand.classList.add("tiled");
  }
  // A tip that is given as a string would be read as markup.
  const tip = (text) => Object.assign(document.createElement("span"), { textContent: text });
  const way = (codes) => codes.split(" ").map((code) => spots.get(code)?.at).filter(Boolean);
  figure.querySelectorAll("[data-way]").forEach((each) => {
    L.polyline(each.dataset.pairs.split(",").map(way), { className: `way ${each.dataset.way}`, interactive: false }).addTo(map);
  });
  figure.querySelectorAll("[data-round]").forEach((each) => {
    L.polyline(each.dataset.nodes.split(",").map(way), { className: `round c${each.dataset.round}` })
      .bindTooltip(tip(each.textContent), { sticky: true }).addTo(map);
  });
  const size = { village: 4, township: 7, hub: 10, gateway: 8 };
  spots.forEach((spot) => {
    const named = spot.shut || spot.tier !== "village";
    spot.mark = L.circleMarker(spot.at, { radius: size[spot.tier] ?? 5, className: `dot ${spot.tier}${spot.shut ? " shut" : ""}` })
      .bindTooltip(tip((spot.shut ? "✕ " : "") + spot.name), { permanent: named, direction: "top", className: named ? "named" : "" }).addTo(map);
    const see = spot.row.querySelector(".see");
    see.hidden = false;
    see.addEventListener("click", () => {
      map.setView(spot.at, 13, { animate: !calm });
      spot.mark.openTooltip();
      stand.scrollIntoView({ block: "nearest" });
      stand.focus({ preventScroll: true });
    });
  });
  map.fitBounds(L.latLngBounds([...spots.values()].map((spot) => spot.at)), { padding: [18, 18] });
  // Names that would lie on others are left out until one comes nearer; all of them stand in the table.
  const uncover = () => {
    const taken = [];
    ["hub", "gateway", "township", "village"].forEach((tier) => spots.forEach((spot) => {
      const label = spot.mark.getTooltip().getElement();
      if (spot.tier !== tier || !label) return;
      label.classList.remove("covered");
      const box = label.getBoundingClientRect();
      const covered = taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      if (covered) label.classList.add("covered"); else taken.push(box);
    }));
  };
  map.on("zoomend moveend", () => requestAnimationFrame(uncover));
  requestAnimationFrame(uncover);
});
