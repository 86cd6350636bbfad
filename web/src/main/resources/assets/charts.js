// Draws a table that stands on the page: without this script the table is all there is.
"use strict";
(() => {
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const rows = (id) => [...document.querySelectorAll(`#${id} tbody tr`)].map((row) => ({
    row,
    cells: [...row.children].map((cell) => cell.textContent.trim()),
  }));
  const figure = (text) => Number(text.replace(/[^0-9.-]/g, ""));
  const base = () => ({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: { fontFamily: css("--text") || "sans-serif", color: css("--ink") },
    color: [css("--leaf"), css("--orange"), css("--ink-soft"), css("--good")],
    // Written into the canvas: the pages allow no styles in what a script writes.
    tooltip: { renderMode: "richText" },
  });
  const axis = () => ({ axisLabel: { color: css("--ink-soft") }, axisLine: { lineStyle: { color: css("--line") } }, splitLine: { lineStyle: { color: css("--line") } } });
  const kinds = {
    line: (id) => {
      const all = rows(id);
      return { ...base(), tooltip: { renderMode: "richText", trigger: "axis" }, grid: { left: 48, right: 16, top: 16, bottom: 32 },
        xAxis: { type: "category", data: all.map((each) => each.cells[0]), ...axis() },
        yAxis: { type: "value", scale: true, ...axis() },
        series: [{ type: "line", showSymbol: all.length < 40, data: all.map((each) => figure(each.cells[1])) }] };
    },
    map: (id) => {
      const all = rows(id).filter((each) => each.row.dataset.x);
      const prices = all.map((each) => figure(each.cells[1]));
      return { ...base(), grid: { left: 16, right: 16, top: 16, bottom: 56 },
        xAxis: { type: "value", scale: true, show: false }, yAxis: { type: "value", scale: true, show: false },
        visualMap: { type: "continuous", dimension: 2, min: Math.min(...prices), max: Math.max(...prices), orient: "horizontal", left: "center", bottom: 0, inRange: { color: [css("--leaf"), css("--orange")] }, textStyle: { color: css("--ink") } },
        series: [{ type: "scatter", symbolSize: 20, label: { show: true, position: "right", color: css("--ink"), formatter: (p) => `${p.name} ${p.value[2]}` }, labelLayout: { hideOverlap: true },
          data: all.map((each) => ({ name: each.cells[0], value: [Number(each.row.dataset.x), Number(each.row.dataset.y), figure(each.cells[1])] })) }] };
    },
    sankey: (id) => {
      const links = rows(id).map((each) => ({ source: each.row.dataset.from, target: each.row.dataset.to, value: figure(each.cells[1]) })).filter((each) => each.value > 0);
      const nodes = [...new Set(links.flatMap((each) => [each.source, each.target]))].map((name) => ({ name }));
      return { ...base(), series: [{ type: "sankey", data: nodes, links, left: 16, right: 120, lineStyle: { color: "gradient", opacity: 0.4 }, label: { color: css("--ink") } }] };
    },
  };
  document.querySelectorAll(".chart").forEach((place) => {
    if (!window.echarts || !kinds[place.dataset.chart]) return;
    const chart = echarts.init(place, null, { renderer: "canvas" });
    const draw = () => chart.setOption(kinds[place.dataset.chart](place.dataset.table), true);
    draw();
    addEventListener("resize", () => chart.resize());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  });
})();
