"use strict";

// Draws each chart from the table behind it, and makes tables sortable. Nothing is fetched, and no text becomes an element.
(() => {
  const numberOf = cell => Number(cell.dataset.value ?? cell.textContent);

  function draw(figure) {
    const rows = [...figure.querySelectorAll("tbody tr")];
    const names = [...figure.querySelectorAll("thead th")].slice(1, -1).map(head => head.textContent);
    const days = rows.map(row => row.cells[0].textContent);
    const series = names.map((name, index) => ({
      name,
      className: "series-" + index,
      data: rows.map(row => numberOf(row.cells[index + 1])),
    }));
    const highest = Math.max(...rows.map(row => numberOf(row.cells[names.length + 1])));
    const box = figure.querySelector(".chart");
    const chart = new Chartist.BarChart(box, { labels: days.map(day => day.slice(5)), series }, {
      stackBars: true,
      chartPadding: { top: 20, right: 5, bottom: 0, left: 0 },
      axisX: {
        showGrid: false,
        labelInterpolationFnc: (label, index) => index % Math.ceil(days.length * 44 / box.clientWidth) === 0 ? label : null,
      },
      axisY: { offset: 56, scaleMinSpace: 32, labelInterpolationFnc: value => value.toFixed(highest < 10 ? 2 : 0) },
    });
    chart.on("draw", part => {
      if (part.type === "bar") {
        const gap = part.chartRect.width() / days.length;
        part.element.attr({ "stroke-width": Math.max(1, Math.min(gap * 0.75, 40)) });
        const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
        title.textContent = `${days[part.index]}, ${names[part.seriesIndex]}: ${part.series.data[part.index]}`;
        part.element.getNode().append(title);
      }
    });
    // With a view box, the drawing follows the width of a sheet of paper.
    chart.on("created", drawn => drawn.svg.attr({ viewBox: `0 0 ${box.clientWidth} ${box.clientHeight}` }));
  }

  function compare(one, other) {
    const [a, b] = [numberOf(one), numberOf(other)];
    return Number.isNaN(a) || Number.isNaN(b) ? one.textContent.localeCompare(other.textContent, "en", { numeric: true }) : a - b;
  }

  function sort(head) {
    const direction = head.ariaSort === "ascending" ? -1 : 1;
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].sort((one, other) => {
      const [a, b] = [one.cells[head.cellIndex], other.cells[head.cellIndex]];
      // What isn't known stays at the end.
      return !a.textContent || !b.textContent ? !a.textContent - !b.textContent : direction * compare(a, b);
    });
    body.append(...rows);
    for (const each of head.parentElement.cells) {
      each.removeAttribute("aria-sort");
    }
    head.ariaSort = direction > 0 ? "ascending" : "descending";
  }

  for (const head of document.querySelectorAll("thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }
  document.querySelectorAll("figure").forEach(draw);
})();
